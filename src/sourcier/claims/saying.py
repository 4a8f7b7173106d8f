"""What is kept of one act of saying: who, how, which pieces."""

from __future__ import annotations

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
    is_spoken: bool = False
    """The verb is one of saying or writing, not only of knowing or reckoning."""
