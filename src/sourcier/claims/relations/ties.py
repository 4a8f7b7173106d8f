"""What a cue ties together, before anybody is made to say it."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.claims.relations.nominals import Nominal
from sourcier.core.relations import Modality, RelationKind


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides and what is done; each side may be a list."""

    kind: RelationKind
    subjects: tuple[Nominal, ...]
    objects: tuple[Nominal, ...]
    flags: frozenset[str]
    is_negative: bool = False
    modality: Modality = Modality.ASSERTED
    accuser: Nominal | None = None
    """Who says so, where the same clause does: "X accuse Y de …", "X nie avoir …"."""
    is_mutual: bool = False
    """The subjects do it to each other; there are no objects."""
