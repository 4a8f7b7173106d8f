"""Cut a text into words of our own, whatever the model's tokens are."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Elided words keep their apostrophe ("l'", "d'"); figures and letters part ("21h40" is 21, h, 40; "1990s" is
# 1990, s), so that "21 h 40" and "21h40" read alike; a decimal or grouped number stays whole ("7,1", "2.022").
_WORD = re.compile(
    # A word that a space or a mark ends is none of the rarer shapes: it need not be tried as each of them.
    r"[^\W\d_]+(?=[\s,.;:)]|$)"
    r"|aujourd['’]hui|(?:après-(?:midi|demain)|avant-hier|week-end|mi-journée)(?!\w)|(?<![^\W_])(?:[ldcsnjmt]|qu|jusqu)['’](?=\w|$)|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]",
    re.IGNORECASE,
)
_ALIKE = str.maketrans({"’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: lower-case keys with straight apostrophes and hyphens, and where they stand."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def key(self, at: int) -> str:
        """Return the key of a word, "" outside the text."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def written(self, at: int) -> str:
        """Return a word as the text has it, "" outside the text."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.keys) else ""

    def touches(self, at: int) -> bool:
        """Say whether no space parts a word from the one before it."""
        return 0 < at < len(self.keys) and self.ends[at - 1] == self.starts[at]

    def breaks(self, at: int) -> bool:
        """Say whether a blank line stands before a word."""
        if not 0 < at < len(self.keys):
            return False
        end, start = self.ends[at - 1], self.starts[at]
        return start - end > 1 and self.text.count("\n", end, start) > 1


def scan(text: str) -> Words:
    """Return the words of a text.

    >>> scan("D’ici à 21h40, l'an 2014").keys
    ("d'", 'ici', 'à', '21', 'h', '40', ',', "l'", 'an', '2014')
    """
    found = [match.span() for match in _WORD.finditer(text)]
    alike = text.translate(_ALIKE)
    return Words(
        text=text,
        keys=tuple([alike[start:end].lower() for start, end in found]),
        starts=tuple([start for start, _ in found]),
        ends=tuple([end for _, end in found]),
    )
