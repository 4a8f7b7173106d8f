"""Articles and claims read from the tables of a corpus, in an order of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.records import Paper, Stated

if TYPE_CHECKING:
    import duckdb

CONTEXT = 400
"""Characters of an article that tell what it is about, behind its title."""


def papers_of(database: duckdb.DuckDBPyConnection) -> list[Paper]:
    """Return the articles, the earliest first, undated ones last."""
    rows = database.execute(
        "SELECT id, title, publisher, published, updated, url, lang, sentences, sentences_with_claims, len(links) "
        "FROM articles ORDER BY published NULLS LAST, id"
    ).fetchall()
    return [Paper(*row) for row in rows]


def stated_in(database: duckdb.DuckDBPyConnection, papers: Sequence[Paper]) -> list[Stated]:
    """Return the claims of some articles that could be compared: all but those that nothing could check."""
    by_id = {paper.id: paper for paper in papers}
    rows = database.execute(
        "SELECT c.article, c.id, c.words, coalesce(a.title, '') || '. ' || left(a.text, $context), c.polarity, "
        "s.verdict, s.why_none, c.source_kind, c.source, c.start "
        "FROM claims c JOIN articles a ON a.id = c.article "
        "LEFT JOIN assessments s ON s.article = c.article AND s.claim = c.id "
        "WHERE c.checkability <> 'not_checkable' AND c.kind <> 'quote' "
        "ORDER BY a.published NULLS LAST, a.id, c.start, c.id",
        {"context": CONTEXT},
    ).fetchall()
    contexts: dict[str, str] = {}  # one string for all claims of an article
    return [
        Stated(by_id[article], id_, words, contexts.setdefault(article, context), *more)
        for article, id_, words, context, *more in rows
        if article in by_id
    ]
