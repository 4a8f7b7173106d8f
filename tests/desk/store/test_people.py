import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from sourcier.app.desk.store import people as module
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.attempts import heed
from sourcier.app.desk.store.errors import (
    BadPerson,
    LastAdmin,
    NameTaken,
    NoPerson,
    TooManyAttempts,
    WeakPassword,
)
from sourcier.app.desk.store.people import (
    IDLE,
    LONGEST,
    activate,
    add_person,
    deactivate,
    has_people,
    log_in,
    log_out,
    people,
    session_of,
    set_password,
    set_role,
)

PASSWORD = "le mot de passe"
HERE = "192.0.2.7"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hashing takes a tenth of a second by design; the tests check what is done with it."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(module, "_hasher", lambda: hasher)


@pytest.fixture
def ana(store):
    return add_person(store, "Ana Roux", PASSWORD, "admin")


def test_somebody_admitted_can_log_in_and_out(store):
    assert not has_people(store)
    ana = add_person(store, "  Ana   Roux ", PASSWORD, "reviewer")
    assert (ana.name, ana.role, people(store)) == ("Ana Roux", "reviewer", (ana,))
    session = log_in(store, "ana roux", PASSWORD, address=HERE)
    assert session.person == ana
    assert session_of(store, session.token).person == ana
    log_out(store, session.token)
    assert session_of(store, session.token) is None
    assert has_people(store)


def test_passwords_and_tokens_are_nowhere_in_the_store(store, ana):
    session = log_in(store, "Ana Roux", PASSWORD, address=HERE)
    with store.read() as connection:
        (hashed,) = connection.execute(select(tables.people.c.password)).scalars()
        kept = connection.execute(select(tables.sessions)).all()
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in hashed
    assert session.token not in str(kept)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Ana Roux", "autre mot de passe"),
        ("Ben", PASSWORD),
        ("", ""),
        ("Ana Roux", ""),
        ("Ana Roux", "x" * 10_000),
        ("\0", "\ud83d"),
    ],
)
def test_a_wrong_name_or_password_logs_nobody_in(store, ana, name, password):
    assert log_in(store, name, password, address=HERE) is None


def test_a_password_typed_with_loose_accents_is_the_same(store):
    add_person(store, "Zoé", "été à la plage", "reader")
    assert log_in(store, "Zoe\u0301", "e\u0301te\u0301 a\u0300 la plage", address=HERE) is not None


def test_failed_attempts_make_the_next_one_wait(store, ana):
    for _ in range(5):
        assert log_in(store, "Ana Roux", "faux mot de passe", address=HERE) is None
    with pytest.raises(TooManyAttempts) as caught:
        log_in(store, "Ana Roux", PASSWORD, address="198.51.100.1")
    assert (caught.value.slug, caught.value.wait_s) == ("too-many-attempts", 1)
    assert log_in(store, "Ben", PASSWORD, address=HERE) is None, "another name is free"


def test_waits_grow_and_end(store):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    waits = []
    with store.begin() as connection:
        for number in range(22):
            while True:
                try:
                    heed(connection, f"n{number}", HERE, now)
                    break
                except TooManyAttempts as error:
                    waits.append(error.wait_s)
                    now += timedelta(seconds=error.wait_s)
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1, 900)


def failing(store, name, address, times, now):
    with store.begin() as connection:
        for number in range(times):
            heed(connection, f"{name}{number}" if name == "n" else name, address, now)


def test_waits_are_over_when_nobody_tries_for_a_while(store):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    failing(store, "n", HERE, 10, now)
    with store.begin() as connection:
        with pytest.raises(TooManyAttempts):
            heed(connection, "ben", HERE, now)
        later = now + timedelta(minutes=5 * 11)
        for number in range(9):  # the ten are forgotten, not only waited for
            heed(connection, f"m{number}", HERE, later)


def test_nobody_waits_for_a_clock_that_was_put_back(store):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    failing(store, "n", HERE, 10, now + timedelta(days=1))
    with store.begin() as connection:
        heed(connection, "ben", HERE, now)
        with pytest.raises(TooManyAttempts) as caught:
            heed(connection, "ben", HERE, now)
    assert caught.value.wait_s == 2


def test_a_right_password_leaves_the_address_as_it_was(store, ana):
    for number in range(8):
        assert log_in(store, f"n{number}", "faux mot de passe", address=HERE) is None
    for _ in range(20):
        assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is not None


def test_who_lately_logged_in_from_an_address_is_not_shut_out_by_others(store, ana):
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is not None
    now = datetime.now(UTC)
    failing(store, "n", HERE, 10, now)
    failing(store, "ana roux", "198.51.100.1", 5, now)
    with pytest.raises(TooManyAttempts):
        log_in(store, "Ben", PASSWORD, address=HERE)
    with pytest.raises(TooManyAttempts):
        log_in(store, "Ana Roux", PASSWORD, address="203.0.113.9")
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is not None


def test_a_known_name_at_its_address_still_waits_after_its_own_failures(store, ana):
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is not None
    for _ in range(5):
        assert log_in(store, "Ana Roux", "faux mot de passe", address=HERE) is None
    with pytest.raises(TooManyAttempts):
        log_in(store, "Ana Roux", PASSWORD, address=HERE)


