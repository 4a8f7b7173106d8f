"""World Bank indicators to a series: the API's pages, or the bulk CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sourcier.evidence.recipes.built import BuiltPack, File, Row, Table
from sourcier.evidence.recipes.errors import BadSourceFile, UnknownCode
from sourcier.evidence.recipes.places import by_alpha3
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import is_zip, json_of, members_of
from sourcier.evidence.recipes.statistical_series import scopes_of, slug
from sourcier.evidence.recipes.world_bank.answer import PERIOD, Answer
from sourcier.evidence.recipes.world_bank.bulk import from_bulk
from sourcier.evidence.recipes.world_bank.pages import from_pages

_PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*$")


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack of one indicator."""
    unpacked = [member for file in files for member in (members_of(file) if is_zip(file) else [file])]
    is_csv = not unpacked[0].body.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"[", b"{"))
    answer = from_bulk(recipe, unpacked) if is_csv else from_pages(recipe, unpacked)
    wanted = parameters.get("indicator", answer.indicator)
    if wanted != answer.indicator:
        raise BadSourceFile.at(answer.file, f"the file is about {answer.indicator}, not {wanted}")
    name = slug(answer.indicator)
    address = f"https://data.worldbank.org/indicator/{answer.indicator}"
    said = f"World Bank, {answer.indicator}"
    unit = _unit(recipe, answer.label.get("en", ""))
    table = Table(
        name=name,
        shape="series",
        rows=tuple(_rows(recipe, answer)),
        label={lang: text for lang, text in answer.label.items() if text},
        definition={lang: text for lang, text in answer.definition.items() if text},
        unit=unit,
        role=recipe.mapping.known["roles"].get(unit, ""),
        note="; ".join(filter(None, (*scopes_of(recipe, (cell.code for cell in answer.cells)), answer.organisation))),
        sources=((said, address),),
    )
    return BuiltPack(
        name=f"world-bank-{name}",
        title=f"{answer.label.get('en') or answer.indicator} (World Bank)",
        updated=answer.updated,
        tables=(table,),
        sources=((said, address),),
    )


def following(files: Sequence[File], parameters: Mapping[str, str]) -> str | None:
    """Return the address of the next page of figures, or None after the last."""
    del parameters
    head = json_of(files[-1])[0]
    page, pages = int(head.get("page", 1)), int(head.get("pages", 1))
    return re.sub(r"([?&]page=)\d+", rf"\g<1>{page + 1}", files[-1].name) if page < pages else None


def _rows(recipe: Recipe, answer: Answer) -> Iterable[Row]:
    ids = recipe.mapping.codes(answer.file, "entities", (cell.code for cell in answer.cells), by_alpha3())
    flags = recipe.mapping.codes(answer.file, "flags", (cell.flag for cell in answer.cells if cell.flag))
    for cell in answer.cells:
        entity = ids[cell.code]
        if entity is None or not cell.value:
            continue
        yield {
            "entity": entity,
            "period": _period(answer.file, cell.period),
            "value": cell.value,
            "source": f"World Bank, {answer.indicator}",
            "note": "; ".join(filter(None, (flags.get(cell.flag) or "", cell.footnote))),
        }


def _period(file: str, said: str) -> str:
    match = PERIOD.fullmatch(said)
    if match is None:
        # A pack's series has years, months and days: a quarter would be taken for something else.
        raise UnknownCode.named(file, "periods", [said])
    year, month = match.groups()
    return f"{year}-{month}" if month else year


def _unit(recipe: Recipe, label: str) -> str:
    units = recipe.mapping.known["units"]
    found = _PARENTHESES.search(label)
    unit = units.get(label) or (units.get(found.group(1), "") if found else "")
    # "GDP per capita (current US$)": the parentheses say the currency alone.
    per_head = bool(unit) and "per capita" in label and "per person" not in unit
    return f"{unit} per person" if per_head else unit
