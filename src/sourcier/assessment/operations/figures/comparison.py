"""Two entities set side by side on one measure: more, less, so many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, is_borderline
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.margins import told_otherwise
from sourcier.assessment.operations.figures import against, sexes, unions
from sourcier.assessment.operations.figures.alternatives import Alternative, with_alternatives
from sourcier.assessment.operations.figures.around import opens_as_relative, whole_of
from sourcier.assessment.operations.figures.cherry import in_other_years
from sourcier.assessment.operations.figures.compared import claimed
from sourcier.assessment.operations.figures.denominators import in_other_forms
from sourcier.assessment.operations.figures.lasting import ended, factors, order
from sourcier.assessment.operations.figures.lookup import ask, is_narrow
from sourcier.assessment.operations.figures.pairs import RELATIVE, pair_finding
from sourcier.assessment.operations.figures.peers import other_peers
from sourcier.assessment.operations.figures.series import ONE, Meant, annual, meant_by, settle, share_unasked
from sourcier.assessment.periods import last_known_year, time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Comparison, Finding, NumberComparison, Operation, Query
from sourcier.core.language import Comparator

ESTIMATE = (
    "SELECT * FROM {table} "
    "WHERE subject = $subject AND measure = $measure AND as_of >= CAST($first AS DATE) "
    "AND as_of <= CAST($last AS DATE) "
    "ORDER BY issued DESC LIMIT 1"
)
TWICE, HALF = Decimal(2), Decimal("0.5")


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that compares two states, if the claim does."""
    if scope.has("sum") and (scope.has("greater", "smaller", "than", "equal") or claimed(scope) is not None):
        return against.check(whole_of(scope, desk), desk)
    if scope.has("than", "equal", "greater", "smaller", "multiplied") or scope.quantities:
        whole = whole_of(scope, desk)
        if any(whole.words[low].span.start >= scope.claim.span.end for low, _ in whole.cues.get("sum", ())):
            return []  # "than the United States | and China put together": half a yardstick is none
    subjects = subjects_of(scope, desk.tables, desk.today)
    if sexes.are_compared(scope):
        return sexes.check(scope, desk)
    states = [one for one in subjects if not one.members and one.id != WORLD]
    if opens_as_relative(scope) and len(states) == 1 and scope.quantities:
        scope, states = _completed(scope, desk, states[0])
    if len(subjects) == 2 and len(states) < 2 and unions.are_measured(scope, subjects):
        states = subjects
    if len(states) != 2 or (any(one.members for one in subjects) and states != subjects) or scope.has("exclusive"):
        return []
    said = claimed(scope)
    if said is None:
        return []
    function = said.function
    is_turned = _is_turned(scope, states)
    if is_turned:
        states.reverse()
    if said.is_turned:
        states.reverse()
    found = meant_by(scope, desk, Operation.COMPARISON, shapes=("series", "estimate"))
    found.sort(
        key=lambda one: (share_unasked(scope, one), -round(one.match.probability, 1), one.resource.shape != "series")
    )
    for meant in found:
        bounds = said.sized(meant.match.measure.unit, meant.match.measure.known, scope)
        is_unknown = any(one.members and is_narrow(meant, one) for one in states)
        if bounds is None or is_unknown or share_unasked(scope, meant):
            continue
        pair = [_query(scope, desk, meant, one) for one in states]
        queries = [query for query in pair if query is not None and query.rows]
        if len(queries) == 2 and _same_period(queries):
            finding = pair_finding(scope, desk, meant, states, queries, function, bounds)
            if finding is not None and (
                is_too_near(finding.comparison, function, bounds, meant.resource.tolerance)
                or (
                    (said.size is not None or function == "difference")
                    and _is_within(finding, queries, meant.resource.tolerance)
                )
            ):
                return []
            if finding is not None:
                periods = [row.get("period") or "" for query in queries for row in rows_of(query)]
                doubts = [Caveat.IMPRECISE] if is_borderline(finding.comparison) else []
                doubts += told_otherwise(finding.comparison, meant.match.measure) if function == "difference" else []
                doubts += _turned_since(scope, desk, meant, states, finding) if function == "difference" else []
                finding, note = in_other_years(finding, scope, desk, meant.resource, function, bounds)
                if finding.comparison.holds and not doubts and not scope.has("level"):
                    # "eight times more" is told of extremes: what is asked of other peers is more or less alone
                    is_in_order = function == "difference" and said.size is None and not is_turned
                    told = _under_other_choices(scope, desk, meant, queries, function, bounds, is_in_order=is_in_order)
                    finding, note = with_alternatives(finding, note, told)
                known = [period for period in periods if period]
                return [settle([finding], known, desk.today, note=note, doubts=doubts)]
        elif found.index(meant) == 0:
            gone = states[0] if not (pair[0] and pair[0].rows) else states[1]
            desk.missing.append(
                say(
                    "missing_row" if scope.times else "missing_value",
                    scope.lang,
                    measure=meant.match.measure.title(scope.lang),
                    entity=desk.tables.label(gone.id, scope.lang),
                    period=", ".join(time.text for time in scope.times),
                )
            )
    if states[1].members and not said.is_turned:
        return against.check(scope, desk)
    is_asked = function in {"difference", "ratio"} and said.size is None and not scope.has("level")
    return _lasting(scope, desk, found, states, function, said.bounds) if is_asked else []


