"""Which state a claim's words tie to which body, and how: it belongs, joins, leaves, comes back, or does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.desk import Desk
from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.operations.belonging.bodies import CONTRASTS, JOINTS, each_of, is_joined, words_between
from sourcier.assessment.operations.belonging.clauses import Clauses
from sourcier.assessment.operations.belonging.manner import is_denied, is_light_main, is_narrowed, seat_of
from sourcier.assessment.operations.belonging.predicates import (
    NEAR,
    gap,
    has_noun,
    is_apposed,
    is_dealt_with,
    is_part_of_more,
    predicate_of,
)
from sourcier.assessment.operations.belonging.vocabulary import has_phrase, has_word, words_of
from sourcier.assessment.operations.figures.point import is_asserted, main_words
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import Subject
from sourcier.core.language import TimeInterval

VERBS = frozenset({"VERB", "AUX"})
BARS = ("exclusive", "superlative_member", "vote", "elected", "intent", "future")
"""Cues beside which a membership is not what is said: who came first, who wants it, who voted."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A state and a body, as some words of the claim put them together."""

    state: Subject
    body: Subject
    said: tuple[int, int]
    """Words that say it: from the state, or from where its clause goes on, to the body."""
    is_told: bool
    """Whether it is what the claim as a whole asserts."""
    is_set_apart: bool
    """Whether it is an apposition or a relative, beside a main verb that says something else."""
    is_denied: bool
    is_never: bool
    is_former: bool
    entered: bool
    exited: bool
    again: bool
    suspended: bool
    when: TimeInterval | None
    has_other_times: bool
    """Whether the claim has dates, none of which is this tie's."""
    seat: str
    """`permanent` or `elected` where the words say which seat."""


def ties_in(scope: Scope, desk: Desk, subjects: Sequence[Subject]) -> list[Tie]:
    """Return every tie between a state and a body with a list that the claim's words make."""
    bodies = [one for one in subjects if one.mention and desk.tables.is_listed(one.id)]
    found: list[Tie] = []
    before: tuple[list[Subject], tuple[int, int], int] | None = None
    for at, body in enumerate(bodies):
        own = _stated(scope, desk, subjects, body)
        joined = bool(at) and before is not None and is_joined(scope, bodies[at - 1], body)
        if own is None and joined and before is not None:
            own = before
        before = own
        if own is None:
            continue
        states, predicate, start = own
        joint = words_between(scope, bodies[at - 1], body) if joined else ()
        for state in (each for one in states for each in each_of(one)):
            tie = _tie(scope, state, body, predicate, start, joint, is_shared=joined)
            if tie is not None:
                found.append(tie)
    return found


def _end(scope: Scope, subject: Subject) -> int:
    span = subject.mention.span if subject.mention else None
    if span is None:
        return 0
    return scope.at(span) + sum(span.contains(word.span) for word in scope.words)


def _place(scope: Scope, subject: Subject) -> int:
    return scope.at(subject.mention.span) if subject.mention else len(scope.words)


def _stated(
    scope: Scope, desk: Desk, subjects: Sequence[Subject], body: Subject
) -> tuple[list[Subject], tuple[int, int], int] | None:
    """Return the states tied to a body, the words that say so, and where their clause starts."""
    goal, end = _place(scope, body), _end(scope, body)
    relative = _in_relative(scope, desk, subjects, end)
    if relative is not None:
        return relative
    predicate = predicate_of(scope, goal, end)
    if predicate is None or (predicate[0] < goal and is_part_of_more(scope, end)):
        return None
    start = min(predicate[0], goal)
    states = [
        one
        for one in subjects
        if one is not body
        and one.mention
        and not one.mention.is_adjective
        and _is_one(desk, one)
        and not _is_governed(scope, one, one.id in desk.tables.states)
    ]
    tied, clause = _before(scope, [one for one in states if _place(scope, one) < start], predicate, start)
    if tied:
        return tied, predicate, clause
    after = [one for one in states if _place(scope, one) >= max(end, predicate[1])]
    token = scope.words[predicate[0]].token
    opens = predicate[0] <= 1 and token.pos_ in {"VERB", "ADJ", "NOUN"}
    if opens and after and any(word.folded == "," for word in scope.words[goal : _place(scope, after[0])]):
        return after[:1], predicate, predicate[0]
    return None


