"""The operations that answer a statement about a small table, each only where it explains every word.

What a statement's words name comes from tabfact_linking.py. Figures, arithmetic and comparisons are the product's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds, compare_number, compare_presence, exact_bounds
from sourcier.assessment.computations import NothingToCompute, compute
from sourcier.core.findings import Query
from sourcier.core.language import Comparator, Quantity
from sourcier.core.spans import Span
from tabfact_linking import Linked, Named, Table, number_of

UP = frozenset("more higher greater larger bigger longer".split())
DOWN = frozenset("less lower fewer smaller shorter".split())
TOP = frozenset("highest most largest greatest biggest longest maximum".split())
BOTTOM = frozenset("lowest least fewest smallest shortest minimum".split())
PLACES = frozenset("rank pos position place no standing pick round grid finish".split())
"""Columns in which the best has the smallest figure: "higher" is not "more" there."""
ROWS = frozenset(
    "game match player team country nation club driver rider city episode race election record entry person people "
    "time song artist season tournament event school district contestant candidate different row".split()
)
"""What a row may be called whatever its table."""
VERBS = frozenset(
    "play take place occur hold use happen come belong represent feature include against locate make name also".split()
)
WHOLE = frozenset("all every each".split())
NONE = frozenset("no none never not".split())
ZERO = Bounds(Decimal(0), None, Comparator.GT, Decimal(0))


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its table and what its words name."""

    text: str
    table: Table
    linked: Linked
    quantities: tuple[Quantity, ...]

    def has(self, words: frozenset[str]) -> list[int]:
        """Return the places of unexplained words that are among some."""
        return [at for at in self.linked.over if self.linked.words[at].text in words]

    def figure_at(self, at: int) -> Quantity | None:
        """Return the quantity whose number a word opens; a bare figure stands for what rounds to it."""
        word = self.linked.words[at]
        for one in self.quantities:
            number = one.number or one.span
            if number.start <= word.start < number.end:
                return one
        value = number_of(word.text)
        if value is None:
            return None
        half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
        span = Span(word.start, word.start + len(word.text))
        return Quantity(span, word.text, value, value, "1", Comparator.EQ, half)

    def query(self, rows: Sequence[int], column: int | None = None, asked: frozenset[int] = frozenset()) -> Query:
        """Return rows as the product's computations take them; Query without rows where a figure is missing."""
        values = [None] * len(self.table.rows) if column is None else self.table.figures[column]
        cells = tuple((str(at), str(values[at] or 0), "true" if at in asked else "false") for at in rows)
        if column is not None and any(values[at] is None for at in rows):
            cells = ()
        return Query("table", "rows", "", (), ("entity", "value", "asked"), cells)


Answer = bool | None
Check = Callable[[Statement], Answer]


def meets(bounds: Bounds, value: Decimal) -> bool:
    """Say whether a computed figure is what the statement says."""
    return compare_number(bounds, (value, value), tolerance=Decimal(0), unit="", lang="en").holds


def rows_of(named: Named, columns: frozenset[int] | None = None) -> frozenset[int]:
    """Return the rows in which some words stand, in some columns or in any."""
    chosen = (rows for column, rows in named.places.items() if columns is None or column in columns)
    return frozenset().union(*chosen)


def one_row(named: Named) -> int | None:
    """Return the one row that some words name."""
    rows = rows_of(named)
    return next(iter(rows)) if len(rows) == 1 else None


def constrained(statement: Statement, named: Named) -> frozenset[int]:
    """Return the rows of some words that stand in several columns: those of the nearest column that is named."""
    near = [
        (max(head.start - named.end, named.start - head.end), head.column)
        for head in statement.linked.heads
        if head.column in named.places
    ]
    return named.places[min(near)[1]] if near else rows_of(named)


def lookup(statement: Statement) -> Answer:
    """Cells that the statement puts in one row; or in one row each, clause by clause."""
    if statement.linked.left_over(VERBS | ROWS):
        return None
    whole = _in_one_row(statement, statement.linked.cells)
    if whole is not None:
        return whole
    clauses = list(_clauses(statement))
    found = [_in_one_row(statement, clause) for clause in clauses]
    return None if len(clauses) < 2 or None in found else all(found)


def _clauses(statement: Statement) -> Iterator[tuple[Named, ...]]:
    """Yield the cells of each clause: what stands between "and", "while"."""
    joints = [at for at, word in enumerate(statement.linked.words) if word.text in {"and", "while", "but"}]
    for start, end in zip([0, *joints], [*joints, len(statement.linked.words)], strict=True):
        yield tuple(one for one in statement.linked.cells if start <= one.start < end)


