"""Figures that issuers put on a thing: losses, arsenals, budgets. Who says what, about what exactly, as of when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, is_imprecise, show_day
from sourcier.assessment.computations import Row
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import fold, stem, tokenise
from sourcier.assessment.numbers import show, show_range
from sourcier.assessment.operations import wars
from sourcier.assessment.operations.series import bounds_for, meant_by
from sourcier.assessment.periods import time_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.assessment.tables import names_of
from sourcier.assessment.units import noun_family
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Finding, Operation, Verdict
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

PICK = (
    "SELECT * FROM {table} WHERE subject = $subject AND measure = $measure AND issuer = $issuer "
    "AND as_of = CAST($as_of AS DATE) AND issued = CAST($issued AS DATE)"
)
FRESH = timedelta(days=400)
"""How old an estimate may be, next to the day the claim speaks of."""
DAYS = {"month": Decimal("30.4375"), "year": Decimal("365.25"), "week": Decimal(7), "day": Decimal(1)}
MILITARY = frozenset({":military", ":personnel", ":troops"})


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a table of estimates."""

    resource: Resource
    row: Row

    @property
    def as_of(self) -> date:
        """The day the figure speaks of."""
        return date.fromisoformat((self.row["as_of"] or "")[:10])

    @property
    def issued(self) -> date:
        """The day it was published."""
        return date.fromisoformat((self.row["issued"] or self.row["as_of"] or "")[:10])


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a figure that some issuer has estimated."""
    parts = []
    for quantity in scope.quantities:
        if quantity.unit in {"a", "mo", "d", "wk", "h", "pp"} or (scope.has("world") and quantity.unit == "%"):
            continue
        if quantity.per is not None and (quantity.per not in DAYS or not _is_toll(scope, quantity)):
            continue
        rows = _casualties(scope, desk, quantity) if _is_toll(scope, quantity) else _other(scope, desk, quantity)
        if rows:
            part = _part(scope, desk, quantity, rows)
            if part is not None:
                parts.append(part)
    return parts


def _is_toll(scope: Scope, quantity: Quantity) -> bool:
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    return noun_family(words, scope.lang) in {"persons", ""} and bool(scope.find("losses", "measures"))


def _measures(scope: Scope) -> tuple[str, ...]:
    """Return the measures that the words of loss allow, the most exact words first."""
    hits = scope.find("losses", "measures")
    exact = [each for _, _, each in hits if each in {"civilians_killed", "civilians_wounded", "killed_and_wounded"}]
    if exact:
        return (exact[0],)
    plain = {each for _, _, each in hits}
    if {"killed", "wounded"} <= plain:
        return ("killed_and_wounded",)
    if "killed" in plain or "wounded" in plain:
        return ("killed",) if "killed" in plain else ("wounded",)
    return tuple(hits[0][2].split(";")) if hits else ()


def _casualties(scope: Scope, desk: Desk, quantity: Quantity) -> list[Said]:
    resources = [
        one for one in desk.tables.of_shape("estimate") if any(row["measure"] == "killed" for row in one.rows())
    ]
    measures = _measures(scope)
    if ":dead" not in scope.concepts() and not measures:
        return []
    found: list[Said] = []
    for resource in resources:
        subject = _subject(scope, desk, resource, measures)
        if subject is None:
            continue
        have = {row["measure"] or "" for row in resource.rows() if row["subject"] == subject}
        civil = any(stem(word.folded) in {"civil", "civilian"} for word in scope.words)
        wanted = list(measures)
        if civil and "civilians_killed" in have and "killed" in wanted:
            wanted = ["civilians_killed"]
        if "civilians_killed" in wanted and "civilians_killed" not in have:
            wanted = ["killed"]
        found += [
            Said(resource, row)
            for row in resource.rows()
            if row["subject"] == subject and _counts(row["measure"] or "", wanted)
        ]
    return _in_scope(scope, found)


def _counts(measure: str, wanted: Sequence[str]) -> bool:
    """Say whether a row bears on the claim: its own measure, or one that a plain "killed" is often mistaken for."""
    if measure in wanted:
        return True
    near = {
        "killed": ("killed_and_wounded", "losses_unspecified"),
        "killed_and_wounded": ("personnel_losses_claimed", "losses_unspecified"),
    }
    return any(measure in near.get(each, ()) for each in wanted)


def _in_scope(scope: Scope, rows: list[Said]) -> list[Said]:
    """Keep rows on the whole of a war, or those on the part of it that the claim names."""

    def part_of(one: Said) -> bool:
        words = {stem(word) for word in tokenise(one.row.get("scope") or "")}
        note = one.row.get("scope") or ""
        return bool(words & {"counteroffensive", "bakhmut"}) or "," in note

    if scope.has("counter_offensive"):
        named = [one for one in rows if "counteroffensive" in fold(one.row.get("scope") or "")]
        return named + [one for one in rows if not part_of(one)] if named else rows
    donbas = [one for one in rows if fold(one.row.get("scope") or "") == "donbas"]
    others = [one for one in rows if one not in donbas and not part_of(one)]
    return others or donbas


def _subject(scope: Scope, desk: Desk, resource: Resource, measures: Sequence[str]) -> str | None:
    """Return whose losses the claim speaks of, as the table names them."""
    exact = {row["subject"] or "" for row in resource.rows() if row["measure"] in measures}
    killed = {row["subject"] or "" for row in resource.rows() if row["measure"] == "killed"}
    if "civilians_killed" in measures:
        exact |= {one for one in killed if _is_civil(desk, one)}
    candidates = exact or killed
    is_military = bool(MILITARY & scope.concepts())
    direct = [one.entity_id for one in scope.mentions if one.entity_id in candidates]
    if direct:
        return direct[0]
    if scope.has("counter_offensive"):
        offensive = wars.named_offensive(desk)
        side = offensive.row["initiator"] if offensive else None
        own = [
            one for one in sorted(candidates) if desk.tables.states_behind(one) == {side} and not _is_civil(desk, one)
        ]
        if own:
            return own[0]
    civil = any(stem(word.folded) in {"civil", "civilian"} for word in scope.words)
    mentions = [one for one in scope.mentions if one.entity_id and not _is_source(scope, one.span.start)]
    scored: list[tuple[int, int, str]] = []
    for subject in sorted(candidates):
        entity = desk.tables.packs.entity(subject)
        if entity is None:
            continue
        names = [{stem(word) for word in tokenise(name)} for name in names_of(entity)]
        is_civil = any("civil" in word for name in names for word in name)
        if is_civil != civil and (is_civil or (desk.tables.states_behind(subject) and _is_force(names))):
            continue
        for at, mention in enumerate(mentions):
            if not _fits(desk, mention.entity_id or "", subject, names):
                continue
            said = {stem(word.folded) for word in scope.words}
            shared = max(len(name & said) for name in names)
            first = (0 if at == 0 or mention.is_adjective else 1) + (
                _is_force(names) and not is_military and not states_of(desk, subject)
            )
            scored.append((shared * 2 - first * 3 + (2 if mention.is_adjective else 0), -at, subject))
    if not scored:
        return None
    scored.sort(reverse=True)
    if len(scored) > 1 and scored[0][:2] == scored[1][:2] and scored[0][2] != scored[1][2]:
        return None
    return scored[0][2]


def _is_civil(desk: Desk, subject: str) -> bool:
    """Say whether a subject's names speak of civilians."""
    entity = desk.tables.packs.entity(subject)
    return entity is not None and any("civil" in fold(name) for name in names_of(entity))


