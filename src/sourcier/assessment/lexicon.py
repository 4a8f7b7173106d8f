"""The vocabulary of the assessment: words folded and stemmed, concepts, cues, units, read from `data/`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sourcier.core.article import Lang
from sourcier.core.rows import read_columns, read_lists

DATA = "sourcier.assessment.data"

_SHORTEST = 4

_REMEMBERED = 4096
"""Rows of words of which each vocabulary keeps what stands in them: many operations ask of the same sentence."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case without accents, apostrophes straightened.

    >>> fold("Réfugiés"), fold("d’État")
    ('refugies', "d'etat")
    """
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'").replace("œ", "oe"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """Return a folded word without the commonest endings of number and gender, of French and English alike.

    >>> stem("refugies") == stem("refugie"), stem("nationaux"), stem("countries")
    (True, 'national', 'country')
    """
    word = folded
    if len(word) > _SHORTEST and word.endswith("ies"):
        word = f"{word[:-3]}y" if word[-4] not in "aeiou" and not word.endswith("gies") else word[:-1]
    elif len(word) > _SHORTEST and word.endswith("aux"):
        word = f"{word[:-3]}al"
    elif len(word) >= _SHORTEST and word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    if len(word) >= _SHORTEST and word[-1] == "e":
        word = word[:-1]
    return word


def tokenise(text: str) -> list[str]:
    """Return the folded words of a label or a term: letters, digits and % only, apostrophes cut.

    >>> tokenise("Part du nucléaire dans l’électricité (%)")
    ['part', 'du', 'nucleaire', 'dans', 'l', 'electricite', '%']
    """
    folded = fold(text)
    return "".join(c if c.isalnum() or c in "%-" else " " for c in folded).split()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row: each a word with its stem, or a prefix without one (`grimp*`; `*` for any word)."""

    parts: tuple[tuple[str, str | None], ...]
    meaning: str

    def fits(self, words: Sequence[str], stems: Sequence[str], at: int) -> bool:
        """Say whether the pattern stands in the words from `at` on."""
        if at + len(self.parts) > len(words):
            return False
        for part, root in self.parts:
            word = words[at]
            if root is None:
                if not word.startswith(part):
                    return False
            elif word != part and stems[at] != root:
                return False
            at += 1
        return True


class Patterns:
    """Patterns of one language, found by their first word."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._by_stem: dict[str, list[Pattern]] = {}
        self._by_start: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            part, root = pattern.parts[0]
            if root is None:
                self._by_start.setdefault(part[:2], []).append(pattern)
            else:
                self._by_stem.setdefault(root, []).append(pattern)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._search)

    def find(self, words: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
        """Return (start, end, meaning) of every pattern in the folded words, in order of start."""
        return self._found(tuple(words))

    def _search(self, words: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
        stems = [stem(word) for word in words]
        found: list[tuple[int, int, str]] = []
        for at, (word, root) in enumerate(zip(words, stems, strict=True)):
            for some in (self._by_stem.get(root, ()), self._by_start.get(word[:2], ())):
                for one in some:
                    if one.fits(words, stems, at):
                        found.append((at, at + len(one.parts), one.meaning))  # noqa: PERF401 - asked 100 000 times
        return tuple(found)


def parse_pattern(text: str, meaning: str) -> Pattern:
    """Return the pattern that some words of a table write."""
    parts: list[tuple[str, str | None]] = []
    for word in fold(text).replace("'", "' ").split():
        plain = word.rstrip("'")
        parts.append((plain.removesuffix("*"), None if plain.endswith("*") else stem(plain)))
    return Pattern(tuple(parts), meaning)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of `data/`, missing cells empty."""
    return read_columns(DATA, f"{name}.tsv")


@cache
def read_words(table: str, name: str) -> frozenset[str]:
    """Return one list of a table of lists in `data/`, folded. A list that is missing is a bug: KeyError.

    >>> sorted(read_words("belonging_words", "capital"))
    ['capital', 'capitale']
    """
    return frozenset(read_lists(DATA, f"{table}.tsv")[name])


@cache
def read_starts(table: str, name: str) -> tuple[str, ...]:
    """Return a list of beginnings of words, which the table writes with a star, for `str.startswith`.

    >>> read_starts("vote_words", "condemned")
    ('condam', 'condem')
    """
    return tuple(word.removesuffix("*") for word in read_lists(DATA, f"{table}.tsv")[name])


def _split(cell: str) -> list[str]:
    return [form.strip() for form in cell.split(",") if form.strip()]


@cache
def patterns(table: str, key: str, lang: Lang) -> Patterns:
    """Return the patterns of a table in one language; `key` names the column of meanings."""
    return Patterns([parse_pattern(form, row[key]) for row in read_table(table) for form in _split(row[lang])])


@cache
def _words(table: str, lang: Lang | None) -> frozenset[str]:
    rows = [row for row in read_table(table) if lang in {None, row["lang"]}]
    return frozenset(stem(fold(word)) for row in rows for word in _split(row["words"]))


def neutral_words(lang: Lang | None = None) -> frozenset[str]:
    """Return the stems that never change what is measured, of one language or both."""
    return _words("neutral", lang)


def stop_words(lang: Lang | None = None) -> frozenset[str]:
    """Return the stems without meaning of their own, of one language or both."""
    return _words("stop", lang)


@cache
def _unit_names() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in read_table("units")}


def unit_names(unit: str, lang: Lang) -> str:
    """Return a unit as a reader knows it; the unit itself when the table has no name for it.

    >>> unit_names("EUR", "fr"), unit_names("FRF per month", "fr"), unit_names("TEU per month", "fr")
    ('euros', 'francs français par mois', 'TEU per month')
    """
    known = _unit_names()
    head, _, each = unit.partition(" per ")
    if unit not in known and {head, f"per {each}"} <= known.keys():
        return f"{known[head][lang]} {known[f'per {each}'][lang]}"
    return known.get(unit, {}).get(lang, unit)


def features(words: Sequence[str], lang: Lang | None = None) -> list[frozenset[str]]:
    """Return for each folded word its stem and the concepts it stands for, alone or with its neighbours.

    Concepts begin with `:`. Words of a label may be of either language: no `lang` reads both.
    """
    found: list[set[str]] = [{stem(word)} for word in words]
    for one in (lang,) if lang else ("fr", "en"):
        for start, end, meaning in patterns("concepts", "concept", one).find(words):
            for at in range(start, end):
                found[at].add(f":{meaning}")
    return [frozenset(each) for each in found]
