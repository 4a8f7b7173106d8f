"""Which city is a state's capital: "Dodoma, capitale de la Tanzanie", "the Romanian capital, Bucharest"."""

from __future__ import annotations

from functools import cache

from sourcier.assessment.comparison import compare_presence
from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import fold, read_table, read_words
from sourcier.assessment.operations.figures.point import is_all_there_is, is_asserted
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation
from sourcier.core.language import Mention
from sourcier.evidence.packs import Resource

RELATION = "has_capital"
CAPITAL = read_words("belonging_words", "capital")
OFFICIAL = read_words("belonging_words", "official")
SMALL = frozenset("de du des la le l d the of is est city s".split())
BARS = ("superlative_member", "intent", "future", "disputed", "former", "exclusive")
DISPUTED = ("not recognised", "claimed", "held by", "no official")
"""Words of a note that leave open which city it is, or whether it is one."""
ROW = "SELECT * FROM {table} WHERE subject = $subject AND relation = $relation"


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that compares the city called a state's capital with the table's."""
    if scope.is_past and not scope.has("still") and not any(word.folded == "," for word in scope.words):
        return []
    if scope.has(*BARS) or scope.is_negated:
        return []
    places = [at for at, word in enumerate(scope.words) if word.folded in CAPITAL]
    if len(places) != 1:
        return []
    at = places[0]
    states, cities = _names(scope, desk, at)
    if states is None or cities is None:
        return []
    state, city = states, cities
    for resource in desk.tables.of_shape("relation"):
        row = next((one for one in resource.rows() if one["subject"] == state and one["relation"] == RELATION), None)
        if row is not None:
            part = _part(scope, desk, resource, row, city, at)
            return [part] if part else []
    return []


def _names(scope: Scope, desk: Desk, at: int) -> tuple[str | None, Mention | None]:
    """Return the state whose capital the words speak of and the name of the city, each right beside "capitale"."""
    state: str | None = None
    city: Mention | None = None
    for mention in sorted((*scope.mentions, *scope.unlinked), key=lambda one: one.span):
        first = scope.at(mention.span)
        last = first + sum(mention.span.contains(word.span) for word in scope.words)
        between = scope.words[at + 1 : first] if first > at else scope.words[last:at]
        extra = {word.folded for word in between if word.role != "entity"} - SMALL - OFFICIAL - {","}
        if extra or len(between) > 5:
            continue
        is_city = _is_city(desk, mention) or fold(mention.text) in _big_cities()
        if is_city and any(word.folded in {",", "est", "is"} for word in between):
            city = city or mention
        elif mention.entity_id in desk.tables.states and not is_city and "," not in {w.folded for w in between}:
            state = state or mention.entity_id
    return state, city


@cache
def _big_cities() -> frozenset[str]:
    """Return the folded names of large cities that are no capital (`data/big_cities.tsv`, written by hand)."""
    return frozenset(fold(city.strip()) for row in read_table("big_cities") for city in row["cities"].split(","))


def _part(scope: Scope, desk: Desk, resource: Resource, row: Row, city: Mention, at: int) -> Part | None:
    lang = scope.lang
    note = (row["note"] or "").lower()
    named = fold(city.text)
    capital = desk.tables.packs.entity(row["object"] or "")
    names = {fold(name) for name in (*_all_names(desk, row["object"] or ""),)}
    is_it = named in names
    is_official = any(word.folded in OFFICIAL for word in scope.words[at : at + 3])
    if capital is None or any(words in note for words in DISPUTED):
        return None
    if not is_it and not is_official and _is_a_seat(note, named):
        return None
    query = desk.tables.query(resource, ROW, {"subject": row["subject"] or "", "relation": RELATION})
    start = min(scope.at(city.span), at)
    told = is_asserted(scope, start, max(scope.at(city.span), at) + 3)
    if is_it and not told and not is_all_there_is(scope, {one.entity_id or "" for one in scope.mentions}):
        return None
    found = [one for one in rows_of(query) if is_it]
    finding = make_finding(
        scope.claim,
        Run.of("count", query),
        compare_presence(expected=True, found=len(found), lang=lang),
        operation=Operation.LOOKUP,
        resource=resource,
        lang=lang,
        statement=say(
            "has_capital",
            lang,
            who=desk.tables.label(row["subject"] or "", lang),
            city=desk.tables.label(row["object"] or "", lang),
        ),
        expression=desk.tables.label(row["object"] or "", lang),
        cells=[make_cell(resource, row, ("subject", "relation"), "object", lang=lang)],
        entities=(row["subject"] or "", row["object"] or ""),
        probability=0.9,
    )
    return Part((finding,), finding.verdict, (), finding.verdict)


def _all_names(desk: Desk, entity: str) -> tuple[str, ...]:
    known = desk.tables.packs.entity(entity)
    return (known.label_fr, known.label_en, *known.aliases_fr, *known.aliases_en) if known else ()


def _is_city(desk: Desk, mention: Mention) -> bool:
    """Say whether a name is a city's that the packs know: a capital, or one that stands for its state ("Abidjan")."""
    if desk.tables.names_a_city(mention.text):
        return True
    known = desk.tables.packs.entity(mention.entity_id or "")
    if known is None or known.kind != "state" or mention.is_adjective or not mention.text[:1].isupper():
        return False
    return fold(mention.text) not in {fold(known.label_fr), fold(known.label_en)} and mention.text in {
        *known.aliases_fr,
        *known.aliases_en,
    }


def _is_a_seat(note: str, city: str) -> bool:
    """Say whether a note has a city as a seat of government, or as another kind of capital."""
    clauses = [fold(clause) for clause in note.split(";")]
    return any(city in clause and any(word in clause for word in ("seat", "capital", " one")) for clause in clauses)
