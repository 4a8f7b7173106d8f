"""What a rank is of and whose it is: the words around a place, the continent or group, the names beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_table, read_words
from sourcier.assessment.operations.figures.places import is_only_ahead, says_all
from sourcier.assessment.operations.figures.series import Meant
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import Subject
from sourcier.assessment.understanding import must_be_understood, own_features

SHARED = frozenset({"%", "% of GDP"})
FRACTIONS = frozenset({"% of GDP"})
"""Units in which nobody ranks unasked: the largest exporter is no question of shares."""
BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "qui", "dont", "who", "which", "whose"})
BY = frozenset({"par", "pour", "selon", "by"})
SAYING = ("ranking", "placed", "bottom", "topping", "league", "favourable", "unfavourable")
"""Cues of ranking itself, that say nothing of what is ranked."""
CLEFT = 5
HEADING = 8
"""Words of a heading that says by what one ranks."""
ASIDE = 3
"""Words from "the most" to the noun that it counts."""
ONLY_WITHIN = 3
"""Words within which a claim that opens with "seules", "devant" has said so."""
QUALITIES = read_words("figure_words", "qualities")
"""Superlatives of a quality, by which no table of amounts ranks."""


def soften(scope: Scope) -> Scope:
    """Return a claim with the words for ranking itself marked as saying nothing of what is ranked."""
    ranges = [
        *scope.find("continents", "all"),
        *((low, high, "") for cue in SAYING for low, high in scope.cues.get(cue, ())),
    ]
    inside = {at for low, high, _ in ranges for at in range(low, high)}
    if not inside:
        return scope
    words = tuple(replace(word, role="neutral") if at in inside else word for at, word in enumerate(scope.words))
    places = [scope.words[at].span for at in inside]
    unlinked = tuple(one for one in scope.unlinked if not any(one.span.overlaps(place) for place in places))
    return replace(scope, words=words, unlinked=unlinked)


def continent(scope: Scope, desk: Desk, states: Sequence[Subject]) -> list[tuple[str, ...]]:
    """Return the states of a continent that a claim ranks among, its certain ones first, then all that may count."""
    hits = scope.find("continents", "all")
    rows = [row for row in read_table("continents") if hits and row["all"] == hits[0][2]]
    if not rows:
        return []
    core, wide = (desk.tables.members(rows[0][column], desk.today) for column in ("core", "all"))
    if not core or not wide:
        return []
    core = tuple(sorted({*core, *(one.id for one in states)}))
    found = [core, tuple(sorted({*wide, *core, *rows[0]["more"].split()}))]
    return found[:1] if found[0] == found[1] else found


def is_broken(scope: Scope, start: int, end: int) -> bool:
    """Say whether anything but names, small words and commas stands between."""
    return any(word.role not in {"entity", "stop", "neutral"} and word.folded != "," for word in scope.words[start:end])


def is_ranked(scope: Scope, meant: Meant, at: int) -> bool:
    """Say whether a measure is all that the words of a rank name.

    "Septième producteur mondial d’uranium" names no exports, whatever the rest of the sentence says of them; and a
    rank among sellers or buyers is one of amounts, never of shares.
    """
    if says_all(scope) or is_only_ahead(scope):
        return True
    start, end = _phrase(scope, at)
    if any(word.folded in QUALITIES for word in scope.words[max(at - 1, 0) : at + 4]):
        return False  # "the world's oldest population", "the fastest-growing economy"
    counted = _counted(scope, at)
    if counted is not None and not own_features(counted) & meant.match.measure.named:
        return False  # "les conflits ont fait le plus de morts" ranks deaths
    if not all(start <= one < end for one in meant.match.covered):
        return False
    if meant.match.measure.unit in FRACTIONS and mismatch(scope, meant):
        return False
    said = (word for n, word in enumerate(scope.words[start:end], start) if must_be_understood(word, scope, n))
    return all(own_features(word) & meant.match.measure.known for word in said)


def _counted(scope: Scope, at: int) -> Word | None:
    """Return what a place says there is most of: "le plus de morts", "the most nuclear tests"; None where no noun is.

    The noun itself tells, not the adjective before it.
    """
    after = scope.words[at + 1 :]
    if scope.lang == "fr":
        if not after or after[0].folded not in {"de", "d", "d'"}:
            return None
        after = after[1:]
    elif scope.words[at].folded not in {"most", "fewest", "least"}:
        return None
    nouns = (word for word in after[:ASIDE] if word.token.pos_ == "NOUN")
    word = next(nouns, None)
    return word if word is not None and must_be_understood(word, scope, scope.words.index(word)) else None


def is_told(scope: Scope, at: int) -> bool:
    """Say whether the claim's main word stands in the phrase of its rank, and not beyond a comma."""
    start, end = _phrase(scope, at)
    inside = frozenset(word.token.i for word in scope.words)
    mains = [n for n, word in enumerate(scope.words) if not word.token.is_punct and _is_main(word, inside)]
    is_named = all(scope.words[n].role == "entity" for n in mains)  # "Des Vingt-Sept, c’est la Bulgarie qui …"
    return says_all(scope) or is_named or any(start <= n < end for n in mains)


