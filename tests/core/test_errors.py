"""Errors."""

import pickle

import pytest

from sourcier.core.dossier import Issue
from sourcier.core.errors import SourcierError


class NoSuchThing(SourcierError):
    """For this test."""

    slug = "no-such-thing"


def test_error_survives_pickling_with_its_attributes():
    error = pickle.loads(pickle.dumps(NoSuchThing("no thing here", thing="table", row=3)))
    assert (type(error), str(error), error.thing, error.row) == (NoSuchThing, "no thing here", "table", 3)


def test_error_has_no_attribute_that_was_not_given():
    with pytest.raises(AttributeError):
        _ = NoSuchThing("no thing here").thing


def test_issue_keeps_slug_and_message_of_its_error():
    issue = Issue.of(NoSuchThing("no thing here"), stage="packs")
    assert (issue.slug, issue.stage, issue.message) == ("no-such-thing", "packs", "no thing here")


def test_a_message_is_short_enough_to_be_read_and_can_be_written_anywhere():
    error = SourcierError(f"start {'x' * 50_000} \udce9 end")

    assert len(str(error)) == len(error.message) == 1000
    assert error.message.startswith("start x")
    assert error.message.endswith(" \\udce9 end")
