"""Words folded and stemmed, patterns found, concepts shared by both languages, sentences complete."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from sourcier.assessment.lexicon import Patterns, features, fold, parse_pattern, read_table, stem, tokenise
from sourcier.core.rows import read_rows

TABLES = ["concepts", "cues", "titles", "votes", "actions", "losses", "attribution", "saying", "regions", "bodies"]
LISTS = ["claim_words", "figure_words", "belonging_words", "vote_words", "event_words", "veto_words"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("réfugiés", "réfugié"),
        ("nationaux", "national"),
        ("countries", "country"),
        ("armées", "armée"),
        ("prices", "price"),
    ],
)
def test_stem_joins_forms_of_a_word(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(("one", "other"), [("pays", "paix"), ("crise", "crime"), ("mars", "mort")])
def test_stem_keeps_words_apart(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        ("grimp*", "les prix ont grimpé", True),
        ("vot* contre", "ils ont voté contre", True),
        ("vot* contre", "ils ont voté pour", False),
        ("perdu * soldats", "a perdu 400000 soldats", True),
        ("coup d'état", "un coup d état", True),
    ],
)
def test_patterns_stand_in_a_row(pattern: str, words: str, found: bool) -> None:
    assert bool(Patterns([parse_pattern(pattern, "m")]).find(tokenise(words))) is found


@pytest.mark.parametrize(
    ("french", "english", "concept"),
    [
        ("le chômage", "joblessness", ":unemployment"),
        ("la richesse nationale", "gross domestic product", ":gdp"),
        ("ses réacteurs", "nuclear plants", ":nuclear"),
        ("les émissions", "it emitted", ":emission"),
    ],
)
def test_concepts_meet_across_languages(french: str, english: str, concept: str) -> None:
    one = frozenset().union(*features(tokenise(french), "fr"))
    two = frozenset().union(*features(tokenise(english), "en"))
    assert concept in one & two


@pytest.mark.parametrize("table", TABLES)
def test_every_vocabulary_has_both_languages(table: str) -> None:
    lacking = [row for row in read_table(table) if not (row["fr"] and row["en"])]
    assert lacking == []


@pytest.mark.parametrize("table", LISTS)
def test_lists_of_words_are_folded_and_named_once(table: str) -> None:
    rows = read_rows("sourcier.assessment.data", f"{table}.tsv")
    names = [row[0] for row in rows]
    assert [name for name in names if names.count(name) > 1] == []
    assert [word for row in rows for cell in row[1:] for word in cell.split() if fold(word) != word] == []


@pytest.mark.parametrize("table", LISTS)
def test_a_list_holds_whole_words_or_beginnings_and_never_both(table: str) -> None:
    rows = read_rows("sourcier.assessment.data", f"{table}.tsv")
    told = {row[0]: {word.endswith("*") for cell in row[1:] for word in cell.split()} for row in rows}
    assert [name for name, stars in told.items() if len(stars) != 1] == []


def test_every_sentence_is_in_both_languages() -> None:
    path = resources.files("sourcier.assessment") / "data" / "sentences.toml"
    sentences = tomllib.loads(path.read_text(encoding="utf-8"))
    whole = ({"fr", "en"}, {"fr", "fr_one", "en", "en_one"})
    assert [key for key, each in sentences.items() if set(each) not in whole] == []
