"""Tables packaged beside the code: what is read of them, and what is left out."""

from __future__ import annotations

import pytest

from sourcier.core.rows import read_columns, read_lists, read_rows

TABLE = """# Where it comes from.
list\tfr\ten

# Nouns of a country.
nation\tpays état\tcountry
# A hash inside a line is no comment.
marks\t: #
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    (tmp_path / "isles_words").mkdir()
    (tmp_path / "isles_words" / "__init__.py").touch()
    (tmp_path / "isles_words" / "words.tsv").write_text(TABLE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return "isles_words"


def test_rows_are_what_stands_below_the_head(package):
    assert read_rows(package, "words.tsv") == [["nation", "pays état", "country"], ["marks", ": #"]]


def test_columns_are_known_by_the_head_and_missing_cells_are_empty(package):
    assert read_columns(package, "words.tsv") == [
        {"list": "nation", "fr": "pays état", "en": "country"},
        {"list": "marks", "fr": ": #", "en": ""},
    ]


def test_lists_hold_the_words_of_all_their_cells_in_order(package):
    assert read_lists(package, "words.tsv") == {"nation": ("pays", "état", "country"), "marks": (":", "#")}
