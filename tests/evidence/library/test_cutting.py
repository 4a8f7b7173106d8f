"""Passages: their sentences, their size, their place, and that no letter is lost between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.library.written import document
from sourcier.core.spans import Span
from sourcier.evidence.library.cutting import MOST_CHARACTERS, MOST_WORDS, SENTENCES, WORDS, cut, spans_of


def passages(text):
    return [span.of(text) for span in spans_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "M. Leduc a vu Mme Petit. Elle part.",
        "Le Dr. Roy a écrit au Pr. Blanc.",
        "J.-P. Morel et A. B. Sand ont signé.",
        "On lit à l'art. 12 que tout est permis.",
        "Voir p. 14 et fig. 3 du rapport.",
        "The deal, i.e. the second one, was signed by Mr. Hart and Gen. Poe.",
        "Sales fell in Sept. 2023 and rose in Nov. 2024.",
        "Le taux est de 3.5 points, soit 1.200 euros.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    # A fourth sentence would not fit: where the text is cut shows how many were seen.
    rest = " Il pleut." * (SENTENCES - text.count(". Elle") - 1)
    assert passages(text + rest) == [text + rest]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux. Trois.", ["Un. Deux. Trois."]),
        ("Un. Deux. Trois. Quatre.", ["Un. Deux.", "Trois. Quatre."]),
        ("Un. Deux. Trois. Quatre. Cinq.", ["Un. Deux. Trois.", "Quatre. Cinq."]),
        ("Est-ce vrai ? Non ! Il l'a dit… Puis rien.", ["Est-ce vrai ? Non !", "Il l'a dit… Puis rien."]),
        ("« Je pars. » Il est parti. « Bien. » Elle reste.", ["« Je pars. » Il est parti.", "« Bien. » Elle reste."]),
        ("Un paragraphe.\n\nUn autre.", ["Un paragraphe.", "Un autre."]),
        ("Un paragraphe.\n \t\n\n\nUn autre.", ["Un paragraphe.", "Un autre."]),
        (
            "Ont voté pour :\n\nla Norvège\nla Suède\nle Danemark",
            ["Ont voté pour :\n\nla Norvège\nla Suède\nle Danemark"],
        ),
        (
            "Le vote est clos. Ont voté pour :\n\nla Norvège\nla Suède",
            ["Le vote est clos.", "Ont voté pour :\n\nla Norvège\nla Suède"],
        ),
        ("Pays | 2021\nFrance | 3. 5\nItalie | 4", ["Pays | 2021\nFrance | 3. 5\nItalie | 4"]),
        ("Le conseil a dit ceci :\n\nRien ne change.", ["Le conseil a dit ceci :", "Rien ne change."]),
        (
            "Cette ligne a été coupée par l'imprimeur à la fin\nde sa largeur. Elle va de soi.",
            ["Cette ligne a été coupée par l'imprimeur à la fin\nde sa largeur. Elle va de soi."],
        ),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_where_a_text_is_cut(text, expected):
    assert passages(text) == expected


def test_a_long_paragraph_is_cut_evenly_and_within_its_measure():
    sentence = "Le conseil a voté le budget de la ville après deux heures de débat devant une salle pleine. "
    found = passages(sentence * 9)
    counts = [len(one.split()) for one in found]
    assert max(counts) <= WORDS
    assert max(counts) - min(counts) <= len(sentence.split())


def test_a_sentence_of_a_hundred_words_stays_whole():
    sentence = "Le maire a dit que " + ", ".join(["la route serait refaite"] * 24) + "."
    assert WORDS < len(sentence.split()) <= MOST_WORDS
    assert passages(sentence) == [sentence]


def test_a_longer_sentence_is_parted_at_its_semicolons():
    half = "le conseil a revu la ligne du budget que la ville avait votée " * 6
    found = passages(f"D'abord, {half.strip()} ; ensuite, {half.strip()}.")
    assert [one.split()[0] for one in found] == ["D'abord,", "ensuite,"]


def test_a_long_table_is_parted_between_its_rows():
    rows = [f"Ville numéro {number} | {number * 7} habitants | {number} écoles" for number in range(60)]
    found = passages("\n".join(rows))
    assert [row for one in found for row in one.split("\n")] == rows
    assert max(len(one.split()) for one in found) <= WORDS


def test_a_text_without_a_space_is_parted():
    found = passages("x" * 50_000)
    assert "".join(found) == "x" * 50_000
    assert max(map(len, found)) <= MOST_CHARACTERS


def test_headings_stand_beside_their_passages_and_not_in_them():
    text = "Le port\n\nIl a fermé.\n\nLes travaux\n\nIls ont duré dix ans."
    found = cut(document(text, headings=("Le port", "Les travaux")))
    assert [(one.text, one.heading, one.title) for one in found] == [
        ("Il a fermé.", None, "Le port"),
        ("Ils ont duré dix ans.", "Les travaux", "Le port"),
    ]


def test_a_passage_s_anchor_finds_its_words():
    text = "Il pleut. " * 40
    one = document(text)
    for passage in cut(one):
        assert passage.anchor.locate(text) == Span(passage.anchor.start, passage.anchor.end)
        assert passage.anchor.exact == passage.text


def test_ids_are_those_of_place_and_document():
    text = "Il pleut. " * 12
    assert [one.id for one in cut(document(text))] == [one.id for one in cut(document(text))]
    ids = [one.id for name in "ab" for one in cut(document(text, name=name))]
    assert len(set(ids)) == len(ids)


PIECES = st.sampled_from(
    [
        "Il pleut",
        "M. Roy",
        "1,5",
        "«",
        "»",
        ".",
        "!",
        "…",
        ":",
        ";",
        ",",
        "\n",
        "\n\n",
        " ",
        "\t",
        "| a | b",
        "A. B.",
        "x" * 300,
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join), st.integers(0, 5), st.integers(0, 9))
def test_no_letter_is_lost_or_doubled(text, first, length):
    one = document(text)
    if text[first : first + length].strip():
        one = document(text, headings=(text[first : first + length],))
    found = cut(one)
    headed = one.headings[0].span if one.headings else Span(0, 0)
    covered = "".join(passage.text for passage in found)
    expected = text[: headed.start] + text[headed.end :]
    assert "".join(covered.split()) == "".join(expected.split())
    ends = [(passage.anchor.start, passage.anchor.end) for passage in found]
    assert all(end <= start for (_, end), (start, _) in zip(ends, ends[1:], strict=False))
    assert all(len(passage.text.split()) <= MOST_WORDS for passage in found)


@pytest.mark.parametrize(
    "text", ["." * 200_000, "a.\n" * 60_000, " \n" * 100_000, "a. B" * 50_000, ": " * 100_000, "«" * 100_000]
)
def test_odd_texts_take_no_longer_than_others(text):
    started = time.process_time()
    spans_of(text)
    assert time.process_time() - started < 5
