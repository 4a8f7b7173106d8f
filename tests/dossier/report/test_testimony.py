"""What texts say of an article, as the reports show it: where they stand, whose copies there are, what differs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

import factory
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.ids import digest
from sourcier.core.library import FactCheck, LibraryRef, Passage
from sourcier.core.spans import Anchor, Span
from sourcier.core.testimony import (
    Edit,
    FactCheckFinding,
    PassageFinding,
    QuoteFinding,
    QuoteStatus,
    Veto,
    VetoKind,
)
from sourcier.dossier.replaying import Difference, Replay
from sourcier.dossier.report.page import page
from sourcier.dossier.report.replaying import lines
from sourcier.dossier.report.terminal import report

TEXTS = {
    "fr": (
        "Le bac a transporté 900 voitures en 2020. « Le bac ne sera jamais gratuit », a dit le maire.",
        "Le bac n’a pas transporté de voitures, sauf en mars. Ce soir, le bac ne sera pas gratuit.",
        "Le bac ne sera jamais gratuit",
    ),
    "en": (
        "The ferry carried 900 cars in 2020. “The ferry will never be free”, the mayor said.",
        "The ferry did not carry any cars, save in March. Tonight the ferry will not be free.",
        "The ferry will never be free",
    ),
}


def passage(text: str, lang: str, *, publisher: str | None, url: str | None) -> Passage:
    return Passage(
        id=f"psg-{publisher}",
        document_id="doc-1",
        text=text,
        anchor=Anchor.at(Span(0, len(text)), text),
        lang=lang,
        digest=digest(text),
        origin="org-1",
        location="/notes/bac.md",
        title="Le « bac » en chiffres",
        url=url,
        publisher=publisher,
        published=date(2021, 8, 1),
    )


def made(lang: str = "fr", *vetoes: Veto, publisher: str | None = None, url: str | None = None) -> Dossier:
    """A dossier with a passage, a fact-check and a quotation."""
    text, other, quoted = TEXTS[lang]
    of = factory.article(text, lang=lang)
    claim, saying = factory.claim(of, text.split(". ")[0]), factory.claim(of, quoted)
    held = passage(other, lang, publisher=publisher, url=url)
    found = PassageFinding(
        id="pfd-1",
        claim_id=claim.id,
        passage=held,
        stance=Verdict.NOT_ENOUGH_EVIDENCE if vetoes else Verdict.SUPPORTED,
        scores=(),
        clock="publication",
        statement="",
        vetoes=vetoes,
        copies=3,
        copied_by=("La Gazette", "Le Relais"),
    )
    check = FactCheck(
        "fck-1", "Le bac est gratuit", "Faux", "Le Phare", lang, title="Le bac", published=date(2021, 9, 2)
    )
    rated = FactCheckFinding("fcf-1", claim.id, check, 0.9, "publication", "")
    quote = QuoteFinding(
        id="quo-1",
        quote=factory.find(text, quoted),
        speaker="le maire",
        status=QuoteStatus.ALTERED,
        clock="publication",
        statement="Un mot diffère.",
        passage=held,
        found=Span(other.rindex("bac" if lang == "fr" else "ferry"), len(other) - 1),
        edits=(Edit("jamais", "pas"),) if lang == "fr" else (Edit("never", "not"),),
    )
    whole = factory.dossier(of, [claim, saying])
    library = LibraryRef("d" * 64, 1, 1, "e5", "f" * 64)
    return replace(
        whole,
        passage_findings=(found,),
        factcheck_findings=(rated,),
        quote_findings=(quote,),
        run=replace(whole.run, library=library),
    )


def plainly(text: str) -> str:
    return re.sub(r"[\s\u202f\u00a0]+", " ", text)


def printed(dossier: Dossier) -> str:
    return plainly("\n".join(line.plain for line in report(dossier, explain=True)))


def test_a_text_is_shown_with_title_day_copies_and_file() -> None:
    shown = printed(made(publisher="Le Littoral"))
    assert "Le Littoral, « Le “bac” en chiffres », 1er août 2021" in shown
    assert "repris dans 3 autres textes (La Gazette et Le Relais)" in shown
    assert "Fichier /notes/bac.md" in shown


def test_a_text_without_a_publisher_goes_by_its_title_once() -> None:
    shown = printed(made())
    assert "Origine « Le “bac” en chiffres », 1er août 2021 ;" in shown


def test_a_text_with_an_address_is_shown_with_it_and_not_with_its_file() -> None:
    shown = printed(made(url="https://littoral.example/bac"))
    assert "Lien https://littoral.example/bac" in shown
    assert "/notes/bac.md" not in shown


@pytest.mark.parametrize(
    ("veto", "said"),
    [
        (Veto(VetoKind.TOPIC, "le bac", "le pont"), "autre objet : « le pont », et non « le bac »"),
        (Veto(VetoKind.POLARITY, "a dit", "n’a pas dit"), "sens contraire : « n’a pas dit », et non « a dit »"),
        (Veto(VetoKind.POLARITY, "", "n’a pas dit"), "affirmé ici, nié là (« n’a pas dit »)"),
        (Veto(VetoKind.POLARITY, "n’a rien dit", ""), "nié ici (« n’a rien dit »), affirmé là"),
        (Veto(VetoKind.COMMITMENT, "", "selon lui"), "pas affirmé par le texte lui-même : « selon lui »"),
    ],
)
def test_a_difference_shows_words_on_both_sides(veto: Veto, said: str) -> None:
    assert said in printed(made("fr", veto))


@pytest.mark.parametrize("kind", VetoKind)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_difference_has_its_words(kind: VetoKind, lang: str) -> None:
    assert printed(made(lang, Veto(kind, "ours", "theirs"))).count("theirs") == 1


def test_the_terminal_shows_the_nearest_of_the_passages_that_settle_nothing() -> None:
    dossier = made("fr", Veto(VetoKind.TOPIC, "le bac", "le pont"))
    (nearest,) = dossier.passage_findings
    other = replace(nearest, id="pfd-2", passage=replace(nearest.passage, text="Le pont est fermé.", origin="org-2"))
    several = replace(dossier, passage_findings=(nearest, other))

    def shown(some: Dossier, *, explain: bool) -> str:
        return plainly("\n".join(line.plain for line in report(some, explain=explain)))

    assert "1 lu, qui ne tranche pas" in shown(dossier, explain=False)
    brief, whole = shown(several, explain=False), shown(several, explain=True)
    assert "2 lus, aucun ne tranche" in brief
    assert nearest.passage.text in brief
    assert other.passage.text not in brief
    assert other.passage.text in whole
    assert "aucun ne tranche" not in whole


def test_what_differs_is_marked_in_whole_words() -> None:
    shown = printed(made())
    assert "« Le bac ne sera *jamais* gratuit »" in shown
    assert "ne sera *pas* gratuit »" in shown


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_link_of_the_page_leads_somewhere(lang: str) -> None:
    tree = html.document_fromstring(page(made(lang)))
    ids = tree.xpath("//@id")
    inner = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)
    assert {"q1", "c1", "c2"} <= set(inner)
    labels = [name for names in tree.xpath("//@aria-labelledby | //label/@for") for name in names.split()]
    assert set(labels) <= set(ids)


def test_a_card_leads_to_its_quotation_and_back() -> None:
    tree = html.document_fromstring(page(made()))
    cards = {card.get("id"): card for card in tree.xpath("//article[starts-with(@class, 'card')]")}
    assert [name for name, card in cards.items() if card.xpath(".//a[@href='#q1']")] == ["c2"]
    (quotation,) = tree.xpath("//*[@id='q1']")
    assert quotation.xpath(".//a[@href='#c2']")


def test_the_keyboard_goes_through_the_page_in_reading_order() -> None:
    tree = html.document_fromstring(page(made()))
    assert {place.get("tabindex") for place in tree.xpath("//*[@tabindex]")} <= {"0", "-1"}
    reached = [node.get("href") for node in tree.xpath("//a[@href]")]
    assert reached[0] == "#article"
    assert reached.index("#q1") < reached.index("#c2", reached.index("#q1"))


@pytest.mark.parametrize(
    ("difference", "lang", "said"),
    [
        (
            Difference("lost-passage", "psg-None"),
            "fr",
            "passage « Le bac n’a pas transporté de voitures, sauf en mars. Ce … » (« Le “bac” en chiffres », 1er août 2021",
        ),
        (Difference("changed-passage", "psg-None"), "en", "the text of its document has changed in the library"),
        (Difference("lost-factcheck", "fck-1"), "fr", "vérification de « Le bac est gratuit » (Le Phare) : n’est plus"),
        (Difference("changed-factcheck", "fck-1"), "en", "fact-check of “Le bac est gratuit” (Le Phare): has changed"),
        (
            Difference("edited", "quo-1", detail="quote_findings.status"),
            "fr",
            "citation « Le bac ne sera jamais gratuit » : la relecture de l’article donne autre chose (quote_findings.st",
        ),
    ],
)
def test_a_replay_says_which_text_and_what_of_it(difference: Difference, lang: str, said: str) -> None:
    found = lines(made(lang), Replay(1, 1, (difference,)))
    shown = plainly(" ".join(line.plain.strip() for line in found))
    assert said in shown
    assert not shown.endswith(("–", ":"))


def test_a_replay_counts_what_it_looked_up() -> None:
    found = lines(made(), Replay(2, 1, (), passages=3, factchecks=1))
    shown = plainly(" ".join(line.plain for line in found))
    assert shown == "identique : 2 constats recalculés, 1 base, 3 passages relus, 1 vérification relue."