def test_the_addresses_of_one_ipv6_site_are_counted_together(store):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with store.begin() as connection:
        for number in range(10):
            heed(connection, f"n{number}", f"2001:db8:1:2::{number:x}", now)
        with pytest.raises(TooManyAttempts):
            heed(connection, "ben", "2001:db8:1:2:ffff::1", now)
        heed(connection, "ben", "2001:db8:1:3::1", now)


def test_a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in(store, ana, monkeypatch):
    verify = module._verify

    def slowly(hashed, password):
        set_password(store, "Ana Roux", "un nouveau mot")
        return verify(hashed, password)

    monkeypatch.setattr(module, "_verify", slowly)
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is None


def test_a_right_password_clears_the_name(store, ana):
    for _ in range(4):
        log_in(store, "Ana Roux", "faux mot de passe", address=HERE)
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE)
    for _ in range(4):
        assert log_in(store, "Ana Roux", "faux mot de passe", address=HERE) is None


def test_a_session_ends_when_idle_and_when_old(store, ana):
    session = log_in(store, "Ana Roux", PASSWORD, address=HERE)
    began = session.added_at
    assert session_of(store, session.token, began + IDLE - timedelta(hours=1)) is not None
    assert session_of(store, session.token, began + IDLE + timedelta(hours=1)) is not None, "it was used in between"
    assert session_of(store, session.token, began + 3 * IDLE) is None
    used = began
    while used < began + LONGEST - IDLE:
        used += IDLE / 2
        session_of(store, session.token, used)
    assert session_of(store, session.token, began + LONGEST + timedelta(seconds=1)) is None
    assert session_of(store, "") is None
    assert session_of(store, "\ud83d") is None


def test_another_password_or_being_shut_out_ends_the_sessions(store, ana):
    add_person(store, "Ben Daoud", PASSWORD, "admin")
    session = log_in(store, "Ana Roux", PASSWORD, address=HERE)
    set_password(store, "Ana Roux", "un nouveau mot")
    assert session_of(store, session.token) is None
    assert log_in(store, "Ana Roux", PASSWORD, address=HERE) is None
    session = log_in(store, "Ana Roux", "un nouveau mot", address=HERE)
    deactivate(store, "Ana Roux")
    assert session_of(store, session.token) is None
    assert log_in(store, "Ana Roux", "un nouveau mot", address=HERE) is None
    activate(store, "Ana Roux")
    assert log_in(store, "Ana Roux", "un nouveau mot", address=HERE) is not None


def test_another_role_holds_from_the_next_page_on(store, ana):
    add_person(store, "Ben Daoud", PASSWORD, "reader")
    session = log_in(store, "Ben Daoud", PASSWORD, address=HERE)
    set_role(store, "ben daoud", "reviewer")
    assert session_of(store, session.token).person.role == "reviewer"


def test_the_last_admin_stays(store, ana):
    with pytest.raises(LastAdmin):
        deactivate(store, "Ana Roux")
    with pytest.raises(LastAdmin):
        set_role(store, "Ana Roux", "reader")
    add_person(store, "Ben Daoud", PASSWORD, "admin")
    set_role(store, "Ana Roux", "reader")
    with pytest.raises(LastAdmin):
        deactivate(store, "Ben Daoud")


@pytest.mark.parametrize("taken", [lambda store, name: set_role(store, name, "reader"), deactivate])
def test_admins_who_shut_each_other_out_at_once_leave_one(store, taken):
    names = ("Ana Roux", "Ben Daoud")
    for name in names:
        add_person(store, name, PASSWORD, "admin")
    for _ in range(12):
        together = threading.Barrier(2)

        def shut_out(name, together=together):
            together.wait(10)
            try:
                taken(store, name)
            except LastAdmin:
                return "last"
            return "out"

        with ThreadPoolExecutor(2) as pool:
            came = sorted(pool.map(shut_out, reversed(names)))
        assert came == ["last", "out"]
        assert len([one for one in people(store) if one.role == "admin" and one.is_active]) == 1
        for name in names:
            set_role(store, name, "admin")
            activate(store, name)


@pytest.mark.parametrize(
    ("name", "password", "role", "kind"),
    [
        ("", PASSWORD, "reader", BadPerson),
        ("a\x1bb", PASSWORD, "reader", BadPerson),
        ("a" * 81, PASSWORD, "reader", BadPerson),
        ("Zoé", PASSWORD, "root", BadPerson),
        ("ANA ROUX", PASSWORD, "reader", NameTaken),
        ("Zoé", "court", "reader", WeakPassword),
        ("Zoé", "x" * 513, "reader", WeakPassword),
    ],
)
def test_who_cannot_be_admitted_is_told_why(store, ana, name, password, role, kind):
    with pytest.raises(kind):
        add_person(store, name, password, role)
    assert people(store) == (ana,)


def test_nobody_is_changed_who_is_not_there(store):
    for call in (
        lambda: set_password(store, "x", PASSWORD),
        lambda: set_role(store, "x", "admin"),
        lambda: deactivate(store, "x"),
    ):
        with pytest.raises(NoPerson):
            call()
