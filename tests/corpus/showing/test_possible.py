"""What may be said twice: pairs that the model finds alike, that nothing joins, and that nothing counts."""

import re
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

import markup
from corpus.showing import press
from sourcier.app.corpus.showing.gathering import gather
from sourcier.app.corpus.showing.grouping import matters_in
from sourcier.app.corpus.showing.neighbours import near_pairs
from sourcier.app.corpus.showing.page import MOST, page
from sourcier.app.corpus.showing.possible import possible
from sourcier.app.corpus.showing.sheets import write
from sourcier.app.corpus.showing.telling import MAYBE, SURE, Teller
from sourcier.app.corpus.showing.ties import Ties

DAIRY = "La laiterie Verdelle va fermer en juin l’atelier de Rivesault et ses 86 postes"
ANEW = "En juin, 86 salariés perdront leur emploi avec la fermeture de l’atelier de la laiterie Verdelle, à Rivesault"
RETOLD = "La laiterie Verdelle fermera en juin l’atelier de Rivesault et ses 86 postes"
OTHER = "La laiterie Verdelle va fermer en juin l’atelier de Rivesault et ses 61 postes"
DENIED = "La laiterie Verdelle ne va pas fermer en juin l’atelier de Rivesault et ses 86 postes"


def proposed(*words, text_of=None, polarity="positive"):
    """Return the matters of claims, one an article, and which are proposed as one."""
    papers = [press.paper(f"{at:04}", f"2024-03-{1 + at:02}", title="La laiterie Verdelle") for at in range(len(words))]
    claims = [press.stated(paper, one) for paper, one in zip(papers, words, strict=True)]
    claims[-1] = replace(claims[-1], polarity=polarity)
    pairs = near_pairs(np.array(press.topics()._encoder.encode(list(words)), np.float16))
    ties = Ties(claims, Teller(press.topics()), text_of or {paper.id: paper.id for paper in papers})
    matters = matters_in(claims, pairs, ties)
    found = possible(claims, pairs, matters, ties)
    return [len(one.claims) for one in matters], [(one.one.paper.id, one.other.paper.id) for one in found]


@pytest.mark.parametrize(
    ("words", "matters", "pairs"),
    [
        ((DAIRY, ANEW), [], [("0000", "0001")]),
        ((ANEW, DAIRY), [], [("0000", "0001")]),
        # joined by its words, another figure
        ((DAIRY, RETOLD), [2], []),
        ((DAIRY, OTHER), [2], []),
        # of a matter one pair stands for all
        ((DAIRY, RETOLD, ANEW), [2], [("0000", "0002")]),
        ((ANEW, ANEW, DAIRY, DAIRY), [2, 2], [("0000", "0002")]),
    ],
)
def test_pairs_that_nothing_joins_are_proposed_once(words, matters, pairs):
    assert proposed(*words) == (matters, pairs)


def test_copies_of_one_text_and_a_denial_are_not_proposed():
    assert proposed(DAIRY, ANEW, text_of={"0000": "0000", "0001": "0000"}) == ([], [])
    assert proposed(DAIRY, ANEW, polarity="negative") == ([], [])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, packs):
    lines = {"Le Phare": DAIRY, "La Vigie": ANEW, "L’Ancre": "Le pont de Valbrune coûtera 240 millions d’euros"}
    lines |= {"Le Cap": DENIED, "La Digue": "Le pont de Valbrune va coûter 240 millions d’euros"}
    articles = [press.story(f"{text}.", f"2024-03-0{n}", name) for n, (name, text) in enumerate(lines.items(), 1)]
    return press.corpus_of(tmp_path_factory.mktemp("possible") / "c", articles, packs)


@pytest.fixture(scope="module")
def dairy(corpus, packs):
    return gather(corpus, packs=packs)


def test_proposed_pair_stands_in_no_group_and_a_joined_one_in_no_proposal(dairy):
    (pair,) = dairy.possible
    assert (pair.one.words, pair.other.words) == (DAIRY, ANEW)
    assert MAYBE <= pair.likeness < SURE["fr"]
    (bridge,) = dairy.told
    assert {claim.paper.publisher for claim in bridge.matter.claims} == {"L’Ancre", "La Digue"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", ("À lire : peut-être la même affirmation", "environ une sur quatre", "1er mars 2024", "Ressemblance")),
        ("en", ("To be read: perhaps the same claim", "about one in four", "1 March 2024", "Likeness")),
    ],
)
def test_page_shows_both_claims_after_the_repeated_ones_and_counts_nothing(dairy, lang, said):
    read = markup.page_of(page(dairy, "c", lang))
    section = re.sub(r"\s", " ", markup.said(read, "#possible"))
    missing = [words for words in (*said, "Le Phare", "La Vigie", DAIRY[:30]) if words not in section]
    assert missing == []
    parts = [one.get("id") for one in markup.pick(read, "section")]
    assert parts[parts.index("repeated") + 1] == "possible"
    assert "laiterie" not in markup.said(read, "#repeated")


def test_page_says_how_many_pairs_it_leaves_out_and_where_they_are(dairy):
    many = replace(dairy, possible=dairy.possible * (MOST["possible"] + 3))
    read = markup.page_of(page(many, "c", "en"))
    assert len(markup.pick(read, "#possible tbody tr")) == MOST["possible"]
    assert "in the table “possible”: sourcier corpus report c --tables c-tables" in markup.said(read, "#possible")


def test_table_has_the_pair_with_its_ids(dairy, tmp_path):
    write(dairy, tmp_path)
    (row,) = pq.read_table(tmp_path / "possible.parquet").to_pylist()
    (pair,) = dairy.possible
    assert (row["article"], row["claim"]) == (pair.one.paper.id, pair.one.id)
    assert (row["other_article"], row["other_claim"]) == (pair.other.paper.id, pair.other.id)
    assert (row["publisher"], str(row["day"]), row["other_words"]) == ("Le Phare", "2024-03-01", ANEW)
    assert (row["statement"], row["likeness"]) == (None, pair.likeness)
    grouped = pq.read_table(tmp_path / "groups.parquet").to_pylist()
    assert {row["article"], row["other_article"]}.isdisjoint({one["article"] for one in grouped})
