"""One series of Insee's macroeconomic database, which says its own title in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sourcier.evidence.recipes.built import BuiltPack, File, Table
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.sdmx_files import SdmxFile, read_sdmx
from sourcier.evidence.recipes.statistical_series import Series, series_of


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack of one series."""
    if len(files) != 1:
        raise BadSourceFile.at(files[0].name, f"{len(files)} files, where one series comes in one")
    found = read_sdmx(files[0])
    wanted = parameters.get("idbank") or parameters.get("pick.IDBANK")
    picks = {**parameters, **({"pick.IDBANK": wanted} if wanted else {})}
    series = series_of(recipe, found, picks, {}, f"Insee, {wanted}" if wanted else "Insee")
    idbank = series.constants.get("IDBANK", "")
    titles = {lang: series.constants.get(f"title_{lang}", "") for lang in ("fr", "en")}
    texts = {lang: title for lang, title in titles.items() if title}
    source = (f"Insee, série {idbank}", f"https://www.insee.fr/fr/statistiques/serie/{idbank}")
    table = Table(
        name=f"serie-{idbank}",
        shape="series",
        rows=series.rows,
        label=texts,
        # Insee's titles say in full what is counted: they are the definition too, until the person shortens the label.
        definition=texts,
        unit=series.unit,
        extra=series.extra,
        note=_note(series),
        sources=(source,),
    )
    title = titles["fr"] or titles["en"] or f"Série {idbank}"
    return BuiltPack(f"insee-{idbank}", f"{title} (Insee)", _updated(found, series), (table,), sources=(source,))


def _note(series: Series) -> str:
    """Return what holds for all figures: the part of France where it is not all of it, and the constants."""
    hidden = {"title_fr", "title_en", "updated"}
    constants = [f"{name}={code}" for name, code in series.constants.items() if code and name not in hidden]
    return "; ".join([*series.scopes, *constants])


def _updated(found: SdmxFile, series: Series) -> date | None:
    stamp = series.constants.get("updated", "")
    try:
        return date.fromisoformat(stamp) if stamp else found.prepared
    except ValueError as error:
        raise BadSourceFile.at(found.name, f"not a date of update: {stamp!r}") from error
