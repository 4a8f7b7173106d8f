"""Elections between persons: what each candidate received, who came before whom and by how much, who went on."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lending import MEANWHILE
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.france.ballots import (
    EVER,
    JUST,
    Ballot,
    Spoken,
    ballots_of,
    counts,
    days_of,
    held_in,
    is_elsewhere,
)
from sourcier.assessment.operations.france.standings import (
    PLACE,
    POINTS,
    SHARES,
    Named,
    gap,
    is_governed,
    order,
    place_of,
    score,
    subject_of,
)
from sourcier.assessment.periods import time_for
from sourcier.core.findings import Verdict
from sourcier.core.language import Quantity

GIVEN = frozenset({"a", "pour", "to", "for"})
"""Words between a figure and the candidate who received it: "18 millions à X"."""
BETWEEN = GIVEN | read_words("vote_words", "between_votes")
GAP_WORDS = 6
NEARBY = frozenset({"a", "within"})
FROM = frozenset({"de", "d", "of"})
MOVED = read_starts("vote_words", "moved")
"""Beginnings of verbs before votes that were not there, or no longer are."""
GRADED = frozenset({"plus", "moins", "as", "more", "fewer", "less", "the"})
"""Words after "trois fois", "three times" that make it a multiple."""


def parts_of(spoken: Spoken, desk: Desk) -> list[Part]:
    """Return the parts that check what a sentence says of the candidates of one election.

    Where it does not say which round it means, any round that bears it out is the one meant.
    """
    if spoken.has(
        "legislative", "european", "referendum", "registered", "stayed_away", "turned_out", "censure", "mandate"
    ):
        return []
    mine = [one for one in spoken.claim.quantities if _is_score(spoken, one)]
    if not mine and not spoken.asserts("beat", "qualified", "unqualified", "lost", *PLACE):
        return []
    if is_elsewhere(spoken) or _is_told_of_several(spoken):
        return []
    if not mine and any(one.unit not in {"a", "mo"} for one in spoken.claim.quantities):
        return []  # a figure of something else
    rounds = _rounds(spoken, desk, mine[0] if mine else None)
    tried = [parts for one in rounds if (parts := _in_round(spoken, desk, one, mine))]
    if not tried or (len(tried) < len(rounds) and not _is_told(spoken)):
        return []
    best = [parts for parts in tried if all(part.verdict is Verdict.SUPPORTED for part in parts)]
    if best and EVER & {word.folded for word in spoken.whole.words}:
        return []  # a record, which no table of some rounds can bear out
    return best[-1] if best else tried[-1]


def _is_told_of_several(spoken: Spoken) -> bool:
    """Say whether a sentence sums up elections, "battue trois fois à la présidentielle"; not "deux fois plus"."""
    words = spoken.whole.words
    ends = [end for _, end in spoken.whole.cues.get("repeated", ())]
    return any(end >= len(words) or words[end].folded not in GRADED for end in ends)


def _is_score(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether a figure may be votes, a share of them, or points of it."""
    if figure.unit in {*SHARES, *POINTS}:
        named = spoken.has("presidential", "first_round", "second_round", "threshold", "final")
        return figure.per is None and (named or counts(figure, "ballot", spoken.whole.lang))
    return counts(figure, "ballot", spoken.whole.lang)


def _is_told(spoken: Spoken) -> bool:
    return spoken.has("first_round", "second_round", "final", "lost", "unqualified")


def _rounds(spoken: Spoken, desk: Desk, figure: Quantity | None) -> list[Ballot]:
    """Return the rounds that a sentence may mean: those of its year in which all whom it names stood."""
    named = {one.entity_id for one in spoken.whole.mentions if one.kind == "person" and one.entity_id}
    every = [one for one in ballots_of(desk.tables).all if one.kind == "presidential"]
    times = days_of(spoken)
    time = times[0] if len(times) == 1 else time_for(spoken.whole, figure)
    if times and time not in times:
        return []
    found = held_in(spoken, every, desk.today, time if times else None)
    found = [one for one in found if named & set(one.counts)]
    if not times and not found and len(named) > 1:
        fits = [one for one in every if one.day <= desk.today and named <= set(one.counts)]
        found = fits if len({one.day.year for one in fits}) == 1 else []
    years = {one.day.year for one in found}
    if len(years) != 1 or (
        not spoken.has("presidential", "first_round", "second_round", "final", "gap", "threshold", "beat")
        and not figure
    ):
        return []
    known = [one for one in every if one.day.year in years and one.day <= desk.today]
    if spoken.has("first_round") != spoken.has("second_round"):
        wanted = "first_round" if spoken.has("first_round") else "second_round"
        if not spoken.has("qualified", "unqualified"):
            return [one for one in found if one.round == wanted]
    if spoken.has("qualified", "unqualified", *PLACE):
        return [one for one in found if one.round == "first_round"]
    if spoken.has("final", "lost"):
        return [one for one in found if one.round == "second_round"]
    last = max(one.day for one in known)
    if not times and desk.today - last <= JUST:
        return [one for one in found if one.day == last]
    # Of an election whose first round is not in the table, a figure may be that round's.
    if not any(one.round == "first_round" for one in known):
        return []
    return [one for one in found if named <= set(one.counts)] or found


