"""A population set beside its country: "la Finlande (5,5 millions d’habitants)", "Turkey, with its 85 million"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.measures import Match
from sourcier.assessment.operations.figures import lookup
from sourcier.assessment.operations.figures.around import whole_of
from sourcier.assessment.operations.figures.series import Meant, annual, settle
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.units import factor_to
from sourcier.core.findings import Caveat, Verdict
from sourcier.core.language import Mention, Quantity
from sourcier.text.tokens import Token

PEOPLED = frozenset({":inhabitant", ":person", ":population"})
POPULATION, INHABITANT = ":population", ":inhabitant"
OPENERS = read_words("figure_words", "beside_population")
"""Words between a country's name and how many live there: "avec ses", "un petit pays de", "home to"."""
ENDS = frozenset({",", ")", ";", ".", "–", "—"})
WITH = frozenset({"avec", "with"})
SURE = 0.9
FAR = 4
"""How many times more or fewer are other people than all of a country's."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part for a figure that stands beside the country whose inhabitants it counts; nothing about others.

    The claim must say no more than that: no verb, no time. What a sentence in the past tells may be of long ago, and
    no figure of today refutes it.
    """
    if len(scope.quantities) != 1 or scope.times or any(_is_finite(word.token) for word in scope.words):
        return []
    whole = whole_of(scope, desk)
    if whole.times or len({one.entity_id for one in whole.mentions}) != 1:
        return []
    quantity = scope.quantities[0]
    country = _country(whole, quantity)
    if country is None or country.entity_id not in desk.tables.states:
        return []
    # Read alone: what the sentence says of the country beside it is no part of this claim.
    words = tuple(one for one in whole.words if country.span.contains(one.span) or quantity.span.contains(one.span))
    alone = replace(whole, words=words, mentions=(country,), unlinked=(), quantities=(quantity,), times=(), cues={})
    part = _population(alone, desk, quantity, Subject(country.entity_id, country))
    return [part] if part is not None and _is_sure(whole, part, quantity) else []


def _population(alone: Scope, desk: Desk, quantity: Quantity, country: Subject) -> Part | None:
    """Return the part that holds a figure against the tables of populations that know a country."""
    findings, periods = [], []
    doubts: list[Caveat] = []
    for measure in desk.measures.all:
        named = frozenset().union(*measure.label, frozenset())
        if POPULATION not in named or len(measure.label) > 1 or not annual(measure.resource):
            continue
        factor = factor_to(quantity, measure.unit, measure.known, alone.lang)
        meant = Meant(Match(measure, SURE, 0.0, (), ()), factor or Decimal(1))
        asked = lookup.ask(alone, desk, meant, quantity, country) if factor is not None else None
        finding = lookup.compare(alone, desk, meant, quantity, asked[0]) if asked and asked[0].rows else None
        if finding is not None:
            findings.append(finding)
            periods.append(finding.reading.period)
            doubts += lookup.of_today(alone, desk, meant, quantity, finding)
    return settle(findings, periods[:1], desk.today, doubts=doubts) if findings else None


def _country(whole: Scope, quantity: Quantity) -> Mention | None:
    """Return the country right beside a count of people, where that and it are all that their words tell."""
    words = whole.words
    start = whole.at(quantity.span)
    end = start + sum(quantity.span.contains(word.span) for word in words)
    if not any(word.features & PEOPLED for word in words[start:end]) or end >= len(words):
        return None
    if words[end].folded not in ENDS or any(POPULATION in word.features for word in words[:start]):
        return None
    first = start
    while first and words[first - 1].folded in OPENERS:
        first -= 1
    if first == start and not any(INHABITANT in word.features for word in words[start:end]):
        return None  # "la Norvège, 3 millions de personnes, regarde"
    if first == 0:
        return _behind(whole, end) if words[0].folded in WITH and words[end].folded == "," else None
    before = words[first - 1].folded
    closed = words[end].folded == ")"
    if before not in {",", "("} or (before == "(") != closed:
        return None
    return next(
        (one for one in whole.mentions if _end(whole, one) == first - 1 and _is_first(whole, whole.at(one.span))), None
    )


def _behind(whole: Scope, comma: int) -> Mention | None:
    """Return the country that the sentence goes on with, as its subject: "Avec ses …, la Turquie pèse"."""
    rest = [n for n in range(comma + 1, len(whole.words)) if whole.words[n].token.pos_ != "DET"]
    one = next((one for one in whole.mentions if rest and whole.at(one.span) in {comma + 1, rest[0]}), None)
    after = whole.words[_end(whole, one)].token if one is not None and _end(whole, one) < len(whole.words) else None
    return one if after is not None and after.pos_ in {"VERB", "AUX"} and _is_finite(after) else None


def _is_first(whole: Scope, at: int) -> bool:
    """Say whether a sentence begins with a name, or its article: of "Tampere, Finlande (…)" the figure is Tampere's."""
    return all(word.token.pos_ == "DET" for word in whole.words[:at])


def _end(whole: Scope, mention: Mention) -> int:
    return whole.at(mention.span) + sum(mention.span.contains(word.span) for word in whole.words)


def _is_finite(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm", []) or token.tag_ in {"VBZ", "VBP", "VBD"}


def _is_sure(whole: Scope, part: Part, quantity: Quantity) -> bool:
    if part.verdict is not Verdict.REFUTED:
        return True
    known = part.findings[0].computation.low if part.findings else None
    said = claimed_bounds(quantity).figure
    is_near = bool(known and said) and known is not None and Decimal(1) / FAR < said / known < FAR
    return is_near and not whole.is_past
