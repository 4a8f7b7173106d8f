"""Packs added to and removed from the user's data: whole or not at all, and never changed unseen."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import (
    BadPack,
    NoSuchPack,
    PackChanged,
    PackExists,
    PackNotFound,
    StoreFailed,
    add_from,
    find_installed,
    installed,
    installing,
    open_packs,
    remove,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def written(folder: Path, version: str = "1.2.0", name: str = "isles", **cells: str) -> Path:
    pack = PackOf(name, only=("wheat", "members"))
    pack.descriptor["version"] = version
    for value in cells.values():
        pack.cell("wheat", 2, "value", value)
    return pack.write(folder / version)


def files_of(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_an_added_pack_lies_under_its_name_and_version_and_opens(tmp_path: Path, home: Path) -> None:
    (added,) = add_from(str(written(tmp_path)))
    assert added.installed.root == home / "packs" / "isles" / "1.2.0"
    assert not added.was_there
    assert [pack.name for pack in open_packs().packs] == ["isles", "starter"]
    assert open_packs("isles").count(open_packs("isles").resource("isles", "wheat")) == 5


def test_only_what_the_descriptor_names_and_the_notices_are_copied(tmp_path: Path, home: Path) -> None:
    root = written(tmp_path)
    for name in ("LICENSE", "ATTRIBUTION.md", "secret.txt", ".env"):
        (root / name).write_text("x")
    (root / "NOTICE").symlink_to("/etc/hostname")
    add_from(str(root))
    assert files_of(home / "packs") == [
        "isles/1.2.0/.installed.json",
        "isles/1.2.0/ATTRIBUTION.md",
        "isles/1.2.0/LICENSE",
        "isles/1.2.0/data/entities.csv",
        "isles/1.2.0/data/members.csv",
        "isles/1.2.0/data/wheat.csv",
        "isles/1.2.0/datapackage.json",
    ]


def test_the_newest_version_is_opened_and_another_can_be_named(tmp_path: Path) -> None:
    for version in ("1.10.0", "1.9.0", "1.10.0-beta"):
        add_from(str(written(tmp_path, version)))
    assert [one.version for one in installed()] == ["1.10.0", "1.10.0-beta", "1.9.0"]
    assert open_packs().pack("isles").version == "1.10.0"
    assert open_packs("starter", "isles@1.9.0").pack("isles").version == "1.9.0"
    with pytest.raises(PackNotFound):
        open_packs("isles@7.0.0")


def test_a_folder_that_exists_is_meant_before_an_installed_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_from(str(written(tmp_path, "1.2.0")))
    monkeypatch.chdir(written(tmp_path, "3.0.0").parent)
    assert open_packs("isles").pack("isles").version == "3.0.0"


def test_a_folder_of_packs_is_added_pack_by_pack(tmp_path: Path) -> None:
    for name in ("isles", "shores"):
        PackOf(name, only=("wheat",)).write(tmp_path / "all")
    assert [one.installed.name for one in add_from(str(tmp_path / "all"))] == ["isles", "shores"]


def test_the_same_pack_added_twice_is_there_once(tmp_path: Path) -> None:
    root = written(tmp_path)
    add_from(str(root))
    (again,) = add_from(str(root))
    assert again.was_there
    assert len(installed()) == 1


def test_another_pack_of_that_name_and_version_is_refused(tmp_path: Path) -> None:
    add_from(str(written(tmp_path / "a")))
    with pytest.raises(PackExists, match=r"another isles@1\.2\.0 is installed"):
        add_from(str(written(tmp_path / "b", value="9")))
    assert open_packs("isles").query("isles", "wheat", 'SELECT value FROM "isles"."wheat" LIMIT 1', {}).rows == (
        ("5.2224",),
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda pack: pack.cell("wheat", 3, "value", "trois"), "row 3, column value: not a number"),
        (lambda pack: pack.cell("wheat", 3, "source", ""), "no source"),
        (lambda pack: pack.cell("wheat", 3, "entity", "XXX"), "not an id"),
        (lambda pack: pack.cell("wheat", 3, "period", "2021"), "same key as row 2"),
        (lambda pack: pack.cell("members", 2, "end", "1980-01-01"), "end is not after start"),
        (lambda pack: pack.descriptor.update(name="starter"), "the pack that comes with the program"),
        (lambda pack: pack.descriptor.update(name="../out"), "not lower-case letters"),
        (lambda pack: pack.descriptor.update(version="../../x"), "not a version"),
        (lambda pack: pack.table("wheat").update(path="../../etc/passwd"), "not a path inside the pack"),
    ],
)
def test_a_bad_pack_is_refused_and_nothing_is_left(tmp_path: Path, home: Path, spoil, said: str) -> None:
    pack = PackOf("isles", only=("wheat", "members"))
    spoil(pack)
    root = tmp_path / "bad"
    written = PackOf.write(pack, root) if "/" not in pack.descriptor["name"] else _write_under(pack, root)
    with pytest.raises(BadPack, match=said) as refused:
        add_from(str(written))
    assert refused.value.file.startswith(str(written))
    assert not home.exists() or files_of(home) == []
    assert installed() == []


def _write_under(pack: PackOf, root: Path) -> Path:
    name, pack.descriptor["name"] = pack.descriptor["name"], "isles"
    written = pack.write(root)
    descriptor = json.loads((written / "datapackage.json").read_text())
    (written / "datapackage.json").write_text(json.dumps(descriptor | {"name": name}))
    return written


def test_a_link_that_leads_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    root = written(tmp_path)
    outside = tmp_path / "outside.csv"
    (root / "data" / "wheat.csv").rename(outside)
    (root / "data" / "wheat.csv").symlink_to(outside)
    with pytest.raises(BadPack, match="leads out of the pack"):
        add_from(str(root))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda root: (root / "data/wheat.csv").write_text("entity,period,value,source\nARD,2021,9,x\n"),
            "its digest is",
        ),
        (lambda root: (root / "data/wheat.csv").unlink(), "missing or spoiled"),
        (lambda root: (root / "datapackage.json").write_text("{"), "missing or spoiled"),
        (lambda root: (root / "datapackage.json").unlink(), "missing or spoiled"),
        (lambda root: (root / ".installed.json").write_text("{}"), "missing or spoiled"),
    ],
)
def test_a_changed_installed_pack_is_refused_and_can_be_removed(tmp_path: Path, change, said: str) -> None:
    (added,) = add_from(str(written(tmp_path)))
    change(added.installed.root)
    with pytest.raises(PackChanged, match=said):
        open_packs()
    remove("isles@1.2.0")
    assert [pack.name for pack in open_packs().packs] == ["starter"]


def test_remove_takes_one_version_or_all(tmp_path: Path, home: Path) -> None:
    for version in ("1.0.0", "1.1.0", "2.0.0"):
        add_from(str(written(tmp_path, version)))
    assert [one.version for one in remove("isles@1.1.0")] == ["1.1.0"]
    assert [one.version for one in remove("isles")] == ["2.0.0", "1.0.0"]
    assert list((home / "packs").iterdir()) == []
    with pytest.raises(NoSuchPack):
        remove("isles")


@pytest.mark.parametrize("reference", ["..", "../isles", "isles@../1.2.0", "", "@"])
def test_remove_of_a_name_that_is_a_path_removes_nothing(tmp_path: Path, reference: str) -> None:
    add_from(str(written(tmp_path)))
    with pytest.raises(NoSuchPack):
        remove(reference)
    assert len(installed()) == 1


def test_a_home_that_is_a_file_is_said(tmp_path: Path, home: Path) -> None:
    home.write_text("not a folder")
    with pytest.raises(StoreFailed, match="cannot write"):
        add_from(str(written(tmp_path)))


ADD = "import sys; from sourcier.evidence.packs import add_from; print(add_from(sys.argv[1])[0].was_there)"


def run_add(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", ADD, str(root)], capture_output=True, text=True, check=False)


def test_two_processes_that_add_the_same_pack_both_succeed(tmp_path: Path, home: Path) -> None:
    root = written(tmp_path)
    with ThreadPoolExecutor(max_workers=3) as pool:
        done = list(pool.map(run_add, [root] * 3))
    assert [one.returncode for one in done] == [0, 0, 0], done
    assert open_packs().pack("isles").version == "1.2.0"
    assert [one.name for one in (home / "packs").iterdir()] == ["isles"]


def test_two_processes_that_add_two_packs_of_one_version_leave_one_of_them_whole(tmp_path: Path) -> None:
    roots = [written(tmp_path / "a"), written(tmp_path / "b", value="9")]
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = list(pool.map(run_add, roots))
    assert sorted(one.returncode for one in done) == [0, 1]
    assert "PackExists" in "".join(one.stderr for one in done)
    assert open_packs("isles").pack("isles").version == "1.2.0"


HANG = """
import sys, time
from pathlib import Path
from sourcier.evidence.packs import installing
def hang(store, pack):
    print("copied", flush=True)
    time.sleep(60)
