"""A byte a number is enough: the nearest stay the nearest, exactly and in one order."""

from __future__ import annotations

import numpy as np
import pytest

from sourcier.evidence.library.quantised import Quantised, quantise

ROWS = np.random.default_rng(7).standard_normal((3_000, 96)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
QUERY = ROWS[1_234] + 0.7 * ROWS[77]
QUERY /= np.linalg.norm(QUERY)


def test_cosines_are_those_of_all_digits_within_half_a_hundredth() -> None:
    found = Quantised(*quantise(ROWS)).nearest(QUERY, limit=3_000)
    assert len(found) == 3_000
    for place, cosine in found:
        assert cosine == pytest.approx(float(ROWS[place] @ QUERY), abs=0.005)
    assert [place for place, _ in found[:2]] == [1_234, 77]


def test_nearest_among_some_are_the_nearest_of_these() -> None:
    quantised = Quantised(*quantise(ROWS))
    among = np.arange(3_000) % 3 == 0
    everything = [pair for pair in quantised.nearest(QUERY, limit=3_000) if pair[0] % 3 == 0]
    assert quantised.nearest(QUERY, limit=20, among=among) == everything[:20]
    assert quantised.nearest(QUERY, limit=20, among=np.zeros(3_000, bool)) == []


def test_equal_rows_come_in_their_order() -> None:
    quantised = Quantised(*quantise(np.repeat(ROWS[:3], 600, axis=0)))
    assert [place for place, _ in quantised.nearest(ROWS[1], limit=5)] == [600, 601, 602, 603, 604]


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513])
def test_any_number_of_rows_is_searched(count: int) -> None:
    assert len(Quantised(*quantise(ROWS[:count])).nearest(QUERY, limit=1_000)) == count


def test_row_of_zeros_is_near_to_nothing() -> None:
    codes, scales = quantise(np.zeros((1, 8), np.float32))
    assert (codes.tolist(), bool(np.isfinite(scales).all())) == ([[0] * 8], True)
