"""A claim's figure or date against what the tables say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.numbers import Scaled, show, times_over
from sourcier.assessment.scales import half_width
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Comparison, DateComparison, NumberComparison, PresenceComparison
from sourcier.core.language import Comparator, Quantity

APPROXIMATE = Decimal("0.05")
"""What "environ", "près de", "some" allow on each side, when the figure has no wider rounding of its own."""
SLIGHTLY = Decimal("0.08")
"""How far "un peu plus de", "just over" may reach beyond the figure."""
HARDLY = ("guère plus", "à peine plus", "tout juste plus", "hardly more", "scarcely more", "barely more", "little more")
"""Words for a figure just passed, that a reader of figures takes for one that is not."""
SHARED = Decimal("0.001")
"""Part of a scale (a thousandth of a million) below which a figure is written out rather than in that scale."""
IMPRECISE = Decimal("0.15")
"""A figure this close, and no closer, has the right order and is still wrong."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure of the claim allows. None: no bound on that side."""

    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    figure: Decimal
    """The figure itself, before any widening."""

    def scaled(self, factor: Decimal) -> Bounds:
        """Return the bounds in another unit; a negative factor turns them over."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            low, high = high, low
        return replace(self, low=low, high=high, figure=self.figure * factor)


def claimed_bounds(quantity: Quantity, *, is_slight: bool = False) -> Bounds:
    """Return what the writer's figure stands for: what rounds to it, wider when approximate.

    Args:
        quantity: The figure as read.
        is_slight: The words say "un peu plus de", "à peine moins de": the open side is closed at 8 %.
    """
    # "roughly 10 million" is rounder than "10 million".
    is_rough = quantity.comparator is Comparator.APPROX
    low, high, half = quantity.low, quantity.high, quantity.half_width if is_rough else half_width(quantity)
    figure = next((end for end in (low, high) if end is not None), Decimal(0))
    match quantity.comparator:
        case Comparator.EQ | Comparator.APPROX:
            low = figure if low is None else low
            high = figure if high is None else high
            if quantity.comparator is Comparator.APPROX:
                # "environ 7" allows no less than a bare "7" does.
                low, high = low - max(half, abs(low) * APPROXIMATE), high + max(half, abs(high) * APPROXIMATE)
            else:
                low, high = low - half, high + half
        case Comparator.GT | Comparator.GE:
            high = figure * (1 + SLIGHTLY) if is_slight else None
        case Comparator.LT | Comparator.LE:
            figure = high if high is not None else figure
            low = figure * (1 - SLIGHTLY) if is_slight else None
            if quantity.text.casefold().startswith(HARDLY):
                low, high = figure * (1 - APPROXIMATE), figure * (1 + SLIGHTLY)
    return Bounds(low, high, quantity.comparator, figure)


def exact_bounds(bounds: Bounds, quantity: Quantity) -> Bounds:
    """Return bounds without rounding, for things counted one by one: 31 members are not 30 or 32."""
    if quantity.comparator is Comparator.EQ:
        return replace(bounds, low=quantity.low, high=quantity.high)
    return bounds


def compare_number(
    bounds: Bounds,
    observed: tuple[Decimal, Decimal],
    *,
    tolerance: Decimal,
    unit: str,
    lang: Lang,
    is_own: bool = False,
) -> NumberComparison:
    """Compare claimed bounds with an observed range, widened by the table's own relative tolerance.

    It holds when some value of the widened range meets the bounds. "plus de" and "moins de" exclude the
    bound itself. `is_own`: the observed figure is worked out from the article's own.
    """
    low, high = observed
    slack_low, slack_high = abs(low) * tolerance, abs(high) * tolerance
    holds = True
    if bounds.low is not None:
        reach = high + slack_high
        holds = reach > bounds.low if bounds.comparator is Comparator.GT else reach >= bounds.low
    if bounds.high is not None and holds:
        reach = low - slack_low
        holds = reach < bounds.high if bounds.comparator is Comparator.LT else reach <= bounds.high
    draft = NumberComparison(
        claimed_low=bounds.low,
        claimed_high=bounds.high,
        comparator=bounds.comparator,
        observed_low=low,
        observed_high=high,
        tolerance=tolerance,
        unit=unit,
        holds=holds,
        expression="",
    )
    return replace(draft, expression=_versus(draft, bounds.figure, lang, is_own=is_own))


def _versus(found: NumberComparison, figure: Decimal, lang: Lang, *, is_own: bool) -> str:
    """Return the two figures side by side, as a reader would: "texte : 3,3 % (de 3,25 à 3,35) ; table : 3,27 %"."""
    ends = [abs(end) for end in (found.claimed_low, found.claimed_high) if end is not None]
    claimed, shown = max(ends, default=Decimal(0)), max(abs(found.observed_low), abs(found.observed_high))
    scaled = Scaled.of(max(claimed, shown), found.unit, lang)
    # Twelve people beside 68 million are "12", not "0 million": a scale is shared where both have digits in it.
    own = scaled if claimed >= scaled.size * SHARED else Scaled.of(claimed, found.unit, lang)
    scaled = scaled if shown >= scaled.size * SHARED else Scaled.of(shown, found.unit, lang)
    observed = scaled.figure(found.observed_low, found.observed_high)
    if found.tolerance:
        observed += scaled.percent("± ", found.tolerance * 100)
    result = say("agrees", lang) if found.holds else _differs(found, figure, lang)
    return say(
        "versus",
        lang,
        claimed=_claimed(found, figure, own, lang),
        found=say("versus_own" if is_own else "versus_table", lang),
        observed=observed,
        result=result,
    )


def _differs(found: NumberComparison, figure: Decimal, lang: Lang) -> str:
    """Return how far the figure said lies from the table's: in per cent, or how many times one holds the other."""
    if not off_by(found):
        return say("differs", lang)
    is_too_high = found.claimed_low is not None and found.observed_high < found.claimed_low
    observed = found.observed_high if is_too_high else found.observed_low
    said = found.claimed_high if _is_range(found, figure) and not is_too_high and found.claimed_high else figure
    small, large = sorted((abs(said), abs(observed)))
    if not small or (said > 0) != (observed > 0):
        return say("differs", lang)
    if large > 2 * small:
        return say("differs_times", lang, times=times_over(large / small, lang))
    gap = abs(said - observed) / abs(observed)
    return say("differs_by", lang, gap=show((gap * 100).quantize(Decimal(1)), lang))


