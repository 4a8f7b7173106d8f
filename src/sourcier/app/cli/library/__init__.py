"""`sourcier library`: the user's documents and earlier fact-checks, one module a verb."""

from __future__ import annotations

import typer

from sourcier.app.cli.library import adding, keeping, searching, showing

app = typer.Typer(no_args_is_help=True, help="The library of documents and earlier fact-checks: add, search, list.")
app.command("add")(adding.add_to_library)
app.command("list")(showing.list_library)
app.command("search")(searching.search_library)
app.command("show")(showing.show_item)
app.command("remove")(keeping.remove_from_library)
app.command("verify")(keeping.verify_library)
