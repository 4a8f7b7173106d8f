"""Parts are in a corpus whole or not at all, whenever the writing stops; what cannot be written says so."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import factory
from corpus.tables import stock
from sourcier.app.corpus.tables import TABLES, Writer, open_corpus, repair
from sourcier.app.corpus.tables.errors import (
    CorpusBusy,
    CorpusDamaged,
    CorpusFull,
    CorpusMissing,
    CorpusUnwritable,
    NotACorpus,
    OtherFormat,
    OtherRun,
)
from sourcier.app.corpus.tables.querying import ask


def inputs(folder: Path) -> list[str]:
    return [name for file in open_corpus(folder).files("inputs") for name in pq.read_table(file)["input"].to_pylist()]


def counted(folder: Path) -> dict[str, int]:
    corpus = open_corpus(folder)
    return {table: sum(pq.read_metadata(file).num_rows for file in corpus.files(table)) for table in TABLES}


def add(folder: Path, name: str, dossier=None) -> None:
    with Writer(folder, stock.run()) as writer:
        writer.add(stock.rows(dossier or factory.wire(), name))
        writer.commit()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "corpus"


def test_parts_are_in_the_order_of_their_rows(folder):
    stock.corpus(folder)
    assert inputs(folder) == ["colonne.md", "vide.txt", "wire.txt", "port.html"]
    assert open_corpus(folder).manifest.counts == counted(folder)
    database = open_corpus(folder).connect()
    assert {table: len(database.sql(f"FROM {table}").fetchall()) for table in TABLES} == counted(folder)
    assert sorted(path.name for path in (folder / "times").iterdir()) == ["part-000001.parquet", "part-000002.parquet"]
    assert not list((folder / ".commits").iterdir())


def test_nothing_is_added_before_it_is_committed(folder):
    with Writer(folder, stock.run()) as writer:
        assert writer.commit() == 0
        writer.add(stock.rows(stock.harbour(), "port.html"))
        assert (writer.pending, writer.last) == (1, 0)
        assert writer.pending_bytes > 1000
    assert inputs(folder) == []
    assert [len(TABLES[table].names) for table in TABLES] == [
        len(open_corpus(folder).connect().sql(f"FROM {table}").columns) for table in TABLES
    ]


class Killed(BaseException):
    """The process is gone."""


class Fuse:
    """Ends the process at a call of the system's: this one does not come about, and nothing after it does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
        self.left = calls
        monkeypatch.setattr(os, "fsync", self._fused(lambda handle: None))  # this machine will not lose its power
        for owner, name in ((Path, "rename"), (Path, "replace"), (Path, "rmdir"), (shutil, "rmtree")):
            monkeypatch.setattr(owner, name, self._fused(getattr(owner, name)))

    def _fused(self, call):
        def fused(*arguments, **options):
            self.left -= 1
            if self.left < 0:
                raise Killed
            return call(*arguments, **options)

        return fused


def test_a_process_that_ends_at_any_call_loses_the_part_at_hand_at_most(folder, tmp_path):
    add(folder, "a.txt", stock.column())
    before, calls, outcomes = counted(folder), 0, set()
    while True:
        copy = tmp_path / f"copy-{calls}"
        shutil.copytree(folder, copy)
        with pytest.MonkeyPatch.context() as patch:
            fuse = Fuse(patch, calls)
            with suppress(Killed):
                add(copy, "b.txt")
        if fuse.left >= 0:
            break
        seen = inputs(copy)  # readers of what the process has left
        assert seen in (["a.txt"], ["a.txt", "b.txt"])
        with Writer(copy, stock.run()):
            pass
        found = inputs(copy)
        assert found in (seen, ["a.txt", "b.txt"])
        assert open_corpus(copy).manifest.counts == counted(copy)
        assert found != ["a.txt"] or counted(copy) == before
        add(copy, "c.txt", stock.harbour())
        assert inputs(copy) == [*found, "c.txt"]
        outcomes.add((len(seen), len(found)))
        calls += 1
    assert outcomes == {(1, 1), (1, 2), (2, 2)}
    assert calls > 30


