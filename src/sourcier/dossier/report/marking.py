"""A text cut where claims and passages begin and end, so that nested, equal and crossing ones can all be marked."""

from __future__ import annotations

from collections.abc import Sequence
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


def runs(text: str, within: Span, spans: Sequence[Span], passages: Sequence[Span] = ()) -> tuple[Run, ...]:
    """Return the runs of a part of a text, in order; joined, they are that part.

    Args:
        text: The whole text.
        within: The part to cut.
        spans: Of the claims, in the whole text; what lies outside the part is left out.
        passages: Of the layer of persuasion, likewise.

    >>> [(run.text, run.claims) for run in runs("abcdef", Span(0, 6), [Span(0, 4), Span(2, 6)])]
    [('ab', (0,)), ('cd', (0, 1)), ('ef', (1,))]
    """
    over = [(index, span) for index, span in enumerate(spans) if len(span) and span.overlaps(within)]
    beside = [(index, span) for index, span in enumerate(passages) if len(span) and span.overlaps(within)]
    edges = {within.start, within.end}
    for _, span in (*over, *beside):
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
                passages=tuple(index for index, span in beside if span.contains(piece)),
                closing=tuple(index for index, span in beside if span.end == end),
            )
        )
    return tuple(found)
