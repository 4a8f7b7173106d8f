"""What stands in the slots of a frame: names, figures, dates, written as French or English writes them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

NARROW = "\u202f"


def _listed() -> dict[str, list[str]]:
    lines = (Path(__file__).parent / "slots.tsv").read_text(encoding="utf-8").splitlines()
    return {sort: words.split("|") for sort, words in (line.split("\t") for line in lines if line[0] != "#")}


WORDS = _listed()
"""The words of slots.tsv by their sort."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a slot: how it is written in each language, or a figure that is written anew each time."""

    forms: Mapping[str, str] = field(default_factory=dict)
    figure: float | None = None
    sort: str = ""

    def written(self, lang: str, form: str, side: str, rng: random.Random) -> str:
        """Return it in a language; `form` is a case such as "en"; `side` asks for a bound below or above a figure."""
        if self.figure is None:
            return self.forms.get("eng" if lang == "en" else form, self.forms.get("", ""))
        figure = self.figure
        if side:
            figure = _bound(figure, self.sort, side, rng)
        return _spelled(figure, self.sort, lang, rng)


def _bound(figure: float, sort: str, side: str, rng: random.Random) -> float:
    """Return a rounder figure below or above a figure."""
    if sort == "year":
        return figure + rng.randint(1, 12) * (1 if side == ">" else -1)
    far = rng.uniform(1.04, 1.6)
    bound = figure * far if side == ">" else figure / far
    if sort == "percent":
        bound = round(bound) if abs(round(bound) - figure) > 0.5 else round(bound, 1)
        return bound if (bound > figure) == (side == ">") and bound != figure else figure + (1 if side == ">" else -0.5)
    size = 10 ** max(len(str(int(figure))) - 2, 0)
    bound = (int(bound / size) + (side == ">")) * size
    return bound if (bound > figure) == (side == ">") and bound != figure else figure + (size if side == ">" else -1)


def _spelled(figure: float, sort: str, lang: str, rng: random.Random) -> str:
    """Return a figure as its language writes it, in one of its ways."""
    point = "." if lang == "en" else ","
    if sort == "year":
        return str(int(figure))
    if sort == "percent":
        written = f"{figure:.1f}".removesuffix(".0").replace(".", point)
        sign = ["%", " percent"] if lang == "en" else [f"{NARROW}%", " %", " %", " pour cent"]
        return written + rng.choice(sign)
    if sort == "magnitude":
        return f"{figure:.1f}".replace(".", point)
    if sort == "money":
        amount = figure / 1e6
        word, amount = ("milliard", amount / 1000) if amount >= 1000 else ("million", amount)
        written = f"{amount:.1f}".removesuffix(".0").replace(".", point)
        if lang == "en":
            return f"{written} {'billion' if word == 'milliard' else 'million'} euros"
        return f"{written} {word}{'s' if amount >= 2 else ''} d'euros"
    whole = int(figure)
    if whole <= 12 and rng.random() < 0.6:
        word = (WORDS["small_en"] if lang == "en" else WORDS["small"])[whole]
        return word if whole != 1 else ("one" if lang == "en" else "un")
    if whole >= 1_000_000 and whole % 100_000 == 0 and rng.random() < 0.7:
        amount = f"{whole / 1e6:.1f}".removesuffix(".0").replace(".", point)
        return f"{amount} million" if lang == "en" else f"{amount} million{'s' if whole >= 2_000_000 else ''} de"
    separator = (
        "," if lang == "en" else rng.choice([" ", NARROW, " ", "."] if rng.random() < 0.1 else [" ", NARROW, " "])
    )
    return f"{whole:,}".replace(",", separator)


def _figures(low: float, high: float, sort: str, digits: int = 0) -> Callable[[random.Random], Filled]:
    def draw(rng: random.Random) -> Filled:
        value = low * (high / low) ** rng.random() if low > 0 and high / low > 50 else rng.uniform(low, high)
        if sort == "people" and rng.random() < 0.4:
            value = float(f"{value:.2g}")
        return Filled(figure=round(value, digits) if digits else float(int(value)), sort=sort)

    return draw


def _date(rng: random.Random) -> Filled:
    day, month, year = rng.randint(1, 28), rng.randrange(12), rng.randint(1950, 2025)
    tail = f" {year}" if rng.random() < 0.7 else ""
    first = "1er" if day == 1 else str(day)
    return Filled(
        {
            "": f"{first} {WORDS['month'][month]}{tail}",
            "eng": f"{WORDS['month_en'][month]} {day}{', ' + tail.strip() if tail else ''}",
        }
    )


