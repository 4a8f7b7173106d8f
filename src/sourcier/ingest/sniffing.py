"""What kind of file some bytes are, by what they hold first and by their name second, and the text in them."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from sourcier.ingest.errors import BinaryInput, BrokenDocument, UnsupportedMediaType
from sourcier.ingest.sources import Content

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKED = frozenset(encoding for _, encoding in _BOMS)
_HEAD = 4096
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(rb"<(?:html|head|body|article|meta|div|p|title|h1|script|section)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml")
_MARKDOWN = re.compile(rb"^#{1,6} \S|\]\(https?://|^[ \t]*[*-] \S|\*\*\S", re.MULTILINE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "an old Office file or a locked one"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"ID3", "a sound"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "PostScript"),
    (b"SQLite format 3", "a database"),
)


def find_media_type(content: Content) -> str:
    """Return the media type of some content.

    Raises:
        UnsupportedMediaType: It is none of text, Markdown, HTML, PDF, DOCX.
        BrokenDocument: It starts as an archive and is none, or is named PDF and is none.
    """
    body, head = content.body, content.body[:_HEAD]
    suffix = PurePath(content.name).suffix.lower()
    served = (content.content_type or "").split(";")[0].strip().lower()
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(body, content.name)
    for start, what in _OTHERS:
        if head.startswith(start):
            raise _unread(content.name, what)
    if suffix in {".pdf", ".docx"}:
        raise BrokenDocument(
            f"{content.name} is not a {suffix[1:].upper()} file inside; it may be damaged", source=content.name
        )
    if served.startswith(("image/", "audio/", "video/")):
        raise _unread(content.name, served)
    plain = _ascii(head)
    if suffix in {".html", ".htm", ".xhtml"} or served in {HTML, "application/xhtml+xml"} or _HTML_START.match(plain):
        return HTML if _HTML_TAG.search(_ascii(body)) or suffix not in {".html", ".htm", ".xhtml"} else TEXT
    if _XML.match(plain):
        raise _unread(content.name, "XML")
    if suffix not in {".md", ".markdown"} and _is_json(body):
        raise _unread(content.name, "JSON", "a dossier is opened by `sourcier replay` and `sourcier export`")
    if len(_HTML_TAG.findall(plain)) >= 5:
        return HTML
    if suffix in {".md", ".markdown", ".mdown"} or served == MARKDOWN:
        return MARKDOWN
    return MARKDOWN if not suffix and not served and len(_MARKDOWN.findall(body[:65536])) >= 2 else TEXT


def decode(content: Content, *, is_html: bool) -> str:
    """Return the text in some bytes: by its mark, as it says, as UTF-8, else as Windows-1252.

    Raises:
        BinaryInput: It is no text.
    """
    body = content.body
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _text(body, encoding, content.name)
    if b"\x00" in body:
        raise _binary(content.name)
    declared = _CHARSET.search((content.content_type or "").encode()) or (
        _CHARSET.search(body[:_HEAD]) if is_html else None
    )
    for encoding in ("utf-8", declared[1].decode("ascii", "ignore") if declared else "", "cp1252"):
        try:
            return _text(body, encoding, content.name)
        except (UnicodeError, LookupError):
            continue
    raise _binary(content.name)


def _text(body: bytes, encoding: str, name: str) -> str:
    if encoding == "utf-16":
        body = body[: len(body) // 2 * 2]
    # What begins with a mark is what the mark says, a bad byte or not.
    text = body.decode(encoding, "replace" if encoding in _MARKED else "strict")
    sample = text[:100_000]
    # One character in fifty that no text has: a file of another kind that happens to decode.
    if "\x00" in text or len(_CONTROLS.findall(sample)) > len(sample) / 50:
        raise _binary(name)
    return text


def _archive(body: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise BrokenDocument(f"{name} is a damaged archive or DOCX", source=name) from error
    if "word/document.xml" in names:
        return DOCX
    raise _unread(name, "an archive or an Office file that is not DOCX")


def _ascii(body: bytes) -> bytes:
    return body.replace(b"\x00", b"") if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else body


def _is_json(body: bytes) -> bool:
    """Say whether the whole, or the first line, is a JSON object or a list of them."""
    if body.lstrip()[:1] not in {b"{", b"["}:
        return False
    for part in (body, body.lstrip().split(b"\n", 1)[0]):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) or (isinstance(found, list) and any(isinstance(one, dict) for one in found)):
            return True
    return False


def _unread(name: str, what: str, instead: str = "") -> UnsupportedMediaType:
    advice = f"; {instead}" if instead else ""
    return UnsupportedMediaType(
        f"{name} is {what}; Sourcier reads text, Markdown, HTML, PDF and DOCX{advice}", source=name, found=what
    )


def _binary(name: str) -> BinaryInput:
    return BinaryInput(
        f"{name} is not text: it holds bytes that no text has; give text, Markdown, HTML, PDF or DOCX", source=name
    )
