"""An entity's place among all: superlatives, ordinals, "no country is more …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import fold, read_table
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.lookup import ask
from sourcier.assessment.operations.series import Meant, annual, meant_by, settle
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.understanding import must_be_understood, own_features
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation, Verdict
from sourcier.core.language import Comparator

RANKED = (
    "SELECT entity, period, value, source, entity = $entity AS asked FROM {table} "
    "WHERE period = $period AND value IS NOT NULL AND NOT list_contains(string_split($without, ' '), entity) "
    "AND ($within = '' OR list_contains(string_split($within, ' '), entity)) ORDER BY value "
)
SHARED = frozenset({"%", "% of GDP"})
FRACTIONS = frozenset({"% of GDP"})
"""Units in which nobody ranks unasked: the largest exporter is no question of shares."""
BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "qui", "dont", "who", "which", "whose"})
TRADED = frozenset({":export", ":import"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that checks a rank, if the claim asserts one."""
    place = _claimed_place(scope)
    if place is None:
        return []
    rank, descending, at = place
    subjects = subjects_of(scope, desk.tables, desk.today)
    states = [one for one in subjects if not one.members and one.id != WORLD]
    groups = [one for one in subjects if one.members]
    if not states or len(groups) > 1:
        return []
    within = groups[0].members if groups else ()
    if not groups and not (scope.has("world") or _says_all(scope)):
        return []
    subject = _ranked_subject(scope, states)
    found = [one for one in meant_by(scope, desk, Operation.RANK) if annual(one.resource)]
    found = [one for one in found if _is_ranked(scope, one, at)]
    found.sort(key=lambda one: (_mismatch(scope, one), -one.match.probability))
    for meant in found[:1]:
        finding = _finding(scope, desk, meant, subject, rank=rank, descending=descending, within=within)
        if finding is not None:
            part = settle([finding], [finding.reading.period], desk.today)
            if part.verdict is Verdict.SUPPORTED and not _is_told(scope, at):
                return []  # a right rank in passing proves nothing of the rest
            return [replace(part, reads_negation=_says_all(scope))]
    return []


def _is_ranked(scope: Scope, meant: Meant, at: int) -> bool:
    """Say whether a measure is all that the words of a rank name.

    "Septième producteur mondial d’uranium" names no exports, whatever the rest of the sentence says of them; and a
    rank among sellers or buyers is one of amounts, never of shares.
    """
    if _says_all(scope):
        return True
    start, end = _phrase(scope, at)
    if not all(start <= one < end for one in meant.match.covered):
        return False
    if meant.match.measure.unit in FRACTIONS and _mismatch(scope, meant):
        return False
    said = (word for n, word in enumerate(scope.words[start:end], start) if must_be_understood(word, scope, n))
    return all(own_features(word) & meant.match.measure.known for word in said)


def _is_told(scope: Scope, at: int) -> bool:
    """Say whether the claim's main word stands in the phrase of its rank, and not beyond a comma."""
    start, end = _phrase(scope, at)
    inside = frozenset(word.token.i for word in scope.words)
    mains = (n for n, word in enumerate(scope.words) if not word.token.is_punct and _is_main(word, inside))
    return _says_all(scope) or any(start <= n < end for n in mains)


def _is_main(word: Word, inside: frozenset[int]) -> bool:
    return word.token.dep_ == "ROOT" or word.token.head.i not in inside


def _phrase(scope: Scope, at: int) -> tuple[int, int]:
    """Return the words around a place that no comma, bracket or relative pronoun parts from it."""
    breaks = [n for n, word in enumerate(scope.words) if word.folded in BREAKS]
    start = max((n + 1 for n in breaks if n < at), default=0)
    return start, min((n for n in breaks if n > at), default=len(scope.words))


def _mismatch(scope: Scope, meant: Meant) -> bool:
    """Say whether a table of shares would answer a claim that speaks of amounts."""
    says_share = bool({":gdp"} & scope.concepts()) or any(
        w.folded in {"%", "part", "share", "taux", "rate"} for w in scope.words
    )
    return (
        meant.match.measure.unit in SHARED
        and not says_share
        and ":gdp" not in frozenset().union(*meant.match.measure.label, frozenset())
    )


def _ranked_subject(scope: Scope, states: list[Subject]) -> Subject:
    """Return whose place it is: the only state, else the first named, else the one after "plus … que"."""
    if len(states) == 1:
        return states[0]
    behind = next((end for cue in ("smaller",) for _, end in scope.cues.get(cue, ())), None)
    before = [one for one in states if one.mention and behind and scope.at(one.mention.span) < behind]
    return before[0] if before else states[0]


def _says_all(scope: Scope) -> bool:
    """Say whether all countries are meant: "aucun pays", "any other country", "tous les autres"."""
    return scope.has("all_countries")


