"""What each recipe makes of its example: the figures, the entities, the flags, the texts."""

from __future__ import annotations

import builtins
import io
import zipfile
from datetime import date

import pytest

from sourcier.evidence.packs import read_pack
from sourcier.evidence.recipes import File, MissingExtra, build, get_recipe, missing_texts, write
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile, UnknownCode


def files(name, *names):
    folder = get_recipe(name).folder
    return [File(one, (folder / one).read_bytes()) for one in names]


def built(name, *names, **parameters):
    given = {key.replace("__", "."): value for key, value in parameters.items()}
    return build(get_recipe(name), files(name, *names), {"least_rows": "1", "required": "", **given})


def figures(pack, table=0):
    return {(row["entity"], row["period"]): row["value"] for row in pack.tables[table].rows}


PAGES = ("fixture.indicator.en.json", "fixture.indicator.fr.json", "fixture.page1.json", "fixture.page2.json")


def test_world_bank_pages_become_one_series():
    pack = built("world-bank", *PAGES)
    assert figures(pack) == {
        ("world", "2023"): "123456789012.5",
        ("world", "2022"): "120000000000",
        ("FRA", "2023"): "2500000000.25",
        ("FRA", "2022"): "2400000000",
        ("IND", "2023"): "3000000000",
        ("IND", "2022"): "0",
        ("PRI", "2022"): "41000000",
    }
    assert pack.updated == date(2025, 7, 1)
    assert pack.tables[0].unit == "USD"


def test_world_bank_texts_are_those_of_the_source_in_both_languages():
    (table,) = built("world-bank", *PAGES).tables
    assert table.label == {
        "en": "Fixture: workshops' output (current US$)",
        "fr": "Exemple : production d'ateliers (en $ US courants)",
    }
    assert table.definition["fr"].startswith("Chiffres inventés")
    assert table.terms == {"en": ("Fixture: workshops' output",), "fr": ("Exemple : production d'ateliers",)}


def test_world_bank_flag_is_said_in_words():
    (table,) = built("world-bank", *PAGES).tables
    assert {row["note"] for row in table.rows if row["period"] == "2023" and row["entity"] == "FRA"} == {
        "estimated by the source"
    }


def test_world_bank_archive_brings_its_definition():
    described = (
        '"INDICATOR_CODE","INDICATOR_NAME","SOURCE_NOTE","SOURCE_ORGANIZATION",\n'
        '"XX.FIX.CONN.ZS","Fixture: people connected (% of population)","Invented, for a test.","Nobody",\n'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Metadata_Indicator_API_XX.csv", described)
        archive.writestr("API_XX.csv", (get_recipe("world-bank").folder / "fixture.csv").read_bytes())
    pack = build(
        get_recipe("world-bank"), [File("API_XX.zip", buffer.getvalue())], {"least_rows": "6", "required": "FRA"}
    )
    assert pack.tables[0].definition == {"en": "Invented, for a test."}
    assert [one.key for one in missing_texts(pack)] == ["label.fr", "definition.fr", "terms.fr"]


def test_world_bank_error_message_is_passed_on():
    answer = b'[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'
    with pytest.raises(BadSourceFile, match="The provided parameter value is not valid"):
        build(get_recipe("world-bank"), [File("answer.json", answer)], {})


def test_world_bank_file_of_another_indicator_is_refused():
    with pytest.raises(BadSourceFile, match=r"about XX\.FIX\.CONN\.ZS, not SP\.POP\.TOTL"):
        built("world-bank", "fixture.csv", indicator="SP.POP.TOTL")


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("GDP (current US$)", "USD"),
        ("GDP per capita (current US$)", "USD per person"),
        ("Population, total", "persons"),
        ("Something (of an unheard-of kind)", ""),
    ],
)
def test_world_bank_unit_is_what_the_name_says(label, unit):
    bodies = [
        file.body.replace(b"Fixture: workshops' output (current US$)", label.encode())
        for file in files("world-bank", "fixture.indicator.en.json", "fixture.page1.json", "fixture.page2.json")
    ]
    pack = build(
        get_recipe("world-bank"),
        [File(f"{at}.json", body) for at, body in enumerate(bodies)],
        {"least_rows": "1", "required": ""},
    )
    assert pack.tables[0].unit == unit


def test_world_bank_exchange_rates_have_a_role_that_the_pack_keeps(tmp_path):
    label = b"Official exchange rate (LCU per US$, period average)"
    bodies = [
        File(file.name, file.body.replace(b"Fixture: workshops' output (current US$)", label))
        for file in files("world-bank", *PAGES)
    ]
    pack = build(get_recipe("world-bank"), bodies, {"least_rows": "1", "required": ""})
    write(pack, get_recipe("world-bank"), tmp_path / "rates")
    (table,) = read_pack(tmp_path / "rates").resources
    assert (table.shape, table.role, table.unit) == ("series", "exchange_rate", "LCU/USD")
    assert table.terms["en"]


def test_eurostat_millions_are_written_out_beside_the_original():
    (table,) = built("eurostat", "fixture.csv", pick__na_item="B1G").tables
    rows = {(row["entity"], row["period"]): row for row in table.rows}
    assert rows["GRC", "2022"]["value"] == "180000500000"
    assert rows["GRC", "2022"]["value_original"] == "180000.5"
    assert rows["GRC", "2023"]["note"] == "break in the series; provisional"
    assert set(rows) == {("GRC", "2022"), ("GRC", "2023"), ("FRA", "2022"), ("FRA", "2023"), ("eu", "2023")}
    assert table.unit == "EUR"


