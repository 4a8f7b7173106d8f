"""The article's pages: reading it with its claims, one claim, its history, its print view."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, Response

from sourcier.app.desk.store.dossiers import dossier_of
from sourcier.app.desk.store.errors import NoDossier
from sourcier.app.desk.store.versions import versions_of
from sourcier.app.desk.web.article_answers import (
    ArticleAnswer,
    ClaimAnswer,
    HistoryAnswer,
    SentenceAnswer,
    WholeAnswer,
    article_answer,
    claim_answer,
)
from sourcier.app.desk.web.context import lang_of
from sourcier.app.desk.web.editions import Edition
from sourcier.app.desk.web.opening import open_article
from sourcier.app.desk.web.printing import printed
from sourcier.app.desk.web.reviewing import (
    Attempt,
    evidence_css,
    list_text,
    other_page,
    panel_text,
    whole_page,
)
from sourcier.app.desk.web.security import reader_of, reviewer_of
from sourcier.app.desk.web.settings import desk_of
from sourcier.app.desk.web.story import Filter, story
from sourcier.core.claims import ClaimKind

router = APIRouter(tags=["articles"], dependencies=[Depends(reader_of)])
_MAY_DECIDE = [Depends(reviewer_of)]


def filter_of(
    verdict: Annotated[
        list[Literal["supported", "refuted", "conflicting", "not_enough_evidence", "none"]], Query()
    ] = [],  # noqa: B006
    kind: Annotated[Literal[""] | ClaimKind, Query()] = "",
    speaker: Annotated[str, Query(max_length=400)] = "",
    review: Annotated[Literal["", "open", "decided", "disputed"], Query()] = "",
) -> Filter:
    """Return which claims a page is to show."""
    return Filter(frozenset(verdict), str(kind), speaker, review)


Wanted = Annotated[Filter, Depends(filter_of)]
Reasons = Annotated[Literal["", "with"], Query(description="With the reasons of decisions.")]


@router.get("/evidence.css", include_in_schema=False)
def style() -> Response:
    """Give the style of evidence: the report's own."""
    return Response(
        evidence_css(), media_type="text/css", headers={"cache-control": "public, max-age=31536000, immutable"}
    )


@router.get("/dossiers/{article_id}.json", response_model=ArticleAnswer)
def article_json(request: Request, article_id: str, wanted: Wanted) -> ArticleAnswer:
    """Give an article with its claims as they stand, and its sentences without one."""
    opened = open_article(request, article_id)
    versions = versions_of(desk_of(request).store, article_id)
    return article_answer(opened.edition, opened.overlay, wanted, versions)


@router.get("/dossiers/{article_id}/panel", include_in_schema=False)
def show_claims(request: Request, article_id: str, wanted: Wanted) -> Response:
    """Show the list of claims, for a page that is open."""
    return HTMLResponse(list_text(request, open_article(request, article_id), wanted))


@router.get("/dossiers/{article_id}/history.json", response_model=HistoryAnswer)
def history_json(request: Request, article_id: str) -> HistoryAnswer:
    """Give everything that was decided about an article, in the order of saving."""
    opened = open_article(request, article_id)
    return HistoryAnswer(article_id=article_id, decisions=opened.overlay.revisions)


@router.get("/dossiers/{article_id}/history", include_in_schema=False)
def show_history(request: Request, article_id: str) -> Response:
    """Show everything that was decided about an article."""
    opened = open_article(request, article_id)
    entries = [(one, opened.overlay.find(one.claim_id)) for one in opened.overlay.revisions]
    return other_page(request, "article_history.html", opened, entries=entries)


@router.get("/dossiers/{article_id}/print.json", response_model=WholeAnswer)
def print_json(request: Request, article_id: str) -> WholeAnswer:
    """Give the whole dossier, and everything that was decided about it."""
    stored = dossier_of(desk_of(request).store, article_id)
    if stored is None:
        raise NoDossier(f"the desk has no article {article_id[:100]}", article_id=article_id)
    opened = open_article(request, article_id)
    return WholeAnswer(dossier=stored.dossier, decisions=opened.overlay.revisions)


