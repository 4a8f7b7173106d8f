"""Who does it to whom: what both claims name, in one order or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.app.corpus.showing.naming import are_one_bearer
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.records import Named

PASSIVE = {"fr": frozenset({"par"}), "en": frozenset({"by"})}
PLACING = {
    "fr": frozenset("à au aux en dans chez sur de du d des".split()),
    "en": frozenset("in at on near from of for to".split()),
}
"""Before a name these tell where it is, whose, or to whom: it may stand anywhere."""
BE = frozenset("ete est sont etait etaient is are was were been being be".split())
ARTICLES = frozenset("le la les l the".split())


def are_in_one_order(one: Features, other: Features) -> bool:
    """Say whether nobody who acts in one claim is acted upon in the other; a passive turns the two."""
    return not (_are_names_turned(one, other) or _are_words_turned(one, other))


def _are_names_turned(one: Features, other: Features) -> bool:
    ours, theirs = list(_placed(one)), list(_placed(other))
    shared = [
        (at, place, is_ours, is_theirs)
        for at, (name, is_ours) in enumerate(ours)
        for place, (each, is_theirs) in enumerate(theirs)
        if are_one_bearer(name, one, each, other)
    ]
    pairs = [(a, b) for a in shared for b in shared if a[0] < b[0] and a[1] != b[1]]
    if any(a[2] != b[2] and (a[2], b[2]) == (b[3], a[3]) for a, b in pairs):
        return True  # "sold to" the one, and "sold to" the other
    acting = [(a, b) for a, b in pairs if not (a[2] or b[2] or a[3] or b[3])]
    return bool(acting) and any(a[1] > b[1] for a, b in acting) != (_is_passive(one) != _is_passive(other))


def _placed(text: Features) -> Iterator[tuple[Named, bool]]:
    """Yield the names of a claim in order, with whether a preposition stands before; what is theirs names nobody."""
    places = sorted((text.text.find(name.text), at) for at, name in enumerate(text.names) if not name.is_adjective)
    for start, at in places:
        name = text.names[at]
        after = text.text[start + len(name.text) :].replace("’", "'")
        if start < 0 or after.startswith(("'s", "' ")):
            continue
        before = [
            word
            for word in text.text[:start].lower().replace("’", " ").replace("'", " ").split()
            if word not in ARTICLES
        ]
        yield name, bool(before) and before[-1] in PLACING[text.lang]


def _is_passive(text: Features) -> bool:
    return not PASSIVE[text.lang].isdisjoint(fold(token) for token in text.tokens)


def _may_be_passive(text: Features) -> bool:
    return _is_passive(text) or not BE.isdisjoint(fold(token) for token in text.tokens)


def _are_words_turned(one: Features, other: Features) -> bool:
    """Say whether of two claims around one verb each has before it what the other has behind it."""
    if one.lang != other.lang or _may_be_passive(one) != _may_be_passive(other):
        return False
    ours, theirs = _around_the_verb(one), _around_the_verb(other)
    if ours is None or theirs is None or ours[1] != theirs[1]:
        return False
    (before, _, behind), (first, _, last) = ours, theirs
    return bool((before - behind) & (last - first)) and bool((behind - before) & (first - last))


def _around_the_verb(text: Features) -> tuple[frozenset[str], str, frozenset[str]] | None:
    """Return what says something before and behind the main predicate."""
    main = next((said for said in text.said if said.is_main), None)
    at = text.text.find(main.text) if main else -1
    if main is None or at < 0:
        return None
    left, right = (frozenset(terms(part)) for part in (text.text[:at], text.text[at + len(main.text) :]))
    return left, " ".join(terms(main.text)), right
