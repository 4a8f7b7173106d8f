"""The Ukraine Support Tracker: one sheet, headers with a row of units, amounts in billions."""

from __future__ import annotations

import pytest

from evidence.recipes.examples import built, built_workbook, rows
from sourcier.evidence.recipes import BadParameter, BadSourceFile, UnknownCode, UnknownColumn, get_recipe

TABLE, SHEET = "aid-to-ukraine", "Country Summary (€)"


@pytest.mark.parametrize(
    ("donor", "measure", "euros", "original"),
    [
        ("FRA", "military_allocations_to_ukraine", "6125000000", "6.125"),
        ("FRA", "allocations_to_ukraine_with_eu_share", "16625000000", "16.625"),
        ("KOR", "commitments_to_ukraine", "3250000000", "3.25"),
        ("KOR", "military_commitments_to_ukraine", "0", "0"),
        ("eu-institutions", "financial_commitments_to_ukraine", "90000000000", "90"),
        ("ukraine-donors", "allocations_to_ukraine", "70525000000", "70.525"),
    ],
)
def test_amount_is_in_euros_beside_the_source_s_own(donor, measure, euros, original):
    found = rows(built("kiel"), TABLE, "subject", "measure", "low", "high", "original", "original_unit")
    assert (donor, measure, euros, euros, original, "€ billion") in found


@pytest.mark.parametrize(("donor", "measure"), [("KOR", "military"), ("TWN", "financial")])
def test_empty_cell_and_dash_are_no_row_and_no_zero(donor, measure):
    found = rows(built("kiel"), TABLE, "subject", "measure")
    assert (donor, f"{measure}_allocations_to_ukraine") not in found


def test_estimate_says_as_of_when_and_when_it_was_issued():
    assert set(rows(built("kiel"), TABLE, "as_of", "issued", "issuer", "source")) == {
        ("2025-06-30", "2025-08-12", "kiel-institute", "Ukraine Support Tracker, release 99, Country Summary (€)")
    }


def test_day_on_which_the_workbook_was_saved_stands_for_the_release_s():
    pack = built("kiel", issued=None)
    assert pack.updated.isoformat() == "2025-08-12"


def test_total_that_its_parts_miss_is_remarked():
    def edit(book):
        book[SHEET]["H10"].value = 9

    (note,) = (
        note
        for subject, measure, note in rows(built_workbook("kiel", edit), TABLE, "subject", "measure", "note")
        if (subject, measure) == ("FRA", "allocations_to_ukraine")
    )
    assert note == "the three parts add up to 7.375 € billion"


def test_no_licence_is_said_to_be_none():
    assert get_recipe("kiel").licence.name == "no-licence-stated"
    assert "do not publish" in built("kiel").description


@pytest.mark.parametrize(
    ("place", "put", "error", "match"),
    [
        ("B10", "Ruritania", UnknownCode, "Ruritania"),
        ("E8", "Cultural allocations", UnknownColumn, "Cultural allocations"),
        ("E9", "$ billion", UnknownColumn, r"Financial allocations \[\$ billion\]"),
        ("E10", "tbc", UnknownCode, "tbc"),
        ("F8", "Financial allocations", BadSourceFile, "two columns are called"),
        ("B8", "Donor", BadSourceFile, "no row with the column 'Country'"),
    ],
)
def test_sheet_that_has_changed_is_refused(place, put, error, match):
    with pytest.raises(error, match=match):
        built_workbook("kiel", lambda book: setattr(book[SHEET][place], "value", put), required="KOR")


def test_person_leaves_out_a_column_that_the_recipe_does_not_know():
    def edit(book):
        book[SHEET]["E8"].value = "Cultural allocations"

    pack = built_workbook("kiel", edit, ignore="Cultural allocations [€ billion]")
    assert "financial_allocations_to_ukraine" not in {measure for (measure,) in rows(pack, TABLE, "measure")}


def test_day_that_the_release_counts_to_is_asked_for():
    with pytest.raises(BadParameter, match="as_of: missing"):
        built("kiel", as_of=None)
