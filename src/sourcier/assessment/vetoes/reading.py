"""Features of claims and of short texts."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from sys import intern

from spacy.tokens import Doc

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes.figures import figures_of, ranks_of
from sourcier.assessment.vetoes.moments import FLOATING_DAY, moments_of
from sourcier.assessment.vetoes.names import names_of
from sourcier.assessment.vetoes.predicates import said_in
from sourcier.assessment.vetoes.records import Features
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.evidence.packs import open_packs
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer, find_mentions
from sourcier.text.parsing import pipeline
from sourcier.text.quantities import find_quantities
from sourcier.text.times import find_times
from sourcier.text.tokens import Parse, Token

MOST = 4096
"""Texts whose features are kept."""
LONGEST = 2000
"""Characters of a text that are read: a passage has some hundreds."""
BATCH, AT_ONCE = 32, 10_000
"""Texts that the language model takes at once, of few; characters, of thousands."""
PRONOUNS = words_of("pronouns")
_kept: OrderedDict[tuple[str, Lang, date | None, int], Features] = OrderedDict()


@cache
def starter_gazetteer() -> Gazetteer:
    """Return the names that the installed packs know."""
    return Gazetteer.of(open_packs().entities)


def features_of(
    texts: Sequence[str],
    lang: Lang,
    published: date | None = None,
    *,
    gazetteer: Gazetteer | None = None,
) -> list[Features]:
    """Return what short texts can be compared by, read in batches and kept by text.

    Args:
        texts: Claims, passages, headlines; only their first 2000 characters are read.
        lang: Of all of them.
        published: The day from which "yesterday" counts; without it times are compared by month and day alone
            where they name no year.
        gazetteer: The names to link with, the same as for what they are held against; None for the installed packs'.
    """
    names = gazetteer if gazetteer is not None else starter_gazetteer()
    cut = [text[:LONGEST] for text in texts]
    missing = list(dict.fromkeys(text for text in cut if (text, lang, published, id(names)) not in _kept))
    fresh = {}
    for text, doc in zip(missing, pipeline(lang).pipe(missing, batch_size=BATCH), strict=True):
        fresh[text] = _of_doc(doc, lang, published, names)
    found = []
    for text in cut:
        key = (text, lang, published, id(names))
        features = fresh.get(text) or _kept[key]
        _kept[key] = features
        _kept.move_to_end(key)
        found.append(features)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return found


def features_by_day(asked: Sequence[tuple[str, date | None]], lang: Lang) -> list[Features]:
    """Return what `features_of` returns for many short texts of many days, each text parsed once, and nothing kept.

    Texts of which the day changes no time share one record.

    Args:
        asked: Each text with the day from which "yesterday" counts.
        lang: Of all of them.
    """
    days: dict[str, dict[date | None, None]] = defaultdict(dict)
    for text, published in asked:
        days[text[:LONGEST]][published] = None
    found: dict[tuple[str, date | None], Features] = {}
    size = AT_ONCE * len(days) // max(sum(map(len, days)), 1) + 1
    for (text, some), doc in zip(days.items(), pipeline(lang).pipe(days, batch_size=size), strict=True):
        found |= {(text, published): one for published, one in _of_days(doc, lang, some)}
    return [found[text[:LONGEST], published] for text, published in asked]


def _of_days(doc: Doc, lang: Lang, days: Iterable[date | None]) -> Iterator[tuple[date | None, Features]]:
    names = starter_gazetteer()
    tokens = list(Parse(doc, doc.text)[0 : len(doc)])
    quantities, mentions = find_quantities(doc, lang), find_mentions(doc, lang, names)
    known: dict[tuple[tuple[TimeInterval, ...], bool], Features] = {}
    for published in days:
        times = tuple(find_times(doc, lang, published or FLOATING_DAY))
        key = (times, published is None)
        if key not in known:
            known[key] = _features(doc.text, lang, tokens, _Found(quantities, times, mentions), published, names)
        yield published, known[key]


def features_of_claim(draft: Draft, claim: Claim, *, gazetteer: Gazetteer | None = None) -> Features:
    """Return what a claim can be compared by, from the article's own parse.

    Args:
        draft: The article as read, with the names that the gazetteer links.
        claim: One of its claims; figures, times and names are those of its own words.
        gazetteer: The one that the draft was read with; None for the installed packs'.
    """
    names = gazetteer if gazetteer is not None else starter_gazetteer()
    return _features(
        text=claim.anchor.exact,
        lang=draft.article.lang,
        tokens=list(draft.tokens(claim.span)),
        found=_Found(claim.quantities, claim.times, claim.entities),
        published=draft.article.published,
        gazetteer=names,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    quantities: Sequence[Quantity]
    times: Sequence[TimeInterval]
    mentions: Sequence[Mention]


def _of_doc(doc: Doc, lang: Lang, published: date | None, gazetteer: Gazetteer) -> Features:
    tokens = list(Parse(doc, doc.text)[0 : len(doc)])
    found = _Found(
        find_quantities(doc, lang),
        find_times(doc, lang, published or FLOATING_DAY),
        find_mentions(doc, lang, gazetteer),
    )
    return _features(doc.text, lang, tokens, found, published, gazetteer)


def _features(
    text: str,
    lang: Lang,
    tokens: Sequence[Token],
    found: _Found,
    published: date | None,
    gazetteer: Gazetteer,
) -> Features:
    words = [(token.text, Span(token.idx, token.idx + len(token.text))) for token in tokens if not token.is_space]
    taken = [*(one.span for one in found.times), *(one.span for one in found.quantities)]
    linked = [one.span for one in found.mentions if one.entity_id]
    return Features(
        text=text,
        lang=lang,
        figures=(*figures_of(found.quantities, lang), *ranks_of(words, [*taken, *linked], lang)),
        moments=tuple(moments_of(found.times, published)),
        names=tuple(names_of(found.mentions, words, taken, lang, gazetteer)),
        said=tuple(said_in([one for one in tokens if not one.is_space], lang)),
        words=frozenset(part for word, _ in words for part in _parts(fold(word))),
        tokens=tuple(intern(word) for word, _ in words),
        has_open_pronoun=_opens_with_pronoun(words, found.mentions),
        nouns=tuple(_nouns(tokens, [*(one.span for one in found.times), *(one.span for one in found.mentions)])),
    )


def _nouns(tokens: Sequence[Token], taken: Sequence[Span]) -> Iterator[str]:
    for token in tokens:
        span = Span(token.idx, token.idx + len(token.text))
        if token.pos_ == "NOUN" and token.is_alpha and not any(one.overlaps(span) for one in taken):
            yield token.text


def _opens_with_pronoun(words: Sequence[tuple[str, Span]], mentions: Sequence[Mention]) -> bool:
    first = next((span.start for word, span in words if fold(word) in PRONOUNS), None)
    return first is not None and not any(one.span.start < first for one in mentions)


def _parts(folded: str) -> list[str]:
    return [intern(part) for part in "".join(char if char.isalnum() else " " for char in folded).split()]
