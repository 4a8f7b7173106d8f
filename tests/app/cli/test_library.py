"""`sourcier library add, list, show, remove, verify`: what they print, what they keep, and the exit codes."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from evidence.library.shelves import Directions
from sourcier.evidence.library import Library, open_library
from sourcier.evidence.library.intake.journal import FILE
from sourcier.evidence.library.verifying import Verified

ROOT = Path(__file__).parents[3]
FRENCH = (
    "Le conseil de la ville a voté mardi la fermeture des deux quais du nord, où plus aucun bateau n'accostait. "
    "Les travaux de démolition commenceront au printemps et dureront dix mois."
)
ENGLISH = (
    "The council voted on Tuesday to build a lighthouse on the southern cliff, after years of wrecks. "
    "It will be lit in the spring of the year after, the harbour office said."
)
REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "La ville a fermé tous les quais",
    "reviewRating": {"alternateName": "Plutôt faux", "ratingValue": "2", "worstRating": "1", "bestRating": "5"},
    "author": {"name": "Le Vérificateur"},
    "url": "https://v.example/1",
    "datePublished": "2023-05-06",
}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An own home, English, and an encoder that takes no time."""
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SOURCIER_LIBRARY", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", Directions)
    return tmp_path / "home"


@pytest.fixture
def library(sourcier_command):
    return lambda *arguments: sourcier_command("library", *arguments)


@pytest.fixture
def press(tmp_path):
    folder = tmp_path / "press"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "sub" / "b.md").write_text(
        f"---\ntitle: The lighthouse\ndate: 2022-03-04\n---\n{ENGLISH}", encoding="utf-8"
    )
    (folder / "checks.json").write_text(json.dumps(REVIEW), encoding="utf-8")
    return folder


def held(home):
    return open_library(home / "library", encoder=Directions())


def test_what_is_new_is_added_once(library, press, home):
    first, second = library("add", press), library("add", press)
    assert (first.code, second.code) == (0, 0)
    assert first.out == "added: 2 documents (2 passages), 1 fact-check\n"
    assert second.out == "there already: 3\n"
    assert held(home).ref.documents == 2


