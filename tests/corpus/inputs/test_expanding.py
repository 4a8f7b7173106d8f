"""Folders, patterns and files: what is read in which order, and what is told of the rest."""

from __future__ import annotations

import gzip
import os
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.inputs.press import ENGLISH, FRENCH, expanded, page, places
from sourcier.app.corpus.inputs import Failed, Item, Skipped, expand, read_item
from sourcier.core.errors import SourcierError


@pytest.fixture
def press(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    (folder / "b" / "deep").mkdir(parents=True)
    (folder / "c.html").write_text(page("Les quais"), encoding="utf-8")
    (folder / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "b" / "note.md").write_text(f"# Les quais\n\n{FRENCH}\n", encoding="utf-8")
    (folder / "b" / "deep" / "wire.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    return folder


def test_a_folder_is_walked_in_the_order_of_names(press):
    found = expanded(press)
    assert places(found, press) == [
        "a.txt",
        "b/deep/wire.jsonl#line=1",
        "b/deep/wire.jsonl#line=2",
        "b/note.md",
        "c.html",
    ]
    assert [one.path.name for one in found if one.path] == ["a.txt", "note.md", "c.html"]


def test_what_is_no_article_is_told_once_a_kind_with_its_number(press):
    (press / ".git").mkdir()
    (press / ".git" / "text.txt").write_text(ENGLISH)
    (press / ".DS_Store").write_bytes(b"\0")
    for name in ("song.mp3", "one.jpg", "two.JPG", "README"):
        (press / "b" / name).write_bytes(b"x")
    (press / "b" / "up").symlink_to(press)
    found = expanded(press)
    assert sum(isinstance(one, Item) for one in found) == 5
    told = [one for one in found if isinstance(one, Skipped)]
    assert [(one.slug, one.count) for one in told] == [
        ("folder-loop", 1),
        ("hidden-file", 2),
        ("unsupported-media-type", 4),
    ]
    assert found[-3:] == told
    assert "2 .jpg" in told[2].message
    assert "1 without an ending" in told[2].message
    assert str(press / ".DS_Store") in told[1].message


def test_what_cannot_be_read_in_a_folder_is_an_error_and_the_rest_comes(press):
    (press / "b" / "gone.txt").symlink_to(press / "nothing")
    os.mkfifo(press / "b" / "pipe.txt")
    (press / "a.csv").write_text("colour,size\nred,3\n")
    (press / "a.parquet").write_bytes(b"PAR1 and no more")
    assert places(expanded(press), press) == [
        "a.csv missing-column",
        "a.parquet damaged-archive",
        "a.txt",
        "b/deep/wire.jsonl#line=1",
        "b/deep/wire.jsonl#line=2",
        "b/gone.txt not-found",
        "b/note.md",
        "b/pipe.txt not-found",
        "c.html",
    ]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("*.txt", ["a.txt"]),
        ("[a-b]*", ["a.txt", "b/deep/wire.jsonl#line=1", "b/deep/wire.jsonl#line=2", "b/note.md"]),
        ("**/*.jsonl", ["b/deep/wire.jsonl#line=1", "b/deep/wire.jsonl#line=2"]),
        ("**/*.[mh]*", ["c.html", "b/note.md"]),
        ("*/note.??", ["b/note.md"]),
        ("**/*", ["a.txt", "c.html", "b/note.md", "b/deep/wire.jsonl#line=1", "b/deep/wire.jsonl#line=2"]),
        ("b/**", ["b/deep/wire.jsonl#line=1", "b/deep/wire.jsonl#line=2", "b/note.md"]),
    ],
)
def test_a_pattern_fits_as_it_does_in_the_shell(press, pattern, fits):
    assert places(expanded(press / pattern), press) == fits


def test_a_pattern_does_not_fit_hidden_names_nor_follow_links_in_circles(press):
    (press / ".a.txt").write_text(ENGLISH)
    (press / "b" / "up").symlink_to(press)
    assert places(expanded(press / "**/*.txt"), press) == ["a.txt"]
    assert places(expanded(press / ".*.txt"), press) == [".a.txt"]


def test_a_name_with_brackets_that_is_there_is_that_file(press):
    (press / "x[1].txt").write_text(ENGLISH)
    assert places(expanded(press / "x[1].txt"), press) == ["x[1].txt"]


