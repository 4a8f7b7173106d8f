"""Which measure a sentence speaks of: other words for it, words that change it, and how sure that is."""

from __future__ import annotations

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment.likelihood import SIGNALS, likelihood, weights
from sourcier.assessment.measures import THRESHOLD, Match, measures_of
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.tables import tables_of
from sourcier.core.findings import Operation


def scope_for(text: str, lang: str = "fr") -> Scope:
    draft = draft_of(text, "fr" if lang == "fr" else "en")
    return scope_of(draft, claim_of(draft), tables_of(isles()))


def matched(text: str, lang: str = "fr") -> list[str]:
    usable, _ = measures_of(tables_of(isles())).match(scope_for(text, lang), Operation.LOOKUP)
    return [one.measure.resource.name for one in usable if one.measure.resource.shape == "series"]


def candidate(text: str, name: str, lang: str = "fr") -> Match:
    found = measures_of(tables_of(isles())).candidates(scope_for(text, lang), Operation.LOOKUP)
    return next(one for one in found if one.measure.resource.name == name)


@pytest.mark.parametrize(
    ("lang", "text", "measure"),
    [
        ("fr", "En Borélie, 5,2 % des actifs étaient en quête d’emploi en 2022.", "unemployment"),
        ("fr", "En 2022, les sans-emploi formaient 12 % des actifs calvaniens.", "unemployment"),
        ("en", "In Calvania 12 percent of the workforce was without a job in 2022.", "unemployment"),
        ("fr", "La vie chère a gagné 5,2 % en Ardénie en 2022.", "prices"),
        ("en", "Rising prices added 5.2 percent to bills in Ardenia in 2022.", "prices"),
        ("fr", "En 2022, 46 millions de personnes vivaient en Ardénie.", "population"),
        ("en", "Some 46 million people called Ardenia home in 2022.", "population"),
        ("en", "Ardenia had 46 million residents in 2022.", "population"),
    ],
)
def test_a_measure_is_found_by_other_words(lang: str, text: str, measure: str) -> None:
    assert matched(text, lang)[:1] == [measure]


@pytest.mark.parametrize(
    ("lang", "text", "why"),
    [
        ("fr", "Le chômage des femmes touchait 8 % des Borélienes en 2022.", "femmes"),
        ("fr", "La densité de population de l’Ardénie atteignait 90 habitants en 2022.", "densité"),
        ("en", "Unemployment insurance cost Ardenia 3 percent in 2022.", "insurance"),
        ("en", "A war killed 46 million inhabitants in Ardenia in 2022.", "killed"),
        ("fr", "Le chômage partiel atteignait 3 % en Dorlande en 2022.", "partiel"),
    ],
)
def test_a_word_that_changes_what_is_counted_bars_the_measure(lang: str, text: str, why: str) -> None:
    _, rejected = measures_of(tables_of(isles())).match(scope_for(text, lang), Operation.LOOKUP)
    assert matched(text, lang) == []
    assert any(why in one.rejected for one in rejected)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L’industrie ardénienne comptait 46 millions d’habitants en 2022."),
        ("en", "The army of Ardenia had 46 million inhabitants in 2022."),
    ],
)
def test_a_part_of_a_country_is_not_the_country(lang: str, text: str) -> None:
    assert matched(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "one_head", "whole"),
    [
        ("fr", "Chaque Ardénien comptait pour 46 habitants en 2022.", "L’Ardénie comptait 46 habitants en 2022."),
        ("en", "The average Ardenian had 46 inhabitants in 2022.", "Ardenia had 46 inhabitants in 2022."),
    ],
)
def test_a_claim_on_one_head_is_not_on_the_whole_country(lang: str, one_head: str, whole: str) -> None:
    assert candidate(one_head, "population", lang).rejected
    assert not candidate(whole, "population", lang).rejected


def test_what_speaks_for_a_measure_makes_it_likelier() -> None:
    sure = dict.fromkeys(SIGNALS, 1.0) | {"name": 4.0, "rival": 0.0, "foreign": 0.0}
    assert likelihood(sure) > THRESHOLD
    for change in ({"foreign": -2.0}, {"rival": 2.0}, {"period": -1.0}, {"unit": 0.0}, {"name": 1.0}):
        assert likelihood(sure | change) < likelihood(sure), change


def test_an_ill_fitting_unit_does_not_speak_against_a_measure() -> None:
    assert likelihood({"name": 4.0, "unit": -1.0}) == likelihood({"name": 4.0, "unit": 0.0})


def test_every_signal_has_its_weight() -> None:
    assert set(weights()) == {"base", *SIGNALS}


def test_each_candidate_carries_its_signals() -> None:
    found = candidate("Le chômage touchait 7,1 % des actifs en Ardénie en 2022.", "unemployment")
    signals = {one.name: one.value for one in found.signals}
    assert set(SIGNALS) <= set(signals)
    assert (signals["unit"], signals["entity"], signals["period"], signals["rival"]) == (1.0, 1.0, 1.0, 0.0)
    elsewhere = candidate("Le chômage touchait 7 000 vaches en 1950.", "unemployment")
    assert {one.name: one.value for one in elsewhere.signals}["period"] == -1.0
    assert elsewhere.probability < found.probability
