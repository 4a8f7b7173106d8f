"""The rows of a report's tables, made of what the page is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sourcier.app.corpus.showing.changes import Side
from sourcier.app.corpus.showing.coverage import STATUSES
from sourcier.app.corpus.showing.figures import Key, key_of
from sourcier.app.corpus.showing.gathering import Drift, Shown, Told
from sourcier.app.corpus.showing.records import Matter, Stated, Statement
from sourcier.app.corpus.showing.versions import Versions
from sourcier.core.ids import make_id

Row = tuple[object, ...]
"""The cells of a row, in the order of the columns (columns.tsv)."""


def rows_of(shown: Shown) -> Mapping[str, Iterator[Row]]:
    """Return the rows of each table, by its name; each can be read once."""
    parts = {id(one.told): one for one in (*shown.drifts, *shown.series)}
    return {
        "matters": (_matter(one, parts.get(id(one))) for one in shown.told),
        "groups": (row for one in shown.told for row in _claims(one, shown)),
        "possible": _possible(shown),
        "references": (row for one in parts.values() for row in _references(one)),
        "copies": _copies(shown),
        "sources": _sources(shown),
        "verdict_changes": _verdict_changes(shown),
        "versions": (_versions(one) for one in shown.versions),
        "version_changes": (row for one in shown.versions for row in _changes(one)),
        "counts": _counts(shown),
    }


def matter_id(matter: Matter) -> str:
    """Return the id of a matter: of the first of its claims."""
    return make_id("mat", *key_of(matter.claims[0]))


def statement_id(statement: Statement) -> str:
    """Return the id of a statement: of the first of its claims."""
    return make_id("stm", *key_of(statement.first))


def _matter(told: Told, drift: Drift | None) -> Row:
    heading, matter = told.heading, told.matter
    part = "repeated" if told.texts > 1 else "one-text"
    if drift is not None:
        part = "figures" if drift.clashes else "series"
    return (
        matter_id(matter),
        part,
        heading.words,
        heading.paper.lang,
        *key_of(heading),
        len(matter.claims),
        len({claim.paper.id for claim in matter.claims}),
        told.texts,
        told.publishers,
        told.figures,
        max((clash.count for clash in drift.clashes), default=0) if drift else 0,
        min((one.day for one in _placed(told).values() if one.day), default=None),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the page has an article that makes a statement."""

    day: date | None
    is_first: bool
    under: str | None
    """The article under which it is folded."""
    is_past: bool


def _placed(told: Told) -> Mapping[tuple[int, str], _Place]:
    """Return where the page has the articles of a matter, by statement and article; some versions are not on it."""
    found: dict[tuple[int, str], _Place] = {}
    for one in told.tellings:
        own = one.claim.paper.id
        found[one.statement, own] = _Place(one.day, one.is_first, None, one.is_past)
        for each in one.printed:
            found[one.statement, each.paper.id] = _Place(each.day, each.is_first, own, one.is_past)
    return found


def _claims(told: Told, shown: Shown) -> Iterator[Row]:
    placed, id_ = _placed(told), matter_id(told.matter)
    heads = {(one.statement, one.text): one for one in told.tellings}
    for number, statement in enumerate(told.matter.statements):
        for claim in statement.claims:
            place = placed.get((number, claim.paper.id))
            if place is None:  # another version of a page that has its row, or of a copy
                head = heads[number, shown.text_of[claim.paper.id]]
                place = _Place(shown.day_of(claim.paper), False, head.claim.paper.id, head.is_past)
            yield _claim(claim, (id_, statement_id(statement)), place, shown)


def _claim(claim: Stated, ids: tuple[str, str], place: _Place, shown: Shown) -> Row:
    paper, figures = claim.paper, shown.figures.get(key_of(claim), ())
    lone = figures[0] if len(figures) == 1 else None
    ends = (lone.low, lone.high) if lone else (None, None)
    return (
        *ids,
        *key_of(claim),
        paper.publisher,
        paper.published,
        place.day,
        paper.lang,
        claim.words,
        claim.source_kind,
        claim.source,
        claim.verdict,
        [figure.words for figure in figures],
        *(None if end is None else f"{end:f}" for end in ends),
        *(None if end is None else float(end) for end in ends),
        lone.unit if lone else None,
        [period.iso for period in shown.spoken_of.get(key_of(claim), ())],
        place.is_first,
        place.is_past,
        shown.text_of[paper.id],
        place.under,
    )


def _possible(shown: Shown) -> Iterator[Row]:
    statements = {
        key_of(claim): statement_id(statement)
        for told in shown.told
        for statement in told.matter.statements
        for claim in statement.claims
    }
    for pair in shown.possible:
        yield (pair.likeness, *_side_of(pair.one, statements, shown), *_side_of(pair.other, statements, shown))


def _side_of(claim: Stated, statements: Mapping[Key, str], shown: Shown) -> Row:
    paper = claim.paper
    told = (paper.publisher, shown.day_of(paper), paper.lang, claim.words)
    return (*key_of(claim), statements.get(key_of(claim)), *told)


def _references(drift: Drift) -> Iterator[Row]:
    one = drift.reference
    if one is None:
        return
    values: dict[str, Decimal] = dict(one.points) | dict(one.decided)
    for period, value in sorted(values.items()):
        told = (one.pack, one.version, one.resource, one.entity, one.source, one.unit)
        is_decisive = period in dict(one.decided)
        yield (matter_id(drift.told.matter), *told, period, f"{value:f}", float(value), is_decisive)


def _copies(shown: Shown) -> Iterator[Row]:
    for one in shown.folded:
        paper, kind = one.paper, "version" if one.is_version else "copy"
        yield (paper.id, one.text, kind, paper.publisher, paper.published, paper.url, paper.title)


def _sources(shown: Shown) -> Iterator[Row]:
    for is_named, held in ((True, shown.sources), (False, shown.described.each)):
        for one in held:
            counts = (one.articles, one.publishers, one.claims, one.linked)
            yield (one.name, is_named, one.lang, list(one.spellings), *counts)


def _verdict_changes(shown: Shown) -> Iterator[Row]:
    for one in shown.changes.found if shown.changes else ():
        told = (one.article, one.claim, one.words, one.lang, one.title, one.publisher, one.published)
        yield (*told, *_side(one.before), *_side(one.now))


def _side(side: Side) -> Row:
    return (side.verdict, side.why_none, side.justification, side.cell, side.source)


def _versions(one: Versions) -> Row:
    days = (each.updated or each.published for each in (one.before, one.after))
    title = one.after.title or one.before.title
    found = (one.before.id, one.after.id, one.why, one.is_dated, *days)
    return (*found, one.after.publisher, title, one.after.url, one.kept)


def _changes(one: Versions) -> Iterator[Row]:
    pair = (one.before.id, one.after.id)
    for each in one.changed:
        yield (*pair, "figure" if each.is_figure else "reworded", each.before, each.after)
    yield from ((*pair, "dropped", words, None) for words in one.dropped)
    yield from ((*pair, "added", None, words) for words in one.added)
    yield from ((*pair, "correction", None, words) for words in one.corrections)


def _counts(shown: Shown) -> Iterator[Row]:
    for kind, held in (("period", shown.periods), ("publisher", shown.publishers)):
        for one in held:
            verdicts = (one.verdicts[status] for status in STATUSES)
            yield (kind, one.name, one.articles, one.sentences, one.carrying, one.claims, *verdicts)
