"""Decisions about another version of an article, as far as they hold for this one: its claims that say the same."""

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

Why = Literal["absent", "several", "decided", "disputed", "program", "split", "taken", "sentence"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision that holds for this version too."""

    here: Subject
    there: Subject
    last: Revision
    """The one that stands there."""
    is_same: bool
    """The sentence is the same too; where it is not, a person is to read both before the decision is carried."""


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that somebody added or decided in the other version, and that a person must look at again here."""

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


def offer(request: Request, here: Opened, other: str, person: str) -> Offer:
    """Return what a person can carry over from another version. Raises NoPage for an article that is none."""
    versions = versions_of(desk_of(request).store, here.edition.article.id)
    version = next((one for one in versions if one.article_id == other), None)
    if version is None:
        raise NoPage(f"{other[:100]} is no other version of this article")
    return offered(here, open_article(request, other), version, person)


def offered(here: Opened, there: Opened, version: Version, person: str) -> Offer:
    """Return what a person can carry over between two versions.

    A decision holds where the words are the same and stand once on either side, the article takes them alike, the
    program says the same of them, and nobody has decided here yet. Where their sentence has changed, it is left to
    whoever took it: nobody's name is put under what he has not seen.
    """
    about, whole = _by_words(here.overlay.subjects), _by_words(there.overlay.subjects)
    carried: list[Carried] = []
    left: list[Left] = []
    for subject in there.overlay.subjects:
        last = subject.standing.last
        same = about.get(_words(subject), [])
        if last is None:
            if not same and subject.laid is None and subject.part_of is None:
                left.append(Left(subject, "absent", None))
            continue
        only = same[0] if len(same) == 1 and len(whole[_words(subject)]) == 1 else None
        if only is None:
            left.append(Left(subject, "several" if same else "absent", None))
        elif why := _why_not(subject, only, is_own=last.author == person):
            left.append(Left(subject, why, only))
        else:
            carried.append(Carried(only, subject, last, _sentence(only) == _sentence(subject)))
    return Offer(version, there, tuple(carried), tuple(left))


def drafts(one: Carried) -> Iterable[tuple[Revision, Draft]]:
    """Yield what is to be saved, each with the decision that it repeats: the evidence brought, then the verdict.

    Evidence of others stays behind where the sentence has changed.
    """
    known = [brought.evidence for brought in one.here.evidence]
    for brought in one.there.evidence:
        if brought.evidence not in known and (one.is_same or brought.author == one.last.author):
            yield brought, Draft(Action.ADD_EVIDENCE, evidence=brought.evidence)
    last, action = one.last, one.last.action
    if last.verdict is not None:
        action = Action.CONFIRM if last.verdict == one.here.verdict_at(None) else Action.CHANGE
    yield last, Draft(action, verdict=last.verdict, rating=last.rating)


def reason(repeated: Revision, here: Opened, person: str) -> str:
    """Return the reason of a decision with whose it is, who carried it and whence, in the article's language."""
    say = interface_words(here.edition.article.lang)
    day = say.day(repeated.at.date())
    origin = say("versions.origin", author=repeated.author, day=day, id=repeated.article_id, by=person)
    return f"{repeated.reason} ({origin})"


def _why_not(there: Subject, here: Subject, *, is_own: bool) -> Why | None:
    if here.standing.last is not None:
        return "decided"
    if there.is_disputed:
        return "disputed"
    if there.state == "split":
        return "split"
    if here.verdict_at(None) != there.verdict_at(None):
        return "program"
    if here.laid and there.laid and here.laid.taken != there.laid.taken:
        return "taken"
    is_known = is_own and here.laid is not None and there.laid is not None
    return None if is_known or _sentence(here) == _sentence(there) else "sentence"


def _by_words(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    found: dict[str, list[Subject]] = {}
    for one in subjects:
        found.setdefault(_words(one), []).append(one)
    return found


def _words(one: Subject) -> str:
    return _plain(one.words)


def _sentence(one: Subject) -> tuple[str, ...]:
    """Return the sentence of a claim, cut at its ends: the same words elsewhere in it are another claim."""
    return tuple(_plain(piece) for piece in (one.excerpt.before, one.excerpt.words, one.excerpt.after))


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())
