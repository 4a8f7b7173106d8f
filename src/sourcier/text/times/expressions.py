"""Every expression of time with all that it may mean: the level below `find_times`.

`find_times` places what a newspaper's reader would place, each time once, by the tense and the day of publication. Here
nothing is decided: a day or a month without a year has a reading behind that day and one ahead of it, a time too weak
to stand alone counts, and lengths of time ("trois mois") and what recurs ("chaque mardi") are given too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Grain
from sourcier.core.spans import Span
from sourcier.text.times import periods
from sourcier.text.times.dates import ACTS
from sourcier.text.times.lexicon import Pattern
from sourcier.text.times.phrases import SAYS
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.readings import Reading
from sourcier.text.times.whens import Direction, When, resolve

_RANGES = frozenset({"range", "range_day", "weekday_range_at", "day_range_at"})
_AHEAD = frozenset({"in_units"})
_BETWEEN = frozenset({"entre", "between"})


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; `count` is None for one left open ("quelques jours")."""

    count: Decimal | None
    unit: str
    """As words.tsv has it: second to century; "weekday 0" to "weekday 6" where a weekday recurs."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of time."""

    span: Span
    """Without the preposition before it, save "de" and "entre" of a time with two ends and "dans" before a length."""
    kind: Literal["time", "length", "repeated"]
    grain: Grain | None = None
    past: tuple[date, date] | None = None
    """The days meant by one who looks back: the first, and the one after the last."""
    future: tuple[date, date] | None = None
    exact: date | None = None
    """The day that counting reaches, where the days are the calendar unit around it ("il y a deux ans")."""
    length: Length | None = None
    is_range: bool = False
    """Two ends are named."""


def find_expressions(doc: Doc, lang: Lang, published: date | None) -> list[Expression]:
    """Return the expressions of time of a text in reading order, the longest at each place; none overlap."""
    reader = Reader(doc, lang, published, ACTS, is_loose=True)
    if published:
        # "Le lendemain" with no day named before it is the day after the publication.
        reader.focus.see(Reading(*periods.day_of(published)), len(reader.words.keys), is_evening=False)
    found: list[Expression] = []
    at = 0
    while at < len(reader.words.keys):
        those = [one for one in (_range(reader, at), _date(reader, at), _ahead(reader, at), _length(reader, at)) if one]
        end, expression = max(those, key=lambda one: one[0], default=(at + 1, None))
        if expression:
            found.append(expression)
        at = end
    return found


def _span(reader: Reader, start: int, end: int) -> Span:
    return Span(reader.words.starts[start], reader.words.ends[end - 1])


def _date(reader: Reader, at: int) -> tuple[int, Expression] | None:
    dated = reader.date_at(at)
    if dated is None:
        return None
    end, when = dated
    if when.grain is Grain.MONTH and when.in_year and _is_before_a_day(reader, end):
        return None
    # Of a weekday each day that it may be counts, "dimanche prochain" being this week's or the next one's.
    ways = (when.near[0], when.near[-1]) if when.near else [resolve(when, reader.published, way) for way in _WAYS]
    past, future = map(_days, ways)
    span = _span(reader, at, end)
    return end, Expression(span, "time", when.grain, past, future, exact=when.exact, is_range=when.is_range)


def _is_before_a_day(reader: Reader, at: int) -> bool:
    """Say whether a figure that counts nothing follows a month: "octobre 22" may be a day or a year."""
    at += reader.words.key(at) == "."
    key = reader.words.key(at)
    return key.isdecimal() and len(key) <= 2 and not reader.tense.is_count(reader.words.starts[at])


_WAYS: tuple[Direction, Direction] = ("past", "future")


def _days(period: periods.Period | None) -> tuple[date, date] | None:
    return (period.start, period.end) if period else None


def _range(reader: Reader, at: int) -> tuple[int, Expression] | None:
    """Return the longest time with two ends that starts at a word."""
    for pattern, match in reader.matches(reader.lexicon.phrases, at):
        if pattern.action in _RANGES:
            sides = [_looking(reader, way, pattern, match) for way in _WAYS]
            grain = next((side.grain for side in sides if side), None)
            if grain:
                past, future = ((side.start, side.end) if side and side.start and side.end else None for side in sides)
                return match.end, Expression(_span(reader, at, match.end), "time", grain, past, future, is_range=True)
        elif pattern.action == "at" and reader.words.key(at) in _BETWEEN:
            when: When = match.values[-1]
            dated = _date(reader, at + 1)
            if when.is_range and dated and dated[0] == match.end:
                return match.end, replace(dated[1], span=_span(reader, at, match.end))
    return None


def _looking(reader: Reader, way: Direction, pattern: Pattern, match: Match) -> Reading | None:
    reader.look = way
    reading = SAYS[pattern.action](reader, match, pattern.args)
    reader.look = None
    return reading


def _ahead(reader: Reader, at: int) -> tuple[int, Expression] | None:
    """Return "dans trois ans": the day so far ahead."""
    for pattern, match in reader.matches(reader.lexicon.phrases, at):
        if pattern.action in _AHEAD and reader.published:
            count, unit = match.values[:2]
            day = periods.shifted(reader.published, count, unit)
            if day and unit != "hour":
                days = _days(periods.day_of(day))
                return match.end, Expression(_span(reader, at, match.end), "time", Grain.DAY, days, days, exact=day)
    return None


def _length(reader: Reader, at: int) -> tuple[int, Expression] | None:
    """Return the longest length of time or repetition that starts at a word."""
    for pattern, match in reader.matches(reader.lexicon.lengths, at):
        kind: Literal["length", "repeated"] = "length" if pattern.action == "length" else "repeated"
        return match.end, Expression(_span(reader, at, match.end), kind, length=_counted(match, pattern.args))
    return None


def _counted(match: Match, args: str) -> Length:
    *counts, unit = match.values
    if args == "rate":
        name, count = unit.split()
        return Length(Decimal(count), name)
    if args == "weekday":
        return Length(Decimal(1), f"weekday {unit}")
    if args == "some":
        return Length(None, unit)
    count = counts[0] if counts else Decimal(1)
    return Length(count + (Decimal("0.5") if args == "half" else 0), unit)
