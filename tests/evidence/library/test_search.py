"""What is asked for comes first: by words, by sense, in the other language, by figures, within the filters."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evidence.library.shelves import Directions, checked, note
from sourcier.core.article import Lang
from sourcier.evidence.encoding import small_e5
from sourcier.evidence.library import Library, Query, open_library

LOSSES = note(
    "Le port a perdu 15 000 emplois entre 2019 et 2022, selon la chambre de commerce.",
    name="losses",
    published=date(2023, 2, 1),
    publisher="Le Quai",
)
GAINS = note(
    "Le port a gagné 2 300 emplois en 2022, selon la chambre de commerce.",
    name="gains",
    published=date(2023, 6, 1),
    publisher="L'Estran",
)
BREAD = note("Bread was scarce during the strike of the bakers.", lang="en", name="bread", published=date(2023, 3, 1))
VINES = note("Les vignerons attendent la pluie.", name="vines")
TIDE = note("La marée monte.", name="tide", published=date(2021, 1, 1), publisher="Le Quai")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = open_library(tmp_path_factory.mktemp("search") / "library", encoder=Directions())
    made.add([LOSSES, GAINS, BREAD, VINES, TIDE])
    made.add(
        [checked("Le pain manque en France"), checked("The moon is made of cheese", lang="en", title="Moon cheese")]
    )
    return made


def found(library: Library, query: Query) -> list[str]:
    return [hit.item.location.removeprefix("/texts/") for hit in library.search_passages(query)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("la pluie et les vignerons", "vines"),
        ("des marées montent", "tide"),
        ("que font les vignerons", "vines"),
        ("the baker's bread", "bread"),
        ("grève boulangers", "bread"),
    ],
)
def test_first_is_what_holds_the_words_or_their_sense(library: Library, words: str, first: str) -> None:
    assert found(library, Query(words))[0] == first


def test_word_of_the_other_language_is_found_by_its_vector_alone(library: Library) -> None:
    hit = library.search_passages(Query("grève boulangers", lang="fr"))[0]
    assert (hit.lexical_rank, hit.vector_rank) == (None, 1)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (Query("emplois port", known_by=date(2023, 2, 1)), {"losses", "tide"}),
        (Query("emplois port", known_by=date(2020, 1, 1)), set()),
        (Query("emplois port", publishers=("L'Estran",)), {"gains"}),
        (Query("emplois port", publishers=("Le Quai", "L'Estran"), known_by=date(2022, 1, 1)), {"tide"}),
        (Query("emplois port", langs=("en",)), {"bread"}),
        (Query("emplois port"), {"losses", "gains", "bread", "vines", "tide"}),
        (Query("emplois port", publishers=("Nobody's",)), set()),
    ],
)
def test_filters_leave_only_what_they_say_and_never_what_has_no_date(
    library: Library, query: Query, left: set[str]
) -> None:
    assert set(found(library, query)) == left


@pytest.mark.parametrize(
    ("given", "first"),
    [({"numbers": ("15000",)}, "losses"), ({"numbers": ("2300",)}, "gains"), ({"dates": ("2019",)}, "losses")],
)
def test_figures_and_dates_of_the_query_weigh_in(
    library: Library, given: dict[str, tuple[str, ...]], first: str
) -> None:
    query = Query("emplois au port", **given)
    assert found(library, query)[0] == first
    signals = {signal.name: signal for signal in library.search_passages(query)[0].signals}
    assert set(signals) == {"cosine", *(name.removesuffix("s") for name in given)}


def test_names_of_the_query_weigh_in(library: Library) -> None:
    hit = library.search_passages(Query("une pénurie", names=("chambre de commerce",)))[0]
    assert hit.item.text in {LOSSES.text, GAINS.text}
    assert [signal.evidence_side for signal in hit.signals if signal.name == "name"] == ["chambre de commerce"]


def test_no_more_than_asked_for_and_the_best_first(library: Library) -> None:
    hits = library.search_passages(Query("emplois au port", limit=3))
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert library.search_passages(Query("emplois au port", limit=0)) == []


@pytest.mark.parametrize("words", ["", "   ", "?!", "😀", "le la les", "* OR ('", '"', "x" * 5_000])
def test_odd_queries_are_answered(library: Library, words: str) -> None:
    assert len(library.search_passages(Query(words))) in {0, 5}
    assert isinstance(library.find_words(words), list)


def test_same_search_twice_gives_the_same(library: Library) -> None:
    query = Query("emplois pluie pain", numbers=("15000",))
    again = open_library(library.path, encoder=Directions())
    assert again.search_passages(query) == library.search_passages(query)


def test_ties_are_broken_by_id(tmp_path: Path) -> None:
    copies = [note("Il pleut sur le port.", name=name) for name in "abcdefgh"]
    orders = []
    for folder, added in (("one", copies), ("two", copies[::-1])):
        library = open_library(tmp_path / folder, encoder=Directions())
        for document in added:
            library.add([document])
        orders.append([hit.item.id for hit in library.search_passages(Query("la pluie au port"))])
    assert orders[0] == orders[1] == sorted(orders[0])


def test_factchecks_are_found_by_claim_and_title(library: Library) -> None:
    assert library.search_factchecks(Query("pain en France"))[0].item.claim == "Le pain manque en France"
    assert library.search_factchecks(Query("Moon cheese"))[0].item.rating == "Faux"


@pytest.mark.parametrize(
    ("words", "lang", "first", "is_phrase"),
    [
        ("a perdu 15 000 emplois", None, "losses", True),
        ("A PERDU 15 000 EMPLOIS", "fr", "losses", True),
        ("la maree monte", None, "tide", True),
        ("the strike of the bakers", "en", "bread", True),
        ("emplois perdu le port", None, "losses", False),
    ],
)
def test_words_in_order_come_first(
    library: Library, words: str, lang: str | None, first: str, *, is_phrase: bool
) -> None:
    hit = library.find_words(words, lang=lang)[0]
    assert hit.item.location == f"/texts/{first}"
    assert [signal.name for signal in hit.signals] == ["phrase"] * is_phrase


def test_words_are_looked_up_in_one_language_where_asked(library: Library) -> None:
    assert library.find_words("the strike of the bakers", lang="fr") == []


@pytest.mark.slow
def test_a_question_finds_passages_of_the_other_language(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library", encoder=small_e5())
    library.add(
        [
            note("The dam on the upper river collapsed after three days of rain.", lang="en", name="dam"),
            note("Wheat exports fell by a third last year.", lang="en", name="wheat"),
            note("Le maire a inauguré la nouvelle bibliothèque.", name="mayor"),
            note("Les loyers des étudiants augmentent encore.", name="rents"),
        ]
    )
    pairs: dict[tuple[Lang, str], str] = {
        ("fr", "Un barrage a cédé à cause des pluies"): "dam",
        ("fr", "Les ventes de blé à l'étranger ont reculé"): "wheat",
        ("en", "A new library was opened by the mayor"): "mayor",
        ("en", "Students pay more for their rooms"): "rents",
    }
    assert {asked: found(library, Query(asked[1], lang=asked[0]))[0] for asked in pairs} == pairs


def test_text_of_the_other_language_is_not_held_back_for_sharing_no_word(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library", encoder=Directions())
    middling = [note(f"Les boulangers du quartier {name} vendent leurs gâteaux.", name=name) for name in "abcdefgh"]
    library.add([*middling, BREAD])
    words = "la grève des boulangers"
    assert found(library, Query(words, lang="fr"))[0] == "bread"
    assert found(library, Query(words))[0] != "bread"
