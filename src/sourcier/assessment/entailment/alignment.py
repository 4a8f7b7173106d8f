"""Where the words of a claim and of a passage meet: read by rule, told to the model beside the words themselves.

A model of this size, taught with this little, would need very long to find out by itself that "14,2 millions" and
"14.2 million" are one figure and that 1958 comes before 1961. So each word comes with a kind (its sort, and whether the
other text has it) and with a link, a number that it shares with the words of the other text that answer to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import log

FOUND = re.compile(
    r"(?P<figure>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\s\w])"
)

RELATIONS: Mapping[str, tuple[str, ...]] = {
    "mark": ("",),
    "small": ("same", "absent"),
    "negation": ("same", "absent"),
    "word": ("same", "near", "absent"),
    "name": ("same", "near", "absent"),
    "month": ("same", "other", "absent"),
    "year": ("same", "above", "below", "absent"),
    "figure": ("same", "just above", "just below", "above", "below", "absent"),
}
"""What can be said of a word of each sort. "Above": the other text's nearest figure is above this one."""

SPECIAL = 0
"""The kind of the marks that open and close a text, and of padding."""
NO_LINK = 0

KINDS = {
    (sort, relation): at
    for at, (sort, relation) in enumerate(
        ((sort, relation) for sort, relations in RELATIONS.items() for relation in relations), start=1
    )
}
KINDS_OF_A_TEXT = len(KINDS) + 1
"""A passage's kinds are a claim's plus this."""

CLOSE = 0.05
"""Share of a figure by which another is just above or just below it."""
COMPARABLE = log(30)
"""How far apart (ratio) two figures may be and still answer to each other."""
LARGEST = 1e18
"""Figures end here: a row of hundreds of digits is no quantity."""
STEM = 4
"""Letters that two words must open with alike to be near."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, figure or mark of a text."""

    start: int
    end: int
    sort: str
    key: str
    """What makes two words the same: a word without accents and plural s, a month's number, a figure's value."""
    value: float = 0.0
    other_value: float | None = None
    """The figure as the other language writes it: 1,234 is a thousand or a little more than one."""


