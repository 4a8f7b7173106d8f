"""The HTML report: one file with everything in it, that asks nothing of any other place."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from sourcier.core.article import Block, BlockKind
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Query
from sourcier.core.spans import Span
from sourcier.dossier.report.charts import chart, claim_chart, is_deciding
from sourcier.dossier.report.context import Context, cited, issuer_in_full, place, safe_url
from sourcier.dossier.report.graph import MOST_NODES, NARROW, graph, numbers
from sourcier.dossier.report.marking import Run, runs
from sourcier.dossier.report.media import outlets
from sourcier.dossier.report.notes import note_of
from sourcier.dossier.report.records import MARKS, ClaimView, DossierView, FindingView
from sourcier.dossier.report.relations import relation_views
from sourcier.dossier.report.rhetoric import legend, passage_views, trust
from sourcier.dossier.report.typography import cleaned, one_line, unbroken
from sourcier.dossier.report.views import view

_MOST_ROWS = 12
"""Rows of a table that the page shows; the JSON has them all."""

_WEIGHT = {"refuted": 0, "conflicting": 1, "not_enough_evidence": 2, "supported": 3, "none": 4}
"""Which of a sentence's verdicts colours its cell of the strip: the one that an editor must see."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as the page shows them."""

    place: str
    columns: tuple[str, ...]
    rows: tuple[tuple[bool, tuple[str, ...]], ...]
    """Whether the row decides, and its cells."""
    more: int
    """How many rows are left out."""
    sql: str
    parameters: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A finding with its tables and chart."""

    shown: FindingView
    tables: tuple[Table, ...]
    chart: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside the article."""

    claim: ClaimView
    chart: Markup
    proofs: tuple[Proof, ...]
    speaker: int
    """Index in the list of sources, for the filter."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the article, and the claims that begin in it."""

    kind: str
    runs: tuple[Run, ...]
    cards: tuple[Card, ...]
    links: tuple[tuple[str, str | None], ...]
    """What to show and where it leads; None where the address is not to be opened."""
    is_said: bool
    """It repeats what the page shows elsewhere (the title, an address), and has no claim and no passage to mark."""


