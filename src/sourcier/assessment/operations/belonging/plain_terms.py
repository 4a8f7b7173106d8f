"""Plain sentences about who followed whom in an office, and how many terms somebody served."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import read_table
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.belonging.lengths import LASTED
from sourcier.assessment.operations.belonging.plain_rows import HANDOVER, Held, dated_row, held_by, is_open
from sourcier.assessment.operations.belonging.plainly import Plain
from sourcier.assessment.operations.belonging.relations import day_of, relation_cells, spell
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Comparator

LATELY = timedelta(days=5 * 366)
"""Years between two holders of one office within which "a succédé à" is of that office, though it is not named."""


def succeeded(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on who followed whom: the next to take an office that the other had left, with nobody between."""
    if len(plain.people) != 2 or any(time.mod != "at" for time in plain.times):
        return None
    after, before = (one.entity_id or "" for one in plain.people)
    relations = {relation for title in plain.titles for relation in title}
    pairs = [
        (one, other)
        for one in held_by(desk, after)
        for other in held_by(desk, before)
        if one[1]["object"] == other[1]["object"]
        and one[1]["relation"] == other[1]["relation"]
        and (not relations or one[1]["relation"] in relations)
    ]
    best: Part | None = None
    for one, other in pairs:
        left, took = day_of(other[1], "end"), day_of(one[1], "start")
        if left is None or took is None:
            continue
        between = [
            row
            for row in one[0].rows()
            if row["object"] == one[1]["object"]
            and row["relation"] == one[1]["relation"]
            and row["subject"] not in {after, before}
            and left <= (day_of(row, "start") or date.min) < took
        ]
        is_next = left - HANDOVER <= took and not between
        claimed: tuple[date | None, date | None] = (
            (left, took + timedelta(days=1)) if is_next else (left, left + timedelta(days=1))
        )
        if is_next and plain.times:
            claimed = (plain.times[0].start, plain.times[0].end)
        part = dated_row(scope, desk, one, claimed)
        if part is not None and part.verdict is Verdict.SUPPORTED:
            return part
        # Without a title another office may be meant: who led a government may have followed another as a mayor.
        if relations or abs(took - left) <= LATELY:
            best = best or part
    return best


@cache
def _years_of_a_term() -> tuple[tuple[str, str, str, str, Decimal], ...]:
    """Return (relation, body, from, until, years) of each office whose term the law fixes."""
    return tuple(
        (row["relation"], row["body"], row["from"], row["until"] or "9999", Decimal(row["years"]))
        for row in read_table("terms")
    )


def terms(scope: Scope, desk: Desk, plain: Plain) -> Part | None:
    """Return the part on a number of terms: the years in office are as many times those of one term, and are over."""
    number = Decimal(1)
    if plain.quantities:
        figure = plain.quantities[0]
        if (
            len(plain.quantities) > 1
            or figure.low is None
            or figure.low != figure.high
            or not _counts_terms(figure.unit)
        ):
            return None
        number = figure.low
    relations = {relation for title in plain.titles for relation in title}
    person = plain.people[0].entity_id or ""
    found: list[tuple[Held, Decimal]] = []
    for one in held_by(desk, person):
        row = one[1]
        for relation, body, since, until, years in _years_of_a_term():
            fits = row["relation"] == relation and row["object"] == body and (not relations or relation in relations)
            if fits and since <= (row["start"] or "") and (row["end"] or "9999") <= until:
                found.append((one, years))
    if len({(one[1]["relation"], one[1]["object"]) for one, _ in found}) != 1:
        return None
    (resource, row), years = found[0]
    if any(is_open(one[1], desk.today) for one, _ in found):
        return None
    query = desk.tables.query(
        resource,
        LASTED,
        {
            "subject": person,
            "object": row["object"] or "",
            "relations": row["relation"] or "",
            "day": desk.today.isoformat(),
        },
    )
    run = Run.of("lasted", query)
    length = run.outcome.numbers[0]
    if abs(length / years - round(length / years)) > Decimal("0.1") or len(rows_of(query)) != len(found):
        return None
    low, high = number * years - Decimal("0.5"), number * years + Decimal("0.5")
    comparison = compare_number(
        Bounds(low, high, Comparator.EQ, number * years),
        run.outcome.numbers,
        tolerance=Decimal(0),
        unit="years",
        lang=scope.lang,
    )
    shown = show(length, scope.lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=scope.lang,
        statement=say(
            "terms_served",
            scope.lang,
            who=desk.tables.label(person, scope.lang),
            body=desk.tables.label(row["object"] or "", scope.lang),
            years=shown,
            term=show(years, scope.lang),
            spells=", ".join(spell(each, scope.lang) for each in rows_of(query)),
        ),
        expression=shown,
        cells=relation_cells(resource, query, scope.lang),
        unit="years",
        entities=(person, row["object"] or ""),
        period=desk.today.isoformat(),
        probability=0.85,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)


def _counts_terms(unit: str) -> bool:
    return unit.startswith(("mandat", "term", "quinquennat", "septennat"))
