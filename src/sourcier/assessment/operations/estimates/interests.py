"""Who would gain by a figure, and denies it all the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.desk import Desk
from sourcier.assessment.operations.estimates.issuers import Said
from sourcier.assessment.operations.occurrences import wars

FAR = Decimal("1.5")
"""How far beyond every issuer's figure one must lie for old figures not to explain it."""


def against_interest(desk: Desk, rows: Sequence[Said], bounds: Bounds) -> bool:
    """Say whether those who would gain by a figure deny it all the same.

    Whoever fights a side would rather overstate its losses, and that side understate them. A figure far above what
    even its enemy claims, or below what the side itself admits, is nobody's.
    """
    values = [Decimal(value) for one in rows for value in (one.row["low"], one.row["high"]) if value]
    if not values:
        return False
    own = desk.tables.states_behind(rows[0].row["subject"] or "")
    enemies = _enemies(desk, own)
    parties = {one.row["party"] or "" for one in rows}
    if bounds.low is not None and bounds.low > FAR * max(values):
        return bool(parties & enemies)
    if bounds.high is not None and bounds.high * FAR < min(values):
        return bool(parties & own)
    return False


def _enemies(desk: Desk, own: frozenset[str]) -> frozenset[str]:
    """Return who is or was at war with some states, as of the article's day: on the other side of its start."""
    found: set[str] = set()
    for resource in desk.tables.of_shape("event"):
        for row in resource.rows():
            parties = set((row["participants"] or "").split(";")) & desk.tables.states
            began = (row["start"] or "9999")[:10]
            if row["type"] not in wars.KINDS or not parties & own or began > desk.today.isoformat():
                continue
            if row["initiator"] in own:
                found |= parties - own
            elif row["initiator"]:
                found.add(row["initiator"])
    return frozenset(found - own)
