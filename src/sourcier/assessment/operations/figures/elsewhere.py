"""Figures that are wrong of the claim's year or country and right of another."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.desk import Desk
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding
from sourcier.core.language import Quantity


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
    # Among two hundred countries some figure is met by chance: only one of which the article speaks is worth a word.
    named = {one.entity_id for one in desk.draft.mentions}
    told = [one for one in others if one in named]
    if len(told) == 1:
        return say("figure_of", scope.lang, entity=desk.tables.label(told[0], scope.lang))
    return ""
