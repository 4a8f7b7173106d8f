"""A text cut where claims and passages begin and end, so that nested, equal and crossing ones can all be marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sourcier.core.spans import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text under the same claims from end to end."""

    text: str
    claims: tuple[int, ...]
    """Indexes of the claims over it, the widest first."""
    ending: tuple[int, ...]
    """Indexes of the claims that end with it, the narrowest first."""
    passages: tuple[int, ...] = ()
    """Indexes of the passages of persuasion over it."""
    closing: tuple[int, ...] = ()
    """Indexes of the passages that end with it."""


Numbered = tuple[int, Span]
"""A span with its index among all."""


def beside(parts: Sequence[Span], spans: Iterable[Span]) -> list[list[Numbered]]:
    """Return, for each part of a text, the spans that have a letter in it; parts are in order and never overlap.

    >>> [[index for index, _ in part] for part in beside([Span(0, 4), Span(5, 9)], [Span(6, 7), Span(3, 6)])]
    [[1], [0, 1]]
    """
    starts = [part.start for part in parts]
    found: list[list[Numbered]] = [[] for _ in parts]
    for index, span in enumerate(spans):
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(parts) and parts[at].start < span.end:
            if len(span) and span.overlaps(parts[at]):
                found[at].append((index, span))
            at += 1
    return found


def runs(text: str, within: Span, over: Sequence[Numbered], loaded: Sequence[Numbered] = ()) -> tuple[Run, ...]:
    """Return the runs of a part of a text, in order; joined, they are that part.

    Args:
        text: The whole text.
        within: The part to cut.
        over: The claims that have a letter in it.
        loaded: The passages of the layer of persuasion, likewise.

    >>> [(run.text, run.claims) for run in runs("abcdef", Span(0, 6), [(0, Span(0, 4)), (1, Span(2, 6))])]
    [('ab', (0,)), ('cd', (0, 1)), ('ef', (1,))]
    """
    edges = {within.start, within.end}
    for _, span in (*over, *loaded):
        edges |= {max(span.start, within.start), min(span.end, within.end)}
    cuts = sorted(edges)
    found = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        piece = Span(start, end)
        here = sorted((-len(span), index) for index, span in over if span.contains(piece))
        ending = sorted((len(span), index) for index, span in over if span.end == end)
        found.append(
            Run(
                text=piece.of(text),
                claims=tuple(index for _, index in here),
                ending=tuple(index for _, index in ending),
                passages=tuple(index for index, span in loaded if span.contains(piece)),
                closing=tuple(index for index, span in loaded if span.end == end),
            )
        )
    return tuple(found)
