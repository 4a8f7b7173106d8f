"""Words of one family, told by their letters."""

from __future__ import annotations

from math import ceil

SHORTEST = 5
"""Letters that two words of one family begin with, or that one has inside it."""
OF_ROOT = 0.75
"""Share of the shorter root that they begin with."""


def are_kin(root: str, other: str) -> bool:
    """Say whether two roots belong to one family of words.

    >>> are_kin("consommateur", "consommation"), are_kin("surveill", "videosurveill")
    (True, True)
    >>> are_kin("transport", "transit")
    False
    """
    shorter, longer = sorted((root, other), key=len)
    if shorter == longer:
        return True
    if len(shorter) < SHORTEST:
        return False
    length = max(SHORTEST, ceil(OF_ROOT * len(shorter)))
    return shorter in longer or shorter[:length] == longer[:length]