def _is_range(found: NumberComparison, figure: Decimal) -> bool:
    """Say whether two ends are claimed, and no single figure that something rounds to."""
    low, high = found.claimed_low, found.claimed_high
    if low is None or high is None:
        return False
    return not low <= figure <= high or abs(low + high - 2 * figure) > abs(figure) / 1000


def _claimed(found: NumberComparison, figure: Decimal, scaled: Scaled, lang: Lang) -> str:
    """Return the claim's figure with what it allows: nothing more where it stands for itself alone."""
    low, high = found.claimed_low, found.claimed_high
    key = {
        Comparator.APPROX: "about",
        Comparator.GT: "over",
        Comparator.GE: "at_least",
        Comparator.LT: "under",
        Comparator.LE: "at_most",
    }.get(found.comparator)
    named = scaled.amount(figure)
    if low is not None and low == high:
        return scaled.amount(low)
    if low is None or high is None:
        return say(key, lang, figure=named) if key else named
    if not low <= figure <= high or (key in {None, "about"} and _is_range(found, figure)):
        return say("between", lang, low=scaled.plain(low), high=scaled.amount(high))
    words = say(key, lang, figure=named) if key else named
    return say("widened", lang, figure=words, low=scaled.plain(low), high=scaled.plain(high))


def off_by(found: NumberComparison) -> Decimal | None:
    """Return how far the observed range lies outside the claimed bounds, relative to the observed value.

    None when the observed value is zero; 0 when it lies within.
    """
    if found.claimed_low is not None and found.observed_high < found.claimed_low:
        gap, base = found.claimed_low - found.observed_high, found.observed_high
    elif found.claimed_high is not None and found.observed_low > found.claimed_high:
        gap, base = found.observed_low - found.claimed_high, found.observed_low
    else:
        return Decimal(0)
    return gap / abs(base) if base else None


