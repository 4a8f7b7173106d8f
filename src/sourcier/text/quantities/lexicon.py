"""The words of one language that quantities are read with, from the tables beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Generic, TypeVar

from sourcier.core.article import Lang
from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import cut

Meaning = TypeVar("Meaning")
_ONE = Decimal(1)


class Phrases(Generic[Meaning]):
    """Phrases and what they mean; the longest one that fits wins, read forwards or backwards."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Meaning]]) -> None:
        ordered = sorted(phrases, key=lambda item: -len(item[0]))
        self._by_first: dict[str, list[tuple[list[str], Meaning]]] = {}
        self._by_last: dict[str, list[tuple[list[str], Meaning]]] = {}
        for words, meaning in ordered:
            self._by_first.setdefault(words[0], []).append((list(words), meaning))
            self._by_last.setdefault(words[-1], []).append((list(words), meaning))

    def opens_with(self, word: str) -> bool:
        """Say whether some phrase starts with a word."""
        return word in self._by_first

    def starting(self, words: Sequence[str], at: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the phrase that starts at an atom, and where it ends (not included)."""
        for phrase, meaning in self._by_first.get(words[at] if at < len(words) else "", ()):
            if words[at : at + len(phrase)] == phrase:
                return meaning, at + len(phrase)
        return None

    def ending(self, words: Sequence[str], end: int) -> tuple[Meaning, int] | None:
        """Return the meaning of the phrase that ends before an atom, and where it starts."""
        for phrase, meaning in self._by_last.get(words[end - 1] if end > 0 else "", ()):
            if end >= len(phrase) and words[end - len(phrase) : end] == phrase:
                return meaning, end - len(phrase)
        return None


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's name stands for."""

    unit: str
    factor: Decimal
    kind: str
    """share, time, money, measure or times; count where the unit is a noun."""
    per: str | None = None
    is_glued: bool = False
    """It counts only next to its digits."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language."""

    lang: Lang
    numbers: dict[str, tuple[str, int]]
    """Number word: kind and value."""
    ordinals: dict[str, str]
    """Ordinal in one word, and the cardinal that it is made from; French only."""
    stems: dict[str, tuple[tuple[str, Decimal], ...]]
    """First four letters: stems of verbs of multiplication, and the factor."""
    symbols: dict[str, Unit]
    """Written as given, in its case."""
    units: Phrases[Unit]
    before: Phrases[tuple[Comparator, str]]
    """Comparators before the figure, and their side as bounds.*.tsv has it."""
    after: Phrases[Comparator]
    rates: Phrases[str]
    contexts: dict[str, Phrases[bool]]
    words: dict[str, frozenset[str]]
    """Single words by their role."""

    def is_role(self, role: str, word: str) -> bool:
        """Say whether a word has a role in contexts.*.tsv."""
        return word in self.words.get(role, ())


_CONTRACTED = {
    "de": ("d'", "des", "du", "de la", "de l'"),
    "à": ("au", "aux", "à la", "à l'"),
    "jusqu'à": ("jusqu'au", "jusqu'aux"),
}


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table without its comment and its head; short rows are filled up."""
    lines = (resources.files(__package__) / name).read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if line and (not line.startswith("#") or "\t" in line)]
    width = body[0].count("\t") + 1
    for line in body[1:]:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))


def _split(phrase: str, lang: Lang) -> tuple[str, ...]:
    return tuple(cut(phrase, lang).words)


def _spelled(phrase: str, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield a phrase and, in French, the forms it takes before "un", "les", "la"."""
    yield _split(phrase, lang)
    head, _, last = phrase.rpartition(" ")
    for form in _CONTRACTED.get(last, ()) if lang == "fr" else ():
        yield _split(f"{head} {form}".strip(), lang)


def _unit(cells: Sequence[str]) -> Unit:
    unit, factor, kind, per, *glued = cells
    return Unit(unit, Decimal(factor), kind, per or None, is_glued=glued == ["1"])


def _symbols() -> dict[str, Unit]:
    """Return what units.tsv has, and the codes of the other currencies."""
    codes = {sign: Unit(code, _ONE, "money") for code, sign, *_ in _rows("currencies.tsv") if sign}
    return codes | {symbol: _unit(rest) for symbol, *rest in _rows("units.tsv")}


def _units(lang: Lang) -> Iterator[tuple[tuple[str, ...], Unit]]:
    """Yield the names of units and of currencies; of a name in both tables, the unit comes first and wins."""
    for names, *rest in _rows(f"units.{lang}.tsv"):
        for name in names.split("|"):
            yield _split(name, lang), _unit(rest)
    for code, _, french, english in _rows("currencies.tsv"):
        for name in filter(None, (french if lang == "fr" else english).split("|")):
            yield _split(name, lang), Unit(code, _ONE, "money")


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return the tables of a language, read once a process."""
    stems: dict[str, list[tuple[str, Decimal]]] = {}
    for of, stem, value in _rows("stems.tsv"):
        if of == lang:
            stems.setdefault(stem[:4], []).append((stem, Decimal(value)))
    before: list[tuple[tuple[str, ...], tuple[Comparator, str]]] = []
    after: list[tuple[tuple[str, ...], Comparator]] = []
    for phrase, side, comparator in _rows(f"bounds.{lang}.tsv"):
        for words in _spelled(phrase, lang):
            if side == "after":
                after.append((words, Comparator(comparator)))
            else:
                before.append((words, (Comparator(comparator), side)))
    contexts: dict[str, list[str]] = {}
    for role, phrase in _rows(f"contexts.{lang}.tsv"):
        contexts.setdefault(role, []).append(phrase)
    return Lexicon(
        lang=lang,
        numbers={word: (kind, int(value)) for word, kind, value in _rows(f"words.{lang}.tsv")},
        ordinals={row[0]: row[1] for row in _rows("ordinals.fr.tsv")} if lang == "fr" else {},
        stems={key: tuple(found) for key, found in stems.items()},
        symbols=_symbols(),
        units=Phrases(_units(lang)),
        before=Phrases(before),
        after=Phrases(after),
        rates=Phrases((_split(phrase, lang), per) for phrase, per in _rows(f"rates.{lang}.tsv")),
        contexts={
            role: Phrases([(_split(phrase, lang), True) for phrase in phrases]) for role, phrases in contexts.items()
        },
        words={role: frozenset(p for p in phrases if " " not in p) for role, phrases in contexts.items()},
    )
