"""Ballots of a country: elections, referendums, votes of its parliament."""

from __future__ import annotations

from collections.abc import Callable

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.france import candidates, houses, seats, turnout
from sourcier.assessment.operations.france.ballots import Spoken, spoken_of
from sourcier.assessment.scope import Scope

KINDS: tuple[Callable[[Spoken, Desk], list[Part]], ...] = (
    turnout.parts_of,
    candidates.parts_of,
    seats.parts_of,
    houses.parts_of,
)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check what a claim says of a ballot; the first kind that has anything to say."""
    spoken = spoken_of(scope, desk)
    if spoken is None:
        return []
    for parts_of in KINDS:
        parts = parts_of(spoken, desk)
        if parts:
            return parts
    return []