def states_of(desk: Desk, subject: str) -> frozenset[str]:
    """Return the states whose people a subject of losses is."""
    return desk.tables.states_behind(subject)


def _is_force(names: Sequence[set[str]]) -> bool:
    return any({"arme", "armed", "soldat", "soldier", "armee", "army"} & name for name in names)


def _fits(desk: Desk, entity_id: str, subject: str, names: Sequence[set[str]]) -> bool:
    states = desk.tables.states_behind(subject)
    if states:
        near = desk.tables.states_behind(entity_id) | desk.tables.led_by(entity_id, desk.today)
        return bool(states & near) or _shares_name(desk, entity_id, names)
    return _shares_name(desk, entity_id, names)


def _shares_name(desk: Desk, entity_id: str, names: Sequence[set[str]]) -> bool:
    entity = desk.tables.packs.entity(entity_id)
    if entity is None:
        return False
    mine = [{stem(word) for word in tokenise(name)} for name in names_of(entity)]
    return any(one and one <= other for one in mine for other in names)


def _is_source(scope: Scope, at: int) -> bool:
    span = scope.claim.source.span
    return span is not None and span.start <= at < span.end


def _other(scope: Scope, desk: Desk, quantity: Quantity) -> list[Said]:
    """Return the rows of an estimate other than losses: the measure by its words, the subject by id."""
    subjects = [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if not (one.mention and _is_source(scope, one.mention.span.start))
    ]
    if not subjects:
        return []
    found: list[Said] = []
    all_meant = meant_by(scope, desk, Operation.ESTIMATE, quantity, shapes=("series", "estimate"))
    if not all_meant or all_meant[0].resource.shape != "estimate":
        return []
    top = all_meant[0]
    subject = subjects[0].id
    if len([one for one in subjects if one.id in desk.tables.states]) > 1:
        return []
    for row in top.resource.rows():
        if row["measure"] == top.match.measure.measure and row["subject"] == subject:
            found.append(Said(top.resource, row))
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
    wanted = _measures(scope) if _is_toll(scope, quantity) else ()
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
            "rate_times", scope.lang, rate=quantity.text, spans=show(spans.quantize(Decimal("0.1")), scope.lang),
            total=show(bounds.figure.quantize(Decimal(1)), scope.lang), event=war.label(scope.lang),
        )  # fmt: skip
    findings = [_finding(scope, desk, one, bounds, exact=not wanted or one.row["measure"] in wanted) for one in chosen]
    findings.sort(key=lambda one: (one.verdict is not Verdict.SUPPORTED, -one.probability))
    verdicts = {one.verdict for one in findings}
    verdict = Verdict.CONFLICTING if len(verdicts) > 1 else findings[0].verdict
    earlier = {finding.verdict for finding in findings if (finding.cells[0].issued or desk.today) <= desk.today}
    before = None if not earlier else Verdict.CONFLICTING if len(earlier) > 1 else next(iter(earlier))
    caveats = _caveats(chosen, verdict, late=any(one.issued > desk.today for one in chosen))
    if verdict is Verdict.REFUTED and len(findings) == 1 and is_imprecise(findings[0].comparison, bounds.figure):
        caveats.append(Caveat.IMPRECISE)
    is_alone = not attributed and verdict is not Verdict.CONFLICTING and all(one.row["party"] for one in chosen)
    if is_alone:
        # A party to the conflict is heard, and never decides alone.
        verdict, before = Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NOT_ENOUGH_EVIDENCE
    issuers = join(list(dict.fromkeys(_issuer(desk, one, scope) for one in chosen)), scope.lang)
    note = say("issuers", scope.lang, issuers=issuers) if len(chosen) > 1 else ""
    note = f"{sums} {note}".strip()
    return Part(tuple(findings), verdict, tuple(caveats), before or Verdict.NOT_ENOUGH_EVIDENCE, note)


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


