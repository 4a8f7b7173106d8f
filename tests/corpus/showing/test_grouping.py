from threading import Thread

import numpy as np
import pytest

from corpus.showing import press
from sourcier.app.corpus.showing import vectors
from sourcier.app.corpus.showing.copies import copies_in
from sourcier.app.corpus.showing.firsts import tellings
from sourcier.app.corpus.showing.grouping import group
from sourcier.app.corpus.showing.neighbours import near_pairs
from sourcier.app.corpus.showing.records import Matter, Statement
from sourcier.app.corpus.showing.telling import Teller
from sourcier.app.corpus.showing.vectors import vectors_of
from sourcier.evidence.encoding import small_e5


def matter(shown, words):
    return next(one for one in shown.repeated if words in one.matter.claims[0].words)


def test_matter_holds_its_statements_by_figure_across_languages(shown):
    bridge = matter(shown, "pont de Valbrune coûtera").matter
    assert [len(one.claims) for one in bridge.statements] == [3, 2]
    assert {claim.paper.lang for claim in bridge.statements[0].claims} == {"fr", "en"}
    assert [one.first.paper.published.isoformat() for one in bridge.statements] == [
        "2024-01-15",
        "2024-06-20",
    ]  # the 38 millions of 2025 are the auditors', and no figure that the mayor changed


def test_copies_of_one_text_are_one_telling_and_repeat_nothing(shown):
    staff = matter(shown, "emploie 320 salariés")
    assert staff.texts == 3  # the wire story, and two stories of their own
    wire = staff.tellings[0]
    assert len(wire.copies) == 2
    assert not any("fabrique des fenêtres" in one.matter.claims[0].words for one in shown.repeated)


def test_first_is_told_by_the_day_alone():
    early, late = press.paper("a", "2024-03-01"), press.paper("b", "2024-03-02", publisher="La Vigie")
    same, never = press.paper("c", "2024-03-01", publisher="L’Ancre"), press.paper("d", None)
    claims = tuple(press.stated(one, "Le phare ouvrira en mai.") for one in (early, late, same, never))
    told = tellings(Matter((Statement(claims),)), {one.paper.id: one.paper.id for one in claims}, {})
    assert [(one.claim.paper.id, one.is_first) for one in told] == [
        ("a", True),
        ("c", True),
        ("b", False),
        ("d", False),
    ]


def test_undated_text_is_first_of_nothing():
    claims = tuple(press.stated(press.paper(one, None), "Le phare ouvrira en mai.") for one in "ab")
    told = tellings(Matter((Statement(claims),)), {"a": "a", "b": "b"}, {})
    assert [one.is_first for one in told] == [False, False]


def test_wire_copies_are_found_with_another_title_and_first_line(collection):
    with collection.connect() as database:
        from sourcier.app.corpus.showing.reading import papers_of

        papers = papers_of(database)
        copy_of = copies_in(database, papers).copy_of
    wires = {one.title for one in papers if list(copy_of.values()).count(copy_of[one.id]) > 1}
    assert wires == {
        "Pontcourt : Verrail ferme son usine",
        "Verrail va fermer à Pontcourt",
        "L’usine Verrail condamnée",
    }


class Counting:
    """An encoder that counts what it is asked."""

    def __init__(self):
        self.digest, self.name, self.asked = small_e5().digest, "counting", 0

    def encode(self, texts, *, is_query=True):
        self.asked += len(texts)
        return small_e5().encode(texts, is_query=is_query)


def test_vectors_are_made_once_and_again_where_the_file_is_damaged(tmp_path):
    encoder, texts = Counting(), ["Le phare ouvrira.", "La vigie dort.", "Le phare ouvrira."]
    first = vectors_of(texts, encoder, tmp_path)
    assert encoder.asked == 2
    assert (vectors_of(texts, encoder, tmp_path) == first).all()
    assert encoder.asked == 2
    (kept,) = (tmp_path / ".state").iterdir()
    kept.write_bytes(kept.read_bytes()[:50])
    assert (vectors_of(texts, encoder, tmp_path) == first).all()
    assert encoder.asked == 4


def test_vectors_that_cannot_be_kept_are_made_all_the_same_and_it_is_said_once(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_AT_ONCE", 1)
    texts = ["Le phare ouvrira.", "La vigie dort.", "Le bac a coulé."]
    kept, said = vectors_of(texts, small_e5(), tmp_path / "kept"), []
    assert len(list((tmp_path / "kept" / ".state").iterdir())) == 3  # a file a saving: none is written twice
    (tmp_path / ".state").write_text("a file in the way")
    assert (vectors_of(texts, small_e5(), tmp_path, warn=said.append) == kept).all()
    (message,) = said
    assert f"vectors of claims are not kept, and will be made again: {tmp_path / '.state'}" in message


def test_reports_at_one_time_keep_their_vectors_beside_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "_AT_ONCE", 5)
    texts = [f"Le phare {at} ouvrira." for at in range(40)]
    encoder, said = Counting(), []
    halves = [
        Thread(target=vectors_of, args=(some, encoder, tmp_path, None, said.append)) for some in (texts, texts[::-1])
    ]
    for half in halves:
        half.start()
    for half in halves:
        half.join()
    assert said == []
    asked = encoder.asked
    vectors_of(texts, encoder, tmp_path)
    assert encoder.asked == asked


