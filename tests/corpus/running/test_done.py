"""The index beside the tables, which can go at any time."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from corpus.running.inline import add, states, write
from sourcier.app.corpus.running import running
from sourcier.app.corpus.running.done import FOLDER, Done, Row, as_key, as_stored
from sourcier.app.corpus.tables import repair
from sourcier.app.corpus.tables.errors import CorpusDamaged, CorpusUnwritable


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setattr(running, "PART_INPUTS", 2)
    out = tmp_path / "corpus"
    add(write(tmp_path / "in", a="one", b="fails badly", c="two", d="one", e="three"), out)
    return out


@pytest.mark.parametrize("damage", ["gone", "garbage", "behind", "ahead"])
def test_index_is_made_anew_from_the_tables(corpus, damage):
    path = corpus / FOLDER / "done-1.sqlite"
    before = contents(path)
    if damage == "gone":
        path.unlink()
    elif damage == "garbage":
        path.write_bytes(b"no database" * 1000)
    else:
        with sqlite3.connect(path) as index:
            index.execute(f"PRAGMA user_version = {9 if damage == 'ahead' else 1}")
            index.execute("DELETE FROM inputs WHERE part > 1")
        index.close()
    assert add(corpus.parent / "in", corpus)[0] == []
    assert contents(path) == before


def test_index_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / FOLDER / "done-1.sqlite").mkdir(parents=True)
    with pytest.raises(CorpusUnwritable, match="unable to open"):
        Done(tmp_path, last=0)


@pytest.mark.parametrize("where", [slice(4, 60), slice(-60, -12)])
def test_part_that_cannot_be_read_names_the_way_out(corpus, where):
    shutil.rmtree(corpus / FOLDER)
    part = corpus / "inputs" / "part-000001.parquet"
    raw = bytearray(part.read_bytes())
    raw[where] = b"\xff" * len(raw[where])
    part.write_bytes(raw)
    with pytest.raises(CorpusDamaged, match=r"part-000001.* cannot be read.*sourcier corpus repair"):
        Done(corpus, last=3)


def contents(path):
    index = sqlite3.connect(path)
    found = [sorted(index.execute(f"SELECT * FROM {table}")) for table in ("inputs", "articles")]
    index.close()
    return found


def test_what_is_not_committed_is_not_done(tmp_path):
    with Done(tmp_path, last=0) as done:
        done.add(Row("a", "00" * 32, "art-1", "done"), part=1)
        assert done.has_article("art-1")
        assert [one.sha256 for one in done.find("a")] == [as_key("00" * 32)]
    with Done(tmp_path, last=0) as done:
        assert not done.has_article("art-1")
        assert done.find("a") == ()


def test_duplicate_of_a_lost_article_does_not_stand_for_it(tmp_path):
    with Done(tmp_path, last=0) as done:
        done.add(Row("b", "00" * 32, "art-1", "duplicate"), part=2)
        assert not done.has_article("art-1")


def test_the_inputs_left_of_lost_articles_are_worked_again(tmp_path):
    out = tmp_path / "corpus"
    add(write(tmp_path / "old", a="one", b="two"), out)
    add(write(tmp_path / "new", a="one", b="two"), out)
    assert states(out) == [("a", "done"), ("b", "done"), ("a", "duplicate"), ("b", "duplicate")]
    (out / "claims" / "part-000001.parquet").write_bytes(b"broken")
    shutil.rmtree(tmp_path / "old")
    assert repair(out) == (1,)
    assert states(out) == []
    assert len(add(tmp_path / "new", out)[0]) == 2
    assert states(out) == [("a", "done"), ("b", "done")]


def test_path_that_is_no_text_is_known_again(tmp_path):
    name = b"caf\xe9.txt".decode(errors="surrogateescape")
    with Done(tmp_path, last=0) as done:
        done.add(Row(name, None, None, "error"), part=1)
        assert done.find(name) == done.find(as_stored(name)) != ()
