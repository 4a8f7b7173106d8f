"""The round trip of dossiers: what is written is what is read, whatever the words and figures."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factory
from sourcier.core.claims import Claim
from sourcier.core.dossier import from_json, to_json
from sourcier.core.findings import Cell, Computation, Finding, NumberComparison, Query
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.dossier.report.page import page
from sourcier.dossier.report.terminal import report

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
figures = st.decimals(allow_nan=False, allow_infinity=False)
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(min(ends), max(ends)))
cells = st.builds(Cell, value=text, url=st.none() | text, key=st.lists(st.tuples(text, text), max_size=2).map(tuple))
queries = st.builds(
    Query, rows=st.lists(st.tuples(st.none() | text), max_size=3).map(tuple), columns=st.just(("value",))
)
quantities = st.builds(
    Quantity, span=spans, low=figures, high=st.none() | figures, half_width=figures, number=st.none()
)
times = st.builds(TimeInterval, span=spans)
claims = st.builds(
    Claim,
    span=spans,
    focus=spans,
    worth=st.floats(0, 1),
    quantities=st.lists(quantities, max_size=1).map(tuple),
    times=st.lists(times, max_size=1).map(tuple),
    entities=st.just(()),
    source=st.builds(factory.Source, span=st.none() | spans, cue=st.none(), name=text),
)
comparisons = st.builds(
    NumberComparison,
    claimed_low=st.none() | figures,
    claimed_high=st.none() | figures,
    observed_low=figures,
    observed_high=figures,
    tolerance=figures,
)
findings = st.builds(
    Finding,
    queries=st.lists(queries, max_size=2).map(tuple),
    cells=st.lists(cells, max_size=2).map(tuple),
    comparison=comparisons,
    computation=st.builds(Computation, low=st.none() | figures, high=st.none()),
    signals=st.just(()),
    probability=st.floats(0, 1),
)


@st.composite
def dossiers(draw):
    of = factory.article(draw(text), lang=draw(st.sampled_from(["fr", "en"])), title=draw(st.none() | text))
    claim, finding = draw(claims), draw(findings)
    weighed = factory.assessment(claim, factory.Verdict.REFUTED, [finding])
    return factory.dossier(of, [claim], findings=[finding], assessments=[weighed])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_dossier_survives_the_round_trip(dossier):
    assert from_json(to_json(dossier)) == dossier


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_reports_of_any_dossier_stand(dossier):
    assert page(dossier).endswith("</html>")
    assert list(report(dossier, explain=True))


def test_dossier_gives_the_same_bytes_twice():
    assert to_json(factory.column()) == to_json(from_json(to_json(factory.column())))
