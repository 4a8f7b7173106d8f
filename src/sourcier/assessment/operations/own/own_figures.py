"""Figures that the article itself gives, as queries and cells like any other."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.findings import Cell, Query
from sourcier.core.language import Quantity

ARTICLE = "article"
"""Pack and resource of figures that the article itself gives: never run again on a pack."""


def figures(quantities: Sequence[Quantity]) -> Query:
    """Return figures of the article as a query, so that the same functions can compute with them."""
    rows = tuple(
        (one.text, str(one.low if one.low is not None else one.high), str(one.span.start)) for one in quantities
    )
    return Query(ARTICLE, ARTICLE, "", (), ("text", "value", "start"), rows)


def own_cell(figure: Quantity) -> Cell:
    """Return a figure of the article as a cell, picked by its place."""
    return Cell(
        pack=ARTICLE,
        resource=ARTICLE,
        key=(("start", str(figure.span.start)),),
        column="value",
        value=str(figure.low if figure.low is not None else figure.high),
        unit=figure.unit,
        label=figure.text,
        source=ARTICLE,
    )
