"""A library and a judge small enough to read: words shared, and figures and negations compared letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcier.assessment.lexicon import fold
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Passage
from sourcier.core.spans import Anchor, Span
from sourcier.evidence.library.search import Hit, Query

NEGATIONS = {"pas", "jamais", "aucun", "not", "never", "no"}


def passage(text: str, publisher: str = "La Gazette", day: date | None = date(2021, 3, 2), **known: Any) -> Passage:
    """Return a passage that is a document by itself."""
    lang: Lang = known.pop("lang", "fr")
    made = digest(text + publisher)
    return Passage(
        id=make_id("psg", made),
        document_id=known.pop("document_id", make_id("doc", made)),
        text=text,
        anchor=Anchor.at(Span(0, len(text)), text),
        lang=lang,
        digest=known.pop("digest", made),
        origin=known.pop("origin", made),
        location="memory",
        publisher=publisher,
        published=day,
        **known,
    )


def words(text: str) -> set[str]:
    """Return the words of a text that are worth comparing."""
    return {fold(word)[:5] for word in re.findall(r"\w{4,}|\d+", text)}


class Shelves:
    """A library of a few passages."""

    def __init__(self, *passages: Passage) -> None:
        self.passages = passages
        self.asked: list[Query] = []

    def search_passages(self, query: Query) -> list[Hit[Passage]]:
        """Return what shares most words with a query."""
        self.asked.append(query)
        day = query.known_by
        known = [one for one in self.passages if day is None or (one.published is not None and one.published <= day)]
        scores = {one.id: float(len(words(one.text) & words(query.text))) for one in known}
        order = sorted((one for one in known if scores[one.id]), key=lambda one: (-scores[one.id], one.id))
        return [Hit(one, scores[one.id], rank, None) for rank, one in enumerate(order[: query.limit], start=1)]


@dataclass(frozen=True, slots=True)
class Told:
    """What the judge says."""

    verdict: Verdict
    scores: tuple[tuple[str, float], ...]


def judge(pairs: Sequence[tuple[str, str]]) -> list[Told]:
    """Say supported or refuted of texts that share half of the claim's words, by their figures and negations."""
    return [_told(premise, hypothesis) for premise, hypothesis in pairs]


def _told(premise: str, hypothesis: str) -> Told:
    ours, theirs = words(hypothesis), words(premise)
    if len(ours & theirs) < 0.5 * len(ours):
        return Told(Verdict.NOT_ENOUGH_EVIDENCE, _scores(0.05, 0.05))
    figures = [
        set(re.findall(r"\d+", re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d{3})", "", text))) for text in (premise, hypothesis)
    ]
    denied = [bool(NEGATIONS & set(re.findall(r"\w+", text.lower()))) for text in (premise, hypothesis)]
    if denied[0] != denied[1] or figures[1] - figures[0]:
        return Told(Verdict.REFUTED, _scores(0.03, 0.95))
    return Told(Verdict.SUPPORTED, _scores(0.95, 0.03))


def _scores(supported: float, refuted: float) -> tuple[tuple[str, float], ...]:
    rest = round(1 - supported - refuted, 2)
    return (("supported", supported), ("refuted", refuted), ("not_enough_evidence", rest))
