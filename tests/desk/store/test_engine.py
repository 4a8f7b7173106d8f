import os
import socket
import sqlite3
import threading
from contextlib import closing, suppress

import pytest
from sqlalchemy import event, inspect, select, text

import factory
from sourcier.app.desk.store import engine, migrations, tables
from sourcier.app.desk.store.dossiers import add_dossier, count_dossiers
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreFull,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)
from sourcier.app.desk.store.settings import language, set_language
from sourcier.core.settings import home


def test_migrations_make_the_tables_that_the_program_writes_to(store):
    with store.read() as connection:
        here = inspect(connection)
        for name, table in tables.metadata.tables.items():
            made = {one["name"]: one for one in here.get_columns(name)}
            assert list(made) == [column.name for column in table.columns], name
            keys = {column.name for column in table.primary_key}
            assert set(here.get_pk_constraint(name)["constrained_columns"]) == keys
            for column in table.columns:
                if column.name not in keys:
                    assert made[column.name]["nullable"] == column.nullable, (name, column.name)
        assert set(here.get_table_names()) == {*tables.metadata.tables, "desk_migrations"}


def test_a_store_is_found_again(address):
    first = open_store(address)
    set_language(first, "fr")
    first.close()
    again = open_store(address)
    assert language(again) == "fr"
    again.close()


def test_without_an_address_the_users_own_desk_is_opened():
    store = open_store()
    assert store.shown == str(home() / "desk" / "desk.sqlite")
    store.close()


def test_a_store_of_a_newer_version_is_refused(address):
    store = open_store(address)
    with store.begin() as connection:
        connection.execute(text("INSERT INTO desk_migrations VALUES (99, 'm099_later', '2030-01-01')"))
    with pytest.raises(StoreNewer, match="made by a newer version"):
        open_store(address)
    store.close()


def test_a_database_with_tables_of_the_same_names_is_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE claims (a TEXT)")
        other.commit()
    with pytest.raises(StoreForeign, match="a database of its own"):
        open_store(str(path))
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("claims",)]


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"Chers lecteurs, " * 400)
    with pytest.raises(StoreDamaged, match="is no desk's store"):
        open_store(str(path))
    assert path.read_bytes().startswith(b"Chers lecteurs")


@pytest.mark.parametrize(
    "address",
    [
        "mysql://a:secret@localhost/desk",
        "postgresql://desk:secret@127.0.0.1:{closed}/desk",
        "sqlite://",
        "sqlite:///:memory:",
        "://",
        "{file}/desk.sqlite",
    ],
)
def test_a_store_that_cannot_be_reached_is_one_clear_error_without_its_password(address, tmp_path):
    (tmp_path / "file").write_text("")
    with closing(socket.socket()) as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(StoreUnreachable) as caught:
        open_store(address.replace("{closed}", str(port)).replace("{file}", str(tmp_path / "file")))
    assert caught.value.slug == "desk-store-unreachable"
    assert "secret" not in str(caught.value)


def test_a_block_that_fails_leaves_nothing(store):
    with suppress(ZeroDivisionError), store.begin() as connection:
        connection.execute(tables.settings.insert().values(name="a", value="1"))
        _ = 1 // 0
    with store.read() as connection:
        assert connection.execute(select(tables.settings)).all() == []


