"""Twenty-four invented states in seven bodies, with four figures each: what other peers and denominators are asked of.

Of twelve states the names begin with A to L; the rest are in no body. In 2022:

| | unemployment | CO2, million t | people, million | GDP, billion dollars | t a head | t for a million dollars |
|---|--:|--:|--:|--:|--:|--:|
| Ardenia | 7 % | 100 | 100 | 1 000 | 1 | 100 |
| Borelia | 5 % | 50 | 10 | 100 | 5 | 500 |
| Calvania | 6 % | 60 | 30 | 900 | 2 | 66.7 |
| Dorland | 10 % | 40 | 80 | 800 | 0.5 | 50 |
| Estavia | 11 % | 30 | – | – | – | – |
| F to L | 12 to 18 % | 1 | 1 | 10 | 1 | 100 |
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from assessment.isles import described
from sourcier.evidence.packs import Packs, open_packs

STATES = (
    "Ardénie/Ardenia Borélie/Borelia Calvanie/Calvania Dorlande/Dorland Estavie/Estavia Folgarie/Folgaria "
    "Gravonie/Gravonia Hestrie/Hestria Ilmarie/Ilmaria Jolande/Joland Kestonie/Kestonia Lorvanie/Lorvania "
    "Malgovie/Malgovia Nestovie/Nestovia Olvanie/Olvania Pragorie/Pragoria Quilavie/Quilavia Rostanie/Rostania "
    "Selvonie/Selvonia Torgavie/Torgavia Ulmarie/Ulmaria Vestorie/Vestoria Wolanie/Wolania Zelgavie/Zelgavia"
).split()
BODIES = {
    "pacte": ("Pacte du Sud", "Southern Pact", "ABCDEFGHIJKL"),
    "ligue": ("Ligue du Nord", "Northern League", "ABC"),
    "conseil": ("Conseil des Isles", "Council of the Isles", "ADEFG"),
    "forum": ("Forum du Large", "Deep Sea Forum", "AEFGH"),
    "groupe": ("Groupe de Morven", "Morven Group", "ABFGHI"),
    "union": ("Union des Caps", "Union of the Capes", "ACGHIJ"),
    "alliance": ("Alliance des Ports", "Alliance of Ports", "BCDEK"),
}
SERIES: dict[str, dict[str, Any]] = {
    "unemployment": {
        "label": {"fr": "Taux de chômage", "en": "Unemployment rate"},
        "definition": {"fr": "Part des chômeurs dans la population active", "en": "Share of the labour force"},
        "terms": {"fr": ["chômage"], "en": ["unemployment", "jobless rate"]},
        "unit": "%",
        "tolerance": 0.02,
        "rows": {"2022": dict(zip("ABCDEFGHIJKL", (7, 5, 6, *range(10, 19)), strict=True))},
    },
    "emissions": {
        "label": {"fr": "Émissions de CO2", "en": "CO2 emissions"},
        "definition": {"fr": "Dioxyde de carbone rejeté dans l’année", "en": "Carbon dioxide emitted in the year"},
        "terms": {"fr": ["émissions de CO2", "émettre du CO2"], "en": ["CO2 emissions", "emit CO2"]},
        "unit": "t",
        "tolerance": 0.02,
        "rows": {
            "2012": {"A": 90_000_000},
            "2022": {each: million * 10**6 for each, million in zip("ABCDE", (100, 50, 60, 40, 30), strict=True)}
            | dict.fromkeys("FGHIJKL", 10**6),
        },
    },
    "population": {
        "label": {"fr": "Population", "en": "Population"},
        "definition": {"fr": "Habitants au milieu de l’année", "en": "Residents at mid-year"},
        "terms": {"fr": ["habitants"], "en": ["inhabitants"]},
        "unit": "persons",
        "tolerance": 0.01,
        "rows": {
            "2012": {"A": 60_000_000},
            "2022": {"A": 10**8, "B": 10**7, "C": 3 * 10**7, "D": 8 * 10**7} | dict.fromkeys("FGHIJKL", 10**6),
        },
    },
    "gdp": {
        "label": {"fr": "Produit intérieur brut", "en": "Gross domestic product"},
        "definition": {"fr": "Richesse produite dans l’année", "en": "Wealth made in the year"},
        "terms": {"fr": ["PIB"], "en": ["GDP"]},
        "unit": "USD",
        "tolerance": 0.01,
        "rows": {
            "2022": {each: billion * 10**9 for each, billion in zip("ABCD", (1000, 100, 900, 800), strict=True)}
            | dict.fromkeys("FGHIJKL", 10**10)
        },
    },
}


def code(letter: str) -> str:
    """Return the id of the state whose name begins so."""
    return letter * 3


@cache
def archipelago() -> Packs:
    """Return the pack, opened once for all tests."""
    root = Path(mkdtemp(prefix="archipelago-"))
    (root / "data").mkdir()
    entities = "id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata\n"
    for each in STATES:
        french, english = each.split("/")
        entities += f"{code(french[0])},state,{french},{english},,,\n"
    links = "subject,relation,object,start,end,source,note\n"
    for body, (french, english, members) in BODIES.items():
        entities += f"{body},organisation,{french},{english},,,\n"
        links += "".join(f"{code(one)},member_of,{body},1990-01-01,,Archives,\n" for one in members)
    tables: list[tuple[str, str, str, list[str], dict[str, Any]]] = [
        ("entities", "entities", entities, ["id"], {"label": {"fr": "Entités", "en": "Entities"}}),
        ("links", "relation", links, ["subject", "relation", "object", "start"], {"complete": list(BODIES)}),
    ]
    for name, known in SERIES.items():
        rows = [
            f"{code(letter)},{year},{value},Office\n"
            for year, some in known["rows"].items()
            for letter, value in some.items()
        ]
        tables.append((name, "series", "entity,period,value,source\n" + "".join(rows), ["entity", "period"], known))
    for name, _, text, _, _ in tables:
        (root / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    descriptor = {
        "name": "archipelago",
        "version": "1.0.0",
        "title": "The Archipelago",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": "Office", "path": "https://office.example/"}],
        "created": "2025-06-01T00:00:00Z",
        "resources": [described(name, shape, text, key, known) for name, shape, text, key, known in tables],
    }
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return open_packs(root)
