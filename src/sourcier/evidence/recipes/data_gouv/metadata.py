"""What data.gouv.fr says of a data set: its title, producer, licence, and the resource that is read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sourcier.evidence.packs.descriptor import Licence
from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile
from sourcier.evidence.recipes.mapping import Mapped
from sourcier.evidence.recipes.source_files import json_of

_CSV = "csv"
_DIGESTS = frozenset({"md5", "sha1", "sha256"})


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a data set."""

    title: str
    url: str
    updated: date
    digest: tuple[str, str] | None
    """Algorithm and value of its checksum, where the site gives one."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One data set."""

    name: str
    """Its short name in addresses."""
    title: str
    description: str
    producer: str
    page: str
    licence: str
    """Its key in the site's list."""
    resource: Resource


def read_dataset(file: File, resource: str) -> Dataset:
    """Return the data set of a metadata file.

    Args:
        file: The answer of the site's programming interface.
        resource: Key of the CSV resource to read; empty where there is only one.

    Raises:
        BadSourceFile: It is other JSON, or has no CSV resource.
        BadParameter: There is no such resource, or there are several and none is named.
    """
    raw = json_of(file)
    try:
        producer = raw["organization"] or raw["owner"]
        return Dataset(
            name=raw["slug"],
            title=raw["title"],
            description=raw["description"],
            producer=producer.get("name") or f"{producer['first_name']} {producer['last_name']}",
            page=raw["page"],
            licence=raw["license"] or "notspecified",
            resource=_resource(file, raw["resources"], resource),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadSourceFile.at(file.name, f"not a data set of data.gouv.fr: no {error}") from error


def _resource(file: File, listed: list[Mapping[str, Any]], key: str) -> Resource:
    tables = {one["id"]: one for one in listed if (one["format"] or "").lower() == _CSV}
    if not tables:
        raise BadSourceFile.at(file.name, "the data set has no CSV resource")
    if key not in tables and (key or len(tables) > 1):
        there = ", ".join(f"{name} ({one['title']})" for name, one in tables.items())
        raise BadParameter.at("resource", f"say which: {there}")
    one = tables[key or next(iter(tables))]
    checksum = one.get("checksum") or {}
    kind = str(checksum.get("type", "")).lower()
    return Resource(
        title=one["title"],
        url=one["url"],
        updated=_day(file, one["last_modified"]),
        digest=(kind, str(checksum["value"]).lower()) if kind in _DIGESTS else None,
    )


def _day(file: File, stamp: str) -> date:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError as error:
        raise BadSourceFile.at(file.name, f"last_modified is no day: {stamp!r}") from error


def check_digest(file: File, resource: Resource) -> None:
    """Refuse a file that is not the one the metadata describe.

    Raises:
        BadSourceFile: Its checksum differs.
    """
    if resource.digest is None:
        return
    kind, value = resource.digest
    if hashlib.new(kind, file.body, usedforsecurity=False).hexdigest() != value:
        raise BadSourceFile.at(file.name, f"not the file that the metadata describe: its {kind} differs")


def licence_of(mapping: Mapped, file: File, dataset: Dataset) -> Licence:
    """Return the licence that the metadata name.

    Raises:
        UnknownCode: The recipe does not know it.
    """
    said = mapping.codes(file.name, "licences", [dataset.licence])[dataset.licence] or ""
    name, title, path = (part.strip() for part in said.split("|"))
    return Licence(name, title, path)
