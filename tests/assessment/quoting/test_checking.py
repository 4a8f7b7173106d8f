from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.quoting.shelves import NOBODY, Found, Shelf, document, look_up, read
from sourcier.assessment.quoting import check_quotes
from sourcier.core.testimony import Edit, QuoteStatus, QuoteTurn

SPEECH = document(
    "Mes chers amis, le pont neuf ouvrira au printemps. Nous avons planté onze cents tilleuls le long du canal.\n\n"
    "Je ne crois pas que la digue suffise. Nous doublerons les pompes, à condition que le fleuve nous en laisse le temps.",
    title="Discours de Solène Barrault, maire de Villeneuve-sur-Orge",
    publisher="Ville de Villeneuve-sur-Orge",
)
STORY = document(
    "La crue a surpris tout le monde. « Le fleuve ne nous a rien pris que nous ne lui ayons volé », a philosophé "
    "Marc Delvaux, éclusier depuis trente ans.\n\nSa voisine, Aude Quéré, est moins sereine. "
    "« J'ai vu flotter mes meubles comme des canards », raconte-t-elle.",
    title="La crue",
    publisher="Le Petit Canal",
    published="2024-04-02",
)
ENGLISH = document(
    "The mill will reopen in May, unless the insurers change their minds. We owe nothing to anybody in this valley.",
    lang="en",
    title="Statement by Ada Thorne, owner of the mill",
    publisher="Thorne Mills",
)


def _one(text, *documents, **options):
    (finding,) = look_up(text, documents or (SPEECH, STORY, ENGLISH), **options)
    return finding


def test_exact_words_of_the_same_speaker():
    found = _one("« Nous avons planté 1 100 tilleuls le long du canal », se réjouit Solène Barrault.")
    assert (found.status, found.is_same_speaker, found.clock) == (QuoteStatus.EXACT, True, "publication")
    assert found.passage is not None
    assert found.found is not None
    assert found.found.of(found.passage.text) == "Nous avons planté onze cents tilleuls le long du canal"
    assert found.statement == (
        "Mots exacts dans « Discours de Solène Barrault, maire de Villeneuve-sur-Orge » "
        "(Ville de Villeneuve-sur-Orge, 1er mars 2024)."
    )


def test_a_word_changed_is_shown():
    found = _one("« Nous avons planté onze cents platanes le long du canal », se réjouit Solène Barrault.")
    assert (found.status, found.edits) == (QuoteStatus.ALTERED, (Edit("platanes", "tilleuls"),))
    assert found.statement.endswith(": « platanes » au lieu de « tilleuls ».")
    assert found.statement.startswith("Un mot diffère dans ")


def test_a_condition_left_out_is_shown():
    found = _one("« Nous doublerons les pompes », promet Solène Barrault.")
    assert (found.status, found.cut) == (
        QuoteStatus.TRUNCATED,
        "à condition que le fleuve nous en laisse le temps",
    )


def test_words_of_another_are_his():
    found = _one("« J’ai vu flotter mes meubles comme des canards », raconte Marc Delvaux.")
    assert (found.status, found.said_by, found.speaker) == (QuoteStatus.MISATTRIBUTED, "Aude Quéré", "Marc Delvaux")
    assert "ces mots sont d’Aude Quéré, et non de Marc Delvaux" in found.statement


def test_words_that_are_nowhere():
    found = _one("« Les canards ont plus de bon sens que les préfets », raconte Marc Delvaux.")
    assert (found.status, found.passage) == (QuoteStatus.NOT_FOUND, None)
    assert found.statement == "Aucun document de la bibliothèque ne contient ces mots."


def test_english_statements():
    text = "“We owe nothing to anybody in this county,” Ada Thorne said."
    assert _one(text, lang="en").statement == (
        "One word differs in “Statement by Ada Thorne, owner of the mill” (Thorne Mills, 1 March 2024): "
        "“county” instead of “valley”."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Les « tilleuls du canal » font débat.",
        "Il a lu « Le pont neuf » d’une traite.",
        "« Tant pis », a lâché Solène Barrault.",
        "Il a relu « À la recherche des tilleuls disparus du canal ».",
    ],
)
def test_terms_titles_and_scraps_are_passed_over(text):
    assert look_up(text, [SPEECH, STORY]) == ()


