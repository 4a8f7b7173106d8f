"""The line that says how far a run is, and the lines at its end."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pytest

from sourcier.app.cli.corpus import progress
from sourcier.app.cli.corpus.progress import Teller, Total, progress_line, summary
from sourcier.app.corpus.inputs import Item, Skipped, Told
from sourcier.app.corpus.running import Counts, Outcome
from sourcier.core.dossier import Run
from sourcier.core.findings import PackRef
from sourcier.core.library import LibraryRef


@pytest.mark.parametrize(
    ("counts", "rate", "total", "line"),
    [
        (Counts(), None, 12, "loading packs and models"),
        (Counts(done=3), None, None, "3 articles"),
        (Counts(done=1234), 2.345, 10_000, "1 234 of 10 000 articles · 2.35/s · 1 h 2 min left"),
        (Counts(done=1234), 23.45, None, "1 234 articles · 23/s"),
        (Counts(passed_over=50), None, 60, "50 of 60 articles"),
        (
            Counts(done=8, errors=Counter({"empty-text": 1}), duplicates=1),
            1.0,
            10,
            "10 of 10 articles · 1.00/s · 0 s left · 1 error",
        ),
        (Counts(done=3), 0.03, 209, "3 of 209 articles · 0.03/s"),  # too few to tell how long the others take
        (Counts(done=8), 1.0, 5, "8 articles · 1.00/s"),  # counted before a file was added
    ],
)
def test_progress_line(counts, rate, total, line):
    assert progress_line(counts, rate, total) == line


class Terminal(io.StringIO):
    def isatty(self):
        return True


def told(monkeypatch, stream, times):
    clock = iter([0.0, *times])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", stream)
    teller = Teller(Total(None))
    for done, _ in enumerate(times, start=1):
        teller.tell(Counts(done=done))
    teller.clear()
    return stream.getvalue()


def test_terminal_has_one_line_that_changes_and_goes(monkeypatch):
    said = told(monkeypatch, Terminal(), [0.1, 1.0, 1.1, 2.0])
    assert said == "\r\x1b[K2 articles · 2.00/s\r\x1b[K4 articles · 2.00/s\r\x1b[K"


def test_elsewhere_a_line_comes_every_half_minute(monkeypatch):
    assert (
        told(monkeypatch, io.StringIO(), [1.0, 29.0, 30.0, 59.0, 60.0]) == "3 articles · 0.10/s\n5 articles · 0.08/s\n"
    )


def test_loading_is_no_part_of_the_rate(monkeypatch):
    clock = iter([0.0, 40.0, 80.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", said := io.StringIO())
    teller = Teller(Total(None))
    teller.tell(Counts())
    teller.tell(Counts(done=20))
    assert said.getvalue().splitlines()[-1] == "20 articles · 0.50/s"


def test_what_is_told_of_inputs_is_said_once(monkeypatch):
    monkeypatch.setattr("sys.stderr", said := io.StringIO())
    teller = Teller(Total(None))
    counts = Counts()
    counts.tell(Skipped("in", "hidden-file", "in: left aside: 1 hidden file", 1))
    teller.tell(counts)
    counts.tell(Told("a.csv", "a.csv: not read: 'Vu'"))
    teller.inform(counts)
    teller.inform(counts)
    assert said.getvalue() == "in: left aside: 1 hidden file\na.csv: not read: 'Vu'\n"


def test_summary_has_the_first_record_that_cannot_be_read():
    counts = Counts(errors=Counter({"bad-record": 3}), first={"bad-record": "a.csv#line=2: 'hier' is no day"})
    lines = list(summary(Outcome(counts, 1.0, is_complete=True), "out"))
    at = next(n for n, line in enumerate(lines) if "3 bad-record" in line)
    assert lines[at + 1].strip() == "the first: a.csv#line=2: 'hier' is no day"


def test_rate_is_that_of_the_last_minutes(monkeypatch):
    said = told(monkeypatch, io.StringIO(), [100.0, 130.0, 200.0, 230.0])
    assert said.splitlines()[-1] == "4 articles · 0.02/s"


def test_total_leaves_out_what_is_no_article():
    total = Total(iter([Item("a", "a"), Skipped("in", "hidden-file", "hidden", 3), Item("b", "b")]))
    for thread in progress.threading.enumerate():
        if thread.name == "count":
            thread.join()
    assert total.number == 2


def test_total_is_not_told_when_counting_takes_long(monkeypatch):
    monkeypatch.setattr(Total, "_PATIENCE_S", -1)
    total = Total(iter([Item("a", "a"), Item("b", "b")]))
    for thread in progress.threading.enumerate():
        if thread.name == "count":
            thread.join()
    assert total.number is None


def test_summary_is_read_at_eighty_columns():
    counts = Counts(
        done=123_456,
        duplicates=7,
        errors=Counter({"fetch-failed": 1200, "empty-text": 3}),
        passed_over=10,
        left_aside=Counter({"unsupported-media-type": 12}),
        claims=2_345_678,
    )
    assert list(summary(Outcome(counts, 7200.0, is_complete=True), "out"))[:9] == [
        "124 666 inputs worked in 2 h, 17.31 a second",
        "  123 456 done         2 345 678 claims",
        "        7 duplicates   their article came from another input",
        "    1 203 errors",
        "              1 200 fetch-failed",
        "                  3 empty-text",
        "       10 passed over  in the tables already",
        "       12 left aside   no articles",
        "                 12 unsupported-media-type",
    ]


def test_summary_says_with_what_the_articles_were_checked():
    packs = tuple(PackRef(f"pack-{n}", "1.0", "d" * 64, "", (), None) for n in range(12))
    run = Run("0.1.0", (("fr_core_news_md", "3.8.0"),), packs, None, (), LibraryRef("d", 4, 1, "e", "f"))
    lines = list(summary(Outcome(Counts(done=1, claims=1), 3.0, is_complete=True, run=run), "out"))
    assert "  library  4 documents, 1 fact-check" in lines
    assert "  models   fr_core_news_md 3.8.0" in lines
    assert max(map(len, lines)) < 80
    assert " ".join(" ".join(lines).split()).count("pack-") == 12
    alone = replace(run, library=None)
    assert "  library  none" in list(summary(Outcome(Counts(done=1), 3.0, is_complete=True, run=alone), "out"))


def test_summary_of_a_run_that_was_stopped_says_how_to_go_on():
    lines = list(summary(Outcome(Counts(done=1, claims=1), 3.0, is_complete=False), "out"))
    assert lines[:2] == ["1 input worked in 3 s, 0.33 a second", "  1 done         1 claim"]
    assert lines[-2:] == [
        "  the same command again",
        "      goes on where this run stopped; what is done is not done again",
    ]
