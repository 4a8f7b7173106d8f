"""Dossiers added and looked up: one line an article, its editions, its claims, its tags."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.counting import presence, recount, reindex
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import BadTag, NoDossier
from sourcier.app.desk.store.folding import fold
from sourcier.app.desk.store.listing import (
    Choices,
    ClaimMatch,
    Found,
    Summary,
    Wanted,
    choices,
    find_dossiers,
    summary_of,
)
from sourcier.core.dossier import Dossier, dossier_adapter, from_json
from sourcier.core.ids import digest, make_id

__all__ = [
    "Choices",
    "ClaimMatch",
    "Found",
    "Stored",
    "Summary",
    "Wanted",
    "add_dossier",
    "choices",
    "dossier_of",
    "edition_of",
    "find_dossiers",
    "remove_dossier",
    "tag_dossier",
]

_LONGEST_TAG = 60


@dataclass(frozen=True, slots=True)
class Stored:
    """A dossier as the desk has it."""

    dossier: Dossier
    summary: Summary
    edition: str
    """Another one for each time the article was checked with another outcome: pages made of it may be kept by it."""


def add_dossier(store: Store, dossier: Dossier, *, name: str | None = None, tags: Sequence[str] = ()) -> str:
    """Add a dossier, and return the article's id.

    The same article checked again becomes a new edition, unless nothing changed: what people decided about its claims
    stays, and so do its name, where none is given, and its tags, to which those given are added.

    Args:
        store: Where.
        dossier: What.
        name: What its reader calls the article: the file or address it came from.
        tags: Names of collections that it belongs to.

    Raises:
        BadTag: A tag is none.
    """
    article, wanted = dossier.article, _tags(tags)
    raw = dossier_adapter().dump_json(dossier)
    hashed, now = digest(raw), datetime.now(UTC)
    with store.begin() as connection:
        last = _article(connection, dossier, name, now)
        before = connection.execute(
            select(tables.editions.c.number, tables.editions.c.digest)
            .where(tables.editions.c.article_id == article.id)
            .order_by(tables.editions.c.number.desc())
            .limit(1)
        ).first()
        if before is None or before.digest != hashed:
            number = before.number + 1 if before else 1
            edition = make_id("edn", article.id, number, hashed)
            connection.execute(
                insert(tables.editions).values(
                    edition=edition,
                    article_id=article.id,
                    number=number,
                    added_at=now,
                    digest=hashed,
                    dossier=zlib.compress(raw),
                )
            )
            connection.execute(
                update(tables.articles).where(tables.articles.c.article_id == article.id).values(edition=edition)
            )
            _claims(connection, dossier)
            presence(connection, article.id)
            recount(connection, article.id)
        reindex(connection, article.id)
        _tag(connection, article.id, {*last, *wanted})
    return article.id


def dossier_of(store: Store, article_id: str) -> Stored | None:
    """Return the last edition of an article's dossier; None where the desk has none."""
    with store.read() as connection:
        summary = summary_of(connection, article_id)
        if summary is None:
            return None

        def read() -> tuple[Dossier, int]:
            packed = connection.execute(
                select(tables.editions.c.dossier).where(tables.editions.c.edition == summary.edition)
            ).scalar_one()
            raw = zlib.decompress(packed)
            return from_json(raw), len(raw)

        dossier, _ = store.dossiers.get(summary.edition, read)
    return Stored(dossier, summary, summary.edition)


def edition_of(store: Store, article_id: str) -> str | None:
    """Return the id of an article's last edition; None where the desk has none."""
    with store.read() as connection:
        return connection.execute(
            select(tables.articles.c.edition).where(tables.articles.c.article_id == article_id)
        ).scalar()


def tag_dossier(store: Store, article_id: str, tags: Sequence[str]) -> tuple[str, ...]:
    """Set an article's tags, and return them as kept. Raises NoDossier, BadTag."""
    wanted = _tags(tags)
    with store.begin() as connection:
        lock(connection, article_id)
        _tag(connection, article_id, set(wanted))
    return wanted


def remove_dossier(store: Store, article_id: str) -> None:
    """Take an article away with everything that was decided about it: nothing brings it back. Raises NoDossier."""
    with store.begin() as connection:
        lock(connection, article_id)
        connection.execute(delete(tables.articles).where(tables.articles.c.article_id == article_id))
        jobs = tables.jobs.c  # its name and address stand there too
        connection.execute(delete(tables.jobs).where(jobs.article_id == article_id, jobs.state != "running"))


