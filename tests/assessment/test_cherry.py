"""How many of the choices a table allows bear a statement out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.operations.figures.cherry import Choices
from sourcier.assessment.replay import replay_finding
from sourcier.core.findings import Caveat, Query, Verdict
from sourcier.core.language import Comparator
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


def choices(held: int, years: int, since: str = "") -> Choices:
    rows = tuple(("ARD", str(2000 + at), "1") for at in range(years))
    query = Query("p", "r", "", (), ("entity", "period", "value"), rows)
    return Choices(query, tuple(str(2000 + at) for at in range(held)), years, "cherry_years", since)


@pytest.mark.parametrize(
    ("held", "years", "since", "picked"),
    [(1, 12, "2011", True), (6, 12, "2011", False), (1, 4, "2003", False), (3, 12, "2002", False), (12, 12, "", False)],
)
def test_few_choices_make_it_picked(held: int, years: int, since: str, *, picked: bool) -> None:
    assert choices(held, years, since).is_picked is picked


def test_the_note_counts_and_says_the_threshold() -> None:
    assert choices(2, 12, "2011").note("fr") == (
        "Vrai pour 2 des 12 années de départ que permet la table. Choix orienté (moins d’un choix sur trois)."
    )
    assert choices(1, 12, "2011").note("fr").startswith("Vrai pour une seule des 12 années")
    assert choices(8, 12, "2011").note("en") == "True for 8 of the 12 base years that the table allows."
    assert choices(12, 12, "2011").note("en") == ""


@pytest.mark.parametrize(
    ("lang", "text", "picked"),
    [
        ("fr", "Les émissions françaises de CO2 ont augmenté de 9 % entre 2020 et 2021.", True),
        ("fr", "Le chômage a baissé en France entre 2015 et 2022.", False),
        ("en", "Unemployment in the United States was halved between 2020 and 2024.", True),
        ("fr", "En 2005, le chômage était plus élevé en Allemagne qu’en Espagne.", True),
        ("fr", "En 2023, l’Inde était plus peuplée que la Chine.", False),
    ],
)
def test_trends_and_comparisons_say_how_much_the_choice_makes(packs: Packs, lang, text: str, *, picked: bool) -> None:  # type: ignore[no-untyped-def]
    dossier = check(from_text(text, lang=lang, published=date(2025, 9, 30)), packs)
    found = [one for one in dossier.assessments if one.verdict]
    assert [one.verdict for one in found] == [Verdict.SUPPORTED]
    assert (Caveat.CHERRY_PICKED in found[0].caveats) is picked
    finding = dossier.findings[0]
    assert len(finding.queries) > 1
    assert not replay_finding(finding, packs)


def test_a_size_is_borne_out_by_more_of_the_same() -> None:
    from sourcier.assessment.operations.figures.cherry import at_least

    nine = Bounds(Decimal(8), Decimal(10), Comparator.EQ, Decimal(9))
    half = Bounds(Decimal("0.45"), Decimal("0.55"), Comparator.APPROX, Decimal("0.5"))
    assert (at_least(nine).low, at_least(nine).high) == (Decimal(8), None)
    assert (at_least(half).low, at_least(half).high) == (None, Decimal("0.55"))
