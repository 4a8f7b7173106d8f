"""What a claim says beside the one thing that is looked up: an order, somebody who did the same, a cause.

"68 millions d'habitants, devant l'Espagne"; "entrée en 2004, en même temps que la Croatie"; "membre grâce à …".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.figures.series import ONE
from sourcier.assessment.owned import ARTICLES
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Finding, Operation, Verdict

BEHIND = frozenset({"derriere", "behind"})
ALIKE = tuple(
    tuple(words.split())
    for words in (
        "en meme temps que|en meme temps qu|le meme jour que|la meme annee que|comme|tout comme|a l instar de|"
        "at the same time as|on the same day as|in the same year as|just like|like|as did|as have|as has"
    ).split("|")
)
"""Behind them stands somebody of whom the same is said."""
CAUSING = tuple(
    tuple(words.split())
    for words in "grace a|grace au|grace aux|a cause de|a cause du|a cause des|thanks to|because of|owing to".split("|")
)
"""Behind them stands what brought it about: no table says that."""


def with_order(scope: Scope, desk: Desk, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a claim; none where a figure is borne out, and an order said beside it is not.

    The figure alone bears out nothing of "68 millions d'habitants, devant l'Allemagne". A figure that is refuted stays
    so, whatever is said beside it.
    """
    others = _others(scope)
    looked_up = [part.findings[0] for part in parts if part.findings]
    if any(part.verdict is not Verdict.SUPPORTED for part in parts):
        return list(parts)
    if _ends_of(scope, CAUSING) or _is_said_of_others(scope, looked_up):
        return []
    if not others:
        return list(parts)
    if any(finding.reading.operation is not Operation.LOOKUP for finding in looked_up):
        return list(parts)  # the operation has read the order
    holds = all(_is_so(finding, entity, desk, ahead=ahead) for finding in looked_up for entity, ahead in others)
    return list(parts) if holds else []


def _is_said_of_others(scope: Scope, looked_up: Sequence[Finding]) -> bool:
    """Say whether somebody of whom the same is said was not looked up."""
    known = {entity for finding in looked_up for entity in finding.reading.entities}
    known |= {value for finding in looked_up for cell in finding.cells for _, value in cell.key}
    for end in _ends_of(scope, ALIKE):
        for mention in scope.mentions:
            at = scope.at(mention.span)
            near = end <= at <= end + 2 and all(word.folded in ARTICLES for word in scope.words[end:at])
            if near and mention.entity_id not in known:
                return True
    return False


def _ends_of(scope: Scope, phrases: Sequence[tuple[str, ...]]) -> list[int]:
    """Return where some phrases end, as numbers of words."""
    said = [word.folded for word in scope.words]
    return [
        at + len(phrase)
        for phrase in phrases
        for at in range(len(said) - len(phrase) + 1)
        if tuple(said[at : at + len(phrase)]) == phrase
    ]


def _others(scope: Scope) -> list[tuple[str, bool]]:
    """Return those that a claim's subject is said to be before (True) or behind."""
    found = []
    for start, end in scope.cues.get("placed", ()):
        ahead = not any(word.folded in BEHIND for word in scope.words[start:end])
        for mention in scope.mentions:
            at = scope.at(mention.span)
            near = end <= at <= end + 2 and all(word.folded in ARTICLES for word in scope.words[end:at])
            if near and mention.entity_id:
                found.append((mention.entity_id, ahead))
    return found


def _is_so(finding: Finding, other: str, desk: Desk, *, ahead: bool) -> bool:
    reading = finding.reading
    table = desk.tables.packs.resource(reading.pack, reading.resource)
    rows = rows_of(desk.tables.query(table, ONE, {"entity": other, "period": reading.period or ""}))
    own, value = finding.computation.low, rows[0]["value"] if rows else None
    if own is None or not value:
        return False
    return (own > Decimal(value)) if ahead else (own < Decimal(value))
