from dataclasses import dataclass, field

import pytest

import factory
from sourcier.dossier.series import find_series, series_entity

ROWS = (("FRA", "2021", "1"), ("FRA", "2022", "2"))


@dataclass
class Table:
    shape: str
    table: str = '"essai"."serie"'


@dataclass
class Packs:
    """One table, and what it was asked."""

    shape: str = "series"
    asked: list = field(default_factory=list)

    def resource(self, pack, name):
        return Table(self.shape)

    def query(self, pack, resource, sql, parameters):
        self.asked.append(dict(parameters))
        return factory.query(["entity", "period", "value"], ROWS, parameters=tuple(parameters.items()))


def findings(*cells):
    claim = factory.claim(factory.article("Il y en a 12."), "12")
    return [factory.finding(claim, cells=[cell]) for cell in cells]


def test_series_of_a_deciding_cell_holds_all_its_periods():
    (series,) = find_series(findings(factory.cell()), Packs())
    assert series.rows == ROWS


def test_series_is_asked_for_once():
    packs = Packs()
    find_series(findings(factory.cell("1"), factory.cell("2")), packs)
    assert packs.asked == [{"entity": "FRA"}]


def test_series_is_not_asked_of_other_shapes():
    assert find_series(findings(factory.cell()), Packs(shape="estimate")) == ()


@pytest.mark.parametrize(
    ("key", "entity"),
    [
        ((("entity", "FRA"), ("period", "2022")), "FRA"),
        ((("entity", "FRA"),), None),
        ((("subject", "FRA"), ("period", "2022")), None),
        ((), None),
    ],
)
def test_series_entity_needs_an_entity_and_a_period(key, entity):
    assert series_entity(factory.cell(key=key)) == entity
