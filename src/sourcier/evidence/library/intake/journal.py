"""What was taken before: so that a run that was killed, or is run again, does not read everything anew.

The library itself knows what it holds, by id and digest; the journal spares the reading, and knows of pages that an
archive holds several times on which day each was first seen. It lies in the library's folder.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sourcier.core.errors import SourcierError
from sourcier.core.library import Document, FactCheck
from sourcier.evidence.library.errors import UnwritableLibrary
from sourcier.evidence.library.intake.records import Taken

FILE = "intake.sqlite"
NAMED = 3
"""Places that are named one by one."""
_TAKEN = "CREATE TABLE IF NOT EXISTS taken (key TEXT PRIMARY KEY, location TEXT, ids TEXT) WITHOUT ROWID"
_SEEN = "CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, day TEXT) WITHOUT ROWID"


def is_from(where: str, location: str) -> bool:
    """Say whether something lies at a location, in an archive there, or below it.

    >>> is_from("/data/a.warc#3", "/data/a.warc"), is_from("/data/b.txt", "/data"), is_from("/data2/b.txt", "/data")
    (True, True, False)
    """
    whole = location.rstrip("/")
    return bool(location) and (where.rstrip("/") == whole or where.startswith((f"{whole}/", f"{whole}#")))


def places_of(folder: Path) -> list[str]:
    """Return where all that a library holds came from: its files and addresses, else their folders; none if many."""
    path = folder / FILE
    rows = _rows(path, "SELECT DISTINCT location FROM taken") if path.exists() else []
    files = sorted({where.partition("#")[0] for (where,) in rows if where})
    folders = sorted({where if "://" in where else os.path.dirname(where) for where in files})  # noqa: PTH120
    return next((some for some in (files, folders) if len(some) <= NAMED), [])


def _rows(path: Path, question: str, *values: str) -> list[tuple[str, ...]]:
    """Return rows; none where the file is damaged."""
    try:
        with closing(sqlite3.connect(path, timeout=60.0)) as database:
            return list(database.execute(question, values))
    except sqlite3.DatabaseError:
        return []


class Journal:
    """The journal of one library. Written only once what it tells of is in the library."""

    def __init__(self, folder: Path, held: Callable[[], set[str]]) -> None:
        self._path = folder / FILE
        self._held = held() if self._path.exists() else set()
        self._pending: list[tuple[str, str, str]] = []
        self._days: dict[str, str] = {}
        self._pending_days: dict[str, str] = {}
        self.repeated = 0
        """Pages of archives that are there with this text and an earlier day: they are not passed on."""

    def is_known(self, key: str) -> bool:
        """Say whether something was taken before, and the library still holds all that it gave."""
        if not self._held:
            return False
        rows = self._ask("SELECT ids FROM taken WHERE key = ?", key)
        return any(self._held.issuperset(json.loads(ids)) for (ids,) in rows)

    def pass_on(self, stream: Iterable[Taken], seen: Callable[[Taken], None]) -> Iterator[Document | FactCheck]:
        """Yield what is to be added, and note each record once all of it has been asked for.

        Args:
            stream: What an intake gives.
            seen: Told of each record before it is passed on.
        """
        for taken in stream:
            seen(taken)
            wanted = [item for item in taken.items if not isinstance(item, SourcierError)]
            yield from (item for item in wanted if not (taken.is_seen and self._is_repeated(item)))
            if wanted and len(wanted) == len(taken.items):
                ids = json.dumps([item.id for item in wanted])
                self._pending.append((taken.key, taken.location, ids))

    def _is_repeated(self, item: Document | FactCheck) -> bool:
        """Say whether a page was seen with the same text on an earlier day, and note the day if not."""
        if not isinstance(item, Document) or item.published is None:
            return False
        day, before = item.published.isoformat(), self._days.get(item.id)
        if before is None and item.id in self._held:
            before = next((found for (found,) in self._ask("SELECT day FROM seen WHERE id = ?", item.id)), None)
        if before is not None and before <= day:
            self.repeated += 1
            return True
        self._days[item.id] = self._pending_days[item.id] = day
        return False

    def write(self) -> None:
        """Write down what was noted: its batch is in the library now.

        Raises:
            UnwritableLibrary: The disk does not take it.
        """
        if not self._pending:
            return
        try:
            with closing(sqlite3.connect(self._path, timeout=60.0)) as database, database:
                database.execute(_TAKEN)
                database.execute(_SEEN)
                database.executemany("INSERT OR REPLACE INTO taken VALUES (?, ?, ?)", self._pending)
                database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", self._pending_days.items())
        except sqlite3.DatabaseError as error:
            raise UnwritableLibrary.at(self._path, error) from error
        self._pending.clear()
        self._pending_days.clear()

    def ids_from(self, location: str) -> set[str]:
        """Return the ids of what came from a file, an archive, an address or a folder."""
        if not self._path.exists():
            return set()
        rows = self._ask("SELECT location, ids FROM taken")
        return {one for where, ids in rows if is_from(where, location) for one in json.loads(ids)}

    def _ask(self, question: str, *values: str) -> list[tuple[str, ...]]:
        """Return rows; none where the file is damaged: everything is then read again."""
        return _rows(self._path, question, *values)
