from __future__ import annotations

import pytest

from sourcier.text.elision import elides, fill, joined, of


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ysabeau", "d’Ysabeau"),
        ("Yolande Petit", "de Yolande Petit"),
        ("Émile", "d’Émile"),
        ("Œdipe", "d’Œdipe"),
        ("Hortense", "d’Hortense"),
        ("Hassan", "de Hassan"),
        ("la Hongrie", "de la Hongrie"),
        ("le préfet", "du préfet"),
        ("Le préfet", "du préfet"),
        ("Le Havre", "de Le Havre"),
        ("les riverains", "des riverains"),
        ("l’ONU", "de l’ONU"),
        ("hectares", "d’hectares"),
        ("hausses", "de hausses"),
        ("halles", "de halles"),
        ("yuans", "de yuans"),
        ("onze villes", "de onze villes"),
        ("août 2023", "d’août 2023"),
        ("« non »", "de « non »"),
        ("12", "de 12"),
        ("A", "de A"),
    ],
)
def test_of(name, written):
    assert of(name) == written


def test_que_and_a_are_fitted_too():
    assert joined("que", "Yvette") == "qu’Yvette"
    assert joined("Que", "Yann") == "Que Yann"
    assert joined("à", "le maire") == "au maire"
    assert joined("À", "les élus") == "Aux élus"


def test_only_the_joint_is_touched():
    words = {"who": "Yvan", "cut": "à condition de le vendre, de Anne", "n": 3}
    assert fill("Mots de {who} ({n}), sans « {cut} » : {who}.", words) == (
        "Mots d’Yvan (3), sans « à condition de le vendre, de Anne » : Yvan."
    )
    assert fill("Rien à remplir", {}) == "Rien à remplir"
    assert fill("de {n}", {"n": 11}) == "de 11"


@pytest.mark.parametrize("name", ["", "…", "11", "x"])
def test_nothing_is_elided_before_what_is_no_word(name):
    assert not elides(name)
