"""What a claim says that nothing looked up: it is borne out only where all of it is.

"seize ans, de 2003 à 2019": the length may be right, and the years are not. "L'Estonie est entrée dans l'OTAN en 2004,
avec la Lettonie et la Suède": the same is said of three, and one row bears out one. Whoever is named so is looked up
too, in the same words; a year or a name that still stands outside of all that was looked up leaves the claim open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.membership import is_ordered
from sourcier.assessment.operations.belonging.relations import day_of
from sourcier.assessment.others import are_others
from sourcier.assessment.owned import ARTICLES
from sourcier.assessment.scope import Scope
from sourcier.assessment.set_beside import placed
from sourcier.assessment.subjects import is_sourced, subjects_of
from sourcier.core.findings import Finding, Operation, Verdict
from sourcier.core.language import Mention

Ask = Callable[[Scope, Desk], list[Part]]

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
LINKS = ARTICLES | read_words("claim_words", "name_links")
"""Small words between a word that sets a name beside another and that name: "comme en Allemagne"."""
JOINTS = LINKS | read_words("claim_words", "name_joints") | {","}
BESIDE = frozenset({"alike", "like", "among"})
"""What `data/beside.tsv` calls the words that set a name beside another."""
WITH = read_words("claim_words", "with")
OWNED = frozenset({"'s", "s'", "'"})
CONTENT = frozenset({"NOUN", "ADJ", "VERB", "ADP"})
"""Behind which "avec", "with" may belong to that word alone: "un accord avec", "in talks with"."""
NAMED = frozenset({"series", "relation"})
"""Shapes of table that are of somebody: whoever else a claim names is no part of what is looked up there."""
SUMMED = frozenset({Operation.COUNT, Operation.ABSENCE})
"""What is said of all that a table holds, and so of each in it."""
UNDER = read_words("claim_words", "under")
HANDED_OVER = timedelta(days=45)
"""How long an office may stand empty between one holder and the next."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A name that no finding is about."""

    id: str
    mention: Mention


def whole(scope: Scope, desk: Desk, parts: Sequence[Part], ask: Ask) -> list[Part]:
    """Return the parts of a claim with those on whom it sets beside; none where some of it bears nothing out.

    Args:
        scope: The claim in its own words.
        desk: The tables.
        parts: What was found.
        ask: Checks a claim; it is asked the same of whoever is set beside.
    """
    verdicts = {part.verdict for part in parts}
    findings = [one for part in parts for one in part.findings if one.reading.operation is not Operation.INTERNAL]
    if Verdict.SUPPORTED not in verdicts or verdicts & {Verdict.REFUTED, Verdict.CONFLICTING} or not findings:
        return list(parts)
    if _has_unread_year(scope, findings) or _has_unread_others(scope, findings) or _is_in_aside(scope, findings):
        return []
    left = [one for one in _names(scope, desk, findings) if not _held_beside(scope, desk, one, findings)]
    if not left:
        return list(parts)
    more = _asked(scope, desk, left, findings, ask)
    return [*parts, *more] if more else []


def _has_unread_year(scope: Scope, findings: Sequence[Finding]) -> bool:
    """Say whether a claim names a year that nothing looked up holds; a count of losses runs from its war's start."""
    known = {year for finding in findings for year in YEAR.findall(_held(finding))}
    is_running = all(finding.reading.operation is Operation.ESTIMATE for finding in findings)
    return any(
        not set(YEAR.findall(time.text)) <= known for time in scope.times if not (is_running and time.mod == "since")
    )


def _has_unread_others(scope: Scope, findings: Sequence[Finding]) -> bool:
    """Say whether a claim counts others beside whom it names, and no count was looked up."""
    is_counted = any(one.reading.operation in {Operation.COUNT, Operation.VOTE} for one in findings)
    return not is_counted and any(one.unit not in {"%", "1"} and are_others(scope, one) for one in scope.quantities)


