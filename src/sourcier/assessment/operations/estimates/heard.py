"""Which estimates a figure is held against: of which issuers, and of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.desk import Desk
from sourcier.assessment.operations.estimates.issuers import Fit, Laid, Said, fit_of
from sourcier.assessment.operations.estimates.losses import is_toll
from sourcier.assessment.periods import time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.core.language import Grain, Quantity

HIGHER = Decimal("1.15")
"""How far above a claim an old count must lie to be more than another rounding of it."""
FRESH = timedelta(days=400)
"""How old an estimate may be, next to the day the claim speaks of."""


def reference(scope: Scope, desk: Desk, quantity: Quantity) -> tuple[date, date]:
    """Return the days between which a figure's `as_of` must lie."""
    time = time_for(scope, quantity)
    if time is not None and time.mod in {"at", "approx"} and time.end is not None and time.start is not None:
        # A season ends on the day on which the next one begins.
        is_season = time.end.day != 1 and time.end - time.start > timedelta(days=20)
        last = min(time.end if is_season else time.end - timedelta(days=1), desk.today)
        return max(last - FRESH, min(time.start, last) - FRESH), last
    return desk.today - FRESH, desk.today


def _year(scope: Scope, quantity: Quantity) -> tuple[date, date] | None:
    """Return the year that a figure is of, its end excluded; None where its time is no year."""
    time = time_for(scope, quantity)
    year = year_of(time) if time is not None else None
    return None if year is None or (time and time.grain is not Grain.YEAR) else (date(year, 1, 1), date(year + 1, 1, 1))


def _latest(rows: Sequence[Said], first: date, last: date, today: date) -> list[Said]:
    """Return for each issuer and measure its latest figure of the time: of those out by the day, if any are."""
    newest: dict[tuple[str, str, str], Said] = {}
    for one in rows:
        if first <= one.as_of <= last:
            key = (one.row["issuer"] or "", one.row["measure"] or "", one.row.get("scope") or "")
            have = newest.get(key)
            if have is None or _rank(have, today) < _rank(one, today):
                newest[key] = one
    return sorted(newest.values(), key=lambda one: (one.as_of, one.issued), reverse=True)


def _rank(one: Said, today: date) -> tuple[bool, date, date]:
    return one.issued <= today, one.as_of, one.issued


def _voice(one: Said) -> tuple[str | None, ...]:
    return one.row["issuer"], one.row["party"], one.row["subject"]


def chosen_of(
    scope: Scope, desk: Desk, quantity: Quantity, rows: list[Said], wanted: Sequence[str], laid: Laid
) -> tuple[list[Said], Fit]:
    """Return the rows that a figure is held against, and how well their issuers suit its source.

    A figure laid to an issuer is held against that issuer alone; one that a state is said to give, against all who
    spoke for that state; any other, against every issuer.
    """
    fits: dict[tuple[str | None, ...], Fit] = {}
    for one in rows if laid.is_laid else ():
        if _voice(one) not in fits:
            fits[_voice(one)] = fit_of(laid, desk, one)
    fit = max(fits.values(), default=Fit.NONE)
    own = [one for one in rows if fit is not Fit.NONE and fits[_voice(one)] is fit]
    year = None if is_toll(scope, quantity) else _year(scope, quantity)
    if year is not None:
        # The figure of another year is another figure, however lately it came out.
        first, last = year
        found = _latest(own or rows, first, last - timedelta(days=1), desk.today)
        return (found or _latest(own or rows, last, last, desk.today))[: 1 if fit is Fit.ISSUER else None], fit
    first, last = reference(scope, desk, quantity)
    chosen = _latest(own or rows, first, last, desk.today)
    if not chosen and own:
        chosen = _latest(own, date.min, last, desk.today)
    if not chosen and all(one.row["party"] in {None, ""} for one in rows):
        chosen = _latest(rows, last - 2 * FRESH, last, desk.today)
    exact = [one for one in chosen if not wanted or one.row["measure"] in wanted]
    if fit is Fit.ISSUER:
        return (exact or chosen)[:1], fit
    if fit is Fit.SIDE:
        return exact or chosen, fit
    # Who counts exactly what is claimed is not heard on another count as well.
    heard = {one.row["issuer"] for one in exact}
    told = [one for one in chosen if one in exact or one.row["issuer"] not in heard]
    return [*told, *(_surpassing(quantity, rows, wanted, first, heard, desk.today) if wanted else ())], fit


def _surpassing(
    quantity: Quantity, rows: list[Said], wanted: Sequence[str], first: date, heard: set[str | None], today: date
) -> list[Said]:
    """Return older counts of the very thing that were higher already: losses only grow."""
    if quantity.high is None:
        return []
    older = _latest([one for one in rows if one.row["measure"] in wanted], date.min, first, today)
    bar = quantity.high * HIGHER
    return [one for one in older if one.row["issuer"] not in heard and Decimal(one.row["low"] or "0") > bar]
