"""Time the library's search on many passages, and score it on earlier fact-checks, beside bm25s in one run.

    bench/search.py [--passages 100000] [--library DIR] [--json]
    bench/search.py --factchecks /path/to/shared/bench/factchecks [--split dev] [--library DIR] [--json]

The first makes passages, half of them French, half English: sentences about states, years and figures, filled up with
words of the starter pack's descriptions, frequent ones more often. They are added as documents are, save that no model
makes their vectors: each word has a random direction and a text is the sum of its words', around a direction that all
share, as sentence vectors do. So the time is that of the library alone; the encoder's own is printed beside it. A query
is a passage with half of its words gone. `--json` prints the same as one object.

add_per_s        passages added in a second, without the encoder's time; 0 where `--library` held them already
open_ms          the first search: columns and vectors are read into memory
p50_ms, p95_ms   one search of ten hits: words, vectors, figures, rankings made into one, rows read
cpu_ms           the processor's time for it, which other programs on the machine do not change much
filtered_p95_ms  the same with a day and a language to filter by
bm25s_p95_ms     bm25s on the same texts, words cut alike in both languages: one ranking, texts held in memory
encoder_ms       the small encoder, one query, median
agreement        share of the true ten nearest, by vectors of all digits, that vectors of a byte a number find
rss_mb           memory at the end

The second adds the claims of the set once (an encoder's minutes; with `--library` they are kept for the next run) and
prints MAP and recall of bm25s, of our words, of our vectors, and of both fused.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import bm25s
import numpy as np

from sourcier.core.article import Lang
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, FactCheck
from sourcier.evidence.encoding import Rows, small_e5
from sourcier.evidence.library import Library, Query, open_library
from sourcier.evidence.library.search import DEPTH
from sourcier.evidence.packs import Packs, open_packs, starter_path

QUERIES = 200
NEAREST = 10
PASSAGES_A_DOCUMENT = 10
WIDTH = 384
SEED = 5
FIRST_DAY = date(2015, 1, 1)
TEMPLATES: dict[Lang, Sequence[str]] = {
    "fr": (
        "En {year}, {place} comptait {figure} {one}, selon {two} et {rest}.",
        "{place} a perdu {figure} {one} depuis {year}, ce que {two} conteste : {rest}.",
        "Le gouvernement de {place} annonce {figure} {one} de plus qu'en {year}, {rest}.",
    ),
    "en": (
        "In {year}, {place} had {figure} {one}, according to {two} and {rest}.",
        "{place} has lost {figure} {one} since {year}, which {two} disputes: {rest}.",
        "The government of {place} announces {figure} more {one} than in {year}, {rest}.",
    ),
}
WORD = re.compile(r"\w+")
Json = dict[str, Any]


class SummedWords:
    """Vectors without a model: the sum of a direction for each word, and of one that all texts share."""

    name = "words summed (bench)"
    digest = digest("words summed (bench) 1")

    def __init__(self) -> None:
        self._directions: dict[str, Rows] = {}
        self._shared = self._direction("")

    def encode(self, texts: Sequence[str], *, is_query: bool = True) -> Rows:
        """Return one row a text; queries and passages are read alike."""
        del is_query
        return np.stack([self._sum(text) for text in texts])

    def _sum(self, text: str) -> Rows:
        words = WORD.findall(text.lower())
        total = sum((self._direction(word) for word in words), np.zeros(WIDTH, np.float32))
        row = total / (np.linalg.norm(total) or 1.0) + 2 * self._shared
        return np.asarray(row / np.linalg.norm(row), np.float32)

    def _direction(self, word: str) -> Rows:
        if word not in self._directions:
            seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
            row = np.random.default_rng(seed).standard_normal(WIDTH).astype(np.float32)
            self._directions[word] = row / np.linalg.norm(row)
        return self._directions[word]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two benches and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--factchecks", type=Path, metavar="DIR")
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--library", type=Path, metavar="DIR")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.library or Path(temporary) / "library"
        if chosen.factchecks:
            figures = score_factchecks(chosen.factchecks, chosen.split, folder)
        else:
            figures = time_search(chosen.passages, folder)
    if chosen.json:
        print(json.dumps(figures))
        return 0
    for name, value in figures.items():
        shown = "  ".join(f"{key} {number:.3f}" for key, number in value.items()) if isinstance(value, dict) else value
        print(f"{name:16} {shown if isinstance(shown, str | int) else format(shown, '.1f')}")
    return 0


def time_search(passages: int, folder: Path) -> Json:
    """Return the figures of the first bench."""
    encoder = SummedWords()
    library = open_library(folder, encoder=encoder)
    texts = list(write_passages(passages))
    encoding = -perf_counter()
    for _, text in texts:
        encoder.encode([text])
    encoding += perf_counter()
    started = perf_counter()
    added = library.add(as_documents(texts))
    adding = perf_counter() - started - encoding
    queries = write_queries([text for _, text in texts])
    started = perf_counter()
    library.search_passages(Query(queries[0]))
    opening = perf_counter() - started
    for text in queries:
        library.vector_of(text)
    processor = process_time()
    plain = [timed(library, Query(text, limit=NEAREST)) for text in queries]
    processor = process_time() - processor
    filtered = [
        timed(library, Query(text, known_by=FIRST_DAY + timedelta(days=2_000), langs=("fr",), limit=NEAREST))
        for text in queries
    ]
    index = bm25s.BM25()
    index.index(bm25s.tokenize([text for _, text in texts], stopwords=None, show_progress=False), show_progress=False)
    beside = []
    for text in queries:
        started = perf_counter()
        index.retrieve(bm25s.tokenize(text, stopwords=None, show_progress=False), k=NEAREST, show_progress=False)
        beside.append(perf_counter() - started)
    return {
        "passages": len(texts),
        "add_per_s": added.passages / adding if added.passages else 0.0,
        "open_ms": 1000 * opening,
        "p50_ms": 1000 * median(plain),
        "p95_ms": 1000 * p95(plain),
        "cpu_ms": 1000 * processor / len(queries),
        "filtered_p95_ms": 1000 * p95(filtered),
        "bm25s_p50_ms": 1000 * median(beside),
        "bm25s_p95_ms": 1000 * p95(beside),
        "encoder_ms": 1000 * median(encoder_times(queries[:40])),
        "agreement": agreement(library, [text for _, text in texts], queries[:50]),
        "rss_mb": resident_mb(),
    }


def write_passages(number: int) -> Iterator[tuple[Lang, str]]:
    """Yield passages, French and English in turn; the same in every run."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    packs = open_packs(starter_path())
    words: dict[Lang, list[str]] = {lang: described(packs, lang) for lang in TEMPLATES}
    weights = {lang: np.cumsum(1 / np.arange(1, len(own) + 1)).tolist() for lang, own in words.items()}
    places = {
        "fr": [one.label_fr for one in packs.entities if one.kind == "state"],
        "en": [one.label_en for one in packs.entities if one.kind == "state"],
    }
    for at in range(number):
        lang: Lang = "en" if at % 2 else "fr"
        one, two, *rest = chance.choices(words[lang], cum_weights=weights[lang], k=chance.randint(12, 35))
        yield (
            lang,
            chance.choice(TEMPLATES[lang]).format(
                year=chance.randint(1990, 2025),
                place=chance.choice(places[lang]),
                figure=f"{chance.randint(2, 900)} {chance.randint(0, 999):03d}",
                one=one,
                two=two,
                rest=" ".join(rest),
            ),
        )


