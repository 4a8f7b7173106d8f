"""Dates at the head of articles."""

from __future__ import annotations

import pytest

from sourcier.ingest.head.dates import date_in_address, find_dates, parse_stamp


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14 septembre 2023", "2023-09-14"),
        ("jeudi 14 septembre 2023 à 9h", "2023-09-14"),
        ("1er août 2012", "2012-08-01"),
        ("le 3 févr. 2024", "2024-02-03"),
        ("14 SEPTEMBRE 2023", "2023-09-14"),
        ("Thursday 6 March 2025", "2025-03-06"),
        ("March 6th, 2025", "2025-03-06"),
        ("Sept. 14, 2023 at 9:05 p.m. EST", "2023-09-14"),
        ("2023-09-14", "2023-09-14"),
        ("2023-09-14T10:20:00+02:00", "2023-09-14"),
        ("14/09/2023", "2023-09-14"),
        ("14.09.2023 - 18:05", "2023-09-14"),
        ("09/14/2023", "2023-09-14"),
    ],
)
def test_written_date(written, day):
    (found,) = find_dates(written)

    assert str(found.day) == day


@pytest.mark.parametrize(
    "text", ["31 février 2024", "14 septembre", "n° 12/2023", "12 34 2023", "le 45 mai 2024", "2023-13-40"]
)
def test_what_is_no_whole_date_gives_none(text):
    assert find_dates(text) == []


def test_the_span_takes_weekday_and_hour_in():
    line = "Publié jeudi 3 mai 2024 à 10h20 par Zoé"
    (found,) = find_dates(line)

    assert found.span.of(line) == "jeudi 3 mai 2024 à 10h20"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://phare.example/2024/05/03/port.html", "2024-05-03"),
        ("https://phare.example/port-2024-05-03", "2024-05-03"),
        ("https://phare.example/20240503/port", "2024-05-03"),
        ("https://phare.example/dossier/1234567890", "None"),
        ("https://phare.example/2024/13/45/port", "None"),
    ],
)
def test_date_in_address(url, day):
    assert str(date_in_address(url)) == day


def test_stamp_of_metadata():
    assert str(parse_stamp("2024-05-03T10:20:00Z")) == "2024-05-03"
    assert parse_stamp(None) is None
