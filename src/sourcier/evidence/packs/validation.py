"""Validation in full: everything wrong with a pack, by Frictionless and by the rules of PACKS.md.

Opening a pack checks the same things in DuckDB and stops at the first fault; this is slower and says them all, in the
words of the standard that newsrooms' data teams know (design/packs.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.blanks import find_blanks
from sourcier.evidence.packs.building.reading import NAMES, missing_from, read_draft
from sourcier.evidence.packs.cells import read_parquet
from sourcier.evidence.packs.checking import SHOWN, Problem, find_problems
from sourcier.evidence.packs.descriptor import DESCRIPTOR, Pack, Resource
from sourcier.evidence.packs.errors import BadPack
from sourcier.evidence.packs.fields import parse_json
from sourcier.evidence.packs.parsing import read_pack
from sourcier.evidence.packs.store import Store

READ_ROWS = 1_000_000
"""Rows of a table that Frictionless reads, half a minute's; the rules of PACKS.md are checked on all of them."""


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found."""

    path: Path
    pack: Pack | None
    """None when the descriptor itself cannot be used."""
    problems: tuple[Problem, ...]
    is_draft: bool = False
    """The folder is a draft of `sourcier pack build`: its problems are its blanks; without any it can be built."""

    @property
    def is_valid(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def validate(path: Path, *, progress: Callable[[str], None] | None = None) -> Report:
    """Check one pack folder in full.

    Args:
        path: The folder.
        progress: Called with each table's name before Frictionless reads it (some 30 000 rows a second).

    Raises:
        PackNotFound: The folder has no descriptor.
    """
    blanks = _blanks_of_draft(path)
    if blanks is not None:
        return Report(path=path, pack=None, problems=blanks, is_draft=True)
    try:
        pack = read_pack(path)
    except BadPack as error:
        found = Problem(file=error.file, row=error.row, column=error.column, reason=error.reason)
        others = (*_blank_problems(path), *_descriptor_problems(path))
        apart = (other for other in others if other.column is None or other.column != found.column)
        return Report(path=path, pack=None, problems=(found, *apart))
    problems = [*_descriptor_problems(path), *find_problems(Store([pack]), pack)]
    known = {(problem.file, problem.row) for problem in problems}
    for table, described in _described(pack):
        if progress:
            progress(table.name)
        # Our own rules say more shortly what Frictionless says too: one report a row.
        try:
            found_there = list(_table_problems(table, described))
        except BadPack as error:  # a file that cannot be read
            found_there = [Problem(file=error.file, row=error.row, column=error.column, reason=error.reason)]
        problems += [problem for problem in found_there if (problem.file, problem.row) not in known]
    return Report(path=path, pack=pack, problems=tuple(problems))


def _blanks_of_draft(path: Path) -> tuple[Problem, ...] | None:
    """Return what a draft of `sourcier pack build` lacks; None where the folder is none."""
    try:
        parsed = read_draft(path)
    except BadPack:
        return None  # said when it is read as a pack
    if parsed is None:
        return None
    blanks = []
    for key, hint in missing_from(path, parsed):
        is_name = key.startswith(f"{NAMES}: ")
        file = path / (NAMES if is_name else DESCRIPTOR)
        blanks.append(Problem(str(file), None, key.removeprefix(f"{NAMES}: "), hint))
    return tuple(blanks)


def _blank_problems(path: Path) -> Iterator[Problem]:
    file = path / DESCRIPTOR
    try:
        parsed = parse_json(file, file.read_bytes())
    except BadPack:
        return
    for key, hint in find_blanks(parsed):
        yield Problem(str(file), None, key, hint)


def _descriptor_problems(path: Path) -> Iterator[Problem]:
    from frictionless import FrictionlessException, Package  # noqa: PLC0415 -- a third of a second to import

    try:
        Package.from_descriptor(str(path / DESCRIPTOR))
    except FrictionlessException as error:
        for reason in [cause.note for cause in error.reasons] or [error.error.note]:
            yield Problem(file=str(path / DESCRIPTOR), row=None, column=None, reason=f"Frictionless: {reason}")
    except Exception as error:  # noqa: BLE001 -- what it raises where a value is of another type than it expects
        yield Problem(file=str(path / DESCRIPTOR), row=None, column=None, reason=f"Frictionless fails on it: {error}")


def _described(pack: Pack) -> Iterator[tuple[Resource, Any]]:
    """Yield each table as we and as Frictionless describe it; nothing when Frictionless cannot."""
    from frictionless import Package  # noqa: PLC0415 -- a third of a second to import

    try:
        package = Package.from_descriptor(str(pack.root / DESCRIPTOR))
    except Exception:  # noqa: BLE001 -- `_descriptor_problems` has said so
        return
    for table in pack.tables:
        yield table, package.get_resource(table.name)


def _table_problems(table: Resource, described: Any) -> Iterator[Problem]:
    if table.format == "parquet":
        described = _inline(described, table)
    for task in described.validate(limit_errors=SHOWN, limit_rows=READ_ROWS).tasks:
        for error in task.errors:
            row = getattr(error, "row_number", None)
            column = getattr(error, "field_name", None)
            yield Problem(file=str(table.path), row=row, column=column, reason=f"{error.title}: {error.note}")


def _inline(described: Any, table: Resource) -> Any:
    """Return the resource with its rows in memory: Frictionless needs pandas to read Parquet, DuckDB reads it here."""
    from frictionless import Resource as Described  # noqa: PLC0415 -- a third of a second to import

    header, rows = read_parquet(table.path, "", limit=READ_ROWS)
    return Described(data=[header, *rows], schema=described.schema)