def _lasting(
    scope: Scope, desk: Desk, found: Sequence[Meant], states: Sequence[Subject], function: str, bounds: Bounds
) -> list[Part]:
    """Return the part that a table of some years ago still bears out: an order that nothing has turned since."""
    for meant in found:
        end = ended(scope, desk, meant, is_sized=function == "ratio")
        if end is None or share_unasked(scope, meant):
            continue
        sign = order(meant.resource, end, (states[0].id,), (states[1].id,))
        if function == "ratio":
            ends = factors(meant.resource, end, states[0].id, states[1].id)
            sign = int(ends is not None and len({_holds(bounds, each) for each in ends}) == 1)
        asked = [{"entity": one.id, "period": str(end.year)} for one in states]
        queries = [desk.tables.query(meant.resource, ONE, each) for each in asked]
        if not sign or not all(query.rows for query in queries):
            return []
        finding = pair_finding(scope, desk, meant, states, queries, function, bounds)
        note = end.note(scope.lang)
        return [] if finding is None else [settle([finding], [str(end.year)], desk.today, note=note)]
    return []


def _holds(bounds: Bounds, factor: float) -> bool:
    low, high = bounds.low, bounds.high
    return (low is None or factor >= low) and (high is None or factor <= high)


def _under_other_choices(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    queries: Sequence[Query],
    function: str,
    bounds: Bounds,
    *,
    is_in_order: bool,
) -> list[Alternative]:
    """Return what other denominators and, where the yardstick is the second of the two, other peers give."""
    if meant.resource.shape != "series":
        return []
    rows = [rows_of(query)[0] for query in queries]
    peers = other_peers(desk, meant, rows, function, bounds, scope.lang) if is_in_order else []
    return [*in_other_forms(desk, meant, rows, scope.lang), *peers]


def is_too_near(found: Comparison, function: str, bounds: Bounds, tolerance: Decimal) -> bool:
    """Say whether a factor or a gap misses by so little that the word for it, or the tables, may still bear it."""
    if not isinstance(found, NumberComparison) or found.holds or function not in RELATIVE:
        return False
    gap = min(abs(found.observed_low - bounds.figure), abs(found.observed_high - bounds.figure))
    if function == "ratio":
        return bounds.comparator is Comparator.APPROX and bounds.figure >= TWICE and gap <= HALF
    return gap <= HALF + tolerance * 100 * (1 + abs(found.observed_low) / 100)


