"""The finding that one row of a table of estimates makes."""

from __future__ import annotations

import re
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, show_day
from sourcier.assessment.desk import Desk, Run, make_cell, make_finding
from sourcier.assessment.numbers import show_range
from sourcier.assessment.operations.estimates.issuers import Said
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import inside, issuer_name, say, sentence
from sourcier.core.article import Lang
from sourcier.core.findings import Caveat, Finding, Operation

PICK = (
    "SELECT * FROM {table} WHERE subject = $subject AND measure = $measure AND issuer = $issuer "
    "AND as_of = CAST($as_of AS DATE) AND issued = CAST($issued AS DATE)"
)
IN_SCALE = re.compile(r" (?:en|in) (?:milli(?:er|on|ard)|thousand|million|billion)s$")
"""A title's word on how its figures are written: they carry their own."""


def issuer_of(desk: Desk, one: Said, scope: Scope) -> str:
    """Return the name of a row's issuer, in the article's language."""
    issuer = one.row["issuer"] or ""
    return issuer_name(issuer, desk.tables.label(issuer, scope.lang), scope.lang)


def finding_of(scope: Scope, desk: Desk, one: Said, bounds: Bounds, *, exact: bool) -> Finding:
    """Return the finding of a row; `exact`: it counts the very thing claimed."""
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
    measure = _title(desk, one, lang)
    party = desk.tables.label(row["party"], lang) if row["party"] else ""
    return make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.ESTIMATE,
        resource=resource,
        lang=lang,
        statement=say(
            "estimated",
            lang,
            subject=label,
            measure=inside(measure),
            value=show_range(low, high, unit, lang),
            issuer=issuer_of(desk, one, scope),
            day=show_day(one.as_of, lang),
            party=say("speaks_for", lang, party=party) if party else "",
        ),
        expression=show_range(low, high, unit, lang),
        cells=[
            make_cell(
                resource,
                row,
                ("subject", "measure", "issuer", "as_of"),
                column,
                lang=lang,
                value=value,
                unit=unit,
                label=measure,
            )
        ],
        measure=measure,
        definition=_definition(one, measure, lang),
        unit=unit,
        entities=(row["subject"] or "",),
        period=row["as_of"] or "",
        caveats=(Caveat.INTERESTED_SOURCE,) if party else (),
        probability=0.9 if exact else 0.6,
    )


def _title(desk: Desk, one: Said, lang: Lang) -> str:
    """Return what a row measures: our own words for losses, the table's for the rest."""
    measure = one.row["measure"] or ""
    if measure in NAMED:
        return say(f"measure_{measure}", lang)
    known = (each for each in desk.measures.all if each.resource == one.resource and each.measure == measure)
    title = next((each.title(lang) for each in known), measure.replace("_", " "))
    return IN_SCALE.sub("", title)


def _definition(one: Said, measure: str, lang: Lang) -> str:
    """Return what the table says of one of its measures ("code : words ; code : words"), else the measure's label."""
    code = re.escape(one.row["measure"] or "")
    own = re.search(rf"(?<!\w){code}\s*:\s*(.+?)\s*(?:;\s|\.(?:\s|$)|$)", one.resource.definition.get(lang, ""))
    return sentence(own[1] if own else measure)


NAMED = frozenset(
    "killed wounded killed_and_wounded losses_unspecified personnel_losses_claimed civilians_killed "
    "civilians_wounded".split()
)
