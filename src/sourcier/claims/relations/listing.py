"""Noun phrases that are listed: "la France et l'Allemagne"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.relations.nominals import AND, MODIFIER, OWNER, Group, Nominal, form, marker_before
from sourcier.text.tokens import Token


def groups(tokens: Sequence[Token], found: Sequence[Nominal]) -> list[Group]:
    """Return the noun phrases as lists: commas join only where a conjunction follows."""
    made: list[Group] = []
    at = 0
    while at < len(found):
        best = at
        last = at
        joined = False
        while last + 1 < len(found) and (link := _link(tokens, found[last], found[last + 1])):
            last += 1
            if link == "and":
                best, joined = last, True
        made.append(Group(tuple(found[at : best + 1]), is_joined=joined))
        at = best + 1
    return made


def _link(tokens: Sequence[Token], one: Nominal, other: Nominal) -> str:
    """Return how two noun phrases are listed: by a comma, by a conjunction, or not at all."""
    if other.marker == MODIFIER or (one.marker in {MODIFIER, OWNER} and other.marker not in {MODIFIER, OWNER}):
        return ""
    between = [form(token) for token in tokens[one.end : other.start]]
    if other.marker and between:
        if marker_before(tokens, other.start) != one.marker:
            return ""
        between = between[:-1]
    if not between or len(between) > 3:
        return ""
    if set(between) <= {",", *AND, "que"} and any(word in AND for word in between):
        return "and"
    return "comma" if between == [","] else ""
