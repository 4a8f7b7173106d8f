"""Who speaks: what public registers say of the outlet that publishes an article, and of those it links or cites.

A profile is context for a reader. No claim, finding or verdict takes notice of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sourcier.core.spans import Span


class Role(StrEnum):
    """What an outlet has to do with the article."""

    PUBLISHER = "publisher"
    LINKED = "linked"
    CITED = "cited"


class Standing(StrEnum):
    """How a fact stands to the day of publication."""

    THEN = "then"
    """In force on that day, or the register gives no dates."""
    EARLIER = "earlier"
    """Over by that day."""
    LATER = "later"
    """Begun after that day."""


@dataclass(frozen=True, slots=True)
class MediaFact:
    """One row of a register about an outlet."""

    relation: str
    """`seated_in`, `owned_by`, `published_by`, `suspended_by`, `member_of`, …, as the pack has it."""
    object_id: str
    label: str
    """What the object is called in the article's language."""
    kind: str
    """The object's kind, as the pack has it: state, publisher, press_body, …"""
    standing: Standing
    start: date | None
    end: date | None
    """The first day on which it no longer holds; None where it does, or where the register does not say."""
    as_of: date | None
    """The day for which the source says so, where it gives no start."""
    source: str
    """Title and address."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one outlet on the day of publication."""

    name: str
    """The outlet's name; for one that no register knows, the host or the stated name."""
    outlet_id: str | None
    """None: no register knows it, and nothing is guessed."""
    roles: tuple[Role, ...]
    host: str | None
    """The host that led to it; None where a name did."""
    day: date | None
    """The day the facts are told for: that of publication, else the day up to which the packs know the world."""
    spans: tuple[Span, ...] = ()
    """The words that link or cite it, in reading order."""
    facts: tuple[MediaFact, ...] = ()
