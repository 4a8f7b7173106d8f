"""A workbook: claims, findings, ledger, decisions and run, each a sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Revision
from sourcier.dossier.exports.cells import Value, cell, joined
from sourcier.dossier.exports.columns import CLAIM_COLUMNS, FINDING_COLUMNS, claim_rows, finding_rows
from sourcier.dossier.exports.decisions import written
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import Gathered, gather

LEDGER_COLUMNS = ("sentence", "block", "words", "claims", "reason")
DECISION_COLUMNS = (
    *("decision_id", "claim_number", "claim_id", "action", "verdict", "rating", "reason", "author", "at"),
    *("seen", "spans", "evidence_url", "evidence_title", "evidence_passage", "evidence_stance"),
)
RUN_COLUMNS = ("what", "value")

_LONGEST = 32_767
"""Characters that Excel takes in a cell; a longer text ends in "…"."""
_WIDE = frozenset({"words", "sentence_words", "justification", "statement", "text", "definition", "reason", "value"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML holds, and so no workbook."""
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def workbook(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the workbook, the same bytes for the same dossier and decisions."""
    from openpyxl import Workbook  # noqa: PLC0415  (a third of a second, for this format alone)

    gathered = gather(dossier, revisions, with_reasons=labels.tells(by_default=True))
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, columns, rows in (
        ("claims", CLAIM_COLUMNS, claim_rows(gathered)),
        ("findings", FINDING_COLUMNS, finding_rows(gathered)),
        ("ledger", LEDGER_COLUMNS, ledger_rows(gathered)),
        ("decisions", DECISION_COLUMNS, decision_rows(gathered)),
        ("run", RUN_COLUMNS, run_rows(dossier)),
    ):
        _fill(book.create_sheet(title), columns, rows)
    held = io.BytesIO()
    book.save(held)
    return _timeless(held.getvalue())


def ledger_rows(gathered: Gathered) -> Iterator[tuple[Value, ...]]:
    """Return one row a sentence: its claims by number, or the reason for having none."""
    blocks = {one.id: str(one.block) for one in gathered.dossier.sentences}
    for entry, one in zip(gathered.dossier.ledger.entries, gathered.shown.sentences, strict=True):
        numbers = joined(str(claim.number) for claim in one.claims)
        yield one.number, blocks.get(entry.sentence_id), one.words, numbers, str(entry.reason or "")


def decision_rows(gathered: Gathered) -> Iterator[tuple[Value, ...]]:
    """Return one row a decision, in the order in which they were saved."""
    numbers = gathered.numbers
    for one in gathered.revisions:
        evidence = one.evidence
        yield (
            one.id,
            numbers.get(one.claim_id),
            one.claim_id,
            str(one.action),
            str(one.verdict or ""),
            one.rating,
            gathered.reason(one),
            one.author,
            written(one.at),
            one.seen,
            joined(f"{span.start}–{span.end}" for span in one.spans),
            evidence.url if evidence else None,
            evidence.title if evidence else None,
            evidence.passage if evidence else None,
            str(evidence.stance or "") if evidence else None,
        )


def run_rows(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    """Return what was run, on what, and what a reader must know about it."""
    article, run = dossier.article, dossier.run
    yield "schema_version", dossier.schema_version
    yield "article_id", article.id
    yield "title", article.title
    yield "byline", joined(article.byline)
    yield "publisher", article.publisher
    yield "published", article.published.isoformat() if article.published else None
    yield "language", article.lang
    yield "text_sha256", article.digest
    yield "version", run.version
    yield "now", run.now.isoformat() if run.now else None
    for name, version in run.models:
        yield "model", f"{name} {version}"
    for pack in run.packs:
        yield "pack", f"{pack.name} {pack.version} sha256:{pack.digest} ({', '.join(pack.licences)})"
    if run.library is not None:
        held = run.library
        yield "library", f"{held.documents} documents, {held.factchecks} fact-checks, sha256:{held.digest}"
    for name, value in run.options:
        yield "option", f"{name}: {value}"
    for issue in dossier.issues:
        yield "issue", f"{issue.slug}: {issue.message}"


def _fill(sheet: Any, columns: Sequence[str], rows: Iterator[tuple[Value, ...]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  (with the workbook)

    for number, name in enumerate(columns, start=1):
        sheet.cell(row=1, column=number, value=name)
    for line, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _set(sheet.cell(row=line, column=place), value)
    for number, name in enumerate(columns, start=1):
        sheet.cell(row=1, column=number).font = Font(bold=True)
        letter = sheet.cell(row=1, column=number).column_letter
        sheet.column_dimensions[letter].width = 60 if name in _WIDE else 16
        if name in _WIDE:
            for row in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
                row[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _set(held: Any, value: Value) -> None:
    shown = cell(value)
    if isinstance(shown, (int, Decimal)):
        held.value = shown
    elif shown:
        shown = _NOT_XML.sub("\ufffd", shown)
        held.value = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
        held.data_type = "s"


def _timeless(raw: bytes) -> bytes:
    """Return the workbook without the hour at which it was written."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, content)
    return held.getvalue()
