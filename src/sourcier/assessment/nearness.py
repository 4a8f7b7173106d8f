"""Which tables are near a claim in meaning, whatever its words: shown to a reader, never used for a verdict.

Measured on development data (design/verdicts.md), nearness finds the table meant for four claims in five, but is as
great for a look-alike ("foreign students") as for the measure itself ("born overseas"): it cannot tell one from the
other, and so only helps a person to see which table might have been meant and which word its pack lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from sourcier.assessment.measures import Measures
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import MOST_PACKS
from sourcier.assessment.wording import say
from sourcier.core.findings import Candidate, Operation, Signal
from sourcier.evidence.encoding import Encoder, Rows, kept_rows
from sourcier.evidence.packs import Resource

NEAREST = 3
"""Tables shown for a claim."""
FLOOR = 0.35
"""Nearness below which a table is no help to a reader: nine tables in ten that were meant lie above it."""
NAMES = 2
"""Terms a language that stand for a table, beside its label."""
LEFT_OUT = frozenset({"entity", "time", "number", "unlinked"})
"""What says whose figure it is, when and how much: nearness is to what is measured."""


class Nearness:
    """The measures of some packs as vectors."""

    def __init__(self, measures: Measures, encoder: Encoder) -> None:
        self._measures, self._encoder = measures, encoder
        named = [
            (at, text)
            for at, one in enumerate(measures.all)
            for text in dict.fromkeys(_names(one.resource, [name.text for name in one.names] if one.measure else None))
        ]
        self._owners = np.array([at for at, _ in named], dtype=int)
        rows = kept_rows(encoder, [text for _, text in named]) if named else np.zeros((0, 1), np.float32)
        # All texts share most of their direction; what tells them apart is what is left without it.
        self._common = rows.mean(axis=0) if len(rows) else rows.sum(axis=0)
        self._rows = _unit(rows - self._common)

    def to(self, scope: Scope) -> dict[tuple[str, str], float]:
        """Return the nearness of a claim to each table, by pack and name: a cosine, 1 for the same words."""
        words = " ".join(
            word.token.text for word in scope.words if word.role not in LEFT_OUT and not word.token.is_punct
        )
        if not words or not len(self._rows):
            return {}
        cosines = self._rows @ _unit(self._encoder.encode([words]) - self._common)[0]
        found: dict[tuple[str, str], float] = {}
        for at, cosine in zip(self._owners.tolist(), cosines.tolist(), strict=True):
            resource = self._measures.all[at].resource
            key = (resource.pack, resource.name)
            found[key] = max(found.get(key, -1.0), cosine)
        return found


def with_nearness(rejected: Sequence[Candidate], scope: Scope, nearness: Nearness) -> list[Candidate]:
    """Return what was put aside with its nearness, and the tables nearest to the claim that no word of it names."""
    near = nearness.to(scope)
    known = {(one.pack, one.resource) for one in rejected}
    close = [key for key, cosine in near.items() if cosine >= FLOOR]
    best = sorted(close, key=lambda key: (-round(near[key], 2), key))[:NEAREST]
    reason = say("only_near", scope.lang)
    added = [Candidate(*key, Operation.LOOKUP, 0.0, reason, ()) for key in best if key not in known]
    return [_signed(one, near.get((one.pack, one.resource)), scope) for one in (*rejected, *added)]


def _signed(candidate: Candidate, cosine: float | None, scope: Scope) -> Candidate:
    if cosine is None:
        return candidate
    signal = Signal("vector", round(cosine, 2), say("signal_vector", scope.lang), "", "")
    return Candidate(
        candidate.pack,
        candidate.resource,
        candidate.operation,
        candidate.probability,
        candidate.rejected,
        (*candidate.signals, signal),
    )


def _names(resource: Resource, own: Sequence[str] | None) -> list[str]:
    """Return the texts that stand for a measure: its own names, or its table's labels and first terms."""
    if own is not None:
        return list(own[: 2 * NAMES])
    return [*resource.label.values(), *(term for terms in resource.terms.values() for term in terms[:NAMES])]


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-9)), dtype=np.float32)


@lru_cache(maxsize=MOST_PACKS)
def nearness_of(measures: Measures, encoder: Encoder) -> Nearness:
    """Return the nearness to some measures, made once while no others are asked for."""
    return Nearness(measures, encoder)
