"""Which side of a yes-or-no ballot a number of votes is for, or by how many one side won."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.france.ballots import Ballot, Spoken, counts
from sourcier.assessment.tallied import side_after
from sourcier.core.language import Quantity

AGAINST = frozenset({"contre", "against", "to"})
MARGINS = read_words("vote_words", "margins")
CARRIED = frozenset({"par", "by", "avec", "with"})
"""Words before the votes by which something was decided, whatever verb follows."""
BESIDE = 8
"""Words that may part a figure from the side it is for."""
VERSUS = 4
"""Words that may part the two figures of "364 voix contre 194"."""


def is_tally(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether a figure counts votes."""
    lang = spoken.whole.lang
    named = figure.unit in {"oui", "non", "yes", "no"}
    return named or counts(figure, "ballot", lang) or counts(figure, "seat", lang)


def option_of(spoken: Spoken, ballot: Ballot, figure: Quantity, counted: list[Quantity]) -> str:
    """Return which option a figure is for; empty where the words do not tell."""
    whole = spoken.whole
    at = whole.at(figure.span)
    size = sum(figure.span.contains(word.span) for word in whole.words)
    if figure.unit in {"oui", "yes"}:
        return "yes"
    if figure.unit in {"non", "no"}:
        return "no"
    own = side_after([word.folded for word in whole.words], at + size, whole.lang)
    if own:
        return own
    # Where the noes have it, the first figure of "par 364 voix contre 194" is theirs.
    lost = spoken.has("refused") and not spoken.has("passed") and ballot.kind != "censure"
    lost = lost or (ballot.kind == "confidence" and spoken.has("censure"))
    first, second = ("no", "yes") if lost else ("yes", "no")
    place = counted.index(figure) if figure in counted else 0
    for before, after in ((place - 1, place), (place, place + 1)):
        if before >= 0 and after < len(counted):
            start, end = whole.at(counted[before].span), whole.at(counted[after].span)
            between = {word.folded for word in whole.words[start:end]}
            if between & AGAINST and end - start <= VERSUS + size:
                return second if after == place else first
    told = _by_verb(spoken, figure)
    if told:
        return told
    near = [
        (max(start - at - size, at - end, 0), start >= at, sense)
        for sense in ("yes", "no")
        for start, end in spoken.senses.get(sense, ())
    ]
    if near and min(near)[0] <= BESIDE:
        return min(near)[2]
    return first if ballot.kind != "referendum" or lost or spoken.has("passed") else ""


def _by_verb(spoken: Spoken, figure: Quantity) -> str:
    """Return what those counted did, where others did the contrary: "364 députés ont refusé, 194 ont accordé"."""
    whole = spoken.whole
    at = whole.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in whole.words)
    if not (spoken.has("refused") and spoken.has("passed")) or (at and whole.words[at - 1].folded in CARRIED):
        return ""
    following = min((start for one in whole.quantities if (start := whole.at(one.span)) > at), default=len(whole.words))
    verbs = sorted(
        (start, option)
        for sense, option in (("refused", "no"), ("passed", "yes"))
        for start, _ in spoken.senses[sense]
        if end <= start < min(following, end + BESIDE)
    )
    return verbs[0][1] if verbs else ""


def is_margin(spoken: Spoken, figure: Quantity) -> bool:
    """Say whether a number of votes is by how many one side won: "170 voix d’écart", "battu de 170 voix"."""
    whole = spoken.whole
    at = whole.at(figure.span)
    end = at + sum(figure.span.contains(word.span) for word in whole.words)
    before = [word.folded for word in whole.words[max(at - 2, 0) : at]]
    after = {word.folded for word in whole.words[end : end + 3]}
    beaten = {stop for sense in ("refused", "beat") for _, stop in spoken.senses.get(sense, ())}
    by = before[-1:] in (["de"], ["by"])
    return bool(after & MARGINS) or (by and (before[0] in MARGINS or at - 1 in beaten))
