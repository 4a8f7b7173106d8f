"""`sourcier export` writes the format that was asked for, or says in one line why not."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import factory
from sourcier.app import cli
from sourcier.app.cli.export import FORMATS
from sourcier.core.dossier import to_json
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.storing import to_line

DECISION = {
    "claim_id": factory.column().claims[1].id,
    "action": "confirm",
    "verdict": "refuted",
    "reason": "vu",
    "author": "Ana",
    "at": "2026-03-02T12:00:00Z",
}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.json"
    path.write_bytes(to_json(factory.column()))
    (tmp_path / "decisions.jsonl").write_text(json.dumps(DECISION))
    return path


def run(*arguments: object, **known: object):
    return CliRunner().invoke(cli.app, ["export", *map(str, arguments)], **known)


def test_command_offers_every_format():
    assert set(FORMATS) == set(EXPORTS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file_and_to_standard_output(saved, name):
    out = saved.with_name("out")
    assert run(saved, "--as", name, "--out", out).exit_code == 0
    assert out.read_bytes() == EXPORTS[name].make(factory.column(), (), Labels())
    assert run(saved, "--as", name).stdout_bytes == out.read_bytes()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b"\xef\xbb\xbfarticle_id"),
        ("a.XLSX", b"PK"),
        ("a.db", b"SQLite format 3"),
        ("a.sqlite", b"SQLite format 3"),
        ("a.md", "> **À la réd".encode()),
        ("a.html", b"<!doctype html>"),
        ("a.json", b"{\n"),
    ],
)
def test_ending_of_the_file_tells_the_format(saved, name, start):
    out = saved.with_name(name)
    assert run(saved, "--out", out).exit_code == 0
    assert out.read_bytes()[:15].lower().startswith(start.lower()[:15])


def test_decisions_are_read_and_kept_from_export_to_export(saved):
    signed, out = saved.with_name("signed.json"), saved.with_name("out.db")
    assert run(saved, "--decisions", saved.with_name("decisions.jsonl"), "--out", signed).exit_code == 0
    assert run(signed, "--out", out).exit_code == 0
    with sqlite3.connect(out) as held:
        assert held.execute("SELECT decided_verdict FROM claims WHERE number = 2").fetchone() == ("refuted",)
    held.close()
    result = run(signed, "--as", "claimreview", "--page", "https://example.org/a", "--newsroom", "Le Phare")
    (review,) = json.loads(result.stdout)
    assert review["author"]["name"] == "Le Phare"
    assert "1 reviews; without one: 8 claims" in result.stderr


def test_standard_input_is_read(saved):
    assert run("-", "--as", "reply", input=saved.read_bytes()).stdout.startswith("> **À la rédaction")


def test_no_review_is_said_on_standard_error_and_the_list_is_empty(saved):
    result = run(saved, "--as", "claimreview")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert "never published" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give the format"),
        (["--out", "a.jsonld"], "give the format"),
        (["--as", "pdf"], "'pdf' is no format"),
    ],
)
def test_wrong_use_is_said(saved, arguments, said):
    result = run(saved, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_several_dossiers_are_exported_one_by_one(saved):
    saved.write_bytes(to_line(factory.column()) + to_line(factory.wire()))
    result = run(saved, "--as", "csv")
    assert result.exit_code == 2
    assert "2 dossiers" in result.stderr


@pytest.mark.parametrize(
    ("decision", "slug"),
    [
        ("{", "bad-decision"),
        (json.dumps({**DECISION, "claim_id": "clm-0"}), "stray-decision"),
        (json.dumps({**DECISION, "author": "\u001b[31m", "claim_id": "\u001b]0;x"}), "stray-decision"),
    ],
)
def test_decisions_that_do_not_fit_stop_it_and_nothing_is_written(saved, decision, slug):
    path, out = saved.with_name("decisions.jsonl"), saved.with_name("out.csv")
    path.write_text(decision)
    result = run(saved, "--out", out, "--decisions", path)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"error[{slug}]: ")
    assert "\x1b" not in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["nowhere.json", "--as", "csv"], "bad-dossier"),
        (["DOSSIER", "--as", "csv", "--out", "nowhere/a.csv"], "output-failed"),
        (["DOSSIER", "--as", "csv", "--decisions", "nowhere.jsonl"], "bad-decision"),
        (["DOSSIER", "--as", "claimreview", "--decisions", "DECISIONS"], "no-review-page"),
    ],
)
def test_what_stops_it_has_its_slug(saved, arguments, slug):
    places = {"DOSSIER": saved, "DECISIONS": saved.with_name("decisions.jsonl")}
    result = run(*(places.get(one, one) for one in arguments))
    assert result.exit_code == 3
    assert f"error[{slug}]" in result.stderr


def test_command_line_loads_no_export_until_one_is_asked_for():
    code = (
        "import sys, sourcier.app.cli; "
        "print([m for m in sys.modules if m in {'openpyxl', 'sqlite3', 'sourcier.dossier.exports', 'jinja2'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
