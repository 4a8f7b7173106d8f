"""What the texts of a library say of an article: quotations looked up, passages weighed, earlier fact-checks met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from sourcier.assessment.entailment import judging
from sourcier.assessment.factchecks import check_factchecks
from sourcier.assessment.passages import Judge, check_passages
from sourcier.assessment.quoting import check_quotes, is_cut, verdict_of_saying, why_unsought
from sourcier.assessment.wording import sentence
from sourcier.claims import find_claims
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Caveat, Verdict, WhyNone
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding
from sourcier.dossier.issues import JUDGE
from sourcier.evidence.library import Library
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Testimony:
    """The findings of a library, and the assessments as they stand after them."""

    passages: tuple[PassageFinding, ...]
    factchecks: tuple[FactCheckFinding, ...]
    quotes: tuple[QuoteFinding, ...]
    assessments: tuple[Assessment, ...]
    models: tuple[tuple[str, str], ...]
    """Name and digest of the model that judged; empty where it is not installed."""


def testify(
    draft: Draft,
    claims: Sequence[Claim],
    assessments: Sequence[Assessment],
    library: Library,
    gazetteer: Gazetteer,
    tell: Callable[[str], None],
) -> Testimony:
    """Return what a library says of an article.

    Tables come first: what they decide stays as it is. Ratings of earlier fact-checks are shown and decide nothing.

    Args:
        draft: The article as read.
        claims: Its claims.
        assessments: What the tables made of them, in the same order.
        library: Where to look.
        gazetteer: The one that the draft was read with.
        tell: Told the name of each step as it starts.
    """
    tell("looking up quotations")
    quotes = check_quotes(draft, claims, library, gazetteer=gazetteer)
    said = tuple(_with_saying(draft, claim, one, quotes) for claim, one in zip(claims, assessments, strict=True))
    tell("looking up fact-checks")
    factchecks = check_factchecks(draft, claims, library, gazetteer=gazetteer)
    if not is_judge_installed():
        return Testimony((), factchecks, quotes, said, ())
    tell("looking up passages")
    judge: Judge = judging.judge
    checked = check_passages(
        draft,
        claims,
        said,
        library,
        judge=judge,
        find=find_claims,
        is_trusted=judging.IS_TRUSTED,
        gazetteer=gazetteer,
        document=library.document,
    )
    return Testimony(checked.findings, factchecks, quotes, checked.assessments, judges())


def judges() -> tuple[tuple[str, str], ...]:
    """Return the model that judges passages, as a run records it: its name and digest; nothing where there is none."""
    return ((JUDGE, judging.digest()[:12]),) if is_judge_installed() else ()


def is_judge_installed() -> bool:
    """Say whether the weights of the model that judges passages came with the program."""
    return (resources.files(judging.__package__) / "model.onnx").is_file()


def _with_saying(draft: Draft, claim: Claim, before: Assessment, quotes: Sequence[QuoteFinding]) -> Assessment:
    """Return the assessment of the claim that somebody said so, with what became of its quotations in the library."""
    if before.why_none is not WhyNone.QUOTE:
        return before
    own = [one for one in quotes if claim.span.overlaps(one.quote)]
    told = " ".join(dict.fromkeys(sentence(one.statement) for one in own))
    found = replace(before, justification=told or why_unsought(claim, draft), finding_ids=tuple(one.id for one in own))
    verdict = verdict_of_saying(claim, quotes)
    if verdict is None:
        return found
    then = verdict_of_saying(claim, quotes, clock="publication")
    cut = (Caveat.CUT_QUOTATION,) if is_cut(claim, quotes) else ()
    later = (Caveat.ONLY_KNOWN_LATER,) if then is None and _are_dated(own) else ()
    return replace(
        found,
        verdict=verdict,
        why_none=None,
        caveats=(*cut, *later),
        at_publication=then or Verdict.NOT_ENOUGH_EVIDENCE,
    )


def _are_dated(findings: Sequence[QuoteFinding]) -> bool:
    return all(one.passage is not None and one.passage.published is not None for one in findings)