def _in_one_row(statement: Statement, cells: Sequence[Named]) -> Answer:
    if not 2 <= len(cells) <= 4:
        return None
    columns = [frozenset(one.places) for one in cells]
    if any(one == other and len(one) == 1 for at, one in enumerate(columns) for other in columns[:at]):
        return None  # two cells of one column are a list or a comparison
    together = frozenset.intersection(*(constrained(statement, one) for one in cells))
    if not together and len(frozenset().union(*columns)) < len(cells):
        return None
    return compare_presence(expected=True, found=len(together), lang="en").holds


def comparison(statement: Statement) -> Answer:
    """One row's figure beside another's, with by how much where the statement says so."""
    cues = statement.has(UP | DOWN)
    than = statement.has(frozenset({"than"}))
    heads = {head.column for head in statement.linked.heads if head.column in statement.table.figures}
    if len(cues) != 1 or len(than) != 1 or len(heads) != 1 or cues[0] > than[0]:
        return None
    (column,) = heads
    if PLACES & set(statement.table.header[column].split()):
        return None
    figures = [one for one in statement.linked.over if statement.figure_at(one) is not None]
    known = {statement.linked.words[at].text for at in figures} | UP | DOWN | {"than"} | ROWS | VERBS
    before = [one for one in statement.linked.cells if one.end <= cues[0] and column not in one.places]
    after = [one for one in statement.linked.cells if one.start > than[0]]
    if statement.linked.left_over(known) or len(before) != 1 or len(after) != 1 or len(figures) > 1:
        return None
    if len(statement.linked.cells) != 2:
        return None
    mine, other = one_row(before[0]), one_row(after[0])
    if mine is None or other is None or mine == other:
        return None
    sides = (mine, other) if statement.linked.words[cues[0]].text in UP else (other, mine)
    low, _ = compute("difference", [statement.query([at], column) for at in sides]).numbers
    if not figures:
        return meets(ZERO, low)
    claimed = statement.figure_at(figures[0])
    return None if claimed is None or figures[0] > cues[0] else meets(exact(claimed), low)


def exact(quantity: Quantity) -> Bounds:
    """Return the bounds of what is counted, or written out in a table: nothing is rounded."""
    return exact_bounds(claimed_bounds(quantity), quantity)


def superlative(statement: Statement) -> Answer:
    """The row, or the figure itself, that is said to be the highest or lowest of a column."""
    cues, cells = statement.has(TOP | BOTTOM), statement.linked.cells
    if len(cues) != 1 or statement.linked.left_over(TOP | BOTTOM | ROWS | VERBS) or not 1 <= len(cells) <= 3:
        return None
    heads = [one for one in statement.linked.heads if 0 <= one.start - cues[0] <= 3]
    columns = {one.column for one in heads if one.column in statement.table.figures}
    if len(columns) != 1:
        return None
    (column,) = columns
    if PLACES & set(statement.table.header[column].split()):
        return None
    values = statement.table.figures[column]
    known = [at for at, value in enumerate(values) if value is not None]
    is_top = statement.linked.words[cues[0]].text in TOP
    order = sorted(known, key=lambda at: values[at] or Decimal(0), reverse=is_top)
    asked = frozenset(order)
    for one in cells:
        asked &= one.places.get(column) or rows_of(one)
    is_figure = any(column in one.places for one in cells)
    if not asked or (len(asked) > 1 and not is_figure):
        return None
    first = next(at for at in order if at in asked)
    place, _ = compute("rank", [statement.query(order, column, frozenset({first}))]).numbers
    holds = meets(Bounds(Decimal(1), Decimal(1), Comparator.EQ, Decimal(1)), place)
    return holds if holds or len(cells) == 1 else None  # of several cells one may say among which rows it is


