"""Versions of one page: which claims came, went or changed their figures between them, and corrections announced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sourcier.app.corpus.showing.records import Edition, Paper
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

ALIKE = 0.7
"""Share of words in order from which a sentence is the other one reworded, and not another."""
_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")


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
    found: list[Versions] = []
    for why, group in _groups(papers, copy_of):
        ordered = sorted(group, key=lambda one: _age(one, database))
        compared = [_compared(*pair, why, database) for pair in pairwise(ordered)]
        # A column has one title every week: without a claim in common they are two articles.
        found += [one for one in compared if why != "title" or one.kept or one.changed]
    return found


def editions(papers: Sequence[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Edition]:
    """Return which articles are versions of one page by their address, and their order; those alone are left out."""
    pages: dict[str, list[Paper]] = {}
    for paper in papers:
        if (address := _address(paper.url)) is not None:
            pages.setdefault(address, []).append(paper)
    found: dict[str, Edition] = {}
    for held in pages.values():
        if len(held) > 1:
            ages = {paper.id: _age(paper, database)[:3] for paper in held}
            order = sorted(set(ages.values()))
            found |= {paper.id: Edition(held[0].id, order.index(ages[paper.id])) for paper in held}
    return found


def _age(paper: Paper, database: duckdb.DuckDBPyConnection) -> tuple[str, str, bool, str]:
    """Return what tells the later of two versions: its days, then that it announces a correction; ids tell nothing."""
    day = paper.updated or paper.published
    return (str(paper.published or "9"), str(day or "9"), bool(_corrections(paper, database)), paper.id)


def _groups(papers: Sequence[Paper], copy_of: Mapping[str, str]) -> list[tuple[str, list[Paper]]]:
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
        groups += [(why, group) for group in held.values() if len(group) > 1]
        taken = {paper.id for _, group in groups for paper in group}
        left = [paper for paper in left if paper.id not in taken]
    return groups


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


def _compared(before: Paper, after: Paper, why: str, database: duckdb.DuckDBPyConnection) -> Versions:
    old, new = _claims(before, database), _claims(after, database)
    gone = [words for words in old if _bare(words) not in {_bare(one) for one in new}]
    come = [words for words in new if _bare(words) not in {_bare(one) for one in old}]
    changed, first_gone = [], tuple(gone)
    for words in first_gone:
        nearest = max(come, key=lambda one: _likeness(words, one), default="")
        if nearest and _likeness(words, nearest) >= ALIKE:
            changed.append(Reworded(words, nearest, is_figure=_figures(words) != _figures(nearest)))
            gone.remove(words)
            come.remove(nearest)
    return Versions(
        before,
        after,
        is_dated=_age(before, database)[:3] != _age(after, database)[:3],
        why=why,
        kept=len(old) - len(first_gone),
        added=tuple(come),
        dropped=tuple(gone),
        changed=tuple(changed),
        corrections=tuple(dict.fromkeys([*_corrections(before, database), *_corrections(after, database)])),
    )


def _claims(paper: Paper, database: duckdb.DuckDBPyConnection) -> list[str]:
    rows = database.execute(
        "SELECT words FROM claims WHERE article = $id ORDER BY start, id", {"id": paper.id}
    ).fetchall()
    return list(dict.fromkeys(words for (words,) in rows))


def _bare(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two wordings have in one order."""
    return SequenceMatcher(None, _bare(one).split(), _bare(other).split(), autojunk=False).ratio()


def _figures(words: str) -> list[str]:
    return ["".join(filter(str.isdigit, found)) for found in _DIGITS.findall(words)]


def _corrections(paper: Paper, database: duckdb.DuckDBPyConnection) -> list[str]:
    rows = database.execute(
        "SELECT words FROM sentences WHERE article = $id ORDER BY start, id", {"id": paper.id}
    ).fetchall()
    return [words for (words,) in rows if _announcing().search(fold(words))]


@cache
def _announcing() -> re.Pattern[str]:
    """Return what announces a correction in either language (corrections.tsv)."""
    lines = (resources.files(__package__) / "corrections.tsv").read_text(encoding="utf-8").splitlines()
    phrases = [fold(line.split("\t")[1]) for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})")
