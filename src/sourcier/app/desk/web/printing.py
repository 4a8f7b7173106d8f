"""The print view: the report as people's decisions leave it, made of the same parts and words as the HTML export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sourcier.app.desk.store.decisions import fitting
from sourcier.app.desk.web.overlay import Overlay, Subject
from sourcier.core.dossier import Dossier
from sourcier.dossier.exports.page import published, signed_of
from sourcier.dossier.exports.records import gather
from sourcier.dossier.report.entries import Entry, Signed
from sourcier.dossier.report.parts import environment, known
from sourcier.dossier.report.rhetoric import passage_views


@dataclass(frozen=True, slots=True)
class Printed:
    """What the print view shows beside the article's text."""

    signed: Signed
    cards: Sequence[tuple[Entry, Subject]]
    """In the order of the report: what the page says of a claim, and what the desk has of it."""
    decided: Any
    """The report's macros for what people decided."""
    sections: Markup
    """Quotations, relations and media."""


def printed(dossier: Dossier, overlay: Overlay, *, with_reasons: bool) -> Printed:
    """Return the print view of a dossier, in its article's language, with the reasons of those who decided or not."""
    gathered = gather(dossier, fitting(dossier, overlay.revisions), with_reasons=with_reasons)
    shown, signed = published(gathered), signed_of(gathered)
    given = known(shown, passage_views(shown), to_claim=lambda number: f"#c{number}")
    sections = environment().get_template("sections.html").make_module(dict(given))
    subjects = {one.number: one for one in overlay.subjects}
    return Printed(
        signed=signed,
        cards=[(one, subjects[one.number]) for one in signed.entries],
        decided=environment().get_template("decided.html").module,
        sections=Markup().join(
            _macro(sections, name)(given[of])
            for name, of in (("quotations", "quotes"), ("relations", "ties"), ("media", "outlets"))
        ),
    )


def _macro(module: object, name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(module, name)
    return macro
