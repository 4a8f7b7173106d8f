"""Two texts held against each other: what they agree on, and what forbids to take one for the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes.figures import Match, match
from sourcier.assessment.vetoes.moments import can_agree
from sourcier.assessment.vetoes.names import codes_of, excludes, is_met, same
from sourcier.assessment.vetoes.records import Features, Figure, Moment, Said
from sourcier.assessment.vetoes.showing import both_sides
from sourcier.assessment.wording import say
from sourcier.core.findings import Signal
from sourcier.core.testimony import Veto, VetoKind

CLAUSES = 3
"""Predicates of a text that still is one statement."""
ALIKE = 0.6
"""Share of the words of two wordings from which they are laid side by side, word for word."""
MOST_REPLACED = 4
"""Words of a stretch that one wording has in the place of another."""


def vetoes(
    claim: Features, evidence: Features, *, beside: Features | None = None, is_mutual: bool = False
) -> tuple[Veto, ...]:
    """Return the differences that forbid to take one text as speaking of the other's matter in the same sense.

    What only one side has is no difference: a passage may leave out the date. A difference is a figure, time or name
    of the claim that the evidence lacks, where the evidence has another of the same sort in its place.

    Args:
        claim: The claim.
        evidence: The passage, or the claim that a fact-check reviews.
        beside: What stands beside the evidence (title, heading): what it names is not missing; it accuses nobody.
        is_mutual: Both texts must make the same claim: what the second says and the first lacks counts as well
            ("over 90 000" implies "over 70 000" and is another claim).
    """
    found = [
        *_numbers(claim, evidence, beside),
        *_dates(claim, evidence, beside),
        *_names(claim, evidence, beside),
        *_polarity(claim, evidence),
    ]
    told = {fold(word) for one in found if one.kind is not VetoKind.POLARITY for word in one.claim_side.split()}
    found += [
        one
        for one in _replaced(claim, evidence)
        if told.isdisjoint(map(fold, one.claim_side.split())) and not _is_named_alike(one, claim, evidence)
    ]
    if is_mutual:
        kinds = {one.kind for one in found}
        found += [
            Veto(one.kind, one.evidence_side, one.claim_side)
            for one in vetoes(evidence, claim)
            if one.kind not in kinds
        ]
    return tuple(dict.fromkeys(found))


def agreements(claim: Features, evidence: Features, *, beside: Features | None = None) -> tuple[Signal, ...]:
    """Return, for each figure, time and name of the claim, whether the evidence has it: 1 it does, 0 it does not.

    A figure that only the claim has is no veto, and no agreement either. The claim's predicates are given where the
    evidence has them in the same sense.
    """
    return tuple(_agreements(claim, evidence, beside))


def _agreements(claim: Features, evidence: Features, beside: Features | None) -> Iterator[Signal]:
    lang = claim.lang
    for figure in claim.figures:
        other = next((one for one in evidence.figures if _match(figure, one, claim, evidence) is Match.AGREE), None)
        yield _signal("number", figure.text, other.text if other else "", lang)
    for moment in claim.moments:
        met = next((one for one in _moments(evidence, beside) if can_agree(moment, one)), None)
        yield _signal("date", moment.text, met.text if met else "", lang)
    for name in claim.names:
        kind = name.kind.value
        held = next((one.text for one in evidence.names if same(name, one)), "")
        if not held and (is_met(name, evidence) or (beside is not None and is_met(name, beside))):
            held = name.text
        yield _signal(kind, name.text, held, lang)
    for said in claim.said:
        like = next((one for one in evidence.said if one.meaning == said.meaning), None)
        if like is not None and like.is_affirmed == said.is_affirmed:
            yield _signal("polarity", said.text, like.text, lang)


def _signal(name: str, claim_side: str, evidence_side: str, lang: str) -> Signal:
    detail = say(f"agrees_{name}" if evidence_side else f"lacks_{name}", "fr" if lang == "fr" else "en")
    return Signal(name, 1.0 if evidence_side else 0.0, detail, claim_side, evidence_side)


def _match(figure: Figure, other: Figure, claim: Features, evidence: Features) -> Match:
    return match(figure, other, is_lone=_is_lone(claim, evidence))


def _is_lone(claim: Features, evidence: Features) -> bool:
    """Say whether the texts are of two languages and each counts one thing."""
    counts = [[one for one in side.figures if one.unit == "count"] for side in (claim, evidence)]
    return claim.lang != evidence.lang and all(len(side) == 1 for side in counts)


def _numbers(claim: Features, evidence: Features, beside: Features | None) -> Iterator[Veto]:
    for figure in claim.figures:
        others = [*evidence.figures, *(beside.figures if beside else ())]
        matches = [(_match(figure, one, claim, evidence), one) for one in others]
        if any(found in {Match.AGREE, Match.NEAR} for found, _ in matches):
            continue
        differing = [one for found, one in matches if found is Match.DIFFER and one in evidence.figures]
        if differing:
            closest = max(differing, key=lambda one: (len(one.things & figure.things), -differing.index(one)))
            yield Veto(VetoKind.NUMBER, figure.text, closest.text)
    yield from _codes(claim, evidence)


def _codes(claim: Features, evidence: Features) -> Iterator[Veto]:
    """Yield names that differ in their number only: F-16 and F-35, G7 and G20."""
    ours, theirs = codes_of(claim.text), codes_of(evidence.text)
    for letters, numbers in ours.items():
        others = theirs.get(letters, set())
        if others and not numbers & others:
            yield Veto(VetoKind.NAME, f"{letters}{min(numbers)}", f"{letters}{min(others)}")


def _moments(evidence: Features, beside: Features | None) -> Sequence[Moment]:
    return (*evidence.moments, *(beside.moments if beside else ()))


def _dates(claim: Features, evidence: Features, beside: Features | None) -> Iterator[Veto]:
    others = _moments(evidence, beside)
    for moment in claim.moments:
        if moment.is_present or not evidence.moments or any(can_agree(moment, one) for one in others):
            continue
        yield Veto(VetoKind.DATE, moment.text, evidence.moments[0].text)


def _names(claim: Features, evidence: Features, beside: Features | None) -> Iterator[Veto]:
    is_open = evidence.has_open_pronoun and beside is None
    ours = [
        one for one in claim.names if not is_met(one, evidence) and not (beside is not None and is_met(one, beside))
    ]
    theirs = [one for one in evidence.names if not is_met(one, claim)]
    is_across = claim.lang != evidence.lang
    for name in ours:
        if is_open and name.kind is not VetoKind.PLACE:
            continue  # "he", "it" may be the one that the claim names
        other = next((one for one in theirs if excludes(name, one, is_across=is_across)), None)
        if other is not None:
            kind = VetoKind.PERSON if VetoKind.PERSON in {name.kind, other.kind} else name.kind
            yield Veto(kind, name.text, other.text)


def _polarity(claim: Features, evidence: Features) -> Iterator[Veto]:
    is_simple = max(len(claim.said), len(evidence.said)) <= 1
    for said in claim.said:
        others = [
            one for one in evidence.said if one.meaning == said.meaning and _is_of_same(said, one, is_simple=is_simple)
        ]
        if others and all(one.is_affirmed != said.is_affirmed for one in others):
            yield Veto(VetoKind.POLARITY, *both_sides(said, others[0], claim, evidence))
            return
    yield from _denied_main(claim, evidence)


def _is_of_same(said: Said, other: Said, *, is_simple: bool) -> bool:
    """Say whether two predicates can be of one subject or object; short texts leave no choice."""
    if is_simple or not said.about or not other.about or (said.is_main and other.is_main):
        return True
    return bool(said.about & other.about)


def _denied_main(claim: Features, evidence: Features) -> Iterator[Veto]:
    """Yield the main denial of one text where the other denies nothing, and both say the rest alike in other words."""
    ours, theirs = _main(claim), _main(evidence)
    if ours is None or theirs is None or ours.meaning == theirs.meaning:
        return
    if not (_is_verb(ours) or _is_verb(theirs)) or ours.is_affirmed == theirs.is_affirmed:
        return  # two meanings of the table with signs of their own tell nothing about each other
    if not any(all(one.is_affirmed or not _is_verb(one) for one in side.said) for side in (claim, evidence)):
        return
    if not (ours if not ours.is_affirmed else theirs).meaning.startswith((f"{claim.lang}:", f"{evidence.lang}:")):
        return
    if _say_the_rest_alike(claim, evidence):
        yield Veto(VetoKind.POLARITY, *both_sides(ours, theirs, claim, evidence))


def _is_verb(said: Said) -> bool:
    """Say whether a predicate is a plain verb: what the table does not know is affirmed unless a negation denies it."""
    return ":" in said.meaning


def _say_the_rest_alike(claim: Features, evidence: Features) -> bool:
    """Say whether two texts of one clause each share their names and figures, or most of their words."""
    if max(len(claim.said), len(evidence.said)) > CLAUSES:
        return False
    if claim.lang != evidence.lang:
        has_names = bool(claim.names) and bool(evidence.names)
        return not has_names or any(is_met(one, evidence) for one in claim.names)
    shared = claim.words & evidence.words
    return len(shared) >= ALIKE * min(len(claim.words), len(evidence.words))


def _main(features: Features) -> Said | None:
    return next((one for one in features.said if one.is_main), None)


def _replaced(claim: Features, evidence: Features) -> Iterator[Veto]:
    """Yield what stands in the place of a name or a figure where two texts word one sentence alike."""
    if claim.lang != evidence.lang:
        return
    ours, theirs = [fold(word) for word in claim.tokens], [fold(word) for word in evidence.tokens]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return
    for action, start, end, other_start, other_end in matcher.get_opcodes():
        if action != "replace" or max(end - start, other_end - other_start) > MOST_REPLACED:
            continue
        left, right = claim.tokens[start:end], evidence.tokens[other_start:other_end]
        if _figures(left) and _figures(right):
            if _figures(left) != _figures(right) and not _are_read(left, claim):
                yield Veto(VetoKind.NUMBER, " ".join(left), " ".join(right))
        elif _has_name(left, at_start=start == 0) and _has_name(right, at_start=other_start == 0):
            yield Veto(_kind(left, claim), " ".join(left), " ".join(right))


def _figures(words: Sequence[str]) -> set[str]:
    return {"".join(char for char in word if char.isdigit()) for word in words if any(map(str.isdigit, word))}


def _are_read(words: Sequence[str], text: Features) -> bool:
    """Say whether the figures were read as quantities or times, which know rounding and units."""
    read = " ".join((*(one.text for one in text.figures), *(one.text for one in text.moments)))
    return all(word in read for word in words if any(map(str.isdigit, word)))


def _has_name(words: Sequence[str], *, at_start: bool) -> bool:
    return any(word[:1].isupper() and len(word) > 2 for word in (words[1:] if at_start else words))


def _kind(words: Sequence[str], text: Features) -> VetoKind:
    folded = {fold(word) for word in words}
    return next((one.kind for one in text.names if folded & set(one.words)), VetoKind.NAME)


def _is_named_alike(veto: Veto, claim: Features, evidence: Features) -> bool:
    """Say whether words that replace each other belong to one name, or stand elsewhere in the other text."""
    if veto.kind is VetoKind.NUMBER:
        return False
    left, right = ({fold(word) for word in side.split()} for side in (veto.claim_side, veto.evidence_side))
    if all(word in evidence.words for word in left if word.isalpha()) or all(
        word in claim.words for word in right if word.isalpha()
    ):
        return True
    ours = [one for one in claim.names if left & set(one.words)]
    theirs = [one for one in evidence.names if right & set(one.words)]
    return any(same(one, other) for one in ours for other in theirs) or any(is_met(one, evidence) for one in ours)
