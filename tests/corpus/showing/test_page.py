import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest

import markup
from corpus.showing import press
from sourcier.app.corpus.showing.changes import Change, Changes, Side
from sourcier.app.corpus.showing.firsts import tellings
from sourcier.app.corpus.showing.gathering import Told, gather
from sourcier.app.corpus.showing.measured import rates
from sourcier.app.corpus.showing.page import MOST, page, words_of
from sourcier.app.corpus.showing.records import Matter, Statement
from sourcier.app.corpus.showing.sources import Cited, Described
from sourcier.core.library import LibraryRef


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_page_asks_nothing_of_any_other_place(shown, lang):
    made = page(shown, "Presse locale", lang)
    style = re.search(r"<style>(.*?)</style>", made, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in made
    read = markup.page_of(made)
    assert markup.pick(read, "script, img, iframe, object, form") == []
    assert not re.search(r'\s(style|on\w+|src)="', made)
    assert re.findall(r"\{\w+\}", markup.said(read, "body")) == []
    assert f'<html lang="{lang}">' in made


def test_both_languages_have_the_same_words():
    french, english = (set(words_of(lang).table) for lang in ("fr", "en"))
    assert french == english


def test_words_of_articles_are_shown_and_never_read_as_markup(shown):
    told = shown.repeated[0]
    telling = told.tellings[0]
    hostile = replace(
        telling.claim,
        words="<script>alert(1)</script> \u202e",
        paper=replace(telling.claim.paper, publisher="<b>", url="javascript:x"),
    )
    one = replace(told, tellings=(replace(telling, claim=hostile),))
    made = page(replace(shown, repeated=(one,)), "<i>", "fr")
    assert "<script" not in made
    assert "javascript:" not in made
    assert "\u202e" not in made
    assert "&lt;script&gt;" in made


@pytest.mark.parametrize(
    ("more", "lang", "rest"),
    [
        (7, "en", "the other 7 are not on this page."),
        (1, "en", "the other one is not on this page."),
        (1, "fr", "l’autre n’est pas sur cette page."),
    ],
)
def test_long_list_says_how_many_are_left_out(shown, more, lang, rest):
    many = replace(shown, sources=shown.sources[:1] * (MOST["sources"] + more))
    said = markup.said(markup.page_of(page(many, "c", lang)), "#sources")
    assert rest in said
    assert f"{MOST['sources']} of {MOST['sources'] + more} shown;" in said or lang == "fr"


def test_long_list_says_where_the_rest_is(shown):
    many = replace(shown, sources=shown.sources[:1] * (MOST["sources"] + 7))
    said = markup.said(markup.page_of(page(many, "c", "en")), "#sources")
    assert "in the table “sources”: sourcier corpus report c --tables c-tables" in said


@pytest.mark.parametrize(
    ("lang", "claims", "said"),
    [
        ("en", 1, "1 claim gives a source by what it is"),
        ("en", 7, "7 claims give a source by what it is"),
        ("fr", 7, "7 affirmations donnent une source par ce qu’elle est"),
    ],
)
def test_sources_without_a_name_are_said_to_be_left_out(shown, lang, claims, said):
    union = Cited("le syndicat", "fr", claims, articles=1, publishers=1, linked=0)
    made = page(replace(shown, sources=(), described=Described((union,))), "c", lang)
    section = markup.said(markup.page_of(made), "#sources")
    assert said in section.replace("\u202f", " ").replace("\u00a0", " ")
    assert "le syndicat" in section


def test_empty_sections_say_so(shown):
    bare = replace(shown, repeated=(), possible=(), drifts=(), series=(), sources=(), versions=())
    read = markup.page_of(page(bare, "c", "en"))
    for section in ("repeated", "possible", "drift", "series", "sources", "versions"):
        assert re.search(r"\bNo \w+", markup.said(read, f"#{section}"))


def told_of(*days):
    """A statement of several pages, by their days of publication."""
    claims = [press.stated(press.paper(f"a{n}", day), "Le phare ouvrira en mai.") for n, day in enumerate(days)]
    matter = Matter((Statement(tuple(claims)),))
    alone = {one.paper.id: one.paper.id for one in claims}
    return Told(matter, tuple(tellings(matter, alone, {})), len(claims))


@pytest.mark.parametrize(
    ("days", "said"),
    [(("2024-03-01", "2024-03-01"), "first day, order unknown"), (("2024-03-01", None), "first dated publication")],
)
def test_two_texts_of_one_day_share_the_first_day(shown, days, said):
    read = markup.page_of(page(replace(shown, repeated=(told_of(*days),), drifts=()), "c", "en"))
    labels = {"first day, order unknown", "first dated publication"}
    assert {one for one in labels if one in markup.said(read, "#repeated")} == {said}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "perhaps first: an article was changed since, order unknown"),
        ("fr", "peut-être la première parution : un article a été modifié depuis, ordre inconnu"),
    ],
)
def test_article_changed_since_may_be_first_and_so_may_the_one_before_its_change(shown, lang, said):
    changed = press.paper("a", "2024-03-01", updated=date(2024, 3, 9))
    claims = tuple(press.stated(one, "Le phare ouvrira en mai.") for one in (changed, press.paper("b", "2024-03-04")))
    matter = Matter((Statement(claims),))
    told = Told(matter, tuple(tellings(matter, {"a": "a", "b": "b"}, {})), 2)
    read = markup.page_of(page(replace(shown, repeated=(told,), drifts=()), "c", lang))
    assert markup.said(read, "#repeated").replace("\u202f", " ").replace("\xa0", " ").count(said) == 2


