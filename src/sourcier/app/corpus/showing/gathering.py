"""All that a collection shows, gathered once: what the report lays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from sourcier.app.corpus.showing.changes import Changes, changes
from sourcier.app.corpus.showing.copies import copies_in, one_text
from sourcier.app.corpus.showing.coverage import Counted, by_period, by_publisher
from sourcier.app.corpus.showing.drift import Clash, Given, Reference, clashes, given, references
from sourcier.app.corpus.showing.figures import Figure, Key, Periods, days_of, figures_in, periods_in
from sourcier.app.corpus.showing.firsts import Telling, tellings, texts
from sourcier.app.corpus.showing.grouping import matters_in
from sourcier.app.corpus.showing.identifying import identified
from sourcier.app.corpus.showing.method import Method, method_of
from sourcier.app.corpus.showing.neighbours import near_pairs
from sourcier.app.corpus.showing.overlaps import shadowed, told_once
from sourcier.app.corpus.showing.pages import pages_of
from sourcier.app.corpus.showing.possible import possible
from sourcier.app.corpus.showing.reading import papers_of, stated_in
from sourcier.app.corpus.showing.records import Edition, Matter, Paper, Possible, Stated
from sourcier.app.corpus.showing.sources import Cited, Described, cited, described
from sourcier.app.corpus.showing.telling import Teller
from sourcier.app.corpus.showing.ties import Ties
from sourcier.app.corpus.showing.vectors import vectors_of
from sourcier.app.corpus.showing.versions import Versions, editions, versions
from sourcier.app.corpus.tables import Corpus
from sourcier.assessment.factchecks import Topics
from sourcier.core.dossier import Run
from sourcier.evidence.encoding import Encoder, small_e5
from sourcier.evidence.packs import Packs

if TYPE_CHECKING:
    import duckdb

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Told:
    """A matter of several articles: who said it, with which figures."""

    matter: Matter
    tellings: tuple[Telling, ...]
    texts: int
    """Texts of their own that speak of it: copies of one, and versions of one page, count once."""

    @property
    def pages(self) -> Mapping[str, Paper]:
        """Articles that tell it, copies among them; versions of one page are one."""
        return {page: paper for one in self.tellings for page, paper in one.pages.items()}

    @property
    def publishers(self) -> int:
        """How many publishers of a name have printed it."""
        return len({paper.publisher for paper in self.pages.values() if paper.publisher})

    @property
    def figures(self) -> int:
        """How many figures are given that no newer version of their page has replaced."""
        return len({one.statement for one in self.tellings if not one.is_past})

    @property
    def heading(self) -> Stated:
        """The claim that stands for all: the first that still stands."""
        return next((one for one in self.tellings if not one.is_past), self.tellings[0]).claim

    @property
    def order(self) -> str:
        """How the first are spoken of: `first`, `same_day`, or of several days, one changed since, `maybe_first`."""
        pages = {page: day for one in self.tellings for page, day in one.firsts.items()}
        return "first" if len(pages) == 1 else "same_day" if len(set(pages.values())) == 1 else "maybe_first"


@dataclass(frozen=True, slots=True)
class Folded:
    """An article that is counted as one with another."""

    paper: Paper
    text: str
    """The other: the first version of its page, or the article that stands for its text."""
    is_version: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """A matter with several figures: of one period, or a series of which each period has its own."""

    told: Told
    figures: tuple[Given, ...]
    reference: Reference | None
    clashes: tuple[Clash, ...]
    """Where they differ for one period, or say none; none of them in a series."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a collection shows."""

    run: Run
    before: Run | None
    """How the earlier corpus was made whose verdicts are compared; None where none is."""
    method: Method
    papers: tuple[Paper, ...]
    claims: int
    errors: int
    folded: tuple[Folded, ...]
    """Articles that are counted as one with another."""
    told: tuple[Told, ...]
    """All that several articles say, copies and versions of one text among them; those of most texts first."""
    figures: Mapping[Key, tuple[Figure, ...]]
    spoken_of: Mapping[Key, Periods]
    """Of the claims of these."""
    text_of: Mapping[str, str]
    """By article, the one that stands for its text: the first of its copies, and of the versions of a page."""
    edition_of: Mapping[str, Edition]
    periods: tuple[Counted, ...]
    publishers: tuple[Counted, ...]
    repeated: tuple[Told, ...]
    """Those of most texts first; only those that more than one text tells."""
    possible: tuple[Possible, ...]
    """Claims that may be one, the likeliest first: counted nowhere."""
    drifts: tuple[Drift, ...]
    series: tuple[Drift, ...]
    """Matters whose figures are of several periods, or not all said to be of one: nothing tells that any changed."""
    sources: tuple[Cited, ...]
    described: Described
    """Sources without a name, which are not among those."""
    changes: Changes | None
    versions: tuple[Versions, ...]

    @property
    def copies(self) -> int:
        """How many articles are copies of others."""
        return sum(not one.is_version for one in self.folded)

    @property
    def editions(self) -> int:
        """How many articles are further versions of a page."""
        return sum(one.is_version for one in self.folded)

    def day_of(self, paper: Paper) -> date | None:
        """Return the day of an article: of a later version of its page that of the update."""
        edition = self.edition_of.get(paper.id)
        return (paper.updated if edition and edition.place else None) or paper.published


