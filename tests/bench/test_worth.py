"""The bench of worth reads what it is given and answers every line."""

import gzip
import json

import worth as bench


def test_every_record_is_answered_in_order_with_or_without_lang(tmp_path):
    records = [
        {"id": "b", "text": "Le chômage a baissé de 3 % dans la région."},
        {"id": "a", "text": "Unemployment fell by 3 percent in the region.", "lang": "en"},
        {"id": "c", "text": "Merci à tous et bonne soirée !", "lang": "fr"},
    ]
    data, out = tmp_path / "in.jsonl.gz", tmp_path / "new" / "out.jsonl"
    with gzip.open(data, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    bench.main(["--data", str(data), "--out", str(out)])
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a", "c"]
    assert [answer["label"] for answer in answers] == [1, 1, 0]
    assert all(0 <= answer["score"] <= 1 for answer in answers)


def test_the_language_is_told_from_the_words():
    assert bench.lang_of({"text": "Le vote a eu lieu dans la nuit."}) == "fr"
    assert bench.lang_of({"text": "lol ok", "lang": None}) == "en"
