"""Check statements about small tables that nobody here wrote, with the product's figures, arithmetic and comparisons.

    bench/tabfact.py --data DIR_OR_STATEMENTS --tables FILE --out FILE [--json]

Tables: one JSON object a line (plain or gzipped) with `id`, `channel`, `caption`, `header`, `rows`; statements with
`id`, `table`, `statement` and, to be scored, `label`. A statement is answered only where one operation explains every
word of it: tabfact_linking.py says which cells and columns they name, and tabfact_checks.py asks the product's own
figures, arithmetic and comparisons. Out goes `{"id", "label"}` for each that is answered. Printed are the coverage, the
share of answers that are right, and how many one would get right on the same statements by always giving the commoner
label: all together, by channel, by operation, and by half. `tuned` are the tables that were in sight while this was
written (CRC-32 of the id even), `kept` the others.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonlines import records
from sourcier.core.language import Quantity
from sourcier.text.parsing import pipeline
from sourcier.text.quantities import find_quantities
from tabfact_checks import Statement, answer
from tabfact_linking import Table, read_tables

Line = dict[str, Any]


def figures_of(texts: Sequence[str]) -> list[tuple[Quantity, ...]]:
    """Return the quantities of each text."""
    return [tuple(find_quantities(doc, "en")) for doc in pipeline("en").pipe(texts, batch_size=256)]


def scores(lines: Sequence[Line], answers: dict[str, tuple[str, bool]]) -> dict[str, float]:
    """Return coverage, accuracy on what is covered, and that of the commoner label on the same statements."""
    covered = [line for line in lines if line["id"] in answers]
    right = sum((line["label"] == "supported") is answers[line["id"]][1] for line in covered)
    commonest = max(Counter(line["label"] for line in covered).values(), default=0)
    return {
        "n": len(lines),
        "covered": len(covered),
        "coverage": round(len(covered) / max(len(lines), 1), 4),
        "accuracy": round(right / max(len(covered), 1), 4),
        "majority": round(commonest / max(len(covered), 1), 4),
    }


def grouped(
    lines: Sequence[Line], answers: dict[str, tuple[str, bool]], channels: dict[str, str]
) -> dict[str, dict[str, float]]:
    """Return the scores of all statements, and of each channel, half and operation."""
    groups: dict[str, list[Line]] = {"all": list(lines)}
    for line in lines:
        half = "kept" if zlib.crc32(str(line["table"]).encode()) % 2 else "tuned"
        operation = answers[line["id"]][0] if line["id"] in answers else "none"
        for name in (half, channels[line["table"]], f"{half} {channels[line['table']]}", operation):
            groups.setdefault(name, []).append(line)
    return {name: scores(some, answers) for name, some in groups.items() if name != "none"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer what is certain, write it, and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="statements, or the folder of statements.jsonl.gz")
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    options = parser.parse_args(arguments)
    data = options.data / "statements.jsonl.gz" if options.data.is_dir() else options.data
    tables: dict[str, Table] = {}
    channels: dict[str, str] = {}
    for name, channel, table in read_tables(records(options.tables)):
        tables[name], channels[name] = table, channel
    lines = list(records(data))
    read = figures_of([line["statement"] for line in lines])
    answers: dict[str, tuple[str, bool]] = {}
    for line, quantities in zip(lines, read, strict=True):
        table = tables[line["table"]]
        found = answer(Statement(line["statement"], table, table.link(line["statement"]), quantities))
        if found is not None:
            answers[line["id"]] = found
    written = ({"id": key, "label": "supported" if holds else "refuted"} for key, (_, holds) in answers.items())
    options.out.write_text("".join(json.dumps(one) + "\n" for one in written), encoding="utf-8")
    if not all("label" in line for line in lines):
        return
    table_of = grouped(lines, answers, channels)
    if options.json:
        print(json.dumps(table_of))
        return
    print(f"{'':16}{'n':>7}{'covered':>9}{'coverage':>10}{'accuracy':>10}{'majority':>10}")
    for name, row in table_of.items():
        print(
            f"{name:16}{row['n']:>7}{row['covered']:>9}{row['coverage']:>10.3f}"
            f"{row['accuracy']:>10.3f}{row['majority']:>10.3f}"
        )


if __name__ == "__main__":
    main()
