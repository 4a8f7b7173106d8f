"""The article against itself: parts of given wholes, lengths of a war that the tables date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_number, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_cell, make_finding
from sourcier.assessment.numbers import show
from sourcier.assessment.scope import Scope
from sourcier.core.findings import Cell, Operation, Query
from sourcier.core.language import Comparator, Quantity
from sourcier.assessment.wording import say

ARTICLE = "article"
"""Pack and resource of figures that the article itself gives: never run again on a pack."""


def figures(quantities: Sequence[Quantity]) -> Query:
    """Return figures of the article as a query, so that the same functions can compute with them."""
    rows = tuple((one.text, str(one.low if one.low is not None else one.high), str(one.span.start)) for one in quantities)
    return Query(ARTICLE, ARTICLE, "", (), ("text", "value", "start"), rows)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the parts that the article's own figures decide."""
    return _part_of_whole(scope, desk)


def _part_of_whole(scope: Scope, desk: Desk) -> list[Part]:
    """Check "sur 193, 141 …, soit moins des deux tiers": a whole, a part of it, and the share given for it."""
    shares = [one for one in scope.quantities if one.unit in {"%", "1"}]
    plain = [one for one in scope.quantities if one.unit not in {"%", "1", "pp"} and one.per is None and one.low is not None and one.low == one.high]
    words = {word.folded for word in scope.words}
    if len(shares) != 1 or len(plain) != 2 or not words & {"soit", "is", "or", "namely", "i.e.", "meaning"}:
        return []
    whole, part = sorted(plain, key=lambda one: -(one.low or Decimal(0)))
    before = [word.folded for word in scope.words[max(scope.at(whole.span) - 2, 0) : scope.at(whole.span)]]
    if not set(before) & {"sur", "des", "les", "of", "out", "de", "the"}:
        return []
    lang = scope.lang
    run = Run.of("share", figures([part]), figures([whole]))
    given = claimed_bounds(shares[0])
    bounds = given.scaled(Decimal(100)) if shares[0].unit == "1" else given
    if bounds.low is not None and bounds.low == bounds.high:
        bounds = Bounds(bounds.low - 1, bounds.low + 1, Comparator.APPROX, bounds.figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="%", lang=lang)
    share = show(run.outcome.numbers[0], lang)
    expression = f"{part.text} / {whole.text} = {share} %"
    cells = _in_tables(scope, desk, part) or [_cell(part), _cell(whole)]
    resource = desk.tables.packs.resources[0]
    finding = make_finding(
        scope.claim, run, comparison, operation=Operation.INTERNAL, resource=resource, lang=lang,
        statement=say("own_sum", lang, sum=expression), expression=expression, cells=cells, measure=say("own_figures", lang), unit="%",
    )  # fmt: skip
    return [Part((finding,), finding.verdict, (), finding.verdict)]


def _cell(figure: Quantity) -> Cell:
    return Cell(
        pack=ARTICLE, resource=ARTICLE, key=(("start", str(figure.span.start)),), column="value",
        value=str(figure.low), unit=figure.unit, label=figure.text, source=ARTICLE,
    )  # fmt: skip


def _in_tables(scope: Scope, desk: Desk, part: Quantity) -> list[Cell]:
    """Return the cell of the vote that a part counts, where the tables have it too."""
    from sourcier.assessment.operations import vote  # noqa: PLC0415

    for found in vote.check(scope, desk):
        for finding in found.findings:
            if finding.comparison.holds and finding.cells[0].value == str(part.low):
                return [finding.cells[0]]
    return []


