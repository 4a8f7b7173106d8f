"""Whose losses a claim speaks of, and which counts of them its words allow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, patterns, read_table, stem, tokenise
from sourcier.assessment.operations.estimates.issuers import Fit, Laid, Said, fit_of
from sourcier.assessment.operations.occurrences import wars
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import names_of
from sourcier.assessment.units import noun_family
from sourcier.core.article import Lang
from sourcier.core.language import Mention, Quantity
from sourcier.evidence.packs import Resource

LOOSE = "losses_unspecified"
"""What words of loss mean that say neither killed nor wounded: one may also lose voters, jobs, inhabitants."""
SIGN = 3
"""Letters of the longest sign of a unit."""
SCALES = frozenset({"million", "milliard", "millier", "thousand", "hundred"})
MILITARY = frozenset({":military", ":personnel", ":troops"})
PARTS = frozenset({"counteroffensive", "bakhmut"})
"""Words by which the tables call a part of a war: an offensive, a battle."""


def is_toll(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure counts people lost."""
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    if quantity.unit in {"%", "pp"} or not _is_count(quantity):
        return False
    is_bare = quantity.unit in {"", "1"} or _stands_alone(quantity) or _is_loss_itself(scope, quantity)
    if words and fighters(scope.lang) & {stem(word) for word in tokenise(words)} and fallen(scope):
        return True
    hits = scope.find("losses", "measures")
    if not hits or not (is_bare or noun_family(words, scope.lang) == "persons"):
        return False
    if any(LOOSE not in meaning.split(";") for _, _, meaning in hits):
        return True
    if is_bare:
        return bool(MILITARY & scope.concepts()) or any(scope.words[at].token.pos_ == "NOUN" for at, _, _ in hits)
    return bool(fighters(scope.lang) & {stem(word) for word in tokenise(words)})