def gather(
    corpus: Corpus,
    *,
    before: Corpus | None = None,
    packs: Packs | None = None,
    tell: Tell | None = None,
    warn: Tell | None = None,
) -> Shown:
    """Return what a corpus shows.

    Args:
        corpus: The corpus.
        before: An earlier one of the same articles, whose verdicts are compared.
        packs: Where reference series are taken from.
        tell: Told what is being done.
        warn: Told what did not work, and changes nothing that is shown.
    """
    with corpus.reading():
        database = corpus.connect()
        papers = papers_of(database)
        copied = copies_in(database, papers)
        pages = pages_of(papers, copied.copy_of, database)
        edition_of = editions(pages, database)
        text_of = one_text(copied.copy_of, edition_of)
        matters, maybe = matters_of(corpus, database, papers, text_of, tell or _silent, warn=warn)
        told = [_told(one, text_of, edition_of) for one in matters]
        told.sort(key=lambda one: -one.texts)
        claims = [claim for one in told for claim in one.matter.claims]
        figures, spoken_of = figures_in(database, claims), periods_in(database, claims)
        printed_on = days_of((one for one in claims if one.paper.id in copied.issues), spoken_of)
        several = [one for one in told if one.figures > 1]
        decided_by = references([one.matter for one in several], database, packs)
        drifts = [_drift(*one, figures, {**spoken_of, **printed_on}) for one in zip(several, decided_by, strict=True)]
        return Shown(
            run=corpus.manifest.run,
            before=before.manifest.run if before else None,
            method=method_of(corpus.manifest.run, small_e5().name, database),
            papers=tuple(papers),
            claims=_count(database, "SELECT count(*) FROM claims"),
            errors=_count(database, "SELECT count(*) FROM inputs WHERE state = 'error'"),
            folded=tuple(_folded(papers, text_of, edition_of)),
            told=tuple(told),
            figures=figures,
            spoken_of=spoken_of,
            text_of=text_of,
            edition_of=edition_of,
            periods=tuple(by_period(database)),
            publishers=tuple(by_publisher(database)),
            repeated=tuple(one for one in told if one.texts > 1),
            possible=tuple(maybe),
            drifts=tuple(one for one in drifts if one.clashes),
            series=tuple(one for one in drifts if not one.clashes),
            sources=tuple(cited(database)),
            described=described(database),
            changes=_changes(before, database),
            versions=tuple(versions(pages, database)),
        )


def _folded(papers: Sequence[Paper], text_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> Iterator[Folded]:
    for paper in papers:
        page = edition_of[paper.id].page if paper.id in edition_of else paper.id
        if page != paper.id:
            yield Folded(paper, page, is_version=True)
        elif text_of[paper.id] != paper.id:
            yield Folded(paper, text_of[paper.id], is_version=False)


def _told(matter: Matter, text_of: Mapping[str, str], edition_of: Mapping[str, Edition]) -> Told:
    found = tellings(matter, text_of, edition_of)
    return Told(matter, tuple(found), texts(found))


def matters_of(
    corpus: Corpus,
    database: duckdb.DuckDBPyConnection,
    papers: list[Paper],
    text_of: Mapping[str, str],
    tell: Tell,
    encoder: Encoder | None = None,
    warn: Tell | None = None,
) -> tuple[list[Matter], list[Possible]]:
    """Return what more than one article of a corpus says, and what two may say."""
    own = encoder or small_e5()
    claims = stated_in(database, papers)
    rows = vectors_of([claim.words for claim in claims], own, corpus.folder, tell, warn)
    tell("looking for claims that are alike")
    pairs = near_pairs(rows)
    tell(f"holding {len(pairs)} pairs of claims against each other")
    ties = Ties(claims, Teller(Topics(own)), text_of)
    matters = identified(matters_in(claims, pairs, ties), database)
    matters = told_once(matters, figures_in(database, (claim for one in matters for claim in one.claims)))
    beside = np.array(sorted(shadowed(claims, matters)), np.int32)
    return matters, possible(claims, pairs[~np.isin(pairs, beside).any(axis=1)], matters, ties)


def _drift(
    told: Told,
    decided_by: Reference | None,
    figures: Mapping[Key, tuple[Figure, ...]],
    spoken_of: Mapping[Key, Periods],
) -> Drift:
    of_it = given(told.tellings, figures, spoken_of)
    return Drift(told, of_it, decided_by, clashes(of_it))


def _changes(before: Corpus | None, database: duckdb.DuckDBPyConnection) -> Changes | None:
    if before is None:
        return None
    with before.reading():
        return changes(before.connect(), database)


def _count(database: duckdb.DuckDBPyConnection, query: str) -> int:
    row = database.execute(query).fetchone()
    return int(row[0]) if row else 0


def _silent(step: str) -> None:
    """Tell nobody."""
