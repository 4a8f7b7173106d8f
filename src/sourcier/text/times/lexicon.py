"""What words mean in times (words.tsv) and how they go together (patterns.*.tsv)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.text.times.words import scan

DIGITS = "#"
"""Stands for any figure in the set of words that a pattern may start with."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern."""

    name: str
    """A word kind of words.tsv, or number, day, nn, yy, year, date; "" for words as they are."""
    keys: frozenset[str]
    """The words themselves, where `name` is empty."""
    is_optional: bool
    is_captured: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in a row, and what they mean together."""

    elements: tuple[Element, ...]
    action: str
    args: str
    rank: int
    """Its place in the file: of two readings of the same words the earlier one holds."""
    is_loose: bool
    """Too loose to place anything ("le 27", "2016-11"), and only listed: its action is written with a question mark."""


@dataclass(slots=True)
class Node:
    """Patterns that begin alike: which elements may follow, by the word that would have to stand there."""

    edges: dict[Element, Node] = field(default_factory=dict)
    ends: list[Pattern] = field(default_factory=list)
    by_key: dict[str, tuple[tuple[Element, Node], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by kind, and the patterns of dates, phrases and lengths of time, grown together into a tree each."""

    kinds: Mapping[str, Mapping[str, str]]
    dates: Node
    phrases: Node
    lengths: Node

    def value(self, kind: str, key: str) -> str | None:
        """Return what a word means as one of a kind, None when it is not of that kind."""
        return self.kinds.get(kind, {}).get(key)

    def is_a(self, kind: str, key: str) -> bool:
        """Say whether a word is of a kind."""
        return key in self.kinds.get(kind, {})


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return the words and patterns of a language, read once."""
    kinds: dict[str, dict[str, str]] = {}
    for language, kind, value, word in _rows("words.tsv"):
        if language == lang:
            kinds.setdefault(kind, {})[word] = value
    kinds["number"] |= kinds["score"]
    kinds["any_month"] = kinds["month_short"] | kinds["month"]
    alike = kinds.pop("bare_alike", {})
    for words in kinds.values():
        words |= {bare: words[word] for word in words for bare in _unaccented(word, alike) if bare not in words}
    trees = {"date": Node(), "phrase": Node(), "length": Node()}
    for rank, (level, pattern, action, args) in enumerate([*_rows(f"patterns.{lang}.tsv"), *_holidays(lang)]):
        for elements in _spelled_out(_elements(pattern, alike)):
            _grow(trees[level], Pattern(elements, action.rstrip("?"), args, rank, action.endswith("?")))
    _index(trees["date"], kinds, frozenset())
    # A date may hold a date ("fin mars"), but none starts with one: the first keys are known by now.
    _index(trees["date"], kinds, frozenset(trees["date"].by_key))
    _index(trees["phrase"], kinds, frozenset(trees["date"].by_key))
    _index(trees["length"], kinds, frozenset())
    return Lexicon(kinds, trees["date"], trees["phrase"], trees["length"])


def _unaccented(word: str, alike: Collection[str]) -> set[str]:
    """Return a word as capitals and hurried hands write it ("FEVRIER"), if that is no other word.

    >>> _unaccented("décembre", ()), _unaccented("mai", ()), _unaccented("à", {"a"})
    ({'decembre'}, set(), set())
    """
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return {plain} - {word, *alike}


def _holidays(lang: Lang) -> list[tuple[str, ...]]:
    """Return the patterns of a language's holidays: alone, with a year, and with "last" or "next"."""
    of_year = {"fr": "~of? ~det? année? <year>", "en": ",? ~of? <year>"}
    rows: list[tuple[str, ...]] = []
    for language, words, rule, capital in _rows("holidays.tsv"):
        if language == lang:
            rows += [("date", words + tail, "holiday", f"{rule} {capital}") for tail in ("", f" {of_year[lang]}")]
    return rows


def _spelled_out(elements: tuple[Element, ...]) -> list[tuple[Element, ...]]:
    """Return a pattern once for every choice of its optional elements."""
    rows: list[tuple[Element, ...]] = [()]
    for element in elements:
        given = replace(element, is_optional=False)
        rows = [(*row, given) for row in rows] + (rows if element.is_optional else [])
    return rows


def _grow(tree: Node, pattern: Pattern) -> None:
    node = tree
    for element in pattern.elements:
        node = node.edges.setdefault(element, Node())
    node.ends.append(pattern)


def _index(node: Node, kinds: Mapping[str, Mapping[str, str]], dates: frozenset[str]) -> None:
    by_key: dict[str, list[tuple[Element, Node]]] = {}
    for element, child in node.edges.items():
        for key in _first_keys(element, kinds, dates):
            by_key.setdefault(key, []).append((element, child))
        _index(child, kinds, dates)
    node.by_key = {key: tuple(those) for key, those in by_key.items()}


def _rows(name: str) -> list[tuple[str, ...]]:
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    width = lines[0].count("\t") + 1
    return [
        (*fields, *[""] * (width - len(fields)))
        for line in lines[1:]
        if line and not line.startswith("#") and (fields := line.split("\t"))
    ]


def _elements(pattern: str, alike: Collection[str]) -> tuple[Element, ...]:
    elements: list[Element] = []
    for part in pattern.split():
        is_optional = part.endswith("?")
        body = part.removesuffix("?")
        if body[0] in "<~" and len(body) > 1:
            name = body.strip("<>~")
            elements.append(Element(name, frozenset(), is_optional, body[0] == "<"))
        else:
            alternatives = [scan(word).keys for word in body.split("|")]
            if all(len(keys) == 1 for keys in alternatives):
                keys = frozenset(keys[0] for keys in alternatives)
                keys |= {bare for key in keys for bare in _unaccented(key, alike)}
                elements.append(Element("", keys, is_optional, False))
            else:
                (keys_in_a_row,) = alternatives
                elements += [Element("", frozenset([key]), False, False) for key in keys_in_a_row]
    return tuple(elements)


def _first_keys(element: Element, kinds: Mapping[str, Mapping[str, str]], dates: frozenset[str]) -> set[str]:
    if element.name == "":
        return {DIGITS if key.isdecimal() else key for key in element.keys}
    if element.name == "date":
        return set(dates)
    if element.name in {"day", "nn", "yy", "year", "dotted", "year_month", "clock"}:
        return {DIGITS}
    if element.name == "number":
        return {DIGITS, *kinds["number"]}
    if element.name == "half_day":
        return {"a", "p", *kinds["half_day"]}
    return set(kinds[element.name])
