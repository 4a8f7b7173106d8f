"""Packs opened and queried: what comes back is what the files have."""

from __future__ import annotations

import hashlib
import pickle
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evidence.factory import SHAPES, PackOf
from sourcier.evidence.packs import (
    BadPack,
    BadQuery,
    NoSuchPack,
    NoSuchResource,
    PackNotFound,
    Packs,
    choosing,
    open_packs,
)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return open_packs(PackOf().write(tmp_path_factory.mktemp("packs")))


def rows(packs: Packs, sql: str, **parameters: str) -> tuple[tuple[str | None, ...], ...]:
    return packs.query("isles", "wheat", sql, parameters).rows


def test_pack_is_described(packs: Packs) -> None:
    (ref,) = packs.refs
    assert (ref.name, ref.version, ref.title, ref.licences) == ("isles", "1.2.0", "The Isles", ("CC-BY-4.0",))
    assert packs.now == ref.created == date(2024, 5, 6)
    assert [resource.name for resource in packs.resources] == sorted(SHAPES)


def test_resource_is_described(packs: Packs) -> None:
    wheat = packs.resource("isles", "wheat")
    assert wheat.table == '"isles"."wheat"'
    assert (wheat.shape, wheat.unit, wheat.tolerance, wheat.tolerance_reason) == (
        "series",
        "t",
        Decimal("0.05"),
        "rounded",
    )
    assert (wheat.coverage_first, wheat.coverage_last, wheat.revised) == ("1990", "2022-03-31", True)
    assert wheat.terms == {"fr": ("mot",), "en": ("word",)}
    assert wheat.sources == (("Office du grain", "https://grain.example/"),)
    assert [column.type for column in wheat.columns] == ["string", "string", "number", "string"]


def test_positions_name_their_tally(packs: Packs) -> None:
    positions = packs.resource("isles", "ballots-positions")
    assert (positions.role, positions.companion) == ("positions", "ballots")


def test_entities_keep_their_aliases(packs: Packs) -> None:
    ardenia = packs.entity("ARD")
    assert ardenia is not None
    assert ardenia.aliases_fr == ("ardénien", "ardéniens", "Port-Clair")
    assert packs.entity("nobody") is None


WRITTEN = [("ARD", "5.2224"), ("ARD", "-3"), ("BOR", "2779092236506.0"), ("BOR", "1e6"), ("BOR", "0.10")]


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT entity, value FROM "isles"."wheat"',
        'SELECT entity, w.value AS price FROM "isles"."wheat" AS w ORDER BY w.entity, w.period',
        'SELECT entity, value FROM "isles"."wheat" WHERE value > -4 ORDER BY rowid LIMIT 5',
    ],
)
def test_numbers_come_back_as_their_cells_write_them(packs: Packs, sql: str) -> None:
    assert rows(packs, sql) == tuple(WRITTEN)


def test_star_shows_the_columns_of_the_schema_only(packs: Packs) -> None:
    query = packs.query("isles", "wheat", 'SELECT * FROM "isles"."wheat" WHERE period = $p', {"p": "2022-03-31"})
    assert query.columns == ("entity", "period", "value", "source")
    assert query.rows == (("BOR", "2022-03-31", "0.10", "Office du grain"),)


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ('SELECT max(value) FROM "isles"."wheat"', "2779092236506"),
        ('SELECT sum(value) FROM "isles"."wheat" WHERE entity = \'ARD\'', "2.2224"),
        ('SELECT v FROM (SELECT value AS v FROM "isles"."wheat") WHERE v < 1 AND v > 0', "0.1"),
        ('SELECT DISTINCT value FROM "isles"."wheat" WHERE period = \'2022-03\'', "1000000"),
        ('SELECT value FROM "isles"."wheat" GROUP BY value HAVING count(*) = 1 ORDER BY value LIMIT 1', "-3"),
    ],
)
def test_computed_numbers_are_exact_and_plain(packs: Packs, sql: str, answer: str) -> None:
    assert rows(packs, sql) == ((answer,),)


def test_order_is_by_value_not_by_text(packs: Packs) -> None:
    ordered = rows(packs, 'SELECT value FROM "isles"."wheat" ORDER BY value')
    assert [row[0] for row in ordered] == ["-3", "0.10", "5.2224", "1e6", "2779092236506.0"]


