"""The clauses of a passage, each with what keeps the passage from vouching for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sourcier.assessment.passages.clauses import Clause, clause_of
from sourcier.assessment.passages.vouching import doubt
from sourcier.assessment.vetoes import features_of_claim
from sourcier.core.article import Alignment, Article, Block, BlockKind, Lang, Segment
from sourcier.core.claims import Claim, Ledger
from sourcier.core.library import Passage
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

MOST = 2048
"""Passages whose clauses are kept."""
LONGEST = 2000
"""Characters of a passage that are read."""

ClaimFinder = Callable[[Draft], tuple[Sequence[Claim], Ledger]]
"""Finds the claims of a draft: `sourcier.claims.find_claims`. Handed in: what a claim is worth must not weigh here."""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a passage."""

    clause: Clause
    doubt: str
    """The words by which the passage does not vouch for it; empty where it does."""


_kept: OrderedDict[tuple[str, Lang, date | None, int], tuple[Told, ...]] = OrderedDict()


def told_in(passage: Passage, gazetteer: Gazetteer, find: ClaimFinder) -> tuple[Told, ...]:
    """Return the clauses of a passage that could bear on a claim, read as those of an article are.

    Args:
        passage: The passage; "hier" counts from the day on which it was published.
        gazetteer: The one that the article was read with.
        find: What finds the claims of a draft.
    """
    key = (passage.text, passage.lang, passage.published, id(gazetteer))
    if key not in _kept:
        _kept[key] = tuple(_told(passage, gazetteer, find))
    _kept.move_to_end(key)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return _kept[key]


def _told(passage: Passage, gazetteer: Gazetteer, find: ClaimFinder) -> list[Told]:
    draft = read_text(_article(passage), gazetteer)
    claims, _ = find(draft)
    found = []
    for claim in claims:
        clause = clause_of(draft, claim, features_of_claim(draft, claim, gazetteer=gazetteer))
        if clause is not None:
            found.append(Told(clause, doubt(draft, claims, clause)))
    return found


def _article(passage: Passage) -> Article:
    """Return a passage as an article of one paragraph, to be read by the same readers."""
    text = passage.text[:LONGEST]
    return Article(
        id=passage.id,
        text=text,
        digest=passage.digest,
        lang=passage.lang,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        alignment=Alignment((Segment(0, 0, len(text)),)),
        original=text,
        media_type="text/plain",
        published=passage.published,
    )
