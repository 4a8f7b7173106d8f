"""An article as sentences with slots: what could stand in any article of a kind, and the names and figures put in.

« La participation à Ombrée s’est établie à 63 % » and « … à Lussan … 58 % » have one frame: « la participation a _ s
est etablie a # ». What two articles put into the frames that they share tells whether they are one text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sourcier.app.corpus.showing.records import Paper
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold
from sourcier.core.article import Lang
from sourcier.text.quantities import lexicon as quantities
from sourcier.text.times import lexicon as times

if TYPE_CHECKING:
    import duckdb

SCALES = frozenset({"hundred", "scale", "group"})
NAME, FIGURE = SLOTS = ("_", "#")
HEADS = frozenset({"title", "heading"})
FURNITURE = "furniture"
"""What a site prints on all of its pages; read where a text has nothing else."""
FEWEST = 3
"""Words of a sentence beside names and figures, below which its frame is anybody's: « Photo Anne Petit »."""
MINUS = "\u2212\u2013-"
"""Signs that stand for a minus where they are written before a figure."""
_TOKEN = re.compile(
    rf"(?P<figure>(?:(?<!\w)[{MINUS}])?\d+(?:[ \u00a0\u202f.,]\d{{3}})*(?:[.,]\d+)?)|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<stop>[.!?:«»\"“”–—(])"
)
_MINUS = re.compile(f"^[{MINUS}]")
_GROUPED = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its frame, and what its slots hold."""

    frame: tuple[str, ...]
    names: frozenset[str]
    figures: frozenset[str]
    days: frozenset[str]
    """Weekdays and months of its frame."""


@dataclass(frozen=True, slots=True)
class Script:
    """An article as its sentences."""

    lines: tuple[Line, ...]
    words: frozenset[str]
    """All of its folded words, those of its title among them."""
    titled: frozenset[str]
    """Names of its text that its title has."""

    @property
    def size(self) -> int:
        """Words in its frames."""
        return sum(len(line.frame) for line in self.lines)


class _Token(NamedTuple):  # of a large corpus some ten million are made
    text: str
    kind: str
    is_first: bool
    """Of a sentence, a quotation, a bracket: a capital says nothing there."""


def scripts_of(papers: Sequence[Paper], texts: Mapping[str, Sequence[str]]) -> list[Script]:
    """Return articles that are to be held against each other as sentences with slots.

    A first word is a name where none of them has it in small letters: « Marsanne compte 84 000 habitants ».

    Args:
        papers: Articles.
        texts: Their sentences.
    """
    read = [[list(_tokens(words)) for words in texts.get(paper.id, ())] for paper in papers]
    small = {fold(one.text) for lines in read for line in lines for one in line if one.text.islower()}
    scripts = []
    for paper, lines in zip(papers, read, strict=True):
        found = tuple(_line(line, small, paper.lang) for line in lines)
        names = frozenset[str]().union(*(line.names for line in found))
        titled = frozenset[str]().union(*(_bare(fold(one.text)) for one in _tokens(paper.title or "")))
        words = titled.union(*(_bare(fold(one.text)) for line in lines for one in line))
        framed = tuple(line for line in found if sum(word not in SLOTS for word in line.frame) >= FEWEST)
        scripts.append(Script(framed, words, titled & names))
    return scripts


def sentences_of(ids: Sequence[str], database: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[str]]:
    """Return the sentences of some articles, without headings, and without what a site prints everywhere."""
    rows = database.execute(
        "SELECT article, words, block FROM sentences WHERE article IN (SELECT unnest($ids)) "
        "ORDER BY article, start, id",
        {"ids": list(ids)},
    ).fetchall()
    own: dict[str, list[str]] = defaultdict(list)
    everywhere: dict[str, list[str]] = defaultdict(list)
    for article, words, block in rows:
        if block not in HEADS:
            (everywhere if block == FURNITURE else own)[article].append(words)
    return {**everywhere, **own}


def names_in(words: str, lang: Lang) -> frozenset[str]:
    """Return the folded words of a sentence that have a capital where only names have one.

    >>> sorted(names_in("Le maire de Lyon, Yann Le Bris, recevra la CGT lundi", "fr"))
    ['bris', 'cgt', 'lyon', 'yann']
    """
    tokens = [(one, fold(one.text)) for one in _tokens(words) if one.kind == "word" and not one.is_first]
    return frozenset[str]().union(*(_bare(word) for one, word in tokens if _is_name(one, word, frozenset(), lang)))


def _tokens(words: str) -> Iterator[_Token]:
    is_first = True
    for found in _TOKEN.finditer(words):
        kind = found.lastgroup or ""
        if kind != "stop":
            yield _Token(found[0], kind, is_first)
        is_first = kind == "stop"


def _line(tokens: Sequence[_Token], small: AbstractSet[str], lang: Lang) -> Line:
    frame: list[str] = []
    names: set[str] = set()
    figures: list[str] = []
    for one in tokens:
        word = fold(one.text)
        is_number = one.kind == "figure" or one.text.lower() in _numbers(lang)
        if is_number and frame[-1:] == [FIGURE]:
            figures[-1] = _times(figures[-1], one.text.lower(), lang)
            continue
        if is_number:
            slot = FIGURE
            figures.append(_MINUS.sub("-", _GROUPED.sub("", word).replace(",", ".")))
        elif _is_name(one, word, small, lang):
            slot = NAME
            names |= _bare(word)
        else:
            slot = word
        if slot != NAME or frame[-1:] != [slot]:
            frame.append(slot)
    return Line(tuple(frame), frozenset(names), frozenset(figures), _days(lang).intersection(frame))


def _times(figure: str, word: str, lang: Lang) -> str:
    """Return a figure with what follows it: a scale is multiplied with, and anything else stands behind it.

    >>> _times("1.2", "millions", "fr"), _times("vingt", "deux", "fr")
    ('1200000', 'vingt deux')
    """
    kind, value = _numbers(lang).get(word, ("", 0))
    if kind in SCALES and figure.replace(".", "", 1).isdigit():
        return f"{(Decimal(figure) * value).normalize():f}"
    return f"{figure} {word}"


def _is_name(token: _Token, word: str, small: AbstractSet[str], lang: Lang) -> bool:
    if not token.text[0].isupper() or len(word) < 2 or word in _days(lang) or not terms(token.text):
        return False
    return not token.is_first or word not in small


def _bare(word: str) -> frozenset[str]:
    """Return the parts of a folded word: a hyphen more or less makes no other name.

    >>> sorted(_bare("sainte-aure")), sorted(_bare("saint-jean-d"))
    (['aure', 'sainte'], ['jean', 'saint'])
    """
    return frozenset(part for part in word.split("-") if len(part) > 1)


@cache
def _numbers(lang: Lang) -> Mapping[str, tuple[str, int]]:
    """Return the words that are figures; "one" is mostly an article, or somebody."""
    return {word: meant for word, meant in quantities.lexicon(lang).numbers.items() if meant[1] != 1}


@cache
def _days(lang: Lang) -> frozenset[str]:
    """Return the names of days and months, which English writes with a capital."""
    kinds = times.lexicon(lang).kinds
    return frozenset(fold(word) for kind in ("weekday", "month") for word in kinds[kind])
