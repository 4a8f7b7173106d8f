"""What the program could not check, signed several at once: one outcome and one reason, a decision for each claim.

Each is ticked by whoever signs it: a claim that nobody has looked at stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.store.settings import Rating, ratings
from sourcier.app.desk.web.article_answers import ClaimLine
from sourcier.app.desk.web.choosing import Draft, Refused, decided, held
from sourcier.app.desk.web.context import wants_json, words_of
from sourcier.app.desk.web.decisions import append
from sourcier.app.desk.web.forms import described, text
from sourcier.app.desk.web.opening import Opened, open_article
from sourcier.app.desk.web.overlay import Subject
from sourcier.app.desk.web.reviewing import Option, options, other_page
from sourcier.app.desk.web.security import REVIEWERS, Reviewer, form_of
from sourcier.app.desk.web.settings import desk_of
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action

router = APIRouter(tags=["decisions"])

Sent = Annotated[FormData, Depends(form_of)]

_OUTCOMES = frozenset({Verdict.NOT_ENOUGH_EVIDENCE, None})
"""What may be signed of several at once: that it is not established, or that nothing is published of it."""


@router.get("/dossiers/{article_id}/several.json", response_model=tuple[ClaimLine, ...], dependencies=REVIEWERS)
def several_json(request: Request, article_id: str) -> tuple[ClaimLine, ...]:
    """Give the claims that the program could not check and nobody has examined."""
    return tuple(ClaimLine.of(one) for one in _unchecked(open_article(request, article_id)))


@router.get("/dossiers/{article_id}/several", include_in_schema=False, dependencies=REVIEWERS)
def show_several(request: Request, article_id: str) -> Response:
    """Show the claims that the program could not check and nobody has examined, to sign some of them at once."""
    return _page(request, open_article(request, article_id))


@router.post(
    "/dossiers/{article_id}/several",
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra=described(claim={"type": "array", "items": text(100)}, choice=text(80), reason=text(4000)),
)
def sign_several(request: Request, person: Reviewer, form: Sent, article_id: str) -> Response:
    """Save one decision for each claim that was ticked; what somebody decided meanwhile is left."""
    opened = open_article(request, article_id)
    wanted = frozenset(map(str, form.getlist("claim")))
    choice, reason = str(form.get("choice", "")), str(form.get("reason", ""))
    chosen = [one for one in _unchecked(opened) if one.id in wanted]
    try:
        told = held(reason, "reason")
        drafts = _drafts(chosen, choice, ratings(desk_of(request).store), opened.edition.article.lang)
    except Refused as refused:
        said = refused.said(words_of(request))
        if wants_json(request):
            raise refused.named(said) from refused
        return _page(request, opened, said, wanted, choice, reason)
    for one, draft in drafts:
        append(request, opened, one.id, person.name, told, draft)
    return RedirectResponse(opened.path, 303)


def _drafts(chosen: Sequence[Subject], choice: str, scale: Sequence[Rating], lang: Lang) -> list[tuple[Subject, Draft]]:
    """Return what is to be saved of each claim. Raises Refused for none, or an outcome that is not for several."""
    if not chosen:
        raise Refused("several.none")
    drafts = [(one, decided(choice, one, "", scale, lang)) for one in chosen]
    if choice == Action.DISMISS or any(draft.verdict not in _OUTCOMES for _, draft in drafts):
        raise Refused("decide.problem.choice")
    return drafts


def _unchecked(opened: Opened) -> Sequence[Subject]:
    return [one for one in opened.overlay.subjects if one.state == "open" and not one.awaits]


def _page(
    request: Request,
    opened: Opened,
    problem: str = "",
    ticked: frozenset[str] = frozenset(),
    choice: str = "",
    reason: str = "",
) -> Response:
    claims = _unchecked(opened)
    return other_page(
        request,
        "article_several.html",
        opened,
        status=422 if problem else 200,
        claims=claims,
        choices=_choices(request, opened, claims),
        problem=problem,
        ticked=ticked,
        typed={"choice": choice, "reason": reason},
    )


def _choices(request: Request, opened: Opened, claims: Sequence[Subject]) -> list[Option]:
    if not claims:
        return []
    scale, lang = ratings(desk_of(request).store), opened.edition.article.lang
    offered = options(claims[0], scale, words_of(request), lang)
    return [one for one in offered if one.css in {str(Verdict.NOT_ENOUGH_EVIDENCE), "none"}]
