"""Articles that are one text: wire stories printed by several papers, and versions of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.records import Edition, Paper
from sourcier.evidence.library.origins import SignedDocument, SignedPassage, origins_of, sign_documents

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""


def copies_in(database: duckdb.DuckDBPyConnection, papers: Sequence[Paper]) -> Mapping[str, str]:
    """Return by article the first article of the same text: itself where it is nobody's copy.

    The library's own measure (evidence/library/origins.py): copies share most of their word triples.
    """
    rank = {paper.id: at for at, paper in enumerate(papers)}
    documents: list[SignedDocument] = []
    reading = database.execute("SELECT id, text FROM articles")
    while rows := reading.fetchmany(_AT_ONCE):
        signed = sign_documents([text for _, text in rows])
        for (id_, _), signature in zip(rows, signed, strict=True):
            documents.append(SignedDocument(id_, f"{rank[id_]:016x}", papers[rank[id_]].published, signature))
    # One passage a document, too short to be anybody's copy by itself: it has its document's origin.
    origins = origins_of(documents, [SignedPassage(one.id, one.id, b"") for one in documents])
    first: dict[str, str] = {}
    for paper in papers:
        first.setdefault(origins[paper.id], paper.id)
    return {paper.id: first[origins[paper.id]] for paper in papers}


def one_text(copy_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> Mapping[str, str]:
    """Return by article the article that stands for all of its text: its copies, and the versions of their pages."""
    stands: dict[str, str] = {}

    def found(id_: str) -> str:
        while id_ in stands:
            id_ = stands[id_]
        return id_

    for id_, edition in edition_of.items():
        own, first = found(copy_of[id_]), found(copy_of[edition.page])
        if own != first:
            stands[own] = first
    return {id_: found(first) for id_, first in copy_of.items()}
