"""What a pack of a recipe says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.evidence.recipes import Table
from sourcier.evidence.recipes.writing import coverage_of

DAY = date(2025, 3, 4)
SPELL = {"subject": "FRA", "relation": "member_of", "object": "quays"}


@pytest.mark.parametrize(
    ("shape", "until", "rows", "covered"),
    [
        ("relation", "", [{"start": "1994-01-01", "end": "2001-01-01"}], ("1994-01-01", "2001-01-01")),
        ("relation", "", [{"start": "1994-01-01", "end": ""}], ("1994-01-01", "2025-03-04")),
        ("relation", "2023-12-31", [{"start": "1994-01-01", "end": ""}], ("1994-01-01", "2023-12-31")),
        ("relation", "", [{"start": "", "end": ""}], ("", "")),
        ("series", "", [{"period": "2021"}, {"period": "2019"}], ("2019", "2021")),
        ("event", "", [{"start": "2021-05-03", "end": ""}], ("2021-05-03", "2021-05-03")),
    ],
)
def test_an_open_end_holds_until_the_source_stops(shape, until, rows, covered):
    table = Table(name="t", shape=shape, rows=tuple({**SPELL, **row} for row in rows), until=until)
    assert coverage_of(table, DAY) == covered
