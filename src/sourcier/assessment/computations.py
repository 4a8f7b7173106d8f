"""Arithmetic on the rows of queries: pure functions by name, the same in a live run and in a replay.

Each takes the queries of a finding, in order, and nothing else, so that a dossier holds all it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from types import MappingProxyType

from sourcier.core.errors import Scope, SourcierError
from sourcier.core.findings import Query

Row = Mapping[str, str | None]


class NothingToCompute(SourcierError):
    """The rows do not hold what the computation needs: none at all, or an empty value."""

    slug = "nothing-to-compute"
    scope = Scope.ITEM


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: a range of numbers, or an interval of days."""

    low: Decimal | None = None
    high: Decimal | None = None
    start: date | None = None
    end: date | None = None
    """Excluded."""

    @classmethod
    def of(cls, value: Decimal | int) -> Outcome:
        """Return the outcome of one number."""
        number = Decimal(value)
        return cls(low=number, high=number)

    @property
    def numbers(self) -> tuple[Decimal, Decimal]:
        """The range. Raises NothingToCompute when the outcome is a time."""
        if self.low is None or self.high is None:
            raise NothingToCompute("the rows give a time, not a number")
        return self.low, self.high


def rows_of(query: Query) -> list[Row]:
    """Return the rows of a query by column name."""
    return [dict(zip(query.columns, row, strict=True)) for row in query.rows]


def _number(row: Row, column: str = "value") -> Decimal:
    if not (raw := row.get(column)):
        raise NothingToCompute(f"no {column} in {dict(row)}")
    return Decimal(raw)


def _only(query: Query) -> Row:
    rows = rows_of(query)
    if not rows:
        raise NothingToCompute(f"no row of {query.pack}/{query.resource} for {dict(query.parameters)}")
    return rows[0]


def value(queries: Sequence[Query]) -> Outcome:
    """Return the value of the first row."""
    return Outcome.of(_number(_only(queries[0])))


def opposite(queries: Sequence[Query]) -> Outcome:
    """Return the value of the first row with its sign turned: a growth of −28 is a fall of 28."""
    return Outcome.of(-_number(_only(queries[0])))


def _spread(query: Query) -> tuple[Decimal, Decimal]:
    row = _only(query)
    if "low" in row:
        return _number(row, "low"), _number(row, "high")
    return _number(row), _number(row)


def spread(queries: Sequence[Query]) -> Outcome:
    """Return the range of an estimate's first row."""
    low, high = _spread(queries[0])
    return Outcome(low, high)


def total(queries: Sequence[Query]) -> Outcome:
    """Return the sum over all rows, low and high ends apart."""
    rows = rows_of(queries[0])
    if not rows:
        raise NothingToCompute("no row to add up")
    if "low" in rows[0]:
        return Outcome(
            sum((_number(r, "low") for r in rows), Decimal(0)), sum((_number(r, "high") for r in rows), Decimal(0))
        )
    column = "count" if "count" in rows[0] else "value"
    return Outcome.of(sum((_number(row, column) for row in rows), Decimal(0)))


def count(queries: Sequence[Query]) -> Outcome:
    """Return the number of rows."""
    return Outcome.of(len(queries[0].rows))


def count_all(queries: Sequence[Query]) -> Outcome:
    """Return the number of different first columns over the rows of all queries."""
    return Outcome.of(len({row[0] for query in queries for row in query.rows}))


def _ratio(top: Decimal, bottom: Decimal) -> Decimal:
    if bottom == 0:
        raise NothingToCompute("division by zero")
    with localcontext() as context:
        context.prec = 12
        return top / bottom


def ratio(queries: Sequence[Query]) -> Outcome:
    """Return the total of the first query over that of the second."""
    (low, high), (least, most) = total(queries[:1]).numbers, total(queries[1:2]).numbers
    return Outcome(_ratio(low, most), _ratio(high, least))


def share(queries: Sequence[Query]) -> Outcome:
    """Return the total of the first query as a percentage of that of the second."""
    low, high = ratio(queries).numbers
    return Outcome(low * 100, high * 100)


def difference(queries: Sequence[Query]) -> Outcome:
    """Return the total of the first query minus that of the second."""
    (low, high), (least, most) = total(queries[:1]).numbers, total(queries[1:2]).numbers
    return Outcome(low - most, high - least)


def product(queries: Sequence[Query]) -> Outcome:
    """Return the total of the first query times that of the second: a rate over so many months."""
    (low, high), (least, most) = total(queries[:1]).numbers, total(queries[1:2]).numbers
    return Outcome(low * least, high * most)


def excess(queries: Sequence[Query]) -> Outcome:
    """Return by how many per cent the total of the first query exceeds that of the second."""
    low, high = ratio(queries).numbers
    return Outcome((low - 1) * 100, (high - 1) * 100)


def shortfall(queries: Sequence[Query]) -> Outcome:
    """Return by how many per cent the total of the first query falls short of that of the second."""
    low, high = ratio(queries).numbers
    return Outcome((1 - high) * 100, (1 - low) * 100)


def year_of(queries: Sequence[Query]) -> Outcome:
    """Return the year of the first row."""
    return Outcome.of(int((_only(queries[0])["period"] or "0")[:4]))


