"""Who may do what at a desk with accounts: names, roles, passwords, sessions, failed attempts."""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, insert, select, update

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.attempts import forget, heed
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import BadPerson, LastAdmin, NameTaken, NoPerson, StoreBusy, WeakPassword
from sourcier.app.desk.store.folding import fold

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")
"""Each may do what those before it may."""

IDLE = timedelta(hours=12)
"""A session that was not used for so long is over."""
LONGEST = timedelta(days=14)
"""A session is over then, used or not."""

_HASHING = threading.BoundedSemaphore(3)
"""A hash takes 64 MB and a core for a while by design: as many at once, and the others wait."""
_LONGEST_WAIT_S = 5.0
"""For one's turn: a flood of logins may not hold every thread that serves pages."""
_SEEN_EVERY = timedelta(minutes=1)
_LONGEST_NAME = 80
_SHORTEST_PASSWORD, _LONGEST_PASSWORD = 10, 512


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    name: str
    role: Role
    is_active: bool
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody logged in."""

    token: str
    """What the browser keeps; the store has a digest of it only."""
    person: Person
    added_at: datetime
    expires_at: datetime
    """At the latest; sooner when it is not used."""


def add_person(store: Store, name: str, password: str, role: Role) -> Person:
    """Admit somebody. Raises BadPerson, NameTaken, WeakPassword."""
    name, hashed = _named(name), _hashed(password)
    person = Person(name, _role(role), is_active=True, added_at=datetime.now(UTC))
    with store.begin() as connection:
        added = connection.execute(
            tables.inserting(connection, tables.people)
            .values(
                folded=fold(name),
                name=name,
                role=person.role,
                password=hashed,
                is_active=True,
                added_at=person.added_at,
            )
            .on_conflict_do_nothing()
        )
        if added.rowcount == 0:
            raise NameTaken(f"there is somebody called {name} already; choose another name", name=name)
    return person


def set_password(store: Store, name: str, password: str) -> None:
    """Give somebody another password, and end their sessions. Raises NoPerson, WeakPassword."""
    hashed = _hashed(password)
    with store.begin() as connection:
        _one(connection, name)
        _change(connection, name, password=hashed)
        connection.execute(delete(tables.sessions).where(tables.sessions.c.person == fold(name)))


def set_role(store: Store, name: str, role: Role) -> None:
    """Give somebody another role, from their next page on. Raises NoPerson, BadPerson, LastAdmin."""
    with store.begin() as connection:
        if _role(role) != "admin":
            _keep_an_admin(connection, name)
        _one(connection, name)
        _change(connection, name, role=role)


def deactivate(store: Store, name: str) -> None:
    """Shut somebody out; their decisions stay. Raises NoPerson, LastAdmin."""
    with store.begin() as connection:
        _keep_an_admin(connection, name)
        _one(connection, name)
        _change(connection, name, is_active=False)
        connection.execute(delete(tables.sessions).where(tables.sessions.c.person == fold(name)))


def activate(store: Store, name: str) -> None:
    """Let somebody in again. Raises NoPerson."""
    with store.begin() as connection:
        _one(connection, name)
        _change(connection, name, is_active=True)


def people(store: Store) -> tuple[Person, ...]:
    """Return everybody, by name."""
    with store.read() as connection:
        rows = connection.execute(select(tables.people).order_by(tables.people.c.folded)).all()
    return tuple(_person(row) for row in rows)


def has_people(store: Store) -> bool:
    """Say whether anybody can log in."""
    with store.read() as connection:
        return (
            connection.execute(select(tables.people.c.name).where(tables.people.c.is_active).limit(1)).first()
            is not None
        )


def log_in(store: Store, name: str, password: str, *, address: str) -> Session | None:
    """Return a new session; None where the name or the password is wrong, or the person is shut out.

    Takes as long for a name that nobody has. An attempt counts as failed until it has succeeded, so that many at once
    gain nothing.

    Args:
        store: Where.
        name: As typed.
        password: As typed.
        address: Where the attempt comes from.

    Raises:
        TooManyAttempts: It is too soon after failed attempts for this name or from this address.
    """
    now, folded = datetime.now(UTC), fold(name)[:_LONGEST_NAME]
    with store.begin() as connection:
        counted = heed(connection, folded, address, now)
    with store.read() as connection:
        row = connection.execute(select(tables.people).where(tables.people.c.folded == folded)).first()
    is_right = _verify(row.password if row is not None else _nobodys(), password)
    if not is_right or row is None or not row.is_active:
        return None
    renewed = _hashed(password) if _hasher().check_needs_rehash(row.password) else None
    token = secrets.token_urlsafe(32)
    with store.begin() as connection:
        current = connection.execute(
            select(tables.people).where(tables.people.c.folded == folded).with_for_update()
        ).first()
        if current is None or not current.is_active or current.password != row.password:
            return None  # changed, or shut out, while the old one was being looked at
        forget(connection, folded, address, counted)
        connection.execute(delete(tables.sessions).where(tables.sessions.c.added_at < now - LONGEST))
        connection.execute(
            insert(tables.sessions).values(digest=_digest(token), person=folded, added_at=now, seen_at=now)
        )
        if renewed:
            _change(connection, name, password=renewed)
    return Session(token, _person(current), now, now + LONGEST)


def session_of(store: Store, token: str, now: datetime | None = None) -> Session | None:
    """Return the session of a token; None where it is over or there is none."""
    now, sessions, persons = now or datetime.now(UTC), tables.sessions.c, tables.people.c
    with store.read() as connection:
        row = connection.execute(
            select(tables.people, sessions.added_at.label("began"), sessions.seen_at)
            .join_from(tables.sessions, tables.people, sessions.person == persons.folded)
            .where(sessions.digest == _digest(token), persons.is_active)
        ).first()
    if row is None or now - row.seen_at > IDLE or now - row.began > LONGEST:
        return None
    if now - row.seen_at > _SEEN_EVERY:  # not a write for every page
        with store.begin() as connection:
            connection.execute(update(tables.sessions).where(sessions.digest == _digest(token)).values(seen_at=now))
    return Session(token, _person(row), row.began, row.began + LONGEST)


def log_out(store: Store, token: str) -> None:
    """End a session."""
    with store.begin() as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.digest == _digest(token)))


def _one(connection: Connection, name: str) -> Person:
    row = connection.execute(
        select(tables.people).where(tables.people.c.folded == fold(name)).with_for_update()
    ).first()
    if row is None:
        raise NoPerson(f"the desk knows nobody called {name[:_LONGEST_NAME]}", name=name)
    return _person(row)


def _change(connection: Connection, name: str, **values: object) -> None:
    connection.execute(update(tables.people).where(tables.people.c.folded == fold(name)).values(**values))


def _keep_an_admin(connection: Connection, name: str) -> None:
    """Raise LastAdmin where somebody is the last admin.

    Comes before any other row is locked: every admin's row is, in one order, so that two of them who shut each other
    out at once neither wait for each other nor both succeed.
    """
    table = tables.people.c
    admins = select(table.folded).where(table.role == "admin", table.is_active).order_by(table.folded)
    if list(connection.execute(admins.with_for_update()).scalars()) == [fold(name)]:
        raise LastAdmin(
            f"{_one(connection, name).name} is the last who may admit people; make somebody else an admin first"
        )


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(row.name, cast("Role", row.role), bool(row.is_active), row.added_at)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or not fold(name):
        raise BadPerson(f"a name has 1 to {_LONGEST_NAME} characters that print", name=name)
    return name


def _role(role: str) -> Role:
    if role not in ROLES:
        raise BadPerson(f"a role is one of {', '.join(ROLES)}, not {role[:40]!r}", role=role)
    return role


def _hashed(password: str) -> str:
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise WeakPassword(f"a password has {_SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} characters")
    with _turn():
        return _hasher().hash(_normal(password))


def _verify(hashed: str, password: str) -> bool:
    try:
        with _turn():
            return _hasher().verify(hashed, _normal(password[: _LONGEST_PASSWORD + 1]))
    except (VerificationError, InvalidHashError):
        return False


@contextmanager
def _turn() -> Iterator[None]:
    if not _HASHING.acquire(timeout=_LONGEST_WAIT_S):
        raise StoreBusy("too many people log in at once; try again in a moment")
    try:
        yield
    finally:
        _HASHING.release()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash that a password is held against where there is no person: nobody's password."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _normal(password: str) -> bytes:
    """One password whichever way a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
