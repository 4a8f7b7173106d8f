"""Several entities together: their sum, and their share of the world."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.margins import is_rounded_share
from sourcier.assessment.numbers import show, show_amount
from sourcier.assessment.operations.figures.added import estimated
from sourcier.assessment.operations.figures.around import has_own_figures, listed
from sourcier.assessment.operations.figures.lookup import ask
from sourcier.assessment.operations.figures.series import ONE, SEVERAL, Meant, annual, bounds_for, meant_by, settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import WORLD, Subject, subjects_of
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation, Query
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

NEARLY_ALL = 0.97
ADDING = read_words("figure_words", "adding")
MANKIND = read_words("figure_words", "mankind")
YARDSTICKS = frozenset({"que", "qu", "than", "as"})
MOST_STATES = 170
"""States whose figures, added up, stand for the world's where a table has no row for it."""
MISSING = Decimal("0.1")
"""Part of the world that the figures of all states may leave out: ships and planes, what no state reports."""
FRACTION_SLACK = Decimal("0.02")
"""What "un quart", "a third" allow on each side, in the share itself."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that add up entities, or set them against the world or a group that they are of."""
    scope = listed(scope, desk)
    subjects = [one for one in subjects_of(scope, desk.tables, desk.today) if one.id != WORLD]
    whole = _whole(scope, subjects)
    subjects = [one for one in subjects if one != whole]
    together = _together(subjects)
    if not together or _counts_twice(desk, subjects):
        return []
    if _is_of_others(scope) or _is_set_against(scope, subjects):
        return []
    parts = []
    for quantity in scope.quantities:
        is_part = quantity.unit in {"%", "1"} and not scope.has("up", "down")
        is_share = (scope.has("world") or whole is not None) and is_part
        is_sum = len(together) > 1 and (scope.has("sum") or any(one.members for one in subjects)) and not is_share
        is_sum = is_sum and not has_own_figures(scope, subjects)
        if is_share or (is_sum and whole is None):
            part = _part(scope, desk, quantity, subjects, together, is_share=is_share, whole=whole)
            if part is not None:
                parts.append(part)
    return parts


def _is_of_others(scope: Scope) -> bool:
    """Say whether other things are added up ("additionnez les voix de …"), or a part of mankind only does something."""
    ends = [high for low, high in scope.cues.get("sum", ()) if scope.words[low].folded in ADDING]
    named = [next((word for word in scope.words[end:] if word.role != "stop"), None) for end in ends]
    is_doing = any(word.folded in MANKIND for word in scope.words) and not scope.has("share")
    return is_doing or any(word is None or word.role != "entity" for word in named)


def _is_set_against(scope: Scope, subjects: list[Subject]) -> bool:
    """Say whether one of the names is measured against the others, and not added to them: "than A and B combined"."""
    places = sorted(scope.at(one.mention.span) for one in subjects if one.mention is not None)
    return any(
        word.folded in YARDSTICKS and not any(one.span.contains(word.span) for one in scope.quantities)
        for word in (scope.words[places[0] : places[-1]] if places else ())
    )


def _counts_twice(desk: Desk, subjects: list[Subject]) -> bool:
    """Say whether a group has a union among its members, whose own members it may have as well: the G20."""
    return any(member not in desk.tables.states for one in subjects for member in one.members)


def _whole(scope: Scope, subjects: list[Subject]) -> Subject | None:
    """Return the group that a share is taken of: "la moitié du PIB de l’Union", "a quarter of the EU’s output"."""
    groups = [one for one in subjects if one.members and one.mention is not None]
    shares = [one for one in scope.quantities if one.unit in {"%", "1"}]
    if len(groups) != 1 or len(subjects) < 2 or len(shares) != 1 or scope.has("world"):
        return None
    mention = groups[0].mention
    at, figure = scope.at(mention.span) if mention else 0, scope.at(shares[0].span)
    between = [word.folded for word in scope.words[figure:at]]
    names = [scope.at(one.mention.span) for one in subjects if one.mention and one != groups[0]]
    inside = groups[0].members
    is_of = bool({"de", "du", "des", "d", "of"} & set(between)) or [w.folded for w in scope.words[at + 1 : at + 2]] == [
        "s"
    ]
    is_subject = all(name < figure for name in names)
    return (
        groups[0]
        if at > figure and is_of and is_subject and all(one.id in inside for one in subjects if one != groups[0])
        else None
    )


def _together(subjects: list[Subject]) -> tuple[str, ...]:
    """Return the states meant; none when a group stands beside others: who is counted twice is unclear."""
    groups = [one for one in subjects if one.members]
    if groups:
        return groups[0].members if len(subjects) == 1 else ()
    return tuple(one.id for one in subjects)


