"""Anniversaries: "il y a trente ans jour pour jour", "thirty years ago this week" name a day or a week, not a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sourcier.assessment.lexicon import fold
from sourcier.core.language import Grain, Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

IMPERSONAL = frozenset(
    {("cela", "fait"), ("cela", "fera"), ("cela", "faisait"), ("ca", "fait"), ("ca", "fera"), ("ca", "faisait")}
    | {("it", "is"), ("it", "'s"), ("it", "will"), ("it", "was")}
)
"""What opens a length of time since something: "cela fera quarante ans que", "it will be ten years since"."""
OPENS = 5
"""Words from there to the length."""
AGO = ("il y a ", "voila ", "voici ")
DAYS = (("jour", "pour", "jour"), ("to", "the", "day"), ("day", "for", "day"))
NEAR = 3
"""Characters that may part "thirty years ago" from "this week": a comma and spaces."""


def with_anniversaries(
    times: Sequence[TimeInterval], tokens: Sequence[Token], folded: Sequence[str], published: date | None
) -> tuple[TimeInterval, ...]:
    """Return the times with each anniversary as the one day, week or month it names, so many years ago."""
    if published is None:
        return tuple(times)
    found, skipped = [], set()
    for one in times:
        if one in skipped:
            continue
        if not _is_years_ago(one, published):
            found.append(one)
            continue
        beside = next((other for other in times if other is not one and _is_beside(one, other, published)), None)
        if beside is not None:
            skipped.add(beside)
            found = [each for each in found if each is not beside]
            found.append(_moved(one, beside))
            continue
        end = _to_the_day(one, tokens, folded)
        found.append(one if end is None else _day(one, published, end))
    return tuple(found)


def with_impersonal(
    times: Sequence[TimeInterval],
    quantities: Sequence[Quantity],
    tokens: Sequence[Token],
    folded: Sequence[str],
    published: date | None,
) -> tuple[tuple[TimeInterval, ...], tuple[Quantity, ...]]:
    """Return times and figures, with "cela fera quarante ans samedi que", "it is ten years today since" as one time."""
    as_given = tuple(times), tuple(quantities)
    if published is None:
        return as_given
    for one in quantities:
        at = next((n for n, token in enumerate(tokens) if token.idx >= one.span.start), 0)
        opens = next((n for n in range(max(at - OPENS, 0), at) if tuple(folded[n : n + 2]) in IMPERSONAL), None)
        if one.unit != "a" or one.low is None or one.low != one.high or opens is None:
            continue
        end = max([one.span.end, *(each.span.end for each in times if 0 <= each.span.start - one.span.end <= NEAR)])
        after = [folded[n] for n, token in enumerate(tokens) if token.idx >= end][:2]
        if not set(after) & {"que", "qu", "qu'", "since"}:
            continue
        whole = Span(tokens[opens].idx, end)
        beside = [each for each in times if whole.contains(each.span) and each.grain is Grain.DAY and each.start]
        day = beside[0].start if beside else None
        first = _in_year(day or published, (day or published).year - int(one.low))
        lasts = day is None and _goes_on(tokens, end)
        if day is None and not lasts:
            first = first.replace(month=1, day=1)
        last = published if lasts else first + timedelta(days=1) if day else first.replace(year=first.year + 1)
        grain = Grain.DAY if day else Grain.YEAR
        text = " ".join(token.text for token in tokens if whole.start <= token.idx < whole.end)
        told = TimeInterval(whole, text, first, last, grain, mod="since" if lasts else "at" if day else "approx")
        kept = [each for each in times if not whole.overlaps(each.span)]
        left = tuple(each for each in quantities if each is not one)
        return tuple(sorted([*kept, told], key=lambda each: each.span)), left
    return as_given


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Say whether what is told since then still lasts: its verb stands in the present."""
    verbs = [one for one in tokens if one.idx >= end and one.morph.get("VerbForm", []) == ["Fin"]]
    is_present = bool(verbs) and verbs[0].morph.get("Tense", []) == ["Pres"]
    return is_present and verbs[0].dep_ not in {"aux", "aux:tense", "auxpass", "aux:pass"}


def _is_years_ago(time: TimeInterval, published: date) -> bool:
    text = fold(time.text)
    is_ago = text.endswith(" ago") or text.startswith(AGO)
    is_year = time.grain is Grain.YEAR and time.mod == "at"
    return is_ago and is_year and time.start is not None and time.start.year < published.year


def _is_beside(time: TimeInterval, other: TimeInterval, published: date) -> bool:
    """Say whether another time of at most a month, about the day of publication, stands next to it."""
    if other.start is None or other.end is None or not other.start <= published < other.end:
        return False
    gap = max(other.span.start - time.span.end, time.span.start - other.span.end)
    return 0 <= gap <= NEAR and other.end - other.start <= timedelta(days=31)


def _moved(time: TimeInterval, other: TimeInterval) -> TimeInterval:
    if time.start is None or other.start is None or other.end is None:
        return time
    start = _in_year(other.start, time.start.year)
    span = Span(min(time.span.start, other.span.start), max(time.span.end, other.span.end))
    return replace(time, start=start, end=start + (other.end - other.start), grain=other.grain, span=span)


def _day(time: TimeInterval, published: date, end: int) -> TimeInterval:
    start = _in_year(published, time.start.year if time.start else published.year)
    return replace(time, start=start, end=start + timedelta(days=1), grain=Grain.DAY, span=Span(time.span.start, end))


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _to_the_day(time: TimeInterval, tokens: Sequence[Token], folded: Sequence[str]) -> int | None:
    """Return where "jour pour jour" ends, right after or before a time; None where it does not stand."""
    after = [at for at, token in enumerate(tokens) if token.idx >= time.span.end]
    for start in after[:2]:
        if tuple(folded[start : start + 3]) in DAYS:
            last = tokens[start + 2]
            return last.idx + len(last)
    before = [at for at, token in enumerate(tokens) if token.idx < time.span.start]
    return time.span.end if tuple(folded[at] for at in before[-3:]) in DAYS else None