def issuer_fits(scope: Scope, desk: Desk, one: Said) -> bool:
    """Say whether the claim attributes its figure to a row's issuer: by name, by family, or by the party it speaks for."""
    named = _attributed_to(scope, desk)
    if not named:
        return False
    issuer, party = one.row["issuer"] or "", one.row["party"] or ""
    words = {stem(word) for word in tokenise(issuer)}
    entity = desk.tables.packs.entity(issuer)
    for source in named:
        if source == issuer:
            return True
        other = desk.tables.packs.entity(source)
        if other is None:
            continue
        names = [{stem(word) for word in tokenise(name)} for name in names_of(other)]
        if any(name and name <= words for name in names if len(name) > 1 or other.kind != "state"):
            return True
        whole = [{stem(word) for word in tokenise(name)} for name in names_of(entity)] if entity else []
        if other.kind == "organisation" and any(len(name) > 1 and name <= long for name in names for long in whole):
            return True
        if party and other.kind in {"state", "institution"} and party in desk.tables.states_behind(source):
            return True
    return False


def _attributed_to(scope: Scope, desk: Desk) -> list[str]:
    """Return the entities that the claim's figure is laid to: its source, or the subject of a verb of counting."""
    source = scope.claim.source
    found = [source.entity_id] if source.entity_id else []
    if source.span is not None:
        found += [one.entity_id for one in desk.draft.mentions if one.entity_id and source.span.overlaps(one.span)]
    says = [start for start, _, _ in scope.find("saying", "sense")]
    for start in says:
        low, high = max(start - 6, 0), min(start + 8, len(scope.words))
        verb = scope.words[start].token
        window = range(low, start) if verb.pos_ in {"VERB", "AUX"} else range(start, high)
        found += [one.entity_id for one in scope.mentions if one.entity_id and scope.at(one.span) in window]
    return [one for one in dict.fromkeys(found) if one]


def _issuer(desk: Desk, one: Said, scope: Scope) -> str:
    issuer = one.row["issuer"] or ""
    return desk.tables.label(issuer, scope.lang)


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
    measure = (
        say(f"measure_{row['measure']}", lang) if _has_name(row["measure"] or "") else resource.label.get(lang, "")
    )
    party = desk.tables.label(row["party"], lang) if row["party"] else ""
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.ESTIMATE,
        resource=resource,
        lang=lang,
        statement=say(
            "estimated", lang, subject=label, measure=measure, value=show_range(low, high, unit, lang), issuer=_issuer(desk, one, scope),
            day=show_day(one.as_of, lang), party=say("speaks_for", lang, party=party) if party else "",
        ),
        expression=show_range(low, high, unit, lang),
        cells=[make_cell(resource, row, ("subject", "measure", "issuer", "as_of"), column, lang=lang, value=value, unit=unit, label=measure)],
        measure=measure,
        unit=unit,
        entities=(row["subject"] or "",),
        period=row["as_of"] or "",
        caveats=(Caveat.INTERESTED_SOURCE,) if party else (),
        probability=0.9 if exact else 0.6,
    )  # fmt: skip


def _has_name(measure: str) -> bool:
    return measure in NAMED


NAMED = frozenset(
    "killed wounded killed_and_wounded losses_unspecified personnel_losses_claimed civilians_killed civilians_wounded".split()
)
