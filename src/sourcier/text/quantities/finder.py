"""Find every quantity of a text in one pass over its atoms."""

from __future__ import annotations

from decimal import Decimal

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Quantity
from sourcier.text.quantities import articles
from sourcier.text.quantities.atoms import CLOCK, FIGURE, HYPHENS
from sourcier.text.quantities.attach import add_bound
from sourcier.text.quantities.exclusions import is_excluded
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.measures import measure, measure_part, take_sign
from sourcier.text.quantities.multiples import multiplies, read_verb
from sourcier.text.quantities.nouns import Noun
from sourcier.text.quantities.numerals import Numeral, read_numeral
from sourcier.text.quantities.page import Found, Page
from sourcier.text.quantities.rates import add_rate
from sourcier.text.quantities.records import to_quantity
from sourcier.text.quantities.running import read_clocked, read_run
from sourcier.text.quantities.shapes import read_ratio, read_upper
from sourcier.text.quantities.understood import complete
from sourcier.text.quantities.units import unit_after, unit_before
from sourcier.text.quantities.votes import read_vote

_ONE = Decimal(1)
_OPENERS = {
    "part": frozenset({"les", "la", "le", "the"}),
    "factor": frozenset({"les", "la", "le", "the"}),
    "vague": frozenset({"des", "plusieurs", "quelques", "several", "some", "many"}),
    "times": frozenset({"à", "on"}),
}
_FROM = frozenset({"entre", "between", "de", "d'", "from"})


def find_quantities(doc: Doc, lang: Lang) -> list[Quantity]:
    """Return the quantities of a parsed text, in order; none overlaps another.

    The text may be anything spaCy parsed, an article or a sentence. ANNOTATION.md says what counts as one.
    """
    if not len(doc):
        return []
    page = Page.of(doc, lexicon(lang))
    atoms, numbers, stems = page.atoms, page.words.numbers, page.words.stems
    at, end = 0, len(atoms)
    idioms = page.words.contexts["idiom"]
    while at < end:
        kind, word = atoms.kinds[at], atoms.words[at]
        idiom = idioms.starting(atoms.words, at) if idioms.opens_with(word) else None
        if idiom is not None:
            at = idiom[1]
        elif kind == FIGURE or word in numbers or (word == "a" and lang == "en"):
            at = max(_read(page, at), at + 1)
        elif kind == CLOCK:
            at = _read_clock(page, at)
        elif word[:4] in stems:
            read_verb(page, at)
            at += 1
        else:
            at += 1
    return [to_quantity(page, found) for found in complete(page)]


def _read(page: Page, at: int) -> int:
    """Read what starts at an atom, keep it if it is a quantity, and return where to go on."""
    atoms = page.atoms
    between = atoms.word(at - 1) == "between"
    numeral = read_numeral(atoms, at, page.words, alone=between)
    if numeral is None:
        read_verb(page, at)
        return at + 1
    run = read_run(page, numeral)
    if run is not None:
        add_bound(page, run)
        return _keep(page, run, None)
    if _is_half_of_many(page, numeral):
        return numeral.last
    ratio = read_ratio(page, numeral)
    if ratio is not None:
        found = Found(ratio[0], at, ratio[1], unit="1", kind="ratio", is_ratio=True)
        add_bound(page, found)
        add_rate(page, found)
        return _keep(page, found, None)
    if multiplies(page, at):
        found = Found(numeral, at, numeral.last, unit="1", kind="ratio")
        found.first = at - 2 if page.words.is_role("multiplying", atoms.word(at - 2)) else at - 1
        return _keep(page, found, None)
    vote = read_vote(page, numeral)
    if vote is not None:
        page.found += vote
        return vote[1].last
    ends = read_upper(page, numeral)
    if ends is None:
        return _finish(page, Found(numeral, at, numeral.last))
    lower, upper, is_range = ends
    if is_range:
        return _finish(page, Found(lower, at, upper.last, upper=upper))
    if unit_after(page, numeral) is None and unit_before(page, at) is None:
        first = Found(lower, at, numeral.last, is_shared=True)
        add_bound(page, first)
        return _keep(page, first, None)
    return _finish(page, Found(numeral, at, numeral.last))


def _is_half_of_many(page: Page, numeral: Numeral) -> bool:
    """Say whether a part is one of a row: "first-half profit", "la première moitié", "le dernier tiers"."""
    before = numeral.first - 1
    if numeral.kind != "part":
        return False
    if page.atoms.word(before) in HYPHENS:
        before -= 1
    return page.words.is_role("ranked", page.atoms.word(before))


def _finish(page: Page, found: Found) -> int:
    """Attach unit, noun, bound and rate to a number or a range."""
    numeral = found.upper or found.numeral
    noun: Noun | None = None
    if found.numeral.kind in {"part", "factor"}:
        found.unit, found.kind = "1", "ratio"
        if found.numeral.kind == "part":
            measure_part(page, found)
    else:
        noun = measure(page, found, numeral)
    if found.numeral.kind == "half" and found.kind in {"", "count"}:
        return found.numeral.last  # "une demi-finale"
    if found.numeral.kind == "article" and found.upper is None and not articles.is_number(page, found, noun):
        return found.numeral.last
    _open(page, found)
    add_bound(page, found)
    found.complement = found.last
    add_rate(page, found)
    return _keep(page, found, noun)


def _open(page: Page, found: Found) -> None:
    """Take in the words that open the figure: "une cinquantaine", "les deux tiers", "entre", "between"."""
    atoms, numeral = page.atoms, found.numeral
    take_sign(page, found)
    before = atoms.word(found.first - 1)
    if found.kind == "times" and atoms.word(found.last - 1) not in {"reprises", "occasions"}:
        return
    if before in _OPENERS.get(found.kind if found.kind == "times" else numeral.kind, ()) or (
        found.upper is not None
        and before in _FROM
        and (before in {"entre", "between"} or page.words.before.ending(atoms.words, found.first) is None)
    ):
        found.first -= 1


def _keep(page: Page, found: Found, noun: Noun | None) -> int:
    after = found.last
    if found.kind != "placed" and not is_excluded(page, found, noun):
        if page.found and page.found[-1].last > found.first:
            found.first = page.found[-1].last
        page.found.append(found)
    elif found.unit == "h":
        page.clock_end = found.last
    return max(after, found.number_end)


def _read_clock(page: Page, at: int) -> int:
    """Read "2 h 30" as a length of time where the words say so, else it is a time of day; return where to go on."""
    if ":" in page.atoms.words[at]:
        return at + 1
    run = read_clocked(page, at)
    if run is not None:
        return _keep(page, run, None)
    if not page.has_role("lasting", ending=at) and page.atoms.word(at - 1) != "en":
        return at + 1
    hours, minutes = page.atoms.words[at].split("h")
    value = Decimal(hours.strip()) + Decimal(minutes.replace("min", "").strip()) / 60
    numeral = Numeral(value, _ONE / 60, at, at + 1, "cardinal", is_digits=True)
    page.found.append(Found(numeral, at, at + 1, unit="h", kind="time"))
    return at + 1
