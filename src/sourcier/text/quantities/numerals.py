"""Read one number, in figures, in words or in both, and how finely it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sourcier.core.article import Lang
from sourcier.text.quantities import ordinals, words_en, words_fr
from sourcier.text.quantities.atoms import FIGURE, SPACES, Atoms
from sourcier.text.quantities.lexicon import Lexicon
from sourcier.text.quantities.powers import read_power

_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_HALF = Decimal("0.5")
_AND = frozenset({"et", "and"})
_PARTITIVES = frozenset({"du", "des", "de", "d'", "of"})
"""Behind a fraction, these say what it is a part of, and it stands by itself."""
_LONGEST = 24
"""Characters of the longest figure read, separators included: Decimal is exact to 28 digits."""
_GAPS = re.compile(f"[{SPACES}'’]")
_ABBREVIATED: dict[Lang, dict[str, int]] = {
    "fr": {
        "k": 10**3,
        "K": 10**3,
        "M": 10**6,
        "Mio": 10**6,
        "Md": 10**9,
        "Mds": 10**9,
        "md": 10**9,
        "mds": 10**9,
        "Mrd": 10**9,
        "Mrds": 10**9,
    },
    "en": {
        "k": 10**3,
        "K": 10**3,
        "m": 10**6,
        "mn": 10**6,
        "mln": 10**6,
        "M": 10**6,
        "bn": 10**9,
        "bln": 10**9,
        "b": 10**9,
        "B": 10**9,
        "tn": 10**12,
        "trn": 10**12,
    },
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its atoms, `first` included, `last` excluded."""

    value: Decimal
    step: Decimal
    """The place value of the last digit given: 0.1 for 7,1; 100000 for 1,2 million; 1 for 24."""
    first: int
    last: int
    kind: str
    """cardinal, group ("une dizaine"), part ("un tiers"), half ("un demi"), factor ("double"), vague ("des milliers"),
    article ("un")."""
    mantissa: Decimal = Decimal(0)
    """The number before its scale word, for "deux à trois millions"; 0 where there is none."""
    scale: int = 1
    is_digits: bool = False

    def scaled(self, scale: int) -> Numeral:
        """Return the number that many times."""
        return replace(self, value=self.value * scale, step=self.step * scale, mantissa=self.value, scale=scale)


def figure_value(written: str, lang: Lang) -> tuple[Decimal, Decimal]:
    """Return the value of a figure and the place value of its last digit.

    >>> figure_value("1 234,50", "fr")
    (Decimal('1234.50'), Decimal('0.01'))
    >>> figure_value("1,234.5", "en")
    (Decimal('1234.5'), Decimal('0.1'))
    >>> figure_value("1.234", "fr"), figure_value("0.234", "fr")[0]
    ((Decimal('1234'), Decimal('1')), Decimal('0.234'))
    """
    bare = _GAPS.sub("", written).replace("·", ".")
    point, comma = (",", ".") if lang == "fr" else (".", ",")
    if bare.count(point) > 1:  # "1,234,567" in French: the other country's thousands
        bare = bare.replace(point, "")
    whole, _, decimals = bare.partition(point)
    groups = whole.split(comma)
    if len(groups) > 1 and not decimals and (len(groups[-1]) != 3 or groups[0] in {"0", ""}):
        whole, decimals = "".join(groups[:-1]), groups[-1]  # "1.5 million" in French
    else:
        whole = "".join(groups)
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return value, Decimal(1).scaleb(-len(decimals))


