"""From SDMX observations to one series: each component is picked, constant, read as the mapping says, or an error.

A dataset has dimensions that no recipe can list (sex, age, product). One with a single code is a fact about the whole
table, kept in its note; one with several must be picked by the person, for a pack's series has one figure an entity and
period. So no component is dropped in silence.

Lists of `mapping.toml` that are used, besides `columns` (with the roles below) and `entities`: `flags` and
`flags_ignored` (what an observation's status says), `units` (a unit's code to a pack's unit), `powers` (a unit's code
to the power of ten that its figures are multiplied by), `scopes` (what a place's figures hold), `newer` (a group's code
to the code of the same group as it is now, which goes before it where a file has both).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sourcier.evidence.packs.descriptor import Column
from sourcier.evidence.recipes.built import Row
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile, UnknownCode
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.sdmx_files import SdmxFile

ENTITY, PERIOD, VALUE, FLAG, UNIT, POWER = "entity", "period", "value", "flag", "unit", "power"
"""Roles that `[columns]` gives to components; any other name is a constant that the recipe asks for by that name."""
PICK = "pick."
ORIGINAL = Column("value_original", "number", "the figure as the source writes it, in its own multiple of the unit")
_MISSING = frozenset({"", ":", "NaN", "nan", "None"})
_PERIOD = re.compile(r"(\d{4})(?:-M?(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Series:
    """One series, and what holds for all of it."""

    rows: tuple[Row, ...]
    constants: Mapping[str, str]
    """Components with one code, by id: dimensions, and what the mapping gives a name of the recipe's own."""
    scopes: tuple[str, ...]
    """What a reader must know of the places: "the members of today in every year"."""
    unit_code: str
    unit: str
    """As a pack has it; empty where the mapping does not know the code."""
    extra: tuple[Column, ...]


def series_of(
    recipe: Recipe,
    file: SdmxFile,
    parameters: Mapping[str, str],
    codes: Mapping[str, str],
    source: str,
) -> Series:
    """Return the series that a file and the person's picks make.

    Args:
        recipe: Whose mapping says what the components are.
        file: The observations.
        parameters: Those that begin with `pick.` choose the code of a component.
        codes: Entity ids by the codes that need not be listed in the mapping.
        source: What every row says of its source.

    Raises:
        BadParameter: A component has several codes and none is picked, or one is picked that is not there.
        UnknownCode: For entities, flags or periods that the mapping does not know.
        BadSourceFile: A figure is no number, or an entity has two figures for one period.
    """
    observations = _newest(recipe, _picked(file, parameters))
    named = recipe.mapping.known.get("columns", {})
    ignored = recipe.mapping.ignored.get("columns", {})
    present = dict.fromkeys(name for one in observations for name, cell in one.items() if cell)
    roles: dict[str, list[str]] = {}
    for name in present:
        roles.setdefault(named.get(name, "" if name in ignored else name), []).append(name)
    where = {role: _only(file.name, role, roles.get(role, [])) for role in (ENTITY, PERIOD, VALUE)}
    constants = _constants(observations, {**roles, "": []}, named)
    unit_code = constants.get(UNIT, "")
    power = int(recipe.mapping.known.get("powers", {}).get(unit_code, 0))
    reader = _Reader(recipe, file.name, where, roles, power, source)
    rows = tuple(reader.rows(observations, codes))
    extra = (ORIGINAL,) if any(row.get(ORIGINAL.name) for row in rows) else ()
    unit = recipe.mapping.known.get("units", {}).get(unit_code, "")
    scopes = scopes_of(recipe, (one.get(where[ENTITY], "") for one in observations))
    return Series(rows, constants, scopes, unit_code, unit, extra)


