"""Import recipes: a file of an official source, in the source's own format, to a pack. The contract.

A recipe is a folder here, named with underscores (`world_bank` is the recipe `world-bank`), a Python package that holds

- `recipe.toml`: the metadata, all of it data (see `recipe.Recipe`, and any recipe as an example). Its keys:
  `title.fr/en`, `about.fr/en`, `publisher`, `[licence]` (`name`, `title`, `path`), `redistribution.fr/en`,
  `[source]` (`title`, `path`), `addresses` (templates with `{parameter}`; empty: downloaded files only), `largest_mb`
  (10 unless given), `formats`, `revised`, `[tolerance]` (`value`, `reason`), `[parameters.NAME]` (`description`,
  `description_fr`, `pattern`, `default`, `required`, `to_fetch`), `[assertions]` (`least_rows`, `entities`,
  `[assertions.ranges]` by column), and a `[[fixture]]`
  for each example: `files`, `parameters` such as `least_rows` or the texts that a person would give, and `refused`:
  changes to a text file (`file`, `find`, `put`) after which it must be refused with the error `error`; give one for an
  unknown column and one for an unknown code (of a workbook or an archive, in a test of the recipe's own);
- `mapping.toml`: what becomes of each column and code (see `mapping.Mapped`); a code that is not read is there with the
  reason;
- `fixture.*`: a few rows in the source's own format, written for the test, not copied;
- `reading.py` with one function,

      def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack

  and, where the source gives its answer in pages, `following(files, parameters) -> str | None`: the address to fetch
  after these files, or None. The files are whole and come in the order of `addresses`; a person may give fewer, or one
  archive. Nothing in `read` touches the network or the disk. Parameters are the recipe's own, checked, defaults put in.

What `read` must do. Every column and every code is read, ignored by name in the mapping, or refused with
`UnknownColumn` or `UnknownCode`, all of them in one error. Nothing falls through to a default. A file that is cut
short, empty, or another thing is `BadSourceFile`; `source_files` (CSV, JSON, ZIP), `workbooks` and `sdmx_files` see to
it. A missing value is no row, or an empty cell: never 0. The source's own flags (provisional, estimated) go into `note`
in words; where a value was converted, the source's own stands beside it in a column of its own. `updated` is the file's
own stamp, or None where there is none: then the day on which the file was obtained stands for it. Texts are the
source's or the recipe's: a French label that neither has is left out, and the person is asked. `source` is filled in
every row ("World Bank, NY.GDP.MKTP.CD").

What is done for it. `building.build` checks the parameters, puts in the person's texts, checks the assertions and finds
the entities (`places.known_entities`: every entity of the starter pack, and territories; a recipe gives its others in
`BuiltPack.entities`). `writing.write` writes the folder, with the recipe's licence, source and tolerance where the pack
has none. `missing_texts` says what a person must still give. Contract tests run over every folder.
"""

from sourcier.evidence.recipes.building import build, missing_texts
from sourcier.evidence.recipes.built import BuiltPack, File, Missing, Row, Table
from sourcier.evidence.recipes.downloading import download
from sourcier.evidence.recipes.errors import (
    AssertionFailed,
    BadParameter,
    BadRecipe,
    BadSourceFile,
    MissingExtra,
    NoSuchRecipe,
    UnknownCode,
    UnknownColumn,
)
from sourcier.evidence.recipes.recipe import (
    Assertions,
    Fixture,
    Parameter,
    Recipe,
    every_recipe,
    find_recipes,
    get_recipe,
)
from sourcier.evidence.recipes.writing import summary_of, write

__all__ = [
    "AssertionFailed",
    "Assertions",
    "BadParameter",
    "BadRecipe",
    "BadSourceFile",
    "BuiltPack",
    "File",
    "Fixture",
    "Missing",
    "MissingExtra",
    "NoSuchRecipe",
    "Parameter",
    "Recipe",
    "Row",
    "Table",
    "UnknownCode",
    "UnknownColumn",
    "build",
    "download",
    "every_recipe",
    "find_recipes",
    "get_recipe",
    "missing_texts",
    "summary_of",
    "write",
]
