"""Whether a state belongs to an organisation on a day, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.belonging import admission, partners, plain_members, possession, succession
from sourcier.assessment.operations.belonging.relations import (
    end_of,
    held,
    is_length,
    last_day,
    list_of,
    open_since,
    spells,
)
from sourcier.assessment.operations.belonging.standing import SUSPENDED, dated_part, held_part
from sourcier.assessment.operations.belonging.succession import distances
from sourcier.assessment.operations.belonging.tenure import term_of
from sourcier.assessment.operations.belonging.ties import Tie, ties_in
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.operations.figures.point import is_all_there_is
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.core.findings import Verdict
from sourcier.core.language import Grain, TimeInterval
from sourcier.evidence.packs import Resource

MEMBER = ("member_of",)
SEATS = {"permanent": ("permanent_member_of",), "elected": ("elected_member_of",)}
ORDERS = frozenset({"avant", "apres", "before", "after"})
ROUGH = timedelta(days=366)
"""A length of time in whole years ("depuis dix ans") may be a year off."""
ANSWERS = frozenset({"non", "oui", "no", "yes"})
DENYING = frozenset({"pas", "not", "n't", "nullement"})
"""Words that deny what follows them."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a state whose membership the claim asserts or denies."""
    if scope.is_future or _is_answered_otherwise(scope):
        return []
    plain = plain_members.check(scope, desk)
    if plain:
        return plain
    subjects = subjects_of(scope, desk.tables, desk.today)
    if is_ordered(scope, subjects) or distances(scope):
        return succession.check(scope, desk, subjects)  # who came first is not what a membership says
    parts: list[Part] = [*possession.check(scope, desk), *admission.check(scope, desk, subjects)]
    parts += partners.check(scope, desk, subjects)
    if not parts and not scope.has("member") and not scope.mentions:
        return []
    ties = ties_in(scope, desk, subjects)
    tied = {tie.body.id for tie in ties}
    # "member of the Council of Europe and the OSCE, a guest of the G7": one that holds does not bear out the others.
    is_whole = all(one.id in tied for one in subjects if one.mention and desk.tables.is_listed(one.id))
    for tie in ties:
        some = _parts(scope, desk, tie)
        may_support = (tie.is_told and is_whole) or (
            tie.when is not None and tie.is_set_apart and is_all_there_is(scope, {tie.state.id, tie.body.id})
        )
        parts += [one for one in some if may_support or one.verdict is not Verdict.SUPPORTED]
    return parts


def _is_answered_otherwise(scope: Scope) -> bool:
    """Say whether a question about membership is answered by less: "Non, elle y est observatrice"."""
    first = scope.words[0].folded if scope.words else ""
    words = {word.folded for word in scope.words}
    return bool(ANSWERS & {first, *words}) and has_word(scope, "lesser", 0, len(scope.words))


def is_ordered(scope: Scope, subjects: Sequence[Subject]) -> bool:
    """Say whether one name is set before or after another in time: "avant la Finlande", "five years after Portugal"."""
    orders = [at for at, word in enumerate(scope.words) if word.folded in ORDERS]
    places = [scope.at(one.mention.span) for one in subjects if one.mention]
    return any(0 < place - at <= 2 for at in orders for place in places)


def _relations(tie: Tie, resource: Resource) -> tuple[str, ...]:
    """Return the relations that the words speak of: of a council with two kinds of seat, either or one."""
    own = {row["relation"] for row in resource.rows() if row["object"] == tie.body.id}
    if "member_of" in own:
        return MEMBER
    return SEATS.get(tie.seat, (*SEATS["permanent"], *SEATS["elected"]))


def _parts(scope: Scope, desk: Desk, tie: Tie) -> list[Part]:
    resource = list_of(desk, tie.body.id)
    if resource is None:
        return []
    relations, when = _relations(tie, resource), tie.when
    if when is not None and term_of(when) is not None:
        return []
    every = spells(desk, resource, tie.state.id, tie.body.id, relations)
    if tie.suspended or tie.again:
        return _suspended(scope, desk, resource, tie)
    if (tie.exited or tie.is_former) and not rows_of(every):
        return []  # what it never belonged to it cannot have left
    if when is not None and when.mod == "until":
        part = (
            None
            if tie.is_denied
            else dated_part(scope, desk, resource, tie, relations, (_year_start(when), when.end), True)
        )
        return [part] if part else []
    if (tie.entered or tie.exited) and when is not None and when.mod != "since" and not tie.is_never:
        if tie.is_denied and not tie.entered:
            return _present(scope, desk, resource, tie, relations)
        claimed = (when.start, when.end)
        is_exit = tie.exited and not tie.entered
        part = dated_part(scope, desk, resource, tie, relations, claimed, is_exit)
        if part is None and is_exit and not tie.is_denied and tie.is_told:
            return _still_in(scope, desk, resource, tie, relations)
        if part is None and not is_exit and tie.is_told and not tie.is_denied and not rows_of(every):
            return _never_in(scope, desk, resource, tie, relations)
        return [part] if part else []
    current = held(desk, resource, tie.state.id, tie.body.id, relations, desk.today)
    if when is not None and when.mod == "since" and current.rows:
        if tie.is_denied or tie.exited or tie.is_never:
            return []
        part = _since(scope, desk, resource, tie, relations, when)
        return [part] if part else []
    return _present(scope, desk, resource, tie, relations)


