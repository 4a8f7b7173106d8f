"""One clause against another: the same thing said, the contrary, or something that keeps them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.assessment.passages.clauses import WORDED, Clause
from sourcier.assessment.passages.measuring import figures_apart, is_crowded, is_settled, times_of
from sourcier.assessment.passages.once import other_time, other_town
from sourcier.assessment.passages.parties import meet, parties_meet
from sourcier.assessment.passages.setting import NOWHERE, Setting, speaks_of
from sourcier.assessment.passages.words import BEGINS, Party, Word, alike
from sourcier.assessment.vetoes.names import same
from sourcier.assessment.vetoes.records import Named
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.language import Grain
from sourcier.core.testimony import Veto, VetoKind

SHOWN = 6
"""Words of a clause that are shown alone."""
TOGETHER = words_of("hold_together")
"""Rows of data/paraphrases.tsv whose two sides can both be so: a town may open a school and close one."""
ONE_WAY = words_of("one_way")
"""Rows whose subject and object cannot change places: who beat somebody was not beaten by them."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two clauses stand to each other."""

    is_same: bool = False
    is_contrary: bool = False
    differences: tuple[Veto, ...] = ()
    """What contradicts, or keeps the two apart though they speak of one predicate and one subject."""
    is_literal: bool = False
    """They are of the same words: no model need be asked whether they mean the same."""


APART = Alignment()


def align(ours: Clause, theirs: Clause, setting: Setting = NOWHERE) -> Alignment:
    """Hold the clause of a claim against one of a passage.

    They say the same where predicate, subject, object, figures, times and negation agree and no word on either side
    narrows what the other leaves wide. They contradict each other where all of that holds but for a figure, the
    negation, or a predicate that excludes the other. Whatever else differs keeps them apart. What names nobody and no
    day, or is placed on one side only, is met by the same words of a text that speaks of the same place.
    """
    if not (_is_anchored(ours) or _is_placed(ours, theirs, setting)) or (
        is_crowded(ours) and ours.claim.anchor.exact != theirs.claim.anchor.exact
    ):
        return APART
    contrary = _contrary_meanings(ours, theirs)
    if not contrary and not ours.meanings & theirs.meanings:
        return APART
    is_twin = any(one.startswith(WORDED) for one in ours.meanings & theirs.meanings)
    if not is_twin and (exchanged := _exchanged(ours, theirs)):
        is_plain = not (ours.is_denied or theirs.is_denied or any(_words(ours, theirs)))
        is_excluded = is_plain and bool(ours.meanings & ONE_WAY) and times_of(ours, theirs) == "equal"
        return Alignment(is_contrary=is_excluded, differences=(exchanged,))
    if not is_twin and not parties_meet(ours, theirs):
        return APART
    apart = [*_when(ours, theirs), *_tenses(ours, theirs)]
    if not is_twin:
        apart += [*_scope(ours, theirs), *_words(ours, theirs, setting)]
    figures = list(figures_apart(ours, theirs))
    denied = not is_twin and ours.is_denied != theirs.is_denied
    against = [one for one in figures if one is not None]
    if denied != bool(contrary):
        against.append(Veto(VetoKind.POLARITY, ours.said, theirs.said))
    is_literal = is_twin or _is_literal(ours, theirs, setting)
    if len(apart) == 1 and not (figures or denied or contrary) and (other := _of_once(ours, theirs)):
        return Alignment(is_contrary=True, differences=(other,), is_literal=is_literal)
    if apart or (figures and None in figures and not _is_flatly_denied(theirs, denied=denied)):
        return Alignment(differences=tuple(dict.fromkeys([*against, *apart])))
    if not against:
        return Alignment(is_same=not contrary or _is_implied(ours, theirs, contrary), is_literal=is_literal)
    is_contrary = _excludes(ours, theirs, contrary, against)
    return Alignment(is_contrary=is_contrary, differences=tuple(against), is_literal=is_literal)


def _is_placed(ours: Clause, theirs: Clause, setting: Setting) -> bool:
    """Say whether two clauses that name nothing are of the same words and figures or times, told of one place."""
    is_telling = bool(ours.features.figures) or is_settled(ours)
    return is_telling and setting.is_shared and _is_literal(ours, theirs)


