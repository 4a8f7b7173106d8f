"""The shortened pattern of the French tokenizer."""

import re

import pytest
from spacy.lang.fr import TOKEN_MATCH

from sourcier.text.loading import shorten

WORDS = """
contre-offensive Contre-Offensive anti-russe anti-occidentale aéro-club Aero-club mi-journée saut-de-ski pet-en-l'air entr'ouvrir
Saint-Pierre-de-la-Mer premier-ministre premier-ministrable Porte-avions quatre-vingt-dix rendez-vous est-il a-t-il dit-elle
prud'homal z'yeuter new-yorkais yo-yo yo-yoter zig-zag n'importe l'armée quelqu'un aujourd'hui États-Unis anti- -anti anti-é
contre‑offensive contre–offensive ex-président sous-marin vice-présidente micro-onde 12-14 covid-19 G7 l'Otan-Russie
""".split()


@pytest.fixture(scope="module")
def patterns():
    full = TOKEN_MATCH.__self__.pattern
    return re.compile(full), re.compile(shorten(full))


@pytest.mark.parametrize("word", WORDS)
def test_shortened_pattern_matches_the_same_words(patterns, word):
    full, short = patterns
    assert bool(short.match(word)) == bool(full.match(word))


def test_shortened_pattern_is_short(patterns):
    full, short = patterns
    assert len(short.pattern) < len(full.pattern) / 10


def test_words_with_a_known_beginning_stay_whole():
    from sourcier.text.parsing import pipeline

    assert [token.text for token in pipeline("fr")("une contre-offensive")] == ["une", "contre-offensive"]


@pytest.mark.parametrize("pattern", ["abc", "(?i)abc|def", "(?:a)(?:b", "[a-z]+"])
def test_other_patterns_are_left_alone(pattern):
    assert shorten(pattern) == pattern
