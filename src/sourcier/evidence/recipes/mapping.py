"""What becomes of a source's columns and codes: read, ignored by name, or an error that names them.

`mapping.toml` of a recipe holds, under `[columns]` and `[columns_ignored]`, every column of the source: which name the
recipe's reading calls it by, or why it is not read. Any further pair of tables `[NAME]` and `[NAME_ignored]` does the
same for a list of codes; `[entities]` is the one whose values are entity ids.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from sourcier.evidence.recipes.errors import BadRecipe, UnknownCode, UnknownColumn

_FILE = "mapping.toml"
_IGNORED = "_ignored"
COLUMNS = "columns"
ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Mapped:
    """The lists of a recipe's mapping by name."""

    known: Mapping[str, Mapping[str, str]]
    ignored: Mapping[str, Mapping[str, str]]
    """By list: the code, and the reason for not reading it."""

    @classmethod
    def load(cls, recipe: str, folder: Traversable) -> Mapped:
        """Return the mapping of a recipe's folder; an empty one where there is no file.

        Raises:
            BadRecipe: It is not TOML, or a list holds anything but texts.
        """
        file = folder / _FILE
        try:
            raw = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        except tomllib.TOMLDecodeError as error:
            raise BadRecipe.because(recipe, f"{_FILE} is not TOML: {error}") from error
        for name, codes in raw.items():
            if not isinstance(codes, dict) or not all(isinstance(value, str) for value in codes.values()):
                raise BadRecipe.because(recipe, f"{_FILE}: [{name}] holds something that is not a text")
        return cls(
            known={name: codes for name, codes in raw.items() if not name.endswith(_IGNORED)},
            ignored={name.removesuffix(_IGNORED): codes for name, codes in raw.items() if name.endswith(_IGNORED)},
        )

    def codes(
        self, file: str, what: str, codes: Iterable[str], also: Mapping[str, str] | None = None
    ) -> dict[str, str | None]:
        """Return what each code becomes, None for those that are ignored by name.

        Args:
            file: What to call the file in an error.
            what: The list, such as `entities`.
            codes: The codes of a file, each any number of times.
            also: Codes that need not be listed, such as `places.by_alpha3()`; the list goes before them.

        Raises:
            UnknownCode: For all codes that are neither known nor ignored.
        """
        known, ignored = {**(also or {}), **self.known.get(what, {})}, self.ignored.get(what, {})
        distinct = dict.fromkeys(codes)
        strange = [code for code in distinct if code not in known and code not in ignored]
        if strange:
            raise UnknownCode.named(file, what, strange)
        return {code: None if code in ignored else known[code] for code in distinct}

    def columns(self, file: str, header: Iterable[str]) -> dict[str, str]:
        """Return what the recipe calls each column that it reads, by the column's own name.

        Raises:
            UnknownColumn: For all columns that are neither known nor ignored.
        """
        known, ignored = self.known.get(COLUMNS, {}), self.ignored.get(COLUMNS, {})
        names = tuple(header)
        strange = [name for name in names if name not in known and name not in ignored]
        if strange:
            raise UnknownColumn.named(file, strange)
        return {name: known[name] for name in names if name in known}
