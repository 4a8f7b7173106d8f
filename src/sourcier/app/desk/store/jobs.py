"""The queue of articles to check: what waits, what runs and how far, what came of it."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import BadJob, NoJob

State = Literal["waiting", "running", "done", "failed"]

SILENT_S = 15.0
"""A job whose worker has not been heard of for so long is given to another."""

_BACK = timedelta(hours=2)
"""A beat of so much later than now is of a clock that was put back since: nobody waits for that hour to come."""

ATTEMPTS = 3
"""How often work on a job may die before the job is given up."""

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)

_JOB = tuple(
    getattr(tables.jobs.c, name)
    for name in (
        *("id", "state", "step", "steps_done", "steps_total", "name", "article_id", "slug", "message"),
        *("added_at", "added_by", "attempt", "resumed"),
    )
)


@dataclass(frozen=True, slots=True)
class Wish:
    """An article to check: the bytes of a file, a pasted text as bytes, or an address to fetch."""

    name: str
    """What to call it: the file's name, the address, the first words."""
    content: bytes | None = None
    media_type: str | None = None
    url: str | None = None
    lang: str | None = None
    """fr or en; found in the text when None."""
    published: date | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """Where the work on an article stands."""

    id: str
    state: State
    step: str | None
    """The step that runs, or ran last: one of `STEPS` in `sourcier.app.desk.worker`."""
    steps_done: int
    steps_total: int
    """0 until the work begins."""
    name: str
    article_id: str | None
    """Of the dossier, once it is done."""
    slug: str | None
    """What kind of error stopped it."""
    message: str | None
    added_at: datetime
    added_by: str | None
    attempt: int
    """How often work on it began."""
    resumed: bool
    """Work on it was cut short and began again."""


def add_job(store: Store, wish: Wish, by: str | None = None) -> Job:
    """Put an article in the queue. Raises BadJob where there is nothing to check."""
    if wish.content is None and not _ADDRESS.match(wish.url or ""):
        raise BadJob("there is nothing to check; give a file, a text or an http(s) address")
    if wish.lang not in {None, "fr", "en"}:
        raise BadJob("an article is read in French (fr) or in English (en)")
    id_ = f"job-{secrets.token_hex(8)}"
    with store.begin() as connection:
        connection.execute(
            insert(tables.jobs).values(
                id=id_,
                state="waiting",
                steps_done=0,
                steps_total=0,
                name=wish.name or "",
                added_at=datetime.now(UTC),
                added_by=by,
                attempt=0,
                resumed=False,
                media_type=wish.media_type,
                url=wish.url,
                lang=wish.lang,
                published=wish.published,
                tags=json.dumps(wish.tags),
                content=wish.content,
            )
        )
        return _job(connection, id_)


def job(store: Store, id_: str) -> Job | None:
    """Return a job; None where there is none of this id."""
    with store.read() as connection:
        row = connection.execute(select(*_JOB).where(tables.jobs.c.id == id_)).first()
    return None if row is None else Job(*row)


def jobs(store: Store, limit: int = 20) -> tuple[Job, ...]:
    """Return the last jobs, the newest first."""
    with store.read() as connection:
        rows = connection.execute(select(*_JOB).order_by(tables.jobs.c.number.desc()).limit(limit)).all()
    return tuple(Job(*row) for row in rows)


