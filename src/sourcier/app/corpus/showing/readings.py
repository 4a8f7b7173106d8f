"""A claim, read to be held against others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sourcier.app.corpus.showing.around import Around, parts
from sourcier.app.corpus.showing.frames import frame_of
from sourcier.assessment.vetoes import Features


@dataclass(frozen=True, slots=True)
class Read:
    """A claim, read to be held against others."""

    whole: Features
    frame: Features
    capitals: tuple[tuple[str, ...], ...]
    """Of the frame: folded parts of the words with a capital inside it, names whether or not a reader knew them."""
    around: Around

    @classmethod
    def of(cls, claim: Features, around: Around) -> Read:
        """Return a claim with its frame."""
        frame = frame_of(claim)
        capitals = [
            tuple(parts(word))
            for before, word in pairwise(frame.tokens)
            if word[:1].isupper() and len(word) > 1 and before not in ".!?:"
        ]
        return cls(claim, frame, tuple(capitals), around)
