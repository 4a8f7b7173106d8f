"""Which pairs of the bench tell one story, and which stories are kept from a model that is to be judged by them.

Several pairs are often of one story: learned from the one, the other proves nothing. So stories are held back whole.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

NAME = re.compile(r"(?<=[\w,’'] )[A-ZÉÀ][\w-]{3,}|(?<=[’'])[A-ZÉÀ][\w-]{3,}")
LETTERS = 6
"""That forms of one name begin with."""
MOST = 6
"""Pairs that share a name or a title at most, where it is taken for a story's and not for a country's."""
HELD = 5
"""One story in so many is held back."""


def stories(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the story of each pair of the bench, by the pair's `id`."""
    first = list(range(len(rows)))

    def story(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    met: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        sides = (row["one"], row["other"])
        text = " ".join(f"{side['text']} {side['title']}" for side in sides)
        told = {word.lower()[:LETTERS] for word in NAME.findall(text)} | {f"title {side['title']}" for side in sides}
        for word in told:
            met[row["part"], word].append(at)
    for places in met.values():
        if len(places) <= MOST:
            whole = min(map(story, places))
            for at in places:
                first[story(at)] = whole
    return {row["id"]: f"{row['part']}{story(at)}" for at, row in enumerate(rows)}


def is_held(story: str) -> bool:
    """Say whether a story is held back; the answer is always the same.

    >>> sum(is_held(f"a{number}") for number in range(100))
    21
    """
    return int(hashlib.md5(story.encode(), usedforsecurity=False).hexdigest(), 16) % HELD == 0
