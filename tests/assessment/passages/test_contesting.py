"""Texts that contradict each other, or take back what another wrote: shown, and never settled by the louder one."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.passages.shelves import passage
from assessment.passages.test_passages import BRIDGE, OTHER, SAME, check, verdict
from sourcier.core.findings import Verdict

LATER = date(2021, 4, 12)


def test_texts_that_disagree_are_dated_and_said_to_be_independent() -> None:
    found = check(BRIDGE, passage(SAME), passage(OTHER, "L’Écho", day=LATER))
    assert verdict(found)[0] is Verdict.CONFLICTING
    words = found.assessments[0].justification
    assert "ne viennent pas l’un de l’autre" in words
    assert "Le plus récent est celui du 12 avril 2021 (L’Écho)." in words


def test_a_wire_that_was_corrected_is_two_versions_of_one_text() -> None:
    wire = [passage(SAME, "Agence", origin="org-wire"), passage(OTHER, "Agence", day=LATER, origin="org-wire")]
    found = check(BRIDGE, *wire, passage(SAME, "Le Réveil", day=LATER, origin="org-wire"))
    assert verdict(found)[0] is Verdict.CONFLICTING
    assert "deux versions d’un même texte" in found.assessments[0].justification


def test_what_a_publisher_has_gone_back_on_is_told() -> None:
    first = passage(OTHER, "L’Écho", day=date(2021, 1, 4), origin="org-first")
    found = check(BRIDGE, first, passage(SAME, "L’Écho", origin="org-second"))
    assert verdict(found)[0] is Verdict.SUPPORTED
    assert "L’Écho avait écrit autre chose le 4 janvier 2021." in found.assessments[0].justification


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Rectificatif", "Le pont de Valmorand a bien été payé par le département en 2020, mais 31 500 euros."),
        (None, "Erratum : ce n’est pas 14 200 mais 31 500 euros que le pont de Valmorand a coûté au département."),
    ],
)
@pytest.mark.parametrize("told", [SAME, OTHER])
def test_an_erratum_withholds_either_verdict(title: str | None, text: str, told: str) -> None:
    erratum = passage(text, "L’Écho", day=LATER, title=title)
    found = check(BRIDGE, passage(told), erratum)
    assert verdict(found)[0] is Verdict.NOT_ENOUGH_EVIDENCE
    assert "ne s’accorde pas" in found.assessments[0].justification
    assert set(found.assessments[0].finding_ids) == {one.id for one in found.findings}


def test_an_erratum_about_something_else_withholds_nothing() -> None:
    erratum = passage("Rectificatif. Le marché de Brissy ouvre le lundi.", "L’Écho", day=LATER)
    assert verdict(check(BRIDGE, passage(SAME), erratum))[0] is Verdict.SUPPORTED
