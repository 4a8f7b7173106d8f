"""`sourcier pack build, add, remove, list, search, diff`: what they print, and the exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evidence.completing import complete
from evidence.factory import PackOf
from sourcier.evidence.packs import installed


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path / "home"


@pytest.fixture
def pack(sourcier_command):
    return lambda *arguments: sourcier_command("pack", *arguments)


def isles(folder: Path, version: str = "1.2.0", value: str = "5.2224") -> Path:
    made = PackOf(only=("wheat",)).cell("wheat", 2, "value", value)
    made.descriptor["version"] = version
    return made.write(folder / version)


def test_a_file_becomes_a_draft_then_a_pack_then_is_found_and_shown(tmp_path, pack, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("Récolte de blé.csv").write_bytes(
        "Pays;2021;2022\nFrance;35,5;33,7\nItalie;..;6,6\nSyldavie;1;2\n".encode("cp1252")
    )
    told = pack("build", "Récolte de blé.csv", "--describe")
    assert told.code == 0, told.err
    assert told.out.splitlines() == [
        "draft written to recolte-de-ble-draft (tables: 1)",
        "  recolte-de-ble · series",
        "names that are no known entity's (entities.csv), 1 of 3: Syldavie",
        "Complete datapackage.json and entities.csv; `sourcier pack validate recolte-de-ble-draft` says what is missing.",
    ]
    assert pack("validate", "recolte-de-ble-draft").code == 1
    refused = pack("build", "recolte-de-ble-draft")
    assert (refused.code, refused.err.startswith("error[incomplete-draft]: ")) == (3, True)
    complete(Path("recolte-de-ble-draft"), {"Syldavie": "-"})
    told = pack("build", "recolte-de-ble-draft", "--out", "ble")
    assert told.code == 0, told.err
    assert told.out.splitlines() == [
        "recolte-de-ble 1.0.0: 3 rows in ble",
        "  recolte-de-ble: 3 rows",
        "cells without a figure, which make no row: 1",
        "rows of entities left out (id '-'): 2",
    ]
    assert pack("validate", "ble").out == "recolte-de-ble 1.0.0: valid, 2 tables\n"
    assert pack("add", "ble").out == "added: recolte-de-ble@1.0.0\n"
    assert "recolte-de-ble" in pack("search", "recolte").out
    assert "33.7" in pack("show", "recolte-de-ble", "recolte-de-ble", "--entity", "FRA").out


def test_a_table_from_an_address_is_kept_beside_its_draft(tmp_path, pack, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = b"pays;2021;2022\nFrance;1,5;2\n"
    monkeypatch.setattr("sourcier.evidence.packs.adding.fetch_bytes", lambda address: content)
    assert pack("build", "https://stat.example/tables/bl%C3%A9.csv?lang=fr", "--describe", "--out", "draft").code == 0
    complete(Path("draft"))
    Path("draft").rename("moved")
    told = pack("build", "moved")
    assert told.code == 0, told.err
    assert [one.read_bytes() for one in Path("moved/source").iterdir()] == [content]


def test_french_words_in_french(tmp_path, pack, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text("Pays;2021;2022\nFrance;35,5;33,7\n", encoding="utf-8")
    assert pack("build", "t.csv", "--describe", "--lang", "fr").out.startswith(
        "brouillon écrit dans t-draft (tables : 1)"
    )
    assert "TODO: le titre du lot" in Path("t-draft/datapackage.json").read_text(encoding="utf-8")
    assert pack("add", isles(tmp_path), "--lang", "fr").out == "ajouté : isles@1.2.0\n"
    assert pack("search", "rien", "de", "tel", "--lang", "fr").out == "aucune table ne parle de : rien de tel\n"
    assert pack("remove", "isles", "--lang", "fr").out == "retiré : isles@1.2.0\n"


def test_add_goes_on_after_a_pack_that_is_refused(tmp_path, pack):
    bad = PackOf("bad", only=("wheat",)).cell("wheat", 3, "value", "trois").write(tmp_path)
    told = pack("add", bad, tmp_path / "nowhere", isles(tmp_path), isles(tmp_path))
    assert told.code == 1
    assert told.out.splitlines() == ["added: isles@1.2.0", "already there: isles@1.2.0"]
    errors = told.err.splitlines()
    slugs = [line.split(":")[0] for line in errors if line.startswith("error[")]  # a long path has a line of its own
    assert slugs == ["error[bad-pack]", "error[pack-not-found]"]
    assert str(bad / "data" / "wheat.csv") + ", row 3, column value" in errors[0]


def test_list_shows_installed_packs_and_their_other_versions(tmp_path, pack):
    for version in ("1.2.0", "1.10.0"):
        pack("add", isles(tmp_path, version))
    listed = pack("list").out
    assert "isles 1.10.0 · The Isles" in listed
    assert "starter 1" in listed
    assert listed.splitlines()[-1] == "other versions installed: isles@1.2.0"
    assert "isles" not in pack("list", "--packs", "starter").out
    assert "isles 1.2.0" in pack("list", "--packs", "isles@1.2.0").out


def test_diff_lists_revisions_and_ends_with_1(tmp_path, pack):
    old, new = isles(tmp_path, "1.2.0", "5"), isles(tmp_path, "1.3.0", "6")
    told = pack("diff", old, new)
    assert told.code == 1
    assert told.out.splitlines() == [
        "descriptor: version: 1.2.0 → 1.3.0",
        "revised: wheat ARD 2021 value: 5 → 6 (+20 %)",
        "isles@1.2.0 → isles@1.3.0: descriptor: 1, revised: 1",
    ]
    for root in (old, new):
        pack("add", root)
    records = [json.loads(line) for line in pack("diff", "isles@1.2.0", "isles@1.3.0", "--json").out.splitlines()]
    assert records[1] == {
        "kind": "revised", "resource": "wheat", "key": "ARD 2021", "column": "value",
        "old": "5", "new": "6", "relative": 0.2,
    }  # fmt: skip


def test_diff_of_a_pack_with_itself_ends_with_0(tmp_path, pack):
    told = pack("diff", isles(tmp_path), tmp_path / "1.2.0" / "isles", "--lang", "fr")
    assert (told.code, told.out) == (0, "isles@1.2.0 → isles@1.2.0 : rien ne change\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "nowhere"), 1, "error[pack-not-found]: nowhere: not found"),
        (("add", "http://127.0.0.1/p.zip"), 1, "error[blocked-address]"),
        (("build", "http://127.0.0.1/t.csv", "--describe"), 3, "error[blocked-address]"),
        (("build", "empty.csv", "--describe"), 3, "error[unreadable-table]: empty.csv: the file is empty"),
        (("build", "empty.csv"), 2, "begin with --describe"),
        (("build", "folder"), 2, "error[pack-not-found]"),
        (("remove", "nothing"), 2, "error[no-such-pack]"),
        (("diff", "nothing", "nothing"), 2, "error[pack-not-found]"),
        (("diff", "packs", "packs"), 2, "2 packs where one is needed"),
        (("search", "zzz"), 1, ""),
        (("list", "--packs", "nothing@1.0.0"), 2, "error[pack-not-found]"),
        (("add",), 2, "PATH"),
        (("search",), 2, "WORDS"),
    ],
)
def test_what_goes_wrong_is_one_line_and_an_exit_code(tmp_path, pack, monkeypatch, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    Path("empty.csv").touch()
    Path("folder").mkdir()
    for version in ("1.0.0", "1.1.0"):
        shutil.copytree(isles(tmp_path, version), tmp_path / "packs" / version)
    told = pack(*arguments)
    assert told.code == code, told
    assert said in told.err
    assert told.err.count("error[") <= 1
    assert "Traceback" not in told.err
    assert installed() == []
