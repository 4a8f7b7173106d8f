"""The table of currencies: every name reads as its code, and no code spells a word."""

from __future__ import annotations

import re

import pytest

from sourcier.text.quantities.atoms import cut
from sourcier.text.quantities.lexicon import lexicon


@pytest.mark.parametrize(
    ("lang", "name", "code"),
    [
        ("fr", "dinars tunisiens", "TND"),
        ("fr", "pesos argentins", "ARS"),
        ("fr", "dollars de Singapour", "SGD"),
        ("fr", "shekels", "ILS"),
        ("fr", "francs CFA", "XOF"),
        ("fr", "marks finlandais", "FIM"),
        ("en", "Indonesian rupiahs", "IDR"),
        ("en", "Egyptian pounds", "EGP"),
    ],
)
def test_a_name_reads_as_its_code(lang, name, code):
    words = cut(name, lang).words
    found = lexicon(lang).units.starting(words, 0)
    assert found is not None
    assert (found[0].unit, found[1]) == (code, len(words))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_code_of_money_is_one(lang):
    money = {unit.unit for unit in lexicon(lang).symbols.values() if unit.kind == "money"}
    assert all(re.fullmatch("[A-Z]{3}", code) for code in money)


@pytest.mark.parametrize("word", ["COP", "TOP", "ALL", "SOS", "PEN", "GEL"])
def test_codes_that_spell_words_are_not_read(word):
    assert word not in lexicon("fr").symbols
