"""`sourcier corpus run`, as it is typed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from assessment.isles import write_pack
from corpus.running.inline import rows, states, whole

PROGRAM = [sys.executable, "-c", "from sourcier.app.cli import main; main()", "corpus", "run"]

ARTICLES = {
    "a": "En 2022, le chômage en Ardénie est tombé à 7,1 %, selon l’Observatoire des guerres.",
    "b": "",
    "c": "Unemployment in Calvania rose to 12 percent in 2022, the Northern League said on Monday.",
    "d": "En 2022, le chômage en Ardénie est tombé à 7,1 %, selon l’Observatoire des guerres.",
    "e": "La Borélie comptait en 2022 un chômage de 9 %. C’est ce que dit Rosa Lindt.",
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    return tmp_path


def test_run_tells_what_it_did_and_where_to_look(folder, packs, sourcier_command):
    done = sourcier_command("corpus", "run", "in", "--out", "out dir", "--packs", packs, "--workers", "2")
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0].startswith("5 inputs worked in ")
    assert "  3 done         " in done.out
    assert "  1 duplicate    their article came from another input" in lines
    assert "      1 empty-text" in lines
    assert "  sourcier corpus report 'out dir' --html report.html" in lines
    assert "  the same command with --retry" in lines
    assert max(map(len, lines)) <= 80
    again = sourcier_command("corpus", "run", "in", "--out", "out dir", "--packs", packs)
    assert (again.code, again.out.splitlines()[2]) == (0, "  5 passed over  in the tables already")


def test_rows_are_the_same_for_any_number_of_workers(folder, packs, sourcier_command):
    for workers in (1, 3):
        sourcier_command("corpus", "run", "in", "--out", f"out{workers}", "--packs", packs, "--workers", workers)
    assert whole(folder / "out1") == whole(folder / "out3")
    assert [state for _, state in states(folder / "out1")] == ["done", "error", "done", "duplicate", "done"]
    assert ("supported",) in rows(folder / "out1", "assessments", ["verdict"])


def test_columns_of_a_table_are_named(folder, packs, sourcier_command):
    lines = [
        json.dumps({"corps": text, "lien": f"https://example.org/{name}"}) for name, text in ARTICLES.items() if text
    ]
    (folder / "news.jsonl").write_text("\n".join(lines))
    done = sourcier_command(
        "corpus",
        "run",
        "news.jsonl",
        "--out",
        "out",
        "--packs",
        packs,
        "--text",
        "corps",
        "--url",
        "lien",
        "--date",
        "2023-01-05",
    )
    assert done.code == 0, done.err
    assert rows(folder / "out", "articles", ["url"])[0] == ("https://example.org/a",)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["nowhere", "--out", "out"], 3, "error[not-found]"),
        (["in", "--out", "out", "--packs", "nowhere"], 3, "error[pack-not-found]"),
        (["in", "--out", "out", "--library", "nowhere"], 2, "nowhere is no library"),
        (["in", "--out", "out", "--address", "ray://head:10001"], 2, "add --engine ray"),
        (["in", "--out", "in"], 3, "error[corpus-not-empty]"),
        (["in"], 2, "--out"),
    ],
)
def test_what_cannot_run_says_why(folder, sourcier_command, options, code, said):
    done = sourcier_command("corpus", "run", *options, "--workers", "1")
    assert done.code == code
    assert said in done.err
    assert not (folder / "out" / "corpus.json").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_keeps_what_is_done_and_says_how_to_go_on(folder, packs, number):
    for n in range(400):
        (folder / "in" / f"f{n:03}.txt").write_text(f"{ARTICLES['e']} Il y a {n} élèves.")
    command = [*PROGRAM, "in", "--out", "out", "--packs", str(packs), "--workers", "1"]
    with subprocess.Popen(
        [*command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while not (folder / "out" / ".state").exists():  # the run has begun
            assert process.poll() is None
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "goes on where this run stopped" in out
    assert "Traceback" not in err
    assert 0 <= len(states(folder / "out")) < 400
