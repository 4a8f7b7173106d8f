"""Whose words a text gives: whom a pronoun goes back to, and silence where that may be another."""

import pytest

from reading import read

NORWAY = "la Norvège a 5 millions d'habitants"
PEOPLE = "Norway has 5 million people"

FRENCH = [
    # An impersonal "il" is nobody.
    ("Le maire Paul Vif salue la réforme. Il est absurde de soutenir que {}.", "unnamed"),
    ("Le maire Paul Vif salue la réforme. Il est trop facile de dire que {}.", "unnamed"),
    ("Le maire Paul Vif dit que la ville a 300 agents. Il serait imprudent d'affirmer que {}.", "unnamed"),
    ("Le maire Paul Vif dit que la ville a 300 agents. Il serait faux de prétendre que {}.", "unnamed"),
    # Gender: by title, by article, by given name.
    ("Le maire Paul Vif salue la réforme. La sénatrice Anne Roy a raison : elle dit que {}.", "La sénatrice Anne Roy"),
    ("La sénatrice Anne Roy a reçu le maire Paul Vif. Elle dit que {}.", "La sénatrice Anne Roy"),
    ("La sénatrice Anne Roy a reçu le maire Paul Vif. Il dit que {}.", "le maire Paul Vif"),
    ("Le maire Paul Vif a reçu Mme Roy. Elle affirme que {}.", "Mme Roy"),
    ("Le maire Paul Vif salue la réforme. Elle affirme que {}.", "unnamed"),
    ("La juge Camille Roy a parlé. Il assure que {}.", "unnamed"),
    ("Le maire Paul Vif affirme que la ville a 300 agents. Elle ajoute que {}.", "unnamed"),
    ("Sophie Roy a salué Paul Vif. Elle affirme que {}.", "Sophie Roy"),
    ("Sophie Roy a salué Paul Vif. Il affirme que {}.", "Paul Vif"),
    # Who acts last, though others spoke before.
    ("Le maire Paul Vif réfute l'idée. Le sénateur Luc Roy se trompe quand il dit que {}.", "Le sénateur Luc Roy"),
    (
        "Le maire Paul Vif affirme que la ville a 300 agents. Le sénateur Luc Roy a souri. Il dit que {}.",
        "Le sénateur Luc Roy",
    ),
    ("Le maire Paul Vif affirme que la ville a 300 agents. Il ajoute que {}.", "Le maire Paul Vif"),
    ("Le maire Paul Vif affirme que la ville a 300 agents. La réforme passera. Il ajoute que {}.", "Le maire Paul Vif"),
    # Two who may be meant.
    ("Le maire Paul Vif a rencontré le sénateur Luc Roy. Il dit que {}.", "unnamed"),
    ("Le maire Paul Vif et le sénateur Luc Roy sourient. Il dit que {}.", "unnamed"),
    ("Le maire Paul Vif salue la réforme. La commission a entendu le sénateur Luc Roy. Il dit que {}.", "unnamed"),
    ("Anne Roy salue la réforme. Elle a rencontré Sophie Vif. Elle affirme que {}.", "unnamed"),
    ("Le maire Paul Vif affirme que la ville a 300 agents. Ils ajoutent que {}.", "unnamed"),
    # Two who say the same.
    ("Les sénateurs Luc Roy et Anne Vif affirment que {}.", "Les sénateurs Luc Roy et Anne Vif"),
    ("Les élus du Nord et ceux du Sud assurent que {}.", "Les élus du Nord et ceux du Sud"),
    ("Le maire Paul Vif et le sénateur Luc Roy disent que la ville grandit. Il ajoute que {}.", "unnamed"),
    # A word that the tagger takes for no verb, and what stands before a name.
    ("« {} », tonne Paul Vif.", "Paul Vif"),
    ("{}, disait déjà le maire Paul Vif.", "le maire Paul Vif"),
    # Who goes on with what he says.
    ("Le maire Paul Vif croit que la ville grandit. Et que {}.", "Le maire Paul Vif"),
    # A surname that is a common word.
    ("Le député Yves Car prétend que {}.", "Le député Yves Car"),
    ("La députée Marie Or affirme que {}.", "La députée Marie Or"),
    ("Le maire Paul Pour explique que {}.", "Le maire Paul Pour"),
    ("Selon le député Jean Dans, {}.", "le député Jean Dans"),
]
ENGLISH = [
    ("Mayor Tom Hill said the town had 3,000 people. It is absurd to say that {}.", "unnamed"),
    ("Mayor Tom Hill said the town had 3,000 people. It would be wrong to claim that {}.", "unnamed"),
    ("Mayor Tom Hill said the town had 3,000 people. It says that {}.", "unnamed"),
    ("Mayor Tom Hill said the town had 3,000 people. He added that {}.", "Mayor Tom Hill"),
    ("Mayor Tom Hill said the town had 3,000 people. She said that {}.", "unnamed"),
    ("Mayor Tom Hill spoke. The banker Alan Pike met Senator Kate Lowe. She said that {}.", "Senator Kate Lowe"),
    ("Mayor Tom Hill said the town had 3,000 people. Senator Kate Lowe smiled. He said that {}.", "Mayor Tom Hill"),
    ("Mayor Tom Hill met Senator Alan Pike. He said that {}.", "unnamed"),
    ("Mayor Tom Hill met Senator Kate Lowe. He said that {}.", "Mayor Tom Hill"),
    ("Tom Hill said the town had 3,000 people. Robin Pike smiled. He said that {}.", "unnamed"),
    ("Robin Pike said the town had 3,000 people. He added that {}.", "Robin Pike"),
    ("Mayor Tom Hill said the town had 3,000 people. Alan Pike is wrong when he says that {}.", "Alan Pike"),
    ("Tom Hill welcomed the reform. A neighbour protested. He said that {}.", "unnamed"),
    ("Tom Hill and Alan Pike smiled. He said that {}.", "unnamed"),
    ("Tom Hill and Ann Pike said that {}.", "Tom Hill and Ann Pike"),
    ("Mayor Tom Hill said the town had 3,000 people. They added that {}.", "unnamed"),
    ("The mayor Jack Will says that {}.", "The mayor Jack Will"),
]


