"""Tables found by words in two languages."""

from __future__ import annotations

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import open_packs, search


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory):
    pack = PackOf(only=("wheat", "members", "losses"))
    said = {
        "wheat": ("Récolte de blé", "Wheat harvest", "moissons", "grain output", "Sans le seigle", "Rye excluded"),
        "members": (
            "Adhésions",
            "Memberships",
            "faire partie de",
            "belong to",
            "Membres de plein droit",
            "Full members",
        ),
        "losses": ("Œuvres détruites", "Works destroyed", "dégâts", "damage", "Le blé n’est pas compté", "No wheat"),
    }
    for name, (label_fr, label_en, term_fr, term_en, definition_fr, definition_en) in said.items():
        pack.table(name)["sourcier"] |= {
            "label": {"fr": label_fr, "en": label_en},
            "terms": {"fr": [term_fr], "en": [term_en]},
            "definition": {"fr": definition_fr, "en": definition_en},
        }
    return open_packs(pack.write(tmp_path_factory.mktemp("packs"))).resources


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("blé", ["wheat", "losses"]),
        ("BLE", ["wheat", "losses"]),
        ("recoltes", ["wheat"]),
        ("harvest", ["wheat"]),
        ("grain", ["wheat"]),
        ("moisson", ["wheat"]),
        ("oeuvres", ["losses"]),
        ("adhes", ["members"]),
        ("full member", ["members"]),
        ("blé récolte", ["wheat"]),
        ("rye", ["wheat"]),
        ("blé chinois", []),
        ("", []),
        ("%", []),
    ],
)
def test_search_finds_folded_words_of_both_languages_labels_first(tables, words: str, names: list[str]) -> None:
    assert [one.table.name for one in search(tables, words)] == names


def test_search_says_where_the_words_stand(tables) -> None:
    first, second = search(tables, "wheat")
    assert (first.where, second.where) == (("label", "name"), ("definition",))


def test_order_does_not_depend_on_the_order_of_the_tables(tables) -> None:
    assert search(reversed(tables), "blé") == search(tables, "blé")
