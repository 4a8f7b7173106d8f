"""ClaimReview and Web Annotations hold to what their specifications ask for."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

import pytest

import factory
from dossier.exports import material
from sourcier.core.claims import UNNAMED, Polarity
from sourcier.core.findings import Verdict
from sourcier.core.language import Entity, Mention
from sourcier.core.revisions import Action, added_key
from sourcier.core.spans import Span
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.decisions import parts
from sourcier.dossier.exports.errors import NoReviewPage
from sourcier.evidence.library.intake.records import Asked
from sourcier.evidence.library.intake.reviews import from_page

REVIEW = {"@context", "@type", "claimReviewed", "reviewRating", "url"}
"""What we hold every review to. Names and meanings are those of schema.org (https://schema.org/ClaimReview), which requires
nothing, and of the fields of Google's Fact Check Tools API, which gives for each the property that it reads
(https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/pages): `claimReviewed`, `url`,
`reviewRating.alternateName` (the rating in words), `ratingValue` from `worstRating` to `bestRating`. That Google's guide
calls these the required ones and `author`, `datePublished` and `itemReviewed` recommended (Fact check structured data,
https://developers.google.com/search/docs/appearance/structured-data/factcheck) could not be read again here; we always
give all of them."""
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
"""The Web Annotation vocabulary's."""


def reviews(of, decisions, **labels) -> list[dict]:
    return json.loads(EXPORTS["claimreview"].make(of, decisions, Labels(page=material.PAGE, **labels)))


def collection(of, decisions=()) -> dict:
    return json.loads(EXPORTS["annotations"].make(of, decisions, Labels()))


def hold_review(one: dict) -> None:
    """Hold a review against what is required of it."""
    assert one.keys() >= REVIEW | {"author", "datePublished", "itemReviewed"}
    assert (one["@context"], one["@type"]) == ("https://schema.org", "ClaimReview")
    assert urlsplit(one["url"]).scheme in {"http", "https"}
    assert one["claimReviewed"].strip()
    assert one["author"]["@type"] in {"Organization", "Person"}
    assert one["author"]["name"]
    date.fromisoformat(one["datePublished"])
    rating = one["reviewRating"]
    assert rating["@type"] == "Rating"
    assert rating["alternateName"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    claim = one["itemReviewed"]
    assert claim["@type"] == "Claim"
    assert claim["appearance"]["@type"] == "CreativeWork"
    assert None not in (*one.values(), *claim.values(), *claim["appearance"].values())


def hold_annotation(one: dict) -> None:
    """Hold an annotation against the model's sections 3.1, 3.2.4, 3.3.5, 4.2.4 and 4.2.5."""
    assert one["type"] == "Annotation"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one["id"])
    assert one["motivation"] in MOTIVATIONS
    assert one["creator"]["type"] in {"Person", "Organization", "Software"}
    if "created" in one:
        assert datetime.fromisoformat(one["created"]).utcoffset() is not None
    for body in one["body"]:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
        assert body["format"] == "text/plain"
    assert urlsplit(one["target"]["source"]).scheme in {"http", "https", "urn"}
    quote, place = one["target"]["selector"]
    assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert quote["exact"]
    assert 0 <= place["start"] < place["end"]


def test_without_decisions_there_are_no_reviews_and_the_note_says_so():
    of = material.column()
    assert EXPORTS["claimreview"].make(of, (), Labels()) == b"[]\n"
    assert "no person has confirmed or changed a verdict" in EXPORTS["claimreview"].note(of, ())


def test_only_what_a_person_decided_and_nobody_disputes_is_a_review():
    of = material.column()
    found = reviews(of, material.decisions(of))
    for one in found:
        hold_review(one)
    assert [(one["claimReviewed"], one["reviewRating"]["alternateName"]) for one in found] == [
        ("La France tire 63 % de son électricité de l'atome", "Vrai"),
        ("contre 74 % dix ans plus tôt", "Sources en désaccord"),
    ]
    assert EXPORTS["claimreview"].note(of, material.decisions(of)) == (
        "2 reviews; without one: 6 claims that no person has decided, 3 withheld, dismissed or split, "
        "1 on which two decisions differ"
    )


@pytest.mark.parametrize(
    ("verdict", "value", "words"),
    [
        (Verdict.REFUTED, 1, "Contredit"),
        (Verdict.CONFLICTING, 2, "Sources en désaccord"),
        (Verdict.SUPPORTED, 3, "Confirmé"),
    ],
)
def test_rating_has_the_verdicts_place_and_words(verdict, value, words):
    of = material.column()
    decided = [material.decision(of.claims[0].id, Action.CHANGE, verdict)]
    (one,) = reviews(of, decided)
    hold_review(one)
    assert (one["reviewRating"].get("ratingValue"), one["reviewRating"]["alternateName"]) == (value, words)
    (own,) = reviews(of, [replace(decided[0], rating="un peu vrai")])
    assert own["reviewRating"]["alternateName"] == "un peu vrai"


def test_what_nobody_knows_is_not_spread_by_a_review():
    of = material.column()
    unknown = material.decision(of.claims[0].id, Action.CHANGE, Verdict.NOT_ENOUGH_EVIDENCE, rating="On ne sait pas")
    assert reviews(of, [unknown]) == []
    assert "1 signed with not enough evidence" in EXPORTS["claimreview"].note(of, [unknown])


@pytest.mark.parametrize(
    ("lang", "text", "part", "is_published"),
    [
        (
            "fr",
            "Luc Bardin a volé la caisse et a été condamné pour corruption.",
            "a été condamné pour corruption",
            False,
        ),
        ("fr", "Luc Bardin a volé la caisse et a été condamné.", "Luc Bardin a volé la caisse", True),
        ("fr", "Condamné en 2019, le maire se représente.", "Condamné en 2019", False),
        ("fr", "Condamné en 2019, le maire se représente.", "le maire se représente", True),
        ("fr", "La cour savait et l’a condamné.", "l’a condamné", False),
        ("fr", "Le mur est bas et 12 villes sont inondées.", "12 villes sont inondées", True),
        ("fr", "Il pleut et elle accuse Luc Bardin de fraude.", "accuse Luc Bardin de fraude", False),
        ("en", "Dan Mabey lost and was convicted of fraud.", "was convicted of fraud", False),
        ("en", "He lost and the council paid.", "the council paid", True),
        ("en", "He lost and Dan Mabey paid.", "Dan Mabey paid", True),
    ],
)
def test_a_part_is_reviewed_where_its_words_name_what_they_are_about(lang, text, part, is_published):
    of = factory.article(text, lang=lang)
    names = ("Luc Bardin", "Dan Mabey")
    mentions = tuple(Mention(factory.find(text, name), name, "person") for name in names if text.startswith(name))
    whole = factory.claim(of, text.removesuffix("."))
    made = replace(factory.dossier(of, [whole]), mentions=mentions)
    known = {"article_id": of.id}
    split = material.decision(whole.id, Action.SPLIT, spans=(factory.find(text, part),), **known)
    (piece,) = parts(split).values()
    signed = material.decision(piece, Action.CHANGE, Verdict.SUPPORTED, minute=1, **known)
    assert [one["claimReviewed"] for one in reviews(made, [split, signed])] == [part] * is_published
    assert ("do not say what they are about" in EXPORTS["claimreview"].note(made, [split, signed])) is not is_published
    span = split.spans[0]
    added = material.decision(added_key(of.id, span), Action.ADD_CLAIM, spans=(span,), anchors=split.anchors, **known)
    begins = text.startswith(part)
    of_added = replace(signed, id="rev-added", claim_id=added.claim_id)
    assert len(reviews(made, [added, of_added])) == (is_published or begins)


def test_review_says_who_claims_it_where_and_who_reviews():
    of = material.column()
    share, debt = of.claims[0], of.claims[3]
    decided = [
        material.decision(share.id, Action.CONFIRM, Verdict.SUPPORTED),
        material.decision(debt.id, Action.CONFIRM, Verdict.SUPPORTED, minute=1),
    ]
    own, reported = reviews(of, decided, newsroom="Le Phare")
    assert own["author"] == {"@type": "Organization", "name": "Le Phare"}
    assert own["url"] == f"{material.PAGE}#{share.id}"
    assert own["itemReviewed"]["author"] == {"@type": "Person", "name": "Jeanne Ferrand"}
    assert own["itemReviewed"]["datePublished"] == "2023-09-14"
    assert own["itemReviewed"]["text"].endswith("contre 74 % dix ans plus tôt.")
    assert own["itemReviewed"]["appearance"]["url"] == "https://courrier.example/atome"
    assert own["itemReviewed"]["appearance"]["publisher"]["name"] == "Le Courrier du fleuve"
    # Nothing tells whether "Claire Vasseur, Institut du Rhin" is a person: nobody is named rather than the author.
    assert "author" not in reported["itemReviewed"]
    assert "datePublished" not in reported["itemReviewed"]
    assert reviews(of, decided)[0]["author"] == {"@type": "Person", "name": "Ana Roux"}


def test_a_decision_taken_in_sight_of_both_ends_the_dispute():
    of = material.column()
    camp = of.claims[7].id
    *_, last = material.decisions(of)
    settled = (
        *material.decisions(of),
        material.decision(camp, Action.CONFIRM, Verdict.REFUTED, minute=20, seen=last.id),
    )
    assert "400 000 morts dans l'un des deux camps" in [one["claimReviewed"] for one in reviews(of, settled)]


@pytest.mark.parametrize("page", [None, "", "courrier.example", "javascript:alert(1)", "file:///etc/passwd"])
def test_reviews_need_the_address_of_their_page(page):
    of = material.column()
    with pytest.raises(NoReviewPage, match="--page"):
        EXPORTS["claimreview"].make(of, material.decisions(of), Labels(page=page))


@pytest.mark.parametrize("words", material.HOSTILE)
def test_linked_data_stays_data_inside_a_page(words):
    of = material.hostile(words)
    decisions = material.hostile_decisions(of, words)
    for one in reviews(of, decisions, newsroom=words):
        hold_review(one)
    for one in collection(of, decisions)["first"]["items"]:
        hold_annotation(one)
    for name in ("claimreview", "annotations"):
        raw = EXPORTS[name].make(of, decisions, Labels(page=material.PAGE, newsroom=words)).decode()
        assert not set(raw) & set("<>&\u2028\u2029")


def test_our_own_library_reads_the_reviews_from_a_page():
    of = material.column()
    raw = EXPORTS["claimreview"].make(of, material.decisions(of), Labels(page=material.PAGE, newsroom="Le Phare"))
    shown = f'<html lang="fr"><script type="application/ld+json">{raw.decode()}</script></html>'
    found = from_page(shown, Asked(), location="a.html", url=None)
    assert [(one.claim, one.rating, one.publisher) for one in found] == [
        ("La France tire 63 % de son électricité de l'atome", "Vrai", "Le Phare"),
        ("contre 74 % dix ans plus tôt", "Sources en désaccord", "Le Phare"),
    ]
    assert found[0].rating_value == ("3", "1", "3")


def test_collection_holds_an_annotation_of_every_claim():
    of = material.column()
    whole = collection(of)
    assert (whole["@context"], whole["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    assert whole["first"]["type"] == "AnnotationPage"
    assert whole["total"] == len(whole["first"]["items"]) == len(of.claims)
    ids = [whole["id"], whole["first"]["id"], *(one["id"] for one in whole["first"]["items"])]
    assert len(set(ids)) == len(ids)
    for one in whole["first"]["items"]:
        hold_annotation(one)
        assert one["creator"] == {"type": "Software", "name": "Sourcier 0.1.0"}
        assert one["target"]["source"] == "https://courrier.example/atome"
    second = whole["first"]["items"][1]
    assert [(body["value"], body["purpose"]) for body in second["body"]] == [
        ("contredit", "classifying"),
        ("La table donne 76,4\u202f%, non 74\u202f%.", "describing"),
    ]


def test_annotations_of_decisions_are_their_authors():
    of = material.column()
    items = collection(of, material.decisions(of))["first"]["items"]
    for one in items:
        hold_annotation(one)
    people = [one for one in items if one["creator"]["type"] == "Person"]
    assert [one["motivation"] for one in people].count("moderating") == 3
    assert {one["creator"]["name"] for one in people} == {"Ana Roux", "Bo Lind"}
    assert people[0]["created"] == "2026-03-02T12:00:00Z"


def test_decisions_that_differ_are_tagged_and_parts_are_whoever_s_split_them():
    of = material.column()
    items = collection(of, material.decisions(of))["first"]["items"]
    tagged = [one["creator"]["name"] for one in items if any(body["purpose"] == "tagging" for body in one["body"])]
    assert tagged == ["Ana Roux", "Bo Lind"]
    parts = [one for one in items if one["motivation"] == "identifying"]
    assert [(one["target"]["selector"][0]["exact"], one["body"][0]["value"]) for one in parts] == [
        ("La guerre aurait fait 400 000 morts", "affirmation scindée"),
        ("l'un des deux camps", "affirmation scindée"),
        ("Il faut relire l'histoire", "affirmation ajoutée"),
    ]
    assert len({one["id"] for one in items}) == len(items)


@pytest.mark.parametrize(("place", "action"), [(3, "withhold"), (4, "dismiss"), (6, "split")])
def test_no_verdict_of_the_program_is_shown_where_a_person_took_the_claim_out(place, action):
    of = material.column()
    claim = of.claims[place]
    items = collection(of, material.decisions(of))["first"]["items"]
    about = [one for one in items if one["target"]["selector"][1] == {
        "type": "TextPositionSelector", "start": claim.span.start, "end": claim.span.end}]  # fmt: skip
    assert {one["creator"]["type"] for one in about} == {"Person"}, action


def test_article_without_an_address_is_named_by_its_id():
    source = collection(factory.wire())["first"]["items"][0]["target"]["source"]
    assert source.startswith("urn:uuid:")
    assert source == collection(factory.wire())["first"]["items"][1]["target"]["source"]


@pytest.mark.parametrize(
    ("known", "claimant"),
    [
        ({"source": factory.Source("named", "Paul Lenoir", entity_id="Q1")}, "Paul Lenoir"),
        (
            {
                "source": factory.Source("named", "Paul Lenoir", cue=Span(12, 15), entity_id="Q1"),
                "polarity": Polarity.NEGATIVE,
            },
            None,
        ),
        ({"source": factory.AUTHOR}, "Jeanne Ferrand"),
        ({"source": factory.AUTHOR, "commitment": factory.Commitment.DENIES}, None),
        ({"source": replace(UNNAMED, cue=Span(12, 15)), "commitment": factory.Commitment.HEDGES}, None),
    ],
)
def test_what_somebody_denies_is_published_as_nobodys_claim(known, claimant):
    of = replace(factory.article("Paul Lenoir nie que le lac a gelé en 1963."), byline=("Jeanne Ferrand",))
    claim = factory.claim(of, "le lac a gelé en 1963", **known)
    made = replace(factory.dossier(of, [claim]), entities=(Entity("Q1", "person", "Paul Lenoir", "Paul Lenoir"),))
    (review,) = reviews(made, [material.decision(claim.id, Action.CHANGE, Verdict.SUPPORTED, article_id=of.id)])
    assert review["itemReviewed"].get("author", {}).get("name") == claimant
