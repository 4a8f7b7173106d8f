"""The vote by which the Assembly condemned an invasion, told without a date: "la résolution condamnant …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_starts
from sourcier.assessment.operations.votes.scrutiny import Tally, Topic
from sourcier.assessment.scope import Scope

CONDEMNED = read_starts("vote_words", "condemned")
INVADED = read_starts("vote_words", "invaded")
AFTER = timedelta(days=45)
"""Within which the Assembly's own vote on an invasion falls."""
OPTIONS = ("yes", "no", "abstain")


def is_condemned(scope: Scope) -> bool:
    """Say whether a claim without a date speaks of an invasion and of its condemnation."""
    words = [word.folded for word in scope.words]
    return (
        not scope.times
        and any(word.startswith(CONDEMNED) for word in words)
        and any(word.startswith(INVADED) for word in words)
    )


def on_invasion(scope: Scope, desk: Desk, votes: Sequence[Tally], topic: Callable[[Tally], Topic]) -> Tally | None:
    """Return the Assembly's first vote after the one invasion of which a claim speaks.

    None where a later vote on the same state would bear the claim out, and this one not: it may be the one meant.

    Args:
        scope: The claim.
        desk: The article.
        votes: Those of the short tables.
        topic: What a vote was about.
    """
    if not is_condemned(scope):
        return None
    named = {one.entity_id or "" for one in scope.mentions}
    started = [
        (row["place"] or "", date.fromisoformat((row["start"] or "9999-12-31")[:10]))
        for resource in desk.tables.of_shape("event")
        for row in resource.rows()
        if row["type"] == "invasion" and row["place"] in named
    ]
    started = [one for one in started if one[1] <= desk.today]
    if len(started) != 1:
        return None
    place, start = started[0]
    on_it = [
        one
        for one in votes
        if one.body == "unga" and one.is_vote and start <= one.day <= desk.today and place in topic(one).states
    ]
    on_it.sort(key=lambda one: one.day)
    if not on_it or on_it[0].day > start + AFTER or on_it[0].positions != "all":
        return None
    first, later = on_it[0], on_it[1:]
    figures = {int(one.low) for one in scope.quantities if one.low is not None}
    if figures & (_counts(later) - _counts([first])):
        return None
    voters = {one for one in named if one in desk.tables.states} - {place}
    return (
        None
        if any(
            _chose(desk, first, one) != _chose(desk, each, one)
            for one in voters
            for each in later
            if each.positions == "all"
        )
        else first
    )


def _counts(votes: Sequence[Tally]) -> set[int]:
    return {
        int(float(row["count"] or 0))
        for one in votes
        for row in one.resource.rows()
        if row["tally"] == one.id and row["option"] in OPTIONS
    }


def _chose(desk: Desk, one: Tally, state: str) -> str:
    """Return what a state chose in a vote whose positions are all known; empty for none."""
    if not one.resource.companion:
        return ""
    resource = desk.tables.packs.resource(one.resource.pack, one.resource.companion)
    return next(
        (row["option"] or "" for row in resource.rows() if row["tally"] == one.id and row["entity"] == state), ""
    )
