from hypothesis import given
from hypothesis import strategies as st

from sourcier.core.spans import Span
from sourcier.dossier.report.marking import beside
from sourcier.dossier.report.marking import runs as runs_over

TEXT = "abcdefghijklmnopqrstuvwxyz"


def runs(text, within, claims):
    return runs_over(text, within, beside([within], claims)[0])


@st.composite
def spans(draw):
    start = draw(st.integers(0, len(TEXT)))
    return Span(start, draw(st.integers(start, len(TEXT))))


@given(spans(), st.lists(spans(), max_size=8))
def test_runs_join_to_the_text(within, claims):
    assert "".join(run.text for run in runs(TEXT, within, claims)) == within.of(TEXT)


@given(spans(), st.lists(spans(), max_size=8))
def test_runs_put_each_letter_under_exactly_its_claims(within, claims):
    at = within.start
    for run in runs(TEXT, within, claims):
        for place in range(at, at + len(run.text)):
            assert set(run.claims) == {i for i, c in enumerate(claims) if c.start <= place < c.end}
        at += len(run.text)


@given(st.lists(spans(), max_size=8))
def test_runs_end_each_claim_once(claims):
    found = runs(TEXT, Span(0, len(TEXT)), claims)
    ended = [index for run in found for index in run.ending]
    assert sorted(ended) == [i for i, c in enumerate(claims) if len(c)]


def test_runs_nest_the_wider_claim_outside():
    (first, second, third) = runs("abcdef", Span(0, 6), [Span(2, 4), Span(0, 6)])
    assert (first.claims, second.claims, third.claims) == ((1,), (1, 0), (1,))


def test_runs_hold_claims_on_the_same_words():
    (run, _) = runs("abcdef", Span(0, 6), [Span(0, 3), Span(0, 3)])
    assert run.claims == (0, 1)
    assert run.ending == (0, 1)


def test_runs_of_nothing_are_none():
    assert runs("abc", Span(1, 1), [Span(0, 3)]) == ()
