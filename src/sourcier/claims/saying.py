"""What is kept of one act of saying: who, how, which pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sourcier.core.claims import Source
from sourcier.core.spans import Span


class Manner(StrEnum):
    """How a source is brought in."""

    SAYS = "says"
    RECKONS = "reckons"
    FACTIVE = "factive"
    """The author takes the content as true: "rappelle que"."""
    RUMOURS = "rumours"
    """Nobody in particular is made to say it: "murmure-t-on"."""
    PHRASE = "phrase"
    """"Selon X", "according to X"."""


@dataclass(slots=True)
class Saying:
    """One act of saying in a sentence."""

    source: Source
    manner: Manner
    chunk: int | None
    """The piece that holds the verb of saying; None for a phrase."""
    contents: set[int] = field(default_factory=set)
    """The pieces that are said."""
    cue: Span | None = None
    gives_words: bool = False
    """Brought in by "selon X", or a quotation that goes on: a quote where the words stand in marks."""
    is_denial: bool = False
    """The source says that it is not so: "nie avoir livré"."""
    is_unsaid: bool = False
    """Nobody is made to say it: "n'a jamais dit que", "nobody claims that"."""
    is_rejected: bool = False
    """The author holds that it is not so: "prétend à tort que", "a lie to say that"."""
    is_spoken: bool = False
    """The verb is one of saying or writing, not only of knowing or reckoning."""


def saying_of(said: Sequence[Saying], number: int) -> Saying | None:
    """Return who is made to say a piece: the nearest act of saying that holds it."""
    holders = [saying for saying in said if number in saying.contents]
    if not holders:
        return None
    return min(holders, key=lambda saying: (saying.chunk is None, abs((saying.chunk or 0) - number)))
