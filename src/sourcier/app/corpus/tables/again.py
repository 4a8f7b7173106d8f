"""The dossier of one article of a corpus, made again from the article as the corpus keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sourcier.app.corpus.tables.errors import NoArticle, differing
from sourcier.app.corpus.tables.querying import ask
from sourcier.app.corpus.tables.reading import Corpus
from sourcier.app.corpus.tables.rows import article_adapter
from sourcier.core.article import Article
from sourcier.core.dossier import Dossier, to_json
from sourcier.core.ids import digest

if TYPE_CHECKING:  # packs and library are imported by whoever opens them
    from sourcier.evidence.library import Library
    from sourcier.evidence.packs import Packs

_SHOWN = 5

_BEGINNING = """
SELECT id, record, dossier_sha256 FROM articles
WHERE starts_with(id, $id) OR starts_with(id, 'art-' || $id) ORDER BY id LIMIT $most
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as a corpus keeps it."""

    article: Article
    sha256: str
    """Of the dossier that the run made of it, as JSON."""


@dataclass(frozen=True, slots=True)
class Again:
    """A dossier made again."""

    dossier: Dossier
    is_identical: bool
    """Byte for byte what the run made."""
    differing: tuple[str, ...]
    """What was used now and not then: versions, packs, library; empty where all is the same."""


def kept_article(corpus: Corpus, id_: str) -> Kept:
    """Return the article of an id, or of the beginning of one.

    Raises:
        NoArticle: No article has it, or several begin so.
    """
    wanted = ask(corpus, _BEGINNING, {"id": id_.strip(), "most": _SHOWN + 1})
    found = list(wanted.rows())
    if not found or not id_.strip():
        raise NoArticle(
            f"no article of {corpus.folder} has the id {id_!r}; find one with: sourcier corpus search", id=id_
        )
    if len(found) > 1:
        shown = ", ".join(name for name, _, _ in found[:_SHOWN])
        more = ", …" if len(found) > _SHOWN else ""
        raise NoArticle(f"several articles have an id that begins so: {shown}{more}; give more of it", id=id_)
    ((_, record, sha256),) = found
    return Kept(article_adapter().validate_json(record), sha256)


def check_again(
    kept: Kept, corpus: Corpus, packs: Packs, library: Library | None, progress: Callable[[str], None]
) -> Again:
    """Return the dossier of an article, made with the packs and the library at hand, and whether it is the run's."""
    from sourcier.dossier import check

    dossier = check(kept.article, packs, library=library, progress=progress)
    run, models = corpus.manifest.run, dossier.run.models
    if set(models) <= set(run.models):  # a run has the models of both languages, a dossier of one
        models = run.models
    now = replace(dossier.run, models=models)
    return Again(dossier, digest(to_json(dossier)) == kept.sha256, tuple(differing(run, now)))
