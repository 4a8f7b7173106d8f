"""A library remembers what it is given, once, whole, and says so when it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.library.shelves import Directions, checked, note
from sourcier.core.library import Document
from sourcier.evidence.library import Added, Library, Query, open_library
from sourcier.evidence.library.errors import DamagedLibrary, OtherEncoder, OtherLayout, UnwritableLibrary

STRIKE = note("Les boulangers sont en grève depuis mardi. Le pain manque.", published=date(2023, 3, 1))
HARVEST = note("La récolte de blé a doublé en 2022.\n\nLes prix ont baissé.", name="b", publisher="L'Épi")
CHECK = checked("Le pain manque dans toute la France")


def made(path: Path) -> Library:
    return open_library(path, encoder=Directions())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return made(tmp_path / "library")


def texts(library: Library, words: str) -> list[str]:
    return [hit.item.text for hit in library.search_passages(Query(words))]


def test_library_without_a_folder_is_empty_and_makes_none(library: Library) -> None:
    assert (library.ref.documents, library.ref.factchecks) == (0, 0)
    assert list(library.documents()) == list(library.factchecks()) == []
    assert library.document("doc-1") is None
    assert library.search_passages(Query("pain")) == library.find_words("pain") == []
    assert library.verify().faults == ()
    assert library.remove(["doc-1"]) == 0
    assert library.add([]) == Added()
    assert not library.path.exists()


def test_what_is_added_comes_back_as_it_was(library: Library) -> None:
    assert library.add([STRIKE, CHECK, HARVEST]) == Added(documents=2, passages=3, factchecks=1)
    again = made(library.path)
    assert sorted(again.documents(), key=lambda one: one.location) == [STRIKE, HARVEST]
    assert list(again.factchecks()) == [CHECK]
    assert again.document(HARVEST.id) == HARVEST
    first, second = again.passages_of(HARVEST.id)
    assert (first.text, second.text) == ("La récolte de blé a doublé en 2022.", "Les prix ont baissé.")
    assert (first.publisher, first.document_id, first.digest) == ("L'Épi", HARVEST.id, HARVEST.digest)
    assert first.anchor.locate(HARVEST.text) is not None


def test_adding_again_changes_nothing_and_encodes_nothing(library: Library) -> None:
    library.add([STRIKE, CHECK])
    before, encoder = library.ref, Directions()
    again = open_library(library.path, encoder=encoder)
    assert again.add([STRIKE, CHECK, STRIKE]) == Added(kept=2)
    assert again.ref == before
    assert encoder.asked == []


def test_document_of_another_date_takes_the_place_of_the_old(library: Library) -> None:
    library.add([STRIKE, CHECK])
    dated = replace(STRIKE, published=date(2024, 1, 1))
    assert library.add([dated, CHECK]) == Added(documents=1, passages=1, replaced=1, kept=1)
    assert list(library.documents()) == [dated]
    (hit,) = library.search_passages(Query("boulangers"))
    assert hit.item.published == date(2024, 1, 1)


def test_factcheck_of_another_rating_takes_the_place_of_the_old(library: Library) -> None:
    library.add([CHECK])
    mended = replace(CHECK, rating="Plutôt faux")
    assert library.add([mended]).replaced == 1
    assert list(library.factchecks()) == [mended]


def test_removing_takes_passages_along(library: Library) -> None:
    library.add([STRIKE, HARVEST, CHECK])
    assert library.remove([STRIKE.id, CHECK.id, "doc-none"]) == 2
    assert list(library.documents()) == [HARVEST]
    assert "pain" not in " ".join(texts(library, "pain grève"))
    assert library.search_factchecks(Query("pain")) == []
    assert library.verify().faults == ()


def test_digest_is_of_the_contents_whatever_their_order(tmp_path: Path) -> None:
    here, there = made(tmp_path / "one"), made(tmp_path / "two")
    here.add([STRIKE, HARVEST, CHECK])
    there.add([CHECK])
    there.add([HARVEST, note("De trop.", name="c")])
    there.add([STRIKE])
    assert here.ref != there.ref
    there.remove([note("De trop.", name="c").id])
    assert here.ref == there.ref
    here.remove([CHECK.id])
    assert here.ref != there.ref


def test_copies_have_one_origin_whatever_comes_first(tmp_path: Path) -> None:
    wire = (
        "La cour d'appel a rejeté mardi le recours de l'exploitant du barrage, qui devra vider la retenue avant "
        "la fin de l'automne et rembourser les communes riveraines de la vallée."
    )
    first = note(wire, name="agency", published=date(2023, 5, 2))
    copy = note(f"{wire}\n\nLire aussi nos archives.", name="paper", published=date(2023, 5, 3))
    origins = []
    for folder, order in (("one", [first, copy]), ("two", [copy, first])):
        library = made(tmp_path / folder)
        for document in order:
            library.add([document])
        passages = [library.passages_of(document.id)[0] for document in (first, copy)]
        origins.append({passage.origin for passage in passages})
    assert len(origins[0]) == 1
    assert origins[0] == origins[1]


def test_killed_run_leaves_whole_batches_and_is_taken_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcier.evidence.library.adding.BATCH", 2)
    notes = [note(f"Le village {name} a son pain.", name=name) for name in "abcde"]

    def broken_off() -> Iterator[Document]:
        yield from notes[:4]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(broken_off())
    halfway = made(library.path)
    held = [one.location for one in halfway.documents()]
    assert 2 <= len(held) <= 4
    assert len(texts(halfway, "village pain")) == len(held)
    assert halfway.add(notes) == Added(documents=5 - len(held), passages=5 - len(held), kept=len(held))
    assert len(set(texts(halfway, "village pain"))) == 5
    assert halfway.ref == filled(library.path.parent / "other", notes).ref


def filled(path: Path, documents: list[Document]) -> Library:
    library = made(path)
    library.add(documents)
    return library


def test_batch_that_broke_while_it_was_written_is_not_there(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([STRIKE])
    before = library.ref

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sourcier.evidence.library.folder.json.dump", full)
        with pytest.raises(UnwritableLibrary, match="No space left") as caught:
            library.add([HARVEST])
    assert caught.value.slug == "unwritable-library"
    # Its rows are in the tables already; the file that says which version counts is not.
    assert library.ref == made(library.path).ref == before
    assert "récolte" not in " ".join(texts(made(library.path), "récolte blé"))
    assert library.add([HARVEST]).documents == 1
    assert library.verify().faults == ()
    assert sum("récolte" in text for text in texts(library, "récolte blé")) == 1
    assert [file.name for file in library.path.iterdir() if file.name.startswith(".library-")] == []


def test_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(UnwritableLibrary):
        made(tmp_path / "file" / "library").add([STRIKE])


def test_other_encoder_is_refused(library: Library) -> None:
    library.add([STRIKE])
    with pytest.raises(OtherEncoder, match=r"made with directions.*encoder chosen is strangers.*SOURCIER_ENCODER"):
        open_library(library.path, encoder=Directions("strangers"))


def test_library_opened_while_empty_refuses_what_another_encoder_has_made_since(library: Library) -> None:
    late = open_library(library.path, encoder=Directions("strangers"))
    library.add([STRIKE])
    with pytest.raises(OtherEncoder):
        late.add([HARVEST])
    assert list(made(library.path).documents()) == [STRIKE]


@pytest.mark.parametrize(("layout", "said"), [(0, "an older version"), (99, "a newer version")])
def test_other_layout_is_refused(library: Library, layout: int, said: str) -> None:
    library.add([STRIKE])
    file = library.path / "library.json"
    file.write_text(json.dumps({"layout": layout}), encoding="utf-8")
    with pytest.raises(OtherLayout, match=said):
        made(library.path)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"layout": 1, "colour": "red"}'])
def test_spoiled_manifest_is_said(library: Library, content: str) -> None:
    library.add([STRIKE])
    (library.path / "library.json").write_text(content, encoding="utf-8")
    with pytest.raises(DamagedLibrary, match=r"library\.json"):
        made(library.path)


@pytest.mark.parametrize("gone", ["library.json", "passages.lance", "passages.lance/data"])
def test_missing_file_is_said(library: Library, gone: str) -> None:
    library.add([STRIKE])
    path = library.path / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(DamagedLibrary) as caught:
        made(library.path).search_passages(Query("pain"))
    assert f"mv {library.path} {library.path}.old && sourcier library add" in str(caught.value)


def test_verify_tells_a_text_that_was_changed(library: Library) -> None:
    library.add([STRIKE])
    with library._folder.writing(library.encoder) as tables:
        tables["documents"].update(values={"text": "Les boulangers travaillent depuis mardi. Le pain manque."})
    (of_text, of_place) = made(library.path).verify().faults
    assert STRIKE.id in of_text
    assert "does not stand" in of_place


def test_two_processes_add_at_once_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from evidence.library.shelves import Directions, note
from sourcier.evidence.library import adding, open_library
adding.BATCH = 3
library = open_library(Path(sys.argv[1]), encoder=Directions())
library.add(note(f"Le village {number} a son pain.", name=str(number)) for number in range(int(sys.argv[2]), int(sys.argv[3])))
"""
    spans = [("0", "12"), ("8", "20")]
    folder = Path(__file__).parents[2]
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "library"), *span], cwd=folder) for span in spans
    ]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    library = made(tmp_path / "library")
    assert sorted(int(one.location.split("/")[-1]) for one in library.documents()) == list(range(20))
    verified = library.verify()
    assert (verified.passages, verified.faults) == (20, ())


def test_snapshot_stays_while_another_adds(library: Library) -> None:
    library.add([STRIKE])
    reader = made(library.path)
    before = reader.ref
    library.add([HARVEST])
    assert reader.ref == before
    assert "récolte" not in " ".join(texts(reader, "récolte blé"))
    assert made(library.path).ref == library.ref != before
