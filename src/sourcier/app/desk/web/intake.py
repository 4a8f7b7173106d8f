"""From an article to its dossier: what is sent, put in the queue, and how far the work on it has come."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath, PureWindowsPath
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from sourcier.app.desk.store.dossiers import dossier_of
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.errors import NoJob
from sourcier.app.desk.store.jobs import Job, Wish, add_job, job, jobs
from sourcier.app.desk.store.listing import MOST, Wanted, choices, find_dossiers
from sourcier.app.desk.web.addresses import dossier_path, form_path, job_path
from sourcier.app.desk.web.answers import FormAnswer, JobAnswer, JobsAnswer
from sourcier.app.desk.web.context import problem_of, render, said, wants_json, words_of
from sourcier.app.desk.web.errors import BadAddress, BadForm, QueueFull, TwoSources, status_of
from sourcier.app.desk.web.forms import described, field, one_of, tags_in, text
from sourcier.app.desk.web.lists import plain
from sourcier.app.desk.web.security import READERS, REVIEWERS, Reviewer, form_of, remember_visit, visitor_of
from sourcier.app.desk.web.settings import LANGS, Desk, desk_of
from sourcier.app.desk.web.steps import is_address, steps_of
from sourcier.core.errors import SourcierError
from sourcier.dossier.report.typography import one_line
from sourcier.ingest.errors import BlockedAddress
from sourcier.ingest.fetching import is_public
from sourcier.ingest.sniffing import find_media_type
from sourcier.ingest.sources import LIMIT, Content, check

router = APIRouter(tags=["intake"])

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx")
_MOST_WAITING = 100
_LONGEST_NAME = 120
_FIELDS = ("text", "url", "published", "lang", "tags")

_FORM = described(
    upload=True,
    file={"type": "string", "format": "binary", "default": ""},
    text={"type": "string", "default": ""},
    url=text(2000, default=""),
    published=text(10, default="", description="YYYY-MM-DD"),
    lang={**one_of("", *LANGS), "default": ""},
    tags=text(1000, default="", description="Separated by commas."),
)


@dataclass(frozen=True, slots=True)
class _Row:
    job: Job
    href: str
    name: str
    lang: str
    """Of the article; empty where it is not read yet."""
    tone: str
    problem: str


@router.get("/new.json", response_model=FormAnswer, dependencies=REVIEWERS)
def form_json(request: Request, response: Response) -> FormAnswer:
    """Give what is needed to send an article; the token goes with the cookie that comes with it."""
    remember_visit(response, request)
    return FormAnswer(csrf=visitor_of(request).csrf, endings=ENDINGS, most_bytes=LIMIT, languages=LANGS)


@router.get("/new", include_in_schema=False, dependencies=REVIEWERS)
def show_form(request: Request, url: Annotated[str, Query(max_length=2000)] = "") -> Response:
    """Show the form to send an article with."""
    return _form(request, {**dict.fromkeys(_FIELDS, ""), "url": one_line(url)})


@router.post("/new", status_code=303, response_class=RedirectResponse, openapi_extra=_FORM)
def send(request: Request, person: Reviewer, form: Annotated[FormData, Depends(form_of)]) -> Response:
    """Put an article in the queue: a file, a text or an address. Answers with the way to its job."""
    desk = desk_of(request)
    try:
        added = add_job(desk.store, _wish(form, desk), by=person.name)
    except SourcierError as error:
        if wants_json(request):
            raise
        given = {name: form.get(name, "") for name in _FIELDS}
        return _form(request, {name: typed for name, typed in given.items() if isinstance(typed, str)}, error)
    return RedirectResponse(job_path(added.id), 303)


@router.get("/jobs.json", response_model=JobsAnswer, dependencies=READERS)
def jobs_json(request: Request) -> JobsAnswer:
    """List the last articles sent."""
    return JobsAnswer(jobs=tuple(_answer(request, one) for one in jobs(desk_of(request).store, limit=100)))


@router.get("/jobs", include_in_schema=False, dependencies=READERS)
def show_jobs(request: Request) -> Response:
    """Show the last articles sent."""
    tones = {"done": "supported", "failed": "refuted", "running": "not_enough_evidence"}
    store = desk_of(request).store
    languages = {row.article_id: row.language for row in find_dossiers(store, Wanted(size=MOST)).rows}
    rows = [
        _Row(
            job=one,
            href=dossier_path(one.article_id) if one.article_id else job_path(one.id),
            name=_name(one),
            lang=languages.get(one.article_id or "", ""),
            tone=tones.get(one.state, "none"),
            problem=problem_of(request, one.slug, "").title if one.slug else "",
        )
        for one in jobs(store, limit=100)
    ]
    return render(request, "jobs.html", rows=rows)


@router.get("/jobs/{id_}.json", response_model=JobAnswer, dependencies=READERS)
def job_json(request: Request, id_: str) -> JobAnswer:
    """Say how far the work on an article has come."""
    return _answer(request, _job(request, id_))


@router.get("/jobs/{id_}/progress", include_in_schema=False, dependencies=READERS)
def show_progress(request: Request, id_: str) -> Response:
    """Show the part of a job's page that changes; once the dossier is there, the page goes on to it."""
    found = _job(request, id_)
    onward = {"hx-redirect": _dossier(desk_of(request).store, found)} if found.article_id else {}
    return _progress(request, found, "job_part.html", onward)


@router.get("/jobs/{id_}", include_in_schema=False, dependencies=READERS)
def show_job(request: Request, id_: str) -> Response:
    """Show how far the work on an article has come."""
    return _progress(request, _job(request, id_), "job.html", {})


