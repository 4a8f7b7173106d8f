"""A document's text cut into passages: what search finds, what a verdict can rest on, and where each stands.

The rules are light, for a hundred thousand passages in seconds: no model reads the text. Paragraphs are parted by
blank lines. The lines of one paragraph are the items of a list or the rows of a table (`intake.making` writes them so)
unless they read on from one to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil

from sourcier.core.ids import make_id
from sourcier.core.library import Document, Heading, Passage
from sourcier.core.spans import Anchor, Span, trimmed
from sourcier.evidence.library.origins import own_origin

SENTENCES = 3
"""Of one passage at most."""
WORDS = 80
"""Of one passage, where its sentences allow it: about the 128 tokens that a passage and a claim share."""
MOST_WORDS = 120
"""A sentence, list or table up to this length stays whole; a longer one is parted at its own marks."""
MOST_CHARACTERS = 2_000
"""Of a passage, whatever it holds: no text has a sentence like that, a page of encoded data has."""

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")
_WORD = re.compile(r"\S+")
_END = re.compile(r"(?<![.!?…])[.!?…]+[»”\"’)\]]*(?:[^\S\n]?[»”])?\s+(?=(?:[«“\"(\[–—-][^\S\n]?)*[A-ZÀ-ÖØ-ÞŒ0-9])")
_LAST_WORD = re.compile(r"[^\s«“\"(\['’]*$")
_LONGEST_WORD = 40
_PROSE_WIDTH = 40
"""Characters of a line from which on a printer may have broken it."""
_SHORT_FORM = re.compile(r"[^\W\d_]{1,5}\.")
_MARKS = (re.compile(r"[;:][»”\"]?\s+"), re.compile(r",[»”\"]?\s+|\s[–—]\s+"), re.compile(r"\s+"))
"""Where a sentence that is too long may be parted, the better places first."""


def cut(document: Document) -> list[Passage]:
    """Return a document's passages in order, each with its own document's origin until copies are looked for.

    Passages never overlap and hold every letter of the text but the headings', which stand in `Passage.heading` and
    `Passage.title`.
    """
    passages = []
    for span, heading in _placed(document):
        exact = span.of(document.text)
        passages.append(
            Passage(
                id=make_id("psg", document.id, span.start, span.end),
                document_id=document.id,
                text=exact,
                anchor=Anchor.at(span, document.text),
                lang=document.lang,
                digest=document.digest,
                origin=own_origin(document.digest),
                location=document.location,
                heading=heading,
                title=document.title,
                url=document.url,
                publisher=document.publisher,
                published=document.published,
            )
        )
    return passages


def _placed(document: Document) -> Iterator[tuple[Span, str | None]]:
    """Yield the span of each passage with the words of the heading above it."""
    at, above = 0, None
    end = Heading(Span(len(document.text), len(document.text)), 1)
    for heading in (*document.headings, end):
        for span in spans_of(document.text, Span(at, max(at, heading.span.start))):
            yield span, above
        at = max(at, heading.span.end)
        if heading.level > 1:
            above = " ".join(heading.span.of(document.text).split()) or above


def spans_of(text: str, within: Span | None = None) -> list[Span]:
    """Return the spans of the passages of a text that has no headings.

    >>> text = "M. Roy part. Il revient. Il pleut. Il sort encore." + chr(10) * 2 + "Une autre affaire."
    >>> [span.of(text) for span in spans_of(text)]
    ['M. Roy part. Il revient.', 'Il pleut. Il sort encore.', 'Une autre affaire.']
    """
    found: list[Span] = []
    led: Span | None = None
    for block in _parted(text, Span(0, len(text)) if within is None else within, _BLANK):
        lines = list(_parted(text, block, _LINE))
        if len(lines) > 1 and not _reads_on(text, lines):
            found += _listed(text, [led, *lines] if led else lines)
            led = None
            continue
        if led:
            found.append(led)
        *sentences, last = _sentences(text, block)
        led = last if text[last.end - 1] == ":" else None
        found += _grouped(text, sentences if led else [*sentences, last])
    return [*found, led] if led else found


def _parted(text: str, span: Span, by: re.Pattern[str]) -> Iterator[Span]:
    """Yield what stands between the matches of a pattern, trimmed, without what is empty."""
    at = span.start
    bounds = [match.span() for match in by.finditer(text, span.start, span.end)]
    for start, end in (*bounds, (span.end, span.end)):
        if len(piece := trimmed(Span(at, start), text)):
            yield piece
        at = end


def _reads_on(text: str, lines: Sequence[Span]) -> bool:
    """Say whether lines are broken prose: most are long, and go on in the next with a small letter."""
    on = sum(
        len(line) >= _PROSE_WIDTH and text[line.end - 1] not in ".!?…;:" and text[after.start].islower()
        for line, after in pairwise(lines)
    )
    return 2 * on > len(lines) - 1


def _sentences(text: str, block: Span) -> list[Span]:
    is_never_last = _never_last()
    starts = [block.start]
    for match in _END.finditer(text, block.start, block.end):
        before = _LAST_WORD.search(text, max(starts[-1], match.start() - _LONGEST_WORD), match.start() + 1)
        word = before[0] if before else ""
        if is_never_last(word) or (text[match.end()].isdigit() and _SHORT_FORM.fullmatch(word)):
            continue
        starts.append(match.end())
    ends = [*starts[1:], block.end]
    return [trimmed(Span(start, end), text) for start, end in zip(starts, ends, strict=True)]


@cache
def _never_last() -> Callable[[str], bool]:
    """Return what tells titles, reference marks and initials, which end no sentence."""
    from sourcier.text.sentences import INITIAL, NEVER_LAST  # noqa: PLC0415 - spaCy comes with it; only adding cuts

    return lambda word: bool(NEVER_LAST.fullmatch(word) or INITIAL.fullmatch(word))


def _grouped(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Return the passages of one paragraph: as even as its sentences allow."""
    pieces = [piece for sentence in sentences for piece in _bounded(text, sentence)]
    words = [_count(text, piece) for piece in pieces]
    wanted = max(ceil(len(pieces) / SENTENCES), ceil(sum(words) / WORDS))
    most = ceil(len(pieces) / wanted) if wanted else 0
    return _gathered(text, pieces, words, most=most, limit=WORDS)


