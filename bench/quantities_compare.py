"""Set our figures beside those of quantulum3 (English figures) and dateparser (times), on the same inputs.

The libraries cut their spans in their own ways, so a result here pairs with one expected where the two overlap, and is
right where it says the same: the number or both ends of a range; and, counted apart, the unit as well, which is often a
counted noun that quantulum3 does not look for. Times are right where one reading is shared. Both libraries belong to
the bench alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from dateparser.search import search_dates
from quantulum3 import classifier
from quantulum3 import parser as quantulum

Json = dict[str, Any]
classifier.USE_CLF = False  # its model is a pickle of an older scikit-learn, and does not load beside ours
UNITS = {
    "dollar": "USD", "cent": "USD", "euro": "EUR", "pound sterling": "GBP", "pence": "GBP", "yen": "JPY",
    "japanese yen": "JPY", "percentage": "%", "kilometre": "km", "metre": "m", "mile": "[mi_i]",
    "mile per hour": "[mi_i]", "tonne": "t", "metric ton": "t", "litre": "L", "litre per day": "L", "hectare": "ha",
    "acre": "[acr_us]", "cubic metre": "m3", "cubic metre per hour": "m3", "degree celsius": "Cel",
    "degree angle": "Cel", "megawatt": "MW", "month": "mo", "year": "a", "dimensionless": "1",
}  # fmt: skip
"""What quantulum3 calls our units; where the words decide nothing ("38 degrees"), its answer counts as right."""


def compare(inputs: Sequence[Json], ours: Iterable[Json]) -> str:
    """Return a table of F1 for us and for the library that reads the same things.

    Args:
        inputs: Records with `expected`.
        ours: What we found: `id` and `predicted`.
    """
    found = {row["id"]: row["predicted"] for row in ours}
    rows = [f"{'suite':<12} {'reader':<12} {'inputs':>6} {'values F1':>9} {'with unit':>9}"]
    english = [record for record in inputs if record.get("lang") == "en"]
    times = [  # the Extractor suites ask for spans alone
        record for record in inputs if record["suite"].startswith("DateTime/") and "Extractor" not in record["suite"]
    ]
    for name, records, library, reader in (
        ("figures (en)", english, "quantulum3", _quantulum),
        ("times (fr)", times, "dateparser", _dateparser),
    ):
        if records:
            rows.append(_row(name, "sourcier", records, lambda record: found[record["id"]]))
            rows.append(_row(name, library, records, reader))
    return "\n".join(rows)


def _row(name: str, reader: str, records: Sequence[Json], read: Callable[[Json], Iterable[Json]]) -> str:
    predicted = expected = values = units = 0
    for record in records:
        results, wanted = list(read(record)), record.get("expected") or []
        predicted, expected = predicted + len(results), expected + len(wanted)
        for item in wanted:
            over = [one for one in results if one["start"] < item["end"] and item["start"] < one["end"]]
            same = [one for one in over if _readings(one["resolution"]) & _readings(item["resolution"])]
            values += bool(same)
            units += any(_unit(one) == _unit(item) for one in same)
    total = predicted + expected
    shown = [f"{2 * right / total:.3f}" if total else "-" for right in (values, units)]
    return f"{name:<12} {reader:<12} {len(records):>6} {shown[0]:>9} {shown[1]:>9}"


def _unit(item: Mapping[str, Any]) -> str:
    return str((item["resolution"] or {}).get("unit") or "")


def _readings(resolution: Mapping[str, Any] | None) -> set[tuple[str, ...]]:
    """Return what a resolution can mean: a number or a day, or the two ends of a range."""
    if not resolution:
        return set()
    sides = resolution.get("values") or [resolution.get("PastResolution"), resolution.get("FutureResolution")]
    options = [side for side in (sides if any(sides) else [resolution]) if side]
    return {tuple(_plain(side[key]) for key in sorted(side) if _is_said(key) and side[key]) for side in options} - {()}


def _is_said(key: str) -> bool:
    return key.startswith(_SAYING) and key != "timex"


_SAYING = ("value", "date", "time", "duration", "set", "start", "end")
"""How the keys begin that hold a reading; the rest names its type."""


def _plain(value: Any) -> str:
    try:
        return f"{float(str(value).replace(',', '.')):.6g}"
    except ValueError:
        return str(value).replace("T", " ") if str(value)[4:5] == "-" else str(value).removeprefix("Set: ")


def _quantulum(record: Json) -> Iterator[Json]:
    """Yield quantulum3's results; a value with its uncertainty is a range."""
    for one in quantulum.parse(record["input"]):
        start, end = one.span
        resolution: Json = {"value": str(one.value)}
        if one.uncertainty:
            resolution = {"start": str(one.value - one.uncertainty), "end": str(one.value + one.uncertainty)}
        yield {
            "start": start,
            "end": end,
            "resolution": {**resolution, "unit": UNITS.get(one.unit.name, one.unit.name)},
        }


def _dateparser(record: Json) -> Iterator[Json]:
    """Yield dateparser's results, each where its words stand."""
    reference = record.get("reference_date")
    settings = {"RELATIVE_BASE": datetime.fromisoformat(reference)} if reference else {}
    at = 0
    for words, when in search_dates(record["input"], languages=["fr"], settings=settings) or []:
        start = record["input"].find(words, at)
        at = start + len(words)
        yield {"start": start, "end": at, "resolution": {"value": when.date().isoformat()}}
