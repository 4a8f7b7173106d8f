"""What a database's errors mean, said once in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from sourcier.app.desk.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)
from sourcier.core.errors import SourcierError

_SQLITE: dict[int, type[SourcierError]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachable,
    sqlite3.SQLITE_IOERR: StoreUnreachable,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}
"""By SQLite's primary result codes (sqlite.org/rescode.html)."""

_POSTGRES: dict[str, type[SourcierError]] = {
    "40001": StoreBusy,
    "40P01": StoreBusy,
    "55P03": StoreBusy,
    "57014": StoreBusy,
    "53300": StoreBusy,
    "53100": StoreFull,
    "25006": StoreReadOnly,
    "42501": StoreReadOnly,
    "XX001": StoreDamaged,
    "XX002": StoreDamaged,
}
"""By SQLSTATE (PostgreSQL manual, appendix A)."""

_SAID: dict[type[SourcierError], str] = {
    StoreBusy: "others write to {store} and our turn did not come; try again",
    StoreFull: "there is no room left for {store}; free some space: nothing of this was saved",
    StoreReadOnly: "{store} cannot be written; it takes the right to write file and folder; or give another store",
    StoreUnreachable: "{store} cannot be opened ({reason}); look at the path or address, the rights and the server",
    StoreDamaged: "{store} is damaged, or is no desk's store ({reason}); put back a copy, or give another store",
}


@contextmanager
def told(store: str) -> Iterator[None]:
    """Turn a database's error of the block into ours.

    Args:
        store: What to call the store in the message; without a password.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(_SAID[StoreBusy].format(store=store), store=store) from error
    except (IntegrityError, ProgrammingError) as error:
        kind = _kind(error)  # PostgreSQL's errors of privilege come as these; others are faults of ours
        if kind is None:
            raise
        raise _made(kind, store, error) from error
    except DBAPIError as error:
        raise _made(_kind(error) or StoreUnreachable, store, error) from error


def _made(kind: type[SourcierError], store: str, error: SQLAlchemyError) -> SourcierError:
    return kind(_SAID[kind].format(store=store, reason=_reason(error)), store=store)


def _kind(error: DBAPIError) -> type[SourcierError] | None:
    raised = error.orig
    if isinstance(raised, sqlite3.Error):
        return _SQLITE.get(getattr(raised, "sqlite_errorcode", 0) & 0xFF)
    return _POSTGRES.get(str(_fields(raised).get("C", "")))


def _reason(error: SQLAlchemyError) -> str:
    raised = getattr(error, "orig", None)
    said = str(_fields(raised).get("M") or raised or error)
    return " ".join(said.split())[:200]


def _fields(raised: BaseException | None) -> dict[str, Any]:
    """Return what a PostgreSQL server says of an error, by its letters ("C" the code, "M" the message)."""
    first = raised.args[0] if raised is not None and raised.args else None
    return first if isinstance(first, dict) else {}
