"""What a claim says beside the one thing that is looked up: an order, a cause.

"68 millions d'habitants, devant l'Espagne"; "membre grâce à …".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.figures.series import ONE
from sourcier.assessment.owned import stands_behind
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Finding, Operation, Verdict

BEHIND = read_words("claim_words", "behind")


def with_rest(scope: Scope, desk: Desk, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a claim; none where one thing is borne out, and what is said beside it is not.

    The figure alone bears out nothing of "68 millions d'habitants, devant l'Allemagne". What is refuted stays so,
    whatever is said beside it.
    """
    looked_up = [part.findings[0] for part in parts if part.findings]
    if any(part.verdict is not Verdict.SUPPORTED for part in parts):
        return list(parts)
    if any(cue == "cause" for _, _, cue in scope.find("beside", "cue")):
        return []
    others = placed(scope)
    if not others or any(finding.reading.operation is not Operation.LOOKUP for finding in looked_up):
        return list(parts)  # another operation has read the order
    holds = all(_is_so(finding, entity, desk, ahead=ahead) for finding in looked_up for entity, ahead in others)
    return list(parts) if holds else []


def placed(scope: Scope) -> list[tuple[str, bool]]:
    """Return those that a claim's subject is said to be before (True) or behind."""
    return [
        (one.entity_id, not any(word.folded in BEHIND for word in scope.words[start:end]))
        for start, end in scope.cues.get("placed", ())
        for one in scope.mentions
        if one.entity_id and stands_behind(one, [end], scope)
    ]


def _is_so(finding: Finding, other: str, desk: Desk, *, ahead: bool) -> bool:
    reading = finding.reading
    table = desk.tables.packs.resource(reading.pack, reading.resource)
    rows = rows_of(desk.tables.query(table, ONE, {"entity": other, "period": reading.period or ""}))
    own, value = finding.computation.low, rows[0]["value"] if rows else None
    if own is None or not value:
        return False
    return (own > Decimal(value)) if ahead else (own < Decimal(value))
