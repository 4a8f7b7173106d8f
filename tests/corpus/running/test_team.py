"""Workers that die, hang and take their time; answers in the order of the inputs all the same."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus.running.moody import PROGRAM
from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running import processes
from sourcier.app.corpus.running import team as teams
from sourcier.app.corpus.running.errors import NoWorker
from sourcier.app.corpus.running.records import Settings
from sourcier.app.corpus.running.team import Team
from sourcier.app.corpus.running.working import failure
from sourcier.core.errors import SourcierError


def item(name, text):
    return Item(locator=name, name=name, body=text.encode())


@contextmanager
def moody(*, count=2, limit_s=60.0, packs=()):
    with Team(Settings(packs=packs), count=count, limit_s=limit_s, program=PROGRAM) as team:
        yield team


def answers(team, texts):
    items = [item(str(number), text) for number, text in enumerate(texts)]
    return [one for one in team.answers(iter(items)) if one is not None]


def outcomes(team, texts):
    return [(one.locator, one.slug) for one in answers(team, texts)]


def test_answers_come_in_the_order_of_the_inputs():
    texts = ["takes 0.3 s", "a", "b", "takes 0.1 s", *map(str, range(20))]
    with moody() as team:
        assert outcomes(team, texts) == [(str(number), None) for number in range(24)]


def test_both_workers_work():
    with moody() as team:
        assert len({one.claims for one in answers(team, [f"pid {n}" for n in range(40)])}) == 2


def test_no_more_workers_are_started_than_there_is_work():
    with moody(count=8) as team:
        answers(team, ["a", "b"])
        assert len(team.pids) == 2


def test_result_that_needs_no_work_keeps_its_place():
    given = failure("1", None, "not-json", "no JSON")
    with moody() as team:
        found = list(team.answers([item("0", "takes 0.3 s"), given, None, item("2", "c")]))
    assert [one.locator for one in found if one] == ["0", "1", "2"]
    assert given in found


def test_article_a_worker_dies_of_is_tried_again(tmp_path):
    with moody() as team:
        assert outcomes(team, ["a", f"dies-once {tmp_path / 'seen'}", "b", "c"]) == [(str(n), None) for n in range(4)]


def test_article_two_workers_die_of_is_lost_and_no_other_is():
    with moody() as team:
        found = answers(team, ["a", "dies at once", "b", "c", "dies too", "d"])
    assert [one.slug for one in found] == [None, "worker-lost", None, None, "worker-lost", None]
    (message,) = found[1].rows.batches["inputs"]["message"].to_pylist()
    assert message == "the process that read it ended (SIGKILL), and again when it was tried alone"


def test_suspect_is_tried_while_nobody_else_works(tmp_path, monkeypatch):
    busy = []
    give = Team._give

    def noted(team, order):
        if order.deaths:
            busy.append([list(worker.hands) for worker in team._workers])
        give(team, order)

    monkeypatch.setattr(Team, "_give", noted)
    with moody(count=3) as team:
        outcomes(team, [f"dies-once {tmp_path / 'seen'}", *["takes 0.1 s"] * 9])
    assert busy
    assert not any(hands for workers in busy for hands in workers)


def test_suspect_does_not_wait_for_an_article_that_hangs(tmp_path, monkeypatch):
    monkeypatch.setattr(teams, "_HUSH_S", 0.5)
    texts = ["takes 6 s", f"dies-once {tmp_path / 'seen'}", *["a"] * 4]
    with moody(count=2) as team:
        team.start()
        began, ended = time.monotonic(), {}
        take = team._hear

        def heard(worker, message):
            ended[worker.hands[0].number] = time.monotonic() - began
            take(worker, message)

        monkeypatch.setattr(team, "_hear", heard)
        assert outcomes(team, texts) == [(str(n), None) for n in range(6)]
    assert ended[1] < ended[0]


def test_article_over_its_time_is_given_up_and_no_other_is():
    with moody(limit_s=3.0) as team:
        found = answers(team, ["a", "hangs for long", "b", "c", "takes 0.6 s", "takes 0.6 s"])
    assert [one.slug for one in found] == [None, "timed-out", None, None, None, None]
    assert found[1].sha256 is not None  # the same bytes are known again


def test_straggler_holds_up_the_others_only_so_far(monkeypatch):
    monkeypatch.setattr(teams, "AHEAD", 4)
    taken = []

    def items():
        for number in range(50):
            taken.append(number)
            yield item(str(number), "takes 1 s" if number == 0 else "a")

    with moody() as team:
        stream = (one for one in team.answers(items()) if one is not None)
        next(stream)
        assert len(taken) <= 4 * 2 + 1
        assert len(list(stream)) == 49


def test_large_items_and_answers_pass_each_other():
    texts = [f"{n} " + "x" * 2_000_000 for n in range(12)]
    with moody() as team:
        assert outcomes(team, texts) == [(str(number), None) for number in range(12)]


def test_worker_makes_room_after_its_term(monkeypatch):
    monkeypatch.setattr(processes, "TERM", 3)
    with moody(count=1) as team:
        pids = [one.claims for one in answers(team, [f"pid {n}" for n in range(7)])]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_error_of_opening_is_raised():
    with moody(packs=("missing",)) as team, pytest.raises(SourcierError, match="no such pack"):
        team.start()


def test_workers_that_die_before_they_are_ready_end_the_run():
    with moody(packs=("deadly",)) as team, pytest.raises(NoWorker, match="SIGKILL"):
        team.start()


def test_something_is_heard_while_an_article_takes_its_time():
    with moody() as team:
        assert list(team.answers([item("0", "takes 1.5 s")])).count(None) >= 3


def test_workers_end_when_their_parent_is_killed(tmp_path):
    program = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from corpus.running.test_team import Settings, PROGRAM, Team, item
with Team(Settings(), count=2, program=PROGRAM) as team:
    for one in team.answers([item("0", "a"), item("1", "hangs"), item("2", "hangs"), item("3", "hangs")]):
        if one is not None:
            print(*team.pids, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    assert pids
    until = time.monotonic() + 20
    while any(map(_lives, pids)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(_lives, pids))


def _lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
