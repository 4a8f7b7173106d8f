"""All that a collection shows, gathered once: what the report lays out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sourcier.app.corpus.showing.changes import Changes, changes
from sourcier.app.corpus.showing.copies import copies_in, one_text
from sourcier.app.corpus.showing.coverage import Counted, by_period, by_publisher
from sourcier.app.corpus.showing.drift import Clash, Given, Reference, clashes, given, references
from sourcier.app.corpus.showing.figures import Figure, Key, Periods, figures_in, periods_in
from sourcier.app.corpus.showing.firsts import Telling, tellings, texts
from sourcier.app.corpus.showing.grouping import matters_in
from sourcier.app.corpus.showing.identifying import identified
from sourcier.app.corpus.showing.method import Method, method_of
from sourcier.app.corpus.showing.neighbours import near_pairs
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
    def firsts(self) -> int:
        """How many pages share the first day."""
        return len(frozenset[str]().union(*(one.firsts for one in self.tellings)))


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
    copies: int
    """Articles that are copies of others."""
    editions: int
    """Articles that are further versions of a page."""
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

    def day_of(self, paper: Paper) -> date | None:
        """Return the day of an article: of a later version of its page that of the update."""
        edition = self.edition_of.get(paper.id)
        return (paper.updated if edition and edition.place else None) or paper.published


def gather(
    corpus: Corpus, *, before: Corpus | None = None, packs: Packs | None = None, tell: Tell | None = None
) -> Shown:
    """Return what a corpus shows.

    Args:
        corpus: The corpus.
        before: An earlier one of the same articles, whose verdicts are compared.
        packs: Where reference series are taken from.
        tell: Told what is being done.
    """
    with corpus.reading():
        database = corpus.connect()
        papers = papers_of(database)
        copy_of = copies_in(database, papers)
        edition_of = editions(papers, database)
        text_of = one_text(copy_of, edition_of)
        matters, maybe = matters_of(corpus, database, papers, text_of, tell or _silent)
        told = [_told(one, text_of, edition_of) for one in matters]
        told.sort(key=lambda one: -one.texts)
        claims = [claim for one in told for claim in one.matter.claims]
        figures, spoken_of = figures_in(database, claims), periods_in(database, claims)
        several = [one for one in told if one.figures > 1]
        decided_by = references([one.matter for one in several], database, packs)
        drifts = [_drift(*one, figures, spoken_of) for one in zip(several, decided_by, strict=True)]
        return Shown(
            run=corpus.manifest.run,
            before=before.manifest.run if before else None,
            method=method_of(corpus.manifest.run, small_e5().name, database),
            papers=tuple(papers),
            claims=_count(database, "SELECT count(*) FROM claims"),
            errors=_count(database, "SELECT count(*) FROM inputs WHERE state = 'error'"),
            copies=sum(copy != id_ for id_, copy in copy_of.items() if id_ not in edition_of),
            editions=len(edition_of) - len({one.page for one in edition_of.values()}),
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
            versions=tuple(versions(papers, copy_of, database)),
        )


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
) -> tuple[list[Matter], list[Possible]]:
    """Return what more than one article of a corpus says, and what two may say."""
    own = encoder or small_e5()
    claims = stated_in(database, papers)
    rows = vectors_of([claim.words for claim in claims], own, corpus.folder, tell)
    tell("looking for claims that are alike")
    pairs = near_pairs(rows)
    tell(f"holding {len(pairs)} pairs of claims against each other")
    ties = Ties(claims, Teller(Topics(own)), text_of)
    matters = identified(matters_in(claims, pairs, ties), database)
    return matters, possible(claims, pairs, matters, ties)


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
