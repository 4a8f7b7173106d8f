"""Words that a person gives, found again in the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError
from sourcier.core.spans import Span, trimmed
from sourcier.dossier.report.typography import cleaned

_APOSTROPHES = "'’‘ʼ"
_MARKS = '"“”„'


class Misplaced(SourcierError, LookupError):
    """Words are not in the article as given, or more than once."""

    slug: ClassVar[str] = "misplaced-words"
    scope: ClassVar[Scope] = Scope.ITEM


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are looked for."""

    text: str
    """The article's."""
    within: Span
    start: int | None = None
    """Where whoever gave the words saw them begin; it counts only where they stand there."""


def placed(words: str, place: Place) -> Span:
    r"""Return where some words stand.

    A browser shows spaces of other kinds than the text has, and people type straight apostrophes: both match. Nothing
    else is forgiven, so that a claim's words are the article's own.

    Raises:
        Misplaced: They stand nowhere, or more than once; `count` says how often.

    >>> placed("l'an dernier", Place("Il a plu l’an\u00a0dernier.", Span(0, 22)))
    Span(start=9, end=21)
    """
    asked = words.split()
    if not asked:
        raise Misplaced("there are no words", count=0, words="")
    # One that a page shows in place of a character that cannot be shown stands for it.
    pattern = re.compile(r"\s+".join("".join(map(_letter, part)) for part in asked))
    text = cleaned(place.text)
    found = [Span(*match.span()) for match in _every(pattern, text, place.within)]
    at = next((span for span in found if place.start is not None and abs(span.start - place.start) <= 1), None)
    if at is None and len(found) == 1:
        at = found[0]
    if at is None:
        many = len(found)
        told = " ".join(asked)[:200]
        raise Misplaced(f"these words stand {many} times in the article, not once: {told}", count=many, words=told)
    return trimmed(at, place.text)


def _letter(sign: str) -> str:
    for alike in (_APOSTROPHES, _MARKS):
        if sign in alike:
            return f"[{alike}]"
    return re.escape(sign)


def _every(pattern: re.Pattern[str], text: str, within: Span) -> list[re.Match[str]]:
    """Return every place, also those that overlap."""
    found, at = [], within.start
    while match := pattern.search(text, at, within.end):
        found.append(match)
        at = match.start() + 1
    return found
