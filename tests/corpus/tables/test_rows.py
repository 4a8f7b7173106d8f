"""The rows of a dossier say what the dossier says, in every column, and always the same."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

import factory
from corpus.tables import stock
from sourcier.app.corpus.tables import TABLES, arrow_schema, duplicate, failed, rows_of
from sourcier.app.corpus.tables.rows import article_adapter
from sourcier.core.dossier import to_json
from sourcier.core.ids import digest

DOSSIERS = [stock.column(), factory.wire(), stock.harbour()]


def listed(dossier, table):
    batch = stock.rows(dossier, "a.txt").batches.get(table)
    return batch.to_pylist() if batch is not None else []


@pytest.mark.parametrize("table", [name for name in TABLES if name not in {"inputs", "issues"}])
def test_every_column_is_filled_by_something(table):
    """A field under a name that the schema does not know would be lost in silence."""
    rows = [row for dossier in DOSSIERS for row in listed(dossier, table)]
    empty = [name for name in TABLES[table].names if not any(row[name] not in (None, []) for row in rows)]
    never = {  # the hand-made dossiers have no such thing; shown below, or in the dossiers of the exports
        "articles": {"updated"},
        "claims": {"source_entity"},
        "quantities": {"per", "of"},
        "findings": {"said_by", "rating", "party", "issuer", "issued"},
    }
    assert set(empty) <= never.get(table, set())


@pytest.mark.parametrize("dossier", DOSSIERS, ids=["column", "wire", "harbour"])
def test_rows_fit_the_schema_and_are_always_the_same(dossier):
    rows = stock.rows(dossier, "a.txt")
    for table, batch in rows.batches.items():
        batch.validate(full=True)
        assert batch.schema == arrow_schema(table)
        assert [f.name for f in batch.schema if not f.nullable and batch.column(f.name).null_count] == []
    packed = pickle.dumps(rows)
    assert packed == pickle.dumps(stock.rows(dossier, "a.txt"))
    assert pickle.loads(packed).batches == rows.batches


def test_article():
    dossier = stock.harbour()
    (row,) = listed(dossier, "articles")
    assert article_adapter().validate_json(row["record"]) == dossier.article
    assert row["dossier_sha256"] == digest(to_json(dossier))
    assert row["published"] == date(2024, 2, 1)
    assert row["links"] == [{"url": "https://port.example/chiffres", "text": "la capitainerie"}]
    assert (row["sentences"], row["sentences_with_claims"], row["claims"]) == (3, 2, 2)


def test_words_stand_where_they_say():
    for dossier in DOSSIERS:
        text = dossier.article.text
        for table in ("sentences", "claims", "quantities", "times", "relations"):
            assert all(text[row["start"] : row["end"]] == row["words"] for row in listed(dossier, table))
        assert all(text[row["focus_start"] : row["focus_end"]] == row["focus"] for row in listed(dossier, "claims"))


def test_sentences_have_claims_or_a_reason():
    for dossier in DOSSIERS:
        carrying = {row["sentence"] for row in listed(dossier, "claims")}
        for row in listed(dossier, "sentences"):
            assert (row["id"] in carrying) == (row["reason"] is None)


def test_claims_carry_what_their_sentence_links_and_names():
    first, second = listed(stock.harbour(), "claims")
    assert (first["links"], second["links"]) == ([], ["https://port.example/chiffres"])
    assert second["entities"] == [{"words": "la capitainerie", "kind": "organisation", "id": None}]
    assert (second["source_kind"], second["source"]) == ("named", "la capitainerie")


def test_addresses_that_no_browser_should_open_are_left_out():
    text = "La mairie a fermé deux écoles."
    links = {"La mairie": "javascript:alert(1)", "écoles": "https://ecoles.example/"}
    article = factory.article(text, url="file:///etc/passwd", links=links)
    dossier = factory.dossier(article, [factory.claim(article, "La mairie a fermé deux écoles")])
    ((row,), (claim,)) = listed(dossier, "articles"), listed(dossier, "claims")
    assert (row["url"], row["links"]) == (None, [{"url": "https://ecoles.example/", "text": "écoles"}])
    assert claim["links"] == ["https://ecoles.example/"]


def test_figures_and_times_stand_once_and_name_their_claims():
    dossier = stock.harbour()
    first, second = (claim.id for claim in dossier.claims)
    (figure,), (time,) = listed(dossier, "quantities"), listed(dossier, "times")
    assert (figure["low"], figure["low_number"], figure["half_width"], figure["claims"]) == (
        "1250",
        1250.0,
        5.0,
        [second],
    )
    assert (time["first_day"], time["day_after"], time["claims"]) == (date(2024, 1, 1), date(2024, 2, 1), [first])


def test_relations_name_their_parties_by_id_where_the_packs_have_no_label():
    (row,) = listed(stock.harbour(), "relations")
    assert (row["subject"], row["subject_label"], row["subject_words"]) == ("FRA", "FRA", "Vire")


def test_findings_of_every_kind():
    rows = {row["id"]: row for row in listed(stock.column(), "findings")}
    assert {row["kind"] for row in rows.values()} == {"table", "passage", "fact-check", "quotation"}
    table = next(row for row in rows.values() if row["kind"] == "table" and row["value"] == "62.7")
    assert (table["value_number"], table["key"], table["pack_version"]) == (62.7, "entity: FRA; period: 2022", "1.0.0")
    assert (rows["pfd-1"]["verdict"], rows["pfd-1"]["probability"], rows["pfd-1"]["decides"]) == ("refuted", 0.95, True)
    assert (rows["pfd-2"]["differences"], rows["pfd-2"]["decides"]) == ("number: 400 000 / 12", False)
    assert (rows["pfd-1"]["document"], rows["pfd-1"]["origin"]) == ("doc-1", "org-1")
    assert (rows["fcf-1"]["rating"], rows["fcf-1"]["publisher"]) == ("Plutôt faux", "Les Vérificateurs")
    assert (rows["quo-1"]["status"], rows["quo-1"]["differences"]) == ("altered", "dépassé → frôlé")


def test_assessments_are_one_a_claim_and_name_what_decides():
    dossier = stock.column()
    rows = listed(dossier, "assessments")
    assert [row["claim"] for row in rows] == [claim.id for claim in dossier.claims]
    assert all((row["verdict"] is None) != (row["why_none"] is None) for row in rows)
    known = {row["id"] for row in listed(dossier, "findings")}
    assert {id_ for row in rows for id_ in row["findings"]} <= known


def test_an_input_without_an_article_has_a_row_and_an_issue():
    rows = failed(input="b.pdf", sha256=None, slug="encrypted-pdf", message="a password")
    assert (rows.state, rows.article) == ("error", None)
    assert rows.batches["inputs"].to_pylist() == [
        {
            "input": "b.pdf",
            "sha256": None,
            "article": None,
            "state": "error",
            "slug": "encrypted-pdf",
            "message": "a password",
        }
    ]
    assert rows.batches["issues"].to_pylist() == [
        {"article": None, "input": "b.pdf", "slug": "encrypted-pdf", "stage": "ingest", "message": "a password"}
    ]


def test_a_duplicate_has_a_row_and_nothing_else():
    rows = duplicate(input="c.txt", sha256="ab", article="art-1")
    assert list(rows.batches) == ["inputs"]
    assert rows.batches["inputs"].to_pylist()[0]["article"] == "art-1"


def test_a_path_of_bytes_that_are_no_letters_is_written_out():
    rows = rows_of(stock.harbour(), input="caf\udce9.txt", sha256=None)
    assert rows.batches["inputs"].to_pylist()[0]["input"] == "caf\\udce9.txt"
    assert rows.batches["articles"].to_pylist()[0]["input"] == "caf\\udce9.txt"