def _part(
    scope: Scope,
    desk: Desk,
    quantity: Quantity,
    subjects: list[Subject],
    together: tuple[str, ...],
    *,
    is_share: bool,
    whole: Subject | None,
) -> Part | None:
    operation = Operation.SHARE if is_share else Operation.SUM
    shapes = ("series", "estimate")
    for meant in meant_by(scope, desk, operation, None if is_share else quantity, shapes=shapes):
        unit = meant.match.measure.unit
        if meant.resource.shape == "estimate":
            finding = estimated(scope, desk, meant, quantity, subjects, together, is_share=is_share)
            if finding is not None and whole is None:
                is_near = is_borderline(finding.comparison) or is_rounded_share(finding.comparison)
                return settle([finding], [], desk.today, doubts=[Caveat.IMPRECISE] if is_near else [])
            continue
        if not annual(meant.resource) or unit.startswith("%") or " per " in unit or unit in {"years", "score"}:
            continue
        asked = ask(scope, desk, meant, quantity, Subject(together[0], None))
        if asked is None:
            continue
        period = (rows_of(asked[0])[0]["period"] or "") if asked[0].rows else asked[1]
        finding = _finding(scope, desk, meant, quantity, subjects, together, period, is_share=is_share, whole=whole)
        if finding is None:
            continue
        doubts = [Caveat.IMPRECISE] if is_borderline(finding.comparison) else []
        return settle([finding], [period], desk.today, doubts=doubts)
    return None


def _denominator(desk: Desk, resource: Resource, whole: Subject | None, period: str) -> Query:
    """Return the query for what a share is taken of: a group's members, the world's own row, else all states."""
    if whole is not None:
        return desk.tables.query(resource, SEVERAL, {"entities": " ".join(whole.members), "period": period})
    world = desk.tables.query(resource, ONE, {"entity": WORLD, "period": period})
    if world.rows:
        return world
    every = " ".join(sorted(desk.tables.states))
    return desk.tables.query(resource, SEVERAL, {"entities": every, "period": period})


def _is_complete(resource: Resource, query: Query, whole: Subject | None) -> bool:
    """Say whether the rows of all states make a world: as many as the table ever has, and most states there are."""
    if whole is not None:
        return True
    years = Counter(row["period"] for row in resource.rows())
    return len(query.rows) >= max(NEARLY_ALL * max(years.values()), MOST_STATES)


def _finding(
    scope: Scope,
    desk: Desk,
    meant: Meant,
    quantity: Quantity,
    subjects: list[Subject],
    together: tuple[str, ...],
    period: str,
    *,
    is_share: bool,
    whole: Subject | None,
) -> Finding | None:
    resource, lang = meant.resource, scope.lang
    unit = "%" if is_share else meant.match.measure.unit
    parts = desk.tables.query(resource, SEVERAL, {"entities": " ".join(together), "period": period})
    if len(parts.rows) < len(together):
        have = {row[0] for row in parts.rows}
        gone = join([desk.tables.label(one, lang) for one in together if one not in have], lang)
        desk.missing.append(
            say("missing_row", lang, measure=meant.match.measure.title(lang), entity=gone, period=period)
        )
        return None
    queries = [parts]
    if is_share:
        queries.append(_denominator(desk, resource, whole, period))
        if whole is not None and len(queries[1].rows) < len(whole.members):
            return None
        if not queries[1].rows or (len(queries[1].rows) > 1 and not _is_complete(resource, queries[1], whole)):
            return None
    try:
        run = Run.of("share" if is_share else "total", *queries)
    except NothingToCompute:
        return None
    bounds = bounds_for(scope, quantity).scaled(Decimal(100) if is_share and quantity.unit == "1" else meant.factor)
    if is_share and quantity.unit == "1" and bounds.low == bounds.high and bounds.low is not None:
        slack = FRACTION_SLACK * 100
        bounds = Bounds(bounds.low - slack, bounds.figure + slack, bounds.comparator, bounds.figure)
    low, high = run.outcome.numbers
    comparison = compare_number(bounds, (low, high), tolerance=resource.tolerance, unit=unit, lang=lang)
    if is_share and whole is None and len(queries[1].rows) > 1 and not comparison.holds:
        # The sum of all states may fall short of the world, and then a share of it is too high.
        wider = (low * (1 - MISSING), high)
        if compare_number(bounds, wider, tolerance=resource.tolerance, unit=unit, lang=lang).holds:
            return None
    names = [desk.tables.label(one.id, lang) for one in subjects]
    added = [Decimal(row["value"] or "0") for row in rows_of(parts)]
    plus = " + ".join(show(value, lang) for value in added[:5]) + (" + …" if len(added) > 5 else "")
    key = "share_is" if is_share else "sum_is"
    base = sum((Decimal(row["value"] or "0") for row in rows_of(queries[1])), Decimal(0)) if is_share else Decimal(0)
    if whole is not None:
        key = "share_of"
    expression = f"({plus}) / {show(base, lang)} = {show(low, lang)} %" if is_share else f"{plus} = {show(low, lang)}"
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.SHARE if is_share else Operation.SUM,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            measure=meant.match.measure.title(lang),
            entities=join(names, lang),
            whole=desk.tables.label(whole.id, lang) if whole else "",
            count=str(len(together)),
            period=period,
            value=show_amount(low, unit, lang),
        ),
        expression=expression,
        cells=[cell for query in queries for cell in series_cells(resource, query, lang)],
        unit=unit,
        entities=together,
        period=period,
        caveats=(Caveat.IMPRECISE,) if is_imprecise(comparison, bounds.figure) else (),
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
