"""Of which place or body a text is speaking where a clause does not say it: "La ville compte …", "the hospital"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import features_of
from sourcier.assessment.vetoes.names import same
from sourcier.assessment.vetoes.records import Named
from sourcier.core.article import Article, Lang
from sourcier.core.library import Document, Passage
from sourcier.core.testimony import VetoKind
from sourcier.text.gazetteer import Gazetteer

BACK = 900
"""Characters looked at before a clause; what is named further away is not what it speaks of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The nearest place or body named before a claim, and before a clause of a passage."""

    ours: Named | None = None
    theirs: Named | None = None
    our_text: str = ""
    """What stands before the claim."""
    their_text: str = ""
    """What stands before the clause."""

    @property
    def is_shared(self) -> bool:
        """Whether both texts speak of one place or body."""
        return self.ours is not None and self.theirs is not None and same(self.ours, self.theirs)


NOWHERE = Setting()


def speaks_of(text: str, thing: str, name: str) -> bool:
    """Say whether a text calls a thing by a name: "la médiathèque de Valbrune".

    >>> speaks_of("Non, la médiathèque de Valbrune ne ferme pas", "mediatheque", "valbrune")
    True
    """
    return re.search(rf"\b{re.escape(thing)}{OF}{re.escape(name)}\b", fold(text)) is not None


OF = r"\s+(?:de\s+|d'|du\s+|des\s+|of\s+)(?:la\s+|l'|the\s+)?"


def named_before(text: str, lang: Lang, gazetteer: Gazetteer) -> Named | None:
    """Return the place or body that a text names last; none where it names only people and states, or nothing."""
    names = features_of([text], lang, gazetteer=gazetteer)[0].names if text.strip() else ()
    local = [one for one in names if one.kind is not VetoKind.PERSON and one.level != "state" and not one.is_adjective]
    placed = [(text.rfind(one.text), one) for one in local]
    return max(placed, key=lambda pair: pair[0])[1] if placed else None


def before_claim(article: Article, start: int) -> str:
    """Return what stands before a claim: the end of the text so far, under the title."""
    return _under(article.title, article.text[:start])


def before_clause(passage: Passage, document: Document | None, start: int) -> str:
    """Return what stands before a clause of a passage: the end of its document so far, under title and heading.

    Args:
        passage: The passage.
        document: The one that it is of; without it only the passage is looked at.
        start: Where the clause begins in the passage.
    """
    whole = passage.text[:start]
    if document is not None:
        whole = document.text[: passage.anchor.start] + whole
    return _under(". ".join(one for one in (passage.title, passage.heading) if one), whole)


def _under(title: str | None, text: str) -> str:
    tail = text[-BACK:]
    if len(text) > BACK:
        tail = tail.partition(" ")[2]
    return f"{title}. {tail}" if title else tail
