"""The scorer of quotations: what is right, and what is a false alarm."""

import pytest

from quotes import Shelf, document_of, score

CASES = [{"id": "1", "quotes": [["Nous irons", "exact"], ["Elle dit", "misattributed"], ["scrap", None]]}]


@pytest.mark.parametrize(
    ("given", "accuracy", "alarms"),
    [
        (["exact", "misattributed", "none"], 1.0, 0),
        (["altered", "misattributed", "none"], 0.6667, 1),
        (["not_found", "exact", "altered"], 0.0, 0),
    ],
)
def test_score_counts_false_alarms_on_copies_alone(given, accuracy, alarms):
    figures = score(CASES, {"1": [{"status": one} for one in given]})
    assert (figures["accuracy"], figures["false_alarms"], figures["copied"]) == (accuracy, alarms, 1)


def test_shelf_gives_the_passage_with_the_rarest_words_first():
    item = {"lang": "fr", "title": None, "publisher": None, "published": None, "url": None}
    texts = ["Le vent tombe sur le lac.", "Le vent se lève sur le lac gelé.", "La nuit tombe."]
    shelf = Shelf(document_of({**item, "id": str(at), "text": text}) for at, text in enumerate(texts))
    assert [hit.item.text for hit in shelf.find_words("le lac gelé", lang="fr")][:2] == [texts[1], texts[0]]
    assert shelf.find_words("le lac gelé", lang="en") == []
