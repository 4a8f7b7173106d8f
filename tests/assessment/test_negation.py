"""What a negation, a term, a list of bodies and a time that nothing places make of a verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess, replay_finding
from sourcier.assessment.operations.figures.rank import is_close
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Finding, NumberComparison, Operation, Verdict
from sourcier.core.spans import Span

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
DAY = date(2023, 9, 1)


def check(text: str, lang: Lang = "fr", day: date | None = DAY) -> tuple[tuple[Finding, ...], Assessment]:
    draft = draft_of(text, lang, day)
    findings, (assessment,) = assess(draft, [claim_of(draft)], isles())
    return findings, assessment


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("fr", "L’Ardénie n’est pas entrée dans la Ligue du Nord en 1990.", NO),
        ("fr", "L’Ardénie n’est pas entrée dans la Ligue du Nord en 1995.", YES),
        ("en", "Ardenia did not join the Northern League in 1990.", NO),
        ("fr", "La paix du Lac n’a pas été signée en 1999.", NO),
        ("fr", "La paix du Lac n’a pas été signée en 2004.", None),
        ("en", "The Peace of the Lake was not signed in 1999.", NO),
        ("fr", "La paix du Lac a été signée en 1999.", YES),
        ("fr", "La paix du Lac a été signée en 1995.", NO),
        ("fr", "La paix du Lac a été signée en 2001.", None),  # another stage of a treaty, perhaps
        ("fr", "L’Ardénie a rejoint la Ligue du Nord avant la Borélie.", None),
        ("en", "Ardenia is the newest member of the Northern League.", None),
        ("fr", "Seule l’Ardénie est membre de la Ligue du Nord.", None),
        ("fr", "Le chômage n’a pas atteint 7 % en Ardénie en 2022.", NO),
        ("fr", "Le chômage n’a pas atteint 4 % en Ardénie en 2022.", NO),
        ("en", "Unemployment did not reach 9 percent in Ardenia in 2022.", YES),
        ("fr", "Le chômage ne touchait pas 9 % des actifs en Ardénie en 2022.", None),
        ("fr", "En 2000, la Ligue du Nord ne comptait pas deux membres.", NO),
        ("fr", "En 2000, la Ligue du Nord ne comptait pas trois membres.", YES),
        ("fr", "En 2000, la Ligue du Nord ne comptait pas moins de deux membres.", YES),
        ("fr", "En 2022, l’Ardénie n’était pas le pays le plus peuplé du monde.", NO),
        ("fr", "En 2022, la Borélie n’était pas le pays le plus peuplé du monde.", YES),
        ("fr", "La population de la Calvanie n’était pas inférieure à celle de la Borélie en 2022.", NO),
        ("fr", "L’Ardénie, membre de la Ligue du Nord, n’a pas ouvert ses ports.", None),
        ("fr", "Le chômage n’a jamais atteint 7,1 % en Ardénie en 2022.", None),
        # Somebody's denial is neither borne out nor refuted by what he denies.
        ("fr", "La Borélie dément avoir rejoint la Ligue du Nord en 1990.", None),
        ("en", "Ardenia denies having joined the Northern League in 1990.", None),
    ],
)
def test_negation_turns_a_verdict_over(lang: Lang, text: str, verdict: Verdict | None) -> None:
    findings, assessment = check(text, lang)
    assert assessment.verdict is verdict, assessment.justification
    assert [replay_finding(one, isles()) for one in findings] == [()] * len(findings)


def test_a_denied_comparison_says_so() -> None:
    (finding,), assessment = check("Le chômage n’a pas atteint 7 % en Ardénie en 2022.")
    assert isinstance(finding.comparison, NumberComparison)
    assert finding.comparison.denied
    assert "nie" in finding.comparison.expression
    assert "nie à tort" in assessment.justification


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("L’Ardénie est membre de la Ligue du Nord depuis 1990.", YES),
        ("L’Ardénie est membre de la Ligue du Nord depuis 1985.", NO),
        ("Jean Valmont a été président de l’Ardénie de 2010 à 2020.", YES),
        ("Jean Valmont a été président de l’Ardénie de mai 2010 à mai 2020.", YES),
        ("Jean Valmont a été président de l’Ardénie de mai 2010 à 2020.", YES),
        ("Jean Valmont a été président de l’Ardénie de 2005 à 2020.", NO),
        ("Jean Valmont a été président de l’Ardénie de 2010 à août 2022.", NO),
        ("Jean Valmont a été président de l’Ardénie de 2012 à 2015.", None),
        ("Jean Valmont était président de l’Ardénie en 2020.", YES),
        ("Rosa Lindt était présidente de l’Ardénie en 2015.", NO),
        ("Jean Valmont était président de l’Ardénie en 2022.", NO),
        ("Le président Jean Valmont a visité la Borélie en 2022.", None),
        ("Deux pays ont rejoint la Ligue du Nord en 1990.", YES),
        ("Trois pays ont rejoint la Ligue du Nord en 1990.", NO),
        ("La Calvanie n’est membre ni de la Ligue du Nord ni du Pacte du Sud.", YES),
        ("La Borélie n’est membre ni de la Ligue du Nord ni du Pacte du Sud.", NO),
        ("L’Ardénie est membre de la Ligue du Nord et du Pacte du Sud.", NO),
        ("La Borélie a rejoint la Ligue du Nord en 1990 et le Pacte du Sud en 1995.", YES),
        ("La Borélie a rejoint la Ligue du Nord en 1990 et le Pacte du Sud en 1992.", NO),
        ("La Dorlande a perdu la moitié de ses soldats.", None),
        ("La Dorlande a perdu 30 % de ses soldats.", None),
    ],
)
def test_both_ends_and_every_part_are_checked(text: str, verdict: Verdict | None) -> None:
    _, assessment = check(text)
    assert assessment.verdict is verdict, assessment.justification


def test_a_term_shows_both_of_its_ends() -> None:
    findings, assessment = check("Jean Valmont a été président de l’Ardénie de 2010 à 2020.")
    assert [one.reading.operation for one in findings] == [Operation.OFFICE, Operation.OFFICE]
    assert "2010" in assessment.justification
    assert "2020" in assessment.justification


@pytest.mark.parametrize("day", [DAY, None])
def test_a_time_that_nothing_places_leaves_no_verdict(day: date | None) -> None:
    _, assessment = check("Le chômage a atteint 7,1 % en Ardénie l’an dernier.", day=day)
    assert (assessment.verdict is None) == (day is None)


def test_no_claim_takes_the_date_of_another() -> None:
    text = "Les ports de la Calvanie ont fermé en 2022, le chômage touchait 5,2 % des actifs en Borélie."
    draft, cut = draft_of(text), text.index(", le chômage")
    claims = [claim_of(draft, span=Span(0, cut)), claim_of(draft, span=Span(cut + 2, len(text) - 1))]
    _, assessments = assess(draft, claims, isles())
    assert [one.verdict for one in assessments] == [None, None]


@pytest.mark.parametrize(("tolerance", "is_doubtful"), [("0.001", False), ("0.6", True)])
def test_a_place_within_the_tables_tolerance_is_doubtful(tolerance: str, is_doubtful: bool) -> None:

    rows = [{"value": "46100000"}, {"value": "23000000"}, {"value": "11500000"}]
    assert is_close(rows, 1, 1, Decimal(tolerance)) is is_doubtful


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        # Who struck, and whom: another war of the same state is no counter-example.
        ("fr", "L’Ardénie n’a jamais attaqué la Borélie.", NO),
        ("fr", "L’Ardénie n’a jamais attaqué la Calvanie.", None),
        ("fr", "La Borélie n’a jamais attaqué l’Ardénie.", None),
        ("fr", "La Borélie n’a jamais été attaquée par l’Ardénie.", NO),
        ("fr", "L’Ardénie n’a jamais été attaquée par la Borélie.", None),
        ("en", "Ardenia has never attacked Borelia.", NO),
        ("en", "Ardenia has never attacked Calvania.", None),
        ("fr", "L’Ardénie n’a jamais attaqué un pays de la Ligue du Nord.", NO),
        ("fr", "La Dorlande n’a jamais attaqué un membre de la Ligue du Nord.", None),
        ("fr", "La Ligue du Nord n’a jamais attaqué la Borélie.", None),
        ("fr", "Aucun pays du Pacte du Sud n’a jamais attaqué l’Ardénie.", None),
        ("fr", "L’Ardénie n’a jamais attaqué un pays démocratique.", None),
        ("fr", "L’Ardénie n’a jamais attaqué aucun pays sauf la Borélie.", None),
        ("fr", "Contrairement à l’Ardénie, la Calvanie n’a jamais attaqué personne.", None),
        # What stands apart from the verb is neither denied with it nor proof of it.
        ("fr", "L’Ardénie, entrée dans la Ligue du Nord en 1990, n’a pas fermé ses ports.", None),
        ("fr", "Entrée dans la Ligue du Nord en 1990, l’Ardénie n’a pas fermé ses ports.", None),
        ("fr", "La paix du Lac, signée en 1999, n’a pas été respectée.", None),
        ("fr", "La paix du Lac, signée en 1999, a été rompue.", None),
        ("fr", "L’Ardénie, membre de la Ligue du Nord depuis 1990, a quitté le conseil des ports.", None),
        ("en", "Borelia was expelled from the Northern League, and suspended from the harbour club.", None),
        # A date belongs to the words it stands with, and losing people is not always dying.
        ("fr", "L’Ardénie a fermé ses ports en 2004, signé la paix du Lac en 1999.", None),
        ("fr", "L’Ardénie a perdu 1 300 électeurs.", None),
        ("fr", "L’Ardénie a perdu 1 300 emplois.", None),
    ],
)
def test_an_uncertain_reading_decides_nothing(lang: Lang, text: str, verdict: Verdict | None) -> None:
    _, assessment = check(text, lang)
    decided = assessment.verdict if assessment.verdict in {YES, NO} else None
    assert decided is verdict, assessment.justification
