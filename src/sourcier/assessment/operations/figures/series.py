"""What the operations on series share: the measure meant, its query, bounds, and known-by-then verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, claimed_bounds
from sourcier.assessment.conversions import is_other_money, why_unconverted
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.heads import counted_heads
from sourcier.assessment.lexicon import neutral_words, read_words, stem
from sourcier.assessment.measures import Match
from sourcier.assessment.narrowed import kind_of_prices, one_people_of, some_people
from sourcier.assessment.operations.figures.gaps import ends_of
from sourcier.assessment.operations.figures.movements import is_of_others
from sourcier.assessment.outlines import outline_of
from sourcier.assessment.periods import known_from
from sourcier.assessment.qualified import is_of_a_city, narrowed_people, unknown_age
from sourcier.assessment.scope import Scope, Word
from sourcier.assessment.subjects import strangers
from sourcier.assessment.understanding import said_by
from sourcier.assessment.units import GENERIC, factor_to, family_of, is_multiple
from sourcier.assessment.wording import say
from sourcier.core.findings import Candidate, Caveat, Finding, Operation, Verdict
from sourcier.core.language import Comparator, Quantity
from sourcier.evidence.packs import Resource

ONE = "SELECT entity, period, value, source FROM {table} WHERE entity = $entity AND period = $period"
LATEST = (
    "SELECT entity, period, value, source FROM {table} "
    "WHERE entity = $entity AND period <= $latest ORDER BY period DESC LIMIT 1"
)
SEVERAL = (
    "SELECT entity, period, value, source FROM {table} "
    "WHERE list_contains(string_split($entities, ' '), entity) AND period = $period ORDER BY entity"
)
TWO = (
    "SELECT entity, period, value, source FROM {table} "
    "WHERE entity = $entity AND (period = $first OR period = $last) ORDER BY period"
)
SEXES = frozenset({":female", ":male"})
SHARED_WITH = 8
"""Words after a percentage within which "mondial", "of the world" says what it is a share of."""
BUDGET = frozenset(map(stem, read_words("figure_words", "budget")))
"""What a share may be taken of that is no product of a country."""
CLOSE = 0.55
"""Readings whose strengths differ by no more than this, less than one unknown word, are all checked."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A measure with the factor that turns the claim's figure into its unit."""

    match: Match
    factor: Decimal = Decimal(1)
    currency: str = ""
    """What the table's figure has to be converted into; empty where it is in the claim's currency."""

    @property
    def resource(self) -> Resource:
        """Its table."""
        return self.match.measure.resource


def meant_by(
    scope: Scope,
    desk: Desk,
    operation: Operation,
    quantity: Quantity | None = None,
    *,
    shapes: Sequence[str] = ("series",),
    converts: bool = False,
) -> list[Meant]:
    """Return the measures that a claim may mean, likeliest first, close runners-up included.

    Args:
        scope: The claim.
        desk: Where to look, and where to note what was put aside.
        operation: For the notes.
        quantity: The figure that must be a value of the measure; None when the figure is of another kind.
        shapes: `series`, `estimate`, or both.
        converts: A figure may be in another currency than the table, where no table is in its own.
    """
    # What somebody aims at, pledges or expects ("visait une inflation de 2 %") is no figure of what came about.
    is_aimed = scope.has("aim") and operation is not Operation.ESTIMATE
    if scope.has("polls") or is_aimed or strangers(scope) or is_of_others(scope) or one_people_of(scope):
        return []
    matches, rejected = desk.measures.match(scope, operation)
    desk.rejected.extend(rejected)
    found: list[Meant] = []
    matches = _of_one_sex(scope, matches)
    for match in matches:
        if match.measure.resource.shape not in shapes:
            continue
        if is_of_a_city(scope, match.measure, desk.tables):
            desk.rejected.append(put_aside(match, operation, say("of_a_city", scope.lang)))
            continue
        if scope.has("nominal") and match.measure.is_change:
            continue  # "en valeur" is growth with prices in it; tables of growth hold volumes
        other = (
            unknown_age(scope, match.measure) or narrowed_people(scope, match.measure) or kind_of_prices(scope, match)
        )
        if other := other or counted_heads(scope, match, operation):
            desk.rejected.append(put_aside(match, operation, say("barred", scope.lang, word=other)))
            continue
        factor: Decimal | None = Decimal(1)
        into = ""
        if quantity is not None:
            factor = factor_to(quantity, match.measure.unit, match.measure.known, scope.lang)
            if factor is None and _counts_a_people(scope, match, quantity):
                factor = Decimal(1)
            if factor is None and converts and is_other_money(quantity, match.measure.unit, desk.tables):
                if reason := why_unconverted(scope, desk, match.measure, quantity):
                    desk.rejected.append(put_aside(match, operation, reason))
                    continue
                factor, into = Decimal(1), quantity.unit
            if factor is None:
                desk.rejected.append(
                    put_aside(match, operation, say("other_unit", scope.lang, unit=quantity.unit or quantity.text))
                )
                continue
            if counted := _counted_otherwise(scope, match, quantity):
                desk.rejected.append(put_aside(match, operation, say("barred", scope.lang, word=counted)))
                continue
            if some := some_people(scope, quantity, match):
                desk.rejected.append(put_aside(match, operation, say("barred", scope.lang, word=some)))
                continue
            if match.measure.unit.startswith("%") and not _denominator_fits(scope, match, quantity):
                desk.rejected.append(put_aside(match, operation, say("other_unit", scope.lang, unit=quantity.text)))
                continue
        found.append(Meant(match, factor or Decimal(1), into))
    return [one for one in found if not one.currency] or found


