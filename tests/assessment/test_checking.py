"""Whole sentences against the isles: what is found, what is refused, and why."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess
from sourcier.core.claims import Checkability, ClaimKind
from sourcier.core.findings import Assessment, Caveat, Finding, Operation, Verdict, WhyNone
from sourcier.core.spans import Span

DAY = date(2023, 9, 1)
YES, NO, OPEN, UNKNOWN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING, None


def check(text: str, lang: str = "fr", day: date = DAY) -> tuple[tuple[Finding, ...], Assessment]:
    draft = draft_of(text, "fr" if lang == "fr" else "en", day)
    findings, (assessment,) = assess(draft, [claim_of(draft)], isles(), explain=True)
    return findings, assessment


@pytest.mark.parametrize(
    ("lang", "text", "verdict", "operation"),
    [
        ("fr", "Le chômage touchait 7,1 % des actifs en Ardénie en 2022.", YES, Operation.LOOKUP),
        ("fr", "Le taux de chômage de l’Ardénie atteignait 9,4 % en 2022.", NO, Operation.LOOKUP),
        ("en", "Unemployment in Ardenia stood at 7.1 percent in 2022.", YES, Operation.LOOKUP),
        ("fr", "L’Ardénie comptait 46 millions d’habitants en 2022.", YES, Operation.LOOKUP),
        ("fr", "En Ardénie, le chômage a reculé entre 2015 et 2022.", YES, Operation.TREND),
        ("fr", "En Ardénie, le chômage a augmenté entre 2015 et 2022.", NO, Operation.TREND),
        ("en", "Ardenia was the most populous country in the world in 2022.", YES, Operation.RANK),
        ("fr", "En 2022, la Borélie était le pays le plus peuplé du monde.", NO, Operation.RANK),
        ("fr", "En 2022, la Borélie comptait plus d’habitants que la Calvanie.", YES, Operation.COMPARISON),
        ("en", "In 2022 Borelia had fewer inhabitants than Calvania.", NO, Operation.COMPARISON),
        (
            "fr",
            "À elles deux, la Borélie et la Calvanie comptaient 34,5 millions d’habitants en 2022.",
            YES,
            Operation.SUM,
        ),
        ("fr", "L’Ardénie représentait 46 % de la population mondiale en 2022.", YES, Operation.SHARE),
        ("fr", "La Calvanie est membre de la Ligue du Nord.", NO, Operation.MEMBERSHIP),
        ("en", "Ardenia is a member of the Northern League.", YES, Operation.MEMBERSHIP),
        ("fr", "L’Ardénie est entrée dans la Ligue du Nord en 1990.", YES, Operation.DATE),
        ("fr", "Rosa Lindt, présidente de l’Ardénie, a pris la parole.", YES, Operation.OFFICE),
        ("fr", "Jean Valmont, président de l’Ardénie, a pris la parole.", NO, Operation.OFFICE),
        ("fr", "La paix du Lac fut signée le 2 mai 1999.", YES, Operation.DATE),
        ("fr", "La paix du Lac fut signée en 2004.", NO, Operation.DATE),
        ("fr", "L’Ardénie n’a jamais attaqué aucun pays depuis 1990.", NO, Operation.ABSENCE),
        ("fr", "L’Ardénie s’est abstenue lors du vote du 2 mars 2022.", NO, Operation.VOTE),
        ("en", "Dorland abstained in the vote on 2 March 2022.", YES, Operation.VOTE),
    ],
)
def test_assess_decides_what_the_tables_know(lang: str, text: str, verdict: Verdict, operation: Operation) -> None:
    findings, assessment = check(text, lang)
    assert (assessment.verdict, findings[0].reading.operation) == (verdict, operation), assessment.justification


@pytest.mark.parametrize(
    "text",
    [
        "Le chômage des jeunes touchait 21 % des actifs en Ardénie en 2022.",
        "Le taux d’emploi de l’Ardénie atteignait 69 % en 2022.",
        "La population carcérale de l’Ardénie dépassait 90 000 détenus en 2022.",
        "L’Ardénie a récolté 12 millions de tonnes de blé en 2022.",
        "Sept Ardéniens sur dix approuvent la réforme, selon un sondage.",
        "Le chômage de la province de Montclar atteignait 7,1 % en 2022.",
        "La Calvanie, candidate à la Ligue du Nord, espère y entrer.",
        "Les membres de la Ligue du Nord ont critiqué la Calvanie.",
        "La Calvanie n’a jamais attaqué aucun pays.",
        "Le bal du Lac a eu lieu en 2004.",
    ],
)
def test_assess_is_silent_on_look_alikes(text: str) -> None:
    _, assessment = check(text)
    assert assessment.verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}, assessment.justification


@pytest.mark.parametrize(
    ("text", "day", "caveat"),
    [
        ("Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022.", date(2023, 2, 1), Caveat.ONLY_KNOWN_LATER),
        ("Le taux de chômage de l’Ardénie atteignait 7,8 % en 2022.", DAY, Caveat.IMPRECISE),
        ("La Borélie est membre de la Ligue du Nord.", DAY, Caveat.OUTDATED),
        ("La Calvanie est membre de la Ligue du Nord.", DAY, Caveat.ONLY_KNOWN_LATER),
    ],
)
def test_assess_says_what_a_reader_must_know(text: str, day: date, caveat: Caveat) -> None:
    _, assessment = check(text, day=day)
    assert caveat in assessment.caveats, assessment.justification


def test_assess_keeps_two_clocks() -> None:
    _, assessment = check("Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022.", day=date(2023, 2, 1))
    assert (assessment.verdict, assessment.at_publication) == (Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE)


def test_assess_notices_the_figure_of_another_year() -> None:
    _, assessment = check("Le taux de chômage de l’Ardénie atteignait 10,4 % en 2022.")
    assert assessment.verdict is Verdict.REFUTED
    assert "Vrai pour 2015." in assessment.justification


def test_assess_calls_issuers_who_disagree_conflicting() -> None:
    findings, assessment = check("L’Ardénie a eu 1 300 soldats tués.", day=date(2023, 2, 1))
    assert assessment.verdict is Verdict.CONFLICTING
    assert {finding.cells[0].party for finding in findings} == {None, "BOR"}


def test_assess_never_lets_a_party_to_the_conflict_decide_alone() -> None:
    findings, assessment = check("L’Ardénie a eu 1 300 soldats tués.", day=date(2023, 2, 1))
    alone = [finding for finding in findings if finding.cells[0].party]
    assert alone
    assert all(Caveat.INTERESTED_SOURCE in finding.caveats for finding in alone)
    assert Caveat.INTERESTED_SOURCE in assessment.caveats


@pytest.mark.parametrize(
    ("kind", "checkability", "why"),
    [
        (ClaimKind.QUOTE, Checkability.CHECKABLE, WhyNone.QUOTE),
        (ClaimKind.STATE, Checkability.NOT_CHECKABLE, WhyNone.NOT_CHECKABLE),
    ],
)
def test_assess_says_why_there_is_no_verdict(kind: ClaimKind, checkability: Checkability, why: WhyNone) -> None:
    draft = draft_of("Le maire veut la paix.")
    _, (assessment,) = assess(draft, [claim_of(draft, kind=kind, checkability=checkability)], isles())
    assert assessment.why_none is why


def test_assess_dates_a_prediction() -> None:
    draft = draft_of("La nouvelle armée sera prête dans six mois.")
    claim = claim_of(draft, kind=ClaimKind.PREDICTION, checkability=Checkability.NOT_YET)
    _, (assessment,) = assess(draft, [claim], isles())
    assert assessment.why_none is WhyNone.NOT_YET
    assert assessment.checkable_from is not None
    assert assessment.checkable_from.year == 2024


def test_assess_returns_one_assessment_a_claim_in_order() -> None:
    text = "Le chômage de l’Ardénie atteignait 7,1 % en 2022 et la Borélie comptait 23 millions d’habitants en 2022."
    draft = draft_of(text)
    cut = text.index(" et la Borélie")
    claims = [claim_of(draft, span=Span(0, cut)), claim_of(draft, span=Span(cut + 4, len(text) - 1))]
    _, assessments = assess(draft, claims, isles())
    assert [one.claim_id for one in assessments] == [one.id for one in claims]
    assert [one.verdict for one in assessments] == [Verdict.SUPPORTED, Verdict.SUPPORTED]


def test_assess_reads_a_claim_without_a_subject_in_its_sentence() -> None:
    text = "En Ardénie, tout va mieux : le chômage est tombé à 7,1 % en 2022."
    draft = draft_of(text)
    start = text.index("le chômage")
    findings, (assessment,) = assess(draft, [claim_of(draft, span=Span(start, len(text) - 1))], isles())
    assert assessment.verdict is Verdict.SUPPORTED, assessment.justification
    assert findings[0].reading.entities == ("ARD",)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("La Borélie est membre de la Ligue du Nord.", "L’Ardénie est membre de la Ligue du Nord."),
        (
            "En 2022, la Borélie comptait plus d’habitants que la Calvanie.",
            "En 2022, la Calvanie comptait plus d’habitants que la Borélie.",
        ),
    ],
)
def test_assess_handles_both_sides_alike(text: str, other: str) -> None:
    one, two = check(text)[0], check(other)[0]
    assert [finding.reading.operation for finding in one] == [finding.reading.operation for finding in two]
    assert [finding.computation.function for finding in one] == [finding.computation.function for finding in two]


def test_explain_says_why_a_table_was_put_aside() -> None:
    _, assessment = check("Le chômage des jeunes touchait 21 % des actifs en Ardénie en 2022.")
    assert any("jeunes" in candidate.rejected for candidate in assessment.considered)


def test_every_verdict_rests_on_a_finding_with_its_cells() -> None:
    findings, assessment = check("L’Ardénie comptait 46 millions d’habitants en 2022.")
    assert assessment.finding_ids == tuple(finding.id for finding in findings)
    (cell,) = findings[0].cells
    assert (cell.resource, dict(cell.key), cell.value) == (
        "population",
        {"entity": "ARD", "period": "2022"},
        "46100000",
    )
