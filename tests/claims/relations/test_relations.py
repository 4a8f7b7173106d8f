"""Who does what to whom in sentences of our own; the table can be read and extended by a journalist."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import STATES
from sourcier.claims import find_claims
from sourcier.claims.relations import find_relations
from sourcier.core.claims import Commitment, Polarity
from sourcier.core.language import Entity
from sourcier.core.relations import Modality, Relation, RelationKind
from sourcier.core.spans import Span
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

ENTITIES = (
    *STATES,
    Entity("PER", "state", "Pérou", "Peru", ("péruvien", "péruvienne", "Lima"), ("Peruvian", "Lima")),
    Entity("anna-lindgren", "person", "Anna Lindgren", "Anna Lindgren"),
)
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARKS = {Modality.FUTURE: " ?", Modality.CONDITIONAL: " ~", Modality.ASSERTED: ""}


@cache
def relations(text: str, lang: str = "fr") -> tuple[Relation, ...]:
    draft = read_text(from_text(text, lang=lang, published=date(2024, 5, 15)), Gazetteer.of(ENTITIES))
    claims, _ = find_claims(draft)
    return find_relations(draft, claims)


def shown(one: Relation) -> str:
    negated = " !" if one.polarity is Polarity.NEGATIVE else ""
    return f"{one.subject.entity_id} {one.kind} {one.object.entity_id}{negated}{MARKS[one.modality]}"


@pytest.mark.parametrize(("lang", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_sentence_says_who_does_what_to_whom(lang, text, expected):
    assert sorted(map(shown, relations(text, lang))) == sorted(filter(None, expected.split("; ")))


def test_relation_is_said_by_the_speaker_and_not_the_author():
    (one,) = relations("Selon Lima, le Portugal a livré des canons à la Norvège.")
    assert (one.source.kind, one.source.name, one.commitment) == ("named", "Lima", Commitment.REPORTS)


def test_accusation_is_the_authors_and_its_content_the_accusers():
    by_kind = {one.kind: one for one in relations("La France accuse le Portugal d'armer la Norvège.")}
    assert by_kind[RelationKind.OPPOSES].source.kind == "author"
    assert by_kind[RelationKind.ARMS].source.entity_id == "FRA"


def test_denial_is_negated_and_said_by_the_one_who_denies():
    (one,) = relations("Le Portugal nie avoir armé la Norvège.")
    assert (one.polarity, one.source.entity_id) == (Polarity.NEGATIVE, "PRT")


def test_time_of_a_relative_clause_is_not_the_relation_s():
    by_kind = {one.kind: one for one in relations("Le Pérou arme la Norvège, que le Portugal a attaquée en mars 2022.")}
    assert by_kind[RelationKind.ARMS].time is None


def test_spans_are_the_words_that_name_the_sides():
    text = "Les sanctions portugaises contre la Norvège ont été publiées."
    (one,) = relations(text)
    words = [span.of(text) for span in (one.subject.span, one.cue, one.object.span)]
    assert words == ["portugaises", "sanctions", "Norvège"]


NAMES = st.permutations(["Portugal", "Pérou"])
FRAMES = (
    "Le {0} soutient le {1}.",
    "Le {0} a été attaqué par le {1} en 2022.",
    "Le soutien du {0} au {1} est connu.",
    "Le {0}, allié du {1}, a imposé des sanctions à la Norvège.",
    "Le {0} refuse de livrer des chars au {1}.",
)


@given(names=NAMES, frame=st.sampled_from(FRAMES))
@settings(max_examples=10, deadline=None)
def test_exchanging_the_sides_exchanges_them_in_the_relations(names, frame):
    ids = {"Portugal": "PRT", "Pérou": "PER"}
    other = {ids[names[0]]: ids[names[1]], ids[names[1]]: ids[names[0]]}
    here, there = relations(frame.format(*names)), relations(frame.format(*reversed(names)))
    assert here
    assert [(other.get(one.subject.entity_id, one.subject.entity_id), one.kind, one.polarity) for one in here] == [
        (one.subject.entity_id, one.kind, one.polarity) for one in there
    ]


def test_ids_are_the_same_over_two_runs():
    text = "Le Portugal soutient la Norvège et attaque le Pérou."
    first = [one.id for one in relations(text)]
    relations.cache_clear()
    assert first == [one.id for one in relations(text)]
    assert len(set(first)) == len(first)


def test_key_depends_on_the_kind_and_on_each_side():
    base = (RelationKind.ARMS, Span(0, 2), Span(5, 7), Span(3, 4), "sen-1")
    others = [
        (RelationKind.MEETS, *base[1:]),
        (base[0], Span(1, 2), *base[2:]),
        (*base[:2], Span(5, 8), *base[3:]),
        (*base[:4], "sen-2"),
    ]
    assert len({Relation.key(*parts) for parts in (base, *others)}) == 1 + len(others)


@pytest.mark.parametrize(
    ("lang", "pair"),
    [("en", "Norway backs Portugal and "), ("fr", "les sanctions de la Norvège contre le Portugal et ")],
)
def test_a_sentence_without_end_takes_no_time(lang, pair):
    draft = read_text(from_text(pair * 1000, lang=lang, published=date(2024, 5, 15)), Gazetteer.of(ENTITIES))
    claims, _ = find_claims(draft)
    assert len(draft.sentences) < 10
    before = process_time()
    found = find_relations(draft, claims)
    assert process_time() - before < 2
    assert len(found) > 900
