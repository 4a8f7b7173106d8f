"""The words of the reports, one file a language, and what the language does with counts and dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from sourcier.assessment.lexicon import unit_names
from sourcier.core.article import Lang
from sourcier.dossier.report.typography import figure, one_line, typeset
from sourcier.text.elision import fill

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True, slots=True)
class Words:
    """The strings of one language by dotted key, and its conventions."""

    lang: Lang
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a string with its blanks filled. Raises KeyError for a key that the language lacks."""
        text = self.table[key]
        if not values:
            return text
        return fill(text, values) if self.lang == "fr" else text.format(**values)

    def get(self, key: str, default: str) -> str:
        """Return a string, or the default where the language has none: columns, relations."""
        return self.table.get(key, default)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a counted noun: French takes the singular for 0 and 1, English for 1."""
        single = number <= 1 if self.lang == "fr" else number == 1
        return self(f"{key}.one" if single else f"{key}.many", n=number, **values)

    def day(self, day: date) -> str:
        """Return a date as a newspaper writes it: "14 septembre 2023", "1er mai 2024", "14 September 2023"."""
        first = self.table["date.first"] if day.day == 1 else str(day.day)
        return f"{first} {self.table[f'date.month.{day.month}']} {day.year}"

    def period(self, iso: str) -> str:
        """Return an ISO period in words: a year, a month, a day, or two ends; other text as it stands."""
        ends = iso.split("/")
        if len(ends) == 2 and all(ends):
            first, last = (self.period(end) for end in ends)
            return first if first == last else f"{first} {self.table['date.to']} {last}"
        match = _PERIOD.fullmatch(iso.strip())
        if match is None:
            return one_line(iso)
        year, month, day = match.groups()
        try:
            if day is not None:
                return self.day(date(int(year), int(month), int(day)))
            return f"{self.table[f'date.month.{int(month)}']} {year}" if month else year
        except (KeyError, ValueError):  # month 13, 30 February: shown as the table has it
            return iso

    def value(self, raw: str, unit: str) -> str:
        """Return a cell's value, a figure with its unit ("14 200 morts"), a date in words, else as it stands."""
        if _DAYS.fullmatch(raw.strip()):
            return self.period(raw.strip())
        written, name = self.figure(raw), self.unit(unit)
        is_figure = raw.strip()[:1] in set("+-0123456789") and not any(letter.isalpha() for letter in raw)
        return typeset(f"{written} {name}", self.lang) if name and is_figure else written

    def figure(self, raw: str) -> str:
        """Return a figure, or two ends of one, as the language writes it; other text as it stands."""
        return figure(raw, self.lang, self.table["date.to"])

    def unit(self, unit: str) -> str:
        """Return a unit in the language where it is known, else as the pack has it."""
        return one_line(unit_names(unit, self.lang))

    def ours(self, text: str) -> str:
        """Return a sentence of the program's own, cleaned and typeset."""
        return typeset(one_line(text), self.lang)


@cache
def words(lang: Lang) -> Words:
    """Return the words of a language, from `report.<lang>.toml`."""
    raw = (resources.files(__package__) / f"report.{lang}.toml").read_text(encoding="utf-8")
    return Words(lang=lang, table=flat_words(tomllib.loads(raw), "", lang))


def flat_words(table: Mapping[str, Any], prefix: str, lang: Lang) -> dict[str, str]:
    """Return the words of nested tables by their dotted keys, typeset."""
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= flat_words(value, f"{prefix}{key}.", lang)
        else:
            flat[f"{prefix}{key}"] = typeset(str(value), lang)
    return flat