@pytest.mark.parametrize(("lang", "said"), [("en", "the same text as La Vigie"), ("fr", "le même texte que La Vigie")])
def test_text_with_another_figure_is_said_to_be_the_same_and_nobodys_copy(shown, lang, said):
    papers = press.paper("a", publisher="La Vigie"), press.paper("b", publisher="Le Fanal")
    words = (f"Le phare coûtera {n} millions d’euros." for n in (3, 8))
    matter = Matter(tuple(Statement((press.stated(*one),)) for one in zip(papers, words, strict=True)))
    told = Told(matter, tuple(tellings(matter, {"a": "a", "b": "a"}, {})), 2)
    read = markup.page_of(page(replace(shown, repeated=(told,), drifts=()), "c", lang))
    assert said in markup.said(read, "#repeated")


def test_words_in_another_language_say_so_and_those_of_the_page_do_not(shown):
    read = markup.page_of(page(shown, "c", "en"))
    prices = next(one for one in shown.drifts if "inflation" in one.told.heading.words)
    french, english = prices.reference.label("fr"), prices.reference.label("en")
    assert (french[1], english[1]) == ("fr", "en")
    assert english[0] in markup.said(read, "#drift")  # the pack has it in both languages
    marked = [one.text_content() for one in markup.pick(read, "#drift td [lang=fr]")]
    assert any("Le pont de Valbrune" in one for one in marked)
    assert not any("according to" in one for one in marked)
    assert shown.run.packs[0].title not in markup.said(read, "header")


def test_claim_with_changing_figures_is_told_once(shown):
    read = markup.page_of(page(shown, "c", "fr"))
    bridge = "Le pont de Valbrune coûtera 31 millions"
    assert bridge in markup.said(read, "#drift")
    assert bridge not in markup.said(read, "#repeated")
    targets = {one.get("id") for one in markup.pick(read, "#drift article")}
    links = {href[1:] for one in markup.pick(read, "#repeated a") if (href := one.get("href")).startswith("#")}
    assert links
    assert links <= targets


def test_figure_that_its_page_corrected_is_shown_as_such(shown):
    read = markup.page_of(page(shown, "c", "fr"))
    row = next(one for one in markup.pick(read, "#drift tr") if "200 hectares" in one.text_content())
    assert "une autre version de cette page donne un autre chiffre" in row.text_content()


RATES = [
    ("Le taux de chômage de la France était de 7,9 % en 2021.", "2022-02-01"),
    ("Le taux de chômage de la France était de 7,3 % en 2022.", "2023-02-01"),
]


@pytest.mark.parametrize(
    ("lang", "title", "counted", "placed"),
    [
        (
            "fr",
            "Un même indicateur, plusieurs périodes",
            "des chiffres pour 2 périodes",
            "et non à sa date de parution",
        ),
        ("en", "One indicator over several periods", "figures for 2 periods", "not at its day of publication"),
    ],
)
def test_series_stands_apart_and_says_where_its_dots_are(tmp_path, packs, lang, title, counted, placed):
    articles = [press.story(text, day, f"Journal {day}") for text, day in RATES]
    read = markup.page_of(page(gather(press.corpus_of(tmp_path / "c", articles, packs), packs=packs), "c", lang))
    said = markup.said(read, "#series")
    assert all(words in said for words in (title, counted, placed))
    assert [one.text_content() for one in markup.pick(read, "#drift article")] == []
    (link,) = [href for one in markup.pick(read, "#repeated a") if (href := one.get("href")).startswith("#")]
    assert [one.get("id") for one in markup.pick(read, "#series article")] == [link[1:]]


def test_drift_says_that_its_dots_are_days_of_publication(shown):
    read = markup.page_of(page(shown, "c", "en"))
    captions = [one.text_content() for one in markup.pick(read, "#drift figcaption")]
    assert captions
    assert all("stands at the day of publication of its article" in one for one in captions)
    (prices,) = [one for one in markup.pick(read, "#drift article") if "inflation" in one.text_content()]
    assert "2 different figures for 2022" in prices.text_content()
    (bridge,) = [
        one for one in markup.pick(read, "#drift article") if "pont de Valbrune coûtera 24" in one.text_content()
    ]
    assert "no period given" not in bridge.text_content()  # of no row, so that there is nothing to hold apart


