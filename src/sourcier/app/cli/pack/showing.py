"""`sourcier pack show`: a pack, or rows of one of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import PackFolders, open_all
from sourcier.app.cli.outcome import Usage, width
from sourcier.app.cli.pack.options import LangOption, chosen, stopping

if TYPE_CHECKING:  # named in annotations only; packs are imported when the verb runs
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import Packs, Resource

SHOWN_ROWS = 40
CHARTED = frozenset({"series", "relation", "tally"})
"""Shapes whose rows may make a chart."""
Row = dict[str, str | None]


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The pack.")],
    resource: Annotated[str | None, typer.Argument(metavar="RESOURCE", help="One of its tables.")] = None,
    entity: Annotated[
        list[str] | None,
        typer.Option("--entity", metavar="ID", help="Only rows about this entity: FRA, nato, France; repeat for more."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="FROM/TO", help="Only rows of these periods: 2022, 2010/2023.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Rows printed at most.")] = SHOWN_ROWS,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", dir_okay=False, help="Write the chart of the rows as SVG.")
    ] = None,
    packs: PackFolders = None,
    lang: LangOption = None,
) -> None:
    """Show a pack, or one of its tables: what it counts, its unit, licence, sources and rows, and their chart.

    \b
    Examples:
      sourcier pack show starter
      sourcier pack show starter gdp-growth --entity FRA --period 2010/2023
      sourcier pack show starter milex-pct-gdp --entity FRA --entity DEU --svg spending.svg
      sourcier pack show starter memberships --entity brics
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page

    page = Page(chosen(lang))
    with stopping():
        opened = open_all(packs)
        pack = opened.pack(name)
        if resource is None:
            page.pack(pack)
            page.tables(opened, pack.tables)
            return
        table = opened.resource(name, resource)
        rows: Iterable[Row] = table.rows()
        if entity:
            rows = _about(opened, table, rows, [_id_of(opened, each, page) for each in entity])
        if period is not None:
            bounds = _bounds(period)
            if bounds is None:
                raise Usage(page.words["bad_period"].format(period=period), param_hint="--period")
            rows = _within(table, rows, bounds)
        kept = list(rows)
        page.table(table)
        page.rows(opened, table, kept, limit)
        if svg is not None or table.shape in CHARTED:
            _draw(page, opened, table, kept, svg)


def _id_of(opened: Packs, said: str, page: Page) -> str:
    """Return the id of an entity that is given by its id or its label, in any case and without accents if need be."""
    from difflib import get_close_matches

    from sourcier.evidence.packs.searching import fold

    if opened.entity(said) is not None:
        return said
    asked = " ".join(fold(said))
    labels: dict[str, list[str]] = {}
    for one in opened.entities:
        for name in (one.id, one.label_fr, one.label_en):
            known = labels.setdefault(" ".join(fold(name)), [])
            if one.id not in known:
                known.append(one.id)
    if len(labels.get(asked, ())) == 1:
        return labels[asked][0]
    near = labels.get(asked) or [each for name in get_close_matches(asked, labels, n=3) for each in labels[name]]
    question = page.words["near"].format(names=", ".join(near)) if near else ""
    raise Usage(page.words["unknown_entity"].format(entity=said, near=question), param_hint="--entity")


def _draw(page: Page, opened: Packs, table: Resource, rows: Sequence[Row], svg: Path | None) -> None:
    """Print the chart of some rows, if they make one, and write it where that is asked for."""
    from sourcier.app.cli.pack.charting import Charting  # a second to import: the rows are printed by then
    from sourcier.dossier.storing import save

    charting = Charting(opened, table, page.lang, width())
    chart = charting.chart(rows)
    if isinstance(chart, str):
        if svg is not None:
            raise Usage(chart, param_hint="--svg")
        return
    page.chart(chart.lines)
    if svg is not None:
        save(chart.svg.encode(), svg)
        page.chart([charting.words["written"].format(path=svg)])


def _about(opened: Packs, table: Resource, rows: Iterable[Row], entities: Sequence[str]) -> Iterator[Row]:
    """Yield the rows that name some entities; of a tally, those of the options that they chose."""
    chose: set[tuple[str | None, ...]] = set()
    if table.shape == "tally" and table.companion and not table.role:
        positions = opened.resource(table.pack, table.companion)
        sql = f"SELECT tally, option FROM {positions.table} WHERE entity = $entity"  # noqa: S608 -- the table's own name
        for entity in entities:
            chose.update(opened.query(table.pack, positions.name, sql, {"entity": entity}).rows)
    columns = ("id", "entity", "subject", "object", "place", "initiator", "participants", "issuer", "party", "option")
    asked = set(entities)
    for row in rows:
        named = any(asked.intersection((row.get(column) or "").split(";")) for column in columns)
        if named or (row.get("tally"), row.get("option")) in chose:
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
