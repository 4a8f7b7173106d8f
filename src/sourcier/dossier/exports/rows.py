"""The rows of the SQLite file: the article, its claims, and what tables say of them, by the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sourcier.core.dossier import Dossier
from sourcier.core.findings import Finding
from sourcier.core.language import Quantity, TimeInterval
from sourcier.dossier.exports import fields
from sourcier.dossier.exports.cells import joined
from sourcier.dossier.exports.fields import Field, Fields, digits
from sourcier.dossier.exports.records import ClaimRecord, FindingRecord, Gathered
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import as_number, one_line

Row = Mapping[str, str | int | float | None]

_ARTICLE = 1
"""A file holds one article."""
_LABEL = 80
"""Characters of a label at most."""


def _label(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1].rstrip()}…"


def iso(day: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return day.isoformat() if day else None


def stored(record: Fields) -> Row:
    """Return a record as SQLite holds it: days in ISO 8601, yes and no as 1 and 0, lists in one text."""
    return {name: _stored(value) for name, value in record.items()}


def _stored(value: Field) -> str | int | float | None:
    if isinstance(value, tuple):
        return joined(value)
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Decimal):
        return digits(value)
    return int(value) if isinstance(value, bool) else value


def article(dossier: Dossier) -> Row:
    """Return the article."""
    return {"number": _ARTICLE, **stored(fields.article(dossier.article))}


def sentences(dossier: Dossier) -> Iterator[Row]:
    """Return the sentences, with the reason of those that carry no claim."""
    reasons = {entry.sentence_id: entry.reason for entry in dossier.ledger.entries}
    for one in dossier.sentences:
        words = one.span.of(dossier.article.text)
        reason = reasons.get(one.id)
        yield {
            "id": one.id,
            "article": _ARTICLE,
            "title": _label(words),
            "words": words,
            "start": one.span.start,
            "end": one.span.end,
            "block": str(one.block),
            "reason": str(reason) if reason else None,
        }


def claims(gathered: Gathered, numbers: Mapping[str, int]) -> Iterator[Row]:
    """Return the claims, those that people added behind the others."""
    text = gathered.dossier.article.text
    for one in gathered.claims:
        words = one.span.of(text)
        adding = next((r.author for r in one.revisions if r.action == "add_claim"), None)
        yield {
            "id": one.id,
            "article": _ARTICLE,
            "sentence": one.sentence,
            "part_of": numbers.get(one.part_of or ""),
            "title": _label(words),
            "words": words,
            "start": one.span.start,
            "end": one.span.end,
            "decision": str(one.standing.last.action) if one.standing.last else None,
            "decided_verdict": str(one.standing.verdict) if one.standing.verdict else None,
            "rating": one.standing.rating,
            "disputed": int(one.is_disputed),
            "added_by": adding,
            **_read(one, text),
        }


def _read(record: ClaimRecord, text: str) -> Row:
    if record.shown is None:
        return {}
    read = {**stored(fields.claim(record.shown.claim, text)), "verdict_words": record.shown.verdict}
    if record.assessment is not None:
        read |= stored(fields.assessment(record.assessment))
    return read


def quantity(one: Quantity) -> Row:
    """Return a figure of the article."""
    return {"article": _ARTICLE, "title": _label(one.text), **stored(fields.quantity(one))}


def time(one: TimeInterval) -> Row:
    """Return a time of the article."""
    return {"article": _ARTICLE, "title": _label(one.text), **stored(fields.time(one))}


def finding(record: FindingRecord, numbers: Mapping[str, int], versions: Mapping[str, str]) -> Row:
    """Return a reading of a claim, run on the tables."""
    one = record.finding
    assert isinstance(one, Finding)
    return {
        "id": one.id,
        "claim": numbers[one.claim_id],
        "title": _label(one.statement),
        "verdict": str(one.verdict),
        "decides": int(record.decides),
        "clock": one.clock,
        "statement": one.statement,
        **stored(fields.run_on_tables(one, versions)),
    }


def cells(record: FindingRecord, number: int) -> Iterator[Row]:
    """Return the rows of tables that a finding rests on, the deciding one first."""
    assert isinstance(record.finding, Finding)
    for place, one in enumerate(record.finding.cells, start=1):
        yield {
            "finding": number,
            "place": place,
            "pack": one.pack,
            "resource": one.resource,
            "key": joined(f"{column}: {value}" for column, value in one.key),
            "column": one.column,
            "value": one.value,
            "figure": digits(as_number(one.value)),
            "unit": one.unit,
            "label": one.label,
            "source": one.source,
            "url": safe_url(one.url),
            "issuer": one.issuer,
            "party": one.party,
            "issued": iso(one.issued),
            "note": one.note,
        }