def test_eurostat_group_as_it_is_now_goes_before_the_group_as_it_was():
    body = files("eurostat", "fixture.csv")[0].body
    body = body.replace(b",XK,2023,,", b",EA20,2023,12,").replace(b",EU28,2018,15000000", b",EA21,2023,13")
    given = {"pick.na_item": "B1G", "least_rows": "1", "required": "", "updated": "2026-01-31"}
    pack = build(get_recipe("eurostat"), [File("x.csv", body)], given)
    assert figures(pack)["euro-area", "2023"] == "13000000"
    assert "the 21 members of 2026" in pack.tables[0].note
    assert "the 20 members of 2023" not in pack.tables[0].note


def test_eurostat_labels_name_what_was_picked():
    (table,) = built("eurostat", "fixture.en.json", "fixture.fr.json", "fixture.csv", pick__na_item="B1G").tables
    assert table.label["fr"] == "Exemple : comptes fictifs, Valeur ajoutée brute"
    assert "Unité de mesure: Prix courants, millions d'euros" in table.definition["fr"]


def test_eurostat_dimension_with_several_codes_must_be_picked():
    with pytest.raises(BadParameter, match=r"na_item \('B1G', 'P3'\)"):
        built("eurostat", "fixture.csv")


def test_pick_that_is_not_there_says_what_is():
    with pytest.raises(BadParameter, match="it has: B1G, P3"):
        built("eurostat", "fixture.csv", pick__na_item="B2")


@pytest.mark.parametrize("file", ["fixture.xml", "fixture.v3.xml"])
def test_eurostat_xml_of_either_version_gives_the_same_figures(file):
    greek = {key: value for key, value in figures(built("eurostat", file)).items() if key[0] == "GRC"}
    assert greek == {("GRC", "2022"): "86.5", ("GRC", "2023"): "86.75"}


def test_insee_says_its_titles_unit_and_scope():
    pack = built("insee", "fixture.xml", pick__IDBANK="009999902")
    (table,) = pack.tables
    assert figures(pack) == {("FRA", "2025"): "60123000", ("FRA", "2024"): "60001000"}
    assert table.label["fr"] == "Exemple : habitants d'un pays inventé - France"
    assert table.unit == "persons"
    assert table.note.startswith("metropolitan France only")
    assert [row["note"] for row in table.rows] == ["", "provisional"]
    assert pack.updated == date(2025, 1, 14)


def test_insee_missing_value_is_no_row():
    assert ("FRA", "2025-03") not in figures(built("insee", "fixture.xml", pick__IDBANK="009999901"))


def test_oecd_csv_with_labels_gives_english_texts_alone():
    pack = build(
        get_recipe("oecd"),
        [File("x.csv", files("oecd", "fixture.labels.csv")[0].body, date(2025, 10, 1))],
        {"least_rows": "4", "required": "FRA"},
    )
    assert figures(pack)["oecd", "2023"] == "1.625"
    assert ("DEU", "2022") not in figures(pack)
    assert [one.key for one in missing_texts(pack)] == ["label.fr", "definition.fr", "terms.fr"]
    assert pack.updated == date(2025, 10, 1)


def test_oecd_csv_without_a_day_is_refused():
    with pytest.raises(BadParameter, match="do not say of which day"):
        built("oecd", "fixture.csv")


def test_oecd_multiplier_and_generic_xml_agree_with_the_csv():
    assert figures(built("oecd", "fixture.csv", updated="2025-10-01"))["DEU", "2025-01"] == "12500"
    assert figures(built("oecd", "fixture.xml")) == {("DEU", "2022"): "12500", ("DEU", "2023"): "13250"}


def test_xml_without_the_extra_names_it(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name == "sdmx" or name.startswith("sdmx."):
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"sourcier\[sdmx\]"):
        built("insee", "fixture.xml")


def test_owid_makes_a_table_of_each_column():
    pack = built("our-world-in-data", "fixture.metadata.json", "fixture.csv")
    assert [table.name for table in pack.tables] == ["workshops-per-head", "gingerbread-share"]
    assert figures(pack, 1) == {("FRA", "2020"): "12", ("FRA", "2021"): "12.5", ("world", "2020"): "9.75"}
    assert ("SUN", "1980") in figures(pack)
    assert pack.updated == date(2025, 5, 19)


def test_owid_year_that_a_pack_cannot_write_is_said():
    pack = built("our-world-in-data", "fixture.metadata.json", "fixture.csv")
    assert ("FRA", "1000") in figures(pack)
    assert all("before 1000" in table.gaps[0] for table in pack.tables)


def test_owid_column_that_is_not_there_says_which_are():
    with pytest.raises(BadParameter, match="'gingerbread_share'"):
        built("our-world-in-data", "fixture.metadata.json", "fixture.csv", column="honey")


def test_every_unknown_code_is_named_at_once():
    body = files("world-bank", "fixture.csv")[0].body.replace(b'"FRA"', b'"QQA"').replace(b'"XKX"', b'"QQB"')
    with pytest.raises(UnknownCode, match="'QQA', 'QQB'"):
        build(get_recipe("world-bank"), [File("x.csv", body)], {"least_rows": "1"})


def test_range_of_the_person_holds():
    with pytest.raises(ValueError, match=r"99\.5 is not from 0 to 90"):
        built("world-bank", "fixture.csv", range="0/90")


def test_text_of_a_table_that_is_not_there_says_which_are():
    with pytest.raises(BadParameter, match="workshops-per-head, gingerbread-share"):
        built("our-world-in-data", "fixture.metadata.json", "fixture.csv", **{"honey/label__fr": "Miel"})
