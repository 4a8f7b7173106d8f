"""What the evidence says about a claim: queries, cells, arithmetic, findings, assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from sourcier.core.language import Comparator


class Operation(StrEnum):
    """What it takes to check a reading."""

    LOOKUP = "lookup"
    TREND = "trend"
    RANK = "rank"
    COMPARISON = "comparison"
    SHARE = "share"
    SUM = "sum"
    COUNT = "count"
    DATE = "date"
    MEMBERSHIP = "membership"
    OFFICE = "office"
    VOTE = "vote"
    ABSENCE = "absence"
    ESTIMATE = "estimate"
    INTERNAL = "internal"


class Verdict(StrEnum):
    """What findings say of a claim. No verdict at all is a fifth thing, and says why."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"


class Caveat(StrEnum):
    """What a reader must know beside a verdict (ANNOTATION.md, Verdicts)."""

    IMPRECISE = "imprecise"
    DEPENDS_ON_DEFINITION = "depends_on_definition"
    OUTDATED = "outdated"
    ONLY_KNOWN_LATER = "only_known_later"
    INTERESTED_SOURCE = "interested_source"
    SINGLE_SOURCE = "single_source"
    CHERRY_PICKED = "cherry_picked"
    CUT_QUOTATION = "cut_quotation"
    """The words were said, and more with them that limits what they say."""


class WhyNone(StrEnum):
    """Why a claim has no verdict."""

    NOT_CHECKABLE = "not-checkable"
    NOT_YET = "not-yet"
    NEEDS_CONTEXT = "needs-context"
    QUOTE = "quote"
    """The claim is that somebody said it; no document of the library shows that this speaker did."""
    NO_TABLE = "no-table"
    """No table of the packs was recognised for what the claim says; there may be one."""


@dataclass(frozen=True, slots=True)
class PackRef:
    """A pack as it was used: enough to fetch the same bytes again."""

    name: str
    version: str
    digest: str
    """SHA-256 over the pack's files in name order."""
    title: str
    licences: tuple[str, ...]
    created: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a table, with the value that counts."""

    pack: str
    resource: str
    key: tuple[tuple[str, str], ...]
    """The columns that pick the row, and their values."""
    column: str
    value: str
    """As the table has it."""
    unit: str
    label: str
    """What the table measures, in the article's language."""
    source: str
    """As the row's `source` column has it, else the resource's own."""
    url: str | None = None
    issuer: str | None = None
    party: str | None = None
    """The belligerent or interest the issuer speaks for."""
    issued: date | None = None
    """When this could first be known; None when the pack does not say."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was run on one resource, and every row it gave."""

    pack: str
    resource: str
    sql: str
    """DuckDB SQL with `$name` parameters; the table is named "pack"."resource"."""
    parameters: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """Arithmetic on the rows: which function of `sourcier.assessment.computations`, and what came out."""

    function: str
    expression: str
    """As a reader would write it: "877 / 86,4 = 10,15"."""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NumberComparison:
    """A figure of the claim against a figure of the tables."""

    claimed_low: Decimal | None
    claimed_high: Decimal | None
    """The claim's figure, widened by its own rounding."""
    comparator: Comparator
    observed_low: Decimal
    observed_high: Decimal
    tolerance: Decimal
    """Relative: 0.05 lets the table be off by 5 %."""
    unit: str
    holds: bool
    expression: str
    """As a reader would write it: "14 200 ≤ 15 000 ≤ 14 400 ± 5 %: outside by 4 %"."""
    scale: Literal["number"] = "number"
    denied: bool = False
    """The claim denies the figure: it holds where the two do not agree."""


@dataclass(frozen=True, slots=True)
class DateComparison:
    """A time of the claim against a time of the tables; ends excluded."""

    claimed_start: date | None
    claimed_end: date | None
    observed_start: date | None
    observed_end: date | None
    holds: bool
    expression: str
    scale: Literal["date"] = "date"
    denied: bool = False
    """The claim denies the time: it holds where the two do not agree."""


@dataclass(frozen=True, slots=True)
class PresenceComparison:
    """Rows found where the claim says that there are some, or none."""

    expected: bool
    found: int
    holds: bool
    expression: str
    scale: Literal["presence"] = "presence"


Comparison = Annotated[NumberComparison | DateComparison | PresenceComparison, Field(discriminator="scale")]


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a match, with what it compared on each side."""

    name: str
    value: float
    detail: str
    claim_side: str
    evidence_side: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the claim's words: an operation over a measure, entities and a period."""

    operation: Operation
    pack: str
    resource: str
    measure: str
    """What is measured, in the article's language."""
    definition: str
    """What is and is not counted, in the article's language."""
    entities: tuple[str, ...] = ()
    period: str = ""
    """ISO: a year, a month, a day, or start/end."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading of a claim, run: the queries, their rows, the arithmetic, the comparison."""

    id: str
    claim_id: str
    reading: Reading
    clock: Literal["publication", "now"]
    queries: tuple[Query, ...]
    cells: tuple[Cell, ...]
    """The deciding cell first."""
    computation: Computation
    comparison: Comparison
    statement: str
    """What was found, in a sentence of the article's language, with its figures."""
    caveats: tuple[Caveat, ...] = ()
    signals: tuple[Signal, ...] = ()
    probability: float = 1.0
    """How likely it is that this reading is what the claim means."""

    @property
    def verdict(self) -> Verdict:
        """What this reading alone says."""
        return Verdict.SUPPORTED if self.comparison.holds else Verdict.REFUTED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table that was considered for a claim and not used: what `--explain` shows."""

    pack: str
    resource: str
    operation: Operation
    probability: float
    rejected: str
    """The reason, in the article's language."""
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings on one claim, weighed. A verdict with no finding cannot exist."""

    claim_id: str
    verdict: Verdict | None
    why_none: WhyNone | None
    justification: str
    """Why this verdict, or why none: one or two sentences of the article's language."""
    finding_ids: tuple[str, ...] = ()
    """The deciding finding first."""
    caveats: tuple[Caveat, ...] = ()
    at_publication: Verdict | None = None
    """The verdict on what could be known on the day of publication."""
    checkable_from: date | None = None
    """For a prediction: the first day on which it could be checked."""
    considered: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        if (self.verdict is None) == (self.why_none is None):
            raise ValueError(f"{self.claim_id}: a verdict or a reason for none, one of the two")
        if self.verdict in {Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING} and not self.finding_ids:
            raise ValueError(f"{self.claim_id}: {self.verdict} without a finding")
