"""Votes: how many chose an option, and which state chose which."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.comparison import claimed_bounds, compare_number, compare_presence, exact_bounds, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.choices import (
    NOT_YES,
    Choice,
    choices_in,
    counts_voters,
    figures_with_options,
    is_negated,
    who_chose,
)
from sourcier.assessment.operations.tallies import Tally, tallies_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Finding, Operation, Verdict
from sourcier.core.language import Quantity

COUNT = (
    "SELECT * FROM {table} WHERE tally = $tally AND list_contains(string_split($options, ' '), option) ORDER BY option"
)
POSITION = "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND entity = $entity"
CHOSE = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND option = $option "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check counts and positions of the vote a claim speaks of."""
    choices = choices_in(scope)
    if not scope.has("vote") or scope.has("elected") or not choices or scope.is_future:
        return []
    figures = [quantity for quantity in scope.quantities if counts_voters(scope, quantity)]
    states = _voters(scope, desk)
    group = _group(scope, desk)
    if not (figures or states or (group and scope.has("universal"))):
        return []
    body = (group[0].id if group[0] else group[1]) if group and scope.has("universal") else ""
    eligible = desk.tables.members(body, desk.today) if body else ()
    tally = tallies_of(desk.tables).find(scope, desk, of=eligible)
    if tally is None:
        return []
    parts: list[Part] = []
    if scope.has("universal") and group:
        part = _nobody(scope, desk, tally, group, choices)
        return [part] if part else [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    for quantity, options in figures_with_options(scope, figures, choices):
        parts += _count(scope, desk, tally, quantity, options)
    if scope.has("exclusive") and not figures:
        return []  # "only X and Y voted against" is about all the others too
    for state, choice in who_chose(scope, states, choices):
        parts += _position(scope, desk, tally, state, choice)
    return parts


def _voters(scope: Scope, desk: Desk) -> list[Subject]:
    """Return the states that may be the ones voting: named as such, not as an adjective of the text's subject."""
    return [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if one.id in desk.tables.states and one.mention and not one.mention.is_adjective
    ]


def _group(scope: Scope, desk: Desk) -> tuple[Subject | None, str] | None:
    """Return the group of which nobody is said to have chosen: an organisation, or a continent by its own."""
    for one in subjects_of(scope, desk.tables, desk.today):
        if one.members:
            return one, ""
    regions = scope.find("regions", "organisation")
    return (None, regions[0][2]) if regions else None


def _label(tally: Tally, lang: Lang) -> str:
    return tally.label_fr if lang == "fr" else tally.label_en


def _option(option: str, lang: Lang) -> str:
    return say(f"option_{option}", lang)


def _count(scope: Scope, desk: Desk, tally: Tally, quantity: Quantity, options: tuple[str, ...]) -> list[Part]:
    lang = scope.lang
    have = tuple(option for option in options if option in tally.options)
    if not have or (len(options) == 1 and have != options):
        return []
    query = desk.tables.query(tally.resource, COUNT, {"tally": tally.id, "options": " ".join(have)})
    run = Run.of("total", query)
    bounds = exact_bounds(claimed_bounds(quantity), quantity)
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
            "tally_is", lang, tally=_label(tally, lang), day=show_day(tally.day, lang), counts=join(shares, lang)
        ),
        expression=" + ".join(row["count"] or "0" for row in rows)
        + (f" = {int(run.outcome.numbers[0])}" if len(rows) > 1 else ""),
        cells=[
            make_cell(tally.resource, row, ("tally", "option"), "count", lang=lang, label=_label(tally, lang))
            for row in rows
        ],
        measure=_label(tally, lang),
        unit="states",
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _covers(tally: Tally, option: str) -> bool:
    return tally.positions == "all" or option in tally.positions.split("+")


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
    if not rows and (tally.positions == "all" or not _covers(tally, option)):
        desk.missing.append(say("no_positions", lang, tally=_label(tally, lang), entity=name))
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
        rows[0] if rows else {"tally": tally.id, "entity": state.id},
        ("tally", "entity"),
        "option",
        lang=lang,
        label=_label(tally, lang),
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
            tally=_label(tally, lang),
            day=show_day(tally.day, lang),
            entity=name,
            option=_option(actual, lang) if actual else say("option_other", lang),
        ),
        expression=actual or "–",
        cells=[cell],
        measure=_label(tally, lang),
        entities=(state.id,),
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)]


def _nobody(
    scope: Scope, desk: Desk, tally: Tally, group: tuple[Subject | None, str], choices: Sequence[Choice]
) -> Part | None:
    lang = scope.lang
    body = group[0].id if group[0] else group[1]
    members = desk.tables.members(body, tally.day)
    specific = [one for one in choices if one.option not in {"yes", "not_yes"}] or [
        one for one in choices if one.option != "not_yes"
    ]
    companion = tally.resource.companion
    if not members or not companion or not specific or not _covers(tally, specific[0].option):
        desk.missing.append(say("no_positions", lang, tally=_label(tally, lang), entity=desk.tables.label(body, lang)))
        return None
    resource = desk.tables.packs.resource(tally.resource.pack, companion)
    option = specific[0].option
    query = desk.tables.query(resource, CHOSE, {"tally": tally.id, "option": option, "entities": " ".join(members)})
    run = Run.of("count", query)
    comparison = compare_presence(expected=False, found=len(query.rows), lang=lang)
    rows = rows_of(query)
    names = [desk.tables.label(row["entity"] or "", lang) for row in rows]
    cells = [
        make_cell(resource, row, ("tally", "entity"), "option", lang=lang, label=_label(tally, lang), unit=" ")
        for row in rows
    ]
    if not cells:
        cells = [
            make_cell(
                resource,
                {"tally": tally.id, "option": option},
                ("tally", "option"),
                "count",
                lang=lang,
                value="0",
                label=_label(tally, lang),
            )
        ]
    finding: Finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.ABSENCE,
        resource=resource,
        lang=lang,
        statement=say(
            "nobody_chose",
            lang,
            tally=_label(tally, lang),
            count=str(len(members)),
            body=desk.tables.label(body, lang),
            option=_option(option, lang),
            found=str(len(rows)),
            names=join(names, lang) if names else "–",
        ),
        expression=f"{len(rows)} / {len(members)}",
        cells=cells,
        measure=_label(tally, lang),
        entities=(body,),
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)
