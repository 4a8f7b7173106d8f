"""How far a run is, on one line; what it came to, on a few."""

from __future__ import annotations

import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from textwrap import wrap
from time import monotonic
from typing import TYPE_CHECKING, Any

from sourcier.dossier.report.typography import one_line

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.corpus.running import Counts, Outcome
    from sourcier.core.dossier import Run
    from sourcier.core.library import LibraryRef

_OFTEN_S = 0.5
_SELDOM_S = 30.0
"""Between two tellings, on a terminal and elsewhere."""
_RECENT_S = 120.0
"""What the rate is of: a run's first minute loads models, and its last day says nothing of the next hour."""
_ENOUGH = 10
"""Articles from which on the rest is estimated: the first few say little of it."""
_WIDE = 79
_DEEP = " " * 8


class Teller:
    """Says on standard error how far a run is: one line that changes on a terminal, a line now and then elsewhere."""

    def __init__(self, total: Total) -> None:
        self._total = total
        self._is_terminal = sys.stderr.isatty()
        self._said = monotonic()
        self._informed = 0
        self._seen: deque[tuple[float, int]] = deque([(self._said, 0)])

    def tell(self, counts: Counts) -> None:
        """Say it, if it is time; what is to be known of an input at once."""
        self.inform(counts)
        now = monotonic()
        if not counts.worked:  # what comes before the first article is loading
            self._seen = deque([(now, 0)])
        if now - self._said < (_OFTEN_S if self._is_terminal else _SELDOM_S):
            return
        self._said = now
        self._seen.append((now, counts.worked))
        while now - self._seen[0][0] > _RECENT_S:
            self._seen.popleft()
        then, before = self._seen[0]
        passed = now - then
        rate = (counts.worked - before) / passed if passed > 0 and counts.worked > before else None
        line = progress_line(counts, rate, self._total.number)[:_WIDE]
        sys.stderr.write(f"\r\x1b[K{line}" if self._is_terminal else f"{line}\n")
        sys.stderr.flush()

    def inform(self, counts: Counts) -> None:
        """Say what is to be known of inputs and has not been said, a line each."""
        for message in counts.told[self._informed :]:
            self.clear()
            sys.stderr.write(f"{one_line(message)}\n")
        self._informed = len(counts.told)

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._is_terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class Total:
    """The number of inputs, counted beside the run as far as that is quickly done."""

    _PATIENCE_S = 2.0

    def __init__(self, found: Iterator[Any] | None) -> None:
        """Count what an iterator yields, Skipped and Told left out; nothing for None."""
        self.number: int | None = None
        if found is not None:
            threading.Thread(target=self._count, args=(found,), name="count", daemon=True).start()

    def _count(self, found: Iterator[Any]) -> None:
        from sourcier.app.corpus.inputs import Skipped, Told

        until = monotonic() + self._PATIENCE_S
        number = 0
        for one in found:
            number += not isinstance(one, Skipped | Told)
            if monotonic() > until:
                return
        self.number = number


def progress_line(counts: Counts, rate: float | None, total: int | None) -> str:
    """Return the line: how many of how many, how fast, how long yet, what went wrong."""
    handled = counts.worked + counts.passed_over
    parts = [f"{number(handled)} of {number(total)}" if total is not None and total >= handled else number(handled)]
    parts[0] += " articles"
    if rate is not None:
        parts.append(f"{rate:.2f}/s" if rate < 10 else f"{rate:.0f}/s")
        if total is not None and total >= handled and counts.worked >= _ENOUGH:
            parts.append(f"{duration((total - handled) / rate)} left")
    elif not counts.worked and not counts.passed_over:
        parts = ["loading packs and models"]
    if wrong := counts.errors.total():
        parts.append(counted(wrong, "error"))
    return " · ".join(parts)


def summary(outcome: Outcome, out: str) -> Iterator[str]:
    """Yield what a run came to, as lines that fit into 80 columns; `out` as the user can type it."""
    counts = outcome.counts
    yield f"{counted(counts.worked, 'input')} worked in {duration(outcome.seconds)}{_rate(outcome)}"
    errors, aside, none = counts.errors, counts.left_aside, Counter[str]()
    rows = (
        (counts.done, "done", counted(counts.claims, "claim"), none),
        (counts.duplicates, _plural(counts.duplicates, "duplicate"), "their article came from another input", none),
        (errors.total(), _plural(errors.total(), "error"), "", errors),
        (counts.passed_over, "passed over", "in the tables already", none),
        (aside.total(), "left aside", "no articles", aside),
    )
    wide = max(len(number(count)) for count, *_ in rows)
    for count, what, more, slugs in rows:
        if count or what == "done":
            yield f"  {number(count):>{wide}} {what:<12} {more}".rstrip()
        for slug, times in slugs.most_common():
            yield f"  {'':>{wide}}   {number(times):>{wide}} {slug}"
            if slugs is errors and slug in counts.first:
                yield from wrap(
                    f"the first: {one_line(counts.first[slug])}", _WIDE, initial_indent=_DEEP, subsequent_indent=_DEEP
                )
    if outcome.run is not None:
        yield from used(outcome.run)
    yield ""
    yield "Next:"
    for command, what in _next(outcome, out):
        yield f"  {command}"
        if what:
            yield f"      {what}"


def used(run: Run) -> Iterator[str]:
    """Yield with which packs, library and models articles were read and checked, as lines that fit into 80 columns."""
    rows = (
        ("packs", ", ".join(f"{pack.name} {pack.version}" for pack in run.packs)),
        ("library", _library(run.library)),
        ("models", ", ".join(f"{name} {version}" for name, version in run.models)),
    )
    for what, named in rows:
        yield from wrap(named, _WIDE, initial_indent=f"  {what:<8} ", subsequent_indent=" " * 11)


def _library(library: LibraryRef | None) -> str:
    if library is None:
        return "none"
    factchecks = f", {counted(library.factchecks, 'fact-check')}" if library.factchecks else ""
    return f"{counted(library.documents, 'document')}{factchecks}"


def _next(outcome: Outcome, out: str) -> Iterator[tuple[str, str]]:
    if not outcome.is_complete:
        yield "the same command again", "goes on where this run stopped; what is done is not done again"
        return
    yield f"sourcier corpus report {out} --html report.html", ""
    yield f'sourcier corpus sql {out} "FROM assessments LIMIT 20"', ""
    if outcome.counts.errors:
        yield f"sourcier corpus sql {out} \"FROM inputs WHERE state = 'error'\"", ""
        yield "the same command with --retry", "tries the inputs again that gave an error"


def _rate(outcome: Outcome) -> str:
    if not outcome.counts.worked or outcome.seconds < 1:
        return ""
    return f", {outcome.counts.worked / outcome.seconds:.2f} a second"


def duration(seconds: float) -> str:
    """Return a time to read.

    >>> [duration(s) for s in (0.4, 59.6, 3599, 5000, 200000)]
    ['0 s', '1 min', '1 h', '1 h 23 min', '2 d 8 h']
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(round(seconds / 3600), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def counted(count: int, what: str) -> str:
    """Return a number and what it counts.

    >>> counted(1, "error"), counted(1200, "error")
    ('1 error', '1 200 errors')
    """
    return f"{number(count)} {_plural(count, what)}"


def _plural(count: int, what: str) -> str:
    return what if count == 1 else f"{what}s"


def number(count: int | None) -> str:
    """Return a number with its thousands apart."""
    return f"{count or 0:,}".replace(",", " ")
