"""One spelling for a figure or date, however it is written."""

from __future__ import annotations

import pytest

from sourcier.evidence.library.figures import figures_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 000 emplois", {"15000"}),
        ("15\u202f000 emplois", {"15000"}),
        ("15,000 jobs", {"15000"}),
        ("15.000 emplois", {"15000"}),
        ("15 mille emplois", {"15000"}),
        ("1,2 million d'euros", {"1200000"}),
        ("3.40 billion", {"3400000000"}),
        ("7,1 % puis 7.10 %", {"7.1"}),
        ("le 3 mars 2024", {"3", "2024", "2024-03-03", "2024-03"}),
        ("le 1er août 2021", {"2021", "2021-08-01", "2021-08", "1"}),
        ("March 3rd, 2024", {"3", "2024", "2024-03-03", "2024-03"}),
        ("3 March 2024", {"3", "2024", "2024-03-03", "2024-03"}),
        ("en mai 1998", {"1998", "1998-05"}),
        ("2024-03-03", {"2024-03-03", "2024-03", "2024", "3"}),
        ("en 2023 150 ouvriers", {"2023", "150"}),
        ("En 2019 M. Roy", {"2019"}),
        ("F16, A400M", set()),
        ("le 99 mars 2024", {"99", "2024", "2024-03"}),
        ("9" * 40, set()),
        ("aucun", set()),
    ],
)
def test_figures_and_dates_have_one_spelling(text: str, expected: set[str]) -> None:
    assert set(figures_of(text)) == expected
