"""Names of a text with all they may stand for, and whether two of them can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from sourcier.assessment.lexicon import fold, stem
from sourcier.assessment.vetoes.records import Features, Named
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Lang
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.core.testimony import VetoKind
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.gazetteer.index import NATIONAL, state_of
from sourcier.text.gazetteer.names import key_of
from sourcier.text.gazetteer.spellings import fold as fold_spelling

CITY = frozenset({"city"})
SMALL = words_of("small")
_PLACES = NATIONAL | {"city", "place", "region", "territory"}
_BODIES = frozenset({"organisation", "institution", "armed_group", "group"})
_CODE = re.compile(r"([A-Za-z]{1,6})[-  ]?(\d{1,4})[A-Za-z]?")
AT = {"fr": frozenset({"à"}), "en": frozenset({"in", "near"})}
"""Prepositions that a name of a place follows; "en" and "at" have others as well."""
LANDSCAPE = words_of("landscape")
"""Words inside names of places that every language has its own for."""
ALIKE, MOSTLY_ALIKE = 0.5, 0.7
"""Share of letters that two spellings of one name in two languages have in common, with the same first letter ("Gênes",
"Genoa") and without."""
SHARED = 5
"""Letters at the start of a name that its derived forms keep."""


def names_of(
    mentions: Sequence[Mention],
    words: Sequence[tuple[str, Span]],
    taken: Sequence[Span],
    lang: Lang,
    gazetteer: Gazetteer,
) -> Iterator[Named]:
    """Yield the names of a text.

    A name that the packs do not know is a place where the words before it say so: "à Brive", "in Leeds"; the models
    take such names for people or overlook them.

    Args:
        mentions: Names as found.
        words: The text's words, with where they stand.
        taken: Spans of times and figures: "in March" is no place.
        lang: Of the text.
        gazetteer: What the names were linked with.
    """
    places = dict(_places(words, taken, lang))
    met = [span for span in places if any(one.span.overlaps(span) for one in mentions)]
    for one in mentions:
        is_place = one.entity_id is None and any(one.span.overlaps(span) for span in met)
        if is_place and not (one.kind == "person" and " " in one.text):
            one = replace(one, kind="place")  # noqa: PLW2901 (the same name, better understood)
        yield from _named(one, lang, gazetteer)
    for span, text in places.items():
        if span not in met:
            yield from _named(Mention(span, text, "place"), lang, gazetteer)


def _places(words: Sequence[tuple[str, Span]], taken: Sequence[Span], lang: Lang) -> Iterator[tuple[Span, str]]:
    for (before, _), (word, span) in pairwise(words):
        is_name = len(word) > 2 and word[0].isupper() and not word.isupper()
        if is_name and before in AT[lang] and not any(one.overlaps(span) for one in taken):
            yield span, word


def _named(one: Mention, lang: Lang, gazetteer: Gazetteer) -> Iterator[Named]:
    words = tuple(word for word in map(fold, key_of(one.text)) if word not in SMALL and word.isalnum())
    if not words:
        return
    ids = _ids(one, lang, gazetteer)
    kinds = {gazetteer.kind(each) for each in ids if each in gazetteer.entities}
    yield Named(one.text, _veto_kind(one.kind, kinds), words, ids, _level(one.kind, kinds), one.is_adjective)


def _ids(mention: Mention, lang: Lang, gazetteer: Gazetteer) -> frozenset[str]:
    """Return all that a name may stand for: "Kiev" is the town and its state, "the Kremlin" speaks for Russia."""
    key = key_of(mention.text)
    bearers = gazetteer.names[lang].bearers.get(key, ())
    ids = set(bearers) if mention.entity_id or _is_one_state(bearers, gazetteer) else set()
    if mention.entity_id:
        ids.add(mention.entity_id)
        head = mention.entity_id.split("-")[0].upper()
        if mention.kind == "group" and head in gazetteer.entities:
            ids.add(head)
    ids |= {state for each in list(ids) if (state := state_of(each))}
    return frozenset(ids)


def _is_one_state(bearers: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Say whether a name that the text does not decide can only be one state's."""
    return len(bearers) == 1 and gazetteer.kind(bearers[0]) in NATIONAL


def _veto_kind(kind: str, kinds: set[str]) -> VetoKind:
    if kind == "person" or "person" in kinds:
        return VetoKind.PERSON
    if kind in _PLACES or kinds & _PLACES:
        return VetoKind.PLACE
    return VetoKind.NAME


def _level(kind: str, kinds: set[str]) -> str:
    if kinds & CITY or kind == "city":
        return "city"
    if kinds & NATIONAL:
        return "state" if "state" in kinds else "territory"
    return "body" if kind in _BODIES else kind


