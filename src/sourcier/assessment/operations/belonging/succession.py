"""How long after another a state joined: "la Suède a rejoint l’Otan un an après la Finlande"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import fold, read_table, read_words
from sourcier.assessment.operations.belonging.relations import day_of, list_of, spells
from sourcier.assessment.operations.belonging.standing import dated_part
from sourcier.assessment.operations.belonging.ties import Tie, ties_in
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict

MEMBER = ("member_of",)
AFTER = frozenset({"apres", "after"})
BEFORE = frozenset({"avant", "before"})
YEARS = read_words("belonging_words", "years")
ONE = frozenset({"un", "une", "one", "a"})
HALF = timedelta(days=183)


def distances(scope: Scope) -> list[int]:
    """Return the places of the words that set one time some years from another: "deux ans après"."""
    return [
        at
        for at in range(1, len(scope.words))
        if scope.words[at].folded in AFTER | BEFORE and scope.words[at - 1].folded in YEARS
    ]


def check(scope: Scope, desk: Desk, subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts on an entry told by its distance in years from another state's; both must be single spells."""
    places = distances(scope)
    if len(places) != 1 or scope.is_negated:
        return []
    at = places[0]
    years, other = _years(scope, at), _other(scope, subjects, at)
    if years is None or other is None:
        return []
    ties = ties_in(scope, desk, [one for one in subjects if one is not other])
    if len(ties) != 1 or not (ties[0].entered and ties[0].is_told) or ties[0].exited or ties[0].again:
        return []
    tie = ties[0]
    resource = list_of(desk, tie.body.id)
    if resource is None:
        return []
    starts = []
    for one in (tie.state, other):
        rows = rows_of(spells(desk, resource, one.id, tie.body.id, MEMBER))
        start = day_of(rows[0], "start") if len(rows) == 1 else None
        if start is None:
            return []
        starts.append(start)
    shift = years if scope.words[at].folded in AFTER else -years
    claimed = _claimed(starts[0], starts[1], shift)
    if scope.words[at].folded in BEFORE and starts[0] > starts[1]:
        claimed = (date.min, starts[0])
    parts = []
    if tie.when is not None and tie.when.start is not None and tie.when.mod == "at":
        parts.append(dated_part(scope, desk, resource, tie, MEMBER, (tie.when.start, tie.when.end), is_exit=False))
    own = dated_part(scope, desk, resource, _tie(tie, other), MEMBER, claimed, is_exit=False)
    found = [one for one in (*parts, own) if one is not None]
    return sorted(found, key=lambda one: one.verdict is not Verdict.REFUTED)


def _claimed(own: date, other: date, years: int) -> tuple[date, date]:
    """Return when the other joined by the claim: in the year so many before, or so many years before to half a year."""
    year = own.year - years
    if other.year == year:
        return date(year, 1, 1), date(year + 1, 1, 1)
    middle = date(year, own.month, min(own.day, 28))
    return middle - HALF, middle + HALF


def _years(scope: Scope, at: int) -> int | None:
    figures = [one for one in scope.quantities if one.span.contains(scope.words[at - 1].span)]
    if figures:
        low = figures[0].low
        return int(low) if low is not None and low == figures[0].high and low % 1 == 0 else None
    spelt = scope.words[at - 2].folded if at >= 2 else ""
    if spelt in _cardinals(scope.lang):
        return _cardinals(scope.lang)[spelt]
    return 1 if at >= 2 and scope.words[at - 2].folded in ONE else None


@cache
def _cardinals(lang: Lang) -> dict[str, int]:
    return {fold(form): int(row["number"]) for row in read_table("cardinals") for form in row[lang].split(", ")}


def _other(scope: Scope, subjects: Sequence[Subject], at: int) -> Subject | None:
    """Return the state right after the word, with nothing told of it."""
    for one in subjects:
        if one.mention is None or one.members:
            continue
        start = scope.at(one.mention.span)
        end = start + sum(one.mention.span.contains(word.span) for word in scope.words)
        plain = all(word.token.pos_ in {"DET", "PRON", "ADP"} for word in scope.words[at + 1 : start])
        rest = scope.words[end:]
        if at < start <= at + 2 and plain and all(word.role == "time" or word.token.pos_ == "PUNCT" for word in rest):
            return one
    return None


def _tie(tie: Tie, other: Subject) -> Tie:
    return replace(tie, state=other, when=None)
