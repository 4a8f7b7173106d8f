"""An entity's place among all: superlatives, ordinals, "no country is more …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import compare_number
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.figures.alternatives import Alternative, with_alternatives
from sourcier.assessment.operations.figures.around import opens_as_relative, whole_of
from sourcier.assessment.operations.figures.denominators import rank_per_head
from sourcier.assessment.operations.figures.lasting import ended, place_lasts
from sourcier.assessment.operations.figures.lookup import ask, is_narrow, look_up
from sourcier.assessment.operations.figures.peers import other_groups
from sourcier.assessment.operations.figures.placed import finding_of_place
from sourcier.assessment.operations.figures.places import (
    Place,
    at_least,
    at_most,
    claimed_place,
    exactly,
    is_least,
    is_only_ahead,
    praised,
    says_all,
)
from sourcier.assessment.operations.figures.ranked import (
    ONLY_WITHIN,
    continent,
    is_broken,
    is_ranked,
    is_told,
    mismatch,
    ranked_subject,
    soften,
)
from sourcier.assessment.operations.figures.ranked_estimates import ranked_estimates
from sourcier.assessment.operations.figures.series import Meant, annual, meant_by, settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.core.findings import Caveat, Finding, Operation, Verdict

RANKED = (
    "SELECT entity, period, value, source, entity = $entity AS asked FROM {table} "
    "WHERE period = $period AND value IS NOT NULL AND NOT list_contains(string_split($without, ' '), entity) "
    "AND ($within = '' OR list_contains(string_split($within, ' '), entity)) ORDER BY value "
)
TRADED = frozenset({":export", ":import"})
INDEX = "score"
"""Unit of an index, whose ranks are always those of all countries that it has."""
AREAS = read_words("figure_words", "areas")
AHEAD_OF = frozenset({"devant", "ahead", "before"})


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that check a rank, if the claim asserts one: whose place it is, then who is ahead or behind."""
    is_relative = opens_as_relative(scope)
    if is_relative:
        scope = whole_of(scope, desk)
    subjects = subjects_of(scope, desk.tables, desk.today)
    states = [one for one in subjects if not one.members and one.id != WORLD]
    groups = [one for one in subjects if one.members]
    if not states or len(groups) > 1 or (is_relative and _are_dealt_figures(scope, states)):
        return []
    if scope.has("exclusive") and len(states) > 1 and not is_only_ahead(scope):
        return _only_these(scope, desk, states, groups)
    place = claimed_place(scope)
    if place is None or _is_of_another_clause(scope, place):
        return []
    within = [groups[0].members] if groups else continent(scope, desk, states)
    if not within and AREAS & {word.folded for word in scope.words}:
        return []  # "than any other country on the continent": which one is not said
    subject = ranked_subject(scope, states)
    softened = soften(scope)
    is_of_all = scope.has("world", "league") or says_all(scope) or is_only_ahead(scope)
    found = [one for one in _measures(softened, desk, place.at) if not is_narrow(one, subject)]
    for meant in found[:1]:
        if says_all(scope) and praised(scope) and meant.match.measure.unit != INDEX:
            return []  # who does better than a growth or a debt?
        if not (within or is_of_all or meant.match.measure.unit == INDEX):
            return []
        parts = []
        for members in within or [()]:
            one = _finding(scope, desk, meant, subject, place, members)
            if one is None:
                return ranked_estimates(softened, desk, subject, place) if is_of_all and not within else []
            told = _under_other_choices(scope, desk, meant, subject, place, members, groups, one)
            end = ended(scope, desk, meant)
            one, note = with_alternatives(one, end.note(scope.lang) if end else "", told)
            parts.append(settle([one], [one.reading.period], desk.today, note=note))
        if len({part.verdict for part in parts}) > 1:
            return []  # in the narrower Europe, not in the wider
        part = parts[-1]
        if part.verdict is Verdict.SUPPORTED and not is_told(scope, place.at):
            return []  # a right rank in passing proves nothing of the rest
        members = within[-1] if within else ()
        rivals = _rivals(scope, desk, meant, subject, states, place, members)
        return [replace(part, reads_negation=says_all(scope)), *rivals, *_figures(scope, desk, meant, subject)]
    return ranked_estimates(softened, desk, subject, place) if is_of_all and not within else []


