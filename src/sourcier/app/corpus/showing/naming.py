"""Are two claims about one: does each name what the other names, in its own words or in its article's?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from sourcier.app.corpus.showing.around import parts
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.vocabulary import rows
from sourcier.assessment.factchecks.translated import is_translated
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold, patterns, stem
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.names import is_met, same
from sourcier.assessment.vetoes.records import Named
from sourcier.core.testimony import Veto, VetoKind

FEWEST_TERMS = 3
"""Words with a meaning of their own that a claim without any name must have: "la hausse atteint 3 %" is of anything."""
START = 3
"""Letters that a place and its people begin with alike, where demonyms.tsv has neither."""
SHORTEST = 4
"""Letters of a town's name that is looked for in its people's."""
INHABITANTS = re.compile(r"n?(?:ais|aise|e?ois|e?oise|ien|ienne|in|ine|ain|aine|an|ane|on|onne)s?")
"""Endings by which French makes the people of a town of its name."""
ADMINISTRATIONS = frozenset("city council county borough town ville mairie commune conseil municipal".split())
"""Of a name of several words, those that say only who runs the place."""
NAMING = frozenset({VetoKind.PLACE, VetoKind.PERSON, VetoKind.NAME})
SENSES = {"bilingual": "sense", "concepts": "concept"}


def are_about_one(one: Read, other: Read, *, is_anchored: bool) -> bool:
    """Say whether both claims name what they are about, or stand in articles that do, and name nothing else.

    Args:
        one: A claim.
        other: Another.
        is_anchored: Figures and times agree that hardly agree by chance: claims that name nobody can be one, whatever
            their articles name, unless those name two.
    """
    if one.whole.has_open_pronoun or other.whole.has_open_pronoun:
        return False
    sides = ((one, other), (other, one))
    is_named = bool(one.frame.names or other.frame.names)
    for here, there in sides:
        for word in here.capitals:
            is_said = _are_said(word, there)
            if not is_said and one.whole.lang == other.whole.lang and not ADMINISTRATIONS.issuperset(word):
                return False
            is_named = is_named or is_said
    if not all(_is_named(name, here, there) for here, there in sides for name in here.frame.names):
        return False
    if is_named:
        return True
    if min(len(set(terms(each.frame.text))) for each in (one, other)) < FEWEST_TERMS:
        return False
    if not is_anchored and one.whole.lang == other.whole.lang and one.around.starts.isdisjoint(other.around.starts):
        return False  # before either article is read for its names
    ours, theirs = one.around.features, other.around.features
    alone = [[name for name in a.names if not is_met(name, b)] for a, b in ((ours, theirs), (theirs, ours))]
    return not all(alone) and (is_anchored or any(is_met(name, theirs) for name in ours.names))


def share_a_name(one: Read, other: Read) -> bool:
    """Say whether one of two claims names what the other does, or its article, and not each what the other lacks."""
    sides = ((one, other), (other, one))
    lacking = [[name for name in here.frame.names if not _is_named(name, here, there)] for here, there in sides]
    if all(lacking):
        return False
    return any(
        len(lacking[at]) < len(here.frame.names) or any(_are_said(word, there) for word in here.capitals)
        for at, (here, there) in enumerate(sides)
    ) or not one.around.starts.isdisjoint(other.around.starts)


def _is_named(name: Named, here: Read, there: Read) -> bool:
    """Say whether a name is met in a claim or around it; of "pont de Sainte-Aure", what has a capital is the name."""
    is_literal = name.kind is not VetoKind.PERSON and there.whole.words.issuperset(name.words)
    if is_literal or is_met(name, there.whole):
        return True
    own = [part for word in name.text.split() if word[:1].isupper() for part in parts(word)]
    saying = [part for part in own if part not in ADMINISTRATIONS] or own
    if saying and _are_said(saying, there):
        return True
    texts = (here.whole, there.whole)
    if here.whole.lang != there.whole.lang and (
        any(are_one_name(name, here.whole, each, there.whole) for each in there.whole.names)
        or (not name.ids and _are_common(own, *texts))
    ):
        return True
    return there.around.may_name(name, here.whole.lang) and is_met(name, there.around.features)


def are_one_name(name: Named, text: Features, other: Named, there: Features) -> bool:
    """Say whether two names in two claims can be of one thing: Paris speaks for France."""
    return same(name, other) or are_one_bearer(name, text, other, there)


def are_one_bearer(name: Named, text: Features, other: Named, there: Features) -> bool:
    """Say whether two names in two claims name one and the same."""
    if name.words == other.words or (name.ids and name.ids == other.ids):
        return True
    if any(is_of(a, b) for a in name.words for b in other.words):
        return True
    return text.lang != there.lang and is_translated(Veto(VetoKind.PLACE, name.text, other.text), text, there)


def _are_common(words: Sequence[str], ours: Features, theirs: Features) -> bool:
    """Say whether what a reader took for a name are words that both languages have: "Solar", "Cour suprême"."""
    others = senses_of([fold(token) for token in theirs.tokens], theirs)
    return bool(words) and all(word in theirs.words or senses_of([word], ours) & others for word in words)


def senses_of(words: Sequence[str], text: Features) -> set[str]:
    """Return what words of a text's language may mean in both languages."""
    return {meaning for table, key in SENSES.items() for _, _, meaning in patterns(table, key, text.lang).find(words)}


def _are_said(words: Sequence[str], there: Read) -> bool:
    """Say whether a claim, or what stands around it, has some words, or their people: "Rennes", "rennais"."""
    whole = there.whole.words
    return all(
        word in whole
        or word in there.around.words
        or any(is_of(word, other) for other in whole if other[:START] == word[:START] or _forms(word))
        for word in words
    )


@lru_cache(maxsize=65536)
def is_of(place: str, word: str) -> bool:
    """Say whether of two folded words one is a place and the other its people, or what is theirs.

    >>> is_of("rennes", "rennais"), is_of("toulousaines", "toulouse"), is_of("england", "english")
    (True, True, True)
    >>> is_of("rennes", "rentes"), is_of("lens", "lensois"), is_of("lille", "lillois")
    (False, True, True)
    """
    return (
        stem(place) == stem(word)
        or bool(_forms(place) & _forms(word))
        or _is_inhabitant(place, word)
        or _is_inhabitant(word, place)
    )


def is_one_place(veto: Veto) -> bool:
    """Say whether what stands for a difference is a place and its people, or what is theirs."""
    sides = [list(parts(side)) for side in (veto.claim_side, veto.evidence_side)]
    return veto.kind in NAMING and all(map(len, sides)) and all(any(is_of(a, b) for b in sides[1]) for a in sides[0])


def _is_inhabitant(place: str, word: str) -> bool:
    bases = {place, place.rstrip("s"), place.rstrip("s").rstrip("e")} if len(place) >= SHORTEST else set()
    return any(word.startswith(base) and INHABITANTS.fullmatch(word[len(base) :]) for base in bases)


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """Return the names of which a word is a form."""
    return frozenset(
        name
        for name, forms in _demonyms()
        for form in forms
        if word == form or (form.endswith("*") and word.startswith(form[:-1]))
    )


@cache
def _demonyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["name"], tuple(row["forms"].split())) for row in rows("demonyms"))
