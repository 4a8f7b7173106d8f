"""The traits by which a candidate is weighed: what a claim and a fact-check share, and what one has alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.factchecks.rarity import Rarity
from sourcier.assessment.factchecks.words import Wording, plain, read, statements
from sourcier.core.article import Lang
from sourcier.core.library import FactCheck

DAMPING = 60
"""Of a rank's reciprocal (Cormack, Clarke and Büttcher 2009, "Reciprocal Rank Fusion")."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, or a post that makes one, read once."""

    whole: Wording
    statements: tuple[Wording, ...]
    """Its sentences, a post's signature left out."""

    @classmethod
    def of(cls, text: str) -> Asked:
        """Read a claim, or a post."""
        return cls(read(plain(text)), tuple(read(each) for each in statements(text)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact-check that a search found, read once, with its twins."""

    factchecks: tuple[FactCheck, ...]
    """Twins: one publisher's same words, declared several times."""
    claim: Wording
    title: Wording
    cosine: float | None
    """Of the two texts' vectors; None where they are not near enough to have been compared."""
    usual: float
    """The mean cosine of the fact-check with texts like the one asked about."""

    @property
    def lang(self) -> Lang:
        """Return the language of the fact-check."""
        return self.factchecks[0].lang


def traits(asked: Asked, candidates: Sequence[Candidate], rarity: Rarity) -> list[dict[str, float]]:
    """Return the traits of each candidate, in order; those that say `gap` or `share` are relative to the best."""
    least = min((each.cosine for each in candidates if each.cosine is not None), default=0.0)
    own = [_traits(asked, candidate, rarity, least) for candidate in candidates]
    nearest = max((each["nearness"] for each in own), default=0.0)
    best = max((each["words"] for each in own), default=0.0)
    for each in own:
        each["nearness_gap"] = each["nearness"] - nearest
        each["words_share"] = each["words"] / best if best else 0.0
        each["words_rank"] = DAMPING / (DAMPING + _rank(each["words"], [other["words"] for other in own]))
        each["words_first"] = 1 / _rank(each["words"], [other["words"] for other in own])
        each["likeness_rank"] = DAMPING / (DAMPING + _rank(each["likeness"], [other["likeness"] for other in own]))
        each["likeness_first"] = 1 / _rank(each["likeness"], [other["likeness"] for other in own])
    return own


def _rank(value: float, among: Sequence[float]) -> int:
    """Return a value's place from 1, equal ones sharing theirs."""
    return 1 + sum(other > value for other in among)


def _traits(asked: Asked, candidate: Candidate, rarity: Rarity, least: float) -> dict[str, float]:
    claim, title, whole = candidate.claim, candidate.title, asked.whole
    said = frozenset(claim.terms) | frozenset(title.terms)
    asking = frozenset(whole.terms)
    shared = asking & said
    cosine = least if candidate.cosine is None else candidate.cosine
    statements = asked.statements
    return {
        "nearness": cosine - candidate.usual,
        "likeness": cosine,
        "words": rarity.bm25(asking, [*claim.terms, *title.terms]),
        "words_title": rarity.bm25(asking, title.terms),
        "rarest_shared": max(map(rarity.weight, shared), default=0.0) / rarity.most,
        "claim_covered": max((rarity.covered(claim.terms, each.terms) for each in statements), default=0.0),
        "asked_covered": max((rarity.covered(each.terms, said) for each in statements), default=0.0),
        "letters_shared": max((_held(each.grams, claim.grams | title.grams) for each in statements), default=0.0),
        "names_missing": rarity.total((claim.names | title.names) - asking) / rarity.most,
        "figures_missing": float(len((claim.figures | title.figures) - whole.figures)),
        "denial_differs": float(whole.denies != claim.denies),
    }


def _held(grams: frozenset[str], by: frozenset[str]) -> float:
    return len(grams & by) / len(grams) if grams else 0.0
