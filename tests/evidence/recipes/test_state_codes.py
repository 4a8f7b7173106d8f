"""Codes of states whose bearer changed."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.evidence.recipes import UnknownCode, get_recipe
from sourcier.evidence.recipes.places import known_entities
from sourcier.evidence.recipes.state_codes import StateCodes, former_states


def codes(recipe, parameters=None):
    return StateCodes.load(get_recipe(recipe).folder, "states.tsv", parameters or {}, alpha3=recipe == "un-votes")


@pytest.mark.parametrize(
    ("recipe", "code", "day", "entity"),
    [
        ("un-votes", "365", "1991-12-23", "SUN"),
        ("un-votes", "365", "1991-12-24", "RUS"),
        ("un-votes", "345", "2003-02-03", "YUG"),
        ("un-votes", "345", "2003-02-04", "SCG"),
        ("un-votes", "345", "2006-06-03", "SRB"),
        ("un-votes", "680", "1985-10-01", "YMD"),
        ("un-votes", "265", "1985-10-01", "DDR"),
        ("un-votes", "260", "1985-10-01", "DEU"),
        ("un-votes", "713", "1960-10-01", "TWN"),
        ("un-votes", "CHN", "1971-10-24", "TWN"),
        ("un-votes", "CHN", "1971-10-25", "CHN"),
        ("un-votes", "YUG", "1975-10-01", "YUG"),
        ("un-votes", "FRA", "1975-10-01", "FRA"),
        ("un-votes", "955", "2001-10-01", "TON"),
        ("un-votes", "VAT9", "2001-10-01", None),
        ("ucdp", "365", "1979-07-01", "SUN"),
        ("ucdp", "345", "1999-07-01", "YUG"),
        ("ucdp", "340", "2014-07-01", "SRB"),
        ("ucdp", "817", "1965-07-01", "VDR"),
        ("ucdp", "678", "1962-07-01", "YEM"),
        ("ucdp", "751", "1948-07-01", "HYDERABAD"),
        ("ucdp", "FRA", "1999-07-01", None),
    ],
)
def test_code_stands_for_who_bore_it_that_day(recipe, code, day, entity):
    assert codes(recipe).find(code, date.fromisoformat(day)) == entity


@pytest.mark.parametrize("recipe", ["un-votes", "ucdp"])
def test_every_bearer_is_an_entity_and_no_two_bear_a_code_at_once(recipe):
    for code, bearers in codes(recipe).bearers.items():
        for entity, first, after in bearers:
            assert entity in known_entities() or entity in former_states(), code
            assert first < after
        days = [day for _, first, after in bearers for day in (first, after)]
        assert days == sorted(days), code


def test_unknown_code_is_named_with_its_year():
    with pytest.raises(UnknownCode) as raised:
        codes("ucdp").require("acd.csv", "states", [("615", date(1988, 7, 1)), ("4000", date(1988, 7, 1))])
    assert raised.value.codes == ("4000 (1988)",)


def test_person_gives_the_entity_of_a_code():
    assert codes("un-votes", {"state.EAZ": "ZANZIBAR"}).find("EAZ", date(1963, 12, 20)) == "ZANZIBAR"