def test_a_quotation_over_two_passages():
    text = (
        "« Le pont neuf ouvrira au printemps. Nous avons planté onze cents tilleuls le long du canal. "
        "Je ne crois pas que la digue suffise », a dit Solène Barrault."
    )
    found = _one(text)
    assert found.status is QuoteStatus.EXACT
    assert found.passage is not None
    assert found.passage.anchor.exact == SPEECH.text[found.passage.anchor.start : found.passage.anchor.end]
    assert "tilleuls" in found.passage.text
    assert "digue" in found.passage.text


def test_the_articles_own_page_confirms_nothing():
    text = "« Nous avons planté onze cents tilleuls le long du canal », se réjouit Solène Barrault."
    own = document(text, url="https://www.petit-canal.example/tilleuls/?a=1")
    found = _one(text, own, url="http://petit-canal.example/tilleuls")
    assert (found.status, found.passage) == (QuoteStatus.NOT_FOUND, None)
    assert "ne peut pas les confirmer" in found.statement
    assert _one(text, own, SPEECH, url="http://petit-canal.example/tilleuls").status is QuoteStatus.EXACT


def test_a_reprint_confirms_nothing():
    around = (
        " Le conseil municipal s’était réuni mardi soir dans la salle des fêtes, devant une centaine d’habitants venus "
        "parler de la crue et de ses suites, et la séance a duré jusqu’à minuit passé sans qu’aucun vote n’ait eu lieu, "
        "la maire ayant préféré renvoyer toute décision à la réunion du mois suivant."
    )
    quoted = "« Nous avons planté onze cents tilleuls le long du canal », se réjouit Solène Barrault."
    reprint = document(f"VILLENEUVE (Agence) - {quoted}{around}", url="https://ailleurs.example/1")
    assert _one(quoted + around, reprint).status is QuoteStatus.NOT_FOUND


def test_a_later_document_counts_now_only():
    text = "« J’ai vu flotter mes meubles comme des canards », raconte Aude Quéré."
    found = _one(text, published="2024-03-15")
    assert (found.status, found.clock) == (QuoteStatus.EXACT, "now")
    assert found.statement.endswith("Ce document est postérieur à l’article.")


def test_both_clocks_where_they_differ():
    early = document(
        "Elle s’est exprimée jeudi. « Nous doublerons les pompes », a promis la maire, Solène Barrault.",
        published="2024-03-01",
    )
    late = document(SPEECH.text, title=SPEECH.title, published="2024-09-01")
    findings = look_up("« Nous doublerons les pompes », promet Solène Barrault.", [early, late])
    assert [(one.status, one.clock) for one in findings] == [
        (QuoteStatus.EXACT, "publication"),
        (QuoteStatus.TRUNCATED, "now"),
    ]
    assert len({one.id for one in findings}) == 2


def test_an_undated_document_is_known_now():
    found = _one(
        "« Nous doublerons les pompes, à condition que le fleuve nous en laisse le temps », promet Solène Barrault.",
        document(SPEECH.text, title=SPEECH.title, published=None),
    )
    assert (found.status, found.clock) == (QuoteStatus.EXACT, "now")
    assert found.statement.endswith("Ce document n’est pas daté.")


def test_a_pronoun_that_may_be_another_accuses_nobody():
    story = document(
        "Marc Delvaux a croisé Aude Quéré et le préfet sur la digue. Le préfet n’a rien dit. "
        "« La digue tiendra jusqu’au prochain hiver et pas un jour de plus », a-t-il lâché."
    )
    found = _one(
        "« La digue tiendra jusqu’au prochain hiver et pas un jour de plus », a lâché Aude Quéré.",
        story,
    )
    assert (found.status, found.is_same_speaker) == (QuoteStatus.EXACT, None)


def test_a_few_words_that_anybody_may_say_accuse_nobody():
    story = document("« On verra bien demain », a dit Marc Delvaux. La nuit est tombée sur le canal.")
    assert look_up("« On verra bien demain », a dit Aude Quéré.", [story]) == ()


def test_a_headline_that_repeats_the_body_is_looked_up_once():
    text = (
        "# « Nous avons planté onze cents tilleuls »\n\nLa maire est fière. « Nous avons planté onze cents tilleuls le long "
        "du canal », se réjouit Solène Barrault."
    )
    assert len(look_up(text, [SPEECH])) == 1


