import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

import markup
from sourcier.app.corpus.showing.page import MOST, page, words_of


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


def test_long_list_says_how_many_are_left_out_and_where_they_are(shown):
    many = replace(shown, sources=shown.sources[:1] * (MOST["sources"] + 7))
    said = markup.said(markup.page_of(page(many, "c", "en")), "#sources")
    assert f"{MOST['sources']} of {MOST['sources'] + 7} shown; 7 are not here." in said
    assert "sourcier corpus sql DIR" in said


def test_empty_sections_say_so(shown):
    bare = replace(shown, repeated=(), drifts=(), sources=(), versions=())
    read = markup.page_of(page(bare, "c", "en"))
    for section in ("repeated", "drift", "sources", "versions"):
        assert re.search(r"\bNo \w+", markup.said(read, f"#{section}"))


def test_two_texts_of_one_day_share_the_first_day(shown):
    calmont = next(one for one in shown.repeated if "Calmont a détruit" in one.matter.claims[0].words)
    made = page(replace(shown, repeated=(calmont,), drifts=()), "c", "en")
    assert "first day, order unknown" in made
    assert "first dated publication" not in made


def test_report_and_versions_are_commands(collection, sourcier_command, tmp_path):
    html = tmp_path / "report.html"
    done = sourcier_command("corpus", "report", collection.folder, "--html", html, "--before", collection.folder)
    assert (done.code, html.exists()) == (0, True), done.err
    assert "0 a changé" in markup.said(markup.page_of(html.read_text(encoding="utf-8")), "#changes")
    listed = sourcier_command("corpus", "versions", collection.folder, "--json")
    (one,) = [json.loads(line) for line in listed.out.splitlines()]
    assert (one["by"], one["changed"][0]["figure"]) == ("address", True)


def test_report_of_no_corpus_is_one_error(sourcier_command, tmp_path):
    done = sourcier_command("corpus", "report", tmp_path / "none", "--html", tmp_path / "r.html")
    assert done.code == 3
    assert done.err.startswith("error[corpus-missing]")
