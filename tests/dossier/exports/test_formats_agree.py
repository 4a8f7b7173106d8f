"""Every format says the same of each claim: by whom it was decided, which verdict stands, under which label."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from typing import NamedTuple

import openpyxl
import pytest

from dossier.exports import material
from markup import page_of, pick
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.exports.records import ClaimRecord, gather
from sourcier.dossier.report.words import words

OF = material.column()
_KINDS = material.decisions(OF)
_SPLIT = next(one for one in _KINDS if one.action is Action.SPLIT)
_ADDED = next(one for one in _KINDS if one.action is Action.ADD_CLAIM)
DECISIONS = (
    *_KINDS,
    material.decision(parts(_SPLIT)[0], Action.CHANGE, Verdict.SUPPORTED, minute=20, rating="Plutôt vrai"),
    material.decision(_ADDED.claim_id, Action.CHANGE, Verdict.REFUTED, minute=21, author="Bo Lind"),
)
CLAIMS = gather(OF, DECISIONS).claims


class Said(NamedTuple):
    """What a format says of a claim."""

    action: str
    verdict: str
    label: str
    disputed: bool


def made(name: str) -> bytes:
    return EXPORTS[name].make(OF, DECISIONS, Labels(page=material.PAGE))


def expected(one: ClaimRecord) -> Said:
    last = one.standing.last
    if last is None:
        return Said("", "", "", False)
    return Said(last.action, str(last.verdict or ""), last.rating or "", one.is_disputed)


def tabled(name: str) -> dict[str, Said]:
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(made("csv").decode("utf-8-sig"))))
    elif name == "xlsx":
        first, *lines = openpyxl.load_workbook(io.BytesIO(made("xlsx")))["claims"].iter_rows(values_only=True)
        rows = [dict(zip(first, line, strict=True)) for line in lines]
    else:
        held = sqlite3.connect(":memory:")
        held.deserialize(made("sqlite"))
        held.row_factory = sqlite3.Row
        rows = [{**row, "claim_id": row["id"]} for row in held.execute("SELECT * FROM claims")]
    return {
        row["claim_id"]: Said(
            row["decision"] or "", row["decided_verdict"] or "", row["rating"] or "", row["disputed"] in {"yes", 1}
        )
        for row in rows
    }


@pytest.mark.parametrize("name", ["csv", "xlsx", "sqlite"])
def test_tables_say_what_stands(name):
    assert tabled(name) == {one.id: expected(one) for one in CLAIMS}


def test_page_says_what_stands():
    page = page_of(re.sub("[\u202f\u00a0]", " ", made("html").decode()))
    cards = {one.get("id")[1:]: one for one in pick(page, "article.card")}
    assert set(cards) == {one.number for one in CLAIMS}
    for one in CLAIMS:
        card, said = cards[one.number], expected(one)
        heading = " ".join(pick(card, "h3")[0].text_content().split())
        assert card.get("data-status") == one.counts_as
        assert ("divergentes :" in heading) is said.disputed
        assert said.label in heading
        if said.verdict and not said.disputed:
            assert words("fr")(f"verdict.{said.verdict}") in heading
            assert one.standing.last
            assert one.standing.last.author in card.text_content()


def test_reviews_are_of_just_the_claims_that_the_page_shows_as_decided():
    found = {one["url"].split("#")[1]: one["reviewRating"]["alternateName"] for one in json.loads(made("claimreview"))}
    shown = [one for one in CLAIMS if one.standing.last and one.counts_as in set(Verdict)]
    assert set(found) == {one.id for one in shown}
    for one in shown:
        said = expected(one)
        assert found[one.id].casefold() == (said.label or words("fr")(f"verdict.{said.verdict}")).casefold()


def test_annotations_are_of_the_same_claims_and_tag_the_same_disputes():
    items = json.loads(made("annotations"))["first"]["items"]
    places = {(one.span.start, one.span.end): one for one in CLAIMS}
    tagged = set()
    for item in items:
        place = item["target"]["selector"][1]
        one = places[place["start"], place["end"]]
        if item["creator"]["type"] == "Software":
            assert not one.is_out
        if any(body["purpose"] == "tagging" for body in item["body"]):
            tagged.add(one.id)
    assert tagged == {one.id for one in CLAIMS if one.is_disputed}
    assert set(places) == {
        (item["target"]["selector"][1]["start"], item["target"]["selector"][1]["end"]) for item in items
    }


def test_json_holds_the_same_decisions():
    held = json.loads(made("json"))["decisions"]
    assert [(one["claim_id"], one["action"], one["rating"]) for one in held] == [
        (one.claim_id, one.action, one.rating) for one in DECISIONS
    ]


@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in {"reply", "findings-csv"}])
def test_label_is_the_one_kept_at_signing(name):
    kept, plain = OF.claims[0].id, OF.claims[1].id
    signed = [
        material.decision(kept, Action.CONFIRM, Verdict.SUPPORTED, rating="Tout à fait vrai"),
        material.decision(plain, Action.CHANGE, Verdict.SUPPORTED, minute=1),
    ]
    raw = EXPORTS[name].make(OF, signed, Labels(page=material.PAGE))
    if name == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(raw))["claims"].iter_rows(values_only=True)
        raw = "\n".join(str(cell) for row in rows for cell in row).encode()
    assert "Tout à fait vrai".encode() in raw
