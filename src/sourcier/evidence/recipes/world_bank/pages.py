"""Pages of the World Bank's API, version 2: figures, and what describes the indicator in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadSourceFile, UnknownColumn
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import json_of
from sourcier.evidence.recipes.world_bank.answer import Answer, Cell

_FRENCH = re.compile(r"/fr/|[._-]fr\.")
_COLUMNS = ("indicator", "country", "countryiso3code", "date", "value", "unit", "obs_status", "decimal")


def from_pages(recipe: Recipe, files: Sequence[File]) -> Answer:
    """Return what pages of the API say; those that describe the indicator are told by what they hold."""
    answer: Answer | None = None
    label: dict[str, str] = {}
    definition: dict[str, str] = {}
    organisation = ""
    pages: dict[int, int] = {}
    for file in files:
        head, rows = _page(file)
        if "sourceNote" in rows[0]:
            lang = "fr" if _FRENCH.search(file.name) else "en"
            label[lang] = str(rows[0].get("name") or "").strip()
            definition[lang] = " ".join(str(rows[0].get("sourceNote") or "").split())
            organisation = organisation or str(rows[0].get("sourceOrganization") or "").strip()
            continue
        pages[int(head["page"])] = int(head["pages"])
        page = _figures(recipe, file, head, rows)
        if answer is not None and answer.indicator != page.indicator:
            raise BadSourceFile.at(file.name, f"about {page.indicator}, where another page is about {answer.indicator}")
        answer = replace(answer, cells=answer.cells + page.cells) if answer else page
    if answer is None:
        raise BadSourceFile.at(files[0].name, "no page of figures among the files")
    if len(pages) < max(pages.values()):
        raise BadSourceFile.at(answer.file, f"{len(pages)} of {max(pages.values())} pages: some are missing")
    label = {"en": answer.label["en"], **label}
    return replace(answer, label=label, definition=definition, organisation=organisation)


def _page(file: File) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """Return the head and the rows of a page."""
    parsed = json_of(file)
    if isinstance(parsed, list) and parsed and isinstance(parsed[0], dict) and parsed[0].get("message"):
        said = "; ".join(str(one.get("value", one)) for one in parsed[0]["message"])
        raise BadSourceFile.at(file.name, f"the World Bank answers: {said}")
    if not isinstance(parsed, list) or len(parsed) != 2 or not isinstance(parsed[0], dict) or not parsed[1]:
        raise BadSourceFile.at(file.name, "not a page of the World Bank's API, or one without rows")
    return parsed[0], parsed[1]


def _figures(recipe: Recipe, file: File, head: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> Answer:
    try:
        recipe.mapping.columns(file.name, dict.fromkeys(key for row in rows for key in row))
        absent = [key for key in _COLUMNS if key not in rows[0]]
        if absent:
            raise UnknownColumn.named(file.name, [f"(absent) {key}" for key in absent])
        cells = tuple(
            Cell(
                code=row["countryiso3code"] or row["country"]["id"],
                period=row["date"],
                value=_written(row["value"]),
                flag=row["obs_status"],
                footnote=str(row.get("footnote") or "").strip(),
            )
            for row in rows
        )
        indicator = rows[0]["indicator"]
        updated = date.fromisoformat(head["lastupdated"])
        return Answer(file.name, indicator["id"], cells, updated, {"en": indicator["value"]}, {})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, UnknownColumn):
            raise
        raise BadSourceFile.at(file.name, f"not a page of the World Bank's API: {error}") from error


def _written(value: Decimal | int | None) -> str:
    """Return a number as a cell has it, without an exponent; empty for none.

    >>> _written(Decimal("1.5E+3")), _written(7), _written(None)
    ('1500', '7', '')
    """
    return "" if value is None else format(Decimal(value), "f")
