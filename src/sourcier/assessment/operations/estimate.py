"""Figures that issuers put on a thing: losses, arsenals, budgets. Who says what, about what exactly, as of when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, is_borderline, is_imprecise, show_day
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import stem, unit_names
from sourcier.assessment.margins import is_outgrown
from sourcier.assessment.numbers import show, show_range
from sourcier.assessment.operations import portions, wars
from sourcier.assessment.operations.estimated import finding_of, issuer_of
from sourcier.assessment.operations.heard import chosen_of, reference
from sourcier.assessment.operations.issuers import Fit, Laid, Said, against_interest, laid_to
from sourcier.assessment.operations.losses import casualties, is_toll, measures_said
from sourcier.assessment.operations.series import bounds_for, meant_by
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.wording import join, say, short_name
from sourcier.core.findings import Caveat, Finding, NumberComparison, Operation, Verdict
from sourcier.core.language import Mention, Quantity

NAMED_ISSUERS = 3
"""Issuers that one sentence names; the findings have them all."""
RENEWED = timedelta(days=31)
"""How long a party's last count of losses that go on may be held against what it is said to count now."""
DAYS = {"month": Decimal("30.4375"), "year": Decimal("365.25"), "week": Decimal(7), "day": Decimal(1)}


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a figure that some issuer has estimated."""
    parts = portions.check(scope, desk)
    if parts:
        return parts
    laid: Laid | None = None
    for quantity in scope.quantities:
        if quantity.unit in {"a", "mo", "d", "wk", "h", "pp"} or (scope.has("world") and quantity.unit == "%"):
            continue
        if quantity.per is not None and (quantity.per not in DAYS or not is_toll(scope, quantity)):
            continue
        laid = laid or laid_to(scope, desk)
        rows = (
            casualties(scope, desk, laid.entities) if is_toll(scope, quantity) else _other(scope, desk, quantity, laid)
        )
        if rows:
            part = _part(scope, desk, quantity, rows, laid)
            if part is not None:
                parts.append(part)
    return parts


def _other(scope: Scope, desk: Desk, quantity: Quantity, laid: Laid) -> list[Said]:
    """Return the rows of an estimate other than losses: the measure by its words, the subject by id.

    An office of statistics named as the source speaks of its own country where the claim names none.
    """
    subjects = [one.id for one in subjects_of(scope, desk.tables, desk.today) if not _is_said_by(one.mention, laid)]
    if not subjects and not laid.entities:
        return []
    all_meant = meant_by(scope, desk, Operation.ESTIMATE, quantity, shapes=("series", "estimate"))
    if not all_meant or all_meant[0].resource.shape != "estimate":
        return []
    top = all_meant[0]
    rows = [Said(top.resource, row) for row in top.resource.rows() if row["measure"] == top.match.measure.measure]
    if not subjects:
        own = {one.row["subject"] or "" for one in rows if one.row["issuer"] in laid.entities}
        subjects = sorted(own) if len(own) == 1 else []
    # The state that a measure has in its name ("aid to Ukraine") is not the one whose figure it is.
    subjects = [one for one in subjects if not _is_in_name(desk, one, top.match.measure.measure)]
    if not subjects or len([one for one in subjects if one in desk.tables.states]) > 1:
        return []
    found = [one for one in rows if one.row["subject"] == subjects[0]]
    if not found:
        label = desk.tables.label(subjects[0], scope.lang)
        desk.missing.append(
            say("missing_row", scope.lang, measure=top.match.measure.title(scope.lang), entity=label, period="–")
        )
    return found


def _is_said_by(mention: Mention | None, laid: Laid) -> bool:
    return mention is not None and any(span.overlaps(mention.span) for span in laid.spans)


def _is_in_name(desk: Desk, state: str, measure: str) -> bool:
    return state in {desk.tables.state_named(stem(word)) for word in measure.split("_")}


def _part(scope: Scope, desk: Desk, quantity: Quantity, rows: list[Said], laid: Laid) -> Part | None:
    wanted = measures_said(scope) if is_toll(scope, quantity) else ()
    chosen, fit = chosen_of(scope, desk, quantity, rows, wanted, laid)
    if not chosen:
        return None
    last = reference(scope, desk, quantity)[1]
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
    findings = [
        finding_of(scope, desk, one, bounds, exact=not wanted or one.row["measure"] in wanted) for one in chosen
    ]
    if fit is Fit.SIDE:
        findings, chosen = _of_one_side(findings, chosen)
    caveats = _caveats(chosen, findings, wanted, late=any(one.issued > desk.today for one in chosen))
    findings.sort(key=lambda one: (one.verdict is not Verdict.SUPPORTED, -one.probability))
    verdicts = {one.verdict for one in findings}
    verdict = Verdict.CONFLICTING if len(verdicts) > 1 else findings[0].verdict
    earlier = {finding.verdict for finding in findings if (finding.cells[0].issued or desk.today) <= desk.today}
    before = None if not earlier else Verdict.CONFLICTING if len(earlier) > 1 else next(iter(earlier))
    if verdict is Verdict.REFUTED and len(findings) == 1 and is_imprecise(findings[0].comparison, bounds.figure):
        caveats.append(Caveat.IMPRECISE)
    doubted = [one for one in findings if _decides_nothing(scope, quantity, one, min(last, desk.today), fit)]
    if len(doubted) == len(findings):
        caveats.append(Caveat.IMPRECISE if is_borderline(findings[0].comparison) else Caveat.OUTDATED)
    is_undecided = _is_undecided(desk, chosen, bounds, verdict, laid, fit)
    if is_undecided or len(doubted) == len(findings):
        # A party to the conflict is heard, and never decides alone; nor does a count in doubt.
        verdict, before = Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE
    note = sums or _note(scope, desk, rows, chosen, findings[0])
    return Part(tuple(findings), verdict, tuple(caveats), before or Verdict.NOT_ENOUGH_EVIDENCE, note)


def _of_one_side(findings: list[Finding], chosen: list[Said]) -> tuple[list[Finding], list[Said]]:
    """Return what a state's several mouths said of a figure: those who bear it out, else the latest of them."""
    held = [at for at, one in enumerate(findings) if one.verdict is Verdict.SUPPORTED] or [0]
    return [findings[at] for at in held], [chosen[at] for at in held]