def test_an_error_tried_again_leaves_with_what_came_of_it_or_stays(folder, tmp_path):
    stock.corpus(folder)
    before, calls, outcomes = counted(folder), 0, set()
    while True:
        copy = tmp_path / f"copy-{calls}"
        shutil.copytree(folder, copy)
        with pytest.MonkeyPatch.context() as patch:
            fuse = Fuse(patch, calls)
            with suppress(Killed), Writer(copy, stock.run()) as writer:
                writer.withdraw(1, "vide.txt")
                writer.add(stock.rows(rewritten(), "vide.txt"))
                writer.commit()
        if fuse.left >= 0:
            break
        with Writer(copy, stock.run()):
            pass
        rows = [row for file in open_corpus(copy).files("inputs") for row in pq.read_table(file).to_pylist()]
        (state,) = (row["state"] for row in rows if row["input"] == "vide.txt")
        assert open_corpus(copy).manifest.counts == counted(copy)
        assert len(inputs(copy)) == 4
        assert state == "done" or counted(copy) == before
        outcomes.add(state)
        calls += 1
    assert outcomes == {"error", "done"}


def rewritten():
    """The harbour, with another text."""
    article = factory.article("Il y a enfin un texte.", published=None)
    return factory.dossier(article)


def test_another_run_is_refused_with_what_differs(folder):
    stock.corpus(folder)
    other = replace(stock.run(), packs=(factory.pack("essai", "2.0.0"),), library=None)
    with pytest.raises(
        OtherRun, match=r"packs essai 1\.0\.0 \(\w+\), not essai 2\.0\.0 .*library d+, not none.*report NEW"
    ):
        Writer(folder, other)
    assert inputs(folder) == ["colonne.md", "vide.txt", "wire.txt", "port.html"]


@pytest.mark.parametrize(
    ("packs", "said"),
    [
        (["essai 1.0.0", "lignes 1.0.0"], r"packs essai 1\.0\.0 \(\w+\), without lignes 1\.0\.0 \(\w+\)\."),
        (["lignes 1.0.0"], r"packs essai 1\.0\.0 \(\w+\), not lignes 1\.0\.0"),
        ([], r"packs essai 1\.0\.0 \(\w+\), not none"),
    ],
)
def test_the_packs_of_the_other_run_are_named(folder, packs, said):
    stock.corpus(folder)
    other = replace(stock.run(), packs=tuple(factory.pack(*one.split()) for one in packs))
    with pytest.raises(OtherRun, match=said):
        Writer(folder, other)


def test_two_runs_at_once(folder):
    with Writer(folder, stock.run()):
        with pytest.raises(CorpusBusy, match="--out OTHER"):
            Writer(folder, stock.run())
        with pytest.raises(CorpusBusy):
            repair(folder)
        assert inputs(folder) == []
    add(folder, "a.txt")


def test_a_killed_process_leaves_no_lock(folder):
    add(folder, "a.txt")
    code = "import sys,time; from pathlib import Path; from sourcier.app.corpus.tables.folder import locked\nwith locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE) as held:
        assert held.stdout.readline() == b"held\n"
        with pytest.raises(CorpusBusy):
            Writer(folder, stock.run())
        held.kill()
    add(folder, "b.txt")


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(NotACorpus, match=r"it holds thesis\.docx"):
        Writer(tmp_path, stock.run())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_no_corpus(tmp_path):
    for call in (open_corpus, repair):
        with pytest.raises(CorpusMissing, match="sourcier corpus run"):
            call(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_place_where_nothing_can_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CorpusUnwritable, match="--out OTHER"):
        Writer(tmp_path / "file" / "corpus", stock.run())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(folder):
    stock.corpus(folder)
    folder.chmod(0o500)
    try:
        with pytest.raises(CorpusUnwritable):
            add(folder, "b.txt")
        assert len(inputs(folder)) == 4
    finally:
        folder.chmod(0o700)


