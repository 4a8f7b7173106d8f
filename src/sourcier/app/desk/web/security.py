"""Who is asking, and whether the form is one that this desk handed to them.

A form's token is made from a cookie that no page of another origin can read or set: the session's where somebody is
logged in, else one of the visit. Nothing is kept for it, so forms outlive a restart of the desk.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from sourcier.app.desk.store.attempts import site_of
from sourcier.app.desk.store.people import Person, session_of
from sourcier.app.desk.web.errors import BadForm, ForgedRequest, LoginNeeded, NotAllowed
from sourcier.app.desk.web.settings import Desk, desk_of
from sourcier.app.desk.web.shield import MOST_SENT, MOST_UPLOADED, UPLOADS

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = frozenset({"/login", "/logout"})
"""What is done without being logged in."""
_FIELD, _HEADER = "csrf", "x-csrf-token"
_RANKS = {"reader": 0, "reviewer": 1, "admin": 2}
_MOST_FIELDS, _MOST_BESIDE_FILES = 10_000, 100
"""Of a form: what fits into the bytes that are taken, a box for each claim of a very long article among them; of one
that carries an article, which may be much larger."""
_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request."""

    person: Person | None
    """None where accounts are on and nobody is logged in."""
    visit: str
    """Of the cookie that stands for the browser."""
    is_new: bool
    """The browser has no such cookie yet: the answer sets it."""
    session: str | None
    """The session's token; None where nobody is logged in."""

    @property
    def csrf(self) -> str:
        """The token of this visitor's forms."""
        return _token(self.session or self.visit)

    def may(self, role: str) -> bool:
        """Say whether the visitor has a role, or one above it."""
        return self.person is not None and _RANKS.get(self.person.role, -1) >= _RANKS[role]


def visitor_of(request: Request) -> Visitor:
    """Return who sent a request; asks the store once a request, where somebody claims to be logged in."""
    known: Visitor | None = getattr(request.state, "visitor", None)
    if known is None:
        known = _visitor(request, desk_of(request))
        request.state.visitor = known
    return known


def _visitor(request: Request, desk: Desk) -> Visitor:
    visit = request.cookies.get(visit_cookie(desk), "")
    is_new = len(visit) < 32 or len(visit) > 128
    visit = secrets.token_urlsafe(32) if is_new else visit
    if not desk.settings.accounts:
        somebody = Person(name=desk.person(), role="admin", is_active=True, added_at=datetime.now(UTC))
        return Visitor(somebody, visit, is_new, None)
    token = request.cookies.get(session_cookie(desk))
    session = session_of(desk.store, token) if token else None
    return Visitor(session.person if session else None, visit, is_new, token if session else None)


def visit_cookie(desk: Desk) -> str:
    """Return the name of the visit's cookie: cookies know no ports, so that of two desks would be one."""
    return f"sourcier-visit-{desk.settings.port}"


def session_cookie(desk: Desk) -> str:
    """Return the name of the session's cookie."""
    return f"sourcier-session-{desk.settings.port}"


def set_cookie(response: Response, request: Request, name: str, value: str, *, max_age_s: int = _YEAR_S) -> None:
    """Set a cookie that no script reads and no other site's form sends."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=max_age_s, path="/", httponly=True, samesite="lax", secure=secure)


def remember_visit(response: Response, request: Request) -> None:
    """Give the browser its cookie, where it has none."""
    visitor = visitor_of(request)
    if visitor.is_new:
        set_cookie(response, request, visit_cookie(desk_of(request)), visitor.visit)


def _token(cookie: str) -> str:
    return hmac.new(cookie.encode(), b"sourcier form", hashlib.sha256).hexdigest()


async def form_of(request: Request) -> FormData:
    """Return the fields of a form, read within limits. Raises BadForm."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        raise BadForm("a form is sent as application/x-www-form-urlencoded or multipart/form-data")
    carries = request.url.path in UPLOADS
    most, largest = (_MOST_BESIDE_FILES, MOST_UPLOADED) if carries else (_MOST_FIELDS, MOST_SENT)
    return await request.form(max_files=1, max_fields=most, max_part_size=largest)


async def own_form(request: Request) -> None:
    """Refuse what changes something and was not sent from a page of this desk. Stands before every route.

    Raises:
        ForgedRequest: Another site's, or a page that is older than the login.
        LoginNeeded: Nobody is logged in; said before what was sent is read, which may be megabytes.
    """
    if request.method in _SAFE:
        return
    _check_origin(request)
    desk = desk_of(request)
    await run_in_threadpool(visitor_of, request)  # asks the store
    _check_rate(request, desk)
    if request.url.path not in _OPEN and visitor_of(request).person is None:
        raise LoginNeeded("log in to see this page")
    if request.url.path in UPLOADS:
        reviewer_of(request)
    given = request.headers.get(_HEADER) or (await form_of(request)).get(_FIELD)
    cookies = (request.cookies.get(session_cookie(desk)), request.cookies.get(visit_cookie(desk)))
    # Either is the browser's own: a session that has run out is told so by the page, not called a forgery.
    if not isinstance(given, str) or not any(
        hmac.compare_digest(given.encode(), _token(cookie).encode()) for cookie in cookies if cookie
    ):
        raise ForgedRequest("this form is not one of this desk's, or it is too old; load the page again and send it")


def _check_rate(request: Request, desk: Desk) -> None:
    """Refuse what no person does so fast: by session, and by address where a cookie is none that the store knows."""
    if not desk.settings.accounts:
        return
    session = visitor_of(request).session
    address = request.client.host if request.client else "unknown"
    if session and request.url.path != "/login":
        desk.writes.take(hashlib.sha256(session.encode()).hexdigest())
    else:
        desk.logins.take(site_of(address))


def _check_origin(request: Request) -> None:
    """Refuse what a browser says that another origin sent; programs say nothing, and need the token alone."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    strange = site is not None and site not in {"same-origin", "none"}
    if origin is not None:
        strange = strange or urlsplit(origin).netloc.casefold() != request.headers.get("host", "").casefold()
    if strange:
        raise ForgedRequest("this form was sent from another site; open the desk itself and send it from there")


def reader_of(request: Request) -> Person:
    """Return who is asking. Raises LoginNeeded."""
    return _of_role(request, "reader")


def reviewer_of(request: Request) -> Person:
    """Return who is asking, where they may decide. Raises LoginNeeded, NotAllowed."""
    return _of_role(request, "reviewer")


def admin_of(request: Request) -> Person:
    """Return who is asking, where they may run the desk. Raises LoginNeeded, NotAllowed."""
    return _of_role(request, "admin")


def _of_role(request: Request, role: str) -> Person:
    visitor = visitor_of(request)
    if visitor.person is None:
        raise LoginNeeded("log in to see this page")
    if not visitor.may(role):
        raise NotAllowed(f"this needs the role {role}; {visitor.person.name} has the role {visitor.person.role}")
    return visitor.person


Reader = Annotated[Person, Depends(reader_of)]
Reviewer = Annotated[Person, Depends(reviewer_of)]
Admin = Annotated[Person, Depends(admin_of)]

READERS = [Depends(reader_of)]
REVIEWERS = [Depends(reviewer_of)]
ADMINS = [Depends(admin_of)]
"""For routes that ask who it is and need to know no more."""