def test_french_readers_are_told_in_french(library, press, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert library("add", press / "a.txt").out == "ajouté : 1 document (1 passage), 0 vérification\n"


def test_what_is_skipped_is_said_and_counted_and_the_code_is_one(library, press):
    (press / "song.mp3").write_bytes(b"ID3")
    (press / "empty.txt").write_bytes(b"")
    (press / "russian.txt").write_text("Мэр сказал, что порт закрыт. " * 20, encoding="utf-8")
    done = library("add", press)
    assert done.code == 1
    assert done.out.endswith("skipped: 3 (empty-text 1, unsupported-language 1, unsupported-media-type 1)\n")
    assert "error[unsupported-language]: " + str(press / "russian.txt") in done.err


def test_what_is_hidden_is_said_and_is_no_issue(library, press):
    (press / ".notes.txt").write_text(ENGLISH)
    done = library("add", press)
    assert (done.code, "error[hidden-file]" in done.err) == (0, True)


def test_of_many_errors_of_one_kind_the_first_are_said(library, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("{}\n" * 30)
    done = library("add", file)
    assert done.err.count("error[bad-record]") == 11
    assert "… and 20 more of this kind" in done.err
    counted = json.loads(library("add", file, "--json").out)
    assert counted["skipped"] == {"bad-record": 30}
    assert [one["location"] for one in counted["errors"]][:2] == [f"{file}#line=1", f"{file}#line=2"]


def test_options_say_what_the_files_do_not(library, press, home):
    library("add", press / "a.txt", "--publisher", "Gazette", "--date", "2021-02-03", "--lang", "fr")
    (one,) = held(home).documents()
    assert (one.publisher, str(one.published), one.lang) == ("Gazette", "2021-02-03", "fr")


@pytest.mark.parametrize("options", [("--date", "spring"), ("--date", "0001-01-01"), ("--lang", "de")])
def test_wrong_options_are_wrong_use(library, press, options):
    assert library("add", press, *options).code == 2


def test_another_folder_is_another_library(library, press, tmp_path, home):
    library("add", press / "a.txt", "--library", tmp_path / "other")
    assert not (home / "library").exists()
    assert "1 document," in library("list", "--library", tmp_path / "other").out


def test_a_removed_file_is_added_again(library, press):
    library("add", press)
    removed = library("remove", "--all-from", press / "sub").out
    assert "The lighthouse" in removed
    assert removed.endswith("removed: 1\n")
    assert library("add", press).out == "added: 1 document (1 passage), 0 fact-checks\nthere already: 2\n"


def test_fact_checks_are_removed_by_the_file_they_came_from(library, press):
    library("add", press)
    removed = library("remove", "--all-from", press / "checks.json").out
    assert "La ville a fermé tous les quais → Plutôt faux" in " ".join(removed.split())
    assert removed.endswith("removed: 1\n")
    assert library("list", "--fact-checks").out == ""


def test_removing_what_is_not_there_is_wrong_use(library, press):
    library("add", press)
    assert library("remove", "doc-0").code == 2
    assert library("remove", "--all-from", press / "nothing").code == 2
    assert library("remove").code == 2
    assert library("list").out.count("doc-") == 2


def test_the_list_shows_copies_and_counts_origins(library, press):
    (press / "copy.txt").write_text(FRENCH + " Nul ne s'en est plaint.", encoding="utf-8")
    library("add", press)
    shown = library("list").out
    assert shown.count("copy of org-") == 1
    assert shown.endswith("3 documents, 2 independent origins, 1 fact-check\n")
    assert " · The lighthouse" not in shown.splitlines()[-1]
    assert "2022-03-04" in shown
    assert "\n1 to 1 of 3; for more: --skip 1\n" in library("list", "--limit", "1").out
    assert "\n3 to 3 of 3\n" in library("list", "--limit", "2", "--skip", "2").out


def test_the_list_as_json_has_one_origin_for_copies(library, press):
    (press / "copy.txt").write_text(FRENCH + " Nul ne s'en est plaint.", encoding="utf-8")
    library("add", press)
    records = [json.loads(line) for line in library("list", "--json").out.splitlines()]
    assert len(records) == 3
    assert len({one["origin"] for one in records}) == 2
    assert all("text" not in one for one in records)


def test_an_empty_library_says_so(library, press):
    library("add", press / "a.txt")
    library("remove", "--all-from", press)
    assert library("list").out == "The library is empty.\n"
    assert library("verify").code == 0


@pytest.mark.parametrize(
    "verb",
    [("list",), ("search", "quais"), ("show", "doc-1"), ("remove", "doc-1"), ("verify",)],
    ids=lambda verb: verb[0],
)
def test_a_folder_without_a_library_is_not_taken_for_an_empty_one(library, press, tmp_path, verb):
    for folder in (press, tmp_path / "nowhere"):
        done = library(*verb, "--library", folder)
        assert (done.code, done.out, "error[no-library]" in done.err) == (3, "", True)
        assert str(folder) in done.err
    assert library(*verb).code == 3


def test_every_id_that_is_printed_can_be_shown(library, press):
    (press / "copy.txt").write_text(FRENCH + " Nul ne s'en est plaint.", encoding="utf-8")
    library("add", press)
    (name,) = [line for line in library("list", "--json").out.splitlines() if "lighthouse" in line]
    printed = [
        library("list").out,
        library("list", "--fact-checks").out,
        library("show", json.loads(name)["id"]).out,
        library("search", "quais", "lighthouse").out,
    ]
    ids = {found for text in printed for found in re.findall(r"\b(?:doc|psg|org|fck)-[0-9a-f]+", text)}
    assert {one[:3] for one in ids} == {"doc", "psg", "org", "fck"}
    for one in ids:
        shown, record = library("show", one), library("show", one, "--json")
        assert (shown.code, record.code, one in record.out) == (0, 0, True)


def test_an_origin_is_shown_with_all_that_share_it(library, press):
    (press / "copy.txt").write_text(FRENCH + " Nul ne s'en est plaint.", encoding="utf-8")
    library("add", press)
    (origin,) = set(re.findall(r"copy of (org-[0-9a-f]+)", library("list").out))
    assert library("show", origin).out.count("Les travaux de démolition") == 2
    assert len(json.loads(library("show", origin, "--json").out)["documents"]) == 2


def test_what_is_removed_is_named_as_json_too(library, press):
    library("add", press)
    (name,) = [line.split()[0] for line in library("list").out.splitlines() if "lighthouse" in line]
    done = library("remove", name, "doc-0", "--json")
    assert done.code == 2
    assert json.loads(done.out) == {"removed": [name], "missing": ["doc-0"]}


def test_verify_names_what_mends_a_damaged_document(library, press, home, monkeypatch):
    library("add", press)
    document = next(one for one in held(home).documents() if one.location.endswith("a.txt"))
    damaged = Verified(2, 2, 1, (f"{document.id}: its text is not the one that was added",))
    monkeypatch.setattr(Library, "verify", lambda _: damaged)
    done = library("verify")
    assert done.code == 1
    assert done.out.splitlines()[-2:] == [
        f"  sourcier library remove {document.id}",
        f"  sourcier library add {press / 'a.txt'}",
    ]


def test_no_line_is_wider_than_the_terminal(library, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": FRENCH, "title": "Un titre qui est long " * 8, "publisher": "La Gazette"}))
    library("add", file)
    (name,) = [json.loads(line)["id"] for line in library("list", "--json").out.splitlines()]
    for verb in (("list",), ("search", "quais"), ("show", name)):
        lines = [line for line in library(*verb).out.splitlines() if str(file) not in line and "digest" not in line]
        assert max(map(len, lines)) <= 80, verb


def test_a_document_is_shown_with_the_places_of_its_passages(library, press):
    library("add", press / "a.txt")
    (record,) = [json.loads(line) for line in library("list", "--json").out.splitlines()]
    shown = library("show", record["id"]).out
    assert f"location: {press / 'a.txt'}" in shown
    assert f"  0–{len(FRENCH)}" in shown
    whole = json.loads(library("show", record["id"], "--json").out)
    assert [one["text"] for one in whole["passages"]] == [FRENCH]
    assert whole["document"]["text"] == FRENCH


def test_a_fact_check_is_shown_with_the_publisher_s_words(library, press):
    library("add", press / "checks.json")
    (record,) = [json.loads(line) for line in library("list", "--fact-checks", "--json").out.splitlines()]
    shown = library("show", record["id"]).out
    assert "rating: Plutôt faux" in shown
    assert "rated 2, from 1 (worst) to 5 (best)" in shown


def test_an_id_that_is_none_is_wrong_use(library, press):
    library("add", press / "a.txt")
    assert library("show", "doc-1").code == 2


def test_verify_compares_what_is_kept(library, press):
    library("add", press)
    done = library("verify")
    assert done.code == 0
    assert done.out.startswith("sound: 2 documents, 2 passages, 1 fact-check;")
    assert json.loads(library("verify", "--json").out)["faults"] == []


def test_a_library_of_another_encoder_stops_every_verb(library, press, monkeypatch):
    library("add", press)
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", lambda: Directions("another"))
    for verb in (("add", press), ("list",), ("show", "doc-1"), ("remove", "doc-1"), ("verify",)):
        done = library(*verb)
        assert (done.code, "error[other-encoder]" in done.err) == (3, True), verb


def test_a_library_of_an_older_encoder_is_mended_by_the_command_that_is_printed(library, press, home, monkeypatch):
    own, older = home / "library", Directions()
    older.digest = "0" * 64
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", lambda: older)
    library("add", press)
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", Directions)
    done = library("verify")
    assert done.code == 3
    (line,) = done.err.splitlines()
    places = f"{press / 'a.txt'} {press / 'checks.json'} {press / 'sub' / 'b.md'}"
    assert "another release of directions" in line
    assert line.endswith(f"mv {own} {own}.old && sourcier library add --library {own} {places}")
    own.rename(f"{own}.old")
    assert library("add", "--library", own, *places.split()).code == 0
    assert library("verify").code == 0


def test_of_many_files_the_folders_are_named(library, press, monkeypatch):
    for at in range(4):
        (press / f"{at}.txt").write_text(FRENCH, encoding="utf-8")
    library("add", press)
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", lambda: Directions("another"))
    assert library("list").err.endswith(f" {press} {press / 'sub'}\n")


def test_a_stored_text_does_not_steer_the_terminal(library, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": ENGLISH, "title": "Quays\x1b[2J\x07", "publisher": "A\rB"}))
    library("add", file)
    shown = library("list").out
    assert "\x1b" not in shown
    assert "\r" not in shown
    assert "\x07" not in shown


COMMAND = """
import sys
sys.path.insert(0, {tests!r})
from evidence.library.shelves import Directions
import sourcier.evidence.library.store as store
store.chosen_encoder = Directions
from sourcier.app.cli import main
main()
"""


def started(*arguments):
    code = COMMAND.format(tests=str(ROOT / "tests"))
    return subprocess.Popen(
        [sys.executable, "-c", code, "library", *map(str, arguments)],
        cwd=ROOT / "src",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def noted(folder):
    try:
        with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as journal:
            return journal.execute("SELECT count(*) FROM taken").fetchone()[0]
    except sqlite3.Error:
        return 0


@pytest.fixture
def many(tmp_path):
    """A file of six hundred documents, some of them copies of others."""
    words = [f"mot{number}" for number in range(400)]
    draw = random.Random(7)
    texts = [" ".join(draw.choices(words, k=25)) + "." for _ in range(540)]
    texts += [text + " Une fin ajoutée." for text in texts[::9]]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps({"text": text, "lang": "fr"}) for text in texts), encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["kill", "interrupt"])
def test_a_run_that_is_stopped_and_run_again_makes_the_library_of_one_run(many, tmp_path, sign):
    once, twice = tmp_path / "once", tmp_path / "twice"
    assert started("add", many, "--library", once).wait(120) == 0
    run = started("add", many, "--library", twice)
    until = time.monotonic() + 60
    while not noted(twice) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(run.pid, sign)
    code = run.wait(60)
    assert code == (3 if sign == signal.SIGINT else -sign), run.stderr.read()
    assert 0 < noted(twice) < 600
    last = started("add", many, "--library", twice, "--json")
    out, err = last.communicate(timeout=120)
    assert last.returncode == 0, err
    counted = json.loads(out)
    assert counted["kept"] > 0
    assert counted["documents"] + counted["kept"] == 600
    one, other = (open_library(folder, encoder=Directions()) for folder in (once, twice))
    assert other.ref == one.ref
    assert other.verify().faults == ()
    for document in one.documents():
        assert other.passages_of(document.id) == one.passages_of(document.id)


def test_the_list_begins_with_the_newest_and_ends_with_what_has_no_date(library, tmp_path):
    days = {"Zinc": "2021-05-02", "Ébène": "2023-01-09", "elm": "2023-01-09", "Ash": None, "Fir": "2023-01-09"}
    records = [{"text": f"{FRENCH} {title}.", "title": title, "published": day} for title, day in days.items()]
    checks = [
        {**REVIEW, "claimReviewed": f"{title} est un quai de la ville", "datePublished": day, "url": None}
        for title, day in days.items()
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(map(json.dumps, [*records, *checks])), encoding="utf-8")
    library("add", file)
    for kind, key in (((), "title"), (("--fact-checks",), "claim")):
        whole = [json.loads(line)[key].split()[0] for line in library("list", *kind, "--json").out.splitlines()]
        assert whole == ["Ébène", "elm", "Fir", "Zinc", "Ash"]
        pages = "".join(library("list", *kind, "--limit", "2", "--skip", str(at)).out for at in (0, 2, 4))
        assert sorted(whole, key=pages.index) == whole
