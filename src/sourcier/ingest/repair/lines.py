"""Lines to paragraphs: which line ends are the writer's, and which the printer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcier.core.spans import Span
from sourcier.ingest.head.bylines import parse_byline
from sourcier.ingest.repair.hyphens import CUT, Vocabulary
from sourcier.ingest.repair.joins import continues, is_ended
from sourcier.ingest.repair.marks import is_bare_link, is_rule, opens_block
from sourcier.ingest.strands import Strand, joined

_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NARROWEST, WIDEST = 30, 140
"""Characters a line of a text wrapped at a fixed width can take."""
_DOUBLE = 8
"""Lines standing alone that make a text double-spaced."""
_TOP, _FOOT = 12, 8
"""Lines at the head and the foot of the text where bylines are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text as it came, without white space at its ends."""

    span: Span
    text: str
    indent: int = 0
    """White space before it, in characters."""
    starts_page: bool = False


def cut_lines(original: str, span: Span) -> list[list[Line]]:
    """Return the lines of a part of the text, in groups parted by blank lines and page breaks."""
    groups: list[list[Line]] = [[]]
    at = span.start
    is_new_page = False
    ends = [(match.start(), match.end(), match[0]) for match in _END.finditer(original, span.start, span.end)]
    for start, end, sign in [*ends, (span.end, span.end, "")]:
        raw = original[at:start]
        text = raw.strip()
        if text:
            first = at + len(raw) - len(raw.lstrip())
            if is_new_page and groups[-1]:
                groups.append([])
            groups[-1].append(Line(Span(first, first + len(text)), text, first - at, is_new_page))
            is_new_page = False
        elif groups[-1]:
            groups.append([])
        is_new_page = is_new_page or sign == "\x0c"
        at = end
    return _closed_up([group for group in groups if group])


def _closed_up(groups: list[list[Line]]) -> list[list[Line]]:
    """Return the groups as one where every line stands alone and most are cut: a text printed with double spacing."""
    lines = [group[0] for group in groups if len(group) == 1]
    cut = sum(not is_ended(line.text) and len(line.text) >= NARROWEST for line in lines)
    if len(lines) < max(_DOUBLE, len(groups)) or 2 * cut < len(lines) or max(len(line.text) for line in lines) > WIDEST:
        return groups
    pages: list[list[Line]] = []
    for line in lines:
        if not pages or line.starts_page:
            pages.append([])
        pages[-1].append(line)
    return pages


def line_width(groups: Iterable[Sequence[Line]]) -> int:
    """Return the width at which a text is wrapped, in characters; 0 when it is not."""
    lines = [line for group in groups for line in group[:-1]]
    # Where most lines end as sentences do, each is a paragraph.
    if not lines or 2 * sum(is_ended(line.text) for line in lines) > len(lines):
        return 0
    lengths = sorted(len(line.text) for line in lines)
    # The longest lines: nine tenths are shorter. One long address must not decide.
    width = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return width if NARROWEST <= width <= WIDEST else 0


def paragraphs(groups: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph: groups are cut where a line end is the writer's."""
    width = line_width(groups)
    count = sum(len(group) for group in groups)
    at = 0
    for group in groups:
        run: list[Line] = []
        for line in group:
            is_edge = at < _TOP or at >= count - _FOOT
            if run and not _goes_on(run[-1], line, width, is_edge=is_edge):
                yield run
                run = []
            run.append(line)
            at += 1
        if run:
            yield run


def _goes_on(before: Line, after: Line, width: int, *, is_edge: bool) -> bool:
    """Say whether a line goes on in the next one of its group."""
    if any(is_bare_link(line.text) or is_rule(line.text) for line in (before, after)):
        return False
    opening = opens_block(after.text)
    if opens_block(before.text) in {"heading", "row"} or (opening and (opening != "number" or is_ended(before.text))):
        return False
    if after.indent > before.indent + 1 and is_ended(before.text):
        return False
    if is_edge and (parse_byline(before.text) or parse_byline(after.text)):
        return False
    if CUT.search(before.text) or continues(before.text, after.text):
        return True
    if not width:
        return False
    # The line was full if the next line's first word would not have fitted; printed type varies in width.
    first_word = len(after.text.split(maxsplit=1)[0])
    slack = 1.0 if is_ended(before.text) else 0.85
    return len(before.text) + 1 + first_word > slack * width


def flowed(original: str, lines: Sequence[Line], vocabulary: Vocabulary) -> Strand:
    """Return the lines of a paragraph as one, hyphens at their ends undone."""
    return spliced([Strand.of(original, line.span) for line in lines], vocabulary)


def spliced(parts: Sequence[Strand], vocabulary: Vocabulary) -> Strand:
    """Return the parts of one paragraph, joined by a space, by nothing after a hyphen, or by the hyphen undone."""
    pieces: list[Strand] = []
    for part in parts:
        after = part.stripped()
        if not pieces:
            pieces.append(after)
            continue
        before = pieces[-1]
        if not CUT.search(before.text[-3:]) or not after.text[:1].isalnum():
            pieces.append(Strand.ours(" "))
        elif before.text.endswith("\u00ad") or not vocabulary.keeps_hyphen(before.text[:-1], after.text):
            pieces[-1] = before.cut(0, len(before) - 1)
        pieces.append(after)
    return joined(pieces)
