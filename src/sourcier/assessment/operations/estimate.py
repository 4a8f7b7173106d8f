"""Figures that issuers put on a thing: losses, arsenals, budgets. Who says what, about what exactly, as of when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_borderline, is_imprecise, show_day
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import unit_names
from sourcier.assessment.margins import is_outgrown
from sourcier.assessment.numbers import show, show_range
from sourcier.assessment.operations import wars
from sourcier.assessment.operations.issuers import Said, against_interest, issuer_fits
from sourcier.assessment.operations.losses import casualties, is_source, is_toll, measures_said
from sourcier.assessment.operations.series import bounds_for, meant_by
from sourcier.assessment.periods import time_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.wording import inside, issuer_name, join, say, sentence, short_name
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Verdict
from sourcier.core.language import Quantity

PICK = (
    "SELECT * FROM {table} WHERE subject = $subject AND measure = $measure AND issuer = $issuer "
    "AND as_of = CAST($as_of AS DATE) AND issued = CAST($issued AS DATE)"
)
FRESH = timedelta(days=400)
"""How old an estimate may be, next to the day the claim speaks of."""
NAMED_ISSUERS = 3
"""Issuers that one sentence names; the findings have them all."""
IN_SCALE = re.compile(r" (?:en|in) (?:milli(?:er|on|ard)|thousand|million|billion)s$")
"""A title's word on how its figures are written: they carry their own."""
DAYS = {"month": Decimal("30.4375"), "year": Decimal("365.25"), "week": Decimal(7), "day": Decimal(1)}


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a figure that some issuer has estimated."""
    parts = []
    for quantity in scope.quantities:
        if quantity.unit in {"a", "mo", "d", "wk", "h", "pp"} or (scope.has("world") and quantity.unit == "%"):
            continue
        if quantity.per is not None and (quantity.per not in DAYS or not is_toll(scope, quantity)):
            continue
        rows = casualties(scope, desk) if is_toll(scope, quantity) else _other(scope, desk, quantity)
        if rows:
            part = _part(scope, desk, quantity, rows)
            if part is not None:
                parts.append(part)
    return parts


def _other(scope: Scope, desk: Desk, quantity: Quantity) -> list[Said]:
    """Return the rows of an estimate other than losses: the measure by its words, the subject by id."""
    subjects = [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if not (one.mention and is_source(scope, one.mention.span.start))
    ]
    if not subjects:
        return []
    all_meant = meant_by(scope, desk, Operation.ESTIMATE, quantity, shapes=("series", "estimate"))
    if not all_meant or all_meant[0].resource.shape != "estimate":
        return []
    top = all_meant[0]
    subject = subjects[0].id
    if len([one for one in subjects if one.id in desk.tables.states]) > 1:
        return []
    wanted = (top.match.measure.measure, subject)
    found = [Said(top.resource, row) for row in top.resource.rows() if (row["measure"], row["subject"]) == wanted]
    if not found:
        label = desk.tables.label(subject, scope.lang)
        desk.missing.append(
            say("missing_row", scope.lang, measure=top.match.measure.title(scope.lang), entity=label, period="–")
        )
    return found


def _reference(scope: Scope, desk: Desk, quantity: Quantity) -> tuple[date, date]:
    """Return the days between which a figure's `as_of` must lie."""
    time = time_for(scope, quantity)
    if time is not None and time.mod in {"at", "approx"} and time.end is not None and time.start is not None:
        last = min(time.end - timedelta(days=1), desk.today)
        return max(last - FRESH, min(time.start, last) - FRESH), last
    return desk.today - FRESH, desk.today


def _latest(rows: Sequence[Said], first: date, last: date) -> list[Said]:
    """Return for each issuer and measure its latest figure of the time."""
    newest: dict[tuple[str, str, str], Said] = {}
    for one in rows:
        if first <= one.as_of <= last:
            key = (one.row["issuer"] or "", one.row["measure"] or "", one.row.get("scope") or "")
            have = newest.get(key)
            if have is None or (have.as_of, have.issued) < (one.as_of, one.issued):
                newest[key] = one
    return sorted(newest.values(), key=lambda one: (one.as_of, one.issued), reverse=True)


