"""The desk as one application: the pages, what stands around them, the description of their JSON."""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import sourcier
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.web import (
    accounts,
    articles,
    decisions,
    exporting,
    intake,
    lists,
    news,
    preferences,
    several,
    tagging,
    versions,
)
from sourcier.app.desk.web.context import STATIC, complain
from sourcier.app.desk.web.errors import BadForm, of_status
from sourcier.app.desk.web.security import own_form
from sourcier.app.desk.web.settings import Desk, DeskSettings
from sourcier.app.desk.web.shield import Shield
from sourcier.core.errors import SourcierError

__all__ = ["ROUTERS", "DeskSettings", "create_app"]

ROUTERS = (
    lists.router,
    tagging.router,
    intake.router,
    articles.router,
    decisions.router,
    several.router,
    versions.router,
    news.router,
    exporting.router,
    accounts.router,
    preferences.router,
)
"""The pages, one module a noun."""

_DESCRIPTION = (
    "Every page of the desk has a sibling of the same address with .json behind it. Forms are sent with the token "
    "that /new.json gives, in the field csrf or the header X-CSRF-Token, and with the cookie that came with it."
)


def create_app(store: Store, settings: DeskSettings) -> FastAPI:
    """Return the application of a desk.

    Args:
        store: Where its dossiers are; whoever opened it closes it.
        settings: How it is reached, and by whom.
    """
    app = FastAPI(
        title="Sourcier",
        description=_DESCRIPTION,
        version=sourcier.__version__,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(own_form)],
    )
    app.add_exception_handler(SourcierError, _complain)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _misfit)
    app.state.desk = Desk(store, settings)
    app.add_middleware(Shield, settings=settings, complain=complain)
    app.mount("/static", _Static(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    return app


class _Static(StaticFiles):
    """Files that browsers may keep where their address carries their digest."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if b"v=" in scope.get("query_string", b"") else "no-cache"
        response.headers["cache-control"] = kept
        return response


def _complain(request: Request, error: Exception) -> Response:
    if not isinstance(error, SourcierError):  # registered for that alone
        raise error
    return complain(request, error)


def _of_framework(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = complain(request, of_status(status))
    if isinstance(error, HTTPException):
        response.status_code = status
        response.headers.update({name: value for name, value in (error.headers or {}).items() if name == "Allow"})
    return response


def _misfit(request: Request, error: Exception) -> Response:
    """Say which field does not fit; what was sent in it is not repeated."""
    fields: list[str] = []
    if isinstance(error, RequestValidationError):
        fields = [str(found["loc"][-1]) for found in error.errors() if found.get("loc")]
    named = ", ".join(dict.fromkeys(fields)) or "the form"
    return complain(request, BadForm(f"what was sent does not fit: {named}", fields=tuple(fields)))