def _month(rng: random.Random) -> Filled:
    month, year = rng.randrange(12), rng.randint(1990, 2025)
    return Filled({"": f"{WORDS['month'][month]} {year}", "eng": f"{WORDS['month_en'][month]} {year}"})


def _day(rng: random.Random) -> Filled:
    if rng.random() < 0.5:
        at = rng.randrange(7)
        return Filled({"": WORDS["day"][at], "eng": WORDS["day_en"][at]})
    date = _date(rng)
    return Filled({"": f"le {date.forms['']}", "eng": date.forms["eng"]})


def _country(rng: random.Random) -> Filled:
    le, de, en, english = rng.choice(WORDS["country"]).split("/")
    return Filled({"": le, "le": le, "de": de, "en": en, "eng": english})


def _plain(names: list[str]) -> Callable[[random.Random], Filled]:
    return lambda rng: Filled({"": rng.choice(names)})


def _union(rng: random.Random) -> Filled:
    french, english = rng.choice(WORDS["union"]).split("/")
    return Filled({"": french, "eng": english})


def _topic(rng: random.Random) -> Filled:
    french, english = rng.choice(WORDS["topic"]).split("/")
    return Filled({"": french, "eng": english})


SORTS: Mapping[str, Callable[[random.Random], Filled]] = {
    "town": _plain(WORDS["town"]),
    "company": _plain(WORDS["company"]),
    "ministry": _plain(WORDS["ministry"]),
    "prize": _plain(WORDS["prize"]),
    "transport": _plain(WORDS["transport"]),
    "union": _union,
    "topic": _topic,
    "body": _plain(WORDS["body"]),
    "court": _plain(WORDS["court"]),
    "place": _plain(WORDS["place"]),
    "thing": _plain(WORDS["thing"]),
    "country": _country,
    "person": lambda rng: Filled({"": f"{rng.choice(WORDS['given'])} {rng.choice(WORDS['surname'])}"}),
    "date": _date,
    "monthyear": _month,
    "day": _day,
    "year": _figures(1900, 2025, "year"),
    "people": _figures(400, 9_000_000, "people"),
    "percent": _figures(1, 89, "percent", 1),
    "votes": _figures(120, 480, "count"),
    "fewer": _figures(5, 119, "count"),
    "small": _figures(2, 60, "count"),
    "few": _figures(2, 8, "count"),
    "jobs": _figures(30, 24_000, "count"),
    "age": _figures(31, 99, "count"),
    "years": _figures(2, 25, "count"),
    "goals": _figures(2, 6, "count"),
    "goals0": _figures(0, 2, "count"),
    "km": _figures(3, 900, "count"),
    "degrees": _figures(25, 46, "count"),
    "magnitude": _figures(4, 8, "magnitude", 1),
    "money": _figures(1_200_000, 60_000_000_000, "money"),
}


def other_than(sort: str, one: Filled, rng: random.Random) -> Filled:
    """Return something else of a sort: a figure of the same size, a date that differs in one part."""
    for _ in range(50):
        other = SORTS[sort](rng)
        if one.figure is not None and other.figure is not None:
            if one.sort == "year":
                other = Filled(figure=one.figure + rng.choice([-1, 1]) * rng.randint(1, 15), sort="year")
            elif sort in ("people", "jobs", "money", "percent", "km", "votes", "fewer"):
                factor = rng.choice([rng.uniform(0.35, 0.9), rng.uniform(1.12, 2.8)])
                digits = 1 if sort == "percent" else 0
                other = Filled(
                    figure=round(one.figure * factor, digits) if digits else float(int(one.figure * factor) + 1),
                    sort=one.sort,
                )
            if sort == "percent" and other.figure and other.figure > 99:
                continue
        if sort in ("date", "monthyear") and rng.random() < 0.7:
            words = one.forms[""].split()
            at = next(place for place, word in enumerate(words) if word in WORDS["month"])
            month = rng.choice([name for name in WORDS["month"] if name != words[at]])
            english = one.forms["eng"].replace(
                WORDS["month_en"][WORDS["month"].index(words[at])], WORDS["month_en"][WORDS["month"].index(month)]
            )
            other = Filled({"": one.forms[""].replace(words[at], month), "eng": english})
        if other != one:
            return other
    return one
