"""`sourcier export`: a saved dossier in the form that another program or person takes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.outcome import Progress, Usage, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.dossier.exports import Export

FORMATS = ("csv", "findings-csv", "xlsx", "claimreview", "annotations", "sqlite", "reply", "json", "html")

Format = Annotated[
    str | None,
    typer.Option("--as", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; else by the ending of --out."),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="The file to write; standard output by default.")
]
Newsroom = Annotated[str, typer.Option("--newsroom", metavar="NAME", help="Who signs the reviews and the questions.")]
ReviewPage = Annotated[
    str | None,
    typer.Option("--page", metavar="URL", help="Address of the page that will carry the reviews (claimreview)."),
]

Reasons = Annotated[
    bool | None,
    typer.Option(
        "--reasons/--no-reasons",
        help="Tell the reasons of decisions; by default in tables, not in html and annotations. json always has them.",
    ),
]

_OF_SUFFIX = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".html": "html",
    ".md": "reply",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}


def export(
    dossier: Annotated[
        str, typer.Argument(metavar="DOSSIER.json", help="What `sourcier check --json` wrote; - for standard input.")
    ],
    *,
    format_: Format = None,
    out: Out = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE.jsonl", help="What people decided about its claims: JSON Lines."),
    ] = None,
    newsroom: Newsroom = "",
    page: ReviewPage = None,
    reasons: Reasons = None,
) -> None:
    """Write a saved dossier as a table, a database, annotations, reviews or a letter to the author.

    csv (a line a claim), findings-csv (a line a finding), xlsx (both, with ledger, decisions and run), claimreview
    (JSON-LD of what people decided, and of nothing else), annotations (W3C Web Annotations), sqlite (for Datasette),
    reply (questions to the author, Markdown), json (the dossier with the decisions), html (the report with them).

    \b
    Examples:
      sourcier export dossier.json --out claims.csv
      sourcier export dossier.json --out dossier.db --decisions decisions.jsonl
      sourcier export dossier.json --as reply --newsroom "Le Courrier du fleuve"

    \b
    Exit codes: 0 done; 2 usage; 3 stopped: not a dossier, a decision that does not fit it, a file that cannot be
    written.
    """  # noqa: D301 - \b keeps the lines as they are
    name = format_of(format_, out)
    if dossier == "-" and decisions is not None and str(decisions) == "-":
        raise Usage("standard input can be read once", param_hint="--decisions")
    with Progress() as progress, stopping():
        progress.step(dossier)("exporting")
        from sourcier.dossier.exports import EXPORTS, Labels, embedded, read_decisions
        from sourcier.dossier.storing import load_all, probe, save

        if out is not None:
            probe(out)
        raw = _bytes(dossier)
        loaded = load_all(raw, dossier)
        if len(loaded) != 1:
            raise Usage(f"it holds {len(loaded)} dossiers; export them one by one", param_hint="DOSSIER.json")
        one, wanted = loaded[0], EXPORTS[name]
        revisions = embedded(raw, dossier, one)
        if decisions is not None:
            revisions = read_decisions(_decisions(decisions), str(decisions), one, before=revisions)
        content = wanted.make(one, revisions, Labels(newsroom=newsroom, page=page, reasons=reasons))
        note = wanted.note(one, revisions)
        progress.clear()
        if out is not None:
            save(content, out)
        else:
            emit(content, wanted)
        if note:
            typer.echo(note, err=True)


def format_of(given: str | None, out: Path | None) -> str:
    """Return the format that is meant: as given, else by the ending of the file. Raises Usage."""
    name = given or _OF_SUFFIX.get(out.suffix.lower() if out else "", "")
    if name in FORMATS:
        return name
    if given:
        raise Usage(f"{given!r} is no format; give one of {', '.join(FORMATS)}", param_hint="--as")
    raise Usage(f"give the format, one of {', '.join(FORMATS)}, or a file whose ending tells it", param_hint="--as")


def _bytes(path: str) -> bytes:
    from sourcier.dossier.errors import BadDossier

    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadDossier(f"cannot read {path}: {error.strerror or error}", path=path) from error


def _decisions(path: Path) -> bytes:
    from sourcier.dossier.exports.errors import BadDecision

    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadDecision(f"cannot read {path}: {error.strerror or error}", path=str(path)) from error


def emit(content: bytes, wanted: Export) -> None:
    """Write an export to standard output. Raises Usage where a terminal cannot show it."""
    if not wanted.is_text and sys.stdout.isatty():
        raise Usage(f"{wanted.name} is no text to show in a terminal; give --out FILE", param_hint="--out")
    out = typer.get_binary_stream("stdout")
    out.write(content)
    out.flush()
