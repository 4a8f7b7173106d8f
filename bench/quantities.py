"""Read numbers, units and times from sentences, in the shape of the set that they are scored against.

    bench/quantities.py --data FILE --out FILE [--suite NAME ...] [--compare]

FILE is JSON lines, plain or gzipped: `id`, `suite`, `input`, `reference_date`, and `lang` where it is not French.
Suites that begin with Number or NumberWithUnit get every number the grammar reads (recognizers_numbers.py), those that
begin with DateTime every time (recognizers_times.py), any other the quantities as the product keeps them. `--compare`
also prints our figures beside those of dateparser and quantulum3, from the same run (quantities_compare.py).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from jsonlines import records
from recognizers_numbers import predicted_numbers
from recognizers_times import predicted_times
from sourcier.core.language import Quantity
from sourcier.text.parsing import pipeline
from sourcier.text.quantities import find_quantities

Json = dict[str, Any]


def predictions(inputs: Sequence[Json]) -> Iterator[Json]:
    """Yield `id` and `predicted` for each record, parsed in batches of one language."""
    for lang, batch in groupby(inputs, key=lambda record: record.get("lang") or "fr"):
        together = list(batch)
        docs = pipeline(lang).pipe(record["input"] for record in together)
        for record, doc in zip(together, docs, strict=True):
            yield {"id": record["id"], "predicted": _read(doc, lang, record)}


def _read(doc: Doc, lang: Any, record: Json) -> list[Json]:
    suite = record["suite"]
    if suite.startswith("DateTime/"):
        reference = record.get("reference_date")
        return list(predicted_times(doc, lang, date.fromisoformat(reference[:10]) if reference else None, suite))
    if suite.startswith("Number"):
        return predicted_numbers(doc, lang, suite)
    return [_quantity(quantity) for quantity in find_quantities(doc, lang)]


def _quantity(quantity: Quantity) -> Json:
    """Return a quantity: one value, or both ends of a range; a bound alone counts as the value."""
    low, high = quantity.low, quantity.high
    ends: Json = {"start": _number(low), "end": _number(high)}
    if low is None or high is None or low == high:
        ends = {"value": _number(high if low is None else low)}
    return {"start": quantity.span.start, "end": quantity.span.end, "resolution": {**ends, "unit": quantity.unit}}


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one prediction a line for `--data` into `--out`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines, plain or .gz")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines of id and predicted")
    parser.add_argument("--suite", action="append", help="read only the suites that begin so; may be repeated")
    parser.add_argument("--compare", action="store_true", help="print dateparser and quantulum3 beside us")
    options = parser.parse_args(arguments)
    chosen = tuple(options.suite or ("",))
    inputs = [record for record in records(options.data) if record["suite"].startswith(chosen)]
    found = list(predictions(inputs))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    if options.compare:
        # Loaded only here: what it compares with belongs to the bench alone.
        print(import_module("quantities_compare").compare(inputs, found))


if __name__ == "__main__":
    main()
