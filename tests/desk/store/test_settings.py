import pytest

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
