"""One entity against several together: "plus de CO2 que les États-Unis, l’Inde et la Russie réunis"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.numbers import Scaled, show, show_amount
from sourcier.assessment.operations.figures.added import estimate_cells, of_one_day
from sourcier.assessment.operations.figures.compared import claimed, says_less
from sourcier.assessment.operations.figures.lasting import ended, order
from sourcier.assessment.operations.figures.lookup import ask
from sourcier.assessment.operations.figures.series import ONE, SEVERAL, Meant, annual, meant_by, settle, share_unasked
from sourcier.assessment.periods import last_known_year, time_for, year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Cell, Finding, Operation, Query
from sourcier.core.language import Comparator

THAN = frozenset({"que", "qu", "than"})
AS = "as"
NEAR_ONE = Decimal("0.02")
"""How near to one a ratio is too near to tell more from less, beside the table's own tolerance."""
NEAR_FACTOR = Decimal("0.5")
"""How near to its bounds a factor is too near to be called wrong: "deux fois" is said of 2.6 as well."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that sets the first of a claim's states against all others together."""
    subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id != WORLD]
    at = _than(scope)
    factor = _factor(scope)
    if at is None or (scope.quantities and factor is None) or any(one.mention is None for one in subjects):
        return []
    first = [one for one in subjects if one.mention and scope.at(one.mention.span) < at]
    rest = [one for one in subjects if one.mention and scope.at(one.mention.span) > at]
    groups = [one for one in rest if one.members]
    if len(first) != 1 or first[0].members or len(groups) > 1 or (not groups and len(rest) < len("ab")):
        return []
    members = groups[0].members if groups else ()
    alone = [one.id for one in rest if not one.members]
    if set(members) & set(alone):
        return []  # who is counted twice is unclear
    together = tuple(one for one in (*members, *alone) if one != first[0].id)
    is_less = says_less(scope)
    softened = _without_sum(scope)
    found = meant_by(softened, desk, Operation.COMPARISON, shapes=("series", "estimate"))
    for meant in found:
        if not meant.match.measure.is_total or share_unasked(scope, meant):
            continue
        queries = _queries(scope, desk, meant, first[0], together)
        bounds = factor or _more_or_less(is_less=is_less)
        finding = queries and _finding(scope, desk, meant, queries, first[0], rest, together, bounds)
        if not finding:
            continue
        ratio = finding.computation.low or Decimal(1)
        if factor is not None and not finding.comparison.holds and _is_near(ratio, factor):
            return []
        is_even = factor is None and abs(ratio - 1) <= meant.resource.tolerance + NEAR_ONE
        doubts = [Caveat.IMPRECISE] if is_even else []
        known = [finding.reading.period] if meant.resource.shape == "series" else []
        return [settle([finding], known, desk.today, doubts=doubts)]
    for meant in found if factor is None else ():
        if part := _lasting(softened, desk, meant, first[0], rest, together, is_less=is_less):
            return part
    return []


def _lasting(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    first: Subject,
    rest: Sequence[Subject],
    together: tuple[str, ...],
    *,
    is_less: bool,
) -> list[Part]:
    """Return the part of a table that ended some years ago, where nothing can have turned the order since."""
    end = ended(scope, desk, meant)
    if end is None or not meant.match.measure.is_total or not order(meant.resource, end, (first.id,), together):
        return []
    queries = _in_year(desk, meant, first, together, str(end.year))
    finding = _finding(scope, desk, meant, queries, first, rest, together, _more_or_less(is_less=is_less))
    return [] if finding is None else [settle([finding], [str(end.year)], desk.today, note=end.note(scope.lang))]


def _in_year(desk: Desk, meant: Meant, first: Subject, together: tuple[str, ...], year: str) -> tuple[Query, Query]:
    one = desk.tables.query(meant.resource, ONE, {"entity": first.id, "period": year})
    return one, desk.tables.query(meant.resource, SEVERAL, {"entities": " ".join(together), "period": year})


