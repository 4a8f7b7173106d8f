"""The shipped register of news outlets: every row sourced, and right where the public record is known."""

from __future__ import annotations

import pytest

from sourcier.evidence.packs import Packs, open_packs, split_source
from sourcier.text.gazetteer import Gazetteer

RELATIONS = {
    "domain_of", "seated_in", "published_by", "owned_by", "public_service_of", "funded_by", "suspended_by",
    "suspension_decided_by", "sanctioned_by", "licence_revoked_by", "member_of", "signatory_of", "assessed_compliant_with",
}  # fmt: skip
PUBLIC_SUFFIXES = {
    "co.uk",
    "com.au",
    "net.au",
    "org.au",
    "co.nz",
    "co.za",
    "co.jp",
    "or.jp",
    "ne.jp",
    "co.kr",
    "com.cn",
}


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs("starter")


@pytest.fixture(scope="module")
def media(packs: Packs) -> list[dict[str, str | None]]:
    return packs.resource("starter", "media").rows()


def test_every_row_has_a_source_with_its_address(media):
    assert {row["relation"] for row in media} == RELATIONS
    assert [row for row in media if split_source(row["source"] or "").url is None] == []


def test_every_domain_leads_to_one_outlet_and_is_no_public_suffix(packs, media):
    domains = [row["subject"] or "" for row in media if row["relation"] == "domain_of"]
    assert len(domains) == len(set(domains)) > 400
    assert [d for d in domains if d in PUBLIC_SUFFIXES or "." not in d or d != d.lower() or d.startswith("www.")] == []
    outlets = {row["object"] for row in media if row["relation"] == "domain_of"}
    assert {one.kind for one in packs.entities if one.id in outlets} == {"outlet"}
    assert outlets == {one.id for one in packs.entities if one.kind == "outlet"}


def test_states_are_the_states_of_the_other_tables(packs, media):
    states = {row["object"] for row in media if row["relation"] in {"seated_in", "public_service_of", "funded_by"}}
    kinds = {entity.kind for entity in packs.entities if entity.id in states}
    assert kinds == {"state"}


@pytest.mark.parametrize(
    ("domain", "relation", "about", "start"),
    [
        ("lemonde.fr", "seated_in", "FRA", None),
        ("francetvinfo.fr", "owned_by", "FRA", None),
        ("bbc.co.uk", "public_service_of", "GBR", None),
        ("efe.com", "owned_by", "ESP", None),
        ("bfmtv.com", "owned_by", "publisher-cma-cgm", "2024-07-02"),
        ("rt.com", "suspended_by", "eu", "2022-03-02"),  # Regulation (EU) 2022/350
        ("vesti.ru", "suspended_by", "eu", "2022-06-25"),  # Implementing Regulation (EU) 2022/994
        ("1tv.ru", "suspended_by", "eu", "2023-02-01"),  # Implementing Regulation (EU) 2023/180
        ("tsargrad.tv", "suspended_by", "eu", "2023-10-01"),
        ("ria.ru", "suspended_by", "eu", "2024-06-25"),  # Regulation (EU) 2024/1428
        ("lenta.ru", "suspension_decided_by", "eu", "2025-02-24"),  # Regulation (EU) 2025/395
        ("rt.com", "licence_revoked_by", "ofcom", "2022-03-18"),
        ("rtbf.be", "member_of", "cdj-belgique", "2009-06-29"),
    ],
)
def test_rows_that_the_public_record_has(media, domain, relation, about, start):
    (outlet,) = (row["object"] for row in media if (row["subject"], row["relation"]) == (domain, "domain_of"))
    assert (outlet, relation, about, start) in {
        (row["subject"], row["relation"], row["object"], row["start"]) for row in media
    }


def test_outlets_are_no_names_for_words_of_a_text(packs):
    linked = Gazetteer.of(packs.entities)
    assert not {"le-monde", "la-croix", "marianne", "the-sun", "publisher-bayard", "lemonde.fr"} & set(linked.entities)