def _part(scope: Scope, desk: Desk, quantity: Quantity, rows: list[Said]) -> Part | None:
    attributed = [one for one in rows if issuer_fits(scope, desk, one)]
    first, last = _reference(scope, desk, quantity)
    chosen = _latest(attributed or rows, first, last)
    if not chosen and attributed:
        chosen = _latest(attributed, date.min, last)
    if not chosen and all(one.row["party"] in {None, ""} for one in rows):
        chosen = _latest(rows, last - 2 * FRESH, last)
    if not chosen:
        return None
    wanted = measures_said(scope) if is_toll(scope, quantity) else ()
    if attributed:
        own = [one for one in chosen if not wanted or one.row["measure"] in wanted] or chosen
        chosen = own[:1]
    bounds = bounds_for(scope, quantity)
    sums = ""
    if quantity.per is not None:
        war = wars.current(desk)
        if war is None:
            return None
        spans = Decimal((desk.today - war.start).days) / DAYS[quantity.per]
        bounds = bounds.scaled(spans.quantize(Decimal("0.1")))
        bounds = Bounds(
            bounds.figure * Decimal("0.9"), bounds.figure * Decimal("1.1"), bounds.comparator, bounds.figure
        )
        sums = say(
            "rate_times",
            scope.lang,
            rate=quantity.text,
            start=show_day(war.start, scope.lang),
            day=show_day(desk.today, scope.lang),
            spans=show(spans.quantize(Decimal("0.1")), scope.lang),
            unit=unit_names(f"{quantity.per}s", scope.lang),
            total=show(bounds.figure.quantize(Decimal(1)), scope.lang),
        )
    findings = [_finding(scope, desk, one, bounds, exact=not wanted or one.row["measure"] in wanted) for one in chosen]
    findings.sort(key=lambda one: (one.verdict is not Verdict.SUPPORTED, -one.probability))
    verdicts = {one.verdict for one in findings}
    verdict = Verdict.CONFLICTING if len(verdicts) > 1 else findings[0].verdict
    earlier = {finding.verdict for finding in findings if (finding.cells[0].issued or desk.today) <= desk.today}
    before = None if not earlier else Verdict.CONFLICTING if len(earlier) > 1 else next(iter(earlier))
    caveats = _caveats(chosen, verdict, late=any(one.issued > desk.today for one in chosen))
    if verdict is Verdict.REFUTED and len(findings) == 1 and is_imprecise(findings[0].comparison, bounds.figure):
        caveats.append(Caveat.IMPRECISE)
    speaks_against = verdict is Verdict.REFUTED and against_interest(desk, chosen, bounds)
    is_alone = (
        not speaks_against
        and not attributed
        and verdict is not Verdict.CONFLICTING
        and all(one.row["party"] for one in chosen)
    )
    doubted = [one for one in findings if _decides_nothing(scope, quantity, one, min(last, desk.today))]
    if len(doubted) == len(findings):
        caveats.append(Caveat.IMPRECISE if is_borderline(findings[0].comparison) else Caveat.OUTDATED)
    if is_alone or len(doubted) == len(findings):
        # A party to the conflict is heard, and never decides alone; nor does a count in doubt.
        verdict, before = Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE
    first_issuer = findings[0].cells[0].issuer
    issuers = [short_name(_issuer(desk, one, scope)) for one in chosen if one.row["issuer"] != first_issuer]
    issuers, note = list(dict.fromkeys(issuers)), sums
    if issuers and not sums:
        note = say("issuers", scope.lang, issuers=join(issuers, scope.lang, limit=NAMED_ISSUERS))
    return Part(tuple(findings), verdict, tuple(caveats), before or Verdict.NOT_ENOUGH_EVIDENCE, note)