def is_imprecise(found: Comparison, figure: Decimal) -> bool:
    """Say whether a figure that does not hold still has the right order: at most 15 % off."""
    if not isinstance(found, NumberComparison) or found.holds:
        return False
    nearest = min((found.observed_low, found.observed_high), key=lambda end: abs(end - figure))
    return nearest != 0 and (nearest > 0) == (figure > 0) and abs(figure - nearest) <= abs(nearest) * IMPRECISE


def is_borderline(found: Comparison) -> bool:
    """Say whether a figure passes "more than", "less than" only by the table's tolerance: neither proof nor error."""
    if not isinstance(found, NumberComparison) or found.denied or not found.holds:
        return False
    low, high = found.claimed_low, found.claimed_high
    if (low is None) == (high is None):
        return False
    if low is not None:
        return found.observed_high < low or (found.observed_high == low and found.comparator is Comparator.GT)
    return high is not None and (
        found.observed_low > high or (found.observed_low == high and found.comparator is Comparator.LT)
    )


def compare_dates(
    claimed: tuple[date | None, date | None],
    observed: tuple[date | None, date | None],
    *,
    lang: Lang,
    slack: timedelta = timedelta(0),
) -> DateComparison:
    """Compare two half-open intervals: the claim holds when the observed one meets the claimed one.

    `slack` widens the claimed one at both ends; in words it stands apart from what the text says.
    """
    start, end = claimed
    claim_words = show_interval(start, end, lang)
    if slack:
        start, end = start and start - slack, end and end + slack
        claim_words = say("within_days", lang, claim=claim_words, days=str(slack.days))
    first, after = observed
    holds = (end is None or first is None or first < end) and (start is None or after is None or after > start)
    draft = DateComparison(start, end, first, after, holds, "")
    table_words = show_interval(first, after, lang)
    key = "date_holds" if holds else "date_fails"
    return replace(draft, expression=say(key, lang, claim=claim_words, table=table_words))


def compare_presence(*, expected: bool, found: int, lang: Lang) -> PresenceComparison:
    """Compare the number of rows found with the claim that there are some, or none."""
    holds = (found > 0) == expected
    key = ("some" if expected else "none") + ("_holds" if holds else "_fails")
    return PresenceComparison(expected, found, holds, say(key, lang, count=show(Decimal(found), lang)))


def deny(comparison: Comparison, lang: Lang) -> Comparison:
    """Return the comparison of a claim that denies what this one compares: it holds where this one fails."""
    if isinstance(comparison, PresenceComparison):
        return compare_presence(expected=not comparison.expected, found=comparison.found, lang=lang)
    key = "denial_fails" if comparison.holds else "denial_holds"
    return replace(
        comparison,
        holds=not comparison.holds,
        denied=True,
        expression=say(key, lang, plain=comparison.expression),
    )


def show_interval(start: date | None, end: date | None, lang: Lang) -> str:
    """Return a half-open interval as a reader would write it: a year, a month, a day, or from … to ….

    >>> show_interval(date(2013, 7, 1), date(2013, 7, 2), "en")
    '1 July 2013'
    >>> show_interval(date(2014, 1, 1), date(2015, 1, 1), "fr")
    '2014'
    """
    if start is None and end is None:
        return say("any_time", lang)
    if start is None:
        return say("before_day", lang, day=show_day(end, lang)) if end else ""
    if end is None:
        return say("since_day", lang, day=show_day(start, lang))
    last = end - timedelta(days=1)
    if start == last:
        return show_day(start, lang)
    if start.day == 1 and end.day == 1:
        if start.month == 1 and end == date(start.year + 1, 1, 1):
            return str(start.year)
        if (end.year * 12 + end.month) - (start.year * 12 + start.month) == 1:
            return f"{_month(start, lang)} {start.year}"
    return say("from_to", lang, start=show_day(start, lang), end=show_day(last, lang))


def show_day(day: date, lang: Lang) -> str:
    """Return a day in words."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_month(day, lang)} {day.year}"


def _month(day: date, lang: Lang) -> str:
    return say("months", lang).split()[day.month - 1]
