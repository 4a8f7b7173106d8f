"""Tags: collections of dossiers, given and taken away; and what is taken away altogether."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.store.dossiers import dossier_of, remove_dossier, tag_dossier
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import NoDossier
from sourcier.app.desk.store.listing import Summary, choices, count_tags
from sourcier.app.desk.web.addresses import dossier_path, list_path
from sourcier.app.desk.web.answers import TagAnswer, TaggingAnswer, TagsAnswer
from sourcier.app.desk.web.context import render, words_of
from sourcier.app.desk.web.forms import described, field, tags_in, text
from sourcier.app.desk.web.lists import title_of
from sourcier.app.desk.web.security import ADMINS, READERS, REVIEWERS, form_of
from sourcier.app.desk.web.settings import desk_of
from sourcier.dossier.report.typography import one_line

router = APIRouter(tags=["dossiers"])


@router.get("/tags.json", response_model=TagsAnswer, dependencies=READERS)
def tags_json(request: Request) -> TagsAnswer:
    """List the tags."""
    found = count_tags(desk_of(request).store)
    return TagsAnswer(tags=tuple(TagAnswer(tag=tag, dossiers=n, path=list_path({"tag": tag})) for tag, n in found))


@router.get("/tags", include_in_schema=False, dependencies=READERS)
def show_tags(request: Request) -> Response:
    """Show the tags, with how many dossiers have each."""
    say = words_of(request)
    shown = [
        (one_line(tag), list_path({"tag": tag}), say.count("tags.dossiers", n))
        for tag, n in count_tags(desk_of(request).store)
    ]
    return render(request, "tags.html", tags=shown)


@router.get("/dossiers/{article_id}/tags.json", response_model=TaggingAnswer, dependencies=REVIEWERS)
def tagging_json(request: Request, article_id: str) -> TaggingAnswer:
    """Give the tags of a dossier, and all that there are."""
    store = desk_of(request).store
    return TaggingAnswer(article_id=article_id, tags=_summary(store, article_id).tags, known=choices(store).tags)


@router.get("/dossiers/{article_id}/tags", include_in_schema=False, dependencies=REVIEWERS)
def show_tagging(request: Request, article_id: str) -> Response:
    """Show the tags of a dossier, to change them."""
    store, say = desk_of(request).store, words_of(request)
    summary = _summary(store, article_id)
    return render(
        request,
        "tagging.html",
        name=title_of(summary, say),
        lang=summary.language,
        href=dossier_path(article_id),
        tags=", ".join(one_line(tag) for tag in summary.tags),
        known=[one_line(tag) for tag in choices(store).tags],
    )


@router.post(
    "/dossiers/{article_id}/tags",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=REVIEWERS,
    openapi_extra=described(tags=text(1000, default="")),
)
def tag(request: Request, article_id: str, form: Annotated[FormData, Depends(form_of)]) -> RedirectResponse:
    """Set the tags of a dossier."""
    tag_dossier(desk_of(request).store, article_id, tags_in(field(form, "tags", longest=1000)))
    return RedirectResponse("/", 303)


@router.post(
    "/dossiers/{article_id}/remove",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(),
)
def remove(request: Request, article_id: str) -> RedirectResponse:
    """Delete a dossier and every decision about it."""
    remove_dossier(desk_of(request).store, article_id)
    return RedirectResponse("/", 303)


def _summary(store: Store, article_id: str) -> Summary:
    stored = dossier_of(store, article_id)
    if stored is None:
        raise NoDossier(f"the desk has no article {article_id}", article_id=article_id)
    return stored.summary
