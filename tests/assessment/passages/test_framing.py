"""What stands around a passage may take its word from it; what a newspaper is called may not."""

from __future__ import annotations

import pytest

from sourcier.assessment.passages.framing import blames, framed
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Anchor, Span

TOLD = "La commune de Sarlanges a abattu 40 tilleuls en 2023."
CLAIM = "La commune de Sarlanges a abattu 40 tilleuls en 2023"


def placed(before: str, after: str, title: str, publisher: str) -> tuple[Passage, Document]:
    text = f"{before}{' ' if before else ''}{TOLD}{' ' if after else ''}{after}"
    at = text.index(TOLD)
    made = Document(
        make_id("doc", text), digest(text), text, "fr", "text/plain", "/t.txt", title=title, publisher=publisher
    )
    anchor = Anchor.at(Span(at, at + len(TOLD)), text)
    passage = Passage(
        make_id("psg", text), made.id, TOLD, anchor, "fr", made.digest, made.id, made.location,
        title=title, publisher=publisher,
    )  # fmt: skip
    return passage, made


@pytest.mark.parametrize(
    ("before", "after", "title", "publisher", "is_framed"),
    [
        ("Le conseil s’est réuni lundi.", "Trente seront replantés.", "Les tilleuls", "Le Courrier", False),
        ("", "", "Les arbres de Sarlanges", "La Tribune", False),
        ("", "", "Courrier des lecteurs", "L’Écho", True),
        ("", "", "Et si on comptait les arbres", "L’Écho", True),
        ("", "", "Les tilleuls", "L’Étourneau, journal satirique", True),
        ("Imaginons un instant.", "", "Les tilleuls", "L’Écho", True),
        ("Voici ce qu’affirme un tract distribué samedi :", "", "Les tilleuls", "L’Écho", True),
        ("L’association Racines accuse le maire.", "", "Les tilleuls", "L’Écho", True),
        ("", "Enfin, c’est ce que raconte la plaquette.", "Les tilleuls", "L’Écho", True),
        ("", "Personne n’a pu le vérifier.", "Les tilleuls", "L’Écho", True),
        ("", "La mairie a démenti le lendemain.", "Les tilleuls", "L’Écho", True),
        ("", "", "Il y a dix ans dans nos colonnes", "L’Écho", True),
        ("", "", "Dictée de la semaine", "L’Écho", True),
        ("Que raconte-t-on au marché ?", "", "Les tilleuls", "L’Écho", True),
        ("Voici ce que j’ai rêvé.", "", "Les tilleuls", "L’Écho", True),
        ("Une affiche porte ceci.", "", "Les tilleuls", "L’Écho", True),
        ("", "\nLe conteur a raconté une autre histoire.", "Les tilleuls", "L’Écho", False),
        ("", "\nC’est faux, dit la mairie.", "Les tilleuls", "L’Écho", True),
    ],
)
def test_a_frame_is_seen_around_a_passage(
    before: str, after: str, title: str, publisher: str, *, is_framed: bool
) -> None:
    passage, document = placed(before, after, title, publisher)
    assert bool(framed(passage, document, CLAIM)) is is_framed


@pytest.mark.parametrize(
    ("text", "is_blame"),
    [
        ("La directrice a détourné 12 000 euros.", True),
        ("The mayor embezzled the club's money.", True),
        ("Le maire a menti aux habitants.", True),
        ("Trois cents volontaires ont planté des arbres.", False),
        ("Le rapport mentionne la fermeture.", False),
        ("The volume of trade rose by a tenth.", False),
    ],
)
def test_blame_is_told_from_other_news(text: str, *, is_blame: bool) -> None:
    assert blames(text) is is_blame
