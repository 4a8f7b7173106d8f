"""From a source's files to a pack that is ready to be written: parameters, reading, the person's texts, assertions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sourcier.core.article import Lang
from sourcier.core.language import Entity
from sourcier.evidence.packs.shapes import SHAPES
from sourcier.evidence.recipes.built import BuiltPack, File, Missing, Table
from sourcier.evidence.recipes.errors import AssertionFailed, BadParameter, UnknownCode
from sourcier.evidence.recipes.places import known_entities
from sourcier.evidence.recipes.recipe import Assertions, Recipe, every_recipe
from sourcier.evidence.recipes.source_files import check_body

LANGS: tuple[Lang, ...] = ("fr", "en")
_TEXTS = frozenset({f"{key}.{lang}" for key in ("label", "definition", "terms") for lang in LANGS} | {"unit"})
_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")


def build(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the pack that a recipe makes of files.

    Args:
        recipe: The recipe.
        files: In the order of the recipe's addresses.
        parameters: As the person gave them.

    Raises:
        BadParameter: A parameter is unknown or malformed, or one that is needed is missing.
        BadSourceFile, UnknownColumn, UnknownCode: The files are not what the recipe knows.
        AssertionFailed: They are, and hold less than they should, or figures that cannot be.
    """
    own, common = split_parameters(recipe, parameters, to_fetch=False)
    for file in files:
        check_body(file)
    built = _completed(recipe.read(recipe, files, own), common)
    built = replace(built, updated=_updated(built, files, common))
    check_assertions(recipe.name, built, _asserted(recipe.assertions, common))
    return replace(built, entities=entities_of(built, files[0].name if files else recipe.name))


