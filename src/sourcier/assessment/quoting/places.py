"""Where in a document some words stand: their paragraph, their sentence, the quotation marks around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.core.article import Alignment, Article, Block, BlockKind, Lang
from sourcier.core.ids import digest, make_id
from sourcier.core.language import Quote
from sourcier.core.spans import Span, trimmed
from sourcier.text.quotes import find_quotes
from sourcier.text.sentences import INITIAL, NEVER_LAST

_SINGLE = re.compile(r"(?<!\w)‘(?=\w)(?:[^‘’\n]|’(?=\w))*[,.!?…]?’(?!\w)")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_END = re.compile(
    r"[.!?…]+[»”\"’)\]]*(?:[^\S\n]?[»”])?\s+(?=(?:[«“\"(\[–—-][^\S\n]?)*[A-ZÀ-ÖØ-ÞŒ0-9])|\n\s*(?=[A-ZÀ-ÖØ-ÞŒ0-9•–—*-])"
)
_LAST_WORD = re.compile(r"[^\s«“\"(\[]*$")
_LONGEST_WORD = 40
_INCISE = 160
"""Characters between two parts of one quotation: ", a expliqué la directrice de l'hôpital devant la presse, "."""


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a document and what is around them. Spans are of the document's text."""

    text: str
    found: Span
    paragraph: Span
    quote: Span | None
    """The words between the marks that the found ones stand in, marks left out."""
    said: Span
    """The sentence around the found words; inside quotation marks, no more than stands in them."""
    whole: Span
    """The sentence around the found words, whatever marks stand in it."""
    further: Span | None = None
    """Where the quotation goes on behind who is said to speak: « … », dit-elle, « … »."""


def place_of(text: str, found: Span, lang: Lang) -> Place:
    """Return what is around some words of a text."""
    paragraph = paragraph_of(text, found)
    quotes = [one.content.shift(paragraph.start) for one in _quotes(paragraph.of(text), lang)]
    quote = next((one for one in quotes if one.contains(found)), None)
    sentence = sentence_of(text, found, paragraph)
    if quote is None:
        return Place(text, found, paragraph, None, sentence, sentence)
    said = Span(max(sentence.start, quote.start), max(min(sentence.end, quote.end), found.end))
    after = next((one for one in quotes if quote.end < one.start < quote.end + _INCISE), None)
    goes_on = after is not None and sentence.end > after.start and text[after.start].islower()
    return Place(text, found, paragraph, quote, said, sentence, after if goes_on and said.end == quote.end else None)


def paragraph_of(text: str, found: Span) -> Span:
    """Return the paragraph that holds some words, or the paragraphs that do."""
    start = max((match.end() for match in _BLANK.finditer(text, 0, found.start + 1)), default=0)
    after = _BLANK.search(text, found.end)
    return Span(min(start, found.start), after.start() if after else len(text))


def sentence_of(text: str, found: Span, within: Span) -> Span:
    """Return the sentence that holds some words, or the sentences that do.

    >>> text = "M. Roy part. Il reviendra demain, dit-il. Il pleut."
    >>> sentence_of(text, Span(16, 25), Span(0, 51)).of(text)
    'Il reviendra demain, dit-il.'
    """
    ends = sentence_ends(text, within)
    start = max((end for end in ends if end <= found.start), default=within.start)
    end = min((end for end in ends if end >= found.end), default=within.end)
    return trimmed(Span(start, end), text)


def sentence_ends(text: str, within: Span) -> list[int]:
    """Return where each sentence of a stretch ends: behind its marks and the space after them."""
    return [
        match.end() for match in _END.finditer(text, within.start, within.end) if not _is_short(text, match.start())
    ]


def _is_short(text: str, at: int) -> bool:
    """Say whether the stop belongs to a title or an initial: "M. Roy"."""
    word = _LAST_WORD.search(text, max(at - _LONGEST_WORD, 0), at + 1)
    return text[at] == "." and word is not None and bool(NEVER_LAST.fullmatch(word[0]) or INITIAL.fullmatch(word[0]))


def _quotes(paragraph: str, lang: Lang) -> list[Quote]:
    return list(find_quotes(article_of(paragraph, lang)))


def article_of(text: str, lang: Lang) -> Article:
    """Return some text of a document as an article of its paragraphs, to be read as one is.

    British single quotation marks become double ones, which readers know; every character keeps its place.
    """
    text = _SINGLE.sub(lambda match: f"“{match[0][1:-1]}”", text)
    blocks: list[Block] = []
    at = 0
    for match in (*_BLANK.finditer(text), None):
        span = trimmed(Span(at, match.start() if match else len(text)), text)
        if len(span):
            blocks.append(Block(BlockKind.PARAGRAPH, span))
        at = match.end() if match else at
    hashed = digest(text)
    return Article(
        id=make_id("art", hashed),
        text=text,
        digest=hashed,
        lang=lang,
        blocks=tuple(blocks),
        alignment=Alignment(()),
        original=text,
        media_type="text/plain",
    )
