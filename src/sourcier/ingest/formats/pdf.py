"""PDF, page by page: lines with their place and size, so that paragraphs and titles can be told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

import pypdfium2
from pypdfium2 import raw

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span
from sourcier.ingest.errors import BrokenDocument, EncryptedPdf, PdfWithoutText, TooLarge
from sourcier.ingest.pages import Facts, Page, Part
from sourcier.ingest.sniffing import PDF

MOST_PAGES = 300
MOST_CHARACTERS = 5_000_000
_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?\W*$", re.IGNORECASE)
# Pdfium writes one of these in place of a hyphen at the end of a line, and no line end after it.
_CUTS = "\x02\ufffe"
_PRINTED = re.compile(rf"[^\r\n{_CUTS}]*[{_CUTS}]?")
_NOT_A_TITLE = re.compile(r"\.\w{2,4}$|^microsoft word|^untitled|^sans titre|^document\d*$", re.IGNORECASE)
_LARGE = 1.15
"""Times the usual size: what is larger is a title or a heading."""
_EDGE = 2
"""Lines at the top and the foot of a page where running heads and numbers stand."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page with its left and top edges and the size of its type, in points."""

    text: str
    page: int
    left: float
    top: float
    size: float


def read_pdf(body: bytes, facts: Facts, name: str) -> Page:
    """Return the page of a PDF; running heads, feet and page numbers are left on the paper.

    Raises:
        EncryptedPdf: It asks for a password.
        PdfWithoutText: It holds pictures only.
        BrokenDocument: It is damaged.
        TooLarge: It has more pages or text than an article.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedPdf(f"{name} is locked by a password; give an open copy", source=name) from error
        raise BrokenDocument(f"{name} is a damaged PDF file", source=name) from error
    try:
        if len(document) > MOST_PAGES:
            raise TooLarge(
                f"{name} has {len(document)} pages; at most {MOST_PAGES} are read", source=name, limit=MOST_PAGES
            )
        lines = _without_running_heads(list(_lines(document, name)))
        facts = _facts(document, facts)
    except pypdfium2.PdfiumError as error:
        raise BrokenDocument(f"{name} is a damaged PDF file: {error}", source=name) from error
    finally:
        document.close()
    if not any(letter.isalnum() for line in lines for letter in line.text):
        raise PdfWithoutText(
            f"{name} holds no text, only pictures of pages; give the text or a PDF with it", source=name
        )
    return _page(lines, facts)


def _lines(document: pypdfium2.PdfDocument, name: str) -> Iterator[PrintedLine]:
    count = 0
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        text = layer.get_text_range()
        count += len(text)
        if count > MOST_CHARACTERS:
            raise TooLarge(f"{name} holds more text than an article", source=name, limit=MOST_CHARACTERS)
        for match in _PRINTED.finditer(text):
            line = match[0]
            if not line.strip():
                continue
            first = match.start() + len(line) - len(line.lstrip())
            middle = match.start() + len(line) // 2
            left, _, _, top = layer.get_charbox(first, loose=True)
            size = max(raw.FPDFText_GetFontSize(layer.raw, first), raw.FPDFText_GetFontSize(layer.raw, middle))
            yield PrintedLine(_readable(line), number, left, top, size)
        layer.close()
        page.close()


def _readable(line: str) -> str:
    """Return a line in the characters a writer would type: no ligatures, accents on their letters, cuts as hyphens."""
    line = re.sub(rf"[{_CUTS}]\s*$", "-", line.rstrip())
    line = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", line)
    line = "".join(unicodedata.normalize("NFKC", sign) if "\ufb00" <= sign <= "\ufb06" else sign for sign in line)
    return unicodedata.normalize("NFC", line).strip()


def _without_running_heads(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Leave out page numbers, and lines that come again at the top or the foot of pages, titles excepted."""
    pages: dict[int, list[PrintedLine]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = {
        number: [*found[:_EDGE], *(found[-_EDGE:] if len(found) > _EDGE else [])] for number, found in pages.items()
    }
    usual = _usual_size(lines)
    counts = Counter(key for found in edges.values() for key in {_key(line) for line in found})
    often = max(2, (len(pages) + 1) // 2)
    dropped = {
        id(line)
        for found in edges.values()
        for line in found
        if (_NUMBER.match(line.text) and len(pages) > 1)
        or (len(pages) > 1 and counts[_key(line)] >= often and line.size <= _LARGE * usual)
    }
    return [line for line in lines if id(line) not in dropped]


def _usual_size(lines: Sequence[PrintedLine]) -> float:
    """Return the size most of the text is set in, of what is large enough to be seen."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return next((size for size, _ in sizes.most_common() if size > 0), 1.0)


def _key(line: PrintedLine) -> str:
    return re.sub(r"\d+", "0", line.text.lower())


def _page(lines: Sequence[PrintedLine], facts: Facts) -> Page:
    """Return the page of some lines: blank lines where paragraphs part, form feeds where pages and columns do."""
    usual = _usual_size(lines)
    pitches = [
        before.top - after.top
        for before, after in zip(lines, lines[1:], strict=False)
        if before.page == after.page
        and before.top > after.top
        and round(before.size, 1) == round(after.size, 1) == usual
    ]
    pitch = median_low(pitches) if pitches else usual * 1.2
    largest = max((line.size for line in lines if line.page == lines[0].page), default=usual)
    text: list[str] = []
    parts: list[Part] = []
    length = 0
    kind: BlockKind | None = None
    start = 0
    before: PrintedLine | None = None
    for line in lines:
        is_large = line.size > _LARGE * usual and len(line.text) < 200
        now = BlockKind.HEADING if is_large else None
        has_title = any(part.kind is BlockKind.TITLE for part in parts)
        if (
            is_large
            and line.page == lines[0].page
            and line.size > 0.97 * largest
            and (not has_title or kind is BlockKind.TITLE)
        ):
            now = BlockKind.TITLE
        gap = _gap(before, line, pitch * max(1.0, line.size / usual)) if before else ""
        if before and (now is not kind or (now is not None and gap != "\n" and gap)):
            parts.append(Part(Span(start, length), kind))
            gap = gap if "\f" in gap else "\n\n"
            start = length + len(gap)
        kind = now
        text += [gap, line.text]
        length += len(gap) + len(line.text)
        before = line
    parts.append(Part(Span(start, length), kind))
    if any(part.kind is BlockKind.TITLE for part in parts):
        facts = replace(facts, title=None)
    return Page("".join(text), PDF, tuple(parts), facts=facts)


def _gap(before: PrintedLine, line: PrintedLine, pitch: float) -> str:
    if before.page != line.page or line.top > before.top + pitch:
        return "\f"
    is_indented = 0.8 * line.size < line.left - before.left < 6 * line.size
    is_apart = before.top - line.top > 1.35 * pitch
    return "\n\n" if is_apart or is_indented else "\n"


def _facts(document: pypdfium2.PdfDocument, given: Facts) -> Facts:
    said = document.get_metadata_dict()
    title = " ".join((said.get("Title") or "").split())
    author = " ".join((said.get("Author") or "").split())
    return replace(
        given,
        title=given.title or (title if title and not _NOT_A_TITLE.search(title) else None),
        byline=(author,) if " " in author else (),
    )
