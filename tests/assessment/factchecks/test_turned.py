"""Statements with the same words the other way round are two; said from the other side, they are one."""

from __future__ import annotations

import pytest

from sourcier.assessment.factchecks.turned import turned
from sourcier.assessment.vetoes import features_of
from sourcier.core.article import Lang


@pytest.mark.parametrize(
    ("lang", "claim", "reviewed", "kinds"),
    [
        ("fr", "Le maire a acheté le stade à sa sœur.", "Le maire a vendu le stade à sa sœur.", ["role"]),
        ("fr", "La grippe tue plus que le vaccin.", "Le vaccin tue plus que la grippe.", ["role"]),
        ("fr", "Un arbitre a insulté Riou.", "Riou a insulté un arbitre.", ["role"]),
        ("en", "The foreign fund belongs to the port.", "The port belongs to the foreign fund.", ["role"]),
        ("en", "Vaccines kill more people than flu.", "Flu kills more people than vaccines.", ["role"]),
        ("fr", "La ville est la moins endettée du pays.", "La ville est la plus endettée du pays.", ["polarity"]),
        ("fr", "Riou a été insulté par un arbitre.", "Un arbitre a insulté Riou.", []),
        ("fr", "L’institut a vendu des masques à la Chine.", "La Chine a acheté des masques à l’institut.", []),
        ("en", "The region has banned plastic bags.", "Plastic bags are banned in the region.", []),
        ("fr", "En 2023, la mairie a fermé la piscine.", "La mairie a fermé la piscine en 2023.", []),
        ("fr", "Le pont a coûté au moins 3 millions.", "Le pont a coûté plus de 3 millions.", []),
    ],
)
def test_a_reversed_statement_is_another(lang: Lang, claim: str, reviewed: str, kinds: list[str]) -> None:
    ours, theirs = features_of([claim, reviewed], lang)
    assert [one.kind.value for one in turned(ours, theirs)] == kinds
