"""A claim without its figures and times: what two claims must say alike before their figures are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcier.assessment.vetoes import Features
from sourcier.core.spans import Span
from sourcier.text.quantities.lexicon import lexicon


def frame_of(claim: Features) -> Features:
    """Return a claim's features as if it gave no figure and no time: names, predicates and the other words.

    The noun that is counted stays ("64 conducteurs" leaves "conducteurs"), and so does every name.
    """
    spans = _spans(claim)
    times = [span for one in claim.moments for span in _places(one.text, claim.text)]
    counted = [span for one in claim.figures for span in _places(one.text, claim.text)]
    numbers = lexicon(claim.lang).numbers
    dropped = [
        any(span.overlaps(one) for one in times)
        or any(char.isdigit() for char in token)
        or (token.lower() in numbers and any(span.overlaps(one) for one in counted))
        for token, span in zip(claim.tokens, spans, strict=True)
    ]
    return replace(
        claim,
        text=_without(claim.text, [span for span, is_out in zip(spans, dropped, strict=True) if is_out]),
        figures=(),
        moments=(),
        words=frozenset(word for word in claim.words if not any(char.isdigit() for char in word)),
        tokens=tuple(token for token, is_out in zip(claim.tokens, dropped, strict=True) if not is_out),
    )


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
