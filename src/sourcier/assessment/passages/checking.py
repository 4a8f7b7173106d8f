"""Look the claims that tables leave open up in a library, and say what its passages make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Protocol

from sourcier.assessment.passages.clauses import clause_of
from sourcier.assessment.passages.concluding import conclude, first_of
from sourcier.assessment.passages.contesting import contested_by
from sourcier.assessment.passages.framing import blames, framed
from sourcier.assessment.passages.naming import name_of, statement
from sourcier.assessment.passages.seeking import PassageLibrary, Sought, is_open, seek
from sourcier.assessment.passages.telling import ClaimFinder, told_in
from sourcier.assessment.passages.weighing import Sides, Weighed, unframed, weigh
from sourcier.assessment.vetoes import Features, features_of, features_of_claim
from sourcier.core.article import Article, Lang
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Verdict
from sourcier.core.ids import make_id
from sourcier.core.library import Document, Passage
from sourcier.core.testimony import PassageFinding
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer

__all__ = ["Checked", "Judge", "Judgement", "PassageLibrary", "check_passages"]

SHOWN = 3
"""Passages kept for one claim that decide nothing: near in words, about something else."""
NEAR = 0.5
"""Share of a claim's telling words from which a passage is read whatever the model makes of it."""


class Judgement(Protocol):
    """What a model says of a passage and a claim."""

    @property
    def verdict(self) -> Verdict:
        """Supported, refuted, or not enough evidence."""

    @property
    def scores(self) -> tuple[tuple[str, float], ...]:
        """Calibrated probabilities of the three."""


Judge = Callable[[Sequence[tuple[str, str]]], Sequence[Judgement]]
"""Takes pairs of passage and claim: `sourcier.assessment.entailment.judge`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the passages of a library make of an article's claims."""

    findings: tuple[PassageFinding, ...]
    """Those that decide, and those that a difference keeps from deciding; nearest first within a claim."""
    assessments: tuple[Assessment, ...]
    """One a claim, in the order given: the tables' where they decide or where passages do not."""


def check_passages(
    draft: Draft,
    claims: Sequence[Claim],
    assessments: Sequence[Assessment],
    library: PassageLibrary,
    *,
    judge: Judge,
    find: ClaimFinder,
    is_trusted: bool,
    gazetteer: Gazetteer,
    document: Callable[[str], Document | None] | None = None,
) -> Checked:
    """Look up every claim that the tables leave open.

    Args:
        draft: The article as read.
        claims: Its claims.
        assessments: What the tables made of them, in the same order.
        library: Where to look.
        judge: The model: it proposes, figures, times, names and negations may object.
        find: What finds the claims of a draft: passages are read as the article is.
        is_trusted: Whether a verdict may rest on what it proposes; else the passages are only shown.
        gazetteer: The one that the draft was read with, so that both sides link names alike.
        document: Returns a document by its id, for what stands around a passage that decides.
    """
    before = {one.claim_id: one for one in assessments}
    wanted = [claim for claim in claims if is_open(claim, before.get(claim.id))]
    sought = [one for one in seek(draft, claims, wanted, library, gazetteer) if one.passages]
    pairs = [(passage.text, one.words) for one in sought for passage in one.passages]
    told = iter(judge(pairs) if pairs else ())
    judged = [(one, passage, next(told)) for one in sought for passage in one.passages]
    taken = [one for one in judged if _is_worth_reading(*one)]
    features = _read([passage for _, passage, _ in taken], gazetteer)
    findings: dict[str, list[PassageFinding]] = {}
    against: dict[tuple[str, Verdict], list[PassageFinding]] = {}
    for one, passage, judgement in taken:
        whole = cache(partial(document or _unknown, passage.document_id))
        sides = replace(_sides(draft, one, passage, features, gazetteer, find), document=whole)
        weighed = weigh(sides, dict(judgement.scores), draft.article, gazetteer)
        if weighed.stance is not Verdict.NOT_ENOUGH_EVIDENCE:
            weighed = unframed(weighed, framed(passage, whole(), sides.ours.text, weighed.at), sides.ours.text)
        finding = _finding(draft.article, one, passage, judgement, weighed)
        findings.setdefault(one.claim.id, []).append(finding)
        for verdict in contested_by(sides, weighed, dict(judgement.scores), one.nearness[passage.id]):
            against.setdefault((one.claim.id, verdict), []).append(finding)
    blaming = {claim.id for claim in wanted if blames(claim.anchor.exact)}
    concluded = []
    for assessment in assessments:
        told_of = findings.get(assessment.claim_id, ())
        voices = {one.passage.origin for one in told_of if one.stance is not Verdict.NOT_ENOUGH_EVIDENCE}
        is_enough = assessment.claim_id not in blaming or len(voices) > 1
        concluded.append(
            conclude(
                assessment,
                told_of,
                draft.article.lang,
                is_trusted=is_trusted and is_enough,
                against={side: those for (claim, side), those in against.items() if claim == assessment.claim_id},
            )
        )
    cited = {each for assessment in concluded for each in assessment.finding_ids}
    kept = tuple(finding for those in findings.values() for finding in _kept(those, cited))
    return Checked(kept, tuple(concluded))


