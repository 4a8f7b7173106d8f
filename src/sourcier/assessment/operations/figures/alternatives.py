"""Other choices that a writer might have made, beside the one made: what they give, for a reader and for a replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sourcier.core.findings import Caveat, Finding, Query


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same statement under other choices of one kind: of a peer, of a group, of a denominator."""

    query: Query
    """The rows of all of them: what a replay runs again."""
    note: str
    """What a reader is told; nothing where every choice bears the statement out."""
    is_picked: bool = False
    """So few bear it out that the statement is owed to the choice made."""


def with_alternatives(finding: Finding, note: str, found: Iterable[Alternative]) -> tuple[Finding, str]:
    """Return a finding with the rows and the caveat of other choices, and its note with what they give.

    The verdict is none of their business: only what holds is asked under them, and it goes on holding.
    """
    every = list(found)
    is_picked = any(one.is_picked for one in every) and Caveat.CHERRY_PICKED not in finding.caveats
    caveats = (*finding.caveats, Caveat.CHERRY_PICKED) if is_picked else finding.caveats
    notes = dict.fromkeys(each for each in (note, *(one.note for one in every)) if each)
    queries = dict.fromkeys([*finding.queries, *(one.query for one in every)])
    return replace(finding, queries=tuple(queries), caveats=caveats), " ".join(notes)
