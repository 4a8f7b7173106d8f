"""Which words of a claim and of a passage answer to each other, and how their figures compare."""

from __future__ import annotations

import pytest

from sourcier.assessment.entailment.alignment import KINDS, KINDS_OF_A_TEXT, NO_LINK, aligned, words_of

BY_NUMBER = {number: kind for kind, number in KINDS.items()}


def told(claim: str, passage: str) -> dict[str, tuple[str, str, int]]:
    """Return what is told of each word of the claim: sort, relation, link."""
    words = words_of(claim)
    marks, _ = aligned(words, words_of(passage))
    return {
        claim[word.start : word.end]: (*BY_NUMBER[kind], link) for word, (kind, link) in zip(words, marks, strict=True)
    }


@pytest.mark.parametrize(
    ("claim", "passage", "word", "sort", "relation"),
    [
        ("Il y a 14,2 millions de lits.", "There are 14.2 million beds.", "14,2", "figure", "same"),
        ("Elle compte 1 234 habitants.", "It has 1,234 inhabitants.", "1 234", "figure", "same"),
        ("Elle compte 14.340 habitants.", "Elle compte 14 340 habitants.", "14.340", "figure", "same"),
        ("Le 14 2019.", "En 2019.", "2019", "year", "same"),
        ("Les 1 800 élèves.", "Ses 1800 élèves.", "1 800", "figure", "same"),
        ("Trois ponts ont brûlé.", "3 bridges burned.", "Trois", "figure", "same"),
        ("Plus de 300 lits.", "On compte 340 lits.", "300", "figure", "above"),
        ("Moins de 500 lits.", "On compte 340 lits.", "500", "figure", "below"),
        ("Près de 350 lits.", "On compte 340 lits.", "350", "figure", "just below"),
        ("Il a 12 chats.", "Il a 48 000 livres.", "12", "figure", "absent"),
        ("En 1931.", "En 1936.", "1931", "year", "above"),
        ("En 1931.", "En 1931.", "1931", "year", "same"),
        ("En août.", "In August.", "août", "month", "same"),
        ("En août.", "En juin.", "août", "month", "other"),
        ("Le maire est parti.", "Le maire n'est pas parti.", "maire", "word", "same"),
        ("Il n'est pas parti.", "Il est parti.", "pas", "negation", "absent"),
        ("Une élection régionale.", "Regional elections.", "régionale", "word", "near"),
        ("Les élections.", "The election.", "élections", "word", "same"),
        ("Un décret présidentiel.", "Le président signe.", "présidentiel", "word", "near"),
        ("À Lisbonne.", "À Porto.", "Lisbonne", "name", "absent"),
        ("On marche le 3 mars.", "March 3.", "mars", "month", "same"),
        ("Ils marchent vers mars.", "March 3.", "mars", "word", "absent"),
    ],
)
def test_words_are_told_how_they_stand(claim, passage, word, sort, relation):
    assert told(claim, passage)[word][:2] == (sort, relation)


def test_words_that_answer_to_each_other_share_a_link_and_others_have_none():
    claim, passage = (
        words_of("Lyon comptait 500 000 habitants."),
        words_of("In Lyon there were 520,000 habitants and dogs."),
    )
    of_claim, of_passage = aligned(claim, passage)
    by_word = {word.key: link for word, (_, link) in zip(passage, of_passage, strict=True)}
    linked = [
        link for word, (_, link) in zip(claim, of_claim, strict=True) if word.key in ("lyon", "500000", "habitant")
    ]
    assert linked == [by_word["lyon"], by_word["520000"], by_word["habitant"]]
    assert len(set(linked)) == 3
    assert NO_LINK not in linked
    assert by_word["dog"] == NO_LINK


def test_kinds_tell_the_claim_from_the_passage():
    words = words_of("Deux trains.")
    of_claim, of_passage = aligned(words, words)
    assert [kind + KINDS_OF_A_TEXT for kind, _ in of_claim] == [kind for kind, _ in of_passage]
    assert all(0 < kind < KINDS_OF_A_TEXT for kind, _ in of_claim)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,5 milliard d'euros", [1.5e9]),
        ("12 345,6 tonnes", [12345.6]),
        ("1,234,567 people", [1234567]),
        ("a million people", [1e6]),
        ("vingt mille soldats", [20000]),
        ("2 500 euros", [2500]),
        ("3.14159", [3.14159]),
        ("12,3456", [12.3456]),
        ("no figure", []),
    ],
)
def test_figures_have_their_values_in_both_spellings(text, values):
    assert [word.value for word in words_of(text) if word.sort == "figure"] == pytest.approx(values)


@pytest.mark.parametrize("text", ["", "   ", "…", "1,,2", "12.", "٣٤", "½", "1" * 400, "a\u0301e\u0300", "\U0001f600"])
def test_odd_text_is_read(text):
    words = words_of(text)
    assert all(text[word.start : word.end].strip() for word in words)
    aligned(words, words_of("Il y a 12 chats."))
