"""The bench of times writes what the product reads as the specifications write it."""

from datetime import date

import pytest

from recognizers_times import predicted_times
from sourcier.text.parsing import pipeline

DAY = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("suite", "text", "words", "future"),
    [
        ("DateParser", "On signe le 9 juin.", "9 juin", {"date": "2024-06-09"}),
        (
            "DatePeriodParser",
            "On ferme en juin 2025.",
            "juin 2025",
            {"startDate": "2025-06-01", "endDate": "2025-07-01"},
        ),
        (
            "DatePeriodParser",
            "Fermé du 3 au 7 mars.",
            "du 3 au 7 mars",
            {"startDate": "2025-03-03", "endDate": "2025-03-07"},
        ),
        (
            "DatePeriodParser",
            "Dans les années 60.",
            "les années 60",
            {"startDate": "1960-01-01", "endDate": "1970-01-01"},
        ),
        ("DurationParser", "On attend deux heures et demie.", "deux heures et demie", {"duration": "9000"}),
        ("SetParser", "On court chaque lundi.", "chaque lundi", {"set": "Set: XXXX-WXX-1"}),
    ],
)
def test_a_result_has_the_library_s_span_and_value(suite, text, words, future):
    (result,) = predicted_times(pipeline("fr")(text), "fr", DAY, f"DateTime/{suite}")
    assert text[result["start"] : result["end"]] == words
    assert result["resolution"]["FutureResolution"] == future


def test_a_suite_of_dates_asks_for_no_lengths_and_one_of_hours_for_nothing():
    doc = pipeline("fr")("Le 9 juin, on attend trois mois.")
    assert len(predicted_times(doc, "fr", DAY, "DateTime/DateExtractor")) == 1
    assert predicted_times(doc, "fr", DAY, "DateTime/TimeExtractor") == []
