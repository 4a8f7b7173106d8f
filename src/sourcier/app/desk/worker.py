"""The process that checks articles: takes jobs, runs ingest and check, stores dossiers; may be killed at any time.

`python -m sourcier.app.desk.worker --store URL` works until its parent is gone; `Workers` starts it and starts it anew
when it dies.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import re
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.store.errors import BadJob, StoreBusy
from sourcier.app.desk.store.jobs import Job, Wish, beat, claim_job, fail, finish
from sourcier.app.desk.supervising import STORE_VARIABLE, Workers
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # reading and checking are imported when the first job comes
    from sourcier.core.article import Article, Lang
    from sourcier.evidence.library import Library

__all__ = ["STEPS", "Workers", "work"]

log = logging.getLogger(__name__)

STEPS = (
    "opening",
    "fetching",
    "reading",
    "sentences",
    "claims",
    "evidence",
    "quotations",
    "factchecks",
    "passages",
    "saving",
)
"""What a job goes through: an address is fetched, anything else is read; quotations, fact-checks and passages are
looked up only where there is a library. `opening` takes long for the first job of a worker only."""

_STEP_OF = {
    "reading the text": "sentences",
    "finding claims": "claims",
    "checking claims": "evidence",
    "looking up quotations": "quotations",
    "looking up fact-checks": "factchecks",
    "looking up passages": "passages",
}
"""Our steps by what `sourcier.dossier.check` tells; what it tells besides is part of a step."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

_IDLE_S = 0.5
_BEAT_S = 3.0
_RECOVER_S = 5.0
_LONGEST_S = 30 * 60.0
"""A job that runs for longer hangs: it has failed, and the process ends."""

_COLLECT_AFTER = (100_000, 20, 10)
"""As the command line has it: word lists and tables that stay to the end need no looking through."""

_NICENESS = 5
"""Pages are served before articles are checked."""


class _Lost(Exception):
    """Another worker has the job."""


@dataclass(slots=True)
class _Work:
    """The job at hand: which, since when, how far."""

    job: Job
    worker: str
    began: float
    steps: tuple[str, ...] = ()

    def tell(self, store: Store, step: str) -> None:
        """Write down that a step begins. Raises _Lost where the job has gone to another worker."""
        if step not in self.steps:
            return
        with suppress(StoreBusy):  # the next step says it
            if not beat(store, self.job.id, self.worker, step, done=self.steps.index(step), total=len(self.steps)):
                raise _Lost


class _Watch(threading.Thread):
    """Says every few seconds that the worker is alive, and ends it when its parent is gone or the job hangs."""

    def __init__(self, store: Store, parent: int | None) -> None:
        super().__init__(name="watch", daemon=True)
        self._store, self._parent = store, parent
        self.work: _Work | None = None
        self.is_over = threading.Event()

    def run(self) -> None:
        """Watch until it is over."""
        said = 0.0
        while not self.is_over.wait(_IDLE_S):
            if self._parent is not None and os.getppid() != self._parent:
                os._exit(0)  # whoever starts the desk again takes the job up again
            work, now = self.work, time.monotonic()
            if work is None or now - said < _BEAT_S:
                continue
            if now - work.began > _LONGEST_S:
                self._give_up(work)
            said = now
            try:
                beat(self._store, work.job.id, work.worker)
            except SourcierError as error:
                log.warning("the worker cannot say that it is alive: %s", error)

    def _give_up(self, work: _Work) -> None:
        """End a job that hangs, and the process with it; what hung once is not tried again."""
        log.error("the job %s hangs; the worker starts anew", work.job.id)
        try:
            said = f"nothing came of it in {_LONGEST_S / 60:.0f} minutes; give a shorter text, or try again later"
            fail(self._store, work.job.id, "job-hung", said, work.worker)
        except SourcierError as error:
            log.error("that the job hangs cannot be kept: %s", error)  # noqa: TRY400  (said whole)
        finally:
            os._exit(1)


def work(store: Store, worker: str, *, parent: int | None = None, most: int | None = None) -> None:
    """Take jobs, one after the other.

    Args:
        store: Where they are.
        worker: A name that no other worker has.
        parent: The process to end with; None to go on without one.
        most: How many jobs to take; None for all that come.
    """
    watch = _Watch(store, parent)
    watch.start()
    try:
        taken = 0
        while most is None or taken < most:
            taken += _next(store, worker, watch)
    finally:
        watch.is_over.set()


