"""Cut a text into the pieces that a model knows, by their probability: SentencePiece's unigram model."""

from __future__ import annotations

import re

from sourcier.evidence.small_e5.packed import Packed

SPACE = "▁"
"""Stands for a space within a piece."""
_UNKNOWN = 10.0
"""How much less probable than the rarest piece a character is that none has."""
_SPACES = re.compile(" {2,}")
_MARK = re.compile(r"</?[a-z]+>")
"""A piece that marks something ("<s>", "<mask>") and is no text."""


class Pieces:
    """The pieces of a model, and the likeliest row of them for any text."""

    def __init__(self, packed: Packed) -> None:
        numbered = zip(packed.pieces, enumerate(packed.scores), strict=True)
        self._known = {piece: one for piece, one in numbered if not _MARK.fullmatch(piece)}
        self._longest = max(map(len, self._known))
        self._replaced = packed.replaced
        self._unknown = (packed.unknown, min(packed.scores) - _UNKNOWN)

    def cut(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, in order; nothing marks its start or end."""
        spaced = _SPACES.sub(" ", text.translate(self._replaced))
        written = (spaced if spaced.startswith(" ") else f" {spaced}").replace(" ", SPACE)
        known, longest = self._known, self._longest
        unknown, rarest = self._unknown
        # Of the likeliest row that ends behind each character: its score, its last piece, and where that starts.
        best = [0.0, *[float("-inf")] * len(written)]
        last = [(unknown, 0)] * len(best)
        for start in range(len(written)):
            score = best[start]
            if score + rarest > best[start + 1]:
                best[start + 1], last[start + 1] = score + rarest, (unknown, start)
            for end in range(start + 1, min(start + longest, len(written)) + 1):
                one = known.get(written[start:end])
                if one is not None and score + one[1] > best[end]:
                    best[end], last[end] = score + one[1], (one[0], start)
        row: list[int] = []
        end = len(written)
        while end:
            piece, end = last[end]
            row.append(piece)
        return row[::-1]
