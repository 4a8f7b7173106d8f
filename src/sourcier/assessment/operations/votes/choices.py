"""Which option a claim says that voters chose: beside a figure, or after the name of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcier.assessment.lexicon import patterns, read_starts, read_words, stem
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.tallied import side_after
from sourcier.assessment.units import noun_family
from sourcier.core.language import Quantity

ASK = "ask"
"""What `data/votes.tsv` calls verbs that ask for something."""
CARRIED = (["par"], ["avec"], ["with"], ["by"])
THANKS = ["grace", "a"]
GATHERED = read_starts("vote_words", "gathered")
"""Beginnings of verbs by which a text gets the votes for it."""
WHEN = frozenset({"on", "ce", "le", ","})
STATEMENTS = frozenset({";"})
NOT_YES = ("no", "abstain", "absent")

OPTIONS = frozenset({"yes", "no", "abstain", "absent", "not_yes"})
TEXTS = frozenset(map(stem, read_words("vote_words", "texts")))
TOWARDS = frozenset({"contre", "against", "pour", "for", "opposition"})
APART = frozenset({",", ";", ":", "(", ")"})
ASIDE = 4
"""Words between a text and what it does: "la résolution de mercredi rejetant"."""
STRONG = read_starts("vote_words", "strong")
"""Beginnings of words that tell a vote, not what a text says."""
PART_OF = frozenset({"of", "des", "sur", "out"})
BY = frozenset({"par", "by"})
VERSUS = frozenset({"contre", "against", "to", "-", "–"})
"""Words right before the second figure of "128 voix contre 9"; after a figure they name its own side."""
ALL = frozenset({"all", "tous", "toutes", "ensemble"})
GAPS = read_words("vote_words", "gaps")
LISTED = frozenset({",", "et", "and", "la", "le", "les", "l", "the", "of", "de", "du", "des"})
"""Small words between the names of those who chose."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of the claim that name an option."""

    start: int
    end: int
    option: str


def choices_in(scope: Scope) -> list[Choice]:
    """Return the option words of a claim; of two that overlap the longer one."""
    found = [Choice(start, end, option) for start, end, option in _said(scope) if option in OPTIONS]
    found += _plain_votes(scope)
    found += _asked(scope)
    found.sort(key=lambda one: (one.start - one.end, one.option == "yes"))
    kept: list[Choice] = []
    for one in found:
        is_apart = not any(one.start < other.end and other.start < one.end for other in kept)
        if is_apart and not _is_of_text(scope, one):
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    if any(
        one.option == "not_yes" and two.option in {"no", "abstain"} and two.start - one.end <= 1
        for one, two in pairwise(kept)
    ):
        return []  # "a refusé de voter contre": two denials, whose sum no option is
    return kept or _by_votes(scope)


def _said(scope: Scope) -> list[tuple[int, int, str]]:
    """Return the patterns of `data/votes.tsv` in a claim, whatever day stands between: "ont voté mardi contre"."""
    words = scope.words
    kept = [
        at
        for at, word in enumerate(words)
        if word.role != "time" and not (word.folded in WHEN and words[at + 1 : at + 2] and words[at + 1].role == "time")
    ]
    found = patterns("votes", "option", scope.lang).find([words[at].folded for at in kept])
    return [(kept[start], kept[end - 1] + 1, option) for start, end, option in found]


def _asked(scope: Scope) -> list[Choice]:
    """Return where states ask for what a text asks for, and so vote for it: "191 États ont réclamé la fin de …"."""
    return [
        Choice(start, end, "yes")
        for start, end, option in _said(scope)
        if option == ASK and scope.words[start].token.pos_ in {"VERB", "AUX"}
    ]


def _by_votes(scope: Scope) -> list[Choice]:
    """Return the votes by which something was obtained, where no other word tells an option: "avec 138 voix"."""
    found = []
    for figure in scope.quantities:
        at = scope.at(figure.span)
        words = " ".join(filter(None, (figure.unit, figure.of)))
        when = [word.folded for word in scope.words[max(at - ASIDE, 0) : at] if word.role != "time"]
        before = when[-2:]
        is_won = bool(before) and before[-1].startswith(GATHERED)
        if noun_family(words, scope.lang) == "votes" and (before[-1:] in CARRIED or before == THANKS or is_won):
            found.append(Choice(at, at + 1, "yes"))
    return found


