"""What is added to a library: batches of records, made into rows, with one origin for all copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from sourcier.core.library import Document, FactCheck
from sourcier.evidence.encoding import Encoder
from sourcier.evidence.library.folder import reading
from sourcier.evidence.library.fulltext import quoted
from sourcier.evidence.library.tables import (
    DOCUMENTS,
    FACTCHECKS,
    ORIGINS,
    PASSAGES,
    WORDS,
    Row,
    document_row,
    passage_row,
    record_digest,
)

BATCH = 256
"""Passages and fact-checks written together: some seconds of the small encoder's time are lost when a run is killed."""
_PASSAGE = 400
"""Letters of a passage, about: enough to tell when a batch is full before it is cut."""
_AT_ONCE = 500
"""Ids asked for in one question."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did."""

    documents: int = 0
    passages: int = 0
    factchecks: int = 0
    replaced: int = 0
    """Of documents and fact-checks, those that were there with another date, publisher or title."""
    kept: int = 0
    """Those that were there already, and are as they were."""

    def __add__(self, other: Added) -> Added:
        return Added(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(Added)))


def batches(items: Iterable[Document | FactCheck]) -> Iterator[list[Document | FactCheck]]:
    """Yield records until they make some `BATCH` passages and fact-checks, then the next."""
    batch: list[Document | FactCheck] = []
    size = 0
    for item in items:
        batch.append(item)
        size += 1 + (len(item.text) // _PASSAGE if isinstance(item, Document) else 0)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def sliced(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many ids at once as one question takes."""
    for at in range(0, len(ids), _AT_ONCE):
        yield ids[at : at + _AT_ONCE]


def without(items: Mapping[str, Any], there: Mapping[str, str]) -> dict[str, Any]:
    """Return the records, by id, that are not there, or there with another digest."""
    return {name: item for name, item in items.items() if there.get(name) != record_digest(item)}


def cut_all(documents: Sequence[Document]) -> tuple[list[Row], list[Row]]:
    """Return the rows of documents and of their passages, vectors left out."""
    from sourcier.evidence.library.cutting import cut  # noqa: PLC0415
    from sourcier.evidence.library.origins import sign_documents, sign_passages  # noqa: PLC0415

    if not documents:
        return [], []
    signatures = sign_documents([document.text for document in documents])
    document_rows = [document_row(one, signature) for one, signature in zip(documents, signatures, strict=True)]
    passages = [passage for document in documents for passage in cut(document)]
    signed = sign_passages([passage.text for passage in passages]) if passages else []
    return document_rows, [passage_row(one, signature) for one, signature in zip(passages, signed, strict=True)]


def asked(table: Any, ids: Sequence[str], columns: list[str], path: Path) -> list[Row]:
    """Return the rows of a table that have these ids, in any order."""
    with reading(path):
        found: list[Row] = []
        for some in sliced(ids):
            asked = table.search().where(f"id in ({quoted(some)})").select(columns).limit(None)
            found += asked.to_arrow().to_pylist()
    return found


def digests_of(items: Mapping[str, Document | FactCheck], table_of: Callable[[str], Any], path: Path) -> dict[str, str]:
    """Return the record digests of those items that a library holds, by id."""
    found: dict[str, str] = {}
    for name, kind in ((DOCUMENTS, Document), (FACTCHECKS, FactCheck)):
        ids = [item.id for item in items.values() if isinstance(item, kind)]
        table = table_of(name) if ids else None
        if table is not None:
            rows = asked(table, ids, ["id", "record_digest"], path)
            found |= {row["id"]: row["record_digest"] for row in rows}
    return found


def give_vectors(rows: Sequence[Row], encoder: Encoder) -> None:
    """Write into rows the vectors of their texts, in a byte a number."""
    from sourcier.evidence.library.quantised import quantise  # noqa: PLC0415

    if not rows:
        return
    codes, scales = quantise(encoder.encode([row[WORDS] for row in rows], is_query=False))
    for row, code, scale in zip(rows, codes, scales, strict=True):
        row["codes"], row["scale"] = code, scale


def append(table: Any, rows: Sequence[Row]) -> None:
    """Write rows behind those of a table."""
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    if not rows:
        return
    columns = []
    for field in table.schema:
        values = [row[field.name] for row in rows]
        if field.name == "codes":
            columns.append(pa.FixedSizeListArray.from_arrays(pa.array(np.concatenate(values)), field.type.list_size))
        else:
            columns.append(pa.array(values, field.type))
    table.add(pa.table(columns, schema=table.schema))


def drop(opened: Mapping[str, Any], ids: Sequence[str]) -> None:
    """Take documents with their passages, and fact-checks, out of the tables."""
    listed = quoted(ids)
    opened[PASSAGES].delete(f"document_id in ({listed})")
    for name in (DOCUMENTS, FACTCHECKS):
        opened[name].delete(f"id in ({listed})")


def ask_origins(opened: Mapping[str, Any]) -> None:
    """Write the origins of those passages whose document is not their origin."""
    import pyarrow as pa  # noqa: PLC0415

    from sourcier.evidence.library.origins import SignedDocument, SignedPassage, origins_of, own_origin  # noqa: PLC0415

    documents = _signed(opened[DOCUMENTS], ["id", "digest", "published", "signature"], SignedDocument)
    passages = _signed(opened[PASSAGES], ["id", "document_id", "signature"], SignedPassage)
    own = {one.id: own_origin(one.digest) for one in documents}
    origins = origins_of(documents, passages)
    other = sorted((one.id, origins[one.id]) for one in passages if origins[one.id] != own[one.document_id])
    columns = {"passage_id": [name for name, _ in other], "origin": [origin for _, origin in other]}
    table = opened[ORIGINS]
    table.add(pa.table(columns, schema=table.schema), mode="overwrite")


def main_origins(rows: Mapping[str, Sequence[str]], other: Mapping[str, str]) -> dict[str, str]:
    """Return the origin that most passages of each document have, by the document's id.

    Args:
        rows: The columns `id`, `document_id` and `digest` of the passages.
        other: The origins of those passages whose document is not their origin.
    """
    from sourcier.evidence.library.origins import own_origin  # noqa: PLC0415

    counts: dict[str, Counter[str]] = {}
    for name, document, digest in zip(rows["id"], rows["document_id"], rows["digest"], strict=True):
        counts.setdefault(document, Counter())[other.get(name) or own_origin(digest)] += 1
    return {document: origins.most_common(1)[0][0] for document, origins in counts.items()}


def _signed(table: Any, columns: list[str], kind: Callable[..., Any]) -> list[Any]:
    rows = table.search().select(columns).limit(None).to_arrow().to_pylist()
    return [kind(**{name: row[name] for name in columns}) for row in rows]
