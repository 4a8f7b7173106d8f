"""From quotations looked up to a verdict on the claim that somebody said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sourcier.core.claims import Claim, ClaimKind
from sourcier.core.findings import Verdict
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteFinding, QuoteStatus


def verdict_of_saying(
    claim: Claim, findings: Sequence[QuoteFinding], *, clock: Literal["publication", "now"] = "now"
) -> Verdict | None:
    """Return the verdict on the claim that somebody said something; None where the library does not tell.

    Supported: each of its quotations that was looked up stands word for word in a document that is no copy of the
    article, and the same speaker says it there. Conflicting: a document has other words, or these with what limits them
    (`is_cut`), or only to deny, repeat or suppose them, or gives them to another; that it does not say who speaks makes
    the difference no smaller. Never refuted: that somebody said a thing in one place does not show that nobody said it
    in another, and a library never holds all that somebody has said.

    Args:
        claim: Of kind `quote`; any other has no verdict here.
        findings: All of the article's, as `check_quotes` gives them.
        clock: `publication` leaves out what only later documents show.
    """
    own = _latest(claim, findings, clock)
    if claim.kind is not ClaimKind.QUOTE or not own:
        return None
    if any(_is_against(one) for one in own):
        return Verdict.CONFLICTING
    if all(one.verdict is Verdict.SUPPORTED and one.is_same_speaker for one in own):
        return Verdict.SUPPORTED
    return None


def is_cut(claim: Claim, findings: Sequence[QuoteFinding]) -> bool:
    """Say whether all that speaks against a claim is that its quotations leave out what limits them."""
    against = [one for one in _latest(claim, findings, "now") if _is_against(one)]
    return bool(against) and all(one.status is QuoteStatus.TRUNCATED and one.turn is None for one in against)


def _is_against(finding: QuoteFinding) -> bool:
    return finding.verdict is Verdict.CONFLICTING


def _latest(claim: Claim, findings: Sequence[QuoteFinding], clock: str) -> list[QuoteFinding]:
    """Return the finding of each quotation of a claim that counts on a clock: what later documents show counts now.

    Of several documents that say the same of it, one with the same speaker counts.
    """
    by_quote: dict[Span, list[QuoteFinding]] = {}
    for one in findings:
        if claim.span.overlaps(one.quote) and _is_of(one, clock):
            by_quote.setdefault(one.quote, []).append(one)
    return [_deciding(each) for each in by_quote.values()]


def _deciding(findings: Sequence[QuoteFinding]) -> QuoteFinding:
    last = findings[-1]
    same = [one for one in findings if (one.status, one.turn) == (last.status, last.turn)]
    return next((one for one in same if one.is_same_speaker), same[0])


def _is_of(finding: QuoteFinding, clock: str) -> bool:
    return clock == "now" or finding.clock == "publication" or finding.status is QuoteStatus.NOT_FOUND
