"""Times of whole sentences, from the tables beside this file, and what holds of any text."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcier.core.language import Grain
from sourcier.text.times import find_times

HERE = Path(__file__).parent
PUBLISHED = date(2023, 7, 12)


def cases() -> list[tuple[str, str, str, str]]:
    rows = []
    for lang in ("fr", "en"):
        for line in (HERE / f"cases.{lang}.tsv").read_text("utf-8").splitlines()[1:]:
            published, text, expected = line.split("\t")
            rows.append((lang, published, text, expected))
    return rows


@pytest.mark.parametrize(("lang", "published", "text", "expected"), cases())
def test_sentence_has_its_times(parsed, lang, published, text, expected):
    day = None if published == "-" else date.fromisoformat(published)
    found = find_times(parsed(text, lang), lang, day)
    told = "; ".join(f"{time.text} = {time.start or ''}/{time.end or ''}" for time in found)
    assert told == expected


@pytest.mark.parametrize(("lang", "published", "text", "expected"), cases())
def test_times_lie_in_their_text_and_run_forward(parsed, lang, published, text, expected):
    day = None if published == "-" else date.fromisoformat(published)
    for time in find_times(parsed(text, lang), lang, day):
        assert time.span.of(text) == time.text
        assert time.start is None or time.end is None or time.start < time.end
        assert time.start is not None or time.end is not None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Hier, le conseil a voté."),
        ("fr", "Depuis huit jours, le courant est coupé."),
        ("fr", "La semaine dernière, le conseil a voté."),
        ("fr", "Mardi, le conseil a voté."),
        ("en", "The council voted on Tuesday."),
        ("en", "Last week the council voted."),
        ("en", "The council voted yesterday."),
    ],
)
def test_relative_times_move_with_the_publication_date(parsed, lang, text):
    doc = parsed(text, lang)
    (time,) = find_times(doc, lang, PUBLISHED)
    (later,) = find_times(doc, lang, PUBLISHED + timedelta(days=7))
    assert time.relative
    assert (later.start - time.start, later.end - time.end) == (timedelta(days=7), timedelta(days=7))


@pytest.mark.parametrize("text", ["Le 14 septembre 2023, il a plu.", "En 2014, il a plu.", "Au XIXe siècle, il a plu."])
def test_absolute_times_stay_where_they_are(parsed, text):
    doc = parsed(text, "fr")
    (time,) = find_times(doc, "fr", PUBLISHED)
    (other,) = find_times(doc, "fr", date(1999, 1, 31))
    (undated,) = find_times(doc, "fr", None)
    assert not time.relative
    assert (time.start, time.end) == (other.start, other.end) == (undated.start, undated.end)


@pytest.mark.parametrize(
    ("lang", "text", "grain", "mod"),
    [
        ("fr", "Depuis 1953, rien n'a bougé.", Grain.YEAR, "since"),
        ("fr", "D'ici à 2026, tout changera.", Grain.YEAR, "until"),
        ("fr", "Avant 2014, rien n'avait bougé.", Grain.YEAR, "before"),
        ("fr", "Après mars 2014, tout a changé.", Grain.MONTH, "after"),
        ("fr", "En trois ans, la dette a doublé.", Grain.YEAR, "during"),
        ("fr", "Au printemps 2022, la récolte a été bonne.", Grain.SEASON, "at"),
        ("fr", "Les années 1990 ont été dures.", Grain.DECADE, "at"),
        ("fr", "La semaine dernière a été dure.", Grain.WEEK, "at"),
        ("en", "Since June 2019 prices have doubled.", Grain.MONTH, "since"),
        ("en", "By 2030 prices will double.", Grain.YEAR, "until"),
        ("en", "It opened in the 19th century.", Grain.CENTURY, "at"),
        ("en", "Sales fell in the second quarter of 2020.", Grain.QUARTER, "at"),
    ],
)
def test_time_keeps_grain_and_modifier(parsed, lang, text, grain, mod):
    (time,) = find_times(parsed(text, lang), lang, PUBLISHED)
    assert (time.grain, time.mod) == (grain, mod)


def test_the_same_text_gives_the_same_times(parsed):
    text = "Mardi soir, puis le 3 mai et en 2014, le pont a été fermé ; il rouvrira en juin."
    assert find_times(parsed(text, "fr"), "fr", PUBLISHED) == find_times(parsed(text, "fr"), "fr", PUBLISHED)


def test_times_do_not_cross_a_blank_line(parsed):
    found = find_times(parsed("Il est mort le 3\n\nMai 2021 fut froid.", "fr"), "fr", PUBLISHED)
    assert [time.text for time in found] == ["Mai 2021"]


def test_an_empty_text_has_no_times(parsed):
    assert find_times(parsed("", "fr"), "fr", PUBLISHED) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(published=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_any_publication_date_places_its_words(parsed, published):
    text = "Hier, le mois dernier, mardi, il y a trois ans, l'hiver dernier et depuis 29 jours, il a plu."
    found = find_times(parsed(text, "fr"), "fr", published)
    assert len(found) == 6
    assert all(time.start < time.end for time in found)
    assert all(time.start <= published for time in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            "depuis en le la 2014 14 mai mars mardi à de et entre il y a trois ans derniers fin début / - . , "
            "jusqu' d'ici 9999 0 31 février siècle XXIe années 60 T4 nuit du au 1er".split()
        ),
        max_size=12,
    )
)
def test_no_row_of_words_makes_the_reader_fail(parsed, words):
    text = " ".join(words)
    for time in find_times(parsed(text, "fr"), "fr", PUBLISHED):
        assert time.span.of(text) == time.text
        assert time.start is None or time.end is None or time.start < time.end


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("fr", "Le taux de 4 %¹ monte.", []),
        ("fr", "La charge est de 10²³ kg.", []),
        ("en", "Light travels at 3×10⁸ m/s.", []),
        ("fr", "La version 1.2.35,2 est sortie.", []),
        ("fr", "Le cours du 3.2.2015,1 est perdu.", []),
        ("fr", "Le cours du 3.2.2015 est perdu.", ["du 3.2.2015"]),
        ("fr", "Le 31.02.2020, il a plu.", []),
        ("fr", "Le 1.2." + "9" * 5000 + ", il a plu.", []),
        ("en", "It closed at " + "9" * 5000 + " p.m. on the quay.", []),
    ],
)
def test_odd_figures_are_no_times(parsed, lang, text, told):
    assert [time.text for time in find_times(parsed(text, lang), lang, PUBLISHED)] == told


def test_the_next_leap_day_may_be_eight_years_away(parsed):
    (time,) = find_times(parsed("Le 29 février prochain, on votera.", "fr"), "fr", date(2096, 3, 5))
    assert time.start == date(2104, 2, 29)


@pytest.mark.parametrize("text", ["Le 31 avril prochain, on votera.", "Le 31 avril dernier, on a voté."])
def test_a_day_that_no_year_has_is_no_time(parsed, text):
    assert all("31" not in time.text for time in find_times(parsed(text, "fr"), "fr", PUBLISHED))


@pytest.mark.parametrize("published", [date(1400, 1, 1), date(2025, 1, 1), date(2200, 12, 31)])
@pytest.mark.parametrize("number", [12, 15, 18, 20, 77, 79, 120, 202, 777, 797, 999])
@pytest.mark.parametrize("unit", ["jours", "semaines", "mois", "ans", "décennies", "siècles"])
def test_lengths_of_time_that_leave_the_calendar_are_passed_over(parsed, published, number, unit):
    doc = parsed(f"Il y a {number} {unit}, il pleuvait ; dans {number} {unit}, il pleuvra.", "fr")
    for time in find_times(doc, "fr", published):
        assert time.start is None or time.end is None or time.start < time.end
