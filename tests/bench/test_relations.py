"""The scorer of relations: what counts as right, wrong, backwards or neither."""

import pytest

from relations import score


def one(subject, kind, other, *, negated=False, **known):
    known = {"modality": "asserted", "source": "author", **known}
    return {"subject": subject, "kind": kind, "object": other, "negated": negated, **known}


GOLD = [one("A", "arms", "B")]
CASES = [
    ([one("A", "arms", "B")], (1.0, 1.0, 0)),
    ([one("B", "arms", "A")], (0.0, 0.0, 1)),
    ([one("A", "arms", "B", negated=True)], (0.0, 0.0, 0)),
    ([one("A", "arms", "B"), one("A", "opposes", "C")], (1.0, 1.0, 0)),
    ([], (1.0, 0.0, 0)),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_score_counts_direction_negation_and_what_is_allowed(given, expected):
    item = {"id": "1", "lang": "fr", "relations": GOLD, "allowed": [one("A", "opposes", "C")]}
    found = score([item], {"1": given})["fr"]
    assert (found["precision"], found["recall"], found["reversed"]) == expected


def test_sides_of_a_meeting_may_stand_in_either_order():
    item = {"id": "1", "lang": "en", "relations": [one("A", "meets", "B")]}
    assert score([item], {"1": [one("B", "meets", "A")]})["en"]["recall"] == 1.0
