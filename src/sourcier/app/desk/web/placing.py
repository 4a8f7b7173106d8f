"""Words that a person gives, found again in the article."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError
from sourcier.core.spans import Span, trimmed
from sourcier.dossier.report.typography import cleaned

_ALIKE = {**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”„", '"')}
_MOST = 100


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
    else is forgiven, so that a claim's words are the article's own; half a word is taken for the whole one.

    Raises:
        Misplaced: They stand nowhere, or more than once; `count` says how often.

    >>> placed("l'an derni", Place("Il a plu l’an\u00a0dernier.", Span(0, 22)))
    Span(start=9, end=21)
    """
    asked = _flat(words)[0].strip()
    if not asked:
        raise Misplaced("there are no words", count=0, words="")
    flat, places = _flat(cleaned(place.within.of(place.text)))

    def span(at: int) -> Span:
        return Span(places[at], places[at + len(asked) - 1] + 1).shift(place.within.start)

    if place.start is not None:
        near = bisect_left(places, place.start - place.within.start - 1)
        for at in range(near, min(near + 3, len(flat))):
            if flat.startswith(asked, at):
                return trimmed(_whole(span(at), place.text), place.text)
    # As letters go, not as a pattern: what nearly matches everywhere takes no longer (two-way search, CPython 3.10).
    found: list[Span] = []
    at = flat.find(asked)
    while at >= 0 and len(found) < _MOST:
        found.append(span(at))
        at = flat.find(asked, at + 1)
    if len(found) != 1:
        told = asked[:200]
        raise Misplaced(
            f"these words stand {len(found)} times in the article, not once: {told}", count=len(found), words=told
        )
    return trimmed(_whole(found[0], place.text), place.text)


def _flat(text: str) -> tuple[str, list[int]]:
    r"""Return a text with signs that look alike as one and white space as one space, and where each letter stood.

    >>> _flat("l’an\u00a0\n 1")
    ("l'an 1", [0, 1, 2, 3, 4, 7])
    """
    letters: list[str] = []
    places: list[int] = []
    for number, letter in enumerate(text):
        shown = " " if letter.isspace() else _ALIKE.get(letter, letter)
        if shown != " " or not letters or letters[-1] != " ":
            letters.append(shown)
            places.append(number)
    return "".join(letters), places


def _whole(span: Span, text: str) -> Span:
    """Return a span widened to the words that it cuts."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
