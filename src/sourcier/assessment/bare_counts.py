"""Counts whose noun stands elsewhere: "ils sont trente-deux autour de la table", "Sixty-one: never so many wars"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.quantities.atoms import Atoms, cut
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.numerals import read_numeral
from sourcier.text.tokens import Token

BEING = frozenset("sont sommes etaient voici voila are were".split())
WHO = frozenset("ils elles nous les they we there".split())
INSIDE = frozenset("autour dans au a around in inside at".split())
MEMBERS: dict[Lang, str] = {"fr": "membres", "en": "members"}
LEADS = frozenset(
    {("nombre", "de"), ("nombre", "d"), ("compte", "de"), ("compte", "d"), ("comptait", "de"), ("comptait", "d")}
    | {("so", "many"), ("number", "of"), ("autant", "de"), ("autant", "d"), ("tant", "de"), ("tant", "d")}
)
"""Words that bring the noun of a count given before: "c’est le nombre d’essais", "never have so many conflicts"."""
LEFT_OUT = frozenset({"compound", "amod", "npadvmod", "nummod"})
RELATIVES = frozenset({"qui", "dont", "ou", "that", "which", "who", "ayant"})
MOST = 1000
NEAR = 3


def with_bare_counts(
    text: str, tokens: Sequence[Token], folded: Sequence[str], quantities: tuple[Quantity, ...], lang: Lang
) -> tuple[Quantity, ...]:
    """Return a claim's figures with the one that counts and has no noun beside it.

    Args:
        text: The claim's words, from its first token on.
        tokens: The same, parsed.
        folded: The same, folded.
        quantities: The figures read so far.
        lang: Of the claim.
    """
    words = [word.rstrip("'") for word in folded]
    places = [at for at in range(len(words)) if _opens(words, at) or _is_predicate(words, at)]
    if not places:
        return quantities
    atoms = cut(text, lang)
    found = []
    for at in places:
        noun = MEMBERS[lang] if _is_predicate(words, at) else _noun_led(tokens, words, at)
        one = _count(text, atoms, tokens, at, noun, lang) if noun else None
        is_alone = one is not None and words[_after(tokens, one) : _after(tokens, one) + 1] == [":"]
        is_inside = one is not None and bool(INSIDE & set(words[_after(tokens, one) : _after(tokens, one) + 1]))
        if one is not None and (is_alone or is_inside) and not any(one.span.overlaps(each.span) for each in quantities):
            found.append(one)
    return tuple(sorted([*quantities, *found], key=lambda one: one.span)) if found else quantities


def stands_alone(one: Quantity) -> bool:
    """Say whether a figure was read without a noun beside it."""
    return one.number == one.span and one.of == one.unit and one.unit not in one.text


def _opens(words: Sequence[str], at: int) -> bool:
    """Say whether a place opens the claim and a colon follows soon."""
    return at == 0 and ":" in words[1 : 2 * NEAR]


def _is_predicate(words: Sequence[str], at: int) -> bool:
    """Say whether a place follows "ils sont", "les voici", "they are": who is counted is said elsewhere."""
    back = next((n for n in range(at - 1, max(at - NEAR, 0) - 1, -1) if words[n] in BEING), None)
    if back is None or any(word not in {"desormais", "maintenant", "now", "deja"} for word in words[back + 1 : at]):
        return False
    return bool(WHO & set(words[max(back - 1, 0) : back]))


def _noun_led(tokens: Sequence[Token], words: Sequence[str], at: int) -> str:
    """Return the noun that words such as "le nombre de" bring, further on."""
    for n in range(at + 1, len(words) - NEAR + 1):
        if (words[n], words[n + 1]) in LEADS:
            place = next(
                (m for m in range(n + 2, len(words)) if tokens[m].pos_ == "NOUN" and tokens[m].dep_ not in LEFT_OUT),
                None,
            )
            # "le nombre de pays qui ont refusé" counts some of them
            return "" if place is None or RELATIVES & set(words[place : place + NEAR]) else tokens[place].text
    return ""


def _count(text: str, atoms: Atoms, tokens: Sequence[Token], at: int, noun: str, lang: Lang) -> Quantity | None:
    start = tokens[at].idx - tokens[0].idx
    place = next((n for n, one in enumerate(atoms.starts) if one == start), None)
    numeral = None if place is None else read_numeral(atoms, place, lexicon(lang))
    if place is None or numeral is None or numeral.kind != "cardinal" or not 1 < numeral.value < MOST:
        return None
    if numeral.value != numeral.value.to_integral_value():
        return None
    end = atoms.ends[numeral.last - 1]
    span = Span(tokens[0].idx + start, tokens[0].idx + end)
    said = text[start:end]
    return Quantity(span, said, numeral.value, numeral.value, noun, Comparator.EQ, Decimal(0), of=noun, number=span)


def _after(tokens: Sequence[Token], one: Quantity) -> int:
    """Return the place of the first word after a figure."""
    return next((at for at, token in enumerate(tokens) if token.idx >= one.span.end), len(tokens))
