"""The finding on a place among others: in a series of one period, or among one issuer's estimates of one day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.desk import Desk, Run, make_finding
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.series import Meant
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Cell, Comparison, Finding, Operation

FIRST = 3
"""How many of those at the head are named beside a place."""


def finding_of_place(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    run: Run,
    comparison: Comparison,
    ranked: Sequence[tuple[str, Decimal]],
    *,
    entity: str,
    period: str,
    cells: Sequence[Cell],
    caveats: Sequence[Caveat],
) -> Finding:
    """Return the finding on an entity's place.

    Args:
        scope: The claim.
        desk: The tables.
        meant: What is ranked.
        run: Its one number is the place.
        comparison: Of the place with the one claimed.
        ranked: Entities with their values, in order; the entity among them.
        entity: Whose place it is.
        period: As it is shown.
        cells: What decides, the entity's own first.
        caveats: What to know beside it.
    """
    lang, unit, place = scope.lang, meant.match.measure.unit, str(int(run.outcome.numbers[0]))
    names = [f"{desk.tables.label(one, lang)} ({show_amount(value, unit, lang)})" for one, value in ranked[:FIRST]]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.RANK,
        resource=meant.resource,
        lang=lang,
        statement=say(
            "rank_is",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(entity, lang),
            period=period,
            place=place,
            of=str(len(ranked)),
            value=show_amount(dict(ranked)[entity], unit, lang),
            first=join(names, lang),
        ),
        expression=f"{place} / {len(ranked)}",
        cells=cells,
        unit=unit,
        entities=(entity,),
        period=period,
        caveats=tuple(caveats),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