def test_dates_compare_with_text_parameters(packs: Packs) -> None:
    sql = (
        'SELECT subject, start, "end" FROM "isles"."members" WHERE object = $o AND start <= $day '
        'AND ("end" IS NULL OR "end" > $day) ORDER BY subject'
    )
    query = packs.query("isles", "members", sql, {"o": "ligue", "day": "2020-01-31"})
    assert query.rows == (("BOR", "1995-06-01", None), ("CAL", "2020-01-31", None))
    assert query.parameters == (("day", "2020-01-31"), ("o", "ligue"))


def test_parameters_that_the_query_does_not_name_are_kept_for_the_record(packs: Packs) -> None:
    query = packs.query("isles", "wheat", 'SELECT count(*) FROM "isles"."wheat"', {"o": "ligue"})
    assert (query.rows, query.parameters) == ((("5",),), (("o", "ligue"),))


def test_every_cell_comes_back_as_the_file_has_it(packs: Packs) -> None:
    for resource in packs.resources:
        names = ", ".join(f'"{column.name}"' for column in resource.columns)
        query = packs.query("isles", resource.name, f"SELECT {names} FROM {resource.table}", {})
        found = [dict(zip(query.columns, row, strict=True)) for row in query.rows]
        assert found == resource.rows()


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE x",
        "SELECT 1; SELECT 2",
        'INSERT INTO "isles"."wheat" VALUES (1)',
        "COPY (SELECT 1) TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.db'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'data/wheat.csv'",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM wheat",
        'SELECT * FROM "memory"."isles"."wheat"',
        "SELECT now()",
        "SELECT random()",
        "SELECT current_date",
        "SELECT getenv('HOME')",
        "SELECT current_setting('threads')",
        'SELECT * FROM "isles"."wheat" USING SAMPLE 2',
        'SELECT * FROM "isles"."wheat" WHERE value > (SELECT random())',
        "WITH a AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM a",
        "SET threads = 1",
        "PRAGMA database_list",
        "SELEC 1",
        "",
        'SELECT nothing FROM "isles"."wheat"',
        'SELECT value FROM "isles"."wheat" WHERE period = $p',
        'SELECT value FROM "isles"."members" WHERE start > $o',
    ],
)
def test_query_that_is_not_one_select_over_the_packs_is_refused(packs: Packs, sql: str) -> None:
    with pytest.raises(BadQuery) as refused:
        packs.query("isles", "wheat", sql, {"o": "no day"})
    assert refused.value.slug == "bad-query"
    assert refused.value.sql == sql


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT subject FROM "isles"."members" WHERE year(start) = 1990',
        'WITH m AS (SELECT * FROM "isles"."members") SELECT subject FROM m WHERE "end" IS NOT NULL',
        'SELECT m.subject FROM "isles"."members" m JOIN "isles"."wheat" w ON subject = entity WHERE period = \'2021\'',
        'SELECT max(subject) FILTER (WHERE "end" IS NOT NULL) FROM "isles"."members"',
        "SELECT list_extract(list_sort(string_split('BOR;ARD', ';')), 1)",
        "SELECT coalesce(nullif('x', 'x'), 'ARD')",
        'SELECT unnest(string_split(participants, \';\')) AS who FROM "isles"."happenings" ORDER BY who LIMIT 1',
    ],
)
def test_query_may_use_what_always_gives_the_same_answer(packs: Packs, sql: str) -> None:
    assert rows(packs, sql) == (("ARD",),)


def test_names_that_are_not_there_are_said_with_those_that_are(packs: Packs) -> None:
    with pytest.raises(NoSuchPack, match="there are: isles") as no_pack:
        packs.resource("atlantis", "wheat")
    assert no_pack.value.slug == "no-such-pack"
    with pytest.raises(NoSuchResource, match="wheat") as no_resource:
        packs.query("isles", "barley", "SELECT 1", {})
    assert no_resource.value.slug == "no-such-resource"
    with pytest.raises(NoSuchResource):
        rows(packs, 'SELECT * FROM "isles"."barley"')