def _plain_votes(scope: Scope) -> list[Choice]:
    """Return where something is voted, and so voted for: "ont voté mercredi la résolution"."""
    found = []
    for at, word in enumerate(scope.words):
        if scope.lang == "fr" and word.folded.startswith("vot") and word.token.pos_ in {"VERB", "AUX"}:
            rest = [each for each in scope.words[at + 1 : at + 1 + ASIDE] if each.role != "time" and each.folded != ","]
            if rest and rest[0].folded in {"la", "le", "les", "l", "l'", "cette", "ce"}:
                found.append(Choice(at, at + 1, "yes"))
    return found


def _is_of_text(scope: Scope, choice: Choice) -> bool:
    """Say whether words tell what a text does, and nobody's vote: "la résolution rejetant …", "the text against …"."""
    word = scope.words[choice.start].folded
    if choice.end - choice.start > 1 or not (word in TOWARDS or word.endswith(("ant", "ing"))):
        return False
    before = scope.words[max(choice.start - ASIDE, 0) : choice.start]
    last = max((at for at, each in enumerate(before) if each.folded in APART), default=-1)
    return any(stem(each.folded) in TEXTS and each.token.pos_ not in {"VERB", "AUX"} for each in before[last + 1 :])


def counts_voters(scope: Scope, quantity: Quantity) -> bool:
    """Say whether a figure counts states or votes."""
    words = " ".join(filter(None, (quantity.unit, quantity.of)))
    if any(end is not None and end % 1 for end in (quantity.low, quantity.high)):
        return False
    return quantity.per is None and (noun_family(words, scope.lang) in {"states", "votes"} or quantity.unit == "")


def is_whole(scope: Scope, figure: Quantity) -> bool:
    """Say whether a figure is only what another is a part of: "fourteen of the Council’s fifteen members".

    So is what all are ("all 193 seats"), and a distance between two counts ("170 voix d’écart").
    """
    end = scope.at(figure.span) + sum(figure.span.contains(word.span) for word in scope.words)
    after = [word.folded for word in scope.words[end : end + 2]]
    if (after[:1] in (["d"], ["d'"], ["de"], ["of"]) and set(after[1:]) & GAPS) or set(after[:1]) & {"more", "fewer"}:
        return True
    at = scope.at(figure.span)
    before = [word.folded for word in scope.words[max(at - 2, 0) : at]]
    if len(scope.quantities) > 1 and ALL & set(before):
        return True  # "all 193 seats are accounted for"
    ends = [
        scope.at(one.span) + sum(one.span.contains(word.span) for word in scope.words)
        for one in scope.quantities
        if one.span.start < figure.span.start
    ]
    between = scope.words[max(ends) : at] if ends else ()
    is_part = bool({word.folded for word in between[:2]} & PART_OF) and len(between) <= 2 * ASIDE
    return is_part and not any(word.token.pos_ in {"VERB", "AUX"} or word.folded in APART for word in between)


def figures_with_options(
    scope: Scope, figures: Sequence[Quantity], choices: Sequence[Choice]
) -> list[tuple[Quantity, tuple[str, ...]]]:
    """Return each figure with its options: "par 128 voix contre 9" gives yes then no, else the nearest words decide."""
    if len(figures) >= 2:
        between = scope.words[scope.at(figures[0].span) : scope.at(figures[1].span)]
        is_versus = any(word.folded in VERSUS for word in between[-2:]) and not any(
            word.folded in {*APART, "abstentions"} for word in between
        )
        if is_versus:
            both: list[tuple[Quantity, tuple[str, ...]]] = [(figures[0], ("yes",)), (figures[1], ("no",))]
            return both + [(one, ("abstain",)) for one in figures[2:3] if any(c.option == "abstain" for c in choices)]
    pairs: list[tuple[Quantity, tuple[str, ...]]] = []
    for quantity in figures:
        at = scope.at(quantity.span)
        size = sum(quantity.span.contains(word.span) for word in scope.words)
        best = min(choices, key=lambda one: (min(abs(one.start - at - size), abs(one.start - at)), one.option == "yes"))
        after = [
            one
            for one in choices
            if one.start >= at and one.start - at - size <= 8 and not _is_parted(scope, at + size, one.start)
        ]
        led = [one for one in choices if _leads(scope, one, at)]
        choice = led[-1] if led else after[0] if after else best
        own = side_after([word.folded for word in scope.words], at + size, scope.lang)
        if not own and not led and _is_carried(scope, quantity, choice):
            own = "yes"
        if own:
            pairs.append((quantity, (own,)))
            continue
        if _is_parted(scope, at + size, choice.start):
            continue
        if choice.option == "not_yes":
            pairs.append((quantity, NOT_YES))
        else:
            pairs.append((quantity, (choice.option,)))
    return pairs


