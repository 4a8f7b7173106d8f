"""Cut names and texts into words that compare alike: hyphens, apostrophes and spaces only part them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+|[^\w\s'’ʼ`‐‑–-]")
HYPHENS = frozenset("-‐‑–")

Key = tuple[str, ...]


def key_of(name: str) -> Key:
    """Return the words of a name, as written.

    >>> key_of("Maison-Blanche"), key_of("Côte d’Ivoire"), key_of("U.S.")
    (('Maison', 'Blanche'), ('Côte', 'd', 'Ivoire'), ('U', '.', 'S', '.'))
    """
    return tuple(_WORD.findall(name))


def capitals_of(key: Key) -> Key:
    """Return a name as a headline in capitals has it, accents left out.

    >>> capitals_of(("États", "Unis"))
    ('ETATS', 'UNIS')
    """
    return tuple(bare(word).upper() for word in key)


def bare(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFKD", word)
    return "".join(char for char in parted if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of a text as names have them, and what parts each from the one before."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> NameWords:
        """Return the words of a text."""
        spans = [match.span() for match in _WORD.finditer(text)]
        return cls(
            text,
            keys=[text[start:end] for start, end in spans],
            starts=[start for start, _ in spans],
            ends=[end for _, end in spans],
        )

    def gap(self, at: int) -> str:
        """Return what parts a word from the one before it: spaces, hyphens, apostrophes."""
        return self.text[self.ends[at - 1] : self.starts[at]] if 0 < at < len(self.keys) else "\n\n"

    def is_joined(self, at: int) -> bool:
        """Say whether a word can go on the name of the word before it."""
        gap = self.gap(at)
        return len(gap) <= 1 or (gap.isspace() and gap.count("\n") < 2)

    def has_hyphen_before(self, at: int) -> bool:
        """Say whether a hyphen joins a word to the one before it."""
        return self.gap(at) in HYPHENS
