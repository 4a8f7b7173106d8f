"""Ids."""

from hypothesis import given
from hypothesis import strategies as st

from sourcier.core.ids import make_id

parts = st.lists(st.one_of(st.none(), st.text(max_size=6)), max_size=4)


@given(parts, parts)
def test_ids_differ_as_soon_as_a_part_does(left, right):
    assert (make_id("x", *left) == make_id("x", *right)) == (left == right)


def test_id_depends_on_the_kind():
    assert make_id("clm", "a") != make_id("sen", "a")
