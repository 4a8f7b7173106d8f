"""Counts of a vote that stand without a noun: "364 contre, 194 pour", "128 oui, 9 non", "780 « pour »"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

SIDES: dict[Lang, dict[str, str]] = {
    "fr": {"pour": "yes", "oui": "yes", "contre": "no", "non": "no", "abstentions": "abstain", "abstention": "abstain"},
    "en": {"for": "yes", "yes": "yes", "against": "no", "no": "no", "abstentions": "abstain", "abstaining": "abstain"},
}
"""What a vote's count may be followed by, with the side that it names."""
MANY = 2
NOUNS: dict[Lang, str] = {"fr": "voix", "en": "votes"}
QUOTES = frozenset({"«", "»", '"', "“", "”", "'", "‘", "’"})
CLOSING = frozenset({",", ";", ":", ".", "et", "and", ")", "!", "–", "—"})
"""What ends a count: "12 pour cent", "9 pour la France" go on."""


def side_after(folded: Sequence[str], at: int, lang: Lang) -> str:
    """Return the side of a vote that the words from a place on name, as the end of a count; empty for none.

    >>> side_after(["364", "contre", ","], 1, "fr"), side_after(["5", "pour", "cent"], 1, "fr")
    ('no', '')
    """
    after = [word for word in folded[at : at + 4] if word not in QUOTES]
    side = SIDES[lang].get(after[0], "") if after else ""
    return side if len(after) <= 1 or after[1] in CLOSING else ""


def with_tallies(
    tokens: Sequence[Token], folded: Sequence[str], quantities: tuple[Quantity, ...], lang: Lang
) -> tuple[Quantity, ...]:
    """Return a claim's figures with the counts of two or more sides of a vote, each a number of votes."""
    found: list[Quantity] = []
    sides: set[str] = set()
    noun = NOUNS[lang]
    for at, word in enumerate(folded):
        side = side_after(folded, at + 1, lang) if word.isdigit() else ""
        if not side:
            continue
        first = at
        while first and folded[first - 1].isdigit():
            first -= 1  # "1 200 pour"
        place = Span(tokens[first].idx, tokens[at].idx + len(tokens[at]))
        figure = Decimal("".join(folded[first : at + 1]))
        words = " ".join(token.text for token in tokens[first : at + 1])
        found.append(Quantity(place, words, figure, figure, noun, Comparator.EQ, Decimal(0), of=noun))
        sides.add(side)
    if len(sides) < MANY:
        return quantities
    kept = [one for one in quantities if not any(one.span.overlaps(each.span) for each in found)]
    return tuple(sorted([*kept, *found], key=lambda one: one.span))
