"""The columns of the tables of claims and of findings: one contract for CSV and XLSX (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from sourcier.core.findings import Assessment, Finding
from sourcier.core.revisions import Revision
from sourcier.core.testimony import QuoteFinding
from sourcier.dossier.exports import fields
from sourcier.dossier.exports.cells import Value, figure, joined
from sourcier.dossier.exports.decisions import written
from sourcier.dossier.exports.fields import Field, Fields, named
from sourcier.dossier.exports.records import ClaimRecord, FindingRecord, Gathered
from sourcier.dossier.report.context import safe_url

CLAIM_COLUMNS = (
    *("article_id", "title", "published", "article_url"),
    *("number", "claim_id", "words", "focus", "start", "end", "sentence", "sentence_words"),
    *("kind", "source_kind", "source", "commitment", "polarity", "checkability", "presupposed", "worth"),
    *("verdict", "why_none", "verdict_words", "at_publication", "checkable_from", "caveats", "justification"),
    *("findings", "decision", "decided_verdict", "rating", "decision_reason", "decided_by", "decided_at"),
    *("disputed", "added_by", "part_of"),
)
FINDING_COLUMNS = (
    *("claim_number", "claim_id", "finding_id", "kind", "decides", "verdict", "statement", "clock", "probability"),
    *("operation", "measure", "definition", "period", "pack", "pack_version", "table", "key", "column"),
    *("value", "unit", "arithmetic", "comparison"),
    *("text", "rating", "status", "differences", "publisher", "published", "title", "file"),
    *("source", "url", "issuer", "party", "issued", "caveats", "added_by"),
)


def claim_rows(gathered: Gathered) -> Iterator[tuple[Value, ...]]:
    """Return one row a claim, in the order of the columns."""
    counts: dict[str, int] = {}
    for one in gathered.findings:
        counts[one.claim_id or ""] = counts.get(one.claim_id or "", 0) + 1
    for claim in gathered.claims:
        values = {**_place(claim, gathered), **_read(claim, gathered.dossier.article.text), **_decided(claim, gathered)}
        values["findings"] = counts.get(claim.id, 0)
        yield tuple(values.get(name) for name in CLAIM_COLUMNS)


def _place(claim: ClaimRecord, gathered: Gathered) -> dict[str, Value]:
    article = gathered.dossier.article
    sentence = gathered.dossier.sentences[claim.sentence - 1].span if claim.sentence else None
    return {
        "article_id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "article_url": safe_url(article.url),
        "number": gathered.numbers[claim.id],
        "claim_id": claim.id,
        "words": claim.span.of(article.text),
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": claim.sentence,
        "sentence_words": sentence.of(article.text) if sentence else None,
        "part_of": claim.part_of,
    }


def _read(record: ClaimRecord, text: str) -> dict[str, Value]:
    if record.shown is None:
        return {}
    return {**_shown(fields.claim(record.shown.claim, text)), **_assessed(record.assessment, record.shown.verdict)}


def _assessed(found: Assessment | None, words: str) -> dict[str, Value]:
    return {} if found is None else {**_shown(fields.assessment(found)), "verdict_words": words}


def _shown(record: Fields) -> dict[str, Value]:
    """Return a record as a cell shows it: days in ISO 8601, probabilities to three places, lists in one cell."""
    return {name: _cell(value) for name, value in record.items()}


def _cell(value: Field) -> Value:
    if isinstance(value, tuple):
        return joined(value)
    if isinstance(value, date):
        return value.isoformat()
    return Decimal(f"{value:.3f}") if isinstance(value, float) else value


def _decided(record: ClaimRecord, gathered: Gathered) -> dict[str, Value]:
    last = record.standing.last
    adding = next((one for one in record.revisions if one.action == "add_claim"), None)
    values: dict[str, Value] = {"added_by": adding.author if adding else None}
    if last is not None:
        values |= {
            "decision": str(last.action),
            "decided_verdict": named(record.standing.verdict),
            "rating": last.rating,
            "decision_reason": gathered.reason(last),
            "decided_by": last.author,
            "decided_at": written(last.at),
            "disputed": record.is_disputed,
        }
    return values


def finding_rows(gathered: Gathered) -> Iterator[tuple[Value, ...]]:
    """Return one row a finding, in the order of the columns."""
    numbers = gathered.numbers
    versions = {pack.name: pack.version for pack in gathered.dossier.run.packs}
    for one in gathered.findings:
        values: dict[str, Value] = {
            "claim_number": numbers.get(one.claim_id or ""),
            "claim_id": one.claim_id,
            "finding_id": one.id,
            "kind": one.kind,
            "decides": one.decides,
            "verdict": named(one.verdict),
            **_told(one, versions, gathered),
        }
        yield tuple(values.get(name) for name in FINDING_COLUMNS)


def _told(one: FindingRecord, versions: Mapping[str, str], gathered: Gathered) -> dict[str, Value]:
    found = one.finding
    if isinstance(found, Revision):
        return _added(found, gathered)
    values = _shown(fields.finding(found, versions))
    values |= {"table": values.get("resource"), "file": values.get("location")}
    if isinstance(found, Finding) and found.cells:
        values["value"] = figure(found.cells[0].value)
    if isinstance(found, QuoteFinding):
        values["source"] = values["said_by"]
    return values


def _added(decision: Revision, gathered: Gathered) -> dict[str, Value]:
    evidence = decision.evidence
    return {
        "statement": gathered.reason(decision),
        "text": evidence.passage if evidence else None,
        "title": evidence.title if evidence else None,
        "url": safe_url(evidence.url) if evidence else None,
        "added_by": decision.author,
    }
