"""`sourcier library`: the user's documents and earlier fact-checks, one module a verb."""

from __future__ import annotations

import typer

from sourcier.app.cli.library import adding, keeping, searching, showing

app = typer.Typer(no_args_is_help=True, help="The library of documents and earlier fact-checks: add, search, list.")
app.command("add")(adding.add_to_library)
app.command("list", short_help="List what it holds, the newest first.")(showing.list_library)
app.command("search", short_help="Find passages by their words and their sense.")(searching.search_library)
app.command("show", short_help="Show one document, passage, origin or fact-check.")(showing.show_item)
app.command("remove", short_help="Take documents and fact-checks out.")(keeping.remove_from_library)
app.command("verify", short_help="Compare every row with what was added.")(keeping.verify_library)
