"""Who does an action to whom: the names on either side of an act of war, and how open what it strikes is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, read_table, read_words, stem
from sourcier.assessment.scope import Scope, Word
from sourcier.core.language import Mention
from sourcier.text.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
PASSIVES = frozenset({"nsubj:pass", "nsubjpass", "aux:pass", "auxpass"})
AGENTS = frozenset({"obl:agent", "agent"})
MEMBERS = frozenset(map(stem, read_words("event_words", "members")))
COUNTRIES = MEMBERS | frozenset(map(stem, read_words("event_words", "states")))
"""Nouns that leave open which state is meant."""
OPEN = (COUNTRIES - MEMBERS) | frozenset(map(stem, read_words("event_words", "wide")))
"""Words beside an action that do not narrow what it strikes."""
NEIGHBOURS = frozenset(map(stem, read_words("event_words", "neighbours")))
ENDS = frozenset(
    ", ; : . – — ( avant apres depuis pendant durant lors mais tandis before after since during until amid despite "
    "malgre following but while".split()
)
"""Where the words about what is struck are over: a mark, a time, another clause."""
EXCEPT = frozenset("que qu sauf hormis excepte part sinon except besides apart than save outre".split())
VERBAL = frozenset({"VERB", "AUX"})
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})


@dataclass(frozen=True, slots=True)
class Target:
    """What an action strikes, as far as the words say: anybody, those named, or any member of a body."""

    is_open: bool = False
    named: frozenset[str] = frozenset()
    body: str = ""
    is_near: bool = False
    """Its neighbours by land (undisputed borders, written down by hand; the CIA World Factbook has them to compare; a
    state that `data/neighbours.tsv` lacks is no one's neighbour here)."""

    def is_struck(self, row: Row, desk: Desk) -> bool:
        """Say whether an event struck what the words speak of."""
        if self.is_open:
            return True
        struck = struck_by(row)
        if self.is_near:
            return bool(struck & neighbours().get(row["initiator"] or "", frozenset()))
        if not self.body:
            return bool(struck & self.named)
        return bool(struck & set(desk.tables.members(self.body, date.fromisoformat((row["start"] or "")[:10]))))


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Return the states that border on a state by land."""
    return {row["state"]: frozenset(row["neighbours"].split()) for row in read_table("neighbours")}


def struck_by(row: Row) -> frozenset[str]:
    """Return the place of an event, and its other party where it has but one: of more, some stood with the first."""
    others = set((row["participants"] or "").split(";")) - {row["initiator"] or "", ""}
    place = {row["place"] or ""} - {row["initiator"] or "", ""}
    return frozenset(place | (others if len(others) == 1 else set()))


def verb_of(scope: Scope, at: int) -> Token:
    """Return the verb of an action: itself, or the one that a noun of action stands with ("mener une guerre")."""
    token = scope.words[at].token
    return next((one for one in (token, *token.ancestors) if one.pos_ in VERBAL), token)


def is_passive(scope: Scope, verb: Token) -> bool:
    """Say whether a verb tells what befalls its subject."""
    return any(word.token.head.i == verb.i and word.token.dep_ in PASSIVES for word in scope.words)


def agent_of(scope: Scope, desk: Desk, verb: Token) -> str | None:
    """Return the state or body that acts, None where the words leave it open or name none of one's own."""
    wanted = AGENTS if is_passive(scope, verb) else SUBJECTS
    return _name_at(scope, desk, _argument(scope, verb, wanted))


def patient_of(scope: Scope, desk: Desk, verb: Token) -> str | None:
    """Return whom a verb in the passive, or its direct object, names."""
    wanted = SUBJECTS if is_passive(scope, verb) else frozenset({"obj", "dobj"})
    return _name_at(scope, desk, _argument(scope, verb, wanted))


def _argument(scope: Scope, verb: Token, wanted: frozenset[str]) -> Token | None:
    """Return a verb's subject or object; of a verb that goes on another, the other's subject."""
    for holder in (verb, *verb.ancestors):
        found = [word.token for word in scope.words if word.token.head.i == holder.i and word.token.dep_ in wanted]
        if found:
            return found[0]
        if not wanted & SUBJECTS or holder.dep_ not in {"conj", "xcomp", "ROOT"}:
            return None
    return None


def _name_at(scope: Scope, desk: Desk, head: Token | None) -> str | None:
    """Return the one state or body that a noun phrase names, by itself or by its adjective."""
    if head is None:
        return None
    inside = [one for one in scope.mentions if any(_is_under(word, head) for word in _words_of(scope, one))]
    if any(_is_under(word, head) and _leaves_nobody(word) for word in scope.words):
        return None
    if len(inside) != 1 or (stem(fold(head.text)) in COUNTRIES and not _holds(inside[0], head)):
        return None
    return known_as(inside[0], desk)


def _leaves_nobody(word: Word) -> bool:
    """Say whether a word leaves nobody for its noun: "aucun pays", "no country"."""
    return word.folded in {"aucun", "aucune", "nul", "nulle", "no", "none", "neither"}


def _words_of(scope: Scope, mention: Mention) -> list[Word]:
    return [word for word in scope.words if mention.span.contains(word.span)]


def _holds(mention: Mention, token: Token) -> bool:
    return mention.span.start <= token.idx < mention.span.end


def _is_under(word: Word, head: Token) -> bool:
    return word.token.i == head.i or any(one.i == head.i for one in word.token.ancestors)


def known_as(mention: Mention, desk: Desk) -> str | None:
    """Return the state that a name stands for, else what it names itself."""
    states = desk.tables.states_behind(mention.entity_id or "")
    return next(iter(states)) if len(states) == 1 else mention.entity_id


def target_after(scope: Scope, desk: Desk, end: int) -> Target | None:
    """Return what the words after an action say it strikes; None where they say more than can be looked up.

    Args:
        scope: The claim.
        desk: The tables.
        end: The word after the action.
    """
    actions = {at for start, stop, _ in scope.find("actions", "types") for at in range(start, stop)}
    seen: dict[str, Mention] = {}
    says_country = says_near = False
    for at in range(end, len(scope.words)):
        word = scope.words[at]
        if word.folded in ENDS:
            break
        if word.folded in EXCEPT:
            return None
        if at in actions or word.role == "time":
            continue
        mention = next((one for one in scope.mentions if one.span.contains(word.span)), None)
        if mention is not None:
            seen[mention.entity_id or ""] = mention
        elif word.role in {"number", "unit", "unlinked"}:
            return None
        elif stem(word.folded) in COUNTRIES:
            says_country = True
        elif stem(word.folded) in NEIGHBOURS:
            says_near = True
        elif word.token.pos_ in CONTENT and stem(word.folded) not in OPEN:
            return None
    if not seen:
        return Target(is_near=True) if says_near else Target(is_open=True)
    if len(seen) > 1 or says_near:
        return None
    mention = next(iter(seen.values()))
    if says_country:
        body = mention.entity_id or ""
        return Target(body=body) if desk.tables.is_listed(body) else None
    who = known_as(mention, desk)
    return Target(named=frozenset({who})) if who else None


def is_plain(scope: Scope, start: int, end: int) -> bool:
    """Say whether no word of a range narrows the action named after it ("aucune grande guerre")."""
    return not any(
        word.token.pos_ in {"NOUN", "ADJ", "NUM"} and word.role in {"", "neutral"} and stem(word.folded) not in OPEN
        for word in scope.words[start:end]
    )
