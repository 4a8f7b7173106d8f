"""A claim with another's number in the place of its own: what is left to compare is all that the two say besides it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.assessment.entailment.alignment import Word, words_of

INSIDE = re.compile(r"[\s-]*(?:(?:et|and)\s+)?")
"""Between the words of one number: "vingt et un", "quatre-vingts"."""
TAIL = re.compile(r"(?:-|\s+et\s+|-et-)(?:une?|sept|one)\b")
"""Numbers that are other words as well, and so are read as numbers behind another only."""
SCALE = re.compile(r"[\s\u00a0\u202f]*(?:millions?|milliards?|billions?|trillions?|thousand|mille|bn|M|m)\b")
"""What a number may be counted in, and changes with it."""


def evened(one: str, other: str, within: tuple[str, str] | None = None) -> tuple[str, str] | None:
    """Return two claims with one number: that of the first, where each has just one that the other lacks.

    Args:
        one: A claim.
        other: Another.
        within: The words of the figure that each gives, where they are known: a number outside of them does not count.

    >>> evened("Vingt et un blessés dans le car", "Le car : 28 blessés, âgés de 12 ans")
    >>> evened("The toll rose to 3.5 million homes", "In all 900,000 homes were hit")
    ('The toll rose to 3.5 million homes', 'In all 3.5 million homes were hit')
    """
    ours, theirs = numbers(one), numbers(other)
    if within is not None:
        ours, theirs = (
            [span for span in spans if start <= span[0] < start + len(words)]
            for spans, words, text in ((ours, within[0], one), (theirs, within[1], other))
            for start in (text.find(words),)
        )
    else:
        known = {one[slice(*span)] for span in ours} & {other[slice(*span)] for span in theirs}
        ours = [span for span in ours if one[slice(*span)] not in known]
        theirs = [span for span in theirs if other[slice(*span)] not in known]
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (start, end), (at, to) = ours[0], theirs[0]
    return one, other[:at] + one[start:end] + other[to:]


def numbers(text: str) -> list[tuple[int, int]]:
    """Return where the numbers of a text stand, without years; with "million" and the like.

    >>> text = "Vingt et un morts, 3,5 millions de sinistrés en 2024"
    >>> [text[start:end] for start, end in numbers(text)]
    ['Vingt et un', '3,5 millions']
    """
    found: list[list[Word]] = []
    for word in words_of(text):
        if word.sort != "figure":
            continue
        if found and INSIDE.fullmatch(text, found[-1][-1].end, word.start):
            found[-1].append(word)
        else:
            found.append([word])
    return [(words[0].start, _end(text, words)) for words in found]


def value_of(number: str) -> float | None:
    """Return the value of a number; None where it is written in more than one word.

    >>> value_of("3,5 millions"), value_of("seize"), value_of("quatre-vingts")
    (3500000.0, 16.0, None)
    """
    first = next(iter(words_of(number)))
    scale = SCALE.match(number, first.end)
    return first.value if (scale.end() if scale else first.end) == len(number) else None


def _end(text: str, words: Sequence[Word]) -> int:
    tail = TAIL.match(text, words[-1].end)
    end = tail.end() if tail else words[-1].end
    scale = SCALE.match(text, end)
    return scale.end() if scale else end
