"""A dossier with its decisions in the forms that other programs and people take."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sourcier.app.desk.exporting import export, letter_note
from sourcier.app.desk.store.dossiers import Stored, dossier_of
from sourcier.app.desk.store.errors import NoDossier
from sourcier.app.desk.store.folding import fold
from sourcier.app.desk.store.listing import Summary
from sourcier.app.desk.web.addresses import dossier_path
from sourcier.app.desk.web.answers import FormatAnswer, FormatsAnswer
from sourcier.app.desk.web.context import render, words_of
from sourcier.app.desk.web.errors import NoFormat
from sourcier.app.desk.web.lists import title_of
from sourcier.app.desk.web.security import READERS
from sourcier.app.desk.web.settings import Desk, desk_of
from sourcier.dossier.exports import EXPORTS
from sourcier.dossier.report.typography import one_line

router = APIRouter(tags=["exports"])

ORDER = ("xlsx", "csv", "findings-csv", "html", "reply", "claimreview", "annotations", "json", "sqlite")
"""As the page lists them: what a newsroom opens first, what its programs take last."""
_SIGNED = frozenset({"reply", "claimreview"})
"""Which ask who signs."""
_REASONS = {
    **dict.fromkeys(("html", "annotations"), "with"),
    **dict.fromkeys(("xlsx", "csv", "findings-csv", "sqlite"), "without"),
}
"""Of the forms that may tell the reasons of decisions or not, what is not theirs unless it is asked for."""
_OUTSIDE = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
"""Letters of a title in the name of a file."""


@router.get("/dossiers/{article_id}/export.json", response_model=FormatsAnswer, dependencies=READERS)
def formats_json(request: Request, article_id: str) -> FormatsAnswer:
    """List the forms in which a dossier is exported."""
    _stored(desk_of(request), article_id)
    here = dossier_path(article_id)
    return FormatsAnswer(
        article_id=article_id,
        formats=tuple(
            FormatAnswer(name=name, media_type=one.media_type, suffix=one.suffix, path=f"{here}/export/{name}")
            for name, one in EXPORTS.items()
        ),
        print=f"{here}/print",
    )


@router.get("/dossiers/{article_id}/export", include_in_schema=False, dependencies=READERS)
def show_formats(request: Request, article_id: str) -> Response:
    """Show the forms in which a dossier is exported, each with what it is good for."""
    desk, say = desk_of(request), words_of(request)
    stored = _stored(desk, article_id)
    shown = [
        (name, say(f"export.{name}.name"), say(f"export.{name}.what"), name in _SIGNED, _REASONS.get(name, ""))
        for name in _names()
    ]
    return render(
        request,
        "export.html",
        name=title_of(stored.summary, say),
        lang=stored.summary.language,
        href=dossier_path(article_id),
        formats=shown,
        newsroom=one_line(desk.settings.newsroom),
        notes={"reply": letter_note(desk.store, stored, say.lang)},
    )


@router.get("/dossiers/{article_id}/export/{name}", response_class=Response, dependencies=READERS)
def give(
    request: Request,
    article_id: str,
    name: str,
    newsroom: Annotated[str, Query(max_length=200, description="Who signs reviews and questions.")] = "",
    page: Annotated[str, Query(max_length=2000, description="Address of the page that will carry the reviews.")] = "",
    reasons: Annotated[
        Literal["", "with", "without"], Query(description="The reasons of those who decided; else as the form has it.")
    ] = "",
) -> Response:
    """Give a dossier, with the decisions about it, as a file."""
    wanted = EXPORTS.get(name)
    if wanted is None:
        raise NoFormat(f"dossiers are not exported as {one_line(name)[:40]}; one of {', '.join(EXPORTS)}", name=name)
    desk = desk_of(request)
    stored = _stored(desk, article_id)
    content = export(
        desk.store,
        stored,
        name,
        newsroom=one_line(newsroom) or desk.settings.newsroom,
        page=one_line(page) or None,
        reasons=reasons == "with" if reasons else None,
    )
    # Opened in the browser in spite of its being a file, it runs nothing and reaches nothing of the desk.
    return Response(
        content,
        media_type=wanted.media_type,
        headers={
            "content-disposition": f'attachment; filename="{_file_name(stored.summary, name, wanted.suffix)}"',
            "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        },
    )


def _names() -> list[str]:
    return [*(name for name in ORDER if name in EXPORTS), *(name for name in EXPORTS if name not in ORDER)]


def _stored(desk: Desk, article_id: str) -> Stored:
    stored = dossier_of(desk.store, article_id)
    if stored is None:
        raise NoDossier(f"the desk has no article {article_id}", article_id=article_id)
    return stored


def _file_name(of: Summary, name: str, suffix: str) -> str:
    """Return the name of a file: the title's letters and digits, a day, what it is. Nothing else gets into it.

    The day is that of publication; where it is not known, that on which the article was added.
    """
    what = "claims" if name == "csv" else name.removesuffix("-csv")
    end = suffix if f".{what}" == suffix else f"-{what}{suffix}"
    return f"{_slug(of.title or '') or _slug(of.article_id)}-{of.published or of.added_at.date()}{end}"


def _slug(text: str) -> str:
    """Return the first words of a text in letters and digits that every system takes in a file's name.

    >>> _slug("L'Éco-taxe : 3,5 % d’hausse… ../y"), _slug("欧元"), len(_slug("long" * 40))
    ('l-eco-taxe-3-5-d-hausse-y', '', 60)
    """
    found = _OUTSIDE.sub("-", fold(text)).strip("-")
    return found if len(found) <= _LONGEST else found[: _LONGEST + 1].rpartition("-")[0] or found[:_LONGEST]
