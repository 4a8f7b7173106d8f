"""What a clause sets side by side: trends, changes, ranks, causes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk
from sourcier.core.language import Quantity
from sourcier.text.tokens import Token

TRENDS = frozenset({"rise", "fall", "trend_noun"})
COMPARED = frozenset({"JJS", "RBS", "JJR", "RBR"})
"""English tags of comparatives and superlatives."""
FROM = frozenset({"de", "d'", "from"})
TO = frozenset({"à", "to"})
BY = frozenset({"de", "d'", "by", "from"})
REACH = 9
"""Words between "plus" and its "que"."""


def has_trend(piece: Chunk, body: list[Token], known: Sequence[frozenset[str]]) -> bool:
    """Say whether something rises or falls; words that also mean other things ("lose", "pass") need a figure."""
    if piece.quantities and any(
        one.lower_ in {"up", "down"} and (other.lower_ in {"from", "by", "on"} or _is_in(other, piece.quantities))
        for one, other in zip(body, body[1:], strict=False)
    ):
        return True
    return any(not names.isdisjoint(TRENDS) and (piece.quantities or "loose_trend" not in names) for names in known)


def has_change(piece: Chunk, body: list[Token], known: Sequence[frozenset[str]]) -> bool:
    """Say whether a figure is the size of a change: "a grimpé de 90 à 110 euros", "fell by 40 tonnes"."""
    moves = [at for at, names in enumerate(known) if not names.isdisjoint(TRENDS)]
    if not moves:
        return False
    starts = {quantity.span.start for quantity in piece.quantities}
    return any(
        (token.idx in starts or (at + 1 < len(body) and body[at + 1].idx in starts))
        and (form_of(token) in BY or (at and form_of(body[at - 1]) in BY))
        for at, token in enumerate(body)
        if at > moves[0]
    )


def has_gap(piece: Chunk, body: list[Token], words: Lexicon) -> bool:
    """Say whether a figure is how much more or less: "38 milliards de plus", "un tiers de visites en plus"."""
    for quantity in piece.quantities:
        after = [token for token in body if token.idx >= (quantity.number or quantity.span).end][:5]
        if any(
            form_of(one) in {"de", "d'", "en"} and form_of(other) in {"plus", "moins"}
            for one, other in zip(after, after[1:], strict=False)
        ):
            return True
        if any(words.has(token, "surplus") for token in after):
            return True
    return False


def has_both_ends(piece: Chunk, body: Sequence[Token]) -> bool:
    """Say whether a clause gives both ends of a change: "de 900 à 640 millions", "from nine officers to four"."""
    before: dict[int, str] = {}
    for one, other in pairwise(body):
        before[other.idx] = form_of(one)
    leads = [before.get(quantity.span.start, "") for quantity in piece.quantities]
    return any(one in FROM and other in TO for one, other in pairwise(leads))


def is_count(quantity: Quantity) -> bool:
    """Say whether a figure without a unit counts how often something happened, or a factor: "trois fois"."""
    return quantity.unit == "1" and quantity.text.lower().endswith(("fois", "reprises", "times", "twice"))


def has_factor(piece: Chunk, body: list[Token], words: Lexicon) -> bool:
    """Say whether one thing is given as so many times another: "a doublé", "trois fois plus", "ten times its average".

    "Trois fois" with nothing to measure against counts how often: "a été élu trois fois".
    """
    for quantity in piece.quantities:
        if quantity.unit != "1" or (quantity.low or quantity.high or 0) < 1:
            continue
        following = next((token for token in body if token.idx >= quantity.span.end), None)
        if not is_count(quantity) or (following is not None and _is_measure(following, piece, words)):
            return True
    return False


def _is_measure(token: Token, piece: Chunk, words: Lexicon) -> bool:
    """Say whether a word after "three times" brings in what is measured against: "its", "le", "plus", "as".

    An article does so only after a verb that can measure: "vaut dix fois le seuil", not "a refusé trois fois le prêt".
    """
    if token.tag_ in {"PRP$", "JJR", "RBR"} or token.lower_ == "as" or words.has(token, "degree", "compare"):
        return True
    return token.pos_ == "DET" and (piece.verb is None or words.has(piece.verb, "stative", "rise", "fall"))


def has_comparison(piece: Chunk, body: list[Token], text: str, words: Lexicon) -> bool:
    """Say whether a clause compares by a comparative or a superlative, both sides given or not."""
    if any(token.tag_ in COMPARED and not _is_in(token, piece.quantities) for token in body):
        return True
    return any(phrase in text for phrase in words.spaced("compare_phrase")) and not _only_bounds(piece, body, words)


def is_measured(piece: Chunk, body: list[Token], known: Sequence[frozenset[str]], lang: str) -> bool:
    """Say whether both sides of a comparison are there: "plus … que", "higher than", "dépasse la moyenne"."""
    if any("compare" in names for names in known):
        return True
    if lang == "en":
        return any(token.lower_ == "than" and not _is_in(token, piece.quantities) for token in body)
    return any(
        "degree" in names
        and not _is_in(body[at], piece.quantities)
        and any(form_of(other) in {"que", "qu'"} for other in body[at + 1 : at + REACH])
        for at, names in enumerate(known)
    )


def _only_bounds(piece: Chunk, body: list[Token], words: Lexicon) -> bool:
    """Say whether the comparing words belong to a figure ("moins de 40", "more than 40") and to nothing else."""
    first = {phrase.split()[0] for phrase in words.words("compare_phrase")} | words.words("degree")
    marks = [token for token in body if form_of(token) in first]
    return bool(piece.quantities) and all(_is_in(token, piece.quantities) for token in marks)


def _is_in(token: Token, quantities: Sequence[Quantity]) -> bool:
    return any(quantity.span.start <= token.idx < quantity.span.end for quantity in quantities)


def has_cause(body: list[Token], known: Sequence[frozenset[str]], text: str, words: Lexicon) -> bool:
    """Say whether one thing makes another happen."""
    if any(mark in text for mark in _cause_marks(words)):
        return True
    return any("cause" in names and token.lemma_ != "devoir" for token, names in zip(body, known, strict=True))


def is_caused(piece: Chunk, body: list[Token], words: Lexicon) -> bool:
    """Say whether the verb itself is one of making happen, in the indicative: "provoque", "tient à", "led to"."""
    verb = piece.verb
    if verb is None:
        return False
    if words.has(verb, "cause") and verb.lemma_ != "devoir":
        # "Pyongyang provoque Séoul": what somebody does is an event.
        return not any(child.dep_ == "nsubj" and child.pos_ == "PROPN" for child in verb.children)
    behind = _causing(words).get(verb.lemma_.lower())
    if behind is None:
        return False
    after = " ".join(form_of(token) for token in body if token.i > verb.i)[:12] + " "
    return after.startswith(behind)


@cache
def _causing(words: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Return, by the first word of each expression of making happen, what follows it: "tenir": "à "."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in words.phrases("cause"):
        first, rest = phrase.split(maxsplit=1)
        found[first] = (*found.get(first, ()), rest + " ")
    return found


@cache
def _cause_marks(words: Lexicon) -> tuple[str, ...]:
    """Return the expressions of making happen as they stand between words; French "de" and "à" may be contracted.

    "en raison de" is also met in "en raison du" and "en raison d'un", "grâce à" in "grâce au".
    """
    marks: list[str] = []
    for phrase in sorted(words.phrases("cause")):
        stem = phrase.removesuffix("e") if phrase.endswith(" de") else phrase.removesuffix("à")
        marks.append(f" {stem}" if stem != phrase else f" {phrase} ")
    return tuple(marks)
