"""Match patterns of words against a text: one reader a document, its matches remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.text.times.focus import Focus
from sourcier.text.times.lexicon import DIGITS, Element, Lexicon, Node, Pattern, lexicon
from sourcier.text.times.tense import Tense
from sourcier.text.times.whens import Direction, When
from sourcier.text.times.words import Words, scan

_DAY_ENDINGS = {"er", "re", "e", "st", "nd", "rd", "th"}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_YEAR_MONTH = re.compile(r"[12]\d{3}\.\d{1,2}")
_MONEY = {"€", "$", "£", "¥"}


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in the text: where it stands and the values of its captured places."""

    start: int
    end: int
    values: tuple[Any, ...]


Act = Callable[["Reader", Match, str], When | None]
"""What a pattern of dates means: the time that a match says, None when it says none after all."""


@dataclass(slots=True)
class Reader:
    """The words of one document, its publication date, and what has been read at each place."""

    doc: Doc
    lang: Lang
    published: date | None
    acts: dict[str, Act]
    words: Words = field(init=False)
    lexicon: Lexicon = field(init=False)
    tense: Tense = field(init=False)
    focus: Focus = field(default_factory=Focus)
    is_loose: bool = False
    """Whether the patterns that only list a time are read too."""
    look: Direction | None = None
    """Where every time is to be sought, back or ahead, whatever the tense; None: the tense says."""
    _firsts: dict[int, str] = field(init=False)
    """By word, the key by which patterns are listed: the word, or one sign for every figure."""
    _dates: dict[int, tuple[int, When] | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.words = scan(self.doc.text)
        keys = enumerate(self.words.keys)
        self._firsts = {at: DIGITS if key[:1].isdecimal() else key for at, key in keys}
        self.lexicon = lexicon(self.lang)
        self.tense = Tense(self.doc, self.lang)

    def date_at(self, at: int) -> tuple[int, When] | None:
        """Return the longest date that starts at a word and where it ends, None where none starts."""
        if at not in self._dates:
            self._dates[at] = None
            for pattern, match in self.matches(self.lexicon.dates, at):
                if pattern.is_loose and not self.is_loose:
                    continue
                when = self.acts[pattern.action](self, match, pattern.args)
                if when:
                    self._dates[at] = (match.end, when)
                    break
        return self._dates[at]

    def direction(self, at: int) -> Direction:
        """Return where the time that starts at a word lies: as asked for, else as its verb says."""
        return self.look or self.tense.direction(self.words.starts[at])

    def matches(self, tree: Node, at: int) -> list[tuple[Pattern, Match]]:
        """Return every pattern that fits from a word on, the longest first."""
        if self._firsts.get(at, "") not in tree.by_key:
            return []
        found: list[tuple[Pattern, Match]] = []
        self._walk(tree, at, at, (), found)
        found.sort(key=lambda one: (-one[1].end, one[0].rank))
        return found

    def _walk(
        self, node: Node, start: int, at: int, values: tuple[Any, ...], found: list[tuple[Pattern, Match]]
    ) -> None:
        for pattern in node.ends:
            found.append((pattern, Match(start, at, values)))  # noqa: PERF401 - mostly none: a generator costs more
        edges = node.by_key.get(self._firsts.get(at, ""))
        if not edges or (at > start and self.words.breaks(at)):
            return
        for element, following in edges:
            taken = self._take(element, at)
            if taken:
                after = (*values, taken[1]) if element.is_captured else values
                self._walk(following, start, taken[0], after, found)

    def _take(self, element: Element, at: int) -> tuple[int, Any] | None:
        """Return where an element that stands at a word ends, and its value."""
        key, name = self.words.keys[at], element.name
        if not name:
            return (at + 1, key) if key in element.keys else None
        if name == "date":
            return self.date_at(at)
        if name == "number":
            return self.number_at(at)
        if name == "year":
            return (at + 1, int(key)) if self.is_year(at) else None
        if name == "dotted":
            return (at + 1, key) if _is_dotted(key) else None
        if name == "year_month":
            return (at + 1, key) if _YEAR_MONTH.fullmatch(key) else None
        if name in {"nn", "yy", "day"}:
            return self._figure(name, at)
        if name == "clock":
            return self._clock(at)
        if name == "half_day" and key in {"a", "p"}:
            is_dotted = [self.words.key(at + step) for step in (1, 2)] == [".", "m"]
            return (at + 3 + (self.words.key(at + 3) == "."), key) if is_dotted else None
        value = self.lexicon.value(name, key)
        return None if value is None else (at + 1, value)

    def _figure(self, name: str, at: int) -> tuple[int, int] | None:
        key = self.words.keys[at]
        if not key.isdecimal() or len(key) > 2 or (name == "yy" and len(key) != 2):
            return None
        value = int(key)
        if name != "day":
            return at + 1, value
        if not 1 <= value <= 31:
            return None
        has_ending = self.words.key(at + 1) in _DAY_ENDINGS and self.words.touches(at + 1)
        return at + 1 + has_ending, value

    def _clock(self, at: int) -> tuple[int, int] | None:
        """Return the hour of a time of day: 9, 9:30, 9.30."""
        hour, _, minute = self.words.keys[at].partition(".")
        if not hour.isdecimal() or len(hour) > 2 or int(hour) > 12 or (minute and len(minute) != 2):
            return None
        if self.words.key(at + 1) == ":" and len(self.words.key(at + 2)) == 2:
            return at + 3, int(hour)
        return at + 1, int(hour)

    def is_year(self, at: int) -> bool:
        """Say whether a figure can be a year: four digits that stand alone and count nothing."""
        key = self.words.key(at)
        if len(key) != 4 or not key.isdecimal() or not _FIRST_YEAR <= int(key) <= _LAST_YEAR:
            return False
        before, after = self.words.key(at - 1), self.words.key(at + 1)
        if before in _MONEY or after in _MONEY or after == "%":
            return False
        if self.words.touches(at) and (before.isalnum() or before[-1:].isdigit()):
            return False
        if after.isdecimal() and len(after) == 3 and self.lang == "fr":
            return False
        return not self.tense.is_count(self.words.starts[at])

    def number_at(self, at: int) -> tuple[int, Decimal] | None:
        """Return a number in figures or words: "18", "dix-huit", "une dizaine", "2,5", "mille neuf cent vingt"."""
        key = self.words.key(at)
        if key[:1].isdecimal():
            plain = key.replace(",", ".")
            if key.count(".") + key.count(",") > 1 or len(plain.split(".")[0]) > 3:
                return None
            return at + 1, Decimal(plain)
        end, number = self._below_thousand(at) or (at, None)
        if self.lexicon.value("number", self.words.key(end)) != _THOUSAND:
            return (end, number) if number is not None else None
        thousands = 1000 * (Decimal(1) if number is None else number)
        rest = self._below_thousand(end + 1)
        return (rest[0], thousands + rest[1]) if rest else (end + 1, thousands)

    def _below_thousand(self, at: int) -> tuple[int, Decimal] | None:
        key = self.words.key(at)
        total: Decimal | None = None
        last, end = Decimal(0), at
        for _ in range(_LONGEST):
            value = self.lexicon.value("number", key)
            if value is None or value == _THOUSAND:
                break
            is_added = end > at and self.words.key(end - 1) == "et"
            is_score = self.lexicon.is_a("score", key)
            together = _joined(total, last, Decimal(value), is_score=is_score, is_added=is_added)
            if together is None:
                break
            total, last = together
            end += 1
            follows = end + (self.words.key(end) in {"-", "et"})
            if follows > end and not self.lexicon.is_a("number", self.words.key(follows)):
                if last == _HALF and self.words.key(end) == "-":
                    end = follows  # "un demi-siècle"
                break
            key = self.words.key(follows)
            if self.lexicon.is_a("number", key):
                end = follows
        return None if total is None else (end, total)


def _is_dotted(key: str) -> bool:
    """Say whether a key has the three figures of a dotted date: not "1.2.35,2".

    >>> _is_dotted("3.2.2015"), _is_dotted("3.2.2015,1"), _is_dotted("3.2")
    (True, False, False)
    """
    figures = key.split(".")
    return len(figures) == 3 and all(one.isdecimal() and len(one) <= 4 for one in figures)


_HALF = Decimal("0.5")
_THOUSAND = "1000"
_LONGEST = 12
"""Words in a row read as one number below a thousand. "Neuf cent quatre-vingt-dix-neuf et demi" has seven; without an
end a text of number words alone would be read through again from each of them."""


def _joined(
    total: Decimal | None, last: Decimal, figure: Decimal, *, is_score: bool, is_added: bool = False
) -> tuple[Decimal, Decimal] | None:
    """Return a number with one more word, and what the next word joins; None when the word starts another.

    >>> _joined(Decimal(60), Decimal(60), Decimal(10), is_score=False)
    (Decimal('70'), Decimal('10'))
    >>> _joined(Decimal(2), Decimal(2), Decimal("0.5"), is_score=False, is_added=True)
    (Decimal('2.5'), Decimal('0.5'))
    >>> _joined(Decimal(12), Decimal(12), Decimal(100), is_score=False)
    (Decimal('1200'), Decimal('1200'))
    >>> _joined(Decimal(202), Decimal(2), Decimal(100), is_score=False) is None
    True
    """
    if total is None:
        return figure, figure
    if is_added and figure == _HALF:
        return total + figure, figure
    if figure == 100 and total >= 100:
        return None  # "deux cent, deux cent": a hundred counts no hundreds
    if is_score or _HALF in {last, figure} or figure == 100:
        return total * figure, total * figure if figure == 100 else figure
    if last == 4 and figure == 20:
        return total + 76, Decimal(80)
    if (last >= 20 and figure < 20) or (last >= 100 > figure) or (last == 10 and 7 <= figure <= 9):
        return total + figure, figure
    return None
