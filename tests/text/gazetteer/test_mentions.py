"""Mentions of whole sentences, from the table beside this file, and what holds of any text."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sourcier.core.language import Entity
from sourcier.text.gazetteer import Gazetteer, find_mentions, state_of
from sourcier.text.gazetteer.index import metonyms
from sourcier.text.gazetteer.mentions import _recognised

HERE = Path(__file__).parent


@cache
def gazetteer() -> Gazetteer:
    entities = []
    for line in (HERE / "entities.tsv").read_text("utf-8").splitlines()[1:]:
        entity_id, kind, label_fr, label_en, *aliases = line.split("\t")
        aliases_fr, aliases_en = (tuple(filter(None, names.split("|"))) for names in aliases)
        entities.append(Entity(entity_id, kind, label_fr, label_en, aliases_fr, aliases_en))
    return Gazetteer.of(entities)


def cases() -> list[tuple[str, ...]]:
    lines = (HERE / "cases.tsv").read_text("utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


@pytest.mark.parametrize(("lang", "text", "linked"), cases())
def test_sentence_links_its_names(parsed, lang, text, linked):
    found = find_mentions(parsed(text, lang), lang, gazetteer())
    told = [f"{one.text}={one.entity_id}{'*' if one.is_adjective else ''}" for one in found if one.entity_id]
    assert "; ".join(told) == linked


@pytest.mark.parametrize(("lang", "text", "linked"), cases())
def test_mentions_lie_in_their_text_apart_and_in_order(parsed, lang, text, linked):
    found = find_mentions(parsed(text, lang), lang, gazetteer())
    assert all(one.span.of(text) == one.text for one in found)
    assert all(left.span.end <= right.span.start for left, right in zip(found, found[1:], strict=False))


def test_a_mention_has_the_kind_of_its_entity(parsed):
    (mention,) = find_mentions(parsed("L'Otan s'inquiète.", "fr"), "fr", gazetteer())
    assert (mention.kind, mention.entity_id) == ("organisation", "nato")


def test_a_palace_that_means_its_government_has_the_kind_of_the_state(parsed):
    (mention,) = find_mentions(parsed("Le Kremlin dément.", "fr"), "fr", gazetteer())
    assert (mention.kind, mention.entity_id) == ("state", "RUS")


def test_a_palace_keeps_its_own_entity_where_the_state_is_unknown(parsed):
    only_palace = Gazetteer.of([Entity("kremlin", "institution", "Kremlin", "Kremlin")])
    (mention,) = find_mentions(parsed("Le Kremlin dément.", "fr"), "fr", only_palace)
    assert (mention.kind, mention.entity_id) == ("institution", "kremlin")


def test_names_that_no_pack_knows_have_a_kind_and_no_entity(parsed):
    found = find_mentions(parsed("Le préfet a reçu Isabelle Dupont à Montcharnay.", "fr"), "fr", Gazetteer.of([]))
    assert ("Isabelle Dupont", "person", None) in [(one.text, one.kind, one.entity_id) for one in found]


def test_a_surname_shared_by_two_people_links_to_neither(parsed):
    people = [
        Entity("mike-pence", "person", "Mike Pence", "Mike Pence"),
        Entity("greg-pence", "person", "Greg Pence", "Greg Pence"),
    ]
    text = "Mike Pence a parlé. Greg Pence aussi. Pence est parti."
    found = find_mentions(parsed(text, "fr"), "fr", Gazetteer.of(people))
    assert [one.entity_id for one in found if one.entity_id] == ["mike-pence", "greg-pence"]


def test_an_empty_gazetteer_and_an_empty_text_give_nothing(parsed):
    assert find_mentions(parsed("", "en"), "en", Gazetteer.of([])) == []


def test_every_metonym_says_whose_it_is_and_why():
    for entity_id, metonym in metonyms().items():
        assert state_of(entity_id) == metonym.state
        assert metonym.source
    assert state_of("no-such-institution") is None


class Asked(set[int]):
    """Offsets that count how often they are looked at, one by one or in a row."""

    looks = 0

    def __contains__(self, offset: object) -> bool:
        self.looks += 1
        return super().__contains__(offset)

    def __iter__(self) -> Iterator[int]:
        for offset in super().__iter__():
            self.looks += 1
            yield offset


def test_names_are_set_apart_in_one_walk_over_the_text(parsed):
    text = "Claire Dumont a vu Paul Vasseur à Lyon. " * 30
    taken = Asked(range(len(text), 2 * len(text)))
    names = _recognised(parsed(text, "fr"), taken, gazetteer())
    assert len(names) > 60
    assert taken.looks <= len(text)
