"""Figures dealt out in order: "la France et l’Allemagne comptent respectivement 68 et 84 millions d’habitants"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.figures.around import deals_out, whole_of
from sourcier.assessment.operations.figures.lookup import look_up
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, subjects_of
from sourcier.core.language import Comparator, Quantity

RESPECTIVELY = frozenset({"respectivement", "respectively"})
JOINED = frozenset({"et", "and", ",", "de", "a"})
LEADING = re.compile(r"\d+(?:[.,]\d+)?")
FEWEST = 2


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part for each figure and its state; none unless there are as many of the one as of the other."""
    if not deals_out(scope, desk):
        return []
    whole = whole_of(scope, desk)
    states = subjects_of(whole, desk.tables, desk.today)
    figures = _dealt(whole)
    is_plain = all(one.mention and not one.members and one.id != WORLD for one in states)
    if len(states) < FEWEST or len(figures) != len(states) or not is_plain or len(whole.times) > 1:
        return []
    parts = []
    for state, figure in zip(states, figures, strict=True):
        mine = replace(
            whole, claim=scope.claim, quantities=(figure,), mentions=(state.mention,) if state.mention else ()
        )
        part = look_up(mine, desk, figure, state)
        if part is None:
            return []
        parts.append(part)
    return parts


def _dealt(scope: Scope) -> list[Quantity]:
    """Return the figures of a list in the unit and scale of its last: "68 et 84 millions d’habitants"."""
    if not scope.quantities:
        return []
    last = scope.quantities[-1]
    own = LEADING.search(last.text)
    if own is None or last.low is None or last.low != last.high or last.comparator is not Comparator.EQ:
        return []
    first = Decimal(own.group().replace(",", "."))
    if not first:
        return []
    size = last.low / first
    found = [last]
    at = scope.at(last.span) - 1
    while at >= 0 and (scope.words[at].folded in JOINED or scope.words[at].role in {"number", "unit", "stop"}):
        word = scope.words[at]
        hit = LEADING.match(word.token.text)
        if hit is not None and word.role != "time":
            figure = Decimal(hit.group().replace(",", "."))
            half = size * Decimal(1).scaleb(int(figure.as_tuple().exponent)) / 2
            value = figure * size
            found.insert(0, replace(last, span=word.span, low=value, high=value, half_width=half, number=word.span))
        elif word.folded not in {*JOINED, *RESPECTIVELY, "%", "m", "bn", "million", "millions"}:
            break
        at -= 1
    return found
