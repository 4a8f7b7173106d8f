"""One passage against one claim: what the model says of the two, and whether figures, times and names let it stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.holding import hold
from sourcier.assessment.passages.interests import is_interested
from sourcier.assessment.passages.setting import Setting, before_claim, before_clause, named_before
from sourcier.assessment.passages.telling import Told
from sourcier.assessment.vetoes import Features, agreements, vetoes
from sourcier.assessment.wording import say
from sourcier.core.article import Article
from sourcier.core.findings import Caveat, Signal, Verdict
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Span
from sourcier.core.testimony import Veto, VetoKind
from sourcier.text.gazetteer import Gazetteer

FRESH = timedelta(days=400)
"""How long before the article a passage may have come out to bear on a claim that gives no time."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a passage stands to a claim once everything was held against everything."""

    stance: Verdict
    signals: tuple[Signal, ...]
    vetoes: tuple[Veto, ...]
    caveats: tuple[Caveat, ...]
    deciding: tuple[Span, ...]
    clock: Literal["publication", "now"]
    at: Span | None = None
    """Where the clause that decides stands in the passage."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared."""

    ours: Features
    passage: Passage
    theirs: Features
    beside: Features
    """Of the document's title and the heading above the passage."""
    clause: Clause | None = None
    """The claim's, where it has one that can be taken apart."""
    told: tuple[Told, ...] = ()
    """The passage's."""
    document: Callable[[], Document | None] = lambda: None
    """Returns the one that the passage is of, where it can be had."""


def weigh(sides: Sides, scores: Mapping[str, float], article: Article, gazetteer: Gazetteer) -> Weighed:
    """Return how a passage stands to a claim.

    It supports or refutes a claim where one of its clauses, for which it vouches in its own name, says the same of
    the same, or what excludes it; where it speaks of the claim's day; and where the model does not lean the other
    way. The model alone never decides, and what merely differs keeps the passage from deciding.

    Args:
        sides: The two texts and what they can be compared by.
        scores: The model's probabilities of the three verdicts.
        article: The one that makes the claim: it says which day is meant.
        gazetteer: What both sides' names were linked with.
    """
    held = hold(
        sides.clause,
        sides.told,
        above=(sides.passage.title, sides.passage.heading),
        settings=lambda clause: _setting(sides, clause, article, gazetteer),
    )
    stance = held.stance if _is_of_its_day(sides, article) else Verdict.NOT_ENOUGH_EVIDENCE
    leans = scores.get("supported", 0.0) - scores.get("refuted", 0.0)
    is_doubted = (stance is Verdict.SUPPORTED and leans < 0) or (stance is Verdict.REFUTED and leans > 0)
    if is_doubted and not held.is_literal:
        stance = Verdict.NOT_ENOUGH_EVIDENCE
    read = held.features if held.features is not None and stance is not Verdict.NOT_ENOUGH_EVIDENCE else sides.theirs
    signals = agreements(sides.ours, read, beside=sides.beside)
    shown: tuple[Veto, ...] = ()
    if stance is Verdict.REFUTED:
        signals = (*signals, *(_difference(one, sides.ours.lang) for one in held.differences))
    elif stance is Verdict.NOT_ENOUGH_EVIDENCE:
        shown = _keeping_apart(held.differences, sides)
    return Weighed(
        stance=stance,
        signals=signals,
        vetoes=shown,
        caveats=tuple(_caveats(sides, article, gazetteer)),
        deciding=_deciding(sides.passage.text, signals, shown),
        clock="publication" if _is_known(sides.passage, article) else "now",
        at=held.at,
    )


def _setting(sides: Sides, clause: Clause, article: Article, gazetteer: Gazetteer) -> Setting:
    start = sides.clause.claim.span.start if sides.clause is not None else 0
    ours = before_claim(article, start)
    theirs = before_clause(sides.passage, sides.document(), clause.claim.span.start)
    return Setting(
        ours=named_before(ours, article.lang, gazetteer),
        theirs=named_before(theirs, sides.passage.lang, gazetteer),
        our_text=ours,
        their_text=theirs,
    )


def unframed(weighed: Weighed, frame: str, claim: str) -> Weighed:
    """Return what a passage says of a claim where something around it may take its word from it: nothing.

    Args:
        weighed: What it says by itself.
        frame: The word around it; empty where there is none.
        claim: The claim's words.
    """
    if not frame:
        return weighed
    doubt = Veto(VetoKind.COMMITMENT, claim, frame)
    return replace(weighed, stance=Verdict.NOT_ENOUGH_EVIDENCE, signals=(), vetoes=(doubt,), deciding=())


def _keeping_apart(differences: tuple[Veto, ...], sides: Sides) -> tuple[Veto, ...]:
    """Return what is shown of a passage that decides nothing: another town says more than "not quite the same"."""
    if all(one.kind is VetoKind.SCOPE for one in differences):
        return vetoes(sides.ours, sides.theirs, beside=sides.beside) or differences
    return differences


def _is_of_its_day(sides: Sides, article: Article) -> bool:
    """Say whether a passage speaks of the time of a claim: it gives that time, or came shortly before the article.

    What is told in the present, or has happened, of a later day may not have been so on the article's.
    """
    if any(not one.is_present for one in sides.ours.moments):
        return True
    day, today = sides.passage.published, article.published
    return day is not None and today is not None and timedelta(0) <= today - day <= FRESH


def _is_known(passage: Passage, article: Article) -> bool:
    """Say whether a passage was out on the day of publication; one without a date was not, as far as we know."""
    return bool(article.published and passage.published and passage.published <= article.published)


def _caveats(sides: Sides, article: Article, gazetteer: Gazetteer) -> Iterator[Caveat]:
    day, today = sides.passage.published, article.published
    if day is not None and today is not None and day > today:
        yield Caveat.ONLY_KNOWN_LATER
    speaker = sides.clause.claim.source if sides.clause is not None else None
    named = speaker.name if speaker is not None and speaker.kind == "named" else ""
    if is_interested(sides.passage, sides.ours, named, gazetteer):
        yield Caveat.INTERESTED_SOURCE


def _difference(veto: Veto, lang: str) -> Signal:
    detail = say(f"differs_{veto.kind}", "fr" if lang == "fr" else "en")
    return Signal(str(veto.kind), -1.0, detail, veto.claim_side, veto.evidence_side)


def _deciding(text: str, signals: Sequence[Signal], found: Sequence[Veto]) -> tuple[Span, ...]:
    """Return the words of a passage that decide: those that differ, else figures, times and predicates that agree.

    Names alone are marked where nothing else is shared.
    """
    differing = [one.evidence_side for one in signals if one.value < 0] + [one.evidence_side for one in found]
    telling = [one.evidence_side for one in signals if one.value > 0 and one.name in {"number", "date", "polarity"}]
    named = [one.evidence_side for one in signals if one.value > 0 and one.name in {"person", "place", "name"}]
    spans: list[Span] = []
    for words in differing or telling or named:
        start = text.find(words) if words else -1
        span = Span(start, start + len(words)) if start >= 0 else None
        if span is not None and not any(span.overlaps(one) for one in spans):
            spans.append(span)
    return tuple(sorted(spans))
