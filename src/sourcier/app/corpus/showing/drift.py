"""Number drift: one statement with changing figures, and the reference series that its checks rested on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.firsts import Telling
from sourcier.app.corpus.showing.records import Matter
from sourcier.evidence.packs import Packs

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as somebody gave it."""

    telling: Telling
    words: str
    """The figure as written; empty where the claim gives several."""
    low: Decimal | None
    high: Decimal | None
    """One of both where it is a bound."""
    unit: str

    @property
    def middle(self) -> Decimal | None:
        """Where it stands on a scale."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends, Decimal(0)) / len(ends) if ends else None


@dataclass(frozen=True, slots=True)
class Reference:
    """The series of a pack that a claim of the matter was checked against."""

    labels: Mapping[str, str]
    """What is measured, by language: the pack's words, or those of the articles that were checked."""
    source: str
    pack: str
    version: str
    unit: str
    points: tuple[tuple[str, Decimal], ...]
    """Period (a year, a month, a day) and value, in order; empty where the pack of that version is not at hand."""

    def label(self, lang: str) -> tuple[str, str]:
        """Return what is measured, with the language of these words: the one asked for where they are known in it."""
        own = lang if lang in self.labels else next(iter(self.labels))
        return self.labels[own], own


_SeriesKey = tuple[str, str, str, str]


def given(matter: Matter, tellings: Sequence[Telling], database: duckdb.DuckDBPyConnection) -> list[Given]:
    """Return the figures that were given, in the order of the tellings."""
    held = _figures(matter, database)
    found = []
    for one in tellings:
        figures = held.get((one.claim.paper.id, one.claim.id), [])
        if len(figures) == 1:
            found.append(Given(one, *figures[0]))
        else:
            found.append(Given(one, "", None, None, ""))
    return found


def _figures(
    matter: Matter, database: duckdb.DuckDBPyConnection
) -> Mapping[tuple[str, str], list[tuple[str, Decimal | None, Decimal | None, str]]]:
    rows = database.execute(
        "SELECT article, unnest(claims) AS claim, words, low, high, unit FROM quantities "
        "WHERE list_has_any(claims, $claims) ORDER BY article, start",
        {"claims": [claim.id for claim in matter.claims]},
    ).fetchall()
    held: dict[tuple[str, str], list[tuple[str, Decimal | None, Decimal | None, str]]] = {}
    for article, claim, words, low, high, unit in rows:
        held.setdefault((article, claim), []).append((words, _number(low), _number(high), unit))
    return held


def _number(raw: str | None) -> Decimal | None:
    try:
        return None if raw is None else Decimal(raw)
    except InvalidOperation:
        return None


def reference(matter: Matter, database: duckdb.DuckDBPyConnection, packs: Packs | None) -> Reference | None:
    """Return the series that most of the matter's claims were decided by; None where none was."""
    row = database.execute(
        "SELECT pack, pack_version, resource, key, min(source), min(unit), min(measure) FILTER (WHERE lang = 'fr'), "
        "min(measure) FILTER (WHERE lang = 'en') FROM findings f JOIN articles a ON a.id = f.article "
        "WHERE decides AND kind = 'table' AND contains(key, 'period: ') AND \"column\" = 'value' "
        "AND list_contains($claims, claim) GROUP BY pack, pack_version, resource, key "
        "ORDER BY count(*) DESC, pack, resource, key LIMIT 1",
        {"claims": [claim.id for claim in matter.claims]},
    ).fetchone()
    if row is None:
        return None
    pack, version, resource, key, source, unit, french, english = row
    labels = {lang: label for lang, label in (("fr", french), ("en", english)) if label} or {"en": resource}
    entity = dict(part.split(": ", 1) for part in key.split("; ") if ": " in part).get("entity", "")
    if packs is None or not any(ref.name == pack and ref.version == version for ref in packs.refs):
        return Reference(labels, source or "", pack, version or "", unit or "", ())
    labels = {**packs.resource(pack, resource).label, **labels}
    return Reference(labels, source or "", pack, version, unit or "", _points(pack, resource, entity, packs))


def _points(pack: str, resource: str, entity: str, packs: Packs) -> tuple[tuple[str, Decimal], ...]:
    held = packs.resource(pack, resource)
    if held.shape != "series" or not entity:
        return ()
    sql = f"SELECT period, value FROM {held.table} WHERE entity = $entity ORDER BY period"  # noqa: S608 - a quoted name and a parameter
    rows = packs.query(pack, resource, sql, {"entity": entity}).rows
    return tuple((row[0], value) for row in rows if row[0] and (value := _number(row[1])) is not None)


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
