"""Files that nobody makes on purpose, or only one: each has its clear error, in bounded time, and stops nothing."""

from __future__ import annotations

import gzip
import json
import os
import stat
import time
from pathlib import Path

import pytest

from sourcier.core.errors import SourcierError
from sourcier.evidence.library.intake import Asked, items, take

TEXT = "The council voted on Tuesday to close the two northern quays, where no ship had called for years."
ENTITIES = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = f'<?xml version="1.0"?>{ENTITIES}]><rss version="2.0"><channel><item><title>&i;</title></item></channel></rss>'
OUTSIDE = BOMB.split("<!DOCTYPE", maxsplit=1)[0] + (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>'
    "<description>&x;</description></item></channel></rss>"
)
DEEP = "[" * 200_000 + "]" * 200_000

CASES = [
    ("empty.txt", b"", "empty-text"),
    ("empty.warc", b"", "damaged-archive"),
    ("empty.warc.gz", b"", "damaged-archive"),
    ("no-address.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 ", "damaged-archive"),
    ("zeros.warc", b"\0" * 200_000, "damaged-archive"),
    ("zeros.warc.gz", b"\0" * 200_000, "damaged-archive"),
    ("cut.jsonl.gz", gzip.compress(json.dumps({"text": TEXT * 400}).encode())[:-40], "damaged-archive"),
    ("cut.json.gz", gzip.compress(DEEP.encode())[:-40], "damaged-archive"),
    ("not.jsonl.gz", b"\x1f\x8b but no gzip", "damaged-archive"),
    ("deep.json", DEEP.encode(), "bad-record"),
    ("deep.jsonl", DEEP.encode(), "bad-record"),
    ("deepfeed.json", b'{"dataFeedElement": [' + DEEP.encode(), "bad-record"),
    ("endless.json", b'{"dataFeedElement": [' + b"," * 50_000, "damaged-archive"),
    ("plain.json", b'{"text": "no ClaimReview"}', "bad-record"),
    ("empty.json", b"", "bad-record"),
    ("bomb.rss", BOMB.encode(), "unsafe-feed"),
    ("bomb16.rss", BOMB.encode("utf-16"), "unsafe-feed"),
    ("outside.xml", OUTSIDE.encode(), "unsafe-feed"),
    ("empty.atom", b"<feed/>", "damaged-archive"),
    ("broken.rss", b"<rss><channel><item><title>", "bad-record"),
    ("none.xml", b"<svg/>", "damaged-archive"),
    ("line.jsonl", b'{"text": "' + b"a" * (10 * 1024 * 1024) + b'"}', "too-large"),
    ("line.txt", b"a " * (4 * 1024 * 1024), "too-large"),
    ("large.pdf", b"%PDF-" + b"a" * (10 * 1024 * 1024), "too-large"),
    ("not.pdf", b"not at all", "broken-document"),
    ("zip.docx", b"PK\x03\x04 and nothing", "broken-document"),
    ("noise.txt", bytes(range(256)) * 50, "binary-input"),
    ("half.jsonl", b'{"text": "\xff\xfe\xfa the town"}', "bad-record"),
    ("russian.txt", ("Мэр сказал, что порт закрыт. " * 20).encode(), "unsupported-language"),
    ("script.html", b"<html><body><script>f()</script></body></html>", "not-an-article-page"),
    (
        "ld.html",
        b'<html><script type="application/ld+json">{"@type": "ClaimReview",</script></html>',
        "bad-record",
    ),
]


@pytest.mark.parametrize(("name", "body", "slug"), CASES, ids=[name for name, _, _ in CASES])
def test_each_has_its_slug_and_the_file_behind_it_is_read(tmp_path, name, body, slug):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "zz.txt").write_text(TEXT)
    started = time.process_time()
    first, *_, last = take([str(tmp_path)], Asked())
    assert time.process_time() - started < 20
    assert [one.slug for one in first.items if isinstance(one, SourcierError)][:1] == [slug]
    assert last.items[0].text == TEXT
    assert name in first.location


def test_scripts_that_are_opened_and_never_closed_take_no_time(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(f"<html><body><article><p>{TEXT}</p>ClaimReview" + '<script type="application/ld+json">' * 100_000)
    started = time.process_time()
    list(items([str(file)]))
    assert time.process_time() - started < 20


def test_entities_of_a_page_do_not_unpack(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(
        f"<!DOCTYPE html [{ENTITIES.split('[', 1)[1]}]><html><body><article><p>{TEXT} &i;</p></article></body></html>"
    )
    (one,) = items([str(file)])
    assert len(one.text) < 10 * len(TEXT)


def test_a_line_that_is_too_long_does_not_take_the_next_with_it(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"a" * (25 * 1024 * 1024) + b"\n" + json.dumps({"text": TEXT}).encode())
    long, short = items([str(file)])
    assert long.slug == "too-large"
    assert short.location.endswith("#line=2")


def test_a_page_in_an_old_encoding_is_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("Le maire a été élu à l'unanimité des voix de la ville.".encode("cp1252"))
    (one,) = items([str(file)])
    assert "été élu à" in one.text


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (error,) = items([str(tmp_path)])
    assert error.slug == "not-found"


def test_folders_nested_deeper_than_calls_are_walked(tmp_path):
    folders = [f"{tmp_path}{'/d' * depth}" for depth in range(1, 1200)]
    for folder in folders:
        Path(folder).mkdir()
    last = Path(folders[-1]) / "a.txt"
    last.write_text(TEXT)
    (one,) = items([str(tmp_path)])
    last.unlink()
    for folder in reversed(folders):  # what clears up behind tests calls itself for each
        Path(folder).rmdir()
    assert one.text == TEXT


def test_names_inside_a_zim_file_never_become_paths(tmp_path, monkeypatch):
    """A program that lists an entry with a path that leads out of any folder, and forges a line."""
    page = f"<html><body><article><h1>Quays</h1><p>{TEXT}</p></article></body></html>"
    listed = "path: ../../../tmp/evil.html\n* title: x\n* idx: 1; rm -rf\n* type: item\n* mime-type: text/html\n* item size: 9\n"
    listed += "path: ../../escaped.html\n* idx: 2\n* type: item\n* mime-type: text/html\n* item size: 9\n"
    program = tmp_path / "bin" / "zimdump"
    program.parent.mkdir()
    program.write_text(
        f"#!/bin/sh\ncase $1 in\ninfo) echo 'uuid: 1';;\nlist) printf '%s' '{listed}';;\nshow) printf '%s' '{page}';;\nesac\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    file = tmp_path / "a.zim"
    file.write_bytes(b"ZIM\x04")
    before = sorted(Path(tmp_path).rglob("*"))
    (taken,) = take([str(file)], Asked())
    assert taken.location == f"{file}#../../escaped.html"
    assert sorted(Path(tmp_path).rglob("*")) == before


def test_a_zim_file_that_is_none_is_named(tmp_path):
    file = tmp_path / "a.zim"
    file.write_bytes(b"ZIM\x04" + b"\0" * 5000)
    (error,) = items([str(file)])
    assert error.slug in {"damaged-archive", "missing-program"}


@pytest.mark.parametrize("source", ["nowhere", "a\0b", "a" * 5000], ids=["nowhere", "nought", "long"])
def test_a_source_that_is_not_there(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (error,) = items([source])
    assert error.slug == "not-found"
