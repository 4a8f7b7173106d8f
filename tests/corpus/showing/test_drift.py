"""Several figures for one period change; figures of several periods are a series."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.drift import Reference, clashes, given
from sourcier.app.corpus.showing.figures import Figure, Period
from sourcier.app.corpus.showing.firsts import tellings
from sourcier.app.corpus.showing.gathering import gather
from sourcier.app.corpus.showing.page import words_of
from sourcier.app.corpus.showing.plot import drift_plot, series_plot
from sourcier.app.corpus.showing.records import Matter, Statement
from sourcier.app.corpus.showing.scale import scale_of, ticks


def year(number):
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def given_of(*each, unit="%"):
    """Return figures, each with its period: of one statement where they are the same."""
    claims = [
        press.stated(press.paper(f"a{at}", f"2024-03-{at + 1:02}"), f"{value} {of}")
        for at, (value, of) in enumerate(each)
    ]
    values = sorted({value for value, _ in each})
    statements = tuple(
        Statement(tuple(claim for claim, (own, _) in zip(claims, each, strict=True) if own == value))
        for value in values
    )
    keys = [(claim.paper.id, claim.id) for claim in claims]
    figures = {
        key: (Figure(f"{value} {unit}", Decimal(value), Decimal(value), unit),)
        for key, (value, _) in zip(keys, each, strict=True)
    }
    periods = {key: (year(of),) for key, (_, of) in zip(keys, each, strict=True) if of}
    alone = {claim.paper.id: claim.paper.id for claim in claims}
    return given(tellings(Matter(statements), alone, {}), figures, periods)


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ([("7.9", 2021), ("7.3", 2022)], []),
        ([("7.9", 2021), ("7.3", 2022), ("6.8", 2023)], []),
        ([("7.9", 2021), ("7.3", 2021)], [("2021", 2)]),
        ([("6.9", 2022), ("8.7", 2022), ("5.9", 2023)], [("2022", 2)]),
        ([("24", None), ("31", None)], [("", 2)]),
        ([("24", None), ("31", None), ("31", None), ("40", None)], [("", 3)]),
        ([("24", None), ("31", 2022)], []),  # of which year the first is, nobody says
        ([("24", None), ("31", None), ("28", 2022)], [("", 2)]),
    ],
)
def test_figures_change_only_within_one_period(figures, found):
    told = [("".join(one.iso for one in clash.periods), clash.count) for clash in clashes(given_of(*figures))]
    assert told == found


@pytest.mark.parametrize(
    ("first", "after", "iso"),
    [
        ("2022-01-01", "2023-01-01", "2022"),
        ("2022-12-01", "2023-01-01", "2022-12"),
        ("2022-07-01", "2022-10-01", "2022-07-01/2022-09-30"),
        ("2021-09-01", "2022-09-01", "2021-09-01/2022-08-31"),
    ],
)
def test_periods_are_written_as_iso(first, after, iso):
    assert Period(date.fromisoformat(first), date.fromisoformat(after)).iso == iso


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_statements_that_share_a_value_give_one_figure_in_any_order(order):
    each = [[("10", "%")], [("12", "%")], [("10", "%"), ("12", "%")]]
    statements, figures = [], {}
    for number in order:
        claims = []
        for at, (value, unit) in enumerate(each[number]):
            claim = press.stated(press.paper(f"a{number}{at}"), f"environ {value} {unit}")
            figures[claim.paper.id, claim.id] = (Figure(value, Decimal(value), Decimal(value), unit),)
            claims.append(claim)
        statements.append(Statement(tuple(claims)))
    alone = {article: article for article, _ in figures}
    assert clashes(given(tellings(Matter(tuple(statements)), alone, {}), figures, {})) == ()


MONTHS = [
    ("Le port de Vire a accueilli 410 voiliers en mars 2024. Le vent a soufflé sans répit.", "2024-04-03"),
    ("Une grue neuve est arrivée. Le port de Vire a accueilli 460 voiliers en avril 2024.", "2024-05-03"),
    ("Le port de Vire a accueilli 520 voiliers en mai 2024. La capitainerie recrute.", "2024-06-03"),
]


def test_figures_of_three_months_are_a_series(tmp_path, packs):
    articles = [press.story(text, day, f"Journal {day}") for text, day in MONTHS]
    shown = gather(press.corpus_of(tmp_path / "c", articles, packs))
    assert shown.drifts == ()
    (series,) = shown.series
    told = [("".join(one.iso for one in each.periods), each.figure.low) for each in series.figures]
    assert told == [("2024-03", 410), ("2024-04", 460), ("2024-05", 520)]


RATES = [
    ("Le taux de chômage de la France était de 7,9 % en 2021.", "2022-02-01"),
    ("Le taux de chômage de la France était de 7,3 % en 2022.", "2023-02-01"),
]


def test_right_figures_of_two_years_are_a_series_drawn_at_their_years(tmp_path, packs):
    articles = [press.story(text, day, f"Journal {day}") for text, day in RATES]
    shown = gather(press.corpus_of(tmp_path / "c", articles, packs), packs=packs)
    assert shown.drifts == ()
    (series,) = shown.series
    assert [[one.iso for one in each.periods] for each in series.figures] == [["2021"], ["2022"]]
    drawn = series_plot(series.figures, series.reference, words_of("en"), "")
    assert drawn.has_reference
    squares = [re.search(rf'<rect x="([\d.]+)"[^>]*><title>{of}:', drawn.svg)[1] for of in (2021, 2022)]
    dots = re.findall(r'<circle cx="([\d.]+)"', drawn.svg)
    # The square of a year stands where the dot of its claim does: its left edge is three pixels before its middle.
    assert [float(x) + 3 for x in squares] == pytest.approx([float(x) for x in dots])


def test_another_figure_for_one_of_the_years_is_a_change(tmp_path, packs):
    wrong = ("Le taux de chômage de la France était de 9,7 % en 2021.", "2022-02-03")
    articles = [press.story(text, day, f"Journal {day}") for text, day in (*RATES, wrong)]
    shown = gather(press.corpus_of(tmp_path / "c", articles, packs), packs=packs)
    assert shown.series == ()
    (drift,) = shown.drifts
    assert [(clash.periods[0].iso, clash.count) for clash in drift.clashes] == [("2021", 2)]
    drawn = drift_plot(drift.clashes[0], drift.reference, words_of("fr"), "")
    assert drawn.svg.count('class="dot given"') == 2  # what is said of 2022 is no figure of 2021
    assert "2021\u202f: 7,87\u202f%" in drawn.svg


def test_reference_of_another_unit_is_not_drawn():
    (clash,) = clashes(given_of(("7.9", 2021), ("7.3", 2021)))
    counts = Reference({"en": "Jobless"}, "ILO", "p", "1", "r", "FRA", "persons", (("2021", Decimal(2_300_000)),))
    assert not drift_plot(clash, counts, words_of("en"), "").has_reference


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        ("24", "31", ["20", "30", "40"]),
        ("5.2", "8.7", ["5", "7.5", "10"]),
        ("1200000", "2100000", ["1000000", "2000000", "3000000"]),
        ("0.02", "0.9", ["0", "0.5", "1"]),
        ("-3", "4", ["-5", "0", "5"]),
        ("7", "7", ["6", "7", "8"]),
    ],
)
def test_marks_are_few_and_round(low, high, marks):
    assert [str(one) for one in ticks(Decimal(low), Decimal(high))] == marks


def test_scale_says_when_it_does_not_begin_at_zero():
    days, say = [date(2024, 1, 1), date(2024, 2, 1)], words_of("fr")
    cut = scale_of(days, [Decimal("5.2"), Decimal("8.7")], "%", say)
    assert (cut.is_cut, cut.labels[-1]) == (True, "10\u202f%")
    whole = scale_of(days, [Decimal(2_000_000), Decimal(24_000_000)], "EUR", say)
    assert (whole.is_cut, whole.labels) == (False, ("0", "20\u00a0M", "40\u00a0M"))
