from __future__ import annotations

import pytest

from assessment.quoting.shelves import document, look_up
from sourcier.assessment.quoting.office_phrases import office_in
from sourcier.assessment.quoting.offices import holdings
from sourcier.assessment.quoting.speakers import Speaker, is_same, settled
from sourcier.core.testimony import QuoteStatus


@pytest.mark.parametrize(
    ("lang", "text", "held"),
    [
        ("fr", "La préfète du Vernois, Inès Caro, a signé.", [("ines caro", "prefet", {"vernoi"})]),
        ("fr", "Inès Caro, 51 ans, préfète du Vernois, a signé.", [("ines caro", "prefet", {"vernoi"})]),
        ("fr", "Inès Caro (préfète du Vernois) a signé.", [("ines caro", "prefet", {"vernoi"})]),
        ("fr", "Le ministre de la Pêche Yann Morvan a signé.", [("yann morvan", "ministr", {"peche"})]),
        ("fr", "M. Morvan, président du conseil régional : Non.", [("morvan", "president", {"conseil", "regional"})]),
        ("fr", "Le président de Force Bleue Vernois a signé.", []),
        ("fr", "Le maire de la ville aime Inès Caro.", []),
        ("fr", "Après le départ du maire de Corvel, Inès Caro a pris sa place.", []),
        ("fr", "Avec Inès Caro, la préfète de Corvel a signé.", []),
        ("en", "Fisheries Minister Una Doyle signed.", [("una doyle", "minister", {"fisherie"})]),
        ("en", "Una Doyle, the fisheries minister, signed.", [("una doyle", "minister", {"fisherie"})]),
        ("en", "The leader of the council, Una Doyle, signed.", [("una doyle", "leader", {"council"})]),
        ("en", "The leader of Wexcombe Rowing Club signed.", []),
    ],
)
def test_who_holds_which_office(lang, text, held):
    assert [(" ".join(one.person), one.office.role, set(one.office.of)) for one in holdings(text, lang)] == held


@pytest.mark.parametrize("name", ["un élu", "une voisine", "some councillors", "la mairie"])
def test_one_of_many_has_no_office(name):
    assert office_in(name, "en" if name.startswith("some") else "fr") is None


@pytest.mark.parametrize(
    ("role", "person", "text", "same"),
    [
        ("la préfète", "Inès Caro", "La préfète du Vernois, Inès Caro, a signé.", True),
        ("la préfète du Vernois", "Inès Caro", "La préfète du Vernois, Inès Caro, a signé.", True),
        ("la préfète de Lorme", "Inès Caro", "La préfète du Vernois, Inès Caro, a signé.", None),
        ("le préfet du Vernois", "Inès Caro", "Le préfet du Vernois, Guy Sol, a cédé à Inès Caro.", False),
        ("le préfet", "Inès Caro", "Le préfet du Vernois, Guy Sol, a cédé à Inès Caro.", None),
        ("le préfet", "Inès Caro", "Le préfet, Guy Sol, a cédé à Inès Caro, députée.", False),
        ("l'ancienne préfète", "Inès Caro", "La préfète du Vernois, Inès Caro, a signé.", None),
        ("l'adjointe", "Inès Caro", "La première adjointe, Inès Caro, a signé.", None),
        ("le maire", "Inès Caro", "Guy Sol, maire de Lorme, et Luc Bo, maire de Vau, ont cédé à Inès Caro.", None),
    ],
)
def test_a_role_is_its_holder_and_nobody_else(role, person, text, same):
    alone = settled(Speaker(role), "", "fr")
    named = settled(Speaker(person, tuple(person.lower().replace("è", "e").split())), text, "fr")
    assert is_same(alone, named, "fr") is same
    assert is_same(named, alone, "fr") is same


def test_two_holders_settle_nothing():
    text = "Guy Sol, maire de Lorme, et Luc Bo, maire de Vau, ont signé."
    assert settled(Speaker("le maire"), text, "fr").person == ()
    assert settled(Speaker("le maire de Vau"), text, "fr").person == ("luc", "bo")


STORY = document(
    "La nuit a été longue. La préfète du Vernois, Inès Caro, a réuni la presse. « Aucun barrage de la vallée ne "
    "menace de céder ce soir », a-t-elle dit.\n\nLe maire de Lorme, Guy Sol, n'en croit rien. « Le mur du vieux barrage "
    "suinte depuis dimanche matin », s'alarme-t-il.",
    title="La vallée sous l'eau",
    publisher="La Gazette du Vernois",
)
CALM = "Aucun barrage de la vallée ne menace de céder ce soir"
ALARM = "Le mur du vieux barrage suinte depuis dimanche matin"


@pytest.mark.parametrize(
    ("text", "status", "same"),
    [
        (f"« {CALM} », assure la préfète.", QuoteStatus.EXACT, True),
        (f"« {CALM} », assure la préfète du Vernois.", QuoteStatus.EXACT, True),
        (f"« {ALARM} », assure la préfète du Vernois.", QuoteStatus.MISATTRIBUTED, False),
        (f"La préfète, Inès Caro, s'est montrée. « {ALARM} », assure la préfète.", QuoteStatus.MISATTRIBUTED, False),
        (f"« {CALM} », assure le ministre de l'Intérieur.", QuoteStatus.EXACT, None),
        (f"Le maire de Vau est venu. « {ALARM} », assure le maire de Vau.", QuoteStatus.EXACT, None),
    ],
)
def test_a_quotation_given_to_a_role(text, status, same):
    (found,) = look_up(text, [STORY])
    assert (found.status, found.is_same_speaker) == (status, same)
