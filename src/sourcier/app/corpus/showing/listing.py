"""Versions of pages as lines: for the terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sourcier.app.corpus.showing.copies import copies_in
from sourcier.app.corpus.showing.pages import pages_of
from sourcier.app.corpus.showing.reading import papers_of
from sourcier.app.corpus.showing.records import Paper
from sourcier.app.corpus.showing.versions import Versions, versions
from sourcier.app.corpus.tables import Corpus
from sourcier.dossier.report.typography import one_line


def versions_in(corpus: Corpus) -> list[Versions]:
    """Return the versions of pages that a corpus has."""
    with corpus.reading():
        database = corpus.connect()
        papers = papers_of(database)
        return versions(pages_of(papers, copies_in(database, papers).copy_of, database), database)


def as_json(one: Versions) -> str:
    """Return one pair of versions as a line of JSON."""
    return json.dumps(
        {
            "title": one.after.title or one.before.title,
            "publisher": one.after.publisher,
            "url": one.after.url,
            "by": one.why,
            "before": _dated(one.before),
            "after": _dated(one.after),
            "dated": one.is_dated,
            "kept": one.kept,
            "changed": [{"before": each.before, "after": each.after, "figure": each.is_figure} for each in one.changed],
            "dropped": list(one.dropped),
            "added": list(one.added),
            "corrections": list(one.corrections),
        },
        ensure_ascii=False,
    )


def _dated(paper: Paper) -> dict[str, str | None]:
    published, updated = (str(day) if day else None for day in (paper.published, paper.updated))
    return {"article": paper.id, "published": published, "updated": updated}


def lines(one: Versions) -> Iterator[str]:
    """Yield one pair of versions as lines: a minus for what went, a plus for what came."""
    days = [str(each.updated or each.published or "undated") for each in (one.before, one.after)]
    ordered = f"{days[0]} -> {days[1]}" if one.is_dated else f"{days[0]}, order unknown"
    yield one_line(f"{one.after.publisher or '?'}: {one.after.title or 'untitled'} ({ordered}, same {one.why})")
    yield f"  {one.before.id} -> {one.after.id}, claims as they were: {one.kept}"
    for each in one.changed:
        yield f"  - {one_line(each.before)}"
        yield f"  + {one_line(each.after)}{'   [figure]' if each.is_figure else ''}"
    yield from (f"  - {one_line(words)}" for words in one.dropped)
    yield from (f"  + {one_line(words)}" for words in one.added)
    yield from (f"  ! {one_line(words)}" for words in one.corrections)
