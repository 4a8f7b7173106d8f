"""Who logs in, and who may do what."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.store import people as store_people
from sourcier.app.desk.store.people import ROLES, Role, log_in, log_out, people
from sourcier.app.desk.web.addresses import inside
from sourcier.app.desk.web.answers import LoginAnswer, PeopleAnswer, PersonAnswer
from sourcier.app.desk.web.context import moment, render, words_of
from sourcier.app.desk.web.errors import BadForm, NoPage, WrongPassword
from sourcier.app.desk.web.forms import described, field, one_of, secret, text
from sourcier.app.desk.web.security import (
    ADMINS,
    Reader,
    form_of,
    remember_visit,
    session_cookie,
    set_cookie,
    visitor_of,
)
from sourcier.app.desk.web.settings import Desk, desk_of
from sourcier.dossier.report.typography import one_line

router = APIRouter(tags=["accounts"])

Sent = Annotated[FormData, Depends(form_of)]


@router.get("/login.json", response_model=LoginAnswer)
def login_json(request: Request, response: Response) -> LoginAnswer:
    """Say who is logged in, and give the token that the form to log in with needs."""
    remember_visit(response, request)
    visitor, accounts = visitor_of(request), desk_of(request).settings.accounts
    person = visitor.person
    return LoginAnswer(
        csrf=visitor.csrf,
        person=person.name if person else None,
        role=person.role if person else None,
        accounts=accounts,
    )


@router.get("/login", include_in_schema=False)
def show_login(request: Request, next: str = "/") -> Response:  # noqa: A002  (the name in the address)
    """Show the form to log in with."""
    if visitor_of(request).person is not None:
        return RedirectResponse(inside(next), 303)
    return _login(request, inside(next), "", wrong=False)


@router.post(
    "/login",
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra=described(name=text(), password=text(1024), next=text(2000, default="/")),
)
def enter(request: Request, form: Sent) -> Response:
    """Log in."""
    desk, onward = desk_of(request), inside(field(form, "next", longest=2000) or "/")
    if not desk.settings.accounts:
        return RedirectResponse(onward, 303)
    name = field(form, "name")
    address = request.client.host if request.client else "unknown"
    session = log_in(desk.store, name, secret(form, "password"), address=address)
    if session is None:
        return _login(request, onward, name, wrong=True)
    answer = RedirectResponse(onward, 303)
    lasts = int((session.expires_at - session.added_at).total_seconds())
    set_cookie(answer, request, session_cookie(desk), session.token, max_age_s=lasts)
    return answer


@router.post("/logout", status_code=303, response_class=RedirectResponse, openapi_extra=described())
def leave(request: Request) -> Response:
    """Log out."""
    desk, visitor = desk_of(request), visitor_of(request)
    if visitor.session:
        log_out(desk.store, visitor.session)
    answer = RedirectResponse("/login" if desk.settings.accounts else "/", 303)
    answer.delete_cookie(session_cookie(desk), path="/", httponly=True, samesite="lax")
    # What the browser still holds of the pages is nobody's to go back to.
    answer.headers["clear-site-data"] = '"cache"'
    return answer


@router.post(
    "/password",
    status_code=303,
    response_class=RedirectResponse,
    openapi_extra=described(old=text(1024), new=text(1024)),
)
def change_password(request: Request, person: Reader, form: Sent) -> Response:
    """Change one's own password; every session of the person ends, this one too."""
    desk = _with_accounts(request)
    address = request.client.host if request.client else "unknown"
    session = log_in(desk.store, person.name, secret(form, "old"), address=address)
    if session is None:
        raise WrongPassword("that is not the current password; type it again")
    store_people.set_password(desk.store, person.name, secret(form, "new"))
    return RedirectResponse("/login", 303)


@router.get("/accounts.json", response_model=PeopleAnswer, dependencies=ADMINS)
def accounts_json(request: Request) -> PeopleAnswer:
    """List everybody with an account."""
    return PeopleAnswer(people=tuple(PersonAnswer.model_validate(one) for one in people(desk_of(request).store)))


@router.get("/accounts", include_in_schema=False, dependencies=ADMINS)
def show_accounts(request: Request) -> Response:
    """Show everybody with an account."""
    desk, say = desk_of(request), words_of(request)
    rows = [(one, one_line(one.name), moment(one.added_at, say)) for one in people(desk.store)]
    return render(request, "accounts.html", rows=rows, roles=ROLES, me=desk.person())


@router.post(
    "/accounts",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(name=text(), password=text(1024), role=one_of(*ROLES)),
)
def admit(request: Request, form: Sent) -> Response:
    """Add somebody."""
    store = desk_of(request).store
    store_people.add_person(store, field(form, "name"), secret(form, "password"), _role(form))
    return RedirectResponse("/accounts", 303)


@router.post(
    "/accounts/role",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(name=text(), role=one_of(*ROLES)),
)
def change_role(request: Request, form: Sent) -> Response:
    """Give somebody another role."""
    store_people.set_role(desk_of(request).store, field(form, "name"), _role(form))
    return RedirectResponse("/accounts", 303)


@router.post(
    "/accounts/state",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(name=text(), state=one_of("active", "inactive")),
)
def change_state(request: Request, form: Sent) -> Response:
    """Shut somebody out, or let them in again."""
    store, name, wanted = desk_of(request).store, field(form, "name"), field(form, "state")
    if wanted not in {"active", "inactive"}:
        raise BadForm("a state is active or inactive", field="state")
    (store_people.activate if wanted == "active" else store_people.deactivate)(store, name)
    return RedirectResponse("/accounts", 303)


@router.post(
    "/accounts/password",
    status_code=303,
    response_class=RedirectResponse,
    dependencies=ADMINS,
    openapi_extra=described(name=text(), password=text(1024)),
)
def give_password(request: Request, form: Sent) -> Response:
    """Give somebody a new password."""
    store_people.set_password(desk_of(request).store, field(form, "name"), secret(form, "password"))
    return RedirectResponse("/accounts", 303)


def _login(request: Request, onward: str, name: str, *, wrong: bool) -> Response:
    return render(request, "login.html", status=401 if wrong else 200, onward=onward, name=name, wrong=wrong)


def _role(form: FormData) -> Role:
    return cast("Role", field(form, "role"))  # the store refuses what is none


def _with_accounts(request: Request) -> Desk:
    desk = desk_of(request)
    if not desk.settings.accounts:
        raise NoPage("nobody logs in at this desk")
    return desk
