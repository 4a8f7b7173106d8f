"""Documents made for one test."""

from __future__ import annotations

from datetime import date

from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Heading
from sourcier.core.spans import Span


def document(text: str, *, name: str = "a", published: date | None = None, headings: tuple[str, ...] = ()) -> Document:
    """Return a document; its headings are named by their words, the first of them its title."""
    spans = []
    at = 0
    for words in headings:
        at = text.index(words, at)
        spans.append(Heading(Span(at, at + len(words)), 2 if spans else 1))
        at += len(words)
    return Document(
        id=make_id("doc", name, digest(text)),
        digest=digest(text),
        text=text,
        lang="fr",
        media_type="text/plain",
        location=f"/texts/{name}",
        title=headings[0] if headings else None,
        published=published,
        headings=tuple(spans),
    )
