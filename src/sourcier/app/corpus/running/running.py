"""A run: what is not done yet goes to the workers, what comes back goes into the tables, in the order of the inputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from sourcier.app.corpus.inputs import Columns, Failed, Item, Skipped, Told, expand
from sourcier.app.corpus.running.done import Done, Known, Row, as_key, as_stored
from sourcier.app.corpus.running.errors import CorpusChanged, NoWorker, RayFailed
from sourcier.app.corpus.running.records import Result
from sourcier.app.corpus.running.working import digest_at_hand, failure, is_fetched

if TYPE_CHECKING:  # pyarrow comes with it
    from collections.abc import Iterable

    from sourcier.app.corpus.tables import Writer
    from sourcier.core.dossier import Run

PART_INPUTS = 1_000
PART_BYTES = 64_000_000
PART_S = 120.0
"""A part is written when it has this many inputs or bytes, or this long after the last: what a kill costs at most."""

PAUSE_S = 1.0
"""Between two pages of one host."""
_HOSTS = 1_000
_NAP_S = 0.05

_TOLD = 100
"""Messages on inputs that are kept to be said."""

_BEAT_S = 0.25
"""The longest that nothing is told while what is done already is passed over."""


class Engine(Protocol):
    """What reads and checks: `Team` on this machine, or a cluster."""

    def start(self) -> Run:
        """Return the identity of the run, once something is ready to work."""

    def answers(self, items: Iterable[Item | Result | None]) -> Iterator[Result | None]:
        """Yield what becomes of inputs, as `Team.answers` does."""


@dataclass(slots=True)
class Counts:
    """How far a run is."""

    done: int = 0
    duplicates: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    """By slug."""
    passed_over: int = 0
    """Inputs that an earlier run, or this one, has done."""
    left_aside: Counter[str] = field(default_factory=Counter)
    """What is no article, by slug: hidden files, pictures."""
    claims: int = 0
    parts: int = 0
    told: list[str] = field(default_factory=list)
    """What should be known of inputs: what was left aside in them, which columns of a table are not read."""
    first: dict[str, str] = field(default_factory=dict)
    """Of records that cannot be read the first message, by slug."""

    @property
    def worked(self) -> int:
        """Inputs that this run has worked."""
        return self.done + self.duplicates + self.errors.total()

    def tell(self, one: Skipped | Told) -> None:
        """Take in what is told of an input; of a great many only the first."""
        if isinstance(one, Skipped):
            self.left_aside[one.slug] += one.count
        if len(self.told) < _TOLD:
            self.told.append(one.message)
        elif len(self.told) == _TOLD:
            self.told.append("… and more of the kind, which are not listed; the summary counts what was left aside")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has done."""

    counts: Counts
    seconds: float
    is_complete: bool
    """Every input has its row; False where the run was asked to stop."""
    run: Run | None = None
    """With what it was read and checked."""


