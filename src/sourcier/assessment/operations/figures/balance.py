"""A surplus or a deficit told without its size: the sign of the balance that a table holds.

A "déficit commercial" may be one of goods alone: against a table of goods and services it is never refuted by its sign,
unless the words say goods and services, or that a country sells more than it buys.
"""

from __future__ import annotations

from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.measures import Match
from sourcier.assessment.operations.figures.lookup import ask, subject_for
from sourcier.assessment.operations.figures.series import Meant, annual, meant_by, settle
from sourcier.assessment.operations.figures.signs import sign_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.core.findings import Caveat, Finding, Operation
from sourcier.core.language import Comparator

SIGNS = {":surplus": 1, ":deficit": -1}
BALANCE, TRADE = ":balance", ":trade"
BOTH = frozenset({":goods", ":service"})
SELL, BUY = ":export", ":import"


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part of a surplus or a deficit told without a figure."""
    subject = subject_for(subjects_of(scope, desk.tables, desk.today))
    said = scope.concepts()
    sold = _sold(scope)
    if subject is None or scope.quantities or (scope.is_negated and not sold):
        return []
    sides = [side for concept, side in SIGNS.items() if concept in said]
    if len(sides) == 1 and not scope.has("greater", "smaller", "first", "last", "up", "down", "ranking"):
        found = [one for one in meant_by(scope, desk, Operation.LOOKUP) if _is_balance(one)]
        side, is_plain = sides[0], said >= BOTH
    elif sold:
        found = [one for one in _balances(desk) if annual(one.resource)]
        side, is_plain = sold, True
    else:
        return []
    for meant in found[:1]:
        finding = _finding(scope, desk, meant, subject, side)
        if finding is None:
            return []
        doubts = [] if is_plain or finding.comparison.holds else [Caveat.DEPENDS_ON_DEFINITION]
        return [settle([finding], [finding.reading.period], desk.today, doubts=doubts)]
    return []


def _is_balance(meant: Meant) -> bool:
    named = frozenset().union(*meant.match.measure.label, frozenset())
    return BALANCE in named and TRADE in named and annual(meant.resource)


def _balances(desk: Desk) -> list[Meant]:
    every = (Meant(Match(one, 1.0, 0.0, (), ())) for one in desk.measures.all if not one.measure)
    return [one for one in every if _is_balance(one)]


def _sold(scope: Scope) -> int:
    """Return 1 where a claim has somebody sell more than they buy, −1 for the reverse, 0 where it says neither.

    "importait plus qu’elle n’exportait" names no goods: "exported more cars than it imported" is of cars alone.
    """
    verbs = [word for word in scope.words if {SELL, BUY} & word.features]
    than = [at for at, _ in scope.cues.get("than", ()) if scope.words[at].folded in {"que", "qu", "than"}]
    if len(verbs) != len("ab") or not than or scope.has("greater") == scope.has("smaller"):
        return 0
    first, second = (scope.at(word.span) for word in verbs)
    if not first < than[-1] < second or any(
        word.token.pos_ in {"NOUN", "PROPN"} and word.role not in {"entity", "time", "stop", "neutral"}
        for word in scope.words
        if word not in verbs
    ):
        return 0
    more = 1 if SELL in verbs[0].features and BUY in verbs[1].features else -1
    return more if scope.has("greater") else -more


def _finding(scope: Scope, desk: Desk, meant: Meant, subject: Subject, side: int) -> Finding | None:
    asked = ask(scope, desk, meant, None, subject)
    if asked is None:
        return None
    zero = Decimal(0)
    bounds = Bounds(zero, None, Comparator.GT, zero) if side > 0 else Bounds(None, zero, Comparator.LT, zero)
    return sign_of(scope, desk, meant, asked[0], bounds)