def test_digest_is_what_sha256sum_gives(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    files = ["datapackage.json", *(f"data/{file.name}" for file in (root / "data").iterdir())]
    lines = [f"{hashlib.sha256((root / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(files)]
    assert open_packs(root).refs[0].digest == hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize("changed", ["datapackage.json", "data/wheat.csv", "data/entities.csv"])
def test_digest_changes_with_any_byte(tmp_path: Path, changed: str) -> None:
    root = PackOf().write(tmp_path)
    before = open_packs(root).refs[0].digest
    file = root / changed
    file.write_text(
        file.read_text(encoding="utf-8").replace("Port-Clair", "Port-Noir").replace("Office", "Bureau"),
        encoding="utf-8",
    )
    assert open_packs(root).refs[0].digest != before


def test_folder_of_packs_opens_them_all_and_merges_their_entities(tmp_path: Path) -> None:
    other = PackOf("shores", only=("wheat",)).cell("entities", 2, "aliases_fr", "Ardenne|ardénien")
    other.cell("entities", 2, "label_fr", "République d’Ardénie").write(tmp_path)
    PackOf("isles").write(tmp_path)
    packs = open_packs(tmp_path)
    assert [ref.name for ref in packs.refs] == ["isles", "shores"]
    ardenia = packs.entity("ARD")
    assert ardenia is not None
    assert ardenia.label_fr == "Ardénie"
    assert ardenia.aliases_fr == ("ardénien", "ardéniens", "Port-Clair", "République d’Ardénie", "Ardenne")
    assert [entity.id for entity in packs.entities] == sorted({entity.id for entity in packs.entities})
    sql = 'SELECT a.value FROM "isles"."wheat" a JOIN "shores"."wheat" b USING (entity, period) WHERE period = $p'
    assert packs.query("isles", "wheat", sql, {"p": "2021"}).rows == (("5.2224",),)


def test_two_packs_of_one_name_are_refused(tmp_path: Path) -> None:
    first = PackOf().write(tmp_path / "a")
    second = PackOf().write(tmp_path / "b")
    with pytest.raises(BadPack, match="second pack named 'isles'"):
        open_packs(first, second)


@pytest.mark.parametrize("name", ["nowhere", "file.txt", "empty"])
def test_path_without_a_pack_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PackNotFound, match=name) as missing:
        open_packs(tmp_path / name)
    assert missing.value.slug == "pack-not-found"


def test_relative_path_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PackOf().write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert rows(open_packs("isles"), 'SELECT count(*) FROM "isles"."wheat"') == (("5",),)


def test_parquet_holds_the_same_table(tmp_path: Path) -> None:
    import duckdb

    pack = PackOf(only=("ballots", "ballots-positions", "wheat"))
    root = pack.write(tmp_path)
    for name in ("ballots-positions", "wheat"):
        csv, parquet = root / f"data/{name}.csv", root / f"data/{name}.parquet"
        duckdb.sql(f"COPY (SELECT * FROM read_csv('{csv}', all_varchar = true)) TO '{parquet}'")
        csv.unlink()
        pack.table(name).update(path=f"data/{name}.parquet", format="parquet")
        del pack.texts[name]
    packs = open_packs(pack.write(tmp_path))
    assert rows(packs, 'SELECT entity, value FROM "isles"."wheat"') == tuple(WRITTEN)
    assert len(packs.resource("isles", "ballots-positions").rows()) == 2


def test_semicolons_part_the_cells_where_the_dialect_says_so(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat",))
    pack.table("wheat")["dialect"] = {"csv": {"delimiter": ";"}}
    pack.texts["wheat"] = pack.texts["wheat"].replace(",", ";")
    packs = open_packs(pack.write(tmp_path))
    assert rows(packs, 'SELECT value FROM "isles"."wheat" WHERE period = \'2021\'') == (("5.2224",),)
    assert packs.resource("isles", "wheat").rows()[0]["value"] == "5.2224"


def test_missing_values_are_those_of_the_schema(tmp_path: Path) -> None:
    pack = PackOf(only=("members", "wheat")).cell("members", 3, "end", "n.c.").cell("members", 3, "note", "n.c.")
    pack.table("members")["schema"]["missingValues"] = ["", "n.c."]
    packs = open_packs(pack.write(tmp_path))
    assert packs.resource("isles", "members").rows()[1]["note"] is None
    assert rows(packs, 'SELECT "end", note FROM "isles"."members" WHERE subject = \'BOR\'') == ((None, None),)


def test_big_and_fine_numbers_are_exact(tmp_path: Path) -> None:
    cells = ["123456789012345678901234567", "0.12345678901", "-0.00000000001", "99999999999999999999.9"]
    pack = PackOf(only=("wheat",))
    for row, cell in enumerate(cells, start=2):
        pack.cell("wheat", row, "value", cell)
    packs = open_packs(pack.write(tmp_path))
    assert [row[0] for row in rows(packs, 'SELECT value FROM "isles"."wheat" LIMIT 4')] == cells
    total = rows(packs, "SELECT sum(value) FROM \"isles\".\"wheat\" WHERE period IN ('2021', '2022')")
    assert total == (("123456789012345678901234567.123456789",),)


def test_complete_lists_are_told_from_those_with_a_reservation(tmp_path: Path) -> None:
    pack = PackOf(only=("members", "wheat"))
    coverage = pack.table("members")["sourcier"]["coverage"]
    coverage.update(complete=["ligue", "pacte (sans les îles)"], incomplete=["conseil"])
    pack.table("wheat")["sourcier"]["coverage"]["complete"] = True
    packs = open_packs(pack.write(tmp_path))
    members = packs.resource("isles", "members")
    assert (members.complete, members.gaps) == (("ligue",), ("pacte (sans les îles)", "conseil"))
    assert members.is_complete_for("ligue")
    assert not members.is_complete_for("pacte")
    assert packs.resource("isles", "wheat").is_complete_for("anything")


def test_files_cannot_be_read_after_opening_even_past_the_guard(packs: Packs) -> None:
    import duckdb

    with pytest.raises(duckdb.PermissionException):
        packs._store.connection.execute("SELECT * FROM read_text('/etc/hostname')")
    with pytest.raises(duckdb.Error, match="locked"):
        packs._store.connection.execute("SET enable_external_access = true")


def test_errors_cross_processes_whole(tmp_path: Path) -> None:
    root = PackOf().cell("wheat", 3, "value", "trois").write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.row, again.column, again.reason, str(again)) == (3, "value", refused.value.reason, str(refused.value))


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_digest_command_of_the_docs(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    command = "sha256sum datapackage.json data/* | LC_ALL=C sort -k 2 | sha256sum"
    printed = subprocess.run(["bash", "-c", command], cwd=root, check=True, capture_output=True, text=True).stdout
    assert open_packs(root).refs[0].digest == printed.split()[0]


@pytest.mark.parametrize("spoil", ["\r\n", "\ufeff"])
def test_windows_files_are_read_like_others(tmp_path: Path, spoil: str) -> None:
    pack = PackOf(only=("wheat",))
    text = pack.texts["wheat"]
    pack.texts["wheat"] = text.replace("\n", spoil) if spoil == "\r\n" else spoil + text
    packs = open_packs(pack.write(tmp_path))
    assert rows(packs, 'SELECT entity, value FROM "isles"."wheat"') == tuple(WRITTEN)
    assert packs.resource("isles", "wheat").rows()[0] == {
        "entity": "ARD",
        "period": "2021",
        "value": "5.2224",
        "source": "Office du grain",
    }


def test_cells_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    pack = PackOf(only=("members",)).cell("members", 2, "note", 'dit "le Pacte",\nen 1989')
    pack.cell("members", 4, "subject", "ARD").cell("members", 4, "end", "2019-01-01")
    root = pack.write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    assert (refused.value.row, refused.value.column) == (4, "end")
    packs = open_packs(pack.cell("members", 4, "end", "").write(tmp_path))
    query = packs.query("isles", "members", 'SELECT note FROM "isles"."members" LIMIT 1', {})
    assert query.rows == (('dit "le Pacte",\nen 1989',),)


def test_threads_share_packs(tmp_path: Path) -> None:
    packs = open_packs()
    sql = 'SELECT value FROM "starter"."gdp-growth" WHERE entity = $e AND period = $p'
    asked = [{"e": entity, "p": str(year)} for entity in ("FRA", "DEU") for year in range(2005, 2020)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(lambda given: packs.query("starter", "gdp-growth", sql, given), asked))
    assert together == [packs.query("starter", "gdp-growth", sql, given) for given in asked]


def test_starter_is_checked_again_when_it_is_not_the_one_that_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled = PackOf("starter").cell("wheat", 3, "value", "trois").write(tmp_path)
    (tmp_path / "starter.sha256").write_text("0" * 64, encoding="ascii")
    monkeypatch.setattr(choosing, "starter_path", lambda: spoiled)
    with pytest.raises(BadPack, match="trois"):
        open_packs()
