"""The engine on Ray gives the rows that the one on this machine gives."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from assessment.isles import write_pack
from corpus.running import moody
from corpus.running.inline import states, whole
from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running import Settings, flow, run
from sourcier.app.corpus.running.cluster import Cluster, _feed, _with_bytes
from sourcier.app.corpus.running.errors import RayFailed, RayMissing
from sourcier.app.corpus.running.flow import Flow
from sourcier.app.corpus.running.lots import Actor, Shelf, as_answers, as_items, as_lot, identity
from sourcier.app.corpus.running.team import Team
from sourcier.app.corpus.running.working import failure


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


def test_cluster_that_does_not_answer_is_an_error():
    pytest.importorskip("ray")
    with pytest.raises(RayFailed, match="no Ray cluster answers"):
        Cluster(Settings(), address="127.0.0.1:9").__enter__()


def test_node_that_cannot_open_the_packs_sends_the_error_home():
    assert identity(Settings(packs=("nowhere",))).slug == "pack-not-found"
    assert identity(Settings(packs=("missing",)), moody.PROGRAM).args == ("no such pack",)


def text(name, words):
    return Item(name, name, body=words.encode())


class Remote:
    """A method of an actor that answers at once: `fetch.remote(1)`."""

    def __init__(self, method):
        self.remote = method


class Laid:
    """A shelf in this process that notes what is laid on it."""

    def __init__(self):
        self.lots, self.dropped, self.count = {}, [], None
        self.lay = Remote(self.lots.__setitem__)
        self.drop = Remote(self.dropped.append)
        self.close = Remote(lambda count: setattr(self, "count", count))

    @property
    def names(self):
        return ["".join(one.locator for one in as_items(lot)) for lot in self.lots.values()]


def fed(stream, *, count=1):
    """Return a flow without a cluster, its shelf, and whether all of a stream went into it."""
    found = Flow(None, (), count=count)
    found._shelf = Laid()
    return found, found._shelf, _feed(found, iter(stream))


def test_lots_grow_with_what_has_been_taken_and_end_with_their_bytes_or_a_pause(monkeypatch):
    monkeypatch.setattr(flow, "_LOT_BYTES", 100)
    _, shelf, is_all = fed([text(one, one) for one in "abcdefghij"])
    assert (shelf.names, is_all) == (["abcd", "efgh"], True)
    _, shelf, _ = fed([text("a", "x" * 99), text("b", "x"), text("c", "x")])
    assert shelf.names == ["ab"]
    _, shelf, is_all = fed([text("a", "x"), None, text("b", "x")])
    assert (shelf.names, is_all) == (["a"], False)
    _, shelf, _ = fed([text("a", "x")] * 700)
    lengths = [len(one) for one in shelf.names]
    assert (lengths[0], lengths[-1], sorted(lengths) == lengths) == (4, 32, True)


def test_only_so_many_inputs_and_bytes_are_out(monkeypatch):
    monkeypatch.setattr(flow, "AHEAD", 10)
    endless = (text(str(number), "x") for number in range(1_000_000))
    found, shelf, is_all = fed(endless, count=2)
    assert (is_all, found.has_room, next(endless).locator) == (False, False, "20")
    monkeypatch.setattr(flow, "AHEAD", 1_000)
    monkeypatch.setattr(flow, "_AHEAD_BYTES", 5_000)
    found, shelf, _ = fed(Item("a", "a", body=os.urandom(1_000)) for _ in range(50))
    assert (found.has_room, sum(map(len, shelf.lots.values())) < 10_000) == (False, True)


def test_errors_that_fill_the_room_do_not_keep_the_lot_before_them_waiting(monkeypatch):
    monkeypatch.setattr(flow, "AHEAD", 10)
    bad = failure("bad", None, "bad-record", "no record")
    found, shelf, _ = fed([text("a", "a"), *[bad] * 30])
    assert (found.has_room, shelf.names) == (False, ["a"])


def test_answers_are_given_in_the_order_of_the_inputs_and_their_lots_dropped():
    odd = failure("odd", None, "not-found", "it is not there")
    found, shelf, _ = fed([text("a", "a"), odd, *(text(one, one) for one in "bcde")])
    found.close()
    assert (shelf.names, shelf.count, list(found.give())) == (["abcd", "e"], 2, [])
    answers = {one: failure(one, None, "x", "x") for one in "abcde"}
    found._heard.put([answers[one] for one in "abcd"])
    found.listen(0)
    assert [one.locator for one in found.give()] == ["a", "odd", "b", "c", "d"]
    assert (shelf.dropped, found.is_empty) == ([0], False)
    found._heard.put([answers["e"]])
    found.listen(1)
    assert ([one.locator for one in found.give()], shelf.dropped, found.is_empty) == (["e"], [0, 1], True)


def test_end_of_the_dataset_is_an_error_only_while_something_is_out():
    found, _, _ = fed([text(one, one) for one in "abcde"])
    found.close()
    found._heard.put([failure(one, None, "x", "x") for one in "abcd"])
    found._heard.put([failure("e", None, "x", "x")])
    found._heard.put(RayFailed("the cluster lost articles"))
    found.listen(1)  # everything had come when the dataset ended
    assert "".join(one.locator for one in found.give()) == "abcde"
    found, _, _ = fed([text(one, one) for one in "abcd"])
    found._heard.put(RayFailed("the cluster lost articles"))
    with pytest.raises(RayFailed):
        found.listen(1)


def test_shelf_gives_a_lot_again_and_says_when_no_more_come():
    async def story():
        shelf = Shelf()
        waits = asyncio.create_task(shelf.after(0))
        await shelf.lay(1, b"two")  # a small one before a large one
        await asyncio.sleep(0)
        assert not waits.done()
        await shelf.lay(0, b"one")
        assert await waits == 2
        assert [await shelf.fetch(0), await shelf.fetch(0)] == [b"one", b"one"]
        await shelf.drop(0)
        assert await shelf.after(0) == 2  # whoever counts anew, after a node was lost, does not wait
        ends = asyncio.create_task(shelf.after(2))
        await shelf.close(2)
        assert await ends == 2

    asyncio.run(story())


def test_actor_answers_with_the_error_that_ends_a_run():
    run_of = Team(Settings(), count=1, program=moody.PROGRAM)
    with run_of:
        identity_of = run_of.start()
    lot = as_lot([text("a", "good")])
    actor = Actor(None, Settings(packs=("others",)), 10, identity_of, moody.PROGRAM)
    with actor._team:
        assert as_answers(actor._worked(lot)).slug == "corpus-changed"
    actor = Actor(None, Settings(), 10, identity_of, moody.PROGRAM)
    with actor._team:
        assert [one.locator for one in as_answers(actor._worked(lot))] == ["a"]


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


@pytest.mark.slow
def test_actors_load_once_however_many_lots_they_work_and_a_lost_one_is_replaced(tmp_path, monkeypatch):
    pytest.importorskip("ray")
    monkeypatch.setattr(flow, "AHEAD", 50)
    with Cluster(Settings(), count=2, program=moody.PROGRAM) as engine:
        engine.start()
        items = [text(f"{number}", f"pid {number}") for number in range(400)]
        answers = [one for one in engine.answers(items) if one is not None]
        assert [one.locator for one in answers] == [one.locator for one in items]
        assert len({one.claims for one in answers}) == 2  # processes, each of which loads once
        items[100] = text("100", f"orphans-once {tmp_path / 'been'}")
        answers = [one for one in engine.answers(items) if one is not None]
        assert [one.locator for one in answers] == [one.locator for one in items]
        assert {one.slug for one in answers} == {None}
        assert len({one.claims for one in answers} - {1}) == 3
