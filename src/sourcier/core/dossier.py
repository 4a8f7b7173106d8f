"""The dossier: everything about one article, complete enough to be run again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from sourcier.core.article import Article
from sourcier.core.claims import Claim, Ledger
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Assessment, Finding, PackRef, Query
from sourcier.core.language import Entity, Mention, Quantity, Quote, Sentence, TimeInterval
from sourcier.core.library import LibraryRef
from sourcier.core.profiles import Profile
from sourcier.core.relations import Relation
from sourcier.core.rhetoric import Persuasion
from sourcier.core.spans import Span
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding

SCHEMA_VERSION = "1.0"
"""Of the JSON form. The first number changes when a reader of the last one would fail."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader of the dossier must know about how it came about: a missing date, a skipped link."""

    slug: str
    stage: str
    message: str
    """In the article's language."""
    span: Span | None = None

    @classmethod
    def of(cls, error: SourcierError, stage: str) -> Issue:
        """Return the issue that records an error of one item."""
        return cls(slug=error.slug, stage=stage, message=str(error))


@dataclass(frozen=True, slots=True)
class Run:
    """What was run: program, models, packs, options. No clock time: the same run gives the same bytes."""

    version: str
    models: tuple[tuple[str, str], ...]
    """Name and version of each language model."""
    packs: tuple[PackRef, ...]
    now: date | None
    """The second clock: the day up to which the packs know the world."""
    options: tuple[tuple[str, str], ...] = ()
    library: LibraryRef | None = None
    """The user's texts that were searched; None where none were."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One article, read and checked."""

    schema_version: str
    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeInterval, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    ledger: Ledger
    findings: tuple[Finding, ...]
    assessments: tuple[Assessment, ...]
    """One a claim, in the order of the claims."""
    issues: tuple[Issue, ...]
    run: Run
    entities: tuple[Entity, ...] = ()
    """What the ids in mentions, cells and rows stand for, by the packs' labels; aliases left out."""
    series: tuple[Query, ...] = ()
    """The rows around the deciding cells of series, for charts: all periods of one entity each. No verdict
    rests on them."""
    relations: tuple[Relation, ...] = ()
    """Who does what to whom among the linked entities, in reading order. No verdict rests on them."""
    persuasion: tuple[Persuasion, ...] = ()
    """Words that persuade by their form, in reading order: a layer of its own, of which no verdict takes notice."""
    profiles: tuple[Profile, ...] = ()
    """Who speaks: the article's publisher, the outlets it links and cites, as registers have them on the day of
    publication. No verdict takes notice of them."""
    passage_findings: tuple[PassageFinding, ...] = ()
    """Passages of the library held against claims, nearest first within a claim."""
    factcheck_findings: tuple[FactCheckFinding, ...] = ()
    """Earlier fact-checks held against claims. Their ratings are shown; no verdict rests on them."""
    quote_findings: tuple[QuoteFinding, ...] = ()
    """The article's quotations looked up in the library, in reading order."""


@cache
def dossier_adapter() -> TypeAdapter[Dossier]:
    """Return the one place where dossiers become JSON and back (building it takes a tenth of a second)."""
    return TypeAdapter(Dossier)


def to_json(dossier: Dossier) -> bytes:
    """Return the dossier as indented UTF-8 JSON, the same bytes for the same dossier."""
    return dossier_adapter().dump_json(dossier, indent=1)


def from_json(raw: bytes | str) -> Dossier:
    """Return the dossier that some JSON holds. Raises pydantic's ValidationError when it is not one."""
    return dossier_adapter().validate_json(raw)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a dossier."""
    return dossier_adapter().json_schema(mode="serialization")
