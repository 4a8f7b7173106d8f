"""Can two claims be one that two newsrooms wrote each in its own way? They share figures, a name, and a time if any.

Words may differ throughout, so this decides nothing: it spares the model (judgement.py) the pairs that are two anyway,
and those of one wording, where the word that differs is the difference. Cheap comparisons come first.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from sourcier.app.corpus.showing.contrasts import are_opposed
from sourcier.app.corpus.showing.evening import evened
from sourcier.app.corpus.showing.figuring import differing, share_figures
from sourcier.app.corpus.showing.moving import are_turned, loose_digits
from sourcier.app.corpus.showing.naming import share_a_name
from sourcier.app.corpus.showing.ordering import are_in_one_order
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.saidby import are_said_by_two
from sourcier.app.corpus.showing.timing import are_of_one_series, may_share_a_time
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features

SCORE = 2
"""Numbers that no reader takes for a figure, and that two claims must share: those of a score."""

ALIKE = 0.5
"""Share of the words, in order, from which two claims are of one wording. Of 136 pairs in one language that newsrooms
worded each in its own way, 2 reach it, and 21 of 103 that are two."""
YEAR = re.compile(r"\b[12]\d{3}\b")
Texts = tuple[str, str]


def may_be_one(one: Read, other: Read) -> Texts | None:
    """Return the words of two claims that share what a repetition has to share; None where something forbids it."""
    ours, theirs = one.whole, other.whole
    if not share_figures(ours, theirs) and (loose_digits(ours) & loose_digits(theirs)).total() < SCORE:
        return None
    if not may_share_a_time(ours.moments, theirs.moments) or not _are_of_one(one, other):
        return None
    return ours.text, theirs.text


def may_differ_in_a_figure(one: Read, other: Read) -> Texts | None:
    """Return the words of two claims with the one's number in place of the other's; None where more must differ.

    Without a time on both sides nothing tells that another figure is of the same event.
    """
    ours, theirs = sorted((one.whole, other.whole), key=lambda each: each.text)
    figures = differing(ours, theirs) if ours.moments and theirs.moments else None
    if figures is None or are_said_by_two(ours, theirs) or not _are_of_one(one, other):
        return None
    texts = evened(ours.text, theirs.text, (figures[0].text, figures[1].text))
    if texts is None or may_share_a_time(ours.moments, theirs.moments):
        return texts
    return _of_one_year(texts, ours, theirs) if are_of_one_series(ours.moments, theirs.moments) else None


def _of_one_year(texts: Texts, ours: Features, theirs: Features) -> Texts | None:
    """Return two claims of one series with the time of the first put in place of the other's; None where none can be.

    Args:
        texts: Their words.
        ours: What the first was read as, with one time.
        theirs: The same for the other.
    """
    (ours_at,), (theirs_at,) = ours.moments, theirs.moments
    years = [YEAR.findall(moment.text) for moment in (ours_at, theirs_at)]
    if len(years[0]) == len(years[1]) == 1:
        old, new = years[1][0], years[0][0]
    elif ours.lang == theirs.lang:
        old, new = theirs_at.text, ours_at.text
    else:
        return None
    return (texts[0], texts[1].replace(old, new, 1)) if old in texts[1] else None


def _are_of_one(one: Read, other: Read) -> bool:
    ours, theirs = one.whole, other.whole
    return (
        not are_turned(ours, theirs)
        and not are_opposed(ours, theirs)
        and share_a_name(one, other)
        and are_in_one_order(one.frame, other.frame)
        and not _are_of_one_wording(ours, theirs)
    )


def _are_of_one_wording(one: Features, other: Features) -> bool:
    if one.lang != other.lang:
        return False
    ours, theirs = sorted([fold(word) for word in each.tokens] for each in (one, other))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= ALIKE
