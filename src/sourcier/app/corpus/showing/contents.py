"""What articles hold that versions are compared by, read for many of them at once: claims, corrections announced."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.records import Paper
from sourcier.app.corpus.showing.slots import MINUS
from sourcier.app.corpus.showing.vocabulary import rows as rows_of
from sourcier.assessment.lexicon import fold
from sourcier.assessment.rates import currency_of
from sourcier.core.article import Lang

if TYPE_CHECKING:
    import duckdb

Claims = Mapping[str, Counter[str]]
"""The claims of an article in their order, with their figures."""

_DIGITS = re.compile(rf"(?:(?<!\w)[{MINUS}])?\d+(?:[ \u00a0\u202f.,]\d{{3}})*(?:[.,]\d+)?")
_GROUPED = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_AT_ONCE = 4096
"""Sentences in memory at one time."""


def claims_of(papers: Iterable[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Claims]:
    """Return the claims of some articles, by article; one without claims is there as well."""
    ids = _ids(papers)
    rows = database.execute(
        "SELECT c.article, c.words, q.words, q.low, q.high, q.unit FROM claims c "
        'LEFT JOIN quantities q ON q.article = c.article AND q.start >= c.start AND q."end" <= c."end" '
        "WHERE c.article IN (SELECT unnest($ids)) ORDER BY c.article, c.start, c.id, q.start",
        {"ids": ids},
    ).fetchall()
    read: dict[str, dict[str, list[tuple[str, str]]]] = {id_: {} for id_ in ids}
    for article, words, written, low, high, unit in rows:
        # Units that are no money are often the noun that is counted, which may be worded otherwise.
        figures = [] if written is None else [(written, f"{_plain(low)}..{_plain(high)} {currency_of(unit)}".rstrip())]
        read[article].setdefault(words, []).extend(figures)
    return {
        id_: {words: _figures(words, dict.fromkeys(found)) for words, found in claims.items()}
        for id_, claims in read.items()
    }


def corrections_of(papers: Iterable[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[str]]:
    """Return the sentences of some articles that announce a correction, by article, those without any left out."""
    reading = database.execute(
        "SELECT s.article, a.lang, s.words FROM sentences s JOIN articles a ON a.id = s.article "
        "WHERE s.article IN (SELECT unnest($ids)) ORDER BY s.article, s.start, s.id",
        {"ids": _ids(papers)},
    )
    found: dict[str, list[str]] = defaultdict(list)
    while rows := reading.fetchmany(_AT_ONCE):
        for article, lang, words in rows:
            if _announcing(lang).search(fold(words)):
                found[article].append(words)
    return dict(found)


def texts_of(papers: Iterable[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, bytes]:
    """Return what tells whether the texts of some articles are the same, by article: marks and headlines apart."""
    ids = _ids(papers)
    found = {id_: hashlib.sha256() for id_ in ids}
    reading = database.execute(
        "SELECT s.article, s.words FROM sentences s JOIN articles a ON a.id = s.article "
        "WHERE s.article IN (SELECT unnest($ids)) AND s.words <> coalesce(a.title, '') "
        "ORDER BY s.article, s.start, s.id",
        {"ids": ids},
    )
    while rows := reading.fetchmany(_AT_ONCE):
        for article, words in rows:
            found[article].update(" ".join(words.split()).encode() + b"\n")
    return {id_: digest.digest() for id_, digest in found.items()}


def _ids(papers: Iterable[Paper]) -> list[str]:
    return list(dict.fromkeys(paper.id for paper in papers))


def _figures(words: str, read: Iterable[tuple[str, str]]) -> Counter[str]:
    """Return the figures of a claim: by their value where they were read, and else as they are written, as years are.

    >>> sorted(_figures("32 M€ en 2024, 1 sur 5", [("32 M€", "32000000..32000000 EUR")]))
    ['1', '2024', '32000000..32000000 EUR', '5']
    >>> sorted(_figures("de −4 à 1 200, soit 3,2", []))
    ['-4', '1200', '3.2']
    """
    found: Counter[str] = Counter()
    for written, value in read:
        words = words.replace(written, " ", 1)
        found[value] += 1
    return found + Counter(_written(figure) for figure in _DIGITS.findall(words))


def _written(figure: str) -> str:
    plain = _GROUPED.sub("", figure).replace(",", ".")
    return "-" + plain[1:] if plain[0] in MINUS else plain


def _plain(number: str | None) -> str:
    """Return a number without zeros that only say how exactly it was written.

    >>> _plain("3200000.0"), _plain("40"), _plain("0.50"), _plain(None)
    ('3200000', '40', '0.5', '')
    """
    return (number.rstrip("0").rstrip(".") if "." in number else number) if number else ""


@cache
def _announcing(lang: Lang) -> re.Pattern[str]:
    """Return what announces a correction in a folded sentence (corrections.tsv)."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in rows_of("corrections"):
        if row["lang"] == lang:
            held[row["place"]].append(re.escape(fold(row["words"])))
    label, within = ("|".join(held[place]) for place in ("label", "within"))
    return re.compile(rf"^\W*(?:{label})\s*(?::|\W*$)|\b(?:{within})")
