import re
from dataclasses import replace

import pytest
from lxml import html

import factory
from sourcier.core.rhetoric import Persuasion, Technique
from sourcier.core.spans import Span
from sourcier.dossier.report.marking import runs
from sourcier.dossier.report.page import page
from sourcier.dossier.report.terminal import report
from sourcier.dossier.report.words import words
from sourcier.text.rhetoric import measured

TEXT = "Ces larbins ont signé un accord honteux.\n\n« Quelle farce ! », a dit le maire."


def passage(of, said, technique, *, in_quote=False):
    span = factory.find(of.text, said)
    sentence = next(one for one in factory.sentences(of) if one.span.contains(span))
    return Persuasion(span, said, technique, 0.9, (said,), in_quote, sentence.id)


@pytest.fixture
def dossier():
    of = factory.article(TEXT)
    made = factory.dossier(of, [factory.claim(of, "ont signé un accord honteux", "accord")])
    return replace(
        made,
        persuasion=(
            passage(of, "larbins", Technique.NAME_CALLING),
            passage(of, "accord honteux", Technique.LOADED_WORDS),
            passage(of, "farce", Technique.LOADED_WORDS, in_quote=True),
        ),
    )


def test_the_layer_is_off_until_its_box_is_ticked_and_needs_no_script(dossier):
    tree = html.document_fromstring(page(dossier))
    (box,) = tree.xpath("//input[@id='rhetoric']")
    assert box.get("type") == "checkbox"
    assert "checked" not in box.attrib
    assert tree.xpath("//label[@for='rhetoric']")
    assert box.xpath("following-sibling::main")  # what the style sheet's `~ main` asks
    assert "rhetoric" not in tree.xpath("//script")[0].text


def test_the_page_marks_the_passages_words_with_their_technique(dossier):
    tree = html.document_fromstring(page(dossier))
    marks = [(one.text_content(), one.get("title"), one.get("class")) for one in tree.xpath("//main//span[@title]")]
    assert marks == [
        ("larbins", "étiquette", "p"),
        ("accord honteux", "mots chargés", "p"),
        ("farce", "mots chargés (source)", "p quoted"),
    ]


def test_the_legend_counts_the_techniques_and_says_that_it_is_style(dossier):
    (legend,) = html.document_fromstring(page(dossier)).xpath("//div[@class='legend']")
    said = re.sub(r"\s+", " ", legend.text_content())
    assert "étiquette 1" in said
    assert "mots chargés 2" in said
    assert "non de la vérité" in said
    known = measured("fr")
    assert f"{known.precision:.2f} des {known.found} passages".replace(".", ",") in said
    assert f"{known.recall:.2f} des {known.gold} passages".replace(".", ",") in said
    assert known.file in said


def test_a_page_without_passages_offers_no_layer():
    of = factory.article(TEXT)
    source = page(factory.dossier(of, [factory.claim(of, "accord")]))
    assert 'id="rhetoric"' not in source


def test_a_title_with_a_passage_is_shown_so_that_it_can_be_marked():
    of = factory.article("Un vote honteux\n\nLe maire a signé 12 arrêtés.", title="Un vote honteux")
    made = factory.dossier(of, [factory.claim(of, "12 arrêtés")])
    loaded = replace(made, persuasion=(passage(of, "honteux", Technique.LOADED_WORDS),))
    shown = [html.document_fromstring(page(one)).xpath("//div[@class='prose title']") for one in (made, loaded)]
    assert [len(one) for one in shown] == [0, 1]


def test_the_terminal_lists_passages_only_when_asked(dossier):
    plain, asked = ("\n".join(line.plain for line in report(dossier, rhetoric=one)) for one in (False, True))
    assert "étiquette" not in plain
    assert "« larbins » – étiquette" in asked.replace("\u202f", " ").replace("\xa0", " ")
    assert "mots chargés (source)" in asked


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_technique_has_its_words(lang):
    table = words(lang).table
    for technique in Technique:
        assert table[f"rhetoric.technique.{technique}"]
        assert table[f"rhetoric.gloss.{technique}"]


def test_passages_cut_runs_and_close_once():
    found = runs("abcdef", Span(0, 6), [(0, Span(0, 4))], [(0, Span(2, 6))])
    assert [(run.text, run.claims, run.passages, run.closing) for run in found] == [
        ("ab", (0,), (), ()),
        ("cd", (0,), (0,), ()),
        ("ef", (), (0,), (0,)),
    ]
