"""Arithmetic that a sentence sets out itself: a share of a given whole, the ends of a change, parts and their total.

Only figures that the sentence ties together by its own words ("12 % des 1 500 postes, soit 180", "de 7,4 à 7,1 %, soit
0,3 point") are held against each other: two figures that merely stand side by side need not agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sourcier.assessment.comparison import claimed_bounds
from sourcier.assessment.operations.own.figure_words import (
    REACH,
    alike,
    before,
    between,
    cued,
    is_bare,
    percent,
    place,
    plain,
)
from sourcier.assessment.operations.own.own_changes import changes, margins
from sourcier.assessment.operations.own.own_terms import Sum, widened, with_result
from sourcier.assessment.scope import Scope
from sourcier.assessment.tallied import side_after
from sourcier.assessment.units import noun_family
from sourcier.core.language import Comparator, Quantity

OF = frozenset(
    {"de", "des", "d", "du", "les", "la", "le", "l", "of", "the", "its", "their", "his", "her", "ses", "leurs", "nos"}
)
OUT_OF = frozenset({"sur", "des", "les", "of", "out", "the", "parmi", "among"})
LIST = frozenset({"et", "and", "plus", ",", "ainsi", "que", "puis", "ou"})
SIGNS = frozenset({"%", "1", "pp"})
LENGTHS = {"a": "year", "mo": "month", "wk": "week", "d": "day"}
DAYS = {"year": Decimal("365.25"), "month": Decimal("30.4375"), "week": Decimal(7), "day": Decimal(1)}
RATE_SLACK = Decimal("0.04")
"""A month may be taken for four weeks and a third, a year for 52 weeks or for twelve months of thirty days."""


def sums_in(scope: Scope) -> list[Sum]:
    """Return the sums that a sentence sets out."""
    if len(scope.quantities) < 3 or scope.text.rstrip().endswith("?"):
        return []
    found: list[Sum] = []
    for read in READERS:
        found = [one for one in read(scope) if one is not None and not _is_of_another(scope, one)]
        if found:
            break
    return found


def _is_of_another(scope: Scope, found: Sum) -> bool:
    """Say whether a figure has another measure: "soit la moitié de ceux de 2019", "soit 3 euros de plus qu’en 2019"."""
    last = max([found.result, *(one for term in found.terms for one in term)], key=lambda one: one.span.start)
    after = [word.folded for word in scope.words[place(scope, last)[1] :]][:REACH]
    is_part = percent(last) and last == found.result and set(after[:1]) & {"de", "des", "du", "d", "of"}
    return bool(is_part) or bool({"que", "qu", "than"} & set(after[1:]))


def _share(scope: Scope, given: Quantity, part: Quantity, whole: Quantity) -> Sum | None:
    low, high = part.low or Decimal(0), whole.low or Decimal(0)
    if not (plain(part) and plain(whole)) or not 0 < low <= high or not alike(scope, part, whole):
        return None
    bounds = claimed_bounds(given)
    if given.unit == "1":
        bounds = bounds.scaled(Decimal(100))
        if bounds.low is not None and bounds.low == bounds.high:
            bounds = replace(bounds, low=bounds.low - 2, high=bounds.figure + 2, comparator=Comparator.APPROX)
    return widened(Sum("share", ((part,), (whole,)), given, bounds, "/", "%"))


def _share_of(scope: Scope) -> list[Sum | None]:
    """Read "12 % des 1 500 postes, soit 180", "of the 1,500 workers, 12%, or 180"."""
    found: list[Sum | None] = []
    for one, two, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        if not cued(scope, three, "that_is") or percent(three) or not plain(three):
            continue
        if percent(one) and not percent(two) and set(between(scope, one, two)) <= OF:
            found.append(_share(scope, one, three, two))
        elif percent(two) and not percent(one) and set(before(scope, one)) & OUT_OF and is_bare(three):
            found.append(_share(scope, two, three, one))
    return found


def _out_of(scope: Scope) -> list[Sum | None]:
    """Read "sur 193 membres, 141 ont dit oui, soit les deux tiers"; of votes "780 oui sur 852, à 90 %"."""
    found: list[Sum | None] = []
    for one, two, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        if percent(one) or percent(two) or not percent(three):
            continue
        is_told = cued(scope, three, "that_is")
        if _is_some_of(scope, one, two) and (is_told or _ends_with(scope, two, three)):
            found.append(_share(scope, three, one, two))
        elif set(before(scope, one)) & OUT_OF and is_told:
            found.append(_share(scope, three, two, one))
        elif "sur" in before(scope, two) or before(scope, two) == ["out", "of"]:
            is_vote = noun_family(two.unit, scope.lang) == "votes" and any(
                s == "passed" for *_, s in scope.find("sums", "sense")
            )
            is_led = bool({"a", "avec", "by", "with"} & set(before(scope, three, 3)))
            if is_told or (is_vote and is_led):
                found.append(_share(scope, three, one, two))
    for one, two, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        # "Avec 278 voix, la motion a convaincu un peu moins de la moitié des 577 députés."
        is_vote = all(noun_family(each.unit, scope.lang) == "votes" for each in (one, three))
        opens = bool({"avec", "with"} & set(before(scope, one, 2)))
        if is_vote and opens and percent(two) and set(between(scope, two, three)) <= OF:
            found.append(_share(scope, two, one, three))
    return found


def _is_some_of(scope: Scope, one: Quantity, two: Quantity) -> bool:
    """Say whether a count is out of another: "douze des quinze juges", "seven of the court’s nine judges"."""
    gap = scope.words[place(scope, one)[1] : place(scope, two)[0]]
    if not gap or gap[0].folded not in {"des", "sur", "of", "out"} or len(gap) > REACH + 1:
        return False
    small = {*OF, "out", "'s", "s"}
    return all(word.folded in small or word.role == "entity" or word.token.pos_ == "PROPN" for word in gap)


def _ends_with(scope: Scope, two: Quantity, three: Quantity) -> bool:
    """Say whether a share closes the sentence as an aside of its own: "…, more than nine in ten."."""
    start, end = place(scope, three)
    rest = [word.folded for word in scope.words[end:] if not word.token.is_punct]
    return start > 0 and scope.words[start - 1].folded == "," and not rest and start > place(scope, two)[1]


def _parts(scope: Scope) -> list[Sum | None]:
    """Read "deux morts et trois blessés, soit cinq victimes": parts of one kind, and their total."""
    at = next((n for n, one in enumerate(scope.quantities) if n > 1 and cued(scope, one, "that_is", "total")), 0)
    if not at:
        return []
    parts, result = [scope.quantities[at - 1]], scope.quantities[at]
    for one, two in pairwise(reversed(scope.quantities[:at])):
        gap = scope.words[place(scope, two)[1] : place(scope, one)[0]]
        if (
            not any(word.folded in LIST for word in gap)
            or len(gap) > REACH
            or any(w.token.pos_ in {"VERB", "AUX"} for w in gap)
        ):
            break
        parts.insert(0, two)
    kinds = {noun_family(one.unit, scope.lang) or one.unit for one in (*parts, result)}
    is_all = len(parts) == at
    if (
        len(parts) < 2
        or not is_all
        or len(kinds) != 1
        or kinds & SIGNS
        or not all(plain(one) for one in (*parts, result))
    ):
        return []
    if max(one.low or Decimal(0) for one in parts) > (result.low or Decimal(0)) * 2:
        return []
    return [widened(Sum("total", (tuple(parts),), result, claimed_bounds(result), "+", ""))]


def _rate(scope: Scope) -> list[Sum | None]:
    """Read "500 euros par mois pendant deux ans, soit 12 000 euros"."""
    found: list[Sum | None] = []
    for one, two, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        if one.per not in DAYS or two.unit not in LENGTHS or three.unit != one.unit or three.per is not None:
            continue
        is_point = one.low is not None and one.low == one.high and one.comparator in {Comparator.EQ, Comparator.APPROX}
        lasting = bool({"pendant", "durant", "sur", "for", "over", "during"} & set(between(scope, one, two)))
        if not is_point or not plain(two) or not lasting or not cued(scope, three, "that_is", "total"):
            continue
        times = DAYS[LENGTHS[two.unit]] / DAYS[one.per] * (two.low or Decimal(0))
        spans = replace(
            two, low=times.quantize(Decimal("0.01")), high=times.quantize(Decimal("0.01")), half_width=Decimal(0)
        )
        bounds = claimed_bounds(three)
        slack = abs(bounds.figure) * RATE_SLACK
        bounds = replace(bounds, low=bounds.low and bounds.low - slack, high=bounds.high and bounds.high + slack)
        found.append(widened(Sum("product", ((one,), (spans,)), three, bounds, "×", "")))
    return found


def _left(scope: Scope) -> list[Sum | None]:
    """Read "sur les 27 pays, 23 ont signé : il en reste quatre"."""
    if len(scope.quantities) != 3:
        return []
    one, two, three = scope.quantities
    opens = bool(set(before(scope, one)) & {"sur", "of"})
    if not opens or not cued(scope, three, "left") or not all(plain(each) for each in scope.quantities):
        return []
    if not (alike(scope, one, two) and alike(scope, one, three)) or any(percent(each) for each in scope.quantities):
        return []
    return [with_result("difference", one, two, three, "−", "")] if (one.low or 0) >= (two.low or 0) else []


def _of_votes(scope: Scope) -> list[Sum | None]:
    """Read "364 contre, 194 pour : … même pas le tiers": the share that the yes of a vote is of all that were cast."""
    folded = [word.folded for word in scope.words]
    sides = {side_after(folded, place(scope, one)[1], scope.lang): one for one in scope.quantities}
    told = [one for one in scope.quantities if percent(one)]
    if not {"yes", "no"} <= set(sides) or len(told) != 1:
        return []
    rest = [one for one in scope.quantities if one not in sides.values() and one != told[0]]
    cast = [one for one in rest if set(before(scope, one, 1)) & {"sur", "of"}]
    if len(rest) > len(cast) or len(cast) > 1 or told[0].span.start < sides["yes"].span.start:
        return []
    whole = (cast[0],) if cast else (sides["yes"], sides["no"])
    bounds = claimed_bounds(told[0])
    bounds = bounds.scaled(Decimal(100)) if told[0].unit == "1" else bounds
    return [widened(Sum("share", ((sides["yes"],), whole), told[0], bounds, "/", "%"))]


READERS: tuple[Callable[[Scope], Sequence[Sum | None]], ...] = (
    _share_of,
    _out_of,
    _of_votes,
    changes,
    _rate,
    _left,
    margins,
    _parts,
)