def test_a_path_is_told_as_it_was_written(press, monkeypatch):
    monkeypatch.chdir(press)
    assert [one.locator for one in expanded("a.txt", "./b/deep/..", "b/*.md")] == [
        "a.txt",
        "b/deep/../deep/wire.jsonl#line=1",
        "b/deep/../deep/wire.jsonl#line=2",
        "b/deep/../note.md",
        "b/note.md",
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.txt", "nowhere.txt"),
        ("none/*.txt", "nothing fits"),
        ("", "without a name"),
        ("a\0b", "cannot be read"),
        ("a\0*", "nothing fits"),
        ("x" * 5000, "cannot be read"),
    ],
    ids=["file", "pattern", "blank", "nul", "nul-pattern", "long"],
)
def test_an_input_that_is_not_there_is_told_before_anything_is_read(press, source, said):
    with pytest.raises(SourcierError, match=said) as raised:
        expand([str(press / "a.txt"), source])
    assert raised.value.slug == "not-found"


def test_an_input_that_is_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourcierError, match="a pipe"):
        expand([str(tmp_path / "pipe.txt")])


def test_a_file_that_vanishes_on_the_way_is_one_error(press):
    found = expand([str(press / "a.txt"), str(press / "b" / "deep" / "wire.jsonl"), str(press / "c.html")])
    first = next(found)
    (press / "b" / "deep" / "wire.jsonl").unlink()
    second, third = found
    (press / "a.txt").unlink()
    assert (second.slug, second.locator) == ("not-found", str(press / "b" / "deep" / "wire.jsonl"))
    assert third.path == press / "c.html"
    with pytest.raises(SourcierError, match=r"a\.txt") as raised:
        read_item(first)
    assert raised.value.slug == "not-found"


def test_a_name_that_is_no_utf8_can_be_written_down_and_read(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(FRENCH, encoding="utf-8")
    (item,) = expanded(tmp_path)
    assert item.locator == f"{tmp_path}/caf\\udce9.txt"
    assert read_item(item).text == FRENCH
    (tmp_path / name).unlink()
    with pytest.raises(SourcierError) as raised:
        read_item(item)
    assert raised.value.message.encode()


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "wire.jsonl.gz"])
def test_a_packed_file_is_unpacked(tmp_path, name):
    written = {"a.txt.gz": FRENCH, "a.html.gz": page("Les quais"), "wire.jsonl.gz": f'{{"text": "{FRENCH}"}}'}[name]
    (tmp_path / name).write_bytes(gzip.compress(written.encode()))
    (item,) = expanded(tmp_path)
    assert FRENCH in read_item(item).text


def test_a_packed_file_that_unpacks_to_more_than_any_article_is_refused_unread(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * (50 * 1024 * 1024)))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(FRENCH.encode())[:-20])
    first, second = expanded(tmp_path)
    assert (first.slug, second.slug) == ("too-large", "damaged-archive")


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', 2),
        (gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'), 2),
        (FRENCH.encode(), 1),
        (page("Les quais").encode(), 1),
    ],
    ids=["lines", "packed lines", "text", "page"],
)
def test_a_file_whose_name_says_nothing_is_known_by_its_start(tmp_path, body, count):
    (tmp_path / "export").write_bytes(body)
    found = expanded(tmp_path / "export")
    assert len(found) == count
    assert all(isinstance(one, Item) for one in found)


def test_an_item_crosses_to_another_process_whole(press):
    for one in expanded(press):
        assert pickle.loads(pickle.dumps(one)) == one


def test_nothing_is_read_before_it_is_asked_for(press):
    (press / "d.jsonl").write_text('{"text": "One."}\n' * 3)
    found = expand([str(press / "d.jsonl")])
    assert isinstance(found, Iterator)
    assert next(found).body == b"One."
    with (press / "d.jsonl").open("a") as file:
        file.write('{"text": "Late."}\n')
    assert [one.body for one in found][-1] == b"Late."


def test_folders_nested_deeper_than_calls_are_read_and_fitted(tmp_path):
    folders = [f"{tmp_path}{'/d' * depth}" for depth in range(1, 1200)]
    for folder in folders:
        Path(folder).mkdir()
    last = Path(folders[-1]) / "a.txt"
    last.write_text(ENGLISH)
    found = [*expanded(tmp_path), *expanded(f"{tmp_path}/**/*.txt")]
    last.unlink()
    for folder in reversed(folders):  # what clears up behind tests calls itself for each
        Path(folder).rmdir()
    assert [one.locator for one in found] == [str(last), str(last)]