def _is_undecided(desk: Desk, chosen: Sequence[Said], bounds: Bounds, verdict: Verdict, laid: Laid, fit: Fit) -> bool:
    """Say whether what issuers say leaves a figure open.

    It does where only parties to the matter give one; where it is laid to somebody of whom the tables have none; and
    where some other mouth of a state would refute what one of its ministers is made to say.
    """
    if fit is Fit.ISSUER or (verdict is Verdict.CONFLICTING and not laid.is_laid):
        return False
    if fit is Fit.SIDE:
        return verdict is not Verdict.SUPPORTED and not laid.is_official
    if laid.is_laid and verdict is not Verdict.SUPPORTED:
        return True
    speaks_against = verdict is Verdict.REFUTED and against_interest(desk, chosen, bounds)
    return not speaks_against and all(one.row["party"] for one in chosen)


def _note(scope: Scope, desk: Desk, rows: Sequence[Said], chosen: Sequence[Said], first: Finding) -> str:
    """Return who else gives a figure; for one issuer alone, what it said later of the same day."""
    others = [one for one in chosen if one.row["issuer"] != first.cells[0].issuer]
    names = list(dict.fromkeys(short_name(issuer_of(desk, one, scope)) for one in others))
    if names:
        return say("issuers", scope.lang, issuers=join(names, scope.lang, limit=NAMED_ISSUERS))
    same = ("subject", "measure", "issuer", "as_of", "scope")
    revised = [
        one
        for one in rows
        if len(chosen) == 1
        and all(one.row.get(name) == chosen[0].row.get(name) for name in same)
        and one.issued > chosen[0].issued
    ]
    if not revised:
        return ""
    last = max(revised, key=lambda one: one.issued)
    low, high = (Decimal(last.row[name] or "0") for name in ("low", "high"))
    value = show_range(low, high, last.row.get("unit") or "", scope.lang)
    return say("revised", scope.lang, value=value, day=show_day(last.issued, scope.lang))


def _decides_nothing(scope: Scope, quantity: Quantity, finding: Finding, day: date, fit: Fit) -> bool:
    """Say whether a count passes a bound by its tolerance alone, or is too old for losses that go on."""
    found = finding.comparison
    if is_borderline(found):
        return True
    as_of = date.fromisoformat(finding.reading.period[:10])
    if not isinstance(found, NumberComparison) or not is_toll(scope, quantity):
        return False
    if fit is not Fit.NONE and finding.verdict is Verdict.REFUTED and day - as_of > RENEWED:
        return True  # an issuer that keeps counting has given other figures since
    return is_outgrown(found, as_of, day)


def _caveats(chosen: Sequence[Said], findings: Sequence[Finding], wanted: Sequence[str], *, late: bool) -> list[Caveat]:
    caveats = []
    if _is_definition(chosen, findings, wanted):
        caveats.append(Caveat.DEPENDS_ON_DEFINITION)
    if any(one.row["party"] for one in chosen):
        caveats.append(Caveat.INTERESTED_SOURCE)
    one_voice = {one.row["party"] or one.row["issuer"] for one in chosen}
    if len(one_voice) == 1 and len({one.verdict for one in findings}) == 1:
        caveats.append(Caveat.SINGLE_SOURCE)
    if late:
        caveats.append(Caveat.ONLY_KNOWN_LATER)
    return caveats


def _is_definition(chosen: Sequence[Said], findings: Sequence[Finding], wanted: Sequence[str]) -> bool:
    """Say whether what is counted makes the difference, and not who counts.

    It does where several counts disagree, unless those of the very thing claimed already disagree among themselves and
    no other count bears the figure out.
    """
    if len({one.row["measure"] for one in chosen}) == 1 or len({one.verdict for one in findings}) == 1:
        return False
    told = [(one.row["measure"] or "", found.verdict) for one, found in zip(chosen, findings, strict=True)]
    if len(wanted) > 1:
        return True
    is_borne_out = any(verdict is Verdict.SUPPORTED and measure not in wanted for measure, verdict in told)
    disputed = [measure for measure in wanted if len({verdict for each, verdict in told if each == measure}) > 1]
    return is_borne_out or not disputed
