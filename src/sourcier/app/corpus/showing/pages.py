"""Two articles of one publisher: versions of one page, or issues of a series that is printed again with other figures.

One address is one page. Without it, two articles are versions of one page where they are of one publisher, less than a
week apart and of two addresses neither, and where

- they are one text (copying.py), half of it sentence for sentence, with the same names, figures, weekdays and months;
- or they have one title and are the same word for word but for one figure that became another, both give a day, the
  times that they count from it (« hier ») are the same, and no third article is their like with yet another figure;
- or they are one text and one of them announces a correction: then whatever their addresses and figures.

All other articles of one publisher that put something else into one text are issues of a series: the prices of this
week and of the last. An issue is neither a version nor a copy of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sourcier.app.corpus.showing.contents import corrections_of
from sourcier.app.corpus.showing.copying import Standing, are_filled_alike, are_one_figure_apart, shape, standing
from sourcier.app.corpus.showing.records import Paper
from sourcier.app.corpus.showing.slots import Script, scripts_of, sentences_of
from sourcier.assessment.lexicon import fold

if TYPE_CHECKING:
    import duckdb

WEEK = timedelta(days=7)
"""What is printed again with other figures is mostly printed once a week, or more seldom."""
FEWEST = 2
"""Sentences of a text of which one figure was corrected: a bulletin may be a single one."""
CORRECTED = 2
"""Texts that are the same but for their figures, where one corrects the other: more are a column."""
_AT_ONCE = 2000
"""Articles whose texts are in memory at one time."""
_PAGES, _MEMBERS = 8, 8
"""Pages of one title that an article is held against, the latest first, and versions of each."""

_Times = Mapping[str, frozenset[tuple[date, date]]]


@dataclass(frozen=True, slots=True)
class Page:
    """Articles that are versions of one page, in the order of publication."""

    why: str
    """address, title or text: by what they were found."""
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article with all that tells whether it is a version of another's page."""

    paper: Paper
    script: Script
    corrects: bool
    """It announces a correction."""
    times: _Times
    """The days that its words mean which are counted from its own: « hier », « cette semaine »."""
    is_serial: bool
    """Two others of its publisher are the same but for their figures: none of them is the correction of another."""


def leaves_of(groups: Sequence[Sequence[Paper]], database: duckdb.DuckDBPyConnection) -> list[list[Leaf]]:
    """Return groups of articles that are to be held against each other within their group."""
    papers = [paper for group in groups for paper in group]
    corrections, times = corrections_of(papers, database), _times(papers, database)
    read = sentences_of([paper.id for paper in papers], database)
    texts = {id_: [words for words in held if words not in corrections.get(id_, ())] for id_, held in read.items()}
    found = []
    for group in groups:
        scripts = scripts_of(group, texts)
        shapes = [(paper.publisher, shape(script)) for paper, script in zip(group, scripts, strict=True)]
        filled: dict[object, set[object]] = defaultdict(set)
        for own, script in zip(shapes, scripts, strict=True):
            filled[own].add(tuple(line.figures for line in script.lines))
        found.append(
            [
                Leaf(paper, script, paper.id in corrections, times.get(paper.id, {}), len(filled[own]) > CORRECTED)
                for paper, script, own in zip(group, scripts, shapes, strict=True)
            ]
        )
    return found


def pages_of(papers: Sequence[Paper], copy_of: Mapping[str, str], database: duckdb.DuckDBPyConnection) -> list[Page]:
    """Return the pages of which there are several versions: by address, by title, by the text (copies.py)."""
    found = [Page("address", tuple(held)) for held in _gathered((address_of(one.url), one) for one in papers)]
    left = _left(papers, found)
    found += _paged(
        "title", (((one.publisher, fold(one.title)), one) for one in left if one.publisher and one.title), database
    )
    left = _left(papers, found)
    found += _paged("text", (((one.publisher, copy_of[one.id]), one) for one in left if one.publisher), database)
    return found


