"""A claim's worth in a sentence."""

import dataclasses

import pytest

from factory import article, claim
from sourcier.claims.worth.model import model
from sourcier.claims.worth.reasons import GRAMMAR, SUBJECT
from sourcier.claims.worth.surface import CROSSED, SHARES
from sourcier.core.claims import WorthReason
from sourcier.dossier.report.words import words
from sourcier.dossier.report.worth import worth_in_words

FIGURE = WorthReason("figure", 1.2, ("40 ponts",))
OPINION = WorthReason("reckoning", -0.6, ("je pense",))

SENTENCES = [
    (0.8, (FIGURE,), "Mérite d’être vérifié : un chiffre (« 40 ponts »)."),
    (0.6, (FIGURE, OPINION), "un chiffre (« 40 ponts ») ; en sens contraire, une opinion (« je pense »)."),
    (0.3, (WorthReason("quote", -1.0),), "il s’agit seulement de ce qui a été dit."),
    (0.9, (), ""),
]


@pytest.mark.parametrize(("worth", "reasons", "ending"), SENTENCES)
def test_worth_is_told_with_its_reasons(worth, reasons, ending):
    text = article("La ville compte 40 ponts.")
    told = dataclasses.replace(claim(text, "compte 40 ponts"), worth=worth, worth_reasons=reasons)
    shown = worth_in_words(told, words("fr")).replace("\u00a0", " ").replace("\u202f", " ")
    assert shown.endswith(ending)
    assert bool(shown) == bool(reasons)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_trait_of_the_model_has_a_name_for_readers(lang):
    never_shown = GRAMMAR | set(SHARES.values()) | {"length", "short", "name", "figures"}
    never_shown |= {f"{one} {other}" for one, other in CROSSED}
    say = words(lang)
    for trait in (*(set(model().traits) - never_shown), SUBJECT, "quote"):
        assert say(f"worth.reason.{trait}")
