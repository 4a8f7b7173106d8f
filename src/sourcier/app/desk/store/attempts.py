"""Failed attempts to log in, counted by name and by address: each one makes the next wait longer.

Who has lately logged in from an address is counted there apart, by name and address together: neither a stranger who
knows the name nor a colleague who mistypes at the next desk makes them wait.
"""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select, update

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.errors import TooManyAttempts


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many attempts are free, and how long the wait grows."""

    free: int
    longest_s: float


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt that counts as failed until `forget` says otherwise: under which keys, when, after which before it."""

    at: datetime
    before: tuple[tuple[str, datetime], ...]
    """Each key with the time of the attempt before."""


_BY_NAME = _Limit(free=5, longest_s=60)
"""Short, since whoever knows a name could otherwise shut its owner out."""
_BY_ADDRESS = _Limit(free=10, longest_s=900)
"""Freer, since a newsroom comes from one address."""
_DECAY = timedelta(minutes=5)
"""So long without an attempt, once the wait is over, takes one failure away."""
_FORGOTTEN = timedelta(days=1)
_KNOWN = timedelta(days=30)
_IPV6_SITE = 64
"""Bits of an IPv6 address that name a site: whoever has one has all of its 2^64 addresses."""


def heed(connection: Connection, name: str, address: str, now: datetime) -> Counted:
    """Count an attempt as failed until `forget` says otherwise.

    Raises:
        TooManyAttempts: It comes too soon, and is not counted; `wait_s` says how long it still takes.
    """
    table, site = tables.attempts, site_of(address)
    stale = or_(~table.c.tried.startswith("known:"), table.c.at < now - _KNOWN)
    connection.execute(delete(table).where(table.c.at < now - _FORGOTTEN, stale))
    known = f"known:{name}@{site}"
    is_known = connection.execute(select(table.c.at).where(table.c.tried == known)).first() is not None
    strange = ((f"name:{name}", _BY_NAME), (f"address:{site}", _BY_ADDRESS))
    keys = ((known, _BY_NAME),) if is_known else strange
    return Counted(now, tuple((tried, _count(connection, tried, limit, now)) for tried, limit in keys))


def _count(connection: Connection, tried: str, limit: _Limit, now: datetime) -> datetime:
    """Count an attempt under a key, and return when the one before was made."""
    table = tables.attempts
    connection.execute(
        tables.inserting(connection, table).values(tried=tried, failures=0, at=now).on_conflict_do_nothing()
    )
    row = connection.execute(select(table).where(table.c.tried == tried).with_for_update()).one()
    over: timedelta = now - row.at - timedelta(seconds=_wait_s(row.failures, limit))
    if row.at - now > timedelta(seconds=limit.longest_s):  # the clock was put back since: nobody waits for that
        over = timedelta(0)
    wait = -over.total_seconds()
    if row.failures and wait > 0:
        raise TooManyAttempts(
            f"passwords were tried too often; try again in {math.ceil(wait)} seconds", wait_s=math.ceil(wait)
        )
    failures = max(0, row.failures - over // _DECAY) + 1
    connection.execute(update(table).where(table.c.tried == tried).values(failures=failures, at=now))
    before: datetime = row.at
    return before


def forget(connection: Connection, name: str, address: str, counted: Counted) -> None:
    """Take back an attempt whose password was right, clear its name, and know the name at its address from now on."""
    table, known = tables.attempts, f"known:{name}@{site_of(address)}"
    for tried, before in counted.before:
        row = table.c.tried == tried
        connection.execute(update(table).where(row, table.c.at == counted.at).values(at=before))
        connection.execute(update(table).where(row, table.c.failures > 0).values(failures=table.c.failures - 1))
    connection.execute(delete(table).where(table.c.tried.in_([f"name:{name}", known])))
    connection.execute(
        tables.inserting(connection, table).values(tried=known, failures=0, at=counted.at).on_conflict_do_nothing()
    )


def site_of(address: str) -> str:
    """Return what an address is counted as.

    >>> site_of("192.0.2.7"), site_of("::ffff:192.0.2.7"), site_of("2001:db8:1:2:3::4"), site_of("testclient")
    ('192.0.2.7', '192.0.2.7', '2001:db8:1:2::/64', 'testclient')
    """
    try:
        number = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return address
    if isinstance(number, ipaddress.IPv4Address):
        return str(number)
    return str(number.ipv4_mapped or ipaddress.ip_network((number, _IPV6_SITE), strict=False))


def _wait_s(failures: int, limit: _Limit) -> float:
    if failures < limit.free:
        return 0
    return float(min(2.0 ** min(failures - limit.free, 20), limit.longest_s))
