"""Lines that say who wrote, from where and when: bylines, date lines, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sourcier.ingest.head.dates import WrittenDate, find_dates
from sourcier.ingest.head.wording import (
    cue,
    either,
    is_agency,
    is_aside,
    is_desk,
    is_initials,
    is_person,
    is_place,
    is_post,
    is_role,
    is_shouted,
    is_stamp,
    opens_clause,
    tail,
    without_role,
    words,
)

LONGEST = 200
"""Characters; a longer line is prose."""
_ROLE_WORDS = 8

_PART = re.compile(r"\s*[|·•;\n]\s*(?:[-–—/]\s+)?|\s+[-–—/]\s+|\s*,\s*|^\s*[-–—]\s*|\s*[-–—]\s*$|\s*\(|\)\s*")
_AND = re.compile(r"\s+(?:et|and|&|avec|with)\s+(?:l['’]|the\s)?|\s*/\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LEADING = re.compile(r"\s*(?:et|and|&)\s", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"\s+(?:in|from|à|en|au|aux)\s+[A-ZÀ-ÞŒ].*$")
_IN_PLACE = re.compile(r"\s+in\s+[A-ZÀ-ÞŒ].*$")
_BETWEEN = re.compile(
    r"\s(?:(?:à|en|au|aux|in|at)\s[A-ZÀ-ÞŒ][\w'’-]*(?:[ -][A-ZÀ-ÞŒ][\w'’-]*)*"
    r"|(?:de\sl['’]|du\s|from\s(?:the\s)?)\w+(?:\s\([^()]*\))?)(?=\s(?:par|by)\s)",
    re.IGNORECASE,
)
"""What stands between a deed and its "by": "Propos recueillis à Tunis par", "Translated from French by"."""
_MASTHEAD = re.compile(r"(?:L[ae]s?\s|L['’]|The\s)[A-ZÀ-ÞŒ][\w'’-]+(?:\s[\w'’-]+){0,4}")
"""Beside a day: "Le Réveil occitan". An article and a capital, as a heading has only before a name."""
_HANDLE = re.compile(r"[(<]?[\w.+-]*@[\w.-]+[)>]?")
_HOUR = re.compile(r"\d\s?[h:.]\s?\d{2}(?!\d)|\d\s?[ap]\.?m\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<![A-ZÀ-Þ])(?<!\b[A-Z][a-z])[.!?…][\"'»”’)\]]*$")
_WEAK = frozenset(
    {"avec", "avec l'", "with", "from", "texte", "traduction", "photo", "photos", "dessins", "illustrations", "enquête"}
    | {"reportage", "auteur", "autrice", "auteurs", "author", "authors"}
)
"""Words that lead to a name in a byline, and to anything else elsewhere."""
_BARE = frozenset({"le", "du", "on", "date"})
"""Words that lead to a day anywhere."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line gives."""

    names: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    is_sure: bool = False
    """Its words say by themselves what it is, wherever it stands."""


@dataclass(slots=True)
class _Pieces:
    """What the pieces of one line have been so far."""

    names: list[str] = field(default_factory=list)
    has_cue: bool = False
    is_led: bool = False
    """A "by" that leads to nothing but authors."""
    has_role: bool = False
    has_post: bool = False
    has_stamp: bool = False
    has_day: bool = False
    has_agency: bool = False
    has_source: bool = False
    """An agency that a word or a bracket leads to: "avec AFP"."""
    place: str = ""
    """What the line opens with, when that can be a place."""
    unlisted: int = 0

    @property
    def is_set_apart(self) -> bool:
        """Say whether capitals set the place apart from those who write: "NEW HAVEN, Ruth Vale"."""
        is_plain = bool(self.names) and not all(map(is_shouted, self.names))
        return is_shouted(self.place) and (is_plain or self.has_agency)


