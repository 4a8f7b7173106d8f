"""What can go wrong with the desk's store: one class a kind."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class StoreUnreachable(SourcierError):
    """The store cannot be opened: no such folder, no permission, no server, a wrong password."""

    slug: ClassVar[str] = "desk-store-unreachable"
    scope: ClassVar[Scope] = Scope.RUN


class StoreNewer(SourcierError):
    """The store was made by a newer version of the program."""

    slug: ClassVar[str] = "desk-store-newer"
    scope: ClassVar[Scope] = Scope.RUN


class StoreForeign(SourcierError):
    """The file or database holds something else than a desk."""

    slug: ClassVar[str] = "desk-store-foreign"
    scope: ClassVar[Scope] = Scope.RUN


class StoreFull(SourcierError):
    """There is no room left for what should be kept."""

    slug: ClassVar[str] = "desk-store-full"
    scope: ClassVar[Scope] = Scope.RUN


class StoreReadOnly(SourcierError):
    """The store can be read and not written."""

    slug: ClassVar[str] = "desk-store-read-only"
    scope: ClassVar[Scope] = Scope.RUN


class StoreBusy(SourcierError):
    """Others wrote for so long that our turn did not come."""

    slug: ClassVar[str] = "desk-store-busy"
    scope: ClassVar[Scope] = Scope.ITEM
    retryable: ClassVar[bool] = True


class StoreDamaged(SourcierError):
    """What the store holds is not what was written into it."""

    slug: ClassVar[str] = "desk-store-damaged"
    scope: ClassVar[Scope] = Scope.RUN


class DriverMissing(SourcierError, ImportError):
    """PostgreSQL is asked for, and its driver is not installed."""

    slug: ClassVar[str] = "desk-driver-missing"
    scope: ClassVar[Scope] = Scope.RUN


class NoDossier(SourcierError, LookupError):
    """The desk has no article of this id."""

    slug: ClassVar[str] = "no-dossier"
    scope: ClassVar[Scope] = Scope.ITEM


class NoClaim(SourcierError, LookupError):
    """The article has no claim of this id, neither found by the program nor added by a person."""

    slug: ClassVar[str] = "no-claim"
    scope: ClassVar[Scope] = Scope.ITEM


class NoJob(SourcierError, LookupError):
    """The desk has no job of this id."""

    slug: ClassVar[str] = "no-job"
    scope: ClassVar[Scope] = Scope.ITEM


class BadJob(SourcierError, ValueError):
    """There is nothing to check, or an address that is none of the web."""

    slug: ClassVar[str] = "bad-job"
    scope: ClassVar[Scope] = Scope.ITEM


class BadTag(SourcierError, ValueError):
    """A tag is empty, too long, or holds characters that do not print."""

    slug: ClassVar[str] = "bad-tag"
    scope: ClassVar[Scope] = Scope.ITEM


class NoPerson(SourcierError, LookupError):
    """The desk knows nobody of this name."""

    slug: ClassVar[str] = "no-person"
    scope: ClassVar[Scope] = Scope.ITEM


class BadPerson(SourcierError, ValueError):
    """A name is empty, too long, or holds characters that do not print; or the role is none."""

    slug: ClassVar[str] = "bad-person"
    scope: ClassVar[Scope] = Scope.ITEM


class NameTaken(SourcierError, ValueError):
    """There is somebody of this name already."""

    slug: ClassVar[str] = "name-taken"
    scope: ClassVar[Scope] = Scope.ITEM


class WeakPassword(SourcierError, ValueError):
    """A password is too short, or so long that hashing it would be work."""

    slug: ClassVar[str] = "weak-password"
    scope: ClassVar[Scope] = Scope.ITEM


class LastAdmin(SourcierError, ValueError):
    """Nobody would be left who may admit people."""

    slug: ClassVar[str] = "last-admin"
    scope: ClassVar[Scope] = Scope.ITEM


class TooManyAttempts(SourcierError):
    """Passwords were tried too often; `wait_s` says for how many seconds none is looked at."""

    slug: ClassVar[str] = "too-many-attempts"
    scope: ClassVar[Scope] = Scope.ITEM
    retryable: ClassVar[bool] = True


class BadSetting(SourcierError, ValueError):
    """A setting has a value that it cannot have."""

    slug: ClassVar[str] = "bad-setting"
    scope: ClassVar[Scope] = Scope.ITEM
