"""Packs and their tables as `datapackage.json` describes them. Nothing here reads a table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from sourcier.core.findings import PackRef
from sourcier.evidence.packs.cells import read_rows

DESCRIPTOR = "datapackage.json"
ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms under which a pack or a table may be passed on."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """As Frictionless names it: string, number, integer, date, …"""
    description: str = ""
    is_required: bool = False
    is_unique: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a pack. Two are equal when they hold the same bytes under the same name."""

    pack: str
    name: str
    shape: str
    """series, relation, event, tally, estimate or entities."""
    path: Path
    digest: str
    """SHA-256 of the file."""
    columns: tuple[Column, ...] = field(compare=False)
    primary_key: tuple[str, ...] = field(compare=False)
    format: str = field(compare=False)
    """csv or parquet."""
    delimiter: str = field(compare=False)
    missing_values: tuple[str, ...] = field(compare=False)
    role: str = field(compare=False)
    """`positions` for the table that says who chose which option of a tally; `profiles`, `exchange_rate` and
    `conversion_rate` for those that serve other ends than checking; else empty."""
    companion: str = field(compare=False)
    """The tally's table of positions, or the tally of a table of positions; empty if none."""
    label: Mapping[str, str] = field(compare=False)
    """By language: what a journalist would call it."""
    definition: Mapping[str, str] = field(compare=False)
    """By language: what is and is not counted."""
    terms: Mapping[str, tuple[str, ...]] = field(compare=False)
    """By language: other ways to say it."""
    unit: str = field(compare=False)
    tolerance: Decimal = field(compare=False)
    """Relative error that still counts as agreement, beyond the claim's own rounding."""
    tolerance_reason: str = field(compare=False)
    coverage_first: str = field(compare=False)
    coverage_last: str = field(compare=False)
    complete: bool | tuple[str, ...] = field(compare=False)
    """True: an absent row means that it is not so. A tuple: only for these entities (objects of a relation)."""
    gaps: tuple[str, ...] = field(compare=False)
    """What is known to be missing, in the pack's words."""
    revised: bool = field(compare=False)
    """Old figures change from one release to the next."""
    note: str = field(compare=False)
    sources: tuple[tuple[str, str], ...] = field(compare=False)
    """Title and address of each; the pack's own where the table gives none."""
    licences: tuple[Licence, ...] = field(compare=False)

    @property
    def table(self) -> str:
        """The table's quoted name in SQL."""
        return f'"{self.pack}"."{self.name}"'

    @property
    def publisher(self) -> str:
        """Who published the table's figures, as the first source's title says."""
        return self.sources[0][0] if self.sources else ""

    def column(self, name: str) -> Column | None:
        """Return a column by name."""
        return next((column for column in self.columns if column.name == name), None)

    def is_complete_for(self, entity_id: str) -> bool:
        """Say whether an absent row about this entity means that it is not so."""
        return self.complete if isinstance(self.complete, bool) else entity_id in self.complete

    def rows(self) -> list[dict[str, str | None]]:
        """Return every row in the file's order, each value as the file has it; None where it is missing."""
        return read_rows(self.path, self.digest, self.format, self.delimiter, self.missing_values)


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack: its descriptor, and the digest of its bytes."""

    name: str
    version: str
    title: str
    description: str
    root: Path
    created: date
    licences: tuple[Licence, ...]
    sources: tuple[tuple[str, str], ...]
    resources: tuple[Resource, ...]
    """By name, without the entities."""
    entities: Resource
    digest: str
    """SHA-256 over the SHA-256 of the descriptor and of each table, in name order."""

    @property
    def ref(self) -> PackRef:
        """What a dossier keeps of the pack."""
        return PackRef(
            name=self.name,
            version=self.version,
            digest=self.digest,
            title=self.title,
            licences=tuple(licence.name for licence in self.licences),
            created=self.created,
        )

    @property
    def tables(self) -> tuple[Resource, ...]:
        """Every resource, the entities first."""
        return (self.entities, *self.resources)


def digest_of(files: Mapping[str, str]) -> str:
    """Return the digest of a pack from the SHA-256 of its files by relative path.

    It is what `sha256sum datapackage.json data/* | LC_ALL=C sort -k 2 | sha256sum` prints, so that anyone can check it.

    >>> digest_of({"b.csv": "02", "a.csv": "01"}) == digest_of({"a.csv": "01", "b.csv": "02"})
    True
    """
    lines = "".join(f"{files[path]}  {path}\n" for path in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()
