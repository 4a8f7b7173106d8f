"""The pages on which an article is read and decided, put together: the whole page, or the panel of one claim."""

from __future__ import annotations

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

from sourcier.app.desk.store.settings import Rating, ratings
from sourcier.app.desk.store.versions import Version, versions_of
from sourcier.app.desk.web.addresses import dossier_path, version_path
from sourcier.app.desk.web.carrying import offered
from sourcier.app.desk.web.choosing import RATED
from sourcier.app.desk.web.context import lang_of, render, text_of, words_of
from sourcier.app.desk.web.opening import Opened, open_article
from sourcier.app.desk.web.overlay import Overlay, Subject
from sourcier.app.desk.web.security import visitor_of
from sourcier.app.desk.web.settings import desk_of
from sourcier.app.desk.web.story import REVIEWS, Cell, Filter, cells, story
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
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
_MOST_TOLD = 5
"""Decisions of others that an open page tells at once; the history has the rest."""
_FIELDS = ("choice", "reason", "url", "title", "passage", "stance", "parts", "words", "sentence")


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
        versions=_versions(request, opened),
        story=laid,
        opened=panel,
        wanted=wanted,
        reviews=REVIEWS,
        shortcuts=[(name, keys or _choosing(request)) for name, keys in _SHORTCUTS],
        evidence_css=evidence_address(),
        progress=_progress(request, opened, is_beside=False),
    )


def _versions(request: Request, opened: Opened) -> list[tuple[Version, str, str, int]]:
    """Return the article's other versions: address, where its decisions are carried over, how many of them can be.

    Those of a newer version are its own: what was decided of a text that was corrected since is not taken back.
    """
    visitor = visitor_of(request)
    may_decide = visitor.may("reviewer")
    found = []
    for one in versions_of(desk_of(request).store, opened.edition.article.id):
        is_offered = may_decide and one.decided and not one.is_newer
        count = 0
        if is_offered and visitor.person:
            count = len(offered(opened, open_article(request, one.article_id), one, visitor.person.name).carried)
        found.append(
            (one, dossier_path(one.article_id), version_path(opened.edition.article.id, one.article_id), count)
        )
    return found


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
        wholes=[one for one in opened.overlay.wholes(subject) if one.laid or one.evidence],
        pieces=_pieces(opened.overlay, subject),
        rivals=subject.standing.rivals,
        options=options(subject, scale, words_of(request), opened.edition.article.lang),
        statuses=[str(verdict) for verdict in Verdict],
        opened=attempt.form,
        problem=attempt.problem,
        typed={name: (attempt.typed or {}).get(name, "") for name in _FIELDS},
        changed=changed,
        cells=_cells(request, opened, changed),
        is_answer=is_answer,
        progress=_progress(request, opened, is_beside=True) if is_answer else "",
    )


def list_text(request: Request, opened: Opened, wanted: Filter) -> str:
    """Return the list of claims that the panel shows while none is open."""
    return story(opened.edition, opened.overlay, lang_of(request), wanted).claims


def news_text(
    request: Request,
    opened: Opened,
    new: Sequence[Revision],
    others: Sequence[tuple[int, Revision]],
    *,
    is_listed: bool,
) -> str:
    """Return what has changed since a page was opened.

    Args:
        request: What it answers.
        opened: The article.
        new: The decisions that the page has not.
        others: Those to tell, with their places among all: its own person knows of the rest.
        is_listed: The page shows the list of claims.
    """
    find, shown = opened.overlay.find, others[-_MOST_TOLD:]
    changed = {one.id: one for revision in new if (one := find(revision.claim_id)) is not None}
    return text_of(
        request,
        "article_news.html",
        **_known(request, opened),
        changed=list(changed.values()),
        cells=_cells(request, opened, list(changed.values())),
        told=[(at, revision, find(revision.claim_id)) for at, revision in shown],
        more=len(others) - len(shown),
        claims=list_text(request, opened, Filter()) if is_listed else "",
        progress=_progress(request, opened, is_beside=True),
    )


def stale_text(request: Request, opened: Opened) -> str:
    """Return the line for a page that shows what was found before the article was checked again."""
    return text_of(request, "article_stale.html", **_known(request, opened))


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


def _cells(request: Request, opened: Opened, changed: Sequence[Subject]) -> Sequence[tuple[int, Cell]]:
    return cells(opened.edition, opened.overlay, lang_of(request), changed) if changed else ()


def _pieces(overlay: Overlay, subject: Subject) -> list[Subject]:
    """Return the parts of a claim that was split."""
    last = subject.standing.last
    if last is None or last.action is not Action.SPLIT:
        return []
    return [one for id_ in parts(last).values() if (one := overlay.find(id_))]


def options(subject: Subject, scale: Sequence[Rating], say: Words, lang: Lang) -> list[Option]:
    """Return the buttons of a decision: the newsroom's labels, the verdicts' own words where it has none, and none.

    Labels are those for the article's language, the words around them those of the interface.
    """
    found = []
    program = subject.laid.verdict if subject.laid else None
    settled = None if subject.is_disputed else subject.standing.last  # of two decisions that differ, neither stands
    for verdict in Verdict:
        labels = [one.of(lang) for one in scale if one.verdict == verdict]
        for label in labels or [""]:
            stands = settled is not None and settled.verdict == verdict and (settled.rating or "") == label
            found.append(
                Option(
                    value=f"{RATED}{label}" if label else str(verdict),
                    css=str(verdict),
                    sign=MARKS[verdict],
                    label=label or say(f"verdict.{verdict}"),
                    note=_note(say, stands=stands, is_program=program == verdict and len(labels) < 2),
                )
            )
    withheld = subject.state == "withheld" and settled is not None
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
