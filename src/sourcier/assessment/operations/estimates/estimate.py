"""Figures that issuers put on a thing: losses, arsenals, budgets. Who says what, about what exactly, as of when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, is_borderline, is_imprecise, show_day
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import unit_names
from sourcier.assessment.margins import is_coarse, is_outgrown
from sourcier.assessment.numbers import show, show_range
from sourcier.assessment.operations.estimates import portions
from sourcier.assessment.operations.estimates.definitions import disputed, leaves_a_reading
from sourcier.assessment.operations.estimates.estimated import finding_of, issuer_of
from sourcier.assessment.operations.estimates.extent import is_far_below, is_part
from sourcier.assessment.operations.estimates.heard import chosen_of, reference
from sourcier.assessment.operations.estimates.interests import against_interest
from sourcier.assessment.operations.estimates.issuers import Fit, Laid, Said, laid_to
from sourcier.assessment.operations.estimates.losses import casualties, is_toll, measures_said
from sourcier.assessment.operations.estimates.published import rows_for
from sourcier.assessment.operations.figures.around import whole_of
from sourcier.assessment.operations.figures.series import bounds_for
from sourcier.assessment.operations.occurrences import wars
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say, short_name
from sourcier.core.findings import Caveat, Comparison, Finding, NumberComparison, Verdict
from sourcier.core.language import Comparator, Quantity

NAMED_ISSUERS = 3
"""Issuers that one sentence names; the findings have them all."""
RENEWED = timedelta(days=31)
"""How long a party's last count of losses that go on may be held against what it is said to count now."""
NEAR = Decimal("0.15")
"""How near another count must come to be the one that a claim took its figure from."""
ROUND = Decimal("0.2")
"""What one digit and zeros may stand for, where issuers' figures are told apart."""
DAYS = {"month": Decimal("30.4375"), "year": Decimal("365.25"), "week": Decimal(7), "day": Decimal(1)}


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a figure that some issuer has estimated."""
    parts = portions.check(scope, desk)
    if parts:
        return parts
    scope = _completed(scope, desk)
    laid: Laid | None = None
    for quantity in scope.quantities:
        if quantity.unit in {"a", "mo", "d", "wk", "h", "pp"} or (scope.has("world") and quantity.unit == "%"):
            continue
        if quantity.per is not None and (quantity.per not in DAYS or not is_toll(scope, quantity)):
            continue
        laid = laid or laid_to(scope, desk)
        rows = casualties(scope, desk, laid) if is_toll(scope, quantity) else rows_for(scope, desk, quantity, laid)
        part = None
        if rows and not (is_toll(scope, quantity) and is_part(scope, desk, quantity, rows, laid)):
            part = _part(scope, desk, quantity, rows, laid)
        elif not rows and not is_toll(scope, quantity):
            part = disputed(scope, desk, quantity, laid)
        if part is not None:
            parts.append(part)
    return parts


def _completed(scope: Scope, desk: Desk) -> Scope:
    """Return a claim with what its last noun still governs: "… le nombre de soldats russes | tués à la fin mai"."""
    if not any(quantity.unit in {"", "1"} for quantity in scope.quantities):
        return scope
    whole = whole_of(scope, desk)
    end = scope.claim.span.end
    at = next((at for at, word in enumerate(whole.words) if word.span.start >= end), 0)
    is_lost = any(start == at for start, _, _ in whole.find("losses", "measures"))
    return replace(whole, quantities=scope.quantities) if at and is_lost else scope


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
    if wanted:
        bounds = _narrowed(bounds)
    if wanted and is_far_below(bounds, chosen):
        return None
    findings = [
        finding_of(scope, desk, one, bounds, exact=not wanted or one.row["measure"] in wanted) for one in chosen
    ]
    if fit is Fit.SIDE:
        findings, chosen = _of_one_side(findings, chosen)
    is_definition = _is_definition(chosen, findings, wanted, bounds)
    counted = {found.id: one.row["measure"] or "" for one, found in zip(chosen, findings, strict=True)}
    # For a plain fact those without a part in the matter speak first: what bears it out is not a party's word.
    interested = {one.row["issuer"] for one in chosen if one.row["party"]} if not laid.is_laid else set()
    findings.sort(
        key=lambda one: (
            one.verdict is not Verdict.SUPPORTED,
            one.cells[0].issuer in interested,
            -one.probability,
        )
    )
    narrower = _of_a_part(scope, desk, quantity, wanted, bounds, laid)
    if narrower and all(one.verdict is Verdict.REFUTED for one in findings):
        # The figure of some months, told without them: right of a part, wrong of the whole.
        chosen, findings = (
            [*narrower, *chosen],
            [*(finding_of(scope, desk, one, bounds, exact=True) for one in narrower), *findings],
        )
        is_definition = True
    verdicts = {one.verdict for one in findings}
    verdict = Verdict.CONFLICTING if len(verdicts) > 1 else findings[0].verdict
    earlier = {finding.verdict for finding in findings if (finding.cells[0].issued or desk.today) <= desk.today}
    before = None if not earlier else Verdict.CONFLICTING if len(earlier) > 1 else next(iter(earlier))
    caveats = _caveats(chosen, findings, is_definition=is_definition)
    if any(one.issued > desk.today for one in chosen) and verdict is not before:
        caveats.append(Caveat.ONLY_KNOWN_LATER)
    if verdict is Verdict.REFUTED and len(findings) == 1 and _was_said(scope, desk, rows, chosen[0], bounds):
        caveats.append(Caveat.OUTDATED)
    if verdict is Verdict.REFUTED and len(findings) == 1 and is_imprecise(findings[0].comparison, bounds.figure):
        caveats.append(Caveat.IMPRECISE)
    doubted = [one for one in findings if _decides_nothing(scope, quantity, one, min(last, desk.today), fit)]
    if len(doubted) == len(findings):
        caveats.append(Caveat.IMPRECISE if _is_loose(findings[0].comparison) else Caveat.OUTDATED)
    is_undecided = _is_undecided(desk, chosen, bounds, verdict, laid, fit)
    if verdict is Verdict.REFUTED and leaves_a_reading(counted, {one.id for one in doubted}, wanted):
        is_undecided = True
        caveats.append(Caveat.DEPENDS_ON_DEFINITION)
    if is_undecided or len(doubted) == len(findings):
        # A party to the conflict is heard, and never decides alone; nor does a count in doubt.
        verdict, before = Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE
    note = sums or _note(scope, desk, rows, chosen, findings[0])
    if narrower and chosen[0] in narrower:
        note = f"{say('part_of_war', scope.lang)} {note}".strip()
    return Part(tuple(findings), verdict, tuple(caveats), before or Verdict.NOT_ENOUGH_EVIDENCE, note)


def _of_a_part(
    scope: Scope, desk: Desk, quantity: Quantity, wanted: Sequence[str], bounds: Bounds, laid: Laid
) -> list[Said]:
    """Return the counts of a part of a war that a plain figure repeats."""
    if not wanted or laid.is_laid or quantity.per is not None:
        return []
    first, last = reference(scope, desk, quantity)
    rows = [one for one in casualties(scope, desk, laid, narrower=True) if one.row["measure"] in wanted]
    return [
        one
        for one in rows
        if first <= one.as_of <= last
        and one.issued <= desk.today
        and finding_of(scope, desk, one, bounds, exact=True).comparison.holds
    ]


def _narrowed(bounds: Bounds) -> Bounds:
    """Return bounds in which "100 000" is no 72 000: a round figure is one issuer's, not any near it."""
    if bounds.low is None or bounds.high is None or bounds.comparator is not Comparator.EQ:
        return bounds
    if bounds.low != 2 * bounds.figure - bounds.high:
        return bounds  # a range
    slack = min(bounds.high - bounds.figure, bounds.figure * ROUND)
    return replace(bounds, low=bounds.figure - slack, high=bounds.figure + slack)


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


