"""Figures of a text in comparable units, and whether two of them agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cache

from sourcier.assessment.lexicon import features, fold, read_table, tokenise
from sourcier.assessment.units import noun_family
from sourcier.assessment.vetoes.records import Figure
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span

BASES: dict[str, tuple[str, Decimal]] = {
    "g": ("kg", Decimal("0.001")),
    "t": ("kg", Decimal(1000)),
    "kt": ("kg", Decimal(10) ** 6),
    "Mt": ("kg", Decimal(10) ** 9),
    "Gt": ("kg", Decimal(10) ** 12),
    "km": ("m", Decimal(1000)),
    "cm": ("m", Decimal("0.01")),
    "mm": ("m", Decimal("0.001")),
    "ha": ("m2", Decimal(10000)),
    "km2": ("m2", Decimal(10) ** 6),
    "wk": ("d", Decimal(7)),
    "a": ("mo", Decimal(12)),
    "min": ("s", Decimal(60)),
    "h": ("s", Decimal(3600)),
}
MEASURED = re.compile(r"%|pp|[A-Z]{3}|[a-zA-Zµ]{1,3}[23]?|deg|Cel")
"""Units that are codes; any other unit is the noun counted."""
CLOSE = Decimal("0.1")
"""Rounding counts as agreement up to a tenth of the figure; beyond, two figures may round to one and say two things."""
ABOUT = Decimal("0.05")
"""What "environ", "some" allow where rounding does not allow more."""
_ONE = Decimal(1)
_ORDINAL = {"fr": re.compile(r"(\d{1,3})(?:er|re|e|eme|ème|nd|nde)s?"), "en": re.compile(r"(\d{1,3})(?:st|nd|rd|th)")}
HYPHENS = frozenset("-‐‑–")
FIRSTS = words_of("first_places")
NOT_RANKS = words_of("not_ranks")
GENERAL = words_of("people")


class Match(Enum):
    """How two figures stand to each other."""

    APART = auto()
    """They count different things."""
    AGREE = auto()
    NEAR = auto()
    """They may round to one; neither agreement nor difference."""
    DIFFER = auto()


def figures_of(quantities: Iterable[Quantity], lang: Lang) -> Iterator[Figure]:
    """Yield the figures of some quantities."""
    for one in quantities:
        yield _figure(one, lang)


def _figure(one: Quantity, lang: Lang) -> Figure:
    unit, factor, things, family = one.unit, _ONE, frozenset[str](), ""
    fraction = one.unit == "1" and all(0 < end < 1 for end in (one.low, one.high) if end is not None)
    if fraction:
        unit, factor = "%", Decimal(100)
    elif unit in BASES:
        unit, factor = BASES[unit]
    elif unit in {"1", ""}:
        unit = "factor" if unit == "1" else "count"
    elif not MEASURED.fullmatch(unit) or (unit.islower() and len(unit) == 3):
        words = tokenise(unit)
        things = frozenset().union(*features(words, lang), *features(tokenise(one.of or ""), lang))
        family = noun_family(unit, lang)
        unit = "count"

    def scaled(end: Decimal | None) -> Decimal | None:
        return None if end is None else end * factor

    return Figure(
        text=one.text,
        unit=unit,
        low=scaled(one.low),
        high=scaled(one.high),
        half_width=one.half_width * factor,
        comparator=one.comparator,
        per=one.per,
        things=things,
        family=family,
    )


@cache
def _ordinals(lang: Lang) -> dict[str, int]:
    rows = [(int(row["place"]), fold(form)) for row in read_table("ordinals") for form in row[lang].split(", ")]
    return {form: place for place, form in rows if form and (place > 1 or form in FIRSTS)}


def ranks_of(words: Sequence[tuple[str, Span]], taken: Sequence[Span], lang: Lang) -> Iterator[Figure]:
    """Yield the places of a ranking: "the third exporter", "le 3e exportateur", without centuries and offices.

    Args:
        words: The text's words with where they stand.
        taken: Spans of times and names: "the Second World War" ranks nothing.
        lang: Of the text.
    """
    plain = [(fold(word), word, span) for word, span in words if word not in HYPHENS]
    last = -2
    for at, (folded, word, span) in enumerate(plain):
        following = plain[at + 1][0] if at + 1 < len(plain) else ""
        if any(one.overlaps(span) for one in taken) or not following[:1].isalpha() or following in NOT_RANKS:
            continue
        written = _ORDINAL[lang].fullmatch(folded)
        rank = int(written[1]) if written else _ordinals(lang).get(folded)
        if rank is None or last == at - 1:  # "third largest" is one rank
            continue
        last, value = at, Decimal(rank)
        yield Figure(word, "rank", value, value, Decimal(0), Comparator.EQ)


def match(claim: Figure, evidence: Figure, *, is_lone: bool = False) -> Match:
    """Say how two figures stand to each other.

    Args:
        claim: The claim's.
        evidence: The other text's.
        is_lone: The two texts are in different languages and each counts one thing: what it is called need not agree.
    """
    if not _is_comparable(claim, evidence, is_lone=is_lone):
        return Match.APART
    found = _values(claim, evidence)
    ours, theirs = (PERIODS.get(fold(one.per or ""), one.per) for one in (claim, evidence))
    if ours and theirs and ours != theirs and not is_lone:
        return Match.DIFFER
    if bool(ours) != bool(theirs) and claim.unit not in {"%", "pp"}:
        # "2 900 euros" may well be a month's: no agreement with "2 900 euros a month", but no difference either.
        return Match.NEAR if found is Match.AGREE else found
    return found


PERIODS = {
    word: period
    for period, words in {
        "year": ("year", "an", "annee"),
        "month": ("month", "mois"),
        "week": ("week", "semaine"),
        "day": ("day", "jour"),
        "hour": ("hour", "heure"),
    }.items()
    for word in words
}


def _is_comparable(claim: Figure, evidence: Figure, *, is_lone: bool) -> bool:
    if claim.unit != evidence.unit:
        return False
    if claim.unit != "count":
        return True
    if claim.family and evidence.family and claim.family != evidence.family:
        return False
    if claim.things & evidence.things:
        return True
    if not claim.things or not evidence.things:
        return True  # "46 millions" of what the sentence speaks of
    return is_lone or bool(
        claim.family and claim.family == evidence.family and (_is_general(claim) or _is_general(evidence))
    )


def _is_general(figure: Figure) -> bool:
    return all(one in GENERAL or one.startswith(":person") for one in figure.things)


def _values(claim: Figure, evidence: Figure) -> Match:
    is_floor = [one.high is None for one in (claim, evidence)]
    is_ceiling = [one.low is None for one in (claim, evidence)]
    if any(is_floor) and any(is_ceiling):
        return Match.NEAR if _ends(claim)[0] != _ends(evidence)[0] else Match.DIFFER
    if all(is_floor) or all(is_ceiling):
        found, edges = _within(claim, evidence), (_ends(claim)[0], _ends(evidence)[0])
        # Who says "over 75" has said "over 65" as well; not the other way round.
        implies = edges[1] >= edges[0] if all(is_floor) else edges[1] <= edges[0]
        return Match.NEAR if found is Match.DIFFER and implies and max(edges) <= 2 * min(edges) else found
    if not (any(is_floor) or any(is_ceiling)):
        return _within(claim, evidence)
    # A bound on one side only: the figure must lie on its side, and near enough to be what was meant.
    bound, other = (claim, evidence) if is_floor[0] or is_ceiling[0] else (evidence, claim)
    near = _within(claim, evidence)
    if near is Match.AGREE:
        return near
    edge, figure = _ends(bound)[0], max(_ends(other))
    passes = figure >= edge if bound.high is None else min(_ends(other)) <= edge
    if not passes:
        return near
    if not edge or not figure:
        return Match.NEAR
    return Match.AGREE if max(figure / edge, edge / figure) <= 2 else Match.NEAR


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    low, high = figure.low, figure.high
    some = low if low is not None else high if high is not None else Decimal(0)
    return (some, high if high is not None and low is not None else some)


def _within(claim: Figure, evidence: Figure) -> Match:
    """Compare two figures or ranges by the gap between them: none, one that rounding explains, or more."""
    (low, high), (other_low, other_high) = _ends(claim), _ends(evidence)
    gap = max(other_low - high, low - other_high, Decimal(0))
    if not gap:
        return Match.AGREE
    size = max(abs(low), abs(high), abs(other_low), abs(other_high))
    halves = _half(claim) + _half(evidence)
    if gap >= halves:
        return Match.DIFFER
    return Match.AGREE if gap <= size * CLOSE else Match.NEAR


def _half(figure: Figure) -> Decimal:
    if figure.comparator is Comparator.APPROX:
        return max(figure.half_width, abs(_ends(figure)[1]) * ABOUT)
    return figure.half_width
