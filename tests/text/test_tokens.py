"""The plain tokens say what spaCy's own say."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from sourcier.text.parsing import pipeline
from sourcier.text.tokens import Parse

TEXTS = (
    ("fr", "L’usine, qui emploie 240 personnes, n'a pas fermé.\n\nElle aurait pu l'être en 2019, dit M. Tavel."),
    ("en", "The ferry didn't sail on Monday; \"nobody told us\", the harbour's 3 pilots said.\n\n They will wait."),
)
SAME = (
    "text lower_ lemma_ pos_ tag_ dep_ i idx is_punct is_space is_title is_alpha is_sent_start whitespace_"
    " text_with_ws like_num"
).split()


@pytest.fixture(params=TEXTS, ids=[lang for lang, _ in TEXTS])
def doc(request: pytest.FixtureRequest) -> Doc:
    lang, text = request.param
    return pipeline(lang)(text)


@pytest.mark.parametrize("name", SAME)
def test_attributes(doc: Doc, name: str) -> None:
    assert [getattr(token, name) for token in Parse(doc)] == [getattr(token, name) for token in doc]


def test_tree(doc: Doc) -> None:
    parse = Parse(doc)
    for token, own in zip(parse, doc, strict=True):
        assert token.head.i == own.head.i
        assert token.left_edge.i == own.left_edge.i
        assert [one.i for one in token.children] == [one.i for one in own.children]
        assert [one.i for one in token.subtree] == [one.i for one in own.subtree]
        assert [one.i for one in token.ancestors] == [one.i for one in own.ancestors]
        assert (token.sent.start, token.sent.end, token.sent.text) == (own.sent.start, own.sent.end, own.sent.text)


def test_features(doc: Doc) -> None:
    for token, own in zip(Parse(doc), doc, strict=True):
        assert str(token.morph) == str(own.morph)
        for name in ("VerbForm", "Tense", "Mood", "Number", "Gender", "PronType"):
            assert token.morph.get(name, []) == own.morph.get(name, [])


def test_runs_of_tokens(doc: Doc) -> None:
    parse = Parse(doc)
    for start, end in ((0, 0), (2, 6), (4, 900), (6, 2)):
        assert parse[start:end].text == doc[start:end].text
        assert [token.i for token in parse[start:end]] == [token.i for token in doc[start:end]]
        assert len(parse[start:end]) == len(doc[start:end])


def test_neighbours_end_with_the_text() -> None:
    parse = Parse(pipeline("fr")("Il pleut."))
    assert parse[0].nbor().text == "pleut"
    with pytest.raises(IndexError):
        parse[0].nbor(-1)
    with pytest.raises(IndexError):
        parse[2].nbor()


def test_an_empty_text_has_no_tokens() -> None:
    assert list(Parse(pipeline("en")(""))) == []
