"""What holds for any text: nothing dropped, blocks in order, the alignment true both ways."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sourcier.core.errors import SourcierError
from sourcier.core.ids import digest
from sourcier.core.spans import Span
from sourcier.ingest import from_text
from sourcier.ingest.errors import EmptyText

BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", " \n \n", "\f", "\n\n\n", "\u2028"]
WORDS = st.text(alphabet="abcdéèçœABCDÉ'’", min_size=1, max_size=8)
PLAIN_WORDS = WORDS | st.sampled_from(
    ["le", "la", "Il", "est", "gouver-", "nord-", "—", "«", "»", "fin.", "quoi ?", "et,", "Par", "3"]
)
ODD_WORDS = PLAIN_WORDS | st.sampled_from(
    ["**fort**", "*mot*", "**", "*", "_a_", "[mot](https://a.example/b)", "<https://a.example>", "# titre", "- point",
     "1. un", "2. deux", "---", "https://a.example/c.html", "fin...Les", "a\u00adb", "\u200b", "e\u0301", "\u00a0", "2024-05-03",
     "22 mai 2012. - Le", "PARIS (AFP) —", "\x00", "\u202e", "🙂", "Lire aussi : ça", "![x](y)", "\ufeff", "> cité"]
)  # fmt: skip


def texts(words):
    gap = st.sampled_from([" "] * 6 + BREAKS)
    return st.lists(st.tuples(words, gap), min_size=1, max_size=60).map(
        lambda parts: "".join(word + by for word, by in parts)
    )


def article_of(text):
    return from_text(text, lang="fr")


def kept(text):
    """The characters that must survive: no white space, no hyphen, nothing invisible."""
    return [sign for sign in unicodedata.normalize("NFC", text) if not sign.isspace() and sign != "-"]


def base(sign):
    """A letter without its accent."""
    return unicodedata.normalize("NFD", sign)[0]


@given(texts(PLAIN_WORDS))
@settings(deadline=None)
def test_nothing_but_white_space_and_hyphens_is_dropped(text):
    try:
        article = article_of(text)
    except EmptyText:
        assert not any(sign.isalnum() for sign in text)
    else:
        assert kept(article.text) == kept(text)


@given(texts(ODD_WORDS) | st.text(max_size=300))
@settings(max_examples=300, deadline=None)
@example("**\n\n**")
@example("22 mai 2012. - ")
@example("---\ntitle: \n---\na")
@example("---\ntitle: b\n---\n")
def test_the_article_is_well_formed(text):
    try:
        article = article_of(text)
    except SourcierError:
        return

    assert article.original == text
    assert article.digest == digest(article.text)
    assert article.text == article.text.strip()
    assert article.blocks[0].span.start == 0
    assert article.blocks[-1].span.end == len(article.text)
    for block in article.blocks:
        words = block.span.of(article.text)
        assert words == words.strip() != ""
    for before, after in zip(article.blocks, article.blocks[1:], strict=False):
        assert article.text[before.span.end : after.span.start] == "\n\n"
    for link in article.links:
        assert link.span.end <= len(article.text)
        assert len(link.span)


@given(texts(ODD_WORDS) | st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_the_alignment_shows_the_same_characters_in_both_texts(text):
    try:
        article = article_of(text)
    except SourcierError:
        return

    at = there = 0
    for segment in article.alignment.segments:
        assert segment.start >= at
        assert segment.original_start >= there
        assert segment.length > 0
        at, there = segment.start + segment.length, segment.original_start + segment.length
        here = article.text[segment.start : at]
        came = article.original[segment.original_start : there]
        # A loose accent is set on its letter: there the article has the composed character.
        assert all(one == other or base(one) == other for one, other in zip(here, came, strict=True))
    assert at <= len(article.text)
    assert there <= len(article.original)


@given(texts(ODD_WORDS), st.data())
@settings(max_examples=200, deadline=None)
def test_a_span_of_shared_characters_comes_back_from_the_text_as_it_came(text, data):
    try:
        article = article_of(text)
    except SourcierError:
        return
    first = data.draw(st.sampled_from(article.alignment.segments))
    last = data.draw(
        st.sampled_from([segment for segment in article.alignment.segments if segment.start >= first.start])
    )
    start = data.draw(st.integers(first.start, first.start + first.length - 1))
    end = data.draw(st.integers(max(start, last.start) + 1, last.start + last.length))
    span = Span(start, end)

    assert article.alignment.to_article(article.alignment.to_original(span)) == span


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0", "\u200b\u200b", "---", "**  **", "…"])
def test_a_text_without_words_is_refused(blank):
    with pytest.raises(EmptyText):
        from_text(blank)


@given(st.text(alphabet="abc .\n-", max_size=200))
@settings(deadline=None)
def test_reading_twice_gives_the_same_article(text):
    try:
        assert article_of(text) == article_of(text)
    except SourcierError:
        return


@given(st.lists(st.text(alphabet="aeoutcéàç", min_size=1, max_size=6), min_size=1, max_size=12))
@settings(deadline=None)
def test_a_word_with_loose_accents_comes_back_whole(words):
    came = unicodedata.normalize("NFD", " ".join(words))
    article = article_of(came)
    at = 0
    for word in words:
        span = Span(at, at + len(word))
        assert span.of(article.text) == word
        assert article.alignment.to_original(span).of(came) == unicodedata.normalize("NFD", word)
        at += len(word) + 1
