"""How claims stand to each other: each two readings are compared once, however many articles have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcier.app.corpus.showing.neighbours import Pairs, each
from sourcier.app.corpus.showing.reader import Reader
from sourcier.app.corpus.showing.records import Stated, Tie
from sourcier.app.corpus.showing.telling import Teller

_HALF = 32
"""Bits of each of two numbers that are kept as one: a million of them take half the memory of pairs."""


class Ties:
    """The ties of some claims, given by their places."""

    def __init__(self, claims: Sequence[Stated], teller: Teller, text_of: Mapping[str, str]) -> None:
        self._claims, self._teller, self._text_of = claims, teller, text_of
        self._reader = Reader(claims)
        self._anywhere: dict[int, Tie] = {}
        """Of two wordings, their numbers put together, where nothing was asked of what stands around them."""
        self._here: dict[int, Tie] = {}
        """Of two readings."""
        self._likenesses: dict[int, float | None] = {}
        """Of two readings, where it was asked for."""

    def read(self, pairs: Pairs) -> None:
        """Read at once the claims of which more than the article or the words must be known."""
        wanted = {at for pair in each(pairs) if self._plain(*pair) is None for at in pair}
        self._reader.read(sorted(wanted))

    def tie(self, one: int, other: int) -> Tie:
        """Say how two claims stand to each other."""
        plain = self._plain(one, other)
        if plain is not None:
            return plain
        (our_words, ours), (their_words, theirs) = sorted((self._reader.numbers(one), self._reader.numbers(other)))
        words, here = _both(our_words, their_words), _both(ours, theirs)
        found = self._anywhere.get(words, self._here.get(here))
        if found is None:
            left, right = self._reader.reading(ours), self._reader.reading(theirs)
            left.around.is_asked = right.around.is_asked = False
            found = self._teller.tie(left, right)
            if left.around.is_asked or right.around.is_asked:
                self._here[here] = found
            else:
                self._anywhere[words] = found
        return found

    def likeness(self, one: int, other: int) -> float | None:
        """Return how likely it is that two claims of two texts are one that nothing joins; None where it is not."""
        if self._plain(one, other) is not None or self._are_of_one_text(one, other):
            return None
        ours, theirs = sorted(self._reader.numbers(at)[1] for at in (one, other))
        here = _both(ours, theirs)
        if here not in self._likenesses:
            self._likenesses[here] = self._teller.likeness(self._reader.reading(ours), self._reader.reading(theirs))
        return self._likenesses[here]

    def text_of(self, claim: Stated) -> str:
        """Return the article that stands for the text of a claim."""
        return self._text_of[claim.paper.id]

    def _plain(self, one: int, other: int) -> Tie | None:
        """Return what the articles and the words themselves tell; None where the claims must be read."""
        ours, theirs = self._claims[one], self._claims[other]
        if ours.paper.id == theirs.paper.id or ours.polarity != theirs.polarity:
            # An article that gives two figures for one thing compares them ("24 millions au lieu de 31"): no drift.
            return Tie.SAME if ours.words == theirs.words else Tie.OTHER
        if ours.words == theirs.words and self._are_of_one_text(one, other):
            return Tie.SAME
        return None

    def _are_of_one_text(self, one: int, other: int) -> bool:
        return self.text_of(self._claims[one]) == self.text_of(self._claims[other])


def _both(one: int, other: int) -> int:
    return one << _HALF | other