def _of_once(ours: Clause, theirs: Clause) -> Veto | None:
    """Return how two clauses tell otherwise of what happens once, where they differ in nothing but time or town."""
    times, (missing, added) = times_of(ours, theirs), _unmet(ours, theirs)
    if times == "apart" and not (missing or added):
        return other_time(ours, theirs)
    return other_town(ours, theirs, missing, added) if times == "equal" else None


def _is_literal(ours: Clause, theirs: Clause, setting: Setting = NOWHERE) -> bool:
    """Say whether two clauses are of the same words, whatever their order, voice, figures and place."""
    if ours.lang != theirs.lang or not {one for one in ours.meanings & theirs.meanings if one.startswith(ours.lang)}:
        return False
    sides = (
        (ours, theirs, setting.theirs, setting.their_text),
        (theirs, ours, setting.ours, setting.our_text),
    )
    return all(
        one.is_free or any(one.keys & each.keys for each in there.words) or _is_of(one, here, place, before)
        for here, there, place, before in sides
        for one in here.words
    )


def _is_anchored(clause: Clause) -> bool:
    """Say whether a clause names somebody or something, or a day: "le chômage a baissé" may be any country's."""
    first = clause.claim.span.start
    named = any(
        one.pos == "PROPN" or one.name is not None or (one.text[0].isupper() and one.start > first)
        for one in clause.words
    )
    return named or any(one.grain is Grain.DAY for one in clause.features.moments)


def _contrary_meanings(ours: Clause, theirs: Clause) -> frozenset[str]:
    """Return the rows in which two predicates stand on opposite sides."""
    signs = {"+": "-", "-": "+"}
    rows = [one for one in ours.meanings if one[-1] in signs and not one.startswith(WORDED)]
    turned = {f"{one[:-1]}{signs[one[-1]]}" for one in rows}
    return frozenset(turned) & theirs.meanings


def _is_implied(ours: Clause, theirs: Clause, contrary: frozenset[str]) -> bool:
    """Say whether the opposite of what a claim denies bears it out: "n'a pas augmenté", "a baissé"; not the reverse."""
    excludes = not any(one[:-1] in TOGETHER for one in contrary)
    return excludes and ours.is_denied and not theirs.is_denied and not ours.features.figures


def _excludes(ours: Clause, theirs: Clause, contrary: frozenset[str], against: Sequence[Veto]) -> bool:
    """Say whether a difference in figure or sense excludes the claim, rather than adding to it."""
    if times_of(ours, theirs) != "equal" or (ours.is_denied and theirs.is_denied):
        return False
    if contrary:
        return not (ours.is_denied or theirs.is_denied or any(one[:-1] in TOGETHER for one in contrary))
    if theirs.is_denied and theirs.features.figures:
        return False  # "n'a pas licencié 74 salariés": more, or fewer
    return not (ours.is_denied and any(one.kind is VetoKind.NUMBER for one in against))


def _is_flatly_denied(theirs: Clause, *, denied: bool) -> bool:
    """Say whether a clause denies the whole, so that no figure of the claim is left: "n'a licencié aucun salarié"."""
    return denied and theirs.is_denied and not theirs.features.figures


def _exchanged(ours: Clause, theirs: Clause) -> Veto | None:
    parties = (ours.agent, ours.patient, theirs.agent, theirs.patient)
    if any(one is None or not one.heads for one in parties):
        return None
    agent, patient, other_agent, other_patient = (one for one in parties if one is not None)
    is_across = ours.lang != theirs.lang
    if meet(agent, other_agent, is_across=is_across):
        return None
    if not (meet(agent, other_patient, is_across=is_across) and meet(patient, other_agent, is_across=is_across)):
        return None
    return Veto(VetoKind.ROLE, _shown(ours), _shown(theirs))


def _scope(ours: Clause, theirs: Clause) -> Iterator[Veto]:
    for one, other in ((ours.agent, theirs.agent), (ours.patient, theirs.patient)):
        if one is not None and other is not None and one.heads and other.heads and one.extent != other.extent:
            yield Veto(VetoKind.SCOPE, _shown(ours), _shown(theirs))
            return
        if one is not None and other is not None and not _are_of_one(one, other, ours, theirs):
            yield Veto(VetoKind.SCOPE, _slice(ours, (*one.heads, *one.of)), _slice(theirs, (*other.heads, *other.of)))
            return


