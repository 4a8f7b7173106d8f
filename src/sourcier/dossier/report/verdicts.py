"""A verdict in words, why it is given, and what to know beside it."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.claims import Claim, ClaimKind, Commitment
from sourcier.core.findings import Assessment, Caveat, Finding, Verdict, WhyNone
from sourcier.dossier.report.words import Words

DENIAL_TELLS = frozenset({"supported", "refuted"})
"""Verdicts that mean the contrary for an article that denies what they are about."""


def is_denied(claim: Claim) -> bool:
    """Say whether the article holds the contrary of a claim's words: its author does, or who is made to say them."""
    return (claim.commitment is Commitment.DENIES) != claim.is_contradicted


def against_denial(verdict: object, say: Words) -> str:
    """Return what a verdict on words that the article denies comes to, to stand behind it; empty for any but two.

    That they are refuted bears the article out.
    """
    return f", {say(f'denied.{verdict}')}" if verdict in DENIAL_TELLS else ""


OWN = "article"
"""The pack of a figure that the article itself gives."""


def verdict_in_words(
    claim: Claim, assessment: Assessment | None, findings: Sequence[Finding], say: Words, *, has_texts: bool
) -> str:
    """Return the verdict on a claim as an editor would put it; `has_texts` where a library was searched too."""
    of_quote = _verdict_of_quote(claim, assessment, say, has_texts=has_texts)
    told = of_quote or _verdict(assessment, findings, say, has_texts=has_texts)
    return told + against_denial(assessment.verdict, say) if assessment and is_denied(claim) else told


def justification(assessment: Assessment | None, say: Words, *, has_texts: bool) -> str:
    """Return why; nothing where the verdict's own words say it all, as for the many claims no table measures."""
    if assessment is None:
        return say("why.unassessed")
    tells = {WhyNone.NEEDS_CONTEXT, WhyNone.QUOTE} if has_texts else {WhyNone.NEEDS_CONTEXT}
    if assessment.verdict is None and assessment.why_none not in tells:
        return ""
    return say.ours(assessment.justification)


def notes(assessment: Assessment | None, say: Words) -> tuple[str, ...]:
    """Return what the other clock says, and from when a claim can be checked."""
    if assessment is None:
        return ()
    told = []
    then = assessment.at_publication
    if then is not None and then != assessment.verdict:
        told.append(say("note.at_publication", verdict=say(f"verdict.{then}")))
    if assessment.checkable_from is not None:
        told.append(say("note.checkable_from", day=say.day(assessment.checkable_from)))
    return tuple(told)


def _verdict(assessment: Assessment | None, findings: Sequence[Finding], say: Words, *, has_texts: bool) -> str:
    if assessment is None or assessment.verdict is None:
        why = assessment.why_none if assessment else None
        if has_texts and why == WhyNone.NO_TABLE:
            return say("verdict.none_nowhere")
        return say(f"verdict.none_{why}") if why else say("verdict.none")
    if _only_interested(assessment, findings):
        return say("verdict.interested_only")
    if assessment.verdict == Verdict.CONFLICTING and Caveat.DEPENDS_ON_DEFINITION in assessment.caveats:
        return say("verdict.conflicting_definition")
    return say(f"verdict.{assessment.verdict}")


def _verdict_of_quote(claim: Claim, assessment: Assessment | None, say: Words, *, has_texts: bool) -> str:
    """Return the verdict on words that somebody is made to say, as an editor would put it; empty for any other."""
    if assessment is None or claim.kind is not ClaimKind.QUOTE:
        return ""
    if assessment.verdict == Verdict.CONFLICTING:
        is_cut = Caveat.CUT_QUOTATION in assessment.caveats
        return say("verdict.conflicting_cut" if is_cut else "verdict.conflicting_quote")
    if assessment.why_none == WhyNone.QUOTE and has_texts:
        return say("verdict.none_quote_sought")
    return ""


def _only_interested(assessment: Assessment, findings: Sequence[Finding]) -> bool:
    """Say whether a claim stays undecided because everyone who gives a figure speaks for a party."""
    if assessment.verdict == Verdict.NOT_ENOUGH_EVIDENCE and not findings:
        return Caveat.INTERESTED_SOURCE in assessment.caveats and bool(assessment.finding_ids)
    parties = [bool(cell.party) for finding in findings for cell in finding.cells[:1] if cell.pack != OWN]
    return assessment.verdict == Verdict.NOT_ENOUGH_EVIDENCE and bool(parties) and all(parties)
