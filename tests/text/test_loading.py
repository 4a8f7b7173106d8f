"""A pipeline loaded in less time reads as the one that spaCy loads."""

import re

import pytest
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, NORM, POS, SENT_START, SHAPE, TAG
from spacy.lang.fr import TOKEN_MATCH

from sourcier.text.lemmatizing import DICTIONARY
from sourcier.text.loading import load, shorten
from sourcier.text.parsing import MODELS

WORDS = """
contre-offensive Contre-Offensive anti-russe anti-occidentale aéro-club Aero-club mi-journée saut-de-ski pet-en-l'air entr'ouvrir
Saint-Pierre-de-la-Mer premier-ministre premier-ministrable Porte-avions quatre-vingt-dix rendez-vous est-il a-t-il dit-elle
prud'homal z'yeuter new-yorkais yo-yo yo-yoter zig-zag n'importe l'armée quelqu'un aujourd'hui États-Unis anti- -anti anti-é
Châlons-sur-Saône Mont-près-Laval Val-de-l'Orne Saint-Cyr-aux-Bois Bourg-LES-Aulnes mot-hors-liste -de-la rat-de
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


TEXTS = {
    "fr": """Mme Ndiaye, porte-parole du Conseil, l'a redit mardi à Bucarest : « Nos chevaux sont morts. » Elle aurait
vendu 1 200 hectares de forêts domaniales, plus chers qu'en 1998, et dix-sept d'entre eux restent en friche. Les
travaux furent-ils faits ? Les nouvelles règles, dit-on, étaient sues de tous. aujourd'hui   puis  Wxyzk-42 !""",
    "en": """The mayors' wives weren't taken aback: 'I have never been told,' said Ms. Okonkwo of Leeds on Monday. She
had sold the better horses, driven by larger debts, and was selling $1.2bn worth of leaves. Do mice run   faster?
Wxyzk-42 didn't, they'd've said.""",
}
ATTRIBUTES = [DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, NORM, POS, SENT_START, SHAPE, TAG]


@pytest.fixture(scope="module", params=["fr", "en"])
def pipelines(request):
    """The same pipeline, as we load it and as spaCy does."""
    return load(MODELS[request.param]), spacy.load(MODELS[request.param])


def test_pipeline_reads_as_the_one_that_spacy_loads(pipelines):
    ours, stock = (nlp(TEXTS[nlp.lang]) for nlp in pipelines)

    assert [token.text for token in ours] == [token.text for token in stock]
    assert (ours.to_array(ATTRIBUTES) == stock.to_array(ATTRIBUTES)).all()
    said = [(one.lemma_, one.tag_, one.pos_, one.dep_, str(one.morph), one.ent_type_) for one in ours]
    assert said == [(one.lemma_, one.tag_, one.pos_, one.dep_, str(one.morph), one.ent_type_) for one in stock]


def test_tables_of_the_lemmatizer_are_those_of_the_model(pipelines):
    ours, stock = (nlp.get_pipe("lemmatizer").lookups for nlp in pipelines)

    assert ours.tables == stock.tables
    for name in stock.tables:
        given = stock.get_table(name)
        is_dictionary = name == DICTIONARY
        assert ours.get_table(name) == ({key: frozenset(given[key]) for key in given} if is_dictionary else given)
        assert (ours.get_table(name).get("verb") is None) == (given.get("verb") is None)
