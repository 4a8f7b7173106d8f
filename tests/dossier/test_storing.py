import dataclasses
import os
import stat

import pytest

import factory
from sourcier.core.dossier import to_json
from sourcier.dossier.errors import BadDossier, OutputFailed
from sourcier.dossier.storing import load, load_all, probe, save, to_line


def test_save_writes_the_bytes(tmp_path):
    save(b"un", tmp_path / "a.html")
    assert (tmp_path / "a.html").read_bytes() == b"un"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_save_replaces_a_file_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"ancien")
    path.chmod(0o640)
    save(b"neuf", path)
    assert path.read_bytes() == b"neuf"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_save_follows_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    save(b"x", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_save_leaves_the_old_file_when_the_disk_is_full(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_bytes(b"ancien")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed, match="No space left on device"):
        save(b"neuf", path)
    assert path.read_bytes() == b"ancien"
    assert [left.name for left in tmp_path.iterdir()] == ["a.html"]


@pytest.mark.parametrize("path", ["absent/a.html", "."])
def test_save_and_probe_say_what_cannot_be_written(tmp_path, path):
    with pytest.raises(OutputFailed, match="cannot write"):
        probe(tmp_path / path)
    with pytest.raises(OutputFailed, match="cannot write"):
        save(b"x", tmp_path / path)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"nul", b"\xff\xfe", b'{"schema_version": "1.0"', b"<html>"])
def test_load_refuses_what_is_no_dossier(raw):
    with pytest.raises(BadDossier, match=r"x\.json is not a dossier"):
        load(raw, "x.json")


def test_load_refuses_another_schema():
    raw = to_json(factory.wire()).replace(b'"schema_version": "1.0"', b'"schema_version": "2.0"')
    with pytest.raises(BadDossier, match=r"2\.0"):
        load(raw, "x.json")


def test_load_all_reads_one_document_and_json_lines():
    one, two = factory.column(), factory.wire()
    assert load_all(to_json(one), "x") == [one]
    assert load_all(to_line(one) + to_line(two), "x") == [one, two]


def test_load_all_names_the_bad_line():
    with pytest.raises(BadDossier, match="line 2"):
        load_all(to_line(factory.wire()) + b"{}\n", "x.jsonl")


def test_load_refuses_a_ledger_of_sentences_that_are_not_there():
    whole = factory.column()
    lost = whole.sentences[1].id
    torn = dataclasses.replace(whole, sentences=(whole.sentences[0], *whole.sentences[2:]))

    with pytest.raises(BadDossier, match=f"no sentence '{lost}'"):
        load(to_json(torn), "x.json")