def is_met(name: Named, text: Features) -> bool:
    """Say whether a text names the same, by a name of its own or by the words alone."""
    if any(same(name, other) for other in text.names):
        return True
    if name.kind is VetoKind.PERSON and not _first_names_clash(name, text):
        return name.words[-1] in text.words or _spelling(name.words[-1]) in map(_spelling, text.words)
    if name.kind is VetoKind.PERSON:
        return False
    return all(any(_alike(word, other) for other in text.words) for word in name.words) or _is_acronym(name, text)


_spelling = lru_cache(maxsize=65536)(fold_spelling)


def _alike(word: str, other: str) -> bool:
    """Say whether two words are forms of one name: "Québec", "Québécois"; "Grammys", "Grammy"."""
    if word == other or stem(word) == stem(other):
        return True
    return min(len(word), len(other)) >= SHARED and word[:SHARED] == other[:SHARED] and abs(len(word) - len(other)) <= 4


def _first_names_clash(name: Named, text: Features) -> bool:
    return any(
        other.kind is VetoKind.PERSON and other.words[-1] == name.words[-1] and not same(name, other)
        for other in text.names
    )


def _is_acronym(name: Named, text: Features) -> bool:
    initials = "".join(word[0] for word in name.words)
    if len(name.words) > 2 and initials in text.words:
        return True
    if len(name.words) == 1 and name.text.isupper() and len(name.text) > 1:
        return any("".join(word[0] for word in other.words) == name.words[0] for other in text.names)
    return False


def same(one: Named, other: Named) -> bool:
    """Say whether two names can be of one thing."""
    if one.ids & other.ids:
        return True
    if one.words == other.words:
        return True
    if one.kind is VetoKind.PERSON and other.kind is VetoKind.PERSON:
        return _same_person(one.words, other.words)
    if one.ids and other.ids:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    if all(any(_alike(word, each) for each in longer) for word in shorter):
        return True
    return list(map(_spelling, one.words)) == list(map(_spelling, other.words))


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    folded, folded_other = list(map(_spelling, one)), list(map(_spelling, other))
    shorter, longer = sorted((set(folded), set(folded_other)), key=len)
    if shorter <= longer:
        return True
    if min(len(one), len(other)) == 1 or folded[-1] != folded_other[-1]:
        return False
    # One surname with two first names is two people; an initial, or a middle name, is not.
    return _is_initial(folded[0], folded_other[0]) or folded[0] in folded_other or folded_other[0] in folded


def _is_initial(one: str, other: str) -> bool:
    return one[0] == other[0] and min(len(one), len(other)) == 1


def excludes(one: Named, other: Named, *, is_across: bool) -> bool:
    """Say whether a name on one side and another on the other make the two texts differ.

    Args:
        one: A name that the other text lacks.
        other: A name that the first text lacks.
        is_across: The texts are in two languages: names of things are then translated, and prove nothing.
    """
    if one.kind is not other.kind:
        return _is_like_person(one) and _is_like_person(other)
    if one.kind is VetoKind.PERSON:
        return True
    if one.ids and other.ids:
        return one.level == other.level or {one.level, other.level} <= {"city", "state"}
    if one.kind is VetoKind.PLACE and "state" in {one.level, other.level}:
        return False  # a town may lie in the state
    if one.kind is VetoKind.PLACE:
        return not is_across or not _may_be_translated(one, other)
    if not one.level == other.level == "body":
        return False
    return not is_across or (_is_coined(one) and _is_coined(other) and not _may_be_translated(one, other))


def _is_like_person(name: Named) -> bool:
    """Say whether an unknown name may be somebody's, whatever the model takes it for: two words with capitals."""
    parts = name.text.split()
    written = len(parts) == 2 and all(part[0].isupper() and part[1:].islower() for part in parts)
    return not name.ids and name.kind is not VetoKind.PLACE and written


def _is_coined(name: Named) -> bool:
    """Say whether a name is one word with a capital, as brands are: no acronym, no phrase that could be translated."""
    own = [part for part in key_of(name.text) if part[:1].isupper()]
    return len(own) == 1 and not own[0].isupper() and len(own[0]) > 2


def _may_be_translated(one: Named, other: Named) -> bool:
    """Say whether two names may be one in two languages: "Londres", "London"; "mer Noire", "Black Sea"."""
    if any(word in LANDSCAPE for word in (*one.words, *other.words)):
        return True
    ours, theirs = ("".join(map(_spelling, side.words)) for side in (one, other))
    needed = ALIKE if ours[0] == theirs[0] else MOSTLY_ALIKE
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= needed


def codes_of(text: str) -> dict[str, set[str]]:
    """Return names that end in a number, by their letters.

    >>> sorted(codes_of("Des F-16 et un F-35 au G7").items()) == [("F", {"16", "35"}), ("G", {"7"})]
    True
    """
    found: dict[str, set[str]] = {}
    for match in re.finditer(rf"(?<![\w-]){_CODE.pattern}(?![\w])", text):
        if " " not in match[0] and match[1][0].isupper():
            found.setdefault(match[1].upper(), set()).add(match[2])
    return found