def test_a_translated_quotation_is_not_compared():
    text = "« Nous ne devons rien à personne dans cette vallée », a dit Ada Thorne. Ada Thorne possède le moulin."
    story = document("Ada Thorne, owner of the mill, spoke to the press at noon.", lang="en")
    found = _one(text, story)
    assert found.status is QuoteStatus.NOT_FOUND
    assert "une citation traduite n’est pas comparée" in found.statement


def test_the_same_article_gives_the_same_findings():
    draft, claims = read("« Nous doublerons les pompes », promet Solène Barrault.")
    shelf = Shelf(SPEECH, STORY)
    assert check_quotes(draft, claims, shelf, gazetteer=NOBODY) == check_quotes(draft, claims, shelf, gazetteer=NOBODY)
    assert all(lang in {"fr", "en"} for _, lang in shelf.asked)


def test_an_empty_library_finds_nothing():
    found = look_up("« Nous doublerons les pompes dès demain », promet Solène Barrault.", [])
    assert [one.status for one in found] == [QuoteStatus.NOT_FOUND]


@pytest.mark.parametrize(
    ("title", "publisher", "said_by"),
    [
        ("Déclaration de Berlin", "Le Petit Canal", None),
        ("Communiqué du syndicat des éclusiers", "Syndicat des éclusiers", "le syndicat des éclusiers"),
        ("Lettre de Marc Delvaux, éclusier", "Le Petit Canal", "Marc Delvaux, éclusier"),
    ],
)
def test_a_title_says_who_speaks_where_it_names_a_person_or_the_publisher(title, publisher, said_by):
    letter = document("Les vannes du canal seront fermées dès dimanche soir.", title=title, publisher=publisher)
    found = _one("« Les vannes du canal seront fermées dès dimanche soir », affirme le préfet.", letter)
    assert (found.status, found.said_by) == (QuoteStatus.EXACT, said_by)


DENIALS = document(
    "On raconte que le pont neuf menace de tomber. C’est une fable. Certains prétendent que je veux vendre le canal à "
    "une banque.\n\nSi je disais que la crue est passée, je mentirais. Le préfet m’a écrit : « La digue ne coûtera rien à "
    "la commune. » J’attends de voir. Je regrette d’avoir signé ce contrat sans le lire.",
    title="Discours de Solène Barrault, maire de Villeneuve-sur-Orge",
    publisher="Ville de Villeneuve-sur-Orge",
)


@pytest.mark.parametrize(
    ("words", "turn", "shown"),
    [
        (
            "Le pont neuf menace de tomber",
            QuoteTurn.DENIED,
            "la phrase ne les affirme pas : « On raconte que le pont neuf menace de tomber. C’est une fable. »",
        ),
        (
            "Je veux vendre le canal à une banque",
            QuoteTurn.REPORTED,
            "comme des propos prêtés à d’autres : « Certains prétendent que je veux vendre le canal à une banque. »",
        ),
        (
            "La crue est passée",
            QuoteTurn.SUPPOSED,
            "comme une simple supposition : « Si je disais que la crue est passée, je mentirais. »",
        ),
    ],
)
def test_words_that_the_speaker_does_not_make_her_own(words, turn, shown):
    found = _one(f"« {words} », a lancé Solène Barrault.", DENIALS)
    assert (found.status, found.turn, found.is_same_speaker) == (QuoteStatus.TRUNCATED, turn, True)
    assert found.statement.endswith(shown)


def test_words_that_the_speaker_only_quotes_are_anothers():
    found = _one("« La digue ne coûtera rien à la commune », a lancé Solène Barrault.", DENIALS)
    assert (found.status, found.said_by) == (QuoteStatus.MISATTRIBUTED, "Le préfet")
    assert "ces mots sont du préfet, et non de Solène Barrault" in found.statement


@pytest.mark.parametrize(
    "text",
    [
        "Solène Barrault dit qu’elle « regrette d’avoir signé ce contrat sans le lire ».",
        "Solène Barrault a dit qu’elle « regrettait d’avoir signé ce contrat sans le lire ».",
        "Solène Barrault dit « regretter d’avoir signé ce contrat sans le lire ».",
        "« Je regrette, soupire-t-elle, d’avoir signé ce contrat sans le lire », a lâché Solène Barrault.",
    ],
)
def test_what_the_articles_own_sentence_asks_for_is_no_difference(text):
    found = _one(text, DENIALS)
    assert (found.status, found.edits, found.is_same_speaker) == (QuoteStatus.EXACT, (), True)


