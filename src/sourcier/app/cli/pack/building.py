"""`sourcier pack build`: from published tables to a draft, and from a completed draft to a pack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sourcier.app.cli.outcome import Progress, Usage
from sourcier.app.cli.pack.options import LangOption, chosen, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.core.article import Lang

DRAFT, PACK, FETCHED = "-draft", "pack", "source"


def build_pack(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|DIR|URL",
            help="With --describe: a CSV, Excel, Parquet, SDMX-CSV or JSON-stat file, a folder of them, or a URL. "
            "Without: the folder of a completed draft.",
        ),
    ],
    describe: Annotated[
        bool, typer.Option("--describe", help="Write a draft: guesses, and marked blanks for a person to fill.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="The folder to write: NAME-draft, or `pack` in the draft's folder."),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Make a pack of published tables, in two steps: describe them, complete the draft, build.

    The draft is a folder with datapackage.json (shape, entity and period columns, units and coverage as guessed, the
    rest marked TODO) and entities.csv (every name that the tables give, with the id it was taken for, the unknown ones
    first). `sourcier pack validate DRAFT` lists what is missing. Nothing is fetched unless a URL is given.

    \b
    Examples:
      sourcier pack build chomage.csv --describe --out chomage-draft
      sourcier pack build chomage-draft --out chomage
      sourcier pack build https://example.org/data.xlsx --describe
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        if describe:
            _describe(source, out, chosen(lang))
        else:
            _build(source, out, chosen(lang))


def _describe(source: str, out: Path | None, lang: Lang) -> None:
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs.building import describe, slug

    page = Page(lang)
    stem = slug(Path(urlsplit(source).path if "://" in source else source).absolute().stem)
    folder = out or Path(f"{stem}{DRAFT}")
    with Progress() as progress, _fetched(source, progress) as (path, keep):
        progress.step(source)("looking at the tables")
        draft = describe([path], folder, name=stem, lang=lang, keep=keep)
        progress.clear()
    page.draft(draft)


@contextmanager
def _fetched(source: str, progress: Progress) -> Iterator[tuple[Path, bool]]:
    """Give the path of a source, and whether it must be kept beside the draft because it was fetched."""
    from sourcier.evidence.packs.adding import fetch_bytes, is_address

    if not is_address(source):
        yield Path(source), False
        return
    with TemporaryDirectory(prefix="sourcier-source-") as folder:
        progress.step(source)("fetching")
        path = Path(folder) / (Path(urlsplit(source).path).name.replace("\\", "") or "fetched.csv")
        path.write_bytes(fetch_bytes(source))
        yield path, True


def _build(source: str, out: Path | None, lang: Lang) -> None:
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs.building import build

    page = Page(lang)
    folder = Path(source)
    if not folder.is_dir():
        raise Usage(page.words["describe_first"].format(source=source), param_hint="FILE|DIR|URL")
    with Progress() as progress:
        progress.step(source)("building")
        built = build(folder, out or folder / PACK)
        progress.clear()
    page.built(built)