def _is_in_aside(scope: Scope, findings: Sequence[Finding]) -> bool:
    """Say whether all that was looked up stands in an aside: "Kenya, with 55 million people, is no longer poor".

    The rest of such a claim is borne out by nothing.
    """
    commas = [at for at, word in enumerate(scope.words) if word.folded == ","]
    if len(commas) < len("ab") or any(one.reading.operation is not Operation.LOOKUP for one in findings):
        return False
    low, high = commas[:2]
    is_behind_name = low > 0 and scope.words[low - 1].role == "entity" and scope.words[low + 1].folded in WITH
    inside = [one for one in scope.quantities if low < scope.at(one.span) < high]
    has_verb = any("Fin" in word.token.morph.get("VerbForm", []) for word in scope.words[low:high])
    goes_on = any(word.role in {"", "neutral"} and word.token.is_alpha for word in scope.words[high + 1 :])
    return is_behind_name and bool(inside) and len(inside) == len(scope.quantities) and goes_on and not has_verb


def _held(finding: Finding) -> str:
    """Return all that a finding rests on and says, as text."""
    return f"{finding.reading.period} {finding.cells} {finding.queries} {finding.comparison} {finding.statement}"


def _names(scope: Scope, desk: Desk, findings: Sequence[Finding]) -> list[Unread]:
    """Return the names that a claim says something of, and no finding does."""
    known = {value for finding in findings for value in _of_whom(finding, desk)}
    if any(finding.reading.operation is Operation.RANK for finding in findings):
        known |= _ranked_with(scope, known)
    ahead = {entity for entity, _ in placed(scope)}
    beside = _beside(scope)
    subjects = subjects_of(scope, desk.tables, desk.today)
    if is_ordered(scope, subjects):
        return []  # "avant l'Espagne": the one is looked up by the other's date
    is_of_somebody = all(_is_of_somebody(one, desk) for one in findings)
    found = [
        Unread(one.id, one.mention)
        for one in subjects
        if one.mention is not None
        and one.id not in known | ahead
        and (one.mention in beside or not desk.tables.is_listed(one.id))  # a membership reads all bodies that are named
        and not (one.members and known >= set(one.members))
    ]
    found += [
        Unread(one.entity_id or "", one)
        for one in scope.mentions
        if desk.tables.kind(one.entity_id or "") == "person"
        and one.entity_id not in known
        and not is_sourced(scope, one)
    ]
    return [one for one in found if is_of_somebody or one.mention in beside]


def _ranked_with(scope: Scope, known: set[str]) -> set[str]:
    """Return those listed with one that a rank is about: "India, China and the United States", read together."""
    found: set[str] = set()
    for one, two in pairwise(scope.mentions):
        between = [word for word in scope.words if one.span.end <= word.span.start < two.span.start]
        if one.entity_id in known | found and all(word.folded.rstrip("'") in JOINTS for word in between):
            found.add(two.entity_id or "")
    return found


def _is_of_somebody(finding: Finding, desk: Desk) -> bool:
    shape = desk.tables.packs.resource(finding.reading.pack, finding.reading.resource).shape
    return shape in NAMED and finding.reading.operation not in SUMMED


def _of_whom(finding: Finding, desk: Desk) -> set[str]:
    """Return the ids that a finding is about: of rows that all hold together, those in them too."""
    found = set(finding.reading.entities)
    found |= {part for cell in finding.cells for _, value in cell.key for part in value.split()}
    found |= {part for query in finding.queries for _, value in query.parameters for part in value.split()}
    if not _is_of_somebody(finding, desk) and finding.reading.operation is not Operation.VOTE:
        rows = (value for query in finding.queries for row in query.rows for value in row if value)
        found |= {part for value in rows for part in re.split(r"[;| ]", value)}
    return found


def _beside(scope: Scope) -> dict[Mention, tuple[int, int]]:
    """Return the names behind a word that sets them beside another, lists of them whole, with that word's place."""
    found: dict[Mention, tuple[int, int]] = {}
    for start, end, cue in scope.find("beside", "cue"):
        if cue not in BESIDE:
            continue
        at = end
        for one in scope.mentions:
            place = scope.at(one.span)
            links = LINKS if at == end else JOINTS
            if place < at or not all(word.folded.rstrip("'") in links for word in scope.words[at:place]):
                continue
            at = place + sum(one.span.contains(word.span) for word in scope.words)
            if one.is_adjective or any(word.folded in OWNED for word in scope.words[at : at + 1]):
                break  # "with Hungary's approval"
            found.setdefault(one, (start, end))
    return found


