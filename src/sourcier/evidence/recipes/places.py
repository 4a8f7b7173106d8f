"""Entities that every recipe may use: those of the starter pack, and territories that statistics list beside states.

`places.tsv` adds the territories with an ISO 3166-1 code that the starter pack does not have; their French and English
names are those of ISO 3166-1, shortened where the everyday name is shorter.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sourcier.core.language import Entity
from sourcier.evidence.packs.cells import read_csv
from sourcier.evidence.packs.choosing import starter_path

_FILE = "places.tsv"
_KOSOVO = {"XK": "XKX"}
"""No ISO 3166-1 code, but those that the European Commission, the World Bank and the IMF use."""
_CODED = frozenset({"state", "territory"})


@cache
def known_entities() -> Mapping[str, Entity]:
    """Return the entities by id."""
    return {row["id"]: _entity(row) for row in _rows()}


@cache
def by_alpha2() -> Mapping[str, str]:
    """Return the ids of states and territories by ISO 3166-1 alpha-2 code, XK for Kosovo."""
    return {row["iso_alpha2"]: row["id"] for row in _rows() if row["iso_alpha2"]} | _KOSOVO


@cache
def by_alpha3() -> Mapping[str, str]:
    """Return the ids of states and territories by ISO 3166-1 alpha-3 code, XKX for Kosovo: the ids themselves."""
    return {row["id"]: row["id"] for row in _rows() if row["iso_alpha2"]} | {"XKX": "XKX"}


@cache
def by_name(lang: str) -> Mapping[str, str]:
    """Return the ids of states and territories by their label in a language, `fr` or `en`.

    Sources spell names in their own ways: give what differs in the recipe's mapping, and no alias is guessed here.
    """
    return {row[f"label_{lang}"]: row["id"] for row in _rows() if row["kind"] in _CODED}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    header, lines = read_csv(starter_path() / "data" / "entities.csv", ",")
    starter = [dict(zip(header, line, strict=True)) for line in lines]
    more = (resources.files(__package__) / _FILE).read_text(encoding="utf-8").splitlines()
    ids = {row["id"] for row in starter}
    added = [
        {"kind": "territory", **row, "aliases_fr": "", "aliases_en": "", "wikidata": ""}
        for row in csv.DictReader((line for line in more if not line.startswith("#")), delimiter="\t")
    ]
    return (*starter, *(row for row in added if row["id"] not in ids))


def _entity(row: Mapping[str, str]) -> Entity:
    return Entity(
        id=row["id"],
        kind=row["kind"],
        label_fr=row["label_fr"],
        label_en=row["label_en"],
        aliases_fr=tuple(alias for alias in row["aliases_fr"].split("|") if alias),
        aliases_en=tuple(alias for alias in row["aliases_en"].split("|") if alias),
    )
