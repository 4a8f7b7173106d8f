"""One passage against one claim: what the model says of the two, and whether figures, times and names let it stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sourcier.assessment.lexicon import features, stem, stop_words, tokenise
from sourcier.assessment.passages.interests import is_interested
from sourcier.assessment.vetoes import Features, agreements, vetoes
from sourcier.assessment.vetoes.moments import can_agree
from sourcier.assessment.vetoes.names import is_met
from sourcier.assessment.vetoes.records import Moment
from sourcier.assessment.wording import say
from sourcier.core.article import Article
from sourcier.core.findings import Caveat, Signal, Verdict
from sourcier.core.language import Grain
from sourcier.core.library import Passage
from sourcier.core.spans import Span
from sourcier.core.testimony import Veto, VetoKind
from sourcier.text.gazetteer import Gazetteer

AGAINST = frozenset({VetoKind.NUMBER, VetoKind.POLARITY})
"""Differences that a refutation rests on; the others show that the passage speaks of something else."""
SOON = timedelta(days=60)
"""How long after an event a text without a date still speaks of it."""
FRESH = timedelta(days=400)
"""How old a passage may be to hold its figure against a claim that gives no time."""
STALE = timedelta(days=3 * 365)
"""From this age a passage that bears out a claim without a time may only have been right once."""
FIRM, FIRMEST = 0.75, 0.9
"""Probability from which the model's support counts: for a claim with a figure or a time that the passage has, and for
one without. The model keeps unrelated texts out; related ones that say something else are more often above it."""
COVERED = 0.7
"""Share of a claim's telling words that a passage in the same language must have, in some form, to support it."""
TIED = 0.5
"""The same, for a passage that shares no name and no figure to contradict it."""
BEGINS = 5
"""Letters at the start of a word that its derived forms keep."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a passage stands to a claim once everything was held against everything."""

    stance: Verdict
    signals: tuple[Signal, ...]
    vetoes: tuple[Veto, ...]
    caveats: tuple[Caveat, ...]
    deciding: tuple[Span, ...]
    clock: Literal["publication", "now"]


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared."""

    ours: Features
    passage: Passage
    theirs: Features
    beside: Features
    """Of the document's title and the heading above the passage."""


def weigh(
    sides: Sides, verdict: Verdict, scores: Mapping[str, float], article: Article, gazetteer: Gazetteer
) -> Weighed:
    """Return how a passage stands to a claim.

    A passage supports where the model is firm, nothing differs, and every figure, time, name and most words are met;
    it refutes where the model says so, it speaks of the same, and a figure or the sense differs. Anything else is not
    enough: the model alone never decides.

    Args:
        sides: The two texts and what they can be compared by.
        verdict: The model's.
        scores: Its probabilities of the three.
        article: The one that makes the claim: it says which day is meant.
        gazetteer: What both sides' names were linked with.
    """
    found = vetoes(sides.ours, sides.theirs, beside=sides.beside)
    signals = agreements(sides.ours, sides.theirs, beside=sides.beside)
    apart = tuple(one for one in found if one.kind not in AGAINST)
    against = tuple(one for one in found if one.kind in AGAINST)
    stance, shown = Verdict.NOT_ENOUGH_EVIDENCE, found
    is_measured = any(one.value > 0 and one.name in {"number", "date"} for one in signals)
    is_firm = verdict is Verdict.SUPPORTED and scores.get("supported", 0.0) >= (FIRM if is_measured else FIRMEST)
    if is_firm and not found and _is_borne_out(sides, signals):
        stance = Verdict.SUPPORTED
    elif verdict is Verdict.REFUTED and against and not apart and _speaks_of_same(sides, signals, article):
        stance, shown = Verdict.REFUTED, ()
        signals = (*signals, *(_difference(one, sides.ours.lang) for one in against))
    return Weighed(
        stance=stance,
        signals=signals,
        vetoes=shown if verdict is not Verdict.NOT_ENOUGH_EVIDENCE else (),
        caveats=tuple(_caveats(sides, article, gazetteer)),
        deciding=_deciding(sides.passage.text, signals, shown),
        clock="publication" if _is_known(sides.passage, article) else "now",
    )


def _is_known(passage: Passage, article: Article) -> bool:
    """Say whether a passage was out on the day of publication; one without a date was not, as far as we know."""
    return bool(article.published and passage.published and passage.published <= article.published)


