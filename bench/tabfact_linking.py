"""Which cells and columns of a small table the words of a statement name; what no one explains is left over.

Nothing here knows a subject: words are matched by the product's own folding and stems, the longest match first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sourcier.assessment.lexicon import fold, stem

WORD = re.compile(r"(?:\d[\d.,:]*\d|\d)(?:st|nd|rd|th)?|[^\W\d_]+")
NUMBER = re.compile(r"[-+$£€]?\s?[-+]?\d{1,3}(,\d{3})+(\.\d+)?|[-+$£€]?\s?\d+(\.\d+)?")
ASIDE = re.compile(r"\([^)]*\)")
LIGHT = frozenset(
    "a an and as at be by do during for from get have he her his in it its of on or she that the their there they this "
    "to when where which while who whose with list record show total overall listed number amount be s".split()
)
"""Words that say nothing of which cell is meant."""
NUMERIC = 0.9
"""Share of a column's filled cells that must be figures for it to be compared and added up."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement."""

    text: str
    stem: str
    start: int
    """Its first character in the statement."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name cells."""

    start: int
    end: int
    """The first word, and the one after the last."""
    places: Mapping[int, frozenset[int]]
    """By column: the rows whose cell is so written."""


@dataclass(frozen=True, slots=True)
class Headed:
    """Words that name a column."""

    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement linked to its table."""

    words: tuple[Word, ...]
    cells: tuple[Named, ...]
    heads: tuple[Headed, ...]
    over: tuple[int, ...]
    """Places of the words that name nothing."""

    def left_over(self, known: Iterable[str]) -> list[int]:
        """Return the places of words that name nothing and are not among the known ones."""
        kept = frozenset(known)
        return [at for at in self.over if self.words[at].text not in kept]


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, figures whole.

    >>> [word.stem for word in words_of("1,234 wins ( home )")]
    ['1,234', 'win', 'hom']
    """
    found = ((hit.group(), hit.start()) for hit in WORD.finditer(text.lower()))
    return tuple(Word(word, stem(fold(word)), start) for word, start in found)


def number_of(cell: str) -> Decimal | None:
    """Return a cell's figure; None when it holds anything else.

    >>> number_of("1,234"), number_of("54 (3)"), number_of("- 4")
    (Decimal('1234'), None, Decimal('-4'))
    """
    plain = cell.strip().rstrip("%").strip()
    if not NUMBER.fullmatch(plain.replace("- ", "-")):
        return None
    return Decimal(re.sub(r"[,\s$£€]", "", plain))


class Table:
    """A small table: header and rows of text."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> None:
        self.header = [name.strip() for name in header]
        self.rows = [[cell.strip() for cell in row] for row in rows]
        self.caption = frozenset(word.stem for word in words_of(caption))

    @cached_property
    def figures(self) -> dict[int, list[Decimal | None]]:
        """The columns of figures, by place: a value a row, None where the cell is empty."""
        found = {}
        for column in range(len(self.header)):
            cells = [row[column] for row in self.rows]
            filled = [cell for cell in cells if cell not in {"", "-", "n / a"}]
            values = [number_of(cell) for cell in cells]
            if filled and sum(value is not None for value in values) >= NUMERIC * len(filled):
                found[column] = values
        return found

    @cached_property
    def _cells(self) -> dict[tuple[str, ...], dict[int, set[int]]]:
        found: dict[tuple[str, ...], dict[int, set[int]]] = {}
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                for text in {cell, ASIDE.sub(" ", cell)}:
                    key = tuple(word.stem for word in words_of(text))
                    if key and not set(key) <= LIGHT:
                        found.setdefault(key, {}).setdefault(column, set()).add(at)
        return found

    @cached_property
    def _heads(self) -> dict[tuple[str, ...], int | None]:
        """Columns by their whole name, and by each word that only one column's name has; None where two have it."""
        found: dict[tuple[str, ...], int | None] = {}
        for column, name in enumerate(self.header):
            whole = tuple(word.stem for word in words_of(ASIDE.sub(" ", name)))
            for key in {whole, *((word,) for word in whole), *((word,) for each in whole for word in _plain(each))}:
                if key and not set(key) <= LIGHT:
                    found[key] = None if key in found and key != whole else column
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(key) for key in (*self._cells, *self._heads)), default=1)

    def is_part(self, named: Named, words: Sequence[Word]) -> bool:
        """Say whether other cells of its columns hold a name and more: "guard" beside "point guard"."""
        own = frozenset(word.stem for word in words[named.start : named.end])
        return any(
            own < frozenset(word.stem for word in words_of(row[column]))
            for column, rows in named.places.items()
            for at, row in enumerate(self.rows)
            if at not in rows
        )

    def link(self, statement: str) -> Linked:
        """Return what the words of a statement name."""
        words = words_of(statement)
        cells: list[Named] = []
        heads: list[Headed] = []
        over: list[int] = []
        at = 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                key = tuple(word.stem for word in words[at : at + size])
                named, column = self._cells.get(key), self._heads.get(key)
                if column is not None and not (named and any(word.text[0].isdigit() for word in words[at : at + size])):
                    heads.append(Headed(at, at + size, column))
                    break
                if named is not None:
                    places = {each: frozenset(rows) for each, rows in named.items()}
                    cells.append(Named(at, at + size, places))
                    break
            else:
                size = 1
                if words[at].text not in LIGHT and words[at].stem not in self.caption:
                    over.append(at)
            at += size
        return Linked(words, tuple(cells), tuple(heads), tuple(over))


def _plain(word: str) -> tuple[str, ...]:
    """Return the verb that a column's name has as a participle: "directed by" of who "direct"."""
    return (word[:-2], word[:-1]) if word.endswith("ed") and len(word) > 5 else ()


def read_tables(lines: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, str, Table]]:
    """Yield id, channel and table of each record."""
    for line in lines:
        header, rows = line["header"], line["rows"]
        assert isinstance(header, list)
        assert isinstance(rows, list)
        yield str(line["id"]), str(line["channel"]), Table(header, rows, str(line["caption"]))
