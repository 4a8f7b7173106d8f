"""Who holds an office on a day, since when, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lending import unquoted
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging import leaving, plain_offices, power, taking
from sourcier.assessment.operations.belonging.bygone import is_courtesy, is_history, is_kept
from sourcier.assessment.operations.belonging.holders import Held, is_possessor, is_prefixed, pairs_in
from sourcier.assessment.operations.belonging.lengths import lasted_until, lengths_in
from sourcier.assessment.operations.belonging.relations import (
    IN_FORCE,
    day_of,
    held,
    reference_day,
    relation_cells,
    spell,
    spells,
    true_when,
)
from sourcier.assessment.operations.belonging.tenure import (
    began,
    bound,
    dated,
    is_denied,
    is_handover,
    is_of_then,
    opened,
    term_of,
    whole_term,
)
from sourcier.assessment.operations.belonging.times_held import counted, is_repeated
from sourcier.assessment.operations.figures.point import is_all_there_is, is_asserted, is_timed_elsewhere, main_words
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Caveat, Operation, Query, Verdict
from sourcier.evidence.packs import Resource

CLOSE = 6
"""Words that may part a person from the verb of taking office."""
HAVING = frozenset({"a", "avait", "ont", "aura", "ayant", "has", "had", "have", "having"})
POPE = ("pope_of",)
ELECT = timedelta(days=100)
"""How long before taking office somebody may go by its title: chosen, designated or elected."""
ELECTED = read_words("belonging_words", "elected")
"""Words of who is chosen and does not yet hold."""
BOUNDS = frozenset(
    {"avant", "hormis", "sauf", "excepte", "outre", "depuis", "apres", "before", "besides", "except", "since", "after"}
)
"""Words before a person who only bounds what "nobody ever" did."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return one part a person whose office the claim gives."""
    if scope.is_future or (not scope.times and is_timed_elsewhere(scope)):
        return []
    scope = unquoted(scope, desk)
    plain = plain_offices.check(scope, desk)
    if plain or plain_offices.is_read(scope, desk):
        return plain
    if left := leaving.check(scope, desk):
        return left
    parts: list[Part] = power.check(scope, desk) or taking.check(scope, desk)
    for one in pairs_in(scope, desk):
        if not one.person.span.overlaps(scope.claim.span):
            continue  # named in another claim of the sentence
        part = _part(scope, desk, one)
        if part is None or (part.verdict is Verdict.SUPPORTED and not _is_the_point(scope, one, part)):
            continue
        parts.append(part)
    return parts


def _is_the_point(scope: Scope, one: Held, part: Part) -> bool:
    """Say whether an office is what the claim says, or the only thing in it that has a date."""
    if is_asserted(scope, *one.place):
        return True
    elections = {at for at, _ in scope.cues.get("elected_pope", ())} if one.relations == POPE else set()
    if elections & set(main_words(scope)):
        return True
    is_dated = any(finding.computation.function in {"started", "ended"} for finding in part.findings)
    return is_dated and is_all_there_is(scope, {one.person.entity_id or "", *one.bodies})


def _offices(desk: Desk, person: str, relations: Sequence[str], bodies: Sequence[str]) -> list[tuple[Resource, str]]:
    """Return the tables and bodies in which the title, or the person in it, is recorded."""
    found: dict[tuple[Resource, str], int] = {}
    for resource in desk.tables.of_shape("relation"):
        for row in resource.rows():
            if row["relation"] not in relations:
                continue
            body = row["object"] or ""
            if bodies and body in bodies:
                found[resource, body] = found.get((resource, body), 0) + 1 + 1000 * (row["subject"] == person)
            elif not bodies and row["subject"] == person:
                found[resource, body] = found.get((resource, body), 0) + 1
    return sorted(found, key=lambda pair: (-found[pair], pair[0].pack))