def _is_borne_out(sides: Sides, signals: Sequence[Signal]) -> bool:
    """Say whether every figure, time and name of a claim is met, and something ties the two texts together."""
    if any(one.name == "number" and not one.value for one in signals):
        return False
    if not all(_is_timed(moment, sides) for moment in sides.ours.moments):
        return False
    return _speaks_alike(sides) and not _is_denied_there(sides) and _is_tied(sides, signals)


def _speaks_alike(sides: Sides) -> bool:
    """Say whether a passage has all names of a claim, and in its language most of its words and all with a capital."""
    if not _names_are_met(sides):
        return False
    if sides.ours.lang != sides.theirs.lang:
        return True
    there = sides.theirs.words | sides.beside.words
    proper = [part for word in sides.ours.tokens[1:] if word[:1].isupper() for part in tokenise(word)]
    return all(_is_there(word, there) for word in proper) and _covered(sides) >= COVERED


def _is_there(word: str, there: frozenset[str]) -> bool:
    return word in there or any(
        len(word) >= BEGINS and each[:BEGINS] == word[:BEGINS] for each in there if len(each) >= BEGINS
    )


def _is_denied_there(sides: Sides) -> bool:
    """Say whether a passage denies something, the claim nothing, and the claim's own predicate is not in it."""
    if any(one.is_denied for one in sides.ours.said) or not any(one.is_denied for one in sides.theirs.said):
        return False
    main = next((one for one in sides.ours.said if one.is_main), None)
    return main is None or not any(
        one.meaning == main.meaning and one.is_affirmed == main.is_affirmed for one in sides.theirs.said
    )


def _covered(sides: Sides) -> float:
    """Return the share of a claim's telling words that a passage has: the word, a form of it, or the same concept."""
    lang = sides.ours.lang
    stops = stop_words(lang)
    telling = sorted(word for word in sides.ours.words if len(word) > 2 and stem(word) not in stops)
    theirs = sorted(sides.theirs.words | sides.beside.words)
    meant = frozenset().union(*features(theirs, lang))
    begun = {word[:BEGINS] for word in theirs if len(word) >= BEGINS}
    alike = {one.meaning for one in sides.theirs.said}
    said = {part for one in sides.ours.said if one.meaning in alike for part in tokenise(one.text)}
    met = [
        word
        for word, own in zip(telling, features(telling, lang), strict=True)
        if own & meant or word in said or (len(word) >= BEGINS and word[:BEGINS] in begun)
    ]
    return len(met) / len(telling) if telling else 0.0


def _speaks_of_same(sides: Sides, signals: Sequence[Signal], article: Article) -> bool:
    if not (_speaks_alike(sides) and _is_tied(sides, signals)):
        return False
    moments = [one for one in sides.ours.moments if not one.is_present]
    if moments:
        return all(_is_timed(moment, sides) for moment in moments)
    day, today = sides.passage.published, article.published
    return day is not None and today is not None and today - day <= FRESH


def _names_are_met(sides: Sides) -> bool:
    return all(is_met(one, sides.theirs) or is_met(one, sides.beside) for one in sides.ours.names)


def _is_tied(sides: Sides, signals: Sequence[Signal]) -> bool:
    """Say whether the texts share a name or a figure, or most of their words."""
    if any(one.value and one.name in {"number", "person", "place", "name"} for one in signals):
        return True
    return _covered(sides) >= TIED


def _is_timed(moment: Moment, sides: Sides) -> bool:
    """Say whether a passage speaks of a time of the claim: in its words, above them, or by when it was published."""
    if moment.is_present:
        return True
    if any(can_agree(moment, one) for one in (*sides.theirs.moments, *sides.beside.moments)):
        return True
    day = sides.passage.published
    if day is None or sides.theirs.moments or moment.start is None:
        return False
    end = moment.end or date.max
    return moment.start <= day <= (end if end > date.max - SOON else end + SOON)


def _caveats(sides: Sides, article: Article, gazetteer: Gazetteer) -> Iterator[Caveat]:
    day, today = sides.passage.published, article.published
    if day is not None and today is not None:
        if day > today:
            yield Caveat.ONLY_KNOWN_LATER
        elif not sides.ours.moments and today - day > STALE and _can_change(sides):
            yield Caveat.OUTDATED
    if is_interested(sides.passage, sides.ours, gazetteer):
        yield Caveat.INTERESTED_SOURCE


def _can_change(sides: Sides) -> bool:
    """Say whether what a claim says may have changed since a passage said it: it does not date it itself."""
    fine = {Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR}
    return not any(one.grain in fine and one.mod == "at" for one in sides.theirs.moments)


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
