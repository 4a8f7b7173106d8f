"""What every verb shares: exit codes, one clear message an error, progress, lines on the terminal."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

from sourcier.core.errors import Scope, SourcierError

if TYPE_CHECKING:  # Rich is imported when there is something to print
    from rich.text import Text

DONE, ISSUES, USAGE, STOPPED = 0, 1, 2, 3
"""Exit codes: done; finished, but something has no result or differs; wrong use; stopped before the end."""

_PATIENCE_S = 1.0
"""A command says what it is doing when it has run for longer than this."""

_WIDEST = 100
"""Columns used at most: longer lines are hard to read."""


class Usage(typer.BadParameter):
    """Options that do not go together."""


def complain(error: SourcierError) -> None:
    """Say on standard error what went wrong: `error[slug]: message`, on one line."""
    message = " ".join(str(error).split())
    typer.echo(f"error[{error.slug}]: {_printable(message)}", err=True)


def _printable(text: str) -> str:
    """A message may quote a hostile file name or page: no control character reaches the terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


@contextmanager
def stopping() -> Iterator[None]:
    """Turn an error that leaves nothing to go on with into its message and exit code 3."""
    try:
        yield
    except SourcierError as error:
        complain(error)
        raise typer.Exit(STOPPED) from error


def each(sources: Iterable[str], work: Callable[[str], None]) -> int:
    """Work on several inputs, one after the other, and return the exit code.

    An error of one input is said and the next is taken; one that concerns the whole run (a report that cannot
    be written) stops it.
    """
    code = DONE
    for source in sources:
        try:
            work(source)
        except SourcierError as error:
            complain(error)
            if error.scope == Scope.RUN:
                return STOPPED
            code = ISSUES
    return code


def show(lines: Iterable[Text]) -> None:
    """Print the lines of a report, with colour where the terminal has it (and NO_COLOR is not set)."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(line, soft_wrap=True)


def width() -> int:
    """Return the columns to fill: the terminal's up to 100, 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 80
    return max(40, min(columns, _WIDEST))


class Progress:
    """Says on standard error which step is running, once the command has taken more than a second.

    On a terminal the line is replaced and goes away; elsewhere each step is a line.
    """

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._label = ""
        self._timer = threading.Timer(_PATIENCE_S, self._show)
        self._timer.daemon = True
        self._is_terminal = sys.stderr.isatty()
        self._is_shown = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self.clear()

    def step(self, source: str) -> Callable[[str], None]:
        """Return what a run calls as each of its steps starts."""

        def start(step: str) -> None:
            self._label = _printable(f"{source}: {step}…")
            if time.monotonic() - self._started > _PATIENCE_S:
                self._show()

        return start

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        with self._lock:
            if self._is_terminal and self._is_shown:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
            self._is_shown = False
            self._label = ""

    def _show(self) -> None:
        with self._lock:
            if not self._label:
                return
            if self._is_terminal:
                sys.stderr.write(f"\r\x1b[K{self._label[:79]}")
            else:
                sys.stderr.write(f"{self._label}\n")
            sys.stderr.flush()
            self._is_shown = True
