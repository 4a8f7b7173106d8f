"""Corpora of short articles, checked by the product itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from sourcier.app.corpus.inputs import expand, loaded, read_item
from sourcier.app.corpus.showing.records import Paper, Stated
from sourcier.app.corpus.tables import Corpus, Writer, open_corpus, rows_of
from sourcier.assessment.factchecks import Topics
from sourcier.core.article import Article
from sourcier.core.ids import make_id
from sourcier.dossier import check
from sourcier.evidence.encoding import small_e5
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text


def story(text: str, day: str | None = "2024-03-01", publisher: str | None = "Le Phare", **known: object) -> Article:
    """Return an article; `url` and `title` are what versions and copies are told by."""
    published = date.fromisoformat(day) if day else None
    lang = known.pop("lang", "fr")
    read = from_text(text, lang=lang, published=published)
    # Two articles of one text are two only by their addresses: tests that give none are told apart by what they give.
    apart = make_id("art", read.id, publisher, day, *map(str, known.values()))
    return replace(read, id=apart, publisher=publisher, **known)


def corpus_of(folder: Path, articles: Iterable[Article], packs: Packs) -> Corpus:
    """Return the corpus of some articles."""
    dossiers = [check(article, packs) for article in articles]
    with Writer(folder, dossiers[0].run) as writer:
        for number, dossier in enumerate(dossiers):
            writer.add(rows_of(dossier, input=f"press/{number}.txt", sha256=dossier.article.digest))
        writer.commit()
    return open_corpus(folder)


def example(packs: Packs, path: Path) -> list[Article]:
    """Return the articles of a JSON Lines file, as `corpus run` reads them."""
    return [read_item(loaded(item)) for item in expand([str(path)])]  # type: ignore[arg-type]


@cache
def topics() -> Topics:
    """Return the vectors that words are compared by."""
    return Topics(small_e5())


def paper(id_: str, day: str | None = "2024-03-01", publisher: str | None = "Le Phare", **known: object) -> Paper:
    """Return an article as the tables have it."""
    fields: Mapping[str, object] = {
        "title": None,
        "updated": None,
        "url": None,
        "lang": "fr",
        "sentences": 1,
        "sentences_with_claims": 1,
        "links": 0,
        **known,
    }
    published = date.fromisoformat(day) if day else None
    return Paper(id=id_, publisher=publisher, published=published, **fields)  # type: ignore[arg-type]


def stated(of: Paper, words: str, id_: str = "clm-1", source: str = "author") -> Stated:
    """Return a claim of an article."""
    kind = "author" if source == "author" else "named"
    return Stated(of, id_, words, f"{of.title or ''}. {words}", "positive", None, "no-table", kind, source, 0)


def words_of(claims: Sequence[Stated]) -> list[str]:
    """Return the words of some claims."""
    return [claim.words for claim in claims]
