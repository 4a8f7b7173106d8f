"""Run a finding again on packs and list every difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_dates, compare_number, compare_presence, deny
from sourcier.assessment.computations import FUNCTIONS, NothingToCompute, Outcome, compute
from sourcier.assessment.operations.own.own_figures import ARTICLE
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Comparison, DateComparison, Finding, NumberComparison, PresenceComparison, Query
from sourcier.evidence.packs import Packs


def replay_finding(finding: Finding, packs: Packs) -> tuple[str, ...]:
    """Return every difference between a finding and the same finding run now; none when it is identical.

    Queries are run on the packs, the computation and the comparison on what they give. Figures of the article
    itself are taken as they stand.
    """
    differences: list[str] = []
    fresh: list[Query] = []
    for query in finding.queries:
        if query.pack == ARTICLE:
            fresh.append(query)
            continue
        try:
            now = packs.query(query.pack, query.resource, query.sql, dict(query.parameters))
        except SourcierError as error:
            return (*differences, f"{query.pack}/{query.resource}: {error}")
        fresh.append(now)
        differences += _rows_differ(query, now)
    if finding.computation.function not in FUNCTIONS:
        return (*differences, f"no such computation: {finding.computation.function}")
    try:
        outcome = compute(finding.computation.function, fresh)
    except NothingToCompute as error:
        return (*differences, f"{finding.computation.function}: {error}")
    was = (finding.computation.low, finding.computation.high)
    if was != (outcome.low, outcome.high):
        differences.append(f"{finding.computation.function}: {_show(was)} → {_show((outcome.low, outcome.high))}")
    again = recompare(finding.comparison, outcome)
    if _facts(again) != _facts(finding.comparison):
        differences.append(f"comparison: {finding.comparison.expression} → {again.expression}")
    return tuple(differences)


def recompare(comparison: Comparison, outcome: Outcome) -> Comparison:
    """Return the comparison of the same claimed bounds with another outcome."""
    if not isinstance(comparison, PresenceComparison) and comparison.denied:
        return deny(recompare(replace(comparison, denied=False), outcome), "en")
    if isinstance(comparison, NumberComparison):
        figure = comparison.claimed_low if comparison.claimed_low is not None else comparison.claimed_high
        bounds = Bounds(comparison.claimed_low, comparison.claimed_high, comparison.comparator, figure or Decimal(0))
        return compare_number(bounds, outcome.numbers, tolerance=comparison.tolerance, unit=comparison.unit, lang="en")
    if isinstance(comparison, DateComparison):
        claimed = (comparison.claimed_start, comparison.claimed_end)
        return compare_dates(claimed, (outcome.start, outcome.end), lang="en")
    return compare_presence(expected=comparison.expected, found=int(outcome.numbers[0]), lang="en")


def _facts(comparison: Comparison) -> Comparison:
    """Return a comparison without its words, which depend on the language."""
    return replace(comparison, expression="")


def _rows_differ(was: Query, now: Query) -> list[str]:
    where = f"{was.pack}/{was.resource}"
    if was.columns != now.columns:
        return [f"{where}: columns {', '.join(was.columns)} → {', '.join(now.columns)}"]
    found = []
    for at in range(max(len(was.rows), len(now.rows))):
        old = was.rows[at] if at < len(was.rows) else None
        new = now.rows[at] if at < len(now.rows) else None
        if old == new:
            continue
        if old is None or new is None:
            found.append(f"{where}: row {old or new} {'appeared' if old is None else 'is gone'}")
            continue
        cells = zip(was.columns, old, new, strict=True)
        found += [
            f"{where}: {_key(was, old)} {name} {before!r} → {after!r}"
            for name, before, after in cells
            if before != after
        ]
    return found


def _key(query: Query, row: Sequence[str | None]) -> str:
    return " ".join(cell for cell in row[:2] if cell) or query.resource


def _show(ends: tuple[Decimal | None, Decimal | None]) -> str:
    low, high = ends
    return str(low) if low == high else f"{low} – {high}"
