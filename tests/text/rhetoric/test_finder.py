import csv
from pathlib import Path

import pytest

import factory
from sourcier.core.language import Entity
from sourcier.core.rhetoric import Technique
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text
from sourcier.text.rhetoric import find_persuasion

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.of(
    [
        Entity("NLA", "state", "Norlande", "Norland", ("norlandais", "norlandaise"), ("Norlandish",)),
        Entity("SLA", "state", "Sudlande", "Sudland", ("sudlandais", "sudlandaise"), ("Sudlandish",)),
    ]
)


def found(text, lang="fr"):
    return find_persuasion(read_text(factory.article(text, lang=lang), GAZETTEER))


def rows(name):
    with (HERE / name).open(encoding="utf-8") as file:
        return [tuple(row) for row in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


@pytest.mark.parametrize(("lang", "text", "technique", "words"), rows("cases.tsv"))
def test_persuasion_is_found_with_its_technique(lang, text, technique, words):
    assert any(words in one.text and one.technique == technique for one in found(text, lang)), found(text, lang)


@pytest.mark.parametrize(("lang", "text"), rows("plain.tsv"))
def test_plain_reports_are_left_alone(lang, text):
    assert found(text, lang) == ()


@pytest.mark.parametrize(("lang", "frame", "one", "other"), rows("mirrored.tsv"))
def test_both_camps_get_the_same_marks(lang, frame, one, other):
    mine, theirs = (found(frame.format(words), lang) for words in (one, other))
    assert mine
    assert [each.technique for each in mine] == [each.technique for each in theirs]


def test_an_insult_for_a_circle_leaves_its_name_out():
    (marked,) = found("La clique de la Norlande nous trompe, et nous payons.")
    assert marked.text == "clique"


def test_every_technique_has_cases_in_both_languages():
    assert {(lang, technique) for lang, _, technique, _ in rows("cases.tsv")} == {
        (lang, technique.value) for lang in ("fr", "en") for technique in Technique
    }


def test_words_of_a_source_are_marked_as_the_source_s():
    (quoted, own) = found("« Ces larbins ne nous feront pas taire ! », a dit le maire.\n\nCes larbins ont voté.")
    assert (quoted.in_quote, own.in_quote) == (True, False)


def test_passages_lie_in_their_sentence_and_hold_their_cues():
    text = "Ce vote est une infamie.\n\nNous courons à la ruine, et ces guignols applaudissent !"
    draft = read_text(factory.article(text), GAZETTEER)
    sentences = {one.id: one.span for one in draft.sentences}
    passages = find_persuasion(draft)
    assert len(passages) >= 3
    for one in passages:
        assert one.span.of(text) == one.text
        assert sentences[one.sentence_id].contains(one.span)
        assert all(cue in one.text for cue in one.cues)
        assert 0.5 <= one.score <= 1


def test_a_capital_inside_a_sentence_is_a_name():
    assert found("Ce matin, la Honte, un affluent du Vidourle, a débordé sur nous.") == ()


@pytest.mark.parametrize(
    ("lang", "template"),
    [
        ("fr", "{0} a trahi {1}, et ces {2} valets de cour applaudissent cette infamie."),
        ("fr", "Si {0} laisse faire {1}, nous courons à la catastrophe : c'est un scandale {2}."),
        ("en", "{0} has betrayed {1}, and these {2} stooges cheer this disgraceful deal."),
    ],
)
def test_exchanging_the_sides_changes_no_passage(lang, template):
    north, south = [("Norlande", "Sudlande", "norlandais"), ("Sudlande", "Norlande", "sudlandais")]
    if lang == "en":
        north, south = [("Norland", "Sudland", "Norlandish"), ("Sudland", "Norland", "Sudlandish")]
    one, other = (
        [(passage.text, passage.technique, passage.score) for passage in found(template.format(*names), lang)]
        for names in (north, south)
    )
    assert one == other
    assert one


def test_nothing_is_found_in_an_empty_text():
    assert found("") == ()


@pytest.mark.parametrize("mark", ["'", "’"])
def test_both_apostrophes_are_read(mark):
    (one,) = found(f"Il n{mark}y a pas d{mark}autre choix : se battre ou la ruine.")[:1]
    assert one.technique is Technique.FALSE_DILEMMA
