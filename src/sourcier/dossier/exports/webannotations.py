"""The claims as a collection of W3C Web Annotations: what the program says, and what each person decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import DECIDING, Action, Revision
from sourcier.core.spans import Anchor
from sourcier.dossier.exports.deciding import verdict_told
from sourcier.dossier.exports.decisions import written
from sourcier.dossier.exports.jsonld import Node, dumped, filled, urn
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words, words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return an AnnotationCollection with its one page; positions count code points of the dossier's text."""
    gathered = gather(dossier, revisions, with_reasons=labels.tells(by_default=False))
    claims = {one.id: one for one in gathered.claims}
    items = [
        item
        for claim in claims.values()
        for item in (*_of_part(claim, claims.get(claim.part_of or ""), gathered), *_of_claim(claim, gathered))
    ]
    article = dossier.article
    page: Node = {"id": urn("page", article.id), "type": "AnnotationPage", "startIndex": 0, "items": items}
    return dumped(
        filled(
            {
                "@context": CONTEXT,
                "id": urn("collection", article.id),
                "type": "AnnotationCollection",
                "label": one_line(article.title or "") or None,
                "total": len(items),
                "first": page,
            }
        )
    )


def _of_claim(claim: ClaimRecord, gathered: Gathered) -> Iterator[Node]:
    dossier = gathered.dossier
    say = words(dossier.article.lang)
    if claim.shown is not None and not claim.is_out:
        told = [_tag(claim.shown.verdict, say, "classifying")]
        if claim.assessment is not None and claim.assessment.justification:
            told.append(_tag(say.ours(claim.assessment.justification), say, "describing"))
        yield {
            "id": urn("annotation", claim.id),
            "type": "Annotation",
            "motivation": "assessing",
            "creator": {"type": "Software", "name": f"Sourcier {dossier.run.version}"},
            "body": told,
            "target": _target(claim.anchor, dossier),
        }
    for one in claim.revisions:
        if one.action in DECIDING or one.action is Action.ADD_CLAIM:
            yield _decision(one, claim, gathered)


def _of_part(claim: ClaimRecord, whole: ClaimRecord | None, gathered: Gathered) -> Iterator[Node]:
    """Return who made a claim of these words by splitting one."""
    if whole is not None and whole.standing.last is not None:
        yield {**_decision(whole.standing.last, claim, gathered), "id": urn("annotation", claim.id)} | {
            "motivation": "identifying"
        }


def _decision(one: Revision, claim: ClaimRecord, gathered: Gathered) -> Node:
    dossier = gathered.dossier
    say = words(dossier.article.lang)
    if one.verdict is not None:
        told = verdict_told(one, say.lang)
        motivation = "assessing"
    else:
        told = export_words(dossier.article.lang)(f"action.{one.action}")
        motivation = "identifying" if one.action is Action.ADD_CLAIM else "moderating"
    body = [_tag(told, say, "classifying")]
    if reason := gathered.reason(one):
        body.append(_tag(reason, say, "commenting"))
    if one in claim.standing.rivals:
        body.append(_tag(export_words(say.lang)("stands.disputed"), say, "tagging"))
    return {
        "id": urn("annotation", one.id),
        "type": "Annotation",
        "motivation": motivation,
        "created": written(one.at),
        "creator": {"type": "Person", "name": one_line(one.author)},
        "body": body,
        "target": _target(claim.anchor, dossier),
    }


def _tag(value: str, say: Words, purpose: str) -> Node:
    return {
        "type": "TextualBody",
        "value": one_line(value),
        "format": "text/plain",
        "language": say.lang,
        "purpose": purpose,
    }


def _target(anchor: Anchor, dossier: Dossier) -> Node:
    quote: Node = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    place: Node = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    return {
        "source": safe_url(dossier.article.url) or urn("article", dossier.article.id),
        "selector": [quote, place],
    }
