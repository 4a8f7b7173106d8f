import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

import factory
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.dossiers import add_dossier, remove_dossier
from sourcier.app.desk.store.errors import BadJob, NoJob
from sourcier.app.desk.store.jobs import (
    SILENT_S,
    Wish,
    add_job,
    beat,
    claim_job,
    fail,
    finish,
    forget_job,
    job,
    jobs,
    release,
)

PASTED = Wish("note", "La dette a dépassé 3 000 milliards.".encode(), "text/plain")


def later(seconds=SILENT_S + 1):
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_a_job_goes_from_waiting_to_done(store):
    wish = Wish("a.pdf", b"%PDF-1.7", "application/pdf", None, "fr", date(2024, 5, 1), ("ports", "<b>"))
    added = add_job(store, wish, "Ana Roux")
    assert (added.state, added.attempt, added.added_by, added.resumed) == ("waiting", 0, "Ana Roux", False)
    running, wanted = claim_job(store, "w1")
    assert wanted == wish
    assert (running.id, running.state, running.attempt, running.resumed) == (added.id, "running", 1, False)
    assert beat(store, added.id, "w1", "claims", done=3, total=6)
    assert (job(store, added.id).step, job(store, added.id).steps_done, job(store, added.id).steps_total) == (
        "claims",
        3,
        6,
    )
    assert beat(store, added.id, "w1")
    assert job(store, added.id).step == "claims"
    finish(store, added.id, "art-1")
    done = job(store, added.id)
    assert (done.state, done.article_id, done.steps_done) == ("done", "art-1", 6)
    assert claim_job(store, "w1") is None
    with store.read() as connection:
        assert connection.execute(select(tables.jobs.c.content)).scalars().all() == [None]


def test_jobs_are_taken_in_the_order_in_which_they_came(store):
    ids = [add_job(store, PASTED).id for _ in range(3)]
    assert [claim_job(store, f"w{number}")[0].id for number in range(3)] == ids
    assert [one.id for one in jobs(store)] == ids[::-1]
    assert len(jobs(store, limit=2)) == 2


def test_a_job_is_given_to_one_worker_only(store):
    ids = {add_job(store, PASTED).id for _ in range(12)}
    taken = []

    def working(name):
        while (claimed := claim_job(store, name)) is not None:
            taken.append(claimed[0].id)

    threads = [threading.Thread(target=working, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(ids)


def test_a_job_whose_worker_fell_silent_is_begun_again_and_says_so(store):
    id_ = add_job(store, PASTED).id
    claim_job(store, "w1")
    assert claim_job(store, "w2", later(SILENT_S - 5)) is None
    again, wish = claim_job(store, "w2", later())
    assert (again.id, again.attempt, again.resumed) == (id_, 2, True)
    assert wish == PASTED
    assert not beat(store, id_, "w1", "claims"), "the first is told that the job is not its own any more"
    fail(store, id_, "internal", "too late", "w1")
    assert job(store, id_).state == "running"
    finish(store, id_, "art-1")
    assert job(store, id_).state == "done"


def test_a_job_of_a_dead_worker_is_taken_up_though_the_clock_was_put_back(store):
    id_ = add_job(store, PASTED).id
    claim_job(store, "w1")
    assert claim_job(store, "w2", later(-SILENT_S)) is None
    again, _ = claim_job(store, "w2", later(-86_400))
    assert (again.id, again.resumed) == (id_, True)


def test_a_job_cut_short_three_times_is_given_up(store):
    id_ = add_job(store, PASTED).id
    other = add_job(store, PASTED).id
    for number in range(3):
        assert claim_job(store, f"w{number}", later(number * 60))[0].id == id_
    assert claim_job(store, "w3", later(300))[0].id == other
    given_up = job(store, id_)
    assert (given_up.state, given_up.slug) == ("failed", "job-killed")
    assert "3 times" in given_up.message


def test_a_worker_that_ends_gives_its_job_back_at_once(store):
    id_ = add_job(store, PASTED).id
    claim_job(store, "w1")
    release(store, "w1", counts=False)
    again, _ = claim_job(store, "w2")
    assert (again.id, again.attempt, again.resumed) == (id_, 1, True)
    release(store, "w2")
    assert claim_job(store, "w3")[0].attempt == 2


def test_a_failure_is_kept_with_its_slug(store):
    id_ = add_job(store, PASTED).id
    claim_job(store, "w1")
    fail(store, id_, "pdf-without-text", "a\0 scan", "w1")
    assert (job(store, id_).state, job(store, id_).slug, job(store, id_).message) == (
        "failed",
        "pdf-without-text",
        "a scan",
    )


def test_a_job_is_taken_off_the_list_unless_it_runs(store):
    id_ = add_job(store, PASTED).id
    claim_job(store, "w1")
    with pytest.raises(NoJob):
        forget_job(store, id_)
    fail(store, id_, "internal", "x")
    forget_job(store, id_)
    assert job(store, id_) is None
    for call in (lambda: finish(store, id_, "art-1"), lambda: fail(store, id_, "a", "b")):
        with pytest.raises(NoJob):
            call()


@pytest.mark.parametrize(
    "wish",
    [
        Wish("a"),
        Wish("a", url="/etc/passwd"),
        Wish("a", url="file:///etc/passwd"),
        Wish("a", url="ftp://a.example"),
        Wish("a", url="http://"),
        Wish("a", url="-"),
        Wish("a", b"x", lang="de"),
    ],
    ids=str,
)
def test_what_cannot_be_checked_is_no_job(store, wish):
    with pytest.raises(BadJob):
        add_job(store, wish)
    assert jobs(store) == ()


def test_an_article_that_is_taken_away_takes_its_jobs_along(store):
    article = add_dossier(store, factory.column(), name="a.md")
    done, other = add_job(store, Wish("a.md", b"a")), add_job(store, Wish("b.md", b"b"))
    claim_job(store, "w")
    finish(store, done.id, article)
    remove_dossier(store, article)
    assert [one.id for one in jobs(store)] == [other.id]
