"""Publishers' rating words on our scale."""

from __future__ import annotations

from importlib import resources

import pytest

from sourcier.assessment.factchecks import rated
from sourcier.core.findings import Verdict


@pytest.mark.parametrize(
    ("rating", "lang", "verdict"),
    [
        ("Faux", "fr", Verdict.REFUTED),
        ("FAUX.", "fr", Verdict.REFUTED),
        ("Vrai", "fr", Verdict.SUPPORTED),
        ("Pants on Fire!", "en", Verdict.REFUTED),
        ("mostly true", "en", Verdict.SUPPORTED),
        ("Half True", "en", Verdict.CONFLICTING),
        ("Misleading", "en", None),
        ("Trompeur", "fr", None),
        ("Satire", "en", None),
        ("True", "fr", None),
        ("Not false", "en", None),
        ("Faux : la photo date de 2015", "fr", None),
        ("", "fr", None),
    ],
)
def test_only_whole_words_of_one_meaning_have_a_verdict(rating, lang, verdict):
    assert rated(rating, lang) is verdict


def test_every_row_names_a_publisher_and_its_published_scale():
    text = (resources.files("sourcier.assessment.factchecks") / "ratings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if not line.startswith("#")]
    for rating, lang, verdict, publisher, scale, note in rows:
        assert lang in {"fr", "en"}, rating
        assert verdict in {"", "supported", "refuted", "conflicting"}, rating
        assert publisher, rating
        assert scale.startswith("http"), rating
        assert note, rating
