"""The rows of the SQLite file: what texts say of the claims, and what people decided, by the names of the columns."""

from __future__ import annotations

from collections.abc import Mapping

from sourcier.core.revisions import Revision
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding
from sourcier.dossier.exports import fields
from sourcier.dossier.exports.cells import joined
from sourcier.dossier.exports.decisions import written
from sourcier.dossier.exports.fields import differences
from sourcier.dossier.exports.records import FindingRecord
from sourcier.dossier.exports.rows import Row, iso, stored
from sourcier.dossier.report.context import safe_url


def passage(record: FindingRecord, numbers: Mapping[str, int]) -> Row:
    """Return a passage held against a claim."""
    one = record.finding
    assert isinstance(one, PassageFinding)
    scores = dict(one.scores)
    return {
        "id": one.id,
        "claim": numbers[one.claim_id],
        "stance": str(one.stance),
        "decides": int(record.decides),
        "clock": one.clock,
        **{name: scores.get(name) for name in ("supported", "refuted", "not_enough_evidence")},
        "statement": one.statement,
        "differences": differences(one.vetoes),
        "caveats": joined(str(caveat) for caveat in one.caveats),
        "copies": one.copies,
        "document_id": one.passage.document_id,
        "origin": one.passage.origin,
        **stored(fields.passage(one.passage)),
    }


def factcheck(record: FindingRecord, numbers: Mapping[str, int]) -> Row:
    """Return an earlier fact-check held against a claim."""
    one = record.finding
    assert isinstance(one, FactCheckFinding)
    check = one.factcheck
    return {
        "id": one.id,
        "claim": numbers[one.claim_id],
        "claim_reviewed": check.claim,
        "rating": check.rating,
        "rated": str(one.rated) if one.rated else None,
        "probability": one.probability,
        "differences": differences(one.vetoes),
        "clock": one.clock,
        "statement": one.statement,
        "publisher": check.publisher,
        "published": iso(check.published),
        "title": check.title,
        "url": safe_url(check.url),
        "claimant": check.claimant,
    }


def quotation(record: FindingRecord, numbers: Mapping[str, int], text: str) -> Row:
    """Return a quotation that was looked up."""
    one = record.finding
    assert isinstance(one, QuoteFinding)
    return {
        "id": one.id,
        "claim": numbers.get(record.claim_id or ""),
        "words": one.quote.of(text),
        "start": one.quote.start,
        "end": one.quote.end,
        "speaker": one.speaker,
        "status": str(one.status),
        "decides": int(record.decides),
        "clock": one.clock,
        "statement": one.statement,
        "said_by": one.said_by,
        "edits": joined(f"{edit.quoted} → {edit.original}" for edit in one.edits),
        "cut": one.cut,
        "turn": str(one.turn) if one.turn else None,
        **(stored(fields.passage(one.passage)) if one.passage else {}),
    }


def decision(one: Revision, numbers: Mapping[str, int], reason: str) -> Row:
    """Return a decision."""
    evidence = one.evidence
    return {
        "id": one.id,
        "claim": numbers.get(one.claim_id),
        "claim_id": one.claim_id,
        "action": str(one.action),
        "verdict": str(one.verdict) if one.verdict else None,
        "rating": one.rating,
        "reason": reason,
        "author": one.author,
        "at": written(one.at),
        "seen": one.seen,
        "spans": joined(f"{span.start}–{span.end}" for span in one.spans),
        "evidence_url": safe_url(evidence.url) if evidence else None,
        "evidence_title": evidence.title if evidence else None,
        "evidence_passage": evidence.passage if evidence else None,
        "evidence_stance": str(evidence.stance) if evidence and evidence.stance else None,
    }
