"""What is done once is not done again; what comes twice stands once; errors stay until they are tried again."""

from __future__ import annotations

import json
import time

import pytest

from corpus.running.inline import Inline, add, rows, states, whole, write
from sourcier.app.corpus.running import run, running
from sourcier.app.corpus.running.errors import NoWorker
from sourcier.app.corpus.running.working import failure
from sourcier.core.errors import SourcierError


@pytest.fixture
def out(tmp_path):
    return tmp_path / "corpus"


def test_every_input_has_its_row_in_the_order_of_the_inputs(tmp_path, out):
    folder = write(tmp_path / "in", a="one", b="fails badly", c="two", d="one")
    worked, counts = add(folder, out)
    assert worked == ["a", "b", "c", "d"]
    assert states(out) == [("a", "done"), ("b", "error"), ("c", "done"), ("d", "duplicate")]
    assert (counts.done, counts.duplicates, counts.errors, counts.claims) == (2, 1, {"bad-mood": 1}, 2)
    assert [text for (text,) in rows(out, "articles", ["text"])] == ["one", "two"]


def test_second_run_works_what_is_new(tmp_path, out):
    folder = write(tmp_path / "in", a="one", b="fails badly", d="one")
    add(folder, out)
    before = whole(out)
    assert add(folder, out)[0] == []
    assert whole(out) == before
    worked, counts = add(write(folder, c="three", e="one"), out)
    assert worked == ["c", "e"]
    assert counts.passed_over == 3
    assert states(out)[3:] == [("c", "done"), ("e", "duplicate")]


def test_changed_file_is_another_article(tmp_path, out):
    folder = write(tmp_path / "in", a="one", b="two")
    add(folder, out)
    assert add(write(folder, a="one, corrected"), out)[0] == ["a"]
    assert [text for (text,) in rows(out, "articles", ["text"])] == ["one", "two", "one, corrected"]


def test_same_file_named_twice_stands_once(tmp_path, out):
    folder = write(tmp_path / "in", a="one")
    outcome = run([str(folder), str(folder)], out, engine=Inline())
    assert states(out) == [("a", "done")]
    assert (outcome.counts.done, outcome.counts.passed_over) == (1, 1)


def test_error_is_tried_again_on_request_and_its_row_goes(tmp_path, out):
    folder = write(tmp_path / "in", a="one", b="fails badly", c="fails too", d="two")
    add(folder, out)
    assert add(folder, out, retry=True)[0] == ["b", "c"]
    assert states(out) == [("a", "done"), ("d", "done"), ("b", "error"), ("c", "error")]
    write(folder, b="mended")
    assert add(folder, out)[0] == ["b"]  # other bytes: no retry
    assert states(out) == [("a", "done"), ("d", "done"), ("c", "error"), ("b", "done")]
    assert [(name.rpartition("/")[2], article) for name, article in rows(out, "issues", ["input", "article"])] == [
        ("c.txt", None)
    ]
    manifest = json.loads((out / "corpus.json").read_text())
    assert (manifest["counts"]["inputs"], manifest["counts"]["issues"], manifest["counts"]["articles"]) == (4, 1, 3)


def test_other_packs_need_another_folder(tmp_path, out):
    folder = write(tmp_path / "in", a="one")
    add(folder, out)
    with pytest.raises(SourcierError) as caught:
        add(folder, out, packs=("other",))
    assert caught.value.slug == "corpus-other-run"


def test_input_that_is_not_there_makes_no_folder(tmp_path, out):
    with pytest.raises(SourcierError):
        add(tmp_path / "nothing", out)
    assert not out.exists()


def test_run_asked_to_stop_keeps_what_is_done(tmp_path, out):
    folder = write(tmp_path / "in", a="one", b="two", c="three")
    told = []
    outcome = run([str(folder)], out, engine=Inline(), progress=told.append, is_stopped=lambda: len(told) == 2)
    assert not outcome.is_complete
    assert states(out) == [("a", "done"), ("b", "done")]
    assert add(folder, out)[0] == ["c"]


def test_run_whose_workers_are_lost_keeps_what_is_done(tmp_path, out):
    class Failing(Inline):
        def answers(self, items):
            yield next(super().answers(items))
            raise NoWorker("no memory")

    folder = write(tmp_path / "in", a="one", b="two")
    with pytest.raises(NoWorker):
        run([str(folder)], out, engine=Failing())
    assert states(out) == [("a", "done")]


def test_parts_are_cut_by_number_and_by_size_and_change_no_row(tmp_path, out, monkeypatch):
    folder = write(tmp_path / "in", **{f"a{n}": f"text {n}" for n in range(7)})
    add(folder, out)
    monkeypatch.setattr(running, "PART_INPUTS", 3)
    assert add(folder, tmp_path / "by-number")[1].parts == 3
    monkeypatch.setattr(running, "PART_BYTES", 1)
    assert add(folder, tmp_path / "by-size")[1].parts == 7
    assert whole(out) == whole(tmp_path / "by-number") == whole(tmp_path / "by-size")


def test_part_is_written_after_a_while_even_if_nothing_comes(tmp_path, out, monkeypatch):
    class Slow(Inline):
        def answers(self, items):
            yield next(super().answers(items))
            monkeypatch.setattr(running, "PART_S", -1)
            yield None
            assert states(out) == [("a", "done")]

    run([str(write(tmp_path / "in", a="one", b="two"))], out, engine=Slow())


def test_long_stretch_of_what_is_done_is_told_of(tmp_path, out, monkeypatch):
    monkeypatch.setattr(running, "_BEAT_S", -1)
    folder = write(tmp_path / "in", a="one", b="two")
    add(folder, out)
    told = []
    run([str(folder)], out, engine=Inline(), progress=lambda counts: told.append(counts.passed_over))
    assert told == [1, 2]


def test_input_over_which_no_bytes_are_had_is_an_error_once(tmp_path, out):
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"text": "one"}\nno json\n')
    for counted in (1, 0):
        outcome = run([str(lines)], out, engine=Inline())
        assert outcome.counts.errors.total() == counted
    assert [state for _, state in states(out)] == ["done", "error"]


def test_pages_of_one_host_come_one_after_the_other(tmp_path, out, monkeypatch):
    class Fetching(Inline):
        def work(self, item):
            given.append((item.url, time.monotonic()))
            return failure(item.locator, None, "fetch-failed", "no network")

    monkeypatch.setattr(running, "PAUSE_S", 0.4)
    lines = tmp_path / "pages.jsonl"
    pages = ["https://a.example/1", "https://b.example/1", "https://a.example/2"]
    lines.write_text("".join(json.dumps({"url": page}) + "\n" for page in pages))
    given = []
    run([str(lines)], out, engine=Fetching())
    assert [url for url, _ in given] == pages
    first, other, second = (moment for _, moment in given)
    assert other - first < 0.3
    assert second - first >= 0.4
    run([str(lines)], out, engine=Fetching())
    assert len(given) == 3  # what could not be fetched is not asked for again
