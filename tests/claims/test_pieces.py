"""Which words a claim takes in: asides, ages, concessions, second figures."""

import pytest

from reading import read

TOGETHER = [
    # An aside between dashes or commas does not part a subject from its verb.
    (
        "fr",
        "Douze communes du canton – treize avec la mienne – refusent l'impôt.",
        "Douze communes",
        "refusent l'impôt",
    ),
    ("fr", "Les Verts – ils étaient douze – ont voté contre le texte.", "Les Verts", "ont voté contre"),
    ("fr", "Les deux tiers des Bretons, si l'on en croit le maire, veulent un port.", "deux tiers", "veulent un port"),
    ("en", "Two other men, who were in the car, have not been found.", "Two other men", "have not been found"),
    ("en", "Norway is building, according to two envoys, a port in Portugal.", "is building", "a port"),
    # An age goes with its name, and the clause goes on.
    ("fr", "La cour a condamné Marie Roy, 54 ans, à deux ans de prison.", "a condamné", "deux ans de prison"),
    ("en", "A court sentenced Ann Berg, 45, to six years in prison.", "sentenced", "six years"),
    # A figure at the start only says of how many.
    ("fr", "Sur les 58 postes, 23 restent vacants.", "58 postes", "23 restent"),
    ("en", "Of the 58 posts, 23 remain vacant.", "58 posts", "23 remain"),
]


@pytest.mark.parametrize(("lang", "text", "first", "second"), TOGETHER)
def test_one_statement_is_one_claim(lang, text, first, second):
    result = read(text, lang)
    assert result.claim(first).id == result.claim(second).id


APART = [
    ("fr", "Le parti recule : 11 % contre un peu moins de 14 %.", "11 %", "14 %"),
    (
        "fr",
        "La firme a gagné 12 millions d'euros pour un chiffre d'affaires de 340 millions d'euros.",
        "12 millions",
        "340 millions",
    ),
    ("en", "The firm made a profit of £12m on revenue of £340m.", "£12m", "£340m"),
    ("fr", "Les coûts ont bondi de 30 %, pas les prix.", "30 %", "pas les prix"),
    (
        "fr",
        "Oslo a consacré 39 minutes au débat, moins qu'à la météo du Portugal.",
        "39 minutes",
        "moins qu'à la météo",
    ),
    ("fr", "Oslo a fermé 12 usines malgré les promesses du Portugal.", "12 usines", "malgré les promesses"),
    ("fr", "Le Portugal a signé l'accord, en dépit des menaces de la Norvège.", "l'accord", "en dépit des menaces"),
    ("en", "Profit fell 38 percent, its steepest drop since the war.", "38 percent", "its steepest drop since"),
    ("en", "Norway fired 90 missiles last year, a record.", "90 missiles", "a record"),
    ("fr", "Sur 190 pays, 140 ont dit oui, soit moins des trois quarts.", "190 pays", "140 ont dit oui"),
]


@pytest.mark.parametrize(("lang", "text", "first", "second"), APART)
def test_two_statements_are_two_claims(lang, text, first, second):
    result = read(text, lang)
    assert result.claim(first).id != result.claim(second).id
    assert second not in result.words(result.claim(first))


WHOLE = [
    ("fr", "Le loyer a monté, si bien que le revenu du Portugal a perdu deux points.", "le revenu du Portugal a perdu"),
    ("fr", "La droite a gagné avec 54 % des voix, devant l'Union sortante (23 %).", "l'Union sortante (23 %)"),
]


@pytest.mark.parametrize(("lang", "text", "start"), WHOLE)
def test_a_claim_starts_where_its_statement_does(lang, text, start):
    result = read(text, lang)
    assert result.words(result.claim(start)).startswith(start)


def test_a_claim_leaves_the_connective_of_the_next_one_out():
    result = read("Norway fired 90 missiles, even though eleven treaties forbid it.", "en")
    assert [result.words(c) for c in result.claims] == ["Norway fired 90 missiles", "eleven treaties forbid it"]


SAID = [
    (
        "fr",
        "Faux, rétorque l'adjoint aux routes : « 9 millions en 2020. »",
        "9 millions",
        "l'adjoint aux routes",
        "positive",
    ),
    ("fr", "Le Portugal nie fournir des armes aux rebelles.", "fournir des armes", "Le Portugal", "negative"),
    ("en", "Norway denied losing the airfield, calling it a lie.", "losing the airfield", "Norway", "negative"),
    ("fr", "Le maire a reconnu sa défaite mais fait valoir que 40 élus restaient.", "40 élus", "Le maire", "positive"),
    ("fr", "La mairie laisse entendre que 12 écoles ont fermé.", "12 écoles", "La mairie", "positive"),
    (
        "en",
        "Two thirds of Norwegians, if a May survey is to be believed, want a new port.",
        "Two thirds",
        "a May survey",
        "positive",
    ),
    ("fr", "40 maisons ont brûlé, si l'on en croit le préfet.", "40 maisons", "le préfet", "positive"),
    ("fr", "Oslo a vendu 12 écoles et, a précisé le préfet, 3 stades.", "12 écoles", "author", "positive"),
    ("fr", "Oslo a vendu 12 écoles et, a précisé le préfet, 3 stades.", "3 stades", "le préfet", "positive"),
]


@pytest.mark.parametrize(("lang", "text", "part", "source", "polarity"), SAID)
def test_who_says_or_denies_it(lang, text, part, source, polarity):
    result = read(text, lang)
    found = [c for c in result.claims if part in result.words(c) and c.kind != "quote"]
    assert [(c.source.name, c.polarity) for c in found] == [(source, polarity)]


def test_what_is_made_known_is_reported_and_not_vouched_for():
    claim = read("Le maire a reconnu sa défaite mais fait valoir que 40 élus restaient.").claim("40 élus", "quantity")
    assert claim.commitment == "reports"


def test_a_contrast_without_a_verb_does_not_deny_the_clause_before():
    result = read("Les coûts ont bondi de 30 %, pas les prix.")
    assert [c.polarity for c in result.claims] == ["positive", "negative"]
    assert [c.kind for c in result.claims] == ["comparison", "comparison"]


def test_the_figure_of_an_incise_is_not_the_claims():
    claim = read("Norway has built, according to two envoys, 40 ports.", "en").claim("40 ports", "quantity")
    assert [q.low for q in claim.quantities] == [40]


def test_what_somebody_does_not_ignore_is_taken_for_granted():
    result = read("La ministre n'ignore pas que nos obus servent sur ce front ; Oslo a livré 40 canons.")
    assert result.claim("nos obus servent").source.name == "author"


def test_a_verb_in_a_form_of_the_present_is_not_past():
    assert read("Lisbonne surveille, réprime, emprisonne.").claim("emprisonne").kind == "state"
