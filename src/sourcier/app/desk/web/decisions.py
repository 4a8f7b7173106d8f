"""What people send: decisions, evidence, claims added and split. Each is appended and answered with where it led.

Without script an answer is a redirect to the claim; the page with the form and what was typed, where it cannot be
taken. To htmx it is the panel that comes next; the problem alone, where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.store.settings import ratings
from sourcier.app.desk.web.articles import add_page
from sourcier.app.desk.web.choosing import Draft, Refused, decided, evidence_of, held, parts_of, place_of
from sourcier.app.desk.web.context import render, wants_json, words_of
from sourcier.app.desk.web.opening import Opened, open_article
from sourcier.app.desk.web.overlay import Subject
from sourcier.app.desk.web.reviewing import Attempt, panel_text, whole_page
from sourcier.app.desk.web.security import Reviewer
from sourcier.app.desk.web.settings import desk_of
from sourcier.app.desk.web.story import Filter
from sourcier.core.revisions import Action, Revision, added_key
from sourcier.core.spans import Anchor

router = APIRouter(tags=["decisions"])

Text = Annotated[str, Form()]

_ANSWERS = {303: {"description": "Saved; the claim's page."}, 422: {"description": "Not saved; the form says why."}}


@router.post("/dossiers/{article_id}/claims/{claim_id}/decisions", status_code=303, responses=_ANSWERS)  # type: ignore[arg-type]
def decide(
    request: Request,
    person: Reviewer,
    article_id: str,
    claim_id: str,
    choice: Text = "",
    reason: Text = "",
    seen: Text = "",
    then: Text = "stay",
    behind: Text = "",
) -> Response:
    """Save a decision: a verdict, to publish none, or that the claim is none."""
    opened = open_article(request, article_id)
    form = "dismiss" if choice == "dismiss" else "decision"
    try:
        subject = _standing(opened, claim_id)
        draft = decided(choice, subject, seen, ratings(desk_of(request).store), opened.edition.article.lang)
        told = held(reason, "reason")
    except Refused as refused:
        return _back(request, opened, claim_id, form, refused, {"choice": choice, "reason": reason})
    append(request, opened, claim_id, person.name, told, draft)
    return _on(request, article_id, claim_id, is_over=then == "next", behind=behind)


@router.post("/dossiers/{article_id}/claims/{claim_id}/evidence", status_code=303, responses=_ANSWERS)  # type: ignore[arg-type]
def bring(
    request: Request,
    person: Reviewer,
    article_id: str,
    claim_id: str,
    reason: Text = "",
    url: Text = "",
    title: Text = "",
    passage: Text = "",
    stance: Text = "",
) -> Response:
    """Add evidence: a link that is kept and not opened, a passage, or both."""
    opened = open_article(request, article_id)
    try:
        _standing(opened, claim_id)
        evidence = evidence_of(url=url, title=title, passage=passage, stance=stance)
        told = held(reason, "reason")
    except Refused as refused:
        typed = {"url": url, "title": title, "passage": passage, "stance": stance, "reason": reason}
        return _back(request, opened, claim_id, "evidence", refused, typed)
    append(request, opened, claim_id, person.name, told, Draft(Action.ADD_EVIDENCE, evidence=evidence))
    return _on(request, article_id, claim_id)


@router.post("/dossiers/{article_id}/claims/{claim_id}/split", status_code=303, responses=_ANSWERS)  # type: ignore[arg-type]
def split(
    request: Request,
    person: Reviewer,
    article_id: str,
    claim_id: str,
    parts: Text = "",
    reason: Text = "",
    seen: Text = "",
) -> Response:
    """Split a claim into parts, each by its exact words."""
    opened = open_article(request, article_id)
    try:
        subject = _standing(opened, claim_id)
        spans = parts_of(parts, subject.span, opened.edition.article.text)
        told = held(reason, "reason")
    except Refused as refused:
        return _back(request, opened, claim_id, "split", refused, {"parts": parts, "reason": reason})
    draft = Draft(Action.SPLIT, seen=subject.known(seen), spans=spans)
    append(request, opened, claim_id, person.name, told, draft)
    return _on(request, article_id, claim_id)


@router.post("/dossiers/{article_id}/claims", status_code=303, responses=_ANSWERS)  # type: ignore[arg-type]
def add(
    request: Request,
    person: Reviewer,
    article_id: str,
    words: Text = "",
    reason: Text = "",
    sentence: Text = "",
    start: Text = "",
) -> Response:
    """Add a claim that the program missed, by its exact words."""
    opened = open_article(request, article_id)
    try:
        span = place_of(words, opened.edition, opened.overlay, sentence=sentence, start=start)
        told = held(reason, "reason")
    except Refused as refused:
        typed = {"words": words, "reason": reason, "sentence": sentence}
        return add_page(request, article_id, Attempt("add", refused.said(words_of(request)), typed))
    claim_id = added_key(article_id, span)
    append(request, opened, claim_id, person.name, told, Draft(Action.ADD_CLAIM, spans=(span,)))
    return _on(request, article_id, claim_id)


def _standing(opened: Opened, claim_id: str) -> Subject:
    """Return the claim that a form is about. Raises NoClaim; Refused for a part of what is whole again since."""
    if opened.overlay.find(claim_id) is None and opened.overlay.whole_of(claim_id) is not None:
        raise Refused("decide.problem.whole_again")
    return opened.subject(claim_id)


def append(request: Request, opened: Opened, claim_id: str, author: str, reason: str, draft: Draft) -> None:
    """Save a decision behind those that are there."""
    article, now = opened.edition.article, datetime.now(UTC)
    revision = Revision(
        id=Revision.key(article.id, claim_id, draft.action, author, now, reason),
        article_id=article.id,
        claim_id=claim_id,
        action=draft.action,
        reason=reason,
        author=author,
        at=now,
        seen=draft.seen,
        verdict=draft.verdict,
        rating=draft.rating,
        spans=draft.spans,
        anchors=tuple(Anchor.at(span, article.text) for span in draft.spans),
        evidence=draft.evidence,
    )
    save(desk_of(request).store, revision)


def _on(request: Request, article_id: str, claim_id: str, *, is_over: bool = False, behind: str = "") -> Response:
    """Return what comes after a decision: the claim; or the one named, or the next that nobody has examined.

    Where the decision conflicts with another, it is always the claim: whoever took it is to see that.
    """
    opened = open_article(request, article_id)
    subject = opened.subject(claim_id)
    target = subject
    if is_over and not subject.is_disputed:
        target = opened.overlay.find(behind) or opened.overlay.next_open(subject) or subject
    if "hx-request" not in request.headers:
        return RedirectResponse(target.path, 303)
    return HTMLResponse(panel_text(request, opened, target, changed=[subject], is_answer=True))


def _back(
    request: Request, opened: Opened, claim_id: str, form: str, refused: Refused, typed: Mapping[str, str]
) -> Response:
    """Return the form with what was typed, and what is wrong with it; nothing was saved."""
    said = refused.said(words_of(request))
    if wants_json(request):
        raise refused.named(said)
    if "hx-request" in request.headers:
        return render(request, "article_problem.html", status=422, what=said)
    subject = opened.overlay.whole_of(claim_id) or opened.subject(claim_id)
    return whole_page(request, opened, Filter(), subject, Attempt(form, said, typed))
