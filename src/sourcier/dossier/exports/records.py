"""What the tables list: claims with where they stand, and findings of every kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sourcier.core.claims import Claim, ClaimKind
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Assessment, Finding, Verdict
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.revisions import Revision
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding
from sourcier.dossier.errors import BadDossier
from sourcier.dossier.exports.decisions import hold
from sourcier.dossier.exports.standing import Found, Stood, stood
from sourcier.dossier.report.records import ClaimView, DossierView
from sourcier.dossier.report.verdicts import is_denied
from sourcier.dossier.report.views import view

FindingKind = Literal["table", "passage", "fact-check", "quotation", "added"]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimRecord(Stood):
    """One claim as it stands, with what the dossier has of it."""

    place: int
    """In reading order, parts behind what was split: the order of the report."""
    anchor: Anchor
    sentence: int | None
    """The number of its sentence in the ledger; None where it lies in none."""
    shown: ClaimView | None
    """As the report has it; None for a claim that a person added."""
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One finding, whatever it rests on."""

    id: str
    claim_id: str | None
    """None for a quotation outside every claim."""
    kind: FindingKind
    decides: bool
    """The program's verdict names it."""
    verdict: Verdict | None
    """What it alone says; None for what rates nothing."""
    finding: Finding | PassageFinding | FactCheckFinding | QuoteFinding | Revision


@dataclass(frozen=True, slots=True)
class Gathered:
    """A dossier and the decisions about it, in the records that the exports write."""

    dossier: Dossier
    revisions: tuple[Revision, ...]
    shown: DossierView
    claims: tuple[ClaimRecord, ...]
    """In reading order, those of people behind the others."""
    findings: tuple[FindingRecord, ...]
    """By claim in reading order: tables, passages, fact-checks, quotations, what people added."""
    with_reasons: bool = True
    """The reasons of those who decided are told."""

    def reason(self, one: Revision) -> str:
        """Return why somebody decided; empty where that is not told."""
        return one.reason if self.with_reasons else ""

    @property
    def numbers(self) -> Mapping[str, int | str]:
        """Numbers of the claims in the report, by their ids: figures, "A1" for an added claim, "12a" for a part."""
        return {one.id: one.shown.number if one.shown else one.number for one in self.claims}


def gather(dossier: Dossier, revisions: Sequence[Revision], *, with_reasons: bool = True) -> Gathered:
    """Return the records of a dossier, with the reasons of those who decided or without.

    Raises:
        BadDossier: A record is about a claim that is not there, or a claim about words that are not.
        StrayDecision: A decision is about something that the dossier lacks.
    """
    _hold_together(dossier)
    hold(dossier, revisions)
    shown = view(dossier)
    claims = tuple(sorted(_claims(shown, revisions), key=_place))
    found = tuple(_findings(dossier, revisions, claims))
    return Gathered(dossier, tuple(revisions), shown, claims, found, with_reasons)


def _hold_together(dossier: Dossier) -> None:
    known, length = {claim.id for claim in dossier.claims}, len(dossier.article.text)
    about: list[Finding | PassageFinding | FactCheckFinding] = [
        *dossier.findings,
        *dossier.passage_findings,
        *dossier.factcheck_findings,
    ]
    lost = next((one for one in about if one.claim_id not in known), None)
    if lost is not None:
        raise BadDossier(f"the finding {lost.id} is about {lost.claim_id}, and the dossier has no such claim")
    for claim in dossier.claims:
        if max(claim.span.end, claim.focus.end) > length:
            raise BadDossier(f"the claim {claim.id} lies outside the article's text")


def _place(claim: ClaimRecord) -> tuple[int, int, int]:
    return claim.shown.number if claim.shown else 1 << 30, claim.span.start, claim.span.end


def _claims(shown: DossierView, revisions: Sequence[Revision]) -> Iterable[ClaimRecord]:
    dossier = shown.dossier
    views = {one.claim.id: one for one in shown.claims}
    assessments = {one.claim_id: one for one in dossier.assessments}
    numbers = {one.id: number for number, one in enumerate(dossier.sentences, start=1)}
    for place, one in enumerate(stood(found_claims(shown), revisions)):
        laid, assessment = views.get(one.id), assessments.get(one.id)
        within = (number for number, each in enumerate(dossier.sentences, start=1) if each.span.overlaps(one.span))
        yield ClaimRecord(
            **{each.name: getattr(one, each.name) for each in dataclasses.fields(Stood)},
            place=place,
            anchor=laid.claim.anchor if laid else Anchor.at(one.span, dossier.article.text),
            sentence=numbers.get(laid.claim.sentence_id) if laid else next(within, None),
            shown=laid,
            assessment=assessment if laid else None,
        )


def found_claims(shown: DossierView) -> Iterable[Found]:
    """Return the program's claims in the order of their numbers, with its verdicts."""
    verdicts = {one.claim_id: one.verdict for one in shown.dossier.assessments}
    return (
        Found(one.claim.id, one.claim.span, verdicts.get(one.claim.id), is_denied(one.claim)) for one in shown.claims
    )


def _findings(
    dossier: Dossier, revisions: Sequence[Revision], claims: Sequence[ClaimRecord]
) -> Iterable[FindingRecord]:
    read = [claim.shown.claim for claim in claims if claim.shown is not None]
    found = [
        *found_in(dossier, read),
        *(
            FindingRecord(r.id, r.claim_id, "added", False, r.evidence.stance, r)
            for r in revisions
            if r.evidence is not None
        ),
    ]
    order = {claim.id: number for number, claim in enumerate(claims)}
    return sorted(found, key=lambda one: order.get(one.claim_id or "", len(order)))


def found_in(dossier: Dossier, claims: Sequence[Claim]) -> list[FindingRecord]:
    """Return the findings of a dossier: tables, passages, fact-checks, quotations.

    Args:
        dossier: The dossier.
        claims: Its claims in reading order: of two that a quotation belongs to alike, it goes to the first.
    """
    named = {id_: one.claim_id for one in reversed(dossier.assessments) for id_ in one.finding_ids}
    return [
        *(FindingRecord(f.id, f.claim_id, "table", f.id in named, f.verdict, f) for f in dossier.findings),
        *(FindingRecord(f.id, f.claim_id, "passage", f.id in named, f.stance, f) for f in dossier.passage_findings),
        *(FindingRecord(f.id, f.claim_id, "fact-check", False, f.rated, f) for f in dossier.factcheck_findings),
        *(
            FindingRecord(f.id, named.get(f.id) or _around(f.quote, claims), "quotation", f.id in named, f.verdict, f)
            for f in dossier.quote_findings
        ),
    ]


def _around(quote: Span, claims: Sequence[Claim]) -> str | None:
    """Return the claim that a quotation belongs to: that somebody said it, else the longest that shares its words."""
    near = [one for one in claims if one.span.overlaps(quote)]
    said = [one for one in near if one.kind is ClaimKind.QUOTE]
    return max(said or near, key=lambda one: len(one.span)).id if near else None


_Found = TypeVar("_Found", Quantity, TimeInterval)


def reading_order(found: Iterable[_Found]) -> list[_Found]:
    """Return figures or times of an article in reading order, each once."""
    return sorted(dict.fromkeys(found), key=lambda one: (one.span, one.text))
