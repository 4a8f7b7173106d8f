"""Other versions of an article: the desk keeps a text that was corrected as a dossier of its own."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.folding import fold
from sourcier.core.keeping import Kept

_MOST = 20
"""Articles held against one: a column of one title each week has many that are no versions of each other."""
_RUN = 5
"""Words of the runs that two texts are compared by."""
_SHARED = 0.5
"""Of the runs of the shorter text, how many stand in the other one too. A correction changes sentences and leaves most;
two columns of one title, or what one address showed on two days, share next to none."""

_ALIKE: Kept[tuple[str, str], bool] = Kept(most=20_000, weigh=lambda _: 1)
"""An article's id holds its text's digest, so that what was found of two of them stays true."""


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of an article."""

    article_id: str
    title: str | None
    language: str
    published: date | None
    added_at: datetime
    """When it first came."""
    is_newer: bool
    """By the days of publication where these differ, else by when they came."""
    decided: int
    """Its claims with a person's decision."""


def versions_of(store: Store, article_id: str) -> tuple[Version, ...]:
    """Return the other versions of an article, the oldest first; none for an article that is not there.

    Those of the same address, or of the same title and publisher, whose text is mostly the same.
    """
    articles = tables.articles.c
    with store.read() as connection:
        own = _rows(connection, articles.article_id == article_id)
        if not own:
            return ()
        one = own[0]
        found: dict[str, Row[tuple[object, ...]]] = {}
        for alike in _alike(one):
            found |= {row.article_id: row for row in _rows(connection, alike)}
        found.pop(article_id, None)
        kept = [row for row in found.values() if _is_version(connection, article_id, row.article_id)]
    versions = [_version(row, one) for row in kept]
    return tuple(sorted(versions, key=lambda each: (each.is_newer, each.published or date.min, each.added_at)))


def _alike(one: Row[tuple[object, ...]]) -> list[ColumnElement[bool]]:
    articles, found = tables.articles.c, list[ColumnElement[bool]]()
    if one.title:
        publisher = articles.publisher.is_(None) if one.publisher is None else articles.publisher == one.publisher
        found.append(and_(articles.sorting == one.sorting, articles.title.is_not(None), publisher))
    if one.name and one.name.lower().startswith(("http://", "https://")):
        found.append(articles.name == one.name)
    return found


def _rows(connection: Connection, condition: ColumnElement[bool]) -> list[Row[tuple[object, ...]]]:
    articles, editions = tables.articles.c, tables.editions.c
    came = select(func.min(editions.added_at)).where(editions.article_id == articles.article_id).scalar_subquery()
    named = (articles.article_id, articles.title, articles.name, articles.publisher, articles.sorting)
    known = (articles.language, articles.published, articles.decided, came.label("came"))
    wanted = select(*named, *known).where(condition).order_by(articles.added_at.desc()).limit(_MOST)
    return list(connection.execute(wanted))


def _version(row: Row[tuple[object, ...]], one: Row[tuple[object, ...]]) -> Version:
    if row.published and one.published and row.published != one.published:
        is_newer = row.published > one.published
    else:
        is_newer = (row.came, row.article_id) > (one.came, one.article_id)
    return Version(
        article_id=row.article_id,
        title=row.title,
        language=row.language,
        published=row.published,
        added_at=row.came,
        is_newer=is_newer,
        decided=row.decided,
    )


def _is_version(connection: Connection, one: str, other: str) -> bool:
    def compare() -> bool:
        texts = tables.texts.c
        packed = connection.execute(select(texts.content).where(texts.article_id.in_((one, other)))).scalars()
        first, second = (_runs(zlib.decompress(each).decode("utf-8", "surrogatepass")) for each in packed)
        return len(first & second) >= _SHARED * min(len(first), len(second))

    return _ALIKE.get((min(one, other), max(one, other)), compare)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = fold(text).split()
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
