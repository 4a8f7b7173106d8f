"""What can go wrong. One class a kind; `slug` is stable and appears in JSON and in messages."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar


class Scope(StrEnum):
    """How much of the work an error stops."""

    ITEM = "item"
    """This record only: it is skipped and an issue is written."""
    SOURCE = "source"
    """This input (a pack, an article): nothing more is asked of it."""
    RUN = "run"
    """Everything."""


LONGEST = 1_000
"""Characters of a message: what it quotes from a file may be of any length."""


def brief(text: str) -> str:
    """Return a text short enough to be read, with its middle left out, and half a character by its number.

    >>> brief("a row of 3 cells"), len(brief("a" * 100_000))
    ('a row of 3 cells', 1000)
    """
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= LONGEST else f"{text[: LONGEST * 3 // 4 - 3]} … {text[-LONGEST // 4 :]}"


class SourcierError(Exception):
    """Base of every error that Sourcier raises on purpose.

    The message says what happened and what to do. Subclasses give `slug`, and attributes that say which
    thing it was; keyword arguments of the constructor become these attributes.
    """

    slug: ClassVar[str] = "error"
    scope: ClassVar[Scope] = Scope.SOURCE
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, **attributes: Any) -> None:
        super().__init__(brief(message))
        self.message = brief(message)
        self.attributes = attributes

    def __getattr__(self, name: str) -> Any:
        attributes = self.__dict__.get("attributes", {})
        if name in attributes:
            return attributes[name]
        raise AttributeError(name)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the attributes, so that errors cross process boundaries whole."""
        return _rebuild, (type(self), self.message, self.attributes)


def _rebuild(kind: type[SourcierError], message: str, attributes: dict[str, Any]) -> SourcierError:
    return kind(message, **attributes)