def round_step(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero.

    >>> round_step(Decimal(400000)), round_step(Decimal(1250))
    (Decimal('1E+5'), Decimal('1E+1'))
    """
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def read_numeral(atoms: Atoms, at: int, words: Lexicon, *, alone: bool = False) -> Numeral | None:
    """Return the number that starts at an atom.

    Args:
        atoms: The text.
        at: Where to look.
        words: The language.
        alone: Read "a hundred" of "a hundred and twenty" only, as after "between".
    """
    numeral = _unmixed(atoms, at, words, alone=alone)
    if numeral is None or numeral.is_digits or numeral.kind not in {"cardinal", "article"}:
        return numeral
    return _mixed(atoms, numeral, words)


def _unmixed(atoms: Atoms, at: int, words: Lexicon, *, alone: bool = False) -> Numeral | None:
    """Return the number that starts at an atom, without the fraction that "et" adds to a number in words."""
    if atoms.kinds[at] == FIGURE:
        return _figures(atoms, at, words)
    last_word = ordinals.last_word(atoms, at, words)
    if last_word is not None and last_word > at:
        return _fraction(atoms, at, last_word, words)
    read = words_fr.read if words.lang == "fr" else words_en.read
    found = read(atoms, at, words.numbers, alone)
    if found is None:
        return None
    value, last, kind, scale = found
    if kind in {"cardinal", "article"}:
        whole = value
        last, value, scale = _halves(atoms, last, value, scale, words)
        kind = kind if value == whole else "cardinal"
    step = round_step(value) if value >= 1000 else Decimal(1)
    if value != value.to_integral_value() and kind == "cardinal":
        step = Decimal("0.5")
    if kind in {"part", "half"}:
        step = _part_step(value)
    if kind == "group":
        step = value / 5
    numeral = Numeral(value, step, at, last, kind)
    if scale > 1 and kind == "cardinal":
        numeral = replace(numeral, mantissa=value / scale, scale=scale)
    return numeral


def _fraction(atoms: Atoms, at: int, last_word: int, words: Lexicon) -> Numeral | None:
    found = ordinals.read_fraction(atoms, at, last_word, words)
    return None if found is None else Numeral(found[0], _part_step(found[0]), at, found[1], "part")


def _part_step(value: Decimal) -> Decimal:
    return min(value / 5, Decimal("0.1"))


def _mixed(atoms: Atoms, whole: Numeral, words: Lexicon) -> Numeral:
    """Read a whole number with its fraction: "cinq et un quart", "two and three quarters"."""
    if atoms.word(whole.last) not in _AND or whole.last + 1 >= len(atoms):
        return whole
    part = _unmixed(atoms, whole.last + 1, words)
    if part is None or part.kind not in {"part", "half"} or part.value >= 1 or atoms.word(part.last) in _PARTITIVES:
        return whole
    mixed = replace(whole, value=whole.value + part.value, step=part.step, last=part.last, kind="cardinal")
    kind, scale = words.numbers.get(atoms.word(mixed.last), ("", 0))
    return replace(mixed.scaled(scale), last=mixed.last + 1) if kind == "scale" else mixed


def _figures(atoms: Atoms, at: int, words: Lexicon) -> Numeral | None:
    if len(atoms.words[at]) > _LONGEST:
        return None  # an account or a catalogue number
    value, step = figure_value(atoms.words[at], words.lang)
    numeral = Numeral(value, step, at, at + 1, "cardinal", is_digits=True)
    following = atoms.word(at + 1)
    power = read_power(atoms, at, value)
    if power is not None:
        return replace(numeral, value=power[0], step=round_step(power[0]), last=power[1])
    if following in _VULGAR and atoms.is_glued(at):
        return replace(numeral, value=value + _VULGAR[following], step=Decimal("0.25"), last=at + 2)
    if atoms.kind(at + 1) == FIGURE and len(following) <= _LONGEST and atoms.word(at + 2) == "/":  # "21 3/4 inches"
        part = _slashed(atoms, at + 1, replace(numeral, value=figure_value(following, words.lang)[0]))
        if part.kind == "part":
            return replace(numeral, value=value + part.value, step=part.step, last=part.last)
    kind, scale = words.numbers.get(following, ("", 0))
    if kind == "scale" or (kind == "hundred" and _is_hundred(atoms, at, words)):
        numeral = replace(numeral.scaled(scale), last=at + 2)
        return _rest(atoms, numeral, words)
    if kind == "group" and words.lang == "en" and following == "dozen":
        return replace(numeral.scaled(scale), last=at + 2, kind="group")
    if following == "and" and atoms.words[at + 2 : at + 4] == ["a", "half"] and words.lang == "en":
        value += Decimal("0.5")
        numeral = replace(numeral, value=value, step=Decimal("0.5"), last=at + 4)
        kind, scale = words.numbers.get(atoms.word(at + 4), ("", 0))
        return replace(numeral.scaled(scale), last=at + 5) if kind == "scale" else numeral
    if following == "et":
        last, halved, scale = _halves(atoms, at + 1, value, 1, words)
        if halved != value:
            return replace(numeral, value=halved, step=_HALF * scale, last=last)
    scale = _ABBREVIATED[words.lang].get(atoms.raw(at + 1), 0)
    if scale and _is_scale(atoms, at, words):
        scaled = replace(numeral.scaled(scale), last=at + 2)
        return replace(scaled, step=round_step(scaled.value)) if step == 1 else scaled
    if at + 2 < len(atoms) and value == value.to_integral_value() and atoms.words[at + 1] in {"/", "⁄"}:
        return _slashed(atoms, at, numeral)
    return replace(numeral, step=round_step(value) if value >= 1000 and step == 1 else step)


def _is_hundred(atoms: Atoms, at: int, words: Lexicon) -> bool:
    """Say whether "hundred" or "cent" multiplies the figure before it; cents of money and "50 Cent" do not."""
    return words.lang == "en" or (atoms.raw(at + 1) == "cent" and atoms.word(at + 2) != "d'")


def _is_scale(atoms: Atoms, at: int, words: Lexicon) -> bool:
    """Say whether the letters behind a figure are a scale: "61.4m" of money, "400k", not "31m" of rope."""
    letters, glued = atoms.raw(at + 1), atoms.is_glued(at)
    if len(letters) > 1:
        return True
    has_money = atoms.raw(at - 1) in words.symbols or atoms.raw(at + 2) in words.symbols
    if letters in {"m", "b"}:
        return has_money or (glued and letters == "m" and _counts_people(atoms, at))
    if letters == "M" and words.lang == "fr":
        return has_money or atoms.word(at + 2) in {"d'", "de"}
    has_decimals = letters == "k" and not atoms.words[at].isdigit()  # "a 10 k" is a race
    return glued or has_money or has_decimals


def _counts_people(atoms: Atoms, at: int) -> bool:
    noun = atoms.word(at + 2)
    return noun in {"people"} or (noun.endswith("s") and atoms.kind(at + 2) == "w" and len(noun) > 3)


def _slashed(atoms: Atoms, at: int, numeral: Numeral) -> Numeral:
    """Read "2/3" as two thirds; "24/7" and "110/70" stay as they are."""
    below = atoms.words[at + 2]
    if atoms.kinds[at + 2] == FIGURE and below.isdigit() and 0 < numeral.value < int(below) <= 100:
        value = numeral.value / int(below)
        return replace(numeral, value=value, step=_part_step(value), last=at + 3, kind="part")
    return numeral


def _rest(atoms: Atoms, numeral: Numeral, words: Lexicon) -> Numeral:
    """Read on after a scale word: "2 millions 300 000", "1 million et demi"."""
    last, value, scale = _halves(atoms, numeral.last, numeral.value, numeral.scale, words)
    if value != numeral.value:
        return replace(numeral, value=value, step=Decimal(scale) / 2, last=last)
    if (
        atoms.kind(last) == FIGURE
        and len(atoms.words[last]) <= _LONGEST
        and numeral.value == numeral.value.to_integral_value()
    ):
        more, step = figure_value(atoms.words[last], words.lang)
        kind, scale = words.numbers.get(atoms.word(last + 1), ("", 1))
        size = scale if kind == "scale" else 1
        if 100 <= more * size < numeral.scale and (size > 1 or more >= 1000):
            value, last = value + more * size, last + (2 if size > 1 else 1)
            return replace(
                numeral, value=value, step=step * size if size > 1 else round_step(value), last=last, scale=1
            )
    # A whole number of millions is given to its last digit that is not zero, as in figures.
    if numeral.step == numeral.scale:
        return replace(numeral, step=round_step(numeral.value))
    return numeral


def _halves(atoms: Atoms, last: int, value: Decimal, scale: int, words: Lexicon) -> tuple[int, Decimal, int]:
    """Add the half of "deux millions et demi", "a million and a half", "un et demi pour cent"."""
    if words.lang == "fr" and atoms.word(last) == "et" and atoms.word(last + 1) in {"demi", "demie"}:
        if scale >= 10**6:
            kind, size = words.numbers.get(atoms.word(last + 2), ("", 0))
            if kind == "scale" and size < scale:  # "un milliard et demi million"
                return last + 3, value + Decimal(size) / 2, size
            return last + 2, value + Decimal(scale) / 2, scale
        kind, size = words.numbers.get(atoms.word(last + 2), ("", 0))
        if value >= 100:
            return last, value, scale
        if kind == "scale":  # "deux et demi milliards"
            return last + 3, (value + _HALF) * size, size
        return last + 2, value + _HALF, scale
    if words.lang == "en" and scale >= 10**6 and atoms.words[last : last + 3] == ["and", "a", "half"]:
        return last + 3, value + Decimal(scale) / 2, scale
    return last, value, scale
