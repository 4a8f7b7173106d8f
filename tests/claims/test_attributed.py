"""Whose words a clause is, and what is none: names set beside roles, incises, figures with two sources."""

import pytest

from reading import read

TAGLINES = [
    # A role and a name between commas, in either order, before the verb that closes the sentence.
    ("en", "The floods in Tarn killed 7 people, the prefect, Luc Roy, said on Saturday.", "Luc Roy"),
    ("en", "The floods in Tarn killed 7 people, the mayor, Jean Roy, said.", "Jean Roy"),
    ("en", "The floods in Tarn killed 7 people, the council's leader, Ann Shaw, told reporters.", "Ann Shaw"),
    ("en", "The floods in Tarn killed 7 people, said the prefect, Luc Roy, on Saturday.", "Luc Roy"),
    ("en", "The floods in Tarn killed 7 people, Ann Shaw, the council's leader, said on Monday.", "Ann Shaw"),
    ("en", "The floods in Tarn killed 7 people, the prefect, Luc Roy, who flew over it, said on Monday.", "Luc Roy"),
    ("en", "The floods in Tarn killed 7 people, the prefect, who flew over it, said on Monday.", "the prefect"),
    ("en", "“The floods in Tarn killed 7 people,” the prefect, Luc Roy, said.", "Luc Roy"),
    ("en", "The floods in Tarn killed 7 people, according to the prefect, Luc Roy.", "Luc Roy"),
    ("en", "The floods in Tarn killed 7 people, the ministers, Ann Shaw and Jo Reed, said.", "Ann Shaw and Jo Reed"),
    ("en", "The floods in Tarn killed 7 people, the prefect said on Saturday.", "the prefect"),
    ("fr", "Les crues du Tarn ont tué 7 personnes, a déclaré samedi le préfet, Luc Roy.", "Luc Roy"),
    ("fr", "Les crues du Tarn ont tué 7 personnes, a déclaré le préfet, Luc Roy, samedi.", "Luc Roy"),
    ("fr", "Les crues du Tarn ont tué 7 personnes, selon le préfet, Luc Roy.", "Luc Roy"),
    ("fr", "Les crues du Tarn ont tué 7 personnes, selon le préfet.", "le préfet"),
]


@pytest.mark.parametrize(("lang", "text", "source"), TAGLINES)
def test_who_says_it_is_named_and_stands_outside_the_claim(lang, text, source):
    result = read(text, lang)
    (claim,) = [one for one in result.claims if one.kind == "quantity"]
    assert result.words(claim).removeprefix("“").endswith(("killed 7 people", "tué 7 personnes"))
    assert (claim.source.name, claim.commitment) == (source, "reports")


NOBODY_SAYS = [
    ("en", "The coach picked his striker, the captain, Luc Roy, in 2019."),
    ("en", "He met the mayor, Jean Roy, and left in 2019."),
    ("en", "The floods killed 7 people and the prefect, Luc Roy, resigned."),
    ("fr", "Il a rencontré le maire, Jean Roy, et il est parti en 2019."),
]


@pytest.mark.parametrize(("lang", "text"), NOBODY_SAYS)
def test_a_name_beside_a_role_speaks_only_with_a_verb_of_saying(lang, text):
    claims = read(text, lang).claims
    assert claims
    assert {one.source.kind for one in claims} == {"author"}
    assert "quote" not in {one.kind for one in claims}


INCISES = [
    ("en", "The road, the mayor said, cost 3 million euros.", "the mayor"),
    ("en", "The road, said the mayor, cost 3 million euros.", "the mayor"),
    ("en", "The road, the mayor said last week, cost 3 million euros.", "the mayor"),
    ("en", "The country's oldest road, the mayor, Jean Roy, said, cost 3 million euros.", "Jean Roy"),
    ("fr", "La route, a précisé le maire, Jean Roy, a coûté 3 millions d’euros.", "Jean Roy"),
    ("en", "The road, the ministry said on Tuesday, cost 3 million euros.", "the ministry"),
    ("fr", "La route, explique Paul Vif, directeur général du groupe, a coûté 3 millions d’euros.", "Paul Vif"),
    ("fr", "La route, a précisé le maire, a coûté 3 millions d’euros.", "le maire"),
]