def test_method_says_what_a_paper_needs(shown):
    pack = shown.run.packs[0]
    said = markup.said(markup.page_of(page(shown, "press", "en")), "#method")
    decided = sum(sum(each.verdicts.values()) - each.verdicts["none"] for each in shown.periods)
    for words in (
        "32 inputs; 32 articles; 0 duplicates left out; 0 inputs not readable.",
        "from 6 February 2023 to 11 February 2025; 1 article without a day.",
        f"{shown.claims} claims; {decided} with a verdict ({100 * decided / shown.claims:.1f}%)",
        f"{pack.name} {pack.version}, SHA-256 {pack.digest}",
        "multilingual-e5-small",
        "sourcier corpus report press --tables press-tables",
        "Sourcier (version 0.1.0) [software]",
        *(f"{name} {version}" for name, version in shown.run.models),
    ):
        assert words in said, words


def test_measured_errors_are_those_of_the_file(shown):
    read = markup.page_of(page(shown, "c", "fr"))
    rows = [[cell.text_content().strip() for cell in row] for row in markup.pick(read, "#method .rates tbody tr")]
    assert len(rows) == len(rates())
    comma = {re.sub(r"\s;", ";", cell).replace(",", ".") for row in rows for cell in row[1:]}
    assert comma == {cell for one in rates() for cell in (one.development, one.held_out)}


@pytest.mark.parametrize(
    ("lang", "library", "said"),
    [
        ("en", None, "starter 1.0.0; no library."),
        ("fr", None, "starter 1.0.0 ; sans bibliothèque."),
        ("en", (4, 0), "; a library of 4 documents."),
        ("fr", (1, 2), "; une bibliothèque de 1 document et 2 vérifications antérieures."),
    ],
)
def test_header_says_whether_a_library_was_used(shown, lang, library, said):
    ref = library and LibraryRef("d" * 64, *library, encoder="e", encoder_digest="f" * 64)
    run = replace(shown.run, library=ref)
    read = markup.page_of(page(replace(shown, run=run, method=replace(shown.method, run=run)), "c", lang))
    assert said in markup.said(read, "header").replace("\u202f", " ").replace("\u00a0", " ")
    assert ("d" * 64 in markup.said(read, "#method")) == bool(library)


def test_changed_verdicts_are_counted_from_one_to_another(shown):
    sides = [Side(verdict, None, "", "", "") for verdict in ("refuted", "supported")]
    one = Change("art", "clm", "Le phare ouvre.", "fr", None, None, None, *sides)
    made = page(replace(shown, before=shown.run, changes=Changes(5, 9, (one, one))), "c", "en")
    read = markup.page_of(made)
    said = markup.said(read, "#changes")
    assert "Articles in both corpora: 5; claims in both: 9" in said
    assert "Before: Sourcier 0.1.0, starter 1.0.0, no library; Now: Sourcier" in said
    (row,) = markup.pick(read, "#changes .moves tbody tr")
    assert [" ".join(cell.text_content().split()) for cell in row] == ["✗ refuted", "✓ supported", "2"]


def test_report_and_versions_are_commands(collection, sourcier_command, tmp_path):
    html = tmp_path / "report.html"
    done = sourcier_command("corpus", "report", collection.folder, "--html", html, "--before", collection.folder)
    assert (done.code, html.exists()) == (0, True), done.err
    said = markup.said(markup.page_of(html.read_text(encoding="utf-8")), "#changes")
    assert "changés : 0" in said.replace("\u00a0", " ").replace("\u202f", " ")
    listed = sourcier_command("corpus", "versions", collection.folder, "--json")
    (one,) = [json.loads(line) for line in listed.out.splitlines()]
    assert (one["by"], one["changed"][0]["figure"]) == ("address", True)


def test_report_of_no_corpus_is_one_error(sourcier_command, tmp_path):
    done = sourcier_command("corpus", "report", tmp_path / "none", "--html", tmp_path / "r.html")
    assert done.code == 3
    assert done.err.startswith("error[corpus-missing]")


@pytest.mark.parametrize(
    ("texts", "asked", "lang"),
    [
        (("The pier of Vire will cost 3 million euros.", "The pier of Vire will open in May."), (), "en"),
        (("La digue de Vire coûtera 3 millions d’euros.", "La digue de Vire ouvrira en mai."), (), "fr"),
        (("The pier of Vire will cost 3 million euros.",), ("--lang", "fr"), "fr"),
    ],
)
def test_the_page_speaks_the_language_of_most_articles(sourcier_command, packs, tmp_path, texts, asked, lang):
    stories = [press.story(text, publisher=f"P{n}", lang=lang if not asked else "en") for n, text in enumerate(texts)]
    press.corpus_of(tmp_path / "c", stories, packs)
    done = sourcier_command("corpus", "report", tmp_path / "c", "--html", tmp_path / "r.html", *asked)
    assert done.code == 0, done.err
    assert f'<html lang="{lang}">' in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 articles" not in done.out
