"""Read English numbers in words, with "a" for one, "and" before the tens, and halves."""

from __future__ import annotations

from decimal import Decimal

from sourcier.text.quantities.atoms import Atoms
from sourcier.text.quantities.words_fr import Numbers, Read

_HALF = Decimal(1) / 2
_AND_A_PART = (["and", "a", "half"], ["and", "a", "quarter"])


def read(atoms: Atoms, at: int, numbers: Numbers, alone: bool) -> Read | None:
    """Return the number in words that starts at an atom; `alone` leaves what "and" would add."""
    word = atoms.words[at]
    kind, value = numbers.get(word, ("", 0))
    if word in {"a", "an", "one"}:
        return _one(atoms, at, numbers, alone)
    if kind in {"unit", "ten"}:
        return _cardinal(atoms, at, numbers, alone)
    if word == "half":
        return _half(atoms, at, numbers)
    if kind == "group":
        return _vague(atoms, at, numbers, value)
    if kind == "fold":
        return Decimal(value), at + 1, "factor", 1
    if kind == "factor":
        return _factor(atoms, at, word, value)
    return None


def _one(atoms: Atoms, at: int, numbers: Numbers, alone: bool) -> Read | None:
    following = atoms.after(at)
    kind, value = numbers.get(atoms.word(following), ("", 0))
    if kind in {"hundred", "scale"}:
        return _cardinal(atoms, at, numbers, alone)
    if kind == "group" and value in {2, 12, 20} and atoms.word(following) in {"dozen", "couple", "score"}:
        of = atoms.word(following + 1) == "of" and not atoms.word(following + 2)[:1].isdigit()
        return (Decimal(value), following + 1, "group", 1) if value == 12 or of else None
    if kind == "part" and atoms.word(following) != "half":
        part = _part(atoms, 1, value, following, numbers)
        if part:
            return part
    if kind == "part" and atoms.words[at] == "one":
        return _HALF, following + 1, "part", 1
    if atoms.word(following) == "half" or (
        atoms.word(at) == "one" and atoms.words[at + 1 : at + 4] == ["and", "a", "half"]
    ):
        return _cardinal(atoms, at, numbers, alone) if atoms.word(at) == "one" else None
    return (Decimal(1), at + 1, "article", 1) if atoms.words[at] == "one" else None


def _cardinal(atoms: Atoms, at: int, numbers: Numbers, alone: bool) -> Read | None:
    total, current, end, limit, scale = Decimal(0), Decimal(0), at, 0, 1
    pending = False
    here = at
    while here < len(atoms):
        word = atoms.words[here]
        kind, value = ("unit", 1) if word in {"a", "an"} and here == at else numbers.get(word, ("", 0))
        if kind in {"unit", "ten"}:
            more, last = _below_hundred(atoms, here, numbers, kind, value)
            if pending or current % 100 or (current and current < 100):
                break
            current, end, pending = current + more, last, True
        elif kind == "hundred" and pending and 0 < current < 100:
            current, end, pending = current * 100, here + 1, False
            scale = 100
        elif kind == "scale" and current and (limit == 0 or value < limit):
            total, current, end, limit, scale = total + current * value, Decimal(0), here + 1, value, value
            pending = False
        else:
            break
        here = atoms.after(end - 1)
        if atoms.word(here) == "and" and not alone and (current >= 100 or (total and not current)):
            here = _past_and(atoms, here, numbers)
        if atoms.word(here) == "and":
            break
    value_read = total + current
    if current:
        scale = 1
    if atoms.words[end : end + 3] in _AND_A_PART and scale < 10**6:
        value_read, end = value_read + (_HALF if atoms.words[end + 2] == "half" else _HALF / 2), end + 3
        kind, size = numbers.get(atoms.word(end), ("", 0))
        if kind == "scale":
            return value_read * size, end + 1, "cardinal", size
        return value_read, end, "cardinal", 1
    kind, size = numbers.get(atoms.word(atoms.after(end - 1)), ("", 0))
    if kind == "part" and value_read < size:
        part = _part(atoms, int(value_read), size, atoms.after(end - 1), numbers)
        if part:
            return part
    if kind == "group" and atoms.word(end) in {"dozen", "score"}:
        return value_read * size, end + 1, "group", 1
    if atoms.word(end) == "point":
        decimals, here = "", end + 1
        while numbers.get(atoms.word(here), ("", 10))[0] == "unit" and numbers[atoms.word(here)][1] < 10:
            decimals, here = decimals + str(numbers[atoms.word(here)][1]), here + 1
        if decimals:
            return value_read + Decimal(f"0.{decimals}"), here, "cardinal", 1
    return value_read, end, "cardinal", scale


