"""A CSV resource of data.gouv.fr: the person's columns, French figures, the licence of the metadata."""

from __future__ import annotations

import hashlib
import json

import pytest

from evidence.recipes.examples import built, example, rows
from sourcier.evidence.recipes import BadParameter, BadSourceFile, File, UnknownCode, UnknownColumn, build
from sourcier.evidence.recipes.data_gouv.reading import following

TABLE = "frequentation-des-bacs-inventes"


def with_metadata(change, **given):
    """Return the pack of the example with its metadata changed."""
    recipe, (about, resource), parameters = example("data-gouv")
    said = json.loads(about.body)
    change(said)
    return build(recipe, [File(about.name, json.dumps(said).encode()), resource], parameters | given)


def with_resource(text, **given):
    """Return the pack of the example's metadata and another resource."""
    recipe, (about, resource), parameters = example("data-gouv")
    parameters |= given
    parameters = {key: value for key, value in parameters.items() if value is not None}
    return build(recipe, [about, File(resource.name, text.encode())], parameters)


def test_french_figure_stands_beside_what_the_file_writes():
    found = rows(built("data-gouv"), TABLE, "entity", "period", "value", "value_original", "note")
    assert found[:2] == [
        ("fr-dept-17", "2021", "1204310", "1 204 310", ""),
        ("fr-dept-17", "2022", "1310002.5", "1 310 002,5", "estimation"),
    ]


def test_empty_and_named_missing_figures_are_no_row():
    assert "2023" not in {period for (period,) in rows(built("data-gouv"), TABLE, "period")}


@pytest.mark.parametrize(
    ("key", "name"),
    [("lov2", "etalab-2.0"), ("fr-lo", "etalab"), ("odc-odbl", "ODbL-1.0"), (None, "no-licence-stated")],
)
def test_licence_is_read_from_the_metadata(key, name):
    (licence,) = with_metadata(lambda said: said.update(license=key)).licences
    assert licence.name == name
    assert licence.path.startswith("https://")


def test_producer_page_and_day_are_those_of_the_metadata():
    pack = built("data-gouv")
    assert pack.updated.isoformat() == "2025-03-14"
    assert pack.sources == (
        (
            "Ministère inventé des Bacs: Fréquentation des bacs inventés",
            "https://www.data.gouv.fr/fr/datasets/frequentation-des-bacs-inventes/",
        ),
    )


def test_codes_become_entities_of_the_pack_under_the_names_of_the_file():
    assert [(one.id, one.kind, one.label_fr) for one in built("data-gouv").entities] == [
        ("fr-dept-17", "territory", "Charente-Maritime"),
        ("fr-dept-44", "territory", "Loire-Atlantique"),
        ("fr-dept-56", "territory", "Morbihan"),
    ]


PLAIN = {"prefix": None, "name_of_entity": None, "note": None, "entity": "pays", "period": "an", "value": "v"}


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("pays,an,v\nFrance,2021,3\nItalie,2021,4\n", {}, [("FRA", "2021", "3"), ("ITA", "2021", "4")]),
        ("pays,an,v\nFRA,2021-07,3\nITA,2021-07,4\n", {}, [("FRA", "2021-07", "3"), ("ITA", "2021-07", "4")]),
        (
            "pays;an;v\n99;14/07/2021;3\nITA;15/07/2021;4\n",
            {"entity.99": "FRA", "period_format": "%d/%m/%Y"},
            [("FRA", "2021-07-14", "3"), ("ITA", "2021-07-15", "4")],
        ),
        (
            "an;v;x\n2021;3.5;a\n2022;4;b\n",
            {"entity": None, "entity_id": "FRA", "decimal": ".", "factor": "1000", "ignore": "x"},
            [("FRA", "2021", "3500"), ("FRA", "2022", "4000")],
        ),
        (
            "an\tv\n2021\t-3\n2022\t1\u202f000\n",
            {"entity": None, "entity_id": "FRA"},
            [("FRA", "2021", "-3"), ("FRA", "2022", "1000")],
        ),
    ],
)
def test_columns_are_what_the_person_says(text, given, expected):
    pack = with_resource(text, **PLAIN | {"least_rows": "2"} | given)
    assert rows(pack, TABLE, "entity", "period", "value") == expected


@pytest.mark.parametrize(
    ("text", "given", "error", "match"),
    [
        ("pays,an,v,x\nFRA,2021,3,1\n", {}, UnknownColumn, "'x'"),
        ("pays,an,v\nRuritanie,2021,3\n", {}, UnknownCode, "Ruritanie"),
        ("pays,an,v\nFRA,2021-13,3\n", {}, UnknownCode, "2021-13"),
        ("pays;an;v\nFRA;2021;3.5\n", {}, UnknownCode, "3.5"),
        ("pays;an;v\nFRA;2021;s\n", {}, UnknownCode, "'s'"),
        ("pays;an;v\nFRA;2021;3\nFRA;2021;4\n", {}, BadSourceFile, "line 2 too"),
        ("pays;an;w\nFRA;2021;3\n", {}, BadParameter, "no column 'v'"),
        ("pays;an;v\nFRA;2021;3\n", {"entity_id": "FRA"}, BadParameter, "entity"),
        ("pays;an;v\n99;2021;3\n", {"entity.99": "ruritania"}, BadParameter, "no such entity"),
    ],
)
def test_resource_that_cannot_be_read_is_refused(text, given, error, match):
    with pytest.raises(error, match=match):
        with_resource(text, **PLAIN | {"least_rows": "1"} | given)


def test_checksum_of_the_metadata_is_checked():
    _, (_, resource), _ = example("data-gouv")

    def checksum(value):
        return lambda said: said["resources"][0].update(checksum={"type": "sha1", "value": value})

    right = hashlib.sha1(resource.body, usedforsecurity=False).hexdigest()
    assert with_metadata(checksum(right)).tables
    with pytest.raises(BadSourceFile, match="its sha1 differs"):
        with_metadata(checksum(right[::-1]))


def test_resource_among_several_is_asked_for():
    def second(said):
        said["resources"].append(said["resources"][0] | {"id": "33333333-3333-4333-8333-333333333333"})

    with pytest.raises(BadParameter, match=r"say which: 11111111.*33333333"):
        with_metadata(second)
    assert with_metadata(second, resource="33333333-3333-4333-8333-333333333333").tables


def test_resource_is_fetched_after_the_metadata():
    _, files, parameters = example("data-gouv")
    assert following(files[:1], parameters).startswith("https://static.data.gouv.fr/")
    assert following(files, parameters) is None


def test_other_json_is_refused():
    with pytest.raises(BadSourceFile, match="not a data set"):
        with_metadata(lambda said: said.pop("organization"))