def _claimed_place(scope: Scope) -> tuple[int, bool, int] | None:
    """Return the place claimed, whether it is counted from the top, and which word says it."""
    if _says_all(scope) and scope.has("greater", "smaller"):
        return 1, not _least(scope), 0
    folded = [word.folded for word in scope.words]
    ordinals = {fold(form): int(row["place"]) for row in read_table("ordinals") for form in row[scope.lang].split(", ")}
    for at, word in enumerate(folded):
        place = ordinals.get(word) or ordinals.get("-".join(folded[at : at + 1]))
        if place is None:
            continue
        following = folded[at + 1 : at + 3]
        if any(
            w.startswith(("fois", "tour", "time", "round", "quart", "semest", "trimest", "ministre", "minister"))
            for w in following[:1]
        ):
            continue
        if place == 1 and not scope.has("world") and not _says_all(scope) and not _superlative(folded, at):
            continue
        return place, not _least(scope), at
    best = _superlative_at(scope)
    return None if best is None else (1, not _least(scope), best)


def _superlative(folded: list[str], at: int) -> bool:
    return at > 0 and folded[at - 1] in {"le", "la", "les", "the", "du", "au", "s"}


def _superlative_at(scope: Scope) -> int | None:
    """Return which word is a superlative, None when there is none."""
    folded = [word.folded for word in scope.words]
    for at, word in enumerate(folded):
        if word in {"plus", "moins", "meilleur", "meilleure", "pire"} and at and folded[at - 1] in {"le", "la", "les"}:
            return at
        token = scope.words[at].token
        if scope.lang == "en" and (token.tag_ in {"JJS", "RBS"} or word in {"most", "least"}):
            return at
    return None


def _least(scope: Scope) -> bool:
    return scope.has("last") or any(
        word.folded in {"moins", "least", "lowest", "smallest", "fewest"} for word in scope.words
    )


def is_close(rows: Sequence[Row], place: int, rank: int, tolerance: Decimal) -> bool:
    """Say whether the table's own tolerance may move an entity into the place claimed, or out of it."""
    own = Decimal(rows[place - 1]["value"] or "0")
    rivals = [rank - 1] if rank != place else [place - 2, place]
    return any(
        abs(Decimal(rows[at]["value"] or "0") - own) <= abs(own) * tolerance for at in rivals if 0 <= at < len(rows)
    )


def _finding(
    scope: Scope, desk: Desk, meant: Meant, subject: Subject, *, rank: int, descending: bool, within: tuple[str, ...]
) -> Finding | None:
    resource, lang = meant.resource, scope.lang
    asked = ask(scope, desk, meant, None, subject)
    if asked is None or not asked[0].rows:
        return None
    period = rows_of(asked[0])[0]["period"] or ""
    aside = sorted({row["entity"] or "" for row in resource.rows()} - desk.tables.states)
    query = desk.tables.query(
        resource,
        RANKED + ("DESC" if descending else "ASC") + ", entity",
        {"entity": subject.id, "period": period, "without": " ".join(aside), "within": " ".join(within)},
    )
    try:
        run = Run.of("rank", query)
    except NothingToCompute:
        return None
    wanted = Bounds(Decimal(rank), Decimal(rank), Comparator.EQ, Decimal(rank))
    comparison = compare_number(wanted, run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    place = int(run.outcome.numbers[0])
    rows = rows_of(query)
    mine = next(row for row in rows if row["entity"] == subject.id)
    ahead = [row for row in rows[: max(place - 1, rank)] if row["entity"] != subject.id][
        : max(rank, 1) if place > rank else rank - 1
    ]
    is_doubtful = is_close(rows, place, rank, resource.tolerance)
    if is_doubtful and place != rank:
        return None
    if place != rank and not scope.times and TRADED & meant.match.measure.known:
        return None  # sales of one year say little of a rank told without one
    unit = meant.match.measure.unit
    names = [
        f"{desk.tables.label(row['entity'] or '', lang)} ({show_amount(Decimal(row['value'] or '0'), unit, lang)})"
        for row in rows[:3]
    ]
    cells = [make_cell(resource, row, ("entity", "period"), "value", lang=lang) for row in (mine, *ahead)]
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.RANK,
        resource=resource,
        lang=lang,
        statement=say(
            "rank_is",
            lang,
            measure=meant.match.measure.title(lang),
            entity=desk.tables.label(subject.id, lang),
            period=period,
            place=str(place),
            of=str(len(rows)),
            value=show_amount(Decimal(mine["value"] or "0"), unit, lang),
            first=join(names, lang),
        ),
        expression=f"{place} / {len(rows)}",
        cells=cells,
        unit=unit,
        entities=(subject.id,),
        period=period,
        caveats=(Caveat.DEPENDS_ON_DEFINITION,) if is_doubtful else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