def _in_relative(
    scope: Scope, desk: Desk, subjects: Sequence[Subject], end: int
) -> tuple[list[Subject], tuple[int, int], int] | None:
    """Return the state of a relative that says of the body before it who left or joined: "l’Opep, dont l’Angola …"."""
    start = end + 1 if scope.words[end : end + 1] and scope.words[end].folded == "," else end
    if not (scope.words[start : start + 1] and scope.words[start].folded in {"dont", "which", "that", "que", "qu"}):
        return None
    states = [one for one in subjects if one.id in desk.tables.states and start < _place(scope, one) <= start + NEAR]
    said = [pair for cue in ("exited", "entered") for pair in scope.cues.get(cue, ())]
    if len(states) != 1 or states[0].mention is None or states[0].mention.is_adjective:
        return None
    last = _end(scope, states[0])
    near = [pair for pair in said if last <= pair[0] <= last + NEAR and not has_noun(scope, last, pair[0])]
    after = scope.words[min(near)[1]] if near and min(near)[1] < len(scope.words) else None
    # "dont la France a quitté le commandement" leaves something else
    is_all = after is None or after.role == "time" or not any(map(str.isalnum, after.folded))
    return (states, min(near), start) if near and is_all else None


def _is_governed(scope: Scope, subject: Subject, may_be_apposed: bool) -> bool:
    """Say whether a preposition governs a name that no comma follows: it is no subject ("les firmes de Suisse")."""
    at, end = _place(scope, subject), _end(scope, subject)
    if may_be_apposed and not is_dealt_with(scope, at) and is_apposed(scope, end):
        return False
    before = [word for word in scope.words[max(at - 2, 0) : at] if word.token.pos_ != "DET"]
    return bool(before) and before[-1].token.pos_ == "ADP" and before[-1].token.dep_ in {"case", "prep", "agent"}


def _is_one(desk: Desk, subject: Subject) -> bool:
    """Say whether a subject may belong to a body: a state, or an organisation that is a member of another."""
    return subject.id in desk.tables.states or desk.tables.is_listed(subject.id) or subject.id in fixed_groups()


def _before(
    scope: Scope, states: Sequence[Subject], predicate: tuple[int, int], start: int
) -> tuple[list[Subject], int]:
    """Return the states named before the words of membership with nothing else between, and where the clause is."""
    tied: list[Subject] = []
    clause = edge = start
    for one in reversed(states):
        last = _end(scope, one)
        if tied:
            between = scope.words[last:edge]
            if any(word.folded not in JOINTS and word.role not in {"stop", "time"} for word in between) or any(
                word.token.pos_ in VERBS for word in between
            ):
                break
        else:
            resumed = _after_insertion(scope, last, start)
            if not _is_plain_way(scope, resumed, start, predicate):
                break
            clause = _place(scope, one) if resumed == last else resumed
        tied.append(one)
        edge = _place(scope, one)
    if tied and clause == _place(scope, tied[0]):
        clause = edge
    return tied[::-1], clause


def _after_insertion(scope: Scope, last: int, start: int) -> int:
    """Return where a clause goes on after what stands between commas behind its subject; the subject's end if none.

    "L’Iran, observateur depuis 2005, appartient …" goes on after the second comma.
    """
    commas = [at for at in range(last, start) if scope.words[at].folded == "," and scope.words[at].role != "number"]
    if len(commas) >= 2 and commas[0] == last:
        return commas[-1] + 1
    return last


def _is_plain_way(scope: Scope, low: int, start: int, predicate: tuple[int, int]) -> bool:
    """Say whether only small words and light verbs lead from a state to the words of membership."""
    words = scope.words[low:start]
    if any(word.folded in {"'s", "’s"} and word.token.pos_ == "PART" for word in words):
        return False
    if has_noun(scope, low, start) or gap(scope, low, start) > NEAR + 2:
        return False
    light = words_of("light", scope.lang)
    if any(
        word.token.pos_ in VERBS and word.role == "" and word.token.dep_ != "amod" and word.folded not in light
        for word in words
    ):
        return False
    if any(word.folded in words_of("bystander", scope.lang) for word in words):
        return False
    head = scope.words[predicate[0]]
    if head.token.morph.get("VerbForm", []) == ["Inf"] or (words and words[-1].folded == "to"):
        return any(word.token.pos_ in VERBS for word in words)  # "poussé la Finlande à rejoindre": nobody joined
    if head.folded in words_of("inside", scope.lang):
        return all(word.token.pos_ in {"AUX", "PUNCT", "DET"} or word.role == "time" for word in words)
    if head.token.pos_ in {"NOUN", "PROPN"} and words:
        many = words[-1].folded in words_of("many", scope.lang)
        return not many or any(word.folded in words_of("one", scope.lang) for word in words)
    return True


