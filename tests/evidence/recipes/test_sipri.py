"""SIPRI's workbook: several sheets, years across, footnote signs, two ways of having no figure, colours that mean."""

from __future__ import annotations

import pytest
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from evidence.recipes.examples import built, built_workbook, rows
from sourcier.evidence.recipes import BadSourceFile, UnknownCode, UnknownColumn

CURRENT = "milex-current-usd"


def cell(book, sheet, country, year):
    """Return the cell of a country's year."""
    page = book[sheet]
    (header,) = (row for row in page.iter_rows() if row[0].value == "Country")
    (line,) = (row for row in page.iter_rows() if row[0].value == country)
    (place,) = (one.column for one in header if one.value == year)
    return line[place - 1]


@pytest.mark.parametrize(
    ("table", "value", "original"),
    [
        (CURRENT, "4500000000", "4500"),
        ("milex-constant-usd", "6750000000", "6750"),
        ("milex-pct-gdp", "2.25", "0.0225"),
        ("milex-per-capita-usd", "135", "135"),
        ("milex-pct-government", "4.5", "0.045"),
    ],
)
def test_sheet_becomes_a_series_in_its_own_unit(table, value, original):
    found = rows(built("sipri"), table, "entity", "period", "value", "value_original")
    assert ("FRA", "2013", value, original) in found


def test_year_of_constant_prices_is_read_from_the_name_of_the_sheet():
    (table,) = (table for table in built("sipri").tables if table.name == "milex-constant-usd")
    assert table.unit == "USD (constant 2024)"
    assert "2024" in table.label["fr"]
    assert "{year}" not in str((table.label, table.definition))


@pytest.mark.parametrize(
    ("entity", "years"),
    [
        ("SSD", ["2011", "2012", "2013"]),  # did not exist before 2011
        ("SUN", ["1989", "1990"]),  # no data in 1991, did not exist after
        ("DZA", ["1989", "1990", "1991", "2011", "2012"]),  # no data in 2013
    ],
)
def test_cell_without_a_figure_is_no_row(entity, years):
    assert [period for one, period in rows(built("sipri"), CURRENT, "entity", "period") if one == entity] == years


@pytest.mark.parametrize(
    ("entity", "year", "flag", "note"),
    [
        ("SUN", "1989", "estimate", "SIPRI estimate"),
        ("SUN", "1990", "uncertain", "highly uncertain according to SIPRI"),
        ("FRA", "1990", "", ""),
        ("RUS", "2012", "", "the currency was changed or redenominated during the period"),
        (
            *("SSD", "2012", ""),
            "figures exclude military pensions; figures are for current spending only; SIPRI's footnote 7",
        ),
        (
            *("DZA", "1990", "estimate"),
            "SIPRI estimate; figures are for the adopted budget rather than actual spending; SIPRI's footnote 4",
        ),
    ],
)
def test_colours_and_signs_are_said_in_words(entity, year, flag, note):
    found = rows(built("sipri"), CURRENT, "entity", "period", "flag", "note")
    assert (entity, year, flag, note) in found


def test_footnotes_are_kept_with_the_table():
    (table,) = (table for table in built("sipri").tables if table.name == CURRENT)
    assert table.note == (
        "[4] The figures of this invented country leave out the coast guard. [7] The state is invented from 2011 on."
    )


def test_headings_and_the_union_s_own_spending_are_left_out():
    assert {entity for (entity,) in rows(built("sipri"), CURRENT, "entity")} == {
        *("DZA", "SSD", "RUS", "SUN", "FRA", "YUG")
    }


def test_terms_are_said_in_the_licence_and_the_description():
    pack = built("sipri")
    assert "at most 10 %" in pack.description


def set_country(name):
    def edit(book):
        for sheet in book.worksheets[4:9]:
            for row in sheet.iter_rows():
                if row[0].value == "France":
                    row[0].value = name

    return edit


@pytest.mark.parametrize(
    ("edit", "error", "match"),
    [
        (set_country("Ruritania"), UnknownCode, "Ruritania"),
        (lambda book: setattr(cell(book, "Current US$", "France", 2013), "value", "n.k."), UnknownCode, "n.k."),
        (lambda book: setattr(book["Current US$"]["A6"], "value", "State"), BadSourceFile, "no row with the column"),
        (lambda book: setattr(book["Current US$"]["B6"], "value", "Remarks"), UnknownColumn, "Remarks"),
        (lambda book: book.create_sheet("Nuclear forces"), UnknownCode, "Nuclear forces"),
        (lambda book: book.remove(book["Share of GDP"]), BadSourceFile, "milex-pct-gdp"),
        (lambda book: setattr(cell(book, "Share of GDP", "France", 2013), "value", 2.25), BadSourceFile, "no fraction"),
        (lambda book: setattr(book["Current US$"]["D6"], "value", 1989), UnknownColumn, "1989"),
        (set_country("USSR"), BadSourceFile, "two rows have a figure for SUN"),
    ],
)
def test_workbook_that_has_changed_is_refused(edit, error, match):
    with pytest.raises(error, match=match):
        built_workbook("sipri", edit, required="DZA")


def test_sign_and_colour_that_mean_nothing_known_are_refused():
    def sign(book):
        book["Current US$"]["B10"].value = "¤"

    def green(book):
        cell(book, "Current US$", "France", 2013).font = Font(color=Color(rgb="FF00B050"))

    for edit, match in ((sign, "¤"), (green, "FF00B050")):
        with pytest.raises(UnknownCode, match=match):
            built_workbook("sipri", edit)


def test_person_leaves_out_a_country_that_the_recipe_does_not_know():
    pack = built_workbook("sipri", set_country("Ruritania"), ignore="Ruritania", required="SUN")
    assert "FRA" not in {entity.id for entity in pack.entities}


def test_sheets_of_older_releases_and_the_last_year_again_are_known():
    def edit(book):
        book["Current US$"].title = "Current USD"
        page = book["Constant (2024) US$"]
        page.title = "Constant (2019) USD"
        page.cell(row=6, column=page.max_column + 1).value = "2013 Current"

    (table,) = (table for table in built_workbook("sipri", edit).tables if table.name == "milex-constant-usd")
    assert table.unit == "USD (constant 2019)"


def test_remarks_below_the_table_are_passed_over():
    def edit(book):
        for sheet in book.worksheets[4:9]:
            sheet.append(["Numbered footnotes can be found on the Footnotes worksheet."])

    assert built_workbook("sipri", edit).tables
