"""The places that every recipe may use."""

from __future__ import annotations

import csv
from collections import Counter
from importlib import resources

import pytest

from sourcier.evidence.recipes.places import by_alpha2, by_alpha3, by_name, known_entities


def added():
    lines = (resources.files("sourcier.evidence.recipes") / "places.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize("column", ["id", "iso_alpha2", "iso_numeric", "label_fr", "label_en"])
def test_no_two_places_share_a_code_or_a_name(column):
    assert [value for value, count in Counter(row[column] for row in added()).items() if count > 1] == []


def test_every_place_has_codes_of_the_right_form():
    assert [
        row["id"]
        for row in added()
        if not (len(row["id"]) == 3 and len(row["iso_alpha2"]) == 2 and len(row["iso_numeric"]) == 3)
    ] == []


@pytest.mark.parametrize(
    ("codes", "code", "entity"),
    [
        (by_alpha2, "FR", "FRA"),
        (by_alpha2, "XK", "XKX"),
        (by_alpha2, "GL", "GRL"),
        (by_alpha3, "HKG", "HKG"),
        (by_alpha3, "XKX", "XKX"),
    ],
)
def test_codes_lead_to_entities(codes, code, entity):
    assert codes()[code] == entity
    assert entity in known_entities()


def test_former_states_have_no_code_of_today():
    assert "SUN" not in by_alpha3()
    assert "SUN" in known_entities()


def test_names_are_those_of_the_language():
    assert by_name("fr")["Groenland"] == by_name("en")["Greenland"] == "GRL"
