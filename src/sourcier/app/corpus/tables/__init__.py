"""A corpus as a folder of Parquet tables: the rows of an input, parts written whole, opened to be read.

All but the names of the tables is imported on first use: it brings pyarrow and DuckDB, and the command line names the
tables in its help without them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sourcier.app.corpus.tables.schema import FORMAT, TABLES, Column, Table, arrow_schema

if TYPE_CHECKING:  # the lazy names below, for type checkers and editors
    from sourcier.app.corpus.tables.folder import Manifest
    from sourcier.app.corpus.tables.reading import Corpus, open_corpus
    from sourcier.app.corpus.tables.repairing import repair
    from sourcier.app.corpus.tables.rows import Rows, duplicate, failed, rows_of
    from sourcier.app.corpus.tables.writing import Writer

__all__ = [
    "FORMAT",
    "TABLES",
    "Column",
    "Corpus",
    "Manifest",
    "Rows",
    "Table",
    "Writer",
    "arrow_schema",
    "duplicate",
    "failed",
    "open_corpus",
    "repair",
    "rows_of",
]

_HOMES = {
    "Manifest": "folder",
    "Corpus": "reading",
    "open_corpus": "reading",
    "Rows": "rows",
    "duplicate": "rows",
    "failed": "rows",
    "rows_of": "rows",
    "Writer": "writing",
    "repair": "repairing",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
