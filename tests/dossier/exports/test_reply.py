"""The letter asks about what is refuted, disputed or open, courteously, and nothing in it is markup but ours."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

import factory
from dossier.exports import material
from sourcier.core.claims import UNNAMED, ClaimKind, Polarity, Reason
from sourcier.core.findings import Caveat, Verdict, WhyNone
from sourcier.core.revisions import Action, added_key
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteFinding, QuoteStatus
from sourcier.dossier.exports import EXPORTS, Labels, reply
from sourcier.dossier.exports.markdown import escaped
from sourcier.dossier.report.context import cited
from sourcier.dossier.report.typography import one_line


def letter(of, decisions=(), newsroom: str = "") -> str:
    return re.sub("[\u202f\u00a0]", " ", EXPORTS["reply"].make(of, decisions, Labels(newsroom=newsroom)).decode())


def upheld(of) -> list:
    """Somebody has signed every verdict of the program."""
    weighed = [one for one in of.assessments if one.verdict is not None]
    return [
        material.decision(one.claim_id, Action.CONFIRM, one.verdict, minute=n, article_id=of.article.id)
        for n, one in enumerate(weighed)
    ]


def rendered(text: str) -> str:
    return MarkdownIt("commonmark").render(text)


def test_letter_is_addressed_and_says_what_it_is_about():
    of = material.column()
    shown = letter(of, upheld(of), newsroom="Le Phare")
    assert shown.startswith("# Demande de réponse à l’auteur\n\nDestinataire : Jeanne Ferrand\n")
    assert f"votre article « {factory.COLUMN_TITLE} » (publié le 14 septembre 2023)" in shown
    assert "Madame, Monsieur," in shown
    assert shown.endswith("[prénom, nom, fonction, coordonnées]  \nLe Phare\n")


def test_letter_quotes_what_is_contradicted_with_its_source():
    of = material.column()
    shown = letter(of, upheld(of))
    refuted = shown.split("## Points sur lesquels nos sources disent autre chose")[1].split("## ")[0]
    assert "**contre 74 % dix ans plus tôt**. »" in refuted
    assert "Ce que nous trouvons – Dix ans plus tôt, la part du nucléaire était de 76,4 %." in refuted
    assert "Source : Institut d'essai, « Part du nucléaire » <https://example.org/serie>" in refuted
    assert "vous rapportez, en citant Claire Vasseur, Institut du Rhin : « Elle rappelle que" in refuted
    assert "Ce que nous lisons – « Les deux camps ont perdu 30 000 hommes chacun. »" in refuted
    assert "Source : Le Phare, « Les camps », 2 mai 2023 <https://phare.example/a>" in refuted
    assert "63 %" not in refuted.replace("La France tire 63 % de son électricité de l'atome, **contre 74 %", "")


def test_letter_shows_both_sides_where_sources_differ():
    of = material.column()
    shown = letter(of, upheld(of)).split("## Points sur lesquels nos sources diffèrent")[1].split("## ")[0]
    assert "vous avancez, avec réserve :" in shown
    assert "entre 70 000 et 90 000" in shown
    assert "383 000 à 444 000" in shown
    assert "Une vérification déjà parue – « Plutôt faux », Les Vérificateurs" in shown


def test_letter_asks_where_the_wording_of_an_altered_quotation_comes_from():
    of = material.column()
    shown = letter(of, upheld(of)).split("## Citations")[1].split("## ")[0]
    assert "Au paragraphe 2, vous citez Claire Vasseur :" in shown
    assert "Le document dit « frôlé », et non « dépassé »." in shown
    assert "Ce que nous lisons – « La dette a frôlé 3 000 milliards" in shown
    assert "D’où vient la formulation que vous citez ?" in shown


def test_letter_asks_for_the_source_of_what_is_open():
    of = material.column()
    shown = letter(of, upheld(of)).split("## Points sur lesquels nos sources diffèrent")[1]
    assert "**une cinquantaine de pays ont refusé de voter le texte**" in shown
    assert "60 milliards" not in shown, "what lies in the future needs no source yet"


def test_questions_are_numbered_through():
    of = material.column()
    numbers = re.findall(r"^\*\*(\d+)\.\*\*", letter(of, upheld(of)), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) == 6


def test_letter_is_in_the_articles_language():
    shown = letter(factory.wire())
    assert "Dear Sir or Madam," in shown
    assert (
        "you report, without naming your source: “**Norway's population reached 5.5 million in January 2024**" in shown
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
    assert ("ous rejetez l’affirmation suivante" in letter(made)) is is_asked


def test_open_claims_of_one_sentence_are_one_question():
    of = factory.article("Le port a reçu 90 navires, dont 30 de nuit.")
    claims = [factory.claim(of, "Le port a reçu 90 navires"), factory.claim(of, "dont 30 de nuit")]
    shown = letter(factory.dossier(of, claims))
    assert "**1.** Au paragraphe 1, vous écrivez : « **Le port a reçu 90 navires**, **dont 30 de nuit**. »" in shown
    assert "**2.**" not in shown


def test_open_claims_of_little_interest_are_left_out_and_counted():
    of = factory.article(" ".join(f"Le quai {n} a {n} bornes." for n in range(12, 28)))
    claims = [factory.claim(of, f"Le quai {n} a {n} bornes", worth=0.4 + n / 100) for n in range(12, 28)]
    made = factory.dossier(of, claims)
    assert len(re.findall(r"^\*\*\d", letter(made), re.MULTILINE)) == 10
    assert "6 affirmations ouvertes de moindre intérêt ne sont pas reprises" in EXPORTS["reply"].note(made, ())


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
    assert {tag.strip("/") for tag in tags} <= {"h1", "h2", "p", "strong", "ul", "li", "br", "a", "blockquote"}
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


def asks(of, decisions=()) -> list[str]:
    """The questions themselves, one a number."""
    parts = re.split(r"^\*\*\d+\.\*\* ", letter(of, decisions), flags=re.MULTILINE)[1:]
    return [part.split("\n\n## ")[0].split("\n\nVotre réponse sera")[0].split("\n\n")[-1].strip() for part in parts]


@pytest.mark.parametrize(
    ("text", "words", "known", "question"),
    [
        ("Le port a reçu 90 navires.", "Le port a reçu 90 navires", {}, "Quelle est votre source sur ce point ?"),
        (
            "Le port a reçu 90 navires, selon un docker.", "Le port a reçu 90 navires", {"source": UNNAMED},
            "De qui tenez-vous cette information ou, si vous ne pouvez pas nommer cette source, à quel titre s’exprime-t-elle ?",
        ),
        (
            "Le port a reçu 90 navires, selon Ida Lorme.", "Le port a reçu 90 navires",
            {"source": factory.named("Ida Lorme")}, "Dans quelle déclaration ou quel document peut-on le lire ?",
        ),
        (
            "Ida Lorme l'a promis, le quai restera ouvert.", "le quai restera ouvert",
            {"source": factory.named("Ida Lorme"), "kind": ClaimKind.QUOTE}, "Où et quand ces propos ont-ils été tenus ?",
        ),
        (
            "La direction du port a falsifié les relevés.", "La direction du port a falsifié les relevés", {"worth": 0.1},
            "Sur quels éléments repose cette mise en cause, et les personnes visées ont-elles pu y répondre ?",
        ),
        (
            "Le directeur a été mis en examen en mai.", "Le directeur a été mis en examen en mai", {"worth": 0.1},
            "De quelle procédure s’agit-il (juridiction, date), et où en est-elle à ce jour ?",
        ),
    ],
)  # fmt: skip
def test_each_matter_has_its_own_question(text, words, known, question):
    of = factory.article(text)
    assert asks(factory.dossier(of, [factory.claim(of, words, **known)])) == [question]


PROOF = (
    "Quels faits précis visez-vous, sur quelles preuves vous fondez-vous, et les personnes visées ont-elles pu y "
    "répondre ?"
)
ACT = "Sur quels éléments repose cette mise en cause, et les personnes visées ont-elles pu y répondre ?"


@pytest.mark.parametrize(
    ("text", "reason", "question"),
    [
        ("Le préfet a menti aux riverains.", "opinion", PROOF),
        ("Ces gens-là ont trahi la ville.", "vague", PROOF),
        ("Le trésorier a détourné 3 millions d'euros.", "vague", PROOF),
        ("Le préfet n'a pas menti aux riverains.", "opinion", None),
        ("Personne ne dit que le préfet a menti.", "opinion", None),
        ("Le préfet aurait-il menti ?", "question", None),
        ("Le quai est trop long.", "opinion", None),
    ],
)
def test_accusation_that_no_claim_was_read_in_is_asked_about(text, reason, question):
    of = factory.article(text)
    made = factory.dossier(of, reasons={text: Reason(reason)})
    assert asks(made) == ([question] if question else [])
    if question:
        assert f"Au paragraphe 1, on lit : « {text} »" in letter(made)


def test_accusation_in_english_is_asked_about():
    of = factory.article("The minister lied to the fishermen.", lang="en")
    shown = letter(factory.dossier(of))
    assert "In paragraph 1, one reads: “The minister lied to the fishermen.”" in shown
    assert "What precise facts do you mean, what proof do they rest on" in shown


@pytest.mark.parametrize(
    ("text", "claim", "questions"),
    [
        # the claim is the figure alone, and its sentence accuses with words that reach into it
        ("Le trésorier a détourné 3 millions d'euros.", "3 millions d'euros", [ACT]),
        ("Le trésorier a détourné 3 millions d'euros.", "Le trésorier a détourné 3 millions d'euros", [ACT]),
        # what accuses stands beside the figure
        ("Le préfet a menti, et le port a perdu 90 navires.", "le port a perdu 90 navires", [PROOF, "Quelle est votre source sur ce point ?"]),
    ],
)  # fmt: skip
def test_accusation_is_not_asked_about_as_a_figure(text, claim, questions):
    of = factory.article(text)
    assert asks(factory.dossier(of, [factory.claim(of, claim)])) == questions


def test_letter_begins_with_what_the_author_says_himself():
    of = factory.article("Selon Ida Lorme, le port a reçu 90 navires. Le port a perdu 40 grues.")
    told = factory.claim(of, "le port a reçu 90 navires", source=factory.named("Ida Lorme"))
    own = factory.claim(of, "Le port a perdu 40 grues")
    against = factory.numbers("1", "1", "2", holds=False)
    found = [factory.finding(one, comparison=against) for one in (told, own)]
    assessed = [factory.assessment(one, Verdict.REFUTED, [at]) for one, at in zip((told, own), found, strict=True)]
    shown = letter(factory.dossier(of, [told, own], findings=found, assessments=assessed))
    first, second = (shown.split(f"**{number}.** Au paragraphe 1, ")[1] for number in (1, 2))
    assert first.startswith("vous écrivez : « **Le port a perdu 40 grues**")
    assert second.startswith("vous rapportez, en citant Ida Lorme")


@pytest.mark.parametrize(
    ("rating", "heading", "question"),
    [
        ("À nuancer", "## Points que nous jugeons à nuancer", "souhaitez-vous y apporter une précision ?"),
        (None, "## Points sur lesquels nos sources diffèrent", "Quelle source avez-vous retenue"),
    ],
)
def test_own_word_between_true_and_false_does_not_make_sources_differ_that_do_not(rating, heading, question):
    of = factory.article("Le port a reçu 90 navires.")
    claim = factory.claim(of, "Le port a reçu 90 navires")
    found = factory.finding(claim, statement="Le port a reçu 90 navires.", comparison=factory.numbers("1", "1", "1"))
    assessed = [factory.assessment(claim, found.verdict, [found])]
    made = factory.dossier(of, [claim], findings=[found], assessments=assessed)
    signed = material.decision(claim.id, Action.CHANGE, Verdict.CONFLICTING, rating=rating, article_id=of.id)
    shown = letter(made, [signed])
    assert heading in shown
    assert question in shown
    assert ("Ce que nous trouvons – Le port a reçu 90 navires." in shown) is (rating is None)


def test_what_was_not_done_is_no_accusation():
    of = factory.article("La direction n'a pas falsifié les relevés.")
    claim = factory.claim(of, "La direction n'a pas falsifié les relevés", polarity=Polarity.NEGATIVE)
    assert asks(factory.dossier(of, [claim])) == ["Quelle est votre source sur ce point ?"]


def test_the_link_that_the_article_gives_is_asked_about():
    of = factory.article("Le port a reçu 90 navires.", links={"90 navires": "https://port.example/bilan"})
    shown = asks(factory.dossier(of, [factory.claim(of, "Le port a reçu 90 navires")]))
    assert shown == ["Votre article renvoie à <https://port.example/bilan> : est-ce votre source sur ce point ?"]


def test_a_title_needs_no_source_of_its_own():
    of = factory.article("Le port perd 90 navires\n\nLe port compte moins de bateaux.", title="Le port perd 90 navires")
    claim = factory.claim(of, "Le port perd 90 navires")
    assert asks(factory.dossier(of, [claim])) == []
    decided = material.decision(claim.id, Action.CONFIRM, Verdict.NOT_ENOUGH_EVIDENCE, article_id=of.id)
    assert "Dans le titre, vous écrivez" in letter(factory.dossier(of, [claim]), [decided])


@pytest.mark.parametrize(
    ("status", "cut", "question"),
    [
        (
            QuoteStatus.TRUNCATED,
            "sauf en août",
            "Pour quelle raison les mots « sauf en août » n’ont-ils pas été repris ?",
        ),
        (QuoteStatus.TRUNCATED, None, "Pour quelle raison la citation s’arrête-t-elle là ?"),
        (QuoteStatus.MISATTRIBUTED, None, "Sur quelle source repose cette attribution ?"),
        (QuoteStatus.EXACT, None, None),
        (QuoteStatus.NOT_FOUND, None, None),
    ],
)
def test_a_quotation_is_asked_about_where_its_document_has_it_otherwise(status, cut, question):
    of = factory.article("Ida Lorme affirme : « Le quai restera ouvert ».")
    quote = QuoteFinding("quo-1", factory.find(of.text, "Le quai restera ouvert"), "Ida Lorme", status, "publication",
                         "Le document le dit autrement.", passage=material.passage("Le quai restera ouvert, sauf en août."),
                         cut=cut)  # fmt: skip
    said = factory.claim(of, "Ida Lorme affirme : « Le quai restera ouvert »", kind=ClaimKind.QUOTE)
    made = replace(factory.dossier(of, [said]), quote_findings=(quote,))
    unsigned = "Sur quel texte ou quel enregistrement cette citation repose-t-elle ?"
    decided = [material.decision(said.id, Action.CHANGE, Verdict.REFUTED, article_id=of.id)]
    if question:
        assert asks(made) == [unsigned], "nobody has looked yet: it presupposes nothing"
        assert asks(made, decided) == [question]
    else:
        assert unsigned not in asks(made)


def test_a_claim_that_was_added_is_asked_about_once_somebody_decides_it():
    of = factory.article("Le quai est long. Il est bleu.")
    made, span = factory.dossier(of, []), factory.find(of.text, "Il est bleu")
    id_ = added_key(of.id, span)
    added = material.decision(id_, Action.ADD_CLAIM, spans=(span,), article_id=of.id)
    assert asks(made, [added]) == []
    assert "Une affirmation n’est pas reprise" in EXPORTS["reply"].note(made, [added])
    opened = material.decision(id_, Action.CHANGE, Verdict.NOT_ENOUGH_EVIDENCE, minute=1, article_id=of.id)
    assert len(asks(made, [added, opened])) == 1


def test_what_two_people_decide_differently_is_not_asked_about():
    of = material.column()
    one = of.claims[1].id
    decided = [
        material.decision(one, Action.CONFIRM, Verdict.REFUTED),
        material.decision(one, Action.CHANGE, Verdict.SUPPORTED, minute=1, author="Bo Lind"),
    ]
    assert "dix ans plus tôt**" not in letter(of, decided)
    agreed = material.decision(one, Action.CONFIRM, Verdict.REFUTED, minute=2, seen=decided[1].id)
    assert "dix ans plus tôt**" in letter(of, [*decided, agreed])


TOLD = "À la rédaction, à lire puis à retirer avant l’envoi."
ACCUSING = (
    "disent autre chose",
    "nos sources diffèrent",
    "Ce que nous trouvons",
    "Ce que nous lisons",
    "Sur quelle source vous",
)


def test_what_nobody_has_signed_is_put_as_a_question_under_a_line_for_the_editor():
    shown = letter(material.column())
    assert shown.startswith(
        f"> **{TOLD}** Personne n’a encore signé les points 1 à 5 de la lettre (affirmations 2, 3, 5, 7 et 8) : "
    )
    assert "## Points que nous n’avons pas encore vérifiés nous-mêmes\n\nUne première recherche donne" in shown
    assert not [words for words in ACCUSING if words in shown]
    assert "Une première recherche donne – Dix ans plus tôt, la part du nucléaire était de 76,4 %." in shown


def test_the_line_for_the_editor_goes_as_people_sign():
    of = material.column()
    signed = upheld(of)
    assert TOLD not in letter(of, signed)
    assert EXPORTS["reply"].note(of, signed) == ""
    shown = letter(of, [one for one in signed if one.claim_id != of.claims[1].id])
    assert f"{TOLD}** Personne n’a encore signé le point 4 de la lettre (affirmation 2) : il vient" in shown
    assert (
        "**4.** Au paragraphe 1, vous écrivez : « La France tire 63 % de son électricité de l'atome, **contre" in shown
    )


def test_evidence_that_is_added_is_no_signature():
    of = material.column()
    before = of.claims[1].id
    found = material.AddedEvidence("https://bilan.example/", "Le bilan", "76 %", Verdict.REFUTED)
    shown = letter(of, [material.decision(before, Action.ADD_EVIDENCE, evidence=found)])
    assert "Personne n’a encore signé les points 1 à 5" in shown


def test_a_point_without_evidence_to_show_is_named_to_the_editor():
    of = material.column()
    signed = [*upheld(of)[1:], material.decision(of.claims[0].id, Action.CHANGE, Verdict.REFUTED, minute=50)]
    shown = letter(of, signed)
    assert shown.startswith(f"> **{TOLD}** Reste à compléter au point 1 : ce que la rédaction a trouvé.\n")
    assert shown.count("[à compléter]") == 1


@pytest.mark.parametrize(("verdict", "is_lacking"), [(Verdict.REFUTED, False), (Verdict.CONFLICTING, True)])
def test_sources_that_differ_are_two(verdict, is_lacking):
    of = material.column()
    before = of.claims[1].id  # one table speaks of it
    signed = [one for one in upheld(of) if one.claim_id != before]
    shown = letter(of, [*signed, material.decision(before, Action.CHANGE, verdict, minute=50)])
    assert ("Reste à compléter" in shown) is is_lacking
    assert ("[à compléter]" in shown) is is_lacking
    assert "76,4 %" in shown


@pytest.mark.parametrize(
    ("finds", "decided", "is_asked"),
    [
        ([True], None, False),
        ([True, False], None, True),
        ([False], None, True),
        ([], None, True),
        ([True], Verdict.NOT_ENOUGH_EVIDENCE, True),
    ],
)
def test_no_source_is_asked_for_what_a_table_bears_out(finds, decided, is_asked):
    of = factory.article("La ligue des ports compte 27 villes.")
    claim = factory.claim(of, "La ligue des ports compte 27 villes")
    found = [
        factory.finding(
            claim, statement=f"Ligue : {n} villes.", comparison=factory.numbers("27", "27", "27", holds=holds)
        )
        for n, holds in enumerate(finds)
    ]
    made = factory.dossier(of, [claim], findings=found,
                           assessments=[factory.assessment(claim, Verdict.NOT_ENOUGH_EVIDENCE, found)])  # fmt: skip
    signed = [material.decision(claim.id, Action.CHANGE, decided, article_id=of.id)] if decided else []
    shown = letter(made, signed)
    assert ("27 villes**" in shown) is is_asked
    if finds == [True]:
        assert "Ligue : 0 villes" not in shown, "the newsroom would ask for what it has itself"


def _row(claim, day: int, finds: bool, **known):
    holds = factory.numbers("27", "27", "27", holds=finds)
    row = factory.cell(str(day), issued=date(2023, 5, day), **known)
    return factory.finding(claim, cells=[row], statement=f"Ligue : {day} villes.", comparison=holds)


@pytest.mark.parametrize(
    ("days", "program", "shown", "more"),
    [
        ([3, 9, 4, 7, 8], Verdict.REFUTED, [3, 9, 8], "Et 2 autres sources."),
        ([3, 9, 4, 7], Verdict.REFUTED, [3, 9, 7], "Et une autre source."),
        ([3, 9, 4], Verdict.REFUTED, [3, 9, 4], ""),
        ([3, 9, 4, 7, -2], Verdict.CONFLICTING, [3, 2, 9], "Et 2 autres sources."),
    ],
)
def test_a_point_has_three_sources_the_deciding_and_the_latest_and_both_sides_where_they_differ(
    days, program, shown, more
):
    of = factory.article("La ligue des ports compte 27 villes.")
    claim = factory.claim(of, "La ligue des ports compte 27 villes")
    found = [_row(claim, abs(day), day < 0) for day in days]
    made = factory.dossier(of, [claim], findings=found, assessments=[factory.assessment(claim, program, found)])
    told = letter(made)
    assert [int(one) for one in re.findall(r"Ligue : (\d+) villes", told)] == shown
    assert re.findall(r"- (Et .*)", told) == ([more] if more else [])


def test_a_note_that_limits_a_figure_stands_beside_it():
    of = factory.article("La ligue des ports compte 27 villes.")
    claim = factory.claim(of, "La ligue des ports compte 27 villes")
    found = _row(claim, 3, False, note="Depuis le début du *chantier*")
    made = factory.dossier(of, [claim], findings=[found],
                           assessments=[factory.assessment(claim, Verdict.REFUTED, [found])])  # fmt: skip
    lines = letter(made).splitlines()
    (at,) = [n for n, line in enumerate(lines) if "Ligue : 3 villes" in line]
    assert lines[at + 1].strip() == r"Précision de la source : Depuis le début du \*chantier\*"
    assert lines[at + 2].strip().startswith("Source :")


def test_what_was_known_only_later_is_said_once_for_all_points():
    of = factory.article("Le port a reçu 90 navires. La rade en a reçu 70.")
    claims = [factory.claim(of, "Le port a reçu 90 navires"), factory.claim(of, "La rade en a reçu 70")]
    found = [factory.finding(one, comparison=factory.numbers("1", "2", "3", holds=False)) for one in claims]
    weighed = [
        replace(factory.assessment(one, Verdict.REFUTED, [had]), caveats=(Caveat.ONLY_KNOWN_LATER,))
        for one, had in zip(claims, found, strict=True)
    ]
    shown = letter(factory.dossier(of, claims, findings=found, assessments=weighed))
    told = "Certains des éléments cités aux points 1 et 2 sont postérieurs à la publication de votre article"
    assert shown.count("postérieurs") == shown.count(told) == 1


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Personne n’a encore signé les points 1 à 5"),
        ("en", "Nobody has signed points 1 to 5 yet (claims 2, 3, 5, 7 and 8):"),
    ],
)
def test_the_editor_is_told_in_the_editors_language(lang, words):
    assert reply.note(material.column(), (), lang).startswith(words)


DENYING = factory.Source("named", "Le ministre Paul Lenoir", cue=Span(0, 3))
NOBODYS = replace(UNNAMED, cue=Span(0, 3))


@pytest.mark.parametrize(
    ("known", "verdict", "asked"),
    [
        ({"source": DENYING, "polarity": Polarity.NEGATIVE}, Verdict.SUPPORTED, "que l’affirmation suivante est niée"),
        ({"source": DENYING, "polarity": Polarity.NEGATIVE}, Verdict.REFUTED, ""),
        ({"source": NOBODYS, "commitment": factory.Commitment.HEDGES}, Verdict.REFUTED, ""),
        ({"source": NOBODYS, "commitment": factory.Commitment.HEDGES}, None, ""),
        ({"source": UNNAMED, "commitment": factory.Commitment.HEDGES}, None, "sans nommer votre source"),
    ],
)
def test_nobody_answers_for_the_contrary_of_what_was_said(known, verdict, asked):
    of = factory.article("Le ministre Paul Lenoir nie que le lac a gelé en 1963.")
    claim = factory.claim(of, "le lac a gelé en 1963", **known)
    found = factory.finding(claim, comparison=factory.numbers("1", "1", "1", holds=verdict is Verdict.SUPPORTED))
    weighed = [factory.assessment(claim, verdict, [found])] if verdict else []
    text = letter(factory.dossier(of, [claim], findings=[found] if verdict else [], assessments=weighed))
    assert (asked in text) if asked else "gelé en 1963" not in text
