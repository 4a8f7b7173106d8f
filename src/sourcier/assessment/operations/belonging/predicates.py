"""The words of a claim that say of a body who belongs to it, enters it or leaves it."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.scope import Scope

WITH = frozenset({"avec", "with"})
NEAR = 5
"""Words that may part what says "member" from the body, dates apart."""
SWITCHING = read_starts("belonging_words", "switching")
"""Beginnings of the verbs by which a state goes over to a currency."""
NOW = frozenset({"now", "today", "already", "desormais", ":", ";", "?", "!"})
BLOCS = read_words("belonging_words", "blocs")
"""Nouns that only say what kind of body it is: "the Schengen area"."""
ARTICLES = frozenset({"un", "une", "a", "an", "le", "la", "l", "the", "ce", "this"})
OF = frozenset({"of", "the", "de", "du", "des", "d", "l", "la", "le", "les"})
NAMES = frozenset({"NOUN", "PROPN"})


def is_part_of_more(scope: Scope, end: int) -> bool:
    """Say whether a body's name only qualifies what follows it: "the G20 summit", "Nato’s command"."""
    if scope.lang != "en" or end >= len(scope.words):
        return False
    word = scope.words[end]
    if word.folded in BLOCS:
        return False
    is_noun = (
        word.token.pos_ in NAMES and word.role in {"", "neutral"} and scope.words[end - 1].token.head.i == word.token.i
    )
    return word.folded in {"'s", "s"} or is_noun


def predicate_of(scope: Scope, goal: int, end: int) -> tuple[int, int] | None:
    """Return the words of membership that govern a body: shortly before it, or right after ("a Nato member")."""
    ranges = [pair for pair in scope.cues.get("member", ()) if pair[1] <= goal and gap(scope, pair[1], goal) <= NEAR]
    ranges += [
        (at, at + 1)
        for at in range(max(goal - 2 * NEAR, 0), goal)
        if any(has_word(scope, kind, at, at + 1) for kind in ("again", "suspended", "stead"))
        and gap(scope, at + 1, goal) <= NEAR
    ]
    plain = [pair for pair in ranges if not has_noun(scope, pair[1], goal)]
    is_last = _closes(scope, end) or scope.words[end].role == "time"
    # "est passée à l’euro en 2023" takes it on, "est passée à l’euro fort" does something else.
    plain = [pair for pair in plain if is_last or not scope.words[pair[0]].folded.startswith(SWITCHING)]
    if plain:
        return max(plain)
    apposed = _apposed(scope, goal, end)
    if apposed is not None:
        return apposed
    within = [at for at in range(max(goal - 2, 0), goal) if has_word(scope, "inside", at, at + 1)]
    ends = _closes(scope, end) or scope.words[end].role == "time" or scope.words[end].folded in NOW
    is_said = bool(within) and ends and has_word(scope, "being", within[0] - 1, within[0])
    if within and (is_said or (ends and any(time.mod in {"since", "until"} for time in scope.times))):
        return within[0], within[0] + 1
    if scope.lang == "en":
        beside = [pair for pair in scope.cues.get("member", ()) if pair[0] == end]
        if beside and scope.words[end].folded.startswith("member") and not scope.words[end].folded.endswith("s"):
            return beside[0]
    return None


def _apposed(scope: Scope, goal: int, end: int) -> tuple[int, int] | None:
    """Return the word that apposes a state to its body: ", petit pays de l’Opep,", ", a small OPEC country,"."""
    if scope.lang == "en" and end < len(scope.words) and has_word(scope, "apposed", end, end + 1):
        return (end, end + 1) if _opens(scope, goal) and _closes(scope, end + 1) else None
    at = goal - 1
    while at > 0 and scope.words[at].folded in OF:
        at -= 1
    if at < 1 or at == goal - 1 or not has_word(scope, "apposed", at, at + 1):
        return None
    return (at, at + 1) if _opens(scope, at) and _closes(scope, end) else None


def _opens(scope: Scope, at: int) -> bool:
    """Say whether a comma, an article and adjectives alone lead to a word: ", un petit", ", a small"."""
    while at > 0 and (scope.words[at - 1].token.pos_ == "ADJ" or scope.words[at - 1].folded in ARTICLES):
        at -= 1
    return at > 0 and scope.words[at - 1].folded == ","


def _closes(scope: Scope, at: int) -> bool:
    return at >= len(scope.words) or scope.words[at].folded in {",", ".", "–", "—", ")", "et", "and"}


def gap(scope: Scope, start: int, end: int) -> int:
    """Return how many words part two places, dates left out."""
    return sum(word.role != "time" for word in scope.words[start:end])


def has_noun(scope: Scope, start: int, end: int) -> bool:
    """Say whether a noun that belongs to no known name stands in a range of words."""
    words = scope.words[start:end]
    return any(word.role in {"", "unlinked"} and word.token.pos_ in NAMES for word in words)


def is_apposed(scope: Scope, at: int) -> bool:
    """Say whether an apposition or a relative may begin at a place: a comma, a bracket or a dash stands there."""
    return at < len(scope.words) and scope.words[at].folded in {",", "(", "–", "—"}


def is_dealt_with(scope: Scope, at: int) -> bool:
    """Say whether a name completes a noun: "en guerre avec la Russie", "in talks with Sweden"."""
    places = [n for n in range(max(at - 2, 1), at) if scope.words[n].folded in WITH]
    before = scope.words[places[-1] - 1] if places else None
    return before is not None and before.token.pos_ == "NOUN" and before.role not in {"time", "entity", "number"}
