"""Versions of one page: which claims came, went or changed their figures between them, and corrections announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.contents import Claims, claims_of, corrections_of, texts_of
from sourcier.app.corpus.showing.pages import Page
from sourcier.app.corpus.showing.records import Edition, Paper
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
        """Say whether the days that they give differ: both give one."""
        days = {self.before.updated or self.before.published, self.after.updated or self.after.published}
        return len(days) > 1 and None not in days


def versions(pages: Sequence[Page], database: duckdb.DuckDBPyConnection) -> list[Versions]:
    """Return the versions of pages, each held against the one before it; one that was read twice is left out."""
    several = [paper for page in pages for paper in page.papers]
    claims, corrections = claims_of(several, database), corrections_of(several, database)
    texts = texts_of(several, database)
    found: list[Versions] = []
    for page in pages:
        places = _places(page.papers, corrections)
        ordered = sorted(page.papers, key=lambda one: (places[one.id], one.id))
        for before, after in pairwise(ordered):
            if texts[before.id] != texts[after.id] or _are_headed_otherwise(before, after):
                is_dated = places[before.id] != places[after.id]
                found.append(_compared(before, after, page.why, claims, corrections, is_dated=is_dated))
    return found


def _are_headed_otherwise(one: Paper, other: Paper) -> bool:
    return bool(one.title and other.title) and _bare(str(one.title)) != _bare(str(other.title))


def editions(pages: Sequence[Page], database: duckdb.DuckDBPyConnection) -> Mapping[str, Edition]:
    """Return by article which page it is a version of, and their order; those that are the only one are left out."""
    corrections = corrections_of((paper for page in pages for paper in page.papers), database)
    found: dict[str, Edition] = {}
    for page in pages:
        places = _places(page.papers, corrections)
        found |= {paper.id: Edition(page.papers[0].id, places[paper.id]) for paper in page.papers}
    return found


def _places(papers: Sequence[Paper], corrections: _Corrections) -> Mapping[str, int]:
    """Return the place of each version, from 0; the same for those of which nothing tells the order.

    Their last days tell it, and of one day the correction that the later announces; where one has no day, only that.
    """
    days = {paper.id: paper.updated or paper.published for paper in papers}
    is_dated = None not in days.values()
    ages = {id_: (day if is_dated else None, id_ in corrections) for id_, day in days.items()}
    order = sorted(set(ages.values()))
    return {id_: order.index(age) for id_, age in ages.items()}


def _compared(
    before: Paper,
    after: Paper,
    why: str,
    claims: Mapping[str, Claims],
    corrections: _Corrections,
    *,
    is_dated: bool,
) -> Versions:
    # A headline is a claim only where it was read as the first line of the text.
    heads = {_bare(side.title) for side in (before, after) if side.title}
    old, new = (
        {words: figures for words, figures in claims[side.id].items() if _bare(words) not in heads}
        for side in (before, after)
    )
    gone, come = _without(old, new), _without(new, old)
    kept = len(old) - len(gone)
    changed = []
    for words in tuple(gone):
        nearest = max(come, key=lambda one: _likeness(words, one), default="")
        if nearest and _likeness(words, nearest) >= ALIKE:
            changed.append(Reworded(words, nearest, is_figure=old[words] != new[nearest]))
            gone.remove(words)
            come.remove(nearest)
    return Versions(
        before,
        after,
        is_dated=is_dated,
        why=why,
        kept=kept,
        added=tuple(come),
        dropped=tuple(gone),
        changed=tuple(one for one in changed if not _is_told(one, changed)),
        corrections=tuple(dict.fromkeys(one for side in (before, after) for one in corrections.get(side.id, ()))),
    )


def _without(claims: Claims, others: Claims) -> list[str]:
    """Return the claims that the others have not: in the same words, or in words that differ by marks alone."""
    plain = {_plain(words) for words in others}
    bare = {(_bare(words), frozenset(figures.items())) for words, figures in others.items()}
    return [
        words
        for words, figures in claims.items()
        if _plain(words) not in plain and (_bare(words), frozenset(figures.items())) not in bare
    ]


def _is_told(one: Reworded, changed: Sequence[Reworded]) -> bool:
    """Say whether the changes of claims inside of a claim are all that changed in it."""
    words, after = _plain(one.before), _plain(one.after)
    for other in changed:
        if other is not one and _plain(other.before) in words:
            words = words.replace(_plain(other.before), _plain(other.after), 1)
    return words == after


def _plain(words: str) -> str:
    return " ".join(fold(words).split())


def _bare(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two wordings have in one order."""
    return SequenceMatcher(None, _bare(one).split(), _bare(other).split(), autojunk=False).ratio()
