"""Turn an annotation written with words into one with offsets, in the shape of the annotated set.

    python tools/annotate.py DRAFT.json ... --out bench/own/articles

A draft is written by a person: `text` is the whole article; each sentence, claim, focus, figure and time is given by
its own words instead of its place. NAME.txt and NAME.json are written; words that do not stand where they should are
an error that names them. A word that stands twice takes `nth` (from 0) beside `text`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Ends = tuple[int, int]
HEAD = ("lang", "published", "title", "byline", "url", "genre", "licence")
KINDS = frozenset({"quantity", "event", "state", "comparison", "cause", "quote", "prediction"})
COMMITMENTS = frozenset({"asserts", "hedges", "reports", "denies"})
CHECKABILITIES = frozenset({"checkable", "needs_context", "not_yet", "not_checkable"})
REASONS = frozenset({"question", "exhortation", "opinion", "hypothetical", "vague", "personal", "furniture"})
COMPARATORS = frozenset({"eq", "approx", "lt", "le", "gt", "ge"})


class BadDraft(ValueError):
    """A draft whose words are not in its text, or whose fields are not the set's."""


def placed(words: str, text: str, within: Ends, *, nth: int = 0) -> Ends:
    """Return where words stand inside a stretch of text.

    Raises:
        BadDraft: They do not.

    >>> placed("deux", "un, deux, deux", (0, 14), nth=1)
    (10, 14)
    """
    start = within[0] - 1
    for _ in range(nth + 1):
        start = text.find(words, start + 1, within[1])
        if start < 0:
            raise BadDraft(f"{words!r} is not in {text[within[0] : within[1]]!r}")
    return start, start + len(words)


def annotation(draft: Mapping[str, Any]) -> Json:
    """Return the annotation of a draft, with offsets."""
    text, cursor, sentences = draft["text"], 0, []
    for sentence in draft["sentences"]:
        ends = placed(sentence["text"], text, (cursor, len(text)))
        if text[cursor : ends[0]].strip(" \n-•*–—"):
            print(f"  passed over: {text[cursor : ends[0]].strip()!r}")
        cursor = ends[1]
        row: Json = {"start": ends[0], "end": ends[1]}
        if sentence.get("claims"):
            row["claims"] = [_claim(claim, text, ends) for claim in sentence["claims"]]
        else:
            row["reason"] = _one_of(REASONS, sentence.get("reason"), sentence["text"])
        sentences.append(row)
    if text[cursor:].strip():
        print(f"  passed over at the end: {text[cursor:].strip()!r}")
    return {**{key: draft.get(key) for key in HEAD}, "sentences": sentences}


def _claim(claim: Mapping[str, Any], text: str, sentence: Ends) -> Json:
    start, end = placed(claim["text"], text, sentence, nth=claim.get("nth", 0))
    where = claim["text"]
    focus = placed(claim["focus"], text, (start, end), nth=claim.get("focus_nth", 0))
    return {
        "start": start,
        "end": end,
        "focus": list(focus),
        "kind": _one_of(KINDS, claim["kind"], where),
        "source": claim["source"],
        "commitment": _one_of(COMMITMENTS, claim["commitment"], where),
        "polarity": _one_of(frozenset({"positive", "negative"}), claim["polarity"], where),
        "quantities": [_quantity(one, text, (start, end), sentence) for one in claim.get("quantities", ())],
        "times": [_time(one, text, (start, end), sentence) for one in claim.get("times", ())],
        "entities": [{"text": name, "id": known} for name, known in claim.get("entities", ())],
        "checkability": _one_of(CHECKABILITIES, claim["checkability"], where),
        "worth": claim["worth"],
    }


def _quantity(one: Mapping[str, Any], text: str, claim: Ends, sentence: Ends) -> Json:
    start, end = _near(one, text, claim, sentence)
    _one_of(COMPARATORS, one["comparator"], one["text"])
    fields = {key: one.get(key) for key in ("low", "high", "unit", "comparator", "per", "of")}
    return {"start": start, "end": end, **fields}


def _time(one: Mapping[str, Any], text: str, claim: Ends, sentence: Ends) -> Json:
    start, end = _near(one, text, claim, sentence)
    return {"start": start, "end": end, "from": one.get("from"), "to": one.get("to")}


def _near(one: Mapping[str, Any], text: str, claim: Ends, sentence: Ends) -> Ends:
    """Look in the claim, then in its sentence, then in all that stands before: a date may govern what follows."""
    for within in (claim, sentence):
        if one["text"] in text[within[0] : within[1]]:
            return placed(one["text"], text, within, nth=one.get("nth", 0))
    start = text.rfind(one["text"], 0, sentence[0])
    if start < 0:
        raise BadDraft(f"{one['text']!r} is neither in the claim, nor its sentence, nor before it")
    return start, start + len(one["text"])


def _one_of(allowed: frozenset[str], value: object, where: str) -> str:
    if value not in allowed:
        raise BadDraft(f"{value!r} at {where!r}: one of {', '.join(sorted(allowed))}")
    return str(value)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write NAME.txt and NAME.json for each draft."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in options.drafts:
        print(path.stem)
        draft = json.loads(path.read_text(encoding="utf-8"))
        try:
            made = annotation(draft)
        except BadDraft as error:
            raise SystemExit(f"{path}: {error}") from error
        (options.out / f"{path.stem}.txt").write_text(draft["text"], encoding="utf-8")
        shown = json.dumps(made, ensure_ascii=False, indent=1)
        (options.out / f"{path.stem}.json").write_text(shown + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
