"""Whether a sentence tells what somebody believes, hopes or makes up: a table can say nothing of that.

"Les Serbes pensent que la Serbie est membre de l’Union" is right or wrong by what they think. A saying ("le ministre
affirme que …") is no belief: what is said so is checked.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope, Word

THAT = frozenset({"que", "qu", "that"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj"})
LIVING = read_words("claim_words", "living")
JOINING = frozenset({"et", "mais", "and", "but", "or", "yet", "alors", "tandis", "while"})
REACH = 3
"""Words that may part a verb of believing from its "que"."""
IF = {"fr": frozenset({"si", "s"}), "en": frozenset({"if", "had", "were"})}
WOULD = frozenset({"would", "could", "might"})
ITEMS = re.compile(r"(?<![\w(])(?:[a-h]|\d{1,2})\)\s")
"""Marks of the items of a list, such as a) and 2)."""


class Supposed(Enum):
    """How far what a sentence says is only supposed."""

    NO = auto()
    BELIEVED = auto()
    """Somebody thinks so: an issuer may, whose estimate it then is."""
    MADE_UP = auto()


def supposed(scope: Scope) -> Supposed:
    """Say whether a sentence tells a belief, or something made up, asked or imagined."""
    found = scope.find("supposed", "kind")
    kinds = {kind for start, end, kind in found if kind != "told" or scope.words[end - 1].token.pos_ != "ADJ"}
    if kinds & {"unreal", "told"} or _is_conditional(scope):
        return Supposed.MADE_UP
    return Supposed.BELIEVED if any(_governs(scope, start, end) for start, end, _ in found) else Supposed.NO


def supposed_from(scope: Scope) -> int | None:
    """Return from which character on a sentence only supposes; None where all of it may be supposed.

    "…, et on voudrait nous faire croire que …" leaves what stands before its comma as it is.
    """
    found = scope.find("supposed", "kind")
    if not found or any(kind == "told" for _, _, kind in found) or _is_conditional(scope):
        return None
    first = min(start for start, _, _ in found)
    breaks = [
        at for at in range(1, first) if scope.words[at].folded in JOINING and scope.words[at - 1].folded in {",", ";"}
    ]
    return scope.words[breaks[-1]].span.start if breaks else None


def _governs(scope: Scope, start: int, end: int) -> bool:
    """Say whether a clause hangs on a verb of believing: by "que", "that", or as its object in English."""
    if {word.folded for word in scope.words[end : end + 1]} & LIVING:
        return False  # "espérer vivre 88 ans" is what a life expectancy says
    if any(word.folded in THAT for word in scope.words[end : end + REACH]):
        return not _is_aside(scope, start)
    tokens = {word.token.i for word in scope.words[start:end]}
    return any(word.token.dep_ in CLAUSES and word.token.head.i in tokens for word in scope.words) or (
        scope.words[start].folded == "se"
    )


def _is_aside(scope: Scope, at: int) -> bool:
    """Say whether a belief is what the sentence turns against: "contrairement à ce que croient …, "."""
    return any(word.folded in {"contrairement", "contrary", "unlike"} for word in scope.words[:at])


def _is_conditional(scope: Scope) -> bool:
    """Say whether an unreal condition is set: "si l’Ukraine était membre, …", "if Ukraine were …, it would"."""
    # "Si l’on en croit l’état-major, …" names a source, as "selon" does.
    sources = {start for start, _, _ in scope.find("attribution", "sense")}
    starts = [at for at in range(len(scope.words)) if at not in sources]
    places = [at for at in starts if scope.words[at].folded in IF[scope.lang] and _opens(scope, at)]
    if scope.lang == "en":
        return bool(places) and any(word.folded in WOULD for word in scope.words)
    return bool(places) and any("Cnd" in word.token.morph.get("Mood", []) for word in scope.words)


def _opens(scope: Scope, at: int) -> bool:
    """Say whether a word opens a clause: first in the sentence, after a mark, or a conjunction."""
    return at == 0 or scope.words[at].token.pos_ == "SCONJ" or not _is_word(scope.words[at - 1])


def _is_word(word: Word) -> bool:
    return any(map(str.isalnum, word.folded))


def is_a_list(text: str) -> bool:
    """Say whether a sentence puts several items before the reader, who is to say which are so: "a) …, b) …"."""
    return len(ITEMS.findall(text)) > 1
