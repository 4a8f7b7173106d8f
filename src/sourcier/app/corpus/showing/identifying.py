"""Which claims are one wherever they stand, and which only in articles about one thing.

A claim with a name and a figure or a day is identified by itself. « The council approved a budget of 33 million » is of
any council, and « Une réunion publique se tiendra à la salle des fêtes » of any matter: what is one there, the articles
tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.around import parts
from sourcier.app.corpus.showing.copying import are_of_one_pattern, are_titled_apart
from sourcier.app.corpus.showing.figures import Key, key_of
from sourcier.app.corpus.showing.records import Matter, Statement
from sourcier.app.corpus.showing.slots import Script, names_in, scripts_of, sentences_of

if TYPE_CHECKING:
    import duckdb

_HELD_AGAINST = 8
"""Articles of a group that a further one is held against."""


class _Own(Enum):
    """What a claim has of its own."""

    NOTHING = 0
    NO_NAME = 1
    """A figure or a day."""
    NAME = 2
    BOTH = 3


_FACTS = (
    "SELECT c.article, c.claim, "
    "(SELECT [entity.words for entity in k.entities] FROM claims k WHERE k.article = c.article AND k.id = c.claim), "
    "EXISTS (FROM quantities q WHERE q.article = c.article AND list_contains(q.claims, c.claim)) OR "
    "EXISTS (FROM times t WHERE t.article = c.article AND list_contains(t.claims, c.claim) "
    "AND (t.grain = 'day' OR NOT t.relative)) "
    "FROM (SELECT unnest($articles) AS article, unnest($claims) AS claim) c"
)
"""The names of a claim, and whether it has a figure or a time. One that is counted from the day of publication ("in
spring") is none."""


def identified(matters: Sequence[Matter], database: duckdb.DuckDBPyConnection) -> list[Matter]:
    """Return matters with those that are not identified by themselves kept to articles about one thing.

    Articles are about two things where the titles of both name what the other does not, or where they put other names
    into the same sentences. A claim with nothing of its own moreover needs articles that say another one alike.
    """
    facts = _facts(matters, database)
    owns = [max((facts[key_of(one)] for one in matter.claims), key=lambda one: one.value) for matter in matters]
    scripts = _scripts([matter for matter, own in zip(matters, owns, strict=True) if own is not _Own.BOTH], database)
    alike: dict[str, set[int]] = {}
    firm = (
        one for matter, own in zip(matters, owns, strict=True) if own is not _Own.NOTHING for one in matter.statements
    )
    for number, statement in enumerate(firm):
        for claim in statement.claims:
            alike.setdefault(claim.paper.id, set()).add(number)

    @cache
    def are_of_one_kind(one: str, other: str) -> bool:
        return are_of_one_pattern(scripts[one], scripts[other])

    def may_be_of_one(own: _Own, one: str, other: str) -> bool:
        ours, theirs = scripts[one], scripts[other]
        if are_of_one_kind(one, other) or (own is not _Own.NAME and are_titled_apart(ours, theirs)):
            return False
        return own is not _Own.NOTHING or not alike.get(one, set()).isdisjoint(alike.get(other, ()))

    found: list[Matter] = []
    for matter, own in zip(matters, owns, strict=True):
        found += [matter] if own is _Own.BOTH else _parts(matter, partial(may_be_of_one, own))
    return sorted(found, key=lambda one: -len({claim.paper.id for claim in one.claims}))


def _facts(matters: Sequence[Matter], database: duckdb.DuckDBPyConnection) -> Mapping[Key, _Own]:
    claims = {key_of(claim): claim for matter in matters for claim in matter.claims}
    asked = {"articles": [article for article, _ in claims], "claims": [claim for _, claim in claims]}
    found = {}
    for article, id_, entities, has_figure in database.execute(_FACTS, asked).fetchall():
        claim = claims[article, id_]
        # Who says so is not what it is about: one statistician has counted the people of two towns.
        source = frozenset(parts(claim.source)) if claim.source_kind == "named" else frozenset[str]()
        named = names_in(claim.words, claim.paper.lang).union(*(parts(words) for words in entities or ()))
        found[article, id_] = _Own(2 * bool(named - source) + has_figure)
    return found


def _scripts(matters: Sequence[Matter], database: duckdb.DuckDBPyConnection) -> Mapping[str, Script]:
    papers = {claim.paper.id: claim.paper for matter in matters for claim in matter.claims}
    texts = sentences_of(list(papers), database)
    return dict(zip(papers, scripts_of(list(papers.values()), texts), strict=True))


def _parts(matter: Matter, can_be_one: Callable[[str, str], bool]) -> list[Matter]:
    """Return a matter as those that its articles leave of it: each of several articles that can be of one thing."""
    groups: list[list[str]] = []
    for article in dict.fromkeys(claim.paper.id for claim in matter.claims):
        for group in groups:
            if all(can_be_one(one, article) for one in group[:_HELD_AGAINST]):
                group.append(article)
                break
        else:
            groups.append([article])
    if len(groups) == 1:
        return [matter]
    return [_among(matter, frozenset(group)) for group in groups if len(group) > 1]


def _among(matter: Matter, articles: frozenset[str]) -> Matter:
    kept = (tuple(claim for claim in statement.claims if claim.paper.id in articles) for statement in matter.statements)
    return Matter(tuple(Statement(claims) for claims in kept if claims))
