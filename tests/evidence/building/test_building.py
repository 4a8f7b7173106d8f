"""Published tables of every format that is read, as packs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from evidence.completing import built, complete, drafted, rows_of
from sourcier.evidence.packs import (
    BadPack,
    DraftIncomplete,
    OutputExists,
    PackNotFound,
    UnreadableTable,
    open_packs,
    read_pack,
    validate,
)
from sourcier.evidence.packs.building import build, describe, starter_naming, write_pack

HARVEST = [("DEU", "2021", "1200.5"), ("DEU", "2022", "1300"), ("FRA", "2021", "900"), ("FRA", "2022", "-12.25")]


def text(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(content.encode(encoding))
    return file


WAYS = {
    "long, French": (
        "Pays;Année;Récolte\nAllemagne;2021;1 200,5\nAllemagne;2022;1 300\nFrance;2021;900\nFrance;2022;−12,25\n",
        "utf-8",
    ),
    "with a mark": (
        "Pays;Année;Récolte\nAllemagne;2021;1200,5\nAllemagne;2022;1300\nFrance;2021;900\nFrance;2022;-12,25\n",
        "utf-8-sig",
    ),
    "Windows": (
        "Pays;Année;Récolte\nAllemagne;2021;1\u00a0200,5\nAllemagne;2022;1\u00a0300\nFrance;2021;900\nFrance;2022;-12,25\n",
        "cp1252",
    ),
    "UTF-16, tabs": (
        "Pays\tAnnée\tRécolte\r\nAllemagne\t2021\t1200,5\r\nAllemagne\t2022\t1300\r\nFrance\t2021\t900\r\nFrance\t2022\t-12,25\r\n",
        "utf-16",
    ),
    "English": (
        'Country,Year,Harvest\nGermany,2021,"1,200.5"\nGermany,2022,"1,300"\nFrance,2021,900\nFrance,2022,-12.25\n',
        "utf-8",
    ),
    "wide, codes, a title and notes": (
        "Harvest by country;;\nSource: example;;\n\nISO;2021;2022\nDE;1200,5;1300\nFR;900;-12,25\n\nNote: provisional;;\n",
        "utf-8",
    ),
    "wide, World Bank": (
        (
            '"Country Name","Country Code","Indicator Name","2021 [YR2021]","2022 [YR2022]"\n'
            "Germany,DEU,Harvest,1200.5,1300\nFrance,FRA,Harvest,900,-12.25\n"
        ),
        "utf-8",
    ),
    "days that are years": (
        "geo,date,value\nDEU,2021-01-01,1200.5\nDEU,2022-01-01,1300\nFRA,2021-01-01,900\nFRA,2022-01-01,-12.25\n",
        "utf-8",
    ),
    "SDMX-CSV": (
        (
            "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n"
            "X:H(1.0),A,DE,2021,1200.5,A,0\nX:H(1.0),A,DE,2022,1300,P,0\nX:H(1.0),A,FR,2021,900,A,0\nX:H(1.0),A,FR,2022,-12.25,,0\n"
        ),
        "utf-8",
    ),
    "SDMX-CSV with labels": (
        (
            "STRUCTURE,FREQ: Frequency,geo: Area,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_FLAG: Flag\n"
            "dataflow,A: Annual,DE: Germany,2021,1200.5,\ndataflow,A: Annual,DE: Germany,2022,1300,p: provisional\n"
            "dataflow,A: Annual,FR: France,2021,900,\ndataflow,A: Annual,FR: France,2022,-12.25,e: estimated\n"
        ),
        "utf-8",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_a_table_gives_the_same_rows(tmp_path: Path, way: str) -> None:
    content, encoding = WAYS[way]
    made = built(text(tmp_path, "harvest.csv", content, encoding), tmp_path, {"Note: provisional": "-"})
    assert rows_of(made, "harvest") == HARVEST
    assert (made.pack.resources[0].coverage_first, made.pack.resources[0].coverage_last) == ("2021", "2022")
    assert validate(made.pack.root).problems == ()


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "harvest.parquet"
    values = ", ".join(f"('{entity}', {period}, {value}::DECIMAL(9, 2))" for entity, period, value in HARVEST)
    duckdb.execute(f"COPY (SELECT * FROM (VALUES {values}) t(country, year, harvest)) TO '{file}'")
    made = built(file, tmp_path)
    assert [(row[0], row[1], float(row[2] or 0)) for row in rows_of(made, "harvest")] == [
        (entity, period, float(value)) for entity, period, value in HARVEST
    ]


def workbook(file: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file


def test_excel_sheets_become_tables_and_notes_are_passed_over(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "book.xlsx",
        Lisezmoi=[["Une note, sans table"]],
        Blé=[["Récolte de blé"], [], ["Pays", 2021, 2022], ["France", 900, -12.25], ["Allemagne", 1200.5, 1300]],
        Orge=[
            ["Pays", "Jour", "t"],
            ["France", datetime.fromisoformat("2021-05-03"), 0.1 + 0.2],
            ["France", date(2021, 5, 4), 7],
        ],
    )
    made = built(file, tmp_path)
    assert rows_of(made, "ble") == HARVEST
    assert rows_of(made, "orge") == [("FRA", "2021-05-03", "0.3"), ("FRA", "2021-05-04", "7")]


def test_excel_percentages_are_what_the_cell_shows(tmp_path: Path) -> None:
    file = workbook(tmp_path / "taux.xlsx", Feuille=[["Pays", "Année", "Taux"], ["France", 2021, 0.071]])
    from openpyxl import load_workbook

    book = load_workbook(file)
    book.active["C2"].number_format = "0.0%"
    book.save(file)
    made = built(file, tmp_path)
    assert rows_of(made, "feuille") == [("FRA", "2021", "7.1")]
    assert made.pack.resources[0].unit == "%"


CUBE = {
    "geo": {"category": {"index": {"DE": 0, "FR": 1}, "label": {"DE": "Germany", "FR": "France"}}},
    "time": {"category": {"index": ["2021", "2022"]}},
    "unit": {"category": {"label": {"T": "tonnes"}}},
}


@pytest.mark.parametrize(
    "parsed",
    [
        {"version": "2.0", "class": "dataset", "id": ["unit", "geo", "time"], "size": [1, 2, 2], "dimension": CUBE,
         "value": [1200.5, 1300, 900, -12.25]},
        {"version": "2.0", "class": "dataset", "id": ["unit", "geo", "time"], "size": [1, 2, 2], "dimension": CUBE,
         "value": {"0": 1200.5, "1": 1300, "2": 900, "3": -12.25}, "status": {"1": "p"}},
        {"harvest": {"dimension": {"id": ["unit", "geo", "time"], "size": [1, 2, 2], **CUBE},
                     "value": [1200.5, 1300, 900, -12.25]}},
    ],
    ids=["version 2", "version 2, sparse", "version 1"],
)  # fmt: skip
def test_json_stat(tmp_path: Path, parsed: dict[str, object]) -> None:
    made = built(text(tmp_path, "harvest.json", json.dumps(parsed)), tmp_path)
    assert rows_of(made, "harvest") == HARVEST


def test_a_gap_makes_no_row_and_is_counted(tmp_path: Path) -> None:
    file = text(tmp_path, "h.csv", "pays;2021;2022;2023\nFrance;1,5;..;\nAllemagne;-;2,5;n/a\n")
    made = built(file, tmp_path)
    assert rows_of(made, "h") == [("DEU", "2022", "2.5"), ("FRA", "2021", "1.5")]
    assert made.gaps == 4


def test_a_column_that_splits_the_table_gives_a_table_for_each_of_its_cells(tmp_path: Path) -> None:
    lines = [
        f"{country};{year};{sex};{code};{rate}"
        for rate, (country, year, (sex, code)) in enumerate(
            (country, year, sex) for country in ("France", "Italie") for year in (2021, 2022) for sex in (("femmes", "F"), ("hommes", "M"))
        )
    ]  # fmt: skip
    file = text(tmp_path, "t.csv", "\n".join(["pays;année;sexe;code sexe;taux", *lines, ""]))
    made = built(file, tmp_path)
    assert [one.name for one in made.pack.resources] == ["taux-femmes", "taux-hommes"]
    assert rows_of(made, "taux-hommes") == [
        ("FRA", "2021", "1"),
        ("FRA", "2022", "3"),
        ("ITA", "2021", "5"),
        ("ITA", "2022", "7"),
    ]


def test_a_code_that_only_looks_like_a_state_is_no_entity(tmp_path: Path) -> None:
    header = "freq,s_adj,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    rows = ["M,SA,T,EL,2023-01,11.2,", "M,SA,F,EL,2023-01,14.2,", "M,SA,T,FR,2023-01,7.2,p", "M,SA,F,FR,2023-01,7.0,"]
    made = built(text(tmp_path, "une.csv", "\n".join([header, *rows, ""])), tmp_path)
    assert {one.name: rows_of(made, one.name) for one in made.pack.resources} == {
        "f": [("FRA", "2023-01", "7.0"), ("GRC", "2023-01", "14.2")],
        "t": [("FRA", "2023-01", "7.2"), ("GRC", "2023-01", "11.2")],
    }


def test_of_two_columns_of_places_the_finer_one_is_taken(tmp_path: Path) -> None:
    file = text(
        tmp_path,
        "t.csv",
        "Région;Département;Année;Accidents\nBretagne;Finistère;2021;1 203\nBretagne;Morbihan;2021;980\n",
    )
    (table,) = drafted(file, tmp_path / "draft")["resources"]
    assert table["build"]["columns"]["entity"] == "Département"


def test_columns_of_figures_give_a_table_each(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays,année,Naissances (milliers),Décès (milliers)\nFrance,2021,742,661.5\n")
    made = built(file, tmp_path, unit="people", decimal=".")
    assert {one.name: rows_of(made, one.name) for one in made.pack.resources} == {
        "naissances-milliers": [("FRA", "2021", "742000")],
        "deces-milliers": [("FRA", "2021", "661500")],
    }


@pytest.mark.parametrize(
    ("header", "unit", "multiply"),
    [
        ("Taux (%)", "%", 1),
        ("Dépenses, en euros", "EUR", 1),
        ("Dépenses (millions d'euros)", "EUR", 10**6),
        ("PIB (Md€)", "EUR", 10**9),
        ("Population (thousands)", "TODO", 1000),
        ("Surface [km2]", "km2", 1),
        ("Volume", "TODO", 1),
    ],
)
def test_units_are_guessed_from_the_columns_name(tmp_path: Path, header: str, unit: str, multiply: int) -> None:
    file = text(tmp_path, "t.csv", f"pays;année;{header}\nFrance;2021;7\nItalie;2021;8\n")
    (table,) = drafted(file, tmp_path / "draft")["resources"]
    assert table["sourcier"]["unit"].startswith(unit)
    assert table["build"]["multiply"] == multiply


def test_a_table_about_one_entity_asks_which(tmp_path: Path) -> None:
    file = text(tmp_path, "smic.csv", "mois;montant\n2021-01;10,25\n2021-10;10,48\n")
    (table,) = drafted(file, tmp_path / "d")["resources"]
    assert table["build"]["columns"]["entity"]["constant"].startswith("TODO: the id")
    made = built(file, tmp_path, constant="FRA")
    assert rows_of(made, "smic") == [("FRA", "2021-01", "10.25"), ("FRA", "2021-10", "10.48")]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("pays;année;v\nFrance;2021;1,234\nItalie;2021;2,345\n", "decimal"),
        ("pays;année;v\nFrance;2021;1,5\nItalie;2021;2.5\n", "decimal"),
        ("pays;jour;v\nFrance;03/04/2021;1\nFrance;05/06/2021;2\n", "period"),
    ],
)
def test_what_the_table_leaves_open_is_a_blank(tmp_path: Path, content: str, key: str) -> None:
    (table,) = drafted(text(tmp_path, "t.csv", content), tmp_path / "draft")["resources"]
    assert table["build"][key].startswith("TODO")
    with pytest.raises(DraftIncomplete, match=rf"build\.{key}|and \d+ more"):
        build(tmp_path / "draft", tmp_path / "pack")


def test_a_relation_is_found_by_its_columns(tmp_path: Path) -> None:
    file = text(
        tmp_path,
        "ligue.csv",
        "pays;organisation;début;fin\nFrance;OTAN;1949-04-04;\nItalie;Ligue du Lac;1990-01-01;2001-02-03\n",
    )
    made = built(file, tmp_path, {"Ligue du Lac": "ligue-du-lac"}, constant="member_of", first="1949", last="2001")
    (table,) = made.pack.resources
    assert table.shape == "relation"
    found = [tuple(row[key] for key in ("subject", "relation", "object", "start", "end")) for row in table.rows()]
    assert sorted(found, key=str) == [
        ("FRA", "member_of", "nato", "1949-04-04", None),
        ("ITA", "member_of", "ligue-du-lac", "1990-01-01", "2001-02-03"),
    ]


def test_names_that_are_nobodys_are_listed_first_and_never_dropped(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\nSyldavie;3;4\nBordurie;5;6\n")
    draft = describe([file], tmp_path / "draft", name="t", lang="fr")
    assert draft.unknown == ("Bordurie", "Syldavie")
    lines = (tmp_path / "draft" / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["Bordurie", ""], ["Syldavie", ""], ["France", "FRA"]]
    complete(tmp_path / "draft", {"Syldavie": "syldavie"})
    with pytest.raises(DraftIncomplete, match=r"entities\.csv: Bordurie"):
        build(tmp_path / "draft", tmp_path / "pack")
    assert not (tmp_path / "pack").exists()
    complete(tmp_path / "draft", {"Bordurie": "-"})
    made = build(tmp_path / "draft", tmp_path / "pack")
    assert [row[0] for row in rows_of(made, "t")] == ["FRA", "FRA", "syldavie", "syldavie"]
    assert made.left_out == 2


def test_a_later_edition_with_a_new_name_is_refused(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n")
    drafted(file, tmp_path / "draft")
    complete(tmp_path / "draft")
    text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\nSyldavie;1;2\n")
    with pytest.raises(DraftIncomplete, match="Syldavie"):
        build(tmp_path / "draft", tmp_path / "pack")


def test_validate_names_each_blank_of_a_draft_until_none_is_left(tmp_path: Path) -> None:
    drafted(text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\nSyldavie;3;4\n"), tmp_path / "draft")
    said = {problem.column: problem.reason for problem in validate(tmp_path / "draft").problems}
    inside = "resources.t.sourcier"
    assert set(said) == {
        "title", "licenses.0.name", "sources.0.title", "sources.0.path", f"{inside}.label.fr", f"{inside}.label.en",
        f"{inside}.definition.fr", f"{inside}.definition.en", f"{inside}.terms.fr.0", f"{inside}.terms.en.0",
        f"{inside}.unit", f"{inside}.tolerance.reason", f"{inside}.coverage.revised", "Syldavie",
    }  # fmt: skip
    complete(tmp_path / "draft", {"Syldavie": "syldavie"})
    report = validate(tmp_path / "draft")
    assert (report.is_draft, report.is_valid, report.pack) == (True, True, None)


def test_validate_names_every_field_that_a_pack_lacks(tmp_path: Path) -> None:
    made = built(text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n"), tmp_path)
    file = made.pack.root / "datapackage.json"
    parsed = json.loads(file.read_text())
    del parsed["licenses"], parsed["title"]
    parsed["resources"][1]["sourcier"]["terms"] = {"fr": ["un"], "en": []}
    parsed["resources"][1]["sourcier"]["unit"] = ""
    file.write_text(json.dumps(parsed))
    columns = {problem.column for problem in validate(made.pack.root).problems}
    assert {"title", "licenses", "resources.t.sourcier.terms.en", "resources.t.sourcier.unit"} <= columns


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("blank.csv", b"\n \n\n", "the file is empty"),
        ("binary.csv", b"a,b\n\x00\x01,2\n", "NUL"),
        ("odd.csv", b"a,b\n\x81\x8d,2\n", "neither UTF-8"),
        ("one.csv", b"a\n1\n2\n", "no row has two cells"),
        ("words.csv", b"pays,mot\nFrance,oui\n", "no column of years"),
        ("nothing.csv", b"pays;annee;mot\nFrance;2021;oui\n", "no column of figures"),
        ("quarters.csv", b"pays,trimestre,v\nFrance,2021-Q1,1\nFrance,2021-Q2,2\n", "quarters"),
        ("line.csv", b"a,b," * 400_000, "a line of more than"),
        ("bad.parquet", b"PAR1 no", "not Parquet"),
        ("bad.xlsx", b"PK\x03\x04 no", "not an .xlsx"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "give CSV, Excel"),
        ("bad.json", b"{", "not JSON"),
        ("other.json", b'{"a": 1}', "not JSON-stat"),
        ("sizes.json", b'{"class": "dataset", "id": ["t"], "size": [2], "dimension": {"t": {"category": {"index": ["1"]}}}, "value": [1]}', "sizes"),
        ("place.json", b'{"class": "dataset", "id": ["t"], "size": [1], "dimension": {"t": {"category": {"index": ["1"]}}}, "value": {"a": 1}}', "not JSON-stat"),
        ("deep.json", b'{"a":' * 100_000, "not JSON"),
        ("lost.json", b'{"class": "dataset", "id": ["t"], "size": [2], "dimension": {}, "value": [1]}', "not JSON-stat"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_and_nothing_is_left(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableTable, match=said):
        drafted(tmp_path / name, tmp_path / "draft")
    assert sorted(one.name for one in tmp_path.iterdir()) == [name]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="not found"):
        drafted(tmp_path / "no.csv", tmp_path / "draft")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("pays;année;v\nFrance;2021;1,5\nFrance;2022;douze\n" + "Italie;2021;2,5\n" * 0, "no column of figures|not a number"),
        ("pays;année;v\n" + "".join(f"France;{year};1,5\n" for year in range(1990, 2020)) + "France;2020;12.5\n", "decimal sign"),
        ("pays;année;v\n" + "".join(f"France;{year};1,5\n" for year in range(1990, 2020)) + "France;2020;1,5 (p)\n", r"not a number: '1,5 \(p\)"),
        ("pays;année;v\nFrance;2021;1,5\nFrance;2021;1,5\n", r"2 rows for FRA, 2021 in table t, named .France.; keep one"),
    ],
)  # fmt: skip
def test_a_bad_row_stops_the_build_and_nothing_is_left(tmp_path: Path, content: str, said: str) -> None:
    file = text(tmp_path, "t.csv", content)
    with pytest.raises((BadPack, UnreadableTable), match=said):
        built(file, tmp_path, decimal=",")
    assert not (tmp_path / "pack").exists()
    assert [one for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("name", "../../out", "not lower-case letters"),
        ("build", [], "not an object"),
        ("build", {"columns": []}, "not an object"),
        ("build", {"from": "nowhere.csv"}, "nowhere.csv: not found"),
        ("build", {"from": "../t.csv", "part": "Feuille"}, "has no 'Feuille'"),
        ("build", {"from": "../t.csv", "columns": {"entity": "land"}}, "no column 'land' in t.csv"),
        ("build", {"from": "../t.csv", "columns": {"entity": "pays"}, "period": "week"}, "not one of year"),
        ("build", {"from": "../t.csv", "columns": {"entity": "pays"}, "period": "year", "multiply": 7}, "power of ten"),
        ("build", {"from": "../t.csv", "columns": {"entity": "pays"}, "period": "year", "decimal": ";"}, "neither"),
        ("schema", [], "not an object"),
        ("sourcier", {"shape": "circle"}, "unknown shape"),
    ],
)
def test_a_draft_spoiled_by_hand_is_refused_where_it_is(tmp_path: Path, key: str, value, said: str) -> None:
    drafted(text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n"), tmp_path / "draft")
    complete(tmp_path / "draft")
    file = tmp_path / "draft" / "datapackage.json"
    parsed = json.loads(file.read_text())
    held = parsed["resources"][0]
    held[key] = {**held["sourcier"], **value} if key == "sourcier" else value
    file.write_text(json.dumps(parsed))
    with pytest.raises((BadPack, UnreadableTable), match=said):
        build(tmp_path / "draft", tmp_path / "pack")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["draft", "t.csv"]


def test_columns_may_have_any_name(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", 'Pays;figure;"l\'""an""";2021;2022\nFrance;x;y;1,5;2\n')
    assert rows_of(built(file, tmp_path), "t") == [("FRA", "2021", "1.5"), ("FRA", "2022", "2")]


