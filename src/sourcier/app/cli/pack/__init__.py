"""`sourcier pack`: the reference packs, one module a verb; what is heavy is imported inside the verb that needs it."""

from __future__ import annotations

import typer

from sourcier.app.cli.pack import building, comparing, importing, installing, listing, searching, showing, validating

app = typer.Typer(no_args_is_help=True, help="The reference packs: list, look into, build, install, compare.")
app.command("list")(listing.list_packs)
app.command("show")(showing.show)
app.command("search")(searching.search_packs)
app.command("build")(building.build_pack)
app.command("import")(importing.import_pack)
app.command("recipes")(importing.list_recipes)
app.command("add")(installing.add_packs)
app.command("remove")(installing.remove_packs)
app.command("diff")(comparing.diff_packs)
app.command("validate")(validating.validate_packs)
