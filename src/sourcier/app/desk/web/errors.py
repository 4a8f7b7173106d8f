"""What can go wrong between a browser and the desk, and the status that each kind answers with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sourcier.core.errors import Scope, SourcierError


class LoginNeeded(SourcierError):
    """Nobody is logged in."""

    slug = "login-needed"
    scope = Scope.ITEM


class NotAllowed(SourcierError):
    """The person's role does not allow it."""

    slug = "not-allowed"
    scope = Scope.ITEM


class ForgedRequest(SourcierError):
    """A form that this desk did not hand out, or to somebody else."""

    slug = "forged-request"
    scope = Scope.ITEM


class WrongHost(SourcierError):
    """The request names a host that this desk is not."""

    slug = "wrong-host"
    scope = Scope.ITEM


class NoPage(SourcierError, LookupError):
    """There is nothing at this address."""

    slug = "no-page"
    scope = Scope.ITEM


class WrongMethod(SourcierError):
    """The address takes other requests than this one."""

    slug = "wrong-method"
    scope = Scope.ITEM


class BadForm(SourcierError, ValueError):
    """What was sent does not fit the form."""

    slug = "bad-form"
    scope = Scope.ITEM


class BadAddress(SourcierError, ValueError):
    """What was given as an address is none of the web."""

    slug = "bad-address"
    scope = Scope.ITEM


class BodyTooLarge(SourcierError):
    """More was sent than is taken."""

    slug = "too-large"
    scope = Scope.ITEM


class TooManyRequests(SourcierError):
    """More requests than a person makes."""

    slug = "too-many-requests"
    scope = Scope.ITEM
    retryable = True


class QueueFull(SourcierError):
    """So many articles wait that another would wait for hours."""

    slug = "queue-full"
    scope = Scope.ITEM
    retryable = True


class TwoSources(SourcierError, ValueError):
    """An article was given in more than one way."""

    slug = "two-sources"
    scope = Scope.ITEM


class WrongPassword(SourcierError):
    """The current password, asked for before it is changed, is another."""

    slug = "wrong-password"
    scope = Scope.ITEM


class NoFormat(SourcierError, LookupError):
    """Dossiers are not exported in a format of this name."""

    slug = "no-format"
    scope = Scope.ITEM


class Unforeseen(SourcierError):
    """A mistake in the program."""

    slug = "internal"


STATUS: Mapping[str, int] = MappingProxyType(
    {
        "login-needed": 401,
        "not-allowed": 403,
        "forged-request": 403,
        "no-page": 404,
        "no-dossier": 404,
        "no-claim": 404,
        "no-job": 404,
        "no-person": 404,
        "no-format": 404,
        "wrong-method": 405,
        "too-large": 413,
        "unsupported-media-type": 415,
        "wrong-host": 421,
        "too-many-requests": 429,
        "too-many-attempts": 429,
        "internal": 500,
        "desk-store-damaged": 500,
        "desk-store-busy": 503,
        "desk-store-read-only": 503,
        "desk-store-unreachable": 503,
        "desk-store-full": 507,
        "queue-full": 429,
    }
)
"""Of each slug; any other is a form that does not fit, 422."""


def status_of(error: SourcierError) -> int:
    """Return the status that an error answers with."""
    return STATUS.get(error.slug, 422)


def of_status(status: int) -> SourcierError:
    """Return the error behind a status that the framework raised itself."""
    kinds: dict[int, SourcierError] = {
        404: NoPage("there is nothing at this address; go back to the list of dossiers"),
        405: WrongMethod("this address takes no such request; go back and use the page's own buttons"),
        413: BodyTooLarge("more was sent than is taken; send an article of 10 MB at most"),
    }
    return kinds.get(status) or BadForm("what was sent cannot be read; go back to the form and send it again")
