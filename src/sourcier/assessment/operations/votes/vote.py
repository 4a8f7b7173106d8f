"""Votes: how many chose an option, and which state chose which."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import (
    Bounds,
    claimed_bounds,
    compare_number,
    compare_presence,
    exact_bounds,
    show_day,
)
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.votes import blocs, siding
from sourcier.assessment.operations.votes.choices import (
    NOT_YES,
    Choice,
    choices_in,
    counts_voters,
    figures_with_options,
    is_negated,
    is_whole,
    who_chose,
)
from sourcier.assessment.operations.votes.registers import SLACK
from sourcier.assessment.operations.votes.scrutiny import Tally, bodies_in
from sourcier.assessment.operations.votes.tallies import tallies_of
from sourcier.assessment.operations.votes.topics import is_chosen
from sourcier.assessment.operations.votes.voting import (
    group_of,
    is_emphatic,
    is_of_those,
    is_other_ballot,
    is_told_at_un,
    is_told_of_it,
    names_text,
    names_vote,
    sentence_of,
    voters_in,
)
from sourcier.assessment.others import are_others, counted_with
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import join, say
from sourcier.assessment.yardsticks import terms_of
from sourcier.core.article import Lang
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Comparator, Grain, Mention, Quantity

COUNT = (
    "SELECT * FROM {table} WHERE tally = $tally AND list_contains(string_split($options, ' '), option) ORDER BY option"
)
POSITION = "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND entity = $entity"
CHOSE = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND option = $option "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)
OTHER = frozenset({"autre", "autres", "other", "others"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check counts and positions of the vote a claim speaks of."""
    whole = sentence_of(scope, desk)
    scope = whole if is_of_those(scope, whole) else scope
    choices = choices_in(scope)
    sides = siding.sides_in(scope)
    if not (choices or sides) or scope.is_future or is_other_ballot(whole, desk):
        return []
    is_vote = names_vote(scope) or (names_vote(whole) and is_told_of_it(scope, whole))
    if not is_vote and not is_emphatic(scope, choices) and not is_told_at_un(scope, whole):
        return []
    figures = [one for one in scope.quantities if counts_voters(scope, one) and not is_whole(scope, one)]
    apart = {term.mention for term in terms_of(whole) if not term.side}  # "contrairement à la Russie, …"
    states = [one for one in voters_in(scope, whole, desk) if one.mention not in apart]
    if figures:  # of "35 abstained" nobody named in another clause is one
        states = [one for one in states if one.mention is None or _is_within(scope, one.mention)]
    parted = blocs.parted_in(scope, desk)
    group = group_of(scope, desk)
    sweeping = (blocs.is_sweeping(scope) or scope.has("universal")) and group is not None
    if not (figures or states or parted or sweeping):
        return []
    body = group.id if group and sweeping else ""
    eligible = desk.tables.members(body, desk.today) if body else ()
    # Of a group's states it must be plain that they voted at the United Nations.
    sure = not is_vote or (bool(body) and not bodies_in(whole) and not names_text(whole))
    voters = {state.id for state, _ in who_chose(scope, states, choices)}
    tally = tallies_of(desk.tables).find(whole, desk, of=eligible, by=voters, sure=sure)
    told = not is_vote and not is_emphatic(scope, choices) and is_told_at_un(scope, whole)
    # So many states that choose something on a matter vote on it; one state may say anything there.
    matter = (
        tallies_of(desk.tables).topic(tally).parts
        if tally is not None and (figures or parted or sweeping)
        else frozenset()
    )
    if tally is None or (told and not is_chosen(scope, choices, matter)):
        # So many states that chose something at the United Nations are nothing else's count.
        dated = any(time.grain is Grain.DAY for time in whole.times)
        is_theirs = (told and dated and figures and choices) or (is_vote and sweeping and choices)
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)] if is_theirs else []
    if sweeping and group is not None:
        part = blocs.all_or_none(scope, desk, tally, group, choices)
        return [part] if part else [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    parts: list[Part] = []
    for quantity, members in parted:
        parts += blocs.part_of(scope, desk, tally, quantity, members, choices)
    figures = [one for one in figures if all(one != quantity for quantity, _ in parted)]
    figures = [one for one in figures if not blocs.is_narrowed(scope, whole, one)]
    unread = False
    for quantity, options in figures_with_options(scope, figures, choices):
        counted = _with_named(scope, whole, desk, tally, quantity, options, states)
        unread = unread or counted is None
        parts += _count(scope, desk, tally, counted, options) if counted is not None else []
    chosen = [
        part
        for state, choice in who_chose(scope, states, choices)
        for part in _position(scope, desk, tally, state, choice)
    ]
    chosen += siding.parts_of(scope, desk, tally, sides, states)
    if unread:  # who is named bears out no number of others
        chosen = [part for part in chosen if part.verdict is not Verdict.SUPPORTED]
    if scope.has("exclusive") and not figures:
        # "only X and Y voted against" is about all the others too: the two alone bear out nothing
        return [*parts, *_alone(scope, desk, tally, who_chose(scope, states, choices), chosen)]
    return [*parts, *chosen]


def _is_within(scope: Scope, mention: Mention) -> bool:
    return any(mention.span.contains(word.span) for word in scope.words)


def _with_named(
    scope: Scope,
    whole: Scope,
    desk: Desk,
    tally: Tally,
    quantity: Quantity,
    options: tuple[str, ...],
    states: Sequence[Subject],
) -> Quantity | None:
    """Return a count of others with those who are named and chose the same; None where it is not plain who they are.

    Of "141 pour, 35 autres abstenus" the others are no more than those 35.
    """
    earlier = [one for one in whole.quantities if counts_voters(whole, one) and one.span.start < quantity.span.start]
    if not are_others(scope, quantity) or earlier:
        return quantity
    if not states or not tally.resource.companion:
        return None
    resource = desk.tables.packs.resource(tally.resource.pack, tally.resource.companion)
    asked = [desk.tables.query(resource, POSITION, {"tally": tally.id, "entity": one.id}) for one in states]
    chose = [rows_of(query)[0]["option"] if query.rows else None for query in asked]
    return counted_with(quantity, len(states)) if all(one in options for one in chose) else None


def _alone(
    scope: Scope, desk: Desk, tally: Tally, named: Sequence[tuple[Subject, Choice]], chosen: list[Part]
) -> list[Part]:
    """Return the parts for "seuls X et Y ont voté contre": their own, and the count of all who did."""
    options = {choice.option for _, choice in named}
    other = {word.folded for start, end in scope.cues["exclusive"] for word in scope.words[start : end + 1]} & OTHER
    refuted = [part for part in chosen if part.verdict is Verdict.REFUTED]
    if refuted or other or len(options) != 1 or any(part.verdict is not Verdict.SUPPORTED for part in chosen):
        return refuted
    number = Decimal(len(named))
    bounds = Bounds(number, number, Comparator.EQ, number)
    return [*chosen, *_counted(scope, desk, tally, bounds, tuple(options))]


def _option(option: str, lang: Lang) -> str:
    return say(f"option_{option}", lang)


def _count(scope: Scope, desk: Desk, tally: Tally, quantity: Quantity, options: tuple[str, ...]) -> list[Part]:
    bounds = exact_bounds(claimed_bounds(quantity), quantity)
    if options == NOT_YES:
        # "ont refusé de …": those against, or all who were not for
        against = _counted(scope, desk, tally, bounds, ("no",))
        if any(part.verdict is Verdict.SUPPORTED for part in against):
            return against
    return _counted(scope, desk, tally, bounds, options)


def _counted(scope: Scope, desk: Desk, tally: Tally, bounds: Bounds, options: tuple[str, ...]) -> list[Part]:
    lang = scope.lang
    have = tuple(option for option in options if option in tally.options)
    if not have or (len(options) == 1 and have != options):
        return []
    query = desk.tables.query(tally.resource, COUNT, {"tally": tally.id, "options": " ".join(have)})
    run = Run.of("total", query)
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=tally.resource.tolerance, unit="states", lang=lang
    )
    rows = rows_of(query)
    shares = [f"{_option(row['option'] or '', lang)} {row['count']}" for row in rows]
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=tally.resource,
        lang=lang,
        statement=say(
            "tally_is", lang, tally=tally.label(lang), day=show_day(tally.day, lang), counts=join(shares, lang)
        ),
        expression=" + ".join(row["count"] or "0" for row in rows)
        + (f" = {int(run.outcome.numbers[0])}" if len(rows) > 1 else ""),
        cells=[
            make_cell(tally.resource, row, ("tally", "option"), "count", lang=lang, label=tally.label(lang))
            for row in rows
        ],
        measure=tally.label(lang),
        unit="states",
        period=tally.day.isoformat(),
        probability=0.85,
    )
    if tally.in_register and finding.verdict is Verdict.REFUTED and _is_near(bounds, run.outcome.numbers[0]):
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _is_near(bounds: Bounds, count: Decimal) -> bool:
    """Say whether a register's count misses the claimed one by no more than registers are off."""
    return (bounds.low is None or bounds.low - SLACK <= count) and (bounds.high is None or count <= bounds.high + SLACK)


