"""The pages on which an article is read and decided, put together: the whole page, or the panel of one claim."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from fastapi import Request
from markupsafe import Markup
from starlette.responses import Response

from sourcier.app.desk.store.decisions import latest
from sourcier.app.desk.store.dossiers import edition_of
from sourcier.app.desk.store.errors import NoClaim, NoDossier
from sourcier.app.desk.store.settings import Rating, ratings
from sourcier.app.desk.web.addresses import dossier_path
from sourcier.app.desk.web.choosing import RATED
from sourcier.app.desk.web.context import lang_of, render, text_of, words_of
from sourcier.app.desk.web.editions import Edition, Shelf
from sourcier.app.desk.web.overlay import Overlay, Subject, overlay_of
from sourcier.app.desk.web.security import visitor_of
from sourcier.app.desk.web.settings import desk_of
from sourcier.app.desk.web.story import REVIEWS, Filter, story
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.words import Words

_SHORTCUTS = (
    ("next", ("j", "→")),
    ("previous", ("k", "←")),
    ("open", ("Enter",)),
    ("undecided", ("n",)),
    ("choose", ()),
    ("reason", ("r",)),
    ("save", ("Ctrl", "Enter")),
    ("past", ("h",)),
    ("list", ("Esc",)),
    ("kind", ("t",)),
    ("layer", ("p",)),
    ("add", ("a",)),
    ("help", ("?",)),
)
_FIELDS = ("choice", "reason", "url", "title", "passage", "stance", "parts", "words", "sentence")

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Opened:
    """An article of the desk as it stands for one request."""

    edition: Edition
    overlay: Overlay

    @property
    def path(self) -> str:
        """Address of its page."""
        return dossier_path(self.edition.article.id)

    def subject(self, claim_id: str) -> Subject:
        """Return one claim. Raises NoClaim."""
        found = self.overlay.find(claim_id)
        if found is None:
            raise NoClaim(f"the article has no claim {claim_id[:100]}", claim_id=claim_id)
        return found


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that was sent and could not be taken: what was typed is given back."""

    form: str = ""
    """Which: `decision`, `evidence`, `split`, `dismiss`, `add`; or the part to open."""
    problem: str = ""
    typed: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One button of the decision."""

    value: str
    css: str
    sign: str
    label: str
    note: str = ""
    """Whose verdict it is now."""


def open_article(request: Request, article_id: str) -> Opened:
    """Return an article of the desk. Raises NoDossier."""
    store = desk_of(request).store
    id_ = edition_of(store, article_id)
    if id_ is None:
        raise NoDossier(f"the desk has no article {article_id[:100]}", article_id=article_id)
    edition = _shelf(request).edition(store, article_id, id_)
    return Opened(edition, overlay_of(store, edition, latest(store, article_id)))


def _shelf(request: Request) -> Shelf:
    """Return the application's shelf, made by whoever comes first."""
    state = request.app.state
    with _lock:
        if not hasattr(state, "shelf"):
            state.shelf = Shelf()
    shelf: Shelf = state.shelf
    return shelf


def whole_page(
    request: Request,
    opened: Opened,
    wanted: Filter,
    subject: Subject | None = None,
    attempt: Attempt | None = None,
    *,
    is_again: bool = False,
) -> Response:
    """Return the article's page, its panel open at a claim where one is given."""
    said = words_of(request)
    laid = story(opened.edition, opened.overlay, lang_of(request), wanted)
    panel = Markup(panel_text(request, opened, subject, wanted, attempt)) if subject else ""  # noqa: S704 - a template's
    return render(
        request,
        "article.html",
        status=422 if attempt and attempt.problem else 200,
        **_known(request, opened),
        heading=f"{said('claim.number', n=subject.number)} – {opened.edition.title}"
        if subject
        else opened.edition.title,
        is_again=is_again,
        story=laid,
        opened=panel,
        wanted=wanted,
        reviews=REVIEWS,
        shortcuts=[(name, keys or _choosing(request)) for name, keys in _SHORTCUTS],
        evidence_css=evidence_address(),
        progress=_progress(request, opened, is_beside=False),
    )


def _choosing(request: Request) -> tuple[str, ...]:
    """Return the keys of the buttons of a decision: one for each, and nine at most."""
    labels = Counter(one.verdict for one in ratings(desk_of(request).store))
    return "1", "…", str(min(9, sum(max(1, labels[verdict]) for verdict in Verdict) + 1))


