"""Give every number of a text as the Number and NumberWithUnit specifications of Recognizers-Text want it.

They ask for each number as it stands: lone ones, years, ages, ordinals, both ends of a range by themselves. Our own
convention drops or joins many of these after they are read (ANNOTATION.md). Here the product's reading is taken one
level below that choice: its numerals, ordinals, shares, signs and units, whatever it would keep of them.
recognizers_units.tsv has what those specifications call our units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.measures import measure, take_sign
from sourcier.text.quantities.numerals import read_numeral
from sourcier.text.quantities.ordinals import read_ordinal
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.rates import add_rate
from sourcier.text.quantities.shapes import read_ratio

Json = dict[str, Any]
UNITS = Path(__file__).parent / "recognizers_units.tsv"
POSITIONS = {
    "prochain": "current+1",
    "suivant": "current+1",
    "actuel": "current+0",
    "précédent": "current-1",
    "dernier": "end+0",
    "avant-dernier": "end-1",
    "pénultième": "end-1",
    "antépénultième": "end-2",
}
"""Words that count from here or from the end, and which these specifications call ordinals."""
BARE_DEGREES = frozenset({"°", "degré", "degrés", "deg"})
FEMININE = {"prochaine": "prochain", "suivante": "suivant", "actuelle": "actuel", "précédente": "précédent"} | {
    "dernière": "dernier",
    "avant-dernière": "avant-dernier",
}
POSITION = re.compile(rf"(?:\bl['’])?(?<![\w-])(?P<word>{'|'.join([*POSITIONS, *FEMININE])})(?![\w-])", re.IGNORECASE)
OF_AGE = ["d'", "âge"]
ALONE = frozenset({"currency", "temperature"})
"""Models whose units count without a number too: "en degrés celsius"."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a specification calls one of our units."""

    model: str
    name: str
    code: str
    factor: str
    per: str
    written: frozenset[str]

    def fits(self, found: Found, written: str, per: str) -> bool:
        """Say whether this names a unit found, which has these words in the text."""
        if self.per != per or (self.written and written not in self.written):
            return False
        if not self.code:
            return found.kind == "count"
        return (self.code, self.factor) == (found.unit, f"{found.factor.normalize():f}")


@cache
def names(model: str) -> list[Name]:
    """Return the names of a model's units, those that ask for certain words first."""
    lines = UNITS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [
        Name(of, name, code, factor, per, frozenset(filter(None, written.split("|"))))
        for of, name, code, factor, per, written in rows
        if of == model
    ]


def predicted_numbers(doc: Doc, lang: Lang, suite: str) -> list[Json]:
    """Return what a suite of numbers asks for: `start`, `end` and `resolution`, as the specification has them."""
    page = Page.of(doc, lexicon(lang))
    model = suite.partition("/")[2].partition("Model")[0].lower()
    if model == "ordinal":
        return [*_ordinals(page), *(() if "Suppress" in suite else _positions(page))]
    if model == "number":
        found = _numbers(page, with_units=False)
        return [_result(page, one, _value(one)) for one in found if not _is_glued(page, one)]
    if model == "percent":
        return [_result(page, one, f"{_value(one)}%") for one in _numbers(page, with_units=True) if one.unit == "%"]
    return list(_measured(page, model))


def _numbers(page: Page, *, with_units: bool) -> Iterator[Found]:
    """Yield every numeral and every share, with its sign, and with its unit or noun where that is wanted."""
    at = 0
    while at < len(page.atoms):
        numeral = read_numeral(page.atoms, at, page.words)
        ratio = read_ratio(page, numeral) if numeral is not None else None
        numeral = ratio[0] if ratio is not None else numeral
        if numeral is not None and numeral.kind not in {"vague", "factor"}:
            found = Found(numeral, at, numeral.last)
            take_sign(page, found)
            if with_units:
                measure(page, found, numeral)
            at = found.number_end
            yield found
        else:
            at = numeral.last if numeral is not None else at + 1


def _is_glued(page: Page, found: Found) -> bool:
    """Say whether letters touch the number: "29km" is a measure in these specifications, and no number."""
    return page.atoms.is_glued(found.last - 1) and page.atoms.kind(found.last) == "w"


def _ordinals(page: Page) -> Iterator[Json]:
    at = 0
    while at < len(page.atoms):
        rank = read_ordinal(page.atoms, at, page.words)
        if rank is not None:
            yield _spanned(page, at, rank[1], {"value": str(rank[0])})
        at = rank[1] if rank is not None else at + 1


def _positions(page: Page) -> Iterator[Json]:
    """Yield the relative ordinals; an elided article belongs to one with a hyphen there."""
    for match in POSITION.finditer(page.atoms.text):
        word = match["word"].lower()
        value = {"value": POSITIONS[FEMININE.get(word, word)]}
        yield {"start": match.start(0 if "-" in word else "word"), "end": match.end(), "resolution": value}


def _measured(page: Page, model: str) -> Iterator[Json]:
    """Yield the measures of one model, then its units that stand without a number."""
    taken: set[int] = set()
    for one in _numbers(page, with_units=True):
        unit_end = one.last
        words = page.atoms.text[page.atoms.ends[one.number_end - 1] : page.atoms.ends[unit_end - 1]]
        written = words.lower().strip().removeprefix("de ")
        add_rate(page, one)
        name = next(
            (name for per in (one.per or "", "") for name in names(model) if name.fits(one, written, per)), None
        )
        if name is None:
            continue
        one.last = one.last if name.per else unit_end
        if model == "age" and page.atoms.words[one.last : one.last + 2] == OF_AGE:
            one.last += 2
        taken |= set(range(one.first, one.last))
        yield _result(page, one, _value(one), name.name)
    if model in ALONE:
        yield from _alone(page, model, taken)


def _alone(page: Page, model: str, taken: set[int]) -> Iterator[Json]:
    """Yield units without a number; plain degrees could be of anything."""
    called = {name.code: name.name for name in names(model) if name.factor == "1" and not name.written}
    at = 0
    while at < len(page.atoms):
        unit = None if at in taken else page.words.units.starting(page.atoms.words, at)
        end = unit[1] if unit is not None else at + 1
        is_bare = end == at + 1 and page.atoms.words[at] in BARE_DEGREES
        if unit is not None and unit[0].unit in called and unit[0].factor == 1 and not is_bare:
            yield _spanned(page, at, end, {"value": None, "unit": called[unit[0].unit]})
        at = end


def _value(found: Found) -> str:
    """Return a number as the specifications write it, to 15 digits with a comma."""
    return f"{float(found.numeral.value):.15g}".replace(".", ",")


def _result(page: Page, found: Found, value: str, unit: str | None = None) -> Json:
    return _spanned(page, found.first, found.last, {"value": value, "unit": unit} if unit else {"value": value})


def _spanned(page: Page, first: int, last: int, resolution: Json) -> Json:
    return {"start": page.atoms.starts[first], "end": page.atoms.ends[last - 1], "resolution": resolution}