def _are_of_one(one: Party, other: Party, ours: Clause, theirs: Clause) -> bool:
    """Say whether two parties are of the same: "le prix du blé", "le prix du maïs", though both clauses have both."""
    is_across = ours.lang != theirs.lang
    if not one.heads or not other.heads or is_across:
        return True
    sides = ((one, other, theirs), (other, one, ours))
    return all(
        any(alike(word, each, is_across=False) for each in (*there.heads, *there.of)) or not _is_met(word, clause)
        for here, there, clause in sides
        for word in here.of
    )


def _words(ours: Clause, theirs: Clause, setting: Setting = NOWHERE) -> Iterator[Veto]:
    """Yield what only one side says and what narrows or widens it, and is not said around the other."""
    missing, added = _unmet(ours, theirs)
    if not (missing and added):
        missing = [one for one in missing if not _is_of(one, ours, setting.theirs, setting.their_text)]
        added = [one for one in added if not _is_of(one, theirs, setting.ours, setting.our_text)]
    if missing or added:
        yield Veto(VetoKind.SCOPE, _slice(ours, missing), _slice(theirs, added))


def _is_of(word: Word, clause: Clause, place: Named | None, before: str) -> bool:
    """Say whether a word is "de Brest" where the other text speaks of Brest, or has called the same thing so."""
    if word.link != "of" or word.name is None:
        return False
    if place is not None and same(word.name, place):
        return True
    parties = [one for one in (clause.agent, clause.patient) if one is not None and word in one.of]
    return any(speaks_of(before, head.folded, word.folded) for one in parties for head in one.heads)


def _unmet(ours: Clause, theirs: Clause) -> tuple[list[Word], list[Word]]:
    """Return the words that only the claim has, and those that only the passage has."""
    missing = [one for one in ours.words if not one.is_class and not _is_met(one, theirs)]
    added = [one for one in theirs.words if not (one.is_free or _is_met(one, ours) or _is_doer(one, ours, theirs))]
    sorts = [one for one in ours.words if one.is_class and not _is_met(one, theirs)]
    other_sorts = [one for one in theirs.words if one.is_class and not _is_met(one, ours)]
    if sorts and other_sorts:  # "la ville de Strasbourg", "le groupe Strasbourg"
        return [*missing, *sorts], [*added, *other_sorts]
    return missing, added


def _is_met(word: Word, other: Clause) -> bool:
    is_across = word.lang != other.lang
    met = [each for each in other.words if alike(word, each, is_across=is_across)]
    if met:
        links = {each.link for each in met}
        return is_across or not word.link or "" in links or word.link in links or "by" in {word.link, *links}
    counted = {thing for one in other.features.figures for thing in one.things}
    if (word.concepts & counted) if is_across else any(_open_alike(key, one) for key in word.keys for one in counted):
        return True
    return any(f"{other.lang}:{key}" in other.meanings for key in word.keys)


def _open_alike(key: str, other: str) -> bool:
    return key == other or (len(key) >= BEGINS and key[:BEGINS] == other[:BEGINS])


def _is_doer(word: Word, ours: Clause, theirs: Clause) -> bool:
    """Say whether a word names who did what the claim only says to have been done."""
    return ours.agent is None and theirs.agent is not None and word in theirs.agent.heads


def _shown(clause: Clause) -> str:
    return clause.claim.anchor.exact


def _slice(clause: Clause, words: Sequence[Word]) -> str:
    """Return a clause from the first of some words to the last, all of it where that is long or there is none."""
    text = clause.claim.anchor.exact
    if not words:
        return text
    start, last = words[0].start - clause.claim.span.start, words[-1]
    found = text[start : last.start - clause.claim.span.start + len(last.text)]
    return found if found and len(found.split()) <= SHOWN else text


def _when(ours: Clause, theirs: Clause) -> Iterator[Veto]:
    if times_of(ours, theirs) == "apart":
        one, other = (", ".join(each.text for each in side.features.moments) for side in (ours, theirs))
        yield Veto(VetoKind.DATE, one, other) if one and other else Veto(VetoKind.SCOPE, _shown(ours), _shown(theirs))


def _tenses(ours: Clause, theirs: Clause) -> Iterator[Veto]:
    tenses = {ours.tense, theirs.tense}
    is_told_of_then = (
        tenses == {"past", "present"}
        and (ours.patient is None) == (theirs.patient is None)
        and is_settled(ours)
        and times_of(ours, theirs) == "equal"
    )
    if "unreal" in tenses or (len(tenses) > 1 and not is_told_of_then):
        yield Veto(VetoKind.COMMITMENT, ours.said, theirs.said)