installing.check = hang
installing.add(Path(sys.argv[1]))
"""


@pytest.mark.skipif(os.name != "posix", reason="ends a process as POSIX does")
def test_a_process_killed_midway_leaves_a_temporary_folder_that_the_next_one_clears(tmp_path: Path, home: Path) -> None:
    root = written(tmp_path)
    with subprocess.Popen([sys.executable, "-c", HANG, str(root)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "copied\n"
        (left,) = (home / "packs").iterdir()
        process.send_signal(signal.SIGKILL)
    assert left.is_dir()
    assert installed() == []
    assert [pack.name for pack in open_packs().packs] == ["starter"]
    add_from(str(root))
    assert [one.name for one in (home / "packs").iterdir()] == ["isles"]


def test_the_folder_of_a_running_process_is_left_alone_however_old_a_clock_that_jumps_makes_it(
    tmp_path: Path, home: Path
) -> None:
    at_work = home / "packs" / f".adding-{os.getpid()}-abc"
    at_work.mkdir(parents=True)
    long_ago = time.time() - 86400
    os.utime(at_work, (long_ago, long_ago))
    add_from(str(written(tmp_path, "1.0.0")))
    assert at_work.is_dir()


def test_find_installed_takes_names_and_references(tmp_path: Path) -> None:
    for version in ("1.0.0", "2.0.0"):
        add_from(str(written(tmp_path, version)))
    found = {name: find_installed(name) for name in ("isles", "isles@1.0.0", "isles@3.0.0", "starter")}
    assert {name: one and one.version for name, one in found.items()} == {
        "isles": "2.0.0",
        "isles@1.0.0": "1.0.0",
        "isles@3.0.0": None,
        "starter": None,
    }


GROWTH = "gdp-growth"


def starter_like(folder: Path, rows: list[dict[str, str | None]], *, name: str = "newer", note: bool = False) -> Path:
    """Write a pack whose one table has the name and columns of one of the starter's."""
    pack = PackOf(name, only=("wheat",))
    pack.descriptor["resources"][1] |= {"name": GROWTH, "path": f"data/{GROWTH}.csv"}
    header = ["entity", "period", "value", "source", *(["note"] if note else [])]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([header, *([row.get(column) for column in header] for row in rows)])
    if note:
        pack.descriptor["resources"][1]["schema"]["fields"].append({"name": "note", "type": "string"})
    del pack.texts["wheat"]
    pack.texts[GROWTH] = written.getvalue()
    pack.texts["entities"] = "id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata\n" + "".join(
        f"{entity},state,{entity},{entity},,,\n" for entity in sorted({row["entity"] or "" for row in rows})
    )
    return pack.write(folder)


