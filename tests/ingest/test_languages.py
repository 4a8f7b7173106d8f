"""Which language a text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.ingest.errors import UnsupportedLanguage
from sourcier.ingest.languages import find_lang

FOREIGN = {
    "Spanish": """El alcalde dijo que los vecinos del puerto no tienen la culpa y que las obras se harán con el
        dinero de la ciudad para que todos los barcos puedan salir por la noche sin problemas.""",
    "German": """Der Bürgermeister sagte, dass die Leute vom Hafen nicht schuld sind und dass die Arbeiten mit dem
        Geld der Stadt für das nächste Jahr bezahlt werden, auch wenn es nicht für alle ist.""",
    "Italian": """Il sindaco ha detto che gli abitanti del porto non sono colpevoli e che i lavori della città si
        faranno con il denaro di tutti per il prossimo anno, anche se non è per niente facile.""",
    "Cyrillic": "Мэр сказал, что жители порта не виноваты и что работы будут сделаны на деньги города.",
    "Arabic": "قال رئيس البلدية إن سكان الميناء ليسوا مذنبين وإن الأعمال ستتم بأموال المدينة",
    "Cjk": "市长说港口的居民没有错,工程将用城市的钱在明年完成。",
}


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_another_language_is_refused_by_its_name(name):
    with pytest.raises(UnsupportedLanguage, match=name):
        find_lang(FOREIGN[name])


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le maire a dit que les habitants du port ne sont pas en cause.", "fr"),
        ("The mayor said that the people of the port are not to blame.", "en"),
        ("Le port ferme", "fr"),
        ("The port closes", "en"),
        (
            "La digue a cédé en 2013. La mer a gagné 52 mètres l'an passé en Ormeaie, et la mairie a promis de la rebâtir.",
            "fr",
        ),
    ],
)
def test_french_and_english(text, lang):
    assert find_lang(text) == lang


def test_what_the_page_says_decides_for_a_text_too_short_to_tell():
    assert find_lang("Ormeau", "en-GB") == "en"
    assert find_lang("Ormeau", "fr") == "fr"


def test_a_french_article_that_quotes_english_is_french():
    text = "Le maire a répondu dans la langue de ses invités : « We will not close the port. » Et il est parti."

    assert find_lang(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "De burgemeester zegt dat de brug in de stad niet voor het einde van het jaar open gaat.",
        "Der Rat hat gesagt, dass die Brücke nicht vor dem Ende des Jahres öffnet.",
    ],
)
def test_a_single_sentence_of_another_language_is_refused(text):
    with pytest.raises(UnsupportedLanguage):
        find_lang(text)


@pytest.mark.parametrize("text", ["Émeutes à Los Angeles, Las Vegas et El Paso", "Lula da Silva vence", "Paris 2024"])
def test_a_few_foreign_names_are_no_other_language(text):
    assert find_lang(text) == "fr"


SHORT = [
    tuple(line.split("\t"))
    for line in (Path(__file__).with_name("short_texts.tsv")).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("lang", "text"), SHORT, ids=[f"{lang}-{text[:24]}" for lang, text in SHORT])
def test_a_short_text_is_read_in_its_language_or_refused(lang, text):
    if lang in {"fr", "en"}:
        assert find_lang(text) == lang
    else:
        with pytest.raises(UnsupportedLanguage):
            find_lang(text)


def test_a_page_that_calls_a_short_text_french_is_believed_unless_the_text_is_plainly_not():
    assert find_lang("Presentación del libro «La mer» en Madrid", "fr") == "fr"
    with pytest.raises(UnsupportedLanguage, match="Spanish"):
        find_lang("El alcalde de Lyon dimite tras el escándalo de los contratos públicos.", "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Lyonin pormestari eroaa julkisia hankintoja koskevan skandaalin jälkeen, kertoo kaupungin tiedottaja asiasta illalla.",
        "Primátor Lyonu odstupuje kvůli skandálu s veřejnými zakázkami, uvedla radnice v pondělí večer po jednání rady.",
    ],
    ids=["Finnish", "Czech"],
)
def test_a_sentence_of_a_language_that_is_not_known_is_refused_without_a_name(text):
    with pytest.raises(UnsupportedLanguage, match="no language it knows"):
        find_lang(text)