def _next(store: Store, worker: str, watch: _Watch) -> bool:
    """Take the next job, or wait a little; say whether there was one."""
    try:
        claimed = claim_job(store, worker)
    except SourcierError as error:
        log.error("the worker cannot look for jobs: %s", error)  # noqa: TRY400  (said whole; a trace adds nothing)
        time.sleep(_RECOVER_S)
        return False
    if claimed is None:
        time.sleep(_IDLE_S)
        return False
    _take(store, worker, watch, *claimed)
    return True


def _take(store: Store, worker: str, watch: _Watch, job: Job, wish: Wish) -> None:
    """Work on a job and write down what came of it."""
    watch.work = current = _Work(job, worker, time.monotonic())
    try:
        library = _library()
        current.steps = _steps(wish, library=library is not None)
        article_id = _check(store, wish, library, lambda step: current.tell(store, step))
        finish(store, job.id, article_id)
    except _Lost:
        log.warning("the job %s has gone to another worker", job.id)
    except Exception as error:
        known = isinstance(error, SourcierError)
        if not known:
            log.exception("the job %s failed", job.id)
        slug = error.slug if isinstance(error, SourcierError) else "internal"
        said = str(error) if known else f"{type(error).__name__}: {error}".splitlines()[0]
        try:
            fail(store, job.id, slug, said, worker)
        except SourcierError as second:
            log.error("the job %s failed (%s), and this cannot be kept: %s", job.id, said, second)  # noqa: TRY400
            time.sleep(_RECOVER_S)
    finally:
        watch.work = None


def _check(store: Store, wish: Wish, library: Library | None, tell: Callable[[str], None]) -> str:
    """Return the id of the article that a wish is about, once its dossier is in the store."""
    tell("opening")
    from sourcier.dossier import check
    from sourcier.evidence.packs import open_packs

    packs = open_packs()
    article = _read(wish, tell)
    dossier = check(article, packs, library=library, explain=True, progress=lambda step: tell(_STEP_OF.get(step, "")))
    tell("saving")
    return add_dossier(store, dossier, name=wish.name or wish.url, tags=wish.tags)


def _read(wish: Wish, tell: Callable[[str], None]) -> Article:
    """Return the article of a wish, under the limits and with the errors of `sourcier check`."""
    from sourcier.ingest import from_bytes, read

    lang = cast("Lang | None", wish.lang)
    if wish.content is not None:
        tell("reading")
        return from_bytes(
            wish.content,
            name=wish.name or "the text",
            url=wish.url,
            content_type=wish.media_type,
            published=wish.published,
            lang=lang,
        )
    tell("fetching")
    if not _ADDRESS.match(wish.url or ""):  # a path would be read off this machine
        raise BadJob("there is nothing to check; give a file, a text or an http(s) address")
    return read(wish.url or "", published=wish.published, lang=lang)


def _steps(wish: Wish, *, library: bool) -> tuple[str, ...]:
    left_out = {"fetching"} if wish.content is not None else {"reading"}
    if not library:
        left_out |= {"quotations", "factchecks", "passages"}
    else:
        from sourcier.dossier.testifying import is_judge_installed

        left_out |= set() if is_judge_installed() else {"passages"}
    return tuple(step for step in STEPS if step not in left_out)


def _library() -> Library | None:
    """Return the user's library; None where there is none."""
    from sourcier.evidence.library import library_folder, open_library

    folder = library_folder()
    return open_library(folder) if (folder / "library.json").is_file() else None


def main() -> None:
    """Work for a desk."""
    parser = argparse.ArgumentParser(
        prog="python -m sourcier.app.desk.worker", description="Checks articles for a desk."
    )
    parser.add_argument("--store", default=os.environ.get(STORE_VARIABLE), help="address of the desk's store")
    parser.add_argument("--name", default=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}")
    parser.add_argument("--parent", type=int, default=None, help="process to end with")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    gc.set_threshold(*_COLLECT_AFTER)
    with suppress(OSError):
        os.nice(_NICENESS)
    if given.parent is not None:  # Ctrl-C reaches the whole group: the parent ends its worker, and keeps its job
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work(open_store(given.store), given.name, parent=given.parent)
    except SourcierError as error:
        log.error("%s", error)  # noqa: TRY400  (said whole; a trace adds nothing)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
