"""What can go wrong with a dossier as a file."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class BadDossier(SourcierError, ValueError):
    """A file is not a dossier, or is one of a version that this program cannot read."""

    slug: ClassVar[str] = "bad-dossier"


class OutputFailed(SourcierError):
    """A report could not be written: no such folder, no permission, a full disk."""

    slug: ClassVar[str] = "output-failed"
    scope: ClassVar[Scope] = Scope.RUN
