"""How many joined an organisation in a year or a month."""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number, exact_bounds, show_interval
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.operations.belonging.relations import relation_cells, usual_source
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource

MEMBER = "member_of"
JOINED = (
    "SELECT * FROM {table} WHERE object = $object AND relation = $relation "
    "AND start >= CAST($first AS DATE) AND start < CAST($after AS DATE) ORDER BY start, subject"
)


def joiners(scope: Scope, desk: Desk, resource: Resource, body: Subject, figure: Quantity) -> list[Part]:
    """Return the part that counts who joined in the claim's one period; nothing on who left, or on open periods."""
    times, lang = scope.times, scope.lang
    if scope.has("exited", "becoming") or scope.is_future or len(times) != 1 or times[0].mod != "at":
        return []
    start, end = times[0].start, times[0].end
    if start is None or end is None or end > desk.today or not resource.is_complete_for(body.id):
        return []
    parameters = {"object": body.id, "relation": MEMBER, "first": start.isoformat(), "after": end.isoformat()}
    query = desk.tables.query(resource, JOINED, parameters)
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
            body=desk.tables.label(body.id, lang),
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
