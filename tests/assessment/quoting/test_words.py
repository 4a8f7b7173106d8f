from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.assessment.quoting.words import Kind, quoted_items, source_words
from sourcier.core.spans import Span


def _keys(text, lang):
    return [word.key for word in source_words(text, Span(0, len(text)), lang)]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "L’œuvre de l’État", "l'oeuvre de l'Etat"),
        ("fr", "« Oui\u00a0: 10\u202f000 personnes\u00a0!»", "oui: 10 000 personnes"),
        ("fr", "12 millions d’euros", "douze millions d'euros"),
        ("fr", "500 M€", "500 millions d’euros"),
        ("fr", "5,4 %", "5,4 pour cent"),
        ("fr", "Mme Roy et M. Bas", "madame Roy et monsieur Bas"),
        ("fr", "vingt et un ans", "21 ans"),
        ("fr", "évè\u00adnement", "évènement"),
        ("fr", "connai\u0302tre", "connaître"),
        ("en", "The harbour’s centre was organised", "the harbor's center was organized"),
        ("en", "1,400 nurses", "1400 nurses"),
        ("en", "it cost £4.2m in all", "it cost £4.2 million in all"),
        ("en", "92 per cent", "92%"),
        ("en", "our first hundred days", "our first 100 days"),
        ("en", "one hundred councillors", "100 councilors"),
        ("en", "four hundred and twenty odours", "420 odors"),
    ],
)
def test_spelling_is_folded(lang, one, other):
    assert _keys(one, lang) == _keys(other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "il refuse", "il a refusé"),
        ("fr", "le ministre refuse", "le ministre refusé"),
        ("fr", "il va à", "il va a"),
        ("fr", "dix-huit mois", "huit mois"),
        ("fr", "1 250 places", "1 520 places"),
        ("fr", "7,5 %", "75 %"),
        ("en", "we will", "we would"),
        ("en", "a third", "a half"),
    ],
)
def test_other_words_stay_apart(lang, one, other):
    assert _keys(one, lang) != _keys(other, lang)


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "(...)", "[...]", "(…)", ". . ."])
def test_an_ellipsis_is_a_gap(mark):
    text = f"Nous irons {mark} demain"
    kinds = [item.kind for item in quoted_items(text, Span(0, len(text)), "fr")]
    assert kinds == [Kind.WORD, Kind.WORD, Kind.GAP, Kind.WORD]


def test_a_bracketed_word_is_a_gloss_and_a_bracketed_letter_is_none():
    text = "[N]ous avons vu [le maire] partir"
    items = quoted_items(text, Span(0, len(text)), "fr")
    assert [(item.kind, item.key) for item in items] == [
        (Kind.WORD, "nous"),
        (Kind.WORD, "avons"),
        (Kind.WORD, "vu"),
        (Kind.GLOSS, "le maire"),
        (Kind.WORD, "partir"),
    ]


@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_items_are_in_order_and_inside(text, lang):
    items = quoted_items(text, Span(0, len(text)), lang)
    ends = [0, *(item.span.end for item in items)]
    assert all(end <= item.span.start < item.span.end <= len(text) for end, item in zip(ends, items, strict=False))
