"""Read and check a dossier's article again, and compare every record: nothing in a dossier can be edited unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import sourcier
from sourcier.core.dossier import Dossier, from_json, to_json
from sourcier.dossier.checking import check, survey
from sourcier.dossier.replaying import Difference, Replay, replay
from sourcier.evidence.packs import Packs
from sourcier.text.parsing import model_version

if TYPE_CHECKING:  # a dossier without a library needs none
    from sourcier.evidence.library import Library

GIVEN = frozenset({"schema_version", "article", "run"})
"""What a dossier starts from: the article as read, and what it was run with."""


FROM_TEXTS = frozenset({"assessments", "passage_findings", "factcheck_findings", "quote_findings", "issues"})
"""What hangs on the library: not compared where it is another one, or absent."""


def replay_whole(dossier: Dossier, packs: Packs, library: Library | None = None) -> Replay:
    """Recompute the findings from the packs; then, where this is the program that made the dossier, everything.

    Reading again takes seconds, and needs the same version, language model and packs: with others the findings alone
    are recomputed, and a difference of version is no difference of the dossier.
    """
    found = replay(dossier, packs, library)
    if not _is_same_program(dossier) or dossier.run.packs != packs.refs:
        return found
    return replace(found, differences=(*found.differences, *reread(dossier, packs, library)))


def _is_same_program(dossier: Dossier) -> bool:
    same_model = dossier.run.models[:1] == (model_version(dossier.article.lang),)
    return dossier.run.version == sourcier.__version__ and same_model


def reread(dossier: Dossier, packs: Packs, library: Library | None = None) -> Iterator[Difference]:
    """Yield one difference for each record that reading and checking the article again does not give.

    What rests on a library is compared where library and judge are those that the dossier was made with.
    """
    options = dict(dossier.run.options)
    recorded = dossier.run.library
    is_same = library is not None and library.ref == recorded and dossier.run.models[1:] == judging_models()
    texts = library if is_same else None
    left_out = GIVEN if texts is not None or recorded is None else GIVEN | FROM_TEXTS
    if options.get("assess") == "false":
        again = survey(dossier.article, packs)
    else:
        again = check(dossier.article, packs, library=texts, explain=options.get("explain") == "true")
    again = from_json(to_json(again))  # as a stored dossier has it: floats and tuples have been through JSON
    for field in fields(Dossier):
        if field.name not in left_out:
            yield from _differences(field.name, getattr(dossier, field.name), getattr(again, field.name))


def judging_models() -> tuple[tuple[str, str], ...]:
    """Return the model that judges passages here, as a run records it."""
    from sourcier.dossier.testifying import judges  # noqa: PLC0415  (a dossier without a library needs none of it)

    return judges()


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
