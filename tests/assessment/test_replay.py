"""A finding run again: nothing changed, a changed cell, a missing table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.isles import claim_of, draft_of, isles, write_pack
from sourcier.assessment import assess, replay_finding
from sourcier.core.findings import Finding
from sourcier.evidence.packs import open_packs

SENTENCES = [
    "Le taux de chômage de l’Ardénie atteignait 9,4 % en 2022.",
    "En Ardénie, le chômage a reculé entre 2015 et 2022.",
    "En 2022, la Borélie était le pays le plus peuplé du monde.",
    "À elles deux, la Borélie et la Calvanie comptaient 34,5 millions d’habitants en 2022.",
    "La Calvanie est membre de la Ligue du Nord.",
    "La paix du Lac fut signée en 2004.",
    "L’Ardénie s’est abstenue lors du vote du 2 mars 2022.",
    "L’Ardénie a eu 1 300 soldats tués en 2022.",
]


def findings_of(text: str) -> tuple[Finding, ...]:
    draft = draft_of(text, "fr", date(2023, 9, 1))
    findings, _ = assess(draft, [claim_of(draft)], isles())
    assert findings
    return findings


@pytest.mark.parametrize("text", SENTENCES)
def test_replay_of_a_fresh_finding_gives_no_difference(text: str) -> None:
    assert [replay_finding(finding, isles()) for finding in findings_of(text)] == [()] * len(findings_of(text))


def test_replay_names_the_changed_cell_and_what_follows(tmp_path: Path) -> None:
    (finding,) = findings_of("Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022.")
    changed = open_packs(write_pack(tmp_path, changed=("ARD,2022,7.1,", "ARD,2022,9.4,")))
    differences = replay_finding(finding, changed)
    assert "'7.1' → '9.4'" in differences[0]
    assert any(difference.startswith("comparison:") for difference in differences)


def test_replay_reports_a_row_that_is_gone(tmp_path: Path) -> None:
    (finding,) = findings_of("Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022.")
    changed = open_packs(write_pack(tmp_path, changed=("ARD,2022,7.1,", "ARD,2023,7.1,")))
    assert any("is gone" in difference for difference in replay_finding(finding, changed))


def test_replay_reports_a_missing_pack() -> None:
    (finding,) = findings_of("Le taux de chômage de l’Ardénie atteignait 7,1 % en 2022.")
    (query,) = finding.queries
    elsewhere = replace(finding, queries=(replace(query, pack="atlantis"),))
    (difference,) = replay_finding(elsewhere, isles())
    assert "atlantis" in difference
