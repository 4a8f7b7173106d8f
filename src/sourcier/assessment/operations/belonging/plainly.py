"""A short sentence of which every word is understood: who, what he does, to whom, since when; nothing besides.

"Xi Jinping dirige la Chine depuis 2012" becomes `PERSON dirige STATE SINCE` and is held against the whole patterns of
`data/plain_sentences.tsv`. A word more, and nothing is read: this is how plain verbs, which mean much else in longer
sentences, may be read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import patterns, read_table
from sourcier.assessment.operations.belonging.titles import titles_in
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.spans import Span

KINDS = {"person": "PERSON", "state": "STATE", "country": "STATE", "organisation": "BODY", "institution": "BODY"}
MODS = {"since": "SINCE", "at": "AT", "during": "AT", "approx": "AT", "until": "UNTIL"}
LENGTHS = frozenset({"a", "mo", "wk", "d"})
DROPPED = frozenset(
    "le la les l the a an bien donc toujours encore deja desormais actuellement still now already".split()
)
"""Articles and small adverbs, which change nothing of such a sentence; a French "a" is a verb or a preposition."""
SAME = {"d": "de", "du": "de", "des": "de", "au": "à", "aux": "à", "qu": "que", "n": "ne", "s": "se"}
SHORTHAND = {"OF": "(?:STATE|BODY)", "WAS": "(?:est|a ete|etait|fut|is|was|has been)"}
LONGEST = 24
"""Words of the longest sentence that is tried."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A sentence read in full."""

    sense: str
    """What it says, as `data/plain_sentences.tsv` calls it."""
    people: tuple[Mention, ...]
    states: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    titles: tuple[tuple[str, ...], ...]
    """Relations that each title may stand for."""
    concepts: tuple[str, ...]
    times: tuple[TimeInterval, ...]
    quantities: tuple[Quantity, ...]


def plain_of(scope: Scope, desk: Desk) -> Plain | None:
    """Return the sense of a claim with its parts, where every word of it is understood."""
    if not 2 < len(scope.words) <= LONGEST or scope.unlinked:
        return None
    titles = _longest(titles_in(scope, desk))
    hits = _longest(patterns("possessions", "concept", scope.lang).find([word.folded for word in scope.words]))
    shape = _shape(scope, desk, titles, hits)
    sense = next((sense for sense, form in _forms(scope.lang) if form.fullmatch(shape)), None)
    if sense is None:
        return None
    named = [one for one in scope.mentions if not one.is_adjective]
    return Plain(
        sense,
        tuple(one for one in named if KINDS.get(one.kind) == "PERSON"),
        tuple(one for one in named if KINDS.get(one.kind) == "STATE"),
        tuple(one for one in named if KINDS.get(one.kind) == "BODY"),
        tuple(titles[place] for place in sorted(titles)),
        tuple(concept for place in sorted(hits) for concept in hits[place]),
        scope.times,
        scope.quantities,
    )


def _longest(
    found: tuple[tuple[int, int, str], ...] | list[tuple[int, int, str]],
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the meanings of each place that no longer one holds."""
    places: dict[tuple[int, int], list[str]] = {}
    for start, end, meaning in found:
        places.setdefault((start, end), []).append(meaning)
    return {
        place: tuple(dict.fromkeys(meanings))
        for place, meanings in places.items()
        if not any(o != place and o[0] <= place[0] and place[1] <= o[1] for o in places)
    }


def _shape(
    scope: Scope,
    desk: Desk,
    titles: dict[tuple[int, int], tuple[str, ...]],
    hits: dict[tuple[int, int], tuple[str, ...]],
) -> str:
    """Return the claim's words with its names, times and figures as capital letters."""
    slots: list[tuple[int, int, str]] = [(*place, "TITLE") for place in titles] + [
        (*place, "CONCEPT") for place in hits
    ]
    slots += [(*_range(scope, one.span), MODS.get(one.mod, "TIME")) for one in scope.times]
    slots += [(*_range(scope, one.span), "LENGTH" if one.unit in LENGTHS else "FIGURE") for one in scope.quantities]
    for one in scope.mentions:
        kind = "CITY" if desk.tables.names_a_city(one.text) else KINDS.get(one.kind, "THING")
        slots.append((*_range(scope, one.span), "ADJ" if one.is_adjective else kind))
    words: list[str] = []
    at = 0
    while at < len(scope.words):
        slot = next((one for one in slots if one[0] == at and one[1] > at), None)
        if slot is not None:
            words.append(slot[2])
            at = slot[1]
            continue
        word = scope.words[at]
        at += 1
        is_verb = word.folded == "a" and scope.lang == "fr"
        if (word.token.is_punct and word.folded != ",") or (word.folded in DROPPED and not is_verb):
            continue
        words.append(SAME.get(word.folded, word.folded) if not is_verb else _a(word.token.text))
    if words and words[-1] == ",":
        words.pop()
    if words[1:2] == [","] and words[0] in {"AT", "SINCE"}:
        words = [*words[2:], words[0]]  # "En 2022, …" as "… en 2022"
    return " ".join(words)


def _a(text: str) -> str:
    return "à" if text.lower() == "à" else "a"


def _range(scope: Scope, span: Span) -> tuple[int, int]:
    start = scope.at(span)
    return start, start + sum(span.overlaps(word.span) for word in scope.words)


@cache
def _forms(lang: Lang) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the whole sentences that are known, each with what it says."""
    found = []
    for row in read_table("plain_sentences"):
        if row["lang"] != lang:
            continue
        form = row["form"]
        for short, full in SHORTHAND.items():
            form = re.sub(rf"\b{short}\b", full, form)
        found.append((row["sense"], re.compile(form)))
    return tuple(found)
