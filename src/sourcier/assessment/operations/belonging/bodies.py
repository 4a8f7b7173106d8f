"""Bodies that a claim names side by side, and groups of states that stand for each of their own."""

from __future__ import annotations

from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.vocabulary import words_of
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import Subject

JOINTS = frozenset({"et", "ni", "ou", "and", "nor", "or", "puis", "then", ",", "comme", "ainsi", "que"})
CONTRASTS = frozenset({"mais", "but"})
"""What parts a body to which a state belongs from one to which it does not."""
AREAS = read_words("belonging_words", "areas")


def is_joined(scope: Scope, first: Subject, second: Subject) -> bool:
    """Say whether a body goes with the one before it: "ni de l’Union ni de l’Otan", "l’Otan en 1999 et l’Union"."""
    if first.mention is None or second.mention is None:
        return False
    between = words_between(scope, first, second)
    denial = words_of("denial", scope.lang)
    return any(word.folded in JOINTS | CONTRASTS for word in between) and all(
        word.folded in JOINTS | CONTRASTS | AREAS | denial or word.role in {"time", "stop", "neutral"}
        for word in between
    )


def words_between(scope: Scope, first: Subject, second: Subject) -> tuple[Word, ...]:
    """Return the words between two bodies."""
    if first.mention is None or second.mention is None:
        return ()
    low, high = first.mention.span.end, second.mention.span.start
    return tuple(word for word in scope.words if low <= word.span.start < high)


def each_of(subject: Subject) -> list[Subject]:
    """Return the states of a fixed group, else the subject itself: what is said of the Baltic states, of each."""
    if subject.id not in fixed_groups():
        return [subject]
    return [Subject(state, subject.mention) for state in subject.members]
