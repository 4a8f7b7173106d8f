"""What can go wrong between an official file and a pack. One class a kind, the slug stable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from sourcier.core.errors import SourcierError

_SHOWN = 12
"""Names listed in one message; the rest are counted."""


class NoSuchRecipe(SourcierError, LookupError):
    """No import recipe has this name. Attributes: `name`, `known`."""

    slug: ClassVar[str] = "no-such-recipe"

    @classmethod
    def named(cls, name: str, known: Iterable[str]) -> NoSuchRecipe:
        """Return the error for a name, with the names that would do."""
        names = tuple(known)
        return cls(f"no recipe {name!r}; there are: {', '.join(names)}", name=name, known=names)


class BadRecipe(SourcierError, ValueError):
    """A recipe's own folder is not what the contract asks for. Attributes: `recipe`, `reason`."""

    slug: ClassVar[str] = "bad-recipe"

    @classmethod
    def because(cls, recipe: str, reason: str) -> BadRecipe:
        """Return the error for a recipe."""
        return cls(f"recipe {recipe}: {reason}", recipe=recipe, reason=reason)


class BadParameter(SourcierError, ValueError):
    """A parameter is unknown, missing, or not of the form that the recipe asks for. Attributes: `name`, `reason`."""

    slug: ClassVar[str] = "bad-parameter"

    @classmethod
    def at(cls, name: str, reason: str) -> BadParameter:
        """Return the error for a parameter."""
        return cls(f"--set {name}: {reason}", name=name, reason=reason)


class BadSourceFile(SourcierError, ValueError):
    """A file is not in the format that the recipe reads: cut short, empty, or an error page in its place.

    Attributes: `file`, `line` (None where the fault is not in one), `reason`.
    """

    slug: ClassVar[str] = "bad-source-file"

    @classmethod
    def at(cls, file: str, reason: str, *, line: int | None = None) -> BadSourceFile:
        """Return the error for a fault at one place of a file."""
        place = file if line is None else f"{file}, line {line}"
        return cls(f"{place}: {reason}", file=file, line=line, reason=reason)


class UnknownColumn(SourcierError, LookupError):
    """A file has a column that the recipe neither reads nor ignores by name. Attributes: `file`, `columns`."""

    slug: ClassVar[str] = "unknown-column"

    @classmethod
    def named(cls, file: str, columns: Iterable[str]) -> UnknownColumn:
        """Return the error for every such column of a file."""
        names = tuple(columns)
        return cls(
            f"{file}: the recipe does not know {_listed(names)}; the source has changed, or this is another table; "
            "nothing is imported until the recipe's mapping reads the column or ignores it by name",
            file=file,
            columns=names,
        )


class UnknownCode(SourcierError, LookupError):
    """A file has codes that the recipe neither reads nor ignores by name. Attributes: `file`, `what`, `codes`."""

    slug: ClassVar[str] = "unknown-code"

    @classmethod
    def named(cls, file: str, what: str, codes: Iterable[str]) -> UnknownCode:
        """Return the error for every such code of a file; `what` is the column or list that they stand in."""
        names = tuple(dict.fromkeys(codes))
        return cls(
            f"{file}: the recipe does not know the {what} {_listed(names)}; nothing is imported until its mapping "
            "reads the code or ignores it by name",
            file=file,
            what=what,
            codes=names,
        )


class AssertionFailed(SourcierError, ValueError):
    """What was read is less, or other, than the recipe expects of its source. Attributes: `recipe`, `reason`."""

    slug: ClassVar[str] = "assertion-failed"

    @classmethod
    def because(cls, recipe: str, reason: str) -> AssertionFailed:
        """Return the error for an assertion."""
        return cls(f"recipe {recipe}: {reason}", recipe=recipe, reason=reason)


class MissingExtra(SourcierError, ImportError):
    """A format needs an optional extra that is not installed. Attributes: `extra`, `needed_for`."""

    slug: ClassVar[str] = "missing-extra"

    @classmethod
    def named(cls, extra: str, needed_for: str) -> MissingExtra:
        """Return the error for an extra, with the command that installs it."""
        return cls(
            f"{needed_for} needs the optional extra {extra!r}; install it with: pip install 'sourcier[{extra}]'",
            extra=extra,
            needed_for=needed_for,
        )


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(repr(name) for name in names[:_SHOWN]) + more
