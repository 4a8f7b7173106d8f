"""What else tells two claims apart, once one is asked whether it is the other.

A passage that leaves something out, or counts another thing in the same unit, may still bear on a claim; the vetoes
leave it alone. A fact-check is another matter: it checks the same claim, or it is of no use, so figure stands against
figure, name against name and denial against assertion even where the words around them differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from sourcier.assessment.factchecks.topics import Topics
from sourcier.assessment.factchecks.translated import is_translated
from sourcier.assessment.factchecks.turned import turned
from sourcier.assessment.factchecks.words import denial, statements
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features, vetoes
from sourcier.assessment.vetoes.figures import Match, match
from sourcier.assessment.vetoes.names import is_met
from sourcier.assessment.vetoes.records import Figure, Named
from sourcier.assessment.vetoes.showing import denied
from sourcier.core.testimony import Veto, VetoKind

NAMING = frozenset({VetoKind.PLACE, VetoKind.PERSON, VetoKind.NAME})
LONGER, SPARE = 1.5, 6
"""Up to so many times as long as the other, and so many words, a statement can be the same said at more length."""
SHORTEST_NAME = 4
STOPS = frozenset('.!?:«“"')
"""After these a capital tells nothing."""
LANDS = frozenset({"state", "territory"})
LIKE_LETTERS = 3
"""Letters that a name and its translation begin with alike: "Tunisie" and "Tunisia"."""


def differences(
    claim: Features, reviewed: Features, *, title: Features | None = None, topics: Topics | None = None
) -> tuple[Veto, ...]:
    """Return what makes the reviewed claim another one: the vetoes, and then the stricter comparisons.

    Args:
        claim: The article's.
        reviewed: The fact-check's.
        title: Of the fact-check: what it names is not missing.
        topics: What holds the common nouns of one language against each other; None to leave them.
    """
    if claim.lang != reviewed.lang:
        return tuple(one for one in _found(claim, reviewed, title, None) if not is_translated(one, claim, reviewed))
    return tuple(_found(claim, reviewed, title, topics))


def _found(claim: Features, reviewed: Features, title: Features | None, topics: Topics | None) -> Iterable[Veto]:
    found = list(vetoes(claim, reviewed, beside=title))
    if not _are_of_a_size(claim, reviewed):
        return found
    kinds = {one.kind for one in found}
    if VetoKind.NUMBER not in kinds:
        found += _numbers(claim, reviewed)
    if not kinds & NAMING:
        found += list(_names(claim, reviewed, title)) or _unread_names(claim, reviewed, title)
    if VetoKind.POLARITY not in kinds:
        found += _polarity(claim, reviewed)
    if not found:
        found += turned(claim, reviewed)
    if topics is not None and not found:
        found += topics.differences(claim, reviewed)
    return dict.fromkeys(found)


def _are_of_a_size(claim: Features, reviewed: Features) -> bool:
    """Say whether the two are one statement each: a post of several sentences says more than what was checked of it."""
    if len(statements(claim.text)) > 1:
        return False
    longer, shorter = sorted((len(claim.tokens), len(reviewed.tokens)), reverse=True)
    return longer <= LONGER * shorter + SPARE


def _numbers(claim: Features, reviewed: Features) -> Iterator[Veto]:
    """Yield the one figure in a unit on either side, where their values differ: whatever they count, they are two."""
    for unit in dict.fromkeys(figure.unit for figure in claim.figures):
        ours = [figure for figure in claim.figures if figure.unit == unit]
        theirs = [figure for figure in reviewed.figures if figure.unit == unit]
        if len(ours) == len(theirs) == 1 and match(_bare(ours[0]), _bare(theirs[0])) is Match.DIFFER:
            yield Veto(VetoKind.NUMBER, ours[0].text, theirs[0].text)


def _bare(figure: Figure) -> Figure:
    return replace(figure, per=None, things=frozenset(), family="")


def _names(claim: Features, reviewed: Features, title: Features | None) -> Iterator[Veto]:
    """Yield a name of each side that the other lacks, where there is such a name on both."""
    ours = [
        one
        for one in claim.names
        if _is_whole(one) and not is_met(one, reviewed) and not (title is not None and is_met(one, title))
    ]
    theirs = [one for one in reviewed.names if _is_whole(one) and not is_met(one, claim)]
    is_swap = len(ours) == len(theirs) == 1  # whatever the reader took the two for: one stands in the other's place
    for name in ours:
        other = next((one for one in theirs if (is_swap or _are_of_a_kind(name, one)) and _are_apart(name, one)), None)
        if other is not None:
            yield Veto(name.kind, name.text, other.text)
            return


def _is_whole(name: Named) -> bool:
    return not name.is_adjective and len(name.text) >= SHORTEST_NAME


def _are_of_a_kind(one: Named, other: Named) -> bool:
    return one.kind is other.kind or VetoKind.NAME in {one.kind, other.kind}


def _are_apart(one: Named, other: Named) -> bool:
    """Say whether no word of one begins like a word of the other; where both are known, what they are decides."""
    if one.ids and other.ids:
        return not one.ids & other.ids and (one.level == other.level or {one.level, other.level} <= LANDS)
    starts = {word[:LIKE_LETTERS] for word in one.words}
    return not starts & {word[:LIKE_LETTERS] for word in other.words}


def _unread_names(claim: Features, reviewed: Features, title: Features | None) -> list[Veto]:
    """Return the one run of capitals on either side that the other lacks: names that no reader knew as such."""
    ours = [run for run in _capitals(claim) if not _is_said(run, reviewed, title, claim.lang)]
    theirs = [run for run in _capitals(reviewed) if not _is_said(run, claim, None, reviewed.lang)]
    if len(ours) == len(theirs) == 1:
        return [Veto(VetoKind.NAME, " ".join(ours[0]), " ".join(theirs[0]))]
    return []


def _capitals(text: Features) -> list[tuple[str, ...]]:
    """Return runs of words with a capital but the first, without what is known for a time or a name."""
    known = " ".join([*(one.text for one in text.moments), *(one.text for one in text.names if one.ids)])
    runs: list[list[str]] = [[]]
    for before, word in pairwise(text.tokens):
        if word[:1].isupper() and len(word) >= SHORTEST_NAME and before not in STOPS and word not in known:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [tuple(run) for run in runs if run]


def _is_said(run: tuple[str, ...], text: Features, title: Features | None, lang: str) -> bool:
    """Say whether a text has a word of the run, or, in another language, one that begins like it."""
    words = text.words | (title.words if title else frozenset())
    length = None if lang == text.lang else LIKE_LETTERS
    starts = {word[:length] for word in words}
    return any(part[:length] in starts for word in run for part in fold(word).replace("-", " ").split())


def _polarity(claim: Features, reviewed: Features) -> Iterator[Veto]:
    """Yield the words of a denial where the other text denies nothing."""
    ours, theirs = denial(claim.text), denial(reviewed.text)
    if bool(ours) != bool(theirs):
        yield Veto(VetoKind.POLARITY, ours and (denied(claim) or ours), theirs and (denied(reviewed) or theirs))
