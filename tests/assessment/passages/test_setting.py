"""Sentences that do not say of which town they speak are met only by those that speak of the same one."""

from __future__ import annotations

import pytest

from assessment.passages.shelves import passage
from assessment.passages.test_passages import check
from sourcier.core.findings import Verdict


@pytest.mark.parametrize(
    ("before", "claim", "title", "told", "expected"),
    [
        ("À Brest, on lit.", "La médiathèque a prêté 4 100 livres en 2020.", "Brest lit", "4 100", Verdict.SUPPORTED),
        ("À Brest, on lit.", "La médiathèque a prêté 9 400 livres en 2020.", "Brest lit", "4 100", Verdict.REFUTED),
        ("À Quimper, on lit.", "La médiathèque a prêté 4 100 livres en 2020.", "À Brest", "4 100", None),
        ("À Quimper, on lit.", "La médiathèque a prêté 9 400 livres en 2020.", "À Brest", "4 100", None),
        ("On lit.", "La médiathèque a prêté 4 100 livres en 2020.", "On lit", "4 100", None),
        (
            "On lit.",
            "La médiathèque de Brest a prêté 4 100 livres en 2020.",
            "La médiathèque de Brest rouvre",
            "4 100",
            Verdict.SUPPORTED,
        ),
        (
            "On lit.",
            "La médiathèque de Quimper a prêté 4 100 livres en 2020.",
            "La médiathèque de Brest rouvre",
            "4 100",
            None,
        ),
    ],
)
def test_a_sentence_is_told_of_the_town_around_it(
    before: str, claim: str, title: str, told: str, expected: Verdict | None
) -> None:
    found = check(f"{before} {claim}", passage(f"La médiathèque a prêté {told} livres en 2020.", title=title))
    verdicts = {one.verdict for one in found.assessments} - {None, Verdict.NOT_ENOUGH_EVIDENCE}
    assert verdicts == ({expected} if expected else set())
