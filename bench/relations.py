"""Read sentences and write who does what to whom in them; with --score, print how many are right.

    bench/relations.py --data FILE --out FILE [--score]

FILE holds one JSON object a line: `id`, `lang`, `date`, `text`, and, for the scorer alone, `relations` (`subject`,
`kind`, `object`, `negated`, `modality`, `source`: `author`, `named` or `unnamed`) and `allowed`, relations that
are neither asked for nor wrong. A relation is right when its two sides, its kind and its negation are; the sides
of a meeting or an alliance may stand in either order.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sourcier.claims import find_claims
from sourcier.claims.relations import find_relations
from sourcier.core.claims import Polarity
from sourcier.core.relations import Relation, RelationKind
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

Json = dict[str, Any]
PAIRED = frozenset(str(kind) for kind in RelationKind if kind.is_symmetric)


def predicted(item: Json, gazetteer: Gazetteer) -> list[Json]:
    """Return the relations that we read in one sentence."""
    draft = read_text(from_text(item["text"], lang=item["lang"], published=date.fromisoformat(item["date"])), gazetteer)
    claims, _ = find_claims(draft)
    return [_shown(relation, draft.article.text) for relation in find_relations(draft, claims)]


def _shown(relation: Relation, text: str) -> Json:
    return {
        "subject": relation.subject.entity_id,
        "kind": str(relation.kind),
        "object": relation.object.entity_id,
        "negated": relation.polarity is Polarity.NEGATIVE,
        "modality": str(relation.modality),
        "source": relation.source.kind,
        "commitment": str(relation.commitment),
        "cue": relation.cue.of(text),
    }


def _sides(one: Json) -> tuple[Any, ...]:
    sides = (one["subject"], one["object"])
    return (one["kind"], *(sorted(sides) if one["kind"] in PAIRED else sides))


def score(items: Sequence[Json], found: dict[str, list[Json]]) -> dict[str, dict[str, float]]:
    """Return precision, recall and what else is right of the relations found, for each language and for all."""
    counts: dict[str, Counter[str]] = {"fr": Counter(), "en": Counter()}
    for item in items:
        count = counts[item["lang"]]
        gold = {(*_sides(one), one["negated"]): one for one in item["relations"]}
        free = {_sides(one) for one in item.get("allowed", ())}
        given = {(*_sides(one), one["negated"]): one for one in found[item["id"]]}
        right = given.keys() & gold.keys()
        judged = [key for key in given if key in gold or key[:-1] not in free]
        count.update(gold=len(gold), given=len(judged), right=len(right))
        backwards = {(kind, other, one) for kind, one, other, _ in gold}
        count["reversed"] += sum(key[:3] in backwards and key[0] not in PAIRED for key in judged if key not in gold)
        count["modality"] += sum(given[key]["modality"] == gold[key]["modality"] for key in right)
        sourced = [key for key in right if "source" in gold[key]]
        count.update(sourced=len(sourced), source=sum(given[k]["source"] == gold[k]["source"] for k in sourced))
    counts["all"] = counts["fr"] + counts["en"]
    return {name: _rates(count) for name, count in counts.items()}


def _rates(count: Counter[str]) -> dict[str, float]:
    def rate(part: str, whole: str) -> float:
        return round(count[part] / count[whole], 3) if count[whole] else 1.0

    return {
        "precision": rate("right", "given"),
        "recall": rate("right", "gold"),
        "modality": rate("modality", "right"),
        "source": rate("source", "sourced"),
        "reversed": count["reversed"],
        "given": count["given"],
        "gold": count["gold"],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every sentence of `--data` and write one line each into `--out`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON lines")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines: id and relations")
    parser.add_argument("--score", action="store_true", help="print the scores against the relations in --data")
    options = parser.parse_args(arguments)
    items = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    gazetteer = Gazetteer.of(open_packs("starter").entities)
    found = {item["id"]: predicted(item, gazetteer) for item in items}
    lines = [json.dumps({"id": id_, "relations": each}, ensure_ascii=False) for id_, each in found.items()]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.score:
        print(json.dumps(score(items, found), indent=1))


if __name__ == "__main__":
    main()
