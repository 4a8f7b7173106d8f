"""Seats of an elected house: how many each list won, lists added up where the words join them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, exact_bounds, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.numbers import show
from sourcier.assessment.operations.france.ballots import (
    RECENT,
    Ballot,
    Spoken,
    ballots_of,
    counts,
    days_of,
    held_in,
    is_elsewhere,
    is_short,
)
from sourcier.assessment.operations.france.parties import allied_lists, is_published, party_names
from sourcier.assessment.periods import time_for
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Operation, Verdict
from sourcier.core.language import Quantity

LISTS = "SELECT * FROM {table} WHERE tally = $tally AND list_contains(string_split($options, '+'), option)"
ALLIED = read_starts("vote_words", "allied")
"""Beginnings of words that add to a party's seats those of others."""
ALONE = read_words("vote_words", "alone")
WITH = frozenset({"avec", "with", "et", "and"})
MINISTRY = read_words("vote_words", "ministry")
"""Who counts as the table does: nobody else's count is meant."""
AFTER = 5
"""Words after a figure within which "avec ses alliés" still widens it."""
FRESH = timedelta(days=21)
PAIRED = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A list where the sentence names it."""

    start: int
    end: int
    options: str
    """Options of the ballot, joined by `+`."""


def parts_of(spoken: Spoken, desk: Desk) -> list[Part]:
    """Return the parts that check seats won, for the figures of a claim."""
    mine = [one for one in spoken.claim.quantities if _is_seats(spoken, one)]
    if (
        not mine
        or spoken.has("presidential", "referendum", "changed", "censure", "first_round")
        or not spoken.has("seated")
    ):
        return []
    if is_elsewhere(spoken):
        return []
    ballot = _meant(spoken, desk, mine[0])
    if ballot is None:
        return []
    parties = _parties(spoken, ballot)
    seats = [one for one in spoken.whole.quantities if _is_seats(spoken, one)]
    found = []
    for figure in mine:
        options = _with_allies(spoken, ballot, parties, seats, figure, _owner(spoken, parties, seats, figure))
        if options:
            found.append(_part(spoken, desk, ballot, options, figure))
    return found


def _with_allies(
    spoken: Spoken, ballot: Ballot, parties: Sequence[Party], seats: Sequence[Quantity], figure: Quantity, options: str
) -> str:
    """Return a list with its allies where the words add them: "avec ses alliés, le RN a …"; empty if none are known."""
    words = spoken.whole.words
    at = spoken.whole.at(figure.span)
    place = list(seats).index(figure)
    since = 0 if not place else spoken.whole.at(seats[place - 1].span)
    end = at + sum(figure.span.contains(word.span) for word in words)
    named = {each for one in parties for each in range(one.start, one.end)}
    allied = [each for each in range(since, min(end + AFTER, len(words))) if words[each].folded.startswith(ALLIED)]
    allied = [each for each in allied if each not in named or not _is_list(parties, each, options)]
    after = [each for each in allied if each >= end]
    if any(not WITH & {word.folded for word in words[end:each]} for each in after):
        allied = [each for each in allied if each < at]
    if not options or "+" in options or not allied or ALONE & {word.folded for word in words}:
        return options
    return allied_lists(ballot.kind, ballot.day.year, options)


def _is_list(parties: Sequence[Party], at: int, options: str) -> bool:
    """Say whether a word is part of the name of the very lists that are counted."""
    return any(one.start <= at < one.end and one.options == options for one in parties)


def _is_seats(spoken: Spoken, figure: Quantity) -> bool:
    return figure.unit not in {"%", "1"} and counts(figure, "seat", spoken.whole.lang)


def _parties(spoken: Spoken, ballot: Ballot) -> list[Party]:
    """Return the lists that a sentence names; of names that overlap the longest."""
    words = [word.folded for word in spoken.whole.words]
    hits = party_names(ballot.kind, str(ballot.day.year), spoken.whole.lang).find(words)
    kept: list[Party] = []
    for start, end, options in sorted(hits, key=lambda hit: hit[0] - hit[1]):
        if not any(start < other.end and other.start < end for other in kept):
            kept.append(Party(start, end, options))
    return sorted(kept, key=lambda one: one.start)


def _meant(spoken: Spoken, desk: Desk, figure: Quantity) -> Ballot | None:
    """Return the one election of seats that a sentence speaks of."""
    kinds = [one for one in ("legislative", "european") if spoken.has(one)]
    if len(kinds) > 1:
        return None
    every = [one for one in ballots_of(desk.tables).all if one.kind in {"legislative", "european"}]
    if kinds:
        every = [one for one in every if one.kind == kinds[0]]
    times = days_of(spoken)
    if not times:
        if not kinds:
            every = [one for one in every if desk.today - RECENT <= one.day <= desk.today]
            last = max(every, key=lambda one: one.day, default=None)
            crowd = [one for one in every if last is not None and last.day - one.day <= FRESH]
            return last if len(crowd) == 1 and last is not None and _parties(spoken, last) else None
        found = held_in(spoken, every, desk.today, None)
        last = max(found, key=lambda one: one.day, default=None)
        return last
    time = times[0] if len(times) == 1 else time_for(spoken.whole, figure)
    # "Les législatives de juin" had two rounds, and what is counted stands on the day of the last.
    found = held_in(spoken, every, desk.today, time) if time in times else []
    return found[0] if len(found) == 1 else None


def _owner(spoken: Spoken, parties: Sequence[Party], seats: Sequence[Quantity], figure: Quantity) -> str:
    """Return the list or lists whose seats a figure counts: those named since the figure before."""
    whole = spoken.whole
    at = whole.at(figure.span)
    place = list(seats).index(figure)
    since = 0 if not place else whole.at(seats[place - 1].span)
    before = [one for one in parties if since <= one.start and one.end <= at]
    if not before:
        end = at + sum(figure.span.contains(word.span) for word in whole.words)
        given = [one for one in parties if 0 < one.start - end <= 3]
        linked = given and {"pour", "au", "aux", "a", "for", "to"} & {
            w.folded for w in whole.words[end : given[0].start]
        }
        return given[0].options if linked else ""
    if len(before) == 1:
        following = [word.folded for word in whole.words[before[0].end : before[0].end + 3]]
        joined = following[:1] in (["et"], ["and"]) or "allies" in following
        return "" if joined else before[0].options
    between = [word.folded for word in whole.words[before[-2].end : before[-1].start]]
    if len(before) == 2 and {"et", "and"} & set(between) and len(between) <= PAIRED:
        return "+".join(one.options for one in before)
    return before[-1].options


def _part(spoken: Spoken, desk: Desk, ballot: Ballot, options: str, figure: Quantity) -> Part:
    lang = spoken.whole.lang
    query = desk.tables.query(ballot.resource, LISTS, {"tally": ballot.id, "options": options})
    run = Run.of("total", query)
    bounds = exact_bounds(claimed_bounds(figure), figure)
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=ballot.resource.tolerance, unit="members", lang=lang
    )
    label = ballot.label_fr if lang == "fr" else ballot.label_en
    rows = rows_of(query)
    counts = " + ".join(show(Decimal(row["count"] or "0"), lang) for row in rows)
    seats = run.outcome.numbers[0]
    caveats = (Caveat.IMPRECISE,) if is_short(comparison, bounds.figure) else ()
    finding = make_finding(
        spoken.claim.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=ballot.resource,
        lang=lang,
        statement=say(
            "seats_are",
            lang,
            tally=label,
            day=show_day(ballot.day, lang),
            who=join([row["option"] or "" for row in rows], lang),
            seats=show(seats, lang),
        ),
        expression=f"{counts} = {show(seats, lang)}" if len(rows) > 1 else counts,
        cells=[
            make_cell(ballot.resource, row, ("tally", "option"), "count", lang=lang, label=label, unit="members")
            for row in rows
        ],
        measure=label,
        unit="members",
        period=ballot.day.isoformat(),
        caveats=caveats,
        probability=0.85,
    )
    is_theirs = bool(MINISTRY & {word.folded for word in spoken.whole.words})
    if (
        finding.verdict is Verdict.REFUTED
        and not is_theirs
        and is_published(ballot.kind, ballot.day.year, options, bounds)
    ):
        undecided = Verdict.NOT_ENOUGH_EVIDENCE
        return Part((finding,), undecided, (), undecided, note=say("seats_otherwise", lang))
    return Part((finding,), finding.verdict, caveats, finding.verdict)
