"""What stops a run, and what a run gives up an article for."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class NoWorker(SourcierError):
    """Worker processes end before they are ready to read. Attribute: `count`."""

    slug: ClassVar[str] = "no-worker"
    scope: ClassVar[Scope] = Scope.RUN


class CorpusChanged(SourcierError):
    """Packs, library or program are not those that the run began with."""

    slug: ClassVar[str] = "corpus-changed"
    scope: ClassVar[Scope] = Scope.RUN


class RayMissing(SourcierError):
    """The engine asked for is not installed."""

    slug: ClassVar[str] = "ray-missing"
    scope: ClassVar[Scope] = Scope.RUN


class RayFailed(SourcierError):
    """A cluster does not answer, or gives up."""

    slug: ClassVar[str] = "ray-failed"
    scope: ClassVar[Scope] = Scope.RUN


class WorkerLost(SourcierError):
    """The process that read an article died of it, twice."""

    slug: ClassVar[str] = "worker-lost"
    scope: ClassVar[Scope] = Scope.ITEM


class TimedOut(SourcierError):
    """An article took longer than one may take."""

    slug: ClassVar[str] = "timed-out"
    scope: ClassVar[Scope] = Scope.ITEM
