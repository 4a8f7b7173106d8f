"""How one quotation stands to one stretch of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.assessment.quoting.attribution import Attributions, is_publisher
from sourcier.assessment.quoting.choosing import Said
from sourcier.assessment.quoting.cuts import cut_of, shown
from sourcier.assessment.quoting.differences import Comparison, Omission, compare
from sourcier.assessment.quoting.places import Place, place_of
from sourcier.assessment.quoting.searching import Stretch
from sourcier.assessment.quoting.speakers import Speaker, is_same
from sourcier.core.article import Lang
from sourcier.core.ids import make_id
from sourcier.core.library import Passage
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import QuoteStatus

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
    cut: str | None = None

    @property
    def is_whole_there(self) -> bool:
        """Whether the document can show what came before and after: it does not itself quote just these words."""
        quote = self.place.quote
        return quote is None or quote.end - self.place.found.end > self.place.found.end - self.place.found.start


def match(text: str, said: Said, stretch: Stretch, attributions: Attributions, lang: Lang) -> Match | None:
    """Return how a quotation stands to a stretch; None where nothing in it is near."""
    document = stretch.document
    comparison = compare(text, said.items, document.text, stretch.span, lang)
    if comparison is None or comparison.same < min(FEWEST, comparison.words):
        return None
    likeness = _likeness(comparison)
    if likeness < NEAR:
        return None
    place = place_of(document.text, comparison.found, lang)
    passage = _passage(stretch, place)
    least = ALIKE if comparison.words >= SHORT else ALIKE_SHORT
    if likeness < least:
        return Match(QuoteStatus.NOT_FOUND, likeness, passage, place, comparison, None, None)
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
    cut = cut_of(place, said.quoting, _unsaid(comparison), lang)
    found = Match(
        status=_status(said, comparison, cut, likeness, same),
        likeness=likeness,
        passage=passage,
        place=place,
        comparison=comparison,
        said_by=speaker.name if speaker is not None else None,
        is_same_speaker=same,
    )
    return replace(found, cut=shown(cut, document.text)) if found.status is QuoteStatus.TRUNCATED and cut else found


def _likeness(comparison: Comparison) -> float:
    dropped = sum(len(edit.original.split()) for edit in comparison.edits if not edit.quoted)
    return comparison.same / (comparison.words + _LEFT_OUT * dropped) if comparison.words else 0.0


def _unsaid(comparison: Comparison) -> Sequence[Omission]:
    """Return what is left out inside; words that are also changed elsewhere are differences before they are cuts."""
    return comparison.omissions if all(not edit.quoted for edit in comparison.edits) else ()


def _status(said: Said, comparison: Comparison, cut: Span | None, likeness: float, same: bool | None) -> QuoteStatus:
    if comparison.edits:
        is_cut = cut is not None and any(cut == one.span for one in comparison.omissions)
        if same is False:
            return QuoteStatus.MISATTRIBUTED if likeness >= ALMOST and said.is_own else QuoteStatus.NOT_FOUND
        if not said.is_own:
            return QuoteStatus.NOT_FOUND
        return QuoteStatus.TRUNCATED if is_cut else QuoteStatus.ALTERED
    if same is False:
        return QuoteStatus.MISATTRIBUTED if said.is_own else QuoteStatus.EXACT
    return QuoteStatus.TRUNCATED if cut is not None else QuoteStatus.EXACT


def _passage(stretch: Stretch, place: Place) -> Passage:
    """Return the passage that holds the words; where none holds them all, the sentences that do."""
    for one in stretch.passages:
        if one.anchor.start <= place.found.start and place.found.end <= one.anchor.end:
            return one
    one, document = stretch.passages[0], stretch.document
    span = place.said.cover(place.found)
    return replace(
        one,
        id=make_id("psg", document.id, span.start, span.end),
        text=span.of(document.text),
        anchor=Anchor.at(span, document.text),
    )
