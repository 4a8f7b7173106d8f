"""A state at another's side: "sided with", "a voté avec", whatever the two chose."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.votes.scrutiny import Tally
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Verdict

BOTH = (
    "SELECT tally, entity, option FROM {table} WHERE tally = $tally "
    "AND list_contains(string_split($entities, ' '), entity) ORDER BY entity"
)
APART = (
    "SELECT tally, min(option) AS one, max(option) AS two FROM {table} WHERE tally = $tally "
    "AND list_contains(string_split($entities, ' '), entity) GROUP BY tally HAVING min(option) <> max(option)"
)
SAME = "same"
"""What `data/votes.tsv` calls the words that set one state beside another."""
NEXT = 2
"""Words that may part them from the other's name: "avec la France"."""
OBJECTS = frozenset({"de", "du", "des", "d", "of", "contre", "against", "sur", "on", "in", "for", "pour", "a", "to"})


def sides_in(scope: Scope) -> list[tuple[int, int]]:
    """Return where the words stand that set one state beside another."""
    return [(start, end) for start, end, option in scope.find("votes", "option") if option == SAME]


def parts_of(
    scope: Scope, desk: Desk, tally: Tally, sides: Sequence[tuple[int, int]], states: Sequence[Subject]
) -> list[Part]:
    """Return the parts that check that states chose the same option as the one they are set beside."""
    placed = [(scope.at(one.mention.span), one.id) for one in states if one.mention is not None]
    found: list[Part] = []
    for start, end in sides:
        others = [state for at, state in placed if 0 <= at - end <= NEXT]
        firsts = [
            state
            for at, state in placed
            if at < start and not {w.folded for w in scope.words[max(at - 2, 0) : at]} & OBJECTS
        ]
        if others and not scope.is_negated:
            for first in firsts:
                found += _same_side(scope, desk, tally, first, others[0])
    return found


def _same_side(scope: Scope, desk: Desk, tally: Tally, first: str, second: str) -> list[Part]:
    """Check that two states chose the same option: "sided with", "a voté avec"."""
    lang = scope.lang
    if not tally.resource.companion:
        return []
    resource = desk.tables.packs.resource(tally.resource.pack, tally.resource.companion)
    both = f"{first} {second}"
    query = desk.tables.query(resource, BOTH, {"tally": tally.id, "entities": both})
    rows = rows_of(query)
    if len(rows) < 2:
        desk.missing.append(say("no_positions", lang, tally=tally.label(lang), entity=desk.tables.label(first, lang)))
        return [Part((), Verdict.NOT_ENOUGH_EVIDENCE)]
    apart = desk.tables.query(resource, APART, {"tally": tally.id, "entities": both})
    run = Run.of("count", apart, query)
    comparison = compare_presence(expected=False, found=len(apart.rows), lang=lang)
    options = {row["entity"]: row["option"] or "" for row in rows}
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.VOTE,
        resource=resource,
        lang=lang,
        statement=say(
            "sides_are",
            lang,
            tally=tally.label(lang),
            day=show_day(tally.day, lang),
            first=desk.tables.label(first, lang),
            one=say(f"option_{options[first]}", lang),
            second=desk.tables.label(second, lang),
            two=say(f"option_{options[second]}", lang),
        ),
        expression=f"{options[first]} / {options[second]}",
        cells=[
            make_cell(resource, row, ("tally", "entity"), "option", lang=lang, label=tally.label(lang), unit=" ")
            for row in rows
        ],
        measure=tally.label(lang),
        entities=(first, second),
        period=tally.day.isoformat(),
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict)]