def _picked(file: SdmxFile, parameters: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
    observations: Sequence[Mapping[str, str]] = file.observations
    for name, code in parameters.items():
        if name.startswith(PICK):
            component = name.removeprefix(PICK)
            there = dict.fromkeys(one.get(component, "") for one in observations)
            if code not in there:
                shown = ", ".join(sorted(filter(None, there))[:20]) or "no such component"
                raise BadParameter.at(name, f"{file.name} has no {code!r}; it has: {shown}")
            observations = [one for one in observations if one.get(component) == code]
    return observations


def _newest(recipe: Recipe, observations: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """Leave out a group as it was, where it is also there as it is now: both are the same entity of a pack."""
    newer = recipe.mapping.known.get("newer", {})
    names = [name for name, role in recipe.mapping.known.get("columns", {}).items() if role == ENTITY]
    there = {one.get(name, "") for one in observations for name in names}
    old = {code for code, now in newer.items() if now in there}
    if not old & there:
        return observations
    return [one for one in observations if not any(one.get(name, "") in old for name in names)]


def _constants(
    observations: Sequence[Mapping[str, str]], roles: Mapping[str, list[str]], named: Mapping[str, str]
) -> dict[str, str]:
    """Return the one code of each component that is no part of an observation; refuse those that have several."""
    constants: dict[str, str] = {}
    several: list[str] = []
    for role, names in roles.items():
        if role in {ENTITY, PERIOD, VALUE, FLAG, POWER}:
            continue
        for name in names:
            codes = dict.fromkeys(one.get(name, "") for one in observations)
            if len(codes) > 1:
                several.append(f"{name} ({', '.join(repr(code) for code in sorted(codes)[:8])})")
            constants[named.get(name, name)] = next(iter(codes))
    if several:
        first = several[0].partition(" ")[0]
        reason = f"several codes, of which a pack's series has one: {'; '.join(several)}"
        raise BadParameter.at(f"{PICK}{first}", f"{reason}; pick one of each, as --set {PICK}{first}=CODE")
    return constants


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads observations: what the components are called in this file."""

    recipe: Recipe
    file: str
    where: Mapping[str, str]
    """The components that say who, when and how much."""
    roles: Mapping[str, list[str]]
    power: int
    source: str

    def rows(self, observations: Sequence[Mapping[str, str]], codes: Mapping[str, str]) -> Iterator[Row]:
        """Yield a row for each figure, in the order of entities and periods."""
        entity, period, value = (self.where[role] for role in (ENTITY, PERIOD, VALUE))
        ids = self.recipe.mapping.codes(self.file, "entities", (one.get(entity, "") for one in observations), codes)
        periods = _periods(self.file, {one.get(period, "") for one in observations})
        notes = self._notes(observations)
        found: dict[tuple[str, str], Row] = {}
        for one in observations:
            name, cell = ids[one.get(entity, "")], one.get(value, "").strip()
            if name is None or cell in _MISSING:
                continue
            key = (name, periods[one.get(period, "")])
            if key in found:
                raise BadSourceFile.at(self.file, f"two figures for {key[0]} in {key[1]}")
            found[key] = self._row(one, key, cell, notes)
        return iter([found[key] for key in sorted(found)])

    def _row(self, one: Mapping[str, str], key: tuple[str, str], cell: str, notes: Mapping[str, str | None]) -> Row:
        try:
            figure = Decimal(cell)
            power = self.power + sum(int(one.get(name) or 0) for name in self.roles.get(POWER, ()))
        except (InvalidOperation, ValueError) as error:
            raise BadSourceFile.at(self.file, f"{key[0]}, {key[1]}: {cell!r} is no number") from error
        if not figure.is_finite():
            raise BadSourceFile.at(self.file, f"{key[0]}, {key[1]}: {cell!r} is no number")
        said = (notes.get(one.get(name, "")) for name in self.roles.get(FLAG, ()))
        return {
            "entity": key[0],
            "period": key[1],
            "value": format(figure.scaleb(power) if power else figure, "f"),
            "source": self.source,
            "note": "; ".join(dict.fromkeys(filter(None, said))),
            ORIGINAL.name: cell if power else "",
        }

    def _notes(self, observations: Sequence[Mapping[str, str]]) -> dict[str, str | None]:
        """Return what each flag says in words. A flag that is not listed whole is read letter by letter ("bp")."""
        known = {**self.recipe.mapping.known.get("flags", {}), **self.recipe.mapping.ignored.get("flags", {})}
        flags = {one.get(name, "") for one in observations for name in self.roles.get(FLAG, ())} - {""}
        letters = {flag: [flag] if flag in known else list(flag) for flag in sorted(flags)}
        words = self.recipe.mapping.codes(self.file, "flags", (one for parts in letters.values() for one in parts))
        return {flag: "; ".join(filter(None, (words[one] for one in parts))) for flag, parts in letters.items()}


def _only(file: str, role: str, names: Sequence[str]) -> str:
    if len(names) != 1:
        said = f"both {' and '.join(names)}" if names else "no column"
        raise BadSourceFile.at(file, f"{said} for the {role}")
    return names[0]


def _periods(file: str, said: set[str]) -> dict[str, str]:
    matches = {period: _PERIOD.fullmatch(period) for period in said}
    # A pack's series has years, months and days. A quarter written as its first month would be taken for that month.
    strange = sorted(period for period, match in matches.items() if match is None)
    if strange:
        raise UnknownCode.named(file, "periods (a pack's series has years, months and days)", strange)
    return {period: "-".join(filter(None, match.groups())) for period, match in matches.items() if match}


def scopes_of(recipe: Recipe, codes: Iterable[str]) -> tuple[str, ...]:
    """Return what the mapping says of the places among the codes, each once."""
    scopes = recipe.mapping.known.get("scopes", {})
    return tuple(dict.fromkeys(scopes[code] for code in dict.fromkeys(codes) if code in scopes))


def slug(text: str) -> str:
    """Return a name for a pack or a table.

    >>> slug("ESTAT:NAMA_10_GDP(1.0)")
    'estat-nama-10-gdp-1-0'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
