"""Decisions: added one after the other, never changed, never refused because of another's."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, func, insert, select

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.counting import presence, recorded, recount, reindex, settle
from sourcier.app.desk.store.dossiers import lock
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import NoClaim
from sourcier.app.desk.store.folding import fold
from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Action, Revision, Standing, added_key, standing
from sourcier.core.spans import Anchor, Span
from sourcier.dossier.exports.decisions import adapter, parts
from sourcier.dossier.exports.errors import BadDecision

_AT_ONCE = timedelta(seconds=10)
"""What one person saves twice in this time is one click too many, or an answer that got lost on its way."""


def save(store: Store, revision: Revision) -> Standing:
    """Add a decision behind those that are there, and return where its claim stands now.

    Another's decision never stands in the way: both are kept, in the order in which they came, and what was decided
    without sight of the other is in the `conflicts` of the answer. A decision that was saved before counts once, and so
    does the same one of the same person a moment later: it is answered with where the first led.

    Raises:
        NoDossier: There is no such article.
        NoClaim: Its claim is neither the program's, of this edition or an earlier one, nor added by a person.
        BadDecision: It is not signed, or its words lie outside the article's text, or its id is another's.
    """
    revision, record = _written(revision)
    with store.begin() as connection:
        edition = lock(connection, revision.article_id)
        known = connection.execute(
            select(tables.revisions.c.record).where(tables.revisions.c.id == revision.id)
        ).scalar()
        if known is None:
            if revision.spans:
                revision, record = _written(_anchored(connection, revision))
            _admit(connection, revision)
            before = _saved(connection, revision.article_id, revision.claim_id)
            if _is_again(revision, before):
                return standing(before)
            connection.execute(
                insert(tables.revisions).values(
                    id=revision.id,
                    article_id=revision.article_id,
                    claim_id=revision.claim_id,
                    author=revision.author,
                    at=revision.at,
                    edition=edition,
                    record=record,
                )
            )
        elif replace(recorded([known])[0], anchors=()) != replace(revision, anchors=()):
            raise BadDecision(
                f"another decision has the id {revision.id} already; ids are never reused", id=revision.id
            )
        now = standing(_saved(connection, revision.article_id, revision.claim_id))
        settle(connection, revision.article_id, revision.claim_id, now)
        presence(connection, revision.article_id)
        recount(connection, revision.article_id)
        if revision.spans:
            reindex(connection, revision.article_id)
    return now


def revisions_of(store: Store, article_id: str, claim_id: str | None = None) -> tuple[Revision, ...]:
    """Return the decisions about an article, or about one of its claims, in the order of saving."""
    with store.read() as connection:
        return _saved(connection, article_id, claim_id)


def standings(store: Store, article_id: str) -> Mapping[str, Standing]:
    """Return where the claims stand that anybody decided, added, or gave evidence for; others are not in it."""
    about: dict[str, list[Revision]] = {}
    for one in revisions_of(store, article_id):
        about.setdefault(one.claim_id, []).append(one)
    return {claim_id: standing(saved) for claim_id, saved in about.items()}


def fitting(dossier: Dossier, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Return the decisions that are about claims of this edition, or added by people: what the exports take.

    A decision about a claim that the program does not find any more when it checks the article again stays in the
    history, and is left out here.
    """
    known, fit = {claim.id for claim in dossier.claims}, []
    for one in revisions:
        if one.action is Action.ADD_CLAIM:
            known.add(one.claim_id)
        if one.claim_id not in known:
            continue
        if one.action is Action.SPLIT:
            known.update(parts(one).values())
        fit.append(one)
    return tuple(fit)


def latest(store: Store, article_id: str) -> int:
    """Return a number that grows with each decision about an article: 0 without one.

    Costs one look: what is made of an edition and its decisions may be kept by both.
    """
    saved = tables.revisions.c
    with store.read() as connection:
        last = select(func.max(saved.number)).where(saved.article_id == article_id)
        return connection.execute(last).scalar() or 0


