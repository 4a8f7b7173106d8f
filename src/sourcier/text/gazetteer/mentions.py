"""Find who and what a text names: entities of the packs first, then whatever else the model takes for a name."""

from __future__ import annotations

from spacy.tokens import Doc

from sourcier.core.article import Lang
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.text.gazetteer.hits import Hit, find_hits
from sourcier.text.gazetteer.index import NATIONAL, Gazetteer
from sourcier.text.gazetteer.names import NameWords
from sourcier.text.gazetteer.people import Person, find_surnames, find_titled
from sourcier.text.gazetteer.sense import Decider, Sense
from sourcier.text.gazetteer.spellings import find_person
from sourcier.text.gazetteer.surroundings import ORGANISATION, PERSON, PLACE, Surroundings

_KINDS = dict.fromkeys(PERSON, "person") | dict.fromkeys(ORGANISATION, "organisation") | dict.fromkeys(PLACE, "place")

_UNLINKED = (
    dict.fromkeys((*NATIONAL, "city", "place"), "place")
    | dict.fromkeys(("organisation", "institution", "group", "armed_group"), "organisation")
    | {"person": "person"}
)
"""What to call a name that the packs know and the article does not decide."""


def find_mentions(doc: Doc, lang: Lang, gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions of a text in reading order, none overlapping another.

    Names of the gazetteer are linked where the article decides whom they mean, and stay without an entity
    where it does not. Names that only the model sees have a kind and no entity.

    Args:
        doc: The parsed text; offsets are those of `doc.text`.
        lang: Its language.
        gazetteer: The entities that the packs know.
    """
    words = NameWords.of(doc.text)
    around = Surroundings(doc, words, lang)
    hits = find_hits(words, lang, gazetteer)
    senses = [sense for sense in Decider(hits, around, gazetteer).senses() if not sense.drops]
    mentions = [_linked(sense, around, gazetteer) for sense in senses]
    taken = {at for sense in senses for at in range(sense.hit.first, sense.hit.last)}
    offsets = {offset for at in taken for offset in (words.starts[at], words.ends[at] - 1)}
    mentions += _recognised(doc, offsets, gazetteer)
    mentions += _titled(around, frozenset(taken), gazetteer)
    mentions += _surnames(around, mentions, frozenset(taken), gazetteer)
    return sorted(_apart(mentions), key=lambda mention: mention.span)


def _linked(sense: Sense, around: Surroundings, gazetteer: Gazetteer) -> Mention:
    hit, words = sense.hit, around.words
    span = Span(words.starts[hit.first], words.ends[hit.last - 1])
    kind = gazetteer.kind(sense.entity_id or hit.ids[0])
    if sense.entity_id is None:
        kind = _UNLINKED.get(kind, "misc")
    return Mention(
        span=span,
        text=span.of(words.text),
        kind=kind,
        entity_id=sense.entity_id,
        is_adjective=hit.is_demonym or (around.lang == "en" and _is_english_adjective(hit, around)),
    )


def _is_english_adjective(hit: Hit, around: Surroundings) -> bool:
    """Say whether an English demonym qualifies a noun ("American officials")."""
    token = around.token(hit.last - 1)
    is_demonym = token.pos_ == "ADJ" or token.ent_type_ == "NORP"
    return is_demonym and token.dep_ in {"amod", "compound", "nmod"} and token.tag_ not in {"NNS", "NNPS"}


def _recognised(doc: Doc, taken: set[int], gazetteer: Gazetteer) -> list[Mention]:
    found = []
    for name in doc.ents:
        kind = _KINDS.get(name.label_)
        if kind is None or not any(char.isupper() for char in name.text):
            continue
        if any(offset in taken for offset in range(name.start_char, name.end_char)):
            continue
        span = Span(name.start_char, name.end_char)
        entity_id = find_person(name.text, gazetteer.spellings())
        # The model often takes a foreign name for a place or an organisation.
        found.append(Mention(span=span, text=name.text, kind="person" if entity_id else kind, entity_id=entity_id))
    return found


def _titled(around: Surroundings, taken: frozenset[int], gazetteer: Gazetteer) -> list[Mention]:
    words = around.words
    found = []
    for at, entity_id in find_titled(around, gazetteer.surnames(), taken):
        span = Span(words.starts[at], words.ends[at])
        found.append(Mention(span=span, text=span.of(words.text), kind="person", entity_id=entity_id))
    return found


def _surnames(
    around: Surroundings, mentions: list[Mention], taken: frozenset[int], gazetteer: Gazetteer
) -> list[Mention]:
    words = around.words
    people: list[Person] = [(one.span, one.entity_id) for one in mentions if one.kind == "person"]
    found = []
    for at, entity_id in find_surnames(around, people, taken):
        span = Span(words.starts[at], words.ends[at])
        kind = gazetteer.kind(entity_id) if entity_id else "person"
        found.append(Mention(span=span, text=span.of(words.text), kind=kind, entity_id=entity_id))
    return found


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Leave out what overlaps a mention that says more: linked ones first, then the longer."""
    kept: list[Mention] = []
    ends: dict[int, int] = {}
    for mention in sorted(mentions, key=lambda one: (one.entity_id is None, -len(one.span), one.span.start)):
        offsets = range(mention.span.start, mention.span.end)
        if any(offset in ends for offset in offsets):
            continue
        kept.append(mention)
        ends |= dict.fromkeys(offsets, 1)
    return kept
