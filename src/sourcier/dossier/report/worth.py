"""Whether a claim is worth checking, and why, in a sentence."""

from __future__ import annotations

from sourcier.core.claims import Claim, WorthReason
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words

HIGH, MIDDLE = 0.7, 0.5
"""From `HIGH` up an editor would want the claim checked."""
WORDS = 3
"""A reason shows no more words than this."""


def worth_in_words(claim: Claim, say: Words) -> str:
    """Return the level and the reasons that made it; empty for a claim without reasons."""
    if not claim.worth_reasons:
        return ""
    level = "high" if claim.worth >= HIGH else "middle" if claim.worth >= MIDDLE else "low"
    reasons = ", ".join(_reason(one, say) for one in claim.worth_reasons if one.contribution > 0)
    against = ", ".join(_reason(one, say) for one in claim.worth_reasons if one.contribution <= 0)
    form = "because" if not against else "though" if reasons else "only_against"
    return say(f"worth.{form}", level=say(f"worth.{level}"), reasons=reasons, against=against)


def _reason(reason: WorthReason, say: Words) -> str:
    name = say(f"worth.reason.{reason.name}")
    words = ", ".join(one_line(word) for word in reason.words[:WORDS])
    return say("worth.with_words", name=name, words=words) if words else name
