"""Recipes as their folders describe them: discovery, metadata, parameters, assertions."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, cast

from sourcier.core.article import Lang
from sourcier.evidence.packs.descriptor import Licence
from sourcier.evidence.recipes.built import BuiltPack, File
from sourcier.evidence.recipes.errors import BadRecipe, NoSuchRecipe
from sourcier.evidence.recipes.mapping import Mapped

_FILE = "recipe.toml"
_KEYS = frozenset(
    {"title", "publisher", "about", "licence", "redistribution", "addresses", "largest_mb", "formats", "source"}
    | {"tolerance", "revised", "parameters", "assertions", "fixture"}
)

Read = Callable[["Recipe", Sequence[File], Mapping[str, str]], BuiltPack]
Follow = Callable[[Sequence[File], Mapping[str, str]], str | None]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a recipe may be told with `--set`."""

    name: str
    """A name ending in `.*` stands for every name that begins so."""
    description: str
    description_fr: str
    pattern: str = ""
    """Regular expression that the whole value must match; empty: anything."""
    default: str | None = None
    required: bool = False
    to_fetch: bool = False
    """Needed to fetch only: a downloaded file says it itself."""

    def told(self, lang: Lang) -> str:
        """Return what it is, in a language."""
        return self.description_fr if lang == "fr" else self.description


@dataclass(frozen=True, slots=True)
class Assertions:
    """What must hold of what was read, so that half a source never becomes a pack."""

    least_rows: int
    """Rows of all tables together."""
    entities: tuple[str, ...] = ()
    """Ids of which every pack made by the recipe has rows."""
    ranges: Mapping[str, tuple[Decimal, Decimal]] | None = None
    """By column: lowest and highest number that is possible."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A change to an example after which it must be refused."""

    file: str
    find: str
    put: str
    error: str
    """The slug: `unknown-column`, `unknown-code`, `bad-source-file`."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """An example in the source's own format, which the contract tests read."""

    files: tuple[str, ...]
    parameters: Mapping[str, str]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe: what `recipe.toml` says, and where its other files are."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    """By language: what it fetches, in one sentence."""
    publisher: str
    licence: Licence
    redistribution: Mapping[str, str]
    """By language: under which terms the figures may be passed on."""
    source: tuple[str, str]
    """Title and address by which the pack cites its source."""
    addresses: tuple[str, ...]
    """What is fetched, in order; `{name}` is a parameter quoted for an address, `{+name}` one put in as it is."""
    largest_mb: int
    """Size in megabytes up to which one file is fetched."""
    formats: tuple[str, ...]
    tolerance: tuple[Decimal, str]
    revised: bool
    parameters: tuple[Parameter, ...]
    assertions: Assertions
    fixtures: tuple[Fixture, ...]
    folder: Traversable

    @property
    def mapping(self) -> Mapped:
        """What becomes of the source's columns and codes (`mapping.toml`)."""
        return Mapped.load(self.name, self.folder)

    @property
    def read(self) -> Read:
        """The recipe's own function."""
        return cast("Read", self._module().read)

    @property
    def follow(self) -> Follow | None:
        """The recipe's own function that says which address comes next, if it has one."""
        return cast("Follow | None", getattr(self._module(), "following", None))

    def parameter(self, name: str) -> Parameter | None:
        """Return what the recipe says of a parameter."""
        for parameter in self.parameters:
            stem = parameter.name.removesuffix("*")
            if parameter.name == name or (stem != parameter.name and name.startswith(stem)):
                return parameter
        return None

    def _module(self) -> Any:
        return importlib.import_module(f"{__package__}.{self.folder.name}.reading")


@cache
def every_recipe(lang: Lang) -> Mapping[str, str]:
    """Return what `--set` takes with every recipe, and what each is, in a language."""
    text = (resources.files(__package__) / "every_recipe.toml").read_text(encoding="utf-8")
    return cast("Mapping[str, str]", tomllib.loads(text)[lang])


def find_recipes() -> tuple[Recipe, ...]:
    """Return every recipe that comes with Sourcier, by name."""
    return tuple(_load(name) for name in _names())


def get_recipe(name: str) -> Recipe:
    """Return a recipe by name.

    Raises:
        NoSuchRecipe: There is none.
    """
    if name not in _names():
        raise NoSuchRecipe.named(name, _names())
    return _load(name)


def _names() -> tuple[str, ...]:
    folders = resources.files(__package__).iterdir()
    return tuple(sorted(folder.name.replace("_", "-") for folder in folders if (folder / _FILE).is_file()))


@cache
def _load(name: str) -> Recipe:
    folder = resources.files(__package__) / name.replace("-", "_")
    try:
        raw = tomllib.loads((folder / _FILE).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadRecipe.because(name, f"{_FILE} is not TOML: {error}") from error
    unknown = sorted(raw.keys() - _KEYS)
    if unknown:
        raise BadRecipe.because(name, f"{_FILE} has unknown keys: {', '.join(unknown)}")
    try:
        return _recipe(name, raw, folder)
    except (KeyError, TypeError, re.error) as error:
        raise BadRecipe.because(name, f"{_FILE} lacks or misuses {error}") from error


def _recipe(name: str, raw: Mapping[str, Any], folder: Traversable) -> Recipe:
    return Recipe(
        name=name,
        title=raw["title"],
        about=raw["about"],
        publisher=raw["publisher"],
        licence=Licence(**raw["licence"]),
        redistribution=raw["redistribution"],
        source=(raw["source"]["title"], raw["source"]["path"]),
        addresses=tuple(raw["addresses"]),
        largest_mb=raw.get("largest_mb", 10),
        formats=tuple(raw["formats"]),
        tolerance=(Decimal(str(raw["tolerance"]["value"])), raw["tolerance"]["reason"]),
        revised=raw["revised"],
        parameters=tuple(Parameter(name=key, **said) for key, said in raw.get("parameters", {}).items()),
        assertions=_assertions(raw["assertions"]),
        fixtures=tuple(_fixture(one) for one in raw["fixture"]),
        folder=folder,
    )


def _assertions(raw: Mapping[str, Any]) -> Assertions:
    ranges = {column: (Decimal(str(low)), Decimal(str(high))) for column, (low, high) in raw.get("ranges", {}).items()}
    return Assertions(raw["least_rows"], tuple(raw.get("entities", ())), ranges)


def _fixture(raw: Mapping[str, Any]) -> Fixture:
    refused = tuple(Refused(**change) for change in raw.get("refused", ()))
    return Fixture(tuple(raw["files"]), raw.get("parameters", {}), refused)
