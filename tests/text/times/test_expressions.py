"""Every expression of time with all that it may mean."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcier.text.times import find_times
from sourcier.text.times.expressions import Length, find_expressions

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def found(parsed, text, lang="fr"):
    return find_expressions(parsed(text, lang), lang, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "words", "past", "future"),
    [
        ("Le marché ouvre mardi.", "mardi", date(2024, 5, 14), date(2024, 5, 21)),
        ("Rendez-vous samedi prochain.", "samedi prochain", date(2024, 5, 18), date(2024, 5, 25)),
        ("On vote le 9 juin.", "9 juin", date(2023, 6, 9), date(2024, 6, 9)),
        ("Réponse le 27.", "Le 27", date(2024, 4, 27), date(2024, 5, 27)),
        ("Clôture en DECEMBRE.", "DECEMBRE", date(2023, 12, 1), date(2024, 12, 1)),
        ("Clôture 2023-11.", "2023-11", date(2023, 11, 1), date(2023, 11, 1)),
        ("Du 3 au 7 mars, relâche.", "Du 3 au 7 mars", date(2024, 3, 3), date(2025, 3, 3)),
        ("Travaux entre le 3 et le 7 mars.", "entre le 3 et le 7 mars", date(2024, 3, 3), date(2025, 3, 3)),
        ("Fermé à la Toussaint.", "la Toussaint", date(2023, 11, 1), date(2024, 11, 1)),
    ],
)
def test_a_time_without_a_year_has_a_reading_behind_and_one_ahead(parsed, text, words, past, future):
    (one,) = found(parsed, text)
    assert one.span.of(text).casefold() == words.casefold()
    assert (one.past[0], one.future[0]) == (past, future)


@pytest.mark.parametrize(
    ("lang", "text", "kind", "length"),
    [
        ("fr", "Il part trois mois.", "length", Length(Decimal(3), "month")),
        ("fr", "Il attend 2,5 heures.", "length", Length(Decimal("2.5"), "hour")),
        ("fr", "Il attend deux ans et demi.", "length", Length(Decimal("2.5"), "year")),
        ("fr", "Il attend quelques jours.", "length", Length(None, "day")),
        ("fr", "Il attend toute la journée.", "length", Length(Decimal(1), "day")),
        ("fr", "Il y va chaque mardi.", "repeated", Length(Decimal(1), "weekday 1")),
        ("fr", "Il y va toutes les trois semaines.", "repeated", Length(Decimal(3), "week")),
        ("fr", "Il y va tous les lundis.", "repeated", Length(Decimal(1), "weekday 0")),
        ("en", "He left for three months.", "length", Length(Decimal(3), "month")),
        ("en", "He goes every week.", "repeated", Length(Decimal(1), "week")),
    ],
)
def test_lengths_and_repetitions_are_listed_and_not_placed(parsed, lang, text, kind, length):
    (one,) = found(parsed, text, lang)
    assert (one.kind, one.length) == (kind, length)
    assert find_times(parsed(text, lang), lang, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("Il est parti il y a deux ans.", date(2022, 5, 15)), ("Il revient dans trois ans.", date(2027, 5, 15))],
)
def test_counting_tells_the_very_day(parsed, text, day):
    (one,) = found(parsed, text)
    assert one.exact == day


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            "mille cent et demi quinzaine de ans mois semaine du le 27 3/4 2016-11 4.22 2015.3 jan 99 premier dernier "
            "vendredi Noël Pâques Toussaint 2099 plus tard suivant même reste exercice clos chaque tous les jusqu' a au "
            "trimestre quart nuit 31 février lendemain décennie siècle".split()
        ),
        max_size=14,
    )
)
def test_no_row_of_words_makes_the_listing_fail(parsed, words):
    text = " ".join(words)
    ends = [0]
    for one in found(parsed, text):
        assert ends[-1] <= one.span.start < one.span.end
        ends.append(one.span.end)
        assert all(days is None or days[0] < days[1] for days in (one.past, one.future))
    for time in find_times(parsed(text, "fr"), "fr", PUBLISHED):
        assert time.start is None or time.end is None or time.start < time.end


@pytest.mark.parametrize(
    "text",
    [
        "En octobre 22 maires ont signé.",
        "Le 3/4 des élus ont signé.",
        "Une moyenne de 2015.3 points.",
        "Le marché de Noël a fermé.",
        "Noël Parmentier a signé.",
        "L'ascension du parti inquiète.",
        "Il habite le 27.",
        "Un ancien de la nov.",
    ],
)
def test_what_only_looks_like_a_time_is_not_placed(parsed, text):
    assert all(time.text in {"En octobre"} for time in find_times(parsed(text, "fr"), "fr", PUBLISHED))


def test_a_row_of_thousands_is_read_in_one_go(parsed):
    text = "mille " * 2000 + "ans"
    assert found(parsed, text)[-1].span.of(text) == "mille ans"
