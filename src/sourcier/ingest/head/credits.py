"""Credits of pictures: lines that name a photographer or an agency and show nothing."""

from __future__ import annotations

import re
from functools import cache

from sourcier.ingest.head.wording import words
from sourcier.ingest.tables import rows

LONGEST = 120
"""Characters."""
_WORD = re.compile(r"©|:|[^\W_][\w'’.-]*")
_LINKING = frozenset({"par", "by", "via", "et", "and", "pour", "for"})


@cache
def _labels(kind: str) -> frozenset[str]:
    cells = [cell for name, cell in rows(__package__, "furniture.tsv") if name == kind]
    return frozenset(word for cell in cells for word in cell.split("|"))


def is_credit(text: str) -> bool:
    """Say whether a line is a credit: a label or ©, then names, agencies and years, and no other word.

    Without a colon behind the label two names are asked for: "Photo Anne Roy" is a credit, "Photo Finish" a title.

    >>> is_credit("Photo : Anne Le Goff / AFP"), is_credit("© Le Phare, 2024"), is_credit("(AP Photo/Ruth Vale)")
    (True, True, True)
    >>> is_credit("Photo : le port en mai"), is_credit("Crédit Ormeau Bretagne"), is_credit("Un dessin : Anne Roy")
    (False, False, False)
    """
    tokens = _WORD.findall(text) if len(text) <= LONGEST else []
    if len(tokens) > 1 and tokens[0].lower() in words("agency"):
        tokens = [*tokens[1:], tokens[0]]
    is_marked = False
    labels = names = 0
    for at, token in enumerate(tokens):
        low = token.lower()
        if low in {"©", ":"}:
            is_marked = is_marked or at == labels
        elif at == labels and low in _labels("credit") | _labels("credit_part"):
            labels += 1
        elif token[0].isupper() or low in words("agency"):
            names += 1
        elif not (low in words("particle") or low in _LINKING or low.isdigit()):
            return False
    led = tokens[:labels]
    if is_marked:
        return names > 0
    is_picture = any(token.lower() in _labels("credit") for token in led)
    return is_picture and (names > 1 or (names == 0 and 1 < labels == len(tokens)))
