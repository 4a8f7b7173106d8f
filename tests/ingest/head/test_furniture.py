"""Service lines of pages."""

from __future__ import annotations

import pytest

from sourcier.ingest.head.furniture import is_caption, is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : le port se vide",
        "À lire aussi",
        "Lire aussi Le port se vide",
        "→ Lire aussi : le port",
        "Partager",
        "Abonnez-vous pour lire la suite",
        "(Cette dépêche sera mise à jour.)",
        "[Article mis à jour à 18 h 30]",
        "(This story has been updated.)",
        "Read more: five charts on the port",
        "Share",
        "Sign up for our newsletter",
        "© 2024 Le Phare. All rights reserved.",
        "Temps de lecture : 4 min.",
        "Il vous reste 80 % de cet article à lire.",
    ],
)
def test_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Il vous reste trois jours pour voter.",
        "Partager le pouvoir ne se décrète pas.",
        "Lire est un plaisir.",
        "Read the small print, said the mayor.",
        "(Le maire n'a pas répondu.)",
        "Shares fell by 3 per cent.",
        "Le dossier est clos.",
        "Sources said the port would close.",
    ],
)
def test_prose_is_no_furniture(line):
    assert not is_furniture(line)


def test_captions_are_told_by_their_label():
    assert is_caption("Photo : le port en mai")
    assert is_caption("© Zoé Le Goff")
    assert not is_caption("La photo montre le port.")
