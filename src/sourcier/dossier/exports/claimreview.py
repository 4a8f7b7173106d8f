"""ClaimReview (schema.org) of the claims that a person has decided. What the program says alone is never published."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.claims import Claim, Source
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
from sourcier.dossier.exports.deciding import verdict_told
from sourcier.dossier.exports.errors import NoReviewPage
from sourcier.dossier.exports.jsonld import Node, dumped, filled
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import one_line

SCALE = {Verdict.REFUTED: 1, Verdict.CONFLICTING: 2, Verdict.SUPPORTED: 3}
"""Verdicts as numbers, worst to best. "Not enough evidence" is no place between them: it has words only."""

_ORGANISATIONS = frozenset({"organisation", "institution", "state", "party", "media"})


def reviews(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return a JSON array of reviews; an empty one where no person has confirmed or changed a verdict.

    Raises:
        NoReviewPage: There are reviews, and `labels.page` is no http(s) address of a page that could carry them.
    """
    gathered = gather(dossier, revisions)
    decided = [claim for claim in gathered.claims if _is_published(claim)]
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
    published = sum(_is_published(claim) for claim in claims)
    if not published and not disputed and not out:
        return "no review: no person has confirmed or changed a verdict, and the program's own are never published"
    return (
        f"{published} reviews; without one: {undecided} claims that no person has decided, {out} withheld, dismissed "
        f"or split, {disputed} on which two decisions differ"
    )


def _is_published(claim: ClaimRecord) -> bool:
    last = claim.standing.last
    return last is not None and last.action in {Action.CONFIRM, Action.CHANGE} and not claim.is_disputed


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
    rating: dict[str, str | int] = {"@type": "Rating", "alternateName": told}
    if verdict in SCALE:
        rating |= {
            "ratingValue": SCALE[verdict],
            "worstRating": min(SCALE.values()),
            "bestRating": max(SCALE.values()),
        }
    return rating


def _claim(record: ClaimRecord, dossier: Dossier) -> Node:
    article = dossier.article
    sentence = dossier.sentences[record.sentence - 1].span.of(article.text) if record.sentence else ""
    is_own = record.shown is None or record.shown.claim.source.kind == "author"
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
    """Return who is made to say a claim; nobody where the text does not tell a person from an organisation."""
    if claim is None or claim.source.kind != "named":
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
