"""What dates in figures alone mean: "22/04/2016", "3.5.2015", "2016-11"."""

from __future__ import annotations

from sourcier.core.language import Grain
from sourcier.text.times import periods
from sourcier.text.times.reader import Act, Match, Reader
from sourcier.text.times.whens import When, placed


def _slash_day(_reader: Reader, found: Match, _args: str) -> When | None:
    # 3/4/2023 is March in one country and April in another: only a figure above 12 decides.
    one, other, year = found.values
    if one != other and one <= 12 and other <= 12:
        return None
    month, day = (one, other) if other > 12 or one == other else (other, one)
    period = periods.date_of(year, month, day) if 1 <= month <= 12 else None
    return When(grain=Grain.DAY, period=period) if period else None


def _slash_month(reader: Reader, found: Match, _args: str) -> When | None:
    # "22/04", never "3/4 des voix": a month of two digits, or a day that no fraction has.
    day, month = found.values
    written = reader.words.key(found.end - 1)
    is_fraction = reader.words.key(found.end) in {"/", "-"} or reader.lexicon.is_a("of", reader.words.key(found.end))
    if not 1 <= month <= 12 or is_fraction or not reader.words.touches(found.end - 1):
        return None
    return placed(Grain.DAY, lambda year: periods.date_of(year, month, day), None, needs_context=written[0] != "0")


def _year_month(_reader: Reader, found: Match, _args: str) -> When | None:
    year, month = found.values
    return When(Grain.MONTH, periods.month_of(year, month)) if 1 <= month <= 12 else None


def _year_dot_month(_reader: Reader, found: Match, _args: str) -> When | None:
    year, month = (int(part) for part in found.values[0].split("."))
    is_month = 1900 <= year <= 2199 and 1 <= month <= 12
    return When(Grain.MONTH, periods.month_of(year, month)) if is_month else None


def _dotted(_reader: Reader, found: Match, _args: str) -> When | None:
    day, month, year = (int(part) for part in found.values[0].split("."))
    if day > 31:
        day, year = year, day
    if year < 100:
        year += 2000
    period = periods.date_of(year, month, day) if 1900 <= year <= 2199 else None
    return When(grain=Grain.DAY, period=period) if period else None


FIGURES: dict[str, Act] = {
    "slash_day": _slash_day,
    "slash_month": _slash_month,
    "year_month": _year_month,
    "year_dot_month": _year_dot_month,
    "dotted": _dotted,
}