def _form(request: Request, given: Mapping[str, str], error: SourcierError | None = None) -> Response:
    known = choices(desk_of(request).store)
    return render(
        request,
        "new.html",
        status=status_of(error) if error else 200,
        given=given,
        problem=problem_of(request, error.slug, str(error)) if error else None,
        known=[one_line(tag) for tag in known.tags],
        megabytes=LIMIT // 1024 // 1024,
        endings=",".join(ENDINGS),
    )


def _wish(form: FormData, desk: Desk) -> Wish:
    """Return what is to be checked. Nothing is fetched and nothing opened here but to see what kind of file it is."""
    waiting = sum(one.state == "waiting" for one in jobs(desk.store, limit=2 * _MOST_WAITING))
    if waiting >= _MOST_WAITING:
        raise QueueFull(f"{waiting} articles wait to be checked; send this one when some are done")
    file, pasted = form.get("file"), form.get("text", "")
    url = field(form, "url", longest=2000)
    has_file = isinstance(file, UploadFile) and bool(file.filename or file.size)
    if not isinstance(pasted, str):
        raise BadForm("the field text takes text", field="text")
    if sum((has_file, bool(pasted.strip()), bool(url))) > 1:
        raise TwoSources("an article was given in more than one way; give a file, a text or an address")
    lang, tags = field(form, "lang") or None, tags_in(field(form, "tags", longest=1000))
    published = _day(field(form, "published"))
    if url:
        url = _address(url)
        return Wish(name=url, url=url, lang=lang, published=published, tags=tags)
    if isinstance(file, UploadFile) and has_file:
        name, content = _file_name(file.filename or ""), file.file.read(LIMIT + 1)
    else:
        name, content = _first_words(pasted), pasted.encode("utf-8", "replace")
    if has_file or pasted.strip():
        find_media_type(check(Content(content, name)))
        return Wish(name=name, content=content, lang=lang, published=published, tags=tags)
    return Wish(name="", lang=lang)  # which the queue refuses, in its own words


def _address(url: str) -> str:
    """Return an address that may be fetched. A name is judged by the worker, when it is resolved; a number at once.

    Raises:
        BadAddress: It is none, or not of the web.
        BlockedAddress: It carries a password, or is a number that is not on the public web.
    """
    if _BARE.fullmatch(url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress(_AS_SHOWN, field="url") from error
    if parts.scheme.lower() not in {"http", "https"} or not host or any(one.isspace() for one in url):
        raise BadAddress(_AS_SHOWN, field="url")
    number = _number(host)
    if parts.username is not None or parts.password is not None or (number and not is_public(number)):
        raise BlockedAddress(f"{url} is not fetched: it is not on the public web", url=url)
    return url


_BARE = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,24}(/\S*)?", re.IGNORECASE)
"""As people copy one without what stands before it: www.example.org/article."""
_AS_SHOWN = "this is no address; write it as a browser shows it: https://…"


def _number(host: str) -> str | None:
    """Return the address that a host is when it is no name, whichever way it is written (127.1, 0x7f000001)."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise BadForm("this is no day of publication; write 2023-09-14", field="published") from error


def _file_name(given: str) -> str:
    r"""Return what to call a file: its last part, on one line, its ending kept.

    >>> _file_name("C:\\fakepath\\chronique.pdf"), _file_name("../../etc/passwd")
    ('chronique.pdf', 'passwd')
    """
    name = one_line(PurePath(PureWindowsPath(given).name).name) or "article"
    ending = PurePath(name).suffix[:12]
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - len(ending) - 1] + "…" + ending


def _first_words(pasted: str) -> str:
    """Return what to call a pasted text; never with an ending, which would say what kind of file it is."""
    line = next((plain(line) for line in pasted.splitlines() if line.strip()), "")
    name = line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
    return f"{name}…" if PurePath(name).suffix else name


def _job(request: Request, id_: str) -> Job:
    found = job(desk_of(request).store, id_)
    if found is None:
        raise NoJob(f"there is no job {id_}", id=id_)
    return found


def _name(of: Job) -> str:
    return plain(of.name) or of.id


def _progress(request: Request, found: Job, template: str, headers: Mapping[str, str]) -> Response:
    say, store = words_of(request), desk_of(request).store
    heading = {"waiting": "job.title_waiting", "done": "job.title_done", "failed": "job.title_failed"}
    steps = steps_of(found, say)
    now = [label for state, _, label in steps if state == "now"]
    return render(
        request,
        template,
        headers=headers,
        job=found,
        name=_name(found),
        heading=say(heading.get(found.state, "job.title")),
        is_open=found.state in {"waiting", "running"},
        others=found.state == "waiting" and any(one.state == "running" for one in jobs(store, limit=50)),
        steps=steps,
        now=now[0] if now else say("step.other"),
        done=found.steps_done,
        total=max(found.steps_total, 1),
        href=_dossier(store, found),
        problem=problem_of(request, found.slug or "internal", found.message or ""),
        retry=form_path(found.name) if is_address(found.name) else "",
    )


def _dossier(store: Store, of: Job) -> str:
    """Return the address of a job's dossier; it says so where the desk had the article before."""
    if not of.article_id:
        return "/"
    stored = dossier_of(store, of.article_id)
    was_there = stored is not None and stored.summary.added_at < of.added_at
    return f"{dossier_path(of.article_id)}{'?again=1' if was_there else ''}"


def _answer(request: Request, of: Job) -> JobAnswer:
    own = [name for name in JobAnswer.model_fields if name not in {"path", "dossier", "message"}]
    return JobAnswer(
        **{name: getattr(of, name) for name in own},
        message=said(request, of.slug or "", of.message or "") or None,
        path=job_path(of.id),
        dossier=dossier_path(of.article_id) if of.article_id else None,
    )