def _never_in(scope: Scope, desk: Desk, resource: Resource, tie: Tie, relations: tuple[str, ...]) -> list[Part]:
    """Return the part that refutes a dated entry by a full list in which the state never stands."""
    day = last_day(tie.when, desk.today) if tie.when is not None else None
    if day is None or tie.state.members or not resource.is_complete_for(tie.body.id):
        return []
    return [held_part(scope, desk, resource, tie, relations, day, expected=True)]


def _still_in(scope: Scope, desk: Desk, resource: Resource, tie: Tie, relations: tuple[str, ...]) -> list[Part]:
    """Return the part that refutes a past exit by a membership that has not ended."""
    rows = rows_of(spells(desk, resource, tie.state.id, tie.body.id, relations))
    if len(rows) != 1 or rows[0]["end"] or (rows[0]["start"] or "9999") > desk.today.isoformat():
        return []
    return [held_part(scope, desk, resource, tie, relations, desk.today, expected=False)]


def _year_start(when: TimeInterval) -> date | None:
    """Return the first day of the year, month or day until which something lasted."""
    if when.end is None:
        return None
    last = when.end - timedelta(days=1)
    if when.grain is Grain.YEAR:
        return last.replace(month=1, day=1)
    return last.replace(day=1) if when.grain is Grain.MONTH else last


def _present(scope: Scope, desk: Desk, resource: Resource, tie: Tie, relations: tuple[str, ...]) -> list[Part]:
    """Return the part that looks whether it belongs on the claim's day."""
    if tie.is_never:
        return [] if tie.exited or tie.when else [_never(scope, desk, resource, tie, relations)]
    if tie.is_former and tie.when:
        return []
    day = _day(scope, desk, tie)
    if day is None or (tie.entered and (tie.has_other_times or tie.is_denied)):
        return []
    stayed = tie.is_denied and not tie.is_former and _is_left_undone(scope, tie)
    expected = stayed or not (tie.exited or tie.is_denied or tie.is_former)
    if not expected and not rows_of(spells(desk, resource, tie.state.id, tie.body.id, relations)) and tie.exited:
        return []
    return [held_part(scope, desk, resource, tie, relations, day, expected=expected)]


def _is_left_undone(scope: Scope, tie: Tie) -> bool:
    """Say whether it is the leaving that is denied: "n’a pas quitté", "has not left"; not "n’est plus membre"."""
    if scope.has("no_longer"):
        return False
    places = [at for at, _ in scope.cues.get("exited", ()) if tie.said[0] - 1 <= at <= tie.said[1]]
    return any(DENYING & {word.folded for word in scope.words[max(at - 4, 0) : at]} for at in places)


def _day(scope: Scope, desk: Desk, tie: Tie) -> date | None:
    """Return the day on which a tie must hold; None for a past without a date."""
    if tie.when is not None:
        return desk.today if tie.when.mod == "since" else last_day(tie.when, desk.today)
    if tie.entered or tie.exited or tie.is_former:
        return desk.today
    clause = scope.words[tie.said[0] : tie.said[1]]
    past = [
        word
        for word in clause
        if "Past" in word.token.morph.get("Tense", []) or "Imp" in word.token.morph.get("Tense", [])
    ]
    finite = [word for word in past if word.token.morph.get("VerbForm", []) == ["Fin"]]
    if finite:
        return None
    return None if scope.is_past and not tie.is_set_apart and tie.is_told else desk.today


def _since(
    scope: Scope, desk: Desk, resource: Resource, tie: Tie, relations: tuple[str, ...], when: TimeInterval
) -> Part | None:
    """Return the part that checks since when it belongs; a length of time may be a year off before it is wrong."""
    start = when.start or date.min
    told = open_since(when)
    if told is not None:
        return dated_part(scope, desk, resource, tie, relations, told, False)
    if not is_length(when):
        return dated_part(scope, desk, resource, tie, relations, (start, end_of(replace(when))), False)
    near = dated_part(scope, desk, resource, tie, relations, (start - ROUGH / 2, start + ROUGH / 2), False)
    far = dated_part(scope, desk, resource, tie, relations, (start - 2 * ROUGH, start + 2 * ROUGH), False)
    return near if near and far and near.verdict is far.verdict else None


def _never(scope: Scope, desk: Desk, resource: Resource, tie: Tie, relations: tuple[str, ...]) -> Part:
    """Return the part on "n’a jamais fait partie": every spell until the day is a counter-example."""
    rows = rows_of(spells(desk, resource, tie.state.id, tie.body.id, relations))
    first = min((row["start"] or "9999" for row in rows), default="9999")
    day = desk.today
    if first <= day.isoformat():
        started = date.fromisoformat(first[:10])
        current = held(desk, resource, tie.state.id, tie.body.id, relations, day)
        day = day if current.rows else started
    return held_part(scope, desk, resource, tie, relations, day, expected=False)


def _suspended(scope: Scope, desk: Desk, resource: Resource, tie: Tie) -> list[Part]:
    """Return the part on a suspension or a return: only of states whose suspension, or second entry, has a row."""
    every = spells(desk, resource, tie.state.id, tie.body.id, SUSPENDED)
    is_back = tie.again
    if tie.is_denied or tie.is_never:
        return []
    if not rows_of(every):
        if not is_back or tie.when is None or tie.when.mod != "at":
            return []
        part = dated_part(scope, desk, resource, tie, MEMBER, (tie.when.start, tie.when.end), False)
        return [part] if part else []
    if tie.when is not None and tie.when.start is not None:
        end = end_of(tie.when) if tie.when.mod == "since" else tie.when.end
        part = dated_part(scope, desk, resource, tie, SUSPENDED, (tie.when.start, end), is_back)
        return [part] if part else []
    return []