def claim_job(store: Store, worker: str, now: datetime | None = None) -> tuple[Job, Wish] | None:
    """Give a worker the next job: the oldest that waits, or whose worker has fallen silent; None without one.

    A job that was cut short as often as `ATTEMPTS` says is given up: it fails with the slug `job-killed`.

    Args:
        store: Where.
        worker: A name that no other worker has.
        now: The time, where a test says it.
    """
    now = now or datetime.now(UTC)
    table = tables.jobs.c
    free = _free(now)
    with store.read() as connection:  # nobody waits for a look that finds nothing
        if connection.execute(select(table.id).where(free).limit(1)).first() is None:
            return None
    with store.begin() as connection:
        connection.execute(
            update(tables.jobs)
            .where(free, table.attempt >= ATTEMPTS)
            .values(
                state="failed",
                slug="job-killed",
                message=f"the work on it was cut short {ATTEMPTS} times; it may need more memory than there is",
                content=None,
                worker=None,
            )
        )
        row = connection.execute(
            select(tables.jobs).where(free).order_by(table.number).limit(1).with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        connection.execute(
            update(tables.jobs)
            .where(table.number == row.number)
            .values(
                state="running",
                step=None,
                steps_done=0,
                worker=worker,
                beat_at=now,
                attempt=row.attempt + 1,
                resumed=row.resumed or row.attempt > 0,
            )
        )
        return _job(connection, row.id), _wish(row)


def beat(
    store: Store, id_: str, worker: str, step: str | None = None, *, done: int | None = None, total: int | None = None
) -> bool:
    """Say that a worker is still at a job, and at which step.

    Args:
        store: Where.
        id_: The job.
        worker: Who is at it.
        step: The step that begins; None where it is still the same.
        done: How many steps are behind it.
        total: How many there are.

    Returns:
        Whether the job is still this worker's; if not, another one has it, and the work can be dropped.
    """
    told = {"step": step, "steps_done": done, "steps_total": total}
    values: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    with store.begin() as connection:
        changed = connection.execute(
            update(tables.jobs).where(_of(id_, worker)).values(beat_at=datetime.now(UTC), **values)
        )
        return changed.rowcount == 1


def finish(store: Store, id_: str, article_id: str) -> None:
    """Say that a job's dossier is in the store. Counts once, whoever says it. Raises NoJob."""
    with store.begin() as connection:
        _close(connection, id_, None, state="done", article_id=article_id, steps_done=tables.jobs.c.steps_total)


def fail(store: Store, id_: str, slug: str, message: str, worker: str | None = None) -> None:
    """Say that nothing came of a job, and why; with `worker`, only where the job is still this worker's.

    Raises NoJob.
    """
    with store.begin() as connection:
        _close(connection, id_, worker, state="failed", slug=slug, message=message)


def release(store: Store, worker: str, *, counts: bool = True) -> None:
    """Give back the jobs of a worker that is gone: another takes them at once.

    Args:
        store: Where.
        worker: Who is gone.
        counts: It died at work, and the attempt counts; False where it was asked to stop.
    """
    table = tables.jobs.c
    with store.begin() as connection:
        connection.execute(
            update(tables.jobs)
            .where(table.state == "running", table.worker == worker)
            .values(
                beat_at=None,
                worker=None,
                resumed=True,
                attempt=table.attempt if counts else func.coalesce(table.attempt - 1, 0),
            )
        )


def forget_job(store: Store, id_: str) -> None:
    """Take a job that is over, or waits, off the list. Raises NoJob where it runs or is not there."""
    table = tables.jobs.c
    with store.begin() as connection:
        gone = connection.execute(delete(tables.jobs).where(table.id == id_, table.state != "running"))
        if not gone.rowcount:
            raise NoJob(f"there is no job {id_} that could be taken off the list", id=id_)


def _free(now: datetime) -> ColumnElement[bool]:
    table = tables.jobs.c
    silent = or_(
        table.beat_at.is_(None), table.beat_at < now - timedelta(seconds=SILENT_S), table.beat_at > now + _BACK
    )
    return or_(table.state == "waiting", and_(table.state == "running", silent))


def _of(id_: str, worker: str | None) -> ColumnElement[bool]:
    table = tables.jobs.c
    running = and_(table.id == id_, table.state == "running")
    return running if worker is None else and_(running, table.worker == worker)


def _close(connection: Connection, id_: str, worker: str | None, **values: Any) -> None:
    _job(connection, id_)
    connection.execute(update(tables.jobs).where(_of(id_, worker)).values(content=None, worker=None, **values))


def _job(connection: Connection, id_: str) -> Job:
    row = connection.execute(select(*_JOB).where(tables.jobs.c.id == id_)).first()
    if row is None:
        raise NoJob(f"there is no job {id_}", id=id_)
    return Job(*row)


def _wish(row: Row[Any]) -> Wish:
    return Wish(row.name, row.content, row.media_type, row.url, row.lang, row.published, tuple(json.loads(row.tags)))