@pytest.mark.parametrize(("lang", "text", "source"), INCISES)
def test_an_incise_parts_no_subject_from_its_verb(lang, text, source):
    result = read(text, lang)
    (claim,) = [one for one in result.claims if one.kind == "quantity"]
    assert result.words(claim) == text.removesuffix(".")
    assert claim.source.name == source


def test_a_clause_before_the_main_one_is_the_authors():
    result = read("When the floods came in 2020, the prefect, Luc Roy, said that the dam had 3 gates.", "en")
    assert result.claim("floods", "event").source.kind == "author"
    assert result.claim("3 gates", "quantity").source.name == "Luc Roy"


DEEDS = [
    ("en", "The museum welcomed 214,000 visitors in 2023.", "quantity"),
    ("en", "The museum welcomed its first visitors in 2023.", "event"),
    ("en", "The minister welcomed Paul Reed to the palace on Monday.", "event"),
    ("en", "The committee rejected 12 amendments in March.", "quantity"),
    ("en", "The court dismissed the case on Friday.", "event"),
    ("en", "Europe has given 100 billion euros to Norway since 2022.", "quantity"),
    ("fr", "La commission a rejeté 12 amendements en mars.", "quantity"),
    ("fr", "Le tribunal a condamné 12 hommes en 2019.", "quantity"),
    ("fr", "La préfecture a reçu lundi Luc Roy.", "event"),
    # Still stands that are taken.
    ("en", "Ann Shaw welcomed the move.", "quote"),
    ("en", "Ann Shaw welcomed Oslo's decision.", "quote"),
    ("en", "The union condemned the law.", "quote"),
    ("en", "The union denounced 300 layoffs in May.", "quote"),
    ("fr", "Le syndicat réclame 3 % de hausse.", "quote"),
    ("fr", "Le maire a salué l’accord.", "quote"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), DEEDS)
def test_what_is_done_to_somebody_or_something_is_not_said(lang, text, kind):
    (claim,) = read(text, lang).claims
    assert (claim.kind, claim.source.kind) == (kind, "author")


WHOLE = [
    ("fr", "Le réseau de surveillance de Brassac a recensé 12 cas de grippe cette semaine."),
    ("fr", "L’observatoire a dénombré 300 espèces d’oiseaux en 2020."),
    ("en", "The firm posted a loss of 3 million euros in 2023."),
    ("en", "The vessel, laden with 3027 tonnes of timber, was bound for Rotterdam."),
    ("fr", "Le navire, chargé de 3 027 tonnes de bois, faisait route vers Rotterdam."),
]


@pytest.mark.parametrize(("lang", "text"), WHOLE)
def test_a_statement_with_one_figure_is_one_claim(lang, text):
    result = read(text, lang)
    assert [result.words(one) for one in result.claims] == [text.removesuffix(".")]


TWO = [
    ("en", "The vessel, built in 1987, was bound for Rotterdam.", "The vessel, built in 1987"),
    (
        "en",
        "The vessel, laden with 3027 tonnes of timber, sank in 2004.",
        "The vessel, laden with 3027 tonnes of timber",
    ),
    (
        "fr",
        "La Norvège, peuplée de 5 millions d’habitants, a rejoint l’Otan.",
        "La Norvège, peuplée de 5 millions d’habitants",
    ),
]


@pytest.mark.parametrize(("lang", "text", "aside"), TWO)
def test_an_aside_that_can_be_checked_alone_is_a_claim_of_its_own(lang, text, aside):
    result = read(text, lang)
    words = [result.words(one) for one in result.claims]
    assert len(words) == 2
    assert aside in words


