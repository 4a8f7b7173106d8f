"""Registers of votes: tables of thousands, asked by symbol, by day and title, or by a time and a named matter.

Of the General Assembly's recorded votes hundreds share a title from year to year, dozens fall on one day, and several
stand under one symbol, for paragraphs and amendments are voted on apart. What a claim says about a vote's subject picks
one only where `data/topics.tsv` knows the matter and the time has a single vote on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.lexicon import fold, neutral_words, stem, stop_words, tokenise
from sourcier.assessment.operations.votes.scrutiny import Window
from sourcier.assessment.operations.votes.topics import is_at_assembly, matters_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import Tables
from sourcier.core.language import Grain
from sourcier.evidence.packs import Resource

MOST_ROWS = 3000
"""A longer table of votes is a register."""
SLACK = 3
"""Votes by which a register's count may be off: rows that its source lacks, votes corrected afterwards."""
SESSION = timedelta(days=400)
"""How far a vote may be from the day or year that the claim gives: registers date old votes by their session."""
FEWEST = 3
"""Words that a title must have to tell a vote."""

BY_SYMBOL = "SELECT * FROM {table} WHERE lower(symbol) = $symbol ORDER BY tally, option"
BY_DAY = "SELECT * FROM {table} WHERE date >= $first AND date < $last ORDER BY tally, option"
VOTERS = "SELECT count(*) FROM {table} WHERE tally = $tally AND list_contains(string_split($entities, ' '), entity)"
SIZE = "SELECT count(*) FROM {table}"

_FULL = re.compile(r"(?<!\w)a/res/((?:es-)?\d+/\d+[a-z]?)(?![\w/])")
_BETWEEN = (
    r"(?:(?:de|la|des|du|l'assemblee|generale|nations|unies|l'onu|onu|of|the|un|united|general|assembly|no|n°) ){0,7}"
)
_SHORT = re.compile(rf"(?<!\w)resolutions? {_BETWEEN}((?:es-)?\d+/\d+[a-z]?)(?![\w/])")
_OTHER_BODIES = re.compile(r"conseil|council|commission|committee|comite|unesco|parlement|parliament")
"""Bodies that number their resolutions in the same way."""
_PART = re.compile(r"\b(?:paragraph|amendment|motion|separate vote)", re.IGNORECASE)
_TRANSCRIPT = re.compile(r"the (?:\w+[- ]){0,2}president\b", re.IGNORECASE)
"""Where the minutes stand for a title, nothing says that the vote was on the whole text."""


def is_register(tables: Tables, resource: Resource) -> bool:
    """Say whether a table of votes has too many for words to tell one."""
    return int(tables.query(resource, SIZE, {}).rows[0][0] or 0) > MOST_ROWS


def symbol_in(scope: Scope) -> str:
    """Return the symbol of the one Assembly resolution that a claim names, folded; empty for none or several.

    A number alone ("résolution 70/5") counts where the claim names the United Nations and no other of its bodies.
    """
    text = fold(scope.text)
    found = set(_FULL.findall(text))
    at_un = {"un", "unga"} & {one.entity_id for one in scope.mentions} and not _OTHER_BODIES.search(text)
    if at_un:
        found.update(_SHORT.findall(text))
    return f"a/res/{found.pop()}" if len(found) == 1 else ""


def names_another(scope: Scope, symbol: str) -> bool:
    """Say whether a claim names resolutions by number, and a vote's symbol is none of them."""
    text = fold(scope.text)
    found = {*_FULL.findall(text), *_SHORT.findall(text)}
    return bool(found) and symbol.removeprefix("a/res/").removeprefix("s/res/") not in found


def named_by(symbol: str, scope: Scope, tables: Tables, resource: Resource, today: date) -> list[Row]:
    """Return the rows of the vote on the whole text that a symbol names, none when several may be it."""
    if resource.column("symbol") is None:
        return []
    votes = [
        vote
        for vote in _votes(rows_of(tables.query(resource, BY_SYMBOL, {"symbol": symbol})))
        if not _PART.search(vote[0]["label_en"] or "")
    ]
    if len(votes) != 1 or _TRANSCRIPT.match(votes[0][0]["label_en"] or ""):
        return []
    day = _day(votes[0][0])
    spans = [(time.start, time.end) for time in scope.times if time.start and time.end]
    if day > today or any(not first - SESSION <= day <= last + SESSION for first, last in spans):
        return []
    return votes[0]


def titled(scope: Scope, tables: Tables, resource: Resource, today: date) -> list[Row]:
    """Return the rows of the only vote of the claim's day all of whose title stands in the claim."""
    days = [time for time in scope.times if time.grain is Grain.DAY and time.start and time.start <= today]
    if len(days) != 1 or days[0].start is None:
        return []
    first, last = days[0].start.isoformat(), (days[0].start + timedelta(days=1)).isoformat()
    said = {stem(word) for word in tokenise(scope.text)}
    fits = []
    for vote in _votes(rows_of(tables.query(resource, BY_DAY, {"first": first, "last": last}))):
        title = vote[0]["label_fr" if scope.lang == "fr" else "label_en"] or ""
        words = _content(title)
        if len(words) >= FEWEST and words <= said and not _PART.search(title):
            fits.append(vote)
    return fits[0] if len(fits) == 1 else []


def on_matter(scope: Scope, tables: Tables, resource: Resource, window: Window, today: date) -> list[Row]:
    """Return the rows of the only vote of a time on a matter that the claim names in words of its own.

    Amendments, paragraphs and other bodies' votes stand under like titles: two that fit are none.
    """
    matters = matters_in(scope)
    if len(matters) != 1 or not is_at_assembly(scope) or _OTHER_BODIES.search(fold(scope.text)):
        return []
    first, last = window.start.isoformat(), min(window.end, today + timedelta(days=1)).isoformat()
    fits = [
        vote
        for vote in _votes(rows_of(tables.query(resource, BY_DAY, {"first": first, "last": last})))
        if matters[0] <= {stem(word) for word in tokenise(vote[0]["label_en"] or "")}
    ]
    if len(fits) != 1 or _PART.search(fits[0][0]["label_en"] or "") or _TRANSCRIPT.match(fits[0][0]["label_en"] or ""):
        return []
    return fits[0]


def voters_among(tables: Tables, positions: Resource, tally: str, members: Collection[str]) -> int:
    """Return how many of some states have a position in a vote."""
    asked = {"tally": tally, "entities": " ".join(members)}
    return int(tables.query(positions, VOTERS, asked).rows[0][0] or 0)


def _votes(rows: Iterable[Row]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["tally"] or "", []).append(row)
    return list(found.values())


def _content(title: str) -> set[str]:
    empty = stop_words() | neutral_words()
    return {stem(word) for word in tokenise(title) if stem(word) not in empty and not word.isdigit()}


def _day(row: Row) -> date:
    return date.fromisoformat((row["date"] or "9999-12-31")[:10])