def _turned_since(scope: Scope, desk: Desk, meant: Meant, states: Sequence[Subject], finding: Finding) -> list[Caveat]:
    """Return the doubt on an order of today that only the last table known by then has the other way round."""
    found, used = finding.comparison, finding.reading.period
    if not isinstance(found, NumberComparison) or found.holds or scope.times or meant.resource.shape != "series":
        return []
    rows = [
        {
            row["period"] or "": Decimal(row["value"] or "0")
            for row in meant.resource.rows()
            if row["entity"] == state.id and used < (row["period"] or "") <= str(desk.today.year)
        }
        for state in states
    ]
    later = [rows[0][year] - rows[1][year] for year in rows[0] if year in rows[1]]
    low, high = found.claimed_low, found.claimed_high
    is_turned = any((low is None or gap >= low) and (high is None or gap <= high) for gap in later)
    return [Caveat.ONLY_KNOWN_LATER] if is_turned else []


def _is_within(finding: Finding, queries: Sequence[Query], tolerance: Decimal) -> bool:
    """Say whether a difference misses by less than the tables may err in the figures that it is of."""
    found = finding.comparison
    if not isinstance(found, NumberComparison) or found.holds:
        return False
    largest = max(abs(Decimal(row.get("value") or row.get("low") or "0")) for one in queries for row in rows_of(one))
    ends = [end for end in (found.claimed_low, found.claimed_high) if end is not None]
    return min(abs(found.observed_low - end) for end in ends) <= tolerance * largest


def _completed(scope: Scope, desk: Desk, state: Subject) -> tuple[Scope, list[Subject]]:
    """Return a relative clause with whom it compares its name to, and when, as the rest of its sentence says."""
    whole = whole_of(scope, desk)
    named = subjects_of(whole, desk.tables, desk.today)
    others = [one for one in named if one.id != state.id and not one.members and one.id != WORLD]
    if len(named) != len(others) + 1:
        return scope, [state]
    times = scope.times or (whole.times if len(whole.times) == 1 else ())
    return replace(scope, times=times), [state, *others]


def _is_turned(scope: Scope, states: Sequence[Subject]) -> bool:
    """Say whether the first name is the yardstick: "Passée devant le Japon, l’Allemagne …", "is outspent by"."""
    one, two = (state.mention for state in states)
    if one is None or two is None:
        return False
    first, second = scope.at(one.span), scope.at(two.span)
    before = {word.folded for word in scope.words[max(first - 3, 0) : first]}
    than = [at for at, word in enumerate(scope.words[:first]) if word.folded in {"que", "qu", "than"}]
    if than and any(end <= than[-1] for cue in ("greater", "smaller") for _, end in scope.cues.get(cue, ())):
        return True  # "Davantage que la Hongrie, la Belgique …"
    opens = not any(word.token.pos_ in {"NOUN", "PRON"} for word in scope.words[: max(first - 2, 0)])
    if opens and before & {"devant", "derriere", "behind", "unlike", "ahead"}:
        return any(word.folded == "," for word in scope.words[first:second])
    by = [at for at in range(max(first, second - 5), second) if scope.words[at].folded in {"par", "by"}]
    # "plus de CO2 par habitant que la Chine" names nobody by whom it is passed
    return any(":inhabitant" not in scope.words[at + 1].features for at in by) and any(
        first < at < second for cue in ("greater", "smaller", "equal") for at, _ in scope.cues.get(cue, ())
    )


def _same_period(queries: Sequence[Query]) -> bool:
    first, second = (rows_of(query)[0] for query in queries)
    return first.get("period") == second.get("period") and first.get("as_of") == second.get("as_of")


def _query(scope: Scope, desk: Desk, meant: Meant, subject: Subject) -> Query | None:
    if meant.resource.shape == "series":
        if not annual(meant.resource):
            return None
        asked = ask(scope, desk, meant, None, subject)
        return asked[0] if asked else None
    time = time_for(scope, None)
    year = year_of(time) if time else None
    if year is None:
        if scope.times or scope.is_past:
            return None
        year = last_known_year(desk.today)
    parameters = {
        "subject": subject.id,
        "measure": meant.match.measure.measure,
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
    }
    return desk.tables.query(meant.resource, ESTIMATE, parameters)
