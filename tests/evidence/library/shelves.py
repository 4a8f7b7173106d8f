"""Libraries made for one test: a quick encoder, documents and fact-checks by their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

import numpy as np

from sourcier.core.article import Lang
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, FactCheck
from sourcier.evidence.encoding import Rows

ALIKE = {"bread": "pain", "strike": "grève", "bakers": "boulangers"}


class Directions:
    """An encoder for tests: one direction a word, a word and its translation share theirs."""

    def __init__(self, name: str = "directions") -> None:
        self.name = name
        self.digest = digest(name)
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        self.asked.extend(texts)
        rows = [np.sum([_direction(ALIKE.get(word, word)) for word in _words(text)], axis=0) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32)


def _words(text: str) -> list[str]:
    return text.lower().replace(".", " ").replace(",", " ").split() or [""]


def _direction(word: str) -> Rows:
    seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(512).astype(np.float32)


def note(
    text: str, *, lang: Lang = "fr", name: str = "a", published: date | None = None, publisher: str | None = None
) -> Document:
    """Return a document of one text."""
    return Document(
        id=make_id("doc", name, digest(text)),
        digest=digest(text),
        text=text,
        lang=lang,
        media_type="text/plain",
        location=f"/texts/{name}",
        published=published,
        publisher=publisher,
    )


def checked(
    claim: str, *, lang: Lang = "fr", rating: str = "Faux", published: date | None = None, title: str | None = None
) -> FactCheck:
    """Return an earlier fact-check of one claim."""
    return FactCheck(
        id=make_id("fck", claim),
        claim=claim,
        rating=rating,
        publisher="Le Vérificateur",
        lang=lang,
        title=title,
        published=published,
        digest=digest(claim + rating),
    )
