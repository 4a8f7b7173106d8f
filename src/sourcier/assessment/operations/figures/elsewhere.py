"""Figures that are wrong of the claim's year or country and right of another."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.desk import Desk
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding
from sourcier.core.language import Comparator, Quantity

HUNDRED = 100


def true_elsewhere(scope: Scope, desk: Desk, finding: Finding, quantity: Quantity) -> str:
    """Return a sentence when a refuted figure is that of another year or of one other entity."""
    if finding.comparison.holds:
        return ""
    resource = desk.tables.packs.resource(finding.reading.pack, finding.reading.resource)
    bounds = bounds_for(scope, quantity)
    entity, period = finding.reading.entities[0], finding.reading.period
    unit = resource.unit
    years, others = [], []
    factor = 100 if unit.startswith("%") and quantity.unit == "1" else 1
    scaled = bounds.scaled(Decimal(factor))
    if scaled.low is None or scaled.high is None:
        return ""
    for row in resource.rows():
        value = Decimal(row["value"] or "nan")
        if not scaled.low <= value <= scaled.high:
            continue
        if row["entity"] == entity:
            years.append(row["period"] or "")
        elif row["period"] == period and row["entity"] in desk.tables.states:
            others.append(row["entity"] or "")
    if years:
        near = min(years, key=lambda year: (abs(int(year[:4]) - int(period[:4])), year))
        return say("true_in", scope.lang, period=near)
    # Among two hundred countries some figure is met by chance: it is another's where the article speaks of that one,
    # or where it is given so finely that only one has it.
    named = {one.entity_id for one in desk.draft.mentions}
    told = [one for one in others if one in named]
    if len(told) == 1 or (len(others) == 1 and _is_fine(quantity)):
        return say("figure_of", scope.lang, entity=desk.tables.label((told or others)[0], scope.lang))
    return ""


def _is_fine(quantity: Quantity) -> bool:
    """Say whether a figure is given to three digits or more: 12.2, 68 450 000, not 0.5 or 70 million."""
    if quantity.comparator is not Comparator.EQ or quantity.low is None or not quantity.half_width:
        return False
    return abs(quantity.low) >= HUNDRED * 2 * quantity.half_width
