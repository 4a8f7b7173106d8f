"""What every page is given, and how it is made: words, person, form token, addresses of static files."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sourcier.app.desk.store.errors import TooManyAttempts
from sourcier.app.desk.web.errors import LoginNeeded, status_of
from sourcier.app.desk.web.security import remember_visit, visitor_of
from sourcier.app.desk.web.settings import LANGS, desk_of
from sourcier.app.desk.web.wording import interface_words
from sourcier.core.article import Lang
from sourcier.core.errors import SourcierError
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.words import Words

STATIC = Path(str(resources.files(__package__))) / "static"
_WEIGHTED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


def lang_of(request: Request) -> Lang:
    """Return the language of the interface: as started, else as chosen in the settings, else as the browser asks."""
    chosen = desk_of(request).language()
    for lang in LANGS:
        if lang == chosen:
            return lang
    return _asked(request.headers.get("accept-language", ""))


def _asked(header: str) -> Lang:
    asked = []
    for part in header[:200].split(","):
        match = _WEIGHTED.fullmatch(part)
        if match:
            asked.append((float(match[2] or 1), match[1].lower()))
    for _, name in sorted(asked, key=lambda one: -one[0]):
        for lang in LANGS:
            if lang == name:
                return lang
    return "fr"


def words_of(request: Request) -> Words:
    """Return the words of the interface, in the language of the request."""
    return interface_words(lang_of(request))


def render(
    request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> HTMLResponse:
    """Return a page.

    Args:
        request: What it answers.
        template: A file of `templates/`.
        status: Of the answer.
        headers: Of the answer, beside those that every answer carries.
        values: What the template shows, beside `say` (the words), `person` (None where nobody is logged in), `csrf`
            (each form sends it in a field of that name), `may(role)`, `accounts` (people log in), `here` (the path),
            `static(name)` (address of a static file), `moment(when)`, `utc(when)`, `line`, `unbroken`, `safe_url`.
    """
    page = HTMLResponse(text_of(request, template, **values), status, headers=dict(headers or {}))
    remember_visit(page, request)
    return page


def text_of(request: Request, template: str, **values: object) -> str:
    """Return the text of a page or of a part of one."""
    visitor = visitor_of(request)
    say = words_of(request)
    given = {
        "say": say,
        "person": visitor.person,
        "csrf": visitor.csrf,
        "may": visitor.may,
        "accounts": desk_of(request).settings.accounts,
        "here": request.url.path,
        "moment": lambda when: moment(when, say),
        "utc": utc,
    }
    return templates().get_template(template).render(given | values)


@cache
def templates() -> Environment:
    """Return the templates of the desk: what they are given is escaped, and a name that nobody gave is an error."""
    environment = Environment(
        loader=PackageLoader(__package__ or ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"static": static, "line": one_line, "unbroken": unbroken, "safe_url": safe_url}
    return environment


@cache
def static(name: str) -> str:
    """Return the address of a static file; it changes with the file, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def moment(when: datetime, say: Words) -> str:
    """Return a time as a newsroom says it, by the clock of this machine: "23 novembre 2026 à 14 h 05"."""
    here = when.astimezone()
    return say("time.at", day=say.day(here.date()), hour=here.hour, minute=f"{here.minute:02}")


def wants_json(request: Request) -> bool:
    """Say whether the answer is for a program."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accepted and "text/html" not in accepted)


def complain(request: Request, error: SourcierError) -> Response:
    """Return the page of an error, or its JSON: what happened, what to do, and its slug; never more."""
    status = status_of(error)
    if wants_json(request):
        return JSONResponse({"error": error.slug, "message": said(request, error.slug, str(error))}, status)
    if isinstance(error, LoginNeeded) and request.method == "GET" and "hx-request" not in request.headers:
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(there, safe='')}", 303)
    template = "error_part.html" if "hx-request" in request.headers else "error.html"
    problem = problem_of(request, error.slug, str(error))
    if isinstance(error, TooManyAttempts):
        problem = Problem(problem.title, _wait(words_of(request), error.wait_s))
    return render(request, template, status=status, slug=error.slug, title=problem.title, what=problem.what)


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in words of the interface: what happened, and what to do."""

    title: str
    what: str


def problem_of(request: Request, slug: str, message: str) -> Problem:
    """Return an error in the words of the interface.

    Where they have none for it, admins are shown its own message, in English; others that it is one for an admin.
    """
    say = words_of(request)
    if f"error.{slug}.what" in say.table:
        return Problem(say(f"error.{slug}.title"), say(f"error.{slug}.what"))
    return Problem(
        say("error.other.title"), one_line(message)[:500] if _is_admins(request) else say("error.other.what")
    )


def _is_admins(request: Request) -> bool:
    desk, visitor = desk_of(request), getattr(request.state, "visitor", None)
    return not desk.settings.accounts or (visitor is not None and visitor.may("admin"))


def _wait(say: Words, seconds: int) -> str:
    if seconds < 90:
        return say.count("error.too-many-attempts.seconds", seconds)
    return say.count("error.too-many-attempts.minutes", math.ceil(seconds / 60))


def said(request: Request, slug: str, message: str) -> str:
    """Return an error's own message; to others than admins not what it tells of the machine: paths, servers, faults."""
    is_known = f"error.{slug}.what" in words_of(request).table
    is_of_machine = slug == "internal" or slug.startswith("desk-store-")
    if _is_admins(request) or (is_known and not is_of_machine):
        return one_line(message)[:500]
    return problem_of(request, slug, slug).what


def utc(when: datetime) -> str:
    """Return a time for `<time datetime>`.

    >>> utc(datetime(2026, 11, 23, 6, 30, tzinfo=UTC))
    '2026-11-23T06:30:00Z'
    """
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