COUNTS = [
    ("fr", "La marche a réuni 20 000 personnes selon la police, 60 000 selon les syndicats."),
    ("fr", "La marche a réuni 20 000 personnes, selon la police, et 60 000, selon les syndicats."),
    ("fr", "Selon la police, 20 000 personnes ont défilé ; 60 000 selon les syndicats."),
    ("fr", "Selon la police, 20 000 personnes ont défilé, contre 60 000 selon les syndicats."),
    ("fr", "20 000 manifestants d’après la police, 60 000 d’après les syndicats."),
    ("fr", "Entre 20 000 personnes, selon la police, et 60 000, selon les syndicats, ont défilé à Oslo."),
]


@pytest.mark.parametrize(("lang", "text"), COUNTS)
def test_each_figure_is_whose_count_it_is(lang, text):
    result = read(text, lang)
    given = {int(claim.quantities[0].low): claim.source.name for claim in result.claims if claim.kind == "quantity"}
    assert given == {20000: "la police", 60000: "les syndicats"}


@pytest.mark.parametrize(
    "text",
    [
        "Le défilé a rassemblé 60 000 personnes (20 000 selon la police).",
        "Le défilé a rassemblé 60 000 personnes, 20 000 selon la police.",
    ],
)
def test_a_count_set_beside_another_leaves_it_alone(text):
    result = read(text)
    given = {int(claim.quantities[0].low): claim.source.name for claim in result.claims if claim.kind == "quantity"}
    assert given == {20000: "la police", 60000: "author"}


NORWAY = "la Norvège a 5 millions d’habitants"
PEOPLE = "Norway has 5 million people"

ADOPTED = [
    ("en", "As Paul Mirot says, {}.", "Paul Mirot"),
    ("en", "As Paul Mirot said last week, {}.", "Paul Mirot"),
    ("en", "{}, as Paul Mirot says.", "Paul Mirot"),
    ("en", "As I said, {}.", "author"),
    ("en", "As prices fell, {}.", "author"),
    ("fr", "Comme le dit Paul Mirot, {}.", "Paul Mirot"),
    ("fr", "Comme l’affirme Paul Mirot, {}.", "Paul Mirot"),
    ("fr", "{}, comme le rappelle Paul Mirot.", "Paul Mirot"),
    ("fr", "Comme je l’ai dit, {}.", "author"),
    ("fr", "{}, comme l’avait annoncé la banque.", "author"),
    ("en", "As police announced a ban, {}.", "author"),
    ("fr", "Comme Paul Mirot annonçait son départ, {}.", "author"),
    # Who spoke, or went before: nobody where it may be either.
    ("fr", "Luc Roy a reçu lundi Paul Vif. Ce dernier affirme que {}.", "Paul Vif"),
    ("fr", "Le ministre Luc Roy a parlé. Le maire Paul Vif avait fait pire. {}, jure-t-il.", "unnamed"),
    ("fr", "Le ministre Luc Roy a parlé. Le maire Paul Vif a fait pire. {}, jure-t-il.", "Le maire Paul Vif"),
    ("fr", "La dette monte, dit le maire Paul Vif ; l’économiste Anne Roy affirme que {}.", "l’économiste Anne Roy"),
]


@pytest.mark.parametrize(("lang", "text", "source"), ADOPTED)
def test_words_that_the_author_says_after_somebody_are_his(lang, text, source):
    said = NORWAY if lang == "fr" else PEOPLE
    said = said[0].upper() + said[1:] if text.startswith("{}") or ". {}" in text else said
    assert read(text.format(said), lang).claim("5 million", "quantity").source.name == source


def test_leaders_of_a_country_named_in_the_sentence_are_not_anothers():
    text = "L’Allemagne affirme que la dette baisse. La Norvège aura 6 millions d’habitants, promettent ses dirigeants."
    assert read(text).claim("6 millions").source.name == "ses dirigeants"
