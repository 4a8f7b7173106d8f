"""A union of states as one of two things compared: "l’Union européenne est plus peuplée que les États-Unis"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject

EACH = read_words("figure_words", "each_of_union")
"""Words by which a union stands for its members one by one, or for their mean, and not for them all together."""
STANDING_FOR = frozenset({"que", "qu", "than", "celui", "celle", "ceux", "celles", "that", "those"})
"""Words before a name that is measured by, small words between left out."""
LINKED = 4


def are_measured(scope: Scope, subjects: Sequence[Subject]) -> bool:
    """Say whether two names, a union among them, are set beside each other, the second as the yardstick."""
    mentions = [one.mention for one in subjects]
    if any(word.folded in EACH for word in scope.words if word.role != "entity") or None in mentions:
        return False
    if any(one.id in other.members for one in subjects for other in subjects):
        return False  # a part is always less than its whole: what is said is something else
    first, second = (scope.at(one.span) for one in mentions if one is not None)
    between = scope.words[first:second]
    led = {word.folded for word in between[-LINKED:]}
    return bool(led & STANDING_FOR) and not any(word.folded == "," for word in between)
