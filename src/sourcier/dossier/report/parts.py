"""The parts that the report and the desk both show: one way to lay out a claim, a text, a table, a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sourcier.core.findings import PackRef
from sourcier.dossier.report.entries import Entry
from sourcier.dossier.report.graph import MOST_NODES, NARROW, graph, numbers
from sourcier.dossier.report.media import outlets
from sourcier.dossier.report.notes import pack_lang
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.relations import relation_views
from sourcier.dossier.report.rhetoric import PassageView, legend, trust
from sourcier.dossier.report.typography import one_line, unbroken

WEIGHT = {
    name: weight
    for weight, name in enumerate(
        (
            *("disputed", "refuted", "conflicting", "not_enough_evidence", "supported", "none"),
            *("withheld", "dismissed", "split"),
        )
    )
}
"""Which of a sentence's verdicts colours its cell of the strip: the one that an editor must see."""


def weight(status: str, *, is_denied: bool) -> int:
    """Return the place of a verdict among a sentence's; of words that the article denies, that of their contrary."""
    contrary = {"refuted": "supported", "supported": "refuted"}
    return WEIGHT[contrary.get(status, status) if is_denied else status]


Reason = tuple[str, str, str, list[str]]
"""Slug, name, explanation and sentences of a reason for carrying no claim."""


@cache
def environment() -> Environment:
    """Return where the report's templates are read: all of a text's words escaped, nothing left undefined."""
    return Environment(
        loader=PackageLoader("sourcier.dossier.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def known(shown: DossierView, passages: tuple[PassageView, ...], to_claim: Callable[[int], str]) -> Mapping[str, Any]:
    """Return what the templates of the parts take for granted.

    Args:
        shown: The dossier.
        passages: Of its layer of persuasion.
        to_claim: Address of a claim by its number.
    """
    ties = relation_views(shown)
    opening, closing = shown.say("quoted", words="\0").split("\0")
    return {
        "say": shown.say,
        "quotes": shown.quotes,
        "passages": passages,
        "legend": legend(passages, shown.say),
        "trust": trust(shown.say),
        "ties": ties,
        "graph": Markup(graph(ties, shown.context) + graph(ties, shown.context, NARROW)),  # noqa: S704 - ours, words escaped
        "edge_numbers": numbers(ties),
        "most_nodes": MOST_NODES,
        "actors": len({id_ for tie in ties for id_ in (tie.relation.subject.entity_id, tie.relation.object.entity_id)}),
        "outlets": outlets(shown),
        "reasons": by_reason(shown),
        "run": shown.dossier.run,
        "title_lang": lambda pack: _title_lang(shown, pack),
        "article": shown.dossier.article,
        "library": shown.library,
        "opening": opening,
        "closing": closing,
        "line": one_line,
        "unbroken": unbroken,
        "to_claim": to_claim,
    }


def _title_lang(shown: DossierView, pack: PackRef) -> str:
    """Return the language of a pack's title; empty where it is the reader's or unknown."""
    lang = pack_lang(one_line(pack.title), pack.name, shown.context.note_langs)
    return "" if lang is None or lang == shown.say.lang else lang


def strip(shown: DossierView, entries: Sequence[Entry]) -> tuple[tuple[str, str, str], ...]:
    """Return status, words and first claim (empty: none) of every sentence, for the strip of cells under the title."""
    spans = {sentence.id: sentence.span for sentence in shown.dossier.sentences}
    cells = []
    for sentence, listed in zip(shown.sentences, shown.dossier.ledger.entries, strict=True):
        within, ours = spans[listed.sentence_id], {one.claim.id for one in sentence.claims}
        held = [one for one in entries if (one.shown.claim.id in ours if one.shown else one.span.overlaps(within))]
        if not held:
            cells.append(("reason", f"{sentence.number}. {sentence.reason}", ""))
            continue
        worst = min(held, key=lambda one: weight(one.status, is_denied="denied" in one.css.split()))
        cells.append((worst.css, f"{sentence.number}. {worst.heading}", worst.number))
    return tuple(cells)


def by_reason(shown: DossierView) -> tuple[Reason, ...]:
    """Return the reasons for which sentences carry no claim, commonest first."""
    groups: dict[str, Reason] = {}
    for sentence in shown.sentences:
        if sentence.reason:
            entry = groups.setdefault(sentence.slug, (sentence.slug, sentence.reason, sentence.why, []))
            entry[3].append(sentence.words)
    return tuple(sorted(groups.values(), key=lambda group: -len(group[3])))
