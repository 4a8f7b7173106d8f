"""What an author calls untrue is not what the author says."""

import pytest

from .test_finder import read

CALLED_UNTRUE = [
    # language, text, words of the claim, source, commitment, polarity
    ("fr", "Il n'est pas vrai que la Norvège ait 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "Il est inexact que Brest a vendu 40 navires.", "40 navires", "unnamed", "denies", "positive"),
    ("fr", "C'est une légende que la Norvège compte 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "L'idée que la Norvège compte 40 ports est fausse.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "Il est vrai que la Norvège compte 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("fr", "Il n'est pas faux que la Norvège compte 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("fr", "Est-il faux que la Norvège compte 40 ports ?", "40 ports", "author", "asserts", "positive"),
    ("en", "It is not true that Norway has 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It isn't the case that Norway has 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It is a myth that Norway sold 40 ports in 2020.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "The claim that Norway has 40 ports is false.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It is true that Norway has 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("en", "It is not wrong that Norway has 40 ports.", "40 ports", "author", "asserts", "positive"),
    (
        "fr",
        "Le maire dit qu'il est faux que Brest a vendu 40 navires.",
        "40 navires",
        "Le maire",
        "reports",
        "negative",
    ),
    ("en", "The mayor says it is untrue that Brest sold 40 ships.", "40 ships", "The mayor", "reports", "negative"),
]


@pytest.mark.parametrize(("lang", "text", "part", "source", "commitment", "polarity"), CALLED_UNTRUE)
def test_who_stands_behind_what_is_called_untrue(lang, text, part, source, commitment, polarity):
    claim = read(text, lang).claim(part, "quantity")
    assert (claim.source.name, claim.commitment, claim.polarity) == (source, commitment, polarity)


P, P_EN = "la Norvège compte 40 ports", "Norway has 40 ports"
NOBODYS = ("unnamed", "hedges", "positive")
REJECTED = ("unnamed", "denies", "positive")
OWN = ("author", "asserts", "positive")

WHO_SAYS_IT = [
    # language, text, source, commitment, polarity
    # Who denies says the contrary.
    ("fr", f"Le ministre Paul Lenoir nie que {P}.", "Le ministre Paul Lenoir", "reports", "negative"),
    ("fr", f"Le ministre Paul Lenoir conteste que {P}.", "Le ministre Paul Lenoir", "reports", "negative"),
    ("fr", f"Le ministère a démenti, jeudi, que {P}.", "Le ministère", "reports", "negative"),
    ("fr", f"Le maire réfute l'idée que {P}.", "Le maire", "reports", "negative"),
    ("fr", f"Le maire nie à tort que {P}.", "Le maire", "reports", "negative"),
    ("fr", f"Le maire ne pense pas que {P}.", "Le maire", "reports", "negative"),
    ("en", f"Laura Finch denied that {P_EN}.", "Laura Finch", "reports", "negative"),
    ("en", f"Laura Finch disputes that {P_EN}.", "Laura Finch", "reports", "negative"),
    ("en", f"Laura Finch rejected the claim that {P_EN}.", "Laura Finch", "reports", "negative"),
    ("en", f"Laura Finch does not believe that {P_EN}.", "Laura Finch", "reports", "negative"),
    # Who did not say it does not say it.
    ("fr", f"Marc Lebrun n'a jamais dit que {P}.", *NOBODYS),
    ("fr", f"Le maire n'a pas affirmé que {P}.", *NOBODYS),
    ("fr", f"Le maire évite de dire que {P}.", *NOBODYS),
    ("fr", f"Le maire, qui n'a jamais dit que {P}, a vendu 12 navires en 2020.", *NOBODYS),
    ("en", f"Laura Finch never said that {P_EN}.", *NOBODYS),
    ("en", f"Laura Finch refused to say that {P_EN}.", *NOBODYS),
    # Nor does the author of what nobody says, or of what nothing shows.
    ("fr", f"Personne ne dit que {P}.", *NOBODYS),
    ("fr", f"Nul ne soutient que {P}.", *NOBODYS),
    ("fr", f"Aucun expert n'affirme que {P}.", *NOBODYS),
    ("fr", f"Rien n'indique que {P}.", *NOBODYS),
    ("fr", f"Il n'y a aucune preuve que {P}.", *NOBODYS),
    ("fr", f"On ne peut pas dire que {P}.", *NOBODYS),
    ("fr", f"Je ne dis pas que {P}.", *NOBODYS),
    ("en", f"Nobody has ever claimed that {P_EN}.", *NOBODYS),
    ("en", f"No one says that {P_EN}.", *NOBODYS),
    ("en", f"Nothing suggests that {P_EN}.", *NOBODYS),
    ("en", f"There is no evidence that {P_EN}.", *NOBODYS),
    ("en", f"No evidence shows that {P_EN}.", *NOBODYS),
    ("en", f"It cannot be said that {P_EN}.", *NOBODYS),
    # The author who calls it wrong rejects it.
    ("fr", f"C'est un mensonge de dire que {P}.", *REJECTED),
    ("fr", f"Il est absurde de soutenir que {P}.", *REJECTED),
    ("fr", f"On dit à tort que {P}.", *REJECTED),
    ("fr", f"On aurait tort de croire que {P}.", *REJECTED),
    ("fr", f"Je nie que {P}.", *REJECTED),
    ("fr", f"Le maire Paul Vif prétend à tort que {P}.", "Le maire Paul Vif", "denies", "positive"),
    ("fr", f"Le sénateur Luc Roy a tort d'affirmer que {P}.", "Le sénateur Luc Roy", "denies", "positive"),
    ("en", f"It is absurd to say that {P_EN}.", *REJECTED),
    ("en", f"It is often wrongly said that {P_EN}.", *REJECTED),
    ("en", f"I do not believe that {P_EN}.", *REJECTED),
    ("en", f"Mayor Tom Hill wrongly claims that {P_EN}.", "Mayor Tom Hill", "denies", "positive"),
    # Who is accused of having said it is who says it.
    ("fr", f"Marc Lebrun accuse Zoé Petit d'avoir dit que {P}.", "Zoé Petit", "reports", "positive"),
    ("en", f"Laura Finch accused Peter Stone of claiming that {P_EN}.", "Peter Stone", "reports", "positive"),
    # These are said all the same.
    ("fr", f"Nul ne nie que {P}.", *OWN),
    ("fr", f"Personne n'ignore que {P}.", *OWN),
    ("fr", f"Le maire n'a pas nié que {P}.", "Le maire", "reports", "positive"),
    ("fr", f"Le maire n'a pas seulement dit que {P}.", "Le maire", "reports", "positive"),
    ("fr", f"Le maire n'a cessé de dire que {P}.", "Le maire", "reports", "positive"),
    ("fr", f"Le maire conteste ce point : {P}.", "Le maire", "reports", "positive"),
    ("fr", f"Le maire affirme, à tort ou à raison, que {P}.", "Le maire", "reports", "positive"),
    ("fr", f"Le sénateur Luc Roy n'a pas tort de dire que {P}.", "Le sénateur Luc Roy", "reports", "positive"),
    ("fr", f"Le maire a-t-il dit que {P} ?", "Le maire", "reports", "positive"),
    ("fr", f"C'est en 2020 que {P}.", *OWN),
    ("en", f"Nobody denies that {P_EN}.", *OWN),
    ("en", f"It would be absurd to deny that {P_EN}.", *OWN),
    ("en", f"It cannot be denied that {P_EN}.", *OWN),
    ("en", f"There is ample evidence that {P_EN}.", *OWN),
    ("en", f"Laura Finch did not deny that {P_EN}.", "Laura Finch", "reports", "positive"),
    ("en", f"The mayor says, rightly or wrongly, that {P_EN}.", "The mayor", "reports", "positive"),
    ("en", f"The mayor is not wrong to say that {P_EN}.", "The mayor", "reports", "positive"),
]


@pytest.mark.parametrize(("lang", "text", "source", "commitment", "polarity"), WHO_SAYS_IT)
def test_who_says_what_is_denied_unsaid_or_called_wrong(lang, text, source, commitment, polarity):
    claim = read(text, lang).claim("40 ports", "quantity")
    assert (claim.source.name, claim.commitment, claim.polarity) == (source, commitment, polarity)
    assert claim.is_contradicted == (polarity == "negative")
    assert claim.is_unsaid == ((source, commitment, polarity) == NOBODYS)


def test_what_stands_in_the_words_themselves_is_not_denied_by_who_says_it():
    claim = read("Le maire dit que la Norvège ne compte pas 40 ports.").claim("40 ports", "quantity")
    assert (claim.polarity, claim.is_contradicted) == ("negative", False)


def test_a_denial_without_content_is_no_claim():
    assert read("He denied wrongdoing.", "en").claims == ()


def test_what_follows_a_clause_of_denial_is_the_authors():
    claim = read("Le maire, qui n'a jamais dit que la Norvège compte 40 ports, a vendu 12 navires en 2020.").claim(
        "12 navires"
    )
    assert (claim.source.name, claim.commitment) == ("author", "asserts")


def test_who_is_accused_of_words_is_not_quoted_as_having_said_them():
    found = read(f"Marc Lebrun accuse Zoé Petit d'avoir dit que {P}.")
    quotes = [found.words(claim) for claim in found.claims if claim.kind == "quote"]
    assert not [one for one in quotes if not one.startswith("Marc Lebrun accuse")]
