"""The bench of even-handedness counts the sentences in which a name was changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import even_handed
from reading import STATES
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer


def test_only_the_first_articles_are_measured_and_only_sentences_with_a_name(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("La Suède a signé le texte mardi. Il pleut depuis trois jours.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("La Norvège a signé le texte jeudi.\n", encoding="utf-8")
    for name in "ab":
        meta = {"lang": "fr", "published": "2024-05-03", "title": None, "url": None}
        (tmp_path / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    even_handed.main(["--data", str(tmp_path), "--first", "1", "--rounds", "2", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures == {"sentences": 2, "kinds": 1.0, "alike": 1.0, "left_out": 0}


def test_a_renamed_article_that_is_taken_in_otherwise_is_counted(monkeypatch):
    article = from_text("La Suède a signé le texte mardi.", lang="fr", published=date(2024, 5, 3))
    monkeypatch.setattr(even_handed, "from_text", lambda text, **_: replace(article, text=f"{text} "))
    counts = even_handed.measure([article], Gazetteer.of(STATES), rounds=2)
    assert counts == {"left out": 2}
