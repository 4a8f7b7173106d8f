"""The list of dossiers, searched and filtered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from sourcier.app.desk.store.jobs import jobs
from sourcier.app.desk.store.listing import Found, Summary, Wanted, choices, find_dossiers
from sourcier.app.desk.web.addresses import claim_path, dossier_path, list_path
from sourcier.app.desk.web.answers import LineAnswer, ListAnswer, MatchAnswer
from sourcier.app.desk.web.context import render, words_of
from sourcier.app.desk.web.errors import BadForm
from sourcier.app.desk.web.security import READERS
from sourcier.app.desk.web.settings import desk_of
from sourcier.core.claims import ClaimKind
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.words import Words

router = APIRouter(tags=["dossiers"])

_REVIEWS = ("open", "begun", "done")
_SORTS = ("added", "published", "title", "open")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\s+#+$")


@dataclass(frozen=True, slots=True)
class _Match:
    status: str
    sign: str
    verdict: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One dossier as the list shows it."""

    href: str
    title: str
    publisher: str
    published: str
    added_at: datetime
    language: str
    marks: tuple[tuple[str, str, str], ...]
    """Verdict, its sign, how many claims have it."""
    tags: tuple[tuple[str, str], ...]
    decided: int
    to_review: int
    unsigned: int
    """Claims that the program could say nothing about and nobody examined."""
    conflicts: int
    matches: tuple[_Match, ...]


