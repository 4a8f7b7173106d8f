"""How a negation bears on a claim, as its words say it."""

from __future__ import annotations

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment.denials import Denial, denial_of
from sourcier.assessment.scope import scope_of
from sourcier.assessment.tables import tables_of
from sourcier.core.article import Lang


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "L’Ardénie est entrée dans la Ligue du Nord en 1990.", Denial.NONE),
        ("fr", "L’Ardénie n’est pas entrée dans la Ligue du Nord en 1990.", Denial.WHOLE),
        ("en", "Ardenia did not join the Northern League in 1990.", Denial.WHOLE),
        ("fr", "L’Ardénie ne compte plus 3 millions d’habitants.", Denial.WHOLE),
        ("fr", "L’Ardénie n’a jamais rejoint la Ligue du Nord.", Denial.UNCLEAR),  # wider than one period
        ("en", "Ardenia did not join the Northern League until 1990.", Denial.UNCLEAR),  # it did, then
        ("fr", "L’Ardénie ne compte pas moins de 3 millions d’habitants.", Denial.NONE),  # inside the figure
        ("fr", "L’Ardénie n’en fait pas moins partie de la Ligue du Nord.", Denial.NONE),  # it insists
        ("fr", "La Ligue du Nord réunit l’Ardénie, et non la Borélie.", Denial.NONE),  # one name against another
        ("fr", "Pas d’éclaircie en 2022 : l’Ardénie compte 3 millions d’habitants.", Denial.NONE),  # a heading
    ],
)
def test_a_negation_bears_on_what_its_words_deny(lang: Lang, text: str, expected: Denial) -> None:
    draft = draft_of(text, lang)
    assert denial_of(scope_of(draft, claim_of(draft), tables_of(isles()))) is expected
