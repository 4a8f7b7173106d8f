"""The same words the other way round: who does it and to whom, the most and the least, who buys and who sells."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold, stem
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.records import Said
from sourcier.core.testimony import Veto, VetoKind

CONVERSE = ({"buy", "sell"}, {"give", "receive"}, {"send", "receive"})
"""Names of rows of data/opposites.tsv whose subjects stand on the two sides of one act."""
BY = frozenset({"par", "by"})
THAN = frozenset({"que", "qu", "qu'", "qu’", "than"})
BE = frozenset("ete est sont etait etaient sera seront serait fut furent is are was were be been being".split())
MOST, LEAST = frozenset({"plus", "most", "more"}), frozenset({"moins", "least", "less", "fewer"})
BOUNDING = frozenset({"au", "at", "du", "d", "ou", "or", "more", "plus", "ni", "en", "de"})
"""Before or after "moins", "plus" they bound a figure or add something: "au moins", "plus ou moins", "en plus"."""


def turned(claim: Features, reviewed: Features) -> Iterator[Veto]:
    """Yield what makes one statement the other's reverse, though it has the same words; of one language each."""
    if claim.lang != reviewed.lang:
        return
    ours, theirs = _main(claim), _main(reviewed)
    if ours is None or theirs is None:
        return
    one, other = _across(claim, ours.text.split()), _across(reviewed, theirs.text.split())
    is_of_one_voice = _is_passive(claim, ours) == _is_passive(reviewed, theirs)
    if {ours.meaning, theirs.meaning} in CONVERSE and is_of_one_voice and one[0] & other[0]:
        yield Veto(VetoKind.ROLE, ours.text, theirs.text)
    elif _are_exchanged(_across(claim, THAN), _across(reviewed, THAN)) or (
        stem(fold(ours.text)) == stem(fold(theirs.text)) and is_of_one_voice and _are_exchanged(one, other)
    ):
        yield Veto(VetoKind.ROLE, claim.text, reviewed.text)
    more, less = _degree(claim), _degree(reviewed)
    if more and less and (more in MOST) != (less in MOST):
        yield Veto(VetoKind.POLARITY, more, less)


def _main(text: Features) -> Said | None:
    return next((one for one in text.said if one.is_main), next(iter(text.said), None))


_Sides = tuple[frozenset[str], frozenset[str]]


def _are_exchanged(one: _Sides, other: _Sides) -> bool:
    """Say whether something stands before on one side and after on the other, and the other way round."""
    (before, after), (first, last) = one, other
    return bool(before & last) and bool(after & first) and not (before & first and after & last)


def _across(text: Features, middle: Collection[str]) -> _Sides:
    """Return the words with a meaning of their own before and after the first of some words; none where none stands."""
    at = next((at for at, word in enumerate(text.tokens) if word in middle), None)
    if at is None:
        return frozenset(), frozenset()
    left = frozenset(term for word in text.tokens[:at] for term in terms(word))
    right = frozenset(term for word in text.tokens[at + 1 :] if word not in middle for term in terms(word))
    return left - right, right - left


def _is_passive(text: Features, said: Said) -> bool:
    """Say whether "by" stands in a text, or a form of "be" before its predicate."""
    words = [fold(word) for word in text.tokens]
    at = next((at for at, word in enumerate(text.tokens) if word in said.text.split()), 0)
    return not BY.isdisjoint(words) or not BE.isdisjoint(words[max(at - 2, 0) : at])


def _degree(text: Features) -> str:
    """Return the one word of more or of less in a text; empty where there is none, or where it bounds a figure."""
    words = [fold(word) for word in text.tokens]
    found = [
        word
        for at, word in enumerate(words)
        if word in MOST | LEAST
        and (at == 0 or words[at - 1] not in BOUNDING)
        and (at + 1 == len(words) or (words[at + 1] not in BOUNDING | {"than"} and not words[at + 1][:1].isdigit()))
    ]
    return found[0] if len(set(found)) == 1 else ""
