"""Rows of estimates, and whether a claim lays its figure to the one who issued them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, patterns, stem, tokenise
from sourcier.assessment.operations import wars
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import names_of
from sourcier.core.spans import Span
from sourcier.evidence.packs import Resource

FAR = Decimal("1.5")
"""How far beyond every issuer's figure one must lie for old figures not to explain it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a table of estimates."""

    resource: Resource
    row: Row

    @property
    def as_of(self) -> date:
        """The day the figure speaks of."""
        return date.fromisoformat((self.row["as_of"] or "")[:10])

    @property
    def issued(self) -> date:
        """The day it was published."""
        return date.fromisoformat((self.row["issued"] or self.row["as_of"] or "")[:10])


def issuer_fits(scope: Scope, desk: Desk, one: Said) -> bool:
    """Say whether the claim lays its figure to a row's issuer: by name, by family, or by its party."""
    named = _attributed_to(scope, desk)
    if _is_source_named(scope, desk, one.row["issuer"] or ""):
        return True
    if not named:
        return False
    issuer, party = one.row["issuer"] or "", one.row["party"] or ""
    words = {stem(word) for word in tokenise(issuer)}
    entity = desk.tables.packs.entity(issuer)
    for source in named:
        if source == issuer:
            return True
        other = desk.tables.packs.entity(source)
        if other is None:
            continue
        names = [{stem(word) for word in tokenise(name)} for name in names_of(other)]
        if any(name and name <= words for name in names if len(name) > 1 or other.kind != "state"):
            return True
        whole = [{stem(word) for word in tokenise(name)} for name in names_of(entity)] if entity else []
        if other.kind == "organisation" and any(len(name) > 1 and name <= long for name in names for long in whole):
            return True
        if party and other.kind in {"state", "institution"} and party in desk.tables.states_behind(source):
            return True
    return False


def _is_source_named(scope: Scope, desk: Desk, issuer: str) -> bool:
    """Say whether the words that name the claim's source hold a whole name of an issuer."""
    span, entity = scope.claim.source.span, desk.tables.packs.entity(issuer)
    if span is None or entity is None:
        return False
    said = {stem(word) for word in tokenise(span.of(desk.draft.article.text))}
    names = ({stem(word) for word in tokenise(name)} for name in names_of(entity))
    return any(len(name) > 1 and name <= said for name in names)


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


def _attributed_to(scope: Scope, desk: Desk) -> list[str]:
    """Return the entities that the claim's figure is laid to: its source, or the subject of a verb of counting."""
    source = scope.claim.source
    found = [source.entity_id] if source.entity_id else []
    if source.span is not None:
        found += [one.entity_id for one in desk.draft.mentions if one.entity_id and source.span.overlaps(one.span)]
    found += [one for one in _announced(scope, desk) if one]
    says = [start for start, _, _ in scope.find("saying", "sense")]
    for start in says:
        low, high = max(start - 6, 0), min(start + 8, len(scope.words))
        verb = scope.words[start].token
        window = range(low, start) if verb.pos_ in {"VERB", "AUX"} else range(start, high)
        found += [one.entity_id for one in scope.mentions if one.entity_id and scope.at(one.span) in window]
    return [one for one in dict.fromkeys(found) if one]


def _announced(scope: Scope, desk: Desk) -> list[str | None]:
    """Return whom the sentence names between "selon" and the claim that follows."""
    sentence = next((one.span for one in desk.draft.sentences if one.id == scope.claim.sentence_id), None)
    if sentence is None or sentence.start >= scope.claim.span.start:
        return []
    before = [token for token in desk.draft.tokens(sentence) if token.idx < scope.claim.span.start]
    heads = patterns("attribution", "sense", scope.lang).find([fold(token.text).rstrip("'") for token in before])
    if not heads:
        return []
    said = Span(before[heads[-1][0]].idx, scope.claim.span.start)
    return [one.entity_id for one in desk.draft.mentions if said.contains(one.span)]
