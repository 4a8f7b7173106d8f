"""A claim without its figures, times and source: what two claims must say alike before their figures are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcier.app.corpus.showing.saidby import source_in
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.figures import MEASURED
from sourcier.core.spans import Span
from sourcier.text.quantities.lexicon import lexicon

PERCENT = frozenset({"per", "cent", "percent", "pour"})
OF_MANY = frozenset({"count", "factor", "rank"})
"""Units of figures whose words say what is counted, and how it changed."""


def frame_of(claim: Features) -> Features:
    """Return a claim's features as if it gave no figure, no time and no source: names, predicates and the other words.

    The noun that is counted stays ("64 conducteurs" leaves "conducteurs"), and so does every name; a unit goes.
    """
    spans = _spans(claim)
    source = source_in(claim.text, claim.lang)
    out = [span for one in claim.moments for span in _places(one.text, claim.text)] + ([source] if source else [])
    units = [span for one in claim.figures for span in (*_bounds(one.text, claim), *_units(one.text, one.unit, claim))]
    counted = [span for one in claim.figures for span in _places(one.text, claim.text)]
    numbers = lexicon(claim.lang).numbers
    dropped = [
        any(span.overlaps(one) for one in out)
        or any(char.isdigit() for char in token)
        or any(span.overlaps(one) for one in units)
        or (token.lower() in numbers and any(span.overlaps(one) for one in counted))
        for token, span in zip(claim.tokens, spans, strict=True)
    ]
    said_beside = claim.text[source.start : source.end] if source else ""
    return replace(
        claim,
        text=_without(claim.text, [span for span, is_out in zip(spans, dropped, strict=True) if is_out]),
        figures=(),
        moments=(),
        names=tuple(one for one in claim.names if one.text not in said_beside),
        said=tuple(one for one in claim.said if one.text not in said_beside),
        words=frozenset(word for word in claim.words if not any(char.isdigit() for char in word)),
        tokens=tuple(token for token, is_out in zip(claim.tokens, dropped, strict=True) if not is_out),
    )


def _bounds(words: str, claim: Features) -> Iterator[Span]:
    """Yield what stands before the number of a figure: "at least", "près de"."""
    numbers = lexicon(claim.lang).numbers
    parts = words.replace("’", "' ").replace("-", " ").split()
    first = next((one for one in parts if any(map(str.isdigit, one)) or one.lower() in numbers), "")
    for place in _places(words, claim.text):
        until = claim.text.find(first, place.start) if first else place.start
        if until > place.start:
            yield Span(place.start, until)


def _units(words: str, unit: str, claim: Features) -> Iterator[Span]:
    """Yield where the unit of a figure stands: the first word of a measure that is no number, "per cent" of a share."""
    if unit in OF_MANY or not MEASURED.fullmatch(unit):
        return
    numbers = lexicon(claim.lang).numbers
    for place in _places(words, claim.text):
        at, is_counted = place.start, False
        for word in words.replace("’", " ").replace("'", " ").split():
            start = claim.text.find(word, at)
            at = start + len(word)
            if unit == "%":
                if word.lower() in PERCENT:
                    yield Span(start, at)
            elif any(map(str.isdigit, word)) or word.lower() in numbers:
                is_counted = True
            elif is_counted and terms(word):
                yield Span(start, at)
                break


def _spans(claim: Features) -> Sequence[Span]:
    spans: list[Span] = []
    at = 0
    for token in claim.tokens:
        found = claim.text.find(token, at)
        start = at if found < 0 else found
        at = start + len(token)
        spans.append(Span(start, at))
    return spans


def _places(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while words and at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + len(words))


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = max(at, span.end)
    return " ".join("".join([*kept, text[at:]]).split())
