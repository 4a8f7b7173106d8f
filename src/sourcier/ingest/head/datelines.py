"""Where and when a dispatch was filed: "PARIS, 3 mai (AFP) —" at its start."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from sourcier.ingest.head.bylines import agencies, parse_byline
from sourcier.ingest.head.dates import find_dates
from sourcier.ingest.tables import rows

LONGEST = 90
"""Characters that a dateline may take."""
_AFTER = 20
"""Characters after it that are looked at."""

_CAPITAL = r"[A-ZÀ-ÞŒ]"
_PLACE = rf"{_CAPITAL}[\w'’.-]*(?:[ /-](?:{_CAPITAL}[\w'’.-]*|de|du|des|la|le|les|en|sur|sous|of|the|upon|el|al|lès))*"
_SHOUTED = rf"{_CAPITAL}{{2}}[A-ZÀ-ÞŒ'’.-]*(?:[ /-]{_CAPITAL}[A-ZÀ-ÞŒ'’.-]*)*"
_AGENCY = r"(?:\((?:[A-Z][\w.&-]*)(?:[ /][A-Z][\w.&-]*){0,3}\)|/[A-Z][\w.&-]*/)"
_REGION = r"\([\w'’. -]{2,40}\)"
_CUT = re.compile(r"\s*(?:\s(?:--?|[–—])|(?<=[)\w])\.)(?=\s+[«“\"A-ZÀ-ÞŒ0-9])")
"""Where the words of the sentence may start behind a byline."""
_DASH = r"\s*[.,:]?\s*(?:--?|[–—])"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where the words of the sentence start, and the day if the line gives a whole one."""

    end: int
    day: date | None
    names: tuple[str, ...] = ()
    """Who filed it, where the line says so."""


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(name for _, row in rows("sourcier.ingest.head", "months.tsv") for name in row.split())
    month = rf"(?i:{names})\.?"
    day = (
        rf"(?:(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s)?"
        rf"(?:(?:le\s)?\d{{1,2}}(?:er|st|nd|rd|th)?\s{month}(?:,?\s\d{{4}})?|{month}\s\d{{1,2}}(?:,?\s\d{{4}})?"
        rf"|\d{{4}}-\d{{2}}-\d{{2}})"
    )
    gap = r"[\s,.:–—-]*?"
    return re.compile(
        rf"(?P<first>{day})(?:,\s(?P<land>{_PLACE}))?{_DASH}(?:\s(?P<town>{_PLACE}){_DASH}(?=\s))?"
        rf"|(?P<place>{_PLACE}(?:,\s{_PLACE})?)(?:\s(?P<region>{_REGION}))?"
        rf"(?:{gap}(?P<day>{day})(?:{gap}(?P<filer>{_AGENCY}))?|{gap}(?P<agency>{_AGENCY})|(?={_DASH}))(?P<dash>{_DASH})?"
    )


def starts_with_day(text: str) -> bool:
    """Say whether a paragraph starts with a day and a dash."""
    match = _pattern().match(text[: LONGEST + _AFTER])
    return bool(match and match["first"])


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline at the start of a text; None when there is none.

    A place counts with a day, an agency or in capitals, and a dash after it; without the dash it must be the
    whole line.

    >>> find_dateline("PORT ANSLEY, Nov 19 (NPA) - At least")
    Dateline(end=27, day=None, names=())
    >>> find_dateline("De notre envoyé spécial à Ormeau. Le vote").end
    33
    >>> find_dateline("22 mai 2012. - Le vote").day
    datetime.date(2012, 5, 22)
    >>> find_dateline("Paris a voté - et bien voté") is None
    True
    """
    return _plain_dateline(text) or _byline_before(text)


def _byline_before(text: str) -> Dateline | None:
    """Return a byline that runs on into the first sentence: "De notre envoyé spécial à Ormeau – Le vote …"."""
    for cut in _CUT.finditer(text, 0, LONGEST + _AFTER):
        found = parse_byline(text[: cut.start()])
        # "3 mai 2024. Le vote": a diary's day belongs to its sentence.
        is_parted = found and (found.is_sure or (found.published and not cut[0].endswith(".")))
        if found and is_parted and cut.end() <= LONGEST:
            return Dateline(cut.end(), found.published, found.names)
    return None


def _plain_dateline(text: str) -> Dateline | None:
    match = _pattern().match(text[: LONGEST + _AFTER])
    if match is None or match.end() > LONGEST or match.end() == 0:
        return None
    end = match.end()
    is_whole = not text[end:].strip()
    if end < len(text) and not text[end].isspace():
        return None
    if not match["first"]:
        is_dated = bool(match["day"])
        region = (match["region"] or "").strip("()")
        is_filed = bool(match["agency"]) or (len(region) > 1 and (region.isupper() or region.lower() in agencies()))
        # "Ormeau (Oise). –": no sentence has a full stop before its dash.
        is_closed = bool(region) and (match["dash"] or "").lstrip().startswith(".")
        is_sure = is_dated or is_filed or is_closed
        is_shouted = bool(re.fullmatch(rf"{_SHOUTED}(?:,\s{_PLACE})?", match["place"]))
        if not (is_sure or is_shouted) or not (match["dash"] or (is_whole and is_sure)):
            return None
    days = find_dates(text[:end])
    return Dateline(end, days[0].day if days else None)
