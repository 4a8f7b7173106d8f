"""Rises and falls at every step: each year between is looked at, and not the two ends alone."""

from __future__ import annotations

from datetime import date

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.assessment.replay import replay_finding
from sourcier.core.article import Lang
from sourcier.core.findings import Finding, Operation, Verdict

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
SILENT = (None, Verdict.NOT_ENOUGH_EVIDENCE)


def check(text: str, lang: Lang) -> tuple[tuple[Finding, ...], Verdict | None]:
    draft = isles.draft_of(text, lang, date(2023, 9, 1))
    findings, (assessment,) = assess(draft, [isles.claim_of(draft)], isles.isles())
    return findings, assessment.verdict


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        # unemployment in Ardenia: 8 (2020), 7.9 (2021), 7.1 (2022)
        ("fr", "Le chômage a reculé en Ardénie deux années de suite : 8 % en 2020, 7,9 % en 2021, 7,1 % en 2022.", YES),
        (
            "fr",
            "Le chômage a augmenté en Ardénie deux années de suite : 8 % en 2020, 7,9 % en 2021, 7,1 % en 2022.",
            NO,
        ),
        ("fr", "Le chômage a baissé chaque année en Ardénie entre 2020 et 2022.", YES),
        ("fr", "Année après année, le chômage a progressé en Ardénie de 2020 à 2022.", NO),
        ("fr", "En 2022, le chômage a reculé en Ardénie pour la deuxième année consécutive.", YES),
        ("en", "Unemployment fell every year in Ardenia between 2020 and 2022.", YES),
        ("en", "Unemployment in Ardenia rose two years in a row: 8% in 2020, 7.9% in 2021, 7.1% in 2022.", NO),
        # the direction is right and one figure is wrong
        (
            "fr",
            "Le chômage a reculé en Ardénie deux années de suite : 9,8 % en 2020, 7,9 % en 2021, 7,1 % en 2022.",
            NO,
        ),
        # steps that the table lacks, steps that nobody counts, a denial
        ("fr", "Le chômage a reculé chaque année en Ardénie entre 2015 et 2022.", None),
        ("fr", "Le chômage recule chaque année en Ardénie.", None),
        (
            "fr",
            "Trois années de suite, le chômage a reculé en Ardénie : 8 % en 2020, 7,9 % en 2021, 7,1 % en 2022.",
            None,
        ),
        ("fr", "Le chômage n’a pas reculé chaque année en Ardénie entre 2020 et 2022.", None),
        ("en", "Unemployment in Ardenia has fallen without interruption, to 7.1% in 2022.", None),
    ],
)
def test_every_step_counts(lang: Lang, text: str, verdict: Verdict | None) -> None:
    _, found = check(text, lang)
    assert found in SILENT if verdict is None else found is verdict


def test_the_finding_shows_all_years_and_can_be_run_again() -> None:
    findings, _ = check("Le chômage a baissé chaque année en Ardénie entre 2020 et 2022.", "fr")
    steps = next(one for one in findings if one.reading.operation is Operation.TREND)
    assert (
        steps.statement.replace("\u202f", " ") == "Taux de chômage, Ardénie : 8 % (2020), 7,9 % (2021) et 7,1 % (2022)."
    )
    assert [dict(cell.key)["period"] for cell in steps.cells] == ["2020", "2021", "2022"]
    assert replay_finding(steps, isles.isles()) == ()
