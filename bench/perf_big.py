"""Time the assessment with many tables open beside the starter pack, on claims about them.

    bench/perf_big.py [--cells 10000000]

The tables and the claims are made up and the same in every run (many_tables.py). Times are the processor's.

open_s         seconds to open these packs, every row checked
cold_ms        milliseconds to assess one claim, the first that asks for its table
ms_per_claim   the same claims, nine rounds more
decided        share of them that their table answers: what is timed is not silence
rss_mb         memory at the end
growth_mb      how much of it came after the first ten articles of a hundred
alike          1 when all hundred, and the ten in the opposite order, were assessed alike
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import process_time

from many_tables import write_article, write_packs
from sourcier.assessment import assess
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Finding
from sourcier.evidence.packs import Packs, open_packs, starter_path
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

STATES = 197
"""Of the starter pack: so many figures a year has in each table."""
TABLES, PACKS = 2_000, 4
ARTICLES, CLAIMS = 10, 20
PUBLISHED = date(2025, 6, 1)
Read = tuple[Draft, tuple[Claim, ...]]
Assessed = tuple[tuple[Finding, ...], tuple[Assessment, ...]]


def resident_mb() -> float:
    """Return what the process holds of memory now, not at its peak."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def read(at: int, gazetteer: Gazetteer) -> Read:
    """Return an article about tables of its own, read."""
    lang: Lang = "fr" if at % 2 else "en"
    text = write_article(lang, at * CLAIMS, claims=CLAIMS)
    draft = read_text(from_text(text, published=PUBLISHED, lang=lang), gazetteer)
    return draft, tuple(find_claims(draft)[0])


def checked(articles: Sequence[Read], packs: Packs) -> list[Assessed]:
    """Return what is found for each article."""
    return [assess(draft, claims, packs) for draft, claims in articles]


def measure(cells: int) -> dict[str, float]:
    """Return every figure, with about so many cells of figures open."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        write_packs(Path(scratch), tables=TABLES, years=-(-cells // (TABLES * STATES)), packs=PACKS)
        start = process_time()
        packs = open_packs(starter_path(), scratch)
        figures["open_s"] = round(process_time() - start, 1)
        gazetteer = Gazetteer.of(packs.entities)
        articles = [read(at, gazetteer) for at in range(ARTICLES)]
        count = sum(len(claims) for _, claims in articles)
        checked([read(ARTICLES, gazetteer)], packs)  # word lists and the index of measures, made once

        start = process_time()
        first = checked(articles, packs)
        figures["cold_ms"] = round((process_time() - start) / count * 1000, 1)
        after_ten = resident_mb()
        start = process_time()
        rounds = [checked(articles, packs) for _ in range(9)]
        figures["ms_per_claim"] = round((process_time() - start) / 9 / count * 1000, 1)
        figures["growth_mb"] = round(max(0.0, resident_mb() - after_ten), 1)
        figures["rss_mb"] = round(resident_mb(), 1)
        alone = checked(articles[::-1], packs)[::-1]
        figures["alike"] = float(all(each == first for each in (*rounds, alone)))
        decided = sum(one.verdict != "not_enough_evidence" for _, found in first for one in found)
        figures["decided"] = round(decided / count, 2)
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cells", type=int, default=10_000_000, help="figures in all tables together")
    print(json.dumps(measure(parser.parse_args(arguments).cells)))


if __name__ == "__main__":
    main()
