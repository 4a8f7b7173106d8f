"""Who opens the HTML export sees the verdicts that people signed, and the program's beside them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import factory
from desk.story.opening import OPENED
from dossier.exports import material
from markup import page_of, pick, said
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, AddedEvidence
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.decisions import parts

OF = material.column()
NUMBERS = {claim.id: str(number) for number, claim in enumerate(OF.claims, start=1)}


REASONED = Labels(reasons=True)


def shown(of=OF, decisions=None, labels=REASONED):
    made = EXPORTS["html"].make(of, material.decisions(of) if decisions is None else decisions, labels)
    return page_of(re.sub("[\u202f\u00a0]", " ", made.decode()))


def card(page, number: str):
    (found,) = pick(page, f"#c{number}")
    return found


def text(element) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("number", "status", "heading", "beneath"),
    [
        ("1", "supported", "✓ Vrai (confirmé)", "Par Ana Roux, le 2 mars 2026. Motif : vu avec la source"),
        ("1", "supported", "✓ Vrai (confirmé)", "Le programme : ✓ confirmé"),
        ("2", "conflicting", "≠ sources en désaccord", "Le programme : ✗ contredit"),
        ("3", "conflicting", "≠ ne correspond pas au document programme, non signé", ""),
        ("4", "withheld", "– verdict non publié", "Par Ana Roux, le 2 mars 2026."),
        ("5", "dismissed", "– écartée : n’est pas une affirmation", "Par Ana Roux, le 2 mars 2026."),
        ("7", "split", "– affirmation scindée", "Scindée en 7a, 7b"),
        ("7a", "none", "· partie d’une affirmation, sans verdict", "Partie de l’affirmation 7"),
        ("8", "disputed", "! décisions divergentes : contredit / confirmé", "✗ contredit – Par Ana Roux"),
        ("8", "disputed", "! décisions divergentes : contredit / confirmé", "✓ confirmé – Par Bo Lind"),
        ("8", "disputed", "! décisions divergentes : contredit / confirmé", "Le programme : ✗ contredit"),
        ("A1", "none", "· affirmation ajoutée, sans verdict", "Affirmation ajoutée par Ana Roux, le 2 mars 2026."),
        ("6", "not_enough_evidence", "? preuves insuffisantes programme, non signé", "✓ confirme – Par Ana Roux"),
    ],
)
def test_card_is_headed_by_what_people_decided(number, status, heading, beneath):
    found = card(shown(), number)
    assert found.get("data-status") == status
    assert text(pick(found, "h3")[0]) == f"{heading} {number}"
    assert beneath in text(found)


@pytest.mark.parametrize("number", ["4", "5"])
def test_of_what_is_not_published_the_programs_verdict_and_evidence_are_not_shown(number):
    page = shown()
    (found,) = [one for one in OF.findings if one.claim_id == OF.claims[int(number) - 1].id]
    told = text(card(page, number))
    assert "Le programme" not in told
    assert not pick(card(page, number), "details")
    assert found.statement[:20] in text(pick(shown(decisions=[]), f"#c{number}")[0])
    assert found.statement[:20] not in told


def test_quotation_of_a_claim_that_is_not_published_is_not_shown_either():
    quote = OF.claims[2].id
    assert "frôlé" in said(shown(), ".quotation")
    hidden = shown(decisions=[material.decision(quote, Action.WITHHOLD)])
    assert not pick(hidden, ".quotation")
    assert not [link for link in pick(hidden, "a") if (link.get("href") or "").startswith("#q")]


def test_every_card_has_its_mark_in_the_text_and_each_leads_to_the_other():
    page = shown()
    numbers = [one.get("id")[1:] for one in pick(page, "article.card")]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7", "7a", "7b", "8", "A1", "9"]
    for number in numbers:
        (ref,) = pick(page, f"#r{number}")
        assert ref.get("href") == f"#c{number}"
        assert [one.get("href") for one in pick(card(page, number), "a.back")] == [f"#r{number}"]
        assert pick(page, f"span.m[data-c={number}]")


@pytest.mark.parametrize(
    ("number", "css", "label"),
    [
        ("1", "supported signed", "1 : Vrai (confirmé), décision de Ana Roux"),
        ("2", "conflicting signed", "2 : sources en désaccord, décision de Ana Roux"),
        ("3", "conflicting", "3 : ne correspond pas au document"),
        ("4", "none signed", "4 : verdict non publié, décision de Ana Roux"),
        ("5", "none gone signed", "5 : écartée : n’est pas une affirmation, décision de Ana Roux"),
        ("8", "disputed signed", "8 : décisions divergentes : contredit / confirmé"),
        ("A1", "none", "A1 : affirmation ajoutée, sans verdict"),
    ],
)
def test_mark_says_the_verdict_that_counts(number, css, label):
    (ref,) = pick(shown(), f"#r{number}")
    assert (ref.get("class"), ref.get("aria-label")) == (f"ref {css}", label.replace("de Ana", "d’Ana"))


def test_tally_counts_people_s_verdicts_and_says_what_is_none():
    page = shown()
    told = [text(one)[2:] for one in pick(page, ".counts li")]
    assert told == [
        "1 confirmée",
        "2 où les sources divergent",
        "1 sans preuves suffisantes",
        "4 non vérifiées",
        "1 où les décisions divergent",
        "1 au verdict non publié",
        "1 écartée",
        "1 scindée",
    ]
    assert sum(int(one.split()[0]) for one in told) == len(pick(page, "article.card"))
    assert {one.get("value") for one in pick(page, ".chip input")} == {
        one.get("data-status") for one in pick(page, "article.card")
    }
    assert "6 affirmations sur 12 examinées (Ana Roux, Bo Lind)" in said(page, ".clocks")


def test_strip_has_the_colour_of_what_people_decided():
    before = pick(page_of(EXPORTS["html"].make(OF, (), Labels()).decode()), ".strip *")
    cells = [one.get("class") for one in pick(shown(), ".strip *")]
    assert len(cells) == len(before) == len(OF.sentences)
    first = next(at for at, one in enumerate(before) if one.get("href"))
    assert (before[first].get("class"), cells[first]) == ("refuted", "conflicting signed")


def test_a_changed_mind_shows_the_last_and_keeps_the_first():
    first = material.decision(OF.claims[0].id, Action.CONFIRM, Verdict.SUPPORTED, reason="vite")
    then = material.decision(
        OF.claims[0].id, Action.CHANGE, Verdict.REFUTED, minute=1, seen=first.id, reason="relu", author="Bo Lind"
    )
    found = card(shown(decisions=[first, then]), "1")
    assert text(pick(found, "h3")[0]) == "✗ contredit 1"
    assert "Par Bo Lind, le 2 mars 2026. Motif : relu" in text(found)
    assert "✓ confirmé – Par Ana Roux, le 2 mars 2026. Motif : vite" in said(found, ".decided")


def test_evidence_that_was_added_stands_on_the_card_with_its_words_and_address():
    found = card(shown(), "6")
    assert "« 52 pays »" in said(found, ".decided")
    assert [(one.get("href"), text(one)) for one in pick(found, ".decided a")] == [
        ("https://onu.example/vote", "Le scrutin ↗")
    ]


def test_parts_that_are_decided_count_and_their_whole_does_not():
    *_, split = [one for one in material.decisions(OF) if one.action is Action.SPLIT]
    held = [
        split,
        material.decision(parts(split)[0], Action.CHANGE, Verdict.SUPPORTED, minute=9, rating="Vrai"),
        material.decision(parts(split)[1], Action.CHANGE, Verdict.REFUTED, minute=10),
    ]
    page = shown(decisions=held)
    assert [text(pick(card(page, number), "h3")[0]) for number in ("7", "7a", "7b")] == [
        "– affirmation scindée 7",
        "✓ Vrai (confirmé) 7a",
        "✗ contredit 7b",
    ]
    assert text(card(page, "7b")).count("Le programme") == 0


def test_nobody_is_named_as_deciding_where_only_evidence_was_added():
    brought = material.decision(
        OF.claims[0].id, Action.ADD_EVIDENCE, evidence=AddedEvidence(None, None, "63 %, dit le rapport", None)
    )
    page = shown(decisions=[brought])
    assert "examinée" not in said(page, ".clocks")
    assert text(pick(card(page, "1"), "h3")[0]) == "✓ confirmé programme, non signé 1"


def test_an_undone_part_keeps_its_words_in_the_table():
    *_, split = [one for one in material.decisions(OF) if one.action is Action.SPLIT]
    held = [
        split,
        material.decision(parts(split)[0], Action.CHANGE, Verdict.SUPPORTED, minute=9),
        material.decision(split.claim_id, Action.CHANGE, Verdict.REFUTED, minute=10, seen=split.id),
    ]
    page = shown(decisions=held)
    assert not pick(page, "#c7a")
    assert "« La guerre aurait fait 400 000 morts »" in said(page, ".after th")
    assert parts(split)[0] not in said(page, ".after th")


def test_page_in_english_says_it_in_english():
    of = factory.wire()
    first, second = (one.id for one in of.claims[:2])
    page = shown(
        of,
        [
            material.decision(first, Action.CHANGE, Verdict.SUPPORTED, article_id=of.article.id),
            material.decision(first, Action.WITHHOLD, minute=1, author="Bo Lind", article_id=of.article.id),
            material.decision(second, Action.DISMISS, minute=2, article_id=of.article.id),
        ],
    )
    assert text(pick(card(page, "1"), "h3")[0]) == "! disputed decisions: supported / verdict not published 1"
    assert "By Ana Roux, 2 March 2026. Reason: vu avec la source" in text(card(page, "1"))
    assert text(pick(card(page, "2"), "h3")[0]) == "– dismissed: not a claim 2"


def test_reading_alone_is_counted_once_people_decided():
    of = replace(OF, run=replace(OF.run, options=(("assess", "false"),)))
    assert not pick(shown(of, []), ".counts")
    assert said(shown(of), ".counts").startswith("✓ 1 confirmée")


WHY = "vu avec la source"


@pytest.mark.parametrize(
    "name", ["html", "annotations", "csv", "findings-csv", "xlsx", "sqlite", "claimreview", "reply"]
)
def test_reasons_are_told_where_they_are_asked_for(name):
    """By default the newsroom's own tables tell them, what readers get does not; reviews and letters never do."""

    def tells(reasons: bool | None) -> bool:
        labels = Labels(page=material.PAGE, reasons=reasons)
        return WHY in OPENED[name](EXPORTS[name].make(OF, material.decisions(OF), labels))

    never, readers = name in {"claimreview", "reply"}, name in {"html", "annotations"}
    assert (tells(None), tells(True), tells(False)) == (not never and not readers, not never, False)


