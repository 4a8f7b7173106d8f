"""Votes: how many chose an option, and which state chose which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.comparison import claimed_bounds, compare_number, compare_presence, exact_bounds, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.tallies import Tally, tallies_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.units import noun_family
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
NOT_YES = ("no", "abstain", "absent")


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of the claim that name an option."""

    start: int
    end: int
    option: str


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check counts and positions of the vote a claim speaks of."""
    choices = _choices(scope)
    if not scope.has("vote") or scope.has("elected") or not choices or scope.is_future:
        return []
    figures = [quantity for quantity in scope.quantities if _counts_voters(scope, quantity)]
    states = _voters(scope, desk)
    group = _group(scope, desk)
    if not (figures or states or (group and scope.has("universal"))):
        return []
    tally = tallies_of(desk.tables).find(scope, desk)
    if tally is None:
        return []
    parts: list[Part] = []
    if scope.has("universal") and group:
        part = _nobody(scope, desk, tally, group, choices)
        return [part] if part else [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    for quantity, options in _pairs(scope, figures, choices):
        parts += _count(scope, desk, tally, quantity, options)
    for state, choice in _who_chose(scope, states, choices):
        parts += _position(scope, desk, tally, state, choice)
    return parts


def _choices(scope: Scope) -> list[Choice]:
    """Return the option words of a claim; of two that overlap the longer one."""
    found = [Choice(start, end, option) for start, end, option in scope.find("votes", "option")]
    found.sort(key=lambda one: (one.start - one.end, one.option == "yes"))
    kept: list[Choice] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _counts_voters(scope: Scope, quantity: Quantity) -> bool:
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    return quantity.per is None and (noun_family(words, scope.lang) in {"states", "votes"} or quantity.unit == "")


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


def _pairs(
    scope: Scope, figures: Sequence[Quantity], choices: Sequence[Choice]
) -> list[tuple[Quantity, tuple[str, ...]]]:
    """Return each figure with its options: "par 128 voix contre 9" gives yes then no, else the nearest words decide."""
    if len(figures) >= 2:
        between = scope.words[scope.at(figures[0].span) : scope.at(figures[1].span)]
        if any(word.folded in {"contre", "against", "to", "-", "–"} for word in between) and not any(
            w.folded in {"abstentions"} for w in between
        ):
            pairs = [(figures[0], ("yes",)), (figures[1], ("no",))]
            return pairs + [(one, ("abstain",)) for one in figures[2:3] if any(c.option == "abstain" for c in choices)]
    pairs = []
    for quantity in figures:
        at = scope.at(quantity.span)
        size = sum(quantity.span.contains(word.span) for word in scope.words)
        best = min(choices, key=lambda one: (min(abs(one.start - at - size), abs(one.start - at)), one.option == "yes"))
        after = [one for one in choices if one.start >= at and one.start - at - size <= 8]
        choice = after[0] if after else best
        if choice.option == "not_yes":
            pairs.append((quantity, NOT_YES))
        else:
            pairs.append((quantity, (choice.option,)))
    return pairs


def _who_chose(scope: Scope, states: Sequence[Subject], choices: Sequence[Choice]) -> list[tuple[Subject, Choice]]:
    """Return each voting state with its option: the state stands before the words of the option."""
    found = []
    for state in states:
        if state.mention is None:
            continue
        at = scope.at(state.mention.span)
        after = [one for one in choices if one.start > at]
        specific = [one for one in after if one.option != "yes"] or after
        if not specific:
            continue
        choice = specific[0] if specific[0].start - at < 14 else None
        if choice is None or _is_object(scope, at):
            continue
        found.append((state, choice))
    return found


def _is_object(scope: Scope, at: int) -> bool:
    """Say whether a name is governed by a preposition: "la condamnation de la Russie" does not vote."""
    before = [word.folded for word in scope.words[max(at - 2, 0) : at]]
    return bool(
        set(before) & {"de", "du", "des", "d", "of", "contre", "against", "sur", "on", "en", "in", "for", "pour"}
    )


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
    negated = option != "not_yes" and _is_negated(scope, choice)
    chose = desk.tables.query(
        resource, CHOSE, {"tally": tally.id, "option": actual if actual in wanted else wanted[0], "entities": state.id}
    )
    run = Run("count", (chose, query), Run.of("count", chose).outcome)
    comparison = compare_presence(expected=not negated, found=len(chose.rows), lang=lang)
    cell = make_cell(
        resource, rows[0] if rows else {"tally": tally.id, "entity": state.id}, ("tally", "entity"), "option",
        lang=lang, label=_label(tally, lang), unit=" ",
    )  # fmt: skip
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=resource,
        lang=lang,
        statement=say(
            "position_is", lang, tally=_label(tally, lang), day=show_day(tally.day, lang), entity=name,
            option=_option(actual, lang) if actual else say("option_other", lang),
        ),
        expression=actual or "–",
        cells=[cell],
        measure=_label(tally, lang),
        entities=(state.id,),
        period=tally.day.isoformat(),
        probability=0.85,
    )  # fmt: skip
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _is_negated(scope: Scope, choice: Choice) -> bool:
    before = {word.folded for word in scope.words[max(choice.start - 3, 0) : choice.start]}
    return bool(before & {"pas", "not", "n't", "never", "jamais"})


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
            "nobody_chose", lang, tally=_label(tally, lang), count=str(len(members)), body=desk.tables.label(body, lang),
            option=_option(option, lang), found=str(len(rows)), names=join(names, lang) if names else "–",
        ),
        expression=f"{len(rows)} / {len(members)}",
        cells=cells,
        measure=_label(tally, lang),
        entities=(body,),
        period=tally.day.isoformat(),
        probability=0.85,
    )  # fmt: skip
    return Part((finding,), finding.verdict, (), finding.verdict)
