"""What the operations on relations share: spells, who is inside on a day, how a claim names a body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import show_day, show_interval
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, make_cell
from sourcier.assessment.lexicon import fold
from sourcier.assessment.periods import year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Cell, Query, Verdict
from sourcier.core.language import Grain, TimeInterval
from sourcier.evidence.packs import Resource

IN_FORCE = (
    "SELECT * FROM {table} WHERE object = $object AND relation = $relation "
    'AND (start IS NULL OR start <= CAST($day AS DATE)) AND ("end" IS NULL OR "end" > CAST($day AS DATE)) '
    "ORDER BY start, subject"
)
HELD = (
    "SELECT * FROM {table} WHERE subject = $subject AND object = $object "
    "AND list_contains(string_split($relations, ' '), relation) "
    'AND (start IS NULL OR start <= CAST($day AS DATE)) AND ("end" IS NULL OR "end" > CAST($day AS DATE)) '
    "ORDER BY start"
)
SPELLS = (
    "SELECT * FROM {table} WHERE subject = $subject AND object = $object "
    "AND list_contains(string_split($relations, ' '), relation) ORDER BY start"
)
YEAR = re.compile(r"\b\d{4}\b")
MORE = ("plus de", "plus d'un", "plus d'une", "au moins", "bien plus de", "more than", "over", "at least", "well over")
LESS = ("moins de", "moins d'un", "moins d'une", "less than", "under", "fewer than")
"""How a length told after "depuis", "for" is open to one side."""
DAY = timedelta(days=1)
KEY = ("subject", "relation", "object", "start")


def day_of(row: Row, column: str) -> date | None:
    """Return a row's start or end."""
    raw = row.get(column)
    return date.fromisoformat(raw[:10]) if raw else None


def reference_day(scope: Scope, desk: Desk) -> date | None:
    """Return the day on which a relation must hold: the claim's own, else the day of publication.

    None when the claim speaks of a past it does not date.
    """
    times = [time for time in scope.times if time.mod in {"at", "during"} and time.start is not None]
    if len(times) == 1:
        return last_day(times[0], desk.today)
    if times or (scope.is_past and not scope.times):
        return None if times else desk.today if not scope.is_past else None
    return desk.today


def last_day(time: TimeInterval, today: date) -> date | None:
    """Return the last day of a time that has begun; None for the future."""
    if time.start is None or time.start > today:
        return None
    if time.end is None:
        return today
    return min(time.end - timedelta(days=1), today)


def one_year(time: TimeInterval) -> bool:
    """Say whether a time is a calendar year."""
    return year_of(time) is not None


def end_of(time: TimeInterval) -> date | None:
    """Return the day after the year, month or day that "depuis …" names."""
    start = time.start or date.min
    if time.grain is Grain.YEAR:
        return date(start.year + 1, 1, 1)
    if time.grain is Grain.MONTH:
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + timedelta(days=1)


def is_length(time: TimeInterval) -> bool:
    """Say whether "since" is told by a length ("depuis dix ans", "for two decades"), and not by a date."""
    start = time.start or date.min
    is_long = time.grain is Grain.DECADE or (time.grain is Grain.YEAR and (start.month, start.day) != (1, 1))
    return time.mod == "since" and is_long and not YEAR.search(time.text)


def open_since(time: TimeInterval) -> tuple[date | None, date | None] | None:
    """Return the days in which "depuis plus de dix ans", "for less than a year" puts a beginning; None if neither."""
    words, start = f" {fold(time.text)} ", time.start
    if time.mod != "since" or start is None:
        return None
    if any(f" {more} " in words for more in MORE):
        return None, start + DAY
    return (start, time.end and time.end + DAY) if any(f" {less} " in words for less in LESS) else None


def relation_cells(resource: Resource, query: Query, lang: Lang) -> list[Cell]:
    """Return one cell a row: the day it ended, empty while it lasts."""
    return [make_cell(resource, row, KEY, "end", lang=lang) for row in rows_of(query)]