def described(packs: Packs, lang: Lang) -> list[str]:
    """Return the words of the packs' descriptions and names in one language, the most frequent first."""
    texts = [
        text for table in packs.resources for text in (table.label[lang], table.definition[lang], *table.terms[lang])
    ]
    texts += [one.label_fr if lang == "fr" else one.label_en for one in packs.entities]
    counted = Counter(word.lower() for text in texts for word in WORD.findall(text) if not word.isdigit())
    return sorted(counted, key=lambda word: (-counted[word], word))


def as_documents(texts: Sequence[tuple[Lang, str]]) -> Iterator[Document]:
    """Yield documents of ten passages of one language, a paragraph each, on days that follow each other."""
    by_lang = {lang: [text for own, text in texts if own == lang] for lang in TEMPLATES}
    numbers = count()
    for lang, own in by_lang.items():
        for at in range(0, len(own), PASSAGES_A_DOCUMENT):
            text = "\n\n".join(own[at : at + PASSAGES_A_DOCUMENT])
            number = next(numbers)
            yield Document(
                id=make_id("doc", number),
                digest=digest(text),
                text=text,
                lang=lang,
                media_type="text/plain",
                location=f"made/{number}",
                publisher=f"Publisher {number % 40}",
                published=FIRST_DAY + timedelta(days=number % 4_000),
            )


def write_queries(texts: Sequence[str]) -> list[str]:
    """Return passages with half of their words gone."""
    chance = random.Random(SEED + 1)  # noqa: S311 - nothing secret
    chosen = [WORD.findall(text) for text in chance.sample(texts, QUERIES)]
    return [" ".join(word for word in words if chance.random() < 0.5) or words[0] for words in chosen]


def timed(library: Library, query: Query) -> float:
    """Return the seconds that one search takes; the library remembers the vector."""
    started = perf_counter()
    library.search_passages(query)
    return perf_counter() - started


