"""Find where names stand in a text, before anything is decided about whom they mean."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.core.article import Lang
from sourcier.text.gazetteer.index import Gazetteer, Names
from sourcier.text.gazetteer.names import Key, NameWords

_CAPITALS_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in the text: its words, and every entity that bears it."""

    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    key: Key
    """The name as the gazetteer has it."""
    ids: tuple[str, ...]
    is_demonym: bool = False
    """The name is a lower-case adjective of a country."""


def find_hits(words: NameWords, lang: Lang, gazetteer: Gazetteer) -> list[Hit]:
    """Return the longest names of a text from left to right, none overlapping another."""
    names = gazetteer.names[lang]
    found: list[Hit] = []
    at, count, keys = 0, len(words.keys), words.keys
    longest = names.longest
    while at < count:
        word = keys[at]
        hit = None
        if word in longest:
            hit = _longest_at(words, at, names)
        if hit is None and word.isupper() and len(word) > 1 and _in_capitals(words, at):
            hit = _longest_at(words, at, gazetteer.capitals(lang))
        if hit:
            found.append(hit)
            at = hit.last
        else:
            at += 1
    return found


def _longest_at(words: NameWords, at: int, names: Names) -> Hit | None:
    reach = names.longest.get(words.keys[at], 0)
    end = at + 1
    while end < at + reach and end < len(words.keys) and words.is_joined(end):
        end += 1
    while end > at:
        key = tuple(words.keys[at:end])
        ids = names.bearers.get(key)
        if ids:
            return Hit(at, end, key, ids, key in names.demonyms)
        end -= 1
    return None


def _in_capitals(words: NameWords, at: int) -> bool:
    """Say whether a word stands in a row of words all in capitals, as in a headline."""
    first = last = at
    while first > 0 and words.keys[first - 1].isupper() and words.is_joined(first):
        first -= 1
    while last + 1 < len(words.keys) and words.keys[last + 1].isupper() and words.is_joined(last + 1):
        last += 1
    return last - first + 1 > _CAPITALS_IN_A_ROW
