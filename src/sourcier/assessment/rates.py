"""What one currency was worth in another, for a period: from the packs' tables of rates, and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from sourcier.assessment.lexicon import read_table
from sourcier.assessment.naming import Measure
from sourcier.assessment.tables import Tables
from sourcier.assessment.units import factor_to
from sourcier.core.article import Lang
from sourcier.core.findings import Query
from sourcier.core.language import Quantity
from sourcier.evidence.packs import Resource, period_bounds

MARKET, FIXED = "exchange_rate", "conversion_rate"
"""Roles of the tables: a market's rate, averaged over each period; one set by law, from a day on."""
LCU = "LCU"
"""In a table's unit: the currency of the row, by its column `currency`, else of the row's state."""
_CODE = re.compile(r"[A-Z]{3}")
_ONE = "SELECT entity, period, value, source FROM {table} WHERE entity = $entity AND period = $period"
_ONE_OF = (
    "SELECT entity, currency, period, value, source FROM {table} "
    "WHERE entity = $entity AND currency = $currency AND period = $period"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of one currency for one of another."""

    resource: Resource
    query: Query
    """Gives its one row."""
    quote: str
    """The currency that the value counts."""
    base: str
    """The currency of which it buys one."""
    period: str
    """As the table of rates has it."""
    is_fixed: bool
    """Set by law: exact, and the same from its day on."""

    @property
    def value(self) -> Decimal:
        """How many of the quoted currency."""
        return Decimal(self.query.rows[0][self.query.columns.index("value")] or "nan")

    @property
    def unit(self) -> str:
        """The rate's unit: "EUR/USD"."""
        return f"{self.quote}/{self.base}"


class Rates:
    """All tables of rates of some packs; those set by law are asked first."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._resources = [one for role in (FIXED, MARKET) for one in tables.of_shape("series", role)]

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        found = set()
        for resource in self._resources:
            quote, _, base = resource.unit.partition("/")
            quotes = {_currency(row, quote) for row in resource.rows()} if quote == LCU else {quote}
            found |= {frozenset({one, base}) for one in quotes if one}
        return frozenset(found)

    @cached_property
    def currencies(self) -> frozenset[str]:
        """All currencies that some table has a rate of."""
        return frozenset().union(*self._pairs)

    def know(self, one: str, other: str) -> bool:
        """Say whether some table holds rates between two currencies, of whatever period."""
        return one != other and frozenset({one, other}) in self._pairs

    def find(self, have: str, want: str, period: str) -> Rate | None:
        """Return the rate between two currencies in a period, None where no table has it.

        A market's rate is that of the very year or month, never of one near it. One set by law serves any period that
        begins when it applied already. Where the rows of a table disagree, it gives none.
        """
        first = period_bounds(period)[0].isoformat()
        for resource in self._resources:
            quote, _, base = resource.unit.partition("/")
            other = want if base == have else have if base == want else ""
            if not other or quote not in {other, LCU}:
                continue
            is_fixed = resource.role == FIXED
            rows = [
                row
                for row in resource.rows()
                if _currency(row, quote) == other
                and ((row["period"] or "") <= first if is_fixed else row["period"] == period and not _is_day(period))
            ]
            if len({Decimal(row["value"] or "nan") for row in rows}) == 1:
                row = min(rows, key=lambda one: one["entity"] or "")
                return Rate(resource, self._query(resource, row), other, base, row["period"] or "", is_fixed)
        return None

    def _query(self, resource: Resource, row: Mapping[str, str | None]) -> Query:
        asked = {"entity": row["entity"] or "", "period": row["period"] or ""}
        if row.get("currency"):
            return self._tables.query(resource, _ONE_OF, {**asked, "currency": row["currency"] or ""})
        return self._tables.query(resource, _ONE, asked)


def rates_of(tables: Tables) -> Rates:
    """Return the rates of some tables, read once."""
    return tables.once(Rates)


def currency_of(unit: str) -> str:
    """Return the currency of a unit of current money; empty for constant prices, parities and all that is no money.

    >>> currency_of("USD"), currency_of("EUR per month"), currency_of("USD (constant 2019)")
    ('USD', 'EUR', '')
    """
    head, _, rest = unit.partition(" ")
    return head if _CODE.fullmatch(head) and (not rest or rest.startswith("per ")) else ""


def fits_unit(tables: Tables, quantity: Quantity, measure: Measure, lang: Lang) -> bool:
    """Say whether a figure can be a value of a measure: in its unit, or in a currency that some rate leads to."""
    if factor_to(quantity, measure.unit, measure.known, lang) is not None:
        return True
    return rates_of(tables).know(quantity.unit, currency_of(measure.unit))


def sign_of(code: str) -> str:
    """Return a currency's sign, or its code.

    >>> sign_of("EUR"), sign_of("CHF")
    ('€', 'CHF')
    """
    return next((row["sign"] for row in read_table("currencies") if row["code"] == code and row["sign"]), code)


def _is_day(period: str) -> bool:
    """Say whether a period is a day: what is in force from a day on is of no one day's rate."""
    return len(period) == len("2022-03-31")


@cache
def _own() -> Mapping[str, tuple[str, str]]:
    """By state or area: its currency, and the first year of it."""
    return {row["entity"]: (row["code"], row["since"]) for row in read_table("currencies")}


def _currency(row: Mapping[str, str | None], quote: str) -> str:
    """Return the currency that a row's value counts."""
    if quote != LCU:
        return quote
    if row.get("currency"):
        return row["currency"] or ""
    code, since = _own().get(row["entity"] or "", ("", ""))
    return code if code and (row["period"] or "")[:4] >= since else ""
