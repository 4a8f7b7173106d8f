"""Tell figures that measure or count from those that date, name, number or give an age."""

from __future__ import annotations

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import FIGURE, HYPHENS, WORD
from sourcier.text.quantities.lengths import OLDEST, is_age, is_clock, is_placed, is_span_of_lives
from sourcier.text.quantities.nouns import Noun
from sourcier.text.quantities.page import Found, Page

_DEFINITE = frozenset(
    {
        "les",
        "des",
        "aux",
        "ces",
        "ses",
        "leurs",
        "nos",
        "vos",
        "mes",
        "the",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
    }
)
_OTHERS = frozenset({"autres", "other", "others"})
_RELATIVE = frozenset({"qui", "que", "dont", "who", "that", "which", "whose", "where", "où"})
_BREAKS = frozenset('«»"“”:–—-•')
_OF = frozenset({"de", "d'", "of"})


def is_excluded(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a number with what was attached to it is no quantity."""
    if found.is_ratio or found.is_shared:
        return False
    if found.kind == "time":
        return is_clock(page, found) or is_age(page, found) or is_placed(page, found)
    if found.kind == "measure":
        return _is_race(page, found)
    if found.kind in {"share", "money", "times", "ratio"}:
        return False
    return (
        is_span_of_lives(page, found)
        or _is_year(page, found, noun)
        or _is_date(page, found, noun)
        or _is_hour(page, found)
        or _is_label(page, found, noun)
        or _is_bare_age(page, found, noun)
        or _is_name(page, found)
        or _is_pointing_back(page, found, noun)
    )


def _is_race(page: Page, found: Found) -> bool:
    """Say whether a length names an event or a limit: "le 800 mètres", "le 4 × 400 mètres"."""
    if page.words.lang == "en" or found.comparator is not Comparator.EQ or found.upper is not None:
        return False
    before = page.atoms.word(found.first - 1)
    return before in {"×", "x"} or (before in {"le", "du", "au", "un"} and found.unit in {"m", "km"})


def _is_year(page: Page, found: Found, noun: Noun | None) -> bool:
    atoms, numeral = page.atoms, found.numeral
    written = atoms.words[numeral.first]
    if not (numeral.is_digits and len(written) == 4 and written.isdigit() and "1000" <= written <= "2100"):
        return False
    if numeral.last > numeral.first + 1:
        return False
    if written < "1500":
        return noun is None and found.comparator is Comparator.EQ
    if noun is None or page.has_role("year", ending=numeral.first) or page.has_role("month", ending=numeral.first):
        return True
    token = page.doc[noun.head]
    counts = token.pos_ == "NOUN" and noun.text.endswith(("s", "x", "people"))
    if page.words.lang == "fr":
        return not counts
    return not (counts and (written.endswith("00") or found.comparator is not Comparator.EQ))


def _is_date(page: Page, found: Found, noun: Noun | None) -> bool:
    atoms, numeral = page.atoms, found.numeral
    value, last = found.highest, found.number_end
    if value > 31:
        singular = atoms.word(numeral.first - 1) in {"le", "du", "au"}  # "sur le 3611"
        return noun is None and numeral.is_digits and (singular or page.has_role("month", ending=numeral.first))
    if page.starts_role("month", last):
        return True
    if atoms.word(last) in {"et", "au", "à", "ou", "and", "to", ",", "-", "–"} and page.starts_role("month", last + 2):
        return atoms.kind(last + 1) in {FIGURE, "x"}
    if atoms.word(numeral.first - 1) in {"and", "to", "-", "–"} and page.has_role("month", ending=numeral.first - 2):
        return noun is None  # "between May 18 and 31"
    before = numeral.first - 1 if atoms.word(numeral.first - 1) != "." else numeral.first - 2
    if numeral.is_digits and page.has_role("month", ending=before + 1):
        return page.words.lang == "en" or noun is None
    if noun is not None or not numeral.is_digits:
        return False
    return page.has_role("weekday", ending=numeral.first) or atoms.word(numeral.first - 1) in {"le", "du", "au"}


def _is_hour(page: Page, found: Found) -> bool:
    """Say whether a number without a unit is an hour: "9 p.m.", "at 9"."""
    return found.highest <= 24 and page.starts_role("daypart", found.number_end)


def _is_label(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a number names: "article 12", "France 2", "n° 5", "CAC 40"."""
    atoms, first = page.atoms, found.numeral.first
    if page.has_role("label", ending=first) or page.starts_role("street", found.number_end):
        return True
    if (
        atoms.word(first - 1) == "["
        or (atoms.word(first - 1) in {"'", "’", "‘"} and found.numeral.is_digits)
        or _is_code(page, found, noun)
    ):
        return True
    if atoms.word(first - 1) in {"/", "."} and atoms.is_glued(first - 1):
        return True
    if atoms.word(found.number_end) == "/" and atoms.kind(found.number_end + 1) == FIGURE:
        return True
    if _is_score(page, found, noun):
        return True
    if noun is None and atoms.word(first - 1) == "per":
        return True  # "deaths per 100,000 rose"
    is_attributive = page.words.lang == "en" and atoms.word(first - 1) in {"a", "an"}
    if is_attributive and noun is not None and found.numeral.kind == "cardinal":
        return not noun.text.endswith("s")  # "a five point plan"
    if noun is None and not found.numeral.is_digits and atoms.word(first - 1) in {"en", "in"}:
        return atoms.word(found.number_end) not in _OF  # "coupé en deux"
    if atoms.words[first] in {"neuf", "neufs"} and noun is None and page.words.lang == "fr":
        if atoms.word(first - 1) in {"que", "qu'"}:
            return False  # "n'en a plus que neuf"
        return page.pos(first) == "ADJ" or page.pos(first - 1) == "NOUN"
    if not found.numeral.is_digits or found.comparator is not Comparator.EQ or atoms.kind(first - 1) != WORD:
        return False
    if found.numeral.scale > 1:
        return False  # "le plan 3,5 milliards"
    if noun is None and 1 < len(atoms.raw(first - 1)) < 5 and atoms.raw(first - 1).isupper():
        return True
    if noun is not None and page.doc[noun.head].pos_ != "PROPN":
        return page.pos(first - 1) == "PROPN" and not noun.text.endswith(("s", "x"))
    return page.pos(first - 1) in {"NOUN", "PROPN"}


def _is_score(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a dash ties the figure to another, and they are no range, or to a word: "3-0", "seven-headed"."""
    atoms, first, last = page.atoms, found.numeral.first, found.number_end
    if found.upper is not None:
        return noun is None and any(atoms.word(at) in HYPHENS for at in range(found.numeral.last, found.upper.first))
    if atoms.word(first - 1) in HYPHENS and atoms.is_glued(first - 1) and atoms.is_glued(first - 2):
        return noun is None or atoms.kind(first - 2) == FIGURE
    dashed = atoms.word(last) in HYPHENS and atoms.is_glued(last - 1) and atoms.is_glued(last)
    return dashed and (atoms.kind(last + 1) == FIGURE or noun is None)


def _is_code(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a figure is a postal code or a version: "75019 Paris", "la 13.04"."""
    atoms, numeral = page.atoms, found.numeral
    written = atoms.words[numeral.first]
    if not numeral.is_digits or numeral.last > numeral.first + 1:
        return False
    if len(written) == 5 and written.isdigit() and noun is not None and page.doc[noun.head].pos_ == "PROPN":
        return True
    if written.startswith("0") and written[1:2].isdigit():
        return True
    return page.words.lang == "fr" and "." in written and numeral.value != numeral.value.to_integral_value()


def _is_bare_age(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a bare number is an age: "aged 45", "Jane Roe, 45, said"."""
    atoms, first = page.atoms, found.numeral.first
    if page.words.lang == "fr" or found.highest > OLDEST:
        return False
    if page.has_role("age-before", ending=first):
        return noun is None or atoms.word(first - 1) not in {"over", "under", "at"}
    if noun is not None:
        return page.has_role("age-before", ending=found.first) and atoms.word(found.first - 1).startswith("age")
    if found.comparator is not Comparator.EQ and atoms.word(found.first) in {"over", "under"}:
        return page.pos(found.first - 1) in {"NOUN", "PROPN"}
    between = atoms.word(first - 1) in {",", "("} and atoms.word(found.number_end) in {",", ")", "."}
    return found.numeral.is_digits and between and page.pos(first - 2) in {"PROPN", "NOUN"}


def _is_name(page: Page, found: Found) -> bool:
    """Say whether a number word opens a proper name: "Trois-Rivières", "Seven Sisters"."""
    atoms, first, last = page.atoms, found.numeral.first, found.number_end
    if found.numeral.is_digits or not atoms.raw(first)[:1].isupper():
        return False
    glued = atoms.word(last) in HYPHENS and atoms.is_glued(last - 1) and atoms.raw(last + 1)[:1].isupper()
    if glued:
        return True
    starts = page.sentence(first) != page.sentence(first - 1) if first else True
    before = atoms.raw(first - 1)
    if starts or before in _BREAKS or atoms.kind(first - 1) == "b" or before[:1].isupper():
        return False
    return atoms.raw(last)[:1].isupper()


def _is_pointing_back(page: Page, found: Found, noun: Noun | None) -> bool:
    """Say whether a small number only takes up what is known: "les deux pays", "les trois autres"."""
    atoms, numeral = page.atoms, found.numeral
    if numeral.kind != "cardinal" or numeral.is_digits or numeral.value > 10 or found.comparator is not Comparator.EQ:
        return False
    before = atoms.word(numeral.first - 1)
    if before in {"l'", "tous", "toutes"}:
        return True
    if before not in _DEFINITE or _is_whole(page, numeral.first):
        return False
    if numeral.value == 2 or atoms.word(numeral.last) in _OTHERS or noun is None:
        return True
    if before in {"ses", "leurs", "its", "their", "his", "her", "our", "my", "nos", "vos", "mes"}:
        return False
    following = page.token(noun.last)
    if following is None or following.is_sent_start:
        return True
    return following.pos_ not in {"ADJ", "ADP"} and following.lower_ not in _RELATIVE


def _is_whole(page: Page, first: int) -> bool:
    """Say whether a number is the whole of which another is a part: "four of the nine", "trois des cinq"."""
    atoms = page.atoms
    at = first - 2 if atoms.word(first - 1) == "des" else first - 3
    is_linked = atoms.word(first - 1) == "des" or atoms.word(first - 2) == "of"
    return is_linked and at >= 0 and page.is_number(at) and atoms.word(at) not in {"un", "une", "one"}
