"""What a reviewer typed, held against what a decision needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sourcier.app.desk.store.settings import Rating
from sourcier.app.desk.web.editions import Edition
from sourcier.app.desk.web.overlay import Overlay, Subject
from sourcier.app.desk.web.placing import Misplaced, Place, placed
from sourcier.core.article import Lang
from sourcier.core.errors import Scope, SourcierError
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, AddedEvidence
from sourcier.core.spans import Span
from sourcier.dossier.report.context import safe_url
from sourcier.dossier.report.typography import cleaned, one_line
from sourcier.dossier.report.words import Words

RATED = "rating:"
"""Stands before a newsroom's own label in a choice; a verdict's name stands alone."""
LONGEST = {"reason": 4000, "url": 2000, "title": 300, "passage": 20_000, "words": 20_000}
"""Letters of each field."""


class Refused(SourcierError, ValueError):
    """A form lacks something; `key` is that of the words that say what."""

    slug: ClassVar[str] = "bad-decision"
    scope: ClassVar[Scope] = Scope.ITEM

    def __init__(self, key: str, message: str = "", **blanks: object) -> None:
        super().__init__(message or key, key=key, blanks=blanks)

    def said(self, say: Words) -> str:
        """Return what is wrong and what to do, in words."""
        return say(self.key, **self.blanks)

    def named(self, said: str) -> Refused:
        """Return the same with its words as the message."""
        return Refused(self.key, said, **self.blanks)


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is signed."""

    action: Action
    seen: str | None = None
    verdict: Verdict | None = None
    rating: str | None = None
    spans: tuple[Span, ...] = ()
    evidence: AddedEvidence | None = None


def held(given: str, name: str) -> str:
    """Return a text without what cannot be shown. Raises Refused where it is too long, or empty."""
    if len(given) > LONGEST[name]:
        raise Refused("decide.problem.long", most=LONGEST[name])
    told = cleaned(given.replace("\r\n", "\n")).strip()
    if not told:
        raise Refused(f"decide.problem.{name}")
    return told


def decided(choice: str, subject: Subject, seen: str, scale: Sequence[Rating], lang: Lang) -> Draft:
    """Return the decision that a choice stands for.

    The verdict that stood on the page before its author is confirmed by the same one, changed by any other.

    Args:
        choice: A verdict's name, `rating:` and a label of the newsroom's, `withhold` or `dismiss`.
        subject: The claim as it stands now; somebody may have decided since the page was loaded.
        seen: Id of the last decision on that page; empty for none.
        scale: The newsroom's.
        lang: Of the article.

    Raises:
        Refused: The choice is none.
    """
    known = subject.known(seen)
    if choice in {Action.WITHHOLD, Action.DISMISS}:
        return Draft(Action(choice), seen=known)
    rating: str | None = None
    if choice.startswith(RATED):
        found = next((one for one in scale if one.of(lang) == choice.removeprefix(RATED)), None)
        if found is None:
            raise Refused("decide.problem.scale")
        verdict, rating = found.verdict, found.of(lang)
    elif choice in set(Verdict):
        verdict = Verdict(choice)
        if any(one.verdict == verdict for one in scale):
            raise Refused("decide.problem.scale")
    else:
        raise Refused("decide.problem.choice")
    action = Action.CONFIRM if verdict == subject.verdict_at(known) else Action.CHANGE
    return Draft(action, seen=known, verdict=verdict, rating=rating)


def evidence_of(*, url: str, title: str, passage: str, stance: str) -> AddedEvidence:
    """Return evidence as it was given. Raises Refused for an address that no link may lead to, or for nothing."""
    for name, given in (("url", url), ("title", title), ("passage", passage)):
        if len(given) > LONGEST[name]:
            raise Refused("decide.problem.long", most=LONGEST[name])
    address = url.strip()
    if address and safe_url(address) is None:
        raise Refused("evidence.problem.url")
    quoted = cleaned(passage.replace("\r\n", "\n")).strip()
    if not (address or quoted):
        raise Refused("evidence.problem.nothing")
    if stance and stance not in set(Verdict):
        raise Refused("evidence.problem.stance")
    return AddedEvidence(address or None, one_line(title) or None, quoted or None, Verdict(stance) if stance else None)


def parts_of(given: str, whole: Span, text: str) -> tuple[Span, ...]:
    """Return where the parts of a claim stand, in reading order. Raises Refused."""
    if len(given) > LONGEST["words"]:
        raise Refused("decide.problem.long", most=LONGEST["words"])
    lines = [line for line in given.splitlines() if line.strip()]
    if len(lines) < 2:
        raise Refused("split.problem.few")
    spans = sorted(_placed(line, Place(text, whole)) for line in lines)
    if len(set(spans)) < len(spans):
        raise Refused("split.problem.same")
    if whole in spans:
        raise Refused("split.problem.whole")
    return tuple(spans)


def place_of(words: str, edition: Edition, overlay: Overlay, *, sentence: str = "", start: str = "") -> Span:
    """Return where the words of a claim to add stand. Raises Refused, also where they are a claim already."""
    if len(words) > LONGEST["words"]:
        raise Refused("decide.problem.long", most=LONGEST["words"])
    if not words.strip():
        raise Refused("add.problem.words")
    text, within = edition.article.text, Span(0, len(edition.article.text))
    if sentence:
        found = next((one for one in edition.sentences if str(one.number) == sentence), None)
        if found is None:
            raise Refused("add.problem.sentence")
        within = found.span
    seen = int(start) if start.isdecimal() and len(start) < 10 else None
    span = _placed(words, Place(text, within, seen))
    same = next((one for one in overlay.subjects if one.span == span), None)
    if same is not None:
        raise Refused("add.problem.known", n=same.number)
    return span


def _placed(words: str, place: Place) -> Span:
    try:
        return placed(words, place)
    except Misplaced as error:
        shown = one_line(words)[:200]
        key = "add.problem.ambiguous" if error.count else "add.problem.absent"
        raise Refused(key, words=shown, count=error.count) from error
