"""Who stayed away from a presidential election: the share of registered voters, by round."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_number, compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import neutral_words, stem
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.france.ballots import (
    EVER,
    Ballot,
    Spoken,
    ballots_of,
    days_of,
    held_in,
    is_apart,
    is_elsewhere,
    is_short,
)
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, NumberComparison, Operation, PresenceComparison, Query, Verdict
from sourcier.core.language import Comparator, Quantity
from sourcier.evidence.packs import Resource

STAYED = "SELECT * FROM {table} WHERE period = $period"
ROUNDS = "SELECT * FROM {table} WHERE list_contains(string_split($periods, ' '), period) ORDER BY period"
NOT_RISING = (
    "SELECT * FROM (SELECT *, value - lag(value) OVER (ORDER BY period) AS step FROM {table} "
    "WHERE list_contains(string_split($periods, ' '), period)) WHERE step <= 0 ORDER BY period"
)
NOT_FALLING = NOT_RISING.replace("<=", ">=")
FEWEST = 3
"""Rounds that "every time" takes."""
WENT = "SELECT entity, period, 100 - value AS value, source FROM {table} WHERE period = $period"


def parts_of(spoken: Spoken, desk: Desk) -> list[Part]:
    """Return the parts that check abstention or turnout of a round, and how it compares with another year's."""
    resource = _table(desk)
    stayed, went = spoken.has("stayed_away"), spoken.has("turned_out")
    figures = [one for one in spoken.claim.quantities if one.unit in {"%", "1"} and not _is_of_some(spoken, one)]
    if resource is None or stayed == went or not spoken.has("presidential") or is_elsewhere(spoken):
        return []
    if spoken.has("each_time") and not figures:
        return _always(spoken, desk, resource)
    if EVER & {word.folded for word in spoken.whole.words}:
        return []
    if len(figures) > 1 or len(figures) != len(spoken.claim.quantities):
        return []
    rounds = _rounds(spoken, desk)
    tried = []
    for ballot in rounds:
        sql = STAYED if stayed else WENT
        parts = [_share(spoken, desk, resource, ballot, sql, one) for one in figures]
        parts += _against(spoken, desk, resource, ballot, sql)
        if parts and all(part is not None for part in parts):
            tried.append([part for part in parts if part is not None])
    if not tried or len(tried) < len(rounds):
        return []
    best = [parts for parts in tried if all(part.verdict is Verdict.SUPPORTED for part in parts)]
    return best[-1] if best else tried[-1]


