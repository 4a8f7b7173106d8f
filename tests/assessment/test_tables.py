"""What is remembered of packs: made once, and gone with them."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from assessment.isles import write_pack
from sourcier.assessment.measures import measures_of
from sourcier.assessment.outlines import outline_of
from sourcier.assessment.tables import Tables, tables_of
from sourcier.evidence.packs import open_packs


def test_the_same_packs_have_the_same_tables_and_measures(tmp_path: Path) -> None:
    packs = open_packs(write_pack(tmp_path))
    tables = tables_of(packs)
    assert tables_of(packs) is tables
    assert measures_of(tables) is measures_of(tables)


def test_what_is_made_of_tables_is_gone_with_them(tmp_path: Path) -> None:
    tables = Tables(open_packs(write_pack(tmp_path)))
    measures = weakref.ref(measures_of(tables))
    assert measures() is not None
    del tables
    gc.collect()
    assert measures() is None


def test_a_series_is_outlined(tmp_path: Path) -> None:
    packs = open_packs(write_pack(tmp_path))
    prices, people = (outline_of(packs.resource("isles", name)) for name in ("prices", "population"))
    assert (prices.is_annual, prices.has_negatives, prices.entities) == (True, True, frozenset({"ARD", "BOR"}))
    assert (people.has_negatives, "world" in people.entities) == (False, True)
