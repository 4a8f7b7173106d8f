"""`sourcier corpus versions`: pages of which a corpus has several versions, and what changed."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcier.app.cli.corpus.options import Folder
from sourcier.app.cli.outcome import stopping


def versions(
    folder: Folder,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, one pair of versions a line.")] = False,
) -> None:
    """Compare the versions of one page: claims added, dropped, with other figures, and corrections that are announced.

    Versions are articles of one address; without it, of one publisher and less than a week apart, where they are one
    text, or the same under one title but for one figure, or where one announces a correction. The JSON holds: title,
    publisher, url, by (address, title or text), before and after (article, published, updated), dated (whether anything
    tells which came first), kept (claims of both), changed (before, after, figure: whether its figures have other
    values), dropped, added, corrections.

    \b
    Examples:
      sourcier corpus versions corpus
      sourcier corpus versions corpus --json | jq -c 'select(.changed[].figure)'

    \b
    Exit codes: 0 done; 2 usage; 3 stopped: no corpus, a damaged file.
    """  # noqa: D301 - \b keeps the lines as they are
    with stopping():
        from sourcier.app.corpus.showing.listing import as_json, lines, versions_in
        from sourcier.app.corpus.tables import open_corpus

        found = versions_in(open_corpus(folder))
        for one in found:
            for line in [as_json(one)] if json else lines(one):
                typer.echo(line)
        if not found and not json:
            typer.echo("no page has several versions")