def page(dossier: Dossier) -> str:
    """Return the HTML page of a dossier, in its article's language.

    Everything is in the file: style, the few lines of script, charts. A content security policy that names
    the two by their digests forbids anything else, and the article's words are escaped everywhere.
    """
    shown = view(dossier)
    speakers = tuple(dict.fromkeys(claim.speaker for claim in shown.claims))
    cards = {claim.number: _card(claim, speakers, shown.context) for claim in shown.claims}
    ties = relation_views(shown)
    passages = passage_views(shown)
    opening, closing = shown.say("quoted", words="\0").split("\0")
    css, script = (_source(name) for name in ("page.css", "page.js"))
    return _template().render(
        shown=shown,
        say=shown.say,
        run=dossier.run,
        article=dossier.article,
        rows=_rows(shown, cards, [passage.span for passage in passages]),
        passages=passages,
        legend=legend(passages, shown.say),
        trust=trust(shown.say),
        marks=MARKS,
        kinds=tuple(dict.fromkeys((str(c.claim.kind), c.kind) for c in shown.claims)),
        speakers=speakers,
        strip=_strip(shown),
        reasons=_by_reason(shown),
        ties=ties,
        outlets=outlets(shown),
        graph=Markup(graph(ties, shown.context) + graph(ties, shown.context, NARROW)),  # noqa: S704 - ours, words escaped
        edge_numbers=numbers(ties),
        most_nodes=MOST_NODES,
        actors=len({id_ for tie in ties for id_ in (tie.relation.subject.entity_id, tie.relation.object.entity_id)}),
        opening=opening,
        closing=closing,
        line=one_line,
        unbroken=unbroken,
        safe_url=safe_url,
        css=Markup(css),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        css_digest=_digest(css),
        script_digest=_digest(script),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("sourcier.dossier.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _source(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _rows(shown: DossierView, cards: dict[int, Card], passages: Sequence[Span]) -> tuple[Row, ...]:
    article = shown.dossier.article
    # Both keep every length, so the spans still hold in the text that is shown.
    text = unbroken(cleaned(article.text), article.lang)
    spans = [claim.claim.span for claim in shown.claims]
    blocks = article.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    addresses = {link.url for link in article.links} | {article.url or ""}
    found = []
    for number, block in enumerate(blocks):
        last = number + 1 == len(blocks)
        # A claim belongs to the block it begins in, or to the one before the gap it begins in.
        reach = Span(0 if number == 0 else block.span.start, len(text) + 1 if last else blocks[number + 1].span.start)
        begun = tuple(cards[c.number] for c in shown.claims if reach.start <= c.claim.span.start < reach.end)
        words = one_line(block.span.of(article.text))
        repeats = words == shown.title if block.kind == BlockKind.TITLE else _is_address(block, words, addresses)
        found.append(
            Row(
                kind=str(block.kind),
                runs=runs(text, block.span, spans, passages),
                cards=begun,
                links=_links(shown, block.span),
                is_said=repeats and not begun and not any(span.overlaps(block.span) for span in passages),
            )
        )
    return tuple(found)


def _is_address(block: Block, words: str, addresses: set[str]) -> bool:
    return block.kind == BlockKind.LINK and words.strip("<>[]()* ") in addresses


def _links(shown: DossierView, span: Span) -> tuple[tuple[str, str | None], ...]:
    urls = dict.fromkeys(link.url for link in shown.dossier.article.links if span.overlaps(link.span))
    return tuple((one_line(url), safe_url(url)) for url in urls)


def _card(claim: ClaimView, speakers: Sequence[str], context: Context) -> Card:
    return Card(
        claim=claim,
        chart=Markup(claim_chart(claim.findings, context)),  # noqa: S704 - drawn by us, words escaped there
        proofs=tuple(_proof(finding, context) for finding in claim.findings),
        speaker=speakers.index(claim.speaker),
    )


def _proof(finding: FindingView, context: Context) -> Proof:
    return Proof(
        shown=finding,
        tables=tuple(_table(query, finding, context) for query in finding.finding.queries),
        chart=Markup(chart(finding, context)),  # noqa: S704 - drawn by us, words escaped there
    )


def _table(query: Query, finding: FindingView, context: Context) -> Table:
    records = [dict(zip(query.columns, row, strict=False)) for row in query.rows]
    deciding = [is_deciding(record, finding.finding, query) for record in records]
    first = 0
    if len(records) > _MOST_ROWS and True in deciding:
        first = min(max(deciding.index(True) - _MOST_ROWS // 2, 0), len(records) - _MOST_ROWS)
    kept = range(first, min(first + _MOST_ROWS, len(records)))
    other = "label_en" if context.say.lang == "fr" else "label_fr"
    columns = [name for name in query.columns if name != other and any(records[i].get(name) for i in kept)]
    return Table(
        place=place(query.pack, query.resource, context),
        columns=tuple(context.say.get(f"column.{name}", one_line(name)) for name in columns),
        rows=tuple(
            (deciding[i], tuple(_entry(name, records[i].get(name), query.pack, context) for name in columns))
            for i in kept
        ),
        more=len(records) - len(kept),
        sql=cleaned(query.sql),
        parameters=", ".join(f"${one_line(name)} = {one_line(value)}" for name, value in query.parameters),
    )


def _entry(column: str, value: str | None, pack: str, context: Context) -> str:
    if not value:
        return ""
    if column == "note":
        return note_of(value, pack, context.note_langs, context.say).words
    if column == "issuer":
        return issuer_in_full(value, context)
    return cited(value, None)[0] if column == "source" else context.entry(column, value)


def _strip(shown: DossierView) -> tuple[tuple[str, str, int], ...]:
    """Status, words and first claim (0: none) of every sentence, for the strip of cells under the title."""
    cells = []
    for sentence in shown.sentences:
        if not sentence.claims:
            cells.append(("reason", f"{sentence.number}. {sentence.reason}", 0))
            continue
        worst = min(sentence.claims, key=lambda claim: _WEIGHT[claim.status])
        cells.append((worst.status, f"{sentence.number}. {worst.verdict}", worst.number))
    return tuple(cells)


def _by_reason(shown: DossierView) -> Iterable[tuple[str, str, str, list[str]]]:
    """Slug, name, explanation and sentences of each reason, commonest first."""
    groups: dict[str, tuple[str, str, str, list[str]]] = {}
    for sentence in shown.sentences:
        if sentence.reason:
            entry = groups.setdefault(sentence.slug, (sentence.slug, sentence.reason, sentence.why, []))
            entry[3].append(sentence.words)
    return tuple(sorted(groups.values(), key=lambda group: -len(group[3])))
