"""`sourcier corpus run`, as it is typed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from assessment.isles import write_pack
from corpus.running.inline import rows, states, whole
from sourcier.app.corpus.running import Settings, run
from sourcier.app.corpus.running.team import Team

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


def test_run_tells_what_it_did_and_another_goes_on_from_there(folder, packs, sourcier_command):
    done = sourcier_command("corpus", "run", "in", "--out", "out dir", "--packs", packs, "--workers", "3")
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0].startswith("5 inputs worked in ")
    assert "  3 done         " in done.out
    assert "  1 duplicate    their article came from another input" in lines
    assert "      1 empty-text" in lines
    assert "  sourcier corpus report 'out dir' --html report.html" in lines
    assert "  the same command with --retry" in lines
    assert max(map(len, lines)) <= 80
    assert [state for _, state in states(folder / "out dir")] == ["done", "error", "done", "duplicate", "done"]
    assert ("supported",) in rows(folder / "out dir", "assessments", ["verdict"])
    with Team(Settings(packs=(str(packs),)), count=1) as team:
        run(["in"], folder / "one", engine=team)
    assert whole(folder / "one") == whole(folder / "out dir")  # for any number of workers

    texts = [
        json.dumps({"corps": text, "lien": f"https://example.org/{name}", "fait": "2023-01-06"})
        for name, text in ARTICLES.items()
        if text
    ]
    (folder / "news.jsonl").write_text("\n".join(texts))
    columns = ["--text", "corps", "--url", "lien", "--column", "updated=fait", "--date", "2023-01-05"]
    again = sourcier_command(
        "corpus", "run", "in", "news.jsonl", "--out", "out dir", "--packs", packs, "--workers", "1", *columns
    )
    assert again.code == 0, again.err
    assert "  5 passed over  in the tables already" in again.out.splitlines()
    told = rows(folder / "out dir", "articles", ["url", "published", "updated"])
    assert told[3] == ("https://example.org/a", date(2023, 1, 5), date(2023, 1, 6))


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
