"""From the findings of passages to the verdict on a claim: an origin counts once, a party never alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sourcier.assessment.passages.naming import contested_by, counted, gone_back, shown_names, told_apart
from sourcier.assessment.wording import say, sentence
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Caveat, Verdict
from sourcier.core.testimony import PassageFinding

SURE = 0.5
"""Probability from which one origin's refutation is enough; below, two must agree."""


def conclude(
    before: Assessment,
    findings: Sequence[PassageFinding],
    lang: Lang,
    *,
    is_trusted: bool,
    against: Mapping[Verdict, Sequence[PassageFinding]] = MappingProxyType({}),
) -> Assessment:
    """Return the assessment of a claim whose passages were weighed; the one before where they decide nothing.

    Args:
        before: What the tables made of it.
        findings: Of this claim's passages, nearest first.
        lang: Of the article.
        is_trusted: Whether a verdict may rest on the model that judged them.
        against: Those that take no side and speak against a verdict all the same, by verdict: it is withheld for them.
    """
    verdict, telling = settle(findings)
    if verdict is None:
        return before
    if not is_trusted and verdict is not Verdict.NOT_ENOUGH_EVIDENCE:
        return _to_be_read(before, telling, lang)
    if others := _of_others(against.get(verdict, ()), telling):
        return _contested(before, telling, others, lang)
    then, _ = settle([one for one in findings if one.clock == "publication"])
    caveats = list(dict.fromkeys(caveat for one in telling for caveat in one.caveats))
    if Caveat.ONLY_KNOWN_LATER in caveats and any(Caveat.ONLY_KNOWN_LATER not in one.caveats for one in telling):
        caveats.remove(Caveat.ONLY_KNOWN_LATER)
    if len({one.passage.origin for one in telling}) == 1:
        caveats.append(Caveat.SINGLE_SOURCE)
    words = [telling[0].statement]
    if verdict is Verdict.CONFLICTING:
        words = [_first(telling, Verdict.SUPPORTED).statement, _first(telling, Verdict.REFUTED).statement]
        words += told_apart(telling, lang)
    elif verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        is_party = all(Caveat.INTERESTED_SOURCE in one.caveats for one in telling)
        words.append(say("passages_interested" if is_party else "passages_unsure", lang))
    elif len(telling) > 1:
        words.append(say("passages_counted", lang, counted=counted(telling, lang), names=shown_names(telling, lang)))
    if verdict in {Verdict.SUPPORTED, Verdict.REFUTED}:
        words += gone_back(findings, telling, lang)
    return Assessment(
        claim_id=before.claim_id,
        verdict=verdict,
        why_none=None,
        justification=" ".join(sentence(one) for one in words),
        finding_ids=tuple(one.id for one in telling),
        caveats=tuple(caveats),
        at_publication=then or Verdict.NOT_ENOUGH_EVIDENCE,
        considered=before.considered,
    )


def _of_others(against: Sequence[PassageFinding], telling: Sequence[PassageFinding]) -> list[PassageFinding]:
    """Return the findings that are of other documents than those that take a side, or correct one of them."""
    own = {one.passage.document_id for one in telling}
    return [one for one in against if one.passage.document_id not in own]


def _contested(
    before: Assessment, telling: Sequence[PassageFinding], against: Sequence[PassageFinding], lang: Lang
) -> Assessment:
    """Return the assessment that shows what speaks for a claim and what speaks against it, and leaves it open."""
    words = [telling[0].statement, contested_by(against[0].passage, lang)]
    return Assessment(
        claim_id=before.claim_id,
        verdict=Verdict.NOT_ENOUGH_EVIDENCE,
        why_none=None,
        justification=" ".join(sentence(one) for one in words),
        finding_ids=tuple(one.id for one in (*telling, *against)),
        at_publication=Verdict.NOT_ENOUGH_EVIDENCE,
        considered=before.considered,
    )


