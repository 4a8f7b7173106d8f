"""What a corpus holds already, so that it is not done again: an index beside the tables, made from them.

It can be thrown away at any time: what it lacks is read from the parts of `inputs` that it has not seen. Its changes of
one part are one transaction, and the number of the last part it has seen is in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

FOLDER = ".state"
_NAME = "done-1.sqlite"
"""With the number of its layout."""
_TABLES = """
CREATE TABLE IF NOT EXISTS inputs (
    locator BLOB, sha256 BLOB, is_error INTEGER, part INTEGER, PRIMARY KEY (locator, sha256)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """A row of `inputs`, without what went wrong."""

    input: str
    sha256: str | None
    article: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Known:
    """A row of `inputs`."""

    sha256: bytes
    is_error: bool
    part: int
    """In which it is; the one after the last while it waits to be written."""


class Done:
    """The index of a corpus. Not shared: a corpus has one run at a time. Memory does not grow with it."""

    def __init__(self, folder: Path, *, last: int) -> None:
        """Open the index and let it catch up.

        Args:
            folder: Of the corpus, in which nothing is half done.
            last: Number of its last part.
        """
        self._folder = folder
        path = folder / FOLDER / _NAME
        with self._writing():
            path.parent.mkdir(exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None)
            try:
                self._begin()
                self._catch_up(last)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):  # of the disk, not of what is written there
                    raise
                self._connection.close()  # damaged: it is made anew
                _remove(path)
                self._connection = sqlite3.connect(path, isolation_level=None)
                self._begin()
                self._catch_up(last)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()  # what is not committed comes again from the parts

    def find(self, locator: str) -> tuple[Known, ...]:
        """Return the rows of an input: one for each content it has had."""
        rows = self._connection.execute(
            "SELECT sha256, is_error, part FROM inputs WHERE locator = ?", (_short(locator),)
        )
        return tuple(Known(sha256, bool(is_error), part) for sha256, is_error, part in rows)

    def has_article(self, id_: str) -> bool:
        """Say whether an article is in the corpus."""
        return self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is not None

    def add(self, row: Row, *, part: int) -> None:
        """Note a row of `inputs`. Errors of the same input in parts before are over."""
        key = _short(row.input)
        noted = (key, as_key(row.sha256), row.state == "error", part)
        with self._writing():
            self._connection.execute("DELETE FROM inputs WHERE locator = ? AND is_error AND part < ?", (key, part))
            self._connection.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)", noted)
            if row.state == "done":  # the article of a duplicate stands in another part, which may have been damaged
                self._connection.execute("INSERT OR IGNORE INTO articles VALUES (?)", (row.article,))

    def commit(self, part: int) -> None:
        """Keep what was noted, as that of the parts up to this one."""
        with self._writing():
            self._connection.execute(f"PRAGMA user_version = {part}")
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            from sourcier.app.corpus.tables.errors import unwritable

            raise unwritable(self._folder, error) from error

    def _begin(self) -> None:
        self._connection.executescript(_TABLES)
        self._connection.execute("BEGIN")

    def _catch_up(self, last: int) -> None:
        (seen,) = self._connection.execute("PRAGMA user_version").fetchone()
        if seen > last:  # the tables are not those it was made from
            self._connection.execute("DELETE FROM inputs")
            self._connection.execute("DELETE FROM articles")
            seen = 0
        for number in range(seen + 1, last + 1):
            for row in _rows(self._folder, number):
                self.add(row, part=number)
            self.commit(number)


def as_key(sha256: str | None) -> bytes:
    """Return a digest as the index has it; that of no bytes is empty."""
    return bytes.fromhex(sha256)[:16] if sha256 else b""


def _rows(folder: Path, part: int) -> Iterator[Row]:
    """Yield the inputs of a part; nothing where it was taken out because it was damaged. Raises CorpusDamaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from sourcier.app.corpus.tables.errors import CorpusDamaged

    path = folder / "inputs" / f"part-{part:06}.parquet"
    if not path.is_file():
        return
    try:
        rows = pq.read_table(path, columns=list(Row._fields)).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise CorpusDamaged.part(folder, path, "cannot be read") from error
    for row in rows:
        yield Row(**row)


def as_stored(locator: str) -> str:
    r"""Return a locator as the tables have it: a path may hold bytes that are no letters.

    >>> as_stored("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return locator.encode("utf-8", "backslashreplace").decode("utf-8")


def _short(locator: str) -> bytes:
    return blake2b(locator.encode("utf-8", "backslashreplace"), digest_size=16).digest()


def _remove(path: Path) -> None:
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()
