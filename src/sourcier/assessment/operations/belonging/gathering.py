"""A number given to a whole: "l’Alliance s’étend à trente-deux pays", "les douze pays de l’Opep"."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.units import noun_family
from sourcier.core.language import Mention, Quantity

SMALL = frozenset({"DET", "ADP", "ADV", "AUX", "PRON", "PUNCT", "PART"})
ALL = frozenset({"les", "des", "aux", "ses", "leurs", "the", "its", "all"})
OF = frozenset({"de", "d", "du", "des", "of"})
MEMBERS = read_words("belonging_words", "members")
ENDING = frozenset({"VERB", "AUX"})


def gathers(scope: Scope, body: Mention, figure: Quantity) -> bool:
    """Say whether a verb of gathering leads from a body to a number of states, and nothing narrows these."""
    if not _counts_states(scope, figure):
        return False
    start, end = scope.at(body.span) + _size(scope, body), scope.at(figure.span)
    between = scope.words[start:end]
    verbs = [at for at in range(start, end) if has_word(scope, "gathering", at, at + 1)]
    if len(verbs) != 1 or any(not _is_small(word) for at, word in enumerate(between, start) if at not in verbs):
        return False
    last = end + _width(scope, figure)
    after = [word for at, word in enumerate(scope.words[last:], last) if not has_word(scope, "inclusive", at, at + 1)]
    return not any(_is_telling(word) or (word.role == "neutral" and word.token.pos_ == "NOUN") for word in after)


def names_all(scope: Scope, body: Mention, figure: Quantity) -> bool:
    """Say whether an article, a number and a body name all its states, before a verb: "the 38 OECD countries met"."""
    if not _counts_states(scope, figure):
        return False
    start, at = scope.at(figure.span), scope.at(body.span)
    if start == 0 or scope.words[start - 1].folded not in ALL:
        return False
    last = start + _width(scope, figure)
    end = max(last, at + _size(scope, body))
    inside = scope.words[start:end]
    if at > last + 2 or (at >= last and not any(word.folded in OF for word in scope.words[last:at])):
        return False
    if any(_is_telling(word) and word.role != "unit" for word in inside):
        return False
    follow = scope.words[end] if end < len(scope.words) else None
    return follow is not None and (follow.token.pos_ in ENDING or follow.folded in {"se", "s", "ne", "n"})


def _counts_states(scope: Scope, figure: Quantity) -> bool:
    if figure.per or figure.low is None or figure.low != figure.high or figure.low % 1:
        return False
    words = " ".join(filter(None, (figure.unit, figure.of)))
    at = scope.at(figure.span)
    is_kind = has_word(scope, "kinds", at, at + _width(scope, figure) + 1)
    return is_kind or noun_family(words, scope.lang) == "states"


def _is_small(word: Word) -> bool:
    return word.role in {"stop", "neutral", "time"} or word.token.pos_ in SMALL or word.folded in {"area", "zone"}


def _is_telling(word: Word) -> bool:
    """Say whether a word says something of its own: neither a time nor "membres"."""
    if word.role in {"stop", "neutral", "time", "number", "unit", "entity"} or word.folded in MEMBERS:
        return False
    return word.token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}


def _size(scope: Scope, mention: Mention) -> int:
    return sum(mention.span.contains(word.span) for word in scope.words)


def _width(scope: Scope, figure: Quantity) -> int:
    return sum(figure.span.contains(word.span) for word in scope.words)
