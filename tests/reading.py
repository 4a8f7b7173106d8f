"""Read a text of our own the way the product does, for the tests of the claim finder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sourcier.claims import find_claims
from sourcier.core.claims import Claim, Ledger
from sourcier.core.language import Entity
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

STATES = (
    Entity("FRA", "state", "France", "France", ("français", "française", "Paris"), ("French", "Paris")),
    Entity("PRT", "state", "Portugal", "Portugal", ("portugais", "portugaise", "Lisbonne"), ("Portuguese", "Lisbon")),
    Entity("NOR", "state", "Norvège", "Norway", ("norvégien", "norvégienne", "Oslo"), ("Norwegian", "Oslo")),
)


@dataclass(frozen=True)
class Read:
    """An article as read, with short ways to ask about it."""

    draft: Draft
    claims: tuple[Claim, ...]
    ledger: Ledger

    def words(self, claim: Claim) -> str:
        return claim.span.of(self.draft.article.text)

    def focus(self, claim: Claim) -> str:
        return claim.focus.of(self.draft.article.text)

    def claim(self, part: str, kind: str | None = None) -> Claim:
        """Return the shortest claim that holds some words."""
        found = [c for c in self.claims if part in self.words(c) and (kind is None or c.kind == kind)]
        assert found, f"no claim with {part!r} among {[self.words(c) for c in self.claims]}"
        return min(found, key=lambda c: len(c.span))


@cache
def read(text: str, lang: str = "fr", published: str | None = "2024-05-15") -> Read:
    """Return what the product reads in a text."""
    day = date.fromisoformat(published) if published else None
    article = from_text(text, lang=lang, published=day)
    draft = read_text(article, Gazetteer.of(STATES))
    claims, ledger = find_claims(draft)
    return Read(draft, claims, ledger)