def address_of(url: str | None) -> str | None:
    """Return an address without its scheme, `www.`, fragment and last slash; None for none, and for a front page.

    >>> address_of("http://www.journal.example/a/#top"), address_of("https://journal.example/a")
    ('journal.example/a', 'journal.example/a')
    >>> address_of("https://journal.example/"), address_of("http://[a")
    (None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:  # "http://[abc": as a table may have it
        return None
    query = f"?{parts.query}" if parts.query else ""
    path = f"{parts.path.rstrip('/')}{query}"
    return f"{parts.netloc.lower().removeprefix('www.')}{path}" if path else None


def are_versions(one: Leaf, other: Leaf) -> bool:
    """Say whether two articles are versions of one page."""
    ours, theirs = address_of(one.paper.url), address_of(other.paper.url)
    if ours is not None and ours == theirs:
        return True
    if one.paper.publisher is None or one.paper.publisher != other.paper.publisher or are_far(one.paper, other.paper):
        return False
    is_announced = one.corrects or other.corrects
    if ours and theirs and not is_announced:
        return False
    if _is_corrected(one, other):
        return True
    if not _share_most(one.script, other.script) or standing(one.script, other.script) is not Standing.ONE:
        return False
    return is_announced or are_filled_alike(one.script, other.script)


def are_issues(one: Leaf, other: Leaf) -> bool:
    """Say whether two articles are issues of a series: one text of one publisher with something else put in it."""
    ours, theirs = one.script, other.script
    if one.paper.publisher != other.paper.publisher or are_filled_alike(ours, theirs) or are_versions(one, other):
        return False
    return shape(ours) == shape(theirs) or standing(ours, theirs) is Standing.ONE


def are_far(one: Paper, other: Paper) -> bool:
    """Say whether two articles are known to be a week apart, or more."""
    days = _day(one), _day(other)
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) >= WEEK


def _is_corrected(one: Leaf, other: Leaf) -> bool:
    """Say whether one figure of a page became another one, and nothing else but what an announced correction adds."""
    lengths = {len(one.script.lines), len(other.script.lines)}
    if min(lengths) < FEWEST or not are_one_figure_apart(one.script, other.script):
        return False
    if not one.paper.title or fold(one.paper.title) != fold(other.paper.title or ""):
        return False
    if one.corrects or other.corrects:
        return True
    is_of_one_time = all(one.times[words] == other.times[words] for words in one.times.keys() & other.times.keys())
    has_days = None not in (_day(one.paper), _day(other.paper))
    return len(lengths) == 1 and has_days and is_of_one_time and not one.is_serial


def _share_most(one: Script, other: Script) -> bool:
    """Say whether half of the sentences of the shorter text stand in the longer one, with all that they hold."""
    shared = frozenset(one.lines) & frozenset(other.lines)
    return bool(shared) and 2 * len(shared) >= min(len(one.lines), len(other.lines))


def _day(paper: Paper) -> date | None:
    return paper.published or paper.updated


def _paged(why: str, keyed: Iterable[tuple[object, Paper]], database: duckdb.DuckDBPyConnection) -> Iterator[Page]:
    """Yield the pages of which articles of one key are versions: each of them with all others of its page."""
    held: list[list[Paper]] = []
    for group in [*_gathered(keyed), []]:
        held.append(group)
        if group and sum(map(len, held)) < _AT_ONCE:
            continue
        for leaves in leaves_of(held, database):
            yield from (Page(why, tuple(leaf.paper for leaf in page)) for page in _parted(leaves) if len(page) > 1)
        held = []


def _parted(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    pages: list[list[Leaf]] = []
    for leaf in leaves:
        for page in reversed(pages[-_PAGES:]):
            if all(are_versions(one, leaf) for one in page[-_MEMBERS:]):
                page.append(leaf)
                break
        else:
            pages.append([leaf])
    return pages


def _gathered(keyed: Iterable[tuple[object, Paper]]) -> list[list[Paper]]:
    """Return the articles that share a key with others, in their order; None is no key."""
    held: dict[object, list[Paper]] = defaultdict(list)
    for key, paper in keyed:
        if key is not None:
            held[key].append(paper)
    return [group for group in held.values() if len(group) > 1]


def _left(papers: Sequence[Paper], pages: Iterable[Page]) -> list[Paper]:
    taken = {paper.id for page in pages for paper in page.papers}
    return [paper for paper in papers if paper.id not in taken]


def _times(papers: Sequence[Paper], database: duckdb.DuckDBPyConnection) -> Mapping[str, _Times]:
    rows = database.execute(
        "SELECT article, words, first_day, day_after FROM times WHERE article IN (SELECT unnest($ids)) AND relative "
        "AND mod IN ('at', 'approx') AND first_day IS NOT NULL AND day_after IS NOT NULL",
        {"ids": [paper.id for paper in papers]},
    ).fetchall()
    found: dict[str, dict[str, frozenset[tuple[date, date]]]] = defaultdict(dict)
    for article, words, first, after in rows:
        held = found[article].get(fold(words), frozenset())
        found[article][fold(words)] = held | {(first, after)}
    return found
