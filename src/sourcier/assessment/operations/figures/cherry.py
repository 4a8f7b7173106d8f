"""The same statement from every other base year, and every other year: is it owed to the one that was chosen?"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib import resources

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.computations import NothingToCompute, compute, rows_of
from sourcier.assessment.desk import Desk
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, Query
from sourcier.core.language import Comparator
from sourcier.evidence.packs import Resource

EARLIER = "SELECT entity, period, value, source FROM {table} WHERE entity = $entity AND period <= $last ORDER BY period"
EACH_YEAR = (
    "SELECT entity, period, value, source FROM {table} "
    "WHERE list_contains(string_split($entities, ' '), entity) ORDER BY period, entity"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Every choice that a table allows, and those under which a statement holds."""

    query: Query
    """The rows of all of them: what a replay runs again."""
    holding: tuple[str, ...]
    """Periods."""
    asked: int
    key: str
    """Sentence that tells of them."""
    since: str = ""
    """The base year chosen; empty where there is none."""

    @property
    def is_picked(self) -> bool:
        """Say whether a statement holds under so few choices that it is owed to the one made.

        Of a steady rise the later base years give less, and that picks nothing: the earlier ones must fail it too.
        """
        known = rule_for()
        if not known.is_picked(len(self.holding), self.asked):
            return False
        if not self.since:
            # What has come about of late and lasts ("India has more people than China") was not picked out.
            return years_of(self.query)[-1:] != list(self.holding[-1:])
        before = [year for year in years_of(self.query) if year <= self.since]
        held = [year for year in self.holding if year <= self.since]
        return len(before) >= known.fewest and len(held) < known.threshold * len(before)

    def note(self, lang: Lang) -> str:
        """Return what a reader is told: nothing where every choice, or too few of them, would do."""
        if self.asked < rule_for().fewest or len(self.holding) == self.asked:
            return ""
        words = {"count": str(len(self.holding)), "of": str(self.asked)}
        told = say(self.key, lang, **words)
        return f"{told} {rule_for().below(lang)}" if self.is_picked else told


@dataclass(frozen=True, slots=True)
class Rule:
    """When a statement is said to be cherry-picked."""

    threshold: Decimal
    fewest: int
    reason: dict[str, str]
    narrow: int = 0
    """Members from which on a group is too wide to have been picked."""

    def is_picked(self, held: int, asked: int) -> bool:
        """Say whether a statement holds under so few of the choices asked that it is owed to the one made."""
        return asked >= self.fewest and held < self.threshold * asked

    def below(self, lang: Lang) -> str:
        """Return the sentence that says so, with the threshold."""
        return say("cherry_below", lang, reason=self.reason[lang])


@cache
def rule_for(choice: str = "") -> Rule:
    """Return the rule of base years and years, or that of `peers`, `groups` or `denominators`."""
    path = resources.files("sourcier.assessment") / "data" / "cherry.toml"
    every = tomllib.loads(path.read_text(encoding="utf-8"))
    known = every[choice] if choice else every
    return Rule(Decimal(str(known["threshold"])), known["fewest"], known["reason"], known.get("narrow", 0))


def from_each_year(
    desk: Desk, resource: Resource, entity: str, years: tuple[str, str], function: str, bounds: Bounds
) -> Choices | None:
    """Return how a change up to a year holds from every earlier year: in its direction, and by as much at least.

    A change "of 9 %" is borne out by any base year from which it is 9 % or more: no other year gives the very figure.

    Args:
        desk: The tables.
        resource: A series.
        entity: Whose.
        years: The base year claimed, and the year the change leads to.
        function: The computation of the change, on rows of two periods.
        bounds: What the claim allows of its result.
    """
    first, last = years
    query = desk.tables.query(resource, EARLIER, {"entity": entity, "last": last})
    rows = [row for row in query.rows if row[2]]
    if not rows or rows[-1][1] != last:
        return None
    floor = at_least(bounds)
    held = []
    for row in rows[:-1]:
        pair = Query(query.pack, query.resource, query.sql, query.parameters, query.columns, (row, rows[-1]))
        try:
            if meets(floor, compute(function, [pair]).numbers[0]):
                held.append(row[1] or "")
        except NothingToCompute:
            return None
    return Choices(query, tuple(held), len(rows) - 1, "cherry_years", first)


def in_each_year(
    desk: Desk, resource: Resource, entities: Sequence[str], function: str, bounds: Bounds
) -> Choices | None:
    """Return how a comparison of two entities holds in every year that the table has for both."""
    query = desk.tables.query(resource, EACH_YEAR, {"entities": " ".join(sorted(entities))})
    years: dict[str, dict[str, tuple[str | None, ...]]] = {}
    for row in query.rows:
        if row[2]:
            years.setdefault(row[1] or "", {})[row[0] or ""] = row
    both = {year: some for year, some in years.items() if set(some) >= set(entities)}
    floor, held = at_least(bounds), []
    for year, some in both.items():
        pair = [Query(query.pack, query.resource, "", (), query.columns, (some[one],)) for one in entities]
        try:
            if meets(floor, compute(function, pair).numbers[0]):
                held.append(year)
        except NothingToCompute:
            continue
    return Choices(query, tuple(held), len(both), "cherry_comparison") if both else None


def in_other_years(
    finding: Finding, scope: Scope, desk: Desk, resource: Resource, function: str, bounds: Bounds
) -> tuple[Finding, str]:
    """Return a comparison with the years in which it holds: their rows, the caveat, and what a reader is told."""
    if resource.shape != "series" or not finding.comparison.holds:
        return finding, ""
    choices = in_each_year(desk, resource, finding.reading.entities, function, bounds)
    if choices is None:
        return finding, ""
    caveats = (*finding.caveats, Caveat.CHERRY_PICKED) if choices.is_picked else finding.caveats
    return replace(finding, queries=(*finding.queries, choices.query), caveats=caveats), choices.note(scope.lang)


def at_least(bounds: Bounds) -> Bounds:
    """Return bounds without their far end: what is claimed, or more of it.

    >>> at_least(Bounds(Decimal(8), Decimal(10), Comparator.EQ, Decimal(9))).high is None
    True
    """
    if bounds.low is None or bounds.high is None:
        return bounds
    is_part = bounds.high < 1 and bounds.low > 0
    if is_part:  # halved, down to a third: less of it is more of the same
        return Bounds(None, bounds.high, Comparator.LE, bounds.figure)
    return Bounds(bounds.low, None, Comparator.GE, bounds.figure)


def meets(bounds: Bounds, value: Decimal) -> bool:
    """Say whether a value lies within bounds, without any tolerance; those of "more than" exclude the bound itself."""
    strict = bounds.comparator in {Comparator.GT, Comparator.LT}
    if bounds.low is not None and not (value > bounds.low if strict else value >= bounds.low):
        return False
    return bounds.high is None or (value < bounds.high if strict else value <= bounds.high)


def years_of(query: Query) -> list[str]:
    """Return the periods of a query's rows."""
    return [row["period"] or "" for row in rows_of(query)]
