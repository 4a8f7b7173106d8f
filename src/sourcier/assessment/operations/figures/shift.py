"""How far a figure moved, told beside both of its ends: "de 15,9 % à 10,7 %, une baisse de plus de moitié".

The ends are the table's own values, found by lookup; the change is worked out from them and never looked up itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcier.assessment.comparison import is_borderline
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.measures import Match
from sourcier.assessment.operations.figures.changes import change_claimed
from sourcier.assessment.operations.figures.compared import POINTS, size_of
from sourcier.assessment.operations.figures.gaps import ends_of
from sourcier.assessment.operations.figures.series import TWO, Meant, settle
from sourcier.assessment.operations.figures.trend_finding import finding_of
from sourcier.assessment.scope import Scope, scope_of
from sourcier.core.claims import Claim
from sourcier.core.findings import Caveat, Finding, Operation, Verdict
from sourcier.core.language import Quantity
from sourcier.core.spans import Span

YEAR = 4
"""Letters of a period that is a year."""


def follow(
    whole: Scope, claims: Sequence[Claim], desks: Mapping[str, Desk], parts: Mapping[str, Sequence[Part]]
) -> dict[str, list[Part]]:
    """Return, by claim, the part that checks a change against the ends that a sentence tells with it.

    Args:
        whole: The sentence.
        claims: Its claims.
        desks: The desk of each.
        parts: What has been found for each.
    """
    ends = ends_of(whole)
    if ends is None:
        return {}
    for claim in claims:
        found = _ends_found(parts[claim.id])
        if found is None:
            continue
        owner, scope = _told(whole, claims, claim, ends, desks)
        if owner is None or scope is None or (owner != claim and parts[owner.id]):
            return {}
        part = _part(scope, desks[owner.id], owner, *found)
        return {} if part is None else {owner.id: [part]}
    return {}


def _ends_found(parts: Sequence[Part]) -> tuple[Finding, Finding] | None:
    """Return the findings on both ends: two lookups that hold, of one entity in one table and two years."""
    levels = [
        one
        for part in parts
        if part.verdict is Verdict.SUPPORTED
        for one in part.findings
        if one.reading.operation is Operation.LOOKUP and len(one.reading.period) == YEAR
    ]
    if len(levels) != len("ab") or levels[0].reading.period == levels[1].reading.period:
        return None
    same = {(one.reading.resource, one.reading.entities) for one in levels}
    return (levels[0], levels[1]) if len(same) == 1 else None


def _told(
    whole: Scope, claims: Sequence[Claim], lead: Claim, ends: tuple[Quantity, Quantity], desks: Mapping[str, Desk]
) -> tuple[Claim | None, Scope | None]:
    """Return the claim that tells the change, and its words: beside the ends the only figure, or a doubling."""
    others = [one for one in whole.quantities if one not in ends and one.unit not in {"a", "mo"}]
    if len(others) > 1:
        return None, None
    desk = desks[lead.id]
    for claim in claims:
        place = claim.span
        if claim == lead:
            # Within the lead's own claim only what stands beyond the ends.
            place = Span(min(ends[1].span.end, place.end), place.end)
        if len(place) and (not others or place.contains(others[0].span)):
            scope = scope_of(desk.draft, claim, desk.tables, span=place)
            if any(word.token.pos_ == "VERB" or word.role == "" for word in scope.words) and scope.has(
                "up", "down", "doubled", "tripled", "quadrupled", "halved", "multiplied"
            ):
                return claim, replace(scope, times=())
    return None, None


def _part(scope: Scope, desk: Desk, owner: Claim, one: Finding, two: Finding) -> Part | None:
    measure = next((each for each in desk.measures.all if each.resource.name == one.reading.resource), None)
    claimed = change_claimed(scope)
    if measure is None:
        return None
    sizes = [each for each in scope.quantities if each.unit in POINTS]
    if measure.unit.startswith("%") and sizes:
        claimed = ("drop" if scope.has("down") else "step"), size_of(scope, sizes[0]), "pp"
    if claimed is None or claimed[2] not in {"%", "pp", "times"}:
        return None
    first, last = sorted((one.reading.period, two.reading.period))
    parameters = {"entity": one.reading.entities[0], "first": first, "last": last}
    resource = desk.tables.packs.resource(one.reading.pack, one.reading.resource)
    meant = Meant(Match(measure, one.probability, 0.0, (), one.signals))
    query = desk.tables.query(resource, TWO, parameters)
    finding = finding_of(replace(scope, claim=owner), desk, meant, query, *claimed)
    if finding is None:
        return None
    if claimed[2] == "%" and measure.unit.startswith("%") and not finding.comparison.holds:
        points = finding_of(scope, desk, meant, query, _points(claimed[0]), claimed[1], "pp")
        if points is not None and points.comparison.holds:
            return None  # percent said for points
    doubts = [Caveat.IMPRECISE] if is_borderline(finding.comparison) else []
    return settle([finding], [first, last], desk.today, doubts=doubts)


def _points(function: str) -> str:
    return "drop" if function == "fall" else "step"
