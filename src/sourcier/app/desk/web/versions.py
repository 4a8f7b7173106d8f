"""Another version of an article: what of its decisions holds here, and the button that carries them over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.web.addresses import dossier_path
from sourcier.app.desk.web.answers import Answer
from sourcier.app.desk.web.article_answers import VersionAnswer
from sourcier.app.desk.web.carrying import Why, drafts, offer, reason
from sourcier.app.desk.web.decisions import append
from sourcier.app.desk.web.forms import described, text
from sourcier.app.desk.web.opening import open_article
from sourcier.app.desk.web.reviewing import other_page
from sourcier.app.desk.web.security import Reviewer, form_of
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action

router = APIRouter(tags=["versions"])

Sent = Annotated[FormData, Depends(form_of)]


class CarriedAnswer(Answer):
    """A decision about the other version that holds for this one."""

    claim_id: str
    words: str
    action: Action = Field(description="There.")
    verdict: Verdict | None
    rating: str | None
    author: str
    at: datetime
    from_path: str = Field(description="Of the claim of the same words in the other version.")
    sentence: str = Field(description="Around the words here.")
    from_sentence: str = Field(description="Around them in the other version.")
    is_same: bool = Field(description="Both sentences are the same; read both where they are not.")


class LeftAnswer(Answer):
    """A claim decided in the other version that a person must look at again."""

    words: str
    why: Why
    claim_id: str | None = Field(description="The claim of the same words here, where there is just one.")
    from_path: str


class OfferAnswer(Answer):
    """What can be carried over from another version, and what cannot."""

    version: VersionAnswer
    carried: tuple[CarriedAnswer, ...]
    left: tuple[LeftAnswer, ...]


@router.get("/dossiers/{article_id}/versions/{other}.json", response_model=OfferAnswer)
def offer_json(request: Request, person: Reviewer, article_id: str, other: str) -> OfferAnswer:
    """Say which decisions about another version of an article hold for this one, and which do not."""
    found = offer(request, open_article(request, article_id), other, person.name)
    return OfferAnswer(
        version=VersionAnswer.of(found.version),
        carried=tuple(
            CarriedAnswer(
                claim_id=one.here.id,
                words=one.here.words,
                action=one.last.action,
                verdict=one.last.verdict,
                rating=one.last.rating,
                author=one.last.author,
                at=one.last.at,
                from_path=one.there.path,
                sentence=one.here.excerpt.whole,
                from_sentence=one.there.excerpt.whole,
                is_same=one.is_same,
            )
            for one in found.carried
        ),
        left=tuple(
            LeftAnswer(
                words=one.there.words,
                why=one.why,
                claim_id=one.here.id if one.here else None,
                from_path=one.there.path,
            )
            for one in found.left
        ),
    )


@router.get("/dossiers/{article_id}/versions/{other}", include_in_schema=False)
def show_offer(request: Request, person: Reviewer, article_id: str, other: str) -> Response:
    """Show which decisions about another version of an article hold for this one, and which do not."""
    opened = open_article(request, article_id)
    return other_page(request, "article_versions.html", opened, offer=offer(request, opened, other, person.name))


@router.post(
    "/dossiers/{article_id}/versions/{other}",
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra=described(claim={"type": "array", "items": text(100), "default": []}),
)
def carry(request: Request, person: Reviewer, form: Sent, article_id: str, other: str) -> Response:
    """Carry decisions over: each is appended, signed by whose it is, and names who carried it and from which dossier.

    What was not on the page that was sent is left, and so is what somebody has decided here since.
    """
    opened, claim = open_article(request, article_id), frozenset(map(str, form.getlist("claim")))
    for one in offer(request, opened, other, person.name).carried:
        if one.here.id in claim:
            for repeated, draft in drafts(one):
                append(request, opened, one.here.id, repeated.author, reason(repeated, opened, person.name), draft)
    return RedirectResponse(f"{dossier_path(article_id)}/history", 303)
