"""Figures an order of magnitude apart: they tell of two things, and nobody is wrong.

Who gives a country's figure errs by a few percent, sometimes by half. Where the figure of a claim and the table's are
more than ten times apart, the figure nearly always belongs to something else in the sentence: to refugees and not to
inhabitants, to a part of the country, to the neighbour named beside it. The same holds of a bound that says nothing:
"l'Allemagne en accueille plus d'un million" is not borne out by 83 million inhabitants.

Only a sentence that says no more than a country and its figure ("Le Japon compte 5 millions d'habitants") leaves
nothing else that the figure could belong to, and is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sourcier.assessment.clauses import SUBJECTS, VERBS
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import say
from sourcier.core.findings import Candidate, Finding, NumberComparison, Operation, Verdict
from sourcier.text.tokens import Token

COPULAS = frozenset({"être", "be"})
SMALL = frozenset({"DET", "ADP", "PART"})
WIDE = Decimal(10)
"""Chosen on 180 verdicts on articles written to mislead (46 of them wrong) and 721 right ones of our sets: 22 of the
wrong and none of the right are so far apart; at eight times one of the right would be lost, at five three."""
STATED = frozenset({Operation.LOOKUP, Operation.ESTIMATE, Operation.SUM, Operation.VOTE, Operation.COMPARISON})
"""Operations that hold a figure of the claim against one of the same kind; a place in an order or a change is none."""
SLIPS = tuple(Decimal(10) ** power for power in (-6, -3, -1, 1, 3, 6))
"""By what a figure is off whose unit was mistaken: the same digits, "millions" for "milliards", a nought too many."""
SLACK = Decimal("0.03")
"""How far, relative, the digits of such a slip may differ."""


def of_one_thing(scope: Scope, desk: Desk, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a claim; none where a figure and the table's own are too far apart to be of one thing.

    Args:
        scope: The claim in its own words.
        desk: Takes the tables that are put aside, with the reason.
        parts: What was found.
    """
    apart = [part.findings[0] for part in parts if part.findings and _is_apart(part.findings[0])]
    if not apart or (len(parts) == 1 and parts[0].verdict is Verdict.REFUTED and _is_outright(scope, apart[0])):
        return list(parts)
    desk.rejected.extend(
        Candidate(
            one.reading.pack, one.reading.resource, one.reading.operation, one.probability, say("apart", desk.lang)
        )
        for one in apart
    )
    desk.missing.clear()  # a year that a table lacks is not why
    return []


def _is_outright(scope: Scope, finding: Finding) -> bool:
    """Say whether a claim is a sentence of one country, its subject by name, one verb and one figure.

    The measure may be the subject as well, with the country behind it and no other word: "La population du Japon est de
    5 millions".
    """
    names = (*scope.mentions, *scope.unlinked)
    if len(names) != 1 or len(scope.quantities) != 1 or finding.reading.entities != (names[0].entity_id,):
        return False
    verbs = [word.token for word in scope.words if word.token.pos_ in VERBS]
    own = [word.token for word in scope.words if names[0].span.contains(word.span)]
    if len(verbs) != 1 or any(word.token.pos_ == "PRON" for word in scope.words):
        return False
    root = verbs[0].head if verbs[0].dep_ == "cop" else verbs[0]
    subject = next((one for one in root.children if one.dep_ in SUBJECTS), None)
    return (
        root.head is root
        and subject is not None
        and (subject in own or (verbs[0].lemma_ in COPULAS and _is_measure_of(subject, own)))
        and all(scope.claim.span.start <= one.idx < scope.claim.span.end for one in root.subtree if one.is_alpha)
    )


def _is_measure_of(subject: Token, names: Sequence[Token]) -> bool:
    """Say whether a subject is one noun and a name that belongs to it: no word narrows what is measured."""
    rest = [one for one in subject.subtree if one.i != subject.i and one not in names]
    return any(one in subject.subtree for one in names) and all(one.pos_ in SMALL for one in rest)


def _is_apart(finding: Finding) -> bool:
    """Say whether a finding holds two figures against each other that are no measure of one thing."""
    compared = finding.comparison
    if not isinstance(compared, NumberComparison) or compared.denied or finding.reading.operation not in STATED:
        return False
    # Rates pass through nought: 0.2 % of growth is no other thing than 3 %.
    if "%" in compared.unit or "%" in finding.computation.unit:
        return False
    known = [one for one in (compared.claimed_low, compared.claimed_high) if one is not None]
    if not known or min(*known, compared.observed_low) <= 0:
        return False
    said, held = (min(known), max(known)), (compared.observed_low, compared.observed_high)
    if max(said[0] / held[1], held[0] / said[1]) < WIDE:
        return False
    # "four times as many" where it is a quarter: said the wrong way round
    is_inverse = finding.reading.operation is Operation.COMPARISON and 1 / WIDE < said[0] * held[0] < WIDE
    return not is_inverse and not any(
        said[0] * (1 - SLACK) <= one * slip <= said[1] * (1 + SLACK) for one in held for slip in SLIPS
    )
