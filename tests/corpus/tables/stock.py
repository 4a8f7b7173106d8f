"""Corpora made by hand: three dossiers of every kind of finding, in a folder of two parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import factory
from dossier.exports import material
from sourcier.app.corpus.tables import Rows, Writer, failed, rows_of
from sourcier.core.dossier import Dossier, Run
from sourcier.core.language import Comparator, Grain, Mention, Quantity, TimeInterval
from sourcier.core.relations import Modality, Party, Relation, RelationKind


def column() -> Dossier:
    """The French column with findings of every kind."""
    return material.column()


def harbour() -> Dossier:
    """An article about a harbour, whose words come in other forms than one asks for."""
    text = "Le port de Vire\n\nLes chevaux ont été débarqués en janvier. L’été, 1 250 navires y auraient accosté, dit la capitainerie."
    article = factory.article(
        text,
        title="Le port de Vire",
        published=date(2024, 2, 1),
        publisher="L’Écho du large",
        links={"la capitainerie": "https://port.example/chiffres"},
    )
    figure = Quantity(
        span=factory.find(text, "1 250 navires"),
        text="1 250 navires",
        low=Decimal(1250),
        high=Decimal(1250),
        unit="navires",
        comparator=Comparator.EQ,
        half_width=Decimal(5),
    )
    month = TimeInterval(
        factory.find(text, "en janvier"), "en janvier", date(2024, 1, 1), date(2024, 2, 1), Grain.MONTH, relative=True
    )
    named = Mention(factory.find(text, "la capitainerie"), "la capitainerie", "organisation")
    claims = (
        factory.claim(
            article,
            "Les chevaux ont été débarqués en janvier",
            "en janvier",
            times=(month,),
            lemmas=("cheval", "débarquer", "janvier"),
        ),
        factory.claim(
            article,
            "1 250 navires y auraient accosté",
            "1 250",
            quantities=(figure,),
            entities=(named,),
            source=factory.named("la capitainerie"),
        ),
    )
    dossier = factory.dossier(article, claims)
    relation = Relation(
        id="rel-1",
        claim_id=claims[0].id,
        sentence_id=claims[0].sentence_id,
        subject=Party("FRA", factory.find(text, "Vire")),
        object=Party("GBR", factory.find(text, "port")),
        kind=RelationKind.MEETS,
        sign=1,
        is_symmetric=True,
        polarity=claims[0].polarity,
        modality=Modality.ASSERTED,
        cue=factory.find(text, "débarqués"),
        source=claims[0].source,
        commitment=claims[0].commitment,
        time=month,
    )
    return replace(dossier, quantities=(figure,), times=(month,), relations=(relation,))


def run() -> Run:
    """What they were read with."""
    return column().run


def rows(dossier: Dossier, name: str) -> Rows:
    """The rows of a dossier read from a file of this name."""
    return rows_of(dossier, input=name, sha256="ab" * 32)


def corpus(folder: Path) -> Path:
    """A corpus of two parts: two articles and an input that failed; one more article."""
    with Writer(folder, run()) as writer:
        writer.add(rows(column(), "colonne.md"))
        writer.add(failed(input="vide.txt", sha256="cd" * 32, slug="empty-text", message="nothing to read"))
        writer.add(rows(factory.wire(), "wire.txt"))
        writer.commit()
        writer.add(rows(harbour(), "port.html"))
        writer.commit()
    return folder
