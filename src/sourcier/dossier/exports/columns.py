"""The columns of the tables of claims and of findings: one contract for CSV and XLSX (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sourcier.core.claims import Claim
from sourcier.core.findings import Finding, Verdict
from sourcier.core.library import Passage
from sourcier.core.revisions import Revision
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding, Veto
from sourcier.dossier.exports.cells import Value, figure, joined
from sourcier.dossier.exports.decisions import written
from sourcier.dossier.exports.records import ClaimRecord, FindingRecord, Gathered
from sourcier.dossier.report.context import cited, safe_url

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
        values = {**_place(claim, gathered), **_read(claim), **_assessed(claim), **_decided(claim)}
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
        "number": claim.shown.number if claim.shown else None,
        "claim_id": claim.id,
        "words": claim.span.of(article.text),
        "focus": claim.shown.claim.focus.of(article.text) if claim.shown else None,
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": claim.sentence,
        "sentence_words": sentence.of(article.text) if sentence else None,
        "part_of": claim.part_of,
    }


def _read(record: ClaimRecord) -> dict[str, Value]:
    if record.shown is None:
        return {}
    claim: Claim = record.shown.claim
    return {
        "kind": str(claim.kind),
        "source_kind": claim.source.kind,
        "source": claim.source.name,
        "commitment": str(claim.commitment),
        "polarity": str(claim.polarity),
        "checkability": str(claim.checkability),
        "presupposed": claim.is_presupposed,
        "worth": Decimal(f"{claim.worth:.3f}"),
    }


def _assessed(record: ClaimRecord) -> dict[str, Value]:
    found, shown = record.assessment, record.shown
    if found is None or shown is None:
        return {}
    return {
        "verdict": _named(found.verdict),
        "why_none": str(found.why_none) if found.why_none else None,
        "verdict_words": shown.verdict,
        "at_publication": _named(found.at_publication),
        "checkable_from": found.checkable_from.isoformat() if found.checkable_from else None,
        "caveats": joined(str(caveat) for caveat in found.caveats),
        "justification": found.justification,
    }


def _decided(record: ClaimRecord) -> dict[str, Value]:
    last = record.standing.last
    adding = next((one for one in record.revisions if one.action == "add_claim"), None)
    values: dict[str, Value] = {"added_by": adding.author if adding else None}
    if last is not None:
        values |= {
            "decision": str(last.action),
            "decided_verdict": _named(record.standing.verdict),
            "rating": last.rating,
            "decision_reason": last.reason,
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
            "verdict": _named(one.verdict),
            **_told(one, versions),
        }
        yield tuple(values.get(name) for name in FINDING_COLUMNS)


def _told(one: FindingRecord, versions: Mapping[str, str]) -> dict[str, Value]:
    found = one.finding
    if isinstance(found, Revision):
        return _added(found)
    common: dict[str, Value] = {"statement": found.statement, "clock": found.clock}
    if isinstance(found, Finding):
        return common | _table(found, versions)
    if isinstance(found, PassageFinding):
        return common | _passage(found)
    return common | (_factcheck(found) if isinstance(found, FactCheckFinding) else _quotation(found))


def _table(found: Finding, versions: Mapping[str, str]) -> dict[str, Value]:
    reading = found.reading
    values: dict[str, Value] = {
        "probability": Decimal(f"{found.probability:.3f}"),
        "operation": str(reading.operation),
        "measure": reading.measure,
        "definition": reading.definition,
        "period": reading.period,
        "pack": reading.pack,
        "pack_version": versions.get(reading.pack),
        "table": reading.resource,
        "arithmetic": found.computation.expression,
        "comparison": found.comparison.expression,
        "caveats": joined(str(caveat) for caveat in found.caveats),
    }
    for deciding in found.cells[:1]:
        source, url = cited(deciding.source, deciding.url)
        values |= {
            "key": joined(f"{column}: {value}" for column, value in deciding.key),
            "column": deciding.column,
            "value": figure(deciding.value),
            "unit": deciding.unit,
            "source": source,
            "url": url,
            "issuer": deciding.issuer,
            "party": deciding.party,
            "issued": deciding.issued.isoformat() if deciding.issued else None,
        }
    return values


def _passage(found: PassageFinding) -> dict[str, Value]:
    score = dict(found.scores).get(str(found.stance))
    return {
        "probability": None if score is None else Decimal(f"{score:.3f}"),
        "caveats": joined(str(caveat) for caveat in found.caveats),
        "differences": differences(found.vetoes),
        **_text(found.passage),
    }


def _text(passage: Passage) -> dict[str, Value]:
    return {
        "text": passage.text,
        "publisher": passage.publisher,
        "published": passage.published.isoformat() if passage.published else None,
        "title": passage.title,
        "file": passage.location,
        "url": safe_url(passage.url),
    }


def _factcheck(found: FactCheckFinding) -> dict[str, Value]:
    check = found.factcheck
    return {
        "probability": Decimal(f"{found.probability:.3f}"),
        "text": check.claim,
        "rating": check.rating,
        "differences": differences(found.vetoes),
        "publisher": check.publisher,
        "published": check.published.isoformat() if check.published else None,
        "title": check.title,
        "url": safe_url(check.url),
    }


def _quotation(found: QuoteFinding) -> dict[str, Value]:
    said = f"{found.said_by}" if found.said_by else None
    edits = joined(f"{edit.quoted} → {edit.original}" for edit in found.edits)
    return {
        "status": str(found.status),
        "differences": joined([edits, f"[…] {found.cut}" if found.cut else ""]),
        "source": said,
        **(_text(found.passage) if found.passage else {}),
    }


def _added(decision: Revision) -> dict[str, Value]:
    evidence = decision.evidence
    return {
        "statement": decision.reason,
        "text": evidence.passage if evidence else None,
        "title": evidence.title if evidence else None,
        "url": safe_url(evidence.url) if evidence else None,
        "added_by": decision.author,
    }


def differences(vetoes: tuple[Veto, ...]) -> str:
    """Return what keeps a text from deciding: "number: 12 % / 14 %"."""
    return joined(f"{one.kind}: {one.claim_side} / {one.evidence_side}" for one in vetoes)


def _named(verdict: Verdict | None) -> str | None:
    return str(verdict) if verdict else None
