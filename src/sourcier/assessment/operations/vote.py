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
from sourcier.assessment.operations import blocs, siding
from sourcier.assessment.operations.choices import (
    NOT_YES,
    Choice,
    choices_in,
    counts_voters,
    figures_with_options,
    is_negated,
    who_chose,
)
from sourcier.assessment.operations.registers import SLACK
from sourcier.assessment.operations.scrutiny import Tally
from sourcier.assessment.operations.tallies import tallies_of
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Comparator, Grain, Quantity

COUNT = (
    "SELECT * FROM {table} WHERE tally = $tally AND list_contains(string_split($options, ' '), option) ORDER BY option"
)
POSITION = "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND entity = $entity"
CHOSE = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND option = $option "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)
ABOUT_IT = frozenset({"que", "qu", "qu'", "which", "that"})
SAID = frozenset({"dit", "dire", "said", "veto"})
TEXTS = frozenset(
    {"resolution", "resolutions", "texte", "text", "draft", "projet", "onu", "un", "assemblee", "assembly"}
)
"""Words of a vote between states, where those of an election stand beside."""
AT_UN = frozenset({"un", "unga", "unsc"})
OTHER = frozenset({"autre", "autres", "other", "others"})
ELSEWHERE = frozenset({"sanctions", "budget", "loi", "law", "bill", "accord", "deal", "traite", "treaty", "directive"})
"""What others than the United Nations vote on, unless its name or a resolution stands beside."""
COMMITTEES = frozenset({"commission", "committee", "parlement", "parliament", "eurodeputes", "meps", "comite"})
"""Bodies whose votes no table of resolutions holds."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check counts and positions of the vote a claim speaks of."""
    whole = _sentence(scope, desk)
    scope = whole if _is_of_those(scope, whole) else scope
    choices = choices_in(scope)
    sides = siding.sides_in(scope)
    if not (choices or sides) or scope.is_future or _is_other_ballot(whole, desk):
        return []
    is_vote = scope.has("vote") or (whole.has("vote") and _is_told_of_it(scope, whole))
    if not is_vote and not _is_emphatic(scope, choices):
        return []
    figures = [quantity for quantity in scope.quantities if counts_voters(scope, quantity)]
    states = _voters(scope, desk)
    parted = blocs.parted_in(scope, desk)
    group = _group(scope, desk)
    sweeping = (blocs.is_sweeping(scope) or scope.has("universal")) and group is not None
    if not (figures or states or parted or sweeping):
        return []
    body = group.id if group and sweeping else ""
    eligible = desk.tables.members(body, desk.today) if body else ()
    tally = tallies_of(desk.tables).find(whole, desk, of=eligible, sure=not is_vote)
    if tally is None:
        return []
    if sweeping and group is not None:
        part = blocs.all_or_none(scope, desk, tally, group, choices)
        return [part] if part else [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    parts: list[Part] = []
    for quantity, members in parted:
        parts += blocs.part_of(scope, desk, tally, quantity, members, choices)
    figures = [one for one in figures if all(one != quantity for quantity, _ in parted)]
    figures = [one for one in figures if not blocs.is_narrowed(scope, whole, one)]
    for quantity, options in figures_with_options(scope, figures, choices):
        parts += _count(scope, desk, tally, quantity, options)
    chosen = [
        part
        for state, choice in who_chose(scope, states, choices)
        for part in _position(scope, desk, tally, state, choice)
    ]
    chosen += siding.parts_of(scope, desk, tally, sides, states)
    if scope.has("exclusive") and not figures:
        # "only X and Y voted against" is about all the others too: the two alone bear out nothing
        return [*parts, *_alone(scope, desk, tally, who_chose(scope, states, choices), chosen)]
    return [*parts, *chosen]


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


def _sentence(scope: Scope, desk: Desk) -> Scope:
    """Return the scope of a claim's sentence: where it says which vote, of which day, of which body."""
    spans = (one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span))
    around = next(spans, scope.claim.span)
    return scope if len(scope.text) == len(around) else scope_of(desk.draft, scope.claim, desk.tables, span=around)


def _is_of_those(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim only completes "X and Y were among those", "figuraient parmi ceux"."""
    if not scope.words or scope.words[0].folded not in {"who", "qui", "that"}:
        return False
    at = whole.at(scope.words[0].span)
    return bool({word.folded for word in whole.words[max(at - 4, 0) : at]} & {"among", "parmi"})


def _is_told_of_it(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim is a clause about the vote before it: "…, que Moscou et Pékin ont approuvé"."""
    if {word.folded for word in scope.words} & {"resolution", "texte", "text", "draft"}:
        return True
    at = whole.at(scope.words[0].span) if scope.words else 0
    return at > 0 and whole.words[at - 1].folded in ABOUT_IT


def _is_emphatic(scope: Scope, choices: Sequence[Choice]) -> bool:
    """Say whether a claim without the word tells a vote of a day: "ont dit non, vendredi, à …"."""
    said = any({word.folded for word in scope.words[one.start : one.end]} & SAID for one in choices)
    return said and any(time.grain is Grain.DAY for time in scope.times)


def _is_other_ballot(whole: Scope, desk: Desk) -> bool:
    """Say whether a sentence speaks of an election, of a house or of a committee, and of no resolution."""
    words = {word.folded for word in whole.words}
    if words & COMMITTEES:
        return True
    if words & TEXTS or AT_UN & {one.entity_id for one in whole.mentions}:
        return False
    bodies = (one.entity_id or "" for one in whole.mentions if one.kind == "organisation")
    return whole.has("elected") or bool(words & ELSEWHERE) or any(desk.tables.is_listed(one) for one in bodies)


def _voters(scope: Scope, desk: Desk) -> list[Subject]:
    """Return the states that may be the ones voting: named as such, not as an adjective of the text's subject."""
    return [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if one.id in desk.tables.states and one.mention and not one.mention.is_adjective
    ]


def _group(scope: Scope, desk: Desk) -> Subject | None:
    """Return the group of which all or nobody is said to have chosen: an organisation, or a continent by its own."""
    found = (one for one in subjects_of(scope, desk.tables, desk.today) if one.members)
    group = next(found, None)
    if group is not None:
        return group
    regions = scope.find("regions", "organisation")
    return Subject(regions[0][2], None, desk.tables.members(regions[0][2], desk.today)) if regions else None


def _option(option: str, lang: Lang) -> str:
    return say(f"option_{option}", lang)


def _count(scope: Scope, desk: Desk, tally: Tally, quantity: Quantity, options: tuple[str, ...]) -> list[Part]:
    return _counted(scope, desk, tally, exact_bounds(claimed_bounds(quantity), quantity), options)


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
