"""Saved dossiers and decisions, whole and bent: read, exported in every form, shown, run again."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import factory
from fuzz.articles import show, starter
from fuzz.spoiling import bent, dumped, spoiled

_TEXT = (
    "La Suède a rejoint l'OTAN le 7 mars 2024. Le chômage en France était de 7,3 % en 2023, selon l'Insee. "
    "Jamais la Norvège n'a été membre de l'Union européenne. « Nous fermerons deux écoles », a dit la maire."
)


@cache
def _bases() -> tuple[str, ...]:
    import sourcier
    from sourcier.core.dossier import to_json
    from sourcier.ingest import from_text

    checked = sourcier.check(from_text(_TEXT, lang="fr"), starter(), explain=True)
    return tuple(to_json(one).decode() for one in (factory.column(), factory.wire(), checked))


def _records(rng: random.Random, dossier: dict[str, Any]) -> list[Any]:
    claims = dossier["claims"]
    records = []
    for _ in range(rng.randint(1, 4)):
        action = rng.choice(
            ["confirm", "override", "reject", "add-evidence", "annotate", "reopen", "add-claim", "split", "merge", "x"]
        )
        record = {
            "id": f"rev-{rng.randrange(5)}", "article_id": dossier["article"]["id"], "claim_id": rng.choice(claims)["id"], "action": action,
            "reason": "vu", "author": "Ana Roy", "at": "2024-05-06T07:08:09Z", "verdict": rng.choice(["supported", "refuted", None]), "rating": None,
            "evidence": rng.choice([None, {"url": "https://a.example/1", "title": "T", "stance": "refutes"}]),
            "spans": rng.choice([[], [{"start": 0, "end": 10}], [{"start": -5, "end": 10**9}]]),
        }  # fmt: skip
        records.append(bent(rng, record) if rng.random() < 0.5 else record)
    return records


def _decisions(rng: random.Random, dossier: dict[str, Any]) -> bytes:
    body = b"\n".join(json.dumps(one).encode() for one in _records(rng, dossier))
    return spoiled(rng, body) if rng.random() < 0.2 else body


def dossier_files(rng: random.Random) -> dict[str, bytes]:
    """Return a dossier with records bent, or one a line, and decisions about it."""
    dossier = json.loads(rng.choice(_bases()))
    whole = dossier
    if rng.random() < 0.85:
        # One part of it, so that what is bent is not always refused at the first key.
        key = rng.choice(list(dossier))
        dossier = {**dossier, key: bent(rng, dossier[key])} if rng.random() < 0.7 else bent(rng, dossier)
    if rng.random() < 0.1:
        dossier = {**dossier, "decisions": _records(rng, whole)}
    body = dumped(rng, dossier)
    if rng.random() < 0.05:
        body = body.replace(b"\n", b"") + b"\n" + body.replace(b"\n", b"")
    return {"dossier.json": body, "decisions.jsonl": _decisions(rng, whole)}


def use_dossier(folder: Path, rng: random.Random) -> Counter[str]:
    """Read a dossier; export it, show it, or run it again."""
    from sourcier.core.errors import SourcierError
    from sourcier.dossier import replay, replay_whole
    from sourcier.dossier.exports import EXPORTS, Labels, embedded, read_decisions
    from sourcier.dossier.report import replaying
    from sourcier.dossier.report.terminal import ledger, report
    from sourcier.dossier.storing import load_all, to_line

    raw = (folder / "dossier.json").read_bytes()
    seen: Counter[str] = Counter()
    loaded = load_all(raw, "dossier.json")
    for one in loaded:
        way = rng.randrange(3)
        if way == 0:
            revisions = embedded(raw, "dossier.json", one) if len(loaded) == 1 else ()  # `export` takes one
            try:
                revisions = read_decisions(
                    (folder / "decisions.jsonl").read_bytes(), "decisions.jsonl", one, before=revisions
                )
            except SourcierError as error:
                seen[error.slug] += 1
            for export in EXPORTS.values():
                export.make(one, revisions, Labels(newsroom="Le Courrier", page="https://a.example/"))
                export.note(one, revisions)
        elif way == 1:
            show(report(one, width=80, explain=True, rhetoric=True))
            show(ledger(one))
            to_line(one)
        else:
            found = (replay_whole if rng.random() < 0.3 else replay)(one, starter())
            show(replaying.lines(one, found))
        seen["accepted"] += 1
    return seen
