"""Sentences cut by a break."""

from __future__ import annotations

import pytest

from sourcier.ingest.repair.joins import continues, is_ended


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("Il y a peu, c'est", "le ministre qui parlait.", True),
        ("Les élus ont rencontré le", "Premier ministre à midi.", True),
        ("Il a payé quelque", "3 000 euros.", True),
        ("Elle s'est rendue d'abord à Lyon, ensuite à Valence,", "Montélimar et Orange.", True),
        ("Le gouver-", "nement a dit non.", True),
        ("Il a dit « non", "» avant de partir.", True),
        ("The mayor met the", "Prime Minister at noon.", True),
        ("Il est parti.", "le lendemain, rien.", False),
        ("Il est parti »", "Le lendemain, rien.", False),
        ("Trois dates sont prévues :", "les 3 et 4 mai, un débat ;", False),
        ("Une décision rude", "Le conseil a voté.", False),
        ("Chers amis,", "Nous voici réunis.", False),
        ("Il a dit « non. »", "et puis rien", False),
        ("", "et puis rien", False),
    ],
)
def test_continues(before, after, goes_on):
    assert continues(before, after) is goes_on


def test_a_long_paragraph_without_a_final_sign_goes_on_over_a_page_only():
    before = "Le conseil, réuni jusque tard dans la nuit de lundi à mardi, a fini par entendre le maire Anselme"

    assert continues(before, "Tardieu, venu de loin.", across_page=True)
    assert not continues(before, "Tardieu, venu de loin.")


@pytest.mark.parametrize("text", ["Fini.", "Fini ?", "« Fini ! »", "(Fini.)", "Fini…", "Fini.**", "Trois points :"])
def test_is_ended(text):
    assert is_ended(text)
