"""The tables as they stand after the last migration; a test holds them against what the migrations make."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Dialect, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insertion that can say what to do where the row is there already (`on_conflict_do_…`)."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


class Plain(TypeDecorator[str]):
    """A text as every database can keep it: PostgreSQL has no NUL, UTF-8 no half a character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Write a text, or look for one, without what cannot be kept."""
        return None if value is None else value.replace("\0", "").encode("utf-8", "replace").decode()


class Moment(TypeDecorator[datetime]):
    """A time in UTC as text of one width, "2026-11-23T06:28:06.123456Z": sorts as it should, on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Write a time. Raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a time has its zone")
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read a time."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A day as text, "2026-11-23"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Write a day."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Read a day."""
        return None if value is None else date.fromisoformat(value)


def _text(name: str, *more: Any, null: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Plain, *more, nullable=null, primary_key=key)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _of_article(*, key: bool = False) -> Column[str]:
    return _text("article_id", ForeignKey("articles.article_id", ondelete="CASCADE"), key=key)


articles = Table(
    "articles",
    metadata,
    _text("article_id", key=True),
    _text("edition"),
    _text("name", null=True),
    _text("title", null=True),
    _text("byline", null=True),
    _text("publisher", null=True),
    _text("language"),
    Column("published", Day),
    Column("added_at", Moment, nullable=False),
    _text("sorting"),
    *map(_count, ("supported", "refuted", "conflicting", "not_enough_evidence", "without")),
    *map(_count, ("claims", "decided", "open", "conflicts")),
)
"""One row an article, with all that its line of the list shows: `sorting` is its title or name folded, `without`
counts the claims without a verdict."""

searching = Table("searching", metadata, _of_article(key=True), _text("folded"))
"""What a search looks in, folded: all that names the article, then its claims, one a line."""

texts = Table("texts", metadata, _of_article(key=True), Column("content", LargeBinary, nullable=False))
"""The article's text, compressed: the same in every edition, since an article's id holds its digest."""

editions = Table(
    "editions",
    metadata,
    _text("edition", key=True),
    _of_article(),
    _count("number"),
    Column("added_at", Moment, nullable=False),
    _text("digest"),
    Column("dossier", LargeBinary, nullable=False),
)
"""The dossiers as JSON, compressed; all that were made of an article, the last one counts."""

claims = Table(
    "claims",
    metadata,
    _of_article(key=True),
    _text("claim_id", key=True),
    _count("place"),
    _text("kind", null=True),
    _text("verdict", null=True),
    _text("words"),
    _text("folded"),
    _flag("is_added"),
    _text("part_of", null=True),
    _flag("is_present"),
    _flag("is_decided"),
    _flag("is_disputed"),
    _text("shown", null=True),
)
"""Every claim that any edition had or a person added. `verdict` is the program's; `shown` the one that counts:
a person's before the program's, "none" where there is none, null where it is withheld or the claim is out."""

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _text("id"),
    _text("article_id"),
    _text("claim_id"),
    _text("author"),
    Column("at", Moment, nullable=False),
    _text("edition"),
    _text("record"),
)
"""What people decided: rows are added and never changed. `number` is the order of saving within an article."""

tags = Table("tags", metadata, _of_article(key=True), _text("tag", key=True))

jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _text("id"),
    _text("state"),
    _text("step", null=True),
    _count("steps_done"),
    _count("steps_total"),
    _text("name"),
    _text("article_id", null=True),
    _text("slug", null=True),
    _text("message", null=True),
    Column("added_at", Moment, nullable=False),
    _text("added_by", null=True),
    _count("attempt"),
    _flag("resumed"),
    _text("worker", null=True),
    Column("beat_at", Moment),
    _text("media_type", null=True),
    _text("url", null=True),
    _text("lang", null=True),
    Column("published", Day),
    _text("tags"),
    Column("content", LargeBinary),
)

people = Table(
    "people",
    metadata,
    _text("folded", key=True),
    _text("name"),
    _text("role"),
    _text("password"),
    _flag("is_active"),
    Column("added_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    _text("digest", key=True),
    _text("person", ForeignKey("people.folded", ondelete="CASCADE")),
    Column("added_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

attempts = Table(
    "attempts", metadata, _text("tried", key=True), _count("failures"), Column("at", Moment, nullable=False)
)

settings = Table("settings", metadata, _text("name", key=True), _text("value"))
