"""Every claim of an article against the packs: which operations try a claim, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.measures import measures_of
from sourcier.assessment.operations import (
    absence,
    comparison,
    count,
    estimate,
    event,
    internal,
    lookup,
    membership,
    office,
    rank,
    totals,
    trend,
    vote,
)
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.tables import tables_of
from sourcier.assessment.verdicts import conclude, no_verdict
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Finding
from sourcier.evidence.packs import Packs
from sourcier.text.draft import Draft

Check = Callable[[Scope, Desk], list[Part]]
STEPS: tuple[tuple[Check, ...], ...] = (
    (vote.check,),
    (internal.check, estimate.check),
    (absence.check, count.check, membership.check, office.check, event.check),
    (rank.check, totals.check, comparison.check, trend.check),
    (lookup.check,),
)
"""Groups in order; the first group that has anything to say is the last one asked, so that one figure is not
checked twice under two operations."""


def assess(
    draft: Draft, claims: Sequence[Claim], packs: Packs, *, explain: bool = False
) -> tuple[tuple[Finding, ...], tuple[Assessment, ...]]:
    """Check every claim against the packs.

    Args:
        draft: The article as read.
        claims: Its claims.
        packs: The only knowledge used.
        explain: Keep in each assessment what was considered and rejected, with the reasons.

    Returns:
        All findings, and one assessment a claim, in the order of the claims.
    """
    tables = tables_of(packs)
    findings: dict[str, Finding] = {}
    assessments = []
    for claim in claims:
        desk = Desk(draft, tables, measures_of(tables))
        assessment = no_verdict(claim, desk)
        if assessment is None:
            parts = check_claim(claim, desk)
            findings.update((finding.id, finding) for part in parts for finding in part.findings)
            assessment = conclude(claim, parts, desk, explain=explain)
        assessments.append(assessment)
    return tuple(findings.values()), tuple(assessments)


def check_claim(claim: Claim, desk: Desk) -> list[Part]:
    """Return the checked parts of one claim."""
    scope = scope_of(desk.draft, claim, desk.tables)
    parts: list[Part] = []
    for group in STEPS:
        for check in group:
            parts += check(scope, desk)
        if parts:
            return parts
    return parts



