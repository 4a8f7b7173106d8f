"""The source of a table's figure as a letter cites it: who publishes it, which table, in the letter's language."""

from __future__ import annotations

from functools import cache
from importlib import resources

from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.records import CellView
from sourcier.dossier.report.typography import typeset
from sourcier.dossier.report.words import Words, words

_DERIVED = "derived from "
"""So our packs begin the source of a figure that was calculated from another one."""
_TITLED = " — "
"""Stands between a publisher and the title of the page."""
_ISSUED = " · "
"""Stands between who gives a figure and who publishes it, in the reports."""


def cite(cell: CellView, say: Words) -> str:
    """Return who publishes a row, then its page's title, else the table's name; empty where nothing is cited.

    Args:
        cell: The row.
        say: The letter's words.
    """
    if not cell.place or not cell.source:  # a figure of the article's own
        return cell.source
    source = cell.source.removeprefix(_DERIVED)
    publisher, _, title = source.partition(_TITLED)
    names = dict.fromkeys(published_by(publisher, say).split(_ISSUED))  # who gives a figure may publish it too
    named = f"{', '.join(names)}, {quoted(title or cell.label, words(say.lang))}"
    return say("reply.derived", source=named) if source != cell.source else named


def published_by(name: str, say: Words) -> str:
    """Return a publisher in the letter's language, after the list in `publishers.tsv`; as it stands where not listed.

    >>> from sourcier.dossier.exports.words import export_words
    >>> print(published_by("World Bank, SP.POP.TOTL", export_words("fr")))
    Banque mondiale, SP.POP.TOTL
    >>> print(published_by("UNHCR via Gapminder", export_words("fr")))
    Haut-Commissariat des Nations unies pour les réfugiés via Gapminder
    """
    if say.lang != "fr":
        return name
    listed = _listed()
    if name in listed:
        return typeset(listed[name], say.lang)
    for between in (_ISSUED, " via ", ", "):
        first, cut, rest = name.partition(between)
        if cut:
            kept = rest if between == ", " else published_by(rest, say)  # after a comma: a series of the publisher's
            return f"{published_by(first, say)}{between}{kept}"
    return name


@cache
def _listed() -> dict[str, str]:
    raw = (resources.files(__package__) / "publishers.tsv").read_text(encoding="utf-8")
    rows = [line.partition("\t") for line in raw.splitlines() if line and not line.startswith("#")]
    return {name: french for name, _, french in rows[1:]}
