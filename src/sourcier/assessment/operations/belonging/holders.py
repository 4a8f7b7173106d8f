"""Persons and titles that a claim puts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.titles import holding_words, seats, titles_in
from sourcier.assessment.scope import Scope, Word
from sourcier.core.language import Mention

PERSONAL = read_words("belonging_words", "personal")
"""Words of a title that name whoever holds it."""
PRESIDING = "presid"
PRESIDENTS = read_words("belonging_words", "presidents")
"""Nouns that a model may take for such a verb: "il a été président douze ans"."""
"""Beginning of the verbs that are a title by themselves, if what they govern is a state."""
STATES = frozenset({"state", "country", "place"})
NEAR = 4
"""Words that may part a person from a title."""

CHOSEN = read_words("belonging_words", "chosen")
MOST = read_words("belonging_words", "most")
"""Words before a title that make it one among several: "the only president who", "le premier président à"."""
SPANS = frozenset({"a", "mo", "wk", "d"})
"""Units of time in which a term is measured."""
BESIDE = 2
"""Small words that may part a word of time from the title it governs."""


@dataclass(frozen=True, slots=True)
class Held:
    """A person beside a title, as the claim puts them."""

    person: Mention
    relations: tuple[str, ...]
    bodies: tuple[str, ...]
    """States or organisations whose office it is, as far as the words say."""
    is_former: bool
    place: tuple[int, int] = (0, 0)
    """Words from the first of person and title to the last of both."""


def pairs_in(scope: Scope, desk: Desk) -> list[Held]:
    """Return the titles of a claim, each with the nearest person."""
    people = [one for one in scope.mentions if desk.tables.kind(one.entity_id or "") == "person"]
    titles: dict[tuple[int, int], list[str]] = {}
    for start, end, relation in titles_in(scope, desk):
        titles.setdefault((start, end), []).append(relation)
    found: list[Held] = []
    longest = [pair for pair in titles if not any(o != pair and o[0] <= pair[0] and pair[1] <= o[1] for o in titles)]
    for person in people:
        first = scope.at(person.span)
        last = first + sum(person.span.contains(word.span) for word in scope.words)
        best = min(longest, key=lambda pair: _gap(pair, first, last), default=None)
        if best is None or is_owner(scope, first) or not _is_tied(scope, best, first, last, people, person):
            continue
        if (
            _is_aim(scope, best, last)
            or _is_another_s(scope, best, last)
            or _is_of_something_else(scope, best)
            or _is_abstract(scope, best, first, last)
        ):
            continue
        low, high = min(best[0], first), max(best[1], last)
        if _is_bygone(scope, low):
            continue
        former = any(end in {best[0], best[0] - 1} or start == best[0] for start, end in scope.cues.get("former", ()))
        bodies = _bodies(scope, desk, best, before=first if best[1] <= first else len(scope.words))
        found.append(Held(person, tuple(dict.fromkeys(titles[best])), bodies, former, (low, high)))
    return found


def is_owner(scope: Scope, first: int) -> bool:
    """Say whether a person only says whose somebody else is: "le successeur de X, Premier ministre"."""
    if first < 2 or scope.words[first - 1].folded not in {"de", "d", "of"}:
        return False
    head = scope.words[first - 2]
    titles = {at for start, end, _ in scope.find("titles", "relation") for at in range(start, end)}
    return head.token.pos_ == "NOUN" and head.role in {"", "neutral"} and first - 2 not in titles


def is_possessor(scope: Scope, one: Held) -> bool:
    """Say whether the person only says whose something is: "joined President Trump's legal team"."""
    after = [word for word in scope.words if word.span.start >= one.person.span.end]
    return bool(after) and after[0].folded in {"'s", "’s"}


def is_prefixed(scope: Scope, one: Held) -> bool:
    """Say whether the title only opens the name, with nothing that says it of him: "Le président X, qui a prononcé"."""
    start, end = one.place
    words = scope.words[start:end]
    if start >= scope.at(one.person.span) or any(word.folded == "," for word in words):
        return False
    is_said = any(word.token.pos_ in {"VERB", "AUX"} or word.folded in holding_words(scope.lang) for word in words)
    return not is_said and not any(child.dep_ == "cop" for word in words for child in word.token.children)


def _is_another_s(scope: Scope, pair: tuple[int, int], last: int) -> bool:
    """Say whether something of the person stands between: "X's explanation of why Lincoln succeeded as a president"."""
    return last < len(scope.words) and scope.words[last].folded in {"'s", "’s"} and pair[0] > last + 1


def _is_aim(scope: Scope, pair: tuple[int, int], last: int) -> bool:
    """Say whether a title is what somebody wants, or is the most so: "a candidate for", "the oldest chancellor".

    Neither says that he holds it, nor since when.
    """
    if pair[1] < len(scope.words) and scope.words[pair[1]].folded in CHOSEN:
        return True  # "comme président élu": he does not hold it yet
    low = min(last, pair[0])
    before = [word for word in scope.words[low : pair[0]] if word.token.pos_ != "DET"]
    wanted = any(low <= start < pair[0] for start, _ in scope.cues.get("intent", ()))
    most = any(word.folded in MOST or "Sup" in word.token.morph.get("Degree", []) for word in before[-3:])
    return bool(before) and (before[-1].folded in {"for", "pour"} or wanted or most)


def _is_bygone(scope: Scope, low: int) -> bool:
    """Say whether person and title only name a time: "sous la présidence de", "à l’époque du président"."""
    return any(0 <= low - end <= BESIDE for _, end in scope.cues.get("bygone", ()))


def _is_of_something_else(scope: Scope, pair: tuple[int, int]) -> bool:
    """Say whether the title is that of a body no table knows: "président du Sénat", "company president"."""
    end = pair[1]
    head = scope.words[pair[0]]
    if head.token.pos_ == "VERB" and head.folded.startswith(PRESIDING) and head.folded not in PRESIDENTS:
        return not _has_state_next(scope, end)
    follow = [word for word in scope.words[end : end + 3] if word.role != "stop"]
    governed = end < len(scope.words) and scope.words[end].folded in {"de", "du", "des", "d", "of"}
    if (
        governed
        and follow
        and follow[0].role in {"", "unlinked"}
        and follow[0].folded not in {"republique", "republic"}
    ):
        return True
    before = scope.words[pair[0] - 1] if pair[0] else None
    return before is not None and before.role in {"", "unlinked"} and before.token.dep_ in {"compound", "nn"}


def _has_state_next(scope: Scope, at: int) -> bool:
    """Say whether a state's own name comes next, with nothing of it named after: "préside le Gabon"."""
    while at < len(scope.words) and scope.words[at].token.pos_ == "DET":
        at += 1
    held = [one for one in scope.mentions if scope.at(one.span) == at]
    return any(one.kind in STATES and not one.is_adjective for one in held)


