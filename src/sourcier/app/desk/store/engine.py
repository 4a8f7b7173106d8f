"""The store itself: one database, opened, brought up to date, and written to in transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from sourcier.app.desk.store.errors import DriverMissing, StoreUnreachable
from sourcier.app.desk.store.failures import told
from sourcier.app.desk.store.migrations import migrate
from sourcier.core.dossier import Dossier
from sourcier.core.keeping import Kept
from sourcier.core.settings import home

BUSY_S = 20.0
"""How long a writer waits for its turn before it says that the store is busy."""

_KEPT = 24 * 1024 * 1024
"""Bytes of JSON of the dossiers that stay parsed in memory; parsed they take some eight times as much."""


class Store:
    """A desk's database. Threads may share it; processes open their own on the same address."""

    def __init__(self, engine: Engine, url: URL) -> None:
        """Take a database that is up to date: see `open_store`."""
        self._reading = engine.execution_options(desk_writes=False)
        self._writing = engine.execution_options(desk_writes=True)
        self._turn = threading.Lock()
        self._url = url
        self.is_sqlite = engine.dialect.name == "sqlite"
        self.dossiers: Kept[str, tuple[Dossier, int]] = Kept(most=_KEPT, weigh=lambda one: one[1])
        """Dossiers by edition, parsed."""

    @property
    def url(self) -> str:
        """The address that opens it again, in another process too; a password of it is in it."""
        return self._url.render_as_string(hide_password=False)

    @property
    def shown(self) -> str:
        """What to call it in a message: the path of its file, or its address without a password."""
        return _shown(self._url)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a connection in one transaction that may write: kept when the block ends, undone when it raises.

        On SQLite writers take turns from the start, so that what a block has read still holds when it writes; on
        PostgreSQL a block locks the rows that it goes by (`with_for_update`).

        Raises:
            SourcierError: One class for each thing that can be wrong with a store; see `errors`.
        """
        with self._waiting(), told(self.shown), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection in one transaction that only reads, and sees one state of the store."""
        with told(self.shown), self._reading.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._writing.dispose()

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Let this process's writers on SQLite queue here: SQLite's own waiting sleeps and polls, whoever was first."""
        if not self.is_sqlite:
            yield
            return
        with self._turn:
            yield


def open_store(url: str | None = None) -> Store:
    """Return the store at an address, made or brought up to date where needed.

    Args:
        url: `sqlite:///path`, the path of a SQLite file, or `postgresql://user:password@host/database`; the user's
            own desk, a SQLite file in the folder of `SOURCIER_HOME`, when None.

    Raises:
        SourcierError: One class for each thing that can be wrong with a store; see `errors`.
    """
    address = _address(url)
    engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _postgres(address)
    store = Store(engine, address)
    try:
        with store.begin() as connection, _unhurried(connection):
            migrate(connection, store.shown)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def _unhurried(connection: Connection) -> Iterator[None]:
    """Let the statements of a transaction take as long as they do: a migration goes over every row of a table."""
    if connection.dialect.name != "postgresql":
        yield
        return
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {setting} = 0")
    socket: Any = getattr(connection.connection.driver_connection, "_usock", None)  # pg8000 has no other way to it
    waits = socket.gettimeout() if socket else None
    if socket:
        socket.settimeout(None)
    try:
        yield
    finally:
        if socket and socket.fileno() >= 0:  # not closed: the server may have gone away
            socket.settimeout(waits)


def _address(url: str | None) -> URL:
    if url is None:
        return URL.create("sqlite", database=str(home() / "desk" / "desk.sqlite"))
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser().absolute()))
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StoreUnreachable(
            "the store's address cannot be read; write sqlite:///path or postgresql://user@host/database"
        ) from error
    if backend == "postgres":
        backend = "postgresql"
    if backend not in {"sqlite", "postgresql"}:
        raise StoreUnreachable(
            f"a store on {backend} is not known; write sqlite:///path or postgresql://user@host/database"
        )
    if backend == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreUnreachable("a store in memory would be lost; write sqlite:///path")
    return address.set(drivername="sqlite" if backend == "sqlite" else "postgresql+pg8000")


def _shown(url: URL) -> str:
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _sqlite(url: URL) -> Engine:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Unpublished dossiers, digests of passwords: for who runs the desk alone. SQLite's other files take after it.
        with suppress(OSError):  # there already, or SQLite says what is wrong
            os.close(os.open(str(url.database), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreUnreachable(
            f"the folder {folder} for the store cannot be made: {error.strerror or error}; give another with --store",
            store=_shown(url),
        ) from error
    engine = create_engine(
        url, connect_args={"timeout": BUSY_S, "check_same_thread": False}, pool_size=16, max_overflow=48
    )

    @event.listens_for(engine, "connect")
    def connected(raw: sqlite3.Connection, _: Any) -> None:
        raw.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -8000"):
            raw.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get("desk_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL) -> Engine:
    if find_spec("pg8000") is None:
        raise DriverMissing(
            "a store on PostgreSQL needs its driver; install it with: pip install 'sourcier[postgresql]'",
            store=_shown(url),
        )
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        isolation_level="READ COMMITTED",
        connect_args={"timeout": 2 * BUSY_S},  # for each answer: a server that is gone holds nobody for ever
    )

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        cursor = raw.cursor()
        for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET {setting} = {int(BUSY_S * 1000)}")
        raw.commit()

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        if not connection.get_execution_options().get("desk_writes"):  # two questions of one page see one state
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine
