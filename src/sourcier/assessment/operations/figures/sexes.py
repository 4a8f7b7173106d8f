"""Women beside men, in tables that have a figure for each: "les femmes y vivent six ans de plus que les hommes"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.figures.compared import Claimed, claimed
from sourcier.assessment.operations.figures.lookup import ask, subject_for
from sourcier.assessment.operations.figures.series import SEXES, Meant, annual, meant_by, settle
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Finding, Operation

MEN = read_words("figure_words", "men")


def are_compared(scope: Scope) -> bool:
    """Say whether a claim names both sexes, once each, and sets them against each other."""
    return _order(scope) is not None and scope.has("greater", "smaller", "exceed")


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that sets one sex's figure against the other's."""
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    order, said = _order(scope), claimed(scope)
    if subject is None or order is None or said is None or said.function != "difference":
        return []
    pair = [_meant(scope, desk, one, two) for one, two in (order, order[::-1])]
    if pair[0] is None or pair[1] is None:
        return []
    finding = _finding(scope, desk, (pair[0], pair[1]), subject, said)
    if finding is None:
        return []
    doubts = [Caveat.IMPRECISE] if _is_near(finding) else []
    return [settle([finding], [finding.reading.period], desk.today, doubts=doubts)]


def _order(scope: Scope) -> tuple[str, str] | None:
    """Return the sexes in the order in which a claim names them, None unless it names each in one place."""
    named = [sex for word in scope.words if (sex := _sex(word)) and word.role != "entity"]
    return (named[0], named[1]) if len(named) == len(SEXES) and set(named) == SEXES else None


def _sex(word: Word) -> str:
    """Return the sex that a word names; beside women, "hommes" are men and not people."""
    return ":male" if word.folded in MEN else min(SEXES & word.features, default="")


def _meant(scope: Scope, desk: Desk, own: str, other: str) -> Meant | None:
    """Return the measure for one sex, the words for the other left out of sight."""
    words = tuple(
        replace(word, role="neutral", features=frozenset()) if _sex(word) == other else word for word in scope.words
    )
    found = meant_by(replace(scope, words=words), desk, Operation.COMPARISON)
    return next((one for one in found if annual(one.resource) and own in one.match.measure.named), None)


def _is_near(finding: Finding) -> bool:
    """Say whether a difference that does not hold misses by less than two figures of a table may err."""
    compared, gap = finding.comparison, finding.computation.low or Decimal(0)
    ends = [getattr(compared, "claimed_low", None), getattr(compared, "claimed_high", None)]
    return not compared.holds and any(end is not None and abs(gap - end) <= 1 for end in ends)


def _finding(scope: Scope, desk: Desk, pair: tuple[Meant, Meant], subject: Subject, said: Claimed) -> Finding | None:
    if pair[0].resource is pair[1].resource:
        return None
    lang, measure = scope.lang, pair[0].match.measure
    bounds = said.sized(measure.unit, measure.known, scope)
    asked = [ask(scope, desk, one, None, subject) for one in pair]
    if bounds is None or asked[0] is None or asked[1] is None:
        return None
    queries = [asked[0][0], asked[1][0]]
    try:
        run = Run.of("difference", *(queries[::-1] if said.is_turned else queries))
    except NothingToCompute:
        return None
    rows = [rows_of(query)[0] for query in queries]
    if rows[0]["period"] != rows[1]["period"]:
        return None
    values = [Decimal(row["value"] or "0") for row in rows]
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit=measure.unit, lang=lang)
    one, two = (show(value, lang) for value in (values[::-1] if said.is_turned else values))
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=pair[0].resource,
        lang=lang,
        statement=say(
            "per_other",
            lang,
            entity=desk.tables.label(subject.id, lang),
            period=rows[0]["period"] or "",
            top_measure=measure.title(lang),
            top=show_amount(values[0], measure.unit, lang),
            bottom_measure=pair[1].match.measure.title(lang),
            bottom=show_amount(values[1], measure.unit, lang),
        ),
        expression=f"{one} − {two} = {show(run.outcome.numbers[0], lang)}",
        cells=[
            cell
            for meant, query in zip(pair, queries, strict=True)
            for cell in series_cells(meant.resource, query, lang)
        ],
        unit=measure.unit,
        entities=(subject.id,),
        period=rows[0]["period"] or "",
        signals=pair[0].match.signals,
        probability=pair[0].match.probability,
    )
