"""Sources taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import Citation, cite, open_packs, split_source


@pytest.mark.parametrize(
    ("cell", "publisher", "title", "url"),
    [
        ("Ligue — Membres — https://ligue.example/m", "Ligue", "Membres", "https://ligue.example/m"),
        (
            "Ligue — Membres, après 1990 — liste — http://l.example/",
            "Ligue",
            "Membres, après 1990 — liste",
            "http://l.example/",
        ),
        ("Ligue — Membres", "Ligue", "Membres", None),
        ("Office du grain, TBL.1", "Office du grain, TBL.1", "", None),
        ("Ligue — https://ligue.example/", "Ligue", "", "https://ligue.example/"),
        ("https://ligue.example/", "", "", "https://ligue.example/"),
        ("L’Est-Ouest - quotidien", "L’Est-Ouest - quotidien", "", None),
    ],
)
def test_source_is_parted_at_its_dashes(cell: str, publisher: str, title: str, url: str | None) -> None:
    assert split_source(cell) == Citation(publisher=publisher, title=title, url=url)


def test_short_source_gets_the_address_of_the_source_it_names(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat",))
    pack.table("wheat")["sources"] = [
        {"title": "Harbour Board, statements", "path": "https://port.example/"},
        {"title": "Office du grain, annuaire", "path": "https://grain.example/annuaire"},
    ]
    wheat = open_packs(pack.write(tmp_path)).resource("isles", "wheat")
    citation = cite(wheat, wheat.rows()[0])
    assert citation == Citation("Office du grain", "Office du grain, annuaire", "https://grain.example/annuaire")


def test_full_source_is_left_alone(tmp_path: Path) -> None:
    losses = open_packs(PackOf(only=("losses",)).write(tmp_path)).resource("isles", "losses")
    assert cite(losses, losses.rows()[0]) == Citation("Rapport", "Pertes", "https://obs.example/1")