def _is_of_some(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether a fraction is of fewer than all voters: "un électeur insoumis sur cinq"."""
    inside = [word for word in spoken.whole.words if figure.unit == "1" and figure.span.contains(word.span)]
    return any(
        word.token.pos_ == "ADJ"
        and not (word.token.like_num or word.features & {":voter", ":abstention"})
        and stem(word.folded) not in neutral_words(spoken.whole.lang)
        and word.role != "entity"
        for word in inside
    )


def _always(spoken: Spoken, desk: Desk, resource: Resource) -> list[Part]:
    """Check "depuis 2007, l’abstention progresse à chaque scrutin": the same round of every election since."""
    whole = spoken.whole
    starts = [one.start for one in whole.times if one.mod == "since" and one.start is not None]
    asked = [name for name in ("first_round", "second_round") if spoken.has(name)]
    is_up = whole.has("up")
    if len(starts) != 1 or len(starts) != len(whole.times) or len(asked) != 1 or is_up == whole.has("down"):
        return []
    every = [one for one in ballots_of(desk.tables).all if one.kind == "presidential" and one.round == asked[0]]
    days = " ".join(one.day.isoformat() for one in every if starts[0].year <= one.day.year and one.day <= desk.today)
    rounds = desk.tables.query(resource, ROUNDS, {"periods": days})
    is_rise = is_up == spoken.has("stayed_away")  # a rising turnout is a falling abstention
    broken = desk.tables.query(resource, NOT_RISING if is_rise else NOT_FALLING, {"periods": days})
    if len(rounds.rows) < FEWEST or len(rounds.rows) != len(days.split()) or whole.is_negated != _is_unceasing(whole):
        return []
    run = Run.of("count", broken, rounds)
    comparison = compare_presence(expected=False, found=len(broken.rows), lang=whole.lang)
    return [_trend_part(spoken, resource, run, comparison, rounds)]


def _is_unceasing(whole: Scope) -> bool:
    """Say whether the only negation is that of an end: "ne cesse d’augmenter", "has not stopped rising"."""
    stops = [at for at, word in enumerate(whole.words) if word.folded.startswith(("cess", "stopp"))]
    return bool(stops) and whole.is_negated


def _trend_part(spoken: Spoken, resource: Resource, run: Run, comparison: PresenceComparison, rounds: Query) -> Part:
    lang = spoken.whole.lang
    rows = rows_of(rounds)
    shown = [
        say("in_year", lang, year=(row["period"] or "")[:4], value=show_amount(Decimal(row["value"] or "0"), "%", lang))
        for row in rows
    ]
    finding = make_finding(
        spoken.claim.claim,
        run,
        comparison,
        operation=Operation.TREND,
        resource=resource,
        lang=lang,
        statement=say("turnout_over", lang, shares=join(shown, lang)),
        expression=" → ".join(show_amount(Decimal(row["value"] or "0"), "%", lang) for row in rows),
        cells=[make_cell(resource, row, ("entity", "period"), "value", lang=lang, unit="%") for row in rows],
        measure=resource.label.get(lang, resource.name),
        unit="%",
        entities=(rows[0]["entity"] or "",),
        period=rows[-1]["period"] or "",
        probability=0.85,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)


def _table(desk: Desk) -> Resource | None:
    found = [one for one in desk.tables.of_shape("series") if one.unit.startswith("% of registered voters")]
    return found[0] if len(found) == 1 else None


def _rounds(spoken: Spoken, desk: Desk) -> list[Ballot]:
    every = [one for one in ballots_of(desk.tables).all if one.kind == "presidential"]
    times = days_of(spoken)
    if len(times) > 1:
        return []
    found = held_in(spoken, every, desk.today, times[0] if times else None)
    asked = [name for name in ("first_round", "second_round") if spoken.has(name)]
    found = [one for one in found if one.round in asked] if len(asked) == 1 else found
    return found if len({one.day.year for one in found}) == 1 else []


def _share(spoken: Spoken, desk: Desk, resource: Resource, ballot: Ballot, sql: str, figure: Quantity) -> Part | None:
    query = desk.tables.query(resource, sql, {"period": ballot.day.isoformat()})
    if not query.rows:
        return None
    bounds = claimed_bounds(figure, is_slight=spoken.whole.has("slight"))
    bounds = bounds.scaled(Decimal(100)) if figure.unit == "1" else bounds
    run = Run.of("value", query)
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=resource.tolerance, unit="%", lang=spoken.whole.lang
    )
    return _part(spoken, resource, ballot, run, comparison, [query], figure=bounds.figure)


def _against(spoken: Spoken, desk: Desk, resource: Resource, ballot: Ballot, sql: str) -> list[Part | None]:
    """Check "plus haut qu’en 2017", "higher than in 2017": the same round of that year."""
    whole = spoken.whole
    others = [time for time in whole.times if is_apart(spoken, time)]
    if not others or not whole.has("greater", "smaller") or whole.has("greater") == whole.has("smaller"):
        return [None] * len(others)
    then = [
        one
        for one in ballots_of(desk.tables).all
        if one.kind == "presidential" and one.round == ballot.round and held_in(spoken, [one], desk.today, others[0])
    ]
    if len(others) != 1 or len(then) != 1:
        return [None]
    queries = [desk.tables.query(resource, sql, {"period": one.day.isoformat()}) for one in (ballot, then[0])]
    if not all(query.rows for query in queries):
        return [None]
    run = Run.of("difference", *queries)
    zero = Decimal(0)
    is_more = whole.has("greater")
    bounds = Bounds(zero, None, Comparator.GT, zero) if is_more else Bounds(None, zero, Comparator.LT, zero)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=zero, unit="pp", lang=whole.lang)
    return [_part(spoken, resource, ballot, run, comparison, queries, figure=zero)]


def _part(
    spoken: Spoken,
    resource: Resource,
    ballot: Ballot,
    run: Run,
    comparison: NumberComparison,
    queries: Sequence[Query],
    *,
    figure: Decimal,
) -> Part:
    lang = spoken.whole.lang
    label = ballot.label_fr if lang == "fr" else ballot.label_en
    rows = [rows_of(query)[0] for query in queries]
    shown = [show_amount(Decimal(row["value"] or "0"), "%", lang) for row in rows]
    caveats = (Caveat.IMPRECISE,) if is_short(comparison, figure) else ()
    sql = queries[0].sql
    value = Decimal(rows[0]["value"] or "0")
    stayed = 100 - value if "100 -" in sql else value
    finding = make_finding(
        spoken.claim.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=resource,
        lang=lang,
        statement=say(
            "turnout_is",
            lang,
            tally=label,
            day=show_day(ballot.day, lang),
            share=show_amount(stayed, "%", lang),
        ),
        expression=" ; ".join(shown) if lang == "fr" else "; ".join(shown),
        cells=[make_cell(resource, row, ("entity", "period"), "value", lang=lang, unit="%") for row in rows],
        measure=resource.label.get(lang, resource.name),
        unit=comparison.unit,
        entities=(rows[0]["entity"] or "",),
        period=ballot.day.isoformat(),
        caveats=caveats,
        probability=0.85,
    )
    return Part((finding,), finding.verdict, caveats, finding.verdict)
