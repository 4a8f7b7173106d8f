"""Deaths, from the lines of UCDP's Battle-Related Deaths and Georeferenced Event datasets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sourcier.evidence.recipes.built import Row
from sourcier.evidence.recipes.state_codes import StateCodes
from sourcier.evidence.recipes.ucdp.conflicts import conflict_id, midyear

_MISSING = frozenset({"", "-999"})
"""How UCDP writes a number that it has not."""
_CLEAR = "Clear"


def estimates(lines: Iterable[Mapping[str, str]], source: str, issued: str) -> tuple[list[Row], int]:
    """Return one estimate a conflict and year, and how many years have neither a low nor a high figure."""
    rows: list[Row] = []
    without = 0
    for line in lines:
        low, high, best = (figure(line[name]) for name in ("low", "high", "best"))
        if not low and not high:
            without += 1
            continue
        rows.append(
            {
                "subject": conflict_id(line),
                "measure": "battle_deaths",
                "low": low,
                "high": high,
                "as_of": f"{line['year']}-12-31",
                "issued": issued,
                "issuer": "ucdp",
                "source": source,
                "note": "" if best else "UCDP gives no best estimate",
                "best": best,
                "original": f"{line['best']} [{line['low']}, {line['high']}]",
            }
        )
    return rows, without


def figure(cell: str) -> str:
    """Return a figure, empty where it is missing.

    >>> figure("-999"), figure("27")
    ('', '27')
    """
    return "" if cell in _MISSING else cell


@dataclass(slots=True)
class _Sum:
    best: int = 0
    low: int = 0
    high: int = 0
    events: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    unclear: int = 0
    inactive: int = 0
    inactive_best: int = 0


def by_country(lines: Iterable[Mapping[str, str]], codes: StateCodes, source: str) -> Iterator[Row]:
    """Yield one figure a country and year that has an event of an active conflict."""
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    for line in lines:
        held = sums[codes.find(line["country"], midyear(line["year"])) or "", line["year"]]
        if line["active"] != "active":
            held.inactive += 1
            held.inactive_best += int(line["best"])
            continue
        held.best += int(line["best"])
        held.low += int(line["low"])
        held.high += int(line["high"])
        held.events += 1
        held.parts[line["violence"]] += int(line["best"])
        held.unclear += line["status"] != _CLEAR
    for (entity, year), held in sorted(sums.items()):
        if not held.events:
            continue
        notes = []
        if held.unclear:
            notes.append(f"{held.unclear} of {held.events} events still to be checked by UCDP")
        if held.inactive:
            notes.append(f"left out: {held.inactive_best} deaths of {held.inactive} events below 25 deaths in the year")
        yield {
            "entity": entity,
            "period": year,
            "value": str(held.best),
            "source": source,
            "low": str(held.low),
            "high": str(held.high),
            **{part: str(deaths) for part, deaths in held.parts.items()},
            "events": str(held.events),
            "note": "; ".join(notes),
        }
