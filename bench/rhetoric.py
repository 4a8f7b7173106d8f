"""Find the spans of persuasion in one-passage texts, and score them where the data has them.

    python bench/rhetoric.py --data FILE.jsonl --out FILE.jsonl [--score [--json]] [--record]

Every line of the data has `id, lang, text`; with `spans` (start, end, technique) it can be scored. One line out for
each line in: `id` and `spans` (start, end, text, technique, score, in_quote).

A span found is right when a gold span of the same technique shares at least half of the shorter one's characters.
`--record` writes the figures that reports show, per language, with the file and the day, to
src/sourcier/text/rhetoric/measured.toml: only for sentences by another hand, on their first run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sourcier.core.rhetoric import Technique
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text
from sourcier.text.rhetoric import find_persuasion

Line = dict[str, Any]
MEASURED = Path(__file__).parents[1] / "src/sourcier/text/rhetoric/measured.toml"


class Score(NamedTuple):
    """Counts of one technique, or of all."""

    right: int = 0
    found: int = 0
    matched: int = 0
    """Gold spans that a found one agrees with."""
    gold: int = 0

    def plus(self, other: Score) -> Score:
        """Return the sum of two scores."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Right ones among those found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Gold spans found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench, print its scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--json", action="store_true", help="with --score: all, fr and en as one JSON object")
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args(arguments)
    lines = read_lines(chosen.data)
    answers = [answer(line, draft) for line, draft in drafts(lines)]
    written = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in answers)
    chosen.out.write_text(written, encoding="utf-8")
    if chosen.score:
        print(json.dumps(rates(lines, answers), indent=1) if chosen.json else table(lines, answers))
    if chosen.record:
        MEASURED.write_text(record(chosen.data.name, lines, answers), encoding="utf-8")
    return 0


def read_lines(path: Path) -> list[Line]:
    """Return the lines of a data file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def drafts(lines: Iterable[Line]) -> Iterable[tuple[Line, Draft]]:
    """Yield each line with its draft."""
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    for line in lines:
        yield line, read_text(from_text(line["text"], lang=line["lang"]), gazetteer)


def answer(line: Line, draft: Draft) -> Line:
    """Return the spans found in a line."""
    found = [
        {
            "start": one.span.start,
            "end": one.span.end,
            "text": one.text,
            "technique": one.technique.value,
            "score": one.score,
            "in_quote": one.in_quote,
        }
        for one in find_persuasion(draft)
    ]
    return {"id": line["id"], "spans": found}


def agrees(one: Line, other: Line) -> bool:
    """Say whether two spans are of one technique and share half of the shorter one."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    return bool(one["technique"] == other["technique"] and 2 * shared >= shorter and shared > 0)


def score(pairs: Iterable[tuple[Line, Line]], technique: str | None = None) -> Score:
    """Return the counts over lines and their answers, of one technique or of all."""
    total = Score()
    for line, found in pairs:
        gold = [span for span in line["spans"] if technique in {None, span["technique"]}]
        mine = [span for span in found["spans"] if technique in {None, span["technique"]}]
        right = sum(any(agrees(span, other) for other in gold) for span in mine)
        matched = sum(any(agrees(span, other) for other in mine) for span in gold)
        total = total.plus(Score(right, len(mine), matched, len(gold)))
    return total


def rates(lines: Sequence[Line], answers: Sequence[Line]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1: all, and by language."""
    pairs = list(zip(lines, answers, strict=True))
    parts = {"all": pairs} | {lang: [pair for pair in pairs if pair[0]["lang"] == lang] for lang in ("fr", "en")}
    scores = {name: score(part) for name, part in parts.items()}
    return {
        name: {"precision": one.precision, "recall": one.recall, "f1": one.f1, "found": one.found, "gold": one.gold}
        for name, one in scores.items()
    }


def table(lines: Sequence[Line], answers: Sequence[Line]) -> str:
    """Return the scores as text: all, by language, by technique."""
    pairs = list(zip(lines, answers, strict=True))
    rows = [("all", score(pairs))]
    rows += [(lang, score(pair for pair in pairs if pair[0]["lang"] == lang)) for lang in ("fr", "en")]
    rows += [(name.value, score(pairs, name.value)) for name in Technique]
    clean = [pair for pair in pairs if not pair[0]["spans"]]
    marked = sum(bool(found["spans"]) for _, found in clean)
    head = f"{'':16}{'gold':>6}{'found':>7}{'precision':>11}{'recall':>8}{'f1':>7}"
    body = [
        f"{name:16}{one.gold:>6}{one.found:>7}{one.precision:>11.2f}{one.recall:>8.2f}{one.f1:>7.2f}"
        for name, one in rows
    ]
    return "\n".join([head, *body, f"{marked} of {len(clean)} lines without persuasion are marked"])


def record(name: str, lines: Sequence[Line], answers: Sequence[Line]) -> str:
    """Return the figures that reports show, as TOML."""
    pairs = list(zip(lines, answers, strict=True))
    parts = ["# Written by bench/rhetoric.py --record: what reports show of how far to trust a mark.\n"]
    for lang in ("fr", "en"):
        own = [pair for pair in pairs if pair[0]["lang"] == lang]
        one = score(own)
        figures = f"precision = {one.precision:.2f}\nrecall = {one.recall:.2f}\n"
        counts = f"found = {one.found}\ngold = {one.gold}\nsentences = {len(own)}\n"
        parts.append(f'[{lang}]\n{figures}{counts}file = "{name}"\nday = {datetime.now(UTC).date()}\n')
    return "\n".join(parts)


if __name__ == "__main__":
    raise SystemExit(main())
