"""Pairs of passage and claim from the published sets, cut into what is learned and what thresholds are chosen on."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sourcier.assessment.entailment.alignment import aligned, words_of
from sourcier.assessment.entailment.reading import tidied

LABELS = ("supported", "refuted", "not_enough_evidence")
SUPPORTED, REFUTED, NOT_ENOUGH = LABELS

TUNED_ON = 20
"""One page in so many is kept for thresholds and for watching a run; its pairs are never learned."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage, a claim, and how the one stands to the other."""

    premise: str
    hypothesis: str
    label: str
    source: str
    group: str
    """What must stay on one side of a cut: a Wikipedia page, a row of a table, a pair's own id."""
    lang: str = "en"

    @property
    def tuned_on(self) -> bool:
        """Whether it is kept from learning, for thresholds."""
        return zlib.crc32(self.group.encode()) % TUNED_ON == 0


def records(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of JSON lines, gzipped or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def published(folder: Path, name: str, source: str) -> Iterator[Pair]:
    """Yield the pairs of a published file."""
    for record in records(folder / f"{name}.jsonl.gz"):
        group = record.get("page") or record["id"]
        yield Pair(record["premise"], record["hypothesis"], record["label"], source, group, record["lang"])


def without_pages_of(pairs: Iterable[Pair], reported: Path) -> Iterator[Pair]:
    """Leave out pairs whose page is named in a file that scores are reported on."""
    said = " ".join(
        f"{tidied(record['premise'])} {tidied(record['hypothesis'])}" for record in records(reported)
    ).lower()
    for pair in pairs:
        title = tidied(pair.group.replace("_", " ")).split(" (")[0].lower()
        if title not in said:
            yield pair


def unrelated(pairs: Iterable[Pair], source: str, seed: int) -> Iterator[Pair]:
    """Yield claims with passages that say nothing of them, of another page that shares a name.

    The claim has a name or figure that the passage lacks, and the passage has less than 40 % of the claim's words
    that are not grammar.
    """
    rng = random.Random(seed)
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    claims: dict[str, Pair] = {}
    page_of: dict[str, str] = {}
    for pair in pairs:
        claims[pair.hypothesis] = pair
        page_of[pair.premise] = pair.group
        for word in words_of(tidied(pair.premise)):
            if word.sort == "name":
                by_name[word.key].add(pair.premise)
    for claim, pair in claims.items():
        words = words_of(tidied(claim))
        names = [word.key for word in words if word.sort == "name" and 1 < len(by_name[word.key]) < 300]
        far = sorted(by_name[rng.choice(names)]) if names else []
        for premise in rng.sample(far, min(3, len(far))):
            marks, _ = aligned(words, words_of(tidied(premise)))
            absent = [word for word, (_, link) in zip(words, marks, strict=True) if not link and word.sort in TELLING]
            telling = [word for word in words if word.sort in (*TELLING, "word")]
            lacking = [word for word, (_, link) in zip(words, marks, strict=True) if not link and word in telling]
            if absent and len(lacking) > 0.6 * len(telling) and page_of[premise] != pair.group:
                yield Pair(premise, claim, NOT_ENOUGH, source, pair.group, pair.lang)
                break


TELLING = ("name", "figure", "year", "month")


def written(pairs: Iterable[Pair], path: Path) -> None:
    """Write pairs as JSON lines, each text once a label."""
    seen = set()
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out:
        for pair in pairs:
            if (key := (pair.premise, pair.hypothesis)) not in seen:
                seen.add(key)
                out.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
