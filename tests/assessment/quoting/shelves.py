"""A library in memory, and articles read for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sourcier.assessment.quoting import check_quotes
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Passage
from sourcier.core.testimony import QuoteFinding
from sourcier.evidence.library.cutting import cut
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

NOBODY = Gazetteer.of(())


@dataclass(frozen=True)
class Found:
    item: Passage


class Shelf:
    """Gives every passage that shares a long word with the query, in the order in which it stands."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {one.id: one for one in documents}
        self.asked: list[tuple[str, Lang | None]] = []

    def find_words(self, text: str, *, lang: Lang | None = None, limit: int = 10) -> list[Found]:
        self.asked.append((text, lang))
        wanted = _long(text)
        passages = [passage for one in self.documents.values() for passage in cut(one)]
        return [Found(one) for one in passages if wanted & _long(one.text) and lang in {None, one.lang}][:limit]

    def document(self, id: str) -> Document | None:  # noqa: A002
        return self.documents.get(id)


def _long(text: str) -> set[str]:
    return {
        word.strip(".,;:!?«»“”’'") for word in text.lower().replace("’", " ").replace("'", " ").split() if len(word) > 3
    }


def document(
    text: str,
    *,
    lang: Lang = "fr",
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = "2024-03-01",
    url: str | None = None,
) -> Document:
    hashed = digest(text)
    return Document(
        id=make_id("doc", hashed),
        digest=hashed,
        text=text,
        lang=lang,
        media_type="text/plain",
        location="a.txt",
        title=title,
        url=url,
        publisher=publisher,
        published=None if published is None else date.fromisoformat(published),
    )


def read(
    text: str, *, lang: Lang = "fr", published: str = "2024-06-01", url: str | None = None
) -> tuple[Draft, tuple[Claim, ...]]:
    draft = read_text(from_text(text, lang=lang, published=date.fromisoformat(published), url=url), NOBODY)
    return draft, find_claims(draft)[0]


def look_up(
    text: str,
    documents: Iterable[Document],
    *,
    lang: Lang = "fr",
    published: str = "2024-06-01",
    url: str | None = None,
) -> tuple[QuoteFinding, ...]:
    draft, claims = read(text, lang=lang, published=published, url=url)
    return check_quotes(draft, claims, Shelf(*documents), gazetteer=NOBODY)
