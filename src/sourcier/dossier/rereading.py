"""Read and check a dossier's article again, and compare every record: nothing in a dossier can be edited unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import zip_longest
from typing import Any

import sourcier
from sourcier.core.dossier import Dossier, from_json, to_json
from sourcier.dossier.checking import check, survey
from sourcier.dossier.replaying import Difference, Replay, replay
from sourcier.evidence.packs import Packs
from sourcier.text.parsing import model_version

GIVEN = frozenset({"schema_version", "article", "run"})
"""What a dossier starts from: the article as read, and what it was run with."""


def replay_whole(dossier: Dossier, packs: Packs) -> Replay:
    """Recompute the findings from the packs; then, where this is the program that made the dossier, everything.

    Reading again takes seconds, and needs the same version, language model and packs: with others the findings alone
    are recomputed, and a difference of version is no difference of the dossier.
    """
    found = replay(dossier, packs)
    if not _is_same_program(dossier) or dossier.run.packs != packs.refs:
        return found
    return replace(found, differences=(*found.differences, *reread(dossier, packs)))


def _is_same_program(dossier: Dossier) -> bool:
    models = (model_version(dossier.article.lang),)
    return dossier.run.version == sourcier.__version__ and dossier.run.models == models


def reread(dossier: Dossier, packs: Packs) -> Iterator[Difference]:
    """Yield one difference for each record that reading and checking the article again does not give."""
    options = dict(dossier.run.options)
    if options.get("assess") == "false":
        again = survey(dossier.article, packs)
    else:
        again = check(dossier.article, packs, explain=options.get("explain") == "true")
    again = from_json(to_json(again))  # as a stored dossier has it: floats and tuples have been through JSON
    for field in fields(Dossier):
        if field.name not in GIVEN:
            yield from _differences(field.name, getattr(dossier, field.name), getattr(again, field.name))


def _differences(name: str, expected: Any, observed: Any) -> Iterator[Difference]:
    if expected == observed:
        return
    if name == "ledger":
        expected, observed = expected.entries, observed.entries
    for one, other in zip_longest(_listed(expected), _listed(observed)):
        if one != other:
            subject = next((str(found) for record in (one, other) if (found := _id_of(record))), name)
            yield Difference("edited", subject, detail=f"{name}.{_first_field(one, other)}".rstrip("."))


def _listed(records: Any) -> Sequence[Any]:
    return records if isinstance(records, tuple) else (records,)


def _id_of(record: Any) -> str | None:
    return getattr(record, "id", None) or getattr(record, "claim_id", None) or getattr(record, "sentence_id", None)


def _first_field(one: Any, other: Any) -> str:
    """Return the first field in which two records differ; empty where one of them is missing."""
    if one is None or other is None or type(one) is not type(other):
        return ""
    return next((field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name)), "")