def count(statement: Statement) -> Answer:
    """How many rows have some cells, or a figure beyond a bound."""
    words = statement.linked.words
    opens = 2 if [word.text for word in words[:2]] == ["there", "be"] else 0
    if not opens:
        return None
    while opens < len(words) and words[opens].text in {"only", "a", "total", "of", "exactly"}:
        opens += 1
    claimed = statement.figure_at(opens) if opens < len(words) else None
    if claimed is None or claimed.low is None or claimed.low != claimed.low.to_integral_value():
        return None
    cells = [one for one in statement.linked.cells if one.start != opens]  # the count may be some cell as well
    bounded = _bounded(statement, opens)
    if bounded is None:
        return None
    more, used = bounded
    if statement.linked.left_over(ROWS | VERBS | {"only", "exactly", words[opens].text} | used):
        return None
    limit = [at for at in range(len(words)) if words[at].text in used and statement.figure_at(at) is not None]
    cells = [one for one in cells if one.start not in limit]  # the figure of the bound may be some cell as well
    if not cells and not used:
        return None
    if any(statement.table.is_part(one, words) for one in cells):
        return None
    chosen = more
    for one in cells:
        chosen &= constrained(statement, one)
    (found, _) = compute("count", [statement.query(sorted(chosen))]).numbers
    return meets(exact(claimed), found)


def _bounded(statement: Statement, opens: int) -> tuple[frozenset[int], frozenset[str]] | None:
    """Return the rows whose figure lies beyond a bound that is stated, and its words; None where it is not certain."""
    every = frozenset(range(len(statement.table.rows)))
    if not statement.has(UP | DOWN | {"than", "least", "over", "under", "above", "below"}):
        return every, frozenset()
    limits = [one for one in statement.quantities if one.comparator not in {Comparator.EQ, Comparator.APPROX}]
    columns = {head.column for head in statement.linked.heads if head.column in statement.table.figures}
    if len(limits) != 1 or len(columns) != 1 or limits[0].span.start <= statement.linked.words[opens].start:
        return None
    (column,) = columns
    bounds, values = claimed_bounds(limits[0]), statement.table.figures[column]
    kept = frozenset(at for at, value in enumerate(values) if value is not None and meets(bounds, value))
    inside = (word.text for word in statement.linked.words if limits[0].span.start <= word.start < limits[0].span.end)
    return kept, frozenset(inside)


def total(statement: Statement) -> Answer:
    """The sum or the mean of a column, or of the rows that have a cell."""
    means = statement.has(frozenset({"average", "mean"}))
    sums = statement.has(frozenset({"combined", "sum", "altogether"}))
    columns = {head.column for head in statement.linked.heads if head.column in statement.table.figures}
    figures = [at for at in statement.linked.over if statement.figure_at(at) is not None]
    if bool(means) == bool(sums) or len(columns) != 1 or len(figures) != 1 or statement.linked.cells:
        return None
    claimed = statement.figure_at(figures[0])
    own = {"average", "mean", "combined", "sum", "altogether", statement.linked.words[figures[0]].text}
    if claimed is None or statement.linked.left_over(own | ROWS | VERBS):
        return None
    (column,) = columns
    rows = [at for at, value in enumerate(statement.table.figures[column]) if value is not None]
    added = statement.query(rows, column)
    if sums:
        return meets(exact(claimed), compute("total", [added]).numbers[0])
    ones = Query("table", "rows", "", (), ("entity", "value"), tuple((str(at), "1") for at in rows))
    return meets(claimed_bounds(claimed), compute("ratio", [added, ones]).numbers[0])


def universal(statement: Statement) -> Answer:
    """All rows have a cell, or none has two together."""
    whole, none = statement.has(WHOLE), statement.has(NONE)
    if bool(whole) == bool(none) or len(whole) + len(none) != 1:
        return None
    if statement.linked.left_over(WHOLE | NONE | ROWS | VERBS) or not 1 <= len(statement.linked.cells) <= 3:
        return None
    if any(statement.table.is_part(one, statement.linked.words) for one in statement.linked.cells):
        return None
    rows = [constrained(statement, one) for one in statement.linked.cells]
    if whole:
        if len(rows) != 1 or whole[0] > statement.linked.cells[0].start:
            return None
        return compare_presence(expected=False, found=len(statement.table.rows) - len(rows[0]), lang="en").holds
    if len(rows) < 2:
        return None
    return compare_presence(expected=False, found=len(frozenset.intersection(*rows)), lang="en").holds


CHECKS: tuple[Check, ...] = (count, total, comparison, superlative, universal, lookup)
"""In order: the first that is certain answers."""


def answer(statement: Statement) -> tuple[str, bool] | None:
    """Return the operation and whether the statement holds; None where no operation is certain."""
    for check in CHECKS:
        try:
            holds = check(statement)
        except NothingToCompute:
            continue
        if holds is not None:
            return check.__name__, holds
    return None