def _listed(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the passages of a list or table, behind the line that leads to it: one, or runs of whole items."""
    pieces = [piece for line in lines for piece in _bounded(text, line)]
    words = [_count(text, piece) for piece in pieces]
    limit = MOST_WORDS if sum(words) <= MOST_WORDS else WORDS
    return _gathered(text, pieces, words, most=len(pieces), limit=limit)


def _gathered(text: str, pieces: Sequence[Span], words: Sequence[int], *, most: int, limit: int) -> list[Span]:
    """Return runs of pieces, of so many pieces and words at most."""
    found: list[Span] = []
    held, count = 0, 0
    for piece, size in zip(pieces, words, strict=True):
        whole = found[-1].cover(piece) if found else piece
        if found and held < most and count + size <= limit and len(whole) <= MOST_CHARACTERS:
            found[-1], held, count = whole, held + 1, count + size
        else:
            found.append(piece)
            held, count = 1, size
    return [trimmed(span, text) for span in found]


def _bounded(text: str, sentence: Span) -> list[Span]:
    """Return a sentence whole, or parted near its middle until no part is too long."""
    if len(sentence) <= MOST_CHARACTERS and _count(text, sentence) <= MOST_WORDS:
        return [sentence]
    found: list[Span] = []
    left = [sentence]
    while left:
        piece = left.pop()
        if len(piece) <= MOST_CHARACTERS and _count(text, piece) <= MOST_WORDS:
            found.append(piece)
            continue
        place = _middle(text, piece)
        left += [
            part
            for part in (trimmed(Span(place, piece.end), text), trimmed(Span(piece.start, place), text))
            if len(part)
        ]
    return found


def _middle(text: str, piece: Span) -> int:
    """Return where to part a piece: behind the best mark of its middle half, that nearest to the middle."""
    quarter, middle = len(piece) // 4, (piece.start + piece.end) // 2
    for mark in _MARKS:
        ends = [match.end() for match in mark.finditer(text, piece.start + quarter, piece.end - quarter)]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    return middle


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))