def encoder_times(queries: Sequence[str]) -> list[float]:
    """Return the seconds that the small encoder takes for each query."""
    encoder = small_e5()
    encoder.encode(["warm"])
    times = []
    for text in queries:
        started = perf_counter()
        encoder.encode([text])
        times.append(perf_counter() - started)
    return times


def agreement(library: Library, texts: Sequence[str], queries: Sequence[str]) -> float:
    """Return which share of the ten nearest by vectors of all digits the library finds."""
    rows = library.encoder.encode(texts, is_query=False)
    shares = []
    for text in queries:
        cosines = rows @ library.encoder.encode([text])[0]
        nearest = {texts[at] for at in np.argpartition(-cosines, NEAREST)[:NEAREST]}
        hits = library.search_passages(Query(text, limit=3 * DEPTH))
        found = {hit.item.text for hit in hits if hit.vector_rank is not None and hit.vector_rank <= NEAREST}
        shares.append(len(found & nearest) / NEAREST)
    return sum(shares) / len(shares)


def p95(times: Sequence[float]) -> float:
    """Return what 95 of a hundred do not exceed."""
    return quantiles(times, n=20)[-1]


def resident_mb() -> float:
    """Return what the process holds of memory now, not at its peak."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def read_lines(path: Path) -> list[Json]:
    """Return the records of a file of JSON lines, plain or gzipped."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.splitlines() if line.strip()]


def score_factchecks(data: Path, split: str, folder: Path) -> Json:
    """Return the scores of the second bench, for each way of ranking."""
    claims = read_lines(data / "claims.jsonl.gz")
    library = open_library(folder)
    library.add(
        FactCheck(
            id=claim["id"], claim=claim["claim"], title=claim["title"] or None, rating="", publisher="", lang="en"
        )
        for claim in claims
    )
    relevant = {line["id"]: set(line["relevant"]) for line in read_lines(data / f"qrels.{split}.jsonl")}
    queries = read_lines(data / f"queries.{split}.jsonl")
    index = bm25s.BM25(k1=1.2)
    texts = [f"{claim['title']} {claim['claim']}" for claim in claims]
    index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    ranked: dict[str, dict[str, list[str]]] = {name: {} for name in ("bm25s", "words", "vectors", "fused")}
    for query in queries:
        text = query["text"]
        found, _ = index.retrieve(
            bm25s.tokenize(text, stopwords="en", show_progress=False), k=DEPTH, show_progress=False
        )
        ranked["bm25s"][query["id"]] = [claims[at]["id"] for at in found[0]]
        hits = library.search_factchecks(Query(text, lang="en", limit=3 * DEPTH))
        ranked["fused"][query["id"]] = [hit.item.id for hit in hits]
        ranked["words"][query["id"]] = in_order({hit.item.id: hit.lexical_rank for hit in hits})
        ranked["vectors"][query["id"]] = in_order({hit.item.id: hit.vector_rank for hit in hits})
    return {name: scores(rankings, relevant) for name, rankings in ranked.items()}


def in_order(ranks: dict[str, int | None]) -> list[str]:
    """Return ids by their rank in one ranking, without those that it does not have."""
    return [one for _, one in sorted((rank, one) for one, rank in ranks.items() if rank is not None)]


def scores(rankings: dict[str, list[str]], relevant: dict[str, set[str]]) -> dict[str, float]:
    """Return MAP, recall and the mean reciprocal rank over all queries."""

    def mean(values: Sequence[float]) -> float:
        return sum(values) / len(values)

    return {
        **{f"map@{k}": mean([precision(rankings[q], relevant[q], k) for q in relevant]) for k in (1, 5)},
        **{
            f"recall@{k}": mean([len(relevant[q] & set(rankings[q][:k])) / len(relevant[q]) for q in relevant])
            for k in (5, 10, 20, 50)
        },
        "mrr": mean(
            [next((1 / at for at, one in enumerate(rankings[q], 1) if one in relevant[q]), 0.0) for q in relevant]
        ),
    }


def first_rank(ranking: Sequence[str], relevant: Collection[str]) -> int | None:
    """Return the rank of the first that is relevant, or None."""
    return next((at for at, one in enumerate(ranking, start=1) if one in relevant), None)


def precision(ranking: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """Return the average precision of the first places.

    >>> precision(["a", "b"], {"b"}, 5), precision(["a", "b"], {"b"}, 1)
    (0.5, 0.0)
    """
    found, total = 0, 0.0
    for rank, one in enumerate(ranking[:depth], start=1):
        if one in relevant:
            found += 1
            total += found / rank
    return total / min(depth, len(relevant))


if __name__ == "__main__":
    raise SystemExit(main())
