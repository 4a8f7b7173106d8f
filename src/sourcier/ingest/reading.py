"""From a path, an address or bytes to an article."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sourcier.core.article import Article, Lang
from sourcier.ingest.assembling import UNTOLD, assemble
from sourcier.ingest.errors import BrokenText, ImpossibleDate
from sourcier.ingest.formats.plain import read_plain
from sourcier.ingest.head.dates import FIRST_YEAR, LAST_YEAR
from sourcier.ingest.pages import Facts, Page
from sourcier.ingest.sniffing import DOCX, HTML, PDF, decode, find_media_type
from sourcier.ingest.sources import Content, check, load


def read(
    source: str | Path, *, published: date | None = None, lang: Lang | None = None, stdin: bytes | None = None
) -> Article:
    """Return the article at a path, at an address, or on standard input.

    Args:
        source: A path, an http(s) address, or "-" for `stdin`.
        published: The day of publication, when it is known better than the page says.
        lang: The language, when it is known.
        stdin: What came on standard input; read from there when "-" is asked for and it is None.

    Raises:
        SourcierError: One class for each thing that can be wrong; see `sourcier.ingest.errors`.
    """
    _check_day(published)
    content = load(source, stdin=stdin)
    return assemble(_page(content), published=published, lang=lang, name=content.name)


def from_bytes(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    content_type: str | None = None,
    published: date | None = None,
    lang: Lang | None = None,
    known: Facts = UNTOLD,
) -> Article:
    """Return the article of some bytes at hand: a record of an archive, a file inside another.

    Args:
        body: A page, PDF, DOCX, Markdown or text, as it was served or stored.
        name: What to call it in an error; its ending helps to tell what it is.
        url: The address it was served from.
        content_type: The Content-Type header it was served with.
        published: The day of publication, when it is known better than the page says.
        lang: The language, when it is known.
        known: What else is told of it: title, byline, publisher, day, language, for what the page leaves unsaid.

    Raises:
        SourcierError: One class for each thing that can be wrong; see `sourcier.ingest.errors`.
    """
    _check_day(published)
    _check_day(known.published)
    _check_day(known.updated)
    content = check(Content(body, name, url, content_type))
    return assemble(_page(content), published=published, lang=lang, name=name, known=known)


def from_text(
    text: str,
    *,
    media_type: str = "text/plain",
    published: date | None = None,
    lang: Lang | None = None,
    title: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """Return the article of a text at hand; every offset of `Article.original` is one of this text.

    Args:
        text: The text as it came: plain, Markdown or HTML.
        media_type: text/plain, text/markdown or text/html.
        published: The day of publication.
        lang: Its language; found in the text when None.
        title: Its title, when it is known from elsewhere.
        url: Its address.
        name: What to call it in an error.

    Raises:
        SourcierError: One class for each thing that can be wrong; see `sourcier.ingest.errors`.
    """
    _check_day(published)
    for given in (text, title or "", url or ""):
        _check_text(given, name or "the text")
    facts = Facts(title=title, url=url)
    if media_type == HTML:
        from sourcier.ingest.formats.html import read_html  # noqa: PLC0415 - heavy, and only pages need it

        page = read_html(text, facts)
    else:
        page = read_plain(text, media_type, facts)
    return assemble(page, published=published, lang=lang, name=name or "the text")


def _check_day(day: date | None) -> None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ImpossibleDate(
            f"no article is of {day.isoformat()}; give a day between {FIRST_YEAR} and {LAST_YEAR}",
            day=day.isoformat(),
        )


def _check_text(text: str, name: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BrokenText(
            f"{name} has half a character at {error.start} (U+{ord(text[error.start]):04X}); decode it anew, "
            "or replace what is broken",
            source=name,
            at=error.start,
        ) from error


def _page(content: Content) -> Page:
    """Return the page in some content. Each format's library is loaded only when that format comes."""
    media_type = find_media_type(content)
    facts = Facts(url=content.url)
    if media_type == PDF:
        from sourcier.ingest.formats.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(content.body, facts, content.name)
    if media_type == DOCX:
        from sourcier.ingest.formats.docx import read_docx  # noqa: PLC0415

        return read_docx(content.body, facts, content.name)
    text = decode(content, is_html=media_type == HTML)
    if media_type == HTML:
        from sourcier.ingest.formats.html import read_html  # noqa: PLC0415

        return read_html(text, facts, content.name)
    return read_plain(text, media_type, facts)
