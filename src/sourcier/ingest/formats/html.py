"""Web pages: main text and metadata by trafilatura, dates by htmldate."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
import trafilatura
from trafilatura.settings import Document

from sourcier.core.article import BlockKind
from sourcier.ingest.errors import NotAnArticlePage, TooLarge
from sourcier.ingest.formats.builder import PageBuilder
from sourcier.ingest.formats.nesting import MOST_TAGS, flattened
from sourcier.ingest.formats.prose import has_prose
from sourcier.ingest.head.dates import parse_stamp
from sourcier.ingest.pages import Facts, Page
from sourcier.ingest.repair.joins import is_ended
from sourcier.ingest.sniffing import HTML

_BLOCKS: dict[str, BlockKind | None] = {
    "p": None,
    "head": BlockKind.HEADING,
    "item": BlockKind.LIST_ITEM,
    "row": BlockKind.LIST_ITEM,
    "quote": None,
    "list": None,
    "table": None,
    "code": None,
    "ab": None,
    "div": None,
    "figure": BlockKind.CAPTION,
}
_LANG = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
_TOP = 20_000
_PARAGRAPH = re.compile(r"<p[\s/>]", re.IGNORECASE)
MOST_PARAGRAPHS = 25_000
"""Paragraphs after which a page is no article: the time that trafilatura takes grows with their square."""
EARLIEST = "1990-01-01"
SEARCHED = 1_000_000
"""Characters of a page above which no date is searched in its text: that takes longer than its reader will wait."""
# The libraries tell of what they could not parse; what matters to the reader is said by our errors.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def read_html(html: str, facts: Facts, name: str = "the page") -> Page:
    """Return the page of an HTML text: its main text, its links, its metadata.

    Raises:
        NotAnArticlePage: It has no main text, or none in sentences.
        TooLarge: It has more tags than any article.
    """
    bounded, tags = flattened(html.replace("\x00", ""))
    if tags > MOST_TAGS:
        raise TooLarge(f"{name} has {tags} tags; no article has so many", source=name, tags=tags)
    paragraphs = len(_PARAGRAPH.findall(bounded))
    if paragraphs > MOST_PARAGRAPHS:
        raise TooLarge(f"{name} has {paragraphs} paragraphs; no article has so many", source=name, tags=tags)
    if "<html" not in bounded[:5000].lower():
        bounded = f"<html><body><div>{bounded}</div></body></html>"
    found = _extracted(bounded, facts.url)
    if found is None or found.body is None:
        raise _no_text(name)
    facts = _facts(found, bounded, facts)
    builder = PageBuilder()
    if facts.title and not _starts_with_title(found.body, facts.title):
        builder.open_block(BlockKind.TITLE)
        builder.add(facts.title)
    _walk(found.body, builder, facts.url)
    page = builder.page(HTML, facts)
    if not has_prose(page, _linked_words(bounded) if not page.links else ()):
        raise _no_text(name)
    return page


def _extracted(html: str, url: str | None) -> Document | None:
    is_searched = len(html) < SEARCHED
    # Metadata of types that nobody expects must not cost a page its text.
    for with_metadata in (True, False):
        try:
            tree = trafilatura.load_html(html)
            if tree is None:
                return None
            found = trafilatura.bare_extraction(
                tree,
                url=url,
                include_links=True,
                include_comments=False,
                include_tables=True,
                with_metadata=with_metadata,
                date_extraction_params={"extensive_search": is_searched, "original_date": True, "min_date": EARLIEST},
            )
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            continue
        return found if isinstance(found, Document) else None
    return None


def _linked_words(html: str) -> list[str]:
    """Return the words of each link of a page."""
    tree = trafilatura.load_html(html) if "<a" in html.lower() else None
    found = (" ".join(one.text_content().split()) for one in tree.iter("a")) if tree is not None else ()
    return [words for words in found if words]


def _no_text(name: str) -> NotAnArticlePage:
    return NotAnArticlePage(
        f"{name} has no article text: a front page, a form, or one that a script fills", source=name
    )


def _starts_with_title(body: Any, title: str) -> bool:
    first = next((element for element in body.iter("head", "p")), None)
    if first is None or first.tag != "head":
        return False
    words = " ".join("".join(first.itertext()).split())
    return first.get("rend") == "h1" or words == title or words in title or title in words


def _walk(element: Any, builder: PageBuilder, base: str | None, url: str | None = None) -> None:
    """Add the words under an element in reading order; the nesting is bounded, so recursion is."""
    tag = element.tag
    if not isinstance(tag, str):
        return
    is_block = tag in _BLOCKS
    if is_block and not (tag == "p" and element.getparent() is not None and element.getparent().tag == "item"):
        kind = _BLOCKS[tag]
        if tag == "head" and element.get("rend") == "h1" and not builder.has_title:
            kind = BlockKind.TITLE
        builder.open_block(kind)
    if tag == "ref":
        url = _address(element.get("target"), base)
    if tag == "lb":
        # A line end inside a paragraph: most pages that write <br> mean a new paragraph where a sentence has ended.
        builder.open_block(None) if is_ended(builder.block) else builder.add(" ")
    builder.add(element.text, url)
    for child in element:
        _walk(child, builder, base, url)
        if child.tag == "cell" and child.getnext() is not None:
            builder.add(" | ")
        builder.add(child.tail, url)
    if is_block:
        builder.close_block()


def _address(target: str | None, base: str | None) -> str | None:
    try:
        address = urljoin(base or "", (target or "").strip())
        return address if urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _facts(found: Document, html: str, given: Facts) -> Facts:
    """Return what the page's metadata says, under what the caller knows."""
    published = parse_stamp(_dated(html, given.url, original=True))
    updated = parse_stamp(_dated(html, given.url, original=False)) if published and len(html) < SEARCHED else None
    lang = _LANG.search(html[:_TOP])
    return replace(
        given,
        title=given.title or _clean(found.title),
        byline=tuple(name for raw in (_clean(found.author) or "").split(";") if (name := _clean(raw))),
        published=published,
        updated=updated if updated and published and updated > published else None,
        guessed=_guessed(_clean(found.date)),
        publisher=_clean(found.sitename),
        url=_own_address(_clean(found.url), given.url),
        lang=lang[1].lower() if lang else None,
    )


def _guessed(stamp: str | None) -> date | None:
    """Return the day that a search of the whole page gave; not 1 January, as which a bare year of the text comes."""
    day = parse_stamp(stamp)
    return None if day is None or (day.month, day.day) == (1, 1) else day


def _dated(html: str, url: str | None, *, original: bool) -> str | None:
    """Return a day that the page's metadata or its address give, not one guessed from its text."""
    try:
        found: str | None = htmldate.find_date(
            html, extensive_search=False, original_date=original, url=url, min_date=EARLIEST
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return found


def _clean(said: Any) -> str | None:
    """Return what metadata says, on one line; nothing for what is no text, as a headline may be in JSON-LD."""
    return " ".join(said.split()) or None if isinstance(said, str) else None


def _own_address(canonical: str | None, fetched: str | None) -> str | None:
    """Return the canonical address when it is of the host the page came from, or nothing else is known."""
    canonical = _address(canonical, fetched)
    if not (canonical and fetched):
        return canonical or fetched
    return canonical if urlsplit(canonical).hostname == urlsplit(fetched).hostname else fetched
