"""Word documents: paragraphs with their styles, hyperlinks, core properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from lzma import LZMAError
from typing import Any
from zlib import error as ZlibError  # noqa: N812 -- zlib names its exception in lower case

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

from sourcier.core.article import BlockKind
from sourcier.ingest.errors import BrokenDocument, TooLarge
from sourcier.ingest.formats.builder import PageBuilder
from sourcier.ingest.pages import Facts, Page
from sourcier.ingest.sniffing import DOCX

UNPACKED = 100 * 1024 * 1024
"""Bytes a document may take unpacked, all parts together."""
TEXT_PART = 30 * 1024 * 1024
"""Bytes its text part may take: fifty novels."""

_STYLES = (
    ("title", BlockKind.TITLE),
    ("subtitle", BlockKind.STANDFIRST),
    ("heading", BlockKind.HEADING),
    ("list", BlockKind.LIST_ITEM),
    ("caption", BlockKind.CAPTION),
)


def read_docx(body: bytes, facts: Facts, name: str) -> Page:
    """Return the page of a DOCX file.

    Raises:
        TooLarge: It unpacks to more than any article: a zip bomb.
        BrokenDocument: It is damaged.
    """
    try:
        _check_size(body, name)
        document = docx.Document(BytesIO(body))
        builder = PageBuilder()
        for item in document.iter_inner_content():
            _add(item, builder)
        return builder.page(DOCX, _facts(document, facts))
    except (
        OpcError,
        SyntaxError,  # lxml's errors of syntax are this too
        zipfile.BadZipFile,
        ZlibError,
        LZMAError,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        AttributeError,
        RuntimeError,  # a part that asks for a password, or is packed in a way that is not known
    ) as error:
        raise BrokenDocument(f"{name} is a damaged DOCX file: {error}", source=name) from error


def _check_size(body: bytes, name: str) -> None:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        text = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
        if unpacked > UNPACKED or text > TEXT_PART:
            raise TooLarge(
                f"{name} unpacks to {unpacked // 1024 // 1024} MB; no article is so large", source=name, limit=UNPACKED
            )


def _add(item: Paragraph | Table, builder: PageBuilder) -> None:
    if isinstance(item, Table):
        for row in item.rows:
            builder.open_block(BlockKind.LIST_ITEM)
            builder.add(" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip())))
        return
    builder.open_block(_kind(item))
    for words, url in _runs(item):
        first, *rest = words.split("\n\n")
        builder.add(first, url)
        for paragraph in rest:
            builder.open_block(None)
            builder.add(paragraph, url)


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, str | None]]:
    for inner in paragraph.iter_inner_content():
        if isinstance(inner, Hyperlink):
            url = inner.url
            yield inner.text, url if url.startswith(("http://", "https://")) else None
        else:
            yield inner.text, None


def _kind(paragraph: Paragraph) -> BlockKind | None:
    style: Any = paragraph.style
    name = (style.name or "").lower() if style is not None else ""
    return next((kind for start, kind in _STYLES if name.startswith(start)), None)


def _facts(document: Any, given: Facts) -> Facts:
    core = document.core_properties
    author = (core.author or "").strip()
    # python-docx and Word write their own names where no one gave one.
    byline = (author,) if " " in author and "python-docx" not in author else ()
    return replace(
        given,
        title=given.title or None,
        byline=byline,
        lang=(core.language or "")[:2].lower() or None,
    )
