"""Which fact-checks of a library check the same claim, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sourcier.assessment.factchecks.ranking import probability, weights
from sourcier.assessment.factchecks.rarity import Rarity
from sourcier.assessment.factchecks.traits import Asked, Candidate, traits
from sourcier.assessment.factchecks.usual import FactChecks, Usual
from sourcier.assessment.factchecks.words import plain, read, terms
from sourcier.core.article import Lang
from sourcier.core.library import FactCheck
from sourcier.evidence.library.search import Hit, Query

CANDIDATES = 50
"""Of the search, weighed one by one: with fewer, matches are missed; with more, none is gained."""
COUNTED = 20_000
"""Fact-checks in which words are counted: a second's work, and more would move no weight."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact-check, and how likely it is that it checks the same claim."""

    factcheck: FactCheck
    probability: float
    """That it checks the same claim."""
    order: float
    """What candidates of one list are ordered by."""
    shared: float
    """Share of its words' weight that the claim has."""
    twins: tuple[FactCheck, ...]
    """The same words declared several times by one publisher, itself among them; the first stands for all."""


class Matcher:
    """A library's fact-checks, their words counted once."""

    def __init__(self, library: FactChecks) -> None:
        self._library = library
        self._usual = Usual(library)
        first = islice(library.factchecks(), COUNTED)
        self._rarity = Rarity.of([*terms(one.claim), *terms(one.title or "")] for one in first)

    def __len__(self) -> int:
        return self._rarity.texts

    def find(self, text: str, lang: Lang, *, numbers: Sequence[str] = (), names: Sequence[str] = ()) -> list[Match]:
        """Return the candidates for a claim, or a post that makes one, best first: its own language, then the other.

        Args:
            text: The claim, or the post as its author wrote it.
            lang: Its language; fact-checks in both are found.
            numbers: Plain decimals that a fact-check should hold.
            names: Names likewise, as they are written.
        """
        candidates = self.candidates(text, lang, numbers=numbers, names=names)
        found = []
        for candidate, own in zip(candidates, self.traits(text, candidates), strict=True):
            sure = probability(weights("within" if candidate.lang == lang else "across").odds(own))
            # Words tell little across languages: there, what decides also orders, on a scale that lies lower.
            order = weights("order").odds(own) if candidate.lang == lang else weights("across").odds(own)
            found += [
                Match(each, round(sure, 4), round(order, 6), own["claim_covered"], candidate.factchecks)
                for each in candidate.factchecks
            ]
        return sorted(found, key=lambda match: (-match.order, *_order(match.factcheck)))

    def candidates(
        self, text: str, lang: Lang, *, numbers: Sequence[str] = (), names: Sequence[str] = ()
    ) -> list[Candidate]:
        """Return what the search finds for a text."""
        query = Query(plain(text), lang, numbers=tuple(numbers), names=tuple(names), limit=CANDIDATES)
        usual = self._usual.of(text, lang)
        twins: dict[tuple[object, ...], list[Hit[FactCheck]]] = {}
        for hit in self._library.search_factchecks(query):
            claim, title = read(hit.item.claim), read(hit.item.title or "")
            twins.setdefault((hit.item.publisher, hit.item.lang, claim.terms, title.terms), []).append(hit)
        return [_candidate(hits, usual) for hits in twins.values()]

    def traits(self, text: str, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
        """Return the traits of each candidate for a text."""
        return traits(Asked.of(text), candidates, self._rarity)


def _candidate(hits: Sequence[Hit[FactCheck]], usual: Mapping[str, float]) -> Candidate:
    """Return twins as one: as near as the nearest of them."""
    first, *others = sorted((hit.item for hit in hits), key=_order)
    cosines = [signal.value for hit in hits for signal in hit.signals if signal.name == "cosine"]
    return Candidate(
        factchecks=(first, *others),
        claim=read(first.claim),
        title=read(first.title or ""),
        cosine=max(cosines, default=None),
        usual=max(usual[hit.item.id] for hit in hits),
    )


def _order(factcheck: FactCheck) -> tuple[int, str]:
    """Return what orders equal ones: their ids, numbers by their size."""
    return (len(factcheck.id), factcheck.id)
