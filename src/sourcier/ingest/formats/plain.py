"""Text and Markdown, with the block of metadata that site generators put at the top of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span, trimmed
from sourcier.ingest.head.dates import parse_stamp
from sourcier.ingest.pages import Facts, Page, Part

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[^\r\n]{0,2000}\r?\n){1,60}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_LOOSE = re.compile(r"^(?![A-Za-z_][\w-]*[ \t]*:|[ \t]+\S|[ \t]*-[ \t]|[ \t]*#|[ \t]*\r?$).+", re.MULTILINE)
_QUOTES = "\"'"


def read_plain(text: str, media_type: str, facts: Facts) -> Page:
    """Return the page of a text: one part, whose lines are judged, under the title that its metadata give."""
    front = _FRONT.match(text)
    if front is None or _LOOSE.search(front["lines"]) or not _FIELD.search(front["lines"]):
        return Page(text, media_type, (Part(Span(0, len(text))),), facts=facts)
    fields = dict(_fields(text, Span(*front.span("lines"))))
    said = {key: span.of(text) for key, span in fields.items()}
    body = Part(Span(front.end(), len(text)))
    title = fields.get("title")
    parts = (Part(title, BlockKind.TITLE, is_flowing=False), body) if title else (body,)
    author = said.get("author") or said.get("authors") or said.get("byline") or ""
    names = tuple(name.strip(" []" + _QUOTES) for name in author.split(",") if name.strip(" []" + _QUOTES))
    return Page(
        text,
        media_type,
        parts,
        facts=replace(
            facts,
            title=facts.title or said.get("title"),
            byline=facts.byline or names,
            published=facts.published or parse_stamp(said.get("date") or said.get("published")),
            updated=parse_stamp(said.get("updated") or said.get("lastmod")),
            publisher=said.get("publisher") or said.get("site"),
            url=facts.url or said.get("url") or said.get("canonical"),
            lang=said.get("lang") or said.get("language"),
        ),
    )


def _fields(text: str, lines: Span) -> Iterator[tuple[str, Span]]:
    for match in _FIELD.finditer(text, lines.start, lines.end):
        span = trimmed(Span(*match.span("value")), text, _QUOTES)
        if len(span):
            yield match["key"].lower(), span
