"""The figures of the list, kept right in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.folding import fold
from sourcier.core.revisions import Action, Revision, Standing
from sourcier.dossier.exports.decisions import adapter, parts

_VERDICTS = ("supported", "refuted", "conflicting", "not_enough_evidence")


def recorded(records: Iterable[str]) -> tuple[Revision, ...]:
    """Return decisions from the JSON they are kept as."""
    return tuple(adapter().validate_json(record) for record in records)


def settle(connection: Connection, article_id: str, claim_id: str, now: Standing) -> None:
    """Write down where a claim stands."""
    claims = tables.claims.c
    row = and_(claims.article_id == article_id, claims.claim_id == claim_id)
    # Of one that was taken out or withheld, or on which two decisions differ, no verdict counts.
    shown = now.verdict.value if now.verdict and not now.is_disputed else None
    values: dict[str, object] = {
        "is_decided": now.last is not None,
        "is_disputed": now.is_disputed,
        "shown": shown if now.last is not None else func.coalesce(claims.verdict, "none"),
    }
    connection.execute(update(tables.claims).where(row).values(values))


def presence(connection: Connection, article_id: str) -> None:
    """Write down which added claims there are: the parts of a split one only while it is there, and split."""
    claims, revisions = tables.claims.c, tables.revisions.c
    rows = connection.execute(
        select(claims.claim_id, claims.is_added, claims.part_of, claims.is_present).where(
            claims.article_id == article_id
        )
    ).all()
    splits = {row.part_of for row in rows if row.part_of}
    if not splits:
        return
    last: dict[str, Revision] = {}
    saved = connection.execute(
        select(revisions.record)
        .where(revisions.article_id == article_id, revisions.claim_id.in_(splits))
        .order_by(revisions.number)
    )
    for one in recorded(saved.scalars()):
        if one.action not in {Action.ADD_CLAIM, Action.ADD_EVIDENCE}:
            last[one.claim_id] = one
    standing_parts = {part for one in last.values() if one.action is Action.SPLIT for part in parts(one).values()}
    here = {row.claim_id for row in rows if (row.is_present if not row.is_added else not row.part_of)}
    grown = True
    while grown:  # a part may be split in its turn
        more = {row.claim_id for row in rows if row.part_of in here and row.claim_id in standing_parts} - here
        here, grown = here | more, bool(more)
    for row in rows:
        if row.is_present != (row.claim_id in here):
            connection.execute(
                update(tables.claims)
                .where(claims.article_id == article_id, claims.claim_id == row.claim_id)
                .values(is_present=row.claim_id in here)
            )


def recount(connection: Connection, article_id: str) -> None:
    """Count an article's claims anew, by verdict and by state of review."""
    row = connection.execute(_counts(), {"of": article_id}).one()
    connection.execute(
        update(tables.articles).where(tables.articles.c.article_id == article_id).values(**row._asdict())
    )


@cache
def _counts() -> Select[*tuple[int, ...]]:
    """Return the query that counts; made once, since making it takes longer than running it."""
    claims = tables.claims.c

    def counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    waits = or_(claims.verdict.is_not(None), claims.is_added)
    counts: dict[str, ColumnElement[int]] = {
        **{name: counted(claims.shown == name) for name in _VERDICTS},
        "without": counted(claims.shown == "none"),
        "claims": func.count(),
        "decided": counted(claims.is_decided.is_(True)),
        "open": counted(and_(claims.is_decided.is_(False), waits)),
        "conflicts": counted(claims.is_disputed.is_(True)),
    }
    return select(*(value.label(name) for name, value in counts.items())).where(
        claims.article_id == bindparam("of"), claims.is_present
    )


def reindex(connection: Connection, article_id: str) -> None:
    """Write down what a search for the article looks in."""
    articles, claims, table = tables.articles.c, tables.claims.c, tables.searching
    named = connection.execute(
        select(articles.title, articles.publisher, articles.byline, articles.name).where(
            articles.article_id == article_id
        )
    ).one()
    words = connection.execute(
        select(claims.folded).where(claims.article_id == article_id, claims.is_present).order_by(claims.place)
    ).scalars()
    folded = "\n".join((fold(" ".join(one for one in named if one)), *words))
    connection.execute(delete(table).where(table.c.article_id == article_id))
    connection.execute(insert(table).values(article_id=article_id, folded=folded))
