"""The HTML report: one file with everything in it, that asks nothing of any other place."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from markupsafe import Markup

from sourcier.core.dossier import Dossier
from sourcier.dossier.report.cards import card
from sourcier.dossier.report.entries import Entry, Signed, found_entries
from sourcier.dossier.report.parts import environment, known, strip
from sourcier.dossier.report.prose import Mark, rows
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.rhetoric import passage_views
from sourcier.dossier.report.views import view

_STYLE = ("shell.css", "evidence.css", "widths.css")
"""In this order; the desk takes the second."""


def page(dossier: Dossier) -> str:
    """Return the HTML page of a dossier, in its article's language.

    Everything is in the file: style, the few lines of script, charts. A content security policy that names
    the two by their digests forbids anything else, and the article's words are escaped everywhere.
    """
    return laid_out(view(dossier))


def laid_out(shown: DossierView, signed: Signed | None = None) -> str:
    """Return the page of a dossier as people's decisions leave it, or as the program does where there are none."""
    dossier = shown.dossier
    entries = signed.entries if signed else found_entries(shown)
    speakers = tuple(dict.fromkeys(claim.speaker for claim in shown.claims))
    passages = passage_views(shown)
    css, script = "".join(map(_source, _STYLE)), _source("page.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            **known(shown, passages, to_claim=lambda number: f"#c{number}"),
            shown=shown,
            signed=signed,
            counts=signed.counts if signed else shown.counts,
            rows=rows(dossier.article, shown.title, [one.span for one in entries], [one.span for one in passages]),
            marks=_marks(entries),
            entries=[(one, card(one.shown, speakers, shown.context) if one.shown else None) for one in entries],
            signs={one.status: one.mark for one in entries},
            kinds=tuple(dict.fromkeys((str(c.claim.kind), c.kind) for c in shown.claims)),
            speakers=speakers,
            strip=strip(shown, entries),
            css=Markup(css),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            css_digest=_digest(css),
            script_digest=_digest(script),
        )
    )


def _marks(entries: Sequence[Entry]) -> Sequence[Mark]:
    return [
        Mark(css=one.css, number=one.number, sign=one.mark, label=one.label, href=f"#c{one.number}") for one in entries
    ]


def _source(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
