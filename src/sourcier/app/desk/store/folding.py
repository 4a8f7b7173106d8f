"""Words as a search compares them: without case, accents, ligatures, and with plain spaces and apostrophes."""

from __future__ import annotations

import re
import unicodedata

_LIKE = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "æ": "ae", "ß": "ss", "\u00ad": "", "–": "-", "—": "-", "‑": "-"})
_TERM = re.compile(r'"([^"]*)"|«([^»]*)»|(\S+)')
_MOST_TERMS = 12


def fold(text: str) -> str:
    """Return a text as searches compare it.

    >>> fold("L’Électricité,  63 % — cœur")
    "l'electricite, 63 % - coeur"
    """
    parted = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE))
    return " ".join("".join(letter for letter in parted if not unicodedata.combining(letter)).replace("\0", "").split())


def terms(query: str) -> tuple[str, ...]:
    """Return what a query looks for: its words, and the words between quotation marks as one run.

    >>> terms('dette « 3 000 milliards » "Été"')
    ('dette', '3 000 milliards', 'ete')
    """
    found = (fold("".join(match.groups(""))) for match in _TERM.finditer(query))
    return tuple(dict.fromkeys(term for term in found if term))[:_MOST_TERMS]