def _saved(connection: Connection, article_id: str, claim_id: str | None) -> tuple[Revision, ...]:
    table = tables.revisions.c
    wanted = select(table.record).where(table.article_id == article_id).order_by(table.number)
    if claim_id is not None:
        wanted = wanted.where(table.claim_id == claim_id)
    return recorded(connection.execute(wanted).scalars())


def _is_again(revision: Revision, before: Sequence[Revision]) -> bool:
    """Say whether a decision is the one that its author took last, a moment ago and from the same page or the next."""
    own = next((one for one in reversed(before) if one.author == revision.author), None)
    if own is None or abs(revision.at - own.at) > _AT_ONCE or not (own == before[-1] or own.seen == revision.seen):
        return False
    return replace(revision, id=own.id, at=own.at, seen=own.seen) == own


def _written(revision: Revision) -> tuple[Revision, str]:
    """Return a decision and the JSON to keep. Raises BadDecision for one that is not signed or cannot be written."""
    if not revision.author.strip():
        raise BadDecision("a decision is signed: its author has no name", id=revision.id)
    try:
        return revision, adapter().dump_json(revision).decode()
    except ValueError as error:  # pydantic's serialisation error is one: half a character
        raise BadDecision("a decision holds half a character, which no file can keep", id=revision.id) from error


def _anchored(connection: Connection, revision: Revision) -> Revision:
    """Return the decision with the words around its spans. Raises BadDecision where these are not in the text."""
    text = _text(connection, revision.article_id)
    if any(span.end > len(text) or not span.of(text).strip() for span in revision.spans):
        raise BadDecision("the words lie outside the article's text, or there are none", id=revision.id)
    anchors = tuple(Anchor.at(span, text) for span in revision.spans)
    if revision.anchors and [one.exact for one in revision.anchors] != [one.exact for one in anchors]:
        raise BadDecision("the words are others than stand at their place in the article", id=revision.id)
    return replace(revision, anchors=anchors)


def _admit(connection: Connection, revision: Revision) -> None:
    """Make the rows of the claims that a decision adds. Raises NoClaim for one about a claim that is not there."""
    table = tables.claims.c
    here = select(table.claim_id).where(table.article_id == revision.article_id)
    known = set(connection.execute(here).scalars())
    added: list[tuple[str, Span, str | None]] = []
    if revision.action is Action.ADD_CLAIM:
        if len(revision.spans) != 1 or revision.claim_id != added_key(revision.article_id, revision.spans[0]):
            raise BadDecision("a claim is added with its one span, under the id made of it", id=revision.id)
        added.append((revision.claim_id, revision.spans[0], None))
    elif revision.claim_id not in known:
        raise NoClaim(
            f"the article {revision.article_id} has no claim {revision.claim_id}",
            article_id=revision.article_id,
            claim_id=revision.claim_id,
        )
    if revision.action is Action.SPLIT:
        added += [(id_, revision.spans[number], revision.claim_id) for number, id_ in parts(revision).items()]
    rows = list(_rows(connection, revision.article_id, [one for one in added if one[0] not in known]))
    if rows:
        connection.execute(insert(tables.claims), rows)


def _rows(
    connection: Connection, article_id: str, added: Sequence[tuple[str, Span, str | None]]
) -> Iterable[dict[str, object]]:
    if not added:
        return
    text = _text(connection, article_id)
    for claim_id, span, part_of in {one[0]: one for one in added}.values():
        words = span.of(text)
        yield {
            "article_id": article_id,
            "claim_id": claim_id,
            "place": 1_000_000 + span.start,  # behind the program's claims, in reading order
            "kind": None,
            "verdict": None,
            "words": words,
            "folded": fold(words),
            "is_added": True,
            "part_of": part_of,
            "is_present": True,
            "is_decided": False,
            "is_disputed": False,
            "shown": "none",
        }


def _text(connection: Connection, article_id: str) -> str:
    packed = connection.execute(
        select(tables.texts.c.content).where(tables.texts.c.article_id == article_id)
    ).scalar_one()
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
