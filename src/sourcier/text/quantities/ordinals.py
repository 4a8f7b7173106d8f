"""Read French ordinals, "vingt-cinquième", and the fractions that they are the lower half of."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sourcier.text.quantities.atoms import BREAK, OTHER, Atoms
from sourcier.text.quantities.lexicon import Lexicon
from sourcier.text.quantities.words_fr import cardinal

_FIGURES = re.compile(r"([0-9]+)(?:ers?|ères?|res?|[eè]mes?|è|es?|nde?s?)")
_CARDINALS = frozenset({"unit", "ten", "hundred", "scale"})
_HYPHENS = frozenset("-‐‑")
_OF = frozenset({"de", "d'", "du", "des"})
_ONE = frozenset({"un", "une"})
_AFTER_ET = _ONE | {"onze", "unième", "unieme", "onzième", "onzieme"}
_ROUNDS = frozenset({"finale", "finales", "tour"})
_LONGEST = 40
"""Words in a row in which an ordinal is looked for; one of a billion has some thirty. Without an end a text of number
words alone would be read through again from each of them."""
_LEAST = 5
"""Below a fifth, the parts have names of their own: "tiers", "quart"."""


def last_word(atoms: Atoms, at: int, words: Lexicon) -> int | None:
    """Return the ordinal word that ends the number words from an atom on: "cinquième" of "vingt-cinquième"."""
    here = at
    for _ in range(_LONGEST):
        word = atoms.word(here)
        if word in words.ordinals:
            return here
        is_link = word == "et" and here > at and atoms.word(atoms.after(here)) in _AFTER_ET
        if not is_link and word != "vingts" and words.numbers.get(word, ("",))[0] not in _CARDINALS:
            return None
        here = atoms.after(here)
    return None


def read_ordinal(atoms: Atoms, at: int, words: Lexicon) -> tuple[int, int] | None:
    """Return the rank that starts at an atom, in words or figures, and where it ends: "155e", "deux centième"."""
    if atoms.kinds[at] == OTHER:
        figures = _FIGURES.fullmatch(atoms.words[at])
        return (int(figures[1]), at + 1) if figures else None
    last = last_word(atoms, at, words)
    value = None if last is None else _rank(atoms, at, last, words)
    return (value, last + 1) if last is not None and value is not None else None


def read_fraction(atoms: Atoms, at: int, last: int, words: Lexicon) -> tuple[Decimal, int] | None:
    """Return the fraction in "trois vingt-cinquièmes", "un vingt-cinquième du prix", "vingt et un cinquième".

    Args:
        atoms: The text.
        at: Where the number starts.
        last: The ordinal word that ends it.
        words: The language.

    Returns:
        The value and where it ends; None where the words are a rank.
    """
    alone = is_alone(atoms, at, last + 1)
    of = atoms.word(last + 1) in _OF
    if of and atoms.word(last + 2) in _ROUNDS:
        return None
    if atoms.words[last].endswith("s"):
        split = _run_start(atoms, at, last)
        above, below = _whole(atoms, at, split, words), _rank(atoms, split, last, words)
    elif atoms.words[last - 1] in _ONE and atoms.word(last - 2) == "et":
        whole, below = _whole(atoms, at, last - 2, words), _rank(atoms, last, last, words)
        above = whole * below + 1 if whole and below else None
    elif atoms.words[at] in _ONE:
        above, below = 1, _rank(atoms, at + 1, last, words)
    else:
        return None
    if not above or not below or not (alone or (below >= _LEAST and (of or above > 1))):
        return None
    if above > below and not alone and atoms.word(last - 2) != "et":
        return None
    return Decimal(above) / below, last + 1


def _run_start(atoms: Atoms, at: int, last: int) -> int:
    """Return where the hyphened run that ends at an atom starts: "vingt" of "trois vingt-cinquièmes"."""
    while last - 2 >= at and atoms.words[last - 1] in _HYPHENS:
        last -= 2
    return last


def is_alone(atoms: Atoms, first: int, end: int) -> bool:
    """Say whether nothing stands before or behind: a cell of a table, a label."""
    return atoms.kind(first - 1) == BREAK and atoms.kind(end) == BREAK


def _whole(atoms: Atoms, first: int, end: int, words: Lexicon) -> int | None:
    """Return the cardinal that fills a stretch of atoms, None where none does."""
    return cardinal(_cut(atoms, first, end), words.numbers) if end > first else None


def _rank(atoms: Atoms, first: int, last: int, words: Lexicon) -> int | None:
    """Return the value of an ordinal, read as the cardinal that it is made from."""
    stretch = _cut(atoms, first, last + 1)
    stretch.words[-1] = words.ordinals[atoms.words[last]]
    return cardinal(stretch, words.numbers)


def _cut(atoms: Atoms, first: int, end: int) -> Atoms:
    return replace(
        atoms,
        words=atoms.words[first:end],
        kinds=atoms.kinds[first:end],
        starts=atoms.starts[first:end],
        ends=atoms.ends[first:end],
    )
