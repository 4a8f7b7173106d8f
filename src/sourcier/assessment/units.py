"""Whether a figure of the claim can be a value of a table: unit against unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from sourcier.assessment.lexicon import Patterns, features, parse_pattern, read_table, tokenise
from sourcier.core.article import Lang
from sourcier.core.language import Quantity

GENERIC = frozenset({":person", "million", "milliard", "billion"})
"""Words for people in general: any table that counts people may answer them."""
_MASS = {"t": Decimal(1), "kt": Decimal(1000), "Mt": Decimal(10) ** 6, "Gt": Decimal(10) ** 9, "kg": Decimal("0.001")}
OF_GDP = "% of GDP"
THOUSAND = "per 1,000"
"""In a unit whose figures a share can be turned into: "un enfant sur dix" is a hundred in a thousand."""
_COUNTED = frozenset({"persons", "conflicts", "tests", "states", "votes", "warheads", "score", "children"})
_THINGS = frozenset({"conflicts", "tests", "states", "warheads"})


@cache
def _families() -> dict[str, str]:
    found = {}
    for row in read_table("unit_families"):
        for unit in row["units"].split(","):
            found[unit.strip()] = row["family"]
    return found


@cache
def _nouns(lang: Lang) -> Patterns:
    rows = read_table("unit_families")
    column = f"nouns_{lang}"
    forms = [(form.strip(), row["family"]) for row in rows for form in row[column].split(",") if form.strip()]
    return Patterns([parse_pattern(form, family) for form, family in forms])


def family_of(unit: str) -> str:
    """Return the family of a table's unit: percent, money, mass, years, or what it counts.

    >>> family_of("% of GDP"), family_of("USD per person"), family_of("t")
    ('percent', 'money', 'mass')
    """
    if unit.startswith("%"):
        return "percent"
    head = unit.split(maxsplit=1)[0] if unit else ""
    known = _families()
    return known.get(unit) or known.get(head, "")


def noun_family(words: str, lang: Lang) -> str:
    """Return the family of the noun that a figure counts ("réfugiés": persons), empty when unknown."""
    hits = _nouns(lang).find(tokenise(words))
    return hits[0][2] if hits else ""


def factor_to(quantity: Quantity, unit: str, known: frozenset[str], lang: Lang) -> Decimal | None:
    """Return what turns the claim's figure into the table's unit; None when the two cannot be compared.

    Args:
        quantity: The figure.
        unit: The table's unit.
        known: Features of the table's own words: the counted noun must be among them.
        lang: The article's language.
    """
    family, claimed = family_of(unit), quantity.unit
    if THOUSAND in unit and (claimed == "%" or (claimed == "1" and _is_fraction(quantity))):
        return Decimal(10) if claimed == "%" else Decimal(1000)
    if family == "percent":
        if claimed == "%":
            return Decimal(1)
        if unit == OF_GDP and is_multiple(quantity):
            return Decimal(100)
        return Decimal(100) if claimed == "1" and _is_fraction(quantity) else None
    if family == "money":
        return Decimal(1) if claimed == unit.split(maxsplit=1)[0] else None
    if family == "mass":
        return _MASS.get(claimed)
    if family == "years":
        return Decimal(1) if claimed in {"a", "an", "ans", "year", "years"} else None
    if family in _COUNTED and " per " not in unit and _is_fraction(quantity) and quantity.low != 1:
        return None
    if claimed == "1" and _is_bare(quantity):
        return Decimal(1) if family in _COUNTED else None
    if claimed in {"%", "1", "pp", *_MASS} or family_of(claimed) in {"money", "years"}:
        return None
    if claimed == "":
        return Decimal(1) if family in _COUNTED or not family else None
    counted = {meaning for _, _, meaning in _nouns(lang).find(tokenise(claimed))}
    if family in _THINGS and counted and family not in counted:
        return None  # "guerres d’au moins mille morts": the dead are none of the wars
    noun = " ".join(filter(None, (claimed, quantity.of)))
    found = frozenset().union(*features(tokenise(claimed), lang)) | frozenset().union(*features(tokenise(noun), lang))
    if found & known or (family == "persons" and found & GENERIC):
        return Decimal(1)
    return None


def is_multiple(quantity: Quantity) -> bool:
    """Say whether a figure is so many times something: "plus du double", "three times"."""
    return quantity.unit == "1" and (quantity.low or quantity.high or 0) > 1 and not _is_bare(quantity)


def _is_bare(quantity: Quantity) -> bool:
    """Say whether a figure without a unit stands alone ("46 millions") and is no factor ("dix fois")."""
    words = ("fois", "time", "fold", "doubl", "tripl", "quadrupl", "halv")
    return quantity.low is not None and quantity.low >= 1 and not any(word in quantity.text for word in words)


def _is_fraction(quantity: Quantity) -> bool:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return all(0 < end <= 1 for end in ends)
