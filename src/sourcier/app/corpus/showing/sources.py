"""Who is named as a source, in how many articles, and how often an address stands by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

QUERY = (
    "SELECT source, count(*) AS claims, count(DISTINCT article) AS articles, "
    "count(*) FILTER (WHERE len(links) > 0) AS linked FROM claims WHERE source_kind = 'named' "
    "GROUP BY source ORDER BY articles DESC, claims DESC, source"
)
"""What a reader runs for the whole list; names here are as the texts write them."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A named source."""

    name: str
    """As it is most often written."""
    claims: int
    articles: int
    publishers: int
    linked: int
    """Claims in whose sentence an address is given."""


def cited(database: duckdb.DuckDBPyConnection) -> list[Cited]:
    """Return the named sources, those of most articles first.

    Spellings of one name are joined ("Insee", "l'Insee"); "the mayor" of two towns is left out, being no name.
    """
    rows = database.execute(
        "SELECT c.source, c.source_entity, c.article, a.publisher, len(c.links) > 0 FROM claims c "
        "JOIN articles a ON a.id = c.article WHERE c.source_kind = 'named' ORDER BY c.article, c.start"
    ).fetchall()
    found: dict[str, list[tuple[str, str, str | None, bool]]] = {}
    for source, entity, article, publisher, is_linked in rows:
        if key := entity or _key(source):
            found.setdefault(key, []).append((source, article, publisher, is_linked))
    counted = [
        Cited(
            name=_commonest([source for source, *_ in each]),
            claims=len(each),
            articles=len({article for _, article, _, _ in each}),
            publishers=len({publisher for _, _, publisher, _ in each if publisher}),
            linked=sum(is_linked for *_, is_linked in each),
        )
        for each in found.values()
    ]
    return sorted(counted, key=lambda one: (-one.articles, -one.claims, one.name))


_SMALL = frozenset("le la les l un une the a an".split())


def _key(source: str) -> str:
    """Return what joins the spellings of one name; empty for words without a capital, which name nobody."""
    words = source.replace("’", " ").replace("'", " ").replace(",", " ").split()
    named = [word for word in words if fold(word) not in _SMALL]
    if not any(word[:1].isupper() for word in named):
        return ""
    first = next(at for at, word in enumerate(named) if word[:1].isupper())
    last = max(at for at, word in enumerate(named) if word[:1].isupper())
    return " ".join(fold(word) for word in named[first : last + 1])


def _commonest(names: list[str]) -> str:
    counts = {name: names.count(name) for name in names}
    return min(counts, key=lambda name: (-counts[name], len(name), name))