def _queries(
    scope: Scope, desk: Desk, meant: Meant, first: Subject, together: tuple[str, ...]
) -> tuple[Query, Query] | None:
    """Return the rows of the one and of the others, of one year; of estimates those of one issuer and day."""
    if meant.resource.shape == "estimate":
        time = time_for(scope, None)
        year = year_of(time) if time else None if scope.times or scope.is_past else last_known_year(desk.today)
        return None if year is None else of_one_day(desk, meant, (first.id,), together, year)
    if not annual(meant.resource):
        return None
    asked = ask(scope, desk, meant, None, first)
    if asked is None or not asked[0].rows:
        return None
    return _in_year(desk, meant, first, together, rows_of(asked[0])[0]["period"] or "")


def _than(scope: Scope) -> int | None:
    """Return where the yardstick begins: the "que", "than" after the comparative, the second "as" of "as … as"."""
    compared = [start for cue in ("greater", "smaller", "equal") for start, _ in scope.cues.get(cue, ())]
    places = [at for at, word in enumerate(scope.words) if word.folded in THAN and compared and at > min(compared)]
    places += [at for at, word in enumerate(scope.words) if word.folded == AS][1:2]
    return min(places, default=None)


def _factor(scope: Scope) -> Bounds | None:
    """Return how many times all others together the first is said to be; None where no such factor is given."""
    said = claimed(scope) if len(scope.quantities) == 1 else None
    is_plain = said is not None and said.function == "ratio" and said.size is None and not said.is_turned
    return said.bounds if said is not None and is_plain and said.bounds.figure > 1 else None


def _is_near(ratio: Decimal, bounds: Bounds) -> bool:
    ends = [end for end in (bounds.low, bounds.high) if end is not None]
    return any(abs(ratio - end) <= NEAR_FACTOR for end in ends)


def _more_or_less(*, is_less: bool) -> Bounds:
    same = Decimal(1)
    return Bounds(None, same, Comparator.LT, same) if is_less else Bounds(same, None, Comparator.GT, same)


def _without_sum(scope: Scope) -> Scope:
    inside = {at for low, high in scope.cues.get("sum", ()) for at in range(low, high)}
    words = tuple(replace(word, role="neutral") if at in inside else word for at, word in enumerate(scope.words))
    return replace(scope, words=words)


def _finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    queries: tuple[Query, Query],
    first: Subject,
    rest: Sequence[Subject],
    together: tuple[str, ...],
    bounds: Bounds,
) -> Finding | None:
    resource, lang, unit = meant.resource, scope.lang, meant.match.measure.unit
    one, others = queries
    if len(others.rows) < len(together):
        return None
    try:
        run = Run.of("ratio", one, others)
    except NothingToCompute:
        return None
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="times", lang=lang)
    mine = Decimal(_figure(rows_of(one)[0]))
    theirs = [Decimal(_figure(row)) for row in rows_of(others)]
    is_series = resource.shape == "series"
    period = rows_of(one)[0]["period" if is_series else "as_of"] or ""
    scaled = Scaled.of(max(mine, *theirs), "", lang)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COMPARISON,
        resource=resource,
        lang=lang,
        statement=say(
            "against_all",
            lang,
            measure=meant.match.measure.title(lang),
            period=period[:4],
            first=desk.tables.label(first.id, lang),
            one=show_amount(mine, unit, lang),
            others=join([desk.tables.label(each.id, lang) for each in rest], lang),
            two=show_amount(sum(theirs, Decimal(0)), unit, lang),
        ),
        expression=f"{scaled.plain(mine)} / ({scaled.sum('+', theirs)}) = {show(run.outcome.numbers[0], lang)}",
        cells=[cell for query in queries for cell in _cells(meant, query, lang)],
        unit="times",
        entities=(first.id, *together),
        period=period[:4],
        caveats=() if is_series else (Caveat.SINGLE_SOURCE,),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )


def _figure(row: Row) -> str:
    return row.get("value") or row.get("low") or "0"


def _cells(meant: Meant, query: Query, lang: Lang) -> list[Cell]:
    if meant.resource.shape == "series":
        return series_cells(meant.resource, query, lang)
    return estimate_cells(meant, rows_of(query), lang)
