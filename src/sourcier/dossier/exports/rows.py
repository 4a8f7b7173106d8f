"""The rows of the SQLite file: the article, its claims, and what tables say of them, by the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sourcier.core.dossier import Dossier
from sourcier.core.findings import Finding
from sourcier.core.language import Quantity, TimeInterval
from sourcier.dossier.exports.cells import joined
from sourcier.dossier.exports.records import ClaimRecord, FindingRecord, Gathered
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import as_number, one_line

Row = Mapping[str, str | int | float | None]

_ARTICLE = 1
"""A file holds one article."""
_LABEL = 80
"""Characters of a label at most."""
_DIGITS = 40


def _label(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1].rstrip()}…"


def iso(day: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return day.isoformat() if day else None


def _figure(value: Decimal | None) -> str | None:
    """Return a figure in digits; one of more digits than any article has, as it came."""
    return None if value is None else f"{value:f}" if abs(value.adjusted()) < _DIGITS else str(value)


def article(dossier: Dossier) -> Row:
    """Return the article."""
    one = dossier.article
    return {
        "number": _ARTICLE,
        "id": one.id,
        "title": one.title,
        "byline": joined(one.byline),
        "publisher": one.publisher,
        "published": iso(one.published),
        "updated": iso(one.updated),
        "lang": one.lang,
        "url": safe_url(one.url),
        "media_type": one.media_type,
        "sha256": one.digest,
        "text": one.text,
    }


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
    claim, found = record.shown.claim, record.assessment
    read: dict[str, str | int | float | None] = {
        "focus": claim.focus.of(text),
        "focus_start": claim.focus.start,
        "focus_end": claim.focus.end,
        "kind": str(claim.kind),
        "source_kind": claim.source.kind,
        "source": claim.source.name,
        "commitment": str(claim.commitment),
        "polarity": str(claim.polarity),
        "checkability": str(claim.checkability),
        "presupposed": int(claim.is_presupposed),
        "worth": claim.worth,
        "verdict_words": record.shown.verdict,
    }
    if found is not None:
        read |= {
            "verdict": str(found.verdict) if found.verdict else None,
            "why_none": str(found.why_none) if found.why_none else None,
            "at_publication": str(found.at_publication) if found.at_publication else None,
            "checkable_from": iso(found.checkable_from),
            "caveats": joined(str(caveat) for caveat in found.caveats),
            "justification": found.justification,
        }
    return read


def quantity(one: Quantity) -> Row:
    """Return a figure of the article."""
    return {
        "article": _ARTICLE,
        "title": _label(one.text),
        "start": one.span.start,
        "end": one.span.end,
        "low": _figure(one.low),
        "high": _figure(one.high),
        "unit": one.unit,
        "comparator": str(one.comparator),
        "half_width": _figure(one.half_width),
        "per": one.per,
        "of": one.of,
    }


def time(one: TimeInterval) -> Row:
    """Return a time of the article."""
    return {
        "article": _ARTICLE,
        "title": _label(one.text),
        "start": one.span.start,
        "end": one.span.end,
        "first_day": iso(one.start),
        "day_after": iso(one.end),
        "grain": str(one.grain),
        "mod": one.mod,
        "relative": int(one.relative),
    }


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
        "probability": one.probability,
        "operation": str(one.reading.operation),
        "measure": one.reading.measure,
        "definition": one.reading.definition,
        "period": one.reading.period,
        "pack": one.reading.pack,
        "pack_version": versions.get(one.reading.pack),
        "resource": one.reading.resource,
        "statement": one.statement,
        "arithmetic": one.computation.expression,
        "comparison": one.comparison.expression,
        "caveats": joined(str(caveat) for caveat in one.caveats),
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
            "figure": _figure(as_number(one.value)),
            "unit": one.unit,
            "label": one.label,
            "source": one.source,
            "url": safe_url(one.url),
            "issuer": one.issuer,
            "party": one.party,
            "issued": iso(one.issued),
            "note": one.note,
        }