def _part(scope: Scope, desk: Desk, one: Held) -> Part | None:
    person = one.person.entity_id or ""
    offices = _offices(desk, person, one.relations, one.bodies)
    if not offices:
        return None
    resource, body = offices[0]
    every = spells(desk, resource, person, body, one.relations)
    told = is_asserted(scope, *one.place) and not (is_possessor(scope, one) or is_prefixed(scope, one))
    times = [time for time in scope.times if time.start is not None and time.mod == "at"]
    if is_repeated(scope, one):
        return counted(scope, desk, resource, one, body, every) if told else None
    lengths = lengths_in(scope, one, told=told) if every.rows else []
    if lengths:
        return lasted_until(scope, desk, resource, one, body, every, lengths[0])
    if one.relations == POPE and times and every.rows and scope.has("elected_pope") and told_by_election(scope, one):
        return dated(scope, desk, resource, body, every, times[0], is_exit=False)
    if scope.has("office_start") and times and every.rows:
        begins = min(start for start, _ in scope.cues["office_start"])
        person_at = scope.at(one.person.span)
        if abs(person_at - begins) > CLOSE or _names_another(scope, person_at, begins):
            return None
        return dated(
            scope, desk, resource, body, every, times[0], is_exit=person_at > begins and is_handover(scope, begins)
        )
    spans = [time for time in scope.times if term_of(time) is not None]
    if spans and every.rows:
        plain = told and len(scope.times) == 1 and not (scope.is_negated or one.is_former)
        return whole_term(scope, desk, resource, body, every, spans[0]) if plain else None
    limit = bound(scope, one)
    if limit is not None:
        if one.is_former or is_denied(scope, one):
            return None
        if limit.mod == "until":
            return dated(scope, desk, resource, body, every, opened(limit), is_exit=True) if every.rows else None
        if limit.mod == "since" and is_of_then(scope, desk, resource, body, every, limit, told=told):
            return None  # "Jacques Chirac, président depuis 1995, s'y opposa": since then, when he did
        current = held(desk, resource, person, body, one.relations, desk.today)
        if limit.mod == "since" and current.rows:
            return began(scope, desk, resource, body, current, limit)
    if scope.has("universal") and _is_a_bound(scope, one):
        return None  # "avant Thatcher, jamais une femme …" denies nothing of Thatcher
    if told and scope.has("universal"):
        return _never(scope, desk, resource, one, body, every)
    return _holds(scope, desk, resource, one, body, every, told=told)


def _is_a_bound(scope: Scope, one: Held) -> bool:
    """Say whether a person only bounds what nobody ever did: "avant X", "apart from X"."""
    at = scope.at(one.person.span)
    return bool({word.folded for word in scope.words[max(at - 2, 0) : at]} & BOUNDS)


def told_by_election(scope: Scope, one: Held) -> bool:
    """Say whether an election stands beside a pope, who takes office by it."""
    return any(min(abs(at - place) for place in one.place) <= CLOSE for at, _ in scope.cues["elected_pope"])


def _never(scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, every: Query) -> Part | None:
    """Return the part that refutes "n’a jamais été …" by a spell in office; no spell in a list proves nothing."""
    lang = scope.lang
    rows = [row for row in rows_of(every) if (row["start"] or "9999") <= desk.today.isoformat()]
    if not rows:
        return None
    run = Run.of("count", every)
    comparison = compare_presence(expected=False, found=len(rows), lang=lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=_first_spell(scope, desk, one, body, rows),
        expression=str(len(rows)),
        cells=relation_cells(resource, every, lang),
        entities=(one.person.entity_id or "", body),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)


def _first_spell(scope: Scope, desk: Desk, one: Held, body: str, rows: Sequence[Row]) -> str:
    first = min(day for row in rows if (day := day_of(row, "start")))
    return say(
        "took_office",
        scope.lang,
        who=desk.tables.label(one.person.entity_id or "", scope.lang),
        body=desk.tables.label(body, scope.lang),
        day=show_day(first, scope.lang),
    )


def _names_another(scope: Scope, person_at: int, verb_at: int) -> bool:
    """Say whether the person appoints, or is replaced: the verb's date is then not that of taking office."""
    verb = scope.words[verb_at]
    if person_at > verb_at or verb.folded[:5] not in {"nomme", "appoi", "rempl", "repla", "succe"}:
        return False
    before = {word.folded for word in scope.words[person_at:verb_at]}
    is_passive = bool(before & {"ete", "been", "was", "were", "fut", "est"})
    return is_passive if verb.folded[:5] in {"rempl", "repla", "succe"} else bool(before & HAVING) and not is_passive


