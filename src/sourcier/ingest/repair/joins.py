"""Does a text go on after a break, or did it end there?"""

from __future__ import annotations

import re
from functools import cache

from sourcier.ingest.repair.hyphens import CUT
from sourcier.ingest.tables import rows

_CLOSERS = "\"'»”’)]*_ \u00a0\u202f"
_OPENERS = "\"'«“‘([*_ \u00a0\u202f"
_TERMINAL = ".!?…:;"
_LAST_WORD = re.compile(r"[\w'’]+$")

_LONGEST = 40
SALUTATION = 40
"""Characters: a shorter line that ends in a comma ("Chers amis,") is whole."""


@cache
def _dangling() -> frozenset[str]:
    return frozenset(word for _, words in rows(__package__, "dangling.tsv") for word in words.split())


def is_ended(text: str) -> bool:
    """Say whether a paragraph ends as one does, in a final sign, closing quotes and brackets aside.

    >>> is_ended("Il a dit « non. »"), is_ended("Il a visité le")
    (True, False)
    """
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINAL


def continues(before: str, after: str, *, across_page: bool = False) -> bool:
    """Say whether a sentence cut after `before` goes on in `after`.

    Args:
        before: The paragraph before the break.
        after: The paragraph after it.
        across_page: The break is a page's, which falls anywhere: a long paragraph without a final sign was cut.

    >>> continues("Il y a peu, c'est", "le ministre qui avait parlé.")
    True
    >>> continues("Il est reparti.", "le lendemain, rien.")
    False
    """
    if not before or not after or is_ended(before):
        return False
    start = after.lstrip(_OPENERS)
    if not start:
        return False
    if start[0].islower() or start[0] in ",;:)»":
        return True
    if before[-1] == "," and len(before) > SALUTATION:
        return True
    if CUT.search(before[-3:]) and start[0].isalpha():
        return True
    last = _LAST_WORD.search(before[-_LONGEST:])
    if last and _is_dangling(last[0]):
        return True
    return across_page and len(before) > 2 * SALUTATION


def _is_dangling(word: str) -> bool:
    low = word.replace("’", "'").lower()
    if not word.islower():
        return False
    return low in _dangling() or (low.endswith("'") and low[:-1] + "'" in _dangling())
