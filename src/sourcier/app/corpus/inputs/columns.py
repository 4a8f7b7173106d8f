"""Which column or key of a table holds what: as the user says, else by the names that are common for it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from itertools import islice

from sourcier.app.corpus.inputs.errors import MissingColumn
from sourcier.ingest.containers.errors import BadRecord
from sourcier.ingest.tables import rows

MAIN = ("text", "html", "url")
"""What an article can be read from. Of a table that has several of them the first counts."""
_MARKS = re.compile(r"[\W_]+")
_SMALL = re.compile(r"(?:(?<=_)|^)(?:de|du|des|d|la|le|les|l|of|the)_")
_SHOWN = 30
_WIDE, _LONG = 500, 40
"""Columns that a table may have, and characters of a usual name."""
LOOKED_AT = 50
"""Rows in which texts are looked for: news in brief may stand first."""
_A_TEXT = 300
"""Characters from which a cell is rather an article's text than something said about it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that the user gives to columns. None: found by common names. "": there is none."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    lang: str | None = None

    @classmethod
    def of(cls, pairs: Iterable[str]) -> Columns:
        """Return the columns that pairs name. Raises ValueError for what is no pair, or of no field.

        >>> Columns.of(["published=When", "title="]) == Columns(published="When", title="")
        True
        """
        named = {}
        for pair in pairs:
            field, parted, column = pair.partition("=")
            if not parted or field not in cls.__dataclass_fields__:
                raise ValueError(f"{pair!r}: write FIELD=COLUMN, with one of {', '.join(cls.__dataclass_fields__)}")
            named[field] = column
        return cls(**named)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a table or record holds what."""

    main: str
    """One of `MAIN`: what the article is read from."""
    names: tuple[tuple[str, str], ...]
    """Of each field that is there the column's own name."""


def find_columns(there: tuple[str, ...], columns: Columns, name: str) -> Found:
    """Return which of a table's columns are read.

    Args:
        there: The columns that it has.
        columns: What the user says of them.
        name: What to call the table in an error.

    Raises:
        MissingColumn: A column that is named is not there, or none that an article can be read from.
        BadRecord: Two columns have the name of one that is read.

    >>> find_columns(("Titre", "URL", "Texte intégral"), Columns(), "a.csv").names
    (('text', 'Texte intégral'), ('url', 'URL'), ('title', 'Titre'))
    """
    # A record of a million keys, or with a book for a key, is looked at, and not kept.
    is_kept = len(there) < _WIDE and sum(map(len, there)) < _WIDE * _LONG
    return (_found if is_kept else _found.__wrapped__)(there, columns, name)


def hold_against(first: Iterable[Mapping[str, object]], found: Found, columns: Columns, name: str) -> None:
    """Look whether the first rows of a table hold texts where only addresses were found to read from.

    Raises:
        MissingColumn: They do: somebody who hands over texts did not ask for pages to be fetched.
    """
    if found.main != "url" or columns.url is not None:
        return
    read = {column for _, column in found.names}
    for row in islice(first, LOOKED_AT):
        for column, cell in row.items():
            if column not in read and isinstance(cell, str) and len(cell) >= _A_TEXT:
                address = dict(found.names)["url"]
                raise MissingColumn(
                    f"{name}: the column {column!r} seems to hold the texts: read them with --text {column!r}, or "
                    f"fetch the addresses instead with --url {address!r}",
                    source=name,
                    column=column,
                    columns=tuple(row),
                )


@lru_cache(maxsize=256)
def _found(there: tuple[str, ...], columns: Columns, name: str) -> Found:
    found: dict[str, str] = {}
    for field, named in asdict(columns).items():
        column = _usual(field, there) if named is None else _named(named, there, name)
        if column is not None:
            found[field] = column
    main = next((field for field in MAIN if field in found), None)
    if main is None:
        raise MissingColumn(
            f"{name} has no column known to hold texts, pages or addresses: name one with --text or --url; "
            f"{_listed(there)}",
            source=name,
            columns=there,
        )
    counts = Counter(there)
    if twice := next((column for column in found.values() if counts[column] > 1), None):
        raise BadRecord.at(name, f"{counts[twice]} columns are called {twice!r}")
    return Found(main, tuple(found.items()))


def _named(named: str, there: Sequence[str], name: str) -> str | None:
    if named == "" or named in there:
        return named or None
    alike = [column for column in there if _plain(column) == _plain(named)]
    if len(alike) == 1:
        return alike[0]
    raise MissingColumn(
        f"{name} has no column {named!r}; {_listed(there)}. What --text, --url and --column name holds for every table "
        "of the command: give a table with other columns a command of its own, with the same --out",
        source=name,
        column=named,
        columns=there,
    )


def _usual(field: str, there: Sequence[str]) -> str | None:
    by_name: dict[str, str] = {}
    for plain in (_plain, _bare):
        for column in there:
            by_name.setdefault(plain(column), column)
    return next((by_name[usual] for usual in _names().get(field, ()) if usual in by_name), None)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {field: tuple(names.split()) for field, names in rows(__package__, "columns.tsv")}


def _plain(column: str) -> str:
    """Return a column's name without case, accents and marks.

    >>> _plain(" Date de publication"), _plain("Éditeur")
    ('date_de_publication', 'editeur')
    """
    letters = "".join(one for one in unicodedata.normalize("NFKD", column) if not unicodedata.combining(one))
    return _MARKS.sub("_", letters).strip("_").casefold()


def _bare(column: str) -> str:
    """Return a column's name without articles and prepositions as well.

    >>> _bare("Date de publication"), _bare("Corps de l'article")
    ('date_publication', 'corps_article')
    """
    return _SMALL.sub("", _plain(column))


def _listed(there: Sequence[str]) -> str:
    if not there:
        return "it has none"
    shown = ", ".join(repr(column[:60]) for column in there[:_SHOWN])
    return f"its columns are {shown}{f' and {len(there) - _SHOWN} more' if len(there) > _SHOWN else ''}"
