"""For how long an office was held, in years, months or days, against what a claim says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.belonging.holders import Held
from sourcier.assessment.operations.belonging.relations import relation_cells, spell
from sourcier.assessment.operations.belonging.tenure import NAMED_YEAR, dated, opened, term_of, whole_term
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Operation, Query, Verdict
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

LASTED = (
    "SELECT *, $day AS counted_to FROM {table} "
    "WHERE subject = $subject AND object = $object "
    "AND list_contains(string_split($relations, ' '), relation) AND start <= CAST($day AS DATE) ORDER BY start"
)
YEARS = read_words("belonging_words", "year_units")
DAYS_IN: Mapping[str, Decimal] = MappingProxyType({"mo": Decimal("30.4375"), "wk": Decimal(7), "d": Decimal(1)})
SHORT, LONG = Decimal("0.1"), Decimal("0.25")
"""Shares of a number of years by which a term may fall short of it, or exceed it, and still be called so."""
HALF = Decimal("0.5")
YEAR_MORE = Decimal(1)
"""Half a year below and a year above, from which on the number is wrong; in between it decides nothing."""
TENURE = read_words("belonging_words", "tenure")
"""Verbs that say how long an office was held."""
SPENT = read_words("belonging_words", "spent")
"""Verbs that say so only with the office itself: "seize ans à la chancellerie", not "trois jours à Kiev"."""
AT_OFFICE = read_words("belonging_words", "at_office")
OTHER = frozenset("de d sur dans a en des of over within in by to next coming".split())
"""Words before a length of time that make it that of something else: "un plan de cinq ans", "in two years"."""
NEAR = 8


def lengths_in(scope: Scope, one: Held, *, told: bool) -> list[Quantity]:
    """Return the lengths of time that a claim gives for an office: in years, or by a verb of holding in any unit."""
    found = []
    for each in scope.quantities:
        is_year = each.unit in YEARS
        if (not is_year and each.unit not in DAYS_IN) or (is_year and is_age(scope, each)):
            continue
        at = scope.at(each.span)
        before = scope.words[at - 1].folded if at else ""
        near = [word.folded for word in scope.words[max(at - NEAR, 0) : at + NEAR]]
        is_tenure = bool(TENURE & set(near))
        if SPENT & set(near):
            is_tenure = _names_office(scope, one, near)
            told = told and is_tenure
        # "a été premier ministre pendant trois mois": told of the title, and for how long, by a word of duration
        is_for = told and before in {"for", "pendant", "durant"}
        if before in OTHER or not (is_tenure or is_for or (told and is_year)):
            continue
        if _has_object(scope, one, at):
            continue
        if min(abs(at - one.place[0]), abs(at - one.place[1])) <= NEAR:
            found.append(each)
    return found


def _has_object(scope: Scope, one: Held, at: int) -> bool:
    """Say whether something else stands between title and length: "held talks for two days", "stayed in Kyiv for"."""
    low, high = (one.place[1], at) if at >= one.place[1] else (at, one.place[0])
    near = scope.words[low:high]
    names = {one.person.span, *(each.span for each in scope.mentions if each.entity_id in one.bodies)}
    return any(
        word.token.pos_ in {"NOUN", "PROPN"}
        and word.role in {"", "unlinked", "neutral", "entity"}
        and not any(span.contains(word.span) for span in names)
        for word in near
    )


def _names_office(scope: Scope, one: Held, near: Sequence[str]) -> bool:
    """Say whether the title is the name of an office or of its seat, or the words say "in power"."""
    low, high = one.place
    return bool(AT_OFFICE & set(near)) or any(low <= at < high for at, _ in scope.cues.get("abstract_office", ()))


def is_age(scope: Scope, quantity: Quantity) -> bool:
    """Say whether years are those of a person: ", 51 ans," "âgé de 51 ans", "51-year-old", "à 51 ans"."""
    at = scope.at(quantity.span)
    size = sum(quantity.span.contains(word.span) for word in scope.words)
    before = {word.folded for word in scope.words[max(at - 2, 0) : at]}
    after = {word.folded for word in scope.words[at + size : at + size + 2]}
    beside = scope.words[at - 1].folded if at else ""
    return (
        bool(before & {"age", "agee", "aged"})
        or beside in {",", "(", "a"}
        or bool(after & {"old", "ago"})
        or (bool(before & {"y", "il"}) and "y" in before)
    )


def lasted(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, quantity: Quantity) -> Part | None:
    """Return the part that checks for how long an office was held, all spells together."""
    lang, person = scope.lang, one.person.entity_id or ""
    is_year = quantity.unit in YEARS
    parameters = {
        "subject": person,
        "object": body,
        "relations": " ".join(one.relations),
        "day": desk.today.isoformat(),
    }
    query = desk.tables.query(resource, LASTED, parameters)
    try:
        run = Run.of("lasted" if is_year else "lasted_days", query)
    except NothingToCompute:
        return None
    bounds = claimed_bounds(quantity).scaled(Decimal(1) if is_year else DAYS_IN[quantity.unit])
    near, is_loose = widened(bounds, run.outcome.numbers[0], is_year=is_year)
    unit = "years" if is_year else "days"
    comparison = compare_number(near, run.outcome.numbers, tolerance=Decimal(0), unit=unit, lang=lang)
    length = show(run.outcome.numbers[0], lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "office_lasted" if is_year else "office_lasted_days",
            lang,
            who=desk.tables.label(person, lang),
            body=desk.tables.label(body, lang),
            years=length,
            count=length,
            spells=", ".join(spell(row, lang) for row in rows_of(query)),
        ),
        expression=length,
        cells=relation_cells(resource, query, lang),
        unit=unit,
        entities=(person, body),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    if is_loose:
        return Part((finding,), Verdict.NOT_ENOUGH_EVIDENCE, (Caveat.IMPRECISE,), Verdict.NOT_ENOUGH_EVIDENCE)
    return Part((finding,), finding.verdict, (), finding.verdict)


def lasted_until(
    scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, every: Query, length: Quantity
) -> Part | None:
    """Return the part on a length of time in office, and on the years that are said with it: wrong where these are."""
    part = lasted(scope, desk, resource, one, body, length)
    dates = [time for time in scope.times if NAMED_YEAR.search(time.text)]
    if part is None or part.verdict is not Verdict.SUPPORTED or len(dates) != 1:
        return part
    if term_of(dates[0]) is not None:
        ends = whole_term(scope, desk, resource, body, every, dates[0])
    else:
        is_last = dates[0].mod == "until" and dates[0].end is not None
        ends = dated(scope, desk, resource, body, every, opened(dates[0]), is_exit=True) if is_last else None
    return part if ends is None or ends.verdict is not Verdict.REFUTED else ends


def widened(bounds: Bounds, length: Decimal, *, is_year: bool) -> tuple[Bounds, bool]:
    """Return what a length may stand for, and whether the table's lies between that and what is wrong."""
    if bounds.low is None or bounds.high is None:
        return bounds, False
    figure = bounds.figure
    below, above = (HALF, YEAR_MORE) if is_year else (figure * HALF, figure * HALF)
    near = replace(bounds, low=figure - min(below, figure * SHORT), high=figure + min(above, figure * LONG))
    far = replace(bounds, low=figure - below, high=figure + above)
    return near, _within(far, length) and not _within(near, length)


def _within(bounds: Bounds, length: Decimal) -> bool:
    return bounds.low is not None and bounds.high is not None and bounds.low <= length <= bounds.high