def _of_one_sex(scope: Scope, matches: list[Match]) -> list[Match]:
    """Return the readings for the sex that a claim names, where some table is of it: not both sexes together."""
    said = SEXES & frozenset().union(*said_by(scope))
    if len(said) != 1:
        return matches
    own = [
        one
        for one in matches
        if said <= frozenset().union(*(part for name in one.measure.names for part in name.parts))
    ]
    # "among women" is of no table of all; "men" may be soldiers.
    return own if said == {":female"} else own or matches


def widest_first(found: Sequence[Meant]) -> list[Meant]:
    """Return readings by strength, those nearly as strong by the number of entities their tables know."""
    close = near_best(found)
    return [*close, *(one for one in found if one not in close)]


def near_best(found: Sequence[Meant]) -> list[Meant]:
    """Return the likeliest reading and those nearly as likely; the widest table first among equals."""
    if not found:
        return []
    best = max(one.match.strength for one in found)
    close = [one for one in found if best - one.match.strength <= CLOSE]
    return sorted(close, key=lambda one: -_breadth(one)) if len(close) > 1 else close


def _breadth(one: Meant) -> int:
    return len(outline_of(one.resource).entities) if one.resource.shape == "series" else 0


def _counts_a_people(scope: Scope, match: Match, quantity: Quantity) -> bool:
    """Say whether a figure counts people by their name ("six millions d’Ukrainiens") in a table of some of them."""
    if family_of(match.measure.unit) != "persons" or ":population" in frozenset().union(*match.measure.label):
        return False
    named = [one for one in scope.mentions if quantity.span.contains(one.span)]
    return bool(named) and quantity.text.split()[-1] in named[-1].text


def _counted_otherwise(scope: Scope, match: Match, quantity: Quantity) -> str:
    """Return a word of what a figure counts that the measure does not know, empty when it knows them all."""
    for word in scope.words:
        inside = quantity.span.contains(word.span) or word.token.text in (quantity.of or "").split()
        if quantity.unit == "1" and quantity.span.contains(word.span) and _narrows(scope, word, match):
            return word.token.text
        if inside and word.role in {"", "unit"} and word.token.pos_ in {"NOUN", "ADJ"}:
            is_generic = word.features & GENERIC or stem(word.folded) in neutral_words(scope.lang)
            if not (word.features & match.measure.known or is_generic):
                return word.token.text
    return ""


def _narrows(scope: Scope, word: Word, match: Match) -> bool:
    """Say whether an adjective inside a fraction makes it one of fewer people: "un jeune actif sur cinq"."""
    return (
        word.token.pos_ == "ADJ"
        and word.role in {"", "number", "unit"}
        and not (word.features & match.measure.known or word.token.like_num)
        and stem(word.folded) not in neutral_words(scope.lang)
    )