def _is_main(word: Word, inside: frozenset[int]) -> bool:
    return word.token.dep_ == "ROOT" or word.token.head.i not in inside


def _phrase(scope: Scope, at: int) -> tuple[int, int]:
    """Return the words around a place that no comma, bracket or relative pronoun parts from it.

    What says by which measure one ranks belongs to it wherever it stands: "Par son PIB, l’Allemagne est troisième".
    """
    folded = [word.folded for word in scope.words]
    breaks = [n for n, word in enumerate(folded) if word in BREAKS and not _is_bridge(scope, n, at)]
    breaks = [n for n in breaks if n not in _around_times(scope)]
    start = max((n + 1 for n in breaks if n < at), default=0)
    end = min((n for n in breaks if n > at), default=len(folded))
    is_list = any(low <= ONLY_WITHIN for low, _ in scope.cues.get("league", ()))  # "Au palmarès des pays …, l’Inde …"
    if (
        start
        and (folded[0] in BY or is_list)
        and not any(scope.words[n].token.pos_ == "VERB" for n in range(start - 1))
    ):
        start = 0
    if start and folded[start - 1] == ":" and _is_heading(scope, start - 1):
        start = 0
    if folded[end + 1 : end + 2] and folded[end + 1] in BY and not any(n > end for n in breaks):
        end = len(folded)
    return start, end


def _is_heading(scope: Scope, end: int) -> bool:
    """Say whether a claim opens with a topic set off by a colon: "Inflation : la Turquie en tête en 2022"."""
    words = scope.words[:end]
    is_plain = not any(word.folded in BREAKS or word.token.pos_ == "VERB" for word in words)
    return len(words) <= HEADING and is_plain and not any(word.role == "entity" for word in words)


def _around_times(scope: Scope) -> set[int]:
    """Return the commas between which nothing but a time stands: "figurait, en 2021, sur le podium"."""
    commas = [n for n, word in enumerate(scope.words) if word.folded == ","]
    pairs = [
        (low, high)
        for low, high in zip(commas, commas[1:], strict=False)
        if high > low + 1 and all(word.role == "time" for word in scope.words[low + 1 : high])
    ]
    return {n for pair in pairs for n in pair}


def _is_bridge(scope: Scope, n: int, at: int) -> bool:
    """Say whether a relative pronoun only leads on: "des cinq pays qui émettent le plus", "c’est elle qui a …"."""
    if scope.words[n].folded not in {"qui", "who", "which", "that"}:
        return False
    cleft = [word.folded for word in scope.words[max(n - CLEFT, 0) : n]]
    return at < n <= at + CLEFT or ("c" in cleft and bool({"est", "etait", "fut"} & set(cleft)))


def mismatch(scope: Scope, meant: Meant) -> bool:
    """Say whether a table of shares would answer a claim that speaks of amounts."""
    says_share = bool({":gdp"} & scope.concepts()) or any(
        w.folded in {"%", "part", "share", "taux", "rate"} for w in scope.words
    )
    return (
        meant.match.measure.unit in SHARED
        and not says_share
        and ":gdp" not in frozenset().union(*meant.match.measure.label, frozenset())
    )


def ranked_subject(scope: Scope, states: list[Subject]) -> Subject:
    """Return whose place it is: the only state, else the first that is not the one placed behind or before."""
    if len(states) == 1:
        return states[0]
    ends = [high for _, high in scope.cues.get("placed", ())]
    free = [
        one
        for one in states
        if one.mention is None
        or not any(high <= (at := scope.at(one.mention.span)) and not is_broken(scope, high, at) for high in ends)
        or _is_after_comma(scope, one, ends)
    ]
    states = [one for one in free or states if not _is_agent(scope, one)] or states
    behind = next((end for cue in ("smaller",) for _, end in scope.cues.get(cue, ())), None)
    before = [one for one in states if one.mention and behind and scope.at(one.mention.span) < behind]
    return before[0] if before else states[0]


def _is_after_comma(scope: Scope, one: Subject, ends: Sequence[int]) -> bool:
    """Say whether a name follows the comma after a first one: "Passée devant le Japon, l’Allemagne …"."""
    at = scope.at(one.mention.span) if one.mention else 0
    opened = [end for end in ends if end <= at and end <= ONLY_WITHIN]
    between = scope.words[opened[-1] : at] if opened else ()
    has_name = any(word.role == "entity" for word in between)
    return (
        has_name
        and any(word.folded == "," for word in between)
        and not any(word.folded in {"et", "and"} for word in between)
    )


def _is_agent(scope: Scope, one: Subject) -> bool:
    """Say whether a name is only by whom another was passed: "dépassé par l’Allemagne, le Japon …"."""
    at = scope.at(one.mention.span) if one.mention else 0
    return bool({"par", "by"} & {word.folded for word in scope.words[max(at - 2, 0) : at]})
