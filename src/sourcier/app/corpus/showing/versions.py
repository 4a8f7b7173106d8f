"""Versions of one page: which claims came, went or changed their figures between them, and corrections announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sourcier.app.corpus.showing.contents import Claims, claims_of, corrections_of
from sourcier.app.corpus.showing.copying import Standing, standing
from sourcier.app.corpus.showing.records import Edition, Paper
from sourcier.app.corpus.showing.slots import scripts_of, sentences_of
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

ALIKE = 0.7
"""Share of words in order from which a sentence is the other one reworded, and not another."""

_Corrections = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A claim as it was, and as it is."""

    before: str
    after: str
    is_figure: bool
    """Its figures are others."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of one page, the earlier first as far as their days tell."""

    before: Paper
    after: Paper
    is_dated: bool
    """Their days, or a correction that one announces, tell which came first; else their order tells nothing."""
    why: str
    """address, title or text: by what they were found."""
    kept: int
    """Claims of both, in the same words."""
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[Reworded, ...]
    corrections: tuple[str, ...]
    """Sentences of either that announce a correction."""

    @property
    def is_of_two_days(self) -> bool:
        """Say whether the days that they give differ."""
        return (self.before.updated or self.before.published) != (self.after.updated or self.after.published)


def versions(
    papers: Sequence[Paper], copy_of: Mapping[str, str], database: duckdb.DuckDBPyConnection
) -> list[Versions]:
    """Return the pages of which the corpus has several versions, each held against the one before it."""
    groups = _groups(papers, copy_of, database)
    several = [paper for _, group in groups for paper in group]
    claims, corrections = claims_of(several, database), corrections_of(several, database)
    found: list[Versions] = []
    for why, group in groups:
        ordered = sorted(group, key=lambda one: _age(one, corrections))
        compared = [_compared(*pair, why, claims, corrections) for pair in pairwise(ordered)]
        # A column has one title every week: without a claim in common they are two articles.
        found += [one for one in compared if why != "title" or one.kept or one.changed]
    return found


def editions(papers: Sequence[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Edition]:
    """Return which articles are versions of one page by their address, and their order; those alone are left out."""
    pages: dict[str, list[Paper]] = {}
    for paper in papers:
        if (address := _address(paper.url)) is not None:
            pages.setdefault(address, []).append(paper)
    several = [held for held in pages.values() if len(held) > 1]
    corrections = corrections_of((paper for held in several for paper in held), database)
    found: dict[str, Edition] = {}
    for held in several:
        ages = {paper.id: _age(paper, corrections)[:3] for paper in held}
        order = sorted(set(ages.values()))
        found |= {paper.id: Edition(held[0].id, order.index(ages[paper.id])) for paper in held}
    return found


def _age(paper: Paper, corrections: _Corrections) -> tuple[str, str, bool, str]:
    """Return what tells the later of two versions: its days, then that it announces a correction; ids tell nothing."""
    day = paper.updated or paper.published
    return (str(paper.published or "9"), str(day or "9"), paper.id in corrections, paper.id)


def _groups(
    papers: Sequence[Paper], copy_of: Mapping[str, str], database: duckdb.DuckDBPyConnection
) -> list[tuple[str, list[Paper]]]:
    """Group articles of one address, of one title and publisher, or of one publisher and text; each once."""
    left = list(papers)
    groups: list[tuple[str, list[Paper]]] = []
    for why, key in (
        ("address", lambda one: _address(one.url)),
        ("title", lambda one: (one.publisher, fold(one.title)) if one.publisher and one.title else None),
        ("text", lambda one: (one.publisher, copy_of[one.id]) if one.publisher else None),
    ):
        held: dict[object, list[Paper]] = {}
        for paper in left:
            if (name := key(paper)) is not None:
                held.setdefault(name, []).append(paper)
        met = [group for group in held.values() if len(group) > 1]
        groups += [(why, group) for group in (_of_one_page(met, database) if why == "title" else met)]
        taken = {paper.id for _, group in groups for paper in group}
        left = [paper for paper in left if paper.id not in taken]
    return groups


def _of_one_page(groups: Sequence[Sequence[Paper]], database: duckdb.DuckDBPyConnection) -> Iterator[list[Paper]]:
    """Yield of articles of one title those that put no other names and figures in the same places: no series."""
    texts = sentences_of([paper.id for group in groups for paper in group], database)
    for group in groups:
        scripts = scripts_of(group, texts)
        pages: list[list[int]] = []
        for at, script in enumerate(scripts):
            for page in pages:
                if all(standing(scripts[one], script) is not Standing.APART for one in page):
                    page.append(at)
                    break
            else:
                pages.append([at])
        yield from ([group[at] for at in page] for page in pages if len(page) > 1)


def _address(url: str | None) -> str | None:
    """Return an address without its scheme, `www.`, fragment and last slash; None for none, and for a front page.

    >>> _address("http://www.journal.example/a/#top"), _address("https://journal.example/a")
    ('journal.example/a', 'journal.example/a')
    >>> _address("https://journal.example/")
    """
    parts = urlsplit(url or "")
    query = f"?{parts.query}" if parts.query else ""
    path = f"{parts.path.rstrip('/')}{query}"
    return f"{parts.netloc.lower().removeprefix('www.')}{path}" if path else None


def _compared(
    before: Paper, after: Paper, why: str, claims: Mapping[str, Claims], corrections: _Corrections
) -> Versions:
    old, new = claims[before.id], claims[after.id]
    olds, news = ({_bare(words) for words in side} for side in (old, new))
    gone = [words for words in old if _bare(words) not in news]
    come = [words for words in new if _bare(words) not in olds]
    changed, first_gone = [], tuple(gone)
    for words in first_gone:
        nearest = max(come, key=lambda one: _likeness(words, one), default="")
        if nearest and _likeness(words, nearest) >= ALIKE:
            changed.append(Reworded(words, nearest, is_figure=old[words] != new[nearest]))
            gone.remove(words)
            come.remove(nearest)
    return Versions(
        before,
        after,
        is_dated=_age(before, corrections)[:3] != _age(after, corrections)[:3],
        why=why,
        kept=len(old) - len(first_gone),
        added=tuple(come),
        dropped=tuple(gone),
        changed=tuple(changed),
        corrections=tuple(dict.fromkeys(one for side in (before, after) for one in corrections.get(side.id, ()))),
    )


def _bare(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two wordings have in one order."""
    return SequenceMatcher(None, _bare(one).split(), _bare(other).split(), autojunk=False).ratio()