def _held_beside(scope: Scope, desk: Desk, one: Unread, findings: Sequence[Finding]) -> bool:
    """Say whether somebody held office as a claim says beside another's: just before him, or over him.

    "replacing Jens Stoltenberg": he left when the other came. "le vice-président de Barack Obama": he was in office.
    """
    at = scope.at(one.mention.span)
    is_before = at in {end for _, end, cue in scope.find("beside", "cue") if cue == "after"}
    is_over = at > 0 and scope.words[at - 1].folded.rstrip("'") in UNDER
    for finding in findings:
        if finding.reading.operation is not Operation.OFFICE or not (is_before or is_over):
            continue
        about, taken = _of_whom(finding, desk), _first_day(finding)
        for row in desk.tables.packs.resource(finding.reading.pack, finding.reading.resource).rows():
            start, end = day_of(row, "start"), day_of(row, "end")
            if row["subject"] != one.id or row["object"] not in about or taken is None or start is None:
                continue
            is_same = row["relation"] in about
            if is_before and is_same and end is not None and abs(taken - end) <= HANDED_OVER:
                return True
            if is_over and not is_same and start - HANDED_OVER <= taken and (end is None or taken < end):
                return True
    return False


def _first_day(finding: Finding) -> date | None:
    starts = [value for cell in finding.cells for column, value in cell.key if column == "start" and value]
    return date.fromisoformat(min(starts)[:10]) if starts else None


def _asked(scope: Scope, desk: Desk, left: Sequence[Unread], findings: Sequence[Finding], ask: Ask) -> list[Part]:
    """Return what the tables say of each that is set beside, asked in the claim's own words; none unless of all."""
    beside, subject = _beside(scope), _subject(scope, desk, findings)
    if subject is None:
        return []
    found: list[Part] = []
    for one in left:
        # Of "X, like Y, …" either may have been looked up: the other of the two is asked for.
        place = beside.get(one.mention) or beside.get(subject)
        if place is None:
            return []
        last = one.mention if one.mention in beside else subject
        said = _said_of(scope, subject, one, (place[0], scope.at(last.span) + 1))
        told = [
            part for part in ask(said, desk) if any(one.id in finding.reading.entities for finding in part.findings)
        ]
        verdicts = {part.verdict for part in told}
        if not told or not verdicts <= {Verdict.SUPPORTED, Verdict.REFUTED}:
            return []
        if Verdict.REFUTED in verdicts and not (one.id in desk.tables.states and _is_sure(scope, place, told, desk)):
            return []
        found += told
    return found


def _subject(scope: Scope, desk: Desk, findings: Sequence[Finding]) -> Mention | None:
    """Return the name that the first finding is about."""
    first = findings[0].reading.entities[:1]
    return next(
        (one.mention for one in subjects_of(scope, desk.tables, desk.today) if one.id in first and one.mention), None
    )


def _said_of(scope: Scope, subject: Mention, other: Unread, gone: tuple[int, int]) -> Scope:
    """Return a claim said of another, without the words by which one is set beside the other."""
    words = tuple(
        replace(word, role="stop", features=frozenset()) if gone[0] <= at < gone[1] else word
        for at, word in enumerate(scope.words)
    )
    kept = [one for one in scope.mentions if not gone[0] <= scope.at(one.span) < gone[1]]
    mentions = tuple(replace(one, entity_id=other.id) if one == subject else one for one in kept)
    return replace(scope, words=words, mentions=mentions)


def _is_sure(scope: Scope, cue: tuple[int, int], parts: Sequence[Part], desk: Desk) -> bool:
    """Say whether the same is said of another so plainly that it is wrong where the tables have it otherwise.

    It is of lists and votes; a figure "comme en Allemagne", a date "comme la Slovénie" need not be the same. "Avec"
    may belong to the word before it: "un accord avec", "in talks with".
    """
    findings = [one for part in parts for one in part.findings]
    if not all(_is_of_somebody(one, desk) or one.reading.operation is Operation.VOTE for one in findings):
        return False
    if any(desk.tables.packs.resource(one.reading.pack, one.reading.resource).shape == "series" for one in findings):
        return False
    is_loose = any(start == cue[0] and kind == "like" for start, _, kind in scope.find("beside", "cue"))
    if is_loose and any(one.computation.function in {"started", "ended"} for one in findings):
        return False
    before = scope.words[cue[0] - 1] if cue[0] else None
    if before is None or scope.words[cue[0]].folded not in WITH:
        return True
    return before.token.pos_ not in CONTENT or before.role in {"entity", "time"}
