from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from sourcier.assessment.quoting.alignment import ADDED, CHANGED, LEFT_OUT, LEFT_OUT_MORE, fit
from sourcier.assessment.quoting.words import Item, Kind
from sourcier.core.spans import Span

WORDS = st.lists(st.sampled_from("abcd"), max_size=7)


def _items(keys):
    return [Item(Kind.GAP if key == "…" else Kind.WORD, key, Span(at, at + 1)) for at, key in enumerate(keys)]


def _plain(quoted, words):
    """The same costs by trying everything."""

    @cache
    def least(number, at, inside):
        if number == len(quoted):
            return 0.0
        ways = [least(number + 1, at, False) + ADDED]
        if at < len(words):
            ways.append(least(number + 1, at + 1, False) + (0.0 if quoted[number] == words[at] else CHANGED))
            if number:
                ways.append(least(number, at + 1, True) + (LEFT_OUT_MORE if inside else LEFT_OUT))
        return min(ways)

    return min(least(0, at, False) for at in range(len(words) + 1))


@given(WORDS, WORDS)
def test_cost_is_that_of_trying_everything(quoted, words):
    assert abs(fit(_items(quoted), _items(words)).cost - _plain(tuple(quoted), tuple(words))) < 1e-9


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=12), st.data())
def test_a_stretch_of_the_text_is_found_whole(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    best = fit(_items(words[start:end]), _items(words))
    assert best.cost == 0
    assert [words[at] for at in range(best.words.start, best.words.stop)] == words[start:end]


def test_a_gap_stands_for_words():
    best = fit(_items("ab…gh"), _items("xabcdefghy"))
    assert [(step.words.start, step.words.stop) for step in best.steps if not step.is_same] == [(3, 7)]


def test_a_run_left_out_is_one_step():
    best = fit(_items("abcghi"), _items("abcdefghi"))
    assert [(step.words.start, step.words.stop) for step in best.steps if not step.is_same] == [(3, 6)]


def test_an_aside_costs_next_to_nothing():
    assert fit(_items("ab"), _items("axyb"), free={1, 2}).cost < 0.1