def split_parameters(
    recipe: Recipe, parameters: Mapping[str, str], *, to_fetch: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the recipe's own parameters, defaults put in, and those that every recipe has.

    Raises:
        BadParameter: One is unknown or malformed, or one that is needed is missing.
    """
    own = {one.name: one.default for one in recipe.parameters if one.default is not None}
    common: dict[str, str] = {}
    for name, value in parameters.items():
        known = recipe.parameter(name)
        if known is not None:
            if known.pattern and not re.fullmatch(known.pattern, value):
                raise BadParameter.at(name, f"not {known.description}: {value!r}")
            own[name] = value
        elif name in every_recipe("en") or name.rpartition("/")[2] in _TEXTS:
            common[name] = value
        else:
            may = [one.name for one in recipe.parameters] + list(every_recipe("en"))
            raise BadParameter.at(name, f"no such parameter; recipe {recipe.name} takes {', '.join(may)}")
    for one in recipe.parameters:
        if one.required and (to_fetch or not one.to_fetch) and not own.get(one.name):
            raise BadParameter.at(one.name, f"missing: {one.description}")
    return own, common


def missing_texts(built: BuiltPack) -> tuple[Missing, ...]:
    """Return what a pack still needs of a person, in the tables' order."""
    return tuple(found for table in built.tables for found in _missing_of(table))


def check_assertions(recipe: str, built: BuiltPack, assertions: Assertions) -> None:
    """Check what was read against what the recipe expects of its source.

    Raises:
        AssertionFailed: At the first expectation that does not hold.
    """
    count = sum(len(table.rows) for table in built.tables)
    if count < assertions.least_rows:
        reason = f"{count} rows where at least {assertions.least_rows} are expected: the file may be cut short"
        raise AssertionFailed.because(recipe, f"{reason}; if only a part was asked for, --set least_rows={count}")
    used = {name for table in built.tables for name in ids_of(table)}
    absent = [entity for entity in assertions.entities if entity not in used]
    if absent:
        reason = f"no row about {', '.join(absent)}: the file may be cut short"
        raise AssertionFailed.because(recipe, f"{reason}; if only others were asked for, --set required=ID,ID")
    for table in built.tables:
        for column, (low, high) in (assertions.ranges or {}).items():
            for row in table.rows:
                _check_range(recipe, table.name, column, row.get(column, ""), (low, high))


def ids_of(table: Table) -> Iterator[str]:
    """Yield the entity ids of a table's rows, in order, some more than once."""
    shape = SHAPES[table.role or table.shape]
    for row in table.rows:
        for column in shape.ids:
            if row.get(column):
                yield row[column]
        for column in shape.id_lists:
            yield from filter(None, row.get(column, "").split(";"))


def entities_of(built: BuiltPack, file: str) -> tuple[Entity, ...]:
    """Return the entities that the rows name, by id: the recipe's own first, then those that every recipe may use.

    Raises:
        UnknownCode: A row names an id that neither has.
    """
    own = {entity.id: entity for entity in built.entities}
    used = dict.fromkeys(name for table in built.tables for name in ids_of(table))
    strange = [name for name in used if name not in own and name not in known_entities()]
    if strange:
        raise UnknownCode.named(file, "entities", strange)
    return tuple(own.get(name) or known_entities()[name] for name in sorted(used))


def _completed(built: BuiltPack, common: Mapping[str, str]) -> BuiltPack:
    """Put the person's texts in: they replace those of the source."""
    names = [table.name for table in built.tables if table.role != "positions"]
    for key in common:
        table = key.partition("/")[0]
        if "/" in key and table not in names:
            raise BadParameter.at(key, f"no table {table!r}; there are: {', '.join(names)}")
        if key in _TEXTS and len(names) > 1:
            raise BadParameter.at(key, f"several tables: say which, as {names[0]}/{key}")
    only = names[0] if len(names) == 1 else None
    tables = tuple(
        _with_texts(table, {**(common if table.name == only else {}), **_of_table(common, table.name)})
        for table in built.tables
    )
    said: dict[str, Any] = {key: common[key] for key in ("name", "title", "version") if key in common}
    return replace(built, tables=tables, **said)


def _updated(built: BuiltPack, files: Sequence[File], common: Mapping[str, str]) -> date:
    """Return the day of the release: the person's, else the files' own stamp, else when they were obtained."""
    if "updated" in common:
        try:
            return date.fromisoformat(common["updated"])
        except ValueError as error:
            raise BadParameter.at("updated", f"not a day like 2025-07-01: {common['updated']!r}") from error
    obtained = [file.obtained for file in files if file.obtained]
    if built.updated is None and not obtained:
        raise BadParameter.at("updated", "missing: the files do not say of which day they are")
    return built.updated or max(obtained)


def _of_table(common: Mapping[str, str], table: str) -> dict[str, str]:
    return {key.partition("/")[2]: value for key, value in common.items() if key.startswith(f"{table}/")}


def _with_texts(table: Table, texts: Mapping[str, str]) -> Table:
    label, definition, terms = dict(table.label), dict(table.definition), dict(table.terms)
    for lang in LANGS:
        if f"label.{lang}" in texts:
            label[lang] = texts[f"label.{lang}"]
        if f"definition.{lang}" in texts:
            definition[lang] = texts[f"definition.{lang}"]
        if f"terms.{lang}" in texts:
            terms[lang] = tuple(term.strip() for term in texts[f"terms.{lang}"].split("|") if term.strip())
        if label.get(lang) and not terms.get(lang):
            # The label itself, without what stands in its parentheses, is the one wording that the source vouches for.
            terms[lang] = (_PARENTHESES.sub("", label[lang]),)
    return replace(table, label=label, definition=definition, terms=terms, unit=texts.get("unit", table.unit))


def _missing_of(table: Table) -> Iterator[Missing]:
    for key, texts in (("label", table.label), ("definition", table.definition), ("terms", table.terms)):
        # A table of positions is reached through its tally, which has the terms.
        if key == "terms" and table.role == "positions":
            continue
        for lang in LANGS:
            if not texts.get(lang):
                yield Missing(table.name, f"{key}.{lang}")
    if not table.unit:
        yield Missing(table.name, "unit")


def _asserted(assertions: Assertions, common: Mapping[str, str]) -> Assertions:
    asserted = assertions
    if "least_rows" in common:
        if not common["least_rows"].isdigit():
            raise BadParameter.at("least_rows", f"not a whole number: {common['least_rows']!r}")
        asserted = replace(asserted, least_rows=int(common["least_rows"]))
    if "required" in common:
        asserted = replace(asserted, entities=tuple(filter(None, common["required"].split(","))))
    if "range" in common:
        low, _, high = common["range"].partition("/")
        try:
            asserted = replace(asserted, ranges={"value": (Decimal(low), Decimal(high))})
        except InvalidOperation as error:
            raise BadParameter.at("range", f"not two numbers as 0/100: {common['range']!r}") from error
    return asserted


def _check_range(recipe: str, table: str, column: str, cell: str, bounds: tuple[Decimal, Decimal]) -> None:
    if not cell:
        return
    try:
        value = Decimal(cell)
    except InvalidOperation as error:
        raise AssertionFailed.because(recipe, f"table {table}, {column}: {cell!r} is no number") from error
    if not bounds[0] <= value <= bounds[1]:
        reason = f"table {table}, {column}: {cell} is not from {bounds[0]} to {bounds[1]}"
        raise AssertionFailed.because(recipe, f"{reason}; the unit or the column may have changed")
