"""`sourcier pack list`: the packs and their tables."""

from __future__ import annotations

from sourcier.app.cli.arguments import PackFolders, open_all
from sourcier.app.cli.pack.options import LangOption, chosen, stopping


def list_packs(packs: PackFolders = None, lang: LangOption = None) -> None:
    """List the packs, the starter and the installed ones, and their tables: shape, rows, years covered, label.

    \b
    Examples:
      sourcier pack list
      sourcier pack list --packs facts/ --lang en
    """  # noqa: D301 - \b keeps the lines as they are
    from sourcier.app.cli.pack.page import Page
    from sourcier.evidence.packs import installed

    page = Page(chosen(lang))
    with stopping():
        opened = open_all(packs)
        for pack in opened.packs:
            page.pack_in_short(pack)
            page.tables(opened, pack.tables)
        if not packs:
            shown = {pack.root for pack in opened.packs}
            page.other_versions(one for one in installed() if one.root not in shown)
