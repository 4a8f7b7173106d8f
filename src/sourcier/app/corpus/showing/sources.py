"""Who is named as a source, in how many articles, and how often an address stands by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

QUERY = (
    "SELECT source, count(*) AS claims, count(DISTINCT article) AS articles, "
    "count(*) FILTER (WHERE len(links) > 0) AS linked FROM claims WHERE source_kind = 'named' "
    "GROUP BY source ORDER BY articles DESC, claims DESC, source"
)
"""What a reader runs for the whole list; names here are as the texts write them."""


_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """A named source."""

    name: str
    """As it is most often written."""
    lang: str
    """Of the articles that write it so, or of the first of them."""
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
        "SELECT c.source, c.source_entity, c.article, a.publisher, len(c.links) > 0, a.lang FROM claims c "
        "JOIN articles a ON a.id = c.article WHERE c.source_kind = 'named' ORDER BY c.article, c.start"
    ).fetchall()
    found: dict[str, list[tuple[str, str, str | None, bool, str]]] = {}
    for source, entity, article, publisher, is_linked, lang in rows:
        if key := entity or _key(source):
            found.setdefault(key, []).append((source, article, publisher, is_linked, lang))
    counted = []
    for each in found.values():
        name = _commonest([source for source, *_ in each])
        counted.append(
            Cited(
                name=name,
                lang=next(lang for source, *_, lang in each if source == name),
                claims=len(each),
                articles=len({article for _, article, *_ in each}),
                publishers=len({publisher for _, _, publisher, *_ in each if publisher}),
                linked=sum(is_linked for *_, is_linked, _ in each),
            )
        )
    return sorted(counted, key=lambda one: (-one.articles, -one.claims, one.name))


@dataclass(frozen=True, slots=True)
class Described:
    """Sources that are told by what they are, and have no name of their own: "le syndicat", "the mayor"."""

    claims: int
    examples: tuple[tuple[str, str], ...]
    """Those of most claims, each with the language of its article."""


def described(database: duckdb.DuckDBPyConnection) -> Described:
    """Return how many claims have a source without a name, and the commonest words for one."""
    rows = database.execute(
        "SELECT c.source, any_value(a.lang), count(*) AS claims FROM claims c JOIN articles a ON a.id = c.article "
        "WHERE c.source_kind = 'named' AND c.source_entity IS NULL GROUP BY c.source ORDER BY claims DESC, c.source"
    ).fetchall()
    found = [(source, lang, claims) for source, lang, claims in rows if not _key(source)]
    examples = tuple((source, lang) for source, lang, _ in found[:_EXAMPLES])
    return Described(sum(claims for *_, claims in found), examples)


def _key(source: str) -> str:
    """Return what joins the spellings of one name; empty for words without a capital, which name nobody."""
    words = source.replace("’", " ").replace("'", " ").replace(",", " ").split()
    named = [word for word in words if terms(word)]  # "De nombreux habitants" has a capital, and names nobody
    if not any(word[:1].isupper() for word in named):
        return ""
    first = next(at for at, word in enumerate(named) if word[:1].isupper())
    last = max(at for at, word in enumerate(named) if word[:1].isupper())
    return " ".join(fold(word) for word in named[first : last + 1])


def _commonest(names: list[str]) -> str:
    counts = {name: names.count(name) for name in names}
    return min(counts, key=lambda name: (-counts[name], len(name), name))
