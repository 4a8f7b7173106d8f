"""Lines that say who wrote and when: bylines, date lines, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from sourcier.ingest.head.dates import WrittenDate, find_dates
from sourcier.ingest.tables import rows

LONGEST = 200
"""Characters; a longer line is prose."""
_ROLE_WORDS = 8

_PART = re.compile(r"\s*[|·•;\n]\s*|\s+[-–—/]\s+|\s*,\s*|^\s*[-–—]\s*|\s*\(|\)\s*")
_AND = re.compile(r"\s+(?:et|and|&|avec|with)\s+(?:l['’]|the\s)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LEADING = re.compile(r"\s*(?:et|and|&)\s", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"\s+(?:in|from|à|en|au|aux)\s+[A-ZÀ-ÞŒ].*$")
_ASIDE = re.compile(r"^\W*(?:\d+\s*(?:h\s*\d*|mins?|minutes?|heures?)?)?\W*$|^\d{1,2}\s?[h:]\s?\d{2}.*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-ZÀ-Þ])(?<!\b[A-Z][a-z])[.!?…][\"'»”’)\]]*$")
_NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÞŒ][\w'’.-]*|[dDlL]['’][A-ZÀ-ÞŒ][\w'’.-]*|O['’][A-Z]\w+)$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line gives."""

    names: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None


@cache
def _words(kind: str) -> frozenset[str]:
    cells = [cell for name, cell in rows(__package__, "byline_words.tsv") if name == kind]
    if kind == "particle":
        return frozenset(" ".join(cells).split())
    return frozenset(word for cell in cells for word in cell.split("|"))


def agencies() -> frozenset[str]:
    """Return the names of news agencies, in lower case."""
    return _words("agency")


@cache
def _cue(kind: str) -> re.Pattern[str]:
    words = sorted(_words(kind), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(map(re.escape, words))})(?:\s*:\s*|\s+|$)", re.IGNORECASE)


@cache
def _tail(kind: str) -> re.Pattern[str]:
    words = sorted(_words(kind), key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=[\s(|,:·•–—-]))(?:{'|'.join(map(re.escape, words))})\s*:?\s*$", re.IGNORECASE)


def parse_byline(line: str, *, is_foot: bool = False) -> Byline | None:
    """Read a line that gives authors, dates or both; None for any other line.

    The whole line must be made of names, roles, agencies and dates: one word left over makes it prose.

    Args:
        line: One line, without its marks.
        is_foot: It stands after the text, where a name alone is a signature.

    >>> parse_byline("écrit par Anne Le Goff | 14 septembre 2023").names
    ('Anne Le Goff',)
    >>> parse_byline("By Ruth Vale and Tom O'Shea, 3 May 2024").names
    ('Ruth Vale', "Tom O'Shea")
    >>> parse_byline("Le 3 mai 2024, Anne Le Goff a pris la parole") is None
    True
    """
    line = " ".join(line.split()).strip("*_ ")
    if not line or len(line) > LONGEST:
        return None
    if line[-1] in "!?…":
        return None
    if _SENTENCE_END.search(line) and not any(_cue(kind).match(line) for kind in ("by", "published", "updated")):
        return None
    dates = find_dates(line)
    published, updated, rest = _taken_out(line, dates)
    names = _names(rest, has_date=bool(dates), is_foot=is_foot)
    if names is None:
        return None
    return Byline(names, published, updated)


def _taken_out(line: str, dates: list[WrittenDate]) -> tuple[date | None, date | None, str]:
    """Return the day of publication, of update, and the line without its dates and what leads to them."""
    published = updated = None
    kept: list[str] = []
    at = 0
    for found in dates:
        before = line[at : found.span.start]
        at = found.span.end
        if cue := _tail("updated").search(before):
            updated = found.day
        elif cue := _tail("published").search(before):
            published = published or found.day
        elif published is None:
            published = found.day
        else:
            updated = updated or found.day
        kept.append(before[: cue.start()] if cue else before)
    kept.append(line[at:])
    return published, updated, "|".join(kept)


def _names(rest: str, *, has_date: bool, is_foot: bool) -> tuple[str, ...] | None:
    """Return the names in what is left of the line; None when something else stands there."""
    names: list[str] = []
    has_cue = has_role = False
    unlisted = 0
    for inner in _BRACKETS.findall(rest):
        has_role = has_role or _is_agency(_AND.sub("", f" {inner}").strip())
    rest = _BRACKETS.sub(" ", rest)
    for raw in _PART.split(rest):
        piece = _AND.sub("", f" {raw.strip(' .:')}", count=1) if _LEADING.match(raw) else raw.strip(" .:")
        if _is_aside(piece):
            continue
        cue = _cue("by").match(piece)
        if cue:
            has_cue = True
            piece = piece[cue.end() :]
            if not piece:
                continue
        found = [_PLACE_TAIL.sub("", part).strip() if has_cue else part.strip() for part in _AND.split(piece)]
        people = [part for part in found if not _is_agency(part)]
        if len(people) < len(found) or not people:
            has_role = True
        if all(_is_person(part, is_lone=not (has_cue or names)) for part in people):
            names.extend(people)
        elif _is_desk(piece):
            names.append(piece)
            has_role = True
        elif _is_role(piece):
            has_role = True
        elif (
            names
            and (has_cue or has_date)
            and piece[:1].islower()
            and len(piece.split()) <= _ROLE_WORDS
            and not unlisted
        ):
            # One thing the author is that the list does not know: "apicultrice à Vannes".
            unlisted += 1
        else:
            return None
    if names and not (has_cue or has_date or is_foot or has_role):
        return None
    if not names and not has_date and not (is_foot and has_role):
        return None
    return tuple(dict.fromkeys(names))


def _is_aside(piece: str) -> bool:
    low = piece.lower()
    return (
        not piece
        or bool(_ASIDE.match(piece))
        or any(low.endswith(word) or low.startswith(word) for word in _words("aside"))
    )


def _is_agency(piece: str) -> bool:
    return piece.lower().removeprefix("l'").removeprefix("l’").strip(" ()") in _words("agency")


def _is_desk(piece: str) -> bool:
    low = piece.lower()
    return len(piece) <= 60 and any(low == word or low.startswith(word + " ") for word in _words("desk"))


def _is_role(piece: str) -> bool:
    words = piece.lower().split()
    return len(words) <= _ROLE_WORDS and any(word.strip(".,") in _words("role") for word in words)


def _is_person(piece: str, *, is_lone: bool) -> bool:
    """Say whether a few words can be a person's name; without a "by" before it, one word is too little."""
    words = piece.split()
    if not 1 <= len(words) <= 6 or any(word.lower() in _words("role") for word in words):
        return False
    capitals = [word for word in words if _NAME_WORD.match(word)]
    others = [word for word in words if word not in capitals]
    ends = (words[0], words[-1])
    if any(word.lower() not in _words("particle") for word in others) or any(word in others for word in ends):
        return False
    return len(capitals) >= (2 if is_lone else 1)
