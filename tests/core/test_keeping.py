"""Kept answers: the oldest go first, and never more is kept than was said."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from sourcier.core.keeping import Kept


@given(st.lists(st.integers(0, 20), max_size=60), st.integers(1, 40))
def test_what_is_kept_is_what_would_be_made_and_weighs_no_more_than_allowed(keys: list[int], most: int) -> None:
    kept: Kept[int, str] = Kept(most=most, weigh=len)
    weighed = 0
    for key in keys:
        assert kept.get(key, lambda key=key: "x" * key) == "x" * key
        weighed = max(weighed, len(kept))
    held = [key for key in set(keys) if _is_kept(kept, key)]
    assert sum(held) <= most or len(held) == 1


def _is_kept(kept: Kept[int, str], key: int) -> bool:
    made = []

    def make() -> str:
        made.append(key)
        return ""

    # An answer that is not kept is asked for again; an empty one takes no room, and drives none out.
    kept.get(key, make)
    return not made


def test_the_one_asked_for_last_stays() -> None:
    kept: Kept[str, str] = Kept(most=4, weigh=len)
    made: list[str] = []

    def maker(key: str) -> Callable[[], str]:
        def make() -> str:
            made.append(key)
            return key * 2

        return make

    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, maker(key))
    assert made == ["a", "b", "c", "b"]


def test_threads_get_the_same_answers() -> None:
    kept: Kept[int, str] = Kept(most=10, weigh=len)
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(lambda at: kept.get(at % 7, lambda: str(at % 7)), range(500)))
    assert found == [str(at % 7) for at in range(500)]
