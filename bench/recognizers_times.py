"""Days, periods and lengths of time in the shape of the French specifications of Recognizers-Text.

The reading is the product's (`sourcier.text.times.expressions`). What stands here is that library's manner of writing a
result: which words a span takes in, the last day of a range instead of the day after it, lengths in seconds of years
of 365 days and months of 30, and both readings of a day or month that gives no year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.expressions import Expression, find_expressions

Json = dict[str, Any]
_ANY_DAY = date(2016, 11, 7)
"""Where the specification gives no reference date it asks for spans alone."""

_SUITES = {
    "Date": ("date",),
    "DatePeriod": ("period",),
    "Duration": ("length",),
    "Set": ("repeated",),
    "Merged": ("date", "period", "length", "repeated"),
    "DateTimeModel": ("date", "period", "length", "repeated"),
    "Holiday": ("date",),
}
"""What the suites ask for; times of day are outside of our records."""

_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 7 * 86400,
    "fortnight": 14 * 86400,
    "month": 30 * 86400,
    "quarter": 90 * 86400,
    "half": 180 * 86400,
    "year": 365 * 86400,
    "decade": 3650 * 86400,
    "century": 36500 * 86400,
}
_TIMEX_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_SEASONS = {"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"}
_ARTICLES = ("le ", "la ", "l'", "l’", "les ", "du ", "des ", "au ", "aux ")
_WITH_ARTICLE = ("années", "week", "premier", "première", "dernier", "dernière", "second", "deuxi", "troisi", "quatri")
"""What follows an article that belongs to the span ("les années 20", "le premier vendredi")."""

_BARE_DAY = re.compile(r"\d+(?:er)?\s*(?:-|au|a|à|et|jusqu)(?!\w)")


def predicted_times(doc: Doc, lang: Lang, reference: date | None, suite: str) -> list[Json]:
    """Return the results of one input as `start`, `end` and `resolution`, for a suite such as DateTime/DateParser."""
    name = suite.partition("/")[2]
    kinds = next((kinds for stem, kinds in _SUITES.items() if name in {stem, f"{stem}Extractor", f"{stem}Parser"}), ())
    found = find_expressions(doc, lang, reference or _ANY_DAY)
    return [_result(doc.text, one) for one in found if _kind(one) in kinds]


def _kind(one: Expression) -> str:
    if one.kind != "time":
        return one.kind
    days = one.past or one.future
    is_day = one.grain is Grain.DAY and (days is None or (days[1] - days[0]).days == 1)
    return "date" if (is_day or one.exact) and not one.is_range else "period"


def _result(text: str, one: Expression) -> Json:
    start = one.span.start
    words = one.span.of(text)
    return {
        "start": _start(text, start, words, is_range=one.is_range),
        "end": one.span.end,
        "resolution": _resolution(one, words.casefold()),
    }


def _start(text: str, start: int, words: str, *, is_range: bool) -> int:
    """Return where the library's span starts.

    An article is left out; between two whole dates the space before the first is part of it.
    """
    lowered = words.casefold()
    article = "" if is_range else next((one for one in _ARTICLES if lowered.startswith(one)), "")
    if article and not _plain(lowered.removeprefix(article)).startswith(tuple(map(_plain, _WITH_ARTICLE))):
        return start + len(article)
    is_open = is_range and not lowered.startswith(("de ", "du ", "d'", "entre ")) and not _BARE_DAY.match(lowered)
    return start - 1 if is_open and text[start - 1 : start] == " " else start


def _plain(text: str) -> str:
    return text.replace("é", "e").replace("è", "e")


def _resolution(one: Expression, words: str) -> Json | None:
    if one.length is not None:
        return _of_length(one)
    season = next((code for name, code in _SEASONS.items() if name in words), None)
    if season and one.grain is Grain.SEASON:
        # The library knows which season is meant and not its days.
        years = "".join(char for char in words if char.isdigit())
        this = one.past[0].year if one.past and words.startswith("cet") else ""
        timex = f"{years or this}-{season}".lstrip("-")
        return {"Timex": timex, "FutureResolution": {}, "PastResolution": {}}
    sides = [(one.exact, one.exact + timedelta(days=1)) if one.exact else side for side in (one.future, one.past)]
    future, past = ({} if side is None else _days(one, *side) for side in sides)
    return {"FutureResolution": future, "PastResolution": past}


def _days(one: Expression, start: date, end: date) -> Json:
    if _kind(one) == "date":
        return {"date": start.isoformat()}
    if one.is_range and one.grain is not None:
        # A range ends where its last day, month or year starts.
        end = periods.shifted(end, Decimal(-1), one.grain.value) or end
    return {"startDate": start.isoformat(), "endDate": end.isoformat()}


def _of_length(one: Expression) -> Json:
    assert one.length is not None
    count = one.length.count or Decimal(3)  # the library reads "quelques" as three
    unit = one.length.unit
    if one.kind == "repeated":
        is_weekday = unit.startswith("weekday")
        timex = f"XXXX-WXX-{int(unit[-1]) + 1}" if is_weekday else f"P{count}{_TIMEX_UNITS.get(unit, '?')}"
        return {
            "Timex": timex,
            "FutureResolution": {"set": f"Set: {timex}"},
            "PastResolution": {"set": f"Set: {timex}"},
        }
    seconds = f"{(count * _SECONDS.get(unit, 0)).normalize():f}"
    return {"FutureResolution": {"duration": seconds}, "PastResolution": {"duration": seconds}}
