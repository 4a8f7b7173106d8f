"""What two claims speak of, by their common nouns: the same frame around another thing is another claim.

"The prefect has banned hunting" and "The prefect has banned camping" share all but one word. Two claims are of two
matters where each has a noun for which the other has nothing: no word of one root, none that stands for it, none whose
vector lies near.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

from sourcier.assessment.factchecks.kin import are_kin
from sourcier.assessment.factchecks.words import root, terms
from sourcier.assessment.lexicon import fold, stem
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang
from sourcier.core.rows import read_rows
from sourcier.core.testimony import Veto, VetoKind
from sourcier.evidence.encoding import Encoder, Rows, kept_rows

NEAR = 0.37
"""How far the cosine of two words passes the usual, as a share of what is left to 1: from there on they may be one
thing. Of 50 pairs of synonyms 36 pass, of 48 pairs of things that news name side by side 6 ("trains", "buses")."""
REWORDED = 0.25
"""Likewise where each side also has a verb of its own: what is worded anew throughout is so in its nouns."""
POSSESSIVES = frozenset("son sa ses leur leurs his her its their".split())


class Topics:
    """Common nouns of two texts held against each other, with the vectors of one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, Rows] = {}

    def differences(self, claim: Features, reviewed: Features) -> list[Veto]:
        """Return the noun on either side that the other has nothing for, where there is one on both."""
        ours, theirs = _alone(claim, reviewed), _alone(reviewed, claim)
        left, right = _nouns(claim, ours), _nouns(reviewed, theirs)
        if bool(left) != bool(right) and not (_says(claim, ours) or _says(reviewed, theirs)):
            left, right = left or _telling(claim, ours), right or _telling(reviewed, theirs)
        if claim.lang != reviewed.lang:
            return []
        if left and not right and (word := _possessive(reviewed)) and not _possessive(claim):
            return [Veto(VetoKind.TOPIC, left[0], word)]
        if right and not left and (word := _possessive(claim)) and not _possessive(reviewed):
            return [Veto(VetoKind.TOPIC, word, right[0])]
        if not (left and right):
            return []
        near = REWORDED if _says(claim, ours) and _says(reviewed, theirs) else NEAR
        if self.likeness(" ".join(left).lower(), " ".join(right).lower()) >= near:
            return []
        far = [word for word in left if not any(self.likeness(word.lower(), other.lower()) >= near for other in theirs)]
        other = [word for word in right if not any(self.likeness(word.lower(), one.lower()) >= near for one in ours)]
        return [Veto(VetoKind.TOPIC, far[0], other[0])] if far and other else []

    def likeness(self, one: str, other: str) -> float:
        """Return how far the cosine of two texts passes that of unrelated words, as a share of what is left to 1."""
        cosine = float(self._row(one) @ self._row(other))
        return (cosine - self._usual) / (1 - self._usual)

    def _row(self, words: str) -> Rows:
        if words not in self._rows:
            self._rows[words] = _unit(self._encoder.encode([words]))[0]
        return self._rows[words]

    @cached_property
    def _usual(self) -> float:
        """Return the mean cosine of two words about different things: how near any two words lie."""
        unrelated = [word for _, words in read_rows(__package__, "unrelated.tsv") for word in words.split()]
        rows = _unit(kept_rows(self._encoder, unrelated))
        cosines = rows @ rows.T
        count = len(rows)
        return float((cosines.sum() - cosines.trace()) / (count * (count - 1)))


def _unit(rows: Rows) -> Rows:
    import numpy as np  # noqa: PLC0415 - claims without a likely fact-check do not need it

    unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _possessive(text: Features) -> str:
    """Return the possessive that a text begins with, and whose owner it does not name; empty for none."""
    first = text.tokens[0] if text.tokens else ""
    return " ".join(text.tokens[:2]) if fold(first) in POSSESSIVES else ""


def _nouns(text: Features, words: Sequence[str]) -> list[str]:
    """Return the common nouns among some words of a text that say what it is about."""
    named = {word for name in text.names for word in name.text.split()}
    titles = _titles(text)
    return [
        word
        for word in words
        if (word in text.nouns or (word.isupper() and len(word) > 1 and word not in named))
        and word not in titles
        and stem(fold(word)) not in _light(text.lang)
    ]


def _telling(text: Features, words: Sequence[str]) -> list[str]:
    """Return what stands for a noun where all else is alike: "night lines", "school lines", "lignes scolaires"."""
    return [word for word in words if word.islower() and stem(fold(word)) not in _light(text.lang)]


def _says(text: Features, words: Sequence[str]) -> bool:
    """Say whether a predicate is among some words of a text."""
    return any(part in words for one in text.said for part in one.text.split())


def _titles(text: Features) -> set[str]:
    """Return the nouns that stand before a name: "the singer Lola Brunel" may be "Lola Brunel" elsewhere."""
    return {word for word, name in pairwise(text.tokens) if name[:1].isupper()}


def _alone(text: Features, other: Features) -> list[str]:
    """Return the words with a meaning of their own that nothing in another text answers to, names left out."""
    theirs = [word for token in other.tokens for word in terms(token)]
    folded = [fold(token) for token in other.tokens]
    groups = {group for word in folded for group in _groups(other.lang).get(stem(word), ())}
    return [
        token
        for token in text.tokens
        if token[0].isalpha()
        and (own := terms(token) or ([root(fold(token))] if token in text.nouns else []))
        and not any(are_kin(one, word) for one in own for word in theirs)
        and groups.isdisjoint(_groups(text.lang).get(stem(fold(token)), ()))
    ]


@cache
def _light(lang: Lang) -> frozenset[str]:
    return frozenset(form for word in _table("light_nouns", lang)[0] for form in _forms(word))


@cache
def _groups(lang: Lang) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(_table("counterparts", lang)):
        for form in {form for word in group for form in _forms(word)}:
            found[form] = (*found.get(form, ()), number)
    return found


def _forms(singular: str) -> set[str]:
    return {stem(singular), stem(f"{singular}s"), stem(f"{singular}x")}


def _table(name: str, lang: Lang) -> list[list[str]]:
    return [words.split() for known, words in read_rows(__package__, f"{name}.tsv") if known == lang]
