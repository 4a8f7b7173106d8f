"""How the words that tie a state to a body say it: denied, narrowed, by a light verb, of which seat."""

from __future__ import annotations

from sourcier.assessment.denials import is_conceded
from sourcier.assessment.operations.belonging.vocabulary import has_word, words_of
from sourcier.assessment.operations.figures.point import main_words
from sourcier.assessment.scope import Scope


def is_narrowed(scope: Scope, end: int) -> bool:
    """Say whether a relative goes on after the body: "des pays de l’Otan qui dépensent le plus" says more."""
    return end < len(scope.words) and scope.words[end].folded in {"qui", "dont", "that", "which", "who", "whose"}


def is_light_main(scope: Scope, said: tuple[int, int]) -> bool:
    """Say whether the claim's only main verb is a light one in the words themselves: "font partie", "holds a seat"."""
    mains = main_words(scope)
    light = words_of("light", scope.lang)
    return bool(mains) and all(said[0] <= at < said[1] and scope.words[at].folded in light for at in mains)


def is_denied(scope: Scope, low: int, high: int) -> bool:
    """Say whether a negation stands in some words, "ne … que" apart."""
    denial = words_of("denial", scope.lang)
    folded = [word.folded for word in scope.words]
    places = [
        at for at in range(max(low, 0), min(high, len(folded))) if folded[at] in denial and not is_conceded(folded, at)
    ]
    if not places:
        return False
    only = [at for at in range(places[0], len(scope.words)) if scope.words[at].folded in {"que", "qu"}]
    plain = {scope.words[at].folded for at in places}
    return not (only and plain <= {"ne", "n"})


def seat_of(scope: Scope, low: int, high: int) -> str:
    """Return which seat the words speak of."""
    words = scope.words[max(low - 3, 0) : high]
    for at, word in enumerate(words):
        if word.folded in words_of("permanent", scope.lang):
            is_not = any(other.folded in {"non", "-"} for other in words[max(at - 2, 0) : at])
            return "elected" if is_not else "permanent"
    return "elected" if has_word(scope, "elected", low - 3, high) else ""
