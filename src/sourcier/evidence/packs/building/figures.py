"""How a table writes its numbers and its periods, and the SQL that rewrites them as PACKS.md asks.

What a sample leaves open is not guessed: "1,234" alone may be a thousand or one and a bit, "03/04/2022" March or April.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sourcier.evidence.packs.tables import literal, quoted

_BLANKS = " \u00a0\u202f\u2009\t"
_SPACES = "[ \u00a0\u202f\u2009']"
_COMMA_DECIMAL = re.compile(rf"[-+]?(\d{{1,3}}({_SPACES}\d{{3}})+|\d{{1,3}}(\.\d{{3}})+|\d+),\d+")
_POINT_DECIMAL = re.compile(rf"[-+]?(\d{{1,3}}({_SPACES}\d{{3}})+|\d{{1,3}}(,\d{{3}})+|\d*)\.\d+([eE][-+]?\d+)?")
_COMMA_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+")
_POINT_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")
_WHOLE = re.compile(rf"[-+]?(\d+|\d{{1,3}}({_SPACES}\d{{3}})+)([eE][-+]?\d+)?")
_SIGNS = re.compile(r"[\s\u00a0\u202f]*[%€$£][\s\u00a0\u202f]*")

YEAR, MONTH, DAY, DAY_FIRST, MONTH_FIRST = "year", "month", "day", "day-first", "month-first"
PERIOD_FORMATS = (YEAR, MONTH, DAY, DAY_FIRST, MONTH_FIRST)
_PERIODS = {
    YEAR: re.compile(r"(1[0-9]|20|21)\d\d(\.0)?"),
    MONTH: re.compile(r"\d{4}-?M?(0[1-9]|1[0-2])"),
    DAY: re.compile(r"\d{4}-(0[1-9]|1[0-2])-[0-3]\d([ T]\d\d:\d\d(:\d\d)?.*)?"),
    DAY_FIRST: re.compile(r"[0-3]?\d[/.-](0?[1-9]|1[0-2])[/.-]\d{4}"),
    MONTH_FIRST: re.compile(r"(0?[1-9]|1[0-2])[/.-][0-3]?\d[/.-]\d{4}"),
}
_HEADER = re.compile(r"(?:X|YR)?((?:1[0-9]|20|21)\d\d)(?:\s*\[YR\d{4}\])?|(\d{4})[-M]M?(0[1-9]|1[0-2])")
_FLAG = re.compile(r"\s*(?:\*+|\((?:[a-z]{1,2}|\d{1,2}|\*+)\))$")
"""A year's flag or mark of a footnote: 2022 (p), 2022*, 2022 (1)."""
_QUARTER = re.compile(r"\d{4}[- ]?[QT][1-4]|[QT][1-4][- ]\d{4}")


def bare(cell: str) -> str:
    """Return a figure without signs of unit and with a plain minus.

    >>> bare("−7,1 %")
    '-7,1'
    """
    return _SIGNS.sub("", cell.strip()).replace("−", "-").strip()


def is_figure(cell: str) -> bool:
    """Say whether a cell is a number in one of the ways of writing it."""
    text = bare(cell)
    ways = (_WHOLE, _COMMA_DECIMAL, _POINT_DECIMAL, _COMMA_THOUSANDS, _POINT_THOUSANDS)
    return any(way.fullmatch(text) for way in ways)


def decimal_sign(cells: Iterable[str]) -> str | None:
    """Return the decimal sign that some figures can only have, or None where they leave it open or contradict it.

    >>> decimal_sign(["7,1", "1 234,5"]), decimal_sign(["1,234.5"]), decimal_sign(["12", "7"]), decimal_sign(["1,234"])
    (',', '.', '.', None)
    """
    comma = point = is_open = False
    for cell in cells:
        text = bare(cell)
        in_thousands = _COMMA_THOUSANDS.fullmatch(text) or _POINT_THOUSANDS.fullmatch(text)
        if in_thousands and len(re.findall(r"[.,]", text)) == 1:
            is_open = True
        elif in_thousands:  # 1,234,567: twice the same sign parts thousands
            point, comma = point or "," in text, comma or "." in text
        else:
            comma = comma or bool(_COMMA_DECIMAL.fullmatch(text))
            point = point or bool(_POINT_DECIMAL.fullmatch(text))
    if comma == point:
        return None if comma or is_open else "."
    return "," if comma else "."


