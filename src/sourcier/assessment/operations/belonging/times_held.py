"""How many times somebody held an office: "deux fois premier ministre"; a list of spells knows no terms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.operations.belonging.holders import Held
from sourcier.assessment.operations.belonging.relations import relation_cells, spell
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Query, Verdict
from sourcier.core.language import Comparator
from sourcier.evidence.packs import Resource

BESIDE = 5
"""Words that may part "deux fois" from the title it counts."""


def is_repeated(scope: Scope, one: Held) -> bool:
    """Say whether the words beside a title count how often it was held, or name a term by its number."""
    return any(_is_near(one, *place) for place in (*scope.cues.get("repeated", ()), *scope.cues.get("terms", ())))


def _is_near(one: Held, start: int, end: int) -> bool:
    low, high = one.place[0] - BESIDE, one.place[1] + BESIDE
    return low <= start and end <= high


def counted(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, every: Query) -> Part | None:
    """Return the part that bears out a number of times by as many spells in office; None for any other number.

    Two terms in a row are one spell, and one term of a person may be two governments: a difference refutes nothing.
    """
    lang, person = scope.lang, one.person.entity_id or ""
    number = _number(scope, one)
    rows: Sequence[Row] = rows_of(every)
    is_over = all((row["start"] or "9999") <= desk.today.isoformat() for row in rows)
    if number is None or number != len(rows) or not is_over or scope.is_negated or scope.times:
        return None
    run = Run.of("count", every)
    bounds = Bounds(number, number, Comparator.EQ, number)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "times_in_office",
            lang,
            who=desk.tables.label(person, lang),
            body=desk.tables.label(body, lang),
            count=str(len(rows)),
            spells=", ".join(spell(row, lang) for row in rows),
        ),
        expression=str(len(rows)),
        cells=relation_cells(resource, every, lang),
        entities=(person, body),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict) if finding.verdict is Verdict.SUPPORTED else None


def _number(scope: Scope, one: Held) -> Decimal | None:
    """Return the number of "trois fois", "twice" beside a title; None for terms, and for "plusieurs fois"."""
    places = [place for place in scope.cues.get("repeated", ()) if _is_near(one, *place)]
    figures = [
        figure.low
        for figure in scope.quantities
        if figure.low is not None
        and figure.low == figure.high
        and any(start <= scope.at(figure.span) < end for start, end in places)
    ]
    return figures[0] if len(figures) == 1 else None