@router.get("/dossiers/{article_id}/print", include_in_schema=False)
def show_print(request: Request, article_id: str, reasons: Reasons = "") -> Response:
    """Show the whole dossier to be read or printed from the first line to the last; as the report, without reasons."""
    opened, stored = open_article(request, article_id), dossier_of(desk_of(request).store, article_id)
    if stored is None:
        raise NoDossier(f"the desk has no article {article_id[:100]}", article_id=article_id)
    laid = story(opened.edition, opened.overlay, lang_of(request), Filter())
    told = reasons == "with"
    made = printed(stored.dossier, opened.overlay, with_reasons=told)
    return other_page(request, "article_print.html", opened, story=laid, printed=made, with_reasons=told)


@router.get("/dossiers/{article_id}/add.json", response_model=tuple[SentenceAnswer, ...], dependencies=_MAY_DECIDE)
def add_json(request: Request, article_id: str) -> tuple[SentenceAnswer, ...]:
    """Give the sentences of which a claim may be added."""
    edition = open_article(request, article_id).edition
    return tuple(SentenceAnswer.of(one) for one in edition.sentences)


@router.get("/dossiers/{article_id}/add", include_in_schema=False, dependencies=_MAY_DECIDE)
def show_add(request: Request, article_id: str, sentence: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """Show the form for a claim that the program missed."""
    opened = open_article(request, article_id)
    return add_page(request, article_id, Attempt(typed=_prefilled(opened.edition, sentence)))


def add_page(request: Request, article_id: str, attempt: Attempt) -> Response:
    """Return the form for a claim that the program missed, with what was typed."""
    opened = open_article(request, article_id)
    typed = {name: (attempt.typed or {}).get(name, "") for name in ("sentence", "words", "reason")}
    number = int(typed["sentence"]) if typed["sentence"].isdecimal() else 0
    return other_page(
        request,
        "article_add.html",
        opened,
        status=422 if attempt.problem else 200,
        sentence=next((one for one in opened.edition.sentences if one.number == number), None),
        problem=attempt.problem,
        typed=typed,
    )


def _prefilled(edition: Edition, sentence: int) -> dict[str, str]:
    found = next((one for one in edition.sentences if one.number == sentence), None)
    return {"sentence": str(sentence), "words": found.words} if found else {}


@router.get("/dossiers/{article_id}/claims/{claim_id}.json", response_model=ClaimAnswer)
def claim_json(request: Request, article_id: str, claim_id: str) -> ClaimAnswer:
    """Give one claim: what it rests on, and what was decided."""
    opened = open_article(request, article_id)
    stored = dossier_of(desk_of(request).store, article_id)
    if stored is None:
        raise NoDossier(f"the desk has no article {article_id[:100]}", article_id=article_id)
    return claim_answer(stored.dossier, opened.subject(claim_id))


@router.get("/dossiers/{article_id}/claims/{claim_id}/panel", include_in_schema=False)
def show_panel(request: Request, article_id: str, claim_id: str) -> Response:
    """Show one claim, for a page that is open."""
    opened = open_article(request, article_id)
    return HTMLResponse(panel_text(request, opened, opened.subject(claim_id), is_answer=True))


@router.get("/dossiers/{article_id}/claims/{claim_id}", include_in_schema=False)
def show_claim(request: Request, article_id: str, claim_id: str, wanted: Wanted) -> Response:
    """Show the article, open at one claim."""
    opened = open_article(request, article_id)
    return whole_page(request, opened, wanted, opened.subject(claim_id))


@router.get("/dossiers/{article_id}", include_in_schema=False)
def show_article(request: Request, article_id: str, wanted: Wanted, *, again: bool = False) -> Response:
    """Show the article with its claims; `again`: it was given anew, and the desk had it before."""
    return whole_page(request, open_article(request, article_id), wanted, is_again=again)