def test_a_full_disk_is_one_clear_error_and_nothing_is_half_saved(tmp_path):
    path = str(tmp_path / "desk.sqlite")
    store = open_store(path)
    event.listen(store._writing.pool, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count = 64"))
    store.close()  # connections made from here on have 64 pages and no more
    with pytest.raises(StoreFull, match="no room left") as caught:
        add_dossier(store, factory.column(), name="x" * 400_000)
    assert caught.value.slug == "desk-store-full"
    assert count_dossiers(store) == 0
    store.close()


def test_a_store_that_may_only_be_read_is_one_clear_error(tmp_path):
    path = tmp_path / "desk.sqlite"
    store = open_store(str(path))
    set_language(store, "fr")
    event.listen(store._writing.pool, "connect", lambda raw, _: raw.execute("PRAGMA query_only = ON"))
    store.close()
    with pytest.raises(StoreReadOnly, match="cannot be written") as caught:
        set_language(store, "en")
    assert caught.value.slug == "desk-store-read-only"
    assert language(store) == "fr"
    store.close()


@pytest.mark.skipif(os.geteuid() == 0 and not hasattr(os, "seteuid"), reason="nobody else to be")
def test_a_folder_without_rights_is_one_clear_error(tmp_path):
    path = tmp_path / "shut" / "desk.sqlite"
    open_store(str(path)).close()
    path.parent.chmod(0o555)
    path.chmod(0o444)
    for part in (tmp_path, *tmp_path.parents):
        if part.stat().st_uid == os.geteuid() and part != part.parent:
            part.chmod(part.stat().st_mode | 0o055)
    was = os.geteuid()
    try:
        if was == 0:
            os.seteuid(65534)
        with pytest.raises((StoreReadOnly, StoreUnreachable)):
            open_store(str(path))
    finally:
        os.seteuid(was)
        path.parent.chmod(0o755)


def test_a_writer_whose_turn_does_not_come_says_that_the_store_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("sourcier.app.desk.store.engine.BUSY_S", 0.1)
    path = str(tmp_path / "desk.sqlite")
    store = open_store(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="try again"):
            set_language(store, "en")
        assert language(store) is None  # who reads does not wait
        other.execute("ROLLBACK")
    set_language(store, "en")
    assert StoreBusy.retryable
    store.close()


def test_desks_that_open_a_new_store_at_once_make_it_once(address):
    failed = []

    def opening():
        try:
            open_store(address).close()
        except Exception as error:  # noqa: BLE001  (asserted on below)
            failed.append(error)

    threads = [threading.Thread(target=opening) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    store = open_store(address)
    with store.read() as connection:
        assert connection.execute(text("SELECT number FROM desk_migrations")).all() == [(1,), (2,)]
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_store_s_files_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "home" / "desk" / "desk.sqlite"
    store = open_store(f"sqlite:///{path}")
    with store.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        modes = {one.name: one.stat().st_mode & 0o077 for one in path.parent.iterdir()}
    store.close()
    assert modes
    assert set(modes.values()) == {0}
    assert path.parent.stat().st_mode & 0o077 == 0


def test_two_questions_of_one_reading_see_one_state(store):
    with store.read() as reading:
        before = reading.execute(text("SELECT count(*) FROM settings")).scalar()
        with store.begin() as writing:
            writing.execute(text("INSERT INTO settings VALUES ('x', '1')"))
        assert reading.execute(text("SELECT count(*) FROM settings")).scalar() == before
    with store.read() as reading:
        assert reading.execute(text("SELECT count(*) FROM settings")).scalar() == before + 1


def test_a_migration_takes_as_long_as_it_does(address, monkeypatch):
    if address.startswith("sqlite"):
        pytest.skip("SQLite runs in the process")
    monkeypatch.setattr(engine, "BUSY_S", 0.25)  # a statement ends after that, the driver's waiting after twice as long

    def m003_long(connection) -> None:
        connection.execute(text("SELECT pg_sleep(1)"))

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m003_long))
    store = open_store(address)
    with pytest.raises(StoreBusy), store.begin() as connection:  # what follows on the same connection does not
        connection.execute(text("SELECT pg_sleep(1)"))
    with store.read() as connection:
        assert connection.execute(text("SELECT max(number) FROM desk_migrations")).scalar() == 3
    store.close()


def test_a_statement_that_takes_long_ends_on_a_server(store):
    if store.is_sqlite:
        pytest.skip("SQLite runs in the process")

    def asleep() -> None:
        with store.begin() as connection:
            connection.execute(text("SET LOCAL statement_timeout = 50"))
            connection.execute(text("SELECT pg_sleep(10)"))

    with pytest.raises(StoreBusy):
        asleep()
    with store.begin() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "20s"
