"""Every claim and finding is in every table once, at its place, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factory
from dossier.exports import material
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.cells import cell, guarded, plain
from sourcier.dossier.exports.columns import CLAIM_COLUMNS, FINDING_COLUMNS
from sourcier.dossier.report.typography import one_line

STARTERS = tuple("=+-@\t\r\n＝＋－＠")
ENDS = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(lambda ends: ends[0] != ends[1]).map(sorted)


def made(name: str, dossier, decisions=()) -> bytes:
    return EXPORTS[name].make(dossier, decisions, Labels(page=material.PAGE))


def listed(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def sheet(raw: bytes, name: str) -> list[dict[str, object]]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(raw))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def opened(raw: bytes) -> sqlite3.Connection:
    held = sqlite3.connect(":memory:")
    held.deserialize(raw)
    held.row_factory = sqlite3.Row
    return held


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1 point", "'+1 point"),
        ("-1 point", "'-1 point"),
        ("@cmd", "'@cmd"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("63 % ;=1", "63 % ;'=1"),
        ('63 %";=1', "63 %\";'=1"),
        ("-4.2", "-4.2"),
        ("– dit-il", "– dit-il"),
        ("1 = 1", "1 = 1"),
        ("deux\nlignes", "deux lignes"),
        ("a\x00\x1b", "a\ufffd\ufffd"),
    ],
)
def test_cell_never_starts_a_formula(text, shown):
    assert guarded(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "yes"), (False, "no"), (-3, "-3"), (Decimal("-1E+3"), "-1000"), ("", "")],
)
def test_cell_keeps_figures_as_figures(value, shown):
    assert plain(value) == shown
    assert isinstance(cell(Decimal("-4.2")), Decimal)


def test_claims_are_lines_with_the_documented_columns():
    raw = made("csv", material.column())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 10
    rows = listed(raw)
    assert tuple(rows[0]) == CLAIM_COLUMNS
    first = rows[0]
    assert (first["number"], first["verdict"], first["worth"]) == ("1", "supported", "0.700")
    assert first["words"] == "La France tire 63 % de son électricité de l'atome"
    assert first["sentence_words"].startswith(first["words"])
    assert (first["title"], first["published"]) == (factory.COLUMN_TITLE, "2023-09-14")
    assert rows[-1]["why_none"] == "not-yet"
    assert rows[-1]["checkable_from"] == "2028-01-01"


def test_findings_are_lines_of_every_kind_with_their_claims():
    of = material.column()
    rows = listed(made("findings-csv", of, material.decisions(of)))
    assert tuple(rows[0]) == FINDING_COLUMNS
    assert len(rows) == len(of.findings) + 4 + 1
    by_kind = {row["kind"]: row for row in rows}
    assert set(by_kind) == {"table", "passage", "fact-check", "quotation", "added"}
    table = next(row for row in rows if row["finding_id"] == of.findings[1].id)
    assert (table["claim_number"], table["verdict"], table["value"]) == ("2", "refuted", "76.4")
    assert table["arithmetic"] == "76,4 − 62,7 = 13,7 points"
    assert (table["source"], table["url"]) == ("Institut d'essai", "https://example.org/serie")
    quotation = by_kind["quotation"]
    assert (quotation["claim_number"], quotation["decides"], quotation["status"]) == ("3", "yes", "altered")
    assert quotation["differences"] == "dépassé → frôlé"
    check = by_kind["fact-check"]
    assert (check["rating"], check["probability"], check["decides"]) == ("Plutôt faux", "0.910", "no")
    assert next(row for row in rows if row["finding_id"] == "pfd-2")["differences"] == "number: 400 000 / 12"
    assert by_kind["added"]["added_by"] == "Ana Roux"


@pytest.mark.parametrize(
    ("words", "decision", "decided", "disputed"),
    [
        ("La France tire 63 %", "confirm", "supported", "no"),
        ("contre 74 %", "change", "conflicting", "no"),
        ("la dette a dépassé", "withhold", "", "no"),
        ("le pays n'a connu", "dismiss", "", "no"),
        ("La guerre aurait fait 400 000 morts", "split", "", "no"),
        ("une cinquantaine de pays", "", "", ""),
        ("400 000 morts dans", "change", "supported", "yes"),
    ],
)
def test_decisions_stand_beside_the_programs_verdict(words, decision, decided, disputed):
    of = material.column()
    rows = listed(made("csv", of, material.decisions(of)))
    row = next(row for row in rows if row["words"].startswith(words))
    assert (row["decision"], row["decided_verdict"], row["disputed"]) == (decision, decided, disputed)


def test_what_people_added_is_listed_behind_the_dossiers_claims():
    of = material.column()
    added = listed(made("csv", of, material.decisions(of)))[len(of.claims) :]
    assert [(row["number"], row["words"]) for row in added] == [
        ("7a", "La guerre aurait fait 400 000 morts"),
        ("7b", "l'un des deux camps"),
        ("A1", "Il faut relire l'histoire"),
    ]
    assert added[0]["part_of"] == of.claims[6].id
    assert added[2]["added_by"] == "Ana Roux"


def test_workbook_has_its_sheets_with_figures_as_figures():
    of = material.column()
    raw = made("xlsx", of, material.decisions(of))
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["claims", "findings", "ledger", "decisions", "run"]
    claims, findings = sheet(raw, "claims"), sheet(raw, "findings")
    assert (claims[0]["number"], claims[0]["worth"]) == (1, 0.7)
    assert next(row for row in findings if row["finding_id"] == of.findings[1].id)["value"] == 76.4
    ledger = sheet(raw, "ledger")
    assert len(ledger) == len(of.sentences)
    assert [row["reason"] for row in ledger if not row["claims"]] == ["vague", "question", "exhortation", "opinion"]
    assert len(sheet(raw, "decisions")) == len(material.decisions(of))
    assert {row["what"] for row in sheet(raw, "run")} >= {"version", "pack", "model", "issue", "library", "text_sha256"}


@pytest.mark.parametrize("name", ["csv", "findings-csv", "xlsx", "sqlite"])
def test_same_dossier_gives_the_same_bytes(name):
    of = material.column()
    assert made(name, of, material.decisions(of)) == made(name, of, material.decisions(of))


def test_workbook_does_not_say_when_it_was_written():
    with zipfile.ZipFile(io.BytesIO(made("xlsx", factory.wire()))) as held:
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = held.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"1980-01-01T00:00:00Z"}


def test_database_has_every_record_and_its_keys_hold():
    of = material.column()
    with closing(opened(made("sqlite", of, material.decisions(of)))) as held:
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        assert held.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        counts = {
            table: held.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "sentences", "claims", "quantities", "claim_quantities", "times", "findings")
        }
        assert counts == {
            "articles": 1,
            "sentences": len(of.sentences),
            "claims": len(of.claims) + 3,
            "quantities": 1,
            "claim_quantities": 1,
            "times": 1,
            "findings": len(of.findings),
        }
        for table, n in (("cells", 7), ("passages", 2), ("factchecks", 1), ("quotations", 1), ("decisions", 9)):
            assert held.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == n, table
        cells = held.execute("SELECT figure FROM cells WHERE finding = 2").fetchall()
        assert [row["figure"] for row in cells] == [76.4]


def test_every_foreign_key_is_indexed_and_what_it_points_to_has_a_label():
    with closing(opened(made("sqlite", factory.wire()))) as held:
        tables = [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        keys = [
            (table, key)
            for table in tables
            for key in held.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')")
        ]
        assert len(keys) == 16
        for table, key in keys:
            columns = {row["name"] for row in held.execute(f"SELECT * FROM pragma_table_info('{key['table']}')")}
            assert "title" in columns
            indexed = {
                held.execute(f"SELECT name FROM pragma_index_info('{index['name']}')").fetchone()[0]
                for index in held.execute(f"SELECT * FROM pragma_index_list('{table}')")
            }
            assert key["from"] in indexed, (table, key["from"])


@pytest.mark.parametrize(("asked", "found"), [("recession", 1), ("récession", 1), ("atome", 1), ("introuvable", 0)])
def test_database_finds_claims_by_words_with_or_without_accents(asked, found):
    with closing(opened(made("sqlite", factory.column()))) as held:
        rows = held.execute(
            "SELECT title FROM claims WHERE number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?)", (asked,)
        )
        assert len(rows.fetchall()) == found


@pytest.mark.parametrize("words", material.HOSTILE)
def test_no_hostile_text_starts_a_formula(words):
    of = material.hostile(words)
    decisions = material.hostile_decisions(of, words)
    for name in ("csv", "findings-csv"):
        raw = made(name, of, decisions)
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
            for text in row:
                assert not text.startswith(STARTERS)
                assert not any(part.lstrip(" \"'")[:1] in STARTERS and "'" not in part for part in text.split(";")[1:])
                assert "\n" not in text
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", of, decisions)))
    for held in (one for name in book.sheetnames for row in book[name].iter_rows() for one in row):
        assert held.data_type == ("s" if isinstance(held.value, str) else "n")
        assert held.hyperlink is None
        assert not str(held.value or "").startswith(STARTERS) or held.data_type == "n"


@pytest.mark.parametrize("words", material.HOSTILE)
def test_database_keeps_hostile_text_as_it_stands(words):
    of = material.hostile(words)
    with closing(opened(made("sqlite", of, material.hostile_decisions(of, words)))) as held:
        assert held.execute("SELECT title FROM articles").fetchone()[0] == words
        assert held.execute("SELECT reason FROM decisions").fetchone()[0] == words
        assert held.execute("SELECT count(*) FROM claims").fetchone()[0] == 2


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x0b", "\x1f", "\x00"])
def test_signs_that_no_workbook_holds_cost_no_workbook(sign):
    whole = factory.column()
    of = replace(whole, article=replace(whole.article, title=f"Les{sign}quais", byline=(f"Ana{sign}Roy",)))
    assessed = tuple(replace(one, justification=f"vu{sign}lu") for one in of.assessments)

    rows = sheet(made("xlsx", replace(of, assessments=assessed)), "claims")
    assert {row["justification"] for row in rows} <= {"vu\ufffdlu", "vu lu", "vulu"}


def test_longest_cell_of_a_workbook_is_cut_and_the_csv_is_whole():
    of = material.hostile("mot " * 12_000)
    assert max(len(str(row["title"])) for row in sheet(made("xlsx", of), "claims")) == 32_767
    assert len(listed(made("csv", of))[0]["title"]) > 47_000


@st.composite
def dossiers(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    of = factory.article(text)
    spans = {tuple(ends) for ends in draw(st.lists(ENDS, min_size=1, max_size=5)) if ends[1] <= len(text)}
    claims = [
        factory.Claim(
            id=factory.Claim.key(of.id, factory.ClaimKind.EVENT, span, span),
            article_id=of.id,
            sentence_id="none",
            span=span,
            anchor=factory.Anchor.at(span, text),
            focus=span,
            kind=factory.ClaimKind.EVENT,
            source=factory.AUTHOR,
            commitment=factory.Commitment.ASSERTS,
            polarity=factory.Polarity.POSITIVE,
            checkability=factory.Checkability.CHECKABLE,
            worth=0.5,
        )
        for span in (factory.Span(*ends) for ends in sorted(spans))
    ]
    return factory.dossier(of, claims)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_every_claim_is_in_every_table_once_and_its_offsets_are_its_words(dossier):
    text = dossier.article.text
    wanted = {claim.id: (claim.span.start, claim.span.end) for claim in dossier.claims}
    with closing(opened(made("sqlite", dossier))) as held:
        stored = [dict(row) for row in held.execute("SELECT id AS claim_id, words, start, end FROM claims")]
    assert all(row["words"] == text[row["start"] : row["end"]] for row in stored)
    for rows in (listed(made("csv", dossier)), sheet(made("xlsx", dossier), "claims"), stored):
        found = [(row["claim_id"], (int(row["start"]), int(row["end"]))) for row in rows]
        assert len(found) == len(wanted)
        assert dict(found) == wanted
    for row in listed(made("csv", dossier)):
        assert row["words"] == guarded(text[int(row["start"]) : int(row["end"])])
    annotations = json.loads(made("annotations", dossier))["first"]["items"]
    quotes = [one["target"]["selector"][0]["exact"] for one in annotations]
    places = [one["target"]["selector"][1] for one in annotations]
    assert quotes == [text[place["start"] : place["end"]] for place in places]
    assert sorted((place["start"], place["end"]) for place in places) == sorted(wanted.values())
    assert {one["id"] for one in json.loads(made("json", dossier))["claims"]} == set(wanted)


def test_words_in_a_table_are_the_articles_on_one_line():
    of = material.hostile("deux\nlignes")
    row = listed(made("csv", of))[0]
    assert row["words"] == one_line(of.article.text[int(row["start"]) : int(row["end"])])
