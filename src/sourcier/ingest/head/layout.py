"""What each passage is: title, standfirst, byline, heading, link, service line, paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from sourcier.core.article import BlockKind
from sourcier.ingest.head.bylines import Byline, parse_byline, parse_sign_off
from sourcier.ingest.head.datelines import Dateline, find_dateline, starts_with_day
from sourcier.ingest.head.furniture import is_caption, is_furniture, is_kicker
from sourcier.ingest.head.wording import is_initials
from sourcier.ingest.pages import Passage
from sourcier.ingest.repair.joins import is_ended

LONGEST_TITLE = 220
LONGEST_HEADING = 120
LONGEST_STANDFIRST = 700
_HEAD, _FOOT = 10, 4
"""Passages at the top and the end of the page among which bylines and signatures stand."""
_SENTENCE = 160
"""Characters; a longer paragraph in final punctuation is body text, and what follows it is not the head."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the lines around the text say."""

    names: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    url: str | None = None
    """An address alone at the head or at the foot: the article's own."""

    def with_byline(self, found: Byline) -> Gathered:
        """Add what one byline gives; what came first stays."""
        return replace(
            self,
            names=tuple(dict.fromkeys((*self.names, *found.names))),
            published=self.published or found.published,
            updated=self.updated or found.updated,
        )


def mark_edges(items: Sequence[Passage]) -> tuple[list[Passage], Gathered]:
    """Find what surrounds the text, before sentences are made whole: links, bylines, furniture, the title."""
    marked = [_plain_kind(passage) for passage in items]
    gathered = Gathered()
    body = _body_start(marked)
    for at, passage in enumerate(marked):
        if passage.kind not in {None, BlockKind.HEADING, BlockKind.FURNITURE}:
            continue
        is_foot = at >= len(marked) - _FOOT and at > 0
        is_edge = at < min(body, _HEAD) or is_foot
        is_open = not is_ended(passage.text) or is_initials(passage.text.strip("()"))
        found = parse_byline(passage.text, is_foot=is_foot and is_open)
        if found is None and is_foot:
            found = parse_sign_off(passage.text)
        if found is None or (passage.kind is BlockKind.FURNITURE and not (found.published or found.updated)):
            continue
        if found.is_sure or (is_edge and (at > 0 or found.published or found.names or len(marked) == 1)):
            marked[at] = passage.of_kind(BlockKind.BYLINE)
            # Between the paragraphs it is the byline of a box or of another article.
            gathered = gathered.with_byline(found) if is_edge else gathered
    marked = _with_title(marked)
    marked, names = _with_name_under_title(marked)
    gathered = replace(gathered, names=tuple(dict.fromkeys((*names, *gathered.names))))
    return marked, replace(gathered, url=_own_address(marked))


def _with_name_under_title(items: list[Passage]) -> tuple[list[Passage], tuple[str, ...]]:
    """Mark a line that is only a name right under the title."""
    at = next((at for at, passage in enumerate(items) if passage.kind is BlockKind.TITLE), len(items)) + 1
    if at >= len(items) - 1 or items[at].kind is not None or is_ended(items[at].text):
        return items, ()
    found = parse_byline(items[at].text, is_foot=True)
    if found is None or not found.names:
        return items, ()
    items[at] = items[at].of_kind(BlockKind.BYLINE)
    return items, found.names


def _plain_kind(passage: Passage) -> Passage:
    if passage.urls:
        return passage.of_kind(BlockKind.LINK)
    if passage.kind in {None, BlockKind.HEADING, BlockKind.LIST_ITEM} and is_furniture(passage.text):
        return passage.of_kind(BlockKind.FURNITURE)
    if passage.kind is None and is_caption(passage.text):
        return passage.of_kind(BlockKind.CAPTION)
    return passage


def _body_start(items: Sequence[Passage]) -> int:
    """Return the place of the second body paragraph: a standfirst may come before a byline, a second one not."""
    seen = 0
    for at, passage in enumerate(items):
        if passage.kind is None and len(passage.text) > _SENTENCE and is_ended(passage.text):
            seen += 1
            if seen > 1 or len(passage.text) > LONGEST_STANDFIRST:
                return at
    return len(items)