def _tie(
    scope: Scope,
    state: Subject,
    body: Subject,
    predicate: tuple[int, int],
    clause: int,
    joint: Sequence[Word],
    *,
    is_shared: bool,
) -> Tie | None:
    places = [_place(scope, state), _place(scope, body), predicate[0]]
    low, high = min(places), max(_end(scope, state), _end(scope, body), predicate[1])
    start = min(clause, predicate[0], _place(scope, body))
    said = (start, max(_end(scope, body), predicate[1]))
    seat = seat_of(scope, predicate[0], said[1])
    bars = tuple(cue for cue in BARS if not (cue == "elected" and seat == "elected"))
    barred = {at for cue in bars for at, _ in scope.cues.get(cue, ())} - set(range(*predicate))
    if any(said[0] - 2 <= at < said[1] for at in barred):
        return None
    if has_word(scope, "lesser", said[0], said[1] + 1):
        return None
    is_told = is_asserted(scope, low, high) or is_light_main(scope, said)
    is_told = (is_told or main_words(scope) == [predicate[0]]) and not is_narrowed(scope, _end(scope, body))
    when = _time(scope, body, () if is_shared else (predicate[0],))
    cues = {
        name
        for name in ("entered", "exited", "no_longer")
        for at, _ in scope.cues.get(name, ())
        if said[0] - 1 <= at <= said[1]
    }
    front = said[0] - 2 if clause == low or said[0] == low else said[0]
    return Tie(
        state=state,
        body=body,
        said=said,
        is_told=is_told,
        is_set_apart=not is_told and _is_set_apart(scope, state, said),
        is_denied="no_longer" in cues
        or (
            any(word.folded in words_of("denial", scope.lang) for word in joint)
            if any(word.folded in CONTRASTS for word in joint)
            else is_denied(scope, front, said[1]) or has_phrase(scope, "denial", front, predicate[1])
        )
        or has_word(scope, "lacking", predicate[0] - 2, predicate[0]),
        is_never=has_word(scope, "never", front, said[1]) or has_phrase(scope, "never", 0, predicate[0] + 1),
        is_former=has_word(scope, "former", predicate[0] - 2, predicate[0] + 1),
        entered="entered" in cues,
        exited=bool(cues & {"exited", "no_longer"}),
        again=has_word(scope, "again", *said),
        suspended=has_word(scope, "suspended", *said),
        when=when,
        has_other_times=when is None and bool(scope.times),
        seat=seat,
    )


def _is_set_apart(scope: Scope, state: Subject, said: tuple[int, int]) -> bool:
    """Say whether commas or a relative set the words apart from a main verb that follows them."""
    end = _end(scope, state)
    return is_apposed(scope, end) and said[0] <= end + 1


def _time(scope: Scope, body: Subject, others: Sequence[int]) -> TimeInterval | None:
    """Return the date that goes with a body, nearest first."""
    clauses = Clauses.of(scope)
    place = _place(scope, body)
    times = [
        time
        for time in scope.times
        if (time.start is not None and time.mod in {"at", "since", "during"}) or (time.end and time.mod == "until")
    ]
    # "a member of the EU since 2013, uses the euro": a date beside another body is of that one.
    rivals = {clauses.number[scope.at(one.span)] for one in scope.mentions if one.kind == "organisation"}
    rivals -= {clauses.number[place]}
    own = [
        time
        for time in times
        if clauses.goes_with(at := scope.at(time.span), (place, *others)) and clauses.number[at] not in rivals
    ]
    here = scope.words[place].span.start
    return min(own, key=lambda time: abs(time.span.start - here), default=None)
