"""The same thing given two figures in one article: "l’usine emploie 450 salariés", and further on 540.

Two figures seldom count the same thing, so almost everything must be the same before an article is told that it
contradicts itself: who has it, by the same name; the verb, one of having and measuring; the noun counted, with no
other words on either side that could narrow it; the time, unsaid in both; and figures that no rounding reconciles.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sourcier.assessment.comparison import claimed_bounds, compare_number
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import fold, patterns, stem
from sourcier.assessment.operations.own.figure_words import is_bare, percent, plain
from sourcier.assessment.operations.own.own_figures import figures, own_cell
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.findings import Operation, Verdict
from sourcier.core.language import Quantity, Sentence
from sourcier.text.tokens import Token

PLAIN = frozenset({"DET", "ADP", "PUNCT", "NUM", "SYM", "AUX", "CCONJ", "SPACE"})
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON", "SCONJ", "X"})
FAR = Decimal("0.02")
"""Below this part of a figure two counts differ as two days do."""
LARGEST = 12
"""Words of a clause that says nothing but who has how many."""


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that sets a figure against another that the article gave before of the very same thing."""
    draft = desk.draft
    here = next((one for one in draft.sentences if one.span.contains(scope.claim.span)), None)
    if here is None or len(scope.quantities) != 1 or scope.claim.source.kind != "author":
        return []
    mine, key = scope.quantities[0], _key(desk, here)
    if key is None or not _is_plain(mine):
        return []
    for other in draft.sentences:
        if other.span.end > here.span.start:
            break
        if _key(desk, other) == key:
            first = next(one for one in draft.quantities if other.span.contains(one.span))
            return [_part(scope, desk, first, mine)] if _is_plain(first) and _disagree(first, mine) else []
    return []


def _key(desk: Desk, sentence: Sentence) -> tuple[str, ...] | None:
    """Return what a sentence says but its figure: None unless it only says who has how many of what."""
    draft = desk.draft
    inside = [one for one in draft.quantities if sentence.span.contains(one.span)]
    if len(inside) != 1 or any(sentence.span.contains(one.span) for one in draft.times):
        return None
    tokens = [one for one in draft.tokens(sentence.span) if not one.is_space]
    if len(tokens) > LARGEST or any(one.text in {"?", "«", "“", '"'} for one in tokens):
        return None
    number = inside[0].number or inside[0].span
    words = [one for one in tokens if not (number.start <= one.idx < number.end) and one.pos_ not in PLAIN]
    folded = [fold(one.text) for one in words]
    if not _has(words, folded, desk) or any(one.pos_ not in TELLING for one in words):
        return None
    # A pronoun, "autre", "nouveau" tell of something else than before.
    if any(one.pos_ in {"PRON", "SCONJ", "ADV"} for one in words) or not any(one.pos_ == "PROPN" for one in words):
        return None
    return tuple(stem(one) for one in folded)


def _has(words: list[Token], folded: list[str], desk: Desk) -> bool:
    verbs = [at for at, one in enumerate(words) if one.pos_ == "VERB" or one.dep_ == "ROOT"]
    hits = {start for start, _, _ in patterns("holding_verbs", "sense", desk.lang).find(folded)}
    return len(verbs) == 1 and verbs[0] in hits


def _is_plain(one: Quantity) -> bool:
    return plain(one) and not percent(one) and not is_bare(one) and (one.low or 0) > 1


def _disagree(first: Quantity, second: Quantity) -> bool:
    if first.unit != second.unit or first.low is None or second.low is None:
        return False
    one, two = claimed_bounds(first), claimed_bounds(second)
    apart = (one.high or 0) < (two.low or 0) or (two.high or 0) < (one.low or 0)
    return apart and abs(first.low - second.low) > FAR * max(first.low, second.low)


def _part(scope: Scope, desk: Desk, first: Quantity, second: Quantity) -> Part:
    lang = scope.lang
    run = Run.of("total", figures([first]))
    slack = claimed_bounds(first)
    half = slack.figure - (slack.low if slack.low is not None else slack.figure)
    bounds = claimed_bounds(second)
    bounds = replace(
        bounds,
        low=None if bounds.low is None else bounds.low - half,
        high=None if bounds.high is None else bounds.high + half,
    )
    comparison = compare_number(
        bounds, run.outcome.numbers, tolerance=Decimal(0), unit=second.unit, lang=lang, is_own=True
    )
    quoted = join([say("quoted_words", lang, words=one.text) for one in (first, second)], lang)
    finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.INTERNAL,
        resource=desk.tables.packs.resources[0],
        lang=lang,
        statement=say("told_twice", lang, quoted=quoted),
        expression=f"{first.text} ≠ {second.text}",
        cells=[own_cell(first), own_cell(second)],
        measure=say("own_figures", lang),
        definition="",
        unit=second.unit,
        probability=0.8,
    )
    # Which of the two is wrong, the article does not tell.
    return Part((finding,), Verdict.CONFLICTING, (), Verdict.CONFLICTING, reads_negation=True)