@cache
def _listed() -> Mapping[str, Mapping[str, float]]:
    """Return the words of each class with their values."""
    found: dict[str, dict[str, float]] = {}
    for line in (resources.files(__package__) / "words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sort, value, words = line.split("\t")
            found.setdefault(sort, {}).update({word: float(value or 0) for word in words.split()})
    return found


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """Return a word in lower case without accents.

    >>> bare("Élections"), bare("œuvre")
    ('elections', 'oeuvre')
    """
    low = word.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(mark for mark in unicodedata.normalize("NFD", low) if not unicodedata.combining(mark))


def words_of(text: str) -> list[Word]:
    """Return the words, figures and marks of a text in order.

    >>> [(word.sort, word.key) for word in words_of("En mai 1958, 3,5 millions d'Algériens")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('small', 'en'), ('month', '5'), ('year', '1958'), ('mark', ','), ('figure', '3500000'), ('word', 'million'),
     ('small', 'd'), ('mark', "'"), ('name', 'algerien')]
    """
    listed = _listed()
    found = list(FOUND.finditer(text))
    words = []
    for at, match in enumerate(found):
        raw, start, end = match.group(), match.start(), match.end()
        if match.lastgroup == "mark":
            words.append(Word(start, end, "mark", raw))
            continue
        next_word = bare(found[at + 1].group()) if at + 1 < len(found) else ""
        factor = listed["factor"].get(next_word, 1.0)
        if match.lastgroup == "figure":
            words.append(_figure(raw, start, end, factor))
            continue
        low = bare(raw)
        if low in listed["doubtful"] and not _dated(found, at):
            sort, key, value = _plain(raw, low), low.rstrip("s"), 0.0
        elif low in listed["factor"] and not (words and words[-1].sort == "figure"):
            sort, key, value = "figure", f"{listed['factor'][low]:.10g}", listed["factor"][low]
        elif low in listed["number"]:
            value = listed["number"][low] * factor
            sort, key = "figure", f"{value:.10g}"
        elif low in listed["month"]:
            sort, key, value = "month", f"{listed['month'][low]:.0f}", 0.0
        elif low in listed["negation"]:
            sort, key, value = "negation", "", 0.0
        elif low in listed["small"]:
            sort, key, value = "small", low, 0.0
        else:
            sort, key, value = _plain(raw, low), low.rstrip("s") or low, 0.0
        words.append(Word(start, end, sort, key, value))
    return words


def _plain(raw: str, low: str) -> str:
    if raw[0].isupper():
        return "name"
    return "small" if low in _listed()["small"] else "word"


def _dated(found: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a number stands beside a word."""
    beside = [found[place].group() for place in (at - 1, at + 1) if 0 <= place < len(found)]
    return any(word[0].isdigit() for word in beside)


def _figure(raw: str, start: int, end: int, factor: float) -> Word:
    if len(raw) == 4 and raw.isdecimal() and factor == 1 and 1000 <= int(raw) <= 2100:
        return Word(start, end, "year", raw, float(raw))
    compact = re.sub(r"\s", "", raw)
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", compact)
    value = min(factor * float(compact.replace(",", "" if grouped else ".")), LARGEST)
    other = None
    if re.fullmatch(r"\d{1,3},\d{3}", compact):
        other = factor * float(compact.replace(",", "."))
    elif re.fullmatch(r"\d{1,3}\.\d{3}", compact):
        other = value * 1000
    return Word(start, end, "figure", f"{value:.10g}", value, other)


def aligned(claim: Sequence[Word], passage: Sequence[Word]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return kind and link of each word of a claim, then of each word of a passage."""
    links = _Links()
    of_claim = [_relation(word, passage) for word in claim]
    of_passage = [_relation(word, claim) for word in passage]
    for words, others, relations in ((claim, passage, of_claim), (passage, claim, of_passage)):
        for at, (_, other) in enumerate(relations):
            if other is not None and words[at].sort not in ("small", "mark"):
                links.join(words[at], others[other])
    read = [
        [
            (KINDS[word.sort, relation] + shift, links.of(word))
            for word, (relation, _) in zip(words, relations, strict=True)
        ]
        for words, relations, shift in ((claim, of_claim, 0), (passage, of_passage, KINDS_OF_A_TEXT))
    ]
    return read[0], read[1]


class _Links:
    """Numbers the groups of words that answer to each other."""

    def __init__(self) -> None:
        self._group: dict[tuple[str, str], int] = {}

    def join(self, word: Word, other: Word) -> None:
        one, two = self._name(word), self._name(other)
        group = self._group.get(one) or self._group.get(two) or len(self._group) + 1
        self._group.setdefault(one, group)
        self._group.setdefault(two, group)

    def of(self, word: Word) -> int:
        return self._group.get(self._name(word), NO_LINK) if word.sort not in ("small", "mark") else NO_LINK

    @staticmethod
    def _name(word: Word) -> tuple[str, str]:
        return ("word" if word.sort == "name" else word.sort, word.key)


def _relation(word: Word, others: Sequence[Word]) -> tuple[str, int | None]:
    """Return how a word stands to the other text, and which of its words answers to it."""
    if word.sort == "mark":
        return "", None
    if word.sort in ("figure", "year"):
        return _compared(word, others)
    alike = ("word", "name") if word.sort in ("word", "name") else (word.sort,)
    same = [at for at, other in enumerate(others) if other.key == word.key and other.sort in alike]
    if same:
        return "same", same[0]
    if word.sort == "month":
        months = [at for at, other in enumerate(others) if other.sort == "month"]
        return ("other", months[0]) if months else ("absent", None)
    if word.sort in ("small", "negation"):
        return "absent", None
    near = [at for at, other in enumerate(others) if other.sort in alike and _near(word.key, other.key)]
    return ("near", near[0]) if near else ("absent", None)


def _near(one: str, two: str) -> bool:
    """Whether two words open alike for the better part of the longer one.

    >>> _near("election", "electoral"), _near("maison", "maire")
    (True, False)
    """
    longer, shorter = max(len(one), len(two)), min(len(one), len(two))
    if shorter < STEM or one[:STEM] != two[:STEM]:
        return False
    alike = next((at for at in range(shorter) if one[at] != two[at]), shorter)
    return alike >= 0.55 * longer


def _compared(word: Word, others: Sequence[Word]) -> tuple[str, int | None]:
    """Return how a figure or a year stands to the nearest one of the other text."""
    best, place = None, None
    for at, other in enumerate(others):
        if other.sort not in ("figure", "year") or (other.sort != word.sort and other.value != word.value):
            continue
        for mine in (word.value, word.other_value):
            for its in (other.value, other.other_value):
                if mine is None or its is None:
                    continue
                far = 0.0 if mine == its else abs(log(max(its, 1e-3) / max(mine, 1e-3))) or 1e-6
                if best is None or far < abs(best):
                    best, place = (far if its > mine else -far), at
    if best is None or abs(best) > COMPARABLE:
        return "absent", None
    if best == 0:
        return "same", place
    side = "above" if best > 0 else "below"
    return (f"just {side}" if word.sort == "figure" and abs(best) < CLOSE else side), place
