"""Whose words end where: behind a semicolon, after a relative clause, beside a figure with a source of its own."""

from __future__ import annotations

import pytest

from reading import read
from sourcier.core.article import Lang

MAYOR = "Le maire Paul Vif"


@pytest.mark.parametrize(
    ("lang", "text", "part", "source"),
    [
        # a statement behind a semicolon is another's
        ("fr", "La ville a perdu, selon le maire, 300 agents ; la sénatrice Anne Roy parle de 900 départs.", "900", "la sénatrice Anne Roy"),
        ("fr", "Le port perd de l'argent, dit-il ; les armateurs parlent de 40 millions d'euros.", "40 millions", "les armateurs"),
        ("fr", "« Le port a perdu 300 agents », dit Luc Roy ; la mairie en compte 900.", "la mairie en compte", "author"),
        # the main clause goes on behind what the relative one reports
        ("fr", "Luc Roy, qui affirme que la ville a perdu 300 agents, a reçu jeudi 40 élus.", "a reçu", "author"),
        ("fr", "Luc Roy, qui affirme que la ville a perdu 300 agents, a reçu jeudi 40 élus.", "la ville a perdu", "Luc Roy"),
        # a figure with a source of its own
        ("fr", "Les syndicats, qui disent avoir réuni 9 000 personnes, 2 500 selon la préfecture, se félicitent.", "2 500", "la préfecture"),
        ("fr", "Les syndicats, qui disent avoir réuni 9 000 personnes, 2 500 selon la préfecture, se félicitent.", "9 000", "Les syndicats"),
        # the noun behind the comma is the subject of what is said, and no partner of who says it
        ("fr", "D'après le port, la Norvège en a livré 40 en 2021.", "en a livré", "le port"),
        ("fr", "D'après le maire et la sénatrice, la ville a perdu 300 agents.", "300 agents", "le maire et la sénatrice"),
        # what the author answers to what nobody is to say
        ("fr", "Qu'on ne vienne pas me dire que la Norvège est ruinée : elle a gagné 40 milliards en 2021.", "40 milliards", "author"),
        ("fr", "Le maire conteste ce point : la Norvège compte 40 ports.", "40 ports", "Le maire"),
        # what the author says of an affirmation
        ("fr", "L'affirmation selon laquelle la Norvège a perdu 40 navires, elle, ignore les 12 navires neufs.", "a perdu 40", "unnamed"),
        # no verb of saying
        ("en", "Norway sold 40 ships, twice as many as Portugal and France put together in 2021.", "twice as many", "author"),
        ("en", 'Claim: "Norway has lost 40 ships; Portugal has lost 12 ships."', "Portugal has lost 12", "unnamed"),
        # names
        ("fr", "« Avec 300 agents de moins, la ville tient », a lancé Marine Le Goff.", "300 agents", "Marine Le Goff"),
        ("en", 'Mayor Tom Hill, in office since May 2019, said that "the town lost 300 jobs".', "300 jobs", "Mayor Tom Hill"),
        ("en", "Ann Pike, in The Courier, says that the town lost 300 jobs.", "300 jobs", "Ann Pike, The Courier"),
    ],
)  # fmt: skip
def test_each_figure_is_given_to_who_says_it(lang: Lang, text: str, part: str, source: str) -> None:
    assert read(text, lang).claim(part).source.name == source


@pytest.mark.parametrize(
    ("paragraphs", "source"),
    [
        # whoever is named last may not be whom a new paragraph goes back to
        (["Paul Vif a tenu trois mois.", "Luc Roy avait tenu huit mois."], "unnamed"),
        # he has just spoken, or nobody else is there
        (["Paul Vif a tenu trois mois.", "« C'était court », dit Luc Roy."], "Luc Roy"),
        (["La réforme a tenu trois mois.", "Luc Roy avait tenu huit mois."], "Luc Roy"),
    ],
)
def test_a_new_paragraph_may_go_back_to_another(paragraphs: list[str], source: str) -> None:
    text = "\n\n".join([*paragraphs, "« La ville a perdu 300 agents », a-t-il lancé."])
    assert read(text, "fr").claim("300 agents", "quantity").source.name == source


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("fr", "En mars 2022, 141 pays avaient réclamé le retrait des troupes.", "quantity"),
        ("fr", "Hier, 62 députés ont exigé le retrait du texte.", "quantity"),
        ("en", "In March 2022, 141 countries demanded a withdrawal.", "quantity"),
        ("fr", "La Norvège a réclamé le retrait des troupes.", "quote"),
    ],
)
def test_a_count_of_those_who_demand_is_no_quotation(lang: Lang, text: str, kind: str) -> None:
    assert {one.kind for one in read(text, lang).claims} == {kind}
