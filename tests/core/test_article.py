"""Alignment between the article's text and the text as it came."""

from sourcier.core.article import Alignment, Segment
from sourcier.core.spans import Span

# As it came: "Le gouver-\nnement **recule**."   Article: "Le gouvernement recule."
ORIGINAL = "Le gouver-\nnement **recule**."
TEXT = "Le gouvernement recule."
ALIGNMENT = Alignment((Segment(0, 0, 9), Segment(9, 11, 7), Segment(16, 20, 6), Segment(22, 28, 1)))


def test_words_around_a_joined_hyphen_map_to_the_original():
    start = TEXT.index("gouvernement")
    assert ALIGNMENT.to_original(Span(start, start + 12)).of(ORIGINAL) == "gouver-\nnement"


def test_marks_left_out_are_not_part_of_the_mapped_words():
    start = TEXT.index("recule")
    assert ALIGNMENT.to_original(Span(start, start + 6)).of(ORIGINAL) == "recule"


def test_an_accent_that_came_loose_belongs_to_its_letter():
    original, text = "la\u0300 ou\u0300.", "là où."
    alignment = Alignment((Segment(0, 0, 2, loose=1), Segment(2, 3, 3, loose=1), Segment(5, 7, 1)))

    for word, came in [("là", "la\u0300"), ("où", "ou\u0300"), ("l", "l"), ("où.", "ou\u0300.")]:
        span = Span(text.index(word), text.index(word) + len(word))
        assert alignment.to_original(span).of(original) == came
        assert alignment.to_article(alignment.to_original(span)) == span


def test_a_span_of_the_original_maps_back():
    start = ORIGINAL.index("recule")
    assert ALIGNMENT.to_article(Span(start, start + 6)).of(TEXT) == "recule"


def test_a_span_that_includes_marks_shrinks_to_what_both_texts_share():
    start = ORIGINAL.index("**recule**")
    assert ALIGNMENT.to_article(Span(start, start + 10)).of(TEXT) == "recule"
