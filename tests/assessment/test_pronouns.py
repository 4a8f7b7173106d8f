"""Pronouns that stand for a country or a body: read where nobody else fits, left alone everywhere else."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text

YES, NO, NONE = Verdict.SUPPORTED, Verdict.REFUTED, None


def last(packs: Packs, lang: Lang, text: str) -> Verdict | None:
    found = check(from_text(text, lang=lang, published=date(2025, 2, 6)), packs).assessments[-1].verdict
    return found if found in {YES, NO, Verdict.CONFLICTING} else None


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "La Croatie a beaucoup changé. Elle a adopté l'euro en 2023.", YES),
        ("fr", "La Croatie a beaucoup changé. Elle a adopté l'euro en 2020.", NO),
        ("fr", "La Croatie a beaucoup changé. En 2023, elle a adopté l'euro.", YES),
        ("fr", "Le Portugal a beaucoup changé. Il a adopté l'euro en 2005.", NO),
        ("fr", "L'Estonie a longtemps hésité. Elle est membre de l'OTAN depuis 2004.", YES),
        ("fr", "L'Union européenne a perdu un membre. Elle compte désormais 28 États membres.", NO),
        ("fr", "L'Union européenne a perdu un membre. Elle compte désormais 27 États membres.", YES),
        ("en", "Croatia has changed a lot. It adopted the euro in 2020.", NO),
        ("en", "Sweden hesitated for long. It joined NATO in 2024.", YES),
        # two names, another noun of that gender, an object, an owner, a speaker, another gender, nobody
        ("fr", "La Croatie et la Slovénie ont changé. Elle a adopté l'euro en 2020.", NONE),
        ("fr", "La Croatie regarde la France. Elle a adopté l'euro en 2020.", NONE),
        ("fr", "Le Portugal regarde la Croatie. Elle a adopté l'euro en 2020.", NONE),
        ("fr", "La ministre a visité la Croatie. Elle a adopté l'euro en 2020.", NONE),
        ("fr", "La réforme de la Croatie est un succès. Elle a été adoptée en 2020.", NONE),
        ("fr", "La Bulgarie a signé une convention. Elle est entrée en vigueur en 2004.", NONE),
        ("fr", "La Suède compte une entreprise d'armement. Elle a rejoint l'OTAN en 2021.", NONE),
        ("fr", "La Suède est restée neutre, contrairement à la Norvège. Elle a rejoint l'OTAN en 1949.", NONE),
        ("fr", "« La Suède a longtemps hésité », dit la ministre. Elle a rejoint l'OTAN en 1949.", NONE),
        ("fr", "La Finlande a quitté la table. Il a rejoint l'OTAN en 2010.", NONE),
        ("fr", "Le Portugal a changé. Il a fallu attendre 2005 pour adopter l'euro.", NONE),
        ("fr", "La France de Vichy n'existait plus. Elle comptait 40 millions d'habitants en 2023.", NONE),
        ("fr", "La Croatie a beaucoup changé.\n\nElle a adopté l'euro en 2020.", NONE),
        ("en", "Croatia looked to Slovenia. It adopted the euro in 2020.", NONE),
        ("en", "Croatia signed a treaty. It came into force in 2020.", NONE),
    ],
)
def test_a_pronoun_is_read_where_only_one_name_fits(
    packs: Packs, lang: Lang, text: str, verdict: Verdict | None
) -> None:
    assert last(packs, lang, text) is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("La Bulgarie n'a pas rejoint l'Union européenne en 2004, comme on le lit partout, mais en 2007.", YES),
        ("La Bulgarie n'a pas rejoint l'Union européenne en 2007, comme on le lit partout, mais en 2004.", NO),
        ("La Bulgarie n'a pas rejoint l'Union européenne en 2004, comme la Pologne l'a fait, mais en 2007.", NONE),
        ("L'Union européenne compte 28 États membres depuis le départ du Royaume-Uni.", NO),
        ("L'Union européenne compte 27 États membres depuis le départ du Royaume-Uni.", YES),
    ],
)
def test_what_stands_beside_a_claim_takes_nothing_from_it(packs: Packs, text: str, verdict: Verdict | None) -> None:
    assert last(packs, "fr", text) is verdict
