"""More or less than a figure that stands beside: "4,9 % en France, plus que les 6 % allemands".

Each of the two figures may be right and the order told of them wrong, so a term of comparison is borne out only where
its words hold as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.series import settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.assessment.yardsticks import Term, is_owned, terms_of
from sourcier.core.claims import Claim
from sourcier.core.findings import Finding, Operation, Verdict
from sourcier.core.language import Comparator, Quantity

SURE = frozenset({"more", "less"})
"""Sides that a figure tells for certain; "derrière les 3 % de l’Allemagne" may be said of what is worse, and higher."""
FAR = Decimal("0.1")
"""Share of the larger of two figures by which they are far apart, at the least."""
ZERO = Decimal(0)


def with_orders(
    whole: Scope, claims: Sequence[Claim], desks: Mapping[str, Desk], parts: Mapping[str, list[Part]]
) -> dict[str, list[Part]]:
    """Return the parts of a sentence's claims; of one that tells an order of two figures, only where that holds.

    Args:
        whole: The sentence.
        claims: Its claims.
        desks: The desk of each.
        parts: What has been found for each.
    """
    found = dict(parts)
    for term in terms_of(whole):
        if not term.side:
            continue
        for own in term.quantities:
            if is_owned(whole, own):
                continue  # "devant la France et ses 68 millions": the order is of what is told of both
            owner = next((one for one in claims if one.span.contains(own.span) and found.get(one.id)), None)
            if owner is not None and all(part.verdict is Verdict.SUPPORTED for part in found[owner.id]):
                every = [finding for some in found.values() for part in some for finding in part.findings]
                found[owner.id] = _ordered(whole, owner, desks[owner.id], found[owner.id], term, own, every)
    return found


def _ordered(
    whole: Scope,
    owner: Claim,
    desk: Desk,
    parts: list[Part],
    term: Term,
    own: Quantity,
    every: Sequence[Finding],
) -> list[Part]:
    lead = _lead(whole, term, own)
    mine = next((one for part in parts for one in part.findings if _is_of(one, term, desk)), None)
    if mine is None:
        return parts  # what is borne out there is something else
    if lead is None:
        return []
    is_so = _holds(term.side, _figure(lead), _figure(own))
    first = next((one for one in every if _is_beside(one, mine)), None)
    if first is None:
        return parts if is_so else []
    one, two = first.computation.low, mine.computation.low
    resource = desk.tables.packs.resource(mine.reading.pack, mine.reading.resource)
    if one is None or two is None or term.side == "other":
        return []
    is_so_there = _holds(term.side, one, two)
    is_near = abs(one - two) <= resource.tolerance * max(abs(one), abs(two))
    if not is_so or not is_so_there:
        is_sure = not is_so and not is_so_there and not is_near and term.side in SURE
        return [_part(owner, desk, term, first, mine)] if is_sure else []
    return [*parts, _part(owner, desk, term, first, mine)] if term.side in SURE else parts


def _lead(whole: Scope, term: Term, own: Quantity) -> Quantity | None:
    """Return the figure that a term's is set beside: the last one before it that is in its unit."""
    start = whole.words[term.start].span.start
    before = [one for one in whole.quantities if one.span.start < start and one != own and one.unit == own.unit]
    return before[-1] if before else None


def _figure(quantity: Quantity) -> Decimal:
    return quantity.low if quantity.low is not None else quantity.high or ZERO


def _holds(side: str, one: Decimal, two: Decimal) -> bool:
    if side == "apart":
        return abs(one - two) > FAR * max(abs(one), abs(two))
    return one > two if side in {"more", "ahead"} else one < two if side in {"less", "behind"} else False


def _is_of(finding: Finding, term: Term, desk: Desk) -> bool:
    states = desk.tables.states_behind(term.mention.entity_id or "")
    return _is_level(finding) and bool(states & set(finding.reading.entities))


def _is_level(finding: Finding) -> bool:
    is_plain = len(finding.queries) == 1 and len(finding.queries[0].rows) == 1
    return finding.reading.operation is Operation.LOOKUP and is_plain


def _is_beside(finding: Finding, mine: Finding) -> bool:
    """Say whether a finding is of the same table and time as another, and of somebody else."""
    same = (finding.reading.resource, finding.reading.period) == (mine.reading.resource, mine.reading.period)
    return same and _is_level(finding) and finding.reading.entities != mine.reading.entities


def _part(claim: Claim, desk: Desk, term: Term, first: Finding, mine: Finding) -> Part:
    lang, reading = desk.lang, mine.reading
    resource = desk.tables.packs.resource(reading.pack, reading.resource)
    queries = (first.queries[0], mine.queries[0])
    run = Run.of("difference", *queries)
    low, high = (ZERO, None) if term.side == "more" else (None, ZERO)
    bounds = Bounds(low, high, Comparator.GT if term.side == "more" else Comparator.LT, ZERO)
    unit = resource.unit
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=ZERO, unit=unit, lang=lang)
    values = [Decimal(rows_of(query)[0]["value"] or "0") for query in queries]
    one, two = (show_amount(value, unit, lang) for value in values)
    names = [desk.tables.label(each.reading.entities[0], lang) for each in (first, mine)]
    written = Scaled.of(max(map(abs, values)), "", lang).sum("−", values)
    finding = make_finding(
        claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=resource,
        lang=lang,
        statement=say(
            "side_by_side",
            lang,
            measure=reading.measure,
            period=reading.period,
            first=names[0],
            one=one,
            second=names[1],
            two=two,
        ),
        expression=f"{written} = {show(run.outcome.numbers[0], lang)}",
        cells=[cell for query in queries for cell in series_cells(resource, query, lang)],
        unit=unit,
        entities=[each.reading.entities[0] for each in (first, mine)],
        period=reading.period,
        signals=mine.signals,
        probability=mine.probability,
    )
    return settle([finding], [reading.period], desk.today)
