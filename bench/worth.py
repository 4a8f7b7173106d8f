"""Judge which sentences are worth checking, in the shape of the set, to be scored against it.

    bench/worth.py --data FILE --out FILE

FILE holds JSON lines, plain or gzipped: `id`, `text`, and `lang` where it is known; it is told from the words where it
is not, and English is assumed where they do not tell. What else a record has is not read. Written for each: `id`,
`score` (a probability) and `label` (1 from the model's own threshold up). A text may be a sentence or a whole post.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast, get_args

from jsonlines import records
from sourcier.claims.worth import SentenceWorth, worth_of_sentences
from sourcier.core.article import Lang
from sourcier.evidence.packs import open_packs
from sourcier.ingest.errors import UnsupportedLanguage
from sourcier.ingest.languages import find_lang
from sourcier.text.gazetteer import Gazetteer

Json = dict[str, Any]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


def lang_of(record: Json) -> Lang:
    """Return the language that a record gives, or that its words show."""
    given = record.get("lang")
    if given in LANGUAGES:
        return cast("Lang", given)
    try:
        return find_lang(record["text"], declared="en")
    except UnsupportedLanguage:
        return "en"


def judged(found: Sequence[Json], gazetteer: Gazetteer) -> dict[str, SentenceWorth]:
    """Return the worth of each text by its record's id, each language read in one go."""
    worth: dict[str, SentenceWorth] = {}
    languages = [lang_of(record) for record in found]
    for lang in LANGUAGES:
        own = [record for record, spoken in zip(found, languages, strict=True) if spoken == lang]
        if own:
            read = worth_of_sentences((record["text"] for record in own), lang, gazetteer)
            worth.update(zip((record["id"] for record in own), read, strict=True))
    return worth


def main(arguments: Sequence[str] | None = None) -> None:
    """Judge every record of `--data` and write one line each to `--out`, in the same order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines with id and text, plain or .gz")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines to write; its folder is made if need be")
    options = parser.parse_args(arguments)
    found = list(records(options.data))
    worth = judged(found, Gazetteer.of(open_packs("starter").entities))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for record in found:
            one = worth[record["id"]]
            line = {"id": record["id"], "score": round(one.probability, 4), "label": int(one.is_worth_checking)}
            out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