def wanted_of(
    q: Annotated[str, Query(max_length=200, description="Words of a claim or of a title.")] = "",
    verdict: Annotated[str, Query(max_length=40)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    publisher: Annotated[str, Query(max_length=300)] = "",
    language: Annotated[str, Query(max_length=10)] = "",
    since: Annotated[str, Query(max_length=10, description="YYYY-MM-DD")] = "",
    until: Annotated[str, Query(max_length=10, description="YYYY-MM-DD")] = "",
    tag: Annotated[str, Query(max_length=100)] = "",
    review: Annotated[str, Query(max_length=10)] = "",
    sort: Annotated[str, Query(max_length=10)] = "added",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Wanted:
    """Return what is looked for. Raises BadForm for a filter that there is not."""
    return Wanted(
        words=one_line(q),
        verdict=_one_of(verdict, MARKS, "verdict"),
        kind=_one_of(kind, [str(one) for one in ClaimKind], "kind"),
        publisher=one_line(publisher) or None,
        language=one_line(language) or None,
        since=_day(since, "since"),
        until=_day(until, "until"),
        tag=one_line(tag) or None,
        review=_one_of(review, _REVIEWS, "review"),  # type: ignore[arg-type]  # one of them
        sort=_one_of(sort or "added", _SORTS, "sort"),  # type: ignore[arg-type]
        page=page,
    )


Asked = Annotated[Wanted, Depends(wanted_of)]


@router.get("/dossiers.json", response_model=ListAnswer, dependencies=READERS)
@router.get("/.json", response_model=ListAnswer, include_in_schema=False, dependencies=READERS)
def list_json(request: Request, wanted: Asked) -> ListAnswer:
    """List the dossiers."""
    found = find_dossiers(desk_of(request).store, wanted)
    return ListAnswer(
        total=found.total,
        page=found.page,
        pages=found.pages,
        size=found.size,
        dossiers=tuple(_answer(row) for row in found.rows),
    )


@router.get("/", include_in_schema=False, dependencies=READERS)
def show_list(request: Request, wanted: Asked) -> Response:
    """Show the dossiers."""
    store, say = desk_of(request).store, words_of(request)
    found = find_dossiers(store, wanted)
    known, asked = choices(store), _query(wanted)
    return render(
        request,
        "list.html",
        wanted=wanted,
        is_filtered=bool(set(asked) - {"sort"}),
        is_narrowed=bool(set(asked) - {"sort", "q"}),
        total=found.total,
        rows=[_line(row, say) for row in found.rows],
        pages=found.pages,
        before=_at(asked, found, found.page - 1),
        after=_at(asked, found, found.page + 1),
        running=sum(job.state in {"waiting", "running"} for job in jobs(store, limit=50)),
        verdicts=[(name, say(f"verdict.{name}")) for name in MARKS],
        kinds=[(str(kind), say(f"kind.{kind}")) for kind in ClaimKind],
        reviews=[(name, say(f"review.{name}")) for name in _REVIEWS],
        sorts=[(name, say(f"sort.{name}")) for name in _SORTS],
        publishers=[(name, one_line(name)) for name in known.publishers],
        languages=[(name, say.get(f"language.{name}", name)) for name in known.languages],
        tags=[(name, one_line(name)) for name in known.tags],
    )


def title_of(summary: Summary, say: Words) -> str:
    """Return what to call a dossier: the article's title, else the file or address it came from."""
    return unbroken(plain(summary.title or summary.name or "") or say("untitled"), summary.language)


def plain(title: str) -> str:
    """Return a title on one line, without the signs that make it one in Markdown.

    >>> plain("## Le pont #"), plain("#MeToo")
    ('Le pont', '#MeToo')
    """
    return _MARKDOWN.sub("", one_line(title))


def _answer(row: Summary) -> LineAnswer:
    own = ("article_id", "name", "title", "publisher", "language", "published", "added_at", "edition", "tags")
    counts = ("claims", "decided", "open", "conflicts", "review")
    return LineAnswer(
        path=dossier_path(row.article_id),
        verdicts=dict(row.verdicts),
        matches=tuple(
            MatchAnswer(
                claim_id=one.claim_id,
                text=one.text,
                verdict=one.verdict,
                path=claim_path(row.article_id, one.claim_id),
            )
            for one in row.matches
        ),
        **{name: getattr(row, name) for name in (*own, *counts)},
    )


def _line(row: Summary, say: Words) -> _Line:
    return _Line(
        href=dossier_path(row.article_id),
        title=title_of(row, say),
        publisher=one_line(row.publisher or ""),
        published=say.day(row.published) if row.published else "",
        added_at=row.added_at,
        language=row.language,
        marks=tuple(
            (status, sign, say.count(f"summary.{status}", row.verdicts.get(status, 0)))
            for status, sign in MARKS.items()
            if row.verdicts.get(status)
        ),
        tags=tuple((one_line(tag), list_path({"tag": tag})) for tag in row.tags),
        decided=row.decided,
        to_review=row.claims,
        unsigned=row.claims - row.decided - row.open,
        conflicts=row.conflicts,
        matches=tuple(
            _Match(
                status=one.verdict or "none",
                sign=MARKS[one.verdict or "none"],
                verdict=say(f"verdict.{one.verdict or 'none'}"),
                text=unbroken(one_line(one.text), row.language),
                href=claim_path(row.article_id, one.claim_id),
            )
            for one in row.matches
        ),
    )


def _query(wanted: Wanted) -> dict[str, object]:
    """Return what is set, as the address of the list has it."""
    set_to = {
        "q": wanted.words,
        **{name: getattr(wanted, name) for name in ("verdict", "kind", "publisher", "language", "since", "until")},
        "tag": wanted.tag,
        "review": wanted.review,
        "sort": wanted.sort if wanted.sort != "added" else None,
    }
    return {name: value for name, value in set_to.items() if value}


def _at(asked: dict[str, object], found: Found, page: int) -> str | None:
    return list_path(asked | {"page": page}) if 1 <= page <= found.pages else None


def _one_of(given: str, known: object, name: str) -> str | None:
    if not given:
        return None
    if given not in known:  # type: ignore[operator]  # a tuple, list or mapping of words
        raise BadForm(f"there is no {name} of that name", field=name)
    return given


def _day(given: str, name: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadForm(f"{name} is no day; write 2023-09-14", field=name) from error
