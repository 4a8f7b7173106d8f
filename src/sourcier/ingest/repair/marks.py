"""The marks of Markdown and of mail: they go, the words stay, links are kept with the words they stand on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sourcier.core.spans import Span
from sourcier.ingest.strands import Strand

_URL = r"(?:https?://|www\.)[^\s<>\"«»*|]+[^\s<>\"«»*|.,;:!?)\]]"
_BARE = re.compile(
    rf"^[\s*_>\[(•-]*(?:(?P<label>[^\W\d_][\w' ’-]{{0,30}}?)\s*:\s*)?[*_<\[(]*(?P<url>{_URL})/?[>\])*_.\s]*$"
)
_RULE = re.compile(r"^(?:(?:[*_=~#-]\s*){3,}|[—–]{2,}|\|[\s|:-]*-{2}[\s|:-]*)$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_HEADING_END = re.compile(r"\s+#+\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•‣▪◦·●■]\s+)(?=\S)")
_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")
_ROW = re.compile(r"^\|\s*(?=\S)(?P<cells>[^\n]*?)\s*\|$")
_QUOTE = re.compile(r"^(?:\s{0,3}>\s?)+")

_INLINE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,300})\]\((?P<image>[^()\s]{1,2000})(?:\s+\"[^\"]*\")?\)"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\(<?(?P<url>(?:[^()\s<>]|\([^()\s]*\)){1,2000})>?(?:\s+\"[^\"]{0,300}\")?\)"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|(?P<code>(?<!`)`(?!`))"
    r"|(?P<strong>\*\*\*?|__)"
    r"|(?<![\w*])(?P<open>\*)(?=[^\s*])|(?<=[^\s*])(?P<close>\*)(?![\w*])"
    r"|(?<![\w_])(?P<open_>_)(?=[^\s_])|(?<=[^\s_])(?P<close_>_)(?![\w_])"
)
_NESTED = re.compile(r"[*_]+")
_ALL_STRONG = re.compile(r"^([*_]{1,3})(?=\S)(?:(?!\1).)+\1$", re.DOTALL)
_LONGEST_LINK = 2500


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A paragraph without its marks."""

    strand: Strand
    links: tuple[tuple[str, Span], ...] = ()
    """Addresses with the span of their words in the strand."""
    is_strong: bool = False
    """All its words were in bold or in italics."""


def is_rule(line: str) -> bool:
    """Say whether a line is only drawn: a rule, an underline of a heading."""
    return bool(_RULE.match(line.strip()))


def is_bare_link(line: str) -> bool:
    """Say whether a line holds an address and nothing else, a short label aside.

    >>> is_bare_link("**<https://journal.example/a.html>**"), is_bare_link("voir https://journal.example")
    (True, False)
    """
    return bool(bare_link(line))


def bare_link(line: str) -> tuple[str, ...]:
    """Return the address of a line that holds nothing else."""
    # Most lines hold no address: two searches of a word spare them the pattern.
    is_likely = len(line) <= _LONGEST_LINK and ("://" in line or "www." in line)
    match = _BARE.match(line) if is_likely else None
    return (match["url"],) if match else ()


def opens_block(line: str) -> str:
    """Return what the mark at the start of a line announces: heading, item, number, row; "" when there is none."""
    if _HEADING.match(line):
        return "heading"
    if _BULLET.match(line) and not _RULE.match(line):
        return "item"
    if _ROW.match(line):
        return "row"
    if _NUMBER.match(line):
        return "number"
    return ""


def list_number(text: str) -> int:
    """Return the number that a paragraph starts with as list items do; 0 when there is none."""
    match = _NUMBER.match(text)
    return int(match["number"]) if match else 0


def without_number(strand: Strand) -> Strand:
    """Return a list item without its number."""
    match = _NUMBER.match(strand.text)
    return strand.cut(match.end()) if match else strand


def without_opening(strand: Strand) -> Strand:
    """Return a paragraph without the marks of heading, item or quotation at its start."""
    for pattern in (_QUOTE, _HEADING, _BULLET):
        match = pattern.match(strand.text)
        if match:
            strand = strand.cut(match.end())
            if pattern is _HEADING and (end := _HEADING_END.search(strand.text)):
                strand = strand.cut(0, end.start())
    row = _ROW.match(strand.text)
    return strand.cut(*row.span("cells")) if row else strand


def unmarked(strand: Strand) -> Unmarked:
    """Return a paragraph without bold, italics, link and image marks, and its links.

    >>> unmarked(Strand.of("**Non**, dit [elle](https://a.example).", Span(0, 39))).strand.text
    'Non, dit elle.'
    """
    drops: list[Span] = []
    urls: list[tuple[str, Span]] = []
    opened: dict[str, Span] = {}
    for match in _INLINE.finditer(strand.text):
        if match["words"] is not None or match["image"] is not None:
            name = "words" if match["words"] is not None else "alt"
            start, end = match.span(name)
            drops.append(Span(match.start(), start))
            drops += [Span(start + inner.start(), start + inner.end()) for inner in _NESTED.finditer(match[name])]
            drops.append(Span(end, match.end()))
            if name == "words":
                urls.append((match["url"], Span(start, end)))
        elif match["auto"]:
            drops += [Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end())]
            urls.append((match["auto"], Span(match.start() + 1, match.end() - 1)))
        else:
            drops += _emphasis(strand.text, Span(*match.span()), opened)
    # Bold that is not closed: its sentence was cut in two.
    drops += [mark for mark in opened.values() if len(mark) > 1]
    drops.sort()
    links = tuple((url, span) for url, span in _shifted(urls, drops) if len(span))
    return Unmarked(strand.edited((span, "") for span in drops), links, bool(_ALL_STRONG.match(strand.text.strip())))


def _emphasis(text: str, mark: Span, opened: dict[str, Span]) -> list[Span]:
    """Return the marks that a mark of bold or italics proves to be marks: itself with the one it closes, or none.

    A mark of bold without its partner goes too, unless it stands free or inside a word: its sentence was cut in two.
    """
    sign = mark.of(text)
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    if sign in opened and not before.isspace():
        return [opened.pop(sign), mark]
    if not after.isspace() and not before.isalnum():
        unclosed = opened.pop(sign, None)
        opened[sign] = mark
        return [unclosed] if unclosed and len(unclosed) > 1 else []
    is_free = before.isspace() and after.isspace() and mark.start > 0 and mark.end < len(text)
    return [mark] if len(sign) > 1 and not after.isalnum() and not is_free else []


def _shifted(urls: Sequence[tuple[str, Span]], drops: Sequence[Span]) -> list[tuple[str, Span]]:
    """Return addresses with the spans their words have once the drops, in order, are gone."""
    starts = [span.start for span in drops]
    gone = [0, *accumulate(len(span) for span in drops)]

    def moved(at: int) -> int:
        index = bisect_right(starts, at)
        inside = max(0, drops[index - 1].end - at) if index else 0
        return at - gone[index] + inside

    return [(url, Span(moved(span.start), moved(span.end))) for url, span in urls]
