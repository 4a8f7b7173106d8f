"""Shares told in a round-about way: "of every three dollars …, more than one", "n’en a même pas réuni le tiers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from sourcier.assessment.lexicon import fold, read_table
from sourcier.assessment.units import noun_family
from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

OPENINGS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": (("sur",),),
    "en": (("of", "every"), ("out", "of", "every"), ("of", "each")),
}
SIGNS: dict[Lang, dict[tuple[str, ...], Comparator]] = {
    "fr": {
        ("plus", "de"): Comparator.GT,
        ("plus", "d"): Comparator.GT,
        ("moins", "de"): Comparator.LT,
        ("moins", "d"): Comparator.LT,
        ("pres", "de"): Comparator.APPROX,
        ("pres", "d"): Comparator.APPROX,
    },
    "en": {
        ("more", "than"): Comparator.GT,
        ("less", "than"): Comparator.LT,
        ("fewer", "than"): Comparator.LT,
        ("nearly",): Comparator.APPROX,
        ("almost",): Comparator.APPROX,
        ("about",): Comparator.APPROX,
    },
}
PARTS = {"moitie": Decimal("0.5"), "tiers": Decimal(1) / 3, "quart": Decimal("0.25"), "cinquieme": Decimal("0.2")}
ENGLISH_PARTS = {"half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25"), "fifth": Decimal("0.2")}
DENIALS = frozenset({"pas", "not", "n't"})
REACH = 4
LEAST = 2
VERBS = frozenset({"VERB", "AUX"})


@cache
def _numbers(lang: Lang) -> dict[str, int]:
    named = {fold(form): int(row["number"]) for row in read_table("cardinals") for form in row[lang].split(", ")}
    return {**named, **({"un": 1, "une": 1} if lang == "fr" else {"one": 1})}


def with_portions(
    tokens: Sequence[Token], folded: Sequence[str], quantities: tuple[Quantity, ...], lang: Lang
) -> tuple[Quantity, ...]:
    """Return a claim's figures with the shares that it tells in two places; the number they are out of is none."""
    words = [word.rstrip("'") for word in folded]
    kept = quantities
    whole = _whole(words, lang)
    if whole is not None:
        place = tokens[whole[0]].idx
        kept = tuple(one for one in kept if not one.span.start <= place < one.span.end)
        part = _part(tokens, words, whole, lang)
        if part is not None:
            kept = (*(one for one in kept if not one.span.overlaps(part.span)), part)
    missed = _missed(tokens, words, lang)
    if missed is not None and not any(one.span.overlaps(missed.span) for one in kept):
        kept = (*kept, missed)
    return tuple(sorted(kept, key=lambda one: one.span))


def _whole(words: Sequence[str], lang: Lang) -> tuple[int, int] | None:
    """Return where the number stands that a share is out of, and the number: "of every three dollars"."""
    for at in range(min(REACH, len(words))):
        for opening in OPENINGS[lang]:
            end = at + len(opening)
            if tuple(words[at:end]) == opening and end < len(words):
                number = _numbers(lang).get(words[end], 0)
                if number >= LEAST and (lang == "en" or at == 0):
                    return end, number
    return None


def _part(tokens: Sequence[Token], words: Sequence[str], whole: tuple[int, int], lang: Lang) -> Quantity | None:
    """Return the share: after a comma, a number that a verb follows."""
    comma = next((at for at in range(whole[0], len(words)) if words[at] == ","), None)
    if comma is None:
        return None
    for at in range(comma + 1, min(comma + REACH + 1, len(words) - 1)):
        number = _numbers(lang).get(words[at], 0)
        if not 0 < number < whole[1] or tokens[at + 1].pos_ not in {*VERBS, "PRON"}:
            continue
        sign = next((sign for led, sign in SIGNS[lang].items() if tuple(words[at - len(led) : at]) == led), None)
        share = (Decimal(number) / whole[1]).quantize(Decimal("0.00000001"))
        place = Span(tokens[comma + 1].idx, tokens[at].idx + len(tokens[at]))
        one = _share(place, " ".join(token.text for token in tokens[comma + 1 : at + 1]), share, sign)
        noun = words[whole[0] + 1] if whole[0] + 1 < comma else ""
        # Out of so many dollars is no rate of a country's own: only what shares a whole out may answer.
        return one if noun_family(noun, lang) == "persons" else replace(one, per=noun)
    return None


def _missed(tokens: Sequence[Token], words: Sequence[str], lang: Lang) -> Quantity | None:
    """Return the share that was not reached: "n’a même pas réuni le tiers", "did not even win a third"."""
    parts = PARTS if lang == "fr" else ENGLISH_PARTS
    for at, word in enumerate(words):
        if word not in parts or words[at - 1 : at] not in (["le"], ["la"], ["un"], ["a"], ["one"]):
            continue
        before = words[max(at - REACH - 1, 0) : at]
        denied = next((n for n in range(max(at - REACH - 1, 0), at) if words[n] in DENIALS), None)
        is_even = bool({"meme", "even"} & set(words[max(at - REACH - LEAST, 0) : at]))
        if denied is None or not is_even or "," in before:
            continue
        place = Span(tokens[at - 1].idx, tokens[at].idx + len(tokens[at]))
        return _share(
            place,
            f"{tokens[at - 1].text} {tokens[at].text}",
            parts[word].quantize(Decimal("0.00000001")),
            Comparator.LT,
        )
    return None


def _share(place: Span, text: str, share: Decimal, sign: Comparator | None) -> Quantity:
    sign = sign or Comparator.EQ
    return Quantity(
        span=place,
        text=text,
        low=None if sign is Comparator.LT else share,
        high=None if sign is Comparator.GT else share,
        unit="1",
        comparator=sign,
        half_width=share / 10,
    )
