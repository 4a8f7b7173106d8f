"""One series of a Eurostat dataset; its labels from the JSON-stat answer in each language, where that comes beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sourcier.evidence.recipes.built import BuiltPack, File, Table
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.places import by_alpha2
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.sdmx_files import read_sdmx
from sourcier.evidence.recipes.source_files import json_of
from sourcier.evidence.recipes.statistical_series import Series, series_of, slug

_FLOW = re.compile(r"(?:[A-Z0-9_]+:)?([A-Za-z0-9_$-]+)(?:\([^)]*\))?")
_STAMPS = ("%d/%m/%y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d")
_TECHNICAL = frozenset({"freq", "unit", "flow", "updated"})
"""Constants that do not go into the label: how often, in what, which dataset."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """What a JSON-stat answer calls the dataset, its dimensions and their codes, in one language."""

    dataset: str
    dimensions: Mapping[str, str]
    codes: Mapping[tuple[str, str], str]


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack of one series."""
    texts = dict(_labels(file) for file in files if file.body.lstrip().startswith(b"{"))
    figures = [file for file in files if not file.body.lstrip().startswith(b"{")]
    if len(figures) != 1:
        raise BadSourceFile.at(files[0].name, f"{len(figures)} files of figures, where there should be one")
    read_file = read_sdmx(figures[0])
    code = _dataset(read_file.observations[0], parameters)
    source = f"Eurostat, {code}" if code else "Eurostat"
    series = series_of(recipe, read_file, parameters, by_alpha2(), source)
    wanted = parameters.get("dataset", code)
    if code and wanted.lower() != code:
        raise BadSourceFile.at(read_file.name, f"the file is of the dataset {code}, not {wanted}")
    name = slug(code or wanted or "series")
    address = f"https://ec.europa.eu/eurostat/databrowser/product/page/{code.upper()}" if code else recipe.source[1]
    table = Table(
        name=name,
        shape="series",
        rows=series.rows,
        label={lang: _label(said, series) for lang, said in texts.items()},
        definition={lang: _definition(said, series) for lang, said in texts.items()},
        unit=series.unit,
        extra=series.extra,
        note=_note(series),
        sources=((source, address),),
    )
    title = f"{table.label.get('en') or code or 'Series'} (Eurostat)"
    return BuiltPack(f"eurostat-{name}", title, _updated(read_file.name, series, read_file.prepared), (table,))


def _labels(file: File) -> tuple[str, _Labels]:
    parsed = json_of(file)
    try:
        lang = str(parsed.get("extension", {}).get("lang") or "").lower()
        if lang not in {"fr", "en"}:
            lang = "fr" if re.search(r"lang=fr|[._-]fr\.", file.name) else "en"
        dimensions = parsed["dimension"]
        codes = {
            (name, code): label
            for name, said in dimensions.items()
            for code, label in said["category"]["label"].items()
        }
        names = {name: said.get("label", name) for name, said in dimensions.items()}
        return lang, _Labels(parsed["label"], names, codes)
    except (KeyError, AttributeError, TypeError) as error:
        # A dataset too large to answer at once has a warning in the place of figures.
        said = (parsed.get("error") or parsed.get("warning")) if isinstance(parsed, dict) else None
        reason = f"Eurostat answers: {said}" if said else f"not JSON-stat with labels: {error}"
        raise BadSourceFile.at(file.name, reason) from error


def _dataset(first: Mapping[str, str], parameters: Mapping[str, str]) -> str:
    """Return the dataset's code in lower case, as the file says it, else as the person did."""
    match = _FLOW.fullmatch(first.get("DATAFLOW") or first.get("STRUCTURE_ID") or "")
    return (match.group(1) if match else parameters.get("dataset", "")).lower()


def _chosen(series: Series) -> Iterator[tuple[str, str]]:
    """Yield the dimensions that say what is counted, and their code."""
    yield from ((name, code) for name, code in series.constants.items() if name not in _TECHNICAL and code)


def _label(said: _Labels, series: Series) -> str:
    parts = [said.codes.get((name, code), code) for name, code in _chosen(series)]
    return ", ".join([said.dataset, *dict.fromkeys(parts)])


def _definition(said: _Labels, series: Series) -> str:
    named = [(name, code) for name, code in (*_chosen(series), ("unit", series.unit_code)) if code]
    parts = [f"{said.dimensions.get(name, name)}: {said.codes.get((name, code), code)}" for name, code in named]
    return "; ".join([said.dataset, *parts])


def _note(series: Series) -> str:
    constants = [f"{name}={code}" for name, code in series.constants.items() if name != "updated"]
    return "; ".join([*series.scopes, *constants])


def _updated(file: str, series: Series, prepared: date | None) -> date | None:
    stamp = series.constants.get("updated", "")
    if not stamp:
        return prepared
    for form in _STAMPS:
        try:
            return datetime.strptime(stamp, form).date()  # noqa: DTZ007 -- a day is kept, as Eurostat writes it
        except ValueError:
            continue
    raise BadSourceFile.at(file, f"not a date of update: {stamp!r}")
