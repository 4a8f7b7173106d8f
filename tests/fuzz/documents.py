"""PDF and DOCX files made by hand, so that the same chances give the same bytes, and their spoiled sisters."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from xml.sax.saxutils import escape

from fuzz.spoiling import flooded, spoiled
from fuzz.writing import ODD, paragraphs, title

_PDF = [b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Length 99999999999", b"/Kids [2 0 R]", b"/Count -1", b"/Count 999999999", b"/Filter /FlateDecode",
        b"/Filter [/FlateDecode /FlateDecode]", b"/MediaBox [0 0 1e9 -1e9]", b"/Encrypt 1 0 R", b"/Prev 0", b"startxref\n0", b"%%EOF", b"xref", b"trailer", b"1 0 R", b"/Parent 3 0 R",
        b"Tj", b"BT", b"ET", b"1e38 0 0 1e38 0 0 Tm", b"/F1 0 Tf", b"/Type /Catalog", b"(" * 500, b"[" * 5000, b"<<" * 5000]  # fmt: skip


def pdf_files(rng: random.Random) -> dict[str, bytes]:
    """Return a PDF of a few pages, its streams packed or not, whole or spoiled."""
    body = _pdf(rng)
    return {"input": spoiled(rng, body, _PDF, [_pdf(rng)]) if rng.random() < 0.85 else body}


def _pdf(rng: random.Random) -> bytes:
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids, size = [], rng.choice([11, 11, 11, 0, -3, 0.01, 900])
    for _ in range(rng.choice([1, 1, 2, 5])):
        lines = [title(rng), *"\n".join(paragraphs(rng, "fr")).split("\n")]
        if rng.random() < 0.3:
            lines = [flooded(rng, line)[:20_000] for line in lines]
        drawn, top = b"", 780
        for line in lines:
            for start in range(0, len(line), 90):
                words = (
                    line[start : start + 90]
                    .encode("cp1252", "replace")
                    .replace(b"\\", b"\\\\")
                    .replace(b"(", b"\\(")
                    .replace(b")", b"\\)")
                )
                drawn += b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, rng.choice([60, 60, 60, 320, -50]), top, words)
                top -= rng.choice([14, 14, 14, 0, 40])
        if rng.random() < 0.05:
            drawn *= 200
        filtered = rng.random() < 0.5
        packed = zlib.compress(drawn) if filtered else drawn
        objects.append(
            b"<< /Length %d%s >>\nstream\n%s\nendstream"
            % (len(packed), b" /Filter /FlateDecode" if filtered else b"", packed)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    day = rng.choice(["20230405060000Z", *ODD])
    objects.append(
        f"<< /Title ({title(rng)}) /Author (Ana Roy) /CreationDate (D:{day}) >>".encode("latin-1", "replace")
    )
    out, at = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in at
    )
    return bytes(
        out
        + b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), table)
    )


def zipped(rng: random.Random, members: dict[str, bytes], *, sound: bool = False) -> bytes:
    """Return a zip file, the same each time; its members swapped, doubled, renamed, left out where it may be unsound."""
    entries = list(members.items())
    if not sound:
        for _ in range(rng.choice([0, 0, 1, 2])):
            at = rng.randrange(len(entries))
            name, body = entries[at]
            match rng.randrange(5):
                case 0 if len(entries) > 1:
                    del entries[at]
                case 1:
                    entries.append((name, rng.choice(entries)[1]))
                case 2:
                    entries[at] = (
                        rng.choice(
                            [
                                "../../x",
                                "/etc/x",
                                "a" * 300,
                                "\\..\\x",
                                name.upper(),
                                name + "/",
                                "\u202e",
                                "a/../" + name,
                            ]
                        ),
                        body,
                    )
                case 3:
                    other = rng.randrange(len(entries))
                    entries[at], entries[other] = (name, entries[other][1]), (entries[other][0], body)
                case _:
                    entries[at] = (name, body * rng.choice([0, 2]))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, body in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = rng.choice(
                [zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
            )
            archive.writestr(info, body)
    return stream.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ENTITIES = ['<!DOCTYPE a [<!ENTITY a "ha">]>', '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
             ('<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
             '<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>'),
             '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>']  # fmt: skip
XML = [
    b"&a;",
    b"&g;" * 20,
    b"<w:p>",
    b"</w:p>",
    b"<w:t>",
    b"<w:tbl>",
    b"&#0;",
    b"&#xD800;",
    b"<![CDATA[",
    b"]]>",
    b"<?xml",
    b"<!--",
    b'xmlns=""',
    b"<a:b/>",
    b"</",
    b"\x00",
    b"<a>" * 3000,
]


def entities(rng: random.Random) -> str:
    """Return a document type with entities that stand for themselves, a file or a billion laughs; most often none."""
    return rng.choice(_ENTITIES) if rng.random() < 0.12 else ""


def _run(text: str) -> str:
    clean = "".join(
        sign
        for sign in text
        if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )
    return f"<w:r><w:t xml:space='preserve'>{escape(clean)}</w:t></w:r>"


def docx_files(rng: random.Random) -> dict[str, bytes]:
    """Return a DOCX file with headings, lists, tables, links and notes, its XML or its zip spoiled."""
    words = [flooded(rng, one) if rng.random() < 0.2 else one for one in paragraphs(rng, rng.choice(["fr", "en"]), 6)]
    inside = (
        f'<w:p><w:pPr><w:pStyle w:val="{rng.choice(["Title", "Heading1", *ODD[:5]])}"/></w:pPr>{_run(title(rng))}</w:p>'.replace(
            "\x00", ""
        )
        .replace("\x1b", "")
        .replace("\x07", "")
    )
    for one in words:
        more = [
            "",
            "<w:br/>",
            "<w:tab/>",
            f"<w:hyperlink r:id='rId1'>{_run('lien')}</w:hyperlink>",
            f"<w:del>{_run('effacé')}</w:del>",
        ]
        paragraph = f"<w:p>{_run(one)}{rng.choice(more)}</w:p>"
        depth = rng.choice([0] * 12 + [1, 3, 30, 80])
        inside += "<w:tbl><w:tr><w:tc>" * depth + paragraph + "</w:tc></w:tr></w:tbl>" * depth
    inside *= rng.choice([1, 1, 1, 1, 30])
    document = f'<?xml version="1.0" encoding="{rng.choice(["UTF-8"] * 20 + ["utf-16", "latin-1", "x"])}"?>{entities(rng)}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{inside}</w:body></w:document>'
    core = f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>T</dc:title><dcterms:created>{escape(rng.choice(["2023-04-05T06:00:00Z", "9999-99-99", "x"]))}</dcterms:created></cp:coreProperties>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_R}/hyperlink" Target="{escape(rng.choice(["https://a.example/1", "file:///etc/passwd", "x"]))}" TargetMode="External"/></Relationships>',
        "docProps/core.xml": core,
    }
    parts = {name: text.encode() for name, text in members.items()}
    if rng.random() < 0.35:
        name = rng.choice([*parts, "word/document.xml", "word/document.xml"])
        parts[name] = spoiled(rng, parts[name], XML)
    body = zipped(rng, parts, sound=rng.random() < 0.8)
    return {
        "input": spoiled(rng, body, [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\xff\xff\xff\xff"])
        if rng.random() < 0.15
        else body
    }
