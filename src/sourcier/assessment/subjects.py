"""Whom a claim speaks of: states, the world, groups of states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.lexicon import fold
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import Tables
from sourcier.core.language import Mention

WORLD = "world"
AGAIN = frozenset("grand-duche royaume republique etat confederation kingdom republic".split())
"""Capitalised words by which a text takes up a state that it has named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A mention as a table knows it."""

    id: str
    mention: Mention | None
    members: tuple[str, ...] = ()
    """Of an organisation with a list, on the day asked."""


def subjects_of(scope: Scope, tables: Tables, day: date) -> list[Subject]:
    """Return states and organisations named by a claim, each once, in reading order; its source left out."""
    found: dict[str, Subject] = {}
    for mention in scope.mentions:
        if mention.entity_id is None or is_sourced(scope, mention):
            continue
        kind = tables.kind(mention.entity_id)
        group = fixed_groups().get(mention.entity_id)
        if group is not None:
            found.setdefault(mention.entity_id, Subject(mention.entity_id, mention, group.members))
        elif kind == "organisation" and tables.is_listed(mention.entity_id):
            members = tables.members(mention.entity_id, day)
            found.setdefault(mention.entity_id, Subject(mention.entity_id, mention, members))
        elif kind in {"state", WORLD}:
            found.setdefault(mention.entity_id, Subject(mention.entity_id, mention))
        elif kind in {"institution", "city", "group"}:
            states = tables.states_behind(mention.entity_id)
            if len(states) == 1:
                state = next(iter(states))
                found.setdefault(state, Subject(state, mention))
    if not found and scope.has("world"):
        return [Subject(WORLD, None)]
    if len(found) > 1 and WORLD in found:
        del found[WORLD]
    return list(found.values())


def is_sourced(scope: Scope, mention: Mention) -> bool:
    """Say whether a name belongs to the claim's source: under its span, or after "selon", "according to"."""
    source = scope.claim.source.span
    if source is not None and source.overlaps(mention.span):
        return True
    at = scope.at(mention.span)
    if _is_said_after(scope, mention, at):
        return True
    heads = [end for start, end, _ in scope.find("attribution", "sense") if end <= at]
    if not heads:
        return False
    return not any(word.folded in {",", ";", ":", "–"} for word in scope.words[heads[-1] : at])


def _is_said_after(scope: Scope, mention: Mention, at: int) -> bool:
    """Say whether a name closes the sentence with its verb of saying alone: "…, SIPRI reckons", "…, note l’Insee"."""
    comma = max((n for n in range(at) if scope.words[n].folded == ","), default=None)
    if comma is None:
        return False
    rest = [word for word in scope.words[comma + 1 :] if not mention.span.overlaps(word.span)]
    verbs = [word for word in rest if word.token.pos_ == "VERB"]
    said = {place for start, end, _ in scope.find("saying", "sense") for place in range(start, end)}
    return (
        len(verbs) == 1
        and scope.words.index(verbs[0]) in said
        and all(word.role == "stop" or word in verbs for word in rest)
    )


def strangers(scope: Scope) -> list[Mention]:
    """Return names in the claim that no pack knows: a region, a firm, a person whose figure this may be."""
    return [
        one
        for one in scope.unlinked
        if not is_sourced(scope, one) and fold(one.text) not in AGAIN and not _names_an_index(scope, one)
    ]


def _names_an_index(scope: Scope, mention: Mention) -> bool:
    """Say whether a name is the first part of an index's: "the Corruption Perceptions Index"."""
    after = [word.folded for word in scope.words if word.span.start >= mention.span.end]
    return after[:1] == ["index"] and ":perception" in frozenset().union(
        *(word.features for word in scope.words if mention.span.contains(word.span))
    )
