"""What goes over a Ray cluster: lots of articles that wait on the driver's machine, and the actors that fetch them.

A dataset's rows are the numbers of the lots, nothing else. So they can be made anew when a node is lost, and a lot that
was under way is fetched again: it lies on the shelf until its answers have come home.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running.errors import CorpusChanged
from sourcier.app.corpus.running.processes import PROGRAM
from sourcier.app.corpus.running.records import Result, Settings
from sourcier.app.corpus.running.team import Team
from sourcier.app.corpus.running.worker import packed, unpacked
from sourcier.core.dossier import Run
from sourcier.core.errors import SourcierError


class Shelf:
    """Lots that have no answers yet, by their number; an actor of Ray's, beside the driver."""

    def __init__(self) -> None:
        self._lots: dict[int, bytes] = {}
        self._laid = 0
        """All lots below this number have been laid here; some are gone again."""
        self._is_whole = False
        self._changed = asyncio.Condition()

    async def lay(self, number: int, lot: bytes) -> None:
        """Take in a lot."""
        async with self._changed:
            self._lots[number] = lot
            while self._laid in self._lots:  # large ones may come late
                self._laid += 1
            self._changed.notify_all()

    async def close(self, count: int) -> None:
        """Take note that no more lots come than this many."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._laid == count)
            self._is_whole = True
            self._changed.notify_all()

    async def after(self, number: int) -> int:
        """Wait until there is a lot of that number, or never will be; return how many there have been."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._laid > number or self._is_whole)
            return self._laid

    async def fetch(self, number: int) -> bytes:
        """Return a lot, which stays: whoever works it may be lost."""
        return self._lots[number]

    async def drop(self, number: int) -> None:
        """Let a lot go: its answers are with the driver."""
        del self._lots[number]


def numbers(_: dict[str, Any], shelf: Any) -> Iterator[dict[str, list[int]]]:
    """Yield the number of each lot, as they come: the whole of what Ray Data is given, on any try the same."""
    import ray

    number = 0
    while (laid := ray.get(shelf.after.remote(number))) > number:
        for one in range(number, laid):
            yield {"lot": [one]}
        number = laid


class Actor:
    """Works lots off for as long as the run goes on, through one worker process that has loaded packs and models."""

    def __init__(
        self, shelf: Any, settings: Settings, limit_s: float, run: Run, program: Sequence[str] = PROGRAM
    ) -> None:
        self._shelf, self._run = shelf, run
        self._team = Team(settings, count=1, limit_s=limit_s, program=program)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """Return the answers to a batch of lots; the errors that end a run are answers too."""
        import ray

        return {"answers": [self._worked(ray.get(self._shelf.fetch.remote(int(lot)))) for lot in batch["lot"]]}

    def _worked(self, lot: bytes) -> bytes:
        try:
            return packed(list(self._answers(as_items(lot))))
        except SourcierError as error:  # it ends the run; Ray would try again
            return packed(error)

    def _answers(self, items: list[Item]) -> Iterator[Result]:
        if self._team.start() != self._run:
            raise CorpusChanged(
                "a node of the cluster has other packs, another library or another version than the one that the run "
                "began with; have the same on every node"
            )
        return (one for one in self._team.answers(items) if one is not None)


def as_lot(items: list[Item]) -> bytes:
    """Return items as they travel."""
    return packed(items)


def as_items(lot: bytes) -> list[Item]:
    """Return the items of a lot of our own."""
    found = unpacked(lot)
    assert isinstance(found, list)
    return found


def as_answers(raw: bytes) -> list[Result] | SourcierError:
    """Return what an actor of our own has sent."""
    found = unpacked(raw)
    assert isinstance(found, list | SourcierError)
    return found


def identity(settings: Settings, program: Sequence[str] = PROGRAM) -> Run | SourcierError:
    """Return what a worker of this node opens, or the error: Ray would wrap it."""
    try:
        with Team(settings, count=1, program=program) as team:
            return team.start()
    except SourcierError as error:
        return error
