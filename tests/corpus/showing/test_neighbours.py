import numpy as np
import pytest

from sourcier.app.corpus.showing.neighbours import MOST, NEAR, near_pairs

DICE = np.random.default_rng(7)


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def bunches(count, size):
    """Return rows in bunches that lie near each other."""
    middles = np.repeat(DICE.normal(size=(count, 16)), size, axis=0)
    return unit(middles + 0.12 * DICE.normal(size=middles.shape))


def one_by_one(rows):
    """Return the pairs by the words of the docstrings: the nearest of each row, then all of them the nearest first."""
    cosines = np.round(rows.astype(np.float32) @ rows.astype(np.float32).T, 3)
    found = {}
    for at, row in enumerate(cosines):
        nearest = sorted(np.nonzero(row >= NEAR)[0].tolist(), key=lambda other: (-row[other], other))[: MOST + 1]
        found |= {(min(at, other), max(at, other)): float(row[other]) for other in nearest if other != at}
    return sorted(found, key=lambda pair: (-found[pair], pair))


@pytest.mark.parametrize("block", [7, 256])
@pytest.mark.parametrize("rows", [bunches(20, 3), bunches(3, 40), np.repeat(bunches(30, 2), 4, axis=0)[::-1]])
def test_near_pairs_are_those_of_all_against_all_whatever_the_blocks(monkeypatch, rows, block):
    monkeypatch.setattr("sourcier.app.corpus.showing.neighbours._BLOCK", block)
    assert list(map(tuple, near_pairs(rows).tolist())) == one_by_one(rows)


def test_no_rows_have_no_pairs():
    assert near_pairs(np.zeros((0, 1), np.float16)).tolist() == []


def test_each_place_of_a_crowded_row_has_a_neighbour_in_other_words():
    one, other = bunches(1, 2)
    pairs = near_pairs(np.array([one] * 100 + [other] * 100))
    across = {place for pair in pairs.tolist() for place in pair if pair[0] < 100 <= pair[1]}
    assert across == set(range(200))
