"""A world of our own for tests: three states, a league, a war, votes and figures; and claims about it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sourcier.core.article import Alignment, Article, Block, BlockKind, Lang, Segment
from sourcier.core.claims import AUTHOR, Checkability, Claim, ClaimKind, Commitment, Polarity, Source
from sourcier.core.language import Mention, Quantity, Sentence, TimeInterval
from sourcier.core.spans import Anchor, Span
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer, find_mentions
from sourcier.text.parsing import pipeline
from sourcier.text.quantities import find_quantities
from sourcier.text.times import find_times

ENTITIES = """\
id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata
ARD,state,Ardénie,Ardenia,ardénien|ardéniens|ardénienne|ardéniennes,Ardenian|Ardenians,
BOR,state,Borélie,Borelia,borélien|boréliens|borélienne|boréliennes,Borelian|Borelians,
CAL,state,Calvanie,Calvania,calvanien|calvaniens|calvanienne,Calvanian|Calvanians,
DOR,state,Dorlande,Dorland,dorlandais|dorlandaise,Dorlander|Dorlanders,
ligue,organisation,Ligue du Nord,Northern League,LDN,LDN,
pacte,organisation,Pacte du Sud,Southern Pact,,,
conseil,organisation,Conseil des Isles,Council of the Isles,,,
nuclear-weapons,concept,arme nucléaire,nuclear weapons,,,
city-port-clair,city,Port-Clair,Port-Clair,,,
city-montclar,city,Montclar,Montclar,,,
observatoire,institution,Observatoire des guerres,War Observatory,,,
ard-forces,group,forces armées ardéniennes,Ardenian armed forces,soldats ardéniens|armée ardénienne,Ardenian soldiers,
dor-forces,group,forces armées dorlandaises,Dorlander armed forces,soldats dorlandais|armée dorlandaise,Dorlander soldiers,
jean-valmont,person,Jean Valmont,Jean Valmont,Valmont,Valmont,
rosa-lindt,person,Rosa Lindt,Rosa Lindt,Lindt,Lindt,
world,world,Monde,World,planète,,
"""
SERIES: dict[str, dict[str, Any]] = {
    "unemployment": {
        "label": {"fr": "Taux de chômage", "en": "Unemployment rate"},
        "definition": {
            "fr": "Part des chômeurs dans la population active",
            "en": "Share of the labour force out of work",
        },
        "terms": {"fr": ["chômage", "chômeurs"], "en": ["unemployment", "jobless rate"]},
        "unit": "%",
        "tolerance": 0.02,
        "rows": "ARD,2015,10.4 ARD,2020,8 ARD,2021,7.9 ARD,2022,7.1 BOR,2022,5.2 CAL,2022,12 DOR,2022,3",
    },
    "population": {
        "label": {"fr": "Population", "en": "Population"},
        "definition": {"fr": "Habitants au milieu de l’année", "en": "Residents at mid-year"},
        "terms": {"fr": ["habitants", "peuplé de"], "en": ["inhabitants", "home to"]},
        "unit": "persons",
        "tolerance": 0.01,
        "rows": (
            "ARD,2010,40200000 ARD,2022,46100000 BOR,2022,23000000 CAL,2022,11500000 DOR,2022,900000 world,2022,100000000"
        ),
    },
    "prices": {
        "label": {"fr": "Inflation", "en": "Inflation"},
        "definition": {"fr": "Variation annuelle des prix", "en": "Annual change of prices"},
        "terms": {"fr": ["hausse des prix", "les prix ont augmenté"], "en": ["prices rose"]},
        "unit": "%",
        "tolerance": 0.005,
        "rows": "ARD,2021,2.1 ARD,2022,5.2224 BOR,2022,-0.4",
    },
}
RELATIONS = """\
subject,relation,object,start,end,source,note
ARD,member_of,ligue,1990-01-01,,Ligue — Membres — https://ligue.example/membres,
BOR,member_of,ligue,1990-01-01,2021-03-01,Ligue — Membres — https://ligue.example/membres,
CAL,member_of,ligue,2024-05-01,,Ligue — Membres — https://ligue.example/membres,
BOR,member_of,pacte,1995-01-01,,Pacte,
DOR,member_of,pacte,1995-01-01,,Pacte,
DOR,suspended_from,pacte,2011-01-10,2018-05-07,Pacte,
DOR,permanent_member_of,conseil,1990-01-01,,Conseil,
CAL,elected_member_of,conseil,2022-01-01,2023-12-31,Conseil,
BOR,elected_member_of,conseil,2024-01-01,2025-12-31,Conseil,
DOR,possesses,nuclear-weapons,1979-01-01,1991-12-31,Rapport,
BOR,has_capital,city-port-clair,,,Atlas,
jean-valmont,president_of,ARD,2010-05-01,2020-05-01,Journal,
rosa-lindt,president_of,ARD,2020-05-01,,Journal,
"""
EVENTS = """\
event,type,label_fr,label_en,start,end,place,participants,initiator,source,note
paix-du-lac,treaty,paix du Lac,Peace of the Lake,1999-05-02,,CAL,ARD;BOR,,Chronique,
guerre-sables,war,guerre des Sables,War of the Sands,2020-01-05,,DOR,DOR;CAL,DOR,Chronique,
putsch-cal,coup,coup d’État en Calvanie,2012 Calvanian coup,2012-03-21,,CAL,CAL,,Chronique,
raid-port,attack,raid contre Port-Clair,raid on Port-Clair,2001-06-07,,BOR,ARD;BOR,ARD,Chronique,
"""
BALLOTS = """\
tally,label_fr,label_en,date,option,count,source,positions,body,symbol
motion-7,Résolution 7 : ports de Borélie,Resolution 7: ports of Borelia,2022-03-02,yes,2,Ligue,all,ligue,R/7
motion-7,Résolution 7 : ports de Borélie,Resolution 7: ports of Borelia,2022-03-02,no,1,Ligue,all,ligue,R/7
motion-7,Résolution 7 : ports de Borélie,Resolution 7: ports of Borelia,2022-03-02,abstain,1,Ligue,all,ligue,R/7
"""
POSITIONS = """\
tally,entity,option
motion-7,ARD,no
motion-7,BOR,yes
motion-7,CAL,yes
motion-7,DOR,abstain
"""
LOSSES = """\
subject,measure,low,high,as_of,issued,issuer,party,source,note
ard-forces,killed,1200,1500,2022-12-31,2023-01-10,observatoire,,Rapport — https://obs.example/1,
ard-forces,killed,4000,4000,2022-12-31,2023-01-12,BOR,BOR,Communiqué,
dor-forces,killed,300,300,2022-12-31,2023-01-12,CAL,CAL,Communiqué,
"""
NUMBERS, DATES = {"value", "low", "high"}, {"start", "end", "date", "as_of", "issued"}


def write_pack(
    folder: Path, *, changed: tuple[str, str] | None = None, more: Mapping[str, dict[str, Any]] | None = None
) -> Path:
    """Write the pack; `changed` replaces one text by another in every table (a revised cell), `more` adds series."""
    root = folder / "isles"
    (root / "data").mkdir(parents=True, exist_ok=True)
    tables: list[tuple[str, str, str, list[str], dict[str, Any]]] = [
        ("entities", "entities", ENTITIES, ["id"], {"label": {"fr": "Entités", "en": "Entities"}}),
        ("links", "relation", RELATIONS, ["subject", "relation", "object", "start"], {"complete": ["ligue", "pacte"]}),
        ("happenings", "event", EVENTS, ["event"], {}),
        ("ballots", "tally", BALLOTS, ["tally", "option"], {"companion": "ballots-positions"}),
        ("ballots-positions", "tally", POSITIONS, ["tally", "entity"], {"companion": "ballots", "role": "positions"}),
        ("losses", "estimate", LOSSES, ["subject", "measure", "issuer", "issued"], {"tolerance": 0.05}),
    ]
    for name, known in {**SERIES, **(more or {})}.items():
        header = known.get("header", "entity,period,value")
        text = f"{header},source\n" + "".join(f"{row},Office\n" for row in known["rows"].split())
        tables.append((name, "series", text, header.split(",")[:2], known))
    resources = []
    for name, shape, written, key, known in tables:
        text = written.replace(*changed) if changed else written
        (root / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
        resources.append(described(name, shape, text, key, known))
    descriptor = {
        "name": "isles",
        "version": "1.0.0",
        "title": "The Isles",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": "Office", "path": "https://office.example/"}],
        "created": "2025-06-01T00:00:00Z",
        "resources": resources,
    }
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return root


def described(name: str, shape: str, text: str, key: list[str], known: dict[str, Any]) -> dict[str, Any]:
    """Return the description of one table, as a descriptor holds it."""
    header = next(csv.reader(io.StringIO(text)))
    kinds = {"count": "integer", **dict.fromkeys(NUMBERS, "number"), **dict.fromkeys(DATES, "date")}
    said = {
        "shape": shape,
        "label": known.get("label", {"fr": name, "en": name}),
        "definition": known.get("definition", {"fr": "Ce qui est compté", "en": "What is counted"}),
    }
    if shape != "entities":
        coverage = {"first": "1990", "last": "2025", "revised": False, "complete": known.get("complete", [])}
        said |= {
            "terms": known.get("terms", {"fr": [name], "en": [name]}),
            "unit": known.get("unit", "states"),
            "tolerance": {"value": known.get("tolerance", 0), "reason": "test"},
            "coverage": coverage,
        }
        said |= {each: known[each] for each in ("companion", "role") if each in known}
    fields = [{"name": column, "type": kinds.get(column, "string")} for column in header]
    return {
        "name": name,
        "path": f"data/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": key, "missingValues": [""]},
        "sourcier": said,
    }


@cache
def isles() -> Packs:
    """Return the pack, opened once for all tests."""
    return open_packs(write_pack(Path(mkdtemp(prefix="isles-"))))


@cache
def gazetteer() -> Gazetteer:
    """Return the names of the pack."""
    return Gazetteer.of(isles().entities)


def draft_of(text: str, lang: Lang = "fr", day: date | None = date(2023, 9, 1)) -> Draft:
    """Return the draft of one sentence, read by the real finders."""
    whole = Span(0, len(text))
    article = Article(
        id="art-isles",
        text=text,
        digest="",
        lang=lang,
        blocks=(Block(BlockKind.PARAGRAPH, whole),),
        alignment=Alignment((Segment(0, 0, len(text)),)),
        original=text,
        media_type="text/plain",
        published=day,
    )
    doc = pipeline(lang)(text)
    mentions: tuple[Mention, ...] = tuple(find_mentions(doc, lang, gazetteer()))
    quantities: tuple[Quantity, ...] = tuple(find_quantities(doc, lang))
    times: tuple[TimeInterval, ...] = tuple(find_times(doc, lang, day))
    sentence = Sentence("sen-isles", whole, BlockKind.PARAGRAPH)
    return Draft(article, doc, (sentence,), mentions, quantities, times, ())


def claim_of(
    draft: Draft,
    *,
    kind: ClaimKind = ClaimKind.QUANTITY,
    checkability: Checkability = Checkability.CHECKABLE,
    source: Source = AUTHOR,
    span: Span | None = None,
) -> Claim:
    """Return a claim that covers the sentence, or a part of it."""
    text = draft.article.text
    span = span or Span(0, len(text))
    return Claim(
        id=f"clm-{span.start}-{span.end}",
        article_id=draft.article.id,
        sentence_id="sen-isles",
        span=span,
        anchor=Anchor.at(span, text),
        focus=span,
        kind=kind,
        source=source,
        commitment=Commitment.ASSERTS,
        polarity=Polarity.POSITIVE,
        checkability=checkability,
        worth=0.5,
        quantities=tuple(one for one in draft.quantities if span.contains(one.span)),
        times=tuple(one for one in draft.times if span.contains(one.span)),
        entities=tuple(one for one in draft.mentions if span.contains(one.span)),
    )