def _is_worth_reading(sought: Sought, passage: Passage, judgement: Judgement) -> bool:
    return judgement.verdict is not Verdict.NOT_ENOUGH_EVIDENCE or sought.nearness[passage.id] >= NEAR


def _unknown(document_id: str) -> Document | None:  # noqa: ARG001 (stands for a library without documents)
    return None


_Key = tuple[str, Lang, date | None]


def _read(passages: Sequence[Passage], gazetteer: Gazetteer) -> Mapping[_Key, Features]:
    """Return the features of passages and of what stands above them, read in batches of one language and day."""
    batches: dict[tuple[Lang, date | None], dict[str, None]] = {}
    for one in passages:
        batches.setdefault((one.lang, one.published), {}).update(dict.fromkeys((one.text, _above(one))))
    found: dict[_Key, Features] = {}
    for (lang, published), texts in batches.items():
        read = features_of(list(texts), lang, published, gazetteer=gazetteer)
        found |= {(text, lang, published): one for text, one in zip(texts, read, strict=True)}
    return found


def _above(passage: Passage) -> str:
    parts = dict.fromkeys(one.strip() for one in (passage.title, passage.heading) if one and one.strip())
    return ". ".join(parts)


def _sides(
    draft: Draft,
    sought: Sought,
    passage: Passage,
    features: Mapping[_Key, Features],
    gazetteer: Gazetteer,
    find: ClaimFinder,
) -> Sides:
    key = (passage.lang, passage.published)
    ours = features_of_claim(draft, sought.claim, gazetteer=gazetteer)
    return Sides(
        ours=ours,
        passage=passage,
        theirs=features[passage.text, *key],
        beside=features[_above(passage), *key],
        clause=clause_of(draft, sought.claim, ours),
        told=told_in(passage, gazetteer, find),
    )


def _finding(
    article: Article, sought: Sought, passage: Passage, judgement: Judgement, weighed: Weighed
) -> PassageFinding:
    others = [one for one in sought.copies.get(passage.origin, ()) if one.document_id != passage.document_id]
    return PassageFinding(
        id=make_id("pfd", sought.claim.id, passage.id),
        claim_id=sought.claim.id,
        passage=passage,
        stance=weighed.stance,
        scores=judgement.scores,
        clock=weighed.clock,
        statement=statement(passage, weighed.stance, weighed.signals, weighed.vetoes, article.lang),
        deciding=weighed.deciding,
        signals=weighed.signals,
        vetoes=weighed.vetoes,
        caveats=weighed.caveats,
        copies=len(others),
        copied_by=tuple(sorted({name_of(one) for one in others})),
    )


def _kept(findings: Sequence[PassageFinding], cited: AbstractSet[str]) -> Iterator[PassageFinding]:
    """Yield the findings that take a side, one an origin, and the first of those that a difference keeps from it.

    Args:
        findings: Of one claim.
        cited: Ids of findings on which an assessment rests: they are kept.
    """
    sides: dict[tuple[str, Verdict], list[PassageFinding]] = {}
    for one in findings:
        if one.stance is not Verdict.NOT_ENOUGH_EVIDENCE:
            sides.setdefault((one.passage.origin, one.stance), []).append(one)
    yield from (first_of(those) for those in sides.values())
    silent = [one for one in findings if one.stance is Verdict.NOT_ENOUGH_EVIDENCE]
    shown = [one for one in silent if one.vetoes][:SHOWN]
    yield from [one for one in silent if one in shown or one.id in cited]
