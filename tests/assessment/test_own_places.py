"""Places of a newsroom's own pack, whatever kind it calls them: each is judged by its own figure and no other's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.core.findings import Assessment, Verdict
from sourcier.evidence.packs import open_packs
from sourcier.text.gazetteer import Gazetteer

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
EMPTY = {
    "label": {"fr": "Logements vacants", "en": "Empty homes"},
    "definition": {"fr": "Part des logements sans habitant", "en": "Share of homes without anybody in them"},
    "terms": {"fr": ["taux de vacance"], "en": ["vacancy rate"]},
    "unit": "%",
}
TOWNS = "city-montclar,{kind},Montclar,Montclar,,,\nvarennes,{kind},Varennes,Varennes,,,\nlorzy,{kind},Lorzy,Lorzy,,,\n"


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def with_pack(kind: str, rows: str, text: str) -> Assessment:
        towns = ("city-montclar,city,Montclar,Montclar,,,\n", TOWNS.format(kind=kind))
        packs = open_packs(isles.write_pack(tmp_path, changed=towns, more={"empty-homes": {**EMPTY, "rows": rows}}))
        monkeypatch.setattr(isles, "gazetteer", cache(lambda: Gazetteer.of(packs.entities)))
        draft = isles.draft_of(text)
        _, (assessment,) = assess(draft, [isles.claim_of(draft)], packs, explain=True)
        return assessment

    return with_pack


BOTH = "city-montclar,2022,14 varennes,2022,9"


@pytest.mark.parametrize("kind", ["city", "place", "commune", "region", "river", "organisation", "institution"])
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("En 2022, le taux de vacance de Montclar était de 14 %.", YES),
        ("En 2022, le taux de vacance de Montclar était de 9 %.", NO),
        # a name that ends like that of a people's women
        ("Le taux de vacance à Varennes a atteint 9 % en 2022.", YES),
        ("Le taux de vacance à Varennes a atteint 14 % en 2022.", NO),
    ],
)
def test_each_has_its_own_figure(check, kind, text, verdict):
    assert check(kind, BOTH, text).verdict is verdict


@pytest.mark.parametrize("kind", ["city", "place", "commune"])
def test_what_the_table_leaves_out_is_not_given_the_only_figure_that_it_has(check, kind):
    assert check(kind, "city-montclar,2022,14", "Le taux de vacance à Lorzy a atteint 14 % en 2022.").verdict is None


def test_a_city_that_the_table_leaves_out_is_given_as_the_reason(check):
    found = check("city", BOTH, "Le taux de vacance à Port-Clair a atteint 14 % en 2022.")
    assert any("ville" in one.rejected for one in found.considered if one.resource == "empty-homes")
