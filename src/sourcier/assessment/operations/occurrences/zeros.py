"""A denial that a series bears out: it has a zero for every year of a closed time."""

from __future__ import annotations

from datetime import date

from sourcier.assessment.comparison import compare_presence
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding, series_cells
from sourcier.assessment.lexicon import read_starts
from sourcier.assessment.operations.figures.series import Meant
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation, Query

ZEROS = (
    "SELECT entity, period, value, source FROM {table} WHERE entity = $entity AND value = 0 "
    "AND period >= $first AND period <= $last ORDER BY period"
)
PLAIN = read_starts("event_words", "plain_denials")
"""Beginnings of the words that may stand in a plain denial: any other may narrow it."""


def check(scope: Scope, desk: Desk, meant: Meant, empty: Query, last: date) -> Part | None:
    """Return the part that bears a denial out.

    Args:
        scope: The claim.
        desk: The tables.
        meant: The series of what is denied.
        empty: The query for counter-examples, which found none.
        last: Last day of the time that the claim closes.

    Returns:
        None where the series lacks a year, or the claim has words that may narrow what is denied.
    """
    if not _is_bare(scope):
        return None
    lang, resource, asked = scope.lang, meant.resource, dict(empty.parameters)
    first = asked["first"]
    query = desk.tables.query(resource, ZEROS, {"entity": asked["entity"], "first": first, "last": str(last.year)})
    rows = rows_of(query)
    if len(rows) != last.year - int(first) + 1:
        return None
    finding = make_finding(
        scope.claim,
        Run("count", (empty, query), Run.of("count", empty).outcome),
        compare_presence(expected=False, found=0, lang=lang),
        operation=Operation.ABSENCE,
        resource=resource,
        lang=lang,
        statement=say(
            "counted_none",
            lang,
            measure=meant.match.measure.title(lang),
            who=desk.tables.label(asked["entity"], lang),
            first=first,
            last=str(last.year),
        ),
        expression="0",
        cells=series_cells(resource, query, lang),
        entities=(asked["entity"],),
        period=f"{first}/{last.year}",
        signals=meant.match.signals,
        probability=meant.match.probability,
    )
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)


def _is_bare(scope: Scope) -> bool:
    """Say whether every word that tells something belongs to a name, a time or the plain denial."""
    return all(
        word.role not in {"", "unlinked"}
        or word.token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"}
        or word.folded.startswith(PLAIN)
        for word in scope.words
    )
