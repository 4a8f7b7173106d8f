"""A letter names who publishes a figure and which table it is from, in its own language."""

from __future__ import annotations

import csv
import json
import re
from importlib import resources

import pytest

from sourcier.dossier.exports.sources import cite, published_by
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.records import CellView

STARTER = resources.files("sourcier.evidence.packs") / "starter"


def cell(source: str, label: str = "Taux d'essai", place: str = "essai 1.0, table taux") -> CellView:
    return CellView(label=label, about="", value="1 %", source=source, url=None, issued="", party="", note="",
                    note_lang="", place=place)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "source", "told"),
    [
        ("fr", "World Bank, AB.CD", "Banque mondiale, AB.CD, « Taux d'essai »"),
        ("fr", "derived from World Bank, AB.CD", "Banque mondiale, AB.CD, « Taux d'essai », chiffre calculé d’après cette source"),
        ("fr", "NATO — Member countries", "OTAN, « Member countries »"),
        ("fr", "OECD · Le Phare", "OCDE, Le Phare, « Taux d'essai »"),
        ("fr", "Commission européenne · European Commission — Statement", "Commission européenne, « Statement »"),
        ("fr", "Le Phare", "Le Phare, « Taux d'essai »"),
        ("en", "derived from World Bank, AB.CD", "World Bank, AB.CD, “Taux d'essai”, calculated from this source"),
        ("en", "OECD", "OECD, “Taux d'essai”"),
    ],
)  # fmt: skip
def test_publisher_and_table_are_named_in_the_letters_language(lang, source, told):
    assert re.sub("[\u202f\u00a0]", " ", cite(cell(source), export_words(lang))) == told


def test_a_figure_of_the_articles_own_has_no_table():
    assert cite(cell("l'article lui-même", place=""), export_words("fr")) == "l'article lui-même"


def cited_by_the_starter_pack() -> set[str]:
    """Who is named by the rows of the tables, without the titles of pages."""
    found = set()
    for resource in json.loads((STARTER / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if resource["path"].endswith(".csv"):
            with (STARTER / resource["path"]).open(encoding="utf-8") as lines:
                found |= {row.get("source") or "" for row in csv.DictReader(lines)}
    return {one.partition(" — ")[0].removeprefix("derived from ") for one in found if one}


def test_no_organisation_of_our_tables_keeps_its_english_name_in_a_french_letter():
    named = cited_by_the_starter_pack()
    assert len(named) > 50
    english = re.compile(
        r"World|United Nations|\bUN\b|European|Council of|Ministry|Department|Regulation|NATO|OECD|\band\b|\bof the\b|\bafter\b"
    )
    listed = {one: published_by(one, export_words("fr")) for one in named}
    allowed = ("CIA, World Factbook", "Our World in Data", "Stars and Stripes", "The Globe and Mail")
    left = {one: told for one, told in listed.items() if english.search(re.sub("|".join(allowed), "", told))}
    assert left == {}