def number_sql(cell: str, decimal: str, multiply: int) -> str:
    """Return the SQL that rewrites a figure with a point and no grouping; what is none is left to be refused.

    Args:
        cell: SQL of the text.
        decimal: The sign it has, "." or ",".
        multiply: A power of ten that the figure is given in: 1000 for a table in thousands.
    """
    text = f"replace(trim(regexp_replace({cell}, '[%€$£]', '', 'g'), {literal(_BLANKS)}), '−', '-')"
    # Signs that part thousands go only where they part thousands: "12.5" among figures with a comma is a fault.
    group = _BLANKS + "'" + ("." if decimal == "," else ",")
    pattern = f"[-+]?([0-9]{{1,3}}([{group}][0-9]{{3}})+|[0-9]*)([{decimal}][0-9]*)?([eE][-+]?[0-9]{{1,2}})?"
    ungrouped = f"regexp_replace({text}, {literal(f'[{group}]')}, '', 'g')"
    number = f"replace({ungrouped}, ',', '.')" if decimal == "," else ungrouped
    # What would pass for a number all the same is marked, so that the check refuses it.
    other = f"{cell} || ' (decimal sign?)'" if decimal == "," else cell
    number = f"CASE WHEN regexp_full_match({text}, {literal(pattern)}) THEN {number} ELSE {other} END"
    if multiply != 1:
        product = f"(TRY_CAST({number} AS DECIMAL(28, 10)) * {multiply})::DECIMAL(38, 10)::VARCHAR"
        number = f"coalesce(regexp_replace(regexp_replace({product}, '(\\.[0-9]*?)0+$', '\\1'), '\\.$', ''), {number})"
    return number


def period_format(cells: Iterable[str]) -> str | None:
    """Return the format in which all cells are periods, or None where none or more than one fits.

    Days that are all the first of January are years, and all the first of a month, months.

    >>> period_format(["2021", "2022"]), period_format(["13/02/2022", "01/02/2022"]), period_format(["01/02/2022"])
    ('year', 'day-first', None)
    """
    texts = [cell.strip() for cell in cells]
    fits = [form for form, pattern in _PERIODS.items() if texts and all(map(pattern.fullmatch, texts))]
    if fits == [DAY]:
        if all(text[5:10] == "01-01" for text in texts) and len({text[:4] for text in texts}) > 1:
            return YEAR
        if all(text[8:10] == "01" for text in texts) and len(texts) > 1:
            return MONTH
    return fits[0] if len(fits) == 1 else None


def is_period(cell: str) -> bool:
    """Say whether a cell is a period in any format, quarters excepted."""
    return any(pattern.fullmatch(cell.strip()) for pattern in _PERIODS.values())


def is_quarter(cell: str) -> bool:
    """Say whether a cell is a quarter, which a pack cannot hold."""
    return bool(_QUARTER.fullmatch(cell.strip()))


def header_period(name: str) -> str | None:
    """Return the period that a column's name is, as in a table with one column a year.

    >>> header_period("2021 [YR2021]"), header_period("2022M03"), header_period("2022 (p)"), header_period("pays")
    ('2021', '2022-03', '2022', None)
    """
    match = _HEADER.fullmatch(_FLAG.sub("", name.strip()))
    if match is None:
        return None
    year, of_month, month = match.groups()
    return year or f"{of_month}-{month}"


def period_sql(cell: str, form: str) -> str:
    """Return the SQL that rewrites a period; what is none in this format stays as it is."""
    text = f"trim({cell})"
    if form == YEAR:
        return f"CASE WHEN regexp_full_match({text}, '[0-9]{{4}}(\\.0|-.*)?') THEN {text}[:4] ELSE {text} END"
    if form == MONTH:
        found = f"regexp_extract({text}, '^([0-9]{{4}})-?M?([0-9]{{2}})', ['year', 'month'])"
        return f"CASE WHEN {found}.year <> '' THEN {found}.year || '-' || {found}.month ELSE {text} END"
    if form == DAY:
        return f"CASE WHEN length({text}) > 10 THEN {text}[:10] ELSE {text} END"
    order = "%d-%m-%Y" if form == DAY_FIRST else "%m-%d-%Y"
    return (
        f"coalesce(strftime(try_strptime(replace(replace({text}, '/', '-'), '.', '-'), '{order}'), '%Y-%m-%d'), {text})"
    )


def event_id_sql(columns: Mapping[str, object]) -> str:
    """Return the SQL of an event's id where the file has none: its English label and its day, in letters of an id.

    Args:
        columns: For each of the shape's columns the file's, or a constant.
    """
    named = [said for column in ("label_en", "start") if isinstance(said := columns.get(column), str)]
    title = " || ' ' || ".join(f"coalesce({quoted(column)}, '')" for column in named) or "''"
    return f"trim(regexp_replace(lower(strip_accents({title})), '[^a-z0-9]+', '-', 'g'), '-')"
