"""The list of dossiers: searched, filtered, sorted, page by page, without opening one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, false, func, or_, select

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.folding import terms

Review = Literal["open", "begun", "done"]
Sort = Literal["added", "published", "title", "open"]

MOST = 200
"""Lines of a page at most."""

_MATCHES = 5
"""Claims shown of an article whose words were found."""

_VERDICTS = ("supported", "refuted", "conflicting", "not_enough_evidence")


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """A claim whose words were searched for."""

    claim_id: str
    text: str
    verdict: str | None
    """The one that counts: a person's before the program's; "none" without one, None for a claim that is out."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list."""

    article_id: str
    name: str | None
    title: str | None
    publisher: str | None
    language: str
    published: date | None
    added_at: datetime
    """When its last edition was added."""
    edition: str
    tags: tuple[str, ...]
    verdicts: Mapping[str, int]
    """Claims by the verdict that counts, a person's before the program's; "none" for those without. Claims
    that a person withheld, dismissed or split are not counted."""
    claims: int
    """Those of the edition and those that people added, parts of split ones included."""
    decided: int
    """Claims with a person's decision."""
    open: int
    """Claims to decide: with a verdict of the program's or added by a person, and no decision yet."""
    conflicts: int
    """Claims whose decision was taken without sight of another one that differs."""
    matches: tuple[ClaimMatch, ...] = ()
    """The first claims with the words searched for, or with most of them."""

    @property
    def review(self) -> Review:
        """How far its review has come."""
        if not self.decided:
            return "open"
        return "begun" if self.open or self.conflicts else "done"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the list."""

    words: str = ""
    """All of them, anywhere in the claims and in what names the article; between quotation marks, as they stand."""
    verdict: str | None = None
    """Of at least one claim: supported, refuted, conflicting, not_enough_evidence, or "none"."""
    kind: str | None = None
    """Of the same claim."""
    publisher: str | None = None
    language: str | None = None
    since: date | None = None
    """Published on this day or later."""
    until: date | None = None
    """Published on this day or before."""
    tag: str | None = None
    review: Review | None = None
    sort: Sort = "added"
    page: int = 1
    size: int = 25


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list."""

    rows: tuple[Summary, ...]
    total: int
    """Of all pages."""
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of the list can be set to."""

    publishers: tuple[str, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]


def find_dossiers(store: Store, wanted: Wanted) -> Found:
    """Return one page of the articles that are wanted; a page past the last gives the last."""
    looked_for = terms(wanted.words)
    size = min(max(wanted.size, 1), MOST)
    conditions = _conditions(wanted, looked_for)
    with store.read() as connection:
        total = connection.execute(select(func.count()).select_from(tables.articles).where(*conditions)).scalar_one()
        page = min(max(wanted.page, 1), max(1, -(-total // size)))
        rows = connection.execute(
            select(tables.articles)
            .where(*conditions)
            .order_by(*_order(wanted.sort))
            .limit(size)
            .offset((page - 1) * size)
        ).all()
        ids = [row.article_id for row in rows]
        tagged = _tags_of(connection, ids)
        matched = _matches_of(connection, ids, looked_for)
    found = tuple(_summary(row, tagged.get(row.article_id, ()), matched.get(row.article_id, ())) for row in rows)
    return Found(found, total, page, size)


def choices(store: Store) -> Choices:
    """Return the publishers, languages and tags that occur, in order."""
    with store.read() as connection:
        publishers, languages, tags = (
            connection.execute(select(column).where(column.is_not(None)).distinct().order_by(column)).scalars().all()
            for column in (tables.articles.c.publisher, tables.articles.c.language, tables.tags.c.tag)
        )
    return Choices(tuple(publishers), tuple(languages), tuple(tags))


def count_tags(store: Store) -> tuple[tuple[str, int], ...]:
    """Return each tag with the number of articles that have it, in order."""
    tag = tables.tags.c.tag
    with store.read() as connection:
        rows = connection.execute(select(tag, func.count()).group_by(tag).order_by(tag)).all()
    return tuple((row[0], row[1]) for row in rows)


def summary_of(connection: Connection, article_id: str) -> Summary | None:
    """Return the line of one article."""
    row = connection.execute(select(tables.articles).where(tables.articles.c.article_id == article_id)).first()
    return None if row is None else _summary(row, _tags_of(connection, [article_id]).get(article_id, ()), ())


def _summary(row: Row[Any], tags: Sequence[str], matches: Sequence[ClaimMatch]) -> Summary:
    known = row._mapping  # noqa: SLF001  (SQLAlchemy's public name for it)
    return Summary(
        **{
            name: known[name]
            for name in ("article_id", "name", "title", "publisher", "language", "published", "added_at", "edition")
        },
        tags=tuple(tags),
        verdicts={**{name: known[name] for name in _VERDICTS}, "none": known["without"]},
        **{name: known[name] for name in ("claims", "decided", "open", "conflicts")},
        matches=tuple(matches),
    )


def _conditions(wanted: Wanted, looked_for: Sequence[str]) -> list[ColumnElement[bool]]:
    articles, claims, tags = tables.articles.c, tables.claims.c, tables.tags.c
    found: list[ColumnElement[bool]] = []
    for column, value in (
        (articles.publisher, wanted.publisher),
        (articles.language, wanted.language),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.since is not None:
        found.append(articles.published >= wanted.since)
    if wanted.until is not None:
        found.append(articles.published <= wanted.until)
    if wanted.tag is not None:
        found.append(exists().where(tags.article_id == articles.article_id, tags.tag == wanted.tag))
    if wanted.review is not None:
        unsettled = or_(articles.open > 0, articles.conflicts > 0)
        begun = articles.decided > 0
        found.append(
            {"open": articles.decided == 0, "begun": and_(begun, unsettled), "done": and_(begun, ~unsettled)}[
                wanted.review
            ]
        )
    if wanted.kind is not None:
        about = [claims.kind == wanted.kind, claims.is_present]
        if wanted.verdict is not None:
            about.append(claims.shown == wanted.verdict)
        found.append(articles.article_id.in_(select(claims.article_id).where(*about)))
    elif wanted.verdict is not None:
        counted = {**{name: articles[name] for name in _VERDICTS}, "none": articles.without}.get(wanted.verdict)
        found.append(false() if counted is None else counted > 0)
    if looked_for:
        searching = tables.searching.c
        found.append(articles.article_id.in_(select(searching.article_id).where(*_hold(searching.folded, looked_for))))
    return found


def _hold(column: ColumnElement[str], looked_for: Sequence[str]) -> list[ColumnElement[bool]]:
    """Return the conditions that a folded column holds each term, in which no sign has a meaning of its own."""
    return [column.contains(term, autoescape=True) for term in looked_for]


def _order(sort: Sort) -> list[ColumnElement[Any]]:
    articles = tables.articles.c
    first = {
        "added": articles.added_at.desc(),
        "published": articles.published.desc().nulls_last(),
        "title": articles.sorting.asc(),
        "open": articles.open.desc(),
    }[sort]
    return [first, articles.added_at.desc(), articles.article_id]


def _tags_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    table = tables.tags.c
    for row in connection.execute(
        select(table.article_id, table.tag).where(table.article_id.in_(ids)).order_by(table.tag)
    ):
        found.setdefault(row.article_id, []).append(row.tag)
    return found


def _matches_of(
    connection: Connection, ids: Sequence[str], looked_for: Sequence[str]
) -> dict[str, tuple[ClaimMatch, ...]]:
    """Return the claims with words that were looked for: those with most of them, in reading order."""
    if not looked_for or not ids:
        return {}
    table = tables.claims.c
    rows = connection.execute(
        select(table.article_id, table.claim_id, table.words, table.shown, table.folded)
        .where(table.article_id.in_(ids), table.is_present, or_(*_hold(table.folded, looked_for)))
        .order_by(table.place, table.claim_id)
    )
    about: dict[str, list[tuple[int, ClaimMatch]]] = {}
    for row in rows:
        held = sum(term in row.folded for term in looked_for)
        about.setdefault(row.article_id, []).append((held, ClaimMatch(row.claim_id, row.words, row.shown)))
    found = {}
    for article_id, matches in about.items():
        most = max(held for held, _ in matches)
        found[article_id] = tuple(match for held, match in matches if held == most)[:_MATCHES]
    return found
