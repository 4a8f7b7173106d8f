"""The bench of even-handedness counts the sentences in which a name was changed."""

from __future__ import annotations

import json

import even_handed


def test_only_the_first_articles_are_measured_and_only_sentences_with_a_name(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("La Suède a signé le texte mardi. Il pleut depuis trois jours.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("La Norvège a signé le texte jeudi.\n", encoding="utf-8")
    for name in "ab":
        meta = {"lang": "fr", "published": "2024-05-03", "title": None, "url": None}
        (tmp_path / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    even_handed.main(["--data", str(tmp_path), "--first", "1", "--rounds", "2", "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures == {"sentences": 2, "kinds": 1.0, "alike": 1.0}
