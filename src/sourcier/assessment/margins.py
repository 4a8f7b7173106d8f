"""Where a figure decides nothing: other official series, later revisions, bounds passed only by a tolerance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import is_borderline
from sourcier.assessment.measures import Measure
from sourcier.core.findings import Caveat, Comparison, NumberComparison

INDICES = Decimal("1.5")
"""Points by which official price indices of one country and year differ (national, harmonised, with housing)."""
GROWTH = Decimal("0.6")
"""Points by which statistical offices commonly revise the growth of a year that they have published."""
LEVEL = Decimal("0.05")
"""The same for the level of a gross domestic product, relative to it."""
REVISED_YEARS = 3
"""Years after which the figure of a year has settled."""
COUNTED = timedelta(days=92)
"""How long a count of losses that go on stands for the day on which a text is written."""
TOO_FAR = 5000
"""Beyond a slip of million for billion, the figure is of another thing: one American's tonnes, not America's."""


COARSE = Decimal("0.3")
"""Part of a figure beyond which its rounding alone bears nothing out."""
ROUNDED = Decimal("0.04")
"""Part by which a share told in tens may miss and prove nothing."""


def doubt(comparison: Comparison, measure: Measure, period: str, today: date) -> tuple[Caveat, ...]:
    """Return why a comparison with a series' value decides nothing, no caveat where it does decide."""
    if is_borderline(comparison) or _is_stretched(comparison) or is_coarse(comparison):
        return (Caveat.IMPRECISE,)
    if not isinstance(comparison, NumberComparison) or comparison.holds:
        return ()
    gap = _gap(comparison)
    if ":inflation" in measure.known and measure.is_change and gap <= INDICES:
        return (Caveat.DEPENDS_ON_DEFINITION,)
    if ":gdp" in frozenset().union(*measure.label, frozenset()) and int(period[:4]) + REVISED_YEARS >= today.year:
        allowed = GROWTH if measure.is_change else abs(comparison.observed_low) * LEVEL
        if gap <= allowed:
            return (Caveat.DEPENDS_ON_DEFINITION, Caveat.ONLY_KNOWN_LATER)
    return ()


def _is_stretched(comparison: Comparison) -> bool:
    """Say whether a figure is met only by rounding it and then by the table's tolerance as well: 2 % by 1.49 %.

    Each of the two may bear a figure out by itself. Their sum does not, nor does it refute: the same band both ways.
    """
    if not isinstance(comparison, NumberComparison) or comparison.denied or not comparison.holds:
        return False
    low, high = comparison.claimed_low, comparison.claimed_high
    if low is None or high is None:
        return False
    middle, ends = (low + high) / 2, (comparison.observed_low, comparison.observed_high)
    return _gap(comparison) > 0 and all(abs(middle - end) > abs(end) * comparison.tolerance for end in ends)


def is_coarse(comparison: Comparison) -> bool:
    """Say whether a figure is met only because it is so round that half of it would do: a thousand by six hundred."""
    if not isinstance(comparison, NumberComparison) or comparison.denied or not comparison.holds:
        return False
    low, high = comparison.claimed_low, comparison.claimed_high
    if low is None or high is None or low <= 0:
        return False
    middle = (low + high) / 2
    ends = (comparison.observed_low, comparison.observed_high)
    return (high - low) / 2 > middle * COARSE and all(abs(middle - end) > middle * COARSE for end in ends)


def told_otherwise(found: Comparison, measure: Measure) -> list[Caveat]:
    """Return the doubt on two inflations that another price index may have the other way round."""
    if (
        not isinstance(found, NumberComparison)
        or found.holds
        or not (":inflation" in measure.known and measure.is_change)
    ):
        return []
    return [Caveat.DEPENDS_ON_DEFINITION] if abs(found.observed_low) <= INDICES else []


def is_rounded_share(found: Comparison) -> bool:
    """Say whether a share told in tens of per cent misses by no more than such rounding: 87.7 % told as 90 %."""
    if not isinstance(found, NumberComparison) or found.claimed_low is None or found.claimed_high is None:
        return False
    middle = (found.claimed_low + found.claimed_high) / 2
    return not found.holds and not middle % 10 and abs(found.observed_low - middle) <= ROUNDED * middle


def _gap(found: NumberComparison) -> Decimal:
    """Return how far the observed range lies outside of the claimed bounds, in the table's unit."""
    below = found.claimed_low - found.observed_high if found.claimed_low is not None else Decimal(0)
    above = found.observed_low - found.claimed_high if found.claimed_high is not None else Decimal(0)
    return max(below, above, Decimal(0))


def is_of_another_thing(figure: Decimal, observed: Decimal) -> bool:
    """Say whether two figures lie too far apart to be of one thing.

    >>> is_of_another_thing(Decimal(15), Decimal("5e9")), is_of_another_thing(Decimal(3), Decimal(2))
    (True, False)
    """
    return bool(observed and figure) and not 1 / TOO_FAR < abs(figure / observed) < TOO_FAR


def is_outgrown(comparison: NumberComparison, as_of: date, day: date) -> bool:
    """Say whether a count of losses is too old to decide: losses only grow, so it still bears out a floor it passed."""
    if day - as_of <= COUNTED:
        return False
    is_passed = comparison.claimed_low is not None and comparison.observed_low > comparison.claimed_low
    return not (is_passed and (comparison.claimed_high is None or comparison.observed_low > comparison.claimed_high))
