"""Lists of an election by their press names, the lists allied to them, and what others counted for them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.lexicon import Patterns, parse_pattern, read_table
from sourcier.core.article import Lang


@cache
def party_names(kind: str, year: str, lang: Lang) -> Patterns:
    """Return the names of lists by the options they stand for; of all elections where none is given."""
    rows = [row for row in read_table("parties") if kind in {"", row["kind"]} and year in {"", row["year"]}]
    return Patterns(
        [parse_pattern(form.strip(), row["options"]) for row in rows for form in row[lang].split(",") if form.strip()]
    )


def _rows(kind: str, year: int) -> list[dict[str, str]]:
    return [row for row in read_table("parties") if (row["kind"], row["year"]) == (kind, str(year))]


def allied_lists(kind: str, year: int, options: str) -> str:
    """Return the options of a list and its allies in an election; empty where the table knows of none."""
    joined = [
        row["options"] for row in _rows(kind, year) if "+" in row["options"] and options in row["options"].split("+")
    ]
    return joined[0] if len(joined) == 1 else ""


def is_published(kind: str, year: int, options: str, bounds: Bounds) -> bool:
    """Say whether the press or the house is known to have given a list a number of seats that a claim allows."""
    counts = (each for row in _rows(kind, year) if row["options"] == options for each in row["elsewhere"].split())
    return any(
        (bounds.low is None or bounds.low <= Decimal(each)) and (bounds.high is None or Decimal(each) <= bounds.high)
        for each in counts
    )
