"""The layer of persuasion in words: which technique, whose words, and how far to trust it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.core.rhetoric import Technique
from sourcier.core.spans import Span
from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.words import Words
from sourcier.text.rhetoric import measured


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage of persuasion."""

    span: Span
    words: str
    slug: str
    name: str
    label: str
    """The name, and that the words are a source's where they are."""
    in_quote: bool


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A technique that occurs."""

    slug: str
    name: str
    gloss: str
    count: int


def passage_views(shown: DossierView) -> tuple[PassageView, ...]:
    """Return the passages of a dossier in reading order."""
    return tuple(
        PassageView(
            span=one.span,
            words=quoted(one.text, shown.say),
            slug=str(one.technique),
            name=(name := shown.say(f"rhetoric.technique.{one.technique}")),
            label=shown.say("rhetoric.of_source", name=name) if one.in_quote else name,
            in_quote=one.in_quote,
        )
        for one in shown.dossier.persuasion
    )


def legend(passages: Sequence[PassageView], say: Words) -> tuple[LegendEntry, ...]:
    """Return the techniques that occur, in the order of their definition."""
    return tuple(
        LegendEntry(str(technique), say(f"rhetoric.technique.{technique}"), say(f"rhetoric.gloss.{technique}"), count)
        for technique in Technique
        if (count := sum(one.slug == technique for one in passages))
    )


def trust(say: Words) -> str:
    """Return how often such a passage is marked rightly, how many are missed, and on what that was measured."""
    known = measured(say.lang)
    return say(
        "rhetoric.measured",
        precision=say.figure(f"{known.precision:.2f}"),
        recall=say.figure(f"{known.recall:.2f}"),
        found=known.found,
        gold=known.gold,
        sentences=known.sentences,
        file=known.file,
        day=say.day(known.day),
    )
