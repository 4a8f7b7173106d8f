"""Fractions of a people that its name parts: "un habitant de l’Allemagne sur dix"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.lexicon import fold, read_table
from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

APART = 6
"""Words between the two numbers of a fraction."""
OF_PEOPLE = frozenset({"habitant", "habitants", "personne", "personnes", "adulte", "adultes", "actif", "actifs"})
SIGNS = {"moins": Comparator.LT, "plus": Comparator.GT, "pres": Comparator.APPROX, "environ": Comparator.APPROX}


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
