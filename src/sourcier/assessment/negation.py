"""What a negation makes of a checked part: what the tables bear out is refuted, what they do not mostly stays open.

The one place where "n’a pas" and "did not" turn a comparison over. Operations that read the negation themselves
(nobody voted so, no longer a member) say so on their part, which is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, deny
from sourcier.assessment.denials import Denial, denial_of
from sourcier.assessment.desk import Part
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Comparison, Finding, NumberComparison, Operation, PresenceComparison, Verdict
from sourcier.core.language import Comparator

AWAITED = read_words("claim_words", "awaited")
"""With these a denial says that less was reached: what is more than that bears it out no better."""
EXACT = frozenset({Operation.COUNT, Operation.RANK, Operation.COMPARISON, Operation.DATE})
"""Operations whose failure is without doubt: a count, a place, the day on which a state joined."""
NEVER = frozenset({Operation.ESTIMATE, Operation.INTERNAL})


def denied(scope: Scope, parts: Sequence[Part]) -> list[Part]:
    """Return the parts as the claim's negation leaves them; those that it leaves undecided are dropped."""
    if all(part.reads_negation for part in parts):
        return list(parts)
    denial = denial_of(scope)
    if denial is Denial.NONE:
        return list(parts)
    found = []
    for part in parts:
        turned = part if part.reads_negation else _turned(scope, part) if denial is Denial.WHOLE else None
        if turned is not None:
            found.append(turned)
    return found


def _turned(scope: Scope, part: Part) -> Part | None:
    is_near = Caveat.DEPENDS_ON_DEFINITION in part.caveats
    if part.verdict not in {Verdict.SUPPORTED, Verdict.REFUTED} or (is_near and not _is_place(part)):
        return None
    findings = [_denied_finding(scope, one) for one in part.findings]
    kept = tuple(one for one in findings if one is not None)
    verdicts = {one.verdict for one in kept}
    if not kept or len(kept) < len(findings) or len(verdicts) > 1:
        return None
    verdict = verdicts.pop()
    # A place that the next one nearly shares is refused to nobody, and denied to nobody without saying so.
    return Part(kept, verdict, (Caveat.DEPENDS_ON_DEFINITION,) if is_near else (), verdict)


def _is_place(part: Part) -> bool:
    """Say whether a part is one place among all that its holder has, though only just."""
    return part.verdict is Verdict.SUPPORTED and all(
        one.reading.operation is Operation.RANK and one.comparison.holds for one in part.findings
    )


def _denied_finding(scope: Scope, finding: Finding) -> Finding | None:
    """Return a finding turned over; None where neither its holding nor its failing is without doubt."""
    if finding.reading.operation in NEVER:
        return None
    comparison = _as_floor(scope, finding)
    if comparison.holds:
        if isinstance(comparison, NumberComparison) and not _is_reached(comparison):
            return None
    elif not (_fails_for_sure(finding) or comparison is not finding.comparison) or AWAITED & {
        word.folded for word in scope.words
    }:
        return None
    wrongly = comparison.holds
    remark = say("denied_wrongly" if wrongly else "denied_rightly", scope.lang)
    return replace(
        finding,
        comparison=deny(comparison, scope.lang),
        statement=f"{finding.statement} {remark}",
        caveats=(),
    )


def _as_floor(scope: Scope, finding: Finding) -> Comparison:
    """Return the comparison, with "atteindre", "exceed" that of a floor: far above a figure one has reached it.

    Only where the table lies beyond the figure's rounding on either side; within, it stays as it is.
    """
    found = finding.comparison
    if (
        not isinstance(found, NumberComparison)
        or finding.reading.operation is not Operation.LOOKUP
        or not scope.has("reach")
        or found.comparator not in {Comparator.EQ, Comparator.APPROX}
        or found.claimed_low is None
        or found.claimed_high is None
        or found.claimed_low <= 0
    ):
        return found
    low, high = found.observed_low * (1 - found.tolerance), found.observed_high * (1 + found.tolerance)
    figure = (found.claimed_low + found.claimed_high) / 2
    if found.claimed_low <= high and low <= found.claimed_high:
        return found
    return compare_number(
        Bounds(figure, None, Comparator.GE, figure),
        (found.observed_low, found.observed_high),
        tolerance=found.tolerance,
        unit=found.unit,
        lang=scope.lang,
    )


def _is_reached(found: NumberComparison) -> bool:
    """Say whether the table bears a figure out without any help from its tolerance or from rounding up."""
    if found.comparator in {Comparator.EQ, Comparator.APPROX}:
        ends = [end for end in (found.claimed_low, found.claimed_high) if end is not None]
        return abs(found.observed_low) >= abs(sum(ends, Decimal(0)) / len(ends)) if ends else False
    if found.claimed_low is not None:
        return found.observed_low > found.claimed_low
    return found.claimed_high is not None and found.observed_high < found.claimed_high


def _fails_for_sure(finding: Finding) -> bool:
    if isinstance(finding.comparison, PresenceComparison) or finding.reading.operation not in EXACT:
        return False
    if finding.reading.operation is Operation.COMPARISON:
        return finding.computation.function == "difference"
    # An event may have come about in several steps; a state joins on one day.
    return finding.reading.operation is not Operation.DATE or finding.computation.function == "started"
