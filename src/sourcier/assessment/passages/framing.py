"""What stands around a passage in its document and takes its word from it: a letter, a spoof, "imagine", "overturned".

A passage is one to three sentences; whether they are the document's own word is often said above, before or after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcier.assessment.lexicon import tokenise
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.library import Document, Passage

ABOVE = words_of("framing_above")
"""Beginnings of words in a title or a heading: "courrier", "satir", "publicit"."""
PUBLISHER = words_of("framing_publisher")
"""Of words in a publisher's name: "Le Courrier" is a newspaper, "journal satirique" is none."""
BEFORE = words_of("framing_before")
"""Of words in the two sentences before: whoever is named there may go on speaking."""
AFTER = words_of("framing_after")
"""Of words in the four sentences after, which doubt or undo what was said."""
ANYWHERE = words_of("framing_anywhere")
"""Of words that make a whole text no report."""
BLAMING = words_of("blaming")
"""Of words by which somebody is said to have done wrong."""
SENTENCES = re.compile(r"(?<=[.!?…])[»”\"]?\s+|\n+")
SUPPOSING = re.compile(r"(?i)\W*(?:et\s+si|what\s+if)\b")
WHOLE = "$"
"""After an entry that is a whole word and no beginning."""
FIRST, LAST = 2, 4
"""Sentences looked at before and after a passage."""


def framed(passage: Passage, document: Document | None, claim: str) -> str:
    """Return the word around a passage that keeps it from vouching for what it says; empty where there is none.

    Args:
        passage: The passage.
        document: The one that it is of; without it only the passage and the words above it are looked at.
        claim: The claim's words: what it says itself takes nothing from it.
    """
    said = frozenset(tokenise(claim))
    above = ". ".join(one for one in (passage.title, passage.heading) if one)
    if any(SUPPOSING.match(one) for one in (passage.title, passage.heading) if one):
        return above
    publisher = tokenise(passage.publisher or "")
    found = (
        _met(publisher, PUBLISHER)
        or _met((word for word in tokenise(above) if word not in publisher), ABOVE | ANYWHERE)
        or _met((word for word in tokenise(passage.text) if word not in said), BEFORE | AFTER | ANYWHERE)
    )
    if found or document is None:
        return found
    start, end = passage.anchor.start, passage.anchor.end
    before = SENTENCES.split(document.text[:start].rstrip())[-FIRST:]
    after = SENTENCES.split(document.text[end:].lstrip())[:LAST]
    return (
        next((one.strip() for one in before[-1:] if one.rstrip().endswith(":")), "")
        or _met(tokenise(" ".join(before)), BEFORE)
        or _met(tokenise(" ".join(after)), AFTER)
        or _met(tokenise(document.text), ANYWHERE)
    )


def blames(text: str) -> bool:
    """Say whether a claim says that somebody did wrong: one text alone is not enough to repeat it.

    >>> blames("Denis Prat a détourné 80 000 euros."), blames("La ville a planté 300 arbres.")
    (True, False)
    """
    return bool(_met(tokenise(text), BLAMING))


def _met(words: Iterable[str], beginnings: frozenset[str]) -> str:
    starts = tuple(one for one in beginnings if not one.endswith(WHOLE))
    return next((word for word in words if word.startswith(starts) or f"{word}{WHOLE}" in beginnings), "")
