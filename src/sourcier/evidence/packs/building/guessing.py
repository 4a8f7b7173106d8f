"""What the columns of a published table are: whom it is about, when, what is counted, and by what it is split."""

# ruff: noqa: S608 -- every name put into SQL is quoted, every text a literal

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import duckdb

from sourcier.evidence.packs.building.facts import Facts, find_facts, what_is_lacking
from sourcier.evidence.packs.building.figures import (
    decimal_sign,
    header_period,
    is_figure,
    is_period,
    is_quarter,
    period_format,
)
from sourcier.evidence.packs.building.naming import Naming
from sourcier.evidence.packs.building.raw import SAMPLE, Sheet
from sourcier.evidence.packs.building.words import folded, missing_cells, role_names, words
from sourcier.evidence.packs.errors import UnreadableTable
from sourcier.evidence.packs.tables import literal, quoted

MOST_TABLES = 40
"""A table split further than this holds a data base, not a measure."""
_NAMED = 0.6
"""Share of a column's distinct cells that must be known entities, where its name does not say that it holds them."""
_FIGURES = 0.9
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|,\s*(?:en\s+)?([^,]+)$|\ben\s+(\S+(?:\s+d[e’']\s*\S+)?)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """One table of the pack to be: a column of figures, and the rows that it takes."""

    column: str
    """Empty where each period has a column of its own."""
    where: tuple[tuple[str, str], ...]
    """The rows: for each column that splits the table, the cell."""
    unit: str
    """Empty where the table does not say."""
    multiply: int


@dataclass(frozen=True, slots=True)
class Series:
    """A table of figures by entity and period."""

    entity: str
    """Empty where the whole table is about one."""
    period: str
    melt: tuple[tuple[str, str], ...]
    """Columns that are periods, each with its period; then `period` is empty."""
    period_format: str | None
    decimal: str | None
    measures: tuple[Measure, ...]
    unused: tuple[str, ...]


class _Look:
    """A table looked at: a sample of its rows, and counts over all of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sheet: Sheet, naming: Naming) -> None:
        self.connection = connection
        self.sheet = sheet
        self.naming = naming
        rows = connection.execute(f"SELECT * FROM {sheet.table} LIMIT {SAMPLE}").fetchall()
        gaps = frozenset(missing_cells())
        self.cells: Mapping[str, list[str]] = {
            name: [row[at] for row in rows if row[at] and row[at].strip() and row[at].strip() not in gaps]
            for at, name in enumerate(sheet.columns)
        }

    def share(self, name: str, fits: Callable[[str], bool]) -> float:
        cells = self.cells[name]
        return sum(map(fits, cells)) / len(cells) if cells else 0.0

    @cached_property
    def known(self) -> Mapping[str, float]:
        """By column, the share of its distinct cells that are known entities."""
        shares = {}
        for name, cells in self.cells.items():
            distinct = list(dict.fromkeys(cell.strip() for cell in cells))[:300]
            found = [self.naming.find(cell) for cell in distinct]
            shares[name] = sum(one is not None for one in found) / len(distinct) if distinct else 0.0
        return shares

    def has_only_codes(self, name: str, *, fewer_than: int) -> bool:
        """Say whether a column has few distinct cells, all of them known by a code and none by a name."""
        found = [self.naming.find(cell) for cell in set(self.cells[name])]
        return len(found) < fewer_than and all(one is None or one.how == "code" for one in found)

    def distinct(self, names: Iterable[str]) -> int:
        cells = ", ".join(map(quoted, names))
        sql = f"SELECT count(*) FROM (SELECT DISTINCT {cells} FROM {self.sheet.table} WHERE {self.filled})"
        return int((self.connection.execute(sql).fetchone() or (0,))[0])

    filled = "true"


def guess(connection: duckdb.DuckDBPyConnection, sheet: Sheet, naming: Naming) -> Series | Facts:
    """Return what a table holds.

    Raises:
        UnreadableTable: It holds no figures, no periods, or too many measures at once.
    """
    look = _Look(connection, sheet, naming)
    facts = find_facts(sheet, look.cells)
    if facts is not None:
        return facts
    try:
        return _series(look)
    except UnreadableTable as error:
        raise UnreadableTable.of(sheet.file, f"{error.reason}{what_is_lacking(sheet)}") from error


def _series(look: _Look) -> Series:
    sheet = look.sheet
    melt = tuple((name, period) for name in sheet.columns if (period := header_period(name)))
    melt = melt if len(melt) > 1 else ()
    wide = {name for name, _ in melt}
    narrow = [name for name in sheet.columns if name not in wide]
    entity = _entity(look, narrow)
    period = "" if melt else _period(look, [name for name in narrow if name != entity])
    values = [] if melt else _values(look, [name for name in narrow if name not in {entity, period}])
    left = [name for name in narrow if name not in {entity, period, *values}]
    figures = [cell for name in (wide or values) for cell in look.cells[name]]
    splits = _splits(look, [name for name in (entity, period) if name], left, values)
    measures = _measures(look, values, splits, left)
    used = {entity, period, *values, *wide, *splits}
    return Series(
        entity=entity,
        period=period,
        melt=melt,
        period_format=period_format(look.cells[period]) if period else None,
        decimal=decimal_sign(figures),
        measures=measures,
        unused=tuple(name for name in sheet.columns if name not in used),
    )


def _entity(look: _Look, names: list[str]) -> str:
    """Return the column of entities: the one with most known ones; a name that says so makes up for unknown ones."""

    def worth(name: str) -> tuple[bool, float, int]:
        is_said = folded(name.split(":", maxsplit=1)[0]) in role_names("entity")
        known, distinct = look.known[name], len(set(look.cells[name]))
        if look.share(name, is_figure) > _FIGURES and known < _NAMED:
            return False, 0.0, 0
        # "SA" alone in a column is as soon "seasonally adjusted" as Saudi Arabia.
        if not is_said and (known < _NAMED or look.has_only_codes(name, fewer_than=3)):
            return False, 0.0, 0
        return is_said, known, distinct

    best = max(names, key=worth, default="")
    return best if best and worth(best)[2] else ""


def _period(look: _Look, names: list[str]) -> str:
    quarters = [name for name in names if is_quarter(name) or look.share(name, is_quarter) > _FIGURES]
    if quarters:
        holds = "is a quarter" if is_quarter(quarters[0]) else "holds quarters"
        reason = f"column {quarters[0]!r} {holds}, which a pack has no periods for; give months or years"
        raise UnreadableTable.of(look.sheet.file, reason)
    dated = [name for name in names if look.share(name, is_period) > 0.95]
    said = [name for name in dated if folded(name.split(":", maxsplit=1)[0]) in role_names("period")]
    if said or len(dated) == 1:
        return (said or dated)[0]
    if not dated:
        raise UnreadableTable.of(look.sheet.file, "no column of years, months or days, and no column named by a year")
    raise UnreadableTable.of(look.sheet.file, f"which column gives the period: {', '.join(dated)}? Name it 'period'")


def _values(look: _Look, names: list[str]) -> list[str]:
    codes = role_names("codes") | role_names("attributes") | role_names("entity")
    numeric = [
        name
        for name in names
        if look.share(name, is_figure) > _FIGURES and folded(name.split(":", maxsplit=1)[0]) not in codes
    ]
    said = [name for name in numeric if folded(name.split(":", maxsplit=1)[0]) in role_names("value")]
    if not numeric:
        raise UnreadableTable.of(look.sheet.file, "no column of figures")
    return said[:1] or numeric


def _splits(look: _Look, key: list[str], left: list[str], values: list[str]) -> list[str]:
    """Return the columns by which the table must be split for an entity and a period to have one figure."""
    candidates = [
        name
        for name in left
        if folded(name.split(":", maxsplit=1)[0]) not in role_names("attributes") and look.cells[name]
    ]
    if values:
        look.filled = f"{quoted(values[0])} IS NOT NULL"
    total = int(
        (look.connection.execute(f"SELECT count(*) FROM {look.sheet.table} WHERE {look.filled}").fetchone() or (0,))[0]
    )
    splits: list[str] = []
    told = look.distinct(key) if key else min(total, 1)
    while told < total and candidates:
        best = max(candidates, key=lambda name: look.distinct([*key, *splits, name]))
        more = look.distinct([*key, *splits, best])
        if more <= told:
            break
        splits.append(best)
        candidates.remove(best)
        told = more
    # A code splits as its label does, and a column may have become idle once others were taken.
    for name in list(splits):
        others = [other for other in splits if other != name]
        if (key or others) and look.distinct([*key, *others]) == told:
            splits.remove(name)
    return splits


def _measures(look: _Look, values: list[str], splits: list[str], left: list[str]) -> tuple[Measure, ...]:
    groups: list[tuple[str, ...]] = [()]
    if splits:
        cells = ", ".join(map(quoted, splits))
        groups = look.connection.execute(
            f"SELECT DISTINCT {cells} FROM {look.sheet.table} WHERE {look.filled} ORDER BY ALL LIMIT {MOST_TABLES + 1}"
        ).fetchall()
    count = len(groups) * max(len(values), 1)
    if count > MOST_TABLES:
        by = f" by {', '.join(splits)}" if splits else ""
        reason = f"more than {MOST_TABLES} measures in one table{by}; keep those that are needed"
        raise UnreadableTable.of(look.sheet.file, reason)
    measures = []
    for group in groups:
        where = tuple(zip(splits, ("" if cell is None else cell for cell in group), strict=True))
        for value in values or [""]:
            unit, multiply = _unit(look, value, where, left)
            measures.append(Measure(column=value, where=where, unit=unit, multiply=multiply))
    return tuple(measures)


def _unit(look: _Look, value: str, where: tuple[tuple[str, str], ...], left: list[str]) -> tuple[str, int]:
    """Return the unit and the scale that the table gives: in a column, in brackets, beside the figures."""
    # In brackets anywhere; as it stands only where a column gives nothing but units, or is named by one.
    texts = [value, *(cell for _, cell in where), look.sheet.part, look.sheet.file.stem.replace("_", " ")]
    whole = [value.casefold()]
    multiply = 1
    for name in left:
        cells = set(look.cells[name])
        if len(cells) != 1 or folded(name.split(":", maxsplit=1)[0]) not in {
            "unit",
            "unit measure",
            "unite",
            "unit mult",
        }:
            continue
        (cell,) = cells
        if folded(name) == "unit mult" and cell.isdigit() and int(cell) <= 12:
            multiply = 10 ** int(cell)
        else:
            texts.insert(0, f"({cell})")
            whole.insert(0, cell.casefold())
    parts = [part.strip().casefold() for text in texts for found in _BRACKETS.findall(text) for part in found if part]
    units, scales = words()["units"], words()["scales"]
    unit = next((units[part] for part in (*parts, *whole) if part in units), "")
    for part in parts:
        for said, scale in scales.items():
            if multiply == 1 and part.split(" ")[0] == said:
                multiply = scale
                rest = re.sub(r"^(?:d[e’']\s*|of\s+)", "", part[len(said) :].strip())
                unit = unit or units.get(rest, "EUR" if "€" in part else "")
    if not unit and value and look.cells[value] and all("%" in cell for cell in look.cells[value]):
        unit = "%"
    return unit, multiply


def where_sql(where: Iterable[tuple[str, str]]) -> str:
    """Return the condition for the rows of one measure."""
    terms = [f"coalesce({quoted(name)}, '') = {literal(cell)}" for name, cell in where]
    return " AND ".join(terms) or "true"
