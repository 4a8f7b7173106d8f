"""One query over the tables of a corpus, or one table whole: what comes out, batch after batch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcier.app.corpus.tables.errors import BadQuery, CorpusDamaged
from sourcier.app.corpus.tables.reading import Corpus
from sourcier.app.corpus.tables.schema import arrow_schema

if TYPE_CHECKING:  # imported when a query is run
    import duckdb
    import pyarrow as pa

_EXPLAIN = re.compile(r"\A\s*EXPLAIN\s+(?:ANALYZE\s+)?", re.IGNORECASE)
_ROWS = 4096
"""Of a batch: some 10 MB of articles with their records."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query; read once, in order."""

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as Python values."""
        for batch in self.batches:
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def ask(
    corpus: Corpus,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    database: duckdb.DuckDBPyConnection | None = None,
) -> Answer:
    """Return what a query gives.

    Args:
        corpus: The corpus.
        query: One statement of DuckDB's SQL that reads: SELECT, FROM, SUMMARIZE, DESCRIBE, SHOW, EXPLAIN.
        parameters: Values for its `$name` parameters.
        database: Of the corpus, for several queries, each read to its end before the next; else one of its own.

    Raises:
        BadQuery: It is several statements, one that writes, or one that DuckDB cannot run; also while rows are read.
        CorpusDamaged: A file cannot be read; also while rows are read.
    """
    import duckdb

    database = database or corpus.connect()
    with _telling(corpus):
        # EXPLAIN ANALYZE runs what it explains, a COPY over a table's file too: what counts is the statement in it.
        statements = database.extract_statements(_EXPLAIN.sub("", query, count=1))
        if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
            raise BadQuery("one statement that reads, please: SELECT …, FROM …, SUMMARIZE, DESCRIBE, SHOW TABLES")
        reader = database.sql(query, params=dict(parameters or {})).to_arrow_reader(_ROWS)
    return Answer(reader.schema, _batches(corpus, reader))


def whole(corpus: Corpus, table: str) -> Answer:
    """Return the rows of a table, in the order in which they were written."""
    return Answer(arrow_schema(table), _all_of(corpus, table))


def _batches(corpus: Corpus, reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    with _telling(corpus):
        yield from reader


@contextmanager
def _telling(corpus: Corpus) -> Iterator[None]:
    """Turn what DuckDB says into an error of one line: of the query, or of a file that cannot be read."""
    import duckdb

    try:
        with corpus.reading():
            yield
    except (duckdb.Error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        said = str(error).split("\n\nLINE")[0]
        raise BadQuery(" ".join(said.split())) from error


def _all_of(corpus: Corpus, table: str) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = _ROWS if table != "articles" else _ROWS // 16
    for file in corpus.files(table):
        try:
            yield from pq.ParquetFile(file).iter_batches(rows)
        except (OSError, pa.ArrowException) as error:
            raise CorpusDamaged.part(corpus.folder, file, "cannot be read") from error
