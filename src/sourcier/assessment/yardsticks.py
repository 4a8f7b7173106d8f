"""Names that a figure is only measured by: "loin des 12 % de l'Espagne", "contre 12 % en Espagne", "below Spain's 12%".

Whoever stands in a term of comparison has the figure beside it, if any, and never the one that is compared with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.owned import ARTICLES, OWNERS
from sourcier.assessment.scope import Scope, Word
from sourcier.core.claims import Claim
from sourcier.core.language import Mention, Quantity

DEFINITE = frozenset({"les", "des", "aux", "the", "ces", "those", "leurs"})
"""Words by which a figure is one that is known: "des 12 % de l'Espagne", not "au-dessus de 5 % en France"."""
LINKS = ARTICLES | {
    "en",
    "in",
    "au",
    "aux",
    "a",
    "at",
    "for",
    "pour",
    "par",
    "by",
    "of",
    "chez",
    "that",
    "those",
    "cote",
}
LIGHT = frozenset({"stop", "neutral", "number", "unit", "time"})
ENDS = frozenset({",", ";", ":", "(", ")", "–", "—"})
LONGEST = 12
"""Words of a term of comparison."""
COMPARED = (
    ("more", "greater"), ("less", "smaller"), ("other", "equal"), ("other", "favourable"), ("other", "unfavourable")
)  # fmt: skip
"""What the cues of a comparative say of the first of two."""
NEAR = 2
"""Words from a comparative to its "que", "than": "plus élevé que", "more people than"."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name that something is measured by, from the words that say so to the end of its own."""

    start: int
    end: int
    mention: Mention
    quantities: tuple[Quantity, ...]
    """Its own figures; empty where only the name stands there: "loin derrière l'Allemagne"."""
    side: str
    """What the first is said to be beside it, as `data/yardsticks.tsv` has it: more, less, apart, other, or empty."""


def terms_of(scope: Scope) -> list[Term]:
    """Return the terms of comparison of a claim or a sentence, in reading order."""
    found: dict[Mention, Term] = {}
    sides = {(start, end): side for start, end, side in scope.find("yardsticks", "side")}
    for start, end, kind in scope.find("yardsticks", "kind"):
        one = _term(scope, start, end, kind, sides.get((start, end), ""))
        if one is not None and (one.mention not in found or found[one.mention].start > start):
            found[one.mention] = one
    return sorted(found.values(), key=lambda one: one.start)


def is_measured_by(scope: Scope, mention: Mention, quantity: Quantity | None = None) -> bool:
    """Say whether a name is only what a figure is measured by; with no figure given, whether it is so of any."""
    term = next((one for one in terms_of(scope) if one.mention == mention), None)
    return term is not None and quantity not in term.quantities


def not_lent(sentence: Scope, claim: Claim, claims: Sequence[Claim]) -> set[Mention]:
    """Return the names of a sentence that a claim with a figure and without a name cannot be about.

    They are those that its figure is measured by, and those that have a figure of the same kind in another claim,
    further on: "le chômage était de 7,3 %, l'Espagne dépassait 12 %".
    """
    start = sentence.at(claim.span)
    if not claim.quantities or any(low == start for low, _, _ in sentence.find("yardsticks", "kind")):
        return set()  # "…, contre 14 % en 2024" is of whom the first figure is measured by, or of another time
    units = {one.unit for one in claim.quantities}
    behind = [
        one.span
        for one in claims
        if one.span.start >= claim.span.end and any(_is_like(quantity, units) for quantity in one.quantities)
    ]
    return {one.mention for one in terms_of(sentence)} | {
        one for one in sentence.mentions if any(span.contains(one.span) for span in behind)
    }


def _is_like(quantity: Quantity, units: set[str]) -> bool:
    """Say whether a figure is of the kind of others: in their unit, or a bare number ("…, l'Allemagne 7")."""
    return quantity.unit in units or (not quantity.unit and any(map(str.isdigit, quantity.text)))


def _term(scope: Scope, start: int, end: int, kind: str, side: str) -> Term | None:
    """Return the term that some words open, None where they open nothing that bears a name."""
    run = _run(scope.words, end)
    names = [one for one in scope.mentions if one.entity_id and run.start <= scope.at(one.span) < run.stop]
    if not names:
        return None
    name = names[0]
    at = scope.at(name.span)
    between = scope.words[end:at]
    if side == "as":
        side = _compared(scope, start)
        if not side:
            return None  # "depuis que l'Angola en est sorti"
    is_direct = all(word.folded.rstrip("'") in LINKS for word in between)
    stop = at + sum(name.span.contains(word.span) for word in scope.words)
    if is_direct:
        is_owner = scope.lang == "en" and _is_owner(scope, stop)
        own = tuple(one for one in _figures(scope, stop, run.stop) if is_owner or is_owned(scope, one))
        return None if kind == "figure" and not own else Term(start, run.stop if own else stop, name, own, side)
    own = _figures(scope, start, at)
    is_known = kind == "beside" or any(word.folded in DEFINITE for word in scope.words[end - 1 : at])
    if not own or not is_known or not all(map(_is_light, between)):
        return None
    return Term(start, stop, name, own, side)


def _compared(scope: Scope, at: int) -> str:
    """Return what the comparative right before "que", "than" says of the first; empty where there is none."""
    said = {side for side, cue in COMPARED if any(at - NEAR <= end <= at for _, end in scope.cues.get(cue, ()))}
    if not said:
        return "other" if scope.words[at].folded == "than" else ""
    return said.pop() if len(said) == 1 else "other"


def _run(words: Sequence[Word], first: int) -> range:
    """Return the places from one on that no comma and no clause of their own end."""
    last = first
    while last < min(len(words), first + LONGEST) and words[last].folded not in ENDS:
        last += 1
    return range(first, last)


def _figures(scope: Scope, low: int, high: int) -> tuple[Quantity, ...]:
    inside = scope.words[low:high]
    return tuple(
        one
        for one in scope.quantities
        if any((one.number or one.span).contains(word.span) for word in inside)
        and scope.at(one.number or one.span) >= low
    )


def _is_owner(scope: Scope, at: int) -> bool:
    return at < len(scope.words) and scope.words[at].folded in {"'s", "s", "'"}


def is_owned(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a possessive gives a figure to the name before it: "devant la France et ses 68 millions"."""
    at = scope.at(quantity.span)
    return at > 0 and scope.words[at - 1].folded in OWNERS


def _is_light(word: Word) -> bool:
    is_participle = "Part" in word.token.morph.get("VerbForm", [])
    return word.role in LIGHT or is_participle or not any(map(str.isalnum, word.folded))
