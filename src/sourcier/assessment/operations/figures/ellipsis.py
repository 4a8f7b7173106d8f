"""A first figure that a table answers lends its measure to those set beside it, each on its own claim's account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import patterns
from sourcier.assessment.operations.figures.beside import Beside, beside, opening_figure, split_lead
from sourcier.assessment.operations.figures.gaps import is_left_behind
from sourcier.assessment.operations.figures.lookup import look_up, subject_for
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.periods import one_year
from sourcier.assessment.scope import Scope, Word, scope_of
from sourcier.assessment.subjects import WORLD, subjects_of
from sourcier.core.claims import Claim
from sourcier.core.findings import Finding, NumberComparison, Operation
from sourcier.core.language import Quantity

YEAR = 4
"""Letters of a period that is a year."""
MOVES = ("up", "down")
FEW = 6
"""Figures in a row that are read on from the first."""


def follow(
    whole: Scope, claims: Sequence[Claim], desks: Mapping[str, Desk], parts: Mapping[str, Sequence[Part]]
) -> dict[str, list[Part]]:
    """Return further parts by claim: figures of a sentence that stand beside one that a series answered.

    Args:
        whole: The sentence.
        claims: Its claims.
        desks: The desk of each.
        parts: What has been found for each.
    """
    found: dict[str, list[Part]] = {}
    for claim in claims:
        finding = next((one for part in parts[claim.id] for one in part.findings if _is_level(one)), None)
        if finding is None:
            continue
        desk = desks[claim.id]
        scope = scope_of(desk.draft, claim, desk.tables)
        opening = opening_figure(whole)
        if opening is not None:
            owner = next((one for one in claims if one.span.contains(opening.quantity.span)), claim)
            if owner != claim and not parts[owner.id]:
                part = _checked(scope, desks[owner.id], owner, opening, finding, is_level=True)
                if part is not None:
                    found.setdefault(owner.id, []).append(part)
        if finding.reading.operation is not Operation.LOOKUP:
            break
        lead = _lead(scope, finding)
        if lead is None:
            continue
        known = next(
            (
                one.known
                for one in desk.measures.all
                if one.resource.name == finding.reading.resource and not one.measure
            ),
            frozenset(),
        )
        others, _ = beside(whole, lead, known, desk.tables)
        for other in others[:FEW]:
            owner = next((one for one in claims if one.span.contains(other.quantity.span)), claim)
            if _is_done(other.quantity, scope, parts[owner.id]) or (owner != claim and parts[owner.id]):
                continue
            part = _checked(scope, desks[owner.id], owner, other, finding)
            if part is not None:
                found.setdefault(owner.id, []).append(part)
        break
    return found


def lead_scope(whole: Scope) -> Scope | None:
    """Return the part of a sentence up to its first figure and what belongs to it, None where nothing follows."""
    if not whole.quantities or is_left_behind(whole, whole.quantities[0]):
        return None
    end, runs = split_lead(whole, whole.quantities[0])
    if not runs:
        return None
    words = sexed(whole.words[:end], both=_both_sexes(whole.words))
    last = words[-1].span.end
    return replace(
        whole,
        words=words,
        mentions=tuple(one for one in whole.mentions if one.span.end <= last),
        unlinked=tuple(one for one in whole.unlinked if one.span.end <= last),
        quantities=whole.quantities[:1],
        times=tuple(one for one in whole.times if one.span.end <= last),
        cues=_cues(whole, words),
    )


def _both_sexes(words: Sequence[Word]) -> bool:
    """Say whether one people's name stands with both articles: "Un Russe … 67 ans, une Russe 79"."""
    articles: dict[str, set[str]] = {two.folded[:4]: set() for _, two in pairwise(words)}
    for one, two in pairwise(words):
        if two.role in {"entity", "unlinked"}:
            articles[two.folded[:4]].add(one.folded)
    return any(found >= {"un", "une"} for found in articles.values())


def sexed(words: Sequence[Word], *, both: bool) -> tuple[Word, ...]:
    """Return words with "un Russe", "une Russe" marked as a man and a woman where a sentence has both."""
    if not both:
        return tuple(words)
    marked = list(words)
    for at, (one, two) in enumerate(pairwise(words), 1):
        sex = {"un": ":male", "une": ":female"}.get(one.folded)
        if sex and two.role in {"entity", "unlinked"}:
            marked[at] = replace(two, role="", features=frozenset({sex, ":inhabitant"}))
    return tuple(marked)


def _is_level(finding: Finding) -> bool:
    return finding.reading.operation in {Operation.LOOKUP, Operation.RANK} and len(finding.reading.period) == YEAR


def _lead(scope: Scope, finding: Finding) -> Quantity | None:
    """Return the figure of the claim that a finding answered."""
    if len(scope.quantities) == 1:
        return scope.quantities[0]
    return next((one for one in scope.quantities if _answers(finding, scope, one)), None)


def _answers(finding: Finding, scope: Scope, quantity: Quantity) -> bool:
    compared, bounds = finding.comparison, bounds_for(scope, quantity)
    return isinstance(compared, NumberComparison) and (compared.claimed_low, compared.claimed_high) == (
        bounds.low,
        bounds.high,
    )


def _is_done(quantity: Quantity, scope: Scope, parts: Sequence[Part]) -> bool:
    return any(_answers(finding, scope, quantity) for part in parts for finding in part.findings)


def _checked(
    scope: Scope, desk: Desk, owner: Claim, other: Beside, lead: Finding, *, is_level: bool = False
) -> Part | None:
    year = int(lead.reading.period)
    times = scope.times
    if other.years_on:
        times = (one_year(other.quantity.span, year + other.years_on),)
    elif other.times:
        times = other.times
    elif not times:
        times = (one_year(other.quantity.span, year),)
    moved = any(cue in _cues(scope, other.words) for cue in MOVES)
    if lead.computation.function == "opposite" and not moved:
        return None  # "a reculé de 2,5 %, après 1,2 %": which way the second went is not said
    turned = (
        {at for cue in MOVES for low, high in scope.cues.get(cue, ()) for at in range(low, high)}
        if moved or is_level
        else set()
    )
    lent = [
        word
        for at, word in enumerate(scope.words)
        if at not in turned and not (other.mentions and word.role in {"entity", "unlinked"})
    ]
    words = sexed((*other.words, *lent), both=_both_sexes((*scope.words, *other.words)))
    own = replace(
        scope,
        claim=owner,
        words=words,
        mentions=other.mentions or scope.mentions,
        unlinked=(),
        quantities=(other.quantity,),
        times=times,
        cues=_cues(scope, words),
    )
    if own.is_future:
        return None  # "…, ce sera 2,2 % cette année"
    subjects = [one for one in subjects_of(own, desk.tables, desk.today) if one.id != WORLD or not other.mentions]
    subject = subject_for(subjects)
    if subject is None:
        return None
    part = look_up(own, desk, other.quantity, subject)
    if part is None or len(times) != 1:
        return None
    is_same = any(one.reading.resource == lead.reading.resource for one in part.findings)
    is_kin = part.findings[0].computation.unit == lead.computation.unit and lead.computation.unit == "years"
    return part if is_same or is_kin else None


def _cues(scope: Scope, words: Sequence[Word]) -> dict[str, tuple[tuple[int, int], ...]]:
    cues: dict[str, list[tuple[int, int]]] = {}
    for start, end, meaning in patterns("cues", "cue", scope.lang).find([word.folded for word in words]):
        cues.setdefault(meaning, []).append((start, end))
    return {name: tuple(found) for name, found in cues.items()}