def test_a_person_or_tense_that_nothing_asks_for_is_a_difference():
    found = _one("« Je regrettais d’avoir signé ce contrat sans le lire », a lâché Solène Barrault.", DENIALS)
    assert found.status is QuoteStatus.ALTERED
    found = _one("Solène Barrault dit qu’elle « regretterait d’avoir signé ce contrat sans le lire ».", DENIALS)
    assert found.status is QuoteStatus.ALTERED


def test_the_same_words_in_later_documents_are_listed_each_origin_once():
    text = "« J’ai vu flotter mes meubles comme des canards », raconte Aude Quéré."
    later = document(
        "La voisine se souvient. « J’ai vu flotter mes meubles comme des canards », répète Aude Quéré, un an après.",
        title="Un an après",
        publisher="La Gazette de l’Orge",
        published="2025-04-02",
    )
    findings = look_up(text, [STORY, later])
    assert [(one.status, one.clock, one.passage.publisher) for one in findings if one.passage] == [
        (QuoteStatus.EXACT, "publication", "Le Petit Canal"),
        (QuoteStatus.EXACT, "now", "La Gazette de l’Orge"),
    ]
    assert len({one.id for one in findings}) == 2


def test_a_wire_copy_is_not_listed_beside_its_origin():
    shelf = Shelf(
        STORY, document(STORY.text + " ", title="La crue, par agence", publisher="Agence", published="2024-04-03")
    )
    asked = shelf.find_words
    shelf.find_words = lambda *args, **options: [  # type: ignore[method-assign]
        Found(replace(one.item, origin="one")) for one in asked(*args, **options)
    ]
    draft, claims = read("« J’ai vu flotter mes meubles comme des canards », raconte Aude Quéré.")
    assert len(check_quotes(draft, claims, shelf, gazetteer=NOBODY)) == 1


def test_single_marks_and_marks_inside_others_are_read():
    text = "‘We owe nothing to anybody in this valley,’ Ada Thorne said. It’s the insurers’ move."
    assert _one(text, lang="en").status is QuoteStatus.EXACT
    told = "“She told me: ‘We owe nothing to anybody in this valley’,” her lawyer said."
    (found,) = look_up(told, [ENGLISH], lang="en")
    assert found.status is not QuoteStatus.MISATTRIBUTED


def test_a_name_before_the_colon_of_a_headline_may_be_a_place():
    text = "# Villeneuve : « J’ai vu flotter mes meubles comme des canards »\n\nLa crue a tout pris, rue par rue."
    assert [one.status for one in look_up(text, [STORY])] == [QuoteStatus.EXACT]


def test_a_role_is_the_person_that_the_document_gives_it_to():
    found = _one("« Nous avons planté 1 100 tilleuls le long du canal », se réjouit la maire.")
    assert (found.status, found.is_same_speaker) == (QuoteStatus.EXACT, True)


@pytest.mark.parametrize(
    ("words", "turn", "edits"),
    [
        ("Le pont vieux menace de tomber", QuoteTurn.DENIED, (Edit("vieux", "neuf"),)),
        ("Je veux vendre tout le canal à une banque", QuoteTurn.REPORTED, (Edit("tout", ""),)),
        ("Le pont neuf ne menace pas de tomber", None, (Edit("ne", ""), Edit("pas", ""))),
    ],
)
def test_words_that_are_denied_and_altered_too(words, turn, edits):
    found = _one(f"« {words} », a lancé Solène Barrault.", DENIALS)
    assert (found.turn, found.edits) == (turn, edits)
    assert found.status is (QuoteStatus.ALTERED if turn is None else QuoteStatus.TRUNCATED)


@pytest.mark.parametrize(
    "text",
    [
        (
            "« Nous doublerons les pompes », promet Solène Barrault. Elle y met un préalable. « À condition que le fleuve nous "
            "en laisse le temps », dit-elle."
        ),
        (
            "« À condition que le fleuve nous en laisse le temps », prévient Solène Barrault. « Nous doublerons les pompes », "
            "promet Solène Barrault."
        ),
        "Le fleuve nous en laissera-t-il le temps ? À cette condition, « nous doublerons les pompes », dit Solène Barrault.",
    ],
)
def test_what_the_article_quotes_beside_is_not_left_out(text):
    assert {one.status for one in look_up(text, [SPEECH])} == {QuoteStatus.EXACT}
