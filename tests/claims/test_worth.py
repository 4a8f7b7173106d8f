"""What makes a sentence or a claim worth checking, why, and that names do not."""

import pytest

from reading import STATES, read
from sourcier.claims.worth import surfaces, worth_of_sentences
from sourcier.claims.worth.model import log_odds, model, word_shares, word_weights
from sourcier.claims.worth.surface import Surface
from sourcier.core.language import Entity
from sourcier.text.gazetteer import Gazetteer

PLACES = Gazetteer.of(STATES)


def surface(text, lang):
    (found,) = surfaces([text], lang, PLACES)
    return found


def chance(text, lang):
    (found,) = worth_of_sentences([text], lang, PLACES)
    return found.probability


TRAITS = [
    ("fr", "La dette a augmenté de 12 % en mai 2021.", {"figure", "percentage", "trend", "past", "date"}),
    ("fr", "Je pense que vous devriez lire ce livre.", {"first_person", "reckoning", "second_person"}),
    ("fr", "Le port a coûté 40 millions d'euros.", {"figure", "money", "large", "past"}),
    ("fr", "Quel âge avez-vous ?", {"question", "second_person"}),
    ("fr", "Notre gare fermera demain.", {"first_plural", "future"}),
    ("en", "Debt rose by 12 percent in May 2021.", {"figure", "percentage", "trend", "past", "date"}),
    ("en", "I think you should read this book.", {"first_person", "reckoning", "second_person", "duty"}),
    ("en", "The harbour cost 40 million euros.", {"figure", "money", "large", "past"}),
    ("en", "We will never cut taxes!", {"first_plural", "future", "universal", "negation", "exclamation"}),
    ("en", "It took three years.", {"length_of_time"}),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TRAITS)
def test_traits_are_the_same_in_both_languages(lang, text, expected):
    assert expected <= set(surface(text, lang).traits)


def test_a_length_of_time_is_no_figure():
    assert "figure" not in surface("It took three years.", "en").traits


UNSAID = [
    ("fr", "Ce matin, la Norvège et Paul Durand ont signé avec Lisbonne.", {"norvège", "paul", "durand", "lisbonne"}),
    ("en", "This morning Norway and Paul Smith signed with Lisbon.", {"norway", "paul", "smith", "lisbon"}),
    ("en", "Read this @mayor https://example.org/a now.", {"@mayor", "https://example.org/a"}),
]


@pytest.mark.parametrize(("lang", "text", "hidden"), UNSAID)
def test_names_and_addresses_are_no_words(lang, text, hidden):
    assert hidden.isdisjoint(surface(text, lang).words)


@pytest.mark.parametrize(
    ("lang", "text", "name", "kept"),
    [
        ("fr", "Hier, l'armée norvégienne a reculé.", "armée norvégienne", {"armée"}),
        ("fr", "Hier, la Cour norvégienne des mines a reculé.", "Cour norvégienne des mines", set()),
        ("en", "Yesterday the Norwegian army withdrew.", "Norwegian army", {"army"}),
    ],
)
def test_a_pack_that_names_an_army_hides_the_demonym_alone(lang, text, name, kept):
    army = Entity("army", "institution", name, name)
    (found,) = surfaces([text], lang, Gazetteer.of((*STATES, army)))
    assert {"armée", "army", "norvégienne", "norwegian", "cour", "mines"} & set(found.words) == kept
    assert found.traits["name"] == 1.0


def test_a_headline_in_capitals_keeps_its_words():
    assert "taxes" in surface("Council Raises Taxes After Long Night Vote", "en").words


PAIRS = [
    ("fr", "Le nombre d'emplois a baissé de 8 % depuis 2019.", "J'espère que cette soirée vous plaira."),
    ("fr", "Le ministre a voté contre la loi trois fois.", "Il faut toujours garder espoir."),
    ("fr", "La commune n'a jamais payé ses fournisseurs.", "Que ferons-nous demain ?"),
    ("en", "Jobs fell by 8 percent since 2019.", "I hope you will enjoy this evening."),
    ("en", "The minister voted against the bill three times.", "We must always keep hope."),
    ("en", "The town never paid its suppliers.", "What shall we do tomorrow?"),
]


@pytest.mark.parametrize(("lang", "worthy", "idle"), PAIRS)
def test_facts_are_worth_more_than_wishes(lang, worthy, idle):
    assert chance(worthy, lang) > chance(idle, lang) + 0.2


SWAPS = [
    ("fr", "En mars, {} a livré 300 canons à {}.", [("la Norvège", "la France"), ("la France", "la Norvège")]),
    ("fr", "L'armée {} a tué douze civils.", [("norvégienne",), ("portugaise",), ("française",)]),
    ("fr", "{} accuse {} d'avoir menti.", [("Oslo", "Lisbonne"), ("Lisbonne", "Oslo")]),
    ("en", "In March, {} sold 300 guns to {}.", [("Norway", "France"), ("France", "Norway")]),
    ("en", "{} has never signed the treaty with {}.", [("Portugal", "Norway"), ("Norway", "Portugal")]),
]


