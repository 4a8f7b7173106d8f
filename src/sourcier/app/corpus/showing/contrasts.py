"""Words of one group that two claims of one matter do not differ in: gross and net, imports and exports, men and women.

Their vectors lie near each other, and a table of synonyms may hold one for the other's like; yet a median wage is no
average wage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from sourcier.app.corpus.showing.vocabulary import REMEMBERED, rows
from sourcier.assessment.lexicon import Patterns, fold, parse_pattern, patterns
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang

Senses = Mapping[str, frozenset[str]]
"""The senses of a text by their group."""

_Words = tuple[Mapping[str, tuple[str, str]], tuple[tuple[str, tuple[str, str]], ...]]
"""Group and sense of whole words, and of the beginnings of words."""


TURNED = frozenset({"win", "level"})
"""Opposites that a passive exchanges, and those that are ways (moving.py)."""
FUTURE = re.compile(r"\b\w{2,}r(?:a|ont)\b")
"""Endings of the future in French: those that articles are written in."""


def are_contrasted(one: Features, other: Features, *, is_strict: bool = True) -> bool:
    """Say whether two claims have different words of one group.

    Args:
        one: A claim.
        other: Another.
        is_strict: Nothing may be left unsaid: a word of a group that the other has none of is a difference as well.
    """
    return _deny_each_other(one, other) or any(
        ours.get(group) != theirs.get(group)
        for ours, theirs, table in (
            (_found(one), _found(other), "contrasts"),
            (senses_of(one), senses_of(other), "measures"),
        )
        for group in (ours.keys() & theirs.keys()) | _telling_alone(table, is_strict=is_strict)
    )


def are_opposed(one: Features, other: Features) -> bool:
    """Say whether two claims have each a word of one group that the other has not: a net wage and a gross one."""
    ours, theirs = ({**_found(text), **_bases(text)} for text in (one, other))
    return any(ours[group].isdisjoint(theirs[group]) for group in ours.keys() & theirs.keys())


def _bases(text: Features) -> dict[str, frozenset[str]]:
    """Return what a text holds its figure against: a year ago, a month ago, what was expected."""
    return {group: senses for group, senses in senses_of(text).items() if group == "base"}


def _deny_each_other(one: Features, other: Features) -> bool:
    """Say whether one claim has a predicate of the assessment's table, and the other only its opposite."""
    ours, theirs = (_predicates(text.tokens, text.lang) for text in (one, other))
    return any(ours[name].isdisjoint(theirs[name]) for name in (ours.keys() & theirs.keys()) - TURNED)


@lru_cache(maxsize=REMEMBERED)
def _predicates(tokens: tuple[str, ...], lang: Lang) -> Senses:
    found = patterns("opposites", "meaning", lang).find(_folded(tokens))
    return _gathered((name[:-1], name[-1]) for _, _, name in found)


def senses_of(text: Features) -> Senses:
    """Return what a text says besides its figure: a way it moves, that it is not so yet, what it is held against."""
    return _measured(text.tokens, text.lang, is_open=text.lang == "fr" and _is_future(text))


@lru_cache(maxsize=REMEMBERED)
def _measured(tokens: tuple[str, ...], lang: Lang, *, is_open: bool) -> Senses:
    found = [meaning.split(":") for _, _, meaning in measures(lang).find(_folded(tokens))]
    return _gathered([*found, ["yet", "open"]] if is_open else found)


def _is_future(text: Features) -> bool:
    """Say whether a French predicate is one of the future: "coûtera", "fermeront"."""
    return any(FUTURE.search(one.text.lower()) for one in text.said)


def shared_places(text: Features, other: Features) -> frozenset[int]:
    """Return where in a text words stand for which the other text has one of the same sense, by measures and alike."""
    return frozenset(
        at
        for table in (measures, alike)
        for theirs in ({meaning for _, _, meaning in table(other.lang).find(folded(other))},)
        for start, end, meaning in table(text.lang).find(folded(text))
        if meaning in theirs
        for at in range(start, end)
    )


def folded(text: Features) -> tuple[str, ...]:
    """Return the words of a text as the tables write them."""
    return _folded(text.tokens)


@lru_cache(maxsize=REMEMBERED)
def _folded(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(token).strip("'-’") for token in tokens)


@cache
def measures(lang: Lang) -> Patterns:
    """Return the patterns of measures.tsv, each with its `group:sense`."""
    return Patterns(
        [
            parse_pattern(form, f"{row['group']}:{row['sense']}")
            for row in rows("measures")
            for form in row[lang].split(", ")
        ]
    )


@cache
def alike(lang: Lang) -> Patterns:
    """Return the patterns of alike.tsv."""
    return Patterns([parse_pattern(form, row["sense"]) for row in rows("alike") for form in row[lang].split(", ")])


def _found(text: Features) -> Senses:
    return _contrasting(text.tokens, text.lang)


@lru_cache(maxsize=REMEMBERED)
def _contrasting(tokens: tuple[str, ...], lang: Lang) -> Senses:
    words, starts = _words(lang)
    found = []
    for word in _folded(tokens):
        found += [words[word]] if word in words else [sense for start, sense in starts if word.startswith(start)]
    return _gathered(found)


def _gathered(pairs: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group, sense in pairs:
        found[group].add(sense)
    return {group: frozenset(senses) for group, senses in found.items()}


@cache
def _words(lang: Lang) -> _Words:
    forms = [(form, (row["group"], row["sense"])) for row in rows("contrasts") for form in row[lang].split()]
    return (
        {form: sense for form, sense in forms if not form.endswith("*")},
        tuple((form.removesuffix("*"), sense) for form, sense in forms if form.endswith("*")),
    )


@cache
def _telling_alone(table: str, *, is_strict: bool) -> frozenset[str]:
    """Return the groups of which one claim's word without the other's makes two."""
    rules = {"differs", "same"} if is_strict else {"differs"}
    return frozenset(row["group"] for row in rows(table) if row["alone"] in rules)
