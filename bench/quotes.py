"""Look quotations up in a small library; with --score or --json, print how many are judged right.

    bench/quotes.py --data FILE --out FILE [--score [--set LETTER]] [--store]

FILE holds one JSON object a line. `document`: `id`, `lang`, `title`, `publisher`, `published`, `url`, `text`; all of
them are the library. `case`: `id`, `set`, `lang`, `date`, `url`, `text` (of an article) and, for the scorer alone,
`quotes`: for each quotation to be judged its first words and its status, or null for one that is not to be looked up.
A correctly copied quotation is one whose status is `exact`; it is a false alarm when it is called altered, truncated
or somebody else's.

The documents are searched word by word in memory; with --store in a library on disk, as users have it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from pathlib import Path
from typing import Any

from sourcier.assessment.quoting import QuoteLibrary, check_quotes
from sourcier.assessment.quoting.words import source_words
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteFinding
from sourcier.evidence.library.cutting import cut
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

Json = dict[str, Any]
STATUSES = ("exact", "altered", "truncated", "misattributed", "not_found", "none")
ALARMS = {"altered", "truncated", "misattributed"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares words with a query."""

    item: Passage
    score: float


class Shelf:
    """Documents in memory, searched by the rarity of the words that a passage shares with a query."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {one.id: one for one in documents}
        self._passages = [passage for one in self._documents.values() for passage in cut(one)]
        self._keys = [_keys(one.text, one.lang) for one in self._passages]
        self._counts = Counter(key for keys in self._keys for key in keys)

    def find_words(self, text: str, *, lang: Lang | None = None, limit: int = 10) -> list[Hit]:
        """Return passages that share words with a text, most first."""
        wanted = _keys(text, lang or "fr")
        scored = [
            Hit(one, sum(log(1 + len(self._passages) / self._counts[key]) for key in wanted & keys))
            for one, keys in zip(self._passages, self._keys, strict=True)
            if lang is None or one.lang == lang
        ]
        return sorted((one for one in scored if one.score), key=lambda one: (-one.score, one.item.id))[:limit]

    def document(self, id: str) -> Document | None:  # noqa: A002 - as the library calls it
        """Return a document by its id."""
        return self._documents.get(id)


def _keys(text: str, lang: Lang) -> frozenset[str]:
    return frozenset(word.key for word in source_words(text, Span(0, len(text)), lang))


def document_of(item: Json) -> Document:
    """Return a document of the file as the library keeps it."""
    hashed = digest(item["text"])
    return Document(
        id=make_id("doc", item["id"], hashed),
        digest=hashed,
        text=item["text"],
        lang=item["lang"],
        media_type="text/plain",
        location=f"{item['id']}.txt",
        title=item["title"],
        url=item["url"],
        publisher=item["publisher"],
        published=date.fromisoformat(item["published"]) if item["published"] else None,
    )


def findings_of(item: Json, library: QuoteLibrary, gazetteer: Gazetteer) -> tuple[str, tuple[QuoteFinding, ...]]:
    """Return the text of a case as read, and what we say of its quotations."""
    article = from_text(item["text"], lang=item["lang"], published=date.fromisoformat(item["date"]), url=item["url"])
    draft = read_text(article, gazetteer)
    claims, _ = find_claims(draft)
    return draft.article.text, check_quotes(draft, claims, library, gazetteer=gazetteer)


def said_of(words: str, text: str, findings: Sequence[QuoteFinding]) -> QuoteFinding | None:
    """Return the last finding, as known now, of the quotation that starts with some words."""
    own = [one for one in findings if words in one.quote.of(text)]
    return own[-1] if own else None


def score(cases: Sequence[Json], found: dict[str, list[Json]]) -> Json:
    """Return how many quotations of each status are judged right, and how often a right copy raises an alarm."""
    pairs = [
        (want or "none", got["status"])
        for one in cases
        for (_, want), got in zip(one["quotes"], found[one["id"]], strict=True)
    ]
    counts = Counter(want for want, _ in pairs)
    right = Counter(want for want, got in pairs if want == got)
    copied = [got for want, got in pairs if want == "exact"]
    return {
        "quotations": len(pairs),
        "accuracy": round(sum(right.values()) / len(pairs), 4),
        **{f"recall_{one}": round(right[one] / counts[one], 4) for one in STATUSES if counts[one]},
        "copied": len(copied),
        "false_alarms": sum(got in ALARMS for got in copied),
        "false_alarm_rate": round(sum(got in ALARMS for got in copied) / len(copied), 4) if copied else 0.0,
        "alarms_on_others": sum(got in ALARMS for want, got in pairs if want in {"none", "not_found"}),
    }


def main() -> None:
    """Judge the quotations of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--score", action="store_true")
    parser.add_argument("--json", action="store_true", help="print the score as one JSON object")
    parser.add_argument("--set", help="judge the cases of one set only; all documents stay in the library")
    parser.add_argument("--store", action="store_true", help="search in a library on disk")
    options = parser.parse_args()
    items = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    cases = [one for one in items if one["kind"] == "case" and options.set in {None, one["set"]}]
    documents = [document_of(one) for one in items if one["kind"] == "document"]
    gazetteer = Gazetteer.of(open_packs().entities)
    with tempfile.TemporaryDirectory() as folder:
        library = _stored(documents, Path(folder)) if options.store else Shelf(documents)
        found = {one["id"]: _judged(one, library, gazetteer) for one in cases}
    lines = (json.dumps({"id": id_, "quotes": quotes}, ensure_ascii=False) for id_, quotes in found.items())
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if options.json:
        print(json.dumps(score(cases, found)))
    elif options.score:
        for name, value in score(cases, found).items():
            print(f"{name:24} {value}")


def _judged(case: Json, library: QuoteLibrary, gazetteer: Gazetteer) -> list[Json]:
    text, findings = findings_of(case, library, gazetteer)
    judged: list[Json] = []
    for words, _ in case["quotes"]:
        finding = said_of(words, text, findings)
        shown = (
            {"statement": finding.statement, "speaker": finding.speaker, "said_by": finding.said_by} if finding else {}
        )
        judged.append({"quote": words, "status": str(finding.status) if finding else "none", **shown})
    return judged


def _stored(documents: Sequence[Document], folder: Path) -> QuoteLibrary:
    from sourcier.evidence.library.store import open_library  # noqa: PLC0415 - brings the vector index

    library = open_library(folder)
    library.add(documents)
    return library


if __name__ == "__main__":
    main()