@pytest.mark.parametrize(("lang", "frame", "names"), SWAPS)
def test_worth_does_not_depend_on_whom_it_is_about(lang, frame, names):
    texts = [frame.format(*those) for those in names]
    chances = [one.probability for one in worth_of_sentences(texts, lang, PLACES)]
    assert max(chances) - min(chances) < 0.01
    worths = [[claim.worth for claim in read(text, lang).claims] for text in texts]
    assert all(one == pytest.approx(worths[0], abs=0.01) for one in worths[1:])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_demonyms_weigh_nothing(lang):
    demonyms = {"français", "portugaise", "norvégien", "américaine", "chinois", "russes", "french", "norwegian"}
    assert demonyms.isdisjoint(word_weights(lang))


def test_a_figure_is_a_reason_with_its_words():
    claim = read("La ville a perdu 30 % de ses habitants en 2020.").claim("30 %")
    reasons = {reason.name: reason for reason in claim.worth_reasons}
    assert reasons["percentage"].words == ("30 %",)
    assert reasons["percentage"].contribution > 0


def test_reasons_come_largest_first():
    claim = read("La ville a perdu 30 % de ses habitants en 2020.").claim("30 %")
    sizes = [abs(reason.contribution) for reason in claim.worth_reasons]
    assert sizes == sorted(sizes, reverse=True)


BARE = {"sommes", "est", "a", "était", "savait", "peut", "avait", "sont", "is", "are", "was", "knew", "can", "had"}
TOLD = [
    ("fr", "Nous sommes les premiers exportateurs de blé depuis 2019."),
    ("fr", "La ville savait que la digue avait cédé en 1974."),
    ("fr", "La championne peut battre son record en mai."),
    ("fr", "Les traités garantissaient la frontière, et le vote a emporté la majorité."),
    ("en", "We are the largest exporters of wheat since 2019."),
    ("en", "The town knew that the dam was weak in 1974."),
]


@pytest.mark.parametrize(("lang", "text"), TOLD)
def test_reasons_are_shown_by_words_that_carry_them(lang, text):
    for claim in read(text, lang).claims:
        shown = {reason.name: set(reason.words) for reason in claim.worth_reasons}
        assert BARE.isdisjoint(set().union(*shown.values()))
        assert {"championne"}.isdisjoint(shown.get("past", ()))
        assert {"garantissaient", "emporté"}.isdisjoint(shown.get("saying", ()))


MISLED = [
    ("fr", "Le Portugal n'a pas rejoint l'Union en 2004, comme on le lit partout, mais en 1986.", "lit"),
    ("fr", "Le rapport de l'état-major donne 40 navires.", "major"),
    ("fr", "De plus, la Norvège a perdu 40 navires en 2020.", "plus"),
    ("fr", "La Norvège n'a plus de navires depuis 2020.", "plus"),
    ("fr", "Nos stocks ne tiendraient que quatre jours.", "tiendraient"),
    ("fr", "La Norvège aura perdu 40 navires en 2050.", "perdu"),
    ("fr", "La France émet plus de gaz que la Norvège et le Portugal réunis.", "réunis"),
    ("fr", "Il faut que la Norvège rende 40 navires.", "Il"),
    ("en", "Norway lost at least 40 ships.", "least"),
]


@pytest.mark.parametrize(("lang", "text", "word"), MISLED)
def test_no_reason_quotes_a_word_that_means_something_else(lang, text, word):
    (claim,) = [one for one in read(text, lang).claims if one.kind != "quote"]
    assert word not in {shown for reason in claim.worth_reasons for shown in reason.words}


def test_a_comparison_is_shown_by_its_word():
    claim = read("La Norvège est plus riche que le Portugal.").claim("plus riche")
    assert [reason.words for reason in claim.worth_reasons if reason.name == "comparison"] == [("plus",)]


def test_a_subject_is_told_by_its_nouns():
    claim = read("La ville a perdu la moitié de ses emplois et de ses impôts en 2020.").claim("perdu")
    (subject,) = [reason for reason in claim.worth_reasons if reason.name == "subject"]
    assert subject.words
    assert set(subject.words) <= {"ville", "moitié", "emplois", "impôts"}


def test_that_somebody_spoke_is_worth_little():
    result = read("La maire, Anne Legrand, a déclaré : « La digue a cédé en 1974. »")
    quote = next(claim for claim in result.claims if claim.kind == "quote")
    assert quote.worth < 0.5
    assert [reason.name for reason in quote.worth_reasons] == ["quote"]


def test_log_odds_are_the_sum_of_what_is_shown():
    shown = Surface({"figure": 1.0, "length": 2.0}, ["impôts"], {"figure": ["12 %"]})
    shares = word_shares(shown, "fr")
    weights = model().traits
    expected = model().intercept + weights["figure"] + 2 * weights["length"] + shares["impôts"]
    assert log_odds(shown, shares) == pytest.approx(expected)


def test_a_word_said_twice_counts_less_than_twice():
    once = word_shares(Surface({}, ["impôts"], {}), "fr")["impôts"]
    twice = word_shares(Surface({}, ["impôts", "impôts"], {}), "fr")["impôts"]
    assert abs(once) < abs(twice) < 2 * abs(once)


def test_texts_without_words_are_judged():
    assert 0 < chance("…", "fr") < 0.5