def _named(spoken: Spoken, ballot: Ballot) -> list[Named]:
    whole = spoken.whole
    return [
        Named(
            one.entity_id, whole.at(one.span), whole.at(one.span) + sum(one.span.contains(w.span) for w in whole.words)
        )
        for one in whole.mentions
        if one.entity_id in ballot.counts
    ]


def _in_round(spoken: Spoken, desk: Desk, ballot: Ballot, figures: Sequence[Quantity]) -> list[Part]:
    named = _named(spoken, ballot)
    parts: list[Part] = []
    if any(_is_moved(spoken, figure) or _is_short_of(spoken, figure) for figure in figures):
        return []
    for figure in figures:
        if figure.unit in POINTS and not _is_gap(spoken, figure):
            return []  # points gained since another election
        if figure.unit not in SHARES and _is_gap(spoken, figure):
            parts += gap(spoken, desk, ballot, figure, named)
            continue
        owner = _owner(spoken, named, figure)
        if owner is None:
            return []
        parts.append(score(spoken, desk, ballot, owner, figure))
    if parts and any(part is None for part in parts):
        return []
    if spoken.asserts("beat"):
        parts += order(spoken, desk, ballot, named)
    subject = subject_of(spoken, named)
    if subject is not None and not spoken.claim.is_negated:
        parts += place_of(spoken, desk, ballot, subject)
    return parts


def _is_moved(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether votes were gained or lost since another election: "a gagné 2,6 millions de voix"."""
    at = spoken.whole.at(figure.span)
    before = [word for word in spoken.whole.words[max(at - 3, 0) : at] if word.token.pos_ not in {"ADV", "ADP", "DET"}]
    return bool(before) and before[-1].folded.startswith(MOVED)


def _is_gap(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether a number of votes parts two candidates: "devancé de 200 000 voix", "194 600 voix d’avance"."""
    whole = spoken.whole
    at = whole.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in whole.words)
    return any(
        0 <= at - stop <= GAP_WORDS or 0 <= start - end <= 2 or at <= start < end
        for start, stop in spoken.senses.get("gap", ())
    ) or _is_distance(spoken, at, end)


def _is_distance(spoken: Spoken, at: int, end: int) -> bool:
    """Say whether a figure is how far somebody was from another: "à moins de 200 000 voix de X", "within 3 of X"."""
    words = spoken.whole.words
    named = {spoken.whole.at(one.span) for one in spoken.whole.mentions if one.kind == "person"}
    led = {word.folded for word in words[max(at - 3, 0) : at]} | {words[at].folded if at < len(words) else ""}
    return bool(led & NEARBY) and words[end : end + 1] != () and words[end].folded in FROM and end + 1 in named


def _is_short_of(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether votes are what somebody lacked of something: "à 420 000 voix de la qualification"."""
    words = spoken.whole.words
    at = spoken.whole.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in words)
    led = {word.folded for word in words[max(at - 3, 0) : at]}
    is_of = words[end : end + 1] != () and words[end].folded in {*FROM, "du"}
    return figure.unit not in SHARES and bool(led & NEARBY) and is_of and not _is_gap(spoken, figure)


def _owner(spoken: Spoken, named: Sequence[Named], figure: Quantity) -> Named | None:
    """Return the candidate whose figure it is."""
    whole = spoken.whole
    at = whole.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in whole.words)
    for one in named:
        between = {word.folded for word in whole.words[end : one.start]}
        if 0 < one.start - end <= 5 and between <= BETWEEN and between & GIVEN:
            return one
    for one in named:
        between = {word.folded for word in whole.words[one.end : at]}
        beside = {"("} if is_governed(spoken, one, named) else {"(", ",", "a", ":", "at", "–"}
        if 0 < at - one.end <= 2 and between <= beside:
            return one
    free = [one for one in named if not is_governed(spoken, one, named)]
    before, after = [one for one in free if one.end <= at], [one for one in free if one.start >= end]
    if MEANWHILE & {word.folded for word in whole.words[end : after[0].start if after else end]}:
        after = []  # "l'abstention n'était que de 28 %, quand Emmanuel Macron l'emportait"
    return before[-1] if before else after[0] if after else None
