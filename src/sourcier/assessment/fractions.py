"""Fractions of a people that its name parts: "un habitant de l’Allemagne sur dix"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.lexicon import fold, read_table, read_words
from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

SCORES = read_words("claim_words", "scores")
INDEXES = read_words("claim_words", "indexes")
HUNDRED = 100
OUT_OF = re.compile(r"(\d{1,2}|100)(?: points)? (?:sur|out of) (?:100|cent|a hundred)")
BEFORE_SCORES = frozenset(
    "de of a at was is etait est to with avec from : , ( et and scored scores puis then stood".split()
)
AFTER_SCORES = frozenset("en in sur a to et and , . ; ) puis then contre against l the lors for pour".split())
APART = 6
"""Words between the two numbers of a fraction."""
OF_PEOPLE = read_words("claim_words", "of_people")
SIGNS = {"moins": Comparator.LT, "plus": Comparator.GT, "pres": Comparator.APPROX, "environ": Comparator.APPROX}


def with_scores(
    tokens: Sequence[Token], folded: Sequence[str], quantities: tuple[Quantity, ...]
) -> tuple[Quantity, ...]:
    """Return a claim's figures with those of an index, whose numbers stand without a unit.

    "A score of 87", "une note de 87"; and in a claim that names an index, "78 en 2021, 73 en 2022", "stood at 36",
    "90 sur 100".
    """
    names_index = bool(INDEXES & set(folded)) and any(word.startswith("perception") for word in folded)
    is_scored = names_index or bool(SCORES & set(folded))
    found = [_out_of_hundred(one) if is_scored else one for one in quantities]
    for at, word in enumerate(folded):
        place = Span(tokens[at].idx, tokens[at].idx + len(tokens[at]))
        is_score = at > 1 and folded[at - 1] in {"of", "de"} and folded[at - 2] in SCORES
        if is_score:  # a bare number that was lent a noun from before ("the perceptions index … a score of 87")
            found = [one for one in found if not (one.span == place and one.unit not in one.text)]
        if not word.isdigit() or any(one.span.overlaps(place) for one in found):
            continue
        if is_score or (names_index and _stands_alone(folded, at)):
            found.append(_score(place, word, Decimal(word)))
    return tuple(sorted(found, key=lambda one: one.span))


def _score(place: Span, text: str, figure: Decimal) -> Quantity:
    return Quantity(place, text, figure, figure, "points", Comparator.EQ, half_width=Decimal("0.5"))


def _out_of_hundred(one: Quantity) -> Quantity:
    """Return "90 sur 100" as a score; any other figure as it is."""
    hit = OUT_OF.fullmatch(one.text)
    return one if hit is None or one.comparator is not Comparator.EQ else _score(one.span, one.text, Decimal(hit[1]))


def _stands_alone(folded: Sequence[str], at: int) -> bool:
    """Say whether a number of an index's scale counts nothing and dates nothing: "was 36", "73 en 2022"."""
    after = folded[at + 1] if at + 1 < len(folded) else "."
    before = folded[at - 1] if at else ":"
    return int(folded[at]) <= HUNDRED and before in BEFORE_SCORES and after in AFTER_SCORES


def with_fractions(
    tokens: Sequence[Token], folded: Sequence[str], quantities: tuple[Quantity, ...], lang: Lang
) -> tuple[Quantity, ...]:
    """Return a claim's figures, "un habitant … sur dix" read as the one figure that it is."""
    if lang != "fr" or "sur" not in folded or not OF_PEOPLE & set(folded):
        return quantities
    numbers = {"un": 1, "une": 1} | {
        fold(form): int(row["number"]) for row in read_table("cardinals") for form in row["fr"].split(", ")
    }
    for at, word in enumerate(folded):
        bottom = numbers.get(folded[at + 1]) if word == "sur" and at + 1 < len(folded) else None
        tops = [n for n in range(max(at - APART, 0), at) if folded[n] in numbers and folded[n + 1] in OF_PEOPLE]
        if not bottom or bottom < len("ab") or not tops:
            continue
        place = Span(tokens[tops[0]].idx, tokens[at + 1].idx + len(tokens[at + 1]))
        if any(one.unit == "1" and one.span.overlaps(place) for one in quantities):
            return quantities
        share = (Decimal(numbers[folded[tops[0]]]) / bottom).quantize(Decimal("0.00000001"))
        sign = next(
            (SIGNS[each] for each in reversed(folded[max(tops[0] - 2, 0) : tops[0]]) if each in SIGNS), Comparator.EQ
        )
        one = Quantity(
            span=place,
            text=" ".join(token.text for token in tokens[tops[0] : at + 2]),
            low=None if sign is Comparator.LT else share,
            high=None if sign is Comparator.GT else share,
            unit="1",
            comparator=sign,
            half_width=share / 10,
        )
        kept = [each for each in quantities if not each.span.overlaps(place)]
        return tuple(sorted([*kept, one], key=lambda each: each.span))
    return quantities