@pytest.mark.parametrize(
    ("change", "note", "of"),
    [
        (lambda rows: rows, False, ["newer"]),
        (lambda rows: [*rows, rows[0] | {"period": "2031"}], False, ["newer"]),
        (lambda rows: [rows[0] | {"value": "99"}, *rows[1:]], False, ["newer"]),
        (lambda rows: rows[1:], False, ["newer", "starter"]),
        (lambda rows: rows, True, ["newer", "starter"]),
    ],
    ids=["same rows", "more rows", "a revised figure", "a row less", "other columns"],
)
def test_a_table_that_repeats_the_starters_takes_its_place(tmp_path: Path, change, note: bool, of: list[str]) -> None:
    rows = open_packs("starter").resource("starter", GROWTH).rows()
    add_from(str(starter_like(tmp_path, change(rows), note=note)))
    opened = open_packs()
    assert [table.pack for table in opened.resources if table.name == GROWTH] == of
    sql = f'SELECT count(*) FROM "starter"."{GROWTH}"'
    assert opened.query("starter", GROWTH, sql, {}).rows == ((str(len(rows)),),)


def test_an_installed_pack_renames_none_of_the_starters_entities(tmp_path: Path) -> None:
    add_from(str(starter_like(tmp_path, [{"entity": "FRA", "period": "2022", "value": "1", "source": "x"}], name="a")))
    france = open_packs().entity("FRA")
    assert france is not None
    assert (france.label_fr, france.label_en) == ("France", "France")


def test_the_pack_that_is_checked_is_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = written(tmp_path)
    copy = installing._copy

    def copy_and_change(pack, folder):
        copy(pack, folder)
        (root / "data" / "wheat.csv").write_text("spoiled afterwards")

    monkeypatch.setattr(installing, "_copy", copy_and_change)
    add_from(str(root))
    assert open_packs().pack("isles").version == "1.2.0"