def test_what_a_column_says_fills_what_the_page_leaves_unsaid_and_its_day_goes_first(tmp_path):
    dated = '<meta property="article:published_time" content="2020-02-03"><meta name="author" content="Ana Roy">'
    told = {"title": "Autre titre", "byline": ("Paul Morel",), "publisher": "La Gazette", "lang": "en"}
    item = Item("a#1", "a#1", body=page("Les quais", head=dated).encode(), url="https://a.example/1", **told)
    article = read_item(item, published=date(2019, 1, 1))
    assert (article.title, article.byline, article.publisher) == ("Les quais", ("Ana Roy",), "La Gazette")
    assert (article.lang, article.published) == ("fr", date(2020, 2, 3))
    bare = read_item(Item("a#2", "a#2", body=FRENCH.encode(), **told), published=date(2019, 1, 1))
    assert (bare.title, bare.byline, bare.published) == ("Autre titre", ("Paul Morel",), date(2019, 1, 1))
    assert read_item(replace(item, published=date(2018, 1, 1))).published == date(2018, 1, 1)


@pytest.mark.parametrize(
    ("page_says", "told", "found"),
    [
        (None, date(2020, 2, 9), date(2020, 2, 9)),
        (None, date(2020, 2, 3), date(2020, 2, 3)),
        (None, date(2020, 2, 2), None),
        ("2020-02-05", date(2020, 2, 9), date(2020, 2, 5)),
    ],
    ids=["later", "same-day", "before-it-came-out", "page-says"],
)
def test_last_update_of_a_column_is_for_a_page_that_says_none(page_says, told, found):
    changed = f'<meta property="article:modified_time" content="{page_says}">' if page_says else ""
    head = f'<meta property="article:published_time" content="2020-02-03">{changed}'
    item = Item("a#1", "a#1", body=page("Les quais", head=head).encode(), url="https://a.example/1", updated=told)
    assert read_item(item).updated == found


@pytest.mark.parametrize("given", ["item", "run"])
def test_a_day_on_which_no_article_came_out_is_refused(given):
    day = date(1, 1, 1)
    item = Item("a#1", "a#1", body=FRENCH.encode(), published=day if given == "item" else None)
    with pytest.raises(SourcierError) as raised:
        read_item(item, published=day if given == "run" else None)
    assert raised.value.slug == "impossible-date"


def test_failed_carries_the_slug_and_the_words_of_its_error():
    error = SourcierError("what happened")
    assert Failed.of("a#1", error) == Failed("a#1", "error", "what happened")


@pytest.fixture
def corpus(press: Path) -> Path:
    """A corpus inside the folder of its own inputs."""
    folder = press / "b" / "done"
    for name in ("articles", "inputs", ".commits"):
        (folder / name).mkdir(parents=True)
    (folder / "corpus.json").write_text("{}", encoding="utf-8")
    (folder / "articles" / "more.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


def test_a_corpus_in_a_folder_is_left_aside_and_said_in_one_line(press, corpus):
    found = expanded(press)
    (left,) = (one for one in found if isinstance(one, Skipped))
    assert left.slug == "corpus-inside"
    assert left.message == f"{press}: left aside: 1 folder of a corpus: {corpus}"
    assert not [one for one in found if "more.txt" in one.locator]


@pytest.mark.parametrize("pattern", ["**/*.txt", "b/*", "b/done/articles/*.txt"])
def test_a_pattern_leads_into_no_corpus(press, corpus, pattern):
    found = expanded(press / pattern)
    assert [one.slug for one in found if isinstance(one, Skipped)] == ["corpus-inside"]
    assert not [one for one in found if "more.txt" in one.locator]


def test_a_file_that_is_called_like_a_corpus_makes_none(press):
    (press / "corpus.json").write_text("{}", encoding="utf-8")
    assert len([one for one in expanded(press) if isinstance(one, Item)]) == 5


@pytest.mark.parametrize("inside", [[], [".hidden.txt"], ["map.png"]])
def test_a_folder_without_anything_to_read_is_an_error(tmp_path, inside):
    for name in inside:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SourcierError) as raised:
        expanded(tmp_path)
    assert raised.value.slug == "empty-text"


def test_a_corpus_alone_is_nothing_to_read(press, corpus):
    with pytest.raises(SourcierError) as raised:
        expanded(corpus)
    assert raised.value.slug == "empty-text"


@pytest.mark.parametrize("name", ["a.txt", "b/deep/wire.jsonl"])
def test_what_may_not_be_read_has_an_error_of_its_own(press, monkeypatch, name):
    opened = Path.open

    def refused(path, *arguments, **named):
        if path == press / name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SourcierError, match="Permission denied; change its permissions") as raised:
        expanded(press / name)
    assert raised.value.slug == "not-readable"
    slugs = []
    for one in expanded(press):
        try:
            if isinstance(one, Failed):
                slugs.append(one.slug)
            else:
                read_item(one, lang="fr")
        except SourcierError as error:
            slugs.append(error.slug)
    assert slugs == ["not-readable"]