def _is_abstract(scope: Scope, pair: tuple[int, int], first: int, last: int) -> bool:
    """Say whether the words name the office and nobody in it: "la présidence de X" says nothing of today.

    With a verb of holding or taking, or a length of time, they do.
    """
    named = any(pair[0] <= start < pair[1] for start, _ in scope.cues.get("abstract_office", ()))
    titled = any(word.folded in PERSONAL for word in scope.words[pair[0] : pair[1]])
    if not named or titled:
        return False
    low, high = sorted((pair[0], first))
    between = scope.words[min(low, last) : max(high, pair[0])]
    held = any(word.folded in holding_words(scope.lang) for word in between)
    return not (held or scope.has("office_start") or any(one.unit in SPANS for one in scope.quantities))


def _gap(pair: tuple[int, int], first: int, last: int) -> int:
    return first - pair[1] if pair[1] <= first else pair[0] - last


def _is_tied(
    scope: Scope, pair: tuple[int, int], first: int, last: int, people: Sequence[Mention], person: Mention
) -> bool:
    """Say whether only small words, names of states, and a verb of holding part a title from a person."""
    low, high = (pair[1], first) if pair[1] <= first else (last, pair[0])
    between = scope.words[low:high]
    if any(other is not person and any(other.span.contains(word.span) for word in between) for other in people):
        return False
    loose = (
        scope.has("office_start")
        or any(w.folded in holding_words(scope.lang) for w in between)
        or any(q.unit in SPANS for q in scope.quantities)
    )
    content = [
        word
        for word in between
        if word.role in {"", "unlinked"}
        and word.token.pos_ in {"NOUN", "PROPN", "VERB"}
        and word.folded not in holding_words(scope.lang)
    ]
    if loose and pair[1] <= first and _is_beside_another(between):
        return False
    if loose:
        plain = [word for word in between if word.role != "time"]  # "À l’Élysée depuis le 15 mai 2012, X"
        return len(plain) <= 3 * NEAR and not any(word.folded in {",", ";"} for word in plain[NEAR + 1 :])
    return len(between) <= NEAR + 2 and not content


def _is_beside_another(between: Sequence[Word]) -> bool:
    """Say whether a preposition puts the person beside whoever acts: "à l’Élysée, les conseillers … autour de X"."""
    acts = any(word.token.pos_ == "VERB" and word.token.morph.get("VerbForm", []) == ["Fin"] for word in between)
    noun = any(word.token.pos_ == "NOUN" and word.token.dep_ in {"nsubj", "nsubj:pass"} for word in between)
    return acts and noun and bool(between) and between[-1].token.pos_ == "ADP"


def _bodies(scope: Scope, desk: Desk, pair: tuple[int, int], *, before: int) -> tuple[str, ...]:
    """Return the state or organisation whose title it is: inside the title, or just beside it.

    Args:
        scope: The claim.
        desk: The tables.
        pair: The words of the title.
        before: Where its bearer's name begins, if it follows: what stands behind is no part of the title
            ("President Obama over Syrian strikes").
    """
    near: list[tuple[int, str]] = []
    for mention in scope.mentions:
        entity = mention.entity_id or ""
        kind = desk.tables.kind(entity)
        at = scope.at(mention.span)
        if at > before:
            continue
        size = sum(mention.span.contains(word.span) for word in scope.words)
        inside = pair[0] <= at < pair[1]
        gap = 0 if inside else _gap(pair, at, at + size)
        if gap > 3:
            continue
        if kind in {"state", "organisation"}:
            near.append((gap, entity))
        elif kind == "institution":
            states = desk.tables.states_behind(entity) or ({seats()[entity]} if entity in seats() else set())
            near.append((gap, entity))
            near += [(gap, state) for state in states]
    words = {word.folded for word in scope.words[pair[0] : pair[1]]}
    near += [
        (0, state)
        for seat, state in seats().items()
        if set(seat.replace("-", " ").split()) <= words or seat[:8] in words
    ]
    best = min((gap for gap, _ in near), default=0)
    return tuple(dict.fromkeys(entity for gap, entity in sorted(near) if gap <= best + 1))
