"""How rare a word is among the fact-checks at hand: what two texts share counts by it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SATURATION, LENGTH = 1.2, 0.75
"""Of BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): its usual k1 and b."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many fact-checks each term stands, claim and title together."""

    texts: int
    counts: Mapping[str, int]
    length: float
    """Terms of a fact-check, on average."""
    _known: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Rarity:
        """Count the terms of fact-checks."""
        counts: Counter[str] = Counter()
        number = total = 0
        for terms in texts:
            counts.update(set(terms))
            number, total = number + 1, total + len(terms)
        return cls(number, counts, max(total / max(number, 1), 1.0))

    @property
    def most(self) -> float:
        """Return what a term tells that no fact-check holds: by it, libraries of all sizes are on one scale."""
        return math.log(2 * self.texts + 2)

    def weight(self, term: str) -> float:
        """Return how much a term tells, in nats; a term that no fact-check holds tells most.

        >>> few = Rarity.of([["tax", "fraud"], ["tax", "cut"], ["tax"]])
        >>> few.weight("tax") < few.weight("fraud") < few.weight("flood")
        True
        """
        if term not in self._known:
            held = self.counts.get(term, 0)
            self._known[term] = math.log(1 + (self.texts - held + 0.5) / (held + 0.5))
        return self._known[term]

    def total(self, terms: Iterable[str]) -> float:
        """Return what several terms tell together."""
        return sum(map(self.weight, sorted(terms)))

    def covered(self, terms: Collection[str], by: Collection[str]) -> float:
        """Return what share of some terms' weight another text has; 0 without terms.

        >>> Rarity.of([["a"], ["b"]]).covered({"a", "b"}, {"b", "c"})
        0.5
        """
        own = set(terms)
        whole = self.total(own)
        return self.total(own.intersection(by)) / whole if whole else 0.0

    def bm25(self, asked: Collection[str], text: Sequence[str]) -> float:
        """Return how well a text answers the terms asked for."""
        counts = Counter(text)
        norm = SATURATION * (1 - LENGTH + LENGTH * len(text) / self.length)
        shared = sorted(set(asked).intersection(counts))
        return sum(self.weight(term) * counts[term] * (SATURATION + 1) / (counts[term] + norm) for term in shared)
