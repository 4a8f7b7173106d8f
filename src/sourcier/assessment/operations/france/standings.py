"""Standings of one round: a candidate's score, who came before whom and by how much, who came which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sourcier.assessment.comparison import (
    Bounds,
    claimed_bounds,
    compare_number,
    exact_bounds,
    show_day,
)
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.france.ballots import (
    Ballot,
    Spoken,
    is_short,
)
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, NumberComparison, Operation
from sourcier.core.language import Comparator, Quantity

SCORE = "SELECT * EXCLUDE (count), {column} AS value FROM {{table}} WHERE tally = $tally AND option = $option"
PLACES = "SELECT *, count AS value, option = $option AS asked FROM {table} WHERE tally = $tally ORDER BY count DESC"
POINTS = frozenset({"pp", "points", "point"})
PLACE = {"place_1": 1, "place_2": 2, "place_3": 3, "place_4": 4, "place_5": 5}
PREPOSITIONS = frozenset(
    {"face", "contre", "par", "devant", "derriere", "sur", "de", "d", "que", "qu", "a", "over", "against", "by", "than"}
    | {"ahead", "behind", "of", "to", "for", "pour", "avec", "with"}
)
"""Words before a name that is not the one whose figure or place is told."""
FINALISTS = 2
SHARES = frozenset({"%", "1"})
"""Units of a share: in percent, or a fraction of all ("le quart des suffrages")."""
BEING = frozenset({"ete", "est", "etait", "fut", "sera", "was", "were", "been", "is"})


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate of an election, where the sentence names them."""

    id: str
    start: int
    end: int


def is_governed(spoken: Spoken, one: Named, named: Sequence[Named]) -> bool:
    """Say whether a name is the object of a verb or a preposition: the one beaten, or the one who beat."""
    before = spoken.whole.words[one.start - 1] if one.start else None
    if before is not None and (before.folded in PREPOSITIONS or _is_object(spoken, one, named)):
        return True
    return any(
        other.end <= start and end <= one.start
        for other in named
        for start, end in spoken.senses.get("beat", ())
        if other is not one
    )


def _is_object(spoken: Spoken, one: Named, named: Sequence[Named]) -> bool:
    """Say whether a name stands right after a verb whose subject is another one: "X terrassait Y"."""
    words = spoken.whole.words
    led = any(other.end <= one.start - 1 for other in named if other is not one)
    is_object = any(word.token.dep_ in {"obj", "dobj"} for word in words[one.start : one.end])
    return led and (is_object or words[one.start - 1].token.pos_ == "VERB")


def subject_of(spoken: Spoken, named: Sequence[Named]) -> Named | None:
    """Return the one candidate of whom the sentence speaks; None for none or several."""
    free = [one for one in named if not is_governed(spoken, one, named)]
    return free[0] if len(free) == 1 else None


def score(spoken: Spoken, desk: Desk, ballot: Ballot, owner: Named, figure: Quantity) -> Part:
    """Check votes or a share of one candidate; "a manqué le seuil des 5 %" says less than that, "a franchi" more."""
    column = "share" if figure.unit in SHARES else "count"
    query = desk.tables.query(ballot.resource, SCORE.format(column=column), {"tally": ballot.id, "option": owner.id})
    run = Run.of("value", query)
    bounds = claimed_bounds(figure, is_slight=spoken.whole.has("slight"))
    if column == "count":
        bounds = exact_bounds(bounds, figure) if figure.half_width <= 1 else bounds
    elif figure.unit == "1":
        bounds = bounds.scaled(Decimal(100))
    is_bar = any(0 <= spoken.whole.at(figure.span) - end <= 3 for _, end in spoken.senses.get("threshold", ()))
    if is_bar and spoken.has("under", "over"):
        value = bounds.figure
        low = spoken.has("under") or spoken.claim.is_negated
        bounds = Bounds(None, value, Comparator.LT, value) if low else Bounds(value, None, Comparator.GE, value)
    unit = "%" if column == "share" else "votes"
    # A share is printed with two digits; one that rounds to the claim's own is what the claim says.
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit=unit, lang=spoken.whole.lang)
    amount = show_amount(run.outcome.numbers[0], unit, spoken.whole.lang)
    return _part(spoken, desk, ballot, run, comparison, [owner.id], column, amount, figure=bounds.figure, reads=is_bar)


def gap(spoken: Spoken, desk: Desk, ballot: Ballot, figure: Quantity, named: Sequence[Named]) -> list[Part]:
    """Check by how much one came before the other, whichever was first."""
    pair = list(dict.fromkeys(one.id for one in named))
    if len(pair) == 1 and len(ballot.counts) == FINALISTS:
        pair += [one for one in ballot.counts if one not in pair]
    if len(pair) != FINALISTS:
        return []
    column = "share" if figure.unit in POINTS else "count"
    ordered = sorted(pair, key=lambda one: -ballot.counts[one])
    first, second = (
        desk.tables.query(
            ballot.resource,
            SCORE.format(column=column),
            {"tally": ballot.id, "option": one},
        )
        for one in ordered
    )
    run = Run.of("difference", first, second)
    unit, lang = ("pp" if column == "share" else "votes"), spoken.whole.lang
    if column == "share" and figure.low is not None and not figure.half_width:
        # "17 points" may be read as a count of things: it is rounded like any share.
        figure = replace(figure, half_width=Decimal(5).scaleb(int(figure.low.as_tuple().exponent) - 1))
    bounds = claimed_bounds(figure, is_slight=spoken.whole.has("slight"))
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit=unit, lang=lang)
    values = [Decimal(rows_of(query)[0]["value"] or "0") for query in (first, second)]
    expression = f"{show(values[0], lang)} − {show(values[1], lang)} = {show(run.outcome.numbers[0], lang)}"
    return [_part(spoken, desk, ballot, run, comparison, ordered, column, expression, figure=bounds.figure)]


