import pytest

from sourcier.app.desk.store import tables
from sourcier.app.desk.store.errors import BadSetting
from sourcier.app.desk.store.settings import (
    Rating,
    language,
    ratings,
    set_language,
    set_ratings,
    set_signer,
    signer,
)
from sourcier.core.findings import Verdict


def test_settings_are_kept_in_their_order(store):
    assert (ratings(store), language(store), signer(store)) == ((), None, None)
    scale = (
        Rating("Vrai", Verdict.SUPPORTED),
        Rating("Plutôt vrai", Verdict.SUPPORTED),
        Rating("Faux", Verdict.REFUTED),
    )
    set_ratings(store, scale)
    set_language(store, "en")
    set_signer(store, " Ana  Roux ")
    assert (ratings(store), language(store), signer(store)) == (scale, "en", "Ana Roux")
    set_ratings(store, ())
    set_language(store, None)
    assert (ratings(store), language(store)) == ((), None)


def test_a_rating_has_a_label_for_each_language_or_falls_back(store):
    scale = (
        Rating("Faux", Verdict.REFUTED, en="False"),
        Rating("Misleading", Verdict.CONFLICTING, fr="Trompeur"),
        Rating("OK", Verdict.SUPPORTED),
    )
    set_ratings(store, scale)
    assert ratings(store) == scale
    assert [one.of("fr") for one in scale] == ["Faux", "Trompeur", "OK"]
    assert [one.of("en") for one in scale] == ["False", "Misleading", "OK"]


def test_a_scale_kept_before_there_were_labels_by_language_is_read(store):
    with store.begin() as connection:
        kept = '[["Faux", "refuted"]]'
        connection.execute(tables.settings.insert().values(name="ratings", value=kept))
    assert ratings(store) == (Rating("Faux", Verdict.REFUTED),)


def test_two_labels_that_are_one_in_a_language_are_refused(store):
    with pytest.raises(BadSetting):
        set_ratings(store, [Rating("Faux", Verdict.REFUTED), Rating("Erroné", Verdict.REFUTED, en="faux")])


@pytest.mark.parametrize(
    "labels", [["Vrai", "vrai"], [""], ["x" * 61], ["a\nb\x00"], [f"n{number}" for number in range(41)]], ids=str
)
def test_a_scale_that_cannot_be_used_is_refused(store, labels):
    with pytest.raises(BadSetting):
        set_ratings(store, [Rating(label, Verdict.REFUTED) for label in labels])
    assert ratings(store) == ()


def test_a_language_that_is_not_spoken_is_refused(store):
    with pytest.raises(BadSetting):
        set_language(store, "de")
    with pytest.raises(BadSetting):
        set_signer(store, "\t")
