"""The same statement per head, as a share of GDP, or in absolute terms, where tables of people and product exist.

More carbon dioxide than France, and less for each inhabitant: both are shown. A share that says the reverse of an
amount is told and never held against the writer alone, since a share already allows for the size of a country.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sourcier.assessment.computations import Row, rows_of
from sourcier.assessment.desk import Desk
from sourcier.assessment.measures import measures_of
from sourcier.assessment.naming import Measure
from sourcier.assessment.numbers import show_amount
from sourcier.assessment.operations.figures.alternatives import Alternative
from sourcier.assessment.operations.figures.cherry import meets, rule_for
from sourcier.assessment.operations.figures.places import Place
from sourcier.assessment.operations.figures.series import Meant, annual
from sourcier.assessment.tables import Tables
from sourcier.assessment.units import OF_GDP, family_of
from sourcier.assessment.wording import say
from sourcier.core.article import Lang
from sourcier.core.findings import Query
from sourcier.evidence.packs import Resource

PRODUCT, PEOPLE = ":gdp", ":population"
MADE_OF: dict[str, str] = {PRODUCT: "USD", PEOPLE: "persons"}
"""Unit of the tables that can be divided by."""
PER_HEAD = " per person"
SIZED = frozenset({"money", "mass", "persons"})
"""Kinds of amount that a larger country has more of; nobody counts nuclear tests by the head."""
THOUSAND, MILLION = Decimal(1000), Decimal(10) ** 6
TENTH = Decimal("0.1")
NEARLY_ALL = Decimal("0.9")
"""Part of those ranked whose denominator must be known for a rank by it."""
GIVEN = (
    "SELECT entity, period, value, source FROM {table} WHERE list_contains(string_split($entities, ' '), entity) "
    "AND list_contains(string_split($periods, ' '), period) ORDER BY entity, period"
)


@dataclass(frozen=True, slots=True)
class Form:
    """Another way to say an amount: divided by people or product, or multiplied by them."""

    by: str
    unit: str
    """Of what comes out."""
    is_amount: bool = False
    """The figure of the table is a share or a rate, and what comes out an amount."""

    def turn(self, value: Decimal, base: Decimal) -> Decimal:
        """Return a value in this form: a share of GDP is in per cent, on both sides."""
        if self.is_amount:
            return value * base / (100 if self.by == PRODUCT else 1)
        return value / base * (100 if self.unit == "%" else 1)

    def scale(self, largest: Decimal) -> tuple[Decimal, str]:
        """Return for how many heads or dollars figures are said, and the words: the largest is no small fraction.

        People are told whole: 142 refugees for a thousand inhabitants, and 0.7 tonnes a head.
        """
        if self.is_amount:
            return Decimal(1), "by_nothing"
        if self.unit == "%":
            return Decimal(1), "by_gdp"
        if self.by == PRODUCT:
            return MILLION, "by_million_gdp"
        least = Decimal(1) if family_of(self.unit) == "persons" else TENTH
        steps = ((Decimal(1), "by_head"), (THOUSAND, "by_thousand_heads"))
        return next((step for step in steps if largest * step[0] >= least), (MILLION, "by_million_heads"))


def forms_of(measure: Measure) -> list[Form]:
    """Return the other forms in which a measure can be said."""
    label = frozenset().union(*measure.label, frozenset())
    if PEOPLE in label and family_of(measure.unit) == "persons":
        return []
    if measure.is_total and family_of(measure.unit) in SIZED:
        found = [Form(PEOPLE, measure.unit)]
        if PRODUCT not in label and measure.unit == MADE_OF[PRODUCT]:
            found.append(Form(PRODUCT, "%"))
        elif family_of(measure.unit) == "mass":
            found.append(Form(PRODUCT, measure.unit))
        return found
    if measure.unit.endswith(PER_HEAD):
        return [Form(PEOPLE, measure.unit.removesuffix(PER_HEAD), is_amount=True)]
    return [Form(PRODUCT, MADE_OF[PRODUCT], is_amount=True)] if measure.unit == OF_GDP else []


def denominators(tables: Tables) -> dict[str, list[tuple[Resource, frozenset[str]]]]:
    """Return the tables of people and of product, with whom they know, those that know most first."""
    found: dict[str, list[tuple[Resource, frozenset[str]]]] = {by: [] for by in MADE_OF}
    for measure in measures_of(tables).all:
        label = frozenset().union(*measure.label, frozenset())
        for by, unit in MADE_OF.items():
            is_plain = measure.resource.shape == "series" and measure.unit == unit and by in label
            if is_plain and annual(measure.resource) and all(by in part for part in measure.label):
                entities = frozenset(row["entity"] or "" for row in measure.resource.rows())
                found[by].append((measure.resource, entities))
    return {by: sorted(some, key=lambda pair: -len(pair[1])) for by, some in found.items()}


def in_other_forms(desk: Desk, meant: Meant, rows: Sequence[Row], lang: Lang) -> list[Alternative]:
    """Return what becomes of the order of two figures when they are said in other forms.

    Args:
        desk: The tables.
        meant: What is compared.
        rows: Of two entities in one period, or of one in two.
        lang: Of the article.
    """
    found, picked = [], rule_for("denominators")
    is_size = meant.match.measure.is_total
    is_trend = rows[0]["period"] != rows[1]["period"]
    for form, query, resource in _asked(desk, meant, rows):
        if is_trend and form.by == PRODUCT and form.unit != "%":
            continue  # tonnes for a dollar of the day fall by inflation alone
        bases = {(row["entity"], row["period"]): Decimal(row["value"] or "0") for row in rows_of(query)}
        own = [Decimal(row["value"] or "0") for row in rows]
        under = [bases.get((row["entity"], row["period"]), Decimal(0)) for row in rows]
        if min(own) <= 0 or min(under) <= 0:
            continue
        turned = [form.turn(value, base) for value, base in zip(own, under, strict=True)]
        slack = (meant.resource.tolerance + resource.tolerance) * max(turned)
        if abs(turned[0] - turned[1]) <= slack:
            continue
        is_reversed = (turned[0] > turned[1]) != (own[0] > own[1])
        found.append((query, _told(desk, form, rows, turned, lang) if is_reversed else ""))
    reversed_ = sum(bool(note) for _, note in found)
    is_picked = is_size and picked.is_picked(len(found) - reversed_, len(found))
    told = [Alternative(query, note, is_picked) for query, note in found if note]
    if is_picked:
        told[-1] = Alternative(told[-1].query, f"{told[-1].note} {picked.below(lang)}", is_picked)
    return told


def rank_per_head(desk: Desk, meant: Meant, ranked: Query, state: str, place: Place, lang: Lang) -> list[Alternative]:
    """Return a place by amount as it is by amount per head, where the claim would not hold of that; never a caveat."""
    rows = [row for row in rows_of(ranked) if row["value"]]
    forms = [one for one in forms_of(meant.match.measure) if one.by == PEOPLE and not one.is_amount]
    for form, query, resource in _asked(desk, meant, rows):
        if form not in forms:
            continue
        bases = {row["entity"]: Decimal(row["value"] or "0") for row in rows_of(query)}
        turned = {
            row["entity"] or "": form.turn(Decimal(row["value"] or "0"), bases[row["entity"]])
            for row in rows
            if bases.get(row["entity"], 0) > 0
        }
        if state not in turned or len(turned) < NEARLY_ALL * len(rows):
            return []
        order = sorted(turned, key=lambda one: (-turned[one] if place.is_from_top else turned[one], one))
        slack = (meant.resource.tolerance + resource.tolerance) * abs(turned[state])
        gaps = [turned[one] - turned[state] for one in turned if one != state]
        ahead = [gap if place.is_from_top else -gap for gap in gaps]
        if any(meets(place.bounds, Decimal(1 + sum(gap > edge for gap in ahead))) for edge in (slack, -slack)):
            return []
        size, by = form.scale(max(turned[order[0]], turned[state]))
        value, best = (show_amount(turned[one] * size, form.unit, lang) for one in (state, order[0]))
        note = say(
            "other_rank",
            lang,
            by=say(by, lang),
            entity=desk.tables.label(state, lang),
            place=str(1 + sum(gap > 0 for gap in ahead)),
            of=str(len(turned)),
            value=value,
            first=f"{desk.tables.label(order[0], lang)} ({best})",
        )
        return [Alternative(query, note)]
    return []


def _asked(desk: Desk, meant: Meant, rows: Sequence[Row]) -> Iterator[tuple[Form, Query, Resource]]:
    """Yield each other form with the rows of its denominator for those of some figures."""
    entities = sorted({row["entity"] or "" for row in rows})
    periods = sorted({row["period"] or "" for row in rows})
    for form in forms_of(meant.match.measure):
        known = desk.tables.once(denominators)[form.by]
        if known:
            resource = max(known, key=lambda pair: len(pair[1].intersection(entities)))[0]
            parameters = {"entities": " ".join(entities), "periods": " ".join(periods)}
            yield form, desk.tables.query(resource, GIVEN, parameters), resource


def _told(desk: Desk, form: Form, rows: Sequence[Row], turned: Sequence[Decimal], lang: Lang) -> str:
    is_trend = rows[0]["entity"] == rows[1]["entity"]
    names = [(row["period"] or "") if is_trend else desk.tables.label(row["entity"] or "", lang) for row in rows]
    size, by = form.scale(max(turned))
    one, two = (show_amount(value * size, form.unit, lang) for value in turned)
    return say("other_way", lang, by=say(by, lang), first=names[0], one=one, second=names[1], two=two)