def _is_loose(found: Comparison) -> bool:
    """Say whether a figure is met by a tolerance or by its roundness alone."""
    return is_borderline(found) or is_coarse(found)


def _decides_nothing(scope: Scope, quantity: Quantity, finding: Finding, day: date, fit: Fit) -> bool:
    """Say whether a count passes a bound by its tolerance alone, or is too old for losses that go on."""
    found = finding.comparison
    if _is_loose(found):
        return True
    as_of = date.fromisoformat(finding.reading.period[:10])
    if not isinstance(found, NumberComparison) or not is_toll(scope, quantity):
        return False
    if fit is not Fit.NONE and finding.verdict is Verdict.REFUTED and day - as_of > RENEWED:
        return True  # an issuer that keeps counting has given other figures since
    return is_outgrown(found, as_of, day)


def _was_said(scope: Scope, desk: Desk, rows: Sequence[Said], last: Said, bounds: Bounds) -> bool:
    """Say whether a figure is the one that its issuer had first given for the same day, and has replaced since."""
    same = ("subject", "measure", "issuer", "as_of", "scope")
    earlier = [
        one
        for one in rows
        if all(one.row.get(name) == last.row.get(name) for name in same) and one.issued < last.issued <= desk.today
    ]
    return any(finding_of(scope, desk, one, bounds, exact=True).comparison.holds for one in earlier)


def _caveats(chosen: Sequence[Said], findings: Sequence[Finding], *, is_definition: bool) -> list[Caveat]:
    caveats = []
    if is_definition:
        caveats.append(Caveat.DEPENDS_ON_DEFINITION)
    if any(one.row["party"] for one in chosen):
        caveats.append(Caveat.INTERESTED_SOURCE)
    one_voice = {one.row["party"] or one.row["issuer"] for one in chosen}
    if len(one_voice) == 1 and len({one.verdict for one in findings}) == 1:
        caveats.append(Caveat.SINGLE_SOURCE)
    return caveats


def _is_definition(chosen: Sequence[Said], findings: Sequence[Finding], wanted: Sequence[str], bounds: Bounds) -> bool:
    """Say whether what is counted makes the difference, and not who counts.

    It does where several counts disagree, unless those of the very thing claimed already disagree among themselves and
    no other count gives the very figure.
    """
    if len({one.row["measure"] for one in chosen}) == 1 or len({one.verdict for one in findings}) == 1:
        return False
    if len(wanted) > 1:
        return True
    told = [(one, found.verdict) for one, found in zip(chosen, findings, strict=True)]
    is_meant_for = any(
        verdict is Verdict.SUPPORTED and one.row["measure"] not in wanted and _is_the_figure(one, bounds)
        for one, verdict in told
    )
    # What a side said before it gave a later figure disputes nothing: the latest come first.
    last: dict[str | None, Verdict] = {}
    for one, verdict in told:
        if one.row["measure"] in wanted:
            last.setdefault(one.row["party"] or one.row["issuer"], verdict)
    return is_meant_for or len(set(last.values())) <= 1


def _is_the_figure(one: Said, bounds: Bounds) -> bool:
    return abs(Decimal(one.row["low"] or "0") - bounds.figure) <= NEAR * bounds.figure
