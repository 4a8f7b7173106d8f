import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

import factory
from sourcier.dossier.report.charts import chart, claim_chart
from sourcier.dossier.report.views import view

SVG = "{http://www.w3.org/2000/svg}"


def drawn(number: int, dossier=None) -> ET.Element | None:
    shown = view(dossier or factory.column())
    markup = chart(shown.claims[number - 1].findings[0], shown.context)
    return ET.fromstring(markup) if markup else None


def texts(element: ET.Element) -> str:
    return " | ".join("".join(text.itertext()) for text in element.iter("text"))


def one_finding(columns, rows, **known):
    of = factory.article("Il y en a 12 en 2022.")
    claim = factory.claim(of, "Il y en a 12 en 2022")
    finding = factory.finding(claim, queries=[factory.query(columns, rows)], **known)
    weighed = factory.assessment(claim, factory.Verdict.SUPPORTED, [finding])
    return factory.dossier(of, [claim], findings=[finding], assessments=[weighed])


def test_chart_of_a_series_has_a_point_a_period_and_marks_the_deciding_one():
    series = drawn(1)
    assert len(list(series.iter("circle"))) == 16
    assert [c.find("title").text for c in series.iter("circle") if "deciding" in c.get("class")] == ["2022 : 62,7"]
    assert "2008" in texts(series)
    assert "2023" in texts(series)


def test_chart_of_a_series_shows_the_claimed_figure_as_a_band():
    assert [rect.get("class") for rect in drawn(2).iter("rect")] == ["band"]


def test_chart_of_estimates_has_a_bar_an_issuer_with_both_ends():
    bars = [rect.find("title").text for rect in drawn(7).iter("rect") if "bar" in rect.get("class").split()]
    assert bars[2].startswith("Ministère du camp B, 1er septembre 2023 : 383")
    assert len(bars) == 3


def test_chart_of_a_one_row_lookup_is_drawn_from_the_series_around_it():
    rows = [["FRA", str(year), str(60 + year % 7)] for year in range(2015, 2022)] + [["FRA", "2022", "63.1"]]
    found = one_finding(["entity", "period", "value"], [["FRA", "2022", "63.1"]])
    around = factory.query(["entity", "period", "value"], rows)
    assert drawn(1, found) is None
    assert len(list(drawn(1, replace(found, series=(around,))).iter("circle"))) == 8


def test_chart_of_a_claim_puts_the_estimates_of_its_findings_under_one_scale():
    of = factory.article("Il y a eu 400 morts.")
    claim = factory.claim(of, "Il y a eu 400 morts")
    columns = ["issuer", "low", "high"]
    findings = [
        factory.finding(
            claim,
            measure=measure,
            statement=issuer,
            queries=[factory.query(columns, [[issuer, low, low]])],
            cells=[factory.cell(low, unit="killed", key=(("issuer", issuer),))],
        )
        for issuer, low, measure in [("A", "100", "tués"), ("B", "390", "tués et blessés"), ("A", "120", "tués")]
    ]
    weighed = factory.assessment(claim, factory.Verdict.CONFLICTING, findings)
    shown = view(factory.dossier(of, [claim], findings=findings, assessments=[weighed]))
    svg = ET.fromstring(claim_chart(shown.claims[0].findings, shown.context))
    assert texts(svg).split(" | ")[::2] == ["A – tués", "B – tués et blessés", "A – tués"]
    assert len([rect for rect in svg.iter("rect") if rect.get("class") == "bar deciding"]) == 1


def test_chart_of_a_tally_names_the_options():
    assert "abstention" in texts(drawn(6))


@pytest.mark.parametrize("number", [1, 2, 6, 7])
def test_chart_stays_inside_its_frame(number):
    svg = drawn(number)
    width, height = (float(part) for part in svg.get("viewBox").split()[2:])
    for rect in svg.iter("rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width + 0.1
        assert float(rect.get("y")) + float(rect.get("height")) <= height + 0.1
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (["entity", "period", "value"], [["FRA", "2021", "1"], ["FRA", "2022", "2"]]),
        (["entity", "period", "value"], [["FRA", "2021", None], ["FRA", "hier", "2"], ["FRA", "2022", "n/a"]]),
        (["option", "count"], [["yes", "3"]]),
        (["option", "count"], [["yes", "0"], ["no", "0"]]),
        (["low", "high", "issuer"], [[None, None, "a"], [None, None, "b"]]),
        (["event", "start"], [["x", "2020-01-01"]]),
        ([], []),
    ],
)
def test_chart_is_not_drawn_from_too_little(columns, rows):
    assert drawn(1, one_finding(columns, rows)) is None


def test_chart_of_a_flat_series_does_not_divide_by_nothing():
    rows = [["FRA", str(year), "5"] for year in range(2018, 2023)]
    flat = one_finding(
        ["entity", "period", "value"], rows, cells=[factory.cell("5")], comparison=factory.numbers("5", "5", "5")
    )
    assert drawn(1, flat) is not None


def test_chart_lets_no_label_become_markup():
    rows = [["<script>alert(1)</script>", "3"], ['"><img src=x onerror=alert(1)>', "4"]]
    svg = drawn(1, one_finding(["option", "count"], rows))
    assert {element.tag for element in svg.iter()} <= {"svg", "title", "rect", "text"}


def test_chart_keeps_to_the_deciding_cells_entity():
    rows = [[entity, str(year), "5"] for entity in ("FRA", "DEU") for year in range(2018, 2023)]
    assert len(list(drawn(1, one_finding(["entity", "period", "value"], rows)).iter("circle"))) == 5