def _denominator_fits(scope: Scope, match: Match, quantity: Quantity) -> bool:
    """Say whether "x % of the GDP" meets a table in % of GDP: what the claim divides by, the table must know."""
    after = scope.at(quantity.span)
    words = [word for word in scope.words[after:] if word.token.idx >= quantity.span.end][:5]
    if is_multiple(quantity):  # so many times what? only a word for it makes it a share
        return any(word.features & match.measure.known and ":gdp" in word.features for word in words)
    if not words or words[0].folded not in {"de", "du", "des", "d", "of"}:
        return True
    if any(after <= low <= after + SHARED_WITH for low, _ in scope.cues.get("world", ())):
        return False  # "40 percent of world military spending" is no share of the spender's own product
    head = next((word for word in words[1:] if word.token.pos_ in {"NOUN", "PROPN", "ADJ"}), None)
    if head is None or head.role in {"entity", "time", "neutral"}:
        return True
    if stem(head.folded) in BUDGET and "GDP" in match.measure.unit:
        return False  # "2 percent of its budget": a table in % of GDP only names what is bought as a budget
    return bool(head.features & match.measure.known)


def put_aside(match: Match, operation: Operation, reason: str) -> Candidate:
    """Return the note on a measure that was not used."""
    resource = match.measure.resource
    return Candidate(resource.pack, resource.name, operation, round(match.probability, 3), reason, match.signals)


def bounds_for(scope: Scope, quantity: Quantity) -> Bounds:
    """Return the bounds of a figure, "un peu plus de" closed on its open side."""
    at = scope.at(quantity.span)
    slight = any(start - 1 <= at <= end + 3 for start, end in scope.cues.get("slight", ()))
    size = sum(quantity.span.contains(word.span) for word in scope.words)
    is_floor = any(start - size - 1 <= at <= end + 1 for start, end in scope.cues.get("floor", ()))
    if is_floor and quantity.comparator is Comparator.EQ:
        quantity = replace(quantity, comparator=Comparator.GE)  # "au bas mot, 150 000"
    return claimed_bounds(quantity, is_slight=slight)


def annual(resource: Resource) -> bool:
    """Say whether a series' periods are years."""
    return outline_of(resource).is_annual


def share_unasked(scope: Scope, meant: Meant) -> bool:
    """Say whether a table of shares of GDP would answer a claim that speaks of amounts."""
    says_share = ":gdp" in scope.concepts() or any(
        w.folded in {"%", "part", "share", "proportion", "taux", "rate"} for w in scope.words
    )
    return meant.match.measure.unit == "% of GDP" and not says_share


def same_twice(part_verdict: Verdict, periods: Iterable[str], today: date) -> tuple[Verdict, tuple[Caveat, ...]]:
    """Return the verdict at publication, and the caveat when the figures came out only afterwards."""
    late = any(known_from(period) > today for period in periods if period)
    if late:
        return Verdict.NOT_ENOUGH_EVIDENCE, (Caveat.ONLY_KNOWN_LATER,)
    return part_verdict, ()


def settle(
    findings: Sequence[Finding],
    periods: Iterable[str],
    today: date,
    *,
    note: str = "",
    doubts: Iterable[Caveat] = (),
) -> Part:
    """Return the part that alternative readings make: their common verdict, or conflicting; none where in doubt."""
    verdicts = {finding.verdict for finding in findings}
    caveats = list(findings[0].caveats)
    verdict = findings[0].verdict
    if len(verdicts) > 1:
        verdict = Verdict.CONFLICTING
        caveats.append(Caveat.DEPENDS_ON_DEFINITION)
    doubted = tuple(doubts)
    if doubted:
        verdict = Verdict.NOT_ENOUGH_EVIDENCE
    before, late = same_twice(verdict, periods, today)
    return Part(tuple(findings), verdict, tuple(dict.fromkeys([*caveats, *doubted, *late])), before, note)


def negative_meant(scope: Scope, quantity: Quantity, resource: Resource) -> bool:
    """Say whether the claim gives the size of a fall or a deficit that the table writes with a minus.

    "a reculé de 3 %" does; "est tombée à 3 %" gives the level itself.
    """
    if not outline_of(resource).has_negatives:
        return False
    at = scope.at(quantity.span)
    is_level = (at > 0 and scope.words[at - 1].folded in {"a", "to", "at", "au", "from"}) or quantity in (
        ends_of(scope) or ()
    )
    return ":deficit" in scope.concepts() or (scope.has("down") and not is_level)
