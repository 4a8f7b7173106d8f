"""`sourcier desk`: the web application on this machine, and who may use one that others reach."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sourcier.app.cli.outcome import Usage, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.app.desk.store.engine import Store
    from sourcier.app.desk.store.people import Role

ROLES = ("reader", "reviewer", "admin")

app = typer.Typer(
    invoke_without_command=True,
    help="Read articles, see the evidence, decide and export, in a browser on this machine.",
)
person = typer.Typer(no_args_is_help=True, help="Accounts of a desk that others reach: add, list, role, password.")
app.add_typer(person, name="person")

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="Where the dossiers are kept: a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE; the user's own "
        "desk by default.",
    ),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="As the person logs in and signs.")]
RoleOption = Annotated[
    str,
    typer.Option(
        "--role",
        metavar="|".join(ROLES),
        help="A reader reads and exports, a reviewer submits and decides too, an admin also runs the desk.",
    ),
]


@app.callback()
def desk(
    ctx: typer.Context,
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 for any.")] = 8710,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on; beyond this machine with accounts.")
    ] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
    store: StoreOption = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="fr|en", help="Language of the interface, whatever its settings say."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Who signs the decisions where nobody logs in."),
    ] = None,
    newsroom: Annotated[
        str, typer.Option("--newsroom", metavar="NAME", help="Who signs the reviews and the questions to an author.")
    ] = "",
    accounts: Annotated[bool, typer.Option("--accounts", help="Ask people to log in on this machine too.")] = False,
    reached_as: Annotated[
        list[str] | None,
        typer.Option(
            "--reached-as",
            metavar="HOST",
            help="A further name of this desk's address, as behind a proxy; needs accounts. Repeat for several.",
        ),
    ] = None,
) -> None:
    """Open the desk: read the article, see the evidence, decide, export. Ctrl-C ends it.

    Only this machine reaches it, and nobody logs in. To let others in, add accounts first, then give --host.

    \b
    Examples:
      sourcier desk
      sourcier desk --port 9000 --no-browser --lang en
      sourcier desk person add "Awa Diop" --role admin && sourcier desk --host 0.0.0.0

    \b
    Exit codes: 0 ended; 2 usage; 3 stopped: no accounts for a desk that others reach, a port that is taken, a store
    that cannot be opened.
    """  # noqa: D301 - \b keeps the lines as they are
    if ctx.invoked_subcommand is not None:
        ctx.obj = store
        return
    if lang not in {None, "fr", "en"}:
        raise Usage(f"{lang!r} is not a language of the desk; give fr or en", param_hint="--lang")
    with stopping():
        from sourcier.app.desk.serving import Opening, serve

        opening = Opening(
            host=host,
            port=port,
            store=store,
            language=lang,
            person=name,
            newsroom=newsroom,
            accounts=accounts,
            names=tuple(reached_as or ()),
            browser=not no_browser,
        )
        serve(opening, say=typer.echo)


@person.command("add")
def add_person(ctx: typer.Context, name: Name, *, role: RoleOption = "reviewer", store: StoreOption = None) -> None:
    """Add a person. The password is asked for without being shown, or read from standard input.

    \b
    Examples:
      sourcier desk person add "Awa Diop" --role admin
      pass show desk/awa | sourcier desk person add "Awa Diop"
    """  # noqa: D301 - \b keeps the lines as they are
    wanted = _role(role)
    with stopping():
        from sourcier.app.desk.store import people

        made = people.add_person(_open(ctx, store), name, _password(), wanted)
        typer.echo(f"{made.name}: {made.role}")


@person.command("list")
def list_people(ctx: typer.Context, *, store: StoreOption = None) -> None:
    """List the people: name, role, and whether they may log in."""
    with stopping():
        from sourcier.app.desk.store import people

        found = people.people(_open(ctx, store))
        for one in found:
            typer.echo(f"{one.name}: {one.role}{'' if one.is_active else ', deactivated'}")
        if not found:
            typer.echo('nobody; add somebody with: sourcier desk person add "First Last" --role admin')


@person.command("role")
def change_role(
    ctx: typer.Context,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="|".join(ROLES), help="The new role.")],
    *,
    store: StoreOption = None,
) -> None:
    """Give a person another role."""
    wanted = _role(role)
    with stopping():
        from sourcier.app.desk.store import people

        people.set_role(_open(ctx, store), name, wanted)


@person.command("password")
def change_password(ctx: typer.Context, name: Name, *, store: StoreOption = None) -> None:
    """Give a person another password, asked for or read from standard input; their sessions end."""
    with stopping():
        from sourcier.app.desk.store import people

        people.set_password(_open(ctx, store), name, _password())


@person.command("remove")
def remove_person(ctx: typer.Context, name: Name, *, store: StoreOption = None) -> None:
    """Shut a person out; their decisions stay."""
    with stopping():
        from sourcier.app.desk.store import people

        people.deactivate(_open(ctx, store), name)


@person.command("restore")
def restore_person(ctx: typer.Context, name: Name, *, store: StoreOption = None) -> None:
    """Let a person who was shut out log in again."""
    with stopping():
        from sourcier.app.desk.store import people

        people.activate(_open(ctx, store), name)


def _open(ctx: typer.Context, url: str | None) -> Store:
    """Return the store named behind the verb, else before it, else the user's own."""
    from sourcier.app.desk.store.engine import open_store

    return open_store(url or ctx.find_object(str))


def _role(given: str) -> Role:
    if given == "reader":
        return "reader"
    if given == "reviewer":
        return "reviewer"
    if given == "admin":
        return "admin"
    raise Usage(f"{given!r} is no role; give one of {', '.join(ROLES)}", param_hint="--role")


def _password() -> str:
    """Return a password typed twice without being shown, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    first = getpass("Password: ")
    if getpass("Again: ") != first:
        raise Usage("the two passwords are not the same; run the command again", param_hint="password")
    return first
