"""`sourcier dossiers`: what the desk keeps, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.arguments import (
    Articles,
    Date,
    Language,
    LibraryFolder,
    NoLibrary,
    PackFolders,
    open_all,
    open_texts,
    parse_date,
    parse_lang,
    read_article,
)
from sourcier.app.cli.desk import StoreOption
from sourcier.app.cli.export import Format, Newsroom, Out, Reasons, ReviewPage, emit, format_of
from sourcier.app.cli.outcome import Progress, Usage, each, show, stopping, width

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.desk.store.dossiers import Stored
    from sourcier.app.desk.store.engine import Store

app = typer.Typer(no_args_is_help=True, help="The desk's dossiers: list, show, export, add, tag.")

Id = Annotated[str, typer.Argument(metavar="ID", help="Of the article, as `list` prints it.")]

_PAGE = 200


@app.command("list")
def list_dossiers(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]", help="Words of a claim, or of what names the article.")
    ] = None,
    *,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Only those with this tag.")] = None,
    verdict: Annotated[
        str | None,
        typer.Option(
            "--verdict",
            metavar="VERDICT",
            help="Only those with a claim that is supported, refuted, conflicting, not_enough_evidence or none.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many are printed at most.")] = 40,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, one a line.")] = False,
    store: StoreOption = None,
) -> None:
    """List the dossiers, the last added first: id, day, claims decided of all, title, tags.

    The JSON holds: article_id, name, title, publisher, language, published, added_at, edition, tags, verdicts (claims
    by verdict), claims, decided, open, conflicts, matches (claims whose words were found).

    \b
    Examples:
      sourcier dossiers list
      sourcier dossiers list chômage --verdict refuted
      sourcier dossiers list --tag "budget 2025" --json | jq -r .article_id
    """  # noqa: D301 - \b keeps the lines as they are
    verdicts = ("supported", "refuted", "conflicting", "not_enough_evidence", "none")
    if verdict is not None and verdict not in verdicts:
        raise Usage(f"{verdict!r} is no verdict; give one of {', '.join(verdicts)}", param_hint="--verdict")
    with stopping():
        from sourcier.app.cli.dossier_lines import as_json, line
        from sourcier.app.desk.store.listing import Wanted, find_dossiers

        held, shown, page = _open(store), 0, 1
        asked = " ".join(words or ())
        while True:
            found = find_dossiers(held, Wanted(words=asked, tag=tag, verdict=verdict, page=page, size=_PAGE))
            for row in found.rows[: limit - shown]:
                typer.echo(as_json(row) if json else line(row, width()))
                shown += 1
            if shown >= limit or page >= found.pages:
                break
            page += 1
        if not found.total and not json:
            is_asked = bool(asked or tag or verdict)
            typer.echo(
                "no dossier is like that; all of them: sourcier dossiers list"
                if is_asked
                else "no dossier; add one with: sourcier dossiers add ARTICLE"
            )
        elif shown < found.total and not json:
            typer.echo(f"{shown} of {found.total}; give --limit for more")


@app.command("show")
def show_dossier(
    id_: Id,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the dossier as JSON, with the decisions.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the tables that were considered and rejected.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Print where a dossier's claims stand, then what `sourcier check` found, then every decision in its order.

    \b
    Examples:
      sourcier dossiers show art-1402f129d6a43afc
      sourcier dossiers show art-1402f129d6a43afc --json > dossier.json
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        held = _open(store)
        stored = _stored(held, id_)
        if json:
            from sourcier.app.desk.exporting import export
            from sourcier.dossier.exports import EXPORTS

            emit(export(held, stored, "json"), EXPORTS["json"])
            return
        from sourcier.app.cli.dossier_lines import decision_lines, standing_lines
        from sourcier.dossier.report.terminal import report

        show(standing_lines(held, stored, width()))
        show(report(stored.dossier, width=width(), explain=explain, is_decided=True))
        show(decision_lines(held, stored, width()))


@app.command("export")
def export_dossier(
    id_: Id,
    *,
    format_: Format = None,
    out: Out = None,
    newsroom: Newsroom = "",
    page: ReviewPage = None,
    reasons: Reasons = None,
    store: StoreOption = None,
) -> None:
    """Write a dossier of the desk, with the decisions about it, in a form of `sourcier export`.

    \b
    Examples:
      sourcier dossiers export art-1402f129d6a43afc --as xlsx --out claims.xlsx
      sourcier dossiers export art-1402f129d6a43afc --as reply --newsroom "Le Courrier du fleuve"
    """  # noqa: D301 - \b keeps the lines as they are
    name = format_of(format_, out) if format_ or out else "json"
    with stopping():
        from sourcier.app.desk.exporting import export, note
        from sourcier.dossier.exports import EXPORTS
        from sourcier.dossier.storing import probe, save

        if out is not None:
            probe(out)
        held = _open(store)
        stored = _stored(held, id_)
        content = export(held, stored, name, newsroom=newsroom, page=page, reasons=reasons)
        told = note(held, stored, name)
        if out is not None:
            save(content, out)
        else:
            emit(content, EXPORTS[name])
        if told:
            typer.echo(told, err=True)


@app.command("add")
def add_dossiers(
    articles: Articles,
    *,
    tags: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="Repeat for several.")] = None,
    date: Date = None,
    lang: Language = None,
    packs: PackFolders = None,
    library: LibraryFolder = None,
    no_library: NoLibrary = False,
    store: StoreOption = None,
) -> None:
    """Check articles and add their dossiers to the desk; a saved dossier (.json) is added as it is, with its decisions.

    Prints the id of each. The same article checked again keeps its decisions and tags.

    \b
    Examples:
      sourcier dossiers add column.txt --tag "budget 2025"
      sourcier dossiers add https://example.org/article dossier.json

    \b
    Exit codes: 0 done; 1 finished, but an article could not be read; 2 usage; 3 stopped.
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.dossier_lines import add_saved, is_dossier

    published, language = parse_date(date), parse_lang(lang)
    if articles.count("-") > 1:
        raise Usage("standard input can be read once", param_hint="ARTICLE")
    with Progress() as progress:
        with stopping():
            held = _open(store)
            opened = texts = None
            if any(not is_dossier(source) for source in articles):
                progress.step("sourcier")("opening packs")
                opened, texts = open_all(packs), open_texts(library, none=no_library)

        def work(source: str) -> None:
            if is_dossier(source):
                added = add_saved(held, Path(source), tags or ())
            else:
                from sourcier.app.desk.store.dossiers import add_dossier
                from sourcier.dossier import check

                tell = progress.step("standard input" if source == "-" else source)
                tell("reading the article")
                article = read_article(source, published, language)
                dossier = check(article, opened, library=texts, explain=True, progress=tell)
                name = source if "://" in source else Path(source).name
                added = [add_dossier(held, dossier, name=name if source != "-" else None, tags=tags or ())]
            progress.clear()
            for id_ in added:
                typer.echo(id_)

        code = each(articles, work)
    if code:
        raise typer.Exit(code)


@app.command("tag")
def tag_dossiers(
    id_: Id,
    tags: Annotated[
        list[str] | None, typer.Argument(metavar="[TAG]", help="The tags to have; none takes all away.")
    ] = None,
    *,
    store: StoreOption = None,
) -> None:
    """Set the tags of a dossier: collections that it belongs to.

    \b
    Examples:
      sourcier dossiers tag art-1402f129d6a43afc élections "budget 2025"
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.app.desk.store.dossiers import tag_dossier
        from sourcier.app.desk.store.errors import BadTag

        try:
            kept = tag_dossier(_open(store), id_, tags or ())
        except BadTag as error:
            raise Usage(f"{error}; without any, all are taken away", param_hint="TAG") from error
        typer.echo(", ".join(kept) or "no tags")


def _open(url: str | None) -> Store:
    from sourcier.app.desk.store.engine import open_store

    return open_store(url)


def _stored(store: Store, id_: str) -> Stored:
    from sourcier.app.desk.store.dossiers import dossier_of
    from sourcier.app.desk.store.errors import NoDossier

    stored = dossier_of(store, id_)
    if stored is None:
        raise NoDossier(f"the desk has no article {id_}; see: sourcier dossiers list", article_id=id_)
    return stored
