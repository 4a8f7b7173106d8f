"""Whether a figure in one currency may be set against a table in another, and why not."""

from __future__ import annotations

import re
from functools import cache

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import Patterns, parse_pattern, read_table, tokenise
from sourcier.assessment.naming import Measure
from sourcier.assessment.rates import currency_of, rates_of, sign_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import Tables
from sourcier.assessment.units import family_of
from sourcier.assessment.wording import say
from sourcier.core.language import Quantity

_OF_A_YEAR = re.compile(r"\s*(?:constants?\s+)?d[e’']\s*(?:1[89]|20)\d\d\b")
"""What may follow an amount: "milliards d’euros de 2015", in prices of that year."""
_YEARS_MONEY = re.compile(r"\b(?:1[89]|20)\d\d (?:US )?(?:dollars?|euros?|pounds?|francs?)\b")


def is_other_money(quantity: Quantity, unit: str, tables: Tables) -> bool:
    """Say whether a figure is in a currency, and a table in another, at the prices of each year."""
    theirs = currency_of(unit)
    if not theirs or quantity.unit == theirs:
        return False
    return family_of(quantity.unit) == "money" or quantity.unit in rates_of(tables).currencies


def why_unconverted(scope: Scope, desk: Desk, measure: Measure, quantity: Quantity) -> str:
    """Return why a figure in one currency is not set against a table in another; empty where it may be.

    Prices of another year and parities of purchasing power are no currency, and an amount that the writer gives in the
    table's own currency as well is checked in that one.
    """
    table, lang, text = currency_of(measure.unit), scope.lang, desk.draft.article.text
    whole = next((one.span for one in desk.draft.sentences if one.span.contains(quantity.span)), scope.claim.span)
    named = " . ".join((*measure.resource.label.values(), measure.unit))
    is_real = bool(_real().find(tokenise(whole.of(text))) or _real().find(tokenise(named)))
    if is_real or _OF_A_YEAR.match(text[quantity.span.end :]) or _YEARS_MONEY.search(whole.of(text)):
        return say("real_terms", lang)
    if any(one.unit == table and whole.contains(one.span) for one in desk.draft.quantities):
        return say("own_currency", lang, unit=sign_of(table))
    if not rates_of(desk.tables).know(quantity.unit, table):
        return say("no_rates", lang, one=quantity.unit, other=table)
    return ""


@cache
def _real() -> Patterns:
    return Patterns([parse_pattern(row["words"], "real") for row in read_table("real_terms")])