def test_a_full_disk_costs_the_part_at_hand(folder):
    stock.corpus(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Writer(folder, stock.run()) as writer:
        writer.add(stock.rows(factory.wire(), "late.txt"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
        try:
            with pytest.raises(CorpusFull, match="run again as before"):
                writer.commit()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not (folder / ".staging").exists()
        assert "late.txt" not in inputs(folder)
        assert writer.commit() == 3
    assert inputs(folder)[-1] == "late.txt"


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def garbled(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[4 : len(raw) // 2] = b"x" * (len(raw) // 2 - 4)
    file.write_bytes(bytes(raw))


@pytest.mark.parametrize("harm", [cut, Path.unlink, lambda file: file.write_bytes(b"")], ids=["cut", "lost", "emptied"])
def test_a_damaged_part_is_named_and_can_be_taken_out(folder, harm):
    stock.corpus(folder)
    file = folder / "claims" / "part-000001.parquet"
    harm(file)
    for call in (open_corpus, lambda path: Writer(path, stock.run())):
        with pytest.raises(CorpusDamaged, match=f"{file} .*sourcier corpus repair {folder} ") as caught:
            call(folder)
        assert caught.value.path == str(file)
    assert repair(folder) == (1,)
    assert inputs(folder) == ["port.html"]
    assert open_corpus(folder).manifest.counts == counted(folder)
    assert repair(folder) == ()
    add(folder, "colonne.md", stock.column())
    assert inputs(folder) == ["port.html", "colonne.md"]
    assert (folder / "claims" / "part-000003.parquet").exists()


def garbled_at_the_end(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    length = int.from_bytes(raw[-8:-4], "little")
    raw[-8 - length : -8] = b"\xff" * length
    file.write_bytes(bytes(raw))


@pytest.mark.parametrize("harm", [garbled, garbled_at_the_end])
def test_a_part_that_looks_whole_and_cannot_be_read(folder, harm):
    stock.corpus(folder)
    harm(folder / "sentences" / "part-000002.parquet")
    with pytest.raises(CorpusDamaged, match=r"part-000002.*cannot be read"):
        list(ask(open_corpus(folder), "SELECT words FROM sentences").rows())
    assert repair(folder) == (2,)
    assert inputs(folder) == ["colonne.md", "vide.txt", "wire.txt"]


def test_what_was_done_is_looked_up_anew_after_a_repair(folder):
    stock.corpus(folder)
    (folder / ".state").mkdir()
    (folder / ".state" / "done.db").write_bytes(b"all done")
    cut(folder / "times" / "part-000002.parquet")
    repair(folder)
    assert not (folder / ".state").exists()


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"format": "1"}'])
def test_a_broken_manifest(folder, raw):
    stock.corpus(folder)
    (folder / "corpus.json").write_bytes(raw)
    with pytest.raises(CorpusDamaged, match="is no manifest"):
        open_corpus(folder)


def test_a_lost_manifest(folder):
    stock.corpus(folder)
    (folder / "corpus.json").unlink()
    for call in (open_corpus, repair, lambda path: Writer(path, stock.run())):
        with pytest.raises(CorpusDamaged, match=r"corpus\.json is missing"):
            call(folder)


def test_a_later_format(folder):
    stock.corpus(folder)
    file = folder / "corpus.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": "2"}))
    with pytest.raises(OtherFormat, match=r"format 2.*reads 1"):
        open_corpus(folder)


def test_a_damaged_part_is_named_also_where_arrow_says_it(folder):
    stock.corpus(folder)
    garbled_at_the_end(folder / "sentences" / "part-000002.parquet")
    opened = open_corpus(folder)
    with pytest.raises(CorpusDamaged, match=r"part-000002.*cannot be read"), opened.reading():
        raise OSError("Invalid Error: don't know what type: ")  # as the reader raises it, now and then
    with pytest.raises(OSError, match="No space left"), opened.reading():
        raise OSError(28, "No space left on device")
