"""`sourcier pack diff`: what changed from one version of a pack to another."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcier.app.cli.outcome import ISSUES
from sourcier.app.cli.pack.options import LangOption, chosen, stopping

if TYPE_CHECKING:  # named in annotations only
    from sourcier.evidence.packs import Change


def diff_packs(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A pack folder, or NAME@VERSION of an installed pack.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The other one.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON lines instead, one a change.")] = False,
    lang: LangOption = None,
) -> None:
    """List what changed from one version of a pack to another. Exit code 1 when something did.

    Cells added, removed and revised, with the old and the new figure and the relative change; then what the
    descriptor says otherwise. JSON lines hold: kind (added, removed, revised, descriptor), resource, key, column, old,
    new, relative (0.05 is 5 % more).

    \b
    Examples:
      sourcier pack diff sipri@1.0.0 sipri@1.1.0
      sourcier pack diff old-folder/ new-folder/ --json
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import choose_one, compare

    page = Page(chosen(lang))
    with stopping():
        before, after = choose_one(old), choose_one(new)
        counts: dict[str, int] = {}
        for change in compare(before, after):
            counts[change.kind] = counts.get(change.kind, 0) + 1
            if json:
                typer.echo(jsonlib.dumps(_record(change), ensure_ascii=False))
            else:
                page.change(change)
    if not json:
        page.changes(before, after, counts)
    if counts:
        raise typer.Exit(ISSUES)


def _record(change: Change) -> dict[str, Any]:
    relative = None if change.relative is None else float(round(change.relative, 9))
    return {
        "kind": change.kind,
        "resource": change.resource,
        "key": change.key,
        "column": change.column,
        "old": change.old,
        "new": change.new,
        "relative": relative,
    }
