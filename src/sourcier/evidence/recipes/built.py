"""What a recipe hands over: tables and what is said of them, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sourcier.core.language import Entity
from sourcier.evidence.packs.descriptor import Column, Licence

Row = Mapping[str, str]
"""Cells by column, numbers as they are to stand in the table; an absent or empty cell is a missing value."""
Texts = Mapping[str, str]
"""By language, `fr` and `en`."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a source, whole and in the source's own format."""

    name: str
    """A path or an address, as it is to be called in an error."""
    body: bytes
    obtained: date | None = None
    """The day on which it was fetched or saved: stands for the source's own stamp where the file carries none."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a pack, in one of the shapes of PACKS.md.

    Of `label`, `definition` and `terms`, a recipe gives what the source says or what the recipe's own files say, in
    the languages in which they say it. What is missing is left out: the person is asked for it, nothing is invented.
    """

    name: str
    shape: str
    rows: tuple[Row, ...]
    label: Texts = field(default_factory=dict)
    definition: Texts = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""
    extra: tuple[Column, ...] = ()
    """Columns beyond the shape's own and `note`, in order. `note` is written wherever a row has one."""
    key: tuple[str, ...] = ()
    """What tells two rows apart, where it is not the shape's own key."""
    tolerance: tuple[Decimal, str] | None = None
    """Relative error and its reason; the recipe's own where None."""
    revised: bool | None = None
    """Whether old figures change from one release to the next; as the recipe says where None."""
    complete: bool | tuple[str, ...] = False
    gaps: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    """Title and address of each, where they are not the pack's own."""
    licences: tuple[Licence, ...] = ()
    role: str = ""
    """`positions` for the companion of a tally, `exchange_rate` for rates between currencies."""
    companion: str = ""
    until: str = ""
    """The last day for which the source speaks, where rows without an end hide it."""


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """Tables and what is said of them: a pack that is not yet written."""

    name: str
    """Lower-case letters, digits, `.`, `_`, `-`."""
    title: str
    updated: date | None
    """The day of the file's own stamp, None where it carries none; becomes `created`, and the version unless one is
    given."""
    tables: tuple[Table, ...]
    entities: tuple[Entity, ...] = ()
    """Those of the recipe's own; states, territories and the starter pack's entities need not be given."""
    licences: tuple[Licence, ...] = ()
    """Where they are not the recipe's."""
    sources: tuple[tuple[str, str], ...] = ()
    """Title and address of each; the recipe's own where empty."""
    description: str = ""
    version: str = ""
    """Empty: year, month and day of `updated`."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that neither the source nor the recipe gives, and that a pack needs."""

    table: str
    key: str
    """As it is given with `--set`: `label.fr`, `terms.en`, `unit`."""