def _to_be_read(before: Assessment, telling: Sequence[PassageFinding], lang: Lang) -> Assessment:
    """Return the assessment that only shows the passages which take a side, the first of each side by name."""
    sides = {one.stance: one.statement for one in reversed(telling)}
    words = [*(sides[stance] for stance in sorted(sides, reverse=True)), say("passages_to_read", lang)]
    return Assessment(
        claim_id=before.claim_id,
        verdict=Verdict.NOT_ENOUGH_EVIDENCE,
        why_none=None,
        justification=" ".join(sentence(one) for one in words),
        finding_ids=tuple(one.id for one in telling),
        at_publication=Verdict.NOT_ENOUGH_EVIDENCE,
        considered=before.considered,
    )


def settle(findings: Iterable[PassageFinding]) -> tuple[Verdict | None, list[PassageFinding]]:
    """Return what some findings say together and those that say it, one an origin; None where they say nothing.

    A document of two minds says nothing; two versions of one text that disagree are a conflict, whatever others say.
    Parties to the matter decide nothing by themselves, nor does one origin against a claim of which the model is not
    sure.
    """
    by_origin: dict[str, list[PassageFinding]] = {}
    for one in _of_one_mind(findings):
        by_origin.setdefault(one.passage.origin, []).append(one)
    revised = next((those for those in by_origin.values() if len({one.stance for one in those}) > 1), None)
    if revised is not None:
        return Verdict.CONFLICTING, [_earliest(revised, Verdict.SUPPORTED), _earliest(revised, Verdict.REFUTED)]
    one_each = [first_of(those) for those in by_origin.values()]
    fair = _in_force([one for one in one_each if Caveat.INTERESTED_SOURCE not in one.caveats])
    supporting = [one for one in fair if one.stance is Verdict.SUPPORTED]
    refuting = [one for one in fair if one.stance is Verdict.REFUTED]
    if len(refuting) == 1 and not supporting and dict(refuting[0].scores).get("refuted", 0.0) < SURE:
        return Verdict.NOT_ENOUGH_EVIDENCE, refuting
    if supporting and refuting:
        return Verdict.CONFLICTING, [*supporting, *refuting]
    if supporting or refuting:
        return (Verdict.SUPPORTED, supporting) if supporting else (Verdict.REFUTED, refuting)
    return (Verdict.NOT_ENOUGH_EVIDENCE, one_each) if one_each else (None, [])


def _of_one_mind(findings: Iterable[PassageFinding]) -> list[PassageFinding]:
    """Return the findings that take a side, those of documents that take both left out."""
    taken = [one for one in findings if one.stance is not Verdict.NOT_ENOUGH_EVIDENCE]
    sides: dict[str, set[Verdict]] = {}
    for one in taken:
        sides.setdefault(one.passage.document_id, set()).add(one.stance)
    return [one for one in taken if len(sides[one.passage.document_id]) == 1]


def _earliest(findings: Sequence[PassageFinding], stance: Verdict) -> PassageFinding:
    return first_of([one for one in findings if one.stance is stance])


def _in_force(findings: Sequence[PassageFinding]) -> list[PassageFinding]:
    """Return some findings without those that their own publisher has gone back on since: the first count of a toll."""
    last: dict[str, date] = {}
    for one in findings:
        name = one.passage.publisher or one.id
        last[name] = max(last.get(name, date.min), one.passage.published or date.min)
    sides = {name: {one.stance for one in findings if (one.passage.publisher or one.id) == name} for name in last}
    return [
        one
        for one in findings
        if len(sides[name := one.passage.publisher or one.id]) == 1 or (one.passage.published or date.min) == last[name]
    ]


def first_of(copies: Sequence[PassageFinding]) -> PassageFinding:
    """Return the earliest of some findings of one origin; those without a date last, of equals the nearest."""
    return min(copies, key=lambda one: one.passage.published or date.max)


def _first(findings: Sequence[PassageFinding], stance: Verdict) -> PassageFinding:
    return next(one for one in findings if one.stance is stance)
