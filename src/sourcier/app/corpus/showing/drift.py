"""Number drift: one statement with several figures for one period, and what the table that it was checked against has.

Figures of several periods are no drift: they are a series.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.figures import Figure, Key, Periods, key_of, number
from sourcier.app.corpus.showing.firsts import Telling
from sourcier.app.corpus.showing.records import Matter
from sourcier.evidence.packs import Packs

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as somebody gave it."""

    telling: Telling
    figure: Figure
    """Without words, ends and unit where the claim gives several, or none."""
    periods: Periods = ()
    """What the claim says that it is of; none where it says nothing."""

    @property
    def value(self) -> tuple[Decimal | None, Decimal | None, str] | None:
        """What two figures that are one share; None where nothing can be compared."""
        own = self.figure
        return None if own.middle is None else (own.low, own.high, own.unit)


def given(
    tellings: Sequence[Telling], figures: Mapping[Key, tuple[Figure, ...]], periods: Mapping[Key, Periods]
) -> tuple[Given, ...]:
    """Return the figures that were given, in the order of the tellings."""
    found = []
    for one in tellings:
        key = key_of(one.claim)
        held = figures.get(key, ())
        lone = held[0] if len(held) == 1 else Figure("", None, None, "")
        found.append(Given(one, lone, periods.get(key, ())))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Clash:
    """Several figures for one period, or several of which none says its period."""

    periods: Periods
    figures: tuple[Given, ...]
    """Those that no newer version of their page has replaced."""
    count: int
    """Different figures among them."""


def clashes(figures: Sequence[Given]) -> tuple[Clash, ...]:
    """Return where the figures of a matter differ for one period; none where each period has one figure."""
    held: dict[Periods, list[Given]] = {}
    for one in figures:
        if not one.telling.is_past:
            held.setdefault(one.periods, []).append(one)
    found = [Clash(periods, tuple(each), _different(each)) for periods, each in sorted(held.items())]
    return tuple(one for one in found if one.count > 1)


def _different(figures: Sequence[Given]) -> int:
    """Count the figures: one a statement, and two statements are of one where they share a value."""
    values: dict[int, set[object]] = {}
    for one in figures:
        values.setdefault(one.telling.statement, set()).update(filter(None, [one.value]))
    apart: list[set[object]] = []
    for held in values.values():
        met = [other for other in apart if not other.isdisjoint(held)]
        apart = [other for other in apart if other not in met] + [held.union(*met)]
    return len(apart)


@dataclass(frozen=True, slots=True)
class Reference:
    """The series of a pack that a claim of the matter was checked against."""

    labels: Mapping[str, str]
    """What is measured, by language: the pack's words, or those of the articles that were checked."""
    source: str
    pack: str
    version: str
    resource: str
    entity: str
    """Whom it is about, by its id in the pack."""
    unit: str
    points: tuple[tuple[str, Decimal], ...]
    """Period (a year, a month, a day) and value, in order; empty where the pack of that version is not at hand."""
    decided: tuple[tuple[str, Decimal], ...] = ()
    """Of these, the ones that the claims were held against."""

    def label(self, lang: str) -> tuple[str, str]:
        """Return what is measured, with the language of these words: the one asked for where they are known in it."""
        own = lang if lang in self.labels else next(iter(self.labels))
        return self.labels[own], own


_Points = Callable[[str, str, str], tuple[tuple[str, Decimal], ...]]
_Row = tuple[str, ...]
"""Pack, version, table, key, source, unit, language, measure, period and value of a finding."""


def references(
    matters: Sequence[Matter], database: duckdb.DuckDBPyConnection, packs: Packs | None
) -> list[Reference | None]:
    """Return for each matter the series that most of its claims were decided by; None where none was."""
    places = {key_of(claim): at for at, matter in enumerate(matters) for claim in matter.claims}
    rows = database.execute(
        "SELECT f.article, f.claim, pack, pack_version, resource, key, source, unit, lang, measure, period, value "
        "FROM findings f JOIN articles a ON a.id = f.article "
        "JOIN (SELECT unnest($articles) AS article, unnest($claims) AS claim) c "
        "ON c.article = f.article AND c.claim = f.claim "
        "WHERE decides AND kind = 'table' AND contains(key, 'period: ') AND \"column\" = 'value' "
        "ORDER BY pack, resource, key, f.article, f.id",
        {"articles": [article for article, _ in places], "claims": [claim for _, claim in places]},
    ).fetchall()
    held: list[list[_Row]] = [[] for _ in matters]
    for article, claim, *rest in rows:
        held[places[article, claim]].append(tuple(one or "" for one in rest))
    points = cache(partial(_points, packs=packs)) if packs is not None else None
    return [_reference(some, packs, points) if some else None for some in held]


def _reference(rows: Sequence[_Row], packs: Packs | None, points: _Points | None) -> Reference:
    held: dict[tuple[str, str, str, str], list[_Row]] = {}
    for pack, version, resource, key, *rest in rows:
        held.setdefault((pack, version, resource, _entity(key)), []).append(tuple(rest))
    (pack, version, resource, entity), found = min(held.items(), key=lambda one: (-len(one[1]), one[0]))
    sources, units, langs, measures, periods, values = zip(*found, strict=True)
    labels = {lang: min(of) for lang in ("fr", "en") if (of := _of(lang, langs, measures))} or {"en": resource}
    decided = {period: value for period, raw in zip(periods, values, strict=True) if (value := number(raw)) is not None}
    told = (min(sources), pack, version, resource, entity, min(units))
    if packs is None or points is None or not any(ref.name == pack and ref.version == version for ref in packs.refs):
        return Reference(labels, *told, (), tuple(sorted(decided.items())))
    labels = {**packs.resource(pack, resource).label, **labels}
    return Reference(labels, *told, points(pack, resource, entity), tuple(sorted(decided.items())))


def _of(lang: str, langs: Sequence[str], measures: Sequence[str]) -> list[str]:
    return [words for own, words in zip(langs, measures, strict=True) if own == lang and words]


def _entity(key: str) -> str:
    return dict(part.split(": ", 1) for part in key.split("; ") if ": " in part).get("entity", "")


def _points(pack: str, resource: str, entity: str, *, packs: Packs) -> tuple[tuple[str, Decimal], ...]:
    held = packs.resource(pack, resource)
    if held.shape != "series" or not entity:
        return ()
    sql = f"SELECT period, value FROM {held.table} WHERE entity = $entity ORDER BY period"  # noqa: S608 - a quoted name and a parameter
    rows = packs.query(pack, resource, sql, {"entity": entity}).rows
    return tuple((row[0], value) for row in rows if row[0] and (value := number(row[1])) is not None)


def middle_of(period: str) -> date | None:
    """Return the day in the middle of a year, a month or a day; None for anything else.

    >>> middle_of("2022"), middle_of("2022-03"), middle_of("Q1")
    (datetime.date(2022, 7, 1), datetime.date(2022, 3, 15), None)
    """
    parts = period.split("-")
    middle = ["7", "1"] if len(parts) == 1 else ["15"]
    try:
        year, month, day = (int(part) for part in [*parts, *middle][:3])
        return date(year, month, day)
    except ValueError:
        return None
