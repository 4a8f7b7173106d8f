"""Read articles and write their claims in the shape of the annotated set, to be scored against it.

    bench/claims.py --data DIR --out DIR

DIR holds NAME.txt, the article as it came, and NAME.meta.json with `lang`, `published`, `title`, `url`. Where
there is no NAME.meta.json, these four are read from NAME.json and nothing else of it; where there is neither,
they are found in the text. Offsets count code points of NAME.txt.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sourcier.claims import find_claims
from sourcier.core.article import Article, Lang
from sourcier.core.claims import Claim, LedgerEntry
from sourcier.core.language import Quantity, Sentence, TimeInterval
from sourcier.core.spans import Span
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

Json = dict[str, Any]
META = ("lang", "published", "title", "url")


@dataclass(frozen=True, slots=True)
class Input:
    """One article of a bench folder."""

    name: str
    text: str
    lang: Lang | None
    published: date | None
    title: str | None
    url: str | None

    def article(self) -> Article:
        """Return the article, its text repaired as `sourcier check` would."""
        return from_text(self.text, lang=self.lang, published=self.published, title=self.title, url=self.url)


def inputs(folder: Path) -> list[Input]:
    """Return the articles of a folder in name order."""
    return [_input(path) for path in sorted(folder.glob("*.txt"))]


def _input(path: Path) -> Input:
    meta = _meta(path)
    published = meta.get("published")
    return Input(
        name=path.stem,
        text=path.read_text(encoding="utf-8"),
        lang=meta.get("lang"),
        published=date.fromisoformat(published) if published else None,
        title=meta.get("title"),
        url=meta.get("url"),
    )


def _meta(path: Path) -> Json:
    for beside in (path.with_suffix(".meta.json"), path.with_suffix(".json")):
        if beside.is_file():
            whole = json.loads(beside.read_text(encoding="utf-8"))
            return {key: whole.get(key) for key in META}
    return {}


def predicted(article: Article, gazetteer: Gazetteer) -> Json:
    """Return what we read in an article, in the shape of the annotated set."""
    draft = read_text(article, gazetteer)
    claims, ledger = find_claims(draft)
    by_id = {claim.id: claim for claim in claims}
    sentences = {sentence.id: sentence for sentence in draft.sentences}
    return {"sentences": [_sentence(entry, sentences[entry.sentence_id], by_id, article) for entry in ledger.entries]}


def _sentence(entry: LedgerEntry, sentence: Sentence, claims: dict[str, Claim], article: Article) -> Json:
    shown = _ends(sentence.span, article)
    if entry.reason is not None:
        return {**shown, "reason": str(entry.reason)}
    return {**shown, "claims": [_claim(claims[claim_id], article) for claim_id in entry.claim_ids]}


def _claim(claim: Claim, article: Article) -> Json:
    focus = _ends(claim.focus, article)
    return {
        **_ends(claim.span, article),
        "focus": [focus["start"], focus["end"]],
        "kind": str(claim.kind),
        "source": claim.source.name,
        "commitment": str(claim.commitment),
        "polarity": str(claim.polarity),
        "quantities": [_quantity(quantity, article) for quantity in claim.quantities],
        "times": [_time(time, article) for time in claim.times],
        "entities": [{"text": mention.text, "id": mention.entity_id} for mention in claim.entities],
        "checkability": str(claim.checkability),
        "worth": claim.worth,
    }


def _quantity(quantity: Quantity, article: Article) -> Json:
    return {
        **_ends(quantity.span, article),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "comparator": str(quantity.comparator),
        "per": quantity.per,
        "of": quantity.of,
    }


def _time(time: TimeInterval, article: Article) -> Json:
    return {
        **_ends(time.span, article),
        "from": time.start.isoformat() if time.start else None,
        "to": time.end.isoformat() if time.end else None,
    }


def _ends(span: Span, article: Article) -> Json:
    original = article.alignment.to_original(span)
    return {"start": original.start, "end": original.end}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every article of `--data` and write one NAME.json each into `--out`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.txt and NAME.meta.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for NAME.json; made if it is not there")
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    options.out.mkdir(parents=True, exist_ok=True)
    for item in inputs(options.data):
        found = predicted(item.article(), gazetteer)
        path = options.out / f"{item.name}.json"
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