BRIDGE = "Le pont de Valbrune coûtera 240 millions d’euros."
REWORDED = "Le pont de Valbrune va coûter 240 millions d’euros."
NAMELESS = "La hausse des loyers atteint 3,2 % en 2023."


class Asked(Teller):
    """A teller that counts what it is asked."""

    def __init__(self):
        super().__init__(press.topics())
        self.count = 0

    def tie(self, one, other):
        self.count += 1
        return super().tie(one, other)


def grouped(words, titles=("Le pont",), *, is_one_text=False):
    """Return the claims of each matter, and how many comparisons were made; one claim an article, one day each."""
    papers = [
        press.paper(f"{at:04}", f"2024-03-{1 + at % 28:02}", title=titles[at % len(titles)]) for at in range(len(words))
    ]
    claims = [press.stated(paper, one) for paper, one in zip(papers, words, strict=True)]
    rows = press.topics()._encoder.encode(list(dict.fromkeys(words)))
    by_words = dict(zip(dict.fromkeys(words), rows, strict=True))
    pairs = near_pairs(np.array([by_words[one] for one in words], np.float16))
    teller = Asked()
    text_of = {paper.id: papers[0].id if is_one_text else paper.id for paper in papers}
    return [len(one.claims) for one in group(claims, pairs, teller, text_of)], teller.count


def test_wording_of_many_articles_keeps_its_group_beside_another_of_many():
    assert grouped([BRIDGE, REWORDED] * 60)[0] == [120]
    assert grouped([BRIDGE] * 60 + [REWORDED] * 60)[0] == [120]
    assert grouped([BRIDGE] * 120 + [REWORDED])[0] == [121]


def test_repeated_claims_are_compared_once_whatever_stands_around_them():
    matters, asked = grouped([BRIDGE] * 400, titles=[f"Valbrune, jour {at}" for at in range(50)])
    assert (matters, asked) == ([400], 1)


def test_copies_of_one_text_are_one_without_being_read():
    assert grouped([BRIDGE] * 400, is_one_text=True) == ([400], 0)


def test_claims_that_name_nobody_are_one_only_where_their_articles_speak_of_one():
    titles = ("Loyers à Rennes", "Loyers à Toulouse")
    assert grouped([NAMELESS] * 40, titles)[0] == [20, 20]
    assert grouped([NAMELESS] * 40, titles[:1])[0] == [40]


def matters_of(claims):
    """Return the figures of each matter, with how many claims give them."""
    words = list(dict.fromkeys(claim.words for claim in claims))
    rows = dict(zip(words, press.topics()._encoder.encode(words), strict=True))
    pairs = near_pairs(np.array([rows[claim.words] for claim in claims], np.float16))
    found = group(claims, pairs, Teller(press.topics()), {claim.paper.id: claim.paper.id for claim in claims})
    return [[len(statement.claims) for statement in matter.statements] for matter in found]


@pytest.mark.parametrize("count", [2, 14])
def test_article_that_gives_both_figures_keeps_them_apart_however_many_give_one(count):
    def dear(paper, id_="clm-1"):
        return press.stated(paper, BRIDGE.replace("240", "310"), id_)

    papers = [press.paper(f"{at:04}", f"2024-03-{1 + at // 2:02}") for at in range(2 * count)]
    claims = [press.stated(one, BRIDGE) if at % 2 else dear(one) for at, one in enumerate(papers)]
    assert matters_of(claims) == [[count, count]]
    both = press.paper("both", "2024-04-01")
    assert matters_of([*claims, press.stated(both, BRIDGE), dear(both, "clm-2")]) == [[count + 1], [count + 1]]


@pytest.mark.parametrize(
    ("sources", "matters"),
    [
        (("le préfet", "le préfet", "le maire", "le maire"), [[2], [2]]),
        (("le préfet", "author", "le préfet", "author"), [[2, 2]]),
        (("author", "author", "le maire", "author"), [[2, 2]]),
        (("le préfet Paul Noël", "author", "Paul Noël", "M. Noël"), [[2, 2]]),
        (("le préfet", "author", "author", "la maire"), [[2], [2]]),
    ],
)
def test_figures_of_two_named_sources_are_two_matters(sources, matters):
    words = [BRIDGE, BRIDGE, BRIDGE.replace("240", "310"), BRIDGE.replace("240", "310")]
    papers = [press.paper(f"{at}", f"2024-03-0{at + 1}") for at in range(4)]
    claims = [
        press.stated(paper, one, source=source) for paper, one, source in zip(papers, words, sources, strict=True)
    ]
    assert matters_of(claims) == matters