def _is_parted(scope: Scope, start: int, end: int) -> bool:
    """Say whether another statement begins between two places: "138 voted to …; nine opposed it"."""
    low, high = sorted((start, end))
    return any(word.folded in STATEMENTS for word in scope.words[low:high])


def _is_carried(scope: Scope, figure: Quantity, choice: Choice) -> bool:
    """Say whether a text passed by a figure, beside the choice of another: "par 14 voix, X s’abstenant"."""
    at = scope.at(figure.span)
    size = sum(figure.span.contains(word.span) for word in scope.words)
    words = " ".join(filter(None, (figure.unit, figure.of)))
    is_votes = (
        noun_family(words, scope.lang) == "votes" and [word.folded for word in scope.words[at - 1 : at]] in CARRIED
    )
    between = scope.words[at + size : choice.start]
    return is_votes and bool(between) and between[0].folded == ","


def who_chose(scope: Scope, states: Sequence[Subject], choices: Sequence[Choice]) -> list[tuple[Subject, Choice]]:
    """Return each voting state with its option: the state stands before the words of the option."""
    found = []
    for state in states:
        if state.mention is None:
            continue
        at = scope.at(state.mention.span)
        passive = [one for one in choices if _leads(scope, one, at)]
        if passive:
            found.append((state, passive[-1]))
            continue
        after = [one for one in choices if one.start > at and not _is_parted(scope, at, one.start)]
        specific = [one for one in after if one.option != "yes"] or after
        told = [one for one in after if any(w.folded.startswith(STRONG) for w in scope.words[one.start : one.end])]
        specific = told or specific
        if after and any(after[0].end <= other < specific[0].start for other in _voters(scope, states)):
            specific = after[:1]  # what comes then is another state's
        if not specific:
            continue
        choice = specific[0] if specific[0].start - at < 14 else None
        if choice is None or is_object(scope, at):
            continue
        found.append((state, choice))
    return found


def _voters(scope: Scope, states: Sequence[Subject]) -> list[int]:
    """Return where the states stand that no preposition governs."""
    places = [scope.at(one.mention.span) for one in states if one.mention is not None]
    return [at for at in places if not is_object(scope, at)]


def _leads(scope: Scope, choice: Choice, at: int) -> bool:
    """Say whether a passive "backed by", "rejetée par" reaches a word: only names and small words between."""
    between = scope.words[choice.end : at]
    placed = next((step for step, word in enumerate(between) if word.folded in BY), None)
    if placed is None or scope.words[choice.start].folded in BY:
        return False
    when = between[:placed]  # "réclamée mardi à l’ONU par"
    return all(word.role in {"time", "entity", "stop"} for word in when) and all(
        word.role == "entity" or word.folded in LISTED for word in between[placed + 1 :]
    )


def is_object(scope: Scope, at: int) -> bool:
    """Say whether a name is governed by a preposition: "la condamnation de la Russie" does not vote."""
    before = [word.folded for word in scope.words[max(at - 2, 0) : at]]
    return bool(
        set(before)
        & {"de", "du", "des", "d", "of", "contre", "against", "sur", "on", "en", "in", "for", "pour", "par", "by"}
    )


def is_negated(scope: Scope, choice: Choice) -> bool:
    """Say whether a negation stands just before the words of an option."""
    before = {word.folded for word in scope.words[max(choice.start - 3, 0) : choice.start]}
    return bool(before & {"pas", "not", "n't", "never", "jamais"})
