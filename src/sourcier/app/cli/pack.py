"""`sourcier pack`: list the reference packs, look into one, validate one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import PackFolders, open_all, parse_lang
from sourcier.app.cli.outcome import ISSUES, STOPPED, USAGE, Progress, Usage, complain
from sourcier.core.errors import SourcierError

if TYPE_CHECKING:  # named in annotations only; packs are imported when a verb runs
    from sourcier.core.article import Lang
    from sourcier.evidence.packs import Packs, Resource

SHOWN_ROWS = 40
SHOWN_PROBLEMS = 50
Row = dict[str, str | None]

app = typer.Typer(no_args_is_help=True, help="List the reference packs, look into them, validate them.")

LangOption = Annotated[
    str | None, typer.Option("--lang", metavar="fr|en", help="Language of the labels; the locale's by default.")
]


@app.command("list")
def list_packs(packs: PackFolders = None, lang: LangOption = None) -> None:
    """List the packs and their tables: shape, number of rows, years covered, label.

    Examples:
        sourcier pack list

        sourcier pack list --packs facts/ --lang en
    """
    from sourcier.app.cli.pack_page import Page

    page = Page(_chosen(lang))
    with _stopping():
        opened = open_all(packs)
        for pack in opened.packs:
            page.pack_in_short(pack)
            page.tables(opened, pack.tables)


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The pack.")],
    resource: Annotated[str | None, typer.Argument(metavar="RESOURCE", help="One of its tables.")] = None,
    entity: Annotated[
        str | None, typer.Option("--entity", metavar="ID", help="Only rows about this entity: FRA, nato.")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="FROM/TO", help="Only rows of these periods: 2022, 2010/2023.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows printed at most.")] = SHOWN_ROWS,
    packs: PackFolders = None,
    lang: LangOption = None,
) -> None:
    """Show a pack, or one of its tables: what it counts, its unit, licence, sources and rows.

    Examples:
        sourcier pack show starter

        sourcier pack show starter gdp-growth --entity FRA --period 2010/2023

        sourcier pack show starter memberships --entity brics
    """
    from sourcier.app.cli.pack_page import Page

    page = Page(_chosen(lang))
    with _stopping():
        opened = open_all(packs)
        pack = opened.pack(name)
        if resource is None:
            page.pack(pack)
            page.tables(opened, pack.tables)
            return
        table = opened.resource(name, resource)
        rows: Iterable[Row] = table.rows()
        if entity is not None:
            if opened.entity(entity) is None:
                raise Usage(page.words["unknown_entity"].format(entity=entity), param_hint="--entity")
            rows = _about(opened, table, rows, entity)
        if period is not None:
            bounds = _bounds(period)
            if bounds is None:
                raise Usage(page.words["bad_period"].format(period=period), param_hint="--period")
            rows = _within(table, rows, bounds)
        page.table(table)
        page.rows(opened, table, list(rows), limit)


@app.command("validate")
def validate_packs(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A pack folder, or a folder of packs.")],
    lang: LangOption = None,
) -> None:
    """Validate packs in full: Frictionless, and the rules of PACKS.md. Exit code 1 when something is wrong.

    Each fault is printed as file, row, column and reason; the header of a table is row 1.

    Examples:
        sourcier pack validate my-pack/

        sourcier pack validate facts/
    """
    from sourcier.app.cli.pack_page import Page
    from sourcier.evidence.packs import find_packs, validate

    page = Page(_chosen(lang))
    is_valid = True
    with _stopping():
        for folder in find_packs(path):
            with Progress() as progress:
                report = validate(folder, progress=progress.step(folder.name))
            is_valid = is_valid and report.is_valid
            page.report(report, SHOWN_PROBLEMS)
    if not is_valid:
        raise typer.Exit(ISSUES)


def _chosen(lang: str | None) -> Lang:
    """Return the language asked for, else the locale's, else English."""
    asked = parse_lang(lang)
    if asked is not None:
        return asked
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if locale.startswith("fr") else "en"


@contextmanager
def _stopping() -> Iterator[None]:
    """Turn an error of ours into its message and an exit code: 2 for a wrong name, 3 for anything else."""
    from sourcier.evidence.packs import NoSuchPack, NoSuchResource, PackNotFound

    try:
        yield
    except SourcierError as error:
        complain(error)
        wrong_name = isinstance(error, NoSuchPack | NoSuchResource | PackNotFound)
        raise typer.Exit(USAGE if wrong_name else STOPPED) from error


def _about(opened: Packs, table: Resource, rows: Iterable[Row], entity: str) -> Iterator[Row]:
    """Yield the rows that name an entity; of a tally, those of the option that it chose."""
    chosen: set[tuple[str | None, str | None]] = set()
    if table.shape == "tally" and table.companion and not table.role:
        positions = opened.resource(table.pack, table.companion).rows()
        chosen = {(row["tally"], row["option"]) for row in positions if row["entity"] == entity}
    columns = ("id", "entity", "subject", "object", "place", "initiator", "participants", "issuer", "party", "option")
    for row in rows:
        named = any(entity in (row.get(column) or "").split(";") for column in columns)
        if named or (row.get("tally"), row.get("option")) in chosen:
            yield row


def _bounds(period: str) -> tuple[date, date] | None:
    """Return the first day of a range and the day after its last, or None when it is none."""
    from sourcier.evidence.packs import period_bounds

    first, _, last = period.partition("/")
    try:
        start, end = period_bounds(first)[0], period_bounds(last or first)[1]
    except ValueError:
        return None
    return (start, end) if start < end else None


def _within(table: Resource, rows: Iterable[Row], bounds: tuple[date, date]) -> Iterator[Row]:
    """Yield the rows whose period, interval or date lies in the range."""
    from sourcier.evidence.packs import as_date, overlaps, period_bounds

    for row in rows:
        if table.shape == "series":
            start, end = period_bounds(row["period"] or "")
            kept = overlaps(start, end, *bounds)
        elif table.shape == "relation":
            kept = overlaps(as_date(row["start"]), as_date(row["end"]), *bounds)
        else:
            day = as_date(row.get("date") or row.get("start") or row.get("as_of") or row.get("issued"))
            kept = day is None or bounds[0] <= day < bounds[1]
        if kept:
            yield row
