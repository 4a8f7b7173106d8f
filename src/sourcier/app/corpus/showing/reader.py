"""Claims read to be held against each other, each wording and each surrounding once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sourcier.app.corpus.showing.around import Around
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.records import Stated
from sourcier.assessment.vetoes import Features, features_by_day
from sourcier.core.article import Lang

_Key = tuple[str, Lang, date | None]


class Reader:
    """The readings of claims: one for all that have the same words, times and surroundings."""

    def __init__(self, claims: Sequence[Stated]) -> None:
        self._claims = claims
        self._features: dict[_Key, Features] = {}
        self._arounds: dict[_Key, Around] = {}
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
        wanted: dict[Lang, dict[_Key, None]] = defaultdict(dict)
        arounds: dict[_Key, Around] = {}
        for words, beside in map(self._keys, places):
            if words not in self._features:
                wanted[words[1]][words] = None
            if beside not in self._arounds and beside not in arounds:
                arounds[beside] = Around(*beside)
        for lang, keys in wanted.items():
            asked = [(words, published) for words, _, published in keys]
            self._features |= zip(keys, features_by_day(asked, lang), strict=True)
        Around.read(arounds.values())
        for beside, around in arounds.items():
            self._arounds[beside] = self._same.setdefault((beside[0], id(around.features)), around)

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

    def _keys(self, place: int) -> tuple[_Key, _Key]:
        """Return what a claim's words, and what stands around it, are known by."""
        claim = self._claims[place]
        lang, published = claim.paper.lang, claim.paper.published
        return (claim.words, lang, published), (claim.context, lang, published)
