"""Credits of pictures: lines that name a photographer or an agency and show nothing."""

from __future__ import annotations

import re
from functools import cache

from sourcier.ingest.head.wording import words
from sourcier.ingest.tables import rows

LONGEST = 120
"""Characters."""
_TOKEN = re.compile(r"[^\W_][\w'’.-]*|©|[:;,/|()\[\]–—-]|\S")
_SIGNS = frozenset(":;,/|()[]–—-")
_NAMES = 2
"""Names that a label without a colon must have behind it: "Photo Anne Roy", not "Photo Finish"."""


@cache
def _labels() -> frozenset[str]:
    cells = [cell for name, cell in rows(__package__, "furniture.tsv") if name == "credit"]
    return frozenset(word for cell in cells for word in cell.split("|"))


def is_credit(text: str) -> bool:
    """Say whether a line is a credit: a label or ©, then names, agencies and years, and no other word.

    >>> is_credit("Photo : Anne Le Goff / AFP"), is_credit("© Le Phare, 2024"), is_credit("(AP Photo/Ruth Vale)")
    (True, True, True)
    >>> is_credit("Photo : le port en mai"), is_credit("Photo de Paris")
    (False, False)
    """
    tokens = _TOKEN.findall(text.strip("*_ ")) if len(text) <= LONGEST else []
    names = labels = 0
    is_marked = False
    for token in tokens:
        low = token.lower()
        if low == "©" or (token == ":" and labels):
            is_marked = True
        elif low in _labels():
            # A label leads; behind a name it would be a word of the text.
            if names and not is_marked and low not in words("particle") and not names_are_agencies(tokens, token):
                return False
            labels += 1
        elif token[0].isupper():
            names += 1
        elif not (token in _SIGNS or low in words("particle") or low in {"par", "by", "via", "et", "and"} or low.isdigit()):
            return False
    return names >= (1 if is_marked else _NAMES) and (labels > 0 or "©" in tokens)
