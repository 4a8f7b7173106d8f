"""Read French numbers in words, in the spellings of 1990, of before, of Belgium and of Switzerland."""

from __future__ import annotations

from decimal import Decimal

from sourcier.text.quantities.atoms import Atoms

Numbers = dict[str, tuple[str, int]]
Read = tuple[Decimal, int, str, int]
"""Value, end (not included), kind, and the last scale word's size."""

_VAGUE = frozenset({"des", "plusieurs", "quelques", "de", "les", "d'"})


def read(atoms: Atoms, at: int, numbers: Numbers, alone: bool) -> Read | None:
    """Return the number in words that starts at an atom; `alone` is of no use in French."""
    del alone
    kind, value = numbers.get(atoms.words[at], ("", 0))
    if kind == "group":
        return _group(atoms, at, numbers, Decimal(1))
    if kind in {"part", "factor"}:
        return _bare_part(atoms, at, kind, value)
    if kind in {"unit", "ten", "hundred", "scale"}:
        return _cardinal(atoms, at, numbers)
    return None


def cardinal(atoms: Atoms, numbers: Numbers) -> int | None:
    """Return the whole number that all the atoms make up together, None where they make none."""
    if len(atoms) == 1:
        return numbers[atoms.words[0]][1]
    found = _cardinal(atoms, 0, numbers)
    return int(found[0]) if found is not None and found[1] == len(atoms) and found[2] == "cardinal" else None


def _cardinal(atoms: Atoms, at: int, numbers: Numbers) -> Read | None:
    total, scale, here = 0, 1, at
    group, end = _below_mille(atoms, here, numbers)
    if group is None and numbers.get(atoms.words[here], ("", 0))[1] != 1000:
        return None  # "millions" alone says how many of nothing
    limit = before = 0
    current = group
    while True:
        kind, size = numbers.get(atoms.word(end if current is not None else here), ("", 0))
        if kind == "scale" and limit == 1000 < size and current is not None and total > before:
            # "deux mille huit cents milliards": thousands and hundreds count the scale together.
            total, scale, limit, end = before + (total - before + current) * size, size, size, end + 1
            current = None
            break
        if kind == "scale" and (limit == 0 or size < limit):
            before = total
            here = (end if current is not None else here) + 1
            amount = (1 if current is None else current) * size
            scale, limit = size, size
            if size == 1000 and numbers.get(atoms.word(here), ("", 0))[0] == "scale":
                # "mille milliards", "cent mille milliards": the thousand counts the next scale.
                size = numbers[atoms.word(here)][1]
                amount, scale, limit, here = amount * size, size, size, here + 1
            total += amount
            step = _joined(atoms, here)
            current, end = _below_mille(atoms, step, numbers) if step is not None else (None, here)
            if current is None and step is not None and limit > 1000 and atoms.word(step) in {"mille", "mil"}:
                here = step
                continue
            if current is None:
                end = here
                break
            scale = 1
            continue
        break
    if current is not None:
        total += current
    if current == total and total == 1 and end == at + 1:
        return _small(atoms, end, numbers)
    return _extended(atoms, Decimal(total), end, scale, numbers)


def _joined(atoms: Atoms, at: int) -> int | None:
    """Return where the number may go on after a scale word that ends before `at`."""
    following = atoms.after(at - 1)
    return following if following < len(atoms) else None


def _below_mille(atoms: Atoms, at: int, numbers: Numbers) -> tuple[int | None, int]:
    if numbers.get(atoms.word(at), ("",))[0] == "hundred" and atoms.word(at) == "cent":
        count, end = 1, at
    else:
        found, end = _below_hundred(atoms, at, numbers)
        if found is None:
            return None, at
        following = atoms.after(end - 1)
        if not (1 < found < 20 and numbers.get(atoms.word(following), ("",))[0] == "hundred"):
            return found, _past_hyphen(atoms, end, numbers)
        count, end = found, following
    value, end = count * 100, end + 1
    following = atoms.after(end - 1)
    rest, rest_end = _below_hundred(atoms, following, numbers)
    if rest is not None and rest > 0:
        return value + rest, _past_hyphen(atoms, rest_end, numbers)
    return value, _past_hyphen(atoms, end, numbers)


def _past_hyphen(atoms: Atoms, end: int, numbers: Numbers) -> int:
    """Return the end, moved over a hyphen that leads to a scale word: "deux-cent-mille"."""
    following = atoms.after(end - 1)
    return following if numbers.get(atoms.word(following), ("",))[0] == "scale" else end


def _below_hundred(atoms: Atoms, at: int, numbers: Numbers) -> tuple[int | None, int]:
    kind, value = numbers.get(atoms.word(at), ("", 0))
    following = atoms.after(at)
    next_kind, next_value = numbers.get(atoms.word(following), ("", 0))
    if kind == "unit":
        if value == 4 and atoms.word(following) in {"vingt", "vingts"}:
            return _with_units(atoms, 80, following + 1, numbers, teens=True)
        if value == 10 and next_kind == "unit" and 7 <= next_value <= 9:
            return value + next_value, following + 1
        return value, at + 1
    if kind == "ten":
        return _with_units(atoms, value, at + 1, numbers, teens=value == 60)
    return None, at


