"""Pairs of which no outward feature of the claim tells the label: measured, thinned until it is so, refused otherwise.

A feature tells nothing of two labels when a pair of the one has more of it than a pair of the other half the time: that
share (the area under the curve, 0.5 at best) is what is bounded.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from sourcier.assessment.entailment.alignment import Word, aligned, words_of
from sourcier.assessment.entailment.reading import tidied

TELLING = ("word", "name", "figure", "year", "month")
NEGATION = re.compile(r"\b(?:n[e'’]|ni|sans|aucune?|jamais|not|no|never|without)\b|n't\b", re.IGNORECASE)
SIDES_BOUND = 0.05
OPEN_BOUND = 0.15
"""How far from 0.5 a feature's share may be: between supported and refuted, between these two and left open."""
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.99, 1.01)
LONG = 10
"""Words from which a claim counts as long."""


@cache
def _words(text: str) -> list[Word]:
    return words_of(tidied(text))


@cache
def _shared(passage: str, claim: str) -> float:
    """Return the share of a claim's words, grammar left out, that a passage has."""
    words = words_of(tidied(claim))
    marks, _ = aligned(words, _words(passage))
    links = [bool(link) for word, (_, link) in zip(words, marks, strict=True) if word.sort in TELLING]
    return sum(links) / len(links) if links else 0.0


def features(pair: Pair) -> dict[str, float]:
    """Return what can be seen of a pair without reading it; its group is the passage without what stands around.

    >>> features(Pair("Il pleut à Metz.", "Il ne pleut pas à Metz.", REFUTED, "", "Il pleut à Metz."))["denied"]
    1.0
    """
    return {
        "words shared": _shared(pair.group, pair.hypothesis),
        "denied": float(bool(NEGATION.search(pair.hypothesis))),
        "length": float(len(pair.hypothesis.split())),
        "has a figure": float(bool(re.search(r"\d", pair.hypothesis))),
    }


def share_above(some: Sequence[float], others: Sequence[float]) -> float:
    """Return how often one of `some` is above one of `others`, half of those that are alike among them.

    >>> share_above([1, 2], [1, 0])
    0.875
    """
    sides = np.array(some), np.sort(np.array(others))
    below = np.searchsorted(sides[1], sides[0], "left") + np.searchsorted(sides[1], sides[0], "right")
    return float(below.mean() / 2 / len(others))


def balanced(pairs: Iterable[Pair], seed: int) -> list[Pair]:
    """Return as many supported as refuted pairs among those that look alike, and no more left open than of each.

    Alike are pairs of the same languages, with about the same share of words in common, denied or not, long or not,
    with or without a figure.
    """
    rng = random.Random(seed)
    alike: defaultdict[tuple[object, ...], defaultdict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        seen = features(pair)
        step = int(np.digitize(seen["words shared"], STEPS))
        look = (pair.lang, step, seen["denied"], seen["has a figure"], seen["length"] >= LONG)
        alike[look][pair.label].append(pair)
    kept: list[Pair] = []
    for _, of in sorted(alike.items()):
        most = min(len(of[SUPPORTED]), len(of[REFUTED]))
        kept += [pair for label in (SUPPORTED, REFUTED) for pair in rng.sample(of[label], most)]
        kept += rng.sample(of[NOT_ENOUGH], min(len(of[NOT_ENOUGH]), OPEN_MOST * most))
    rng.shuffle(kept)
    return kept


OPEN_MOST = 1
"""Pairs left open for each supported one that looks alike, at most."""


def measured(pairs: Sequence[Pair]) -> dict[tuple[str, str], float]:
    """Return, by feature and by "sides" or "open", how often refuted is above supported, open above both."""
    seen = [(pair.label, features(pair)) for pair in pairs]

    def of(feature: str, *labels: str) -> list[float]:
        return [found[feature] for label, found in seen if label in labels]

    return {
        (feature, what): share_above(of(feature, *some), of(feature, *others))
        for feature in seen[0][1]
        for what, some, others in (
            ("sides", (REFUTED,), (SUPPORTED,)),
            ("open", (NOT_ENOUGH,), (SUPPORTED, REFUTED)),
        )
    }


def refuse_telling(pairs: Sequence[Pair]) -> None:
    """Print what each feature tells, in each pair of languages; `ValueError` where one tells too much in French."""
    for lang in sorted({pair.lang for pair in pairs}):
        shares = measured([pair for pair in pairs if pair.lang == lang])
        print(lang, {" ".join(key): round(share, 2) for key, share in shares.items()})
        bounds = {"sides": SIDES_BOUND, "open": OPEN_BOUND}
        telling = [key for key, share in shares.items() if abs(share - 0.5) > bounds[key[1]]]
        if telling and lang == "fr-fr":
            raise ValueError(f"{lang}: {telling} tells the label")
