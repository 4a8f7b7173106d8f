import numpy as np
import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.copies import copies_in
from sourcier.app.corpus.showing.firsts import tellings
from sourcier.app.corpus.showing.neighbours import near_pairs
from sourcier.app.corpus.showing.records import Matter, Statement
from sourcier.app.corpus.showing.vectors import vectors_of
from sourcier.evidence.encoding import small_e5


def matter(shown, words):
    return next(one for one in shown.repeated if words in one.matter.claims[0].words)


def test_matter_holds_its_statements_by_figure_across_languages(shown):
    bridge = matter(shown, "pont de Valbrune coûtera").matter
    assert [len(one.claims) for one in bridge.statements] == [3, 2, 1]
    assert {claim.paper.lang for claim in bridge.statements[0].claims} == {"fr", "en"}
    assert [one.first.paper.published.isoformat() for one in bridge.statements] == [
        "2024-01-15",
        "2024-06-20",
        "2025-02-11",
    ]


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
        copy_of = copies_in(database, papers)
    wires = {one.title for one in papers if list(copy_of.values()).count(copy_of[one.id]) > 1}
    assert wires == {
        "Pontcourt : Verrail ferme son usine",
        "Verrail va fermer à Pontcourt",
        "L’usine Verrail condamnée",
    }


def test_near_pairs_are_those_of_all_against_all_whatever_the_blocks(monkeypatch):
    rows = np.random.default_rng(7).normal(size=(60, 8)).astype(np.float32)
    rows[30:] = rows[:30] + 0.05 * rows[30:]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    whole = near_pairs(rows.astype(np.float16))
    monkeypatch.setattr("sourcier.app.corpus.showing.neighbours._BLOCK", 7)
    assert near_pairs(rows.astype(np.float16)) == whole
    assert {(at, at + 30) for at in range(30)} <= set(whole)


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


def test_read_only_folder_is_one_clear_error(tmp_path):
    from sourcier.app.corpus.tables.errors import CorpusError

    (tmp_path / ".state").write_text("a file in the way")
    with pytest.raises(CorpusError):
        vectors_of(["Le phare ouvrira."], small_e5(), tmp_path)
