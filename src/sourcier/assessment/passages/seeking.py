"""Which claims are looked up in a library, in which words, and which of the passages found may bear on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Protocol

from sourcier.assessment.lexicon import fold, stem, stop_words, tokenise
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Article, Lang
from sourcier.core.claims import Checkability, Claim, ClaimKind, Commitment
from sourcier.core.findings import Assessment, Verdict
from sourcier.core.language import Grain, TimeInterval
from sourcier.core.library import Passage
from sourcier.core.spans import Span
from sourcier.evidence.library.search import Hit, Query
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer

LIMIT = 16
"""Passages asked for on each clock."""
PER_ORIGIN = 3
"""Passages of one origin that are judged, copies left out: a text says a thing once or twice, or was corrected."""
MOST = 8
"""Passages judged for one claim."""
SHARED = 2
"""Telling words, figures or names that a passage must share with a claim to be judged."""
RUN = 5
"""Words of the runs by which a passage is known to be the article's own."""
COPIED = 0.8
"""Share of a passage's runs that stand in the article, from which one may be a copy of the other."""
REPRINTED, REPRINTED_BEFORE = 15, 25
"""Words in a row, at least, by which such a passage is a reprint: of the article's day or after it; from before. What
came before and is shorter is a source whose words the article took."""
SAME_NEWS = timedelta(days=3)
"""How long before an article a copy of it may have come out."""
OPEN = words_of("open")
"""Words that point outside of a claim when they open it."""
_ADDRESS = re.compile(r"^(?:https?:)?//(?:www\.|m\.|amp\.)?|[?#].*$|/+$")


class PassageLibrary(Protocol):
    """What of a library passages need; `sourcier.evidence.library.Library` has it."""

    def search_passages(self, query: Query) -> list[Hit[Passage]]:
        """Return the passages nearest to a query, the best first."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One claim looked up."""

    claim: Claim
    words: str
    """The claim as a sentence that stands by itself."""
    passages: tuple[Passage, ...]
    """To be judged, nearest first."""
    copies: Mapping[str, tuple[Passage, ...]]
    """By origin: of each document that the search found the nearest passage."""
    nearness: Mapping[str, float]
    """By passage: the share of the claim's telling words that it has."""


def is_open(claim: Claim, assessment: Assessment | None) -> bool:
    """Say whether passages may be asked about a claim: the tables leave it open, and a text could settle it.

    A table that has rows on the matter and does not decide (parties disagree, the figure is too near) is not
    overruled by prose.
    """
    if claim.kind in {ClaimKind.QUOTE, ClaimKind.PREDICTION}:
        return False
    if claim.commitment is Commitment.DENIES or claim.checkability in {
        Checkability.NOT_CHECKABLE,
        Checkability.NOT_YET,
    }:
        return False
    return assessment is None or (not assessment.finding_ids and assessment.verdict in _LEFT_OPEN)


_LEFT_OPEN = frozenset({None, Verdict.NOT_ENOUGH_EVIDENCE})


def seek(
    draft: Draft, claims: Sequence[Claim], wanted: Sequence[Claim], library: PassageLibrary, gazetteer: Gazetteer
) -> Iterator[Sought]:
    """Yield each claim that stands by itself with the passages that may bear on it, the article's copies left out.

    Args:
        draft: The article as read.
        claims: All of its claims.
        wanted: Those to look up.
        library: Where.
        gazetteer: Gives the names of a claim in both languages.
    """
    article = draft.article
    own = OwnText(article, draft)
    sentences = {one.id: one.span for one in draft.sentences}
    counts = Counter(claim.sentence_id for claim in claims)
    for claim in wanted:
        words = _words(claim, article, sentences.get(claim.sentence_id), is_alone=counts[claim.sentence_id] == 1)
        if not words:
            continue
        hits = _hits(library, _query(claim, words, article.lang, gazetteer), article.published)
        found = [hit.item for hit in hits if not own.has(hit.item)]
        near = _near(claim, words, article.lang, found)
        yield Sought(claim, words, tuple(near), _copies(found), {one.id: _nearness(claim, words, one) for one in near})


def _words(claim: Claim, article: Article, sentence: Span | None, *, is_alone: bool) -> str:
    """Return a claim's words where they can be read by themselves, else those of its sentence, else nothing."""
    own = claim.anchor.exact
    if not _points_outside(own):
        return own
    if sentence is None or not is_alone:
        return ""
    whole = sentence.of(article.text)
    return "" if _points_outside(whole) or len(whole) > 3 * len(own) else whole


def _points_outside(words: str) -> bool:
    first = tokenise(words)[:1]
    return not first or first[0] in OPEN


def _query(claim: Claim, words: str, lang: Lang, gazetteer: Gazetteer) -> Query:
    context = " ".join(claim.context)
    return Query(
        text=f"{words} {context}".strip(),
        lang=lang,
        numbers=tuple(dict.fromkeys(_plain(end) for one in claim.quantities for end in (one.low, one.high) if end)),
        dates=tuple(dict.fromkeys(day for one in claim.times if (day := _iso(one)))),
        names=tuple(dict.fromkeys(_names(claim, gazetteer))),
        limit=LIMIT,
    )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _iso(time: TimeInterval) -> str:
    if time.start is None:
        return ""
    cut = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}.get(time.grain)
    return time.start.isoformat()[:cut] if cut else ""


