"""What two short texts are compared by: figures, times, names, predicates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sourcier.core.article import Lang
from sourcier.core.language import Comparator, Grain
from sourcier.core.testimony import VetoKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a unit that others can be compared in."""

    text: str
    unit: str
    """`count`, `rank`, `factor`, "%", "pp", a currency, or the base unit of a measure ("kg", "m", "d", "mo")."""
    low: Decimal | None
    high: Decimal | None
    half_width: Decimal
    comparator: Comparator
    per: str | None = None
    things: frozenset[str] = frozenset()
    """Features of what is counted: stems, and concepts that both languages share."""
    family: str = ""
    """What sort of thing that is (`persons`, `states`), where it is known."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time; ends excluded, None where it is open."""

    text: str
    start: date | None
    end: date | None
    grain: Grain
    mod: str
    is_floating: bool = False
    """Its year is unknown: only the month and the day of the month count."""
    is_present: bool = False
    """"Today", "now": said of any day."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name, with what it may be an instance of."""

    text: str
    kind: VetoKind
    words: tuple[str, ...]
    """Folded words of the name, titles and small words left out."""
    ids: frozenset[str] = frozenset()
    """What it may stand for: its own entity, the state behind a capital or a ministry, the capital itself."""
    level: str = ""
    """`state`, `city`, `person`, `organisation`, …: only names of one level exclude each other."""
    is_adjective: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A predicate, with whether it is denied."""

    text: str
    meaning: str
    """A name of data/opposites.tsv without its sign, else the stem of the verb with its language."""
    is_affirmed: bool
    about: frozenset[str] = frozenset()
    """Features of its subject and objects."""
    is_main: bool = False
    is_denied: bool = False
    """A negation, or a verb such as "refuse", stands before it."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of one text."""

    text: str
    lang: Lang
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    names: tuple[Named, ...] = ()
    said: tuple[Said, ...] = ()
    words: frozenset[str] = frozenset()
    """All folded words: a name that the readers overlook on one side is still found in them."""
    tokens: tuple[str, ...] = field(default=(), repr=False)
    """The words as written, in order: what two wordings of one sentence are laid side by side by."""
    has_open_pronoun: bool = False
    """It begins with somebody or something that it does not name: "Il", "his"."""
    nouns: tuple[str, ...] = ()
    """Its common nouns as written, in order; those inside names and times left out."""