def _decides_nothing(scope: Scope, quantity: Quantity, finding: Finding, day: date) -> bool:
    """Say whether a count passes a bound by its tolerance alone, or is too old for losses that go on."""
    found = finding.comparison
    if is_borderline(found):
        return True
    as_of = date.fromisoformat(finding.reading.period[:10])
    return isinstance(found, NumberComparison) and is_toll(scope, quantity) and is_outgrown(found, as_of, day)


def _caveats(chosen: Sequence[Said], verdict: Verdict, *, late: bool) -> list[Caveat]:
    caveats = []
    if len({one.row["measure"] for one in chosen}) > 1:
        caveats.append(Caveat.DEPENDS_ON_DEFINITION)
    if any(one.row["party"] for one in chosen):
        caveats.append(Caveat.INTERESTED_SOURCE)
    if len({one.row["issuer"] for one in chosen}) == 1 and verdict is not Verdict.CONFLICTING:
        caveats.append(Caveat.SINGLE_SOURCE)
    if late:
        caveats.append(Caveat.ONLY_KNOWN_LATER)
    return caveats


def _issuer(desk: Desk, one: Said, scope: Scope) -> str:
    issuer = one.row["issuer"] or ""
    return issuer_name(issuer, desk.tables.label(issuer, scope.lang), scope.lang)


def _finding(scope: Scope, desk: Desk, one: Said, bounds: Bounds, *, exact: bool) -> Finding:
    lang, row, resource = scope.lang, one.row, one.resource
    keys = {name: row[name] or "" for name in ("subject", "measure", "issuer", "as_of", "issued")}
    query = desk.tables.query(resource, PICK, keys)
    run = Run.of("spread", query)
    low, high = run.outcome.numbers
    unit = row.get("unit") or ""
    factor = Decimal(100) if unit.startswith("%") and bounds.figure <= 1 else Decimal(1)
    comparison = compare_number(bounds.scaled(factor), (low, high), tolerance=resource.tolerance, unit=unit, lang=lang)
    value = row["low"] or "" if low == high else f"{row['low']}–{row['high']}"
    column = "low" if low == high else "low–high"
    label = desk.tables.label(row["subject"] or "", lang)
    measure = _title(desk, one, lang)
    party = desk.tables.label(row["party"], lang) if row["party"] else ""
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.ESTIMATE,
        resource=resource,
        lang=lang,
        statement=say(
            "estimated",
            lang,
            subject=label,
            measure=inside(measure),
            value=show_range(low, high, unit, lang),
            issuer=_issuer(desk, one, scope),
            day=show_day(one.as_of, lang),
            party=say("speaks_for", lang, party=party) if party else "",
        ),
        expression=show_range(low, high, unit, lang),
        cells=[
            make_cell(
                resource,
                row,
                ("subject", "measure", "issuer", "as_of"),
                column,
                lang=lang,
                value=value,
                unit=unit,
                label=measure,
            )
        ],
        measure=measure,
        definition=_definition(one, measure, lang),
        unit=unit,
        entities=(row["subject"] or "",),
        period=row["as_of"] or "",
        caveats=(Caveat.INTERESTED_SOURCE,) if party else (),
        probability=0.9 if exact else 0.6,
    )


def _title(desk: Desk, one: Said, lang: Lang) -> str:
    """Return what a row measures: our own words for losses, the table's for the rest."""
    measure = one.row["measure"] or ""
    if measure in NAMED:
        return say(f"measure_{measure}", lang)
    known = (each for each in desk.measures.all if each.resource == one.resource and each.measure == measure)
    title = next((each.title(lang) for each in known), measure.replace("_", " "))
    return IN_SCALE.sub("", title)


def _definition(one: Said, measure: str, lang: Lang) -> str:
    """Return what the table says of one of its measures ("code : words ; code : words"), else the measure's label."""
    code = re.escape(one.row["measure"] or "")
    own = re.search(rf"(?<!\w){code}\s*:\s*(.+?)\s*(?:;\s|\.(?:\s|$)|$)", one.resource.definition.get(lang, ""))
    return sentence(own[1] if own else measure)


NAMED = frozenset(
    "killed wounded killed_and_wounded losses_unspecified personnel_losses_claimed civilians_killed "
    "civilians_wounded".split()
)
