"""A dossier and what people decided about it, in the forms that other programs and people take.

Each format is one function of the dossier, the decisions in the order in which they were saved, and the newsroom's
labels; the same three give the same bytes. `EXPORTS` names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Revision
from sourcier.dossier.exports import (
    claimreview,
    database,
    page,
    reply,
    separated,
    webannotations,
    whole,
    workbook,
)
from sourcier.dossier.exports.decisions import embedded, read_decisions, to_lines
from sourcier.dossier.exports.labels import Labels

__all__ = ["EXPORTS", "Export", "Labels", "embedded", "read_decisions", "to_lines"]


def _nothing(_dossier: Dossier, _revisions: Sequence[Revision]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    media_type: str
    suffix: str
    """Of a file, dot included."""
    make: Callable[[Dossier, Sequence[Revision], Labels], bytes]
    """Raises StrayDecision where a decision is about something that the dossier lacks."""
    is_text: bool = True
    """It can be shown in a terminal."""
    note: Callable[[Dossier, Sequence[Revision]], str] = _nothing
    """What whoever exports should know beside the file, in English; empty where there is nothing."""


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        one.name: one
        for one in (
            Export("csv", "text/csv; charset=utf-8", ".csv", separated.claims_csv),
            Export("findings-csv", "text/csv; charset=utf-8", ".csv", separated.findings_csv),
            Export(
                "xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ".xlsx",
                workbook.workbook,
                is_text=False,
            ),
            Export("claimreview", "application/ld+json", ".jsonld", claimreview.reviews, note=claimreview.note),
            Export(
                "annotations",
                'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
                ".jsonld",
                webannotations.collection,
            ),
            Export("sqlite", "application/vnd.sqlite3", ".db", database.database, is_text=False),
            Export("reply", "text/markdown; charset=utf-8", ".md", reply.reply, note=reply.note),
            Export("json", "application/json", ".json", whole.whole),
            Export("html", "text/html; charset=utf-8", ".html", page.decided_page),
        )
    }
)
"""Every format by its name."""
