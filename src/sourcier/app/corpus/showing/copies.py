"""Articles that are one text: wire stories printed by several papers, and versions of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.copying import Standing, standing
from sourcier.app.corpus.showing.records import Edition, Paper
from sourcier.app.corpus.showing.slots import Script, scripts_of, sentences_of
from sourcier.evidence.library.origins import SignedDocument, SignedPassage, origins_of, sign_documents

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""
_GROUPS, _MEMBERS = 400, 8
"""Texts of one pattern that an article is held against, the latest first, and copies of each."""


def copies_in(database: duckdb.DuckDBPyConnection, papers: Sequence[Paper]) -> Mapping[str, str]:
    """Return by article the first article of the same text: itself where it is nobody's copy.

    The library's own measure (evidence/library/origins.py) proposes articles that share most of their word triples;
    what they put into the sentences that they share decides (copying.py).
    """
    copy_of = {paper.id: paper.id for paper in papers}
    held: list[list[Paper]] = []
    for alike in _alike(database, papers):
        held.append(alike)
        if sum(map(len, held)) >= _AT_ONCE:
            copy_of |= _told(held, database)
            held = []
    return copy_of | _told(held, database)


def _alike(database: duckdb.DuckDBPyConnection, papers: Sequence[Paper]) -> list[list[Paper]]:
    """Return the articles that share most of their word triples, in their order; those like no other are left out."""
    rank = {paper.id: at for at, paper in enumerate(papers)}
    documents: list[SignedDocument] = []
    reading = database.execute("SELECT id, text FROM articles")
    while rows := reading.fetchmany(_AT_ONCE):
        signed = sign_documents([text for _, text in rows])
        for (id_, _), signature in zip(rows, signed, strict=True):
            documents.append(SignedDocument(id_, f"{rank[id_]:016x}", papers[rank[id_]].published, signature))
    # One passage a document, too short to be anybody's copy by itself: it has its document's origin.
    origins = origins_of(documents, [SignedPassage(one.id, one.id, b"") for one in documents])
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        found.setdefault(origins[paper.id], []).append(paper)
    return [alike for alike in found.values() if len(alike) > 1]


def _told(held: Sequence[Sequence[Paper]], database: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return by article the first of its text, for articles that are alike."""
    texts = sentences_of([paper.id for alike in held for paper in alike], database)
    found: dict[str, str] = {}
    for alike in held:
        scripts = scripts_of(alike, texts)
        for group in groups_of(scripts):
            found |= {alike[at].id: alike[group[0]].id for at in group}
    return found


def groups_of(scripts: Sequence[Script]) -> list[list[int]]:
    """Group articles that are one text, by their places.

    A copy of a copy belongs to them where it is not apart from any: a chain of small changes joins nothing.
    """
    groups: list[list[int]] = []
    for at, script in enumerate(scripts):
        for group in reversed(groups[-_GROUPS:]):
            found = {standing(scripts[one], script) for one in group[:_MEMBERS]}
            if Standing.ONE in found and Standing.APART not in found:
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


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
