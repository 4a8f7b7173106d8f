"""The engine on Ray gives the rows that the one on this machine gives."""

from __future__ import annotations

import sys

import pytest

from assessment.isles import write_pack
from corpus.running.inline import states, whole
from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running import Settings, cluster, run
from sourcier.app.corpus.running.cluster import Cluster, _identity, _with_bytes
from sourcier.app.corpus.running.errors import RayFailed, RayMissing
from sourcier.app.corpus.running.team import Team


def test_engine_that_is_not_installed_says_how_to_install_it(monkeypatch, tmp_path, sourcier_command):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(RayMissing, match=r"pip install 'sourcier\[ray\]'"):
        Cluster(Settings()).__enter__()
    (tmp_path / "a.txt").write_text("Rien.")
    done = sourcier_command("corpus", "run", tmp_path / "a.txt", "--out", tmp_path / "out", "--engine", "ray")
    assert (done.code, done.err.split(":")[0]) == (3, "error[ray-missing]")


def test_file_travels_with_its_bytes_and_what_cannot_be_read_is_a_result(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    assert _with_bytes(Item("a", "a", path=tmp_path / "a.txt")).body == b"one"
    assert _with_bytes(Item("b", "b", path=tmp_path / "b.txt")).slug == "not-found"
    fetched = Item("c", "c", url="https://example.org/c")
    assert _with_bytes(fetched) is fetched


def test_round_ends_with_its_articles_or_its_bytes_for_each_actor(monkeypatch):
    monkeypatch.setattr(cluster, "_ROUND", 3)
    monkeypatch.setattr(cluster, "_ROUND_BYTES", 100)
    items = [
        Item(name, name, body=b"x" * size) for name, size in zip("abcdefghijk", [1] * 7 + [150, 60, 1, 1], strict=True)
    ]
    rounds = Cluster(Settings(), count=2)._rounds(iter([*items[:2], None, *items[2:]]))
    taken = [one and "".join(item.name for item in one) for one in rounds]
    assert taken == [None, "abcdef", "ghi", "jk"]


def test_cluster_that_does_not_answer_is_an_error():
    pytest.importorskip("ray")
    with pytest.raises(RayFailed, match="no Ray cluster answers"):
        Cluster(Settings(), address="127.0.0.1:9").__enter__()


@pytest.mark.slow
def test_rows_are_those_of_this_machine(tmp_path):
    pytest.importorskip("ray")
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(9):
        (folder / f"{n}.txt").write_text(f"En 2022, le chômage en Ardénie est tombé à {n % 7},1 %, selon Rosa Lindt.")
    (folder / "3.txt").write_bytes(b"")
    settings = Settings(packs=(str(write_pack(tmp_path)),))
    with Team(settings, count=1) as team:
        run([str(folder)], tmp_path / "local", engine=team)
    with Cluster(settings, count=2) as engine:
        run([str(folder)], tmp_path / "ray", engine=engine)
        assert whole(tmp_path / "ray") == whole(tmp_path / "local")
        assert [state for _, state in states(tmp_path / "ray")].count("duplicate") == 2
        again = run([str(folder)], tmp_path / "ray", engine=engine)
        assert (again.counts.worked, again.counts.passed_over) == (0, 9)


def test_node_that_cannot_open_the_packs_sends_the_error_home():
    assert _identity(Settings(packs=("nowhere",))).slug == "pack-not-found"
