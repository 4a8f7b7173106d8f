"""Whether a toll is that of a whole war: not of a day, a place, one attack, or something else than the fighting.

Issuers count since the first day, on all fronts. What a claim says of one night in one town is another figure, and no
total refutes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import patterns, stem, tokenise
from sourcier.assessment.operations.estimates.issuers import Laid, Said
from sourcier.assessment.operations.estimates.losses import fighters
from sourcier.assessment.periods import time_for
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import strangers
from sourcier.assessment.tables import names_of
from sourcier.core.language import Quantity, TimeInterval

FEW = 20
"""So many times below every issuer's figure, a toll is of something smaller than the war."""
AS_OF = frozenset({"au", "aux", "a", "fin", "by", "as", "of", "at", "late", "end", "mi", "jusqu", "until", "up", "to"})
"""Words that say up to which day one counts: "au 10 septembre", "fin mai", "by the middle of 2024"."""
LONG = timedelta(days=370)
HOURS = frozenset({"d", "h", "wk", "mo"})
"""Units of a length shorter than a war."""
REACH = 4


def is_part(scope: Scope, desk: Desk, quantity: Quantity, rows: Sequence[Said], laid: Laid) -> bool:
    """Say whether a toll is only of a part of what some rows count."""
    words = _words_of(desk, rows)
    hits = scope.find("incidents", "sense")
    senses = {sense for _, _, sense in hits}
    front = {at for start, end, sense in hits if sense == "front" for at in range(start, end)}
    is_event = _is_of_one_day(desk, rows)
    if is_event and (not _names_event(scope, hits, words) or _are_fighters(scope, quantity, words)):
        return True
    for start, end, sense in hits:
        own = {stem(word.folded) for word in scope.words[start:end]}
        if own & words or front & {*range(start, end)} or (is_event and sense == "incident"):
            continue
        is_one = "Sing" in scope.words[start].token.morph.get("Number", [])
        if sense in {"cause", "place", "short"} or (sense == "incident" and is_one):
            return True
    if any(one.unit in HOURS and one != quantity and (one.low or 0) <= 1 for one in scope.quantities):
        return True
    if _is_elsewhere(scope, desk, words, laid):
        return True
    time = time_for(scope, quantity)
    return time is not None and "sofar" not in senses and not is_event and _is_of_its_time(scope, time, rows)


def _names_event(scope: Scope, hits: Sequence[tuple[int, int, str]], words: set[str]) -> bool:
    """Say whether a claim names the one attack that rows are of, by its day or what it was."""
    said = {stem(word.folded) for start, end, sense in hits if sense == "incident" for word in scope.words[start:end]}
    return bool(said or scope.times or any(word.folded in words for word in scope.words if word.folded.isdigit()))


def _are_fighters(scope: Scope, quantity: Quantity, words: set[str]) -> bool:
    """Say whether a figure counts soldiers, where rows count everybody whom one attack killed."""
    counted = {stem(word) for word in tokenise(f"{quantity.unit} {quantity.of or ''} {quantity.text}")}
    return bool(fighters(scope.lang) & counted - words)


def is_far_below(bounds: Bounds, rows: Sequence[Said]) -> bool:
    """Say whether a figure is so small beside all issuers' that it must be of something else."""
    values = [Decimal(one.row["low"] or "0") for one in rows]
    return bounds.high is not None and bounds.high * FEW < min(values)


def _is_of_one_day(desk: Desk, rows: Sequence[Said]) -> bool:
    """Say whether those whom rows count are the victims of one attack, called by its day."""
    entities = [desk.tables.packs.entity(subject) for subject in {one.row["subject"] or "" for one in rows}]
    return all(one is not None and any(word.isdigit() for word in tokenise(one.label_fr)) for one in entities)


def _words_of(desk: Desk, rows: Sequence[Said]) -> set[str]:
    """Return the words by which the tables say whose the losses are, and of which part of a war."""
    found: set[str] = set()
    for subject in {one.row["subject"] or "" for one in rows}:
        entity = desk.tables.packs.entity(subject)
        found |= {stem(word) for name in (names_of(entity) if entity else ()) for word in tokenise(name)}
    scopes = {one.row.get("scope") or "" for one in rows}
    return found | {stem(word) for text in scopes for word in tokenise(text)}


def _is_elsewhere(scope: Scope, desk: Desk, words: set[str], laid: Laid) -> bool:
    """Say whether a claim names a place that is neither a state's nor the subject's: "à Kherson", "near Avdiivka"."""
    for one in (*strangers(scope), *scope.mentions):
        if any(span.overlaps(one.span) for span in laid.spans) or one.kind == "person":
            continue
        is_narrow = one.entity_id is None or (
            desk.tables.names_a_city(one.text) and _before(scope, one.span.start) & {"a", "in", "near", "pres", "de"}
        )
        if is_narrow and not {stem(word) for word in tokenise(one.text)} & words:
            return True
    return False


def _before(scope: Scope, at: int) -> set[str]:
    place = next((n for n, word in enumerate(scope.words) if word.span.start >= at), 0)
    return {word.folded for word in scope.words[max(place - 2, 0) : place]}


def _is_of_its_time(scope: Scope, time: TimeInterval, rows: Sequence[Said]) -> bool:
    """Say whether a claim counts what happened within a time, and others had counted before it began."""
    if time.mod not in {"at", "approx"} or time.start is None or time.end is None or time.end - time.start > LONG:
        return False
    inside = [word for word in scope.words if time.span.overlaps(word.span)]
    if not inside or not any(one.as_of < time.start for one in rows):
        return False
    at = scope.words.index(inside[0])
    opening = [word.folded for word in (*scope.words[max(at - 2, 0) : at], *inside[:REACH])]
    if AS_OF & set(opening) or _is_pluperfect(scope):
        return False
    return not _is_told_then(scope, inside[-1].token.i)


def _is_pluperfect(scope: Scope) -> bool:
    """Say whether it looks back from a time: "avaient péri", "had been killed"."""
    return any(
        word.folded in {"had", "avait", "avaient", "etait", "etaient"} and word.token.pos_ == "AUX"
        for word in scope.words
    )


def _is_told_then(scope: Scope, at: int) -> bool:
    """Say whether a time is that of the saying: "a reconnu mercredi la mort de 40 000 hommes"."""
    hits = patterns("saying", "sense", scope.lang).find([word.folded for word in scope.words])
    verbs = {scope.words[start].token.i for start, _, _ in hits if scope.words[start].token.pos_ in {"VERB", "AUX"}}
    token = next(word.token for word in scope.words if word.token.i == at)
    lost = {
        scope.words[start].token.i
        for table in ("losses", "fallen")
        for start, _, _ in scope.find(table, "measures" if table == "losses" else "sense")
    }
    for _ in range(REACH * 2):
        if token.i in verbs:
            return True
        if token.i in lost or token.head.i == token.i:
            return False
        token = token.head
    return False
