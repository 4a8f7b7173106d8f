"""Articles that are one text: wire stories printed by several papers, and versions of one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sourcier.app.corpus.showing.copying import Standing, are_figured_alike, standing
from sourcier.app.corpus.showing.pages import Leaf, are_far, are_issues, leaves_of
from sourcier.app.corpus.showing.records import Edition, Paper
from sourcier.evidence.library.origins import SignedDocument, SignedPassage, origins_of, sign_documents

if TYPE_CHECKING:
    import duckdb

_Article = TypeVar("_Article")

_AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""
_GROUPS, _MEMBERS = 400, 8
"""Texts of one pattern that an article is held against, the latest first, and copies of each."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Which articles are one text."""

    copy_of: Mapping[str, str]
    """By article the first article of the same text: itself where it is nobody's copy."""
    issues: frozenset[str]
    """Articles that are issues of a series, and their copies: their publisher put other figures into the same text."""


def copies_in(database: duckdb.DuckDBPyConnection, papers: Sequence[Paper]) -> Copies:
    """Return which articles are one text.

    The library's own measure (evidence/library/origins.py) proposes articles that share most of their word triples;
    what they put into the sentences that they share decides (copying.py), and whose they are (pages.py).
    """
    copy_of = {paper.id: paper.id for paper in papers}
    issues: set[str] = set()
    held: list[list[Paper]] = []
    for alike in [*_alike(database, papers), []]:
        held.append(alike)
        if not alike or sum(map(len, held)) >= _AT_ONCE:
            copy_of |= _told(held, database, issues)
            held = []
    return Copies(copy_of, frozenset(issues))


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


def _told(held: Sequence[Sequence[Paper]], database: duckdb.DuckDBPyConnection, issues: set[str]) -> dict[str, str]:
    """Return by article the first of its text, for articles that are alike; add those that are issues of a series."""
    found: dict[str, str] = {}

    def stand(one: Leaf, other: Leaf) -> Standing:
        if are_issues(one, other):
            issues.update((one.paper.id, other.paper.id))
            return Standing.APART
        return printed(one, other)

    for leaves in leaves_of(held, database):
        for group in groups_of(leaves, stand):
            found |= {leaves[at].paper.id: leaves[group[0]].paper.id for at in group}
    serial = {found[id_] for id_ in issues & found.keys()}
    issues.update(id_ for id_, first in found.items() if first in serial)
    return found


def printed(one: Leaf, other: Leaf) -> Standing:
    """Say how the texts of two articles stand to each other that are no issues: another figure is a week's matter."""
    found = standing(one.script, other.script)
    if found is Standing.ONE and are_far(one.paper, other.paper) and not are_figured_alike(one.script, other.script):
        return Standing.APART
    return found


def groups_of(articles: Sequence[_Article], stand: Callable[[_Article, _Article], Standing]) -> list[list[int]]:
    """Group articles that are one text, by their places.

    A copy of a copy belongs to them where it is not apart from any: a chain of small changes joins nothing.
    """
    groups: list[list[int]] = []
    for at, article in enumerate(articles):
        for group in reversed(groups[-_GROUPS:]):
            found = {stand(articles[one], article) for one in group[:_MEMBERS]}
            if Standing.ONE in found and Standing.APART not in found:
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


def one_text(copy_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> Mapping[str, str]:
    """Return by article the article that stands for all of its text: its copies, and the versions of their pages.

    A page whose text became another one makes no copies of the two papers that printed the one and the other: their
    texts stay two, and each has the version that it is like.
    """
    stands: dict[str, str] = {}

    def found(id_: str) -> str:
        while id_ in stands:
            id_ = stands[id_]
        return id_

    pages: dict[str, set[str]] = defaultdict(set)
    for id_, first in copy_of.items():
        pages[first].add(edition_of[id_].page if id_ in edition_of else id_)
    for id_, edition in edition_of.items():
        own, first = found(copy_of[id_]), found(copy_of[edition.page])
        if own != first and {edition.page} in (pages[own], pages[first]):
            stands[own] = first
            pages[first] |= pages.pop(own)
    return {id_: found(first) for id_, first in copy_of.items()}
