"""What was taken before is remembered as long as the library holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.library.written import document
from sourcier.evidence.library.errors import UnwritableLibrary
from sourcier.evidence.library.intake import Journal, Taken
from sourcier.evidence.library.intake.journal import FILE
from sourcier.ingest.containers.errors import BadRecord

ONE, TWO = document("Il pleut.", name="one"), document("Il neige.", name="two")


def filled(folder: Path, *stream: Taken) -> Journal:
    journal = Journal(folder, set)
    assert list(journal.pass_on(stream, lambda _: None)) == [
        one for taken in stream for one in taken.items if one in (ONE, TWO)
    ]
    journal.write()
    return journal


def opened(folder: Path, *held: str) -> Journal:
    return Journal(folder, lambda: set(held))


def test_a_key_is_known_while_all_that_it_gave_is_there(tmp_path):
    filled(tmp_path, Taken("/a", (ONE, TWO), "k"))
    assert opened(tmp_path, ONE.id, TWO.id, "more").is_known("k")
    assert not opened(tmp_path, ONE.id).is_known("k")
    assert not opened(tmp_path, ONE.id, TWO.id).is_known("other")


def test_what_had_an_error_is_tried_again(tmp_path):
    filled(tmp_path, Taken("/a", (ONE, BadRecord.at("/a", "odd")), "k"), Taken("/b", (TWO,), "l"))
    journal = opened(tmp_path, ONE.id, TWO.id)
    assert (journal.is_known("k"), journal.is_known("l")) == (False, True)


EARLY, LATE = (document("Il gèle.", name="page", published=date(2021, 1, day)) for day in (3, 9))


@pytest.mark.parametrize(("first", "second", "passed"), [(EARLY, LATE, []), (LATE, EARLY, [EARLY]), (EARLY, EARLY, [])])
@pytest.mark.parametrize("in_one_run", [True, False])
def test_of_two_captures_of_an_unchanged_page_the_earlier_counts(tmp_path, first, second, passed, in_one_run):
    journal = Journal(tmp_path, set)
    seen = [Taken(f"/a#{key}", (one,), key, is_seen=True) for key, one in (("k", first), ("l", second))]
    if in_one_run:
        assert list(journal.pass_on(seen, lambda _: None)) == [first, *passed]
        return
    list(journal.pass_on(seen[:1], lambda _: None))
    journal.write()
    again = opened(tmp_path, first.id)
    assert list(again.pass_on(seen[1:], lambda _: None)) == passed
    assert again.repeated == 1 - len(passed)
    gone = opened(tmp_path)
    assert list(gone.pass_on(seen[1:], lambda _: None)) == [second]


def test_a_date_that_is_declared_is_passed_on_whatever_was_before(tmp_path):
    journal = Journal(tmp_path, set)
    declared = [Taken("/a", (EARLY,), "k"), Taken("/a", (LATE,), "l")]
    assert list(journal.pass_on(declared, lambda _: None)) == [EARLY, LATE]


def test_nothing_is_known_before_it_is_written(tmp_path):
    journal = Journal(tmp_path, set)
    list(journal.pass_on([Taken("/a", (ONE,), "k")], lambda _: None))
    assert not opened(tmp_path, ONE.id).is_known("k")


def test_a_record_is_noted_only_once_all_of_it_was_asked_for(tmp_path):
    journal = Journal(tmp_path, set)
    stream = journal.pass_on([Taken("/a", (ONE, TWO), "k")], lambda _: None)
    next(stream)
    journal.write()
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("location", "ids"),
    [
        ("/press", {ONE.id, TWO.id}),
        ("/press/", {ONE.id, TWO.id}),
        ("/press/a.jsonl", {ONE.id}),
        ("/press/a.jsonl#line=1", {ONE.id}),
        ("/pre", set()),
        ("/press/a", set()),
        ("", set()),
    ],
)
def test_ids_by_location(tmp_path, location, ids):
    journal = filled(tmp_path, Taken("/press/a.jsonl#line=1", (ONE,), "k"), Taken("/press/sub/b.txt", (TWO,), "l"))
    assert journal.ids_from(location) == ids


def test_a_spoiled_journal_knows_nothing_and_is_said_when_written(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    journal = opened(tmp_path, ONE.id)
    assert not journal.is_known("k")
    assert journal.ids_from("/a") == set()
    list(journal.pass_on([Taken("/a", (ONE,), "k")], lambda _: None))
    with pytest.raises(UnwritableLibrary):
        journal.write()
