"""Matters of recorded votes: what French and English papers call a text whose title a register has in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sourcier.assessment.lexicon import Patterns, fold, parse_pattern, read_table, read_words, stem, tokenise
from sourcier.assessment.operations.votes.choices import Choice
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang

TOGETHER = "&"
ASIDE = frozenset({"time", "number", "unit", "entity"})
OBJECTS = read_words("vote_words", "objects")
"""Nouns between a choice and the matter that leave it the vote's."""
DESPITE = ("malgre", "en depit", "despite", "in spite", "alors que", "although")
PLACES = ("new york", "assemblee generale", "general assembly")
"""Where the Assembly is meant though the United Nations are not named."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to name a matter."""

    pieces: frozenset[str]
    """Patterns that must all be said."""
    title: frozenset[str]
    """Stems of the title."""


@cache
def _wordings(lang: Lang) -> tuple[tuple[Wording, ...], Patterns]:
    found = []
    for row in read_table("topics"):
        title = frozenset(stem(word) for word in tokenise(row["title"]))
        for form in row[lang].split(","):
            pieces = frozenset(piece.strip() for piece in form.split(TOGETHER) if piece.strip())
            found.append(Wording(pieces, title))
    every = sorted({piece for one in found for piece in one.pieces})
    return tuple(found), Patterns([parse_pattern(piece, piece) for piece in every])


def matters_in(scope: Scope) -> list[frozenset[str]]:
    """Return the stems of the titles of the matters that a claim names, each once."""
    if any(word in fold(scope.text) for word in DESPITE):
        return []  # it only stands beside
    wordings, patterns = _wordings(scope.lang)
    said = {piece for _, _, piece in patterns.find([word.folded for word in scope.words])}
    return list(dict.fromkeys(one.title for one in wordings if one.pieces <= said))


def is_chosen(scope: Scope, choices: Sequence[Choice], topic: frozenset[str]) -> bool:
    """Say whether what states chose is the matter of a vote, or a text: the first noun after the choice tells.

    "Téhéran a rejeté à l’ONU des accusations sur …" tells no vote, though its matter was voted on.
    """
    _, patterns = _wordings(scope.lang)
    inside = {at for start, end, _ in patterns.find([w.folded for w in scope.words]) for at in range(start, end)}
    for choice in choices:
        after = range(choice.end, len(scope.words))
        nouns = (at for at in after if scope.words[at].token.pos_ == "NOUN" and scope.words[at].role not in ASIDE)
        first = next(nouns, len(scope.words))
        if any(at in inside for at in range(choice.end, first + 1)):
            return True
        if first == len(scope.words):
            if inside or topic:
                return True  # "la levée de l’embargo a été réclamée par …"
        elif scope.words[first].folded in OBJECTS or scope.words[first].features & topic:
            return True
    return False


def is_at_assembly(scope: Scope) -> bool:
    """Say whether a claim places a vote at the United Nations."""
    named = {"un", "unga"} & {one.entity_id for one in scope.mentions}
    text = fold(scope.text)
    return bool(named) or any(place in text for place in PLACES)