def parse_byline(line: str, *, is_foot: bool = False) -> Byline | None:
    """Read a line that gives authors, where they write from, dates, or some of these; None for any other line.

    The whole line must be made of names, roles, places, agencies and dates: one word left over makes it prose.

    Args:
        line: One line, without its marks.
        is_foot: It stands after the text, where a name alone is a signature.

    >>> parse_byline("écrit par Anne Le Goff | 14 septembre 2023").names
    ('Anne Le Goff',)
    >>> parse_byline("ORMEAU (Oise), 3 mai 2024, Anne Le Goff").names
    ('Anne Le Goff',)
    >>> parse_byline("Le 3 mai 2024, Anne Le Goff a pris la parole") is None
    True
    """
    line = " ".join(line.split()).strip("*_ ")
    if not line or len(line) > LONGEST or line[-1] in "!?…":
        return None
    if line[0] + line[-1] in {"()", "[]"} and line.count(line[0]) == 1:
        line = line[1:-1].strip()
        if is_agency(line):
            return Byline(is_sure=True)
    is_ended = bool(_SENTENCE_END.search(line))
    is_led = is_post(line.rstrip(".")) or any(cue(kind).match(line) for kind in ("by", "published", "updated"))
    if is_ended and not is_led:
        return None
    dates = find_dates(line)
    published, updated, is_dated, rest = _taken_out(line, dates)
    pieces = _read(_HANDLE.sub("", _BETWEEN.sub("", rest)), has_date=bool(dates), is_foot=is_foot)
    if (
        pieces is None
        or (is_ended and pieces.unlisted)
        or not _is_byline(pieces, has_date=bool(dates), is_foot=is_foot)
    ):
        return None
    is_signed = pieces.is_led and all(" " in name for name in pieces.names)
    is_timed = any(_HOUR.search(found.span.of(line)) for found in dates)
    is_filed = bool(dates) and (is_timed or bool(pieces.names) or is_shouted(pieces.place))
    is_placed = pieces.has_source or pieces.is_set_apart or pieces.has_post
    is_sure = is_dated or is_signed or is_filed or is_placed or pieces.has_stamp
    return Byline(tuple(dict.fromkeys(pieces.names)), published, updated, is_sure=is_sure)


@cache
def _sign_off() -> re.Pattern[str]:
    tail_words = either("sign_off_tail")
    return re.compile(
        rf"(?P<who>[^.]+?)\s(?:{either('sign_off')})(?:[\s,]+(?:{tail_words}|(?:[dDlL]['’])?[A-ZÀ-Þ][\w'’.-]*))*\.?"
    )


def parse_sign_off(line: str) -> Byline | None:
    """Read the note at the foot that says which reporters took part; None for any other line.

    >>> parse_sign_off("Ruth Vale reported from Lagos and Tom O'Shea from London.").names
    ('Ruth Vale',)
    >>> parse_sign_off("The mayor contributed to this story.") is None
    True
    """
    match = _sign_off().fullmatch(line) if len(line) <= LONGEST else None
    people = [part.strip() for raw in _PART.split(match["who"]) for part in _AND.split(raw)] if match else []
    people = [_PLACE_TAIL.sub("", person) for person in people if person]
    return Byline(tuple(people)) if people and all(map(is_person, people)) else None


def _taken_out(line: str, dates: list[WrittenDate]) -> tuple[date | None, date | None, bool, str]:
    """Return the day of publication, of update, whether a byline's words lead to one, and the line without all that."""
    published = updated = None
    is_dated = False
    kept: list[str] = []
    at = 0
    for found in dates:
        before = line[at : found.span.start]
        at = found.span.end
        if lead := tail("updated").search(before):
            updated = found.day
        elif lead := tail("published").search(before):
            published = published or found.day
        elif published is None:
            published = found.day
        else:
            updated = updated or found.day
        is_dated = is_dated or bool(lead and lead[0].strip(" :").lower() not in _BARE)
        kept.append(before[: lead.start()] if lead else before)
    kept.append(line[at:])
    return published, updated, is_dated, "|".join(kept)


