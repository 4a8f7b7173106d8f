"""What a newsroom sets: its words for verdicts, the language of the interface, who signs."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.store.settings import Rating, language, ratings, set_language, set_ratings, set_signer
from sourcier.app.desk.web.answers import RatingAnswer, SettingsAnswer
from sourcier.app.desk.web.context import render, words_of
from sourcier.app.desk.web.errors import BadForm
from sourcier.app.desk.web.forms import described, field, one_of, text
from sourcier.app.desk.web.security import ADMINS, Reader, form_of
from sourcier.app.desk.web.settings import LANGS, desk_of
from sourcier.core.findings import Verdict
from sourcier.dossier.report.typography import one_line

router = APIRouter(tags=["settings"])

Sent = Annotated[FormData, Depends(form_of)]

_SEVERAL = {"type": "array", "items": text(60)}
"""A field that comes once for each line."""
_OFTEN_NONE = {**_SEVERAL, "default": []}

_EMPTY_LINES = 3
_MOST_RATINGS = 40


@router.get("/settings.json", response_model=SettingsAnswer)
def settings_json(request: Request, person: Reader) -> SettingsAnswer:
    """Give what the newsroom set."""
    desk = desk_of(request)
    return SettingsAnswer(
        language=desk.language(),
        ratings=tuple(
            RatingAnswer(label=one.label, verdict=one.verdict, fr=one.of("fr"), en=one.of("en"))
            for one in ratings(desk.store)
        ),
        person=person.name,
        role=person.role,
        accounts=desk.settings.accounts,
    )


@router.get("/settings", include_in_schema=False)
def show_settings(request: Request, person: Reader, saved: str = "") -> Response:
    """Show what the newsroom set, to change it."""
    desk, say = desk_of(request), words_of(request)
    scale = [
        (one_line(one.label), str(one.verdict), {"fr": one_line(one.fr), "en": one_line(one.en)})
        for one in ratings(desk.store)
    ]
    return render(
        request,
        "settings.html",
        saved=bool(saved),
        language=language(desk.store) or "",
        language_is_fixed=desk.settings.language is not None,
        languages=LANGS,
        scale=[*scale, *[("", "", {"fr": "", "en": ""})] * min(_EMPTY_LINES, _MOST_RATINGS - len(scale))],
        verdicts=[(str(one), say(f"verdict.{one}")) for one in Verdict],
        name=one_line(person.name),
        name_is_fixed=desk.settings.person is not None,
        store=one_line(desk.store.shown),
    )


@router.post(
    "/settings/language",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(language={**one_of("", *LANGS), "default": ""}),
)
def choose_language(request: Request, form: Sent) -> Response:
    """Set the language of the interface; empty leaves it to each browser."""
    desk = desk_of(request)
    set_language(desk.store, field(form, "language") or None)
    desk.forget()
    return _saved()


@router.post(
    "/settings/ratings",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(label=_SEVERAL, verdict=_SEVERAL, fr=_OFTEN_NONE, en=_OFTEN_NONE),
)
def choose_ratings(request: Request, form: Sent) -> Response:
    """Set the newsroom's words for verdicts; lines without a word are left out.

    `fr` and `en` are the words for dossiers in these languages, where they are others; both may be left out. A line
    with these alone has the first as its word.
    """
    scale = []
    names = ("label", "verdict", "fr", "en")
    for given in zip_longest(*(form.getlist(name) for name in names), fillvalue=""):
        if not all(isinstance(one, str) for one in given):
            raise BadForm("a rating is a word and a verdict", field="label")
        label, verdict, *others = (one_line(str(one)) for one in given)
        label = label or next(filter(None, others), "")
        if label:
            scale.append(Rating(label, _verdict(verdict), *others))
    set_ratings(desk_of(request).store, scale)
    return _saved()


@router.post(
    "/settings/signer",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(name=text(60)),
)
def choose_signer(request: Request, form: Sent) -> Response:
    """Set who signs where nobody logs in."""
    desk = desk_of(request)
    set_signer(desk.store, field(form, "name"))
    desk.forget()
    return _saved()


def _verdict(given: str) -> Verdict:
    try:
        return Verdict(given)
    except ValueError as error:
        raise BadForm("a rating stands for one of the four verdicts", field="verdict") from error


def _saved() -> RedirectResponse:
    return RedirectResponse("/settings?saved=1", 303)
