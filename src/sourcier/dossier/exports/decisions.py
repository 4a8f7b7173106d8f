"""What people decided, as JSON Lines: one decision a line, in the order in which they were saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Action, Revision, added_key
from sourcier.dossier.exports.errors import BadDecision, StrayDecision


@cache
def adapter() -> TypeAdapter[Revision]:
    """Return the one place where decisions become JSON and back."""
    return TypeAdapter(Revision)


def to_lines(revisions: Iterable[Revision]) -> bytes:
    """Return decisions as JSON Lines."""
    return b"".join(adapter().dump_json(one) + b"\n" for one in revisions)


def read_decisions(raw: bytes, name: str, dossier: Dossier, before: Sequence[Revision] = ()) -> tuple[Revision, ...]:
    """Return the decisions of a file about one dossier, in the order of its lines.

    `id` and `article_id` may be left out by whoever writes the file by hand: the first is made of what the line says,
    the second is the dossier's. A line that repeats another word for word counts once.

    Args:
        raw: JSON Lines in UTF-8; blank lines count for nothing.
        name: What to call the file in an error.
        dossier: That the decisions are about.
        before: Decisions that were saved earlier; they come first in the answer.

    Raises:
        BadDecision: A line is not a decision; the message says which and why.
        StrayDecision: A decision is about something that the dossier lacks.
    """
    found = {one.id: one for one in before}
    for number, line in enumerate(raw.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        one = _decision(_record(line, where), where, dossier)
        if found.setdefault(one.id, one) != one:
            raise BadDecision(f"{where}: another decision has the id {one.id} already; ids are never reused", path=name)
    revisions = tuple(found.values())
    hold(dossier, revisions)
    return revisions


def embedded(raw: bytes, name: str, dossier: Dossier) -> tuple[Revision, ...]:
    """Return the decisions that a dossier was exported with (`--as json`); none where it holds none."""
    try:
        record = json.loads(raw)
    except ValueError as error:  # a figure of thousands of digits in a field that no dossier has
        raise BadDecision(f"{name}: its decisions cannot be read: {error}", path=name) from error
    listed = record.get("decisions", []) if isinstance(record, dict) else []
    if not isinstance(listed, list):
        raise BadDecision(f"{name}: its decisions are no list", path=name)
    lines = b"\n".join(json.dumps(one).encode() for one in listed)
    return read_decisions(lines, f"{name}, decisions", dossier)


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:  # UnicodeDecodeError is one
        raise BadDecision(f"{where}: not JSON: {error}; write one decision a line", path=where) from error
    except RecursionError as error:
        raise BadDecision(f"{where}: not a decision: nested too deep", path=where) from error
    if not isinstance(record, dict):
        raise BadDecision(f"{where}: not a decision: an object in braces is wanted", path=where)
    return record


def _decision(record: dict[str, Any], where: str, dossier: Dossier) -> Revision:
    filled = {"article_id": dossier.article.id, "id": "", **record}
    unknown = sorted(set(record) - set(Revision.__dataclass_fields__))
    if unknown:
        known = ", ".join(Revision.__dataclass_fields__)
        raise BadDecision(f"{where}: unknown field {unknown[0]!r}; a decision has {known}", path=where)
    try:
        one = adapter().validate_json(json.dumps(filled))
        if not one.id:
            one = adapter().validate_json(json.dumps({**filled, "id": _key(one)}))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadDecision(f"{where}: {f'{place}: ' if place else ''}{first['msg']}", path=where) from error
    if not one.author.strip():
        raise BadDecision(f"{where}: author: a decision is signed", path=where)
    return one


def _key(one: Revision) -> str:
    return Revision.key(one.article_id, one.claim_id, one.action, one.author, one.at, one.reason)


def hold(dossier: Dossier, revisions: Sequence[Revision]) -> None:
    """Hold decisions against a dossier, one after the other as they were saved.

    Raises:
        StrayDecision: One is about another article, or a claim that was not there when it was saved, or places
            words outside the article or other words than its anchors name.
    """
    text = dossier.article.text
    found = {claim.id for claim in dossier.claims}
    known = set(found)
    for one in revisions:
        if one.article_id != dossier.article.id:
            raise _stray(one, f"it is about the article {one.article_id}, and the dossier about {dossier.article.id}")
        if any(span.end > len(text) or not len(span) for span in one.spans):
            raise _stray(one, "its spans lie outside the article's text")
        if one.anchors and [anchor.exact for anchor in one.anchors] != [span.of(text) for span in one.spans]:
            raise _stray(one, "its anchors name other words than stand at its spans")
        if one.action is Action.ADD_CLAIM:
            if len(one.spans) != 1 or one.claim_id in found:  # two people may add the same words at once
                raise _stray(one, "it adds a claim that is there already, or not just one")
            known.add(one.claim_id)
        elif one.claim_id not in known:
            raise _stray(one, f"the dossier has no claim {one.claim_id}")
        if one.action is Action.SPLIT:
            known.update(parts(one).values())


def parts(split: Revision) -> Mapping[int, str]:
    """Return the ids of the claims that a decision splits one into, by the places of their spans."""
    return {
        number: added_key(split.article_id, span, part_of=split.claim_id) for number, span in enumerate(split.spans)
    }


def _stray(one: Revision, why: str) -> StrayDecision:
    who = f"{one.author}, {written(one.at)}"
    return StrayDecision(f"the decision {one.id} ({one.action}, {who}) does not fit the dossier: {why}", id=one.id)


def written(at: datetime) -> str:
    """Return a time in UTC as ISO 8601 writes it, to the second: "2026-03-02T12:00:00Z"."""
    return f"{at.replace(microsecond=0, tzinfo=None).isoformat()}Z"
