"""Words of two texts as a reader is shown them: with the negation that makes them differ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes.records import Features, Said
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.spans import Span

REACH = 8
"""Words between a verb and what denies it."""
AROUND = 5
"""Words shown on either side where nothing else makes two texts differ."""


def both_sides(said: Said, other: Said, claim: Features, evidence: Features) -> tuple[str, str]:
    """Return the predicates of a claim and of a text in words that differ: "a reçu", "n’a pas reçu".

    A verb may be the same on both sides, and what denies it stands in another word.
    """
    ours, theirs = _told(said, claim), _told(other, evidence)
    if fold(ours) != fold(theirs):
        return ours, theirs
    return _around(said.text, claim), _around(other.text, evidence)


def denied(text: Features) -> str:
    """Return the first predicate that a text denies, with what denies it; empty where it denies none."""
    return next((_told(one, text) for one in text.said if one.is_denied), "")


def _told(said: Said, text: Features) -> str:
    """Return a predicate with its auxiliaries and its negation, as they stand in the text."""
    at = _place(said.text, text)
    if at is None:
        return said.text
    start, stop = at
    beside = _beside()
    while start and _plain(text.tokens[start - 1]) in beside:
        start -= 1
    while stop < len(text.tokens) and _plain(text.tokens[stop]) in beside:
        stop += 1
    if said.is_denied and not any(_denies(word) for word in text.tokens[start:stop]):
        near = range(max(start - REACH, 0), min(stop + REACH, len(text.tokens)))
        found = min((one for one in near if _denies(text.tokens[one])), key=lambda one: abs(one - at[0]), default=None)
        if found is not None:
            start, stop = min(start, found), max(stop, found + 1)
    return _as_written(text, start, stop)


def _around(words: str, text: Features) -> str:
    at = _place(words, text)
    if at is None:
        return words
    return _as_written(text, max(at[0] - AROUND, 0), min(at[1] + AROUND, len(text.tokens)))


def _place(words: str, text: Features) -> tuple[int, int] | None:
    """Return which tokens of a text some words are."""
    wanted = words.split(" ")
    starts = range(len(text.tokens) - len(wanted) + 1)
    found = next((at for at in starts if list(text.tokens[at : at + len(wanted)]) == wanted), None)
    return None if found is None else (found, found + len(wanted))


def _as_written(text: Features, start: int, stop: int) -> str:
    """Return tokens with the spaces that part them in the text; whole words, no sign at either end."""
    spans = _spans(text)
    return spans[start].cover(spans[stop - 1]).of(text.text).strip(' \t\n,;:.!?«»“”"()') if stop > start else ""


def _spans(text: Features) -> Sequence[Span]:
    spans: list[Span] = []
    at = 0
    for token in text.tokens:
        start = text.text.find(token, at)
        start = at if start < 0 else start
        at = start + len(token)
        spans.append(Span(start, at))
    return spans


def _plain(token: str) -> str:
    return fold(token).strip("'-")


@cache
def _beside() -> frozenset[str]:
    return words_of("beside_verbs") | words_of("denying")


def _denies(token: str) -> bool:
    """Say whether a word denies by itself; the French "ne" is half of a negation."""
    return _plain(token) in words_of("denying") - {"n", "ne"}
