"""Offices that a claim tells as over: history is no error about today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.computations import Row
from sourcier.assessment.operations.belonging.holders import Held
from sourcier.assessment.operations.belonging.relations import day_of
from sourcier.assessment.scope import Scope

LONG_PAST = timedelta(days=180)
"""After so long, a title told in the past tense is history and no error."""

PRESIDENT = "president"
"""Beginning of the titles that are kept for life: in English any, in French those without a country."""


def is_history(scope: Scope, rows: Sequence[Row], day: date) -> bool:
    """Say whether a past title fits a past told as such: nobody calls it an error years later."""
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= day]
    told = any(word.folded in {"avait", "avaient", "had"} for word in scope.words) or is_perfect(scope)
    return bool(ends) and (told or (scope.is_past and day - max(ends) > LONG_PAST))


def is_bygone(scope: Scope, rows: Sequence[Row], today: date, *, told: bool) -> bool:
    """Say whether an office held "since" a year may be told of a day long gone: history has its own present.

    "Olaf Scholz est chancelier depuis 2021" speaks of today, and so does whoever left but lately and acts now.
    """
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= today]
    is_present = any(
        word.token.dep_ == "ROOT" and word.token.morph.get("Tense", []) == ["Pres"] for word in scope.words
    )
    return bool(ends) and not told and (not is_present or today - max(ends) > 6 * LONG_PAST)


def is_courtesy(rows: Sequence[Row], day: date, today: date) -> bool:
    """Say whether a title, told of a past day, is the one kept from an office left long before."""
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= day]
    return bool(ends) and day < today and day - max(ends) > LONG_PAST


def is_kept(scope: Scope, one: Held, rows: Sequence[Row], today: date) -> bool:
    """Say whether a title before a name is the one that a former holder goes by, in a claim about something else.

    "A photograph shows President Obama" is no error years later: presidents keep the title for life ("le président
    Sarkozy"), and any title may name whoever bore it when the thing told happened. "The German chancellor X receives
    them on Tuesday" says that he is chancellor.
    """
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= today]
    at = scope.at(one.person.span)
    start, _ = one.place
    if not ends or start >= at or any(word.folded in {",", "'s", "’s"} for word in scope.words[start:at]):
        return False
    is_president = any(word.folded.startswith(PRESIDENT) for word in scope.words[start:at])
    if is_president and (scope.lang == "en" or not one.bodies):
        return True
    return today - max(ends) > LONG_PAST and not _acts_now(scope, one)


def _acts_now(scope: Scope, one: Held) -> bool:
    """Say whether the bearer of a title is the subject of a main verb in the present tense."""
    inside = {word.token.i for word in scope.words[one.place[0] : one.place[1]]}
    return any(
        word.token.i in inside
        and word.token.dep_ == "nsubj"
        and word.token.head.dep_ == "ROOT"
        and word.token.head.morph.get("Tense", []) == ["Pres"]
        and word.token.head.morph.get("VerbForm", []) == ["Fin"]
        for word in scope.words
    )


def is_perfect(scope: Scope) -> bool:
    """Say whether a French claim has "a été", which is over: "il a été ministre" says nothing of today."""
    words = [word.folded for word in scope.words if word.role != "time"]
    return any(word == "ete" and {"a", "ont", "ai"} & set(words[max(at - 3, 0) : at]) for at, word in enumerate(words))
