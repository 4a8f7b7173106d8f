"""The two sides of a sentence are read alike, whatever names they bear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from even_handed import Reading, Renaming, alike, names, other_names
from sourcier.core.article import Lang
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.neutral import stand_ins
from sourcier.text.parsing import pipeline

FRAMES = [
    tuple(row.split("\t"))
    for row in Path(__file__).with_name("even_handed.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
PUBLISHED = date(2023, 9, 15)

STORIES = [
    (
        "fr",
        (
            "La Russie et l'Ukraine se rejettent la faute\n\nL'Ukraine affirme avoir détruit douze chars russes lundi. Moscou dément : "
            "« Aucun char n'a été touché », a déclaré Vladimir Poutine. Le président ukrainien, Volodymyr Zelensky, a répondu "
            "que la Russie avait perdu 300 hommes en une semaine. Poutine n'a donné aucun chiffre. Les Russes sont plus nombreux "
            "que les Ukrainiens, mais Kiev reçoit deux fois plus d'obus qu'en 2022.\n\nSelon Jean Dupont, chercheur à Genève, les pertes "
            "russes dépassent les pertes ukrainiennes. « Personne ne gagnera », dit-il."
        ),
    ),
    (
        "fr",
        (
            "Le Liban et le Qatar s'accusent\n\nLe Liban n'a jamais signé le traité que le Qatar a ratifié en 2009. L'armée libanaise "
            "aurait tué huit civils, d'après Téhéran. Si le Qatar fermait ses ports, le Liban perdrait 4 milliards d'euros par an. "
            "Pourquoi Téhéran se tait-il ? Les autorités israéliennes, elles, ont promis 200 tonnes de vivres."
        ),
    ),
    (
        "en",
        (
            "Russia and Ukraine trade blame\n\nUkraine says it destroyed twelve Russian tanks on Monday. Moscow denies it. “No tank was "
            "hit,” Vladimir Putin said. Volodymyr Zelensky, the Ukrainian president, answered that Russia had lost 300 men in a "
            "week. Putin gave no figure.\n\nAccording to John Walker, a researcher in Geneva, Russian losses exceed Ukrainian ones."
        ),
    ),
]


@pytest.fixture(scope="module")
def read(packs: Packs) -> Callable[[str, Lang], Reading]:
    """Return the function that reads a text, each once."""
    gazetteer = Gazetteer.of(packs.entities)

    @cache
    def reading(text: str, lang: Lang) -> Reading:
        return Reading.of(from_text(text, lang=lang, published=PUBLISHED), gazetteer)

    return reading


def unlike(read: Callable[[str, Lang], Reading], text: str, others: dict[str, str], lang: Lang) -> list[str]:
    """Return the sentences that are handled otherwise with some names exchanged for others."""
    renaming = Renaming.of(text, others)
    old, new = read(text, lang), read(renaming.new, lang)
    assert len(old.entries) == len(new.entries)
    same = alike(old, new, renaming)
    sentences = new.draft.sentences
    return [one.span.of(renaming.new) for one, is_same in zip(sentences, same, strict=True) if not is_same]


@given(data=st.data())
# A failure names the sentence; to make it smaller would take minutes.
@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate])
@pytest.mark.parametrize(("lang", "sort", "frame"), FRAMES)
def test_names_of_a_sentence_do_not_matter(read, lang, sort, frame, data):
    pairs = st.lists(st.sampled_from(names(lang)[sort]), min_size=2, max_size=2, unique=True)
    a, b = data.draw(pairs)
    c, d = data.draw(pairs)
    text = frame.format(a=a, b=b)
    assert unlike(read, text, {a: b, b: a}, lang) == []
    assert unlike(read, text, {a: c, b: d}, lang) == []


def test_an_army_that_the_packs_name_is_worth_no_more(read):
    text = "L'armée ukrainienne a repris trois villages."
    assert unlike(read, text, {"ukrainienne": "syrienne"}, "fr") == []


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize(("lang", "text"), STORIES)
def test_names_of_a_story_do_not_matter(read, lang, text, turn):
    draft = read(text, lang).draft
    assert draft.article.text == text
    others = other_names(draft, turn)
    assert len(others) >= 4
    assert unlike(read, text, others, lang) == []


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "Russie", "Ukraine"),
        ("fr", "Israël", "Palestine"),
        ("fr", "israélien", "palestinien"),
        ("fr", "russe", "ukrainienne"),
        ("fr", "Russes", "Ukrainiens"),
        ("fr", "Poutine", "Zelensky"),
        ("fr", "Dupont", "Benali"),
        ("fr", "RUSSIE", "UKRAINE"),
        ("en", "Israel", "Palestine"),
        ("en", "Chinese", "American"),
        ("en", "Putin", "Zelensky"),
    ],
)
def test_models_read_two_names_alike(lang, one, other):
    vocab = pipeline(lang).vocab
    left, right = vocab[one], vocab[other]
    for feature in ("norm", "prefix", "suffix", "shape"):
        assert getattr(left, feature) == getattr(right, feature)
    assert vocab.vectors.find(key=left.orth) == vocab.vectors.find(key=right.orth)
    assert (left.orth_, right.orth_) == (one, other)


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("fr", "Renault"),
        ("fr", "pierre"),
        ("fr", "Lyon"),
        ("fr", "La"),
        ("fr", "Dans"),
        ("fr", "Selon"),
        ("en", "May"),
        ("en", "Will"),
        ("en", "polish"),
    ],
)
def test_other_words_keep_their_features(lang, word):
    lexeme = pipeline(lang).vocab[word]
    assert lexeme.norm_ == word.lower()
    assert lexeme.suffix_ == word[-3:]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_stand_in_stands_in_for_itself(lang):
    table = stand_ins(lang)
    assert {table[other] for other in table.values() if other in table} == set(table.values())
