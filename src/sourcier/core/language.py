"""What is found in a text: sentences, mentions of entities, quantities, times, quotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from sourcier.core.article import BlockKind
from sourcier.core.spans import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A grammatical sentence, a headline, a caption or a list item."""

    id: str
    span: Span
    block: BlockKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a reference pack knows by name."""

    id: str
    """ISO 3166-1 alpha-3 for states, a slug for everything else."""
    kind: str
    """state, organisation, person, institution, city, war, …: as the pack has it."""
    label_fr: str
    label_en: str
    aliases_fr: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody or something."""

    span: Span
    text: str
    kind: str
    """The linked entity's kind, else person, organisation, place or misc."""
    entity_id: str | None = None
    """The linked entity; None when no reference knows it or when several fit and the sentence does not decide."""
    is_adjective: bool = False
    """A demonym used as an adjective ("nord-coréen"): belongs to, rather than is, the entity."""


class Comparator(StrEnum):
    """How a figure is meant."""

    EQ = "eq"
    APPROX = "approx"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit, as ANNOTATION.md defines it.

    `eq` and `approx`: `low` = `high`, or the two ends of a range. `gt`, `ge`: `high` is None. `lt`, `le`:
    `low` is None. Scale words are multiplied out ("1,2 million" is 1200000).
    """

    span: Span
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    """UCUM for measures and spans of time, ISO 4217 for money, "pp" for percentage points, "1" for fractions,
    factors and times, otherwise the noun counted, as written."""
    comparator: Comparator
    half_width: Decimal
    """Half of the last digit the writer chose to give, in the unit of the figure; 0 for a counted handful."""
    per: str | None = None
    """A rate's denominator: year, month, week, day, hour, or the noun."""
    of: str | None = None
    """What is counted: "soldats tués"."""
    number: Span | None = None
    """The words of the number alone, inside `span`."""


class Grain(StrEnum):
    """How finely a time is given."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """When: start day included, end day excluded, resolved against the publication date."""

    span: Span
    text: str
    start: date | None
    """None: no known start ("avant 2014")."""
    end: date | None
    """None: no known end ("à partir de 2030")."""
    grain: Grain
    mod: Literal["at", "since", "until", "before", "after", "during", "approx"] = "at"
    """The TIMEX modifier: "depuis" is since, "d'ici à" until, "en trois ans" during."""
    relative: bool = False
    """The publication date was needed to place it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks."""

    span: Span
    """Marks included."""
    content: Span
    """Marks left out."""
    is_closed: bool = True
    depth: int = 0
    """0 for the outer quotation, 1 for one inside it, and so on."""
