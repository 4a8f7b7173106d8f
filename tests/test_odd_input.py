"""Texts that no one writes: whatever the signs, the reading ends, and what it finds lies where it says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sourcier.claims import find_claims
from sourcier.core.errors import SourcierError
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

FIGURES = [
    "0", "00", "4 %¹", "10²³ kg", "3×10⁸", "①", "½", "12½", "²/³", "٣", "٢٠١٤", "٣٫٥ %", "१९४७", "𝟚𝟘𝟙𝟜", "四", "Ⅻ", "1.2.35,2",
    "1,2,3", "1.000.000", "1 000 000 €", "-12 %", "+3,5 pts", "$3.5bn", "9" * 5000, "0.0.0", "1/0", "0/0", "24/7", "1e400",
    "2014-2015", "XXIe", "99e siècle", "T4", "années 60", "quatre-vingt-dix-neuf mille", "a dozen", "zéro", "neuf cent cent cent",
]  # fmt: skip
DATES = [
    "31.02.2020", "3.2.2015,1", "29 février prochain", "31 avril", "le 32 mai", "0000-00-00", "9999-12-31", "30/02/0000", "hier",
    "demain", "mardi", "Tuesday", "yesterday", "il y a 999 siècles", "dans 797 décennies", "in 999 years", "25h61", "99:99",
    "depuis", "until", "next February 29", "au printemps 0001", "en 1000", "fin 2199", "la nuit de mardi à",
]  # fmt: skip
SIGNS = [
    "«", "»", "“", "”", "„", '"', "'", "’", "‹", "›", "(", ")", "[", "—", "–", "-", "‑", "…", "...", "?!", ":", ";", "•", "*", "|",
    "\x00", "\x1b", "\x7f", "\u200b", "\u202e", "\ufeff", "\u00ad", "\u2028", "\u0301", "\ufffd", "\u00a0", "\n\n", "\n", "\t",
    "🙂", "👩‍👩‍👧", "🇫🇷", "İ", "ß", "ﬁ", "e\u0301", "Ω", "مرحبا", "漢字",
]  # fmt: skip
WORDS = [
    "M.", "MM.", "Mme", "Dr.", "J.-P.", "U.S.", "p.m.", "No.", "cf.", "etc.", "https://a.example/b?c=1#d", "www.a.example", "a@b.example",
    "anticonstitution" * 30, "A" * 300, "d'", "qu'", "l'", "aujourd'hui", "va-t-il", "don't", "Le", "maire", "a", "déclaré", "que", "dont",
    "selon", "The", "mayor", "said", "that", "which", "not", "ne", "pas", "plus", "de", "euros", "soldats", "people", "et", "and", "si", "?",
    "est", "was", "Paris", "Élysée", "% des", ".", ",",
]  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(FIGURES + DATES + SIGNS + WORDS), st.sampled_from(["", " ", " ", " ", "\n\n"])),
    max_size=40,
).map(lambda parts: "".join(word + gap for word, gap in parts))
DAYS = st.none() | st.sampled_from([date(1400, 1, 1), date(2096, 2, 29), date(2200, 12, 31)])
NO_ONE = Gazetteer.of([])


def check(text, lang, published):
    """Read a text whole and see that everything found lies where it says."""
    try:
        article = from_text(text, lang=lang, published=published)
    except SourcierError:
        return
    draft = read_text(article, NO_ONE)
    claims, ledger = find_claims(draft)

    assert draft.doc.text == article.text
    whole = len(article.text)
    for found in (*draft.sentences, *draft.mentions, *draft.quantities, *draft.times, *draft.quotes):
        assert 0 <= found.span.start < found.span.end <= whole
    for found in (*draft.mentions, *draft.quantities, *draft.times):
        assert found.span.of(article.text) == found.text
    assert [entry.sentence_id for entry in ledger.entries] == [sentence.id for sentence in draft.sentences]
    spans = {sentence.id: sentence.span for sentence in draft.sentences}
    for claim in claims:
        sentence = spans[claim.sentence_id]
        assert sentence.start <= claim.span.start < claim.span.end <= sentence.end
        assert 0 <= claim.focus.start <= claim.focus.end <= whole
        assert 0 <= claim.worth <= 1


@given(TEXTS, st.sampled_from(["fr", "en"]), DAYS)
@settings(max_examples=60, deadline=None)
@example(" ".join(FIGURES), "fr", None)
@example(" ".join(FIGURES), "en", None)
@example(". ".join(DATES), "fr", date(1400, 1, 1))
@example(". ".join(DATES), "en", date(2200, 12, 31))
@example("".join(SIGNS) + "a", "fr", None)
@example(" ".join(SIGNS + WORDS), "en", None)
def test_any_text_is_read_to_its_end(text, lang, published):
    check(text, lang, published)


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("text", ["Demain, on vote.", "Il part mardi.", "Hier, il a plu.", "He left on Tuesday."])
def test_a_day_at_the_end_of_the_calendar_is_refused_by_name(text, published):
    with pytest.raises(SourcierError) as caught:
        from_text(text, lang="fr", published=published)
    assert caught.value.slug == "impossible-date"


def test_four_times_the_text_gives_four_times_the_claims():
    """Nothing found in one paragraph hangs on how many like it there are: the work grows with the text."""
    paragraph = "Le port de Kerval a perdu 12 % de ses navires en 2019. « Nous fermerons en 2031 », a dit la maire.\n\n"

    def count(times):
        draft = read_text(from_text(paragraph * times, lang="fr"), NO_ONE)
        return (
            len(draft.sentences),
            len(draft.quantities),
            len(draft.times),
            len(draft.quotes),
            len(find_claims(draft)[0]),
        )

    assert count(20) == tuple(4 * number for number in count(5))
