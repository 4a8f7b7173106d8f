"""Who does what to whom: relations that a text asserts between entities that the packs know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sourcier.core.claims import Commitment, Polarity, Source
from sourcier.core.ids import make_id
from sourcier.core.language import TimeInterval
from sourcier.core.spans import Span


class RelationKind(StrEnum):
    """What one side does with or to the other."""

    MEETS = "meets"
    SUPPORTS = "supports"
    ARMS = "arms"
    ALLIES = "allies"
    OPPOSES = "opposes"
    """Condemns, threatens, accuses, breaks with."""
    ATTACKS = "attacks"
    SANCTIONS = "sanctions"

    @property
    def sign(self) -> Literal[1, -1]:
        """+1 for what is done with or for the other side, -1 for what is done against it.

        >>> RelationKind.ARMS.sign, RelationKind.ATTACKS.sign
        (1, -1)
        """
        return -1 if self in {RelationKind.OPPOSES, RelationKind.ATTACKS, RelationKind.SANCTIONS} else 1

    @property
    def is_symmetric(self) -> bool:
        """Say whether both sides do it: a meeting, an alliance."""
        return self in {RelationKind.MEETS, RelationKind.ALLIES}


class Modality(StrEnum):
    """Whether it is given as a fact."""

    ASSERTED = "asserted"
    FUTURE = "future"
    """To come, promised or wished for."""
    CONDITIONAL = "conditional"
    """Possible, or hearsay in the French conditional."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a relation."""

    entity_id: str
    span: Span
    """The words that name it: of "les sanctions américaines", the adjective."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One side does something to another, as one sentence has it."""

    id: str
    claim_id: str | None
    """The claim that says so, whose source and commitment these are, unless the clause itself names an accuser.
    None where the sentence carries no claim of it."""
    sentence_id: str
    subject: Party
    """Who does it; of a symmetric relation, the one named first."""
    object: Party
    kind: RelationKind
    sign: Literal[1, -1]
    """As the kind has it: +1 cooperative, -1 hostile."""
    is_symmetric: bool
    polarity: Polarity
    """Negative: "n'a jamais soutenu", "refuse d'armer"."""
    modality: Modality
    cue: Span
    """The word that says what is done."""
    source: Source
    commitment: Commitment
    time: TimeInterval | None = None
    """The claim's time that stands nearest to the cue."""

    @staticmethod
    def key(kind: RelationKind, subject: Span, other: Span, cue: Span, sentence_id: str) -> str:
        """Return the id of a relation: its sentence, its kind, and where its words stand."""
        return make_id("rel", sentence_id, kind, subject.start, subject.end, other.start, other.end, cue.start, cue.end)
