"""Whole sentences against the isles: what is found, what is refused, and why."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess
from sourcier.assessment.operations.votes.tallies import tallies_of
from sourcier.assessment.tables import tables_of
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
        ("fr", "Rosa Lindt est présidente de l’Ardénie.", YES, Operation.OFFICE),
        ("fr", "Rosa Lindt, qui occupe la présidence de l’Ardénie", YES, Operation.OFFICE),
        ("fr", "Rosa Lindt est présidente de l’Ardénie depuis 2020.", YES, Operation.OFFICE),
        ("fr", "Rosa Lindt est présidente de l’Ardénie depuis 2015.", NO, Operation.OFFICE),
        ("fr", "Jean Valmont n’a jamais été président de l’Ardénie.", NO, Operation.OFFICE),
        ("fr", "Rosa Lindt n’est pas présidente de l’Ardénie.", NO, Operation.OFFICE),
        ("fr", "La Calvanie, membre de la Ligue du Nord, a fermé ses ports.", NO, Operation.MEMBERSHIP),
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
        # A right title or membership lends no truth to what its bearer did.
        "Rosa Lindt, présidente de l’Ardénie, a pris la parole.",
        "C’est à Montclar que la présidente Rosa Lindt a attendu les résultats.",
        "L’Ardénie, membre de la Ligue du Nord, a fermé ses ports.",
        # The date is that of a speech, of an appointment made, of an age; the mandate is a time past.
        "Hier mardi, la présidente de l’Ardénie, Rosa Lindt, sur le point d’investir ses ministres, a parlé.",
        "La présidente de l’Ardénie, Rosa Lindt, a nommé un juge le 3 mars 2022.",
        "La présidente de l’Ardénie Rosa Lindt, 61 ans, a parlé.",
        "L’Ardénie a connu la même chose au cours de la présidence de Jean Valmont.",
        "Sous le président Jean Valmont, l’Ardénie a connu la même chose.",
        "Rosa Lindt n’a jamais été présidente de la Borélie.",
        # Something signed by the same two is not the treaty of that name.
        "L’Ardénie et la Borélie ont signé un accord en 2012.",
        # A year counted from, an action in words of time, an act only forbidden.
        "L’Ardénie n’a livré aucune attaque depuis 2001, année où elle bombarda Port-Clair.",
        "L’Ardénie n’achetait presque aucun bateau avant l’attaque de 2001.",
        "Depuis 1990, aucune attaque de l’Ardénie n’était autorisée.",
        "Le taux de chômage de l’Ardénie atteignait 3 % la même année.",
        "Le conseil municipal a voté son budget le 2 mars 2022 par 24 voix contre 9.",
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


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ("900", Verdict.REFUTED),  # far above what even the enemy claims
        ("100", Verdict.NOT_ENOUGH_EVIDENCE),  # the enemy would say more
        ("350", Verdict.NOT_ENOUGH_EVIDENCE),  # a little above an old figure
    ],
)
def test_assess_believes_an_enemy_only_against_its_interest(figure: str, verdict: Verdict) -> None:
    _, assessment = check(f"La Dorlande a eu {figure} soldats tués.", day=date(2023, 2, 1))
    assert assessment.verdict is verdict, assessment.justification
    assert Caveat.INTERESTED_SOURCE in assessment.caveats


def test_assess_does_not_date_an_event_by_what_happened_beside_it() -> None:
    _, assessment = check("En 1999, année de la paix du Lac, le pont de Montclar rouvrit.")
    assert assessment.verdict is None, assessment.justification


@pytest.mark.parametrize(("members", "share"), [(("ARD", "BOR"), 1.0), (("ARD", "XYZ"), 0.5), (("XYZ",), 0.0)])
def test_turnout_counts_who_had_a_vote(members: tuple[str, ...], share: float) -> None:
    votes = tallies_of(tables_of(isles()))
    assert votes.turnout(votes.all[0], members) == share


def test_assess_lets_no_poorer_table_take_over_from_a_barred_one() -> None:
    _, assessment = check("Aucun pays n’a un taux de chômage scolaire plus élevé que la Calvanie en 2022.")
    assert assessment.verdict is None, assessment.justification