def lock(connection: Connection, article_id: str) -> str:
    """Return an article's edition, and keep other writers off the article to the end of the transaction.

    Raises NoDossier.
    """
    edition: str | None = connection.execute(
        select(tables.articles.c.edition).where(tables.articles.c.article_id == article_id).with_for_update()
    ).scalar()
    if edition is None:
        raise NoDossier(f"the desk has no article {article_id}; it may have been removed", article_id=article_id)
    return edition


def _article(connection: Connection, dossier: Dossier, name: str | None, now: datetime) -> set[str]:
    """Make or renew an article's row, lock it, and return the tags it has."""
    article = dossier.article
    told = {
        "title": article.title,
        "byline": ", ".join(article.byline),
        "publisher": article.publisher,
        "language": article.lang,
        "published": article.published,
        "added_at": now,
    }
    counts = dict.fromkeys(
        ("supported", "refuted", "conflicting", "not_enough_evidence", "without", "claims", "decided", "open"), 0
    )
    first = {**told, **counts, "conflicts": 0, "article_id": article.id, "edition": "", "sorting": ""}
    connection.execute(tables.inserting(connection, tables.articles).values(**first).on_conflict_do_nothing())
    lock(connection, article.id)
    row = tables.articles.c.article_id == article.id
    called = name or connection.execute(select(tables.articles.c.name).where(row)).scalar()
    sorting = fold(article.title or called or "")[:200]
    connection.execute(update(tables.articles).where(row).values(**told, name=called, sorting=sorting))
    connection.execute(
        tables.inserting(connection, tables.texts)
        .values(article_id=article.id, content=zlib.compress(article.text.encode("utf-8", "surrogatepass")))
        .on_conflict_do_nothing()
    )
    had = connection.execute(select(tables.tags.c.tag).where(tables.tags.c.article_id == article.id))
    return set(had.scalars())


def _claims(connection: Connection, dossier: Dossier) -> None:
    """Write the rows of an edition's claims; those of earlier ones stay for as long as a decision is about them."""
    table, article = tables.claims, dossier.article
    verdicts = {one.claim_id: one.verdict for one in dossier.assessments}
    here = table.c.article_id == article.id
    decided = select(tables.revisions.c.claim_id).where(tables.revisions.c.article_id == article.id)
    connection.execute(delete(table).where(here, table.c.is_added.is_(False), table.c.claim_id.not_in(decided)))
    connection.execute(update(table).where(here, table.c.is_added.is_(False)).values(is_present=False))
    left = set(connection.execute(select(table.c.claim_id).where(here)).scalars())
    new = []
    for place, claim in enumerate({one.id: one for one in dossier.claims}.values()):
        verdict = verdicts.get(claim.id)
        words = claim.span.of(article.text)
        row = {
            "place": place,
            "kind": claim.kind.value,
            "verdict": verdict.value if verdict else None,
            "words": words,
            "folded": fold(words),
            "is_present": True,
        }
        if claim.id in left:
            connection.execute(update(table).where(here, table.c.claim_id == claim.id).values(**row))
        else:
            shown = verdict.value if verdict else "none"
            flags = {"is_added": False, "is_decided": False, "is_disputed": False, "part_of": None, "shown": shown}
            new.append({"article_id": article.id, "claim_id": claim.id, **row, **flags})
    if new:
        connection.execute(insert(table), new)


def _tag(connection: Connection, article_id: str, wanted: set[str]) -> None:
    table = tables.tags
    connection.execute(delete(table).where(table.c.article_id == article_id, table.c.tag.not_in(wanted)))
    had = set(connection.execute(select(table.c.tag).where(table.c.article_id == article_id)).scalars())
    if wanted - had:
        connection.execute(insert(table), [{"article_id": article_id, "tag": tag} for tag in sorted(wanted - had)])


def _tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return tags as they are kept: trimmed, each once."""
    cleaned = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    for tag in cleaned:
        if not tag or len(tag) > _LONGEST_TAG or not tag.isprintable():
            raise BadTag(f"a tag has 1 to {_LONGEST_TAG} characters that print, not {tag[:_LONGEST_TAG]!r}", tag=tag)
    return cleaned


def count_dossiers(store: Store) -> int:
    """Return how many articles the desk has."""
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.articles)).scalar_one()
