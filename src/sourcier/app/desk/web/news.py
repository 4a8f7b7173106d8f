"""What others decided since a page was opened, for that page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from sourcier.app.desk.web.opening import open_article
from sourcier.app.desk.web.reviewing import news_text, stale_text
from sourcier.app.desk.web.security import READERS, visitor_of

router = APIRouter(tags=["articles"], dependencies=READERS)


@router.get("/dossiers/{article_id}/news", include_in_schema=False)
def show_news(
    request: Request,
    article_id: str,
    have: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
    edition: Annotated[str, Query(max_length=100)] = "",
    *,
    listed: bool = False,
) -> Response:
    """Show what has changed since a page had this many decisions; nothing where nothing has.

    Where the article was checked again since, only that: its claims may have other numbers than the page shows.

    Decisions are never taken away, so that their number says which ones are new. `listed`: the page shows the list of
    claims, and gets it anew.
    """
    opened = open_article(request, article_id)
    if edition and edition != opened.edition.id:
        return HTMLResponse(stale_text(request, opened))
    new = opened.overlay.revisions[have:]
    if not new:
        return Response(status_code=204)
    person = visitor_of(request).person
    others = [(at, one) for at, one in enumerate(new, start=have + 1) if person is None or one.author != person.name]
    return HTMLResponse(news_text(request, opened, new, others, is_listed=listed))
