"""The disk is full: a report, a library, a corpus, the desk's store."""

from __future__ import annotations

from pathlib import Path

from drilling.scene import EXAMPLES, Scene, drill, more_room, small_disk

_STORY = EXAMPLES / "wire-story.txt"


@drill(fast=True)
def full_report(scene: Scene) -> None:
    """The disk is full while a page, a JSON file and an export are written: the file that was there stays as it was."""
    scene.works(f"sourcier check {_STORY} --json made.json > report")
    with small_disk(scene, "disk", kib=64) as disk:
        page = disk / "page.html"
        page.write_text("before", encoding="utf-8")
        for line in (
            f"sourcier check {_STORY} --html disk/page.html",
            "sourcier export made.json --out disk/page.html",
        ):
            scene.says(scene.run(line), "output-failed", names="free some space and give the same command again")
            scene.expect(page.read_text(encoding="utf-8") == "before", "what was there is spoiled")
            scene.expect([one.name for one in disk.iterdir()] == ["page.html"], "half a file is left behind")
        more_room(disk)
        scene.recovers("sourcier export made.json --out disk/page.html")
        scene.expect(page.read_text(encoding="utf-8").rstrip().endswith("</html>"), "the page is not whole")


@drill()
def full_library(scene: Scene) -> None:
    """The disk is full while texts are added to a library: what was in it is there, the rest is added afterwards."""
    (scene.folder / "first.md").write_text(
        "# Le pont\n\nLe pont de Vaurelle a rouvert le 3 mai 2021.\n", encoding="utf-8"
    )
    texts = scene.folder / "texts"
    texts.mkdir()
    for number in range(80):
        words = " ".join(f"n{number * at}" for at in range(60))
        (texts / f"{number}.md").write_text(f"# Note {number}\n\nLa note {number} dit : {words}.\n", encoding="utf-8")
    with small_disk(scene, "disk", kib=20_000) as disk:
        scene.works("sourcier library add first.md --lang fr --library disk/library")
        more_room(disk, kib=_used_kib(disk) + 200)
        add = "sourcier library add texts --lang fr --library disk/library"
        scene.says(scene.run(add), "unwritable-library", names="give the same command again")
        scene.expect("Vaurelle" in scene.works("sourcier library search Vaurelle --library disk/library").out, "lost")
        more_room(disk)
        scene.recovers(add)
        found = scene.works("sourcier library verify --library disk/library").out
        scene.expect("81 " in found, f"not all of it is there: {found}")


@drill()
def full_corpus(scene: Scene) -> None:
    """The disk is full while a corpus is written: the same run again gives the tables that an undisturbed one gives."""
    articles(scene, count=40)
    scene.works("sourcier corpus run articles --out whole --workers 1 --no-library")
    with small_disk(scene, "disk", kib=_used_kib(scene.folder / "whole") // 2) as disk:
        run = "sourcier corpus run articles --out disk/corpus --workers 1 --no-library"
        scene.says(scene.run(run), "corpus-disk-full", names="run again as before")
        more_room(disk)
        scene.recovers(run)
        same_tables(scene, "whole", "disk/corpus")


@drill()
def full_desk(scene: Scene) -> None:
    """The disk is full while a dossier is added to the desk's store: nothing half, and it is added afterwards."""
    scene.works(f"sourcier check {EXAMPLES / 'colonne.md'} --json made.json > report")
    with small_disk(scene, "disk", kib=360) as disk:
        listed = "sourcier dossiers list --store disk/desk.sqlite --json"
        scene.expect(not scene.works(listed).out, "a new desk holds something")
        add = "sourcier dossiers add made.json --store disk/desk.sqlite"
        scene.says(scene.run(add), "desk-store-full", names="free some space")
        scene.expect(not scene.works(listed).out, "half a dossier is there")
        more_room(disk)
        scene.recovers(add)
        scene.expect(len(scene.works(listed).out.splitlines()) == 1, "the dossier is not there")


def _used_kib(folder: Path) -> int:
    return sum(file.stat().st_blocks // 2 for file in folder.rglob("*") if file.is_file())


def articles(scene: Scene, *, count: int) -> None:
    """Write articles for a corpus, no two alike."""
    folder = scene.folder / "articles"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.md").write_text(
            f"# Le budget de la commune n° {number}\n\nPublié le {1 + number % 28} mars 2022\n\n"
            f"La commune n° {number} compte {1200 + 7 * number} habitants, a déclaré le maire. "
            f"Son budget a augmenté de {number % 9 + 1},5 % en 2021. La population de la France dépasse "
            f"{60 + number % 9} millions d'habitants.\n",
            encoding="utf-8",
        )


def same_tables(scene: Scene, one: str, other: str) -> None:
    """See that two corpora hold the same rows in every table, however they are cut into parts."""
    for table in ("inputs", "articles", "sentences", "claims", "findings", "assessments"):
        order = "input" if table == "inputs" else "ALL"
        read = [
            scene.run(f"sourcier corpus sql {folder} 'FROM {table} ORDER BY {order}' --json -")
            for folder in (one, other)
        ]
        scene.told[-2:] = []
        scene.expect(all(ran.code == 0 and ran.out for ran in read), f"{table} does not read: {read[1].err}")
        scene.expect(read[0].out == read[1].out, f"{table} differs from an undisturbed run's")
    scene.tell("same", f"the tables of {other} and {one}, row by row")
