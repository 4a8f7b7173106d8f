"""Can two claims be one that two newsrooms wrote each in its own way? They share figures, a name, and a time if any.

Words may differ throughout, so this decides nothing: it spares the model (judgement.py) the pairs that are two anyway,
and those of one wording, where the word that differs is the difference. Cheap comparisons come first.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from sourcier.app.corpus.showing.contrasts import are_opposed
from sourcier.app.corpus.showing.evening import evened, numbers, value_of
from sourcier.app.corpus.showing.figuring import MOST_APART, differing, share_figures
from sourcier.app.corpus.showing.moving import are_turned, loose_digits
from sourcier.app.corpus.showing.naming import share_a_name
from sourcier.app.corpus.showing.ordering import are_in_one_order
from sourcier.app.corpus.showing.readings import Read
from sourcier.app.corpus.showing.saidby import are_said_by_two
from sourcier.app.corpus.showing.timing import are_of_one_series, may_share_a_time
from sourcier.assessment.entailment.alignment import words_of
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
    is_shared = share_figures(ours, theirs) or (loose_digits(ours) & loose_digits(theirs)).total() >= SCORE
    if not is_shared and not _share_a_number(ours, theirs):
        return None
    if not may_share_a_time(ours.moments, theirs.moments) or not _are_of_one(one, other):
        return None
    return ours.text, theirs.text


def may_differ_in_a_figure(one: Read, other: Read) -> Texts | None:
    """Return the words of two claims with the one's number in place of the other's; None where more must differ.

    Without a time on both sides nothing tells that another figure is of the same event.
    """
    ours, theirs = sorted((one.whole, other.whole), key=lambda each: each.text)
    if not (ours.moments and theirs.moments) or are_said_by_two(ours, theirs) or not _are_of_one(one, other):
        return None
    texts = _with_one_number(ours, theirs)
    if texts is None or may_share_a_time(ours.moments, theirs.moments):
        return texts
    return _of_one_year(texts, ours, theirs) if are_of_one_series(ours.moments, theirs.moments) else None


def _with_one_number(ours: Features, theirs: Features) -> Texts | None:
    """Return the words of two claims with the first's number in both; None where they differ in more, or too far."""
    figures = differing(ours, theirs)
    if figures is not None:
        return evened(ours.text, theirs.text, (figures[0].text, figures[1].text))
    alone = [
        [text[slice(*span)] for span in numbers(text) if text[slice(*span)] not in beside]
        for text, beside in ((ours.text, theirs.text), (theirs.text, ours.text))
    ]
    values = sorted(value_of(words[0]) or 0.0 if len(words) == 1 else 0.0 for words in alone)
    is_near = 0.0 < values[0] < values[1] <= MOST_APART * values[0]
    return evened(ours.text, theirs.text) if is_near else None


def _share_a_number(one: Features, other: Features) -> bool:
    """Say whether a number that no reader took for a figure of the one stands in the other, and neither has two others.

    "Ils sont 734 à avoir franchi les grilles", "seven in custody".
    """
    ours, theirs = _numbers(one.text), _numbers(other.text)
    return bool(_unread(one) & theirs | _unread(other) & ours) and (ours <= theirs or theirs <= ours)


def _unread(claim: Features) -> frozenset[str]:
    text = claim.text
    for read in (*(figure.text for figure in claim.figures), *(moment.text for moment in claim.moments)):
        text = text.replace(read, " ", 1)
    return _numbers(text)


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text but one, which is an article, and "first"."""
    return frozenset(word.key for word in words_of(text) if word.sort == "figure") - {"1"}


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
