"""Expressions as sequences of tokens, compiled to the hashes of spaCy's strings: a match compares integers only.

The signs of an expression, between spaces:

    word        this form, in any case              a|b        either
    =word       any form or the lemma of the word    a|b?       may be missing
    a_b         two words as one alternative         ^          starts the sentence (first sign)
    *           up to `GAP` words
    >           the span runs to the sentence's end
    <           what comes after must follow, and is outside of the span: the name in "clique de …" is nobody's insult
    @place @demonym @people @noun @adj @verb @future   a token of that kind
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from spacy.strings import get_string_id

from sourcier.core.article import Lang
from sourcier.text.rhetoric.inflection import forms_of

GAP = 12
"""Words that a gap may take."""

Tokenize = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Element:
    """What one token must be."""

    forms: frozenset[int] = frozenset()
    """Hashes of lower-case forms."""
    lemmas: frozenset[int] = frozenset()
    slot: str = ""
    """A kind of token in place of words: place, demonym, people, noun, adj, verb, future."""
    is_gap: bool = False
    shortest: int = 0
    """Letters of its shortest form: the longer, the rarer in a text."""


@dataclass(frozen=True, slots=True)
class Cue:
    """An expression of the lexicon."""

    expression: str
    technique: str
    part: str
    intensity: int
    is_literal: bool
    """A plain report uses the words too."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a cue."""

    cue: Cue
    elements: tuple[Element, ...]
    anchor: int
    """Index of the element that is looked up: of those before any gap, the one whose words are longest."""
    opens: bool
    """It must start the sentence."""
    extends: bool
    """Its span runs to the sentence's end."""
    outside: int = 0
    """How many elements at its end must follow and are no part of its span; there is no gap among them."""


def compile_cue(cue: Cue, lang: Lang, tokenize: Tokenize) -> Iterator[Pattern]:
    """Yield the patterns of a cue: one, or several where an alternative is more than one token long."""
    signs = cue.expression.split()
    opens, extends = signs[0] == "^", signs[-1] == ">"
    signs = signs[opens : len(signs) - extends]
    # A cue with a part of speech is inflected: a noun's first and last words ("bras cassés"), a verb's last.
    if cue.part != "-":
        signs = [
            f"={sign}" if at == len(signs) - 1 or (at == 0 and cue.part != "v") else sign
            for at, sign in enumerate(signs)
        ]
    inside = signs.index("<") if "<" in signs else len(signs)
    signs = [sign for sign in signs if sign != "<"]
    for chosen in product(*(_choices(sign, cue.part, lang, tokenize) for sign in signs)):
        elements = tuple(element for part in chosen for element in part)
        gap = next((at for at, element in enumerate(elements) if element.is_gap), len(elements))
        anchor = max(range(gap), key=lambda at: elements[at].shortest, default=0)
        outside = sum(len(part) for part in chosen[inside:])
        yield Pattern(cue, elements, anchor, opens, extends, outside)


def _choices(sign: str, part: str, lang: Lang, tokenize: Tokenize) -> list[tuple[Element, ...]]:
    if sign == "*":
        return [(Element(is_gap=True),)]
    is_optional = sign.endswith("?") and len(sign) > 1
    if sign.startswith("@"):
        slots = [(Element(slot=name),) for name in sign.removesuffix("?").replace("@", "").split("|")]
        return [*slots, *([()] if is_optional else [])]
    forms: set[str] = set()
    lemmas: set[str] = set()
    longer: list[tuple[Element, ...]] = []
    for word in sign.removesuffix("?" if is_optional else "").split("|"):
        if word.startswith("="):
            lemmas.add(word[1:])
        written = forms_of(word[1:], part, lang) if word.startswith("=") else {word.replace("_", " ")}
        for form in sorted(written):
            tokens = tokenize(form)
            if len(tokens) == 1:
                forms.add(form)
            else:
                longer.append(tuple(_element({token}, set()) for token in tokens))
    found = [(_element(forms, lemmas),)] if forms else []
    return [*found, *longer, *([()] if is_optional else [])]


def _element(forms: set[str], lemmas: set[str]) -> Element:
    written = {form.lower() for form in forms}
    curly = {form.replace("'", "’") for form in written}
    return Element(
        forms=frozenset(get_string_id(form) for form in written | curly),
        lemmas=frozenset(get_string_id(lemma) for lemma in lemmas),
        shortest=min(map(len, written)),
    )


def match(
    pattern: Pattern, at: int, first: int, last: int, fits: Callable[[Element, int], bool]
) -> tuple[int, int] | None:
    """Return the first token of a match and the one behind its last, None where the pattern does not fit.

    Args:
        pattern: What to match.
        at: The token that fits the pattern's anchor.
        first: The sentence's first token.
        last: The token behind the sentence.
        fits: Whether a token is what an element asks.
    """
    start = at - pattern.anchor
    if start < first or (pattern.opens and start != first):
        return None
    end = _match_from(pattern.elements, 0, start, last, fits)
    return None if end is None else (start, end - pattern.outside)


def _match_from(
    elements: tuple[Element, ...], number: int, at: int, last: int, fits: Callable[[Element, int], bool]
) -> int | None:
    while number < len(elements):
        element = elements[number]
        if element.is_gap:
            for jump in range(min(GAP, last - at) + 1):
                end = _match_from(elements, number + 1, at + jump, last, fits)
                if end is not None:
                    return end
            return None
        if at >= last or not fits(element, at):
            return None
        number, at = number + 1, at + 1
    return at
