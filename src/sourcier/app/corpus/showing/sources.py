"""Who is named as a source, in how many articles, and how often an address stands by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

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
    spellings: tuple[str, ...] = ()
    """As the texts write it: `claims.source` of its claims."""


@dataclass(frozen=True, slots=True)
class Described:
    """Sources that are told by what they are, and have no name of their own: "le syndicat", "the mayor"."""

    each: tuple[Cited, ...]
    """Those of most claims first; one a wording: two unions are not told apart."""

    @property
    def claims(self) -> int:
        """How many claims have one."""
        return sum(one.claims for one in self.each)

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """The commonest words for one, each with the language of its articles."""
        return tuple((one.name, one.lang) for one in self.each[:_EXAMPLES])


def cited(database: duckdb.DuckDBPyConnection) -> list[Cited]:
    """Return the named sources, those of most articles first.

    Spellings of one name are joined ("Insee", "l'Insee"); "the mayor" of two towns is left out, being no name.
    """
    found = _counted(database, lambda source, entity: entity or _key(source))
    return sorted(found, key=lambda one: (-one.articles, -one.claims, one.name))


def described(database: duckdb.DuckDBPyConnection) -> Described:
    """Return the sources without a name."""
    found = _counted(database, lambda source, entity: "" if entity or _key(source) else source)
    return Described(tuple(sorted(found, key=lambda one: (-one.claims, one.name))))


def _counted(database: duckdb.DuckDBPyConnection, key_of: Callable[[str, str | None], str]) -> list[Cited]:
    """Count the claims of named sources by a key; those without one are left out."""
    rows = database.execute(
        'SELECT c.source, c.source_entity, c.article, a.publisher, len(c.links) > 0, a.lang, c.start, c."end" '
        "FROM claims c JOIN articles a ON a.id = c.article WHERE c.source_kind = 'named' "
        "ORDER BY c.article, c.start, c.id"
    ).fetchall()
    found: dict[str, list[tuple[str, str, str | None, bool, str]]] = {}
    ends: dict[tuple[str, str], int] = {}
    for source, entity, article, publisher, is_linked, lang, start, end in rows:
        key = key_of(source, entity)
        if key and start >= ends.get((key, article), 0):  # of claims within each other one is counted
            ends[key, article] = end
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
                spellings=tuple(sorted({source for source, *_ in each})),
            )
        )
    return counted


def _key(source: str) -> str:
    """Return what joins the spellings of one name; empty for words without a capital, which name nobody.

    All words count but those of grammar: whoever is of a town is not the town, nor anybody else of it.

    >>> _key("l’Insee") == _key("Insee"), _key("le maire de Lyon"), _key("la police de Lyon"), _key("le maire")
    (True, 'maire lyon', 'police lyon', '')
    """
    words = source.replace("’", " ").replace("'", " ").replace(",", " ").split()
    # "De nombreux habitants" has a capital, and names nobody; "l’Est" and "the WHO" have one that says something.
    telling = [
        word for at, word in enumerate(words) if terms(word) or (word[:1].isupper() and (at or word[1:].isupper()))
    ]
    return " ".join(fold(word) for word in telling) if any(word[:1].isupper() for word in telling) else ""


def _commonest(names: list[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], len(name), name))
