"""The claims of an article, sentence by sentence, each with what the packs say of it or why they say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sourcier.assessment import checking
from sourcier.assessment.canonical import stretch_of
from sourcier.assessment.checking import read_sentence, run
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.magnitudes import of_one_thing
from sourcier.assessment.measures import measures_of
from sourcier.assessment.nearness import nearness_of, with_nearness
from sourcier.assessment.orders import with_orders
from sourcier.assessment.pronouns import with_pronouns
from sourcier.assessment.scope import scope_of
from sourcier.assessment.tables import tables_of
from sourcier.assessment.unread import whole
from sourcier.assessment.verdicts import conclude, no_verdict
from sourcier.assessment.wording import say
from sourcier.core.claims import Claim
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Assessment, Finding, Verdict, WhyNone
from sourcier.core.spans import Span
from sourcier.evidence.encoding import Encoder
from sourcier.evidence.packs import Packs
from sourcier.text.draft import Draft


def assess(
    draft: Draft,
    claims: Sequence[Claim],
    packs: Packs,
    *,
    explain: bool = False,
    encoder: Encoder | None = None,
    failed: list[tuple[Claim, Exception]] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Assessment, ...]]:
    """Check every claim against the packs.

    Args:
        draft: The article as read.
        claims: Its claims.
        packs: The only knowledge used.
        explain: Keep in each assessment what was considered and rejected, with the reasons.
        encoder: Where given with `explain`, shows for a claim without a table those that are near it in meaning.
        failed: Takes the claims of a sentence over which the program itself trips, and the error, which does not
            then lose the others; None to have it raised.

    Returns:
        All findings, and one assessment a claim, in the order of the claims.
    """
    tables = tables_of(packs)
    draft = with_pronouns(draft, tables)
    spans = {sentence.id: stretch_of(draft, sentence.span) for sentence in draft.sentences}
    findings: dict[str, Finding] = {}
    found: dict[str, Assessment] = {}
    for sentence_id, group in groupby(claims, key=lambda claim: claim.sentence_id):
        same = list(group)
        desks = {claim.id: Desk(draft, tables, measures_of(tables)) for claim in same}
        try:
            parts = _read_whole(same, desks, spans.get(sentence_id))
            found.update((claim.id, _told(claim, parts[claim.id], desks[claim.id], explain, encoder)) for claim in same)
        except (SourcierError, MemoryError):
            raise
        except Exception as error:
            if failed is None:
                raise
            failed.extend((claim, error) for claim in same)
            lost = say("failed", draft.article.lang)
            found.update((claim.id, Assessment(claim.id, None, WhyNone.NO_TABLE, lost)) for claim in same)
            continue
        findings.update((one.id, one) for claim in same for part in parts[claim.id] for one in part.findings)
    return tuple(findings.values()), tuple(found[claim.id] for claim in claims)


def _read_whole(claims: Sequence[Claim], desks: dict[str, Desk], span: Span | None) -> dict[str, list[Part]]:
    """Return the parts of each claim of a sentence; of one borne out, only what nothing in it left unread.

    A figure too far from the table's decides nothing.
    """
    parts = read_sentence(claims, desks, span)
    if span is not None and any(part.findings for some in parts.values() for part in some):
        first = desks[claims[0].id]
        parts = with_orders(scope_of(first.draft, claims[0], first.tables, span=span), claims, desks, parts)
    for claim in claims:
        desk = desks[claim.id]
        if not parts[claim.id]:
            continue
        scope = scope_of(desk.draft, claim, desk.tables)
        parts[claim.id] = of_one_thing(scope, desk, parts[claim.id])
        if any(part.verdict is Verdict.SUPPORTED for part in parts[claim.id]):
            parts[claim.id] = whole(scope, desk, parts[claim.id], lambda scope, desk: run(scope, desk, checking.STEPS))
    return parts


def _told(claim: Claim, parts: list[Part], desk: Desk, explain: bool, encoder: Encoder | None) -> Assessment:
    """Return what the parts of a claim say of it, or why nothing does."""
    assessment = None if parts else no_verdict(claim, desk)
    if explain and encoder is not None and not parts and assessment is None:
        near = nearness_of(desk.measures, encoder)
        desk.rejected[:] = with_nearness(desk.rejected, scope_of(desk.draft, claim, desk.tables), near)
    return assessment or conclude(claim, parts, desk, explain=explain)
