"""Fetching for a recipe: addresses, pages, refusals. No test leaves this machine."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.evidence.recipes import BadParameter, BadSourceFile, build, download, get_recipe

DAY = date(2025, 10, 1)
WORLD_BANK = "https://api.worldbank.org/v2/"


def fetching(answers, asked):
    def fetch(address, limit):
        asked.append(address)
        return answers[address], DAY

    return fetch


def test_pages_are_followed_to_the_last():
    recipe, asked = get_recipe("world-bank"), []
    figures = f"{WORLD_BANK}country/all/indicator/XX.FIX.TOTL.CD?format=json&per_page=10000&page="
    answers = {
        f"{WORLD_BANK}en/indicator/XX.FIX.TOTL.CD?format=json": "fixture.indicator.en.json",
        f"{WORLD_BANK}fr/indicator/XX.FIX.TOTL.CD?format=json": "fixture.indicator.fr.json",
        f"{figures}1": "fixture.page1.json",
        f"{figures}2": "fixture.page2.json",
    }
    bodies = {address: (recipe.folder / name).read_bytes() for address, name in answers.items()}
    parameters = {"indicator": "XX.FIX.TOTL.CD", "least_rows": "7", "required": "FRA"}
    files = download(recipe, parameters, fetching(bodies, asked))
    assert asked == list(answers)
    assert len(build(recipe, files, parameters).tables[0].rows) == 7


def test_pages_without_end_are_left():
    page = b'[{"page":1,"pages":9999999,"lastupdated":"2025-07-01"},[{"x":1}]]'
    with pytest.raises(BadSourceFile, match="more than 500 pages"):
        download(get_recipe("world-bank"), {"indicator": "XX.FIX.TOTL.CD"}, lambda address, limit: (page, DAY))


def test_error_page_stops_at_once():
    asked = []
    page = fetching(dict.fromkeys([f"{WORLD_BANK}en/indicator/XX.FIX?format=json"], b"<html>503</html>"), asked)
    with pytest.raises(BadSourceFile, match="a web page"):
        download(get_recipe("world-bank"), {"indicator": "XX.FIX"}, page)
    assert len(asked) == 1


def test_nothing_is_fetched_without_what_the_recipe_needs():
    with pytest.raises(BadParameter, match="indicator: missing"):
        download(get_recipe("world-bank"), {}, lambda address, limit: pytest.fail(address))


@pytest.mark.parametrize("value", ["../../x", "A/B", "A?x=1", "A B", ""])
def test_parameter_cannot_lead_to_another_address(value):
    with pytest.raises(BadParameter):
        download(get_recipe("world-bank"), {"indicator": value}, lambda address, limit: pytest.fail(address))


def test_limit_is_the_recipe_s():
    limits = []

    def fetch(address, limit):
        limits.append(limit)
        return b'{"a": 1}', DAY

    download(get_recipe("insee"), {"idbank": "009999901"}, fetch)
    assert limits == [50 * 1024 * 1024]