@pytest.mark.parametrize(
    ("lang", "text", "source"),
    [("fr", text.format(NORWAY), source) for text, source in FRENCH]
    + [("en", text.format(PEOPLE), source) for text, source in ENGLISH],
)
def test_words_are_given_to_their_speaker_or_to_nobody(lang, text, source):
    result = read(text, lang)
    said = NORWAY if lang == "fr" else PEOPLE
    assert result.claim(said).source.name == source


BOATS = "la Norvège a perdu 40 navires"
SPOKEN = [
    # "Selon lui, X": X is the subject of the clause.
    ("fr", "La sénatrice Anne Roy a parlé. Selon elle, la Norvège, membre de l'Union, a perdu 40 navires.", "Anne Roy"),
    ("fr", "Le maire Paul Vif a parlé. D'après lui, la Norvège, voisine, a perdu 40 navires.", "Le maire Paul Vif"),
    ("fr", "Selon lui, la Norvège, membre de l'Union, a perdu 40 navires.", "unnamed"),
    ("fr", "Pour lui, la Norvège, membre de l'Union, a perdu 40 navires.", "unnamed"),
    ("fr", "Selon le maire, Paul Vif, la Norvège a perdu 40 navires.", "Paul Vif"),
    ("fr", "Pour le maire, Paul Vif, la Norvège a perdu 40 navires.", "Paul Vif"),
    ("en", "Mayor Tom Hill spoke. According to him, Norway, an ally, lost 40 ships.", "Mayor Tom Hill"),
    ("en", "According to her, Norway, a NATO member, lost 40 ships.", "unnamed"),
    ("en", "According to her spokesman, Tom Hill, Norway lost 40 ships.", "Tom Hill"),
    # A comparison before the closing mark.
    (
        "fr",
        "« La Norvège est aujourd'hui plus surveillée que la Manche », assure l'amiral Sten Lind.",
        "l'amiral Sten Lind",
    ),
    ("fr", "« La Norvège est aussi peuplée que l'an dernier », déplore le maire.", "le maire"),
    ("fr", "La Norvège est plus riche que le Portugal, assure le ministre.", "le ministre"),
    ("en", '"Norway is richer than that of Portugal," says Tom Hill.', "Tom Hill"),
    ("fr", "Le maire dit aussi que la Norvège, membre de l'alliance, a perdu 40 navires.", "Le maire"),
    # Any verb behind a closing mark.
    (
        "fr",
        "« La Norvège a perdu 40 navires et rien n'a changé », soupire une ouvrière, qui travaille au port.",
        "unnamed",
    ),
    ("fr", "« La Norvège a perdu 40 navires », tonne Marc Ferrand.", "Marc Ferrand"),
    ("fr", "« La Norvège a perdu 40 navires », s'étrangle la députée Anne Vial.", "la députée Anne Vial"),
    ("fr", "« La Norvège a perdu 40 navires », s'enflamme Anne Vial.", "Anne Vial"),
    ("fr", "« La Norvège a perdu 40 navires », s'alarme-t-il, avant de quitter la salle.", "unnamed"),
    ("fr", "« La Norvège a perdu 40 navires », grince le maire, Paul Vif.", "Paul Vif"),
    ("fr", "« La Norvège a perdu 40 navires. »", "unnamed"),
    ("fr", "Une affiche au mur : « La Norvège a perdu 40 navires. »", "unnamed"),
    ("fr", "« La Norvège » a perdu 40 navires.", "author"),
    ("en", '"Norway lost 40 ships," Admiral Rob Bauer, a Dutch officer, told reporters.', "Admiral Rob Bauer"),
    ("en", "“Norway lost 40 ships,” Admiral Rob Bauer, who leads the fleet, told reporters.", "Admiral Rob Bauer"),
    ("en", '"Norway lost 40 ships," thundered Tom Hill, the mayor.', "Tom Hill"),
    ("en", '"Norway lost 40 ships," sighed one shopper.', "unnamed"),
    ("en", '"Norway lost 40 ships," she hissed.', "unnamed"),
    ("en", '"Norway lost 40 ships," Tom Hill hissed.', "Tom Hill"),
    # What the author thinks, and what he hears.
    ("fr", "Quand je lis que la Norvège a perdu 40 navires, je ris.", "unnamed"),
    ("fr", "Quand j'entends que la Norvège a perdu 40 navires, je ris.", "unnamed"),
    ("fr", "On nous dit que la Norvège a perdu 40 navires.", "unnamed"),
    ("fr", "À en croire certains, la Norvège a perdu 40 navires.", "unnamed"),
    ("fr", "Je pense que la Norvège a perdu 40 navires.", "author"),
    ("fr", "À mon avis, la Norvège a perdu 40 navires.", "author"),
    (
        "fr",
        "Quand je lis la presse, je vois que certains n'ont pas compris que la Norvège a perdu 40 navires.",
        "author",
    ),
    ("en", "When I read that Norway lost 40 ships, I laugh.", "unnamed"),
    ("en", "I think Norway lost 40 ships.", "author"),
]


@pytest.mark.parametrize(("lang", "text", "source"), SPOKEN)
def test_the_author_and_the_others_are_told_apart(lang, text, source):
    found = [
        one
        for one in read(text, lang).claims
        if one.kind != "quote" and ("Norv" in one.anchor.exact or "Norw" in one.anchor.exact)
    ]
    assert [one.source.name.removeprefix("La sénatrice ") for one in found] == [source]
    assert not any("soupire" in one.anchor.exact or "told" in one.anchor.exact for one in found)
