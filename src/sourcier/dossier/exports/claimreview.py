"""ClaimReview (schema.org) of the claims that a person has decided. What the program says alone is never published."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.claims import Claim, Commitment, Source
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
from sourcier.dossier.exports.deciding import verdict_told
from sourcier.dossier.exports.errors import NoReviewPage
from sourcier.dossier.exports.jsonld import Node, dumped, filled
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.own_subject import names_its_subject
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import one_line

SCALE = {Verdict.REFUTED: 1, Verdict.CONFLICTING: 2, Verdict.SUPPORTED: 3}
"""The verdicts that are published, as numbers, worst to best. "Not enough evidence" is none: who says only that nobody
knows would spread what was said."""

_ORGANISATIONS = frozenset({"organisation", "institution", "state", "party", "media"})


def reviews(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return a JSON array of reviews; an empty one where no person has signed a verdict that settles a claim.

    Raises:
        NoReviewPage: There are reviews, and `labels.page` is no http(s) address of a page that could carry them.
    """
    gathered = gather(dossier, revisions)
    decided = [claim for claim in gathered.claims if _is_published(claim, dossier)]
    page = safe_url(labels.page)
    if decided and page is None:
        raise NoReviewPage(
            "a ClaimReview needs the http(s) address of the page that carries it; give it with --page", page=labels.page
        )
    return dumped([_review(claim, gathered, labels, (page or "").split("#")[0]) for claim in decided])


def note(dossier: Dossier, revisions: Sequence[Revision]) -> str:
    """Return how many claims have no review, and why."""
    claims = gather(dossier, revisions).claims
    disputed = sum(claim.is_disputed for claim in claims)
    out = sum(claim.is_out and not claim.is_disputed for claim in claims)
    undecided = sum(claim.standing.last is None for claim in claims)
    settled = [claim for claim in claims if claim.standing.last and not claim.is_out and not claim.is_disputed]
    published = sum(_is_published(claim, dossier) for claim in settled)
    unknown = sum(claim.standing.verdict not in SCALE for claim in settled)
    told = f"{unknown} signed with not enough evidence, " if unknown else ""
    if nameless := len(settled) - published - unknown:
        told += f"{nameless} of which the words do not say what they are about, "
    if not settled and not disputed and not out:
        return "no review: no person has confirmed or changed a verdict, and the program's own are never published"
    return (
        f"{published} reviews; without one: {undecided} claims that no person has decided, {told}{out} withheld, "
        f"dismissed or split, {disputed} on which two decisions differ"
    )


def _is_published(claim: ClaimRecord, dossier: Dossier) -> bool:
    """Say whether a person has signed a verdict that settles a claim, and its words name what they are about."""
    last = claim.standing.last
    if last is None or last.action not in {Action.CONFIRM, Action.CHANGE} or claim.is_disputed:
        return False
    return claim.standing.verdict in SCALE and (not _is_cut(claim, dossier) or names_its_subject(claim.span, dossier))


def _is_cut(claim: ClaimRecord, dossier: Dossier) -> bool:
    """Say whether a person cut the words out of a claim, or out of the middle of a sentence."""
    starts = {one.span.start for one in dossier.sentences}
    return claim.part_of is not None or (claim.shown is None and claim.span.start not in starts)


def _review(record: ClaimRecord, gathered: Gathered, labels: Labels, page: str) -> Node:
    dossier, last = gathered.dossier, record.standing.last
    assert last is not None
    author: Node = (
        {"@type": "Organization", "name": labels.newsroom}
        if labels.newsroom
        else {"@type": "Person", "name": one_line(last.author)}
    )
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"{page}#{record.id}",
            "datePublished": last.at.date().isoformat(),
            "inLanguage": dossier.article.lang,
            "author": author,
            "claimReviewed": one_line(record.span.of(dossier.article.text)),
            "itemReviewed": _claim(record, dossier),
            "reviewRating": _rating(last, dossier),
        }
    )


def _rating(last: Revision, dossier: Dossier) -> Node:
    verdict = last.verdict
    assert verdict is not None
    told = verdict_told(last, dossier.article.lang)
    if not last.rating:
        told = told[:1].upper() + told[1:]
    return {
        "@type": "Rating",
        "alternateName": told,
        "ratingValue": SCALE[verdict],
        "worstRating": min(SCALE.values()),
        "bestRating": max(SCALE.values()),
    }


def _claim(record: ClaimRecord, dossier: Dossier) -> Node:
    article = dossier.article
    sentence = dossier.sentences[record.sentence - 1].span.of(article.text) if record.sentence else ""
    is_own = record.shown is None or _is_asserted(record.shown.claim)
    return filled(
        {
            "@type": "Claim",
            "text": one_line(sentence),
            "author": _authors(dossier) if is_own else _claimant(record.shown.claim if record.shown else None, dossier),
            "datePublished": article.published.isoformat() if article.published and is_own else None,
            "appearance": filled(
                {
                    "@type": "CreativeWork",
                    "url": safe_url(article.url),
                    "headline": one_line(article.title or ""),
                    "datePublished": article.published.isoformat() if article.published else None,
                    "author": _authors(dossier),
                    "publisher": _organisation(article.publisher),
                }
            ),
        }
    )


def _is_asserted(claim: Claim) -> bool:
    """Say whether a claim is its article's own: not one that it rejects."""
    return claim.source.kind == "author" and claim.commitment is not Commitment.DENIES


def _authors(dossier: Dossier) -> Node | Sequence[Node] | None:
    people: list[Node] = [
        {"@type": "Person", "name": one_line(name)} for name in dossier.article.byline if name.strip()
    ]
    if len(people) > 1:
        return people
    return people[0] if people else _organisation(dossier.article.publisher)


def _organisation(name: str | None) -> Node | None:
    return {"@type": "Organization", "name": one_line(name)} if name and name.strip() else None


def _claimant(claim: Claim | None, dossier: Dossier) -> Node | None:
    """Return who is made to say a claim; nobody where it is denied, or no person can be told from an organisation."""
    if claim is None or claim.source.kind != "named" or claim.is_contradicted:
        return None
    kind = _kind(claim.source, dossier)
    if kind == "person":
        return {"@type": "Person", "name": one_line(claim.source.name)}
    return _organisation(claim.source.name) if kind in _ORGANISATIONS else None


def _kind(source: Source, dossier: Dossier) -> str:
    known = {entity.id: entity.kind for entity in dossier.entities}
    if source.entity_id in known:
        return known[source.entity_id or ""]
    inside = [one for one in dossier.mentions if source.span is not None and source.span.overlaps(one.span)]
    return inside[0].kind if inside else ""
