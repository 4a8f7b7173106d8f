from __future__ import annotations

import pytest

from sourcier.assessment.quoting.speakers import Speaker, is_same, name_keys, person_in
from sourcier.assessment.quoting.turns import labels, named_in_title


def _speaker(name, lang="fr"):
    return Speaker(name, person_in(name, lang, (("paul", "orsini"), ("marie", "orsini"), ("luc", "roy"))))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Paul Orsini", "M. Orsini", True),
        ("Paul Orsini", "PAUL ORSINI", True),
        ("le maire de Lanvaux, Paul Orsini", "Paul Orsini", True),
        ("Paul Orsini", "Marie Orsini", False),
        ("Paul Orsini", "Luc Roy", False),
        ("Mme Le Gall", "M. Roy", False),
        ("Paul Orsini", "le maire", None),
        ("Paul Orsini", "l'avocat de Luc Roy", None),
        ("la CGT", "Luc Roy", None),
        ("l'Agence de l'eau", "Agence de l’eau du Vercors", True),
        ("le ministre", "la porte-parole", None),
    ],
)
def test_is_same(one, other, same):
    assert is_same(_speaker(one), _speaker(other), "fr") is same
    assert is_same(_speaker(other), _speaker(one), "fr") is same


def test_two_states_are_two_and_a_body_may_speak_for_another():
    france = Speaker("la France", (), "FRA", "state")
    assert is_same(france, Speaker("le Portugal", (), "PRT", "state"), "fr") is False
    assert is_same(france, Speaker("l'ONU", (), "un", "organisation"), "fr") is None


@pytest.mark.parametrize(
    ("name", "lang", "person"),
    [
        ("Agriculture Minister Fiona Tierney", "en", ("fiona", "tierney")),
        ("nurse Tom Peale", "en", ("tom", "peale")),
        ("Tom Peale's lawyer", "en", ()),
        ("the Bakery Workers' Alliance", "en", ()),
        ("Cllr. Hargreaves", "en", ("hargreaves",)),
        ("Commissioner Piet van der Hoek", "en", ("piet", "hoek")),
        ("Me Karine Aubert", "fr", ("karine", "aubert")),
        ("l'avocate Karine Aubert", "fr", ("karine", "aubert")),
        ("le président de la République", "fr", ()),
    ],
)
def test_person_in(name, lang, person):
    assert person_in(name, lang) == person


def test_labels_are_turns_and_not_any_colon():
    text = "MR. HOLLOWAY: No.\n\nMs. Adeyemi: Yes, and this: never.\n\nThe result was clear: nothing."
    assert [name for _, name in labels(text, "en")] == ["MR. HOLLOWAY", "Ms. Adeyemi"]
    dashed = "Mme la présidente. – La parole est à M. Roy.\n\nM. Roy. – Merci."
    assert [name for _, name in labels(dashed, "fr")] == ["Mme la présidente", "M. Roy"]


@pytest.mark.parametrize(
    ("title", "lang", "name"),
    [
        ("Allocution d'Inès Roy, préfète, lors des vœux", "fr", "Inès Roy, préfète"),
        ("Communiqué de l'intersyndicale : non à la fermeture", "fr", "l'intersyndicale"),
        ("Statement by the Bakery Workers' Alliance", "en", "the Bakery Workers' Alliance"),
        ("Un discours de trop", "fr", None),
        ("Dam plan splits valley town", "en", None),
    ],
)
def test_named_in_title(title, lang, name):
    assert named_in_title(title, lang) == name


def test_name_keys_keep_what_tells_people_apart():
    assert name_keys("Mme Ursula von der Leyen", "fr") == ("ursula", "leyen")
