"""Decisions about another version of an article, as far as they hold for this one: its claims of the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from sourcier.app.desk.store.versions import Version, versions_of
from sourcier.app.desk.web.choosing import Draft
from sourcier.app.desk.web.errors import NoPage
from sourcier.app.desk.web.opening import Opened, open_article
from sourcier.app.desk.web.overlay import Subject
from sourcier.app.desk.web.settings import desk_of
from sourcier.app.desk.web.wording import interface_words
from sourcier.core.revisions import Action, Revision

Why = Literal["absent", "several", "decided", "disputed", "program", "split"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision that holds for this version too."""

    here: Subject
    there: Subject
    last: Revision
    """The one that stands there."""


@dataclass(frozen=True, slots=True)
class Left:
    """A claim of which somebody decided in the other version, and which a person must look at again here."""

    there: Subject
    why: Why
    here: Subject | None
    """The claim of the same words, where there is one and no more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be carried over from another version of an article, and what cannot."""

    version: Version
    there: Opened
    carried: tuple[Carried, ...]
    left: tuple[Left, ...]


def offer(request: Request, here: Opened, other: str) -> Offer:
    """Return what can be carried over from another version. Raises NoPage for an article that is none."""
    versions = versions_of(desk_of(request).store, here.edition.article.id)
    version = next((one for one in versions if one.article_id == other), None)
    if version is None:
        raise NoPage(f"{other[:100]} is no other version of this article")
    return offered(here, open_article(request, other), version)


def offered(here: Opened, there: Opened, version: Version) -> Offer:
    """Return what can be carried over between two versions.

    A decision holds where the words are the same and stand once on either side, the program says the same of them, and
    nobody has decided here yet.
    """
    about, whole = _by_words(here.overlay.subjects), _by_words(there.overlay.subjects)
    carried: list[Carried] = []
    left: list[Left] = []
    for subject in there.overlay.subjects:
        last = subject.standing.last
        if last is None:
            continue
        same = about.get(_words(subject), [])
        only = same[0] if len(same) == 1 and len(whole[_words(subject)]) == 1 else None
        why = _why_not(subject, only) if only else ("several" if same else "absent")
        if only is None or why:
            left.append(Left(subject, why or "absent", only))
        else:
            carried.append(Carried(only, subject, last))
    return Offer(version, there, tuple(carried), tuple(left))


def drafts(one: Carried) -> Iterable[tuple[Revision, Draft]]:
    """Yield what is to be saved, each with the decision that it repeats: the evidence brought, then the verdict."""
    known = [brought.evidence for brought in one.here.evidence]
    for brought in one.there.evidence:
        if brought.evidence not in known:
            yield brought, Draft(Action.ADD_EVIDENCE, evidence=brought.evidence)
    last, action = one.last, one.last.action
    if last.verdict is not None:
        action = Action.CONFIRM if last.verdict == one.here.verdict_at(None) else Action.CHANGE
    yield last, Draft(action, verdict=last.verdict, rating=last.rating)


def reason(repeated: Revision, here: Opened) -> str:
    """Return the reason of a decision with whose it was, and which dossier it comes from, in the article's language."""
    say = interface_words(here.edition.article.lang)
    origin = say("versions.origin", author=repeated.author, day=say.day(repeated.at.date()), id=repeated.article_id)
    return f"{repeated.reason} ({origin})"


def _why_not(there: Subject, here: Subject) -> Why | None:
    if here.standing.last is not None:
        return "decided"
    if there.is_disputed:
        return "disputed"
    if there.state == "split":
        return "split"
    return "program" if here.verdict_at(None) != there.verdict_at(None) else None


def _by_words(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    found: dict[str, list[Subject]] = {}
    for one in subjects:
        found.setdefault(_words(one), []).append(one)
    return found


def _words(one: Subject) -> str:
    return " ".join(one.words.replace("’", "'").split())
