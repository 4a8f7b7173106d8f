"""Armed conflicts: spells, counts, and estimates with a low, a best and a high figure."""

from __future__ import annotations

import io
import zipfile

import pytest

from evidence.recipes.examples import built, example, rows
from sourcier.evidence.recipes import BadParameter, BadSourceFile, File, build

SPELLS = "ucdp-conflict-spells"


def test_years_without_a_gap_are_one_spell_and_the_end_is_excluded():
    found = rows(built("ucdp"), SPELLS, "subject", "object", "start", "end", "years", "max_intensity")
    assert [row[2:] for row in found if row[:2] == ("DZA", "ucdp-90001")] == [
        ("1988-01-01", "1990-01-01", "2", "2"),
        ("1993-01-01", "", "1", "1"),
    ]


@pytest.mark.parametrize(
    ("subject", "relation", "conflict"),
    [
        ("TUN", "supports_side_b_in", "ucdp-90001"),
        ("LBY", "side_b_in", "ucdp-90002"),
        ("FRA", "supports_side_a_in", "ucdp-90002"),
        ("COD", "supports_side_a_in", "ucdp-90002"),
        ("SUN", "side_a_in", "ucdp-90003"),
        ("RUS", "side_a_in", "ucdp-90003"),
        ("ucdp-actor-9104", "side_b_in", "ucdp-90003"),
    ],
)
def test_every_party_has_its_relation(subject, relation, conflict):
    assert (subject, relation, conflict) in rows(built("ucdp"), SPELLS, "subject", "relation", "object")


def test_state_of_the_past_bears_its_own_years():
    found = rows(built("ucdp"), "conflicts-by-state", "entity", "period", "value")
    assert [row for row in found if row[0] in {"SUN", "RUS"}] == [("RUS", "1992", "1"), ("SUN", "1988", "1")]


def test_wars_are_counted_apart_and_a_year_without_one_has_no_row():
    pack = built("ucdp")
    counted = {name: rows(pack, name, "period", "value") for name in ("active-conflicts", "active-wars")}
    assert counted["active-conflicts"] == [("1988", "3"), ("1989", "1"), ("1992", "1"), ("1993", "2")]
    assert counted["active-wars"] == [("1988", "1"), ("1989", "1")]


def test_group_bears_a_name_that_no_article_writes_by_chance():
    entities = {entity.id: entity for entity in built("ucdp").entities}
    assert entities["ucdp-actor-9101"].label_fr == "acteur UCDP 9101 : Invented Liberation Army"
    assert entities["ucdp-90002"].label_en == "UCDP conflict 90002: Chad – Libya (territory)"


def test_names_that_hold_commas_leave_the_numbers():
    edited = {"Invented Front, Invented Guard": "Invented Front, North, Invented Guard"}
    pack = built("ucdp", edit=lambda text: text.replace(*next(iter(edited.items()))))
    assert "ucdp-actor-9104" in {subject for (subject,) in rows(pack, SPELLS, "subject")}


def test_supporter_that_is_no_state_is_a_gap_that_is_said():
    pack = built("ucdp", edit=lambda text: text.replace(',"220, 490",620', ",,620"), least_rows="30")
    (table,) = (table for table in pack.tables if table.name == SPELLS)
    assert table.gaps == ("1 conflict-years name a supporter that is no state: no row",)


def test_low_best_and_high_stay_apart_and_a_missing_best_is_empty():
    found = rows(built("ucdp"), "battle-deaths", "subject", "as_of", "low", "best", "high", "original")
    assert found == [
        ("ucdp-90001", "1989-12-31", "1100", "1240", "1900", "1240 [1100, 1900]"),
        ("ucdp-90001", "1993-12-31", "61", "61", "61", "61 [61, 61]"),
        ("ucdp-90004", "1993-12-31", "27", "", "80", "-999 [27, 80]"),
    ]


def test_year_without_low_and_high_is_a_gap():
    pack = built("ucdp", edit=lambda text: text.replace("-999,27,80", "-999,-999,-999"), least_rows="30")
    (table,) = (table for table in pack.tables if table.name == "battle-deaths")
    assert (len(table.rows), table.gaps) == (2, ("1 conflict-years without a low and a high figure",))


def test_deaths_count_active_events_and_say_what_is_left_out():
    columns = ("entity", "period", "low", "value", "high", "state_based", "non_state", "one_sided", "note")
    assert rows(built("ucdp"), "deaths-by-country", *columns) == [
        ("MLI", "2021", "21", "23", "35", "14", "", "9", "left out: 5 deaths of 1 events below 25 deaths in the year"),
        ("MLI", "2022", "25", "30", "44", "30", "", "", "1 of 1 events still to be checked by UCDP"),
        ("NER", "2021", "11", "11", "13", "", "11", "", ""),
    ]


@pytest.mark.parametrize(("place", "tables"), [(0, 4), (1, 1), (2, 1)])
def test_one_file_alone_becomes_its_tables(place, tables):
    recipe, files, parameters = example("ucdp")
    assert len(build(recipe, [files[place]], parameters | {"least_rows": "2"}).tables) == tables


def test_archive_gives_the_day_of_its_member():
    recipe, files, parameters = example("ucdp")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("ucdp-prio-acd-251.csv", (2025, 6, 11, 8, 0, 0)), files[0].body)
    del parameters["issued"]
    pack = build(recipe, [File("acd.zip", out.getvalue())], parameters | {"least_rows": "5"})
    assert pack.updated.isoformat() == "2025-06-11"
    with pytest.raises(BadParameter, match="issued"):
        build(recipe, files, parameters)


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(BadSourceFile, match="share a name"):
        built("ucdp", edit=lambda text: text.replace("gwno_b_2nd,", "gwno_b,"))


def test_second_file_of_a_kind_is_refused():
    recipe, files, parameters = example("ucdp")
    with pytest.raises(BadSourceFile, match="a second file of conflicts"):
        build(recipe, [files[0], files[0]], parameters)


def test_open_spells_hold_to_the_last_year_of_the_file():
    table = next(one for one in built("ucdp").tables if one.name == SPELLS)
    assert table.until == "1993-12-31"
