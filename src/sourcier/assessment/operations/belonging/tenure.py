"""Since when and until when an office is held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sourcier.assessment.comparison import (
    compare_dates,
    show_interval,
)
from sourcier.assessment.computations import NothingToCompute, Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import fold
from sourcier.assessment.operations.belonging.bygone import is_bygone
from sourcier.assessment.operations.belonging.clauses import Clauses
from sourcier.assessment.operations.belonging.holders import Held
from sourcier.assessment.operations.belonging.relations import (
    day_of,
    end_of,
    is_length,
    open_since,
    relation_cells,
)
from sourcier.assessment.operations.belonging.standing import later
from sourcier.assessment.operations.belonging.titles import holding_words
from sourcier.assessment.operations.belonging.vocabulary import words_of
from sourcier.assessment.operations.figures.point import is_asserted
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Finding, Operation, Query, Verdict
from sourcier.core.language import Grain, TimeInterval
from sourcier.evidence.packs import Resource

ENTRY = re.compile(r"^(?:de|du|d'|entre|from|between)\s*")
ENDS = re.compile(r"\s+(?:a|au|et|to|until|till|through|and|jusqu'en|jusqu'a|jusqu'au)\s+|\s*[-–]\s*")
NAMED_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
CLOSE = 6
"""Words that may part a title from its date."""
YEAR = timedelta(days=366)
HANDOVER = timedelta(days=3)
"""Nomination, oath and handover may lie apart."""


def dated(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    body: str,
    every: Query,
    when: TimeInterval,
    *,
    is_exit: bool,
) -> Part | None:
    """Return the part that checks when an office was taken, or left; the spell that fits best decides."""
    best: Finding | None = None
    for row in rows_of(every):
        finding = _dated_row(scope, desk, resource, body, row, (when.start, when.end), is_exit=is_exit)
        if finding is not None and (best is None or finding.comparison.holds):
            best = finding
    if best is None:
        return None
    return Part((best,), best.verdict, best.caveats, best.verdict)


def _dated_row(
    scope: Scope,
    desk: Desk,
    resource: Resource,
    body: str,
    row: Row,
    claimed: tuple[date | None, date | None],
    *,
    is_exit: bool,
) -> Finding | None:
    """Return the finding on the start, or the end, of one spell; None when the row has no such day."""
    lang = scope.lang
    alone = desk.tables.query(
        resource,
        "SELECT * FROM {table} "
        "WHERE subject = $subject AND object = $object AND relation = $relation AND start = CAST($start AS DATE)",
        {
            "subject": row["subject"] or "",
            "object": body,
            "relation": row["relation"] or "",
            "start": row["start"] or "",
        },
    )
    try:
        run = Run.of("ended" if is_exit else "started", alone)
    except NothingToCompute:
        return None
    comparison = compare_dates(claimed, (run.outcome.start, run.outcome.end), lang=lang, slack=HANDOVER)
    caveats = later(comparison, run.outcome.start, desk.today)
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            "left_office" if is_exit else "took_office",
            lang,
            who=desk.tables.label(row["subject"] or "", lang),
            body=desk.tables.label(body, lang),
            day=show_interval(run.outcome.start, run.outcome.end, lang),
        ),
        expression=show_interval(run.outcome.start, run.outcome.end, lang),
        cells=relation_cells(resource, alone, lang),
        entities=(row["subject"] or "", body),
        period=row["start"] or "",
        caveats=caveats,
        probability=0.9,
    )


def term_of(time: TimeInterval) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """Return both ends of "de 1997 à juin 2007", each as the year, month or day it names; None for one period."""
    ends = ENDS.split(ENTRY.sub("", fold(time.text).strip()), maxsplit=1)
    if time.start is None or time.end is None or time.mod not in {"at", "during"} or len(ends) != 2:
        return None
    first, last = (_grain(end) for end in ends)
    if first is None or last is None:
        return None
    closing = time.end - timedelta(days=1)
    low = {Grain.YEAR: closing.replace(month=1, day=1), Grain.MONTH: closing.replace(day=1)}.get(last, closing)
    opening = end_of(replace(time, grain=first))
    return ((time.start, opening), (low, time.end)) if opening and opening <= low else None


def _grain(words: str) -> Grain | None:
    """Return how finely an end is given, None when it names no year of its own."""
    found = NAMED_YEAR.search(words)
    if found is None:
        return None
    rest = words[: found.start()].strip(" ,")
    if not rest:
        return Grain.YEAR
    return Grain.DAY if any(each.isdigit() for each in rest) else Grain.MONTH


def whole_term(
    scope: Scope, desk: Desk, resource: Resource, body: str, every: Query, when: TimeInterval
) -> Part | None:
    """Return the part that checks both ends of a term: supported where both are those of one spell.

    Refuted where the claim reaches beyond the only spell of its time; a shorter time within a spell stays open.
    """
    term = term_of(when)
    if term is None:
        return None
    best: list[Finding] = []
    rows = rows_of(every)
    for row in rows:
        pair = [
            _dated_row(scope, desk, resource, body, row, claimed, is_exit=is_exit)
            for is_exit, claimed in zip((False, True), term, strict=True)
        ]
        findings = [one for one in pair if one is not None]
        if len(findings) == 2 and all(one.comparison.holds for one in findings):
            return Part(tuple(findings), Verdict.SUPPORTED, (), Verdict.SUPPORTED, findings[1].statement)
        best = findings
    if len(rows) != 1 or not best:
        return None
    start, end = day_of(rows[0], "start"), day_of(rows[0], "end")
    beyond = []
    if start is not None and term[0][1] + HANDOVER <= start:
        beyond.append(best[0])
    if end is not None and term[1][0] - HANDOVER > end and len(best) == 2:
        beyond.append(best[1])
    return Part(tuple(beyond), Verdict.REFUTED, (), Verdict.REFUTED) if beyond else None


def bound(scope: Scope, one: Held) -> TimeInterval | None:
    """Return the date since or until which the title is said to be held: the one in its run of words."""
    clauses = Clauses.of(scope)
    places = range(one.place[0], min(one.place[1], len(scope.words)))
    runs = {clauses.number[at] for at in places}
    times = [time for time in scope.times if (time.mod == "since" and time.start) or (time.mod == "until" and time.end)]
    own = [time for time in times if clauses.number[scope.at(time.span)] in runs and _follows(scope, time, one)]
    plain = [time for time in times if not _has_content(scope, time, one)]
    alone = [time for time in plain if len(scope.times) == 1 and is_asserted(scope, *one.place)]
    return next(iter(own or alone), None)


def is_denied(scope: Scope, one: Held) -> bool:
    """Say whether a negation stands in the run of words that gives the title."""
    clauses = Clauses.of(scope)
    runs = {clauses.number[at] for at in range(one.place[0], min(one.place[1], len(scope.words)))}
    denial = words_of("denial", scope.lang)
    return any(word.folded in denial and clauses.number[at] in runs for at, word in enumerate(scope.words))


def _follows(scope: Scope, time: TimeInterval, one: Held) -> bool:
    """Say whether a date stands close to the title, with no verb of something else between."""
    at = scope.at(time.span)
    low, high = (one.place[1], at) if at >= one.place[1] else (at, one.place[0])
    between = scope.words[low:high]
    return len(between) <= CLOSE and not _has_content(scope, time, one)


def _has_content(scope: Scope, time: TimeInterval, one: Held) -> bool:
    """Say whether a word of its own stands between title and date: "président, marié depuis 2007"."""
    at = scope.at(time.span)
    low, high = (one.place[1], at) if at >= one.place[1] else (at, one.place[0])
    return any(
        word.token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
        and word.role in {"", "unlinked", "neutral"}
        and word.folded not in holding_words(scope.lang)
        for word in scope.words[low:high]
    )


def opened(bound: TimeInterval) -> TimeInterval:
    """Return "until 2005" as the year, month or day that it names."""
    last = (bound.end or date.max) - timedelta(days=1)
    first = {Grain.YEAR: last.replace(month=1, day=1), Grain.MONTH: last.replace(day=1)}.get(bound.grain, last)
    return replace(bound, start=first)


def began(scope: Scope, desk: Desk, resource: Resource, body: str, current: Query, since: TimeInterval) -> Part | None:
    """Return the part on since when; a number of years may be one off, and refutes from two on."""
    start = since.start or date.min
    told = open_since(since)
    if told is not None:
        return dated(scope, desk, resource, body, current, replace(since, start=told[0], end=told[1]), is_exit=False)
    if not is_length(since):
        return dated(scope, desk, resource, body, current, replace(since, end=end_of(since)), is_exit=False)
    near, far = (
        dated(
            scope,
            desk,
            resource,
            body,
            current,
            replace(since, start=start - years * YEAR, end=start + years * YEAR),
            is_exit=False,
        )
        for years in (0.5, 2)
    )
    return near if near and far and near.verdict is far.verdict else None


def is_of_then(
    scope: Scope, desk: Desk, resource: Resource, body: str, every: Query, since: TimeInterval, *, told: bool
) -> bool:
    """Say whether an office held "since" a year is told of a day long gone, and was held from that year."""
    if not every.rows or not is_bygone(scope, rows_of(every), desk.today, told=told):
        return False
    part = began(scope, desk, resource, body, every, since)
    last = max((row["start"] or "" for row in rows_of(every) if not row["end"]), default="")
    # Of who holds it again, "depuis" is of the first time only where it does not fit the last.
    return part is not None and part.verdict is Verdict.SUPPORTED and part.findings[0].reading.period != last


def is_handover(scope: Scope, at: int) -> bool:
    """Say whether whom the verb takes as its object leaves: "succède à X" does, "nomme X" does not."""
    return scope.words[at].folded.startswith(("succ", "rempl", "repla", "took", "take", "taking"))
