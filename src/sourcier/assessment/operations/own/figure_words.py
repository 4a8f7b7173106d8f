"""How the figures of a sentence stand to each other: what is between them, what brings them, what they count."""

from __future__ import annotations

from sourcier.assessment.scope import Scope
from sourcier.assessment.units import noun_family
from sourcier.core.language import Comparator, Quantity

REACH = 5
"""Words between "soit" and the figure that it brings."""


def place(scope: Scope, one: Quantity) -> tuple[int, int]:
    """Return the words that a figure takes up: the first, and the one after the last."""
    inside = [at for at, word in enumerate(scope.words) if one.span.overlaps(word.span)]
    return (inside[0], inside[-1] + 1) if inside else (len(scope.words), len(scope.words))


def between(scope: Scope, one: Quantity, two: Quantity) -> list[str]:
    """Return the folded words between two figures."""
    return [word.folded for word in scope.words[place(scope, one)[1] : place(scope, two)[0]]]


def before(scope: Scope, one: Quantity, count: int = 2) -> list[str]:
    """Return the last folded words before a figure."""
    at = place(scope, one)[0]
    return [word.folded for word in scope.words[max(at - count, 0) : at]]


def cued(scope: Scope, one: Quantity, *senses: str) -> bool:
    """Say whether words such as "soit" bring a figure: just before it, with no verb and no other figure between."""
    at = place(scope, one)[0]
    others = {n for other in scope.quantities if other != one for n in range(*place(scope, other))}
    for start, end, sense in scope.find("sums", "sense"):
        if sense not in senses or not 0 <= at - end <= REACH:
            continue
        if scope.words[start].folded == "or" and (
            scope.lang == "fr" or not start or scope.words[start - 1].folded != ","
        ):
            continue
        gap = range(end, at)
        if not any(n in others or scope.words[n].token.pos_ in {"VERB", "AUX"} for n in gap):
            return True
    return False


def is_bare(one: Quantity) -> bool:
    """Say whether a figure has no unit of its own beside it."""
    return one.unit in {"", "1"} or (
        one.unit not in one.text and one.unit.casefold() not in one.text.casefold() and not is_sign(one)
    )


def is_sign(one: Quantity) -> bool:
    """Say whether a figure bears the sign of a measure or of a currency."""
    return any(sign in one.text for sign in "%€$£") or (one.unit.isupper() and len(one.unit) == 3)


def alike(scope: Scope, one: Quantity, two: Quantity) -> bool:
    """Say whether two figures count the same kind of thing, as far as their nouns tell."""
    if is_bare(one) or is_bare(two) or one.unit == two.unit:
        return True
    if is_sign(one) or is_sign(two):
        return False
    return noun_family(one.unit, scope.lang) == noun_family(two.unit, scope.lang)


def plain(one: Quantity) -> bool:
    """Say whether a figure is one number: no bound, no range, no rate."""
    is_point = one.comparator in {Comparator.EQ, Comparator.APPROX} and one.low is not None and one.low == one.high
    return is_point and one.per is None


def percent(one: Quantity) -> bool:
    """Say whether a figure is a share: a percentage or a fraction below one."""
    is_fraction = one.unit == "1" and all(end is None or 0 < end < 1 for end in (one.low, one.high))
    return (
        "%" in one.text or "percent" in one.text or "per cent" in one.text or "pour cent" in one.text or is_fraction
    ) and one.per is None
