"""A folder that may be read and not written, for a user without the rights of root."""

from __future__ import annotations

from drilling.full import articles
from drilling.scene import EXAMPLES, Scene, as_user, drill

_STORY = EXAMPLES / "wire-story.txt"


@drill(fast=True)
def readonly_report(scene: Scene) -> None:
    """The folder of a page, and of an export, may not be written: said before the work; another file is taken."""
    as_user(scene)
    (scene.folder / "shut").mkdir(mode=0o555)
    line = f"sourcier check {_STORY} --html shut/page.html"
    scene.says(scene.run(line, user=True), "output-failed", names="give another file")
    scene.recovers(f"sourcier check {_STORY} --html page.html", user=True)
    scene.expect((scene.folder / "page.html").is_file(), "no page is written")


@drill()
def readonly_data(scene: Scene) -> None:
    """The folder of the user's data may not be written: what only reads works, what writes says how to go on."""
    as_user(scene)
    home = scene.folder / "home"
    scene.works(f"sourcier library add {EXAMPLES / 'library'} && sourcier dossiers list")
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    scene.works("sourcier library search tramway", user=True)
    scene.works(f"sourcier check {_STORY} > report", user=True)
    more = scene.folder / "more.md"
    more.write_text("# Le pont\n\nLe pont de Vaurelle a rouvert.\n", encoding="utf-8")
    add = "sourcier library add more.md --lang fr"
    scene.says(scene.run(add, user=True), "unwritable-library", names="make it writable, and give the same command")
    scene.says(
        scene.run(f"sourcier dossiers add {_STORY}", user=True), "desk-store-read-only", names="give another store"
    )
    scene.recovers(f"sourcier dossiers add {_STORY} --store own.sqlite", user=True)
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    scene.recovers(add, user=True)


@drill()
def readonly_corpus(scene: Scene) -> None:
    """The folder of a corpus may not be written any more: it can be asked, a run says how to go on."""
    as_user(scene)
    articles(scene, count=3)
    run = "sourcier corpus run articles --out corpus --workers 1 --no-library"
    scene.works(run)
    corpus = scene.folder / "corpus"
    for path in (corpus, *corpus.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    scene.works("sourcier corpus sql corpus 'SELECT count(*) FROM articles'", user=True)
    (scene.folder / "articles" / "more.md").write_text("# Le pont\n\nLe pont a rouvert en 2021.\n", encoding="utf-8")
    scene.says(scene.run(run, user=True), "corpus-read-only", names="Make it writable")
    for path in (corpus, *corpus.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    scene.recovers(run, user=True)
