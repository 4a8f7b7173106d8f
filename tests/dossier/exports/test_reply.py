"""The letter asks about what is refuted, disputed or open, courteously, and nothing in it is markup but ours."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

import factory
from dossier.exports import material
from sourcier.core.findings import Verdict, WhyNone
from sourcier.core.revisions import Action
from sourcier.dossier.exports import EXPORTS, Labels
from sourcier.dossier.exports.markdown import escaped
from sourcier.dossier.report.context import cited
from sourcier.dossier.report.typography import one_line


def letter(of, decisions=(), newsroom: str = "") -> str:
    return re.sub("[\u202f\u00a0]", " ", EXPORTS["reply"].make(of, decisions, Labels(newsroom=newsroom)).decode())


def rendered(text: str) -> str:
    return MarkdownIt("commonmark").render(text)


def test_letter_is_addressed_and_says_what_it_is_about():
    shown = letter(material.column(), newsroom="Le Phare")
    assert shown.startswith("# Questions à l’auteur\n\nDestinataire : Jeanne Ferrand\n")
    assert f"votre article « {factory.COLUMN_TITLE} » (publié le 14 septembre 2023)" in shown
    assert "Madame, Monsieur," in shown
    assert shown.endswith("[prénom, nom, fonction, coordonnées]  \nLe Phare\n")


def test_letter_quotes_what_is_contradicted_with_its_source():
    shown = letter(material.column())
    refuted = shown.split("## Ce que nos sources contredisent")[1].split("## ")[0]
    assert "**contre 74 % dix ans plus tôt**. »" in refuted
    assert "Ce que nous trouvons – Dix ans plus tôt, la part du nucléaire était de 76,4 %." in refuted
    assert "Source : Institut d'essai <https://example.org/serie>" in refuted
    assert "Vous rapportez, en citant Claire Vasseur, Institut du Rhin : « Elle rappelle que" in refuted
    assert "Ce que nous lisons – « Les deux camps ont perdu 30 000 hommes chacun. »" in refuted
    assert "Source : Le Phare, « Les camps », 2 mai 2023 <https://phare.example/a>" in refuted
    assert "63 %" not in refuted.replace("La France tire 63 % de son électricité de l'atome, **contre 74 %", "")


def test_letter_shows_both_sides_where_sources_differ():
    shown = letter(material.column()).split("## Ce sur quoi nos sources divergent")[1].split("## ")[0]
    assert "Vous avancez, avec réserve :" in shown
    assert "entre 70 000 et 90 000" in shown
    assert "383 000 à 444 000" in shown
    assert "Une vérification déjà parue – « Plutôt faux », Les Vérificateurs" in shown
    assert "Le document dit « frôlé », et non « dépassé »." in shown


def test_letter_asks_for_the_source_of_what_is_open():
    shown = letter(material.column()).split("## Ce que nous n’avons pas pu vérifier")[1]
    assert "**une cinquantaine de pays ont refusé de voter le texte**" in shown
    assert "60 milliards" not in shown, "what lies in the future needs no source yet"


def test_questions_are_numbered_through():
    numbers = re.findall(r"^\*\*(\d+)\.\*\*", letter(material.column()), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) == 6


def test_letter_is_in_the_articles_language():
    shown = letter(factory.wire())
    assert "Dear Sir or Madam," in shown
    assert (
        "You report, without naming your source: “**Norway's population reached 5.5 million in January 2024**" in shown
    )


@pytest.mark.parametrize(
    ("action", "verdict", "is_asked"),
    [
        (Action.CHANGE, Verdict.SUPPORTED, False),
        (Action.WITHHOLD, None, False),
        (Action.DISMISS, None, False),
        (Action.CONFIRM, Verdict.REFUTED, True),
        (Action.CHANGE, Verdict.NOT_ENOUGH_EVIDENCE, True),
    ],
)
def test_the_persons_verdict_decides_what_is_asked(action, verdict, is_asked):
    of = material.column()
    decided = [material.decision(of.claims[1].id, action, verdict)]
    assert ("contre 74 % dix ans plus tôt**" in letter(of, decided)) is is_asked


def test_what_speaks_against_the_persons_verdict_is_not_put_to_the_author():
    of = material.column()
    share = of.claims[0]
    shown = letter(of, [material.decision(share.id, Action.CHANGE, Verdict.REFUTED)])
    question = next(part for part in shown.split("\n**") if "**La France tire" in part)
    assert "62,7" not in question
    assert "Ce que nous trouvons – [à compléter]" in question
    assert "vu avec la source" not in shown, "reasons are the newsroom's own"


@pytest.mark.parametrize(("verdict", "is_asked"), [(Verdict.SUPPORTED, True), (Verdict.REFUTED, False)])
def test_what_the_author_rejects_is_asked_about_where_it_holds(verdict, is_asked):
    of = factory.article("On répète que le lac a gelé en 1963, c'est une légende.")
    claim = factory.claim(of, "le lac a gelé en 1963", commitment=factory.Commitment.DENIES)
    found = factory.finding(claim, comparison=factory.numbers("1", "1", "1", holds=verdict is Verdict.SUPPORTED))
    made = factory.dossier(of, [claim], findings=[found], assessments=[factory.assessment(claim, verdict, [found])])
    assert ("Vous rejetez l’affirmation suivante" in letter(made)) is is_asked


def test_open_claims_of_one_sentence_are_one_question():
    of = factory.article("Le port a reçu 90 navires, dont 30 de nuit.")
    claims = [factory.claim(of, "Le port a reçu 90 navires"), factory.claim(of, "dont 30 de nuit")]
    shown = letter(factory.dossier(of, claims))
    assert "**1.** Vous écrivez : « **Le port a reçu 90 navires**, **dont 30 de nuit**. »" in shown
    assert "**2.**" not in shown


def test_open_claims_of_little_interest_are_left_out_and_counted():
    of = factory.article(" ".join(f"Le quai {n} a {n} bornes." for n in range(12, 28)))
    claims = [factory.claim(of, f"Le quai {n} a {n} bornes", worth=0.4 + n / 100) for n in range(12, 28)]
    made = factory.dossier(of, claims)
    assert len(re.findall(r"^\*\*\d", letter(made), re.MULTILINE)) == 10
    assert EXPORTS["reply"].note(made, ()) == "6 open claims of less interest are not asked about"


def test_letter_without_a_question_says_so():
    of = factory.article("Le quai est long.")
    claim = factory.claim(of, "Le quai est long", checkability=factory.Checkability.NOT_CHECKABLE)
    made = factory.dossier(of, [claim], assessments=[factory.assessment(claim, why_none=WhyNone.NOT_CHECKABLE)])
    assert "n’appelle de question" in letter(made)
    assert "Madame" not in letter(made)


@pytest.mark.parametrize("words", material.HOSTILE)
def test_no_words_of_others_become_markup(words):
    of = material.hostile(words)
    decisions = [material.decision(of.claims[1].id, Action.ADD_EVIDENCE, article_id=of.article.id,
                                   evidence=material.AddedEvidence(words, words, words, None))]  # fmt: skip
    shown = rendered(EXPORTS["reply"].make(of, decisions, Labels(newsroom=words)).decode())
    tags = set(re.findall(r"<(/?\w+)", shown))
    assert {tag.strip("/") for tag in tags} <= {"h1", "h2", "p", "strong", "ul", "li", "br", "a"}
    links = set(re.findall(r'href="([^"]*)"', shown))
    # The one link that words may carry is the web address at the end of what a table cites.
    assert {html.unescape(link) for link in links} <= {"https://phare.example/a", cited(words, None)[1]}
    assert all(link.startswith(("http://", "https://")) for link in links)
    plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", shown)))
    assert re.sub(r"\s+", " ", one_line(words)).strip("\"' ") in plain


@pytest.mark.parametrize("words", ["17,8 $ et $17.8", "R&D", "a | b", "2 > 1", "n° 1.", "fin."])
def test_plain_words_are_not_strewn_with_backslashes(words):
    assert escaped(words) == words


def test_bare_addresses_of_others_do_not_turn_into_links():
    shown = letter(replace(material.hostile("voir http://evil.example et www.evil.example")))
    assert "http://evil" not in shown.replace("<", "")
    assert "www.evil" not in shown
