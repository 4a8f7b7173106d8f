"""Dates as articles write them at their head: "14 septembre 2023", "Nov. 19, 2024 at 9 p.m.", "2012-06-16"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sourcier.core.spans import Span
from sourcier.ingest.tables import rows

FIRST_YEAR, LAST_YEAR = 1400, 2200
"""Years between which articles are dated: the first and the last that are read."""
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s+)?"
)
_CLOCK = (
    r"\d{1,2}\s?(?:[h:]\s?(?:\d{2}(?::\d{2})?)?(?:\s?[ap]\.?m\.?)?|[ap]\.?m\.?|heures?"
    r"|\.\d{2}(?:[ap]m)?(?=(?:\s[A-Z]{3,4})?\s*$))"
)
_ZONE = r"(?:\s?(?:\(?(?:UTC|GMT|CET|CEST|BST|E[SD]?T|P[SD]?T|Z|heure de Paris)\)?|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:(?:\s*[,|·–—-]?\s*(?:à|at|@)?\s*|T){_CLOCK}(?:\.\d+)?{_ZONE})?(?![\w])"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day, and the words that give it with its weekday and its hour."""

    span: Span
    day: date


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in rows(__package__, "months.tsv") for name in names.split()}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w/-]){_WEEKDAY}(?:"
        rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})\.?,?\s+(?P<year>\d{{4}})"
        rf"|(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
        rf"|(?P<year3>\d{{4}})-(?P<month3>\d{{2}})-(?P<day3>\d{{2}})"
        rf"|(?P<day4>\d{{1,2}})[/.](?P<month4>\d{{1,2}})[/.](?P<year4>\d{{4}})"
        rf"){_TIME}",
        re.IGNORECASE,
    )


def find_dates(text: str) -> list[WrittenDate]:
    """Return the whole dates written in a line, in order; days that no calendar has, or no article, are passed over.

    >>> [str(found.day) for found in find_dates("Publié le 3 mai 2024 à 10h20, mis à jour le 1er juin 2024")]
    ['2024-05-03', '2024-06-01']
    >>> [str(found.day) for found in find_dates("Sept. 14, 2023, 9:05 a.m. EST")]
    ['2023-09-14']
    """
    return list(_dates(text))


def _dates(text: str) -> Iterator[WrittenDate]:
    for match in _pattern().finditer(text):
        parts = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
        name = parts["month"].lower()
        year, day = int(parts["year"]), int(parts["day"])
        month = _months().get(name) or int(name)
        if match["day4"] and month > 12:
            # 05/14/2023: only the American order makes a date of it.
            month, day = day, month
        found = as_day(year, month, day)
        if found:
            yield WrittenDate(Span(*match.span()), found)


def as_day(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none or no article can be of it."""
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


_IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<part>[/-]?)(?P<month>\d{2})(?P=part)(?P<day>\d{2})(?!\d)")


def date_in_address(url: str) -> date | None:
    """Return the day that the path of an address gives, as news sites write it.

    >>> date_in_address("https://journal.example/monde/2024/05/03/article.html")
    datetime.date(2024, 5, 3)
    """
    for match in _IN_ADDRESS.finditer(url):
        found = as_day(int(match["year"]), int(match["month"]), int(match["day"]))
        if found:
            return found
    return None


def parse_stamp(written: str | None) -> date | None:
    """Return the day of a date in metadata: ISO 8601 first, else as written in words."""
    if not written:
        return None
    found = find_dates(written.strip())
    return found[0].day if found else None
