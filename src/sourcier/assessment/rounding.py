"""Round figures that the tables lie a little beside: imprecise, and neither right nor wrong.

Zeros before a scale word are figures (scales.py): a population of 68 does not bear "70 millions" out, and does not
refute it; one of six refutes "10 millions".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.desk import Part
from sourcier.assessment.scales import step_of
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Verdict
from sourcier.core.language import Comparator, Quantity

TEN, TWO = Decimal(10), Decimal(2)
NEAR = Decimal("0.05")
"""How far from a round figure the table may lie and leave it neither right nor wrong."""
ROUGH = Decimal("0.15")
"""The same for a fraction: "un cinquième" for 18 %."""
EXACT = frozenset({Operation.COUNT, Operation.VOTE, Operation.RANK, Operation.DATE, Operation.INTERNAL})


def softened(scope: Scope, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a claim; none refuted for a round figure that the table lies but a little beside."""
    if not scope.quantities or any(_slack(one) is None for one in scope.quantities):
        return list(parts)
    slack = min(each for one in scope.quantities if (each := _slack(one)) is not None)
    return [
        replace(
            part, verdict=Verdict.NOT_ENOUGH_EVIDENCE, caveats=tuple(dict.fromkeys([*part.caveats, Caveat.IMPRECISE]))
        )
        if part.verdict is Verdict.REFUTED and part.findings and all(_is_near(one, slack) for one in part.findings)
        else part
        for part in parts
    ]


def _slack(quantity: Quantity) -> Decimal | None:
    """Return how far beside a figure is still near it, as a part of it; None for one that is not round."""
    if quantity.unit == "1" and quantity.half_width and quantity.low is not None and quantity.low < 1:
        return ROUGH
    step, figure = step_of(quantity), quantity.low if quantity.low is not None else quantity.high
    return NEAR if step is not None and figure is not None and figure % (step * TEN) == 0 else None


def _is_near(finding: Finding, slack: Decimal) -> bool:
    found = finding.comparison
    if not isinstance(found, NumberComparison) or found.holds or finding.reading.operation in EXACT:
        return False
    if found.comparator not in {Comparator.EQ, Comparator.APPROX} or found.claimed_low is None:
        return False
    figure = (found.claimed_low + (found.claimed_high if found.claimed_high is not None else found.claimed_low)) / TWO
    nearest = min((found.observed_low, found.observed_high), key=lambda end: abs(end - figure))
    return nearest != 0 and (nearest > 0) == (figure > 0) and abs(figure - nearest) <= abs(nearest) * slack
