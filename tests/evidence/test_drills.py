"""Drills: what happens to a check when packs are shared, changed under its feet, or not what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from assessment.isles import write_pack
from evidence.factory import PackOf
from sourcier.evidence.packs import (
    BadPack,
    PackChanged,
    add_from,
    choosing,
    open_packs,
    read_pack,
    reader,
    validate,
)

ASK = """
import sys
from sourcier.evidence.packs import open_packs
packs = open_packs(*sys.argv[1:])
table = next(one for one in packs.resources if one.name == "wheat")
for _ in range(20):
    query = packs.query(table.pack, table.name, f"SELECT * FROM {table.table} ORDER BY ALL", {})
    print(query.rows, len(table.rows()), packs.refs[0].digest)
"""
CHECK = "from sourcier.app.cli import main; main()"


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    line = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(*processes: subprocess.Popen[str]) -> list[str]:
    """Return what each printed, once all have ended well."""
    printed = [process.communicate(timeout=120) for process in processes]
    for process, (_, complaint) in zip(processes, printed, strict=True):
        assert process.returncode == 0, complaint
    return [out for out, _ in printed]


def test_two_processes_ask_the_same_pack_and_get_the_same_answers(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    before = sorted(path.name for path in root.rglob("*"))
    one, other = ended(run(ASK, root), run(ASK, root))
    assert one == other
    assert len(set(one.splitlines())) == 1
    assert sorted(path.name for path in root.rglob("*")) == before  # nothing is written beside a pack


@pytest.mark.slow
def test_two_checks_at_once_give_the_same_dossier(tmp_path: Path) -> None:
    pack = write_pack(tmp_path)
    article = tmp_path / "article.txt"
    article.write_text("Le chômage en Ardénie a atteint 7,1 % en 2022.\n", encoding="utf-8")
    outs = [tmp_path / "one.json", tmp_path / "two.json"]
    line = ("check", article, "--packs", pack, "--lang", "fr", "--date", "2024-01-02", "--json")
    processes = [run(CHECK, *line, out) for out in outs]
    for process in processes:
        _, complaint = process.communicate(timeout=120)
        assert process.returncode in {0, 1}, complaint
    dossiers = [json.loads(out.read_text(encoding="utf-8")) for out in outs]
    for key in ("claims", "findings", "assessments"):
        assert dossiers[0][key] == dossiers[1][key]
    assert dossiers[0]["findings"]


COLUMNS = "entity VARCHAR, period VARCHAR, value {value}, source VARCHAR"


def parquet_pack(tmp_path: Path, kind: str, value: str, *, columns: str = "*") -> Path:
    """Return a pack whose wheat is Parquet, its figures of some DuckDB type."""
    pack = PackOf(only=("wheat",))
    table = pack.table("wheat")
    table.update(path="data/wheat.parquet", format="parquet", mediatype="application/vnd.apache.parquet")
    del pack.texts["wheat"]
    root = pack.write(tmp_path)
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE wheat ({COLUMNS.format(value=kind)})")
        connection.execute(
            f"INSERT INTO wheat VALUES ('ARD', '2021', {value}, 'Office'), ('BOR', '2022', NULL, 'Office')"
        )
        connection.execute("UPDATE wheat SET value = (SELECT max(value) FROM wheat) WHERE value IS NULL")
        connection.execute(f"COPY (SELECT {columns} FROM wheat) TO '{root}/data/wheat.parquet'")
    return root


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("VARCHAR", "'beaucoup'", "not a number"),
        ("BOOLEAN", "true", "not a number"),
        ("DATE", "DATE '2021-01-01'", "not a number"),
        ("DOUBLE", "'nan'::DOUBLE", "not a number"),
        ("DOUBLE", "'inf'::DOUBLE", "not a number"),
        ("INTEGER[]", "[1, 2]", "not a number"),
        ("BLOB", "'\\x01'::BLOB", "not a number"),
        ("STRUCT(a INTEGER)", "{'a': 1}", "not a number"),
    ],
)
def test_a_parquet_column_of_another_type_is_refused(tmp_path: Path, kind: str, value: str, said: str) -> None:
    root = parquet_pack(tmp_path, kind, value)
    with pytest.raises(BadPack, match=said) as refused:
        open_packs(root)
    assert (refused.value.column, refused.value.row) == ("value", 2)
    assert not validate(root).is_valid


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("DOUBLE", "5.25", "5.25"),
        ("INTEGER", "7", "7"),
        ("DECIMAL(9,4)", "1.5", "1.5000"),
        ("VARCHAR", "'0.10'", "0.10"),
    ],
)
def test_a_parquet_column_of_figures_is_read_whatever_its_type(
    tmp_path: Path, kind: str, value: str, cell: str
) -> None:
    packs = open_packs(parquet_pack(tmp_path, kind, value))
    (row, _) = packs.query("isles", "wheat", 'SELECT value FROM "isles"."wheat" ORDER BY entity', {}).rows
    assert row == (cell,)


def test_a_parquet_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    root = parquet_pack(tmp_path, "DOUBLE", "5.25", columns="entity, value, period, source")
    with pytest.raises(BadPack, match="the schema has the columns"):
        open_packs(root)


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A starter pack of our own, with its digest beside it as the build leaves it."""
    root = PackOf(name="starter").write(tmp_path)
    (tmp_path / choosing.VERIFIED).write_text(read_pack(root).digest + "\n", encoding="ascii")
    monkeypatch.setattr(choosing, "starter_path", lambda: root)
    return root


@pytest.mark.parametrize("digest", ["0" * 64, "", "not a digest", None])
def test_a_starter_whose_digest_was_tampered_with_is_checked_row_by_row(
    starter: Path, monkeypatch: pytest.MonkeyPatch, digest: str | None
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(reader, "check", lambda _, pack: asked.append(pack.name))
    open_packs("starter")
    assert asked == []  # as it was built: its digest vouches for its rows
    recorded = starter.with_name(choosing.VERIFIED)
    if digest is None:
        recorded.unlink()
    else:
        recorded.write_text(digest, encoding="ascii")
    open_packs("starter")
    assert asked == ["starter"]


def test_a_bad_row_put_into_the_starter_is_found(starter: Path) -> None:
    open_packs("starter")
    wheat = starter / "data" / "wheat.csv"
    wheat.write_text(wheat.read_text(encoding="utf-8").replace("ARD,2022", "XYZ,2022"), encoding="utf-8")
    with pytest.raises(BadPack, match="not an id"):
        open_packs("starter")


def test_an_installed_pack_changed_after_a_check_is_refused_at_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    add_from(str(PackOf().write(tmp_path / "made")))
    packs = open_packs("isles")
    wheat = packs.resource("isles", "wheat")
    before = packs.query("isles", "wheat", f"SELECT * FROM {wheat.table} ORDER BY ALL", {})
    wheat.path.chmod(0o644)
    wheat.path.write_text(wheat.path.read_text(encoding="utf-8").replace("5.2224", "9.9"), encoding="utf-8")
    assert packs.query("isles", "wheat", f"SELECT * FROM {wheat.table} ORDER BY ALL", {}) == before  # as it was opened
    with pytest.raises(PackChanged):
        open_packs("isles")
