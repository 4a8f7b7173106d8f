"""A page to its passages: paragraphs whose lines flow, without marks, sentences whole again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span
from sourcier.ingest.pages import Anchored, Page, Passage
from sourcier.ingest.repair.hyphens import Vocabulary
from sourcier.ingest.repair.joins import continues
from sourcier.ingest.repair.lines import Line, cut_lines, flowed, paragraphs, spliced
from sourcier.ingest.repair.marks import (
    bare_link,
    is_bare_link,
    is_rule,
    list_number,
    opens_block,
    unmarked,
    without_number,
    without_opening,
)
from sourcier.ingest.repair.spacing import tidied
from sourcier.ingest.strands import OURS, Strand


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a page in order, its links with spans of the text as it came, and its words."""

    items: tuple[Passage, ...]
    links: tuple[Anchored, ...]
    vocabulary: Vocabulary


def find_passages(page: Page) -> Passages:
    """Cut a page into passages, undoing wrapped lines and marks. Sentences cut between two passages stay cut."""
    groups = {part.span: cut_lines(page.original, part.span) for part in page.parts}
    vocabulary = Vocabulary.of(line.text for part in groups.values() for group in part for line in group)
    items: list[Passage] = []
    links = list(page.links)
    for part in page.parts:
        if not part.is_flowing:
            strand = tidied(Strand.of(page.original, part.span))
            if strand.text:
                items.append(Passage(strand, part.kind, urls=bare_link(strand.text)))
            continue
        found = [[line for group in groups[part.span] for line in group]] if part.kind else None
        for lines in found or paragraphs(groups[part.span]):
            if not lines or all(is_rule(line.text) for line in lines):
                continue
            passage, anchored = _read(page.original, lines, part.kind, vocabulary)
            if items and lines[0].starts_page:
                items[-1] = replace(items[-1], ends_page=True)
            items += [passage] if passage.text else []
            links += anchored
    return Passages(tuple(_numbered(items)), tuple(links), vocabulary)


def _read(
    original: str, lines: Sequence[Line], kind: BlockKind | None, vocabulary: Vocabulary
) -> tuple[Passage, list[Anchored]]:
    text = lines[0].text
    urls = bare_link(text) if len(lines) == 1 else ()
    if urls:
        return Passage(_address_line(original, lines[0]), urls=urls), []
    opening = opens_block(text)
    if kind is None and opening == "heading":
        kind = BlockKind.HEADING
    elif kind is None and opening in {"item", "row"}:
        kind = BlockKind.LIST_ITEM
    bare = unmarked(without_opening(flowed(original, lines, vocabulary)))
    links = [
        Anchored(url, reach)
        for url, span in bare.links
        if url.startswith(("http://", "https://", "www.")) and (reach := bare.strand.cut(span.start, span.end).reach())
    ]
    return Passage(tidied(bare.strand), kind, is_strong=bare.is_strong), links


def _address_line(original: str, line: Line) -> Strand:
    """Return a line that is only an address without the marks around it; a label before it stays."""
    strand = Strand.of(original, line.span)
    words = unmarked(strand).strand.stripped()
    if is_bare_link(words.text):
        strand = words
    return strand.edited(
        (Span(at, at + 1), "") for at, sign in enumerate(strand.text) if sign in "<>*" and strand.origins[at] != OURS
    ).stripped()


def rejoined(items: Sequence[Passage], vocabulary: Vocabulary) -> list[Passage]:
    """Return the passages with sentences cut between two of them made whole.

    Only passages whose kind is not known yet, or list items that run over, are joined.
    """
    runs: list[list[Passage]] = []
    for passage in items:
        if runs and _is_cut(runs[-1][-1], passage, is_item=runs[-1][0].kind is BlockKind.LIST_ITEM):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return [_as_one(run, vocabulary) if len(run) > 1 else run[0] for run in runs]


def _is_cut(before: Passage, after: Passage, *, is_item: bool) -> bool:
    if after.kind is not None or before.kind not in {None, BlockKind.LIST_ITEM} or before.urls or after.urls:
        return False
    if is_item and not after.text[:1].islower():
        return False
    return continues(before.text, after.text, across_page=before.ends_page)


def _as_one(run: Sequence[Passage], vocabulary: Vocabulary) -> Passage:
    strand = tidied(spliced([passage.strand for passage in run], vocabulary))
    is_strong = all(passage.is_strong for passage in run)
    return replace(run[0], strand=strand, is_strong=is_strong, ends_page=run[-1].ends_page)


def _numbered(items: Sequence[Passage]) -> list[Passage]:
    """Return the passages with runs that count up ("1. …", "2. …") as list items, their numbers being marks."""
    numbers = [list_number(passage.text) if passage.kind is None else 0 for passage in items]
    listed = list(items)
    for at, number in enumerate(numbers):
        is_next = at > 0 and number > 1 and numbers[at - 1] == number - 1
        is_first = at + 1 < len(numbers) and number > 0 and numbers[at + 1] == number + 1
        if is_next or is_first:
            listed[at] = replace(items[at], strand=without_number(items[at].strand), kind=BlockKind.LIST_ITEM)
    return listed
