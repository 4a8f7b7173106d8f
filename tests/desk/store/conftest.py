"""Stores to test: a SQLite file of its own, and a database of a PostgreSQL server started for the session."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, text
from sqlalchemy.exc import DBAPIError

import factory
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BACKENDS = ("sqlite", "postgresql")


def _programs() -> Path | None:
    """The programs of the newest PostgreSQL server installed, as Debian places them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the address of a database, on a server that lives as long as the session."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    is_root = os.geteuid() == 0
    if is_root and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    as_owner = ["runuser", "-u", "postgres", "--"] if is_root else []
    folder = Path(tempfile.mkdtemp(prefix="sourcier-postgres-"))
    if is_root:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    made = [*as_owner, programs / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"-cport={port}",
        "-clisten_addresses=127.0.0.1",
        f"-cunix_socket_directories={folder}",
        "-cfsync=off",
        "-cautovacuum=off",
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*as_owner, programs / "postgres", "-D", data, *options], cwd=folder, stdout=log, stderr=log
        )
    try:
        _wait(port, server, folder / "log")
        yield f"postgresql://desk@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*as_owner, programs / "pg_ctl", "-D", data, "-m", "immediate", "-W", "stop"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    url = f"postgresql+pg8000://desk@127.0.0.1:{port}/postgres"
    deadline = time.monotonic() + 60
    while True:
        engine = create_engine(url)
        try:
            with engine.connect():
                return
        except DBAPIError:
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        finally:
            engine.dispose()


@pytest.fixture(scope="session")
def on_postgres(postgres: str) -> Iterator[Store]:
    """Return a store on PostgreSQL, made once: its tables take longer to make than most tests to run."""
    opened = open_store(_database(postgres, "desk"))
    yield opened
    opened.close()


def _database(postgres: str, name: str) -> str:
    """Make an empty database, and return its address."""
    admin = create_engine(postgres.replace(":", "+pg8000:", 1), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return postgres.removesuffix("postgres") + name


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a store can be made: once on each database."""
    if request.param == "postgresql":
        return _database(request.getfixturevalue("postgres"), "made")
    return f"sqlite:///{tmp_path / 'desk.sqlite'}"


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store, once on each database."""
    if request.param == "postgresql":
        opened: Store = request.getfixturevalue("on_postgres")
        with opened.begin() as connection:
            for table in reversed(tables.metadata.sorted_tables):
                connection.execute(delete(table))
        yield opened
        return
    opened = open_store(str(tmp_path / "desk.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def column(store: Store) -> Dossier:
    """Return the factory's French column, which the store has."""
    of = factory.column()
    add_dossier(store, of, name="colonne.md")
    return of


_minutes = iter(range(10_000_000))


def decision(
    of: Dossier,
    claim_id: str,
    action: Action,
    verdict: Verdict | None = None,
    *,
    author: str = "Ana Roux",
    **known: Any,
) -> Revision:
    """Return a decision about a claim, each a minute after the one before."""
    at = NOON + timedelta(minutes=next(_minutes))
    reason = known.pop("reason", "vu avec la source")
    key = Revision.key(of.article.id, claim_id, action, author, at, reason)
    return Revision(key, of.article.id, claim_id, action, reason, author, at, verdict=verdict, **known)
