"""Packs of any size for timing: tables of series about every state, labelled in both languages.

What they hold is made up and the same in every run. A label is a measure of a good ("Exportations de blé"), so that
every word of it is in dozens of labels, as in a statistical office's own list: the worst case for finding a measure.
"""

# ruff: noqa: S608 -- every name put into SQL is our own

from __future__ import annotations

import json
from itertools import islice, product
from pathlib import Path
from typing import Any

import duckdb

from sourcier.core.article import Lang
from sourcier.evidence.packs import read_pack, starter_path

MEASURES = """
production,production|exportations,exports|importations,imports|consommation,consumption|stocks,stocks
prix,price|recettes,revenue|dépenses,spending|investissements,investment|emplois,jobs
ventes,sales|achats,purchases|récolte,harvest|taxes,taxes|subventions,subsidies
vols,thefts|pertes,losses|accidents,accidents|brevets,patents|entreprises,firms
surface,area|rendement,yield|livraisons,deliveries|commandes,orders|fraudes,frauds
contrôles,inspections|grèves,strikes|faillites,bankruptcies|salaires,wages|primes,bonuses
déchets,waste|émissions,emissions|recyclage,recycling|saisies,seizures|transport,transport
collecte,collection|location,rental|réparations,repairs|retours,returns|dons,donations
"""
GOODS = """
blé,wheat|maïs,maize|riz,rice|orge,barley|sucre,sugar|café,coffee|cacao,cocoa|thé,tea|coton,cotton|laine,wool
gaz,gas|pétrole,oil|charbon,coal|uranium,uranium|lithium,lithium|cuivre,copper|acier,steel|ciment,cement|bois,timber|papier,paper
voitures,cars|camions,trucks|navires,ships|avions,aircraft|trains,trains|drones,drones|munitions,ammunition|chars,tanks|missiles,missiles|fusils,rifles
médicaments,medicines|vaccins,vaccines|livres,books|journaux,newspapers|films,films|jouets,toys|meubles,furniture|textile,textiles|chaussures,shoes|montres,watches
poisson,fish|viande,meat|lait,milk|beurre,butter|vin,wine|bière,beer|tabac,tobacco|fleurs,flowers|électricité,electricity|engrais,fertiliser
"""
"""French and English, a pair a word: what is measured, and of what."""
PLACES_FR = ("de la France", "de l’Italie", "du Canada", "du Brésil", "de la Pologne", "du Maroc", "du Japon")
PLACES_EN = ("France", "Italy", "Canada", "Brazil", "Poland", "Morocco", "Japan")
LAST_YEAR = 2024
SOURCE = "Made up for timing — https://example.org/made-up"


def write_packs(root: Path, *, tables: int, years: int, packs: int) -> list[Path]:
    """Write packs of equal size into a folder; return theirs.

    Args:
        root: An empty folder.
        tables: How many in all, 2,000 at most: half in tonnes, half in dollars.
        years: The last so many, for each of the starter pack's states.
        packs: How many the tables are spread over.
    """
    named = islice(product(_words(MEASURES), _words(GOODS)), tables)
    described = [_described(at, *pair) for at, pair in enumerate(named)]
    share = -(-len(described) // packs)
    return [
        _write(root / f"made-{at}", described[at * share : (at + 1) * share], years=years)
        for at in range(packs)
        if described[at * share : (at + 1) * share]
    ]


def _words(pairs: str) -> list[tuple[str, str]]:
    found = (pair.split(",") for line in pairs.split("\n") if line for pair in line.split("|"))
    return [(french, english) for french, english in found]


def _described(at: int, measure: tuple[str, str], good: tuple[str, str]) -> dict[str, Any]:
    french, english = (f"{measure[0]} de {good[0]}".capitalize(), f"{good[1]} {measure[1]}".capitalize())
    said = {
        "shape": "series",
        "label": {"fr": french, "en": english},
        "definition": {"fr": f"{french}, par pays et par an", "en": f"{english}, by country and year"},
        "terms": {"fr": [french.lower()], "en": [english.lower(), f"{measure[1]} of {good[1]}"]},
        "unit": "USD" if at % 2 else "t",
        "tolerance": {"value": 0.02, "reason": "made up"},
        "coverage": {"first": "1990", "last": str(LAST_YEAR), "revised": False},
    }
    return _resource(f"made-{at:04}", "parquet", {"period": "string", "value": "number"}, ["entity", "period"], said)


def _resource(name: str, kind: str, columns: dict[str, str], key: list[str], said: dict[str, Any]) -> dict[str, Any]:
    typed = {"entity": "string", **columns, "source": "string"} if "value" in columns else columns
    fields = [{"name": column, "type": type_, "constraints": {}} for column, type_ in typed.items()]
    schema = {"fields": fields, "primaryKey": key, "missingValues": [""]}
    return {"name": name, "path": f"data/{name}.{kind}", "format": kind, "schema": schema, "sourcier": said}


def _write(folder: Path, tables: list[dict[str, Any]], *, years: int) -> Path:
    (folder / "data").mkdir(parents=True)
    entities = read_pack(starter_path()).entities
    said = {"shape": "entities", "label": {"fr": "États", "en": "States"}, "definition": {"fr": "Noms", "en": "Names"}}
    columns = {column.name: column.type for column in entities.columns}
    described = _resource("entities", "parquet", columns, ["id"], said)
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"CREATE TABLE entities AS SELECT * FROM read_csv('{entities.path}', all_varchar = true) "
            "WHERE kind = 'state'"
        )
        connection.execute(f"COPY entities TO '{folder}/data/entities.parquet'")
        for at, table in enumerate(tables):
            connection.execute(
                f"COPY (SELECT id AS entity, year::VARCHAR AS period, "
                f"(hash(id, year, '{table['name']}') % 90000 + 10000 + {at})::BIGINT AS value, '{SOURCE}' AS source "
                f"FROM entities, range({LAST_YEAR - years + 1}, {LAST_YEAR + 1}) AS of_years(year) ORDER BY 1, 2) "
                f"TO '{folder}/{table['path']}'"
            )
    descriptor = {
        "name": folder.name,
        "version": "1.0.0",
        "title": "Made up for timing",
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "sources": [{"title": "Made up", "path": "https://example.org/made-up"}],
        "created": "2025-01-01T00:00:00Z",
        "resources": [described, *tables],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def write_article(lang: Lang, first: int, *, claims: int) -> str:
    """Return sentences about tables of their own, one a paragraph, starting from the table of a given number."""
    pairs = list(product(_words(MEASURES), _words(GOODS)))
    written = []
    for at in range(first, first + claims):
        # A step that shares no factor with the number of tables goes through all of them before it repeats one.
        number = at * 701 % len(pairs)
        (measure, measured), (good, goods) = pairs[number]
        year, unit = LAST_YEAR - at % 10, at % 97 + 11
        if lang == "fr":
            where, amount = PLACES_FR[at % len(PLACES_FR)], "dollars" if number % 2 else "tonnes"
            written.append(f"En {year}, les {measure} de {good} {where} ont atteint {unit} 000 {amount}.")
        else:
            where, amount = PLACES_EN[at % len(PLACES_EN)], "dollars" if number % 2 else "tonnes"
            written.append(f"In {year}, {goods} {measured} in {where} reached {unit},000 {amount}.")
    return "\n\n".join(written)
