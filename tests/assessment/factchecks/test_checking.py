"""Claims of an article held against the fact-checks of a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence.library.shelves import Directions
from sourcier.assessment.factchecks import Matcher, check_factchecks
from sourcier.assessment.factchecks.checking import state
from sourcier.claims import find_claims
from sourcier.core.findings import Verdict
from sourcier.core.library import FactCheck
from sourcier.core.testimony import Veto, VetoKind
from sourcier.evidence.library import open_library
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

NOBODY = Gazetteer.of(())
TEXT = "Le port de Bréhal emploie 430 dockers depuis 2019. La ville a repeint tous ses bancs en vert."
CHECKED = FactCheck(
    id="fck-1",
    claim="Le port de Bréhal emploie 430 dockers depuis 2019",
    rating="Faux",
    publisher="Vérif Ouest",
    lang="fr",
    url="https://verif.example/dockers",
    published=date(2023, 3, 2),
)
OTHERS = tuple(
    FactCheck(id=f"oth-{at}", claim=claim, rating="Vrai", publisher="Vérif Ouest", lang="fr")
    for at, claim in enumerate(
        (
            "Un loup a traversé le marché de Noël",
            "Le ministre dormait pendant la séance",
            "Les abeilles ont disparu de la vallée",
            "Une statue de sel pleure à minuit",
        )
    )
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    return tmp_path


def library(folder, *checks):
    found = open_library(folder / "library", encoder=Directions())
    found.add([*checks, *OTHERS])
    return found


def look_up(folder, *checks, text=TEXT, lang="fr", url=None):
    article = replace(from_text(text, lang=lang, published=date(2023, 9, 14)), url=url)
    draft = read_text(article, NOBODY)
    claims, _ = find_claims(draft)
    return check_factchecks(draft, claims, library(folder, *checks), gazetteer=NOBODY)


def test_finding_says_who_checked_when_and_with_which_words(home):
    finding = look_up(home, CHECKED)[0]
    assert finding.statement == "Vérif Ouest a vérifié la même affirmation le 2 mars 2023 et l’a jugée « Faux »."
    assert (finding.rated, finding.clock, finding.vetoes) == (Verdict.REFUTED, "publication", ())
    assert {"wording", "number"} <= {signal.name for signal in finding.signals}


def test_factcheck_younger_than_the_article_counts_now_only(home):
    finding = look_up(home, replace(CHECKED, published=date(2024, 1, 5)))[0]
    assert finding.clock == "now"
    assert finding.statement.startswith("Après la parution de cet article, Vérif Ouest a vérifié")


def test_undated_factcheck_counts_now_only(home):
    assert look_up(home, replace(CHECKED, published=None))[0].clock == "now"


def test_other_figure_is_shown_as_a_veto(home):
    finding = look_up(home, replace(CHECKED, claim=CHECKED.claim.replace("430", "870")))[0]
    assert [one.kind for one in finding.vetoes] == [VetoKind.NUMBER]
    assert "mais autre : autre chiffre (« 430 dockers » ici, « 870 dockers » là)" in finding.statement


def test_nothing_is_said_of_claims_that_nobody_checked(home):
    assert look_up(home) == ()


def test_article_is_not_held_against_itself(home):
    assert look_up(home, CHECKED, url=CHECKED.url) == ()


def test_words_declared_twice_are_one_finding(home):
    twin = replace(CHECKED, id="fck-22", claim=f"« {CHECKED.claim} »")
    assert {one.factcheck.id for one in look_up(home, CHECKED, twin)} == {"fck-1"}


def test_same_library_gives_the_same_answer(home):
    assert look_up(home, CHECKED) == look_up(home, CHECKED)


def test_empty_library_is_asked_nothing(home):
    encoder = Directions()
    draft = read_text(from_text(TEXT, lang="fr", published=None), NOBODY)
    claims, _ = find_claims(draft)
    assert check_factchecks(draft, claims, open_library(home / "none", encoder=encoder)) == ()
    assert encoder.asked == []


def test_twins_stand_side_by_side_in_the_ranking(home):
    twin = replace(CHECKED, id="fck-22", claim=f"« {CHECKED.claim} »")
    found = Matcher(library(home, CHECKED, twin)).find("Le port de Bréhal emploie 430 dockers", "fr")
    assert [match.factcheck.id for match in found[:2]] == ["fck-1", "fck-22"]


@pytest.mark.parametrize(
    ("publisher", "rating", "lang", "said"),
    [
        ("Les Vérifieurs", "Faux", "fr", "Les Vérifieurs ont vérifié la même affirmation et l’ont jugée « Faux »."),
        ("Vérif Ouest", "", "fr", "Vérif Ouest a vérifié la même affirmation, sans lui donner de note."),
        ("Checkers", "Half true", "en", "Checkers checked the same claim and rated it “Half true”."),
        (
            "Checkers",
            "No, the port has only 43 dockers.",
            "en",
            "Checkers checked the same claim and concludes: “No, the port has only 43 dockers”.",
        ),
    ],
)
def test_statement_keeps_the_publishers_words(publisher, rating, lang, said):
    assert state(replace(CHECKED, publisher=publisher, rating=rating, published=None), (), None, lang) == said


def test_statement_of_a_veto_names_what_differs():
    vetoes = (Veto(VetoKind.PLACE, "Bréhal", "Granville"), Veto(VetoKind.POLARITY, "", "ne"))
    assert state(CHECKED, vetoes, None, "fr") == (
        "Vérif Ouest a vérifié le 2 mars 2023 une affirmation voisine, mais autre : "
        "autre lieu (« Bréhal » ici, « Granville » là) ; affirmée ici, niée là."
    )
