"""Which place among others a claim asserts: the third, one of the five most, only those two more than it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.lexicon import fold, read_starts, read_table, read_words
from sourcier.assessment.scope import Scope
from sourcier.core.language import Comparator

LEADS = frozenset(
    {"un", "une", "parmi", "partie", "figure", "one", "among", "amongst", "dans", "in", "within", "compte", "of"}
)
"""Words before "des cinq pays les plus …", "the top ten"."""
NOT_PLACES = (*read_starts("figure_words", "not_places"), "world war")
TALLEST = read_words("figure_words", "tallest")
PODIUM = 3
NUMBER = read_words("figure_words", "number")
ONLY = frozenset({"only", "just", "seul", "seuls", "seules", "que"})
COUNTED = read_words("figure_words", "countries")
AFAR = 7
"""Words from "l’un des cinq pays" to the superlative that it is of."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place claimed."""

    bounds: Bounds
    is_from_top: bool
    at: int
    """Which word says it."""

    @property
    def last(self) -> int:
        """The place itself, or the lowest that the words allow."""
        return int(self.bounds.figure)

    @property
    def is_bound(self) -> bool:
        """Say whether any place up to the last will do."""
        return self.bounds.low is None


def exactly(place: int) -> Bounds:
    """Return the bounds of one place."""
    return Bounds(Decimal(place), Decimal(place), Comparator.EQ, Decimal(place))


def at_most(place: int) -> Bounds:
    """Return the bounds of a place among the first so many."""
    return Bounds(None, Decimal(place), Comparator.LE, Decimal(place))


def at_least(place: int) -> Bounds:
    """Return the bounds of a place behind the first so many."""
    return Bounds(Decimal(place), None, Comparator.GE, Decimal(place))


def claimed_place(scope: Scope) -> Place | None:
    """Return the place a claim asserts of somebody, None when it asserts none."""
    if is_only_ahead(scope):
        return _behind_so_many(scope)
    if says_all(scope) and scope.has("than") and (way := praised(scope)):
        return Place(exactly(1), way > 0, 0)
    if says_all(scope) and scope.has("greater", "smaller"):
        return Place(exactly(1), not (is_least(scope) or scope.has("smaller")), 0)
    if scope.has("bottom"):
        return Place(exactly(1), is_from_top=False, at=scope.cues["bottom"][0][0])
    among = _among(scope)
    if among is not None:
        number, at = among
        return Place(at_most(number), not is_least(scope), at)
    folded = [word.folded for word in scope.words]
    ordinals = {fold(form): int(row["place"]) for row in read_table("ordinals") for form in row[scope.lang].split(", ")}
    numbered = _numbered(scope, folded)
    if numbered is not None:
        return numbered
    for at, word in enumerate(folded):
        place = ordinals.get(word)
        if scope.words[at].role == "number" and any(
            one.unit in {"1", "%"} and one.span.contains(scope.words[at].span) for one in scope.quantities
        ):
            continue  # "a fifth of humanity"
        if place is None or (folded[at + 1 : at + 2] and folded[at + 1].startswith(NOT_PLACES)):
            continue
        if scope.lang == "en" and _is_a_fraction(folded, at):
            continue  # "over a third of humanity" is a share
        if place == 1 and not scope.has("world") and not says_all(scope) and not _has_article(folded, at):
            continue
        return Place(exactly(place), not is_least(scope), at)
    if scope.has("topping"):
        return Place(exactly(1), is_from_top=True, at=scope.cues["topping"][0][0])
    if "podium" in folded and any(_is_tall(scope, n) for n in range(folded.index("podium"), len(folded))):
        return Place(at_most(PODIUM), not is_least(scope), folded.index("podium"))
    best = _superlative_at(scope)
    return None if best is None else Place(exactly(1), not is_least(scope), best)


def _numbered(scope: Scope, folded: Sequence[str]) -> Place | None:
    """Return the place of "numéro trois mondial", "the world’s number two"; None where a number names anything else."""
    if not (scope.has("world", "league") or scope.has("all_countries")):
        return None
    for at, word in enumerate(folded[:-1]):
        number = _numbers(scope).get(folded[at + 1]) if word in NUMBER else None
        if number is not None:
            return Place(exactly(number), not is_least(scope), at)
    return None