def _read(rest: str, *, has_date: bool, is_foot: bool) -> _Pieces | None:
    """Return what stands in what is left of a line; None when a piece is no part of a byline."""
    pieces = _Pieces()
    for inner in _BRACKETS.findall(rest):
        pieces.has_source = pieces.has_source or is_agency(_AND.sub("", f" {inner}").strip())
        pieces.has_post = pieces.has_post or is_post(inner)
    pieces.has_role = pieces.has_agency = pieces.has_source
    for raw in _PART.split(_BRACKETS.sub(" ", rest)):
        bare = raw.strip(" :") if is_initials(raw.strip()) else raw.strip(" .:")
        piece = _AND.sub("", f" {bare}", count=1) if _LEADING.match(raw) else bare
        if not is_aside(piece) and not _take(piece, pieces, has_date=has_date, is_foot=is_foot):
            return None
    return pieces


def _take(piece: str, pieces: _Pieces, *, has_date: bool, is_foot: bool) -> bool:
    """Add one piece to what stands in the line, and say whether it is part of a byline."""
    if is_post(piece):
        # "Correspondance" alone can head a section; behind a place or a name it says what they are.
        pieces.has_post = pieces.has_post or " " in piece or bool(pieces.place or pieces.names)
        return True
    if is_stamp(piece):
        # "4 mai" beside a name or a place; only what leads to it ("Mis à jour") makes a line of it.
        pieces.has_day = True
        return True
    for kind in ("updated", "published"):
        lead = cue(kind).match(piece)
        if lead and lead[0].strip(" :").lower() not in _BARE and is_stamp(piece[lead.end() :]):
            pieces.has_stamp = True
            return True
    if pieces.names and _PLACE_TAIL.fullmatch(f" {piece}"):
        pieces.has_role = True
        return True
    if lead := cue("by").match(piece):
        pieces.has_cue = True
        pieces.is_led = pieces.is_led or lead[0].strip(" :").lower() not in _WEAK
        piece = piece[lead.end() :]
        if not piece:
            return True
    found = [part.strip() for part in _AND.split(piece)]
    if pieces.has_cue:
        found = [_PLACE_TAIL.sub("", part).strip() for part in found]
    elif is_foot:
        found = [_IN_PLACE.sub("", part).strip() for part in found]
    people = [without_role(part) for part in found if not is_agency(part)]
    if len(people) < len(found) or not people:
        pieces.has_role = pieces.has_agency = True
        pieces.has_source = pieces.has_source or bool(lead and not people)
    if lead is None and people == [piece] and " " not in piece and is_place(piece):
        pieces.place = pieces.place or piece
    elif lead is None and has_date and _MASTHEAD.fullmatch(piece):
        pieces.has_role = True
    elif all(is_person(part, is_lone=not (pieces.is_led or pieces.names)) or is_initials(part) for part in people):
        pieces.names.extend(people)
    elif all(map(is_desk, people)):
        pieces.names.extend(people)
        pieces.has_role = True
    elif is_role(piece):
        pieces.has_role = True
    elif (
        pieces.names
        and (pieces.has_cue or has_date)
        and piece[:1].islower()
        and not opens_clause(piece)
        and len(piece.split()) <= _ROLE_WORDS
        and not pieces.unlisted
    ):
        # One thing the author is that the list does not know: "apicultrice à Vannes".
        pieces.unlisted += 1
    else:
        return False
    return True


def _is_byline(pieces: _Pieces, *, has_date: bool, is_foot: bool) -> bool:
    """Say whether the pieces together make a byline, the place of a dateline being taken out of the names."""
    first, *others = pieces.names or [""]
    if is_shouted(first) and others and not all(map(is_shouted, others)) and not pieces.is_led:
        pieces.place = first
        pieces.names = others
    if pieces.has_post or pieces.has_stamp or has_date:
        return True
    if not pieces.names:
        is_filed = pieces.has_agency and (not pieces.place or pieces.is_set_apart)
        return is_filed or (is_foot and (pieces.has_role or bool(pieces.place and pieces.has_day)))
    return pieces.has_cue or pieces.has_role or is_foot or pieces.is_set_apart


def agencies() -> frozenset[str]:
    """Return the names of news agencies, in lower case."""
    return words("agency")
