"""Votes of a group: all of its members, none of them, so many, or such a share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, compare_presence, exact_bounds
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.votes.choices import NOT_YES, Choice, counts_voters, figures_with_options
from sourcier.assessment.operations.votes.scrutiny import Tally
from sourcier.assessment.operations.votes.tallies import MOST, tallies_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import join, say
from sourcier.core.findings import (
    Comparison,
    NumberComparison,
    Operation,
    PresenceComparison,
    Query,
    Verdict,
)
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

CHOSE = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND option = $option "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)
OTHERWISE = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally AND option <> $option "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)
CHOSEN = (
    "SELECT count(*) AS value FROM {table} WHERE tally = $tally AND option = $option "
    "AND list_contains(string_split($entities, ' '), entity)"
)
LEFT = (
    "SELECT len(string_split($entities, ' ')) - count(*) AS value FROM {table} WHERE tally = $tally "
    "AND option = $option AND list_contains(string_split($entities, ' '), entity)"
)
SIZE = "SELECT len(string_split($entities, ' ')) AS value"
SWEEPING = read_words("vote_words", "sweeping")
BAR = read_words("vote_words", "not_all")
"""With these "all" is not all."""
REACH = 3
"""Words after a figure within which a group is what it counts: "huit membres de l’Union"."""
PLAIN = read_words("vote_words", "plain_states")
"""Adjectives that do not narrow which states a figure counts."""


def is_sweeping(scope: Scope) -> bool:
    """Say whether a claim is about all of a group."""
    words = {word.folded for word in scope.words}
    return bool(words & SWEEPING) and not words & BAR


def parted_in(scope: Scope, desk: Desk) -> list[tuple[Quantity, Subject]]:
    """Return figures that count states of a group, with the group: "la moitié des États africains"."""
    places = [
        (start, Subject(body, None, desk.tables.members(body, desk.today)))
        for start, _, body in scope.find("regions", "organisation")
    ]
    for mention in scope.mentions:
        name = mention.entity_id or ""
        if desk.tables.is_listed(name) and name != "un":
            places.append((scope.at(mention.span), Subject(name, mention, desk.tables.members(name, desk.today))))
    found = []
    for figure in scope.quantities:
        if figure.unit not in {"1", "%"} and not counts_voters(scope, figure):
            continue
        at = scope.at(figure.span)
        end = at + sum(figure.span.contains(word.span) for word in scope.words)
        near = [group for start, group in places if at <= start <= end + REACH and group.members]
        if near:
            found.append((figure, near[0]))
    return found


def is_narrowed(scope: Scope, whole: Scope, figure: Quantity) -> bool:
    """Say whether a figure counts only some kind of states: "cinq pays européens", "ten small nations".

    One without a noun counts what the sentence was about: "les États africains … : 17 se sont abstenus".
    """
    at = scope.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in scope.words)
    if figure.unit not in figure.text and whole.find("regions", "organisation"):
        return True
    return any(
        word.token.pos_ == "ADJ" and word.folded not in PLAIN and not word.token.like_num
        for word in scope.words[at : end + 1]
    )


def all_or_none(scope: Scope, desk: Desk, tally: Tally, group: Subject, choices: Sequence[Choice]) -> Part | None:
    """Return the part that looks for a member of a group that did otherwise than all, or as none."""
    members = desk.tables.members(group.id, tally.day)
    lang = scope.lang
    missing = say("no_positions", lang, tally=tally.label(lang), entity=desk.tables.label(group.id, lang))
    if not members or not tally.resource.companion:
        desk.missing.append(missing)
        return None
    specific = [one for one in choices if one.option not in {"yes", "not_yes"}]
    is_all = is_sweeping(scope) or (not specific and any(one.option == "not_yes" for one in choices))
    if is_all and scope.is_negated and not any(one.option == "not_yes" for one in choices):
        return None  # "tous n’ont pas voté"
    option = specific[0].option if specific else "yes"
    if not is_all and not tally.covers(option):
        desk.missing.append(missing)
        return None
    if tallies_of(desk.tables).turnout(tally, members) < MOST:
        return None
    vote = _Vote(
        tally, desk.tables.packs.resource(tally.resource.pack, tally.resource.companion), group, members, option
    )
    chose, others = (desk.tables.query(vote.resource, sql, vote.asked) for sql in (CHOSE, OTHERWISE))
    if not is_all:
        comparison = compare_presence(expected=False, found=len(chose.rows), lang=lang)
        return _report(scope, desk, vote, Run.of("count", chose), comparison, chose)
    if len(chose.rows) < len(members) and not others.rows:
        desk.missing.append(missing)
        return None  # members without a row: it cannot be said what they did
    comparison = compare_presence(expected=False, found=len(others.rows), lang=lang)
    return _report(scope, desk, vote, Run.of("count", others, chose), comparison, others if others.rows else chose)


def part_of(
    scope: Scope, desk: Desk, tally: Tally, figure: Quantity, group: Subject, choices: Sequence[Choice]
) -> list[Part]:
    """Return the part that counts the members of a group that chose an option, or their share."""
    lang = scope.lang
    members = desk.tables.members(group.id, tally.day)
    options = [pair[1] for pair in figures_with_options(scope, [figure], choices)]
    if not members or not tally.resource.companion or len(options) != 1:
        return []
    is_left = options[0] == NOT_YES
    option = "yes" if is_left else options[0][0]
    if scope.is_negated and not is_left:
        return []
    if not tally.covers(option) or tallies_of(desk.tables).turnout(tally, members) < MOST:
        desk.missing.append(
            say("no_positions", lang, tally=tally.label(lang), entity=desk.tables.label(group.id, lang))
        )
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    vote = _Vote(
        tally, desk.tables.packs.resource(tally.resource.pack, tally.resource.companion), group, members, option
    )
    chose = desk.tables.query(vote.resource, CHOSE, vote.asked)
    counted = desk.tables.query(vote.resource, LEFT if is_left else CHOSEN, vote.asked)
    bounds = claimed_bounds(figure, is_slight=scope.has("slight"))
    is_share = figure.unit in {"1", "%"}
    if is_share:
        size = desk.tables.query(vote.resource, SIZE, {"entities": " ".join(members)})
        run = Run.of("share", counted, size)
        bounds = bounds.scaled(Decimal(100)) if figure.unit == "1" else bounds
    else:
        run = Run.of("value", counted)
        bounds = exact_bounds(bounds, figure)
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=Decimal(0), unit="%" if is_share else "states", lang=lang
    )
    return [_report(scope, desk, vote, run, comparison, chose)]


@dataclass(frozen=True, slots=True)
class _Vote:
    """One option of one vote, as a group used it."""

    tally: Tally
    resource: Resource
    group: Subject
    members: tuple[str, ...]
    option: str

    @property
    def asked(self) -> dict[str, str]:
        return {"tally": self.tally.id, "option": self.option, "entities": " ".join(self.members)}


def _report(scope: Scope, desk: Desk, vote: _Vote, run: Run, comparison: Comparison, shown: Query) -> Part:
    """Return the part for a comparison, with the positions that bear on it."""
    lang, tally = scope.lang, vote.tally
    rows = rows_of(shown)
    option = (rows[0]["option"] or "") if rows else vote.option
    names = [desk.tables.label(row["entity"] or "", lang) for row in rows]
    label = tally.label(lang)
    cells = [
        make_cell(vote.resource, row, ("tally", "entity"), "option", lang=lang, label=label, unit=" ") for row in rows
    ] or [
        make_cell(
            vote.resource,
            {"tally": tally.id, "option": option},
            ("tally", "option"),
            "count",
            lang=lang,
            value="0",
            label=label,
        )
    ]
    expression = f"{len(rows)} / {len(vote.members)}"
    if isinstance(comparison, NumberComparison) and comparison.unit == "%":
        expression = f"{show(run.outcome.numbers[0] * len(vote.members) / 100, lang)} / {len(vote.members)}"
        expression += f" = {show_amount(run.outcome.numbers[0], '%', lang)}"
    options = {row["option"] or "" for row in rows} or {vote.option}
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.ABSENCE if isinstance(comparison, PresenceComparison) else Operation.VOTE,
        resource=vote.resource,
        lang=lang,
        statement=say(
            "nobody_chose",
            lang,
            tally=label,
            count=str(len(vote.members)),
            body=desk.tables.label(vote.group.id, lang),
            option=join([say(f"option_{each}", lang) for each in sorted(options)], lang),
            found=str(len(rows)),
            names=join(names, lang) if names else "–",
        ),
        expression=expression,
        cells=cells,
        measure=label,
        entities=(vote.group.id,),
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)