def _numbers(scope: Scope) -> dict[str, int]:
    return {fold(form): int(row["number"]) for row in read_table("cardinals") for form in row[scope.lang].split(", ")}


def _is_a_fraction(folded: Sequence[str], at: int) -> bool:
    """Say whether an English ordinal stands for a part: "a third of", "one fifth", and not "a third place"."""
    before, after = folded[max(at - 1, 0) : at], folded[at + 1 : at + 2]
    return list(before) in (["a"], ["one"]) and (not after or after[0] == "of" or not after[0][:1].isalpha())


def praised(scope: Scope) -> int:
    """Return 1 where nobody does better, −1 where nobody does worse, 0 where a claim says neither."""
    starts = [at for cue in ("favourable", "unfavourable") for at, _ in scope.cues.get(cue, ())]
    if any(scope.words[at - 1].folded in {"moins", "less"} for at in starts if at):
        return 0  # "aucune note n’est moins flatteuse"
    return int(scope.has("favourable")) - int(scope.has("unfavourable"))


def is_only_ahead(scope: Scope) -> bool:
    """Say whether so many countries, and they alone, are ahead: "only two countries had more people than"."""
    return _behind_so_many(scope) is not None


def _behind_so_many(scope: Scope) -> Place | None:
    """Return the place of whom "seuls deux pays", "only two countries" are ahead of; None where nobody says so."""
    if not (scope.has("greater") ^ scope.has("smaller")) or not scope.has("than"):
        return None
    folded = [word.folded for word in scope.words]
    numbers = _numbers(scope) | {"one": 1, "un": 1}
    for at, word in enumerate(folded[: -len("ab")]):
        if word in ONLY and at < AFAR and folded[at + 1] in numbers and folded[at + 2] in COUNTED:
            return Place(exactly(numbers[folded[at + 1]] + 1), scope.has("greater"), at + 1)
    return None


def _among(scope: Scope) -> tuple[int, int] | None:
    """Return the number of "l’un des dix pays les plus …", "the five largest", "le top 10", and where it stands."""
    folded = [word.folded for word in scope.words]
    numbers = _numbers(scope)
    for at, word in enumerate(folded):
        number = numbers.get(word)
        if number is None or at == 0:
            continue
        if folded[at - 1] == "top":
            return number, at
        is_led = folded[at - 1] in {"des", "les", "the"} and bool(LEADS & set(folded[max(at - 4, 0) : at - 1]))
        if folded[at - 1] == "des":
            is_led = bool(LEADS & set(folded[max(at - 3, 0) : at - 1]))
        tall = [n for n in range(at + 1, min(at + AFAR, len(folded))) if _is_tall(scope, n)]
        if is_led and tall:
            return number, at
    return None


def _is_tall(scope: Scope, at: int) -> bool:
    word = scope.words[at]
    return word.folded in TALLEST or (scope.lang == "en" and word.token.tag_ in {"JJS", "RBS"})


def says_all(scope: Scope) -> bool:
    """Say whether all countries are meant: "aucun pays", "any other country", "tous les autres"."""
    return scope.has("all_countries")


def is_least(scope: Scope) -> bool:
    """Say whether places are counted from the bottom."""
    after = [word.folded for word in scope.words[1:]] + [""]
    return scope.has("last") or any(
        word.folded in {"moins", "least", "lowest", "smallest", "fewest"}
        and not (word.folded == "moins" and then == "de")
        for word, then in zip(scope.words, after, strict=True)
    )


def _has_article(folded: Sequence[str], at: int) -> bool:
    return at > 0 and folded[at - 1] in {"le", "la", "les", "the", "du", "au", "s"}


def _superlative_at(scope: Scope) -> int | None:
    """Return which word is a superlative, None when there is none."""
    folded = [word.folded for word in scope.words]
    for at, word in enumerate(folded):
        if word in {"plus", "moins", "meilleur", "meilleure", "pire"} and at and folded[at - 1] in {"le", "la", "les"}:
            return at
        token = scope.words[at].token
        if scope.lang == "en" and (token.tag_ in {"JJS", "RBS"} or word in {"most", "least"}):
            return at
    return None