def _are_dealt_figures(scope: Scope, states: list[Subject]) -> bool:
    """Say whether several states have a figure each: of which the relative that follows is said is anybody's guess."""
    alike = Counter(one.unit for one in scope.quantities)
    return len(states) > 1 and (max(alike.values(), default=0) > 1 or len(alike) > 1)


def _is_of_another_clause(scope: Scope, place: Place) -> bool:
    """Say whether a place is told by another clause than the claim's, which names somebody of its own."""
    own = scope.claim.span
    is_outside = not own.contains(scope.words[place.at].span)
    return is_outside and bool(scope.claim.quantities) and any(own.contains(one.span) for one in scope.mentions)


def _under_other_choices(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    subject: Subject,
    place: Place,
    members: tuple[str, ...],
    groups: list[Subject],
    finding: Finding,
) -> list[Alternative]:
    """Return what becomes of a place that holds within other groups, and per head."""
    if not finding.comparison.holds or finding.caveats:
        return []
    period, lang = finding.reading.period, scope.lang
    per_head = rank_per_head(desk, meant, finding.queries[0], subject.id, place, lang)
    if not groups:
        return per_head
    return [*other_groups(desk, meant, subject.id, (groups[0].id, members), place, period, lang), *per_head]


def _figures(scope: Scope, desk: Desk, meant: Meant, subject: Subject) -> list[Part]:
    """Return the parts of the ranked figures that stand beside a rank: "avec 87 points, la Finlande est deuxième"."""
    found = [look_up(scope, desk, one, subject) for one in scope.quantities]
    return [
        part
        for part in found
        if part is not None and part.findings[0].reading.resource == meant.resource.name and len(part.findings) == 1
    ]


def _measures(scope: Scope, desk: Desk, at: int) -> list[Meant]:
    """Return the measures that may be ranked, those of the wrong kind last."""
    found = [one for one in meant_by(scope, desk, Operation.RANK) if annual(one.resource)]
    found = [one for one in found if is_ranked(scope, one, at)]
    found.sort(key=lambda one: (mismatch(scope, one), -one.match.probability))
    return found


def _only_these(scope: Scope, desk: Desk, states: list[Subject], groups: list[Subject]) -> list[Part]:
    """Return the parts of "seules l’Ukraine et Israël … plus que la Russie": they, and nobody else, are ahead of it."""
    behind = states[-1]
    compared = [start for cue in ("greater", "smaller") for start, _ in scope.cues.get(cue, ())]
    only = min(start for start, _ in scope.cues["exclusive"])
    if behind.mention is None or not compared or not scope.has("than"):
        return []
    last = scope.at(behind.mention.span)
    ahead = [one for one in states[:-1] if one.mention and only < scope.at(one.mention.span) < min(compared)]
    if len(ahead) != len(states) - 1 or not min(compared) < last:
        return []
    if any(word.folded == "," for word in scope.words[max(compared) : last]) or only > ONLY_WITHIN:
        return []
    is_top = not scope.has("smaller") or (scope.has("greater") and not is_least(scope))
    place = Place(exactly(len(ahead) + 1), is_top, min(compared))
    members = groups[0].members if groups else ()
    found = [one for one in meant_by(soften(scope), desk, Operation.RANK) if annual(one.resource)]
    for meant in [one for one in found if not is_narrow(one, behind)][:1]:
        finding = _finding(scope, desk, meant, behind, place, members)
        if finding is None:
            return []
        if not finding.comparison.holds:
            return [replace(settle([finding], [finding.reading.period], desk.today), reads_negation=True)]
        others = [
            _finding(scope, desk, meant, one, replace(place, bounds=at_most(len(ahead))), members) for one in ahead
        ]
        if any(one is None for one in others):
            return []
        every = [finding, *(one for one in others if one is not None)]
        return [replace(settle([one], [one.reading.period], desk.today), reads_negation=True) for one in every]
    return []