def run(
    inputs: Sequence[str],
    out: Path,
    *,
    engine: Engine,
    columns: Columns | None = None,
    retry: bool = False,
    progress: Callable[[Counts], None] | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> Outcome:
    """Read and check inputs into the tables of a folder; what is in them already is passed over.

    Args:
        inputs: As `expand` takes them.
        out: Folder of the corpus; made where it is not there.
        engine: What reads and checks, entered already.
        columns: Where a table has text and address.
        retry: Try inputs again that gave an error.
        progress: Told often how far it is.
        is_stopped: Asked often whether to write what is done and end.

    Raises:
        SourcierError: An input is not there, packs do not open, the folder is of another run or cannot be written.
    """
    from sourcier.app.corpus.tables import Writer

    began = monotonic()
    found = expand(inputs, columns=columns or Columns())
    identity = engine.start()
    with Writer(out, identity) as writer, Done(out, last=writer.last) as done:
        at_work = _Run(writer, done, retry=retry)
        is_complete = True
        try:
            for answer in engine.answers(at_work.open(found)):
                if answer is not None:
                    at_work.keep(answer)
                at_work.commit(is_due=False)
                if progress is not None:
                    progress(at_work.counts)
                if is_stopped is not None and is_stopped():
                    is_complete = False
                    break
        except (CorpusChanged, RayFailed, NoWorker):
            at_work.commit()
            raise
        at_work.commit()
    return Outcome(at_work.counts, monotonic() - began, is_complete, identity)


class _Run:
    """What a run knows while it goes on."""

    def __init__(self, writer: Writer, done: Done, *, retry: bool) -> None:
        self.counts = Counts()
        self._writer, self._done, self._retry = writer, done, retry
        self._written = monotonic()
        self._hosts = _Hosts()

    def open(self, found: Iterator[Item | Failed | Skipped | Told]) -> Iterator[Item | Result | None]:
        """Yield what must be worked, and None now and then while nothing must."""
        said = monotonic()
        for one in found:
            if isinstance(one, Skipped | Told):
                self.counts.tell(one)
            elif self._is_done(one):
                self.counts.passed_over += 1
            elif isinstance(one, Failed):
                self.counts.first.setdefault(one.slug, one.message)
                yield failure(one.locator, None, one.slug, one.message)
            else:
                yield from self._hosts.wait(one)
                said = monotonic()
                yield one
            if monotonic() - said > _BEAT_S:
                said = monotonic()
                yield None

    def keep(self, result: Result) -> None:
        """Put a result into the tables, unless an input of the same name and content is there already."""
        from sourcier.app.corpus.tables import duplicate

        before = self._done.find(result.locator)
        if any(self._stands(one, result.sha256) for one in before):
            self.counts.passed_over += 1
            return
        rows = result.rows
        if result.article is None:
            self.counts.errors[str(result.slug)] += 1
        elif self._done.has_article(result.article):
            rows = duplicate(input=result.locator, sha256=result.sha256, article=result.article)
            self.counts.duplicates += 1
        else:
            self.counts.done += 1
            self.counts.claims += result.claims
        for one in before:
            if one.is_error and one.part <= self._writer.last:
                self._writer.withdraw(one.part, as_stored(result.locator))
        self._writer.add(rows)
        self._done.add(Row(rows.input, rows.sha256, rows.article, rows.state), part=self._writer.last + 1)

    def commit(self, *, is_due: bool = True) -> None:
        """Write a part; only when it is large or old enough, unless it is due."""
        waited = monotonic() - self._written > PART_S
        if not (is_due or waited or self._writer.pending >= PART_INPUTS or self._writer.pending_bytes >= PART_BYTES):
            return
        if self._writer.pending:
            self._done.commit(self._writer.commit())
            self.counts.parts += 1
        self._written = monotonic()

    def _is_done(self, one: Item | Failed) -> bool:
        before = self._done.find(one.locator)
        if not before:
            return False
        if isinstance(one, Item) and is_fetched(one):  # its address is fetched once
            return not (self._retry and all(row.is_error for row in before))
        sha256 = digest_at_hand(one) if isinstance(one, Item) else None
        return any(self._stands(row, sha256) for row in before)

    def _stands(self, row: Known, sha256: str | None) -> bool:
        """Say whether an earlier row is of the same content, and is not to be tried again."""
        is_new = row.part > self._writer.last
        return row.sha256 == as_key(sha256) and (is_new or not (self._retry and row.is_error))


class _Hosts:
    """When which host was last asked for a page: each has a pause between two, however many workers there are."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}

    def wait(self, item: Item) -> Iterator[None]:
        """Yield None until an item may be given to a worker."""
        if not is_fetched(item):
            return
        host = urlsplit(item.url or "").hostname or ""
        while (left_s := self._asked.get(host, -PAUSE_S) + PAUSE_S - monotonic()) > 0:
            sleep(min(left_s, _NAP_S))
            yield None
        now = monotonic()
        if len(self._asked) > _HOSTS:
            self._asked = {one: then for one, then in self._asked.items() if now - then < PAUSE_S}
        self._asked[host] = now
