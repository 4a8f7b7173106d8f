"""Files that are cut short or gone: of a pack, a library, a corpus, the desk's store, a dossier."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from drilling.full import articles, same_tables
from drilling.scene import EXAMPLES, Failed, Scene, drill

_TRAMWAY = EXAMPLES / "tramway.md"


def cut(file: Path) -> None:
    """Leave the first half of a file."""
    os.truncate(file, file.stat().st_size // 2)


def command_in(error: str, start: str) -> str:
    """Return the command that an error names, from its first words to the end or to the quotation mark behind it."""
    at = error.find(start)
    if at < 0:
        raise Failed(f"no command is named ({start}): {error}")
    return re.split("`| – ", error[at:])[0]


@drill()
def damaged_library(scene: Scene) -> None:
    """A table of the library is cut short: check and search say so; the command named makes it anew."""
    shutil.copytree(EXAMPLES / "library", scene.folder / "texts")
    scene.works("sourcier library add texts")
    before = scene.works("sourcier library search tramway").out
    library = scene.folder / "home" / "library"
    cut(max((library / "passages.lance" / "data").iterdir(), key=lambda file: file.stat().st_size))
    scene.says(scene.run(f"sourcier check {_TRAMWAY}"), "damaged-library", names="sourcier library add", code=1)
    said = scene.says(scene.run("sourcier library search tramway"), "damaged-library", names="sourcier library add")
    scene.recovers(command_in(said, "mv "))
    scene.expect(scene.works("sourcier library search tramway").out == before, "other passages are found")
    scene.works("sourcier library verify")


@drill()
def damaged_index(scene: Scene) -> None:
    """The index files of the library are cut short, then its manifest is gone: the command named makes it anew."""
    shutil.copytree(EXAMPLES / "library", scene.folder / "texts")
    scene.works("sourcier library add texts")
    before = scene.works("sourcier library search tramway").out
    library = scene.folder / "home" / "library"
    for file in (library / "passages.lance" / "_indices").rglob("*"):
        if file.is_file():
            cut(file)
    said = scene.says(scene.run("sourcier library search tramway"), "damaged-library", names="sourcier library add")
    scene.recovers(command_in(said, "mv "))
    scene.expect(scene.works("sourcier library search tramway").out == before, "other passages are found")
    shutil.rmtree(scene.folder / "home" / "library.old")
    (library / "library.json").write_text('{"encoder": ', encoding="utf-8")
    said = scene.says(scene.run("sourcier library search tramway"), "damaged-library", names="sourcier library add")
    scene.recovers(command_in(said, "mv "))
    scene.expect(scene.works("sourcier library search tramway").out == before, "other passages are found")


@drill()
def damaged_corpus(scene: Scene) -> None:
    """A Parquet file of a corpus is cut short, another has spoiled bytes: repair is named and takes the part out."""
    articles(scene, count=6)
    run = "sourcier corpus run articles --out corpus --workers 1 --no-library"
    scene.works(run)
    shutil.copytree(scene.folder / "corpus", scene.folder / "whole")
    file = next((scene.folder / "corpus" / "claims").iterdir())
    cut(file)
    for line in ("sourcier corpus sql corpus 'SELECT count(*) FROM claims'", run):
        said = scene.says(scene.run(line), "corpus-damaged", names="sourcier corpus repair")
    scene.recovers(command_in(said, "sourcier corpus repair"))
    scene.recovers(run)
    same_tables(scene, "whole", "corpus")
    file = max((scene.folder / "corpus" / "sentences").iterdir(), key=lambda one: one.name)
    with file.open("r+b") as opened:
        opened.seek(4)
        opened.write(b"\xff" * 2000)
    ask = "sourcier corpus sql corpus 'FROM sentences'"
    said = scene.says(scene.run(ask), "corpus-damaged", names="sourcier corpus repair")
    scene.recovers(command_in(said, "sourcier corpus repair"))
    scene.recovers(run)
    same_tables(scene, "whole", "corpus")


@drill()
def damaged_manifest(scene: Scene) -> None:
    """The manifest of a corpus is cut short: another folder is named, and the run into it goes through."""
    articles(scene, count=2)
    scene.works("sourcier corpus run articles --out corpus --workers 1 --no-library")
    cut(scene.folder / "corpus" / "corpus.json")
    said = scene.says(
        scene.run("sourcier corpus sql corpus 'FROM articles'"), "corpus-damaged", names="or run into another folder"
    )
    command = command_in(said, "sourcier corpus run").replace("INPUT…", "articles")
    scene.recovers(f"{command} --workers 1 --no-library")


@drill()
def damaged_desk(scene: Scene) -> None:
    """The desk's store is no database any more, then overwritten in its middle: said; a copy put back works."""
    scene.works(f"sourcier check {_TRAMWAY} --no-library --json made.json > report")
    scene.works("sourcier dossiers add made.json --store desk.sqlite")
    store = scene.folder / "desk.sqlite"
    shutil.copy(store, scene.folder / "copy.sqlite")
    store.write_bytes(b"no database at all" * 1000)
    scene.says(scene.run("sourcier dossiers list --store desk.sqlite"), "desk-store-damaged", names="put back a copy")
    scene.recovers("cp copy.sqlite desk.sqlite && sourcier dossiers list --store desk.sqlite")
    size = store.stat().st_size
    with store.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\x00" * (size - 4096))
    scene.says(scene.run("sourcier dossiers list --store desk.sqlite"), "desk-store-damaged", names="put back a copy")
    scene.recovers("cp copy.sqlite desk.sqlite && sourcier dossiers list --store desk.sqlite")


@drill(fast=True)
def damaged_dossier(scene: Scene) -> None:
    """A saved dossier is cut short: replay and export say so, and the article is checked again."""
    check = f"sourcier check {EXAMPLES / 'wire-story.txt'} --no-library --json made.json > report"
    scene.works(check)
    cut(scene.folder / "made.json")
    for line in ("sourcier replay made.json", "sourcier export made.json --as csv"):
        scene.says(scene.run(line), "bad-dossier", names="sourcier check")
    scene.recovers(check)
    scene.works("sourcier replay made.json")