def spells(desk: Desk, resource: Resource, subject: str, body: str, relations: Iterable[str]) -> Query:
    """Return all spells of a subject in some relations to a body."""
    return desk.tables.query(resource, SPELLS, {"subject": subject, "object": body, "relations": " ".join(relations)})


def held(desk: Desk, resource: Resource, subject: str, body: str, relations: Iterable[str], day: date) -> Query:
    """Return the spells in force on a day."""
    parameters = {"subject": subject, "object": body, "relations": " ".join(relations), "day": day.isoformat()}
    return desk.tables.query(resource, HELD, parameters)


def spell(row: Row, lang: Lang) -> str:
    """Return from when to when a row holds, in words: the days that the row itself has."""
    start, end = day_of(row, "start"), day_of(row, "end")
    if start is None or end is None:
        return show_interval(start, end, lang)
    return say("from_to", lang, start=show_day(start, lang), end=show_day(end, lang))


def true_when(rows: Sequence[Row], day: date) -> tuple[bool, bool]:
    """Say whether some spell ended by a day, and whether some spell starts after it."""
    before = any((end := day_of(row, "end")) is not None and end <= day for row in rows)
    after = any((start := day_of(row, "start")) is not None and start > day for row in rows)
    return before, after


def list_of(desk: Desk, body: str) -> Resource | None:
    """Return the table that lists the members of a body."""
    return next(
        (
            one
            for one in desk.tables.of_shape("relation")
            if any(row["object"] == body and (row["relation"] or "").endswith("member_of") for row in one.rows())
        ),
        None,
    )


def is_full(resource: Resource, body: str, relations: Sequence[str], day: date) -> bool:
    """Say whether no member of a body is missing from a table on a day.

    The table says so of the body, or it has as many as on its fullest day: a council with a fixed number of seats.
    """
    if resource.is_complete_for(body):
        return True
    rows = [row for row in resource.rows() if row["object"] == body and row["relation"] in relations]
    if "member_of" in relations or not rows:
        return False
    for relation in relations:
        kind = [row for row in rows if row["relation"] == relation]
        starts = {start for row in kind if (start := day_of(row, "start"))}
        if starts and _inside(kind, day) < max(_inside(kind, when) for when in starts):
            return False
    return True


def is_full_on(resource: Resource, body: str, day: date) -> bool:
    """Say whether a table has all members of a body on a day: where it lacks only former ones, after they had left."""
    if resource.is_complete_for(body):
        return True
    gaps = [gap for gap in resource.gaps if gap.startswith(f"{body} ")]
    if len(gaps) != 1 or "former" not in gaps[0]:
        return False
    years = [int(year) for year in YEAR.findall(gaps[0])]
    return bool(years) and max(years) < day.year


def knows_absence(resource: Resource, body: str, relations: Sequence[str], day: date, rows: Sequence[Row]) -> bool:
    """Say whether no row in force on a day means that the relation did not hold.

    Where a list is complete but for others, a state that has rows has all of its own, unless old spells are left out.
    """
    if is_full(resource, body, relations, day):
        return True
    reserved = any(gap.startswith(f"{body} ") and "former" in gap for gap in resource.gaps)
    has_left = any((end := day_of(row, "end")) is not None and end <= day for row in rows)
    return bool(rows) and "member_of" in relations and (has_left or not reserved)


def _inside(rows: Sequence[Row], day: date) -> int:
    """Return how many rows are in force on a day."""
    return sum(
        ((start := day_of(row, "start")) is None or start <= day) and ((end := day_of(row, "end")) is None or day < end)
        for row in rows
    )


def usual_source(rows: Iterable[Mapping[str, str | None]]) -> str:
    """Return the source that most rows of a list name, for what is said of the list as a whole; empty for none."""
    named = Counter(row.get("source") or "" for row in rows)
    named.pop("", None)
    return max(named, key=lambda one: (named[one], one), default="")


def opposite(verdict: Verdict) -> Verdict:
    """Return supported for refuted and the other way round."""
    return Verdict.REFUTED if verdict is Verdict.SUPPORTED else Verdict.SUPPORTED
