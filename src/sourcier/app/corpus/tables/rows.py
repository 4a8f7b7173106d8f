"""The rows that one input gives: of its dossier, or of what went wrong. Made in the worker, written by `Writer`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from sourcier.app.corpus.tables.schema import TABLES, arrow_schema
from sourcier.core.article import Article, Link
from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier, to_json
from sourcier.core.findings import Finding
from sourcier.core.ids import digest
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.relations import Party
from sourcier.core.revisions import Revision
from sourcier.core.testimony import FactCheckFinding
from sourcier.dossier.exports import fields
from sourcier.dossier.exports.records import FindingRecord, found_in, reading_order
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import as_number

if TYPE_CHECKING:  # pyarrow is imported when rows are made
    import pyarrow as pa

Record = dict[str, Any]
State = Literal["done", "duplicate", "error"]


@dataclass(frozen=True, slots=True)
class Rows:
    """What one input adds to a corpus. The same dossier gives the same rows, to the byte."""

    input: str
    sha256: str | None
    article: str | None
    state: State
    batches: Mapping[str, pa.RecordBatch]
    """By table; one without rows is left out. Every one is in the columns of its table."""


def rows_of(dossier: Dossier, *, input: str, sha256: str | None) -> Rows:  # noqa: A002 - the column's name
    """Return the rows of an article that was read and checked.

    Args:
        dossier: What came of it.
        input: Where it was found.
        sha256: Of the bytes that were read.
    """
    found_at = _written(input)
    listed = {
        "articles": [_article(dossier, found_at)],
        "sentences": _sentences(dossier),
        "claims": _claims(dossier),
        "quantities": _quantities(dossier),
        "times": _times(dossier),
        "relations": _relations(dossier),
        "findings": _findings(dossier),
        "assessments": _assessments(dossier),
        "issues": (
            {"input": found_at, "slug": one.slug, "stage": one.stage, "message": one.message} for one in dossier.issues
        ),
    }
    article = dossier.article.id
    tables = {name: [{"article": article, **row} for row in rows] for name, rows in listed.items()}
    return _rows({"input": found_at, "sha256": sha256, "article": article, "state": "done"}, tables)


def duplicate(*, input: str, sha256: str | None, article: str) -> Rows:  # noqa: A002 - the column's name
    """Return the row of an input whose article came from another input before."""
    return _rows({"input": _written(input), "sha256": sha256, "article": article, "state": "duplicate"}, {})


def failed(
    *,
    input: str,  # noqa: A002 - the column's name
    sha256: str | None,
    slug: str,
    message: str,
    stage: str = "ingest",
) -> Rows:
    """Return the rows of an input that no article could be read from."""
    told = {"input": _written(input), "slug": slug, "message": _written(message)}
    return _rows({**told, "sha256": sha256, "state": "error"}, {"issues": [{**told, "stage": stage}]})


def _rows(own: Record, tables: Mapping[str, Sequence[Record]]) -> Rows:
    import pyarrow as pa

    batches = {}
    for table in TABLES:
        listed = [own] if table == "inputs" else tables.get(table, ())
        if listed:
            schema = arrow_schema(table)
            columns = [
                pa.array([row.get(name) for row in listed], kind)
                for name, kind in zip(schema.names, schema.types, strict=True)
            ]
            batches[table] = pa.RecordBatch.from_arrays(columns, schema=schema)
    return Rows(
        input=own["input"], sha256=own["sha256"], article=own.get("article"), state=own["state"], batches=batches
    )


def _written(text: str) -> str:
    r"""Return a text that UTF-8 can write: a path may hold bytes that are no letters.

    >>> _written("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def article_adapter() -> TypeAdapter[Article]:
    """Return what makes an article into `articles.record` and back."""
    return TypeAdapter(Article)


def _article(dossier: Dossier, found_at: str) -> Record:
    one = dossier.article
    return {
        **fields.article(one),
        "input": found_at,
        "words": len(one.text.split()),
        "sentences": len(dossier.sentences),
        "sentences_with_claims": dossier.ledger.with_claims,
        "claims": len(dossier.claims),
        "links": [{"url": link.url, "text": link.span.of(one.text)} for link in _safe(one.links)],
        "record": article_adapter().dump_json(one).decode(),
        "dossier_sha256": digest(to_json(dossier)),
    }


def _safe(links: Iterable[Link]) -> list[Link]:
    """Return the links that may be opened: a page may give any address."""
    return [link for link in links if safe_url(link.url)]


def _sentences(dossier: Dossier) -> Iterator[Record]:
    reasons = {entry.sentence_id: entry.reason for entry in dossier.ledger.entries}
    for one in dossier.sentences:
        yield {
            "id": one.id,
            "words": one.span.of(dossier.article.text),
            "start": one.span.start,
            "end": one.span.end,
            "block": str(one.block),
            "reason": fields.named(reasons.get(one.id)),
        }


def _claims(dossier: Dossier) -> Iterator[Record]:
    article = dossier.article
    sentences = {one.id: one.span for one in dossier.sentences}
    for one in dossier.claims:
        sentence = sentences.get(one.sentence_id, one.span)
        yield {
            "id": one.id,
            "sentence": one.sentence_id,
            "words": one.span.of(article.text),
            "start": one.span.start,
            "end": one.span.end,
            **fields.claim(one, article.text),
            "source_entity": one.source.entity_id,
            "entities": [{"words": m.text, "kind": m.kind, "id": m.entity_id} for m in one.entities],
            "lemmas": one.lemmas,
            "links": [link.url for link in _safe(article.links) if link.span.overlaps(sentence)],
        }


def _quantities(dossier: Dossier) -> Iterator[Record]:
    carried = {claim.id: claim.quantities for claim in dossier.claims}
    for one in reading_order([*dossier.quantities, *(q for listed in carried.values() for q in listed)]):
        yield {
            "claims": _carrying(one, carried),
            "words": one.text,
            **fields.quantity(one),
            "low": fields.digits(one.low),
            "high": fields.digits(one.high),
            "low_number": _number(one.low),
            "high_number": _number(one.high),
            "half_width": _number(one.half_width),
        }


def _times(dossier: Dossier) -> Iterator[Record]:
    carried = {claim.id: claim.times for claim in dossier.claims}
    for one in reading_order([*dossier.times, *(t for listed in carried.values() for t in listed)]):
        yield {"claims": _carrying(one, carried), "words": one.text, **fields.time(one)}


def _carrying(
    one: Quantity | TimeInterval, carried: Mapping[str, Iterable[Quantity] | Iterable[TimeInterval]]
) -> list[str]:
    return [claim for claim, listed in carried.items() if one in listed]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _relations(dossier: Dossier) -> Iterator[Record]:
    text, lang = dossier.article.text, dossier.article.lang
    labels = {one.id: one.label_fr if lang == "fr" else one.label_en for one in dossier.entities}

    def party(role: str, one: Party) -> Record:
        label = labels.get(one.entity_id) or one.entity_id
        return {role: one.entity_id, f"{role}_label": label, f"{role}_words": one.span.of(text)}

    for one in dossier.relations:
        yield {
            "id": one.id,
            "sentence": one.sentence_id,
            "claim": one.claim_id,
            "kind": str(one.kind),
            "sign": one.sign,
            "symmetric": one.is_symmetric,
            **party("subject", one.subject),
            **party("object", one.object),
            "words": one.cue.of(text),
            "start": one.cue.start,
            "end": one.cue.end,
            "polarity": str(one.polarity),
            "modality": str(one.modality),
            "source_kind": one.source.kind,
            "source": one.source.name,
            "commitment": str(one.commitment),
            "first_day": one.time.start if one.time else None,
            "day_after": one.time.end if one.time else None,
        }


def _findings(dossier: Dossier) -> Iterator[Record]:
    """Yield the findings by claim in reading order, as the tables of one dossier have them."""
    claims = sorted(dossier.claims, key=_place)
    order = {claim.id: number for number, claim in enumerate(claims)}
    versions = {pack.name: pack.version for pack in dossier.run.packs}
    for one in sorted(found_in(dossier, claims), key=lambda one: order.get(one.claim_id or "", len(order))):
        yield _finding(one, versions)


def _place(claim: Claim) -> tuple[int, int]:
    return claim.span.start, claim.span.end


def _finding(record: FindingRecord, versions: Mapping[str, str]) -> Record:
    found = record.finding
    row: Record = {
        "claim": record.claim_id,
        "id": record.id,
        "kind": record.kind,
        "decides": record.decides,
        "verdict": fields.named(record.verdict),
        "entities": (),
        "caveats": (),
    }
    assert not isinstance(found, Revision)
    told = fields.finding(found, versions)
    row |= {name: value for name, value in told.items() if value != "" or name == "statement"}
    if isinstance(found, Finding):
        row["entities"] = found.reading.entities
        row["value_number"] = _number(as_number(found.cells[0].value)) if found.cells else None
    elif not isinstance(found, FactCheckFinding) and found.passage is not None:
        row |= {"document": found.passage.document_id, "origin": found.passage.origin}
    return row


def _assessments(dossier: Dossier) -> Iterator[Record]:
    for one in dossier.assessments:
        yield {"claim": one.claim_id, **fields.assessment(one), "findings": one.finding_ids}
