"""Whom a claim speaks of: states, the world, groups of states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.lexicon import fold, read_words
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.tables import Tables
from sourcier.core.language import Mention

WORLD = "world"
AGAIN = read_words("claim_words", "states_again")
"""Capitalised words by which a text takes up a state that it has named."""

INDEXERS = frozenset({"transparency", "transparency international"})
"""Who publishes an index that is known by their name: "Transparency International’s corruption perceptions index"."""

PLAIN = read_words("claim_words", "states_titles")
"""What may stand with a capital beside an adjective of a state and name no place: titles, the state itself."""

SMALL = frozenset({"de", "du", "des", "d", "d'", "la", "le", "les", "l", "l'", "of", "the"})
QUARTERS = read_words("claim_words", "quarters")
"""Words beside a state's name that leave a part of it."""
BODIES = frozenset(
    "armed_group concept conflict domain group institution kind organisation outlet person press_body publisher".split()
)
"""Kinds of entity that may be named beside a figure of somebody else's; of any other kind it is theirs."""
OF_A_STATE = ("ish", "ese", "ian", "erican", "xican", "ench", "utch", "eek", "ean", "ani", "aqi", "aeli")
"""Endings of English adjectives of a state, which the model takes for names before another name."""


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
        elif kind in {"state", WORLD} or mention.entity_id in tables.counted:
            found.setdefault(mention.entity_id, Subject(mention.entity_id, mention))
        elif kind in {"institution", "city", "group"}:
            states = tables.states_behind(mention.entity_id)
            if len(states) == 1 and len(tables.once(_told_of).get(mention.entity_id, ())) <= 1:
                state = next(iter(states))
                found.setdefault(state, Subject(state, mention))
    if not found and scope.has("world"):
        return [Subject(WORLD, None)]
    if len(found) > 1 and WORLD in found:
        del found[WORLD]
    return list(found.values())


def names_another(scope: Scope, tables: Tables, owner: str) -> bool:
    """Say whether a claim is about a place or a thing of somebody's pack that is not the one whose figure is known."""
    return any(
        one.entity_id not in {None, owner}
        and tables.kind(one.entity_id or "") not in BODIES
        and not tables.states_behind(one.entity_id or "")
        and not is_sourced(scope, one)
        for one in scope.mentions
    )


def _told_of(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the states that each issuer publishes figures of: an office of statistics of one, an institute of many."""
    told: dict[str, set[str]] = {}
    for resource in tables.of_shape("estimate"):
        for row in resource.rows():
            if (row["subject"] or "") in tables.states:
                told.setdefault(row["issuer"] or "", set()).add(row["subject"] or "")
    return {issuer: frozenset(about) for issuer, about in told.items()}


def national(scope: Scope, tables: Tables) -> Subject | None:
    """Return the state whose own office a claim names as its source; None where it names none, or several."""
    if is_of_a_part(scope, tables):
        return None
    told = tables.once(_told_of)
    named = {one.entity_id or "" for one in scope.mentions if tables.kind(one.entity_id or "") == "institution"}
    found = frozenset().union(*(told.get(one, frozenset()) for one in named), frozenset())
    return Subject(next(iter(found)), None) if len(found) == 1 else None


def is_of_a_part(scope: Scope, tables: Tables) -> bool:
    """Say whether a claim counts in a place inside a state: "la métropole", "Lyon", which no pack need know.

    An office of statistics named as the source says nothing of which place it speaks of.
    """
    if scope.find("parts", "sense") or any(tables.names_a_city(one.text) for one in scope.mentions):
        return True
    names = (word for word in scope.words if word.token.pos_ == "PROPN" and word.role in {"", "unlinked"})
    return any(not is_sourced(scope, Mention(word.span, word.token.text, "place", None)) for word in names)


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
        for one in (*scope.unlinked, *_second_names(scope), *_quarters(scope))
        if not is_sourced(scope, one)
        and fold(one.text) not in AGAIN
        and not _names_an_index(scope, one)
        and not _is_the_world(scope, one)
    ]


def _is_the_world(scope: Scope, mention: Mention) -> bool:
    """Say whether a name is only that of the planet: "than anybody else on Earth"."""
    at = scope.at(mention.span)
    alone = sum(mention.span.contains(word.span) for word in scope.words) == 1
    return alone and any(low <= at < high for low, high in scope.cues.get("world", ()))


def _second_names(scope: Scope) -> list[Mention]:
    """Return the names that an adjective of a state goes with: "French Polynesia", "le Kurdistan irakien".

    They are places of their own, and no figure of theirs is the state's.
    """
    found = []
    for state in scope.mentions:
        is_adjective = state.is_adjective or (scope.lang == "en" and state.text.lower().endswith(OF_A_STATE))
        beside = [
            word
            for word in scope.words
            if (word.span.start == state.span.end + 1 if scope.lang == "en" else word.span.end == state.span.start - 1)
        ]
        found += [
            Mention(span=word.span, text=word.token.text, kind="place", entity_id=None)
            for word in beside
            if is_adjective
            and word.token.pos_ == "PROPN"
            and word.token.text.istitle()
            and (word.role in {"", "unlinked"} or _is_other_state(scope, word, state))
            and word.folded not in PLAIN
        ]
    return found


def _is_other_state(scope: Scope, word: Word, state: Mention) -> bool:
    """Say whether a word is the name of another state, as in "la Géorgie américaine", "le Luxembourg belge"."""
    own = next((one for one in scope.mentions if one.span.overlaps(word.span)), None)
    return word.role == "entity" and (own is None or (own.kind == "state" and own.entity_id != state.entity_id))


def _quarters(scope: Scope) -> list[Mention]:
    """Return the words that make a part of a state of it: "dans l’est de l’Allemagne", "northern Italy"."""
    found = []
    for state in scope.mentions:
        at = scope.at(state.span) - 1
        while at > 0 and scope.words[at].folded in SMALL:
            at -= 1
        after = scope.at(state.span) + sum(state.span.contains(word.span) for word in scope.words)
        beside = [n for n in (at, after) if 0 <= n < len(scope.words) and scope.words[n].folded in QUARTERS]
        found += [
            Mention(span=scope.words[n].span, text=scope.words[n].token.text, kind="place", entity_id=None)
            for n in beside
            if scope.words[n].folded != "est" or _is_east(scope, n)
        ]
    return found


def _is_east(scope: Scope, at: int) -> bool:
    """Say whether "est" is no verb: "dans l’est de l’Allemagne", not "c’est l’Allemagne"."""
    around = [scope.words[n].folded.rstrip("'") if 0 <= n < len(scope.words) else "" for n in (at - 1, at + 1)]
    return around[0] == "l" and around[1] in {"de", "du", "des", "d"}


def _names_an_index(scope: Scope, mention: Mention) -> bool:
    """Say whether a name is the first part of an index's: "the Corruption Perceptions Index"."""
    after = [word.folded for word in scope.words if word.span.start >= mention.span.end]
    if fold(mention.text) in INDEXERS:
        return ":perception" in scope.concepts()
    return after[:1] == ["index"] and ":perception" in frozenset().union(
        *(word.features for word in scope.words if mention.span.contains(word.span))
    )
