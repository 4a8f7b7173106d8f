"""Sentence starts."""

import pytest

from sourcier.text.parsing import pipeline
from sourcier.text.sentences import find_cut, mark_sentences

CASES = [
    ("fr", "Le maire a parlé. La salle a applaudi.", ["Le maire a parlé.", "La salle a applaudi."]),
    (
        "fr",
        "M. Roux et Mme. Petit sont venus. Ils repartent.",
        ["M. Roux et Mme. Petit sont venus.", "Ils repartent."],
    ),
    ("fr", "J. Martin a signé l'art. 4 du texte.", ["J. Martin a signé l'art. 4 du texte."]),
    ("fr", "Vraiment ? demande-t-il. Oui !", ["Vraiment ? demande-t-il.", "Oui !"]),
    (
        "fr",
        "« Nous partons. Rien ne nous retient. » Il se tait.",
        ["« Nous partons.", "Rien ne nous retient. »", "Il se tait."],
    ),
    ("fr", "Le constat est simple : rien n'a changé.", ["Le constat est simple : rien n'a changé."]),
    ("fr", "On attend... Puis plus rien.", ["On attend...", "Puis plus rien."]),
    ("fr", "Le taux est de 7.5 points. 12 pays suivent.", ["Le taux est de 7.5 points.", "12 pays suivent."]),
    (
        "en",
        "Mr. Hill left at 9 p.m. on Monday. He was alone.",
        ["Mr. Hill left at 9 p.m. on Monday.", "He was alone."],
    ),
    ("en", "The boat left at 9 p.m. The crew slept.", ["The boat left at 9 p.m.", "The crew slept."]),
    ("en", '"We saw it," she said. "It burned."', ['"We saw it," she said.', '"It burned."']),
    ("en", "The U.S. economy grew. Prices fell.", ["The U.S. economy grew.", "Prices fell."]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_sentences_end_where_a_reader_would_stop(lang, text, expected):
    assert [sent.text.strip() for sent in pipeline(lang)(text).sents] == expected


def test_every_other_token_is_told_to_start_nothing():
    doc = mark_sentences(pipeline("fr").make_doc("Le maire a parlé. La salle a applaudi."))
    assert [token.text for token in doc if token.is_sent_start] == ["Le", "La"]
    assert all(token.is_sent_start is not None for token in doc)


def test_a_text_without_tokens_has_no_sentence():
    assert len(mark_sentences(pipeline("fr").make_doc(""))) == 0


@pytest.mark.parametrize(
    ("text", "end", "kept"),
    [
        ("La pluie tombe. Mme Roy et M. Petit sortent.", 32, "La pluie tombe. Mme Roy et M. "),
        ("La pluie tombe dru. M. Petit sort.", 26, "La pluie tombe dru. "),
        ("Il a dit « Non. » Elle est partie.", 26, "Il a dit « Non. » "),
        ("Un mot puis deux autres", 21, "Un mot puis deux "),
        ("anticonstitutionnellement", 10, "anticonsti"),
    ],
)
def test_a_long_text_is_parted_behind_a_sentence_else_behind_a_word(text, end, kept):
    assert text[: find_cut(text, 0, end)] == kept
