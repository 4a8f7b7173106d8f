"""Datelines of dispatches."""

from __future__ import annotations

import pytest

from sourcier.ingest.head.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "dateline", "day"),
    [
        ("PORT VALLEN, Nov 19 (NPA) -", "PORT VALLEN, Nov 19 (NPA) -", "None"),
        ("PORT VALLEN, Nov 19 (NPA) - At least nine", "PORT VALLEN, Nov 19 (NPA) -", "None"),
        (
            "ORMEAU-SUR-MER (Oise), 5 juin 2024 (Transmonde)",
            "ORMEAU-SUR-MER (Oise), 5 juin 2024 (Transmonde)",
            "2024-06-05",
        ),
        ("22 mai 2012. - Le vote a eu lieu.", "22 mai 2012. -", "2012-05-22"),
        ("22 mai 2012. - Québec - Le vote a eu lieu.", "22 mai 2012. - Québec -", "2012-05-22"),
        ("22 mai 2012, Espagne. - Le vote a eu lieu.", "22 mai 2012, Espagne. -", "2012-05-22"),
        ("PARIS, 3 mai (AFP) — Le vote a eu lieu.", "PARIS, 3 mai (AFP) —", "None"),
        ("Paris, le 3 mai 2024 (AFP) – Le vote a eu lieu.", "Paris, le 3 mai 2024 (AFP) –", "2024-05-03"),
        ("LONDON (Reuters) - Voters went home.", "LONDON (Reuters) -", "None"),
        ("Kyiv, Ukraine (AP) — Voters went home.", "Kyiv, Ukraine (AP) —", "None"),
        ("ROME — Voters went home.", "ROME —", "None"),
    ],
)
def test_dateline(text, dateline, day):
    found = find_dateline(text)

    assert found is not None
    assert (text[: found.end], str(found.day)) == (dateline, day)


@pytest.mark.parametrize(
    "text",
    [
        "Paris a voté - et bien voté.",
        "Le maire (PS) a dit - sans rire - que non.",
        "Saint-Malo - le port ferme.",
        "L'OTAN (ou NATO) est née en 1949.",
        "22 mai 2012 : le vote a eu lieu.",
        "ROME a voté.",
        "L'ONU - comme l'OMS - se tait.",
        "",
    ],
)
def test_prose_has_no_dateline(text):
    assert find_dateline(text) is None
