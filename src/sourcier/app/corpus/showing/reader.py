"""Claims read to be held against each other, each wording and each surrounding once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.pieces import Asked, features_in_pieces
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Stated
from sourcier.assessment.vetoes import Features


class Reader:
    """The readings of claims: one for all that have the same words, times and surroundings."""

    def __init__(self, claims: Sequence[Stated]) -> None:
        self._claims = claims
        self._features: dict[Asked, Features] = {}
        self._arounds: dict[Asked, Around] = {}
        self._same: dict[tuple[str, int], Around] = {}
        """Surroundings by their words and the identity of their features: of which the day tells nothing, one."""
        self._wordings: dict[int, int] = {}
        """Numbers by the identity of features: of readings that differ in their surroundings alone."""
        self._readings: dict[tuple[int, Around], int] = {}
        self._frames: list[Read] = []
        """By the number of a wording, the first reading of it."""
        self._read: list[Read] = []
        self._numbers: dict[int, tuple[int, int]] = {}

    def read(self, places: Iterable[int]) -> None:
        """Read some claims and what stands around them at once, which takes half as long as one by one."""
        wanted: dict[Asked, None] = {}
        arounds: dict[Asked, None] = {}
        for words, beside in map(self._keys, places):
            if words not in self._features:
                wanted[words] = None
            if beside not in self._arounds:
                arounds[beside] = None
        found = features_in_pieces([*wanted, *(beside for beside in arounds if beside not in wanted)])
        self._features |= ((words, found[words]) for words in wanted)
        for beside in arounds:
            around = Around(*beside, found[beside])
            self._arounds[beside] = self._same.setdefault((beside[0], id(found[beside])), around)

    def numbers(self, place: int) -> tuple[int, int]:
        """Return the numbers of a claim’s wording, and of its reading: of the same words anywhere, and just here."""
        if place not in self._numbers:
            words, beside = self._keys(place)
            if words not in self._features or beside not in self._arounds:
                self.read([place])
            features, around = self._features[words], self._arounds[beside]
            wording = self._wordings.setdefault(id(features), len(self._wordings))
            if wording == len(self._frames):
                self._frames.append(Read.of(features, around))
            number = self._readings.setdefault((wording, around), len(self._readings))
            if number == len(self._read):
                self._read.append(replace(self._frames[wording], around=around))
            self._numbers[place] = (wording, number)
        return self._numbers[place]

    def reading(self, number: int) -> Read:
        """Return a reading by its number."""
        return self._read[number]

    def _keys(self, place: int) -> tuple[Asked, Asked]:
        """Return what a claim's words, and what stands around it, are known by."""
        claim = self._claims[place]
        lang, published = claim.paper.lang, claim.paper.published
        return (claim.words, lang, published), (claim.context, lang, published)
