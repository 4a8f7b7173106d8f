"""One series of an OECD dataflow; its English labels where the CSV carries them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sourcier.evidence.recipes.built import BuiltPack, File, Table
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.places import by_alpha3
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.sdmx_files import SdmxFile, read_sdmx
from sourcier.evidence.recipes.statistical_series import UNIT, Series, series_of, slug

_FLOW = re.compile(r"[A-Z0-9_.]+:(?:[A-Za-z0-9_]+@)?([A-Za-z0-9_]+)(?:\([^)]*\))?")
_TOTALS = frozenset({"_T", "_Z"})
"""Codes for "all of it" and "does not apply", which say nothing in a label."""
_TECHNICAL = frozenset({"FREQ", "flow", UNIT, "BASE_PER", "PRICE_BASE", "CURRENCY"})


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack of one series."""
    if len(files) != 1:
        raise BadSourceFile.at(files[0].name, f"{len(files)} files, where one dataflow comes in one")
    found = read_sdmx(files[0])
    said = found.observations[0].get("STRUCTURE_ID") or found.observations[0].get("DATAFLOW") or ""
    match = _FLOW.fullmatch(said)
    flow = match.group(1) if match else parameters.get("dataflow", "").partition(",")[2].partition(",")[0]
    source = f"OECD, {flow}" if flow else "OECD"
    series = series_of(recipe, found, parameters, by_alpha3(), source)
    made = slug(flow.rpartition("@")[2] or "series")
    label, definition = _texts(found, series)
    table = Table(
        name=made,
        shape="series",
        rows=series.rows,
        label={"en": label} if label else {},
        definition={"en": definition} if definition else {},
        unit=series.unit,
        extra=series.extra,
        note="; ".join([*series.scopes, *(f"{name}={code}" for name, code in series.constants.items() if code)]),
        sources=((source, recipe.source[1]),),
    )
    # The CSV carries no stamp: the day on which it was obtained stands for it.
    return BuiltPack(f"oecd-{made}", f"{label or flow or 'Series'} (OECD)", found.prepared, (table,))


def _texts(found: SdmxFile, series: Series) -> tuple[str, str]:
    """Return label and definition from what the file calls the dataflow and the codes; empty where it does not."""
    if not found.title:
        return "", ""
    names = {
        component: found.labels.get((component, code), code)
        for component, code in series.constants.items()
        if code and code not in _TOTALS and component not in _TECHNICAL
    }
    unit = found.labels.get(("UNIT_MEASURE", series.unit_code), series.unit_code)
    parts = [f"{component}: {text}" for component, text in {**names, "UNIT_MEASURE": unit}.items() if text]
    return ", ".join([found.title, *dict.fromkeys(names.values())]), "; ".join([found.title, *parts])
