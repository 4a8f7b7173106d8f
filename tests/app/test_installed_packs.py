"""Installed packs on the command line: what a check uses, and what a replay says when one changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.isles import write_pack
from sourcier.evidence.packs import installed

TEXT = "Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022, selon l’institut de statistique."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def versioned(folder: Path, version: str, **changed: tuple[str, str]) -> Path:
    """Write the isles as a version of their pack."""
    root = write_pack(folder / version, **changed)
    file = root / "datapackage.json"
    text = file.read_text(encoding="utf-8")
    assert '"version": "1.0.0"' in text
    file.write_text(text.replace('"version": "1.0.0"', f'"version": "{version}"', 1), encoding="utf-8")
    return root


@pytest.fixture
def dossier(tmp_path: Path, sourcier_command) -> Path:
    """Check a sentence that only an installed pack can answer, with version 1.0.0 of it."""
    assert sourcier_command("pack", "add", versioned(tmp_path, "1.0.0")).code == 0
    article, saved = tmp_path / "a.txt", tmp_path / "d.json"
    article.write_text(f"{TEXT}\n", encoding="utf-8")
    done = sourcier_command("check", article, "--lang", "fr", "--date", "2023-09-01", "--json", saved)
    assert done.code == 0, done.err
    assert "confirmé" in done.out
    return saved


def test_a_check_uses_installed_packs_and_replays_on_them(dossier: Path, sourcier_command) -> None:
    done = sourcier_command("replay", dossier)
    assert (done.code, done.out.startswith("identique")) == (0, True), done.out


def test_a_replay_takes_the_recorded_version_beside_a_newer_one(
    dossier: Path, tmp_path: Path, sourcier_command
) -> None:
    newer = versioned(tmp_path, "1.1.0", changed=("ARD,2022,7.1,", "ARD,2022,9.4,"))
    assert sourcier_command("pack", "add", newer).code == 0
    assert sourcier_command("replay", dossier).code == 0
    name = installed()[0].name
    told = sourcier_command("replay", dossier, "--packs", f"{name}@1.1.0", "--packs", "starter")
    assert told.code == 1
    assert "1.1.0" in told.out
    assert "9.4" in told.out.replace(",", ".")


def test_a_replay_says_that_only_another_version_is_left(dossier: Path, tmp_path: Path, sourcier_command) -> None:
    name = installed()[0].name
    sourcier_command("pack", "add", versioned(tmp_path, "1.1.0"))
    assert sourcier_command("pack", "remove", f"{name}@1.0.0").code == 0
    told = sourcier_command("replay", dossier)
    assert told.code == 1
    assert "1.0.0" in told.out
    assert "1.1.0" in told.out


def test_a_replay_says_that_the_pack_is_gone(dossier: Path, sourcier_command) -> None:
    assert sourcier_command("pack", "remove", installed()[0].name).code == 0
    told = sourcier_command("replay", dossier)
    assert told.code == 1
    assert "base absente" in told.out


@pytest.mark.parametrize("verb", ["check", "replay", "list"])
def test_a_pack_changed_after_it_was_added_stops_every_verb(
    dossier: Path, tmp_path: Path, sourcier_command, verb: str
) -> None:
    one = installed()[0]
    table = next((one.root / "data").glob("*.csv"))
    table.write_bytes(table.read_bytes() + b"\n")
    arguments = {"check": ("check", tmp_path / "a.txt"), "replay": ("replay", dossier), "list": ("pack", "list")}
    told = sourcier_command(*arguments[verb])
    assert told.code == 3
    assert told.err.startswith(f"error[pack-changed]: {one.reference} in ")
    assert len(told.err.splitlines()) == 1