def _names(claim: Claim, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the names of a claim as written, and in the other language where the packs know them."""
    for one in claim.entities:
        yield one.text
        known = gazetteer.entities.get(one.entity_id or "")
        if known is not None:
            yield from (known.label_fr, known.label_en)


def _hits(library: PassageLibrary, query: Query, published: date | None) -> list[Hit[Passage]]:
    """Return what is found now, and what could be found on the day of publication, each once."""
    hits = library.search_passages(query)
    if published is not None and any(hit.item.published is None or hit.item.published > published for hit in hits):
        earlier = Query(
            text=query.text,
            lang=query.lang,
            known_by=published,
            numbers=query.numbers,
            dates=query.dates,
            names=query.names,
            limit=query.limit,
        )
        hits = [*library.search_passages(earlier), *hits]
    return list({hit.item.id: hit for hit in hits}.values())


def _near(claim: Claim, words: str, lang: Lang, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that share something telling with a claim: two stems, figures or names."""
    telling = _telling(claim, words)
    kept: list[Passage] = []
    per_origin: dict[str, int] = {}
    for passage in _without_copies(passages):
        needed = SHARED if passage.lang == lang else 1
        if (
            len(telling & _stems(passage)) < min(needed, len(telling))
            or per_origin.get(passage.origin, 0) >= PER_ORIGIN
        ):
            continue
        per_origin[passage.origin] = per_origin.get(passage.origin, 0) + 1
        kept.append(passage)
    return kept[:MOST]


def _without_copies(passages: Sequence[Passage]) -> list[Passage]:
    """Return some passages, of those of one origin and one wording the earliest, at the place of the nearest."""
    alike: dict[tuple[str, str], list[Passage]] = {}
    for one in passages:
        alike.setdefault((one.origin, one.text), []).append(one)
    return [min(those, key=lambda one: one.published or date.max) for those in alike.values()]


def _nearness(claim: Claim, words: str, passage: Passage) -> float:
    telling = _telling(claim, words)
    return len(telling & _stems(passage)) / len(telling) if telling else 0.0


def _telling(claim: Claim, words: str) -> set[str]:
    telling = {stem(word) for word in tokenise(words) if (len(word) > 2 or word.isdigit())} - stop_words()
    return telling | {stem(word) for one in claim.entities for word in tokenise(one.text)}


def _stems(passage: Passage) -> set[str]:
    return {stem(word) for word in tokenise(" ".join(filter(None, (passage.text, passage.title))))}


def _copies(passages: Sequence[Passage]) -> dict[str, tuple[Passage, ...]]:
    documents: dict[str, dict[str, Passage]] = {}
    for one in passages:
        documents.setdefault(one.origin, {}).setdefault(one.document_id, one)
    return {origin: tuple(those.values()) for origin, those in documents.items()}


class OwnText:
    """Tells what is the article itself: its page, its text, and passages that repeat its own words."""

    def __init__(self, article: Article, draft: Draft) -> None:
        self._digest = article.digest
        self._published = article.published
        self._address = _address(article.url) if article.url else None
        self._runs: set[tuple[str, ...]] = set()
        at = 0
        for quote in sorted((one for one in draft.quotes if one.depth == 0), key=lambda one: one.span.start):
            # Everybody has the words that it quotes.
            self._runs |= _runs(article.text[at : max(at, quote.span.start)])
            at = max(at, quote.span.end)
        self._runs |= _runs(article.text[at:])

    def has(self, passage: Passage) -> bool:
        """Say whether a passage only repeats the article."""
        if passage.digest == self._digest or (passage.url and _address(passage.url) == self._address):
            return True
        theirs = _rows(passage.text)
        met = [row in self._runs for row in theirs]
        if not met or sum(met) < COPIED * len(met):
            return False
        day, today = passage.published, self._published
        is_before = day is None or (today is not None and day < today - SAME_NEWS)
        return _longest(met) + RUN - 1 >= (REPRINTED_BEFORE if is_before else REPRINTED)


def _rows(text: str) -> list[tuple[str, ...]]:
    words = [fold(word) for word in re.findall(r"\w+", text)]
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _runs(text: str) -> set[tuple[str, ...]]:
    return set(_rows(text))


def _longest(met: Sequence[bool]) -> int:
    """Return how many hold in a row at most.

    >>> _longest([True, False, True, True])
    2
    """
    return max((len(list(those)) for holds, those in groupby(met) if holds), default=0)


def _address(url: str) -> str:
    """Return what of an address names the page.

    >>> _address("https://www.journal.example/a/?x=1#top") == _address("http://journal.example/a")
    True
    """
    return _ADDRESS.sub("", _ADDRESS.sub("", _ADDRESS.sub("", url.lower())))