def order(spoken: Spoken, desk: Desk, ballot: Ballot, named: Sequence[Named]) -> list[Part]:
    """Check who came before whom: "X battait Y", "Y devancé par X"."""
    subject = subject_of(spoken, named)
    others = [one for one in named if subject is not None and one.id != subject.id]
    if subject is None or len({one.id for one in others}) != 1 or spoken.claim.is_negated:
        return []
    before = spoken.whole.words[others[0].start - 1].folded if others[0].start else ""
    is_passive = before in {"par", "by"}
    if not is_passive and any(spoken.whole.words[max(at - 1, 0)].folded in BEING for at, _ in spoken.senses["beat"]):
        return []  # "a été éliminé …": by whom is not said
    first, second = (others[0].id, subject.id) if is_passive else (subject.id, others[0].id)
    queries = [
        desk.tables.query(ballot.resource, SCORE.format(column="count"), {"tally": ballot.id, "option": one})
        for one in (first, second)
    ]
    run = Run.of("difference", *queries)
    zero, lang = Decimal(0), spoken.whole.lang
    comparison = compare_number(
        Bounds(zero, None, Comparator.GT, zero), run.outcome.numbers, tolerance=zero, unit="votes", lang=lang
    )
    expression = " − ".join(show(Decimal(ballot.counts[one]), lang) for one in (first, second))
    return [_part(spoken, desk, ballot, run, comparison, [first, second], "count", expression, figure=zero)]


def place_of(spoken: Spoken, desk: Desk, ballot: Ballot, subject: Named) -> list[Part]:
    """Check a place: first, second, third, through to the second round or not."""
    claimed = [place for sense, place in PLACE.items() if spoken.asserts(sense)]
    bounds: Bounds | None = None
    if len(claimed) == 1:
        place = Decimal(claimed[0])
        bounds = Bounds(place, place, Comparator.EQ, place)
    elif not claimed and spoken.asserts("lost") and not spoken.asserts("beat") and ballot.round == "second_round":
        bounds = Bounds(Decimal(1), None, Comparator.GT, Decimal(1))
    elif not claimed and spoken.asserts("unqualified"):
        bounds = Bounds(Decimal(FINALISTS), None, Comparator.GT, Decimal(FINALISTS))
    elif not claimed and spoken.asserts("qualified"):
        bounds = Bounds(None, Decimal(FINALISTS), Comparator.LE, Decimal(FINALISTS))
    if bounds is None:
        return []
    query = desk.tables.query(ballot.resource, PLACES, {"tally": ballot.id, "option": subject.id})
    run = Run.of("rank", query)
    lang = spoken.whole.lang
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    ids = [row["option"] or "" for row in rows_of(query)]
    shown = ids[: max(int(run.outcome.numbers[0]), FINALISTS)]
    return [
        _part(
            spoken,
            desk,
            ballot,
            run,
            comparison,
            shown,
            "count",
            f"{int(run.outcome.numbers[0])} / {len(ids)}",
            figure=Decimal(0),
        )
    ]


def _part(
    spoken: Spoken,
    desk: Desk,
    ballot: Ballot,
    run: Run,
    comparison: NumberComparison,
    options: Sequence[str],
    column: str,
    expression: str,
    *,
    figure: Decimal,
    reads: bool = False,
) -> Part:
    lang = spoken.whole.lang
    label = ballot.label_fr if lang == "fr" else ballot.label_en
    rows: dict[str, Row] = {row["option"] or "": row for row in ballot.rows}
    told = [rows[one] for one in options]
    scores = [
        say(
            "score",
            lang,
            who=desk.tables.label(row["option"] or "", lang),
            count=show(Decimal(row["count"] or "0"), lang),
            share=show_amount(Decimal(row.get("share") or "0"), "%", lang),
        )
        for row in told
    ]
    caveats = (Caveat.IMPRECISE,) if is_short(comparison, figure) else ()
    finding = make_finding(
        spoken.claim.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=ballot.resource,
        lang=lang,
        statement=say("score_is", lang, tally=label, day=show_day(ballot.day, lang), scores=join(scores, lang)),
        expression=expression,
        cells=[
            make_cell(
                ballot.resource,
                row,
                ("tally", "option"),
                column,
                lang=lang,
                label=label,
                unit="%" if column == "share" else "votes",
            )
            for row in told
        ],
        measure=label,
        unit=comparison.unit,
        entities=tuple(options),
        period=ballot.day.isoformat(),
        caveats=caveats,
        probability=0.85,
    )
    return Part((finding,), finding.verdict, caveats, finding.verdict, reads_negation=reads)
