"""Offices that a claim tells as over: history is no error about today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.computations import Row
from sourcier.assessment.operations.belonging.relations import day_of
from sourcier.assessment.scope import Scope

LONG_PAST = timedelta(days=180)
"""After so long, a title told in the past tense is history and no error."""


def is_history(scope: Scope, rows: Sequence[Row], day: date) -> bool:
    """Say whether a past title fits a past told as such: nobody calls it an error years later."""
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= day]
    told = any(word.folded in {"avait", "avaient", "had"} for word in scope.words) or is_perfect(scope)
    return bool(ends) and (told or (scope.is_past and day - max(ends) > LONG_PAST))


def is_courtesy(rows: Sequence[Row], day: date, today: date) -> bool:
    """Say whether a title, told of a past day, is the one kept from an office left long before."""
    ends = [end for row in rows if (end := day_of(row, "end")) is not None and end <= day]
    return bool(ends) and day < today and day - max(ends) > LONG_PAST


def is_perfect(scope: Scope) -> bool:
    """Say whether a French claim has "a été", which is over: "il a été ministre" says nothing of today."""
    words = [word.folded for word in scope.words if word.role != "time"]
    return any(word == "ete" and {"a", "ont", "ai"} & set(words[max(at - 3, 0) : at]) for at, word in enumerate(words))