def _is_loss_itself(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure counts losses as such: "400 000 pertes", not jobs."""
    if not patterns("losses", "measures", scope.lang).find([fold(quantity.unit)]):
        return False
    ends = [at for at, word in enumerate(scope.words) if quantity.span.overlaps(word.span)]
    after = scope.words[ends[-1] + 1 : ends[-1] + 3] if ends else ()
    is_qualified = any(
        word.role == "" and word.token.pos_ in {"NOUN", "ADJ"} and not MILITARY & word.features for word in after
    )
    nouns = [
        word
        for word in scope.words
        if quantity.span.contains(word.span) and word.token.pos_ == "NOUN" and word.role in {"", "unit"}
    ]
    others = [word for word in nouns if not word.token.like_num and stem(word.folded) not in SCALES]
    return not is_qualified and len(others) <= 1


def _stands_alone(quantity: Quantity) -> bool:
    """Say whether a number has no noun of its own beside it: "évaluent à 120 000 le nombre de soldats tués"."""
    is_noun = len(quantity.unit) > SIGN and quantity.unit.islower()
    return is_noun and quantity.unit not in quantity.text


def fallen(scope: Scope) -> list[tuple[int, int, str]]:
    """Return words that say "killed" of soldiers alone: "sont tombés", "has buried"; "tombés malades" does not."""
    hits = scope.find("fallen", "sense")
    others = {start for start, _, sense in hits if sense == "other"}
    return [hit for hit in hits if hit[2] == "killed" and hit[0] not in others]


def loss_words(scope: Scope) -> list[tuple[int, int, str]]:
    """Return the words of loss of a claim, those that only soldiers' losses have among them."""
    said = {stem(word) for one in scope.quantities for word in tokenise(f"{one.unit} {one.of or ''}")}
    own = fallen(scope) if fighters(scope.lang) & said else []
    return sorted([*scope.find("losses", "measures"), *own])


@cache
def fighters(lang: Lang) -> frozenset[str]:
    """Return the stems of those whom an army loses: with a plain "lost", no other noun makes a toll of war."""
    rows = (row for row in read_table("fighters") if row["lang"] == lang)
    return frozenset(stem(fold(word.strip())) for row in rows for word in row["words"].split(","))


def _is_count(quantity: Quantity) -> bool:
    """Say whether a figure may number people: half of a population is a share."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return all(end == 0 or end >= 1 for end in ends)


def measures_said(scope: Scope) -> tuple[str, ...]:
    """Return the measures that the words of loss allow, the most exact words first."""
    hits = loss_words(scope)
    exact = [each for _, _, each in hits if each in {"civilians_killed", "civilians_wounded", "killed_and_wounded"}]
    if exact:
        return (exact[0],)
    plain = {each for _, _, each in hits}
    if {"killed", "wounded"} <= plain:
        return ("killed_and_wounded",)
    if "killed" in plain or "wounded" in plain:
        return ("killed",) if "killed" in plain else ("wounded",)
    return tuple(hits[0][2].split(";")) if hits else ()


def casualties(scope: Scope, desk: Desk, laid: Laid, *, narrower: bool = False) -> list[Said]:
    """Return the estimates of the losses that a claim speaks of, of every issuer and day.

    Args:
        scope: The claim.
        desk: The tables.
        laid: Whom it names as its source; one that counts the dead of one people alone says whose they are.
        narrower: Return those on a part of the war instead: one battle, some months.
    """
    resources = [
        one for one in desk.tables.of_shape("estimate") if any(row["measure"] == "killed" for row in one.rows())
    ]
    measures = measures_said(scope)
    if ":dead" not in scope.concepts() and not measures:
        return []
    found: list[Said] = []
    for resource in resources:
        subject = _subject(scope, desk, resource, measures, laid) or _counted_by(desk, resource, measures, laid)
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
    return [one for one in found if _is_of_a_part(one)] if narrower else _in_scope(scope, found)


def _counted_by(desk: Desk, resource: Resource, measures: Sequence[str], laid: Laid) -> str | None:
    rows = [Said(resource, row) for row in resource.rows() if row["measure"] in measures] if laid.spans else []
    mouths = {(one.row["issuer"], one.row["subject"]): one for one in rows}
    found = {subject or "" for (_, subject), one in mouths.items() if fit_of(laid, desk, one) is Fit.ISSUER}
    return found.pop() if len(found) == 1 else None


def _counts(measure: str, wanted: Sequence[str]) -> bool:
    """Say whether a row bears on the claim: its own measure, or one that a plain "killed" is often mistaken for."""
    if measure in wanted:
        return True
    near = {
        "killed": ("killed_and_wounded", "losses_unspecified", "personnel_losses_claimed"),
        "killed_and_wounded": ("personnel_losses_claimed", "losses_unspecified"),
    }
    return any(measure in near.get(each, ()) for each in wanted)


def _is_of_a_part(one: Said) -> bool:
    """Say whether a row counts the losses of a part of a war."""
    note = one.row.get("scope") or ""
    return bool(set(tokenise(note)) & PARTS) or "," in note


def _in_scope(scope: Scope, rows: list[Said]) -> list[Said]:
    """Keep rows on the whole of a war, or those on the part of it that the claim names."""
    if scope.has("counter_offensive"):
        named = [one for one in rows if "counteroffensive" in fold(one.row.get("scope") or "")]
        return named + [one for one in rows if not _is_of_a_part(one)] if named else rows
    donbas = [one for one in rows if fold(one.row.get("scope") or "") == "donbas"]
    others = [one for one in rows if one not in donbas and not _is_of_a_part(one)]
    return others or donbas or rows


def _subject(scope: Scope, desk: Desk, resource: Resource, measures: Sequence[str], laid: Laid) -> str | None:
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
    named = [one for one in sorted(candidates) if _is_named(scope, desk, one)]
    if len(named) == 1:
        return named[0]
    linked = [one for one in scope.mentions if one.entity_id]
    mentions = [one for one in linked if not any(span.overlaps(one.span) for span in laid.spans)] or linked
    if losers := [one for one in mentions if _suffers(scope, one)]:
        mentions = losers
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
            is_force = bool(desk.tables.states_behind(subject)) and _is_force(names)
            if not _fits(desk, mention.entity_id or "", subject, names) or (is_force and _is_where(scope, mention)):
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


def _is_named(scope: Scope, desk: Desk, subject: str) -> bool:
    """Say whether a claim calls a subject of losses by a name that no reference links: "Wagner fighters"."""
    entity = desk.tables.packs.entity(subject)
    if entity is None or desk.tables.states_behind(subject):
        return False
    said = f" {' '.join(word.folded for word in scope.words)} "
    linked = " ".join(fold(one.text) for one in scope.mentions if one.entity_id)
    names = [" ".join(tokenise(name)) for name in names_of(entity)]
    return any(len(name) > SIGN and f" {name} " in said and name not in linked for name in names)


def _is_where(scope: Scope, mention: Mention) -> bool:
    """Say whether a state is only the ground on which somebody dies, and nothing says that its soldiers do."""
    at = scope.at(mention.span)
    is_ground = at > 0 and scope.words[at - 1].folded in {"en", "au", "aux", "in", "across", "over", "inside"}
    return is_ground and not mention.is_adjective and not MILITARY & scope.concepts()


def _suffers(scope: Scope, mention: Mention) -> bool:
    """Say whether a name is the subject of a verb of losing: not the land on which it loses."""
    verbs = {scope.words[at].token.i for at, _, sense in scope.find("fallen", "sense") if sense == "suffers"}
    tokens = (word.token for word in scope.words if mention.span.contains(word.span))
    return any(token.dep_ == "nsubj" and token.head.i in verbs for token in tokens)


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
