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
