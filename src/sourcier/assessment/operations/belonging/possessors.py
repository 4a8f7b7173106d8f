"""How many states possess what a list of possessors is about: "neuf pays détiennent l’arme nucléaire"."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, exact_bounds, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.belonging.relations import IN_FORCE, relation_cells, usual_source
from sourcier.assessment.scope import Scope
from sourcier.assessment.units import noun_family
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation

VERBS = read_starts("belonging_words", "possessing")
PLAIN = read_words("belonging_words", "plain_possessors")


def check(scope: Scope, desk: Desk, hit: tuple[int, int, str]) -> list[Part]:
    """Return the part that counts possessors today, where a number of states, a verb of having and it are all there is.

    Args:
        scope: The claim.
        desk: The tables.
        hit: Where what is possessed stands, and which it is.
    """
    start, end, concept = hit
    figures = [one for one in scope.quantities if noun_family(" ".join(filter(None, (one.unit, one.of))), scope.lang)]
    if len(scope.quantities) != 1 or len(figures) != 1 or scope.times or scope.is_past or scope.is_negated:
        return []
    figure = figures[0]
    if noun_family(figure.unit, scope.lang) != "states" or not _is_bare(scope, start, end, concept):
        return []
    resource = next(
        (one for one in desk.tables.of_shape("relation") if any(row["object"] == concept for row in one.rows())), None
    )
    if resource is None:
        return []
    lang, day = scope.lang, desk.today
    query = desk.tables.query(resource, IN_FORCE, {"object": concept, "relation": "possesses", "day": day.isoformat()})
    run = Run.of("count", query)
    names = [desk.tables.label(row["subject"] or "", lang) for row in rows_of(query)]
    total = make_cell(
        resource,
        {"relation": "possesses", "object": concept, "source": usual_source(rows_of(query))},
        ("relation", "object"),
        "count",
        lang=lang,
        value=str(len(names)),
        extra=(("at", day.isoformat()),),
    )
    finding = make_finding(
        scope.claim,
        run,
        compare_number(
            exact_bounds(claimed_bounds(figure), figure),
            run.outcome.numbers,
            tolerance=Decimal(0),
            unit="states",
            lang=lang,
        ),
        operation=Operation.COUNT,
        resource=resource,
        lang=lang,
        statement=say(
            "possessors",
            lang,
            what=desk.tables.label(concept, lang),
            day=show_day(day, lang),
            count=str(len(names)),
            names=join(names, lang, limit=12),
        ),
        expression=str(len(names)),
        cells=[total, *relation_cells(resource, query, lang)],
        unit="states",
        entities=(concept,),
        period=day.isoformat(),
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _is_bare(scope: Scope, start: int, end: int, concept: str) -> bool:
    """Say whether nothing narrows who possesses: "officially", "under the treaty", a body whose members are meant."""
    if any(one.entity_id != concept for one in scope.mentions) or scope.unlinked:
        return False
    verbs = 0
    for at, word in enumerate(scope.words):
        if start <= at < end or word.role in {"stop", "number", "unit", "entity"} or word.folded in PLAIN:
            continue
        if word.token.pos_ in {"VERB", "AUX"} and word.folded.startswith(VERBS):
            verbs += 1
        elif word.token.pos_ not in {"DET", "ADP", "PUNCT", "PRON"} or word.role == "":
            return False
    return verbs == 1