def test_without_reasons_who_and_when_are_told_all_the_same():
    page = shown(labels=Labels())
    assert "Par Ana Roux, le 2 mars 2026." in text(card(page, "1"))
    heads = [one.text_content() for one in pick(page, "[aria-labelledby=decisions] thead th")]
    assert heads == ["Affirmation", "Décision", "Par", "Le"]
    assert "Motif" not in text(page)


DENIALS = [
    ("1", {"refuted", "denied"}, "contredit, comme le dit l’article"),
    ("2", {"supported", "denied"}, "confirmé, bien que l’article le nie"),
    ("3", {"refuted"}, "contredit"),
]


@pytest.mark.parametrize("is_signed", [False, True])
def test_what_the_article_denies_is_told_apart_from_its_own_errors(is_signed):
    of = material.denying()
    decisions = [
        material.decision(one.id, Action.CONFIRM, found.verdict, article_id=of.article.id)
        for one, found in zip(of.claims, of.assessments, strict=True)
    ]
    page = shown(of, decisions if is_signed else decisions[:0])
    for number, names, heading in DENIALS:
        assert names == set(card(page, number).get("class").split()) & {"refuted", "supported", "denied"}
        assert heading in text(card(page, number))
        (mark,) = pick(page, f".ref[data-c={number}]")
        assert names <= set(mark.get("class").split())
    assert "l’article" not in text(pick(card(page, "3"), "h3")[0])
    told = " ".join(text(one) for one in pick(page, "ul li"))
    assert "2 contredites (dont 1 que l’article nie, à raison)" in told
    assert "1 confirmée (dont 1 que l’article nie, à tort)" in told
