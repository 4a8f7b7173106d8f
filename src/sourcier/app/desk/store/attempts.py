"""Failed attempts to log in, counted by name and by address: each one makes the next wait longer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.errors import TooManyAttempts


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many attempts are free, and how long the wait grows."""

    free: int
    longest_s: float


_BY_NAME = _Limit(free=5, longest_s=60)
"""Short, since whoever knows a name could otherwise shut its owner out."""
_BY_ADDRESS = _Limit(free=10, longest_s=900)
"""Freer, since a newsroom comes from one address."""
_FORGOTTEN = timedelta(days=1)


def heed(connection: Connection, name: str, address: str, now: datetime) -> None:
    """Count an attempt as failed until `forget` says otherwise.

    Raises:
        TooManyAttempts: It comes too soon, and is not counted; `wait_s` says how long it still takes.
    """
    table = tables.attempts
    connection.execute(delete(table).where(table.c.at < now - _FORGOTTEN))
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for tried, limit in ((f"name:{name}", _BY_NAME), (f"address:{address}", _BY_ADDRESS)):
        connection.execute(made(table).values(tried=tried, failures=0, at=now).on_conflict_do_nothing())
        row = connection.execute(select(table).where(table.c.tried == tried).with_for_update()).one()
        wait = _wait_s(row.failures, limit) - (now - row.at).total_seconds()
        if row.failures and wait > 0:
            raise TooManyAttempts(
                f"passwords were tried too often; try again in {math.ceil(wait)} seconds", wait_s=math.ceil(wait)
            )
        connection.execute(update(table).where(table.c.tried == tried).values(failures=row.failures + 1, at=now))


def forget(connection: Connection, name: str, address: str) -> None:
    """Forget the failures of a name whose password was right, and take the attempt off those of its address."""
    table = tables.attempts
    connection.execute(delete(table).where(table.c.tried == f"name:{name}"))
    connection.execute(
        update(table)
        .where(table.c.tried == f"address:{address}", table.c.failures > 0)
        .values(failures=table.c.failures - 1)
    )


def _wait_s(failures: int, limit: _Limit) -> float:
    if failures < limit.free:
        return 0
    return float(min(2.0 ** min(failures - limit.free, 20), limit.longest_s))
