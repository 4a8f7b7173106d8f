"""What articles hold that versions are compared by, read for many of them at once: claims, corrections announced."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.records import Paper
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

Claims = Mapping[str, Counter[str]]
"""The claims of an article in their order, with their figures."""

_DIGITS = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*")
_AT_ONCE = 4096
"""Sentences in memory at one time."""


def claims_of(papers: Iterable[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Claims]:
    """Return the claims of some articles, by article; one without claims is there as well."""
    ids = _ids(papers)
    rows = database.execute(
        "SELECT c.article, c.words, q.words, q.low, q.high FROM claims c "
        "LEFT JOIN quantities q ON q.article = c.article AND list_contains(q.claims, c.id) "
        "WHERE c.article IN (SELECT unnest($ids)) ORDER BY c.article, c.start, c.id, q.start",
        {"ids": ids},
    ).fetchall()
    read: dict[str, dict[str, list[tuple[str, str]]]] = {id_: {} for id_ in ids}
    for article, words, written, low, high in rows:
        figures = [] if written is None else [(written, f"{_plain(low)}..{_plain(high)}")]
        read[article].setdefault(words, []).extend(figures)
    return {
        id_: {words: _figures(words, dict.fromkeys(found)) for words, found in claims.items()}
        for id_, claims in read.items()
    }


def corrections_of(papers: Iterable[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[str]]:
    """Return the sentences of some articles that announce a correction, by article, those without any left out."""
    reading = database.execute(
        "SELECT article, words FROM sentences WHERE article IN (SELECT unnest($ids)) ORDER BY article, start, id",
        {"ids": _ids(papers)},
    )
    found: dict[str, list[str]] = defaultdict(list)
    while rows := reading.fetchmany(_AT_ONCE):
        for article, words in rows:
            if _announcing().search(fold(words)):
                found[article].append(words)
    return dict(found)


def _ids(papers: Iterable[Paper]) -> list[str]:
    return list(dict.fromkeys(paper.id for paper in papers))


def _figures(words: str, read: Iterable[tuple[str, str]]) -> Counter[str]:
    """Return the figures of a claim: by their value where they were read, and else as they are written, as years are.

    >>> sorted(_figures("32 M€ en 2024, 1 sur 5", [("32 M€", "32000000..32000000")]))
    ['1', '2024', '32000000..32000000', '5']
    """
    found: Counter[str] = Counter()
    for written, value in read:
        words = words.replace(written, " ", 1)
        found[value] += 1
    return found + Counter("".join(filter(str.isdigit, figure)) for figure in _DIGITS.findall(words))


def _plain(number: str | None) -> str:
    """Return a number without zeros that only say how exactly it was written.

    >>> _plain("3200000.0"), _plain("40"), _plain("0.50"), _plain(None)
    ('3200000', '40', '0.5', '')
    """
    return (number.rstrip("0").rstrip(".") if "." in number else number) if number else ""


@cache
def _announcing() -> re.Pattern[str]:
    """Return what announces a correction in either language (corrections.tsv)."""
    lines = (resources.files(__package__) / "corrections.tsv").read_text(encoding="utf-8").splitlines()
    phrases = [fold(line.split("\t")[1]) for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})")
