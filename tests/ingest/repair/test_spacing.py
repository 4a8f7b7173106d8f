"""Repairs inside a paragraph."""

from __future__ import annotations

import pytest

from sourcier.core.spans import Span
from sourcier.ingest.repair.spacing import tidied
from sourcier.ingest.strands import Strand


@pytest.mark.parametrize(
    ("came", "tidy"),
    [
        ("des canons...Les débats", "des canons... Les débats"),
        ("des canons…Les débats", "des canons… Les débats"),
        ("attendre...mais non", "attendre... mais non"),
        ("Il est parti.Elle reste.", "Il est parti. Elle reste."),
        ("Vraiment ?Oui !Non.", "Vraiment ? Oui ! Non."),
        ("le site arXiv.org et Node.js", "le site arXiv.org et Node.js"),
        ("voir www.phare.Example.com ici", "voir www.phare.Example.com ici"),
        ("écrire à Anne.Roy@phare.example", "écrire à Anne.Roy@phare.example"),
        ("the U.S.Navy", "the U.S.Navy"),
        ("3.5 et J.-P. Roy", "3.5 et J.-P. Roy"),
        ("un  mot\tet   deux", "un mot et deux"),
        ("gou\u00adver\u200bne\ufeffment", "gouvernement"),
        ("20\u00a0000\u202f€ \u00ab\u00a0oui\u00a0\u00bb", "20\u00a0000\u202f€ \u00ab\u00a0oui\u00a0\u00bb"),
        ("e\u0301te\u0301 c\u0327a", "été ça"),
    ],
)
def test_tidied(came, tidy):
    assert tidied(Strand.of(came, Span(0, len(came)))).text == tidy