def _with_title(items: list[Passage]) -> list[Passage]:
    if any(passage.kind is BlockKind.TITLE for passage in items):
        return items
    places = [at for at, passage in enumerate(items) if passage.kind in {None, BlockKind.HEADING, BlockKind.LIST_ITEM}]
    if len(places) < 2 or places[0] > 3:
        return items
    if _is_kicker(items, places):
        items[places[0]] = items[places[0]].of_kind(BlockKind.FURNITURE)
        places = places[1:]
    first = items[places[0]]
    after = items[places[1]]
    is_next = places[1] == places[0] + 1
    is_cut = is_next and after.kind is None and after.text[:1].islower() and len(first.text) > 2 * LONGEST_HEADING // 3
    is_heading = first.kind is BlockKind.HEADING
    if first.kind is BlockKind.LIST_ITEM or len(first.text) > LONGEST_TITLE:
        return items
    if is_heading or not (
        is_cut or first.text.rstrip('»”" ')[-1:] in {".", ",", ";", ":"} or find_dateline(first.text)
    ):
        items[places[0]] = first.of_kind(BlockKind.TITLE)
    return items


def _is_kicker(items: Sequence[Passage], places: Sequence[int]) -> bool:
    """Say whether the first line is a label ("TRIBUNE") over the title."""
    if len(places) < 3 or places[1] != places[0] + 1 or not is_kicker(items[places[0]].text):
        return False
    return len(items[places[1]].text) <= LONGEST_TITLE and not is_ended(items[places[1]].text)


def _own_address(items: Sequence[Passage]) -> str | None:
    """Return the address that stands alone at the foot of the text, or between title and text.

    Two in a row are a list of sources, and one with a label ("Source : …") is a source.
    """
    around = {BlockKind.BYLINE, BlockKind.TITLE, BlockKind.FURNITURE, BlockKind.LINK}
    foot = list(takewhile(lambda passage: passage.kind in around, reversed(items)))
    head = list(takewhile(lambda passage: passage.kind in around, items))
    for edge in (foot, head):
        alone = [passage for passage in edge if passage.urls]
        if len(alone) == 1 and alone[0].text.startswith(("http", "www.")):
            return alone[0].urls[0]
    return None


def settle(items: Sequence[Passage]) -> tuple[list[Passage], Dateline | None]:
    """Give every passage its kind, sentences being whole; datelines become passages of their own.

    Returns:
        The passages, and the dateline.
    """
    settled = _with_datelines(items)
    filed = next((dateline for _, dateline in settled if dateline), None)
    marked = [passage for passage, _ in settled]
    start = next((at for at, passage in enumerate(marked) if passage.kind is BlockKind.TITLE), None)
    if start is not None:
        marked = _with_standfirst(marked, start + 1)
    last = len(marked) - 1
    for at, passage in enumerate(marked):
        if passage.kind is None:
            after = marked[at + 1] if at < last else None
            marked[at] = passage.of_kind(BlockKind.HEADING if _is_heading(passage, after) else BlockKind.PARAGRAPH)
    return marked, filed


def _with_datelines(items: Sequence[Passage]) -> list[tuple[Passage, Dateline | None]]:
    cut: list[tuple[Passage, Dateline | None]] = []
    # Several paragraphs that start with a day are a chronology: there the days belong to the text.
    is_open = sum(bool(passage.kind is None and starts_with_day(passage.text)) for passage in items) < 2
    for at, passage in enumerate(items):
        found = find_dateline(passage.text) if is_open and passage.kind is None and at < _HEAD else None
        if found is None:
            cut.append((passage, None))
            continue
        head = passage.strand.cut(0, found.end).stripped()
        rest = passage.strand.cut(found.end).stripped()
        cut.append((Passage(head, BlockKind.BYLINE), found))
        if rest.text:
            cut.append((replace(passage, strand=rest), None))
        is_open = False
    return cut


def _with_standfirst(items: list[Passage], at: int) -> list[Passage]:
    """Mark the paragraph between the title and a byline or dateline, or the first one when it is set in bold."""
    while at < len(items) and items[at].kind in {BlockKind.BYLINE, BlockKind.FURNITURE, BlockKind.CAPTION}:
        at += 1
    if at + 1 >= len(items) or items[at].kind is not None or len(items[at].text) > LONGEST_STANDFIRST:
        return items
    after = items[at + 1]
    is_body = any(passage.kind is None for passage in items[at + 1 :])
    if is_body and (
        after.kind is BlockKind.BYLINE or (items[at].is_strong and not after.is_strong and is_ended(items[at].text))
    ):
        items[at] = items[at].of_kind(BlockKind.STANDFIRST)
    return items


def _is_heading(passage: Passage, after: Passage | None) -> bool:
    """Say whether a short paragraph without a final sign announces the one after it."""
    if (
        after is None
        or len(passage.text) > LONGEST_HEADING
        or after.kind not in {None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    ):
        return False
    bare = passage.text.rstrip('»”" ')
    if bare[-1:] in {".", "!", "…", ",", ";", ":"} or (bare[-1:] == "?" and not passage.is_strong):
        return False
    return passage.is_strong or not passage.text[:1].islower()
