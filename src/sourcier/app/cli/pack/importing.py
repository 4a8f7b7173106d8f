"""`sourcier pack import` and `sourcier pack recipes`: packs from official sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.outcome import ISSUES, USAGE, Progress, Usage, show, width
from sourcier.app.cli.pack.options import LangOption, chosen, stopping

if TYPE_CHECKING:  # named in annotations only; recipes are imported when a verb runs
    from rich.text import Text

    from sourcier.core.article import Lang
    from sourcier.evidence.recipes import File, Missing, Recipe

_PATIENCE_S = 600.0
"""For one file: statistical offices build some answers while one waits."""


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((resources.files(__package__) / "importing.toml").read_text(encoding="utf-8"))


@contextmanager
def _stopping() -> Iterator[None]:
    """As `stopping`; a wrong recipe or parameter is wrong use too."""
    from sourcier.evidence.recipes import BadParameter, NoSuchRecipe

    try:
        with stopping():
            yield
    except typer.Exit as stop:
        wrong_use = isinstance(stop.__cause__, BadParameter | NoSuchRecipe)
        raise typer.Exit(USAGE if wrong_use else stop.exit_code) from stop


def import_pack(
    name: Annotated[str, typer.Argument(metavar="RECIPE", help="As `sourcier pack recipes` lists them.")],
    files: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="A downloaded file, instead of fetching; may be repeated."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A parameter of the recipe, or a text; may be repeated."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The folder to write; by default the pack's name.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Also install the pack.")] = False,
    lang: LangOption = None,
) -> None:
    """Make a pack of an official source: fetched, or from a downloaded file with --from.

    What the source does not say in both languages is asked for, never invented: the pack is written all the same, what
    is missing is listed, and the exit code is 1. A column or code that the recipe does not know stops the import.

    \b
    Examples:
      sourcier pack import world-bank --set indicator=NY.GDP.MKTP.CD --out gdp/
      sourcier pack import world-bank --from API_NY.GDP.MKTP.CD_DS2_en_csv_v2.zip --set label.fr=PIB
      sourcier pack import insee --set idbank=001759970 --add
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.evidence.packs import add_from, validate
    from sourcier.evidence.recipes import build, download, get_recipe, missing_texts, summary_of, write

    words = _texts()[chosen(lang)]
    parameters = _parameters(settings or [])
    with _stopping(), Progress() as progress:
        recipe = get_recipe(name)
        step = progress.step(name)
        found = _read(files) if files else download(recipe, parameters, _fetch, step)
        step("reading")
        built = build(recipe, found, parameters)
        folder = out or Path(built.name)
        write(built, recipe, folder)
        missing = missing_texts(built)
        step("validating")
        report = None if missing else validate(folder)
        progress.clear()
        typer.echo(words["written"].format(path=folder, **summary_of(built)))
        licences = ", ".join(licence.name for licence in built.licences or (recipe.licence,))
        typer.echo(words["redistribution"].format(licence=licences, terms=recipe.redistribution[chosen(lang)]))
        if missing:
            _say_missing(words, missing, folder, several=len(built.tables) > 1)
        for problem in report.problems if report else ():
            typer.echo(f"error[bad-pack]: {problem.error}", err=True)
        if missing or (report and report.problems):
            if add:
                typer.echo(words["not_added"], err=True)
            raise typer.Exit(ISSUES)
        if add:
            for one in add_from(str(folder)):
                typer.echo(words["added"].format(pack=one.installed.reference))


def list_recipes(
    name: Annotated[str | None, typer.Argument(metavar="RECIPE", help="Only this one, with its parameters.")] = None,
    lang: LangOption = None,
) -> None:
    """List the import recipes: what each fetches, its licence; of one, its parameters too.

    \b
    Examples:
      sourcier pack recipes
      sourcier pack recipes eurostat --lang en
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.evidence.recipes import find_recipes, get_recipe

    with _stopping():
        recipes = (get_recipe(name),) if name else find_recipes()
        for recipe in recipes:
            _show_recipe(recipe, chosen(lang), whole=name is not None)


def _parameters(settings: Sequence[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for setting in settings:
        key, mark, value = setting.partition("=")
        if not mark or not key:
            raise Usage(f"not KEY=VALUE: {setting!r}", param_hint="--set")
        if key in parameters:
            raise Usage(f"{key} is given twice", param_hint="--set")
        parameters[key] = value
    return parameters


def _read(paths: Sequence[Path]) -> tuple[File, ...]:
    from sourcier.evidence.recipes import File
    from sourcier.ingest.errors import SourceNotFound

    files = []
    for path in paths:
        try:
            saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()
            files.append(File(str(path), path.read_bytes(), saved))
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceNotFound(f"{str(path)!r} cannot be read: {reason}", source=str(path)) from error
    return tuple(files)


def _fetch(address: str, limit: int) -> tuple[bytes, date]:
    from sourcier.ingest.fetching import Session

    body = Session(limit=limit, deadline_s=_PATIENCE_S).fetch(address).body
    return body, datetime.now(tz=UTC).date()


def _say_missing(words: Mapping[str, str], missing: Sequence[Missing], folder: Path, *, several: bool) -> None:
    keys = [f"{one.table}/{one.key}" if several else one.key for one in missing]
    typer.echo(words["missing"])
    for key in keys:
        typer.echo(f"  {key}")
    typer.echo(words["how"].format(key=keys[0], file=folder / "datapackage.json", path=folder))


def _show_recipe(recipe: Recipe, lang: Lang, *, whole: bool) -> None:
    from rich.text import Text

    from sourcier.evidence.recipes import every_recipe

    words = _texts()[lang]
    lines = [
        Text(recipe.name, style="bold").append(f"  {recipe.title[lang]}", style="not bold"),
        *_broken(recipe.about[lang]),
        *_broken(words["licence"].format(text=recipe.licence.title)),
    ]
    if whole:
        lines += _broken(recipe.redistribution[lang])
        lines += _broken(words["formats"].format(text="; ".join(recipe.formats)))
        lines += [Text(f"  {recipe.source[1]}")]
        for one in recipe.parameters:
            needed = f" ({words['to_fetch' if one.to_fetch else 'needed']})" if one.required else ""
            lines += _broken(f"--set {one.name}=  {one.told(lang)}{needed}", more="    ")
        lines.append(Text(f"  {words['every']}"))
        for key, said in every_recipe(lang).items():
            lines += _broken(f"--set {key}=  {said}", more="    ")
    show(lines)


def _broken(text: str, more: str = "") -> list[Text]:
    """Return a text in lines of the terminal's width, two columns in; `more` for those after the first."""
    from textwrap import wrap

    from rich.text import Text

    lines = wrap(
        text,
        width(),
        initial_indent="  ",
        subsequent_indent=f"  {more}",
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    return [Text(line) for line in lines]
