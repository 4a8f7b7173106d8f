"""The JSON of the article's pages: one model a page, described in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from sourcier.app.desk.store.versions import Version
from sourcier.app.desk.web.addresses import dossier_path
from sourcier.app.desk.web.answers import Answer
from sourcier.app.desk.web.editions import Edition, LaidSentence
from sourcier.app.desk.web.overlay import Overlay, Subject
from sourcier.app.desk.web.story import Filter
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Assessment, Finding, Verdict
from sourcier.core.revisions import Revision, State
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding


class ClaimLine(Answer):
    """A claim, and where it stands."""

    id: str
    number: str = Field(description='As the page has it: "12", "A1" for one that a person added, "12a" for a part.')
    path: str
    words: str
    start: int = Field(description="In code points of the article's text.")
    end: int
    kind: str | None = Field(description="None where a person added it.")
    speaker: str | None
    program: Verdict | None = Field(description="The program's verdict.")
    verdict: Verdict | None = Field(description="The one that counts: a person's before the program's.")
    rating: str | None = Field(description="The newsroom's word for it.")
    state: State
    is_disputed: bool = Field(description="Two decisions differ, the second taken without sight of the first.")
    part_of: str | None
    seen: str | None = Field(description="Id of the last decision: goes back with the next one.")

    @classmethod
    def of(cls, one: Subject) -> ClaimLine:
        """Return a claim as JSON has it."""
        return cls(
            id=one.id,
            number=one.number,
            path=one.path,
            words=one.words,
            start=one.span.start,
            end=one.span.end,
            kind=one.kind or None,
            speaker=one.laid.speaker if one.laid else None,
            program=one.laid.verdict if one.laid else None,
            verdict=one.verdict,
            rating=one.standing.rating,
            state=one.state,
            is_disputed=one.is_disputed,
            part_of=one.part_of,
            seen=one.seen or None,
        )


class SentenceAnswer(Answer):
    """One sentence of the article."""

    number: int
    start: int
    end: int
    words: str
    claim_ids: tuple[str, ...]
    reason: str | None = Field(description="Why it carries no claim.")

    @classmethod
    def of(cls, one: LaidSentence) -> SentenceAnswer:
        """Return a sentence as JSON has it."""
        return cls(
            number=one.number,
            start=one.span.start,
            end=one.span.end,
            words=one.words,
            claim_ids=one.claim_ids,
            reason=one.slug or None,
        )


class VersionAnswer(Answer):
    """Another version of an article."""

    article_id: str
    path: str
    title: str | None
    published: date | None
    added_at: datetime = Field(description="When it first came.")
    is_newer: bool = Field(description="By the days of publication where these differ, else by when they came.")
    decided: int

    @classmethod
    def of(cls, one: Version) -> VersionAnswer:
        """Return a version as JSON has it."""
        return cls(
            article_id=one.article_id,
            path=dossier_path(one.article_id),
            title=one.title,
            published=one.published,
            added_at=one.added_at,
            is_newer=one.is_newer,
            decided=one.decided,
        )


class ArticleAnswer(Answer):
    """An article with its claims as they stand."""

    article_id: str
    edition: str
    path: str
    title: str
    language: Lang
    publisher: str | None
    published: date | None
    url: str | None
    coverage: str
    issues: tuple[str, ...]
    verdicts: dict[str, int]
    decided: int
    disputed: int
    claims: tuple[ClaimLine, ...] = Field(description="In reading order; those that the filter keeps.")
    sentences: tuple[SentenceAnswer, ...]
    versions: tuple[VersionAnswer, ...] = Field(description="Others of the same article, the oldest first.")


class ClaimAnswer(Answer):
    """One claim: what it rests on, and what was decided."""

    standing: ClaimLine
    claim: Claim | None = Field(description="None where a person added it, as for what follows.")
    assessment: Assessment | None
    findings: tuple[Finding, ...]
    passages: tuple[PassageFinding, ...]
    factchecks: tuple[FactCheckFinding, ...]
    quotes: tuple[QuoteFinding, ...]
    decisions: tuple[Revision, ...]


class HistoryAnswer(Answer):
    """Everything that was decided about an article."""

    article_id: str
    decisions: tuple[Revision, ...] = Field(description="In the order of saving.")


class WholeAnswer(Answer):
    """The whole dossier, and everything that was decided about it."""

    dossier: Dossier
    decisions: tuple[Revision, ...]


def article_answer(edition: Edition, overlay: Overlay, wanted: Filter, versions: Sequence[Version]) -> ArticleAnswer:
    """Return an article as JSON has it."""
    article = edition.article
    return ArticleAnswer(
        article_id=article.id,
        edition=edition.id,
        path=dossier_path(article.id),
        title=edition.title,
        language=article.lang,
        publisher=article.publisher,
        published=article.published,
        url=edition.url,
        coverage=edition.coverage,
        issues=edition.issues,
        verdicts=dict(overlay.counts()),
        decided=overlay.decided,
        disputed=overlay.disputed,
        claims=tuple(ClaimLine.of(one) for one in overlay.subjects if wanted.keeps(one)),
        sentences=tuple(SentenceAnswer.of(one) for one in edition.sentences),
        versions=tuple(VersionAnswer.of(one) for one in versions),
    )


def claim_answer(dossier: Dossier, one: Subject) -> ClaimAnswer:
    """Return one claim as JSON has it."""
    assessment = next((found for found in dossier.assessments if found.claim_id == one.id), None)
    named = set(assessment.finding_ids) if assessment else set()
    return ClaimAnswer(
        standing=ClaimLine.of(one),
        claim=next((claim for claim in dossier.claims if claim.id == one.id), None),
        assessment=assessment,
        findings=tuple(found for found in dossier.findings if found.claim_id == one.id),
        passages=tuple(found for found in dossier.passage_findings if found.claim_id == one.id),
        factchecks=tuple(found for found in dossier.factcheck_findings if found.claim_id == one.id),
        quotes=tuple(
            found
            for found in dossier.quote_findings
            if found.id in named or (one.laid and found.quote.overlaps(one.span))
        ),
        decisions=one.revisions,
    )
