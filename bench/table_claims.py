"""Check one-sentence claims against reference packs, and score the verdicts where the data has them.

    python bench/table_claims.py --data FILE.jsonl --packs DIR --out FILE.jsonl

Every line of the data has `id, lang, date, text`; with `verdict`, `operation` and `evidence` it is scored as well.
Each line goes the whole way: text, claims, checks. Only what `--packs` holds is known. One line out for each line in:
`id, verdict, caveats, operation, evidence`, the evidence in the shape of the data (pack, resource, key, value).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benches import has_cell
from sourcier.assessment import assess
from sourcier.claims import find_claims
from sourcier.core.findings import Assessment, Cell, Finding, Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

NONE = Verdict.NOT_ENOUGH_EVIDENCE
DECISIVE = {"supported", "refuted"}
ORDER = (Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED)
Line = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench and print its scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    lines = [json.loads(line) for line in chosen.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    packs = open_packs(chosen.packs)
    gazetteer = Gazetteer.of(packs.entities)
    started = time.perf_counter()
    answers = [answer(line, packs, gazetteer) for line in lines]
    spent = time.perf_counter() - started
    written = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in answers)
    chosen.out.write_text(written, encoding="utf-8")
    if all("verdict" in line for line in lines):
        print(table(lines, answers))
    print(f"{len(lines)} lines, {1000 * spent / max(len(lines), 1):.0f} ms each, reading included", file=sys.stderr)
    return 0


def answer(line: Line, packs: Packs, gazetteer: Gazetteer) -> Line:
    """Return the answer to one line: its claims' verdicts combined, and the cells they rest on."""
    article = from_text(line["text"], published=date.fromisoformat(line["date"]), lang=line["lang"])
    draft = read_text(article, gazetteer)
    claims, _ = find_claims(draft)
    findings, assessments = assess(draft, claims, packs)
    verdict = combine(assessments)
    by_id = {finding.id: finding for finding in findings}
    telling = [one for one in assessments if one.verdict is verdict and verdict is not NONE]
    used = [by_id[each] for one in telling for each in one.finding_ids]
    used += [
        by_id[each] for one in assessments if one not in telling and verdict is not NONE for each in one.finding_ids
    ]
    return {
        "id": line["id"],
        "verdict": verdict.value,
        "caveats": sorted({caveat.value for one in telling for caveat in one.caveats}),
        "operation": used[0].reading.operation.value if used else None,
        "evidence": evidence(used),
    }


def combine(assessments: Iterable[Assessment]) -> Verdict:
    """Return a sentence's verdict: refuted as soon as one claim is, then conflicting, then supported."""
    found = {one.verdict for one in assessments}
    return next((verdict for verdict in ORDER if verdict in found), NONE)


def evidence(findings: Iterable[Finding]) -> list[Line]:
    """Return the cells of some findings, each once, deciding cells first."""
    seen: dict[str, Line] = {}
    for finding in findings:
        for cell in finding.cells:
            found = {"pack": cell.pack, "resource": cell.resource, "key": dict(cell.key), "value": _value(cell)}
            seen.setdefault(json.dumps(found, sort_keys=True), found)
    return list(seen.values())


def _value(cell: Cell) -> Any:
    if cell.column == "end":
        return cell.value or ("still" if dict(cell.key).get("start") else None)
    if cell.column in {"low", "low–high"} and dict(cell.key).get("issuer"):
        low, _, high = cell.value.partition("–")
        return [float(low), float(high or low)]
    if cell.column in {"value", "count", "low"}:
        number = float(cell.value) if cell.value else None
        return int(number) if number is not None and cell.column == "count" and number.is_integer() else number
    return cell.value or None


def table(lines: Sequence[Line], answers: Sequence[Line]) -> str:
    """Return the scores as text: precision of decisive verdicts, accuracy, by operation and language."""
    pairs = list(zip(lines, answers, strict=True))
    rows = [("all", pairs)]
    for field in ("lang", "operation"):
        values = sorted({str(line.get(field, "")) for line in lines})
        rows += [(value, [pair for pair in pairs if str(pair[0].get(field, "")) == value]) for value in values]
    head = f"{'':14}{'n':>5}{'accuracy':>10}{'decisive':>10}{'precision':>11}{'cell':>7}{'caveats':>9}"
    return "\n".join([head, *(_row(name, some) for name, some in rows)])


def _row(name: str, pairs: Sequence[tuple[Line, Line]]) -> str:
    right = sum(line["verdict"] == found["verdict"] for line, found in pairs)
    decisive = [(line, found) for line, found in pairs if found["verdict"] in DECISIVE]
    sure = sum(line["verdict"] == found["verdict"] for line, found in decisive)
    cells = sum(has_cell(line, found) for line, found in decisive)
    caveats = sum(sorted(line.get("caveats", [])) == found["caveats"] for line, found in pairs)
    share = [_share(right, len(pairs)), f"{len(decisive)}", _share(sure, len(decisive))]
    last = [_share(cells, len(decisive)), _share(caveats, len(pairs))]
    return f"{name:14}{len(pairs):>5}{share[0]:>10}{share[1]:>10}{share[2]:>11}{last[0]:>7}{last[1]:>9}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    raise SystemExit(main())
