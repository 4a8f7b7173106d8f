"""Roll calls of the General Assembly: what a code of a vote becomes, and totals against lists."""

from __future__ import annotations

import pytest

from evidence.recipes.examples import built, rows
from sourcier.evidence.recipes import BadParameter, BadSourceFile, UnknownCode

VOTES, POSITIONS = "ga-votes", "ga-votes-positions"


def test_absent_is_an_option_and_a_state_that_was_no_member_has_none():
    pack = built("un-votes")
    first = {
        entity: option
        for tally, entity, option in rows(pack, POSITIONS, "tally", "entity", "option")
        if tally == "unga-rc-9001"
    }
    assert first == {"USA": "no", "FRA": "yes", "SUN": "yes", "YUG": "abstain", "TUR": "absent"}
    assert ("unga-rc-9001", "absent", "1", "") in rows(pack, VOTES, "tally", "option", "count", "stated")


def test_library_export_becomes_the_same_options():
    pack = built("un-votes", 1)
    first = [option for tally, option in rows(pack, POSITIONS, "tally", "option") if tally == "unga-9900001"]
    assert sorted(first) == ["absent", "abstain", "no", "yes", "yes"]
    assert ("BLR", "absent", "BYS:X") in rows(pack, POSITIONS, "entity", "option", "original")


def test_total_that_the_source_does_not_give_is_no_row():
    second = [
        option for tally, option in rows(built("un-votes", 1), VOTES, "tally", "option") if tally == "unga-9900002"
    ]
    assert second == ["yes", "no", "absent"]


def test_total_above_the_list_is_kept_and_the_list_is_not_called_whole():
    (row,) = (
        row
        for row in rows(built("un-votes"), VOTES, "tally", "option", "count", "positions", "note")
        if row[:2] == ("unga-rc-9002", "yes")
    )
    assert row[2:] == ("4", "no+abstain", "vote on a paragraph; the source states 4 and lists 3")


def test_list_above_the_total_is_counted_and_said():
    pack = built("un-votes", edit=lambda text: text.replace(",60,0,4,1,", ",60,0,2,1,"))
    (row,) = (
        row for row in rows(pack, VOTES, "tally", "option", "count", "stated") if row[:2] == ("unga-rc-9002", "yes")
    )
    assert row[2:] == ("3", "2")


def test_licence_is_that_of_the_file():
    assert [licence.name for licence in built("un-votes").licences] == ["CC0-1.0"]
    assert built("un-votes", 1).licences == ()


def test_votes_before_a_day_are_left_out():
    pack = built("un-votes", since="2000-01-01", least_rows="3", required="SCG")
    assert {tally for (tally,) in rows(pack, VOTES, "tally")} == {"unga-rc-9002"}


@pytest.mark.parametrize(
    ("find", "put", "error"),
    [
        (",345,1,2,", ",345,1,4,", UnknownCode),
        (",640,1,8,", ",2,1,8,", BadSourceFile),
        (",640,1,8,", ",999,1,8,", UnknownCode),
        (",369,0,9,", ",9999,0,9,", None),
        ('"TUR","Turkey",45,1,2,1,0,1990-12-04', '"TUR","Turkey",45,1,2,1,0,1990-12-05', BadSourceFile),
        ('"rcid"', '"roll"', BadSourceFile),
        ('"descr"', '"title"', BadSourceFile),
        ('"member"', '"vote"', BadSourceFile),
    ],
)
def test_line_that_cannot_be_read_is_refused(find, put, error):
    if error is None:  # the code of a state that was no member is never looked up
        assert built("un-votes", edit=lambda text: text.replace(find, put))
        return
    with pytest.raises(error):
        built("un-votes", edit=lambda text: text.replace(find, put))


def test_person_names_a_state_that_the_recipe_does_not_know():
    pack = built("un-votes", edit=lambda text: text.replace(",640,1,8,", ",6400,1,8,"), state__6400="TUR")
    assert ("TUR", "absent", "6400:8") in rows(pack, POSITIONS, "entity", "option", "original")


def test_parameter_that_is_no_day_is_refused():
    with pytest.raises(BadParameter, match="first day"):
        built("un-votes", since="2000")
