"""Who holds which office, as a text says beside the names: "la maire de Corvel, Lise Monnier", "Mayor Ann Roe"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sourcier.assessment.quoting.names import words_of
from sourcier.assessment.quoting.office_phrases import Office, Word, heads, phrase, stem, words_in
from sourcier.core.article import Lang

_MOST = 100_000
"""Characters of a document that are read for its offices: a speaker is introduced at the start."""
_LONGEST_NAME = 5
_TWO_WORDS = 2
"""From a comma to the end of a given name and a surname."""
_SPLIT = 3
"""Capitals in a row behind "de", from which on the first is a place and the rest a name: "de Corvel Lise Monnier"."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An office, and the words of its holder's name."""

    person: tuple[str, ...]
    office: Office


def fits(asked: Office, held: Office) -> bool:
    """Say whether an office can be another under a shorter or a longer name.

    >>> mayor = Office("mair", of=frozenset({"corvel"}))
    >>> fits(Office("mair"), mayor), fits(Office("mair", of=frozenset({"lanvaux"})), mayor)
    (True, False)
    >>> fits(Office("mair", rank=frozenset({"ancien"})), mayor)
    False
    """
    if asked.role != held.role or asked.rank != held.rank or (asked.gender and held.gender not in {"", asked.gender}):
        return False
    return asked.of <= held.of or (bool(held.of) and held.of <= asked.of) or (not held.of and asked.of <= held.where)


@lru_cache(maxsize=32)
def holdings(text: str, lang: Lang) -> tuple[Holding, ...]:
    """Return who holds which office by a text, each once.

    >>> text = "La maire de Corvel, Lise Monnier, a cédé. Le préfet de police accuse Paul Roy, directeur du musée."
    >>> [(one.person, one.office.role, sorted(one.office.of)) for one in holdings(text, "fr")]
    [(('lise', 'monnier'), 'mair', ['corvel']), (('paul', 'roy'), 'directeur', ['musee'])]
    >>> [(one.person, one.office.role) for one in holdings("Mayor Ann Roe met Tom Day, the council leader.", "en")]
    [(('ann', 'roe'), 'mayor'), (('tom', 'day'), 'leader')]
    """
    words = words_in(text[:_MOST], lang)
    found: dict[Holding, None] = {}
    for head in heads(words, lang):
        start, stop, office = phrase(words, head, lang)
        name = _behind(words, stop, lang) or _glued(words, head, stop, lang) or _ahead(words, start, stop, lang)
        if name:
            # "le ministre de la Pêche Yann Morvan": the name is no part of what the office is of.
            found[Holding(name, replace(office, of=office.of - set(map(stem, name))))] = None
    return tuple(found)


def _behind(words: Sequence[Word], stop: int, lang: Lang) -> tuple[str, ...]:
    """Return the name set off behind an office: "la maire de Corvel, Lise Monnier, …"."""
    if not _is_mark(words, stop, ",("):
        return ()
    end, name, is_civil = _name(words, stop + 1, lang)
    closes = end >= len(words) or words[end].is_mark
    return name if closes and (end - stop > _TWO_WORDS or is_civil) else ()


def _glued(words: Sequence[Word], head: int, stop: int, lang: Lang) -> tuple[str, ...]:
    """Return the name right behind an office: "Mayor Ann Roe", "le ministre de l'Intérieur Bruno Salvat".

    Behind any other complement, capitals may go on with a place or a body: "le maire de Clermont Ferrand".
    """
    if stop == head + 1:
        return _name(words, stop, lang)[1]
    first = stop
    while first > head + 1 and words[first - 1].is_name:
        first -= 1
    is_split = words[head].key in words_of("named_last", lang) and stop - first >= _SPLIT
    _, name, is_civil = _name(words, first + 1 if is_split else stop, lang)
    return name if is_split or is_civil else ()


def _ahead(words: Sequence[Word], start: int, stop: int, lang: Lang) -> tuple[str, ...]:
    """Return the name that an office is set behind: "Lise Monnier, maire de Corvel, …"."""
    if stop < len(words) and not words[stop].is_mark:
        return ()
    at = start - 1
    if at >= 0 and words[at].key in words_of("article", lang):
        at -= 1
    if not _is_mark(words, at, ",("):
        return ()
    at -= 1
    while at > 0 and not words[at].is_name and not words[at].is_mark and at > start - _LONGEST_NAME:
        at -= 1  # "Paul Roy, 54 ans, maire"
    at = at - 1 if _is_mark(words, at, ",") else at
    end = at + 1
    while at >= 0 and (words[at].is_name or (words[at].key in words_of("particle", lang) and words[at - 1].is_name)):
        at -= 1
    while at + 1 < end and not words[at + 1].is_name:
        at += 1
    name = _keys(words[at + 1 : end], lang)
    return name if end - at - 1 > 1 or (name and at >= 0 and words[at].key in words_of("civility", lang)) else ()


def _name(words: Sequence[Word], at: int, lang: Lang) -> tuple[int, tuple[str, ...], bool]:
    """Return where a name that starts at a place ends, its words, and whether "M." or "Mrs" is before it."""
    start = at
    while at < len(words) and words[at].key in words_of("civility", lang):
        at += 1
    is_civil, first = at > start, at
    while at < len(words) and at - first < _LONGEST_NAME:
        is_particle = at > first and words[at].key in words_of("particle", lang) and not words[at].is_mark
        if not words[at].is_name and not (is_particle and at + 1 < len(words) and words[at + 1].is_name):
            break
        at += 1
    return at, _keys(words[first:at], lang), is_civil


def _keys(words: Sequence[Word], lang: Lang) -> tuple[str, ...]:
    left_aside = words_of("civility", lang) | words_of("particle", lang)
    return tuple(part for word in words if word.key not in left_aside for part in word.key.split("-"))


def _is_mark(words: Sequence[Word], at: int, marks: str) -> bool:
    return 0 <= at < len(words) and words[at].text in set(marks)