def _past_and(atoms: Atoms, at: int, numbers: Numbers) -> int:
    """Return the atom behind "and" where what follows completes the number, else `at`.

    "two hundred and fifty" is one number; in "a hundred and two thousand" the rest is another's start only
    where the whole would not grow smaller, which this leaves to the comma a writer sets.
    """
    kind, value = numbers.get(atoms.word(at + 1), ("", 0))
    if kind not in {"unit", "ten"} or value == 0:
        return at
    _, last = _below_hundred(atoms, at + 1, numbers, kind, value)
    following = numbers.get(atoms.word(atoms.after(last - 1)), ("", 0))
    return at if following[0] == "hundred" else at + 1


def _below_hundred(atoms: Atoms, at: int, numbers: Numbers, kind: str, value: int) -> tuple[int, int]:
    if kind == "ten":
        following = atoms.after(at)
        next_kind, more = numbers.get(atoms.word(following), ("", 0))
        if next_kind == "unit" and 0 < more < 10:
            return value + more, following + 1
    return value, at + 1


def _part(atoms: Atoms, above: int, below: int, at: int, numbers: Numbers) -> Read | None:
    """Read "two thirds", "a quarter of a million"; not "a third party", "three quarters in a row"."""
    word, following = atoms.word(at), atoms.word(at + 1)
    plural = word.endswith("s")
    if below == 1000 or plural != (above > 1):
        return None
    of = following == "of"
    if of and atoms.word(at + 2) in {"a", "an", "one"}:
        kind, size = numbers.get(atoms.word(at + 3), ("", 0))
        if kind == "scale":
            return Decimal(above * size) / below, at + 4, "cardinal", 1
    ends = atoms.kind(at + 1) != "w" or following in {
        "less",
        "fewer",
        "higher",
        "lower",
        "smaller",
        "larger",
        "more",
        "since",
        "from",
        "on",
    }
    if not of and word in {"quarter", "quarters"} and not (above == 3 and ends):
        return None
    if not (of or ends or (plural and following not in {"in", "running"})):
        return None
    if atoms.word(at - 1) in {"-", "‑"} and following in {"-", "‑"}:
        return None
    return Decimal(above) / below, at + 1, "part", 1


def _half(atoms: Atoms, at: int, numbers: Numbers) -> Read | None:
    before, following = atoms.word(at - 1), atoms.word(at + 1)
    if following in {"a", "an"}:
        kind, size = numbers.get(atoms.word(at + 2), ("", 0))
        if kind in {"scale", "hundred"} or atoms.word(at + 2) == "dozen":
            return Decimal(size) / 2, at + 3, "group" if kind == "group" else "cardinal", 1
        return _HALF, at + 2, "part", 1
    is_other = (
        before in {"first", "second", "other", "latter", "final", "last", "better", "early", "opening", "and"}
        and following != "of"
    )
    if before == "in":
        return None  # "cut in half"
    if is_other and before != "and":
        return None
    if following in {"-", "‑", "past", "time", "way", "brother", "sister", "hour", "term", "hearted"}:
        return None
    return _HALF, at + 1, "part", 1


def _vague(atoms: Atoms, at: int, numbers: Numbers, value: int) -> Read | None:
    """Read "dozens of", "tens of thousands"; "scores of" has no number."""
    size, end = Decimal(value), at + 1
    word = atoms.words[at]
    if word in {"dozen", "score", "couple"}:
        return None
    while atoms.word(end) == "of" and atoms.word(end + 1) in {
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "trillions",
    }:
        size, end = size * numbers[atoms.word(end + 1)][1], end + 2
    return (size, end, "vague", 1) if end > at + 1 or atoms.word(end) in {"of", "more"} else None


def _factor(atoms: Atoms, at: int, word: str, value: int) -> Read | None:
    if word in {"twice", "thrice"}:
        return Decimal(value), at + 1, "factor", 1
    return (Decimal(value), at + 1, "factor", 1) if atoms.word(at + 1) == "the" else None
