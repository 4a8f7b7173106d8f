"""Changes and margins that a sentence works out itself: from this to that, so much more; so many against so many."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

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
from sourcier.assessment.operations.own.own_terms import Sum, with_result
from sourcier.assessment.scope import Scope
from sourcier.core.language import Quantity

FROM, TO = frozenset({"de", "d", "from", "des"}), frozenset({"a", "to", "euros", "dollars", "€", "$", "%", "points"})
WHEN = frozenset({"en", "in", "fin", "debut"})
STOPS = frozenset({",", ".", ";", ":", ")", "–", "selon", "d'apres", "according", "!"})
"""What may follow the figure of a change: anything else may say of what, where, or since when."""
PLAIN_CHANGES = (["de", "moins"], ["de", "plus"], ["d", "ecart"], ["de", "hausse"], ["de", "baisse"])
ONE_YEAR = (["en", "un", "an"], ["sur", "un", "an"], ["in", "a", "year"], ["in", "one", "year"], ["over", "a", "year"])
MARGINS = frozenset({"écart", "avance", "différence", "retard", "difference", "margin"})


def changes(scope: Scope) -> list[Sum | None]:
    """Read "de 7,4 à 7,1 %, soit 0,3 point", "from 200 to 250 staff, a rise of 25%" with "or", "soit"."""
    found: list[Sum | None] = []
    for first, second, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        gap = _undated(scope, first, second)
        opens = bool(set(before(scope, first, 1)) & FROM) and bool({"a", "to"} & set(gap)) and set(gap) <= TO
        is_after = not opens and _came_after(scope, first, second)
        one, two = (second, first) if is_after else (first, second)
        if not (opens or is_after) or not (plain(one) and plain(two)) or not _is_change(scope, one, two, three):
            continue
        if not one.low or not two.low or one.low <= 0 or two.low <= 0 or one.unit != two.unit:
            continue
        large, small = (two, one) if two.low > one.low else (one, two)
        if three.unit == "pp" and percent(two):
            found.append(with_result("difference", large, small, three, "−", "pp"))
        elif percent(three) and (three.unit == "1" or not percent(two)):
            function = "excess" if large == two else "shortfall"
            told = three if three.unit == "%" else _in_percent(three)
            found.append(with_result(function, two, one, told, "→", "%", shown=three))
        elif three.unit == two.unit and not percent(three) and not is_bare(three):
            found.append(with_result("difference", large, small, three, "−", ""))
    return found


def _undated(scope: Scope, one: Quantity, two: Quantity) -> list[str]:
    """Return the folded words between two figures without the times of the first: "from $80m in 2021 to $88m"."""
    gap = scope.words[place(scope, one)[1] : place(scope, two)[0]]
    said = [word for word in gap if word.role != "time"]
    has_time = len(said) < len(gap)
    return [word.folded for word in said if not (has_time and word.folded in WHEN)]


def _came_after(scope: Scope, one: Quantity, two: Quantity) -> bool:
    """Say whether a figure is set against the one before it: "450 contre 400 l’an passé", "300, up from 250"."""
    end, at = place(scope, one)[1], place(scope, two)[0]
    cues = [hit for hit in scope.find("sums", "sense") if hit[2] == "after"]
    is_told = any(end <= start and stop <= at <= stop + 1 for start, stop, _ in cues)
    has_verb = any(word.token.pos_ in {"VERB", "AUX"} for word in scope.words[end:at])
    return is_told and not has_verb and one.unit == two.unit and at - end <= 2 * REACH


def _is_change(scope: Scope, one: Quantity, two: Quantity, three: Quantity) -> bool:
    """Say whether a figure is told as the change between two others, of the same thing and over the same time."""
    end = place(scope, three)[1]
    rest = [word.folded for word in scope.words[end:]]
    if cued(scope, three, "that_is"):
        return set(rest[:1]) <= STOPS or rest[:2] in PLAIN_CHANGES
    if rest and rest[0] not in STOPS and rest[:3] not in ONE_YEAR:
        return False
    if three.unit not in {"%", "1"}:
        return False
    if cued(scope, three, "change"):
        return True
    # "Avec 678 000 naissances après 723 000, la natalité a chuté de …": the verb's subject must be what is counted.
    if not cued(scope, three, "changed"):
        return False
    counted = {at for each in (one, two) for at in range(*place(scope, each))}
    opens = max(place(scope, each)[1] for each in (one, two))
    told = scope.words[opens : place(scope, three)[0]]
    kinds = {each for at in counted for each in scope.words[at].features if each.startswith(":")}
    heads = [word for word in told if word.token.dep_ in {"nsubj", "nsubj:pass"}]
    return len(heads) == 1 and bool(kinds & heads[0].features)


def _in_percent(one: Quantity) -> Quantity:
    scaled = [None if end is None else end * 100 for end in (one.low, one.high)]
    return replace(one, low=scaled[0], high=scaled[1], half_width=one.half_width * 100 or Decimal(2))


def margins(scope: Scope) -> list[Sum | None]:
    """Read "avec 16,9 millions de voix contre 18 millions, il n’est distancé que de 300 000"."""
    found: list[Sum | None] = []
    for one, two, three in zip(scope.quantities, scope.quantities[1:], scope.quantities[2:], strict=False):
        gap = between(scope, one, two)
        is_beside = bool({"contre", "against", "versus", "to"} & set(gap)) and len(gap) <= REACH + 2
        if (
            not is_beside
            or not (cued(scope, three, "margin") or (three.unit in MARGINS and cued(scope, three, "that_is")))
            or not (alike(scope, one, two) and (three.unit in MARGINS or alike(scope, two, three)))
        ):
            continue
        if any(percent(each) or not plain(each) for each in (one, two)) or percent(three) or three.unit == "pp":
            continue
        large, small = sorted((one, two), key=lambda each: -(each.low or Decimal(0)))
        found.append(with_result("difference", large, small, three, "−", ""))
    return found
