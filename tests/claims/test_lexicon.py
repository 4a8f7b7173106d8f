"""The lexicons of the claim finder."""

from importlib import resources

import pytest

from sourcier.claims.lexicon import lexicon
from sourcier.text.parsing import pipeline
from sourcier.text.tokens import Parse


def rows(lang):
    text = resources.files("sourcier.claims.lexicon").joinpath(f"{lang}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lexicon_says_nothing_twice(lang):
    found = [tuple(row) for row in rows(lang)]
    assert len(found) == len(set(found))


FRENCH_ONLY = {"heard", "noun_too", "moved", "made_to_say"}
"""French learns "auprès de" somebody, has nouns that deny ("personne"), moves with "être", and makes things known."""


def test_both_languages_have_the_same_classes():
    assert {row[1] for row in rows("fr")} - FRENCH_ONLY == {row[1] for row in rows("en")}


def test_a_french_verb_is_known_by_its_forms_where_the_lemma_fails():
    (token,) = [
        word for word in Parse(pipeline("fr")("« C'est fini » indique le quotidien.")) if word.text == "indique"
    ]
    assert lexicon("fr").has(token, "say")


def test_expressions_are_tried_longest_first():
    found = lexicon("fr").longest_first("attribute")
    assert [len(phrase.split()) for phrase in found] == sorted((len(phrase.split()) for phrase in found), reverse=True)