def _with_units(atoms: Atoms, base: int, end: int, numbers: Numbers, *, teens: bool) -> tuple[int, int]:
    following = atoms.after(end - 1)
    if atoms.word(following) == "et":
        last = atoms.after(following)
        if atoms.word(last) in {"un", "une"} or (teens and atoms.word(last) == "onze"):
            return base + numbers[atoms.word(last)][1], last + 1
        return base, end
    kind, value = numbers.get(atoms.word(following), ("", 0))
    if kind != "unit" or value == 0 or value > (16 if teens else 9):
        return base, end
    if value == 10:
        more, last = _below_hundred(atoms, following, numbers)
        return base + (more or 0), last
    return base + value, following + 1


def _small(atoms: Atoms, end: int, numbers: Numbers) -> Read:
    """Read what "un" begins: "une cinquantaine", "un tiers", "un demi-million"; else it is the bare article."""
    following = end
    if atoms.word(following) in {"petite", "bonne", "grosse", "demi"}:
        half = atoms.word(following) == "demi"
        following = atoms.after(following)
        kind, value = numbers.get(atoms.word(following), ("", 0))
        if half and (kind == "scale" or (kind == "group" and value >= 12)):
            return Decimal(value) / 2, following + 1, "group" if kind == "group" else "cardinal", value
        if half:
            return Decimal(1) / 2, end + 1, "half", 1
    kind, value = numbers.get(atoms.word(following), ("", 0))
    if kind == "group":
        return _group(atoms, following, numbers, Decimal(1)) or (Decimal(1), end, "article", 1)
    if kind == "part" and following == end and value > 2:
        return _part(atoms, 1, value, following, numbers) or (Decimal(1), end, "article", 1)
    return Decimal(1), end, "article", 1


def _extended(atoms: Atoms, value: Decimal, end: int, scale: int, numbers: Numbers) -> Read:
    """Read what a plain number may begin: "deux tiers", "trois douzaines", "sept virgule un"."""
    kind, size = numbers.get(atoms.word(end), ("", 0))
    if kind == "part" and value < size and size > 2:
        part = _part(atoms, int(value), size, end, numbers)
        if part:
            return part
    if kind == "group":
        group = _group(atoms, end, numbers, value)
        if group:
            return group
    if atoms.word(end) == "virgule":
        decimals, here = "", end + 1
        while atoms.word(here) == "zéro":
            decimals, here = decimals + "0", here + 1
        rest, last = _below_hundred(atoms, here, numbers)
        if rest is not None:
            return value + Decimal(f"0.{decimals}{rest}"), last, "cardinal", scale
    return value, end, "cardinal", scale


def _part(atoms: Atoms, above: int, below: int, at: int, numbers: Numbers) -> Read | None:
    following = atoms.word(at + 1)
    if above == 1 and below > 4 and following not in {"de", "des", "du", "d'"}:
        return None  # "un cinquième mandat"
    if atoms.kind(at - 1) == "w" and following == "de" and atoms.word(at + 2) in {"finale", "finales", "tour"}:
        return None
    if following in {"-", "‑"} and atoms.is_glued(at):
        return None
    value = Decimal(above) / below
    if following in {"de", "d'"} and numbers.get(atoms.word(at + 2), ("", 0))[0] == "scale":
        size = numbers[atoms.word(at + 2)][1]
        return value * size, at + 3, "cardinal", size
    return value, at + 1, "part", 1


def _bare_part(atoms: Atoms, at: int, kind: str, value: int) -> Read | None:
    """Read "la moitié", "le tiers", "le quart", "le double"."""
    article = atoms.word(at - 1)
    of = atoms.word(at + 1) in {"de", "des", "du", "d'"}
    if kind == "factor":
        fits = article in {"le", "du", "au"} and not (atoms.kind(at + 1) == "w" and not of)
        return (Decimal(value), at + 1, "factor", 1) if fits or (article == "le" and of) else None
    if value == 2:
        by_half = article == "de" and not of
        return (Decimal(1) / 2, at + 1, "part", 1) if by_half or article in {"la", "moitié"} else None
    of = of or atoms.word(at - 2) in {"dont", "soit", "pour"}  # "dont le quart à crédit"
    fits = article in {"le", "du", "au"} and of and atoms.word(at + 2) not in {"finale", "finales"}
    return (Decimal(1) / value, at + 1, "part", 1) if fits else None


def _group(atoms: Atoms, at: int, numbers: Numbers, count: Decimal) -> Read | None:
    """Read "cinquantaine", "dizaines de milliers", "centaines de millions", with how many before."""
    size, end = Decimal(numbers[atoms.words[at]][1]), at + 1
    if atoms.word(end) in {"de", "d'"}:
        kind, more = numbers.get(atoms.word(end + 1), ("", 0))
        if (kind == "scale" or (kind == "group" and more == 1000)) and more > size:
            size, end = size * more, end + 2
    article = atoms.word(at - 1)
    if article in {"petite", "bonne", "grosse", "demi"}:
        article = "une"
    if count > 1 or article in {"un", "une"} or numbers.get(article, ("",))[0] == "part":
        return count * size, end, "group", 1
    plural = atoms.words[at].endswith("s")
    return (size, end, "vague", 1) if plural and article in _VAGUE else None