def _last_within(scope: Scope, row: Row, day: date) -> date | None:
    """Return the last day of a spell in the claim's one period: who left in the summer was in office that year."""
    times = [time for time in scope.times if time.mod == "at" and time.start is not None]
    start, end = day_of(row, "start"), day_of(row, "end")
    if len(times) != 1 or times[0].start is None or start is None:
        return None
    last = day if end is None else min(day, end - timedelta(days=1))
    return last if max(start, times[0].start) <= last else None


def _holders(desk: Desk, resource: Resource, one: Held, body: str, day: str) -> list[Query]:
    return [
        desk.tables.query(resource, IN_FORCE, {"object": body, "relation": relation, "day": day})
        for relation in one.relations
    ]


def _holds(
    scope: Scope, desk: Desk, resource: Resource, one: Held, body: str, every: Query, *, told: bool
) -> Part | None:
    lang, person = scope.lang, one.person.entity_id or ""
    day = reference_day(scope, desk) or (desk.today if not scope.times else None)
    if day is None:
        return None
    within = [last for row in rows_of(every) if (last := _last_within(scope, row, day)) is not None]
    is_partial = bool(within) and day not in within
    day = max(within, default=day)
    current = held(desk, resource, person, body, one.relations, day)
    holders = [query for query in _holders(desk, resource, one, body, day.isoformat()) if query.rows]
    rows = rows_of(every)
    before, after = true_when(rows, day)
    is_dated = told and any(time.mod == "at" and time.start for time in scope.times)
    if not current.rows and not is_dated and (is_history(scope, rows, day) or is_courtesy(rows, day, desk.today)):
        return None
    if rows and not current.rows and not scope.times and scope.has("entered"):
        return None  # "est entré à la Maison-Blanche": once, and not that he is there today
    if not told and not current.rows and held(desk, resource, person, body, one.relations, desk.today).rows:
        return None  # the title of today, in a sentence about another time
    if not told and not current.rows and is_kept(scope, one, rows, desk.today):
        return None
    is_chosen = any(ELECTED & set(word.folded.split("-")) for word in scope.words)
    if is_chosen and not current.rows and any(day < (day_of(row, "start") or date.min) <= day + ELECT for row in rows):
        return None  # "le futur chancelier", "the president-elect": whose title is of the days to come
    if one.is_former or (told and (scope.has("no_longer") or scope.is_negated)):
        if not rows or is_partial or (current.rows and one.is_former):
            return None
        expected = False
    else:
        expected = True
        if not current.rows and not holders:
            if told:
                label = desk.tables.label(body, lang)
                desk.missing.append(say("office_empty", lang, body=label, day=show_day(day, lang)))
            return None
    comparison = compare_presence(expected=expected, found=len(current.rows), lang=lang)
    caveats: list[Caveat] = []
    if not comparison.holds and expected:
        caveats += [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    names = [desk.tables.label(row["subject"] or "", lang) for query in holders for row in rows_of(query)]
    who = desk.tables.label(person, lang)
    spans = ", ".join(spell(row, lang) for row in rows)
    key = "holds_office" if current.rows else ("held_office" if rows else "not_in_office")
    queries = (current, *holders, every)
    cells = relation_cells(resource, current if current.rows else every, lang)
    if not current.rows:
        cells += [cell for query in holders for cell in relation_cells(resource, query, lang)]
    finding = make_finding(
        scope.claim,
        Run("count", queries, Run.of("count", current).outcome),
        comparison,
        operation=Operation.OFFICE,
        resource=resource,
        lang=lang,
        statement=say(
            key,
            lang,
            who=who,
            body=desk.tables.label(body, lang),
            day=show_day(day, lang),
            spells=spans,
            holder=join(names, lang),
        ),
        expression=str(len(current.rows)),
        cells=cells,
        entities=(person, body),
        period=day.isoformat(),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, tuple(caveats), finding.verdict, reads_negation=True)
