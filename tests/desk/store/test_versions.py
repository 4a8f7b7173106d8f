"""Other versions of an article: found by address or by title and publisher, and only where the texts are alike."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import inspect

import factory
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.versions import versions_of

TEXT = (
    "Le tunnel de Brévaux a coûté 41 millions d'euros. Il relie depuis mai les deux rives de la Sarve. "
    "Le maire avait promis dix-huit mois de travaux ; il en a fallu trente. Le péage rapporte peu."
)
OTHER = (
    "La récolte de cidre s'annonce faible dans toute la vallée, disent les trois coopératives. Le gel d'avril y est "
    "pour beaucoup, la grêle de juin pour le reste. Les prix monteront."
)
ADDRESS = "https://gazette.example/tunnel"


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "desk.sqlite"))
    yield opened
    opened.close()


def add(store, text, *, name="texte.md", title="Le tunnel", publisher="La Gazette", day=date(2024, 5, 3)):
    return add_dossier(
        store, factory.dossier(factory.article(text, title=title, publisher=publisher, published=day)), name=name
    )


CORRECTED = TEXT.replace("41 millions", "44 millions")


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [
        ({}, {"text": CORRECTED}, True),
        ({"publisher": None}, {"text": CORRECTED, "publisher": None}, True),
        ({}, {"text": CORRECTED, "title": "LE TUNNEL"}, True),
        ({}, {"text": CORRECTED, "publisher": "Le Courrier"}, False),
        ({}, {"text": CORRECTED, "title": "Le pont"}, False),
        ({}, {"text": OTHER}, False),  # the weekly column of one title
        ({"title": None}, {"text": CORRECTED, "title": None}, False),
        ({"name": ADDRESS}, {"text": CORRECTED, "title": "Le tunnel, rectifié", "name": ADDRESS}, True),
        ({"name": ADDRESS, "title": None}, {"text": CORRECTED, "title": None, "name": ADDRESS}, True),
        ({"name": ADDRESS}, {"text": OTHER, "title": "Le cidre", "name": ADDRESS}, False),  # a page that changes daily
        ({"name": "a.md"}, {"text": CORRECTED, "title": "Autre", "name": "a.md"}, False),
    ],
)
def test_versions_are_found_from_both_sides(store, first, second, is_found):
    one = add(store, TEXT, **first)
    two = add(store, **second)
    for own, other in ((one, two), (two, one)):
        assert [each.article_id for each in versions_of(store, own)] == ([other] if is_found else [])


@pytest.mark.parametrize(
    ("days", "is_newer"),
    [
        ((date(2024, 5, 3), date(2024, 5, 6)), True),
        ((date(2024, 5, 6), date(2024, 5, 3)), False),
        ((date(2024, 5, 3), date(2024, 5, 3)), True),  # by when they came
        ((None, date(2024, 5, 3)), True),
    ],
)
def test_which_is_newer_goes_by_the_day_of_publication_then_by_when_they_came(store, days, is_newer):
    one, two = add(store, TEXT, day=days[0]), add(store, CORRECTED, day=days[1])
    (other,), (same,) = versions_of(store, one), versions_of(store, two)
    assert (other.is_newer, same.is_newer) == (is_newer, not is_newer)
    assert (other.published, same.published) == (days[1], days[0])


def test_checking_the_first_one_again_does_not_make_it_the_newer_one(store):
    one, two = add(store, TEXT), add(store, CORRECTED)
    of = factory.article(TEXT, title="Le tunnel", publisher="La Gazette", published=date(2024, 5, 3))
    add_dossier(store, factory.dossier(of, [factory.claim(of, "Le péage rapporte peu")]))
    assert [each.is_newer for each in versions_of(store, two)] == [False]
    assert versions_of(store, one)[0].is_newer


def test_nothing_is_a_version_of_what_is_not_there(store):
    assert versions_of(store, "art-0") == ()


def test_articles_of_one_address_are_found_without_reading_all(store):
    with store.read() as connection:
        assert "articles_name" in {one["name"] for one in inspect(connection).get_indexes("articles")}
        if store.is_sqlite:
            asked = "EXPLAIN QUERY PLAN SELECT title FROM articles WHERE name = 'x' ORDER BY added_at DESC LIMIT 20"
            (plan, *_) = connection.exec_driver_sql(asked).all()
            assert "USING INDEX articles_name" in plan.detail


def test_an_address_longer_than_a_page_of_an_index_is_kept(store):
    address = "https://gazette.example/" + "".join(chr(97 + (at * at) % 26) for at in range(6000))
    one, two = (add(store, text, name=address, title=None) for text in (TEXT, CORRECTED))
    assert [each.article_id for each in versions_of(store, one)] == [two]
