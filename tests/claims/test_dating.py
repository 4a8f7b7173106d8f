"""Which times a claim gets."""

import pytest

from reading import read

CASES = [
    (
        "fr",
        "Trois pompiers ont été tués et neuf autres ont été blessés, dont deux grièvement, dans un incendie lundi soir.",
        "tués",
        ["lundi soir"],
    ),
    (
        "fr",
        "Trois pompiers ont été tués et neuf autres ont été blessés, dont deux grièvement, dans un incendie lundi soir.",
        "dont deux",
        ["lundi soir"],
    ),
    (
        "fr",
        "Deux personnes sont mortes et cinq ont été blessées, dans une collision dimanche matin.",
        "mortes",
        ["dimanche matin"],
    ),
    ("fr", "La région a produit 12 000 tonnes de miel en 2023, soit 40 % du total.", "40 %", ["en 2023"]),
    ("fr", "Le conseil a adopté le plan jeudi, par 31 voix contre 12.", "31 voix", ["jeudi"]),
    ("fr", "L'éolien a dépassé le charbon en 2022 : 16 % contre 14 %.", "16 %", ["en 2022"]),
    (
        "fr",
        "L'Italie a fermé trois ports depuis 2019, pendant que le Portugal en ouvrait deux.",
        "Portugal",
        ["depuis 2019"],
    ),
    ("fr", "Ouverte depuis mars, la halle reçoit 900 clients ; les loyers restent à 12 euros.", "12 euros", []),
    ("fr", "Le prix a doublé en trois ans, et la récolte a baissé de 8 %.", "8 %", []),
    ("en", "It is the worst flood since 2013, when 21 people died.", "21 people", ["2013"]),
    ("fr", "Le conseil a prolongé jeudi, pour dix mois, l'aide aux loyers.", "dix mois", ["jeudi"]),
    ("fr", "La cour a blanchi jeudi le maire et a condamné son adjoint à deux ans de prison.", "adjoint", ["jeudi"]),
    ("fr", "Le taux atteint 38 %, contre 29 % en 2018.", "38 %", []),
    ("fr", "La part s'établit à 61 %, en recul de cinq points par rapport à 2022.", "61 %", []),
    ("fr", "Les vents ont soufflé à 190 km/h, un record dans la région depuis 2004.", "190 km/h", []),
    ("fr", "La digue a cédé samedi, tuant douze personnes.", "douze personnes", ["samedi"]),
    ("fr", "La ville ouvrira 40 places d'ici à 2030, soit une sur neuf.", "une sur neuf", []),
    ("fr", "Depuis que la mine a fermé en 2009, le bourg a perdu 300 habitants.", "a fermé", ["en 2009"]),
    (
        "fr",
        "Depuis que la mine a fermé en 2009, le bourg a perdu 300 habitants.",
        "300 habitants",
        ["Depuis que la mine a fermé en 2009"],
    ),
    ("en", "Its rulers have missed a deadline, and no junta has left on time since 2010.", "deadline", []),
    ("en", "Exports fell by 4%, and the margin has slipped to 3% in two years.", "Exports", []),
]


@pytest.mark.parametrize(("lang", "text", "part", "times"), CASES)
def test_a_claim_has_its_own_times_or_those_that_it_shares(lang, text, part, times):
    claim = read(text, lang).claim(part)
    assert [time.text for time in claim.times] == times


def test_a_quote_has_the_time_of_the_saying_and_not_of_what_is_said():
    text = "« Le pont sera livré en 2027 », a assuré mardi la maire de Valmont, Claire Rivet."
    quote = read(text).claim("assuré", "quote")
    assert [time.text for time in quote.times] == ["mardi"]
