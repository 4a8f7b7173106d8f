"""How one quotation stands to one stretch of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.assessment.quoting.attribution import Attributions, is_publisher
from sourcier.assessment.quoting.choosing import Said
from sourcier.assessment.quoting.cuts import cut_of
from sourcier.assessment.quoting.differences import Comparison, Omission, compare
from sourcier.assessment.quoting.places import Place, place_of
from sourcier.assessment.quoting.quoted import Left
from sourcier.assessment.quoting.restrictions import has_negation
from sourcier.assessment.quoting.scope import narrowed
from sourcier.assessment.quoting.searching import Stretch
from sourcier.assessment.quoting.shifts import is_mood
from sourcier.assessment.quoting.speakers import Speaker, is_same
from sourcier.assessment.quoting.words import key_of, source_words
from sourcier.core.article import Lang
from sourcier.core.ids import make_id
from sourcier.core.library import Passage
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import QuoteStatus, QuoteTurn

ALIKE = 0.62
"""Share of a quotation's words, from eight on, that a text must have for it to be the same saying in other words."""
ALIKE_SHORT = 0.75
"""Of a shorter one: two words of six changed leave little to tell it by."""
SHORT = 8
ALMOST = 0.85
"""From here on, words that somebody else says are the quotation's own and not another saying of the same thing."""
NEAR = 0.45
"""Share from which the nearest words are worth showing."""
FEWEST = 4
"""Words that must agree for anything to be shown."""
_LEFT_OUT = 0.2
"""What an unmarked word of the source left out takes from the likeness, in words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation beside one place of a document."""

    status: QuoteStatus
    likeness: float
    passage: Passage
    place: Place
    comparison: Comparison
    said_by: str | None
    is_same_speaker: bool | None
    left: Left | None = None
    """What it should not have left out."""

    @property
    def turn(self) -> QuoteTurn | None:
        """What the words around make of the quoted ones, where they do not let them stand."""
        return self.left.turn if self.left is not None else None

    @property
    def is_whole_there(self) -> bool:
        """Whether the document can show what came before and after: it does not itself quote just these words."""
        quote = self.place.quote
        return quote is None or quote.end - self.place.found.end > self.place.found.end - self.place.found.start


def match(text: str, said: Said, stretch: Stretch, attributions: Attributions, lang: Lang) -> Match | None:
    """Return how a quotation stands to a stretch; None where nothing in it is near."""
    document = stretch.document
    comparison = compare(
        text, said.items, document.text, stretch.span, lang, is_woven=said.quoting.is_woven and said.speaker is not None
    )
    if comparison is None or comparison.same < min(FEWEST, comparison.words):
        return None
    likeness = _likeness(comparison)
    if likeness < NEAR:
        return None
    place = place_of(document.text, comparison.found, lang)
    least = ALIKE if comparison.words >= SHORT else ALIKE_SHORT
    if likeness < least:
        return Match(
            QuoteStatus.NOT_FOUND, likeness, _passage(stretch, place, place.found), place, comparison, None, None
        )
    speaker = attributions.speaker(document, place)
    same = is_same(said.speaker, speaker, lang) if said.speaker is not None and speaker is not None else None
    if same is False and not (said.speaker and said.speaker.is_sure and speaker and speaker.is_sure):
        same = None  # a pronoun may go back to somebody else
    if (
        speaker is None
        and said.speaker is not None
        and place.quote is None
        and is_publisher(said.speaker, document, lang)
    ):
        speaker, same = Speaker(document.publisher or ""), True
    frame = attributions.frame(document, place)
    if place.quote is not None and frame is not None and _only_quotes(said, frame, speaker, lang):
        same = False
    left = cut_of(
        place, said.quoting, _unsaid(comparison), lang, is_one_voice=attributions.is_one_voice(document, place)
    ) or narrowed(place, said.quoting, lang, attributions.gazetteer)
    if left is not None and left.turn is QuoteTurn.REPORTED and said.speaker is None:
        left = None  # somebody unnamed says so in the article too
    status = _status(said, comparison, left, likeness, same, lang)
    is_cut = status is QuoteStatus.TRUNCATED and left is not None
    return Match(
        status=status,
        likeness=likeness,
        passage=_passage(stretch, place, place.found.cover(left.span) if left is not None and is_cut else place.found),
        place=place,
        comparison=comparison,
        said_by=speaker.name if speaker is not None else None,
        is_same_speaker=same,
        left=left if is_cut else None,
    )


def _only_quotes(said: Said, frame: Speaker, speaker: Speaker | None, lang: Lang) -> bool:
    """Say whether the speaker of the article only quotes the words there, as another's."""
    if said.speaker is None or speaker is None or is_same(said.speaker, frame, lang) is not True:
        return False
    return is_same(speaker, frame, lang) is not True


def _likeness(comparison: Comparison) -> float:
    dropped = sum(len(edit.original.split()) for edit in comparison.edits if not edit.quoted)
    return comparison.same / (comparison.words + _LEFT_OUT * dropped) if comparison.words else 0.0


def _unsaid(comparison: Comparison) -> Sequence[Omission]:
    """Return what is left out inside; words that are also changed elsewhere are differences before they are cuts."""
    return comparison.omissions if all(not edit.quoted for edit in comparison.edits) else ()


def _has_own_denial(comparison: Comparison, lang: Lang) -> bool:
    """Say whether a quotation differs by a negation: it may tell a denial of the source in one word."""
    return any(
        has_negation([word.key for word in source_words(side, Span(0, len(side)), lang)], lang)
        for one in comparison.edits
        for side in (one.quoted, one.original)
    )


def is_mood_alone(comparison: Comparison, lang: Lang) -> bool:
    """Say whether all that differs is the mood that goes with a denial: "je ne crois pas qu'ils soient …"."""
    return all(is_mood(key_of(one.quoted, lang), key_of(one.original, lang), lang) for one in comparison.edits)


def _status(
    said: Said, comparison: Comparison, left: Left | None, likeness: float, same: bool | None, lang: Lang
) -> QuoteStatus:
    is_turned = left is not None and left.turn is not None
    if comparison.edits and not (is_turned and is_mood_alone(comparison, lang)):
        is_cut = left is not None and any(left.span == one.span for one in comparison.omissions)
        if same is False:
            return QuoteStatus.MISATTRIBUTED if likeness >= ALMOST and said.is_own else QuoteStatus.NOT_FOUND
        if not said.is_own:
            return QuoteStatus.NOT_FOUND
        is_turned = is_turned and not _has_own_denial(comparison, lang)
        return QuoteStatus.TRUNCATED if is_cut or is_turned else QuoteStatus.ALTERED
    if same is False:
        return QuoteStatus.MISATTRIBUTED if said.is_own else QuoteStatus.EXACT
    return QuoteStatus.TRUNCATED if left is not None else QuoteStatus.EXACT


def _passage(stretch: Stretch, place: Place, shown: Span) -> Passage:
    """Return the passage that holds the words to be shown; where none holds them all, the sentences that do."""
    for one in stretch.passages:
        if one.anchor.start <= shown.start and shown.end <= one.anchor.end:
            return one
    one, document = stretch.passages[0], stretch.document
    span = place.said.cover(shown)
    return replace(
        one,
        id=make_id("psg", document.id, span.start, span.end),
        text=span.of(document.text),
        anchor=Anchor.at(span, document.text),
    )
