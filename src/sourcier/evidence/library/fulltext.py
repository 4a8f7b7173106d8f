"""What is asked of Lance's full-text indexes, and its filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from sourcier.evidence.library.engine import lance
from sourcier.evidence.library.search import Query
from sourcier.evidence.library.tables import FIGURES, WORDS

_WORD = re.compile(r"\w+")


def _queries() -> Any:
    return lance().query


def where(query: Query) -> str:
    """Return a query's filters as SQL; empty: there are none."""
    kept = []
    if query.known_by is not None:
        kept.append(f"published <= date '{query.known_by.isoformat()}'")
    if query.langs:
        kept.append(f"lang in ({quoted(query.langs)})")
    if query.publishers:
        kept.append(f"publisher in ({quoted(query.publishers)})")
    return " and ".join(kept)


def quoted(values: Sequence[str]) -> str:
    """Return strings as SQL writes a list of them.

    >>> quoted(["Le Monde", "L'Équipe"])
    "'Le Monde', 'L''Équipe'"
    """
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def any_word(text: str, columns: tuple[str, ...]) -> Any:
    """Return the query for texts that hold any of the words, the most and rarest first; None without words."""
    if not _WORD.search(text):
        return None
    queries = _queries()
    return queries.MatchQuery(text, columns[0]) if len(columns) == 1 else queries.MultiMatchQuery(text, list(columns))


def phrase(text: str) -> Any:
    """Return the query for texts that hold all the words in order; None for fewer than two."""
    return _queries().PhraseQuery(text, WORDS) if len(_WORD.findall(text)) > 1 else None


def given(query: Query) -> Any:
    """Return the query for the figures, dates and names that a text should hold."""
    queries = _queries()
    figures = [*map(plain, query.numbers), *(part for day in query.dates for part in _parts(day))]
    asked = [queries.MatchQuery(" ".join(figures), FIGURES)] if figures else []
    every = queries.FullTextOperator.AND
    asked += [queries.MatchQuery(name, WORDS, operator=every) for name in query.names if _WORD.search(name)]
    return queries.BooleanQuery([(queries.Occur.SHOULD, one) for one in asked]) if asked else None


def plain(number: str) -> str:
    """Return a number as the column of figures has it.

    >>> plain("7.10"), plain("1E+6")
    ('7.1', '1000000')
    """
    try:
        return f"{Decimal(number).normalize():f}"
    except InvalidOperation:
        return number


def _parts(day: str) -> list[str]:
    """Return a date with the month and the year it lies in.

    >>> _parts("2023-09-14")
    ['2023-09-14', '2023-09', '2023']
    """
    pieces = day.split("-")
    return ["-".join(pieces[:count]) for count in range(len(pieces), 0, -1)]