def test_a_folder_with_something_in_it_is_never_written_into(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n")
    drafted(file, tmp_path / "draft")
    with pytest.raises(OutputExists):
        drafted(file, tmp_path / "draft")


def test_building_what_is_no_draft_is_said(tmp_path: Path) -> None:
    made = built(text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n"), tmp_path)
    for folder in (made.pack.root, tmp_path / "nowhere"):
        with pytest.raises(PackNotFound):
            build(folder, tmp_path / "again")


def test_the_same_draft_gives_the_same_pack(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays;2021;2022\nItalie;3;4\nFrance;1,5;2\n")
    first = built(file, tmp_path)
    assert build(tmp_path / "draft", tmp_path / "again").pack.digest == first.pack.digest


def test_a_folder_of_files_becomes_one_pack(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    text(folder, "ble.csv", "pays;2021;2022\nFrance;1,5;2\n")
    text(folder, "orge.csv", "country,year,value\nItaly,2021,3\n")
    (folder / "lisezmoi.md").write_text("rien")
    (folder / "datapackage.json").write_text("{}")
    made = built(folder, tmp_path)
    assert [one.name for one in made.pack.resources] == ["ble", "orge"]
    assert open_packs(made.pack.root).entity("ITA")


def test_write_pack_writes_rows_whole_or_not_at_all(tmp_path: Path) -> None:
    made = built(text(tmp_path, "t.csv", "pays;2021;2022\nFrance;1,5;2\n"), tmp_path)
    descriptor = json.loads((made.pack.root / "datapackage.json").read_text())
    tables = {
        one.name: [[row[column.name] for column in one.columns] for row in one.rows()] for one in made.pack.tables
    }
    copy = write_pack(descriptor, tables, tmp_path / "copy")
    assert [one.rows() for one in copy.tables] == [one.rows() for one in made.pack.tables]
    tables["t"][0][2] = "deux"
    with pytest.raises(BadPack, match=r"/other/data/t\.csv, row 2, column value: not a number"):
        write_pack(descriptor, tables, tmp_path / "other")
    assert not (tmp_path / "other").exists()


MEASURED = """
import sys
from pathlib import Path
from evidence.completing import complete, drafted
from sourcier.evidence.packs.building import build
source, folder = map(Path, sys.argv[1:])
drafted(source, folder / "draft")
complete(folder / "draft")
made = build(folder / "draft", folder / "pack")
# Not getrusage: its peak counts what the parent held when it forked.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(sum(made.rows.values()), int(peak.split()[1]) // 1024)
"""


@pytest.mark.slow
def test_a_large_table_is_built_in_flat_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    states = [one.id for one in open_packs("starter").entities if one.kind == "state"][:100]
    days = "SELECT unnest(generate_series(DATE '1900-01-01', DATE '1929-12-31', INTERVAL 1 DAY))::DATE AS day"
    listed = ", ".join(f"('{state}')" for state in states)
    duckdb.execute(
        f"COPY (SELECT state AS country, day AS date, hash(state || day) % 1000 AS value, repeat('x', 190) AS note "
        f"FROM (VALUES {listed}) t(state), ({days})) TO '{file}' (HEADER)"
    )
    size = file.stat().st_size // 1024**2
    assert size > 200
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file), str(tmp_path)],
        capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    rows, peak_mb = map(int, done.stdout.split())
    assert rows == 100 * 10957
    assert peak_mb < 1500  # 1.78 GB took 1.32 GB: the bound is DuckDB's limit, not the file
    assert read_pack(tmp_path / "pack").resources[0].format == "parquet"


FRENCH_LISTS = {
    "relation": (
        "pays,organisation,adhésion,retrait\nFrance,Ligue des Quais,12/03/1994,\nRoyaume Uni,Ligue des Quais,01/02/1995,31/01/2021\n",
        {"Ligue des Quais": "quays"},
        [
            ("FRA", "word", "quays", "1994-03-12", None, "word", None),
            ("GBR", "word", "quays", "1995-02-01", "2021-01-31", "word", None),
        ],
    ),
    "event": (
        "Date;Type;Intitulé;Title;Lieu;Participants\n14/04/2021;incident;Collision de l’Étoile;Étoile collision;Espagne;France, Allemagne\n",
        {},
        [
            (
                "etoile-collision-14-04-2021", "incident", "Collision de l’Étoile", "Étoile collision", "2021-04-14", None,
                "ESP", "FRA;DEU", None, "word", None,
            )
        ],
    ),
    "estimate": (
        "sujet;mesure;minimum;maximum;au;publié;émetteur;camp\nFrance;grévistes;4 000;5 500;30/10/2023;02/11/2023;Préfecture;\n",
        {},
        [("FRA", "grévistes", "4000", "5500", "2023-10-30", "2023-11-02", "Préfecture", None, "word", None)],
    ),
    "tally": (
        "scrutin;intitulé;date;option;nombre\nP-12;Les quais;14/06/2023;yes;1 203\nP-12;Les quais;14/06/2023;no;7\n",
        {},
        [
            ("P-12", "Les quais", "word", "2023-06-14", "no", "7", "word"),
            ("P-12", "Les quais", "word", "2023-06-14", "yes", "1203", "word"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", FRENCH_LISTS)
def test_a_list_with_french_headers_and_dates_is_of_its_shape(tmp_path: Path, shape: str) -> None:
    content, ids, rows = FRENCH_LISTS[shape]
    made = built(text(tmp_path, "liste.csv", content), tmp_path, ids, last="2024-06-30")
    (table,) = made.pack.resources
    assert table.shape == shape
    assert [tuple(row.values()) for row in table.rows()] == rows
    assert validate(made.pack.root).problems == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("pays;vote\nFrance;oui\nItalie;non\n", "who voted what"),
        ("sujet;mesure;émetteur;bas\nFrance;grévistes;CGT;12\n", "to be read as estimate it lacks the columns issued"),
        ("pays;2020-T1;2020-T2\nFrance;1;2\n", "column '2020-T1' is a quarter"),
    ],
)
def test_what_a_table_lacks_is_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UnreadableTable, match=said):
        describe([text(tmp_path, "t.csv", content)], tmp_path / "draft", name="t", lang="fr")


def test_a_provisional_year_is_a_year(tmp_path: Path) -> None:
    made = built(text(tmp_path, "n.csv", "Pays;2021;2022 (p);2023*\nFrance;1,5;2,5;3,5\n"), tmp_path)
    assert [row[1:] for row in rows_of(made, "n")] == [("2021", "1.5"), ("2022", "2.5"), ("2023", "3.5")]


def test_the_lock_of_an_open_workbook_is_no_table(tmp_path: Path) -> None:
    text(tmp_path, "h.csv", "pays;2021;2022\nFrance;1,5;2\n")
    lock = text(tmp_path, "~$h.xlsx", "\x05Marie")
    assert [one["name"] for one in drafted(tmp_path, tmp_path / "draft")["resources"]] == ["h"]
    with pytest.raises(UnreadableTable, match="lock of an open workbook"):
        describe([lock], tmp_path / "other", name="h", lang="fr")


def test_two_names_of_one_entity_are_said_by_their_names(tmp_path: Path) -> None:
    file = text(tmp_path, "t.csv", "pays;année;v\nRDC;2021;1,5\nCongo-Kinshasa;2021;2,5\n")
    with pytest.raises(UnreadableTable, match="2 rows for COD, 2021 in table t, named 'Congo-Kinshasa' and 'RDC'"):
        built(file, tmp_path)


@pytest.mark.parametrize(("name", "found"), [("Hollande", None), ("Monde", "world"), ("EU27_2020", "eu")])
def test_neither_a_surname_nor_a_newspaper_is_an_entity_of_a_table(name: str, found: str | None) -> None:
    match = starter_naming().find(name)
    assert (match and match.id) == found
