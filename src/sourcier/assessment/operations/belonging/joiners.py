"""How many joined an organisation in a year or a month."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, exact_bounds, show_interval
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.lexicon import patterns, read_words
from sourcier.assessment.operations.belonging.relations import relation_cells, usual_source
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

MEMBER = "member_of"
TELLING = frozenset({"NOUN", "ADJ", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
MEMBERS = read_words("belonging_words", "joiners")
JOINED = (
    "SELECT * FROM {table} WHERE object = $object AND relation = $relation "
    "AND start >= CAST($first AS DATE) AND start < CAST($after AS DATE) ORDER BY start, subject"
)
AMONG = JOINED.replace("ORDER BY", "AND list_contains(string_split($members, ' '), subject) ORDER BY")


def joiners(scope: Scope, desk: Desk, resource: Resource, body: Subject, figure: Quantity) -> list[Part]:
    """Return the part that counts who joined in the claim's one period; nothing on who left, or on open periods."""
    times, lang = scope.times, scope.lang
    if scope.has("exited", "becoming") or scope.is_future or len(times) != 1 or times[0].mod != "at":
        return []
    start, end = times[0].start, times[0].end
    if start is None or end is None or end > desk.today or not resource.is_complete_for(body.id):
        return []
    counted = _counted(scope, figure)
    if counted is None:
        return []
    members, group = counted
    parameters = {"object": body.id, "relation": MEMBER, "first": start.isoformat(), "after": end.isoformat()}
    sql = JOINED
    if members:
        sql, parameters = AMONG, parameters | {"members": " ".join(members)}
    query = desk.tables.query(resource, sql, parameters)
    run = Run.of("count", query)
    bounds = exact_bounds(claimed_bounds(figure), figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="states", lang=lang)
    rows = rows_of(query)
    count = str(len(rows))
    total = make_cell(
        resource,
        {"relation": MEMBER, "object": body.id, "source": usual_source(rows)},
        ("relation", "object"),
        "count",
        lang=lang,
        value=count,
        extra=(("from", start.isoformat()), ("to", end.isoformat())),
    )
    names = [desk.tables.label(row["subject"] or "", lang) for row in rows]
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.COUNT,
        resource=resource,
        lang=lang,
        statement=say(
            "joiners",
            lang,
            body=", ".join(filter(None, (desk.tables.label(body.id, lang), group))),
            day=show_interval(start, end, lang),
            count=count,
            names=join(names, lang, limit=12) or "–",
        ),
        expression=count,
        cells=[total, *relation_cells(resource, query, lang)],
        unit="states",
        entities=(body.id,),
        period=f"{start.isoformat()}/{end.isoformat()}",
        probability=0.85,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _counted(scope: Scope, figure: Quantity) -> tuple[tuple[str, ...], str] | None:
    """Return the members and name of the group that is counted ("trois pays baltes"), empty where all states are.

    None where other words say which are meant: "trois anciens pays soviétiques", "two Mediterranean islands".
    """
    first = next((at for at, word in enumerate(scope.words) if figure.span.overlaps(word.span)), 0)
    last = next((at for at in range(first, len(scope.words)) if scope.words[at].token.pos_ in VERBS), len(scope.words))
    said = scope.words[first:last]
    groups = patterns("groups", "group", scope.lang).find([word.folded for word in said])
    if groups:
        start, end, name = groups[0]
        said = (*said[:start], *said[end:])
        members, label = fixed_groups()[name].members, fixed_groups()[name].label(scope.lang)
    else:
        members, label = (), ""
    noun = figure.number or figure.span
    telling = [
        word
        for word in said
        if word.token.pos_ in TELLING
        and word.role not in {"stop", "neutral", "number", "time", "unit"}
        and not noun.contains(word.span)
    ]
    return None if any(word.folded not in MEMBERS for word in telling) else (members, label)