def _position(scope: Scope, desk: Desk, tally: Tally, state: Subject, choice: Choice) -> list[Part]:
    lang = scope.lang
    name = desk.tables.label(state.id, lang)
    companion = tally.resource.companion
    option = choice.option
    if not companion:
        return []
    resource = desk.tables.packs.resource(tally.resource.pack, companion)
    query = desk.tables.query(resource, POSITION, {"tally": tally.id, "entity": state.id})
    rows = rows_of(query)
    if not rows and (tally.positions == "all" or not tally.covers(option)):
        desk.missing.append(say("no_positions", lang, tally=tally.label(lang), entity=name))
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    actual = rows[0]["option"] or "" if rows else ""
    wanted = NOT_YES if option == "not_yes" else (option,)
    negated = option != "not_yes" and is_negated(scope, choice)
    chose = desk.tables.query(
        resource, CHOSE, {"tally": tally.id, "option": actual if actual in wanted else wanted[0], "entities": state.id}
    )
    run = Run("count", (chose, query), Run.of("count", chose).outcome)
    comparison = compare_presence(expected=not negated, found=len(chose.rows), lang=lang)
    cell = make_cell(
        resource,
        rows[0] if rows else {"tally": tally.id, "entity": state.id, "option": option},
        ("tally", "entity") if rows else ("tally", "entity", "option"),
        "option",
        lang=lang,
        value=None if rows else "",
        label=tally.label(lang),
        unit=" ",
    )
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=resource,
        lang=lang,
        statement=say(
            "position_is",
            lang,
            tally=tally.label(lang),
            day=show_day(tally.day, lang),
            entity=name,
            option=_option(actual, lang) if actual else say("option_other", lang),
        ),
        expression=actual or "–",
        cells=[cell],
        measure=tally.label(lang),
        entities=(state.id,),
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)]
