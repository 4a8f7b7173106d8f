"""Tables of other shapes than a series, known by the names of their columns: relations, events, votes, estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcier.evidence.packs.building.figures import period_format
from sourcier.evidence.packs.building.raw import Sheet
from sourcier.evidence.packs.building.words import folded, words
from sourcier.evidence.packs.shapes import SHAPES

_SHAPES = ("relation", "event", "tally", "estimate")
_LABELS = {"label_fr", "label_en"}
_TOLD_BY = {"relation": {"start", "end"}, "event": _LABELS, "tally": _LABELS}
"""Columns of which one must be there, or a table with the others is as soon something else."""
_SAID_ELSEWHERE = {"source", "relation", "event", *_LABELS}
"""Columns that a table may lack: a person gives them for all rows, or they are made of others."""
_NEAR = 3
"""Columns of a shape that a table must have to be taken for a try at it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of another shape, its columns found by name."""

    shape: str
    columns: tuple[tuple[str, str], ...]
    """PACKS.md's column, and the table's."""
    dates: str | None
    """The format of its days; empty where it has none, None where they leave it open."""
    unused: tuple[str, ...]


def find_facts(sheet: Sheet, cells: Mapping[str, Sequence[str]]) -> Facts | None:
    """Return what a table is of these shapes, or None.

    Args:
        sheet: The table.
        cells: A sample of the cells of each column.
    """
    for shape in _SHAPES:
        found = _named(sheet, shape)
        if _lacking(shape, found) or (shape in _TOLD_BY and not _TOLD_BY[shape] & found.keys()):
            continue
        days = [cell for column in SHAPES[shape].dates if column in found for cell in cells[found[column]]]
        return Facts(
            shape=shape,
            columns=tuple(found.items()),
            dates=period_format(days) if days else "",
            unused=tuple(name for name in sheet.columns if name not in found.values()),
        )
    return None


def what_is_lacking(sheet: Sheet) -> str:
    """Return what to add to the reason why a table is no series: what it nearly is; empty where it is near nothing."""
    if {"entity", "option"} <= _named(sheet, "positions").keys():
        return "; who voted what (positions) is not built from a file: write its pack by hand"
    near = {shape: _lacking(shape, found) for shape in _SHAPES if len(found := _named(sheet, shape)) >= _NEAR}
    shape = min(near, key=lambda one: len(near[one]), default="")
    return f"; to be read as {shape} it lacks the columns {', '.join(sorted(near[shape]))}" if shape else ""


def _named(sheet: Sheet, shape: str) -> dict[str, str]:
    """Find the columns of a shape by their names, PACKS.md's own or others."""
    names = {folded(name): name for name in reversed(sheet.columns)}
    others: Mapping[str, list[str]] = words()["shapes"].get(shape, {})
    found: dict[str, str] = {}
    for column in SHAPES[shape].required:
        said = next((names[one] for one in (folded(column), *others.get(column, ())) if one in names), None)
        if said is not None and said not in found.values():
            found[column] = said
    return found


def _lacking(shape: str, found: Mapping[str, str]) -> set[str]:
    return set(SHAPES[shape].filled) - _SAID_ELSEWHERE - found.keys()