def _rivals(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    subject: Subject,
    states: list[Subject],
    place: Place,
    members: tuple[str, ...],
) -> list[Part]:
    """Return the parts of who is said to be ahead or behind: "deuxième, derrière l’Allemagne", "devant le Japon"."""
    found = []
    ends = [(high, word) for low, high in scope.cues.get("placed", ()) for word in [scope.words[low].folded]]
    for state in states:
        if state == subject or state.mention is None or place.is_bound:
            continue
        at = scope.at(state.mention.span)
        leading = [word for end, word in ends if end <= at and not is_broken(scope, end, at)]
        if not leading:
            continue
        bounds = at_least(place.last + 1) if leading[-1] in AHEAD_OF else at_most(place.last - 1)
        if bounds.high == 0:
            continue
        one = _finding(scope, desk, meant, state, replace(place, bounds=bounds), members)
        if one is not None:
            found.append(settle([one], [one.reading.period], desk.today))
    return found


def is_close(rows: Sequence[Row], place: int, rank: int, tolerance: Decimal) -> bool:
    """Say whether the table's own tolerance may move an entity into the place claimed, or out of it."""
    own = Decimal(rows[place - 1]["value"] or "0")
    rivals = [rank - 1] if rank != place else [place - 2, place]
    return any(
        abs(Decimal(rows[at]["value"] or "0") - own) <= abs(own) * tolerance for at in rivals if 0 <= at < len(rows)
    )


def _is_doubtful(rows: Sequence[Row], place: int, claimed: Place, tolerance: Decimal) -> bool:
    """Say whether the table's tolerance may move an entity into the places claimed, or out of them."""
    bounds = claimed.bounds
    if bounds.low is not None and bounds.high is not None:
        return is_close(rows, place, claimed.last, tolerance)
    own, edge = Decimal(rows[place - 1]["value"] or "0"), claimed.last
    if bounds.high is not None:
        rival = edge if place <= edge else edge - 1
    else:
        rival = edge - 2 if place >= edge else edge - 1
    return 0 <= rival < len(rows) and abs(Decimal(rows[rival]["value"] or "0") - own) <= abs(own) * tolerance


def _finding(
    scope: Scope, desk: Desk, meant: Meant, subject: Subject, claimed: Place, within: tuple[str, ...]
) -> Finding | None:
    resource, lang = meant.resource, scope.lang
    rank = claimed.last
    asked = ask(scope, desk, meant, None, subject)
    end = ended(scope, desk, meant) if asked is None else None
    if end is None and (asked is None or not asked[0].rows):
        return None
    period = str(end.year) if end else (asked and rows_of(asked[0])[0]["period"]) or ""
    aside = sorted({row["entity"] or "" for row in resource.rows()} - desk.tables.states)
    query = desk.tables.query(
        resource,
        RANKED + ("DESC" if claimed.is_from_top else "ASC") + ", entity",
        {"entity": subject.id, "period": period, "without": " ".join(aside), "within": " ".join(within)},
    )
    try:
        run = Run.of("rank", query)
    except NothingToCompute:
        return None
    comparison = compare_number(claimed.bounds, run.outcome.numbers, tolerance=Decimal(0), unit="", lang=lang)
    place = int(run.outcome.numbers[0])
    rows = rows_of(query)
    if end is not None and not place_lasts(resource, end, subject.id, rows, claimed):
        return None
    ranked = Counter(row["period"] for row in resource.rows() if not within or row["entity"] in within)
    is_thin = 2 * len(rows) < max(ranked.values(), default=0)
    # A period of which the table has few entities shows at most that others are ahead.
    if is_thin and (comparison.holds or claimed.bounds.high is None or place < claimed.bounds.high):
        return None
    mine = next(row for row in rows if row["entity"] == subject.id)
    ahead = [row for row in rows[: max(place - 1, rank)] if row["entity"] != subject.id][
        : max(rank, 1) if place > rank else rank - 1
    ]
    is_doubtful = _is_doubtful(rows, place, claimed, resource.tolerance)
    if is_doubtful and not comparison.holds:
        return None
    if not comparison.holds and not scope.times and TRADED & meant.match.measure.named:
        return None  # sales of one year say little of a rank told without one
    cells = [make_cell(resource, row, ("entity", "period"), "value", lang=lang) for row in (mine, *ahead)]
    return finding_of_place(
        scope,
        desk,
        meant,
        run,
        comparison,
        [(row["entity"] or "", Decimal(row["value"] or "0")) for row in rows],
        entity=subject.id,
        period=period,
        cells=cells,
        caveats=(Caveat.DEPENDS_ON_DEFINITION,) if is_doubtful else (),
    )
