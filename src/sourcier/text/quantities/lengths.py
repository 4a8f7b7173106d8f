"""Tell lengths of time that are the point from hours, from ages, and from those that only place an event."""

from __future__ import annotations

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import WORD
from sourcier.text.quantities.page import Found, Page

OLDEST = 120
_OF = frozenset({"de", "d'", "of"})
_LIVING = frozenset({"espérance", "longévité"})
"""Words for how long a people lives, before "à" and years."""


def is_clock(page: Page, found: Found) -> bool:
    """Say whether hours are a time of day: "à 20 heures", "le journal de vingt heures"."""
    if found.unit != "h" or found.highest > 24:
        return False
    if page.clock_end == found.first - 1 and page.atoms.word(found.first - 1) in {"et", "à", "and", "to", "-", "–"}:
        return True
    if page.starts_role("daypart", found.last):
        return True
    cue = page.atoms.word(found.first - 1)
    if page.words.lang == "fr" and cue == "le":
        return True  # "le 20 heures de la première chaîne"
    if page.words.lang == "en" or page.atoms.word(found.last) in _OF:
        return False
    if cue in {"du", "au"} or (cue == "de" and page.words.is_role("timetable", page.atoms.word(found.first - 2))):
        return True  # "le journal de vingt heures"
    return page.has_role("clock", ending=found.first) or (found.upper is not None and cue in {"de", "entre"})


def is_age(page: Page, found: Found) -> bool:
    """Say whether years are an age: "âgé de 40 ans", "Jean Roy, 40 ans,"."""
    atoms, first = page.atoms, found.first
    if page.starts_role("age-after", found.last):
        return True
    if found.unit != "a" or found.highest > OLDEST or atoms.word(found.last) in _OF:
        return False
    if page.has_role("lasting", ending=first) or _is_reached(page, first) or _is_length_of_lives(page, found):
        return False  # "has ruled for over 20 years"
    if any(page.has_role("age-before", ending=at) for at in (first, found.numeral.first)):
        return page.words.lang == "fr" or atoms.word(first - 1) not in {"at", "over", "under"}
    if page.words.lang == "en":
        return False
    before = atoms.word(first - 1)
    if page.has_role("age-verb", ending=first):
        return True
    if before in {",", "("} and (atoms.word(found.last) in {",", ")", "."} or atoms.kind(found.last) != WORD):
        return page.pos(first - 2) in {"PROPN", "NOUN", "ADJ"}
    if before in {"de", "d'", "et"} and page.pos(first - 2) in {"NOUN", "ADJ", "PROPN"}:
        return not any(page.words.is_role("span-noun", atoms.word(at)) for at in range(first - 4, first - 1))
    return False


def _is_reached(page: Page, first: int) -> bool:
    """Say whether "à" leads to a new length, or to the end of a range: "ramenée à cinq ans", "un à quatre ans"."""
    if page.atoms.word(first - 1) != "à":
        return False
    if page.found and page.found[-1].kind == "time" and page.found[-1].last == first - 1:
        return True
    token = page.token(first - 2)
    return token is not None and token.pos_ == "VERB" and page.words.is_role("prolonging", token.lower_)


def _is_length_of_lives(page: Page, found: Found) -> bool:
    """Say whether years are how long a people lives: "l’espérance de vie ressort à 84,7 ans"."""
    atoms, first = page.atoms, found.first
    if atoms.word(first - 1) not in {"à", "de", "d'"}:
        return False
    sentence = page.sentence(first)
    for at in range(first - 2, -1, -1):
        if page.sentence(at) != sentence or atoms.word(at) in {";", ":"}:
            return False
        if atoms.word(at) in _LIVING:
            return True
    return False


def is_placed(page: Page, found: Found) -> bool:
    """Say whether a length of time only places an event: "depuis huit jours", "three years ago"."""
    atoms, first = page.atoms, found.first
    if page.has_role("lasting", ending=first) or _is_of_span(page, first):
        return False
    if atoms.word(first - 1) == "last" and page.pos(first - 1) in {"VERB", "AUX"}:
        return False  # "it will last five hours"
    if page.starts_role("placed-after", found.last):
        return True
    if atoms.word(first) in {"over", "sous"}:
        return not page.has_role("lasting", ending=first)
    if not page.has_role("placed-before", ending=first):
        return False
    cue = atoms.word(first - 1)
    if found.unit == "s" and cue in {"en", "in"}:
        return False  # "in 49.3 seconds" tells how fast
    if cue == "passé" and page.pos(first - 2) in {"AUX", "ADV"}:
        return False  # "elle aura passé seize ans à la mairie"
    if cue in {"dans", "in"} and page.words.lang == ("fr" if cue == "dans" else "en"):
        # "dans six ou dix mois" gives a length; "dans six mois", a time.
        return found.upper is None and found.comparator is Comparator.EQ
    if cue in {"après", "after", "les", "des", "aux", "the", "avant"}:
        return atoms.word(found.last) not in _OF
    return True


def _is_of_span(page: Page, first: int) -> bool:
    """Say whether a length of time belongs to what lasts: "une suspension de deux ans"."""
    return page.atoms.word(first - 1) in {"de", "d'"} and any(
        page.words.is_role("span-noun", page.atoms.word(at)) for at in (first - 2, first - 3)
    )


def is_span_of_lives(page: Page, found: Found) -> bool:
    """Say whether generations only place an event: "in three generations"."""
    is_span = found.unit is not None and page.words.is_role("lifetime", found.unit.lower())
    return is_span and page.has_role("placed-before", ending=found.first)
