"""Small PDF and DOCX files, made for one test."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import docx


@dataclass(frozen=True)
class Printed:
    """A line set on a page: its words, its size in points, its place from the left and the bottom."""

    text: str
    top: float
    size: float = 11
    left: float = 60


def column(lines: list[str], *, top: float = 700, size: float = 11, pitch: float = 14) -> list[Printed]:
    """Set lines one under the other; an empty one leaves a gap."""
    return [Printed(line, top - at * pitch, size) for at, line in enumerate(lines) if line]


def pdf(pages: list[list[Printed]], info: str = "", *, locked: bool = False) -> bytes:
    """Write a PDF in Helvetica, one object after the other; a locked one asks for a password nobody has."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        content = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (line.size, line.left, line.top, _escaped(line.text))
            for line in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(f"<< {info} >>".encode("latin-1"))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(aaaa) (aaaa)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R" % (len(objects) + 1, len(objects))
    out += (lock if locked else b"") + b" >>\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def word_file(document: docx.document.Document) -> bytes:
    """Return the bytes of a DOCX file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_hyperlink(paragraph: docx.text.paragraph.Paragraph, url: str, words: str) -> None:
    """Put a hyperlink at the end of a paragraph, as Word writes them."""
    link_id = paragraph.part.relate_to(url, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = docx.oxml.shared.OxmlElement("w:hyperlink")
    link.set(docx.oxml.shared.qn("r:id"), link_id)
    run = docx.oxml.shared.OxmlElement("w:r")
    text = docx.oxml.shared.OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def bomb() -> bytes:
    """Return a DOCX whose text part unpacks to far more than any article."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * (120 * 1024 * 1024) + b"</w>")
    return stream.getvalue()
