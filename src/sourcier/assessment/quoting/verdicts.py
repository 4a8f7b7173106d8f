"""From quotations looked up to a verdict on the claim that somebody said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sourcier.core.claims import Claim, ClaimKind
from sourcier.core.findings import Verdict
from sourcier.core.testimony import QuoteFinding, QuoteStatus


def verdict_of_saying(
    claim: Claim, findings: Sequence[QuoteFinding], *, clock: Literal["publication", "now"] = "now"
) -> Verdict | None:
    """Return the verdict on the claim that somebody said something; None where the library does not tell.

    Supported: each of its quotations that was looked up stands word for word in a document that is no copy of the
    article, and the same speaker says it there. Conflicting: a document has the same speaker say other words, or
    more, or gives the words to another. Never refuted: that somebody said a thing in one place does not show that
    nobody said it in another, and a library never holds all that somebody has said.

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
    if all(one.status is QuoteStatus.EXACT and one.is_same_speaker for one in own):
        return Verdict.SUPPORTED
    return None


def _is_against(finding: QuoteFinding) -> bool:
    if finding.status is QuoteStatus.MISATTRIBUTED:
        return True
    return finding.status in {QuoteStatus.ALTERED, QuoteStatus.TRUNCATED} and finding.is_same_speaker is True


def _latest(claim: Claim, findings: Sequence[QuoteFinding], clock: str) -> list[QuoteFinding]:
    """Return the finding of each quotation of a claim that counts on a clock: of two, the later one counts now."""
    by_quote = {one.quote: one for one in findings if claim.span.overlaps(one.quote) and _is_of(one, clock)}
    return list(by_quote.values())


def _is_of(finding: QuoteFinding, clock: str) -> bool:
    return clock == "now" or finding.clock == "publication" or finding.status is QuoteStatus.NOT_FOUND
