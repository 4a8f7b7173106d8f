"""Sentence starts."""

import pytest

from sourcier.text.parsing import pipeline

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
