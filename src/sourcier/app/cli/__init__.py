"""The command `sourcier`: one file a verb; what is heavy is imported inside the verb that needs it."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

import sourcier
from sourcier.app.cli import check, corpus, desk, dossiers, export, library, pack, read, replay
from sourcier.app.cli.outcome import ISSUES, STOPPED, complain
from sourcier.app.cli.output import watch_output
from sourcier.core.errors import SourcierError

_INTERRUPTED = 130
"""What Typer makes of Ctrl-C."""

_COLLECT_AFTER = (100_000, 20, 10)
"""New objects before the garbage collector looks through the young ones, and how often it goes on to the older. With
Python's 700 a fifth of a check's time goes into looking at word lists and tables that stay to the end."""

app = typer.Typer(
    name="sourcier",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(name="check", short_help="Check an article's claims and print its dossier.")(check.check)
app.command(name="read", short_help="Print an article's ledger: sentences, claims, reasons.")(read.read)
app.command(name="replay", short_help="Run a saved dossier again and compare.")(replay.replay)
app.command(name="export", short_help="Write a saved dossier as a table, database, reviews, letter.")(export.export)
app.add_typer(pack.app, name="pack")
app.add_typer(library.app, name="library")
app.add_typer(corpus.app, name="corpus")
app.add_typer(desk.app, name="desk")
app.add_typer(dossiers.app, name="dossiers")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sourcier {sourcier.__version__}")
        raise typer.Exit


@app.callback(
    epilog="Exit codes: 0 done, 1 finished with issues, 2 usage, 3 stopped.",
)
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read a news article and hand back a dossier: its claims, who makes them, what reference tables say of each.

    \b
    Examples:
      sourcier check column.txt --html dossier.html
      sourcier check https://example.org/article --date 2023-09-14 --json dossier.json
      sourcier replay dossier.json
    """  # noqa: D301 - \b keeps the lines as they are


def main() -> None:
    """Run the command line and exit with its code: never a traceback, whatever the input."""
    watch_output()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # replaced by a test
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    gc.set_threshold(*_COLLECT_AFTER)
    sys.exit(_run())


def _run() -> int:
    try:
        code = int(app(standalone_mode=False) or 0)
        sys.stdout.flush()  # while it can still be said that it goes nowhere
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    except SourcierError as error:  # of standard output, where no verb has said it
        complain(error)
        return STOPPED
    except BrokenPipeError:  # nobody reads on: as Click has it
        return ISSUES
    except Exception as error:
        show, usage = getattr(error, "show", None), getattr(error, "exit_code", None)
        if callable(show) and isinstance(usage, int):  # a usage error: of Click's own, or of the Click within Typer
            show()
            return usage
        if os.environ.get("SOURCIER_DEBUG"):
            raise
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        typer.echo(f"error[internal]: {said}; run again with SOURCIER_DEBUG=1 and report what it prints", err=True)
        return STOPPED
    if code == _INTERRUPTED:
        typer.echo("stopped", err=True)
        return STOPPED
    return code