def panel_text(
    request: Request,
    opened: Opened,
    subject: Subject,
    wanted: Filter | None = None,
    attempt: Attempt | None = None,
    changed: Sequence[Subject] = (),
    *,
    is_answer: bool = False,
) -> str:
    """Return the panel of one claim.

    Args:
        request: What it answers.
        opened: The article.
        subject: The claim.
        wanted: The filter that links keep.
        attempt: A form that could not be taken.
        changed: Claims whose marks in the text change with this answer.
        is_answer: It goes into a page that is open: what stands beside it on that page comes with it.
    """
    before, behind = opened.overlay.beside(subject)
    attempt = attempt or Attempt()
    scale = ratings(desk_of(request).store)
    return text_of(
        request,
        "article_panel.html",
        **_known(request, opened),
        one=subject,
        program_sign=MARKS[subject.laid.status] if subject.laid else "+",
        before=before,
        behind=behind,
        query=wanted.query if wanted else "",
        parent=opened.overlay.find(subject.part_of) if subject.part_of else None,
        pieces=_pieces(opened.overlay, subject),
        rivals=_rivals(subject),
        options=options(subject, scale, words_of(request)),
        statuses=[str(verdict) for verdict in Verdict],
        opened=attempt.form,
        problem=attempt.problem,
        typed={name: (attempt.typed or {}).get(name, "") for name in _FIELDS},
        changed=changed,
        is_answer=is_answer,
        progress=_progress(request, opened, is_beside=True) if is_answer else "",
    )


def list_text(request: Request, opened: Opened, wanted: Filter) -> str:
    """Return the list of claims that the panel shows while none is open."""
    return story(opened.edition, opened.overlay, lang_of(request), wanted).claims


def other_page(request: Request, template: str, opened: Opened, *, status: int = 200, **values: object) -> Response:
    """Return another page about an article: its history, its print view, a form."""
    known = _known(request, opened) | {"evidence_css": evidence_address()}
    return render(request, template, status=status, **(known | values))


def _known(request: Request, opened: Opened) -> dict[str, Any]:
    return {
        "edition": opened.edition,
        "overlay": opened.overlay,
        "path": opened.path,
        "lang": opened.edition.article.lang,
        "may_decide": visitor_of(request).may("reviewer"),
        "signs": MARKS,
    }


def _progress(request: Request, opened: Opened, *, is_beside: bool) -> Markup:
    text = text_of(request, "article_progress.html", overlay=opened.overlay, path=opened.path, is_beside=is_beside)
    return Markup(text)  # noqa: S704 - a template's, escaped there


def _pieces(overlay: Overlay, subject: Subject) -> list[Subject]:
    """Return the parts of a claim that was split."""
    last = subject.standing.last
    if last is None or last.action is not Action.SPLIT:
        return []
    return [one for id_ in parts(last).values() if (one := overlay.find(id_))]


def _rivals(subject: Subject) -> list[object]:
    """Return the decisions that conflict with what stands, and that itself, in the order of saving."""
    found: dict[str, object] = {}
    for pair in subject.standing.conflicts:
        if pair[1] == subject.standing.last:
            found |= {one.id: one for one in pair}
    return list(found.values())


def options(subject: Subject, scale: Sequence[Rating], say: Words) -> list[Option]:
    """Return the buttons of a decision: the newsroom's labels, the verdicts' own words where it has none, and none."""
    found = []
    last, program = subject.standing.last, subject.laid.verdict if subject.laid else None
    for verdict in Verdict:
        labels = [one.label for one in scale if one.verdict == verdict]
        for label in labels or [""]:
            stands = last is not None and last.verdict == verdict and (last.rating or "") == label
            found.append(
                Option(
                    value=f"{RATED}{label}" if label else str(verdict),
                    css=str(verdict),
                    sign=MARKS[verdict],
                    label=label or say(f"verdict.{verdict}"),
                    note=_note(say, stands=stands, is_program=program == verdict),
                )
            )
    withheld = subject.state == "withheld"
    found.append(Option("withhold", "none", "–", say("decide.withhold"), say("decide.stands") if withheld else ""))
    return found


def _note(say: Words, *, stands: bool, is_program: bool) -> str:
    told = [say("decide.stands")] if stands else []
    return ", ".join([*told, say("decide.program")] if is_program else told)


@cache
def evidence_css() -> bytes:
    """Return the style of what a claim rests on: the report's own."""
    return (resources.files("sourcier.dossier.report") / "templates" / "evidence.css").read_bytes()


@cache
def evidence_address() -> str:
    """Return the address of that style; it changes with it."""
    return f"/evidence.css?v={sha256(evidence_css()).hexdigest()[:12]}"