def _ends(queries: Sequence[Query]) -> tuple[Decimal, Decimal]:
    rows = sorted(rows_of(queries[0]), key=lambda row: row["period"] or "")
    if len(rows) < 2:
        raise NothingToCompute("two periods are needed")
    return _number(rows[0]), _number(rows[-1])


def change(queries: Sequence[Query]) -> Outcome:
    """Return the change from the first period to the last, in per cent of the first."""
    first, last = _ends(queries)
    return Outcome.of(_ratio(last - first, abs(first)) * 100)


def fall(queries: Sequence[Query]) -> Outcome:
    """Return the fall from the first period to the last, in per cent of the first."""
    first, last = _ends(queries)
    return Outcome.of(_ratio(first - last, abs(first)) * 100)


def step(queries: Sequence[Query]) -> Outcome:
    """Return the last period's value minus the first's: points, or units."""
    first, last = _ends(queries)
    return Outcome.of(last - first)


def drop(queries: Sequence[Query]) -> Outcome:
    """Return the first period's value minus the last's."""
    first, last = _ends(queries)
    return Outcome.of(first - last)


def growth_factor(queries: Sequence[Query]) -> Outcome:
    """Return the last period's value over the first's."""
    first, last = _ends(queries)
    return Outcome.of(_ratio(last, first))


def rank(queries: Sequence[Query]) -> Outcome:
    """Return the place, from 1, of the row marked `asked` among rows already in order; ties share the best."""
    rows = rows_of(queries[0])
    asked = next((row for row in rows if row.get("asked") in {"true", "True", "1"}), None)
    if asked is None:
        raise NothingToCompute("the entity has no row")
    mine = _number(asked)
    return Outcome.of(next(at for at, row in enumerate(rows, 1) if _number(row) == mine))


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw[:10]) if raw else None


def started(queries: Sequence[Query]) -> Outcome:
    """Return the first row's start, widened to a month or a year where `precision` says so."""
    row = _only(queries[0])
    start = _day(row.get("start"))
    if start is None:
        raise NothingToCompute("no start")
    return Outcome(start=start, end=_after(start, row.get("precision")))


def ended(queries: Sequence[Query]) -> Outcome:
    """Return the first row's end as a day."""
    end = _day(_only(queries[0]).get("end"))
    if end is None:
        raise NothingToCompute("still in force")
    return Outcome(start=end, end=end + timedelta(days=1))


def happened(queries: Sequence[Query]) -> Outcome:
    """Return the first row's interval: its last day included in the table, excluded here."""
    row = _only(queries[0])
    start, end = _day(row.get("start") or row.get("date")), _day(row.get("end"))
    if start is None:
        raise NothingToCompute("no start")
    return Outcome(start=start, end=(end or start) + timedelta(days=1))


def lasted(queries: Sequence[Query]) -> Outcome:
    """Return the years from start to end, summed over all rows; an open end counts to the query's `$day`."""
    return Outcome.of((Decimal(_days_of(queries[0])) / Decimal("365.25")).quantize(Decimal("0.01")))


def lasted_days(queries: Sequence[Query]) -> Outcome:
    """Return the days from start to end, summed over all rows; an open end counts to the query's `$day`."""
    return Outcome.of(_days_of(queries[0]))


def _days_of(query: Query) -> int:
    days = 0
    today = _day(dict(query.parameters).get("day"))
    for row in rows_of(query):
        start, end = _day(row.get("start")), _day(row.get("end")) or today
        if start is None or end is None:
            raise NothingToCompute("an open interval and no day to count to")
        days += (min(end, today) if today else end).toordinal() - start.toordinal()
    if not days:
        raise NothingToCompute("no interval")
    return days


def months_since(queries: Sequence[Query]) -> Outcome:
    """Return the months from the first row's start to the query's `$day`."""
    start, day = _day(_only(queries[0]).get("start")), _day(dict(queries[0].parameters).get("day"))
    if start is None or day is None:
        raise NothingToCompute("no start or no day")
    return Outcome.of((Decimal((day - start).days) / Decimal("30.4375")).quantize(Decimal("0.1")))


def rate_over(queries: Sequence[Query]) -> Outcome:
    """Return a monthly rate, first query, over the months since the start that the second query gives."""
    months = months_since(queries[1:]).numbers[0]
    return Outcome.of((_number(_only(queries[0])) * months).quantize(Decimal(1)))


def _after(start: date, precision: str | None) -> date:
    if precision == "year":
        return date(start.year + 1, 1, 1)
    if precision == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + timedelta(days=1)


FUNCTIONS: Mapping[str, Callable[[Sequence[Query]], Outcome]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            value, opposite, spread, total, count, count_all, ratio, share, difference, product, excess, shortfall,
            year_of, change, fall, step, drop, growth_factor, rank, started, ended, happened, lasted, lasted_days,
            months_since, rate_over,
        )
    }
)  # fmt: skip


def compute(name: str, queries: Sequence[Query]) -> Outcome:
    """Run a computation by its name. Raises NothingToCompute when the rows do not allow it."""
    return FUNCTIONS[name](queries)
