"""The tables of a library's folder: their columns, and the records as rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from sourcier.core.ids import digest
from sourcier.core.library import Document, FactCheck, Passage
from sourcier.core.spans import Anchor
from sourcier.evidence.library.figures import figures_of

if TYPE_CHECKING:  # Arrow is imported where a folder is opened
    import pyarrow as pa

DOCUMENTS, PASSAGES, FACTCHECKS, ORIGINS = "documents", "passages", "factchecks", "origins"
STEMMED = {"fr": "French", "en": "English"}
"""Columns that hold a text in its own language, and how the words of each are stemmed."""
WORDS = "words"
"""Column that holds a text in whatever language, its words as they stand."""
FIGURES = "figures"

Row = dict[str, Any]


def schemas(width: int) -> Mapping[str, pa.Schema]:
    """Return the columns of every table, for vectors of so many numbers."""
    import pyarrow as pa  # noqa: PLC0415 - half a second that most commands need not spend

    text, day = pa.string(), pa.date32()
    searched = [
        ("id", text),
        *((lang, text) for lang in STEMMED),
        (WORDS, text),
        (FIGURES, text),
        ("lang", text),
        ("publisher", text),
        ("published", day),
        ("codes", pa.list_(pa.int8(), width)),
        ("scale", pa.float32()),
    ]
    place = [("start", pa.int64()), ("end", pa.int64()), ("prefix", text), ("suffix", text)]
    return {
        DOCUMENTS: pa.schema(
            [
                ("id", text),
                ("record", text),
                ("record_digest", text),
                ("text", text),
                ("digest", text),
                ("published", day),
                ("signature", pa.binary()),
            ]
        ),
        PASSAGES: pa.schema(
            [
                *searched,
                ("document_id", text),
                ("digest", text),
                *place,
                *((name, text) for name in ("location", "heading", "title", "url")),
                ("signature", pa.binary()),
            ]
        ),
        FACTCHECKS: pa.schema([*searched, ("record", text), ("record_digest", text)]),
        ORIGINS: pa.schema([("passage_id", text), ("origin", text)]),
    }


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


@cache
def _factchecks() -> TypeAdapter[FactCheck]:
    return TypeAdapter(FactCheck)


def document_row(document: Document, signature: bytes) -> Row:
    """Return a document as a row."""
    record = _documents().dump_json(document, exclude={"text"}).decode()
    return {
        "id": document.id,
        "record": record,
        "record_digest": record_digest(document),
        "text": document.text,
        "digest": document.digest,
        "published": document.published,
        "signature": signature,
    }


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row."""
    fields = TypeAdapter(dict[str, Any]).validate_json(row["record"])
    return _documents().validate_python({**fields, "text": row["text"]})


def passage_row(passage: Passage, signature: bytes) -> Row:
    """Return a passage as a row, its vector left out."""
    return {
        **_searched(passage.id, passage.text, passage.lang, passage.publisher, passage.published),
        "document_id": passage.document_id,
        "digest": passage.digest,
        "start": passage.anchor.start,
        "end": passage.anchor.end,
        "prefix": passage.anchor.prefix,
        "suffix": passage.anchor.suffix,
        "location": passage.location,
        "heading": passage.heading,
        "title": passage.title,
        "url": passage.url,
        "signature": signature,
    }


def passage_of(row: Mapping[str, Any], origin: str) -> Passage:
    """Return the passage of a row."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        text=row[WORDS],
        anchor=Anchor(row[WORDS], row["prefix"], row["suffix"], row["start"], row["end"]),
        lang=row["lang"],
        digest=row["digest"],
        origin=origin,
        location=row["location"],
        heading=row["heading"],
        title=row["title"],
        url=row["url"],
        publisher=row["publisher"],
        published=row["published"],
    )


def factcheck_row(factcheck: FactCheck) -> Row:
    """Return an earlier fact-check as a row, its vector left out."""
    return {
        **_searched(factcheck.id, factcheck_text(factcheck), factcheck.lang, factcheck.publisher, factcheck.published),
        "record": _factchecks().dump_json(factcheck).decode(),
        "record_digest": record_digest(factcheck),
    }


def factcheck_of(row: Mapping[str, Any]) -> FactCheck:
    """Return the fact-check of a row."""
    return _factchecks().validate_json(row["record"])


def factcheck_text(factcheck: FactCheck) -> str:
    """Return what of a fact-check is searched: the title of its article and the claim."""
    return f"{factcheck.title} {factcheck.claim}" if factcheck.title else factcheck.claim


def record_digest(item: Document | FactCheck) -> str:
    """Return the digest of all that is known of a record: other date or publisher, other digest."""
    if isinstance(item, Document):
        return digest(_documents().dump_json(item))
    return digest(_factchecks().dump_json(item))


def _searched(name: str, text: str, lang: str, publisher: str | None, published: date | None) -> Row:
    return {
        "id": name,
        **{own: text if own == lang else None for own in STEMMED},
        WORDS: text,
        FIGURES: " ".join(figures_of(text)),
        "lang": lang,
        "publisher": publisher,
        "published": published,
    }
