"""Who has spoken or acted so far, and whom a pronoun goes back to: to nobody where two may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sourcier.claims.genders import gender_of
from sourcier.claims.lexicon import Lexicon, form_of, lexicon
from sourcier.claims.naming import DAYS, named_source, phrase_span
from sourcier.claims.verbs import is_finite
from sourcier.claims.vocabulary import read_words
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.core.language import Mention, Quote
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

__all__ = ["GENDERS", "Speakers", "gender_of"]

GENDERS = {"il": "Masc", "elle": "Fem", "he": "Masc", "she": "Fem", "lui": "Masc", "him": "Masc", "her": "Fem"}
RELATIVE = frozenset({"qui", "who"})
PLUPERFECT = frozenset({"avait", "avaient", "had"})
PERSONS = frozenset({"he", "she", "him", "her"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
BESIDE = frozenset({"flat:name", "flat", "appos"})
JOINT = re.compile(r" (?:et|and) (?!(?:de|du|des|d’|d'|of|the)\b)")
ARTICLES = read_words("before_names")
PLURAL = read_words("plural")


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody whom the text has named, or the unnamed one that a main clause is about."""

    source: Source
    gender: str | None
    sentence: int
    start: int
    leads: bool
    """Speaks, or is the subject of a main clause."""
    is_person: bool = False
    is_body: bool = False
    is_earlier: bool = False
    """What is told of him went before: "Luc Roy avait tenu huit mois"."""

    @property
    def is_plural(self) -> bool:
        """Whether the words show several."""
        return self.source.name.lower().partition(" ")[0] in PLURAL


@dataclass(slots=True)
class Speakers:
    """What is remembered from one sentence to the next."""

    last: Source = AUTHOR
    """The last source named, until a person who is another leads a sentence."""
    met: list[Met] = field(default_factory=list)
    sentence: int = 0
    opens: bool = False
    """The sentence is the first of its paragraph."""

    def copy(self) -> Speakers:
        """Return the same memory, to look ahead with."""
        return Speakers(self.last, list(self.met), self.sentence, self.opens)

    def enter(self, sentence: Tokens, mentions: Sequence[Mention], quotes: Sequence[Quote]) -> None:
        """Meet whom the author names in a sentence, and what its main clauses are about."""
        self.sentence += 1
        self.opens = "\n" in sentence.doc.text[max(sentence[0].idx - len("\n\n"), 0) : sentence[0].idx]
        words = lexicon(sentence.doc.lang_)
        own = [t for t in sentence if not any(one.content.start <= t.idx < one.content.end for one in quotes)]
        finite = next((token for token in own if is_finite(token)), None)
        verb = finite.idx if finite is not None else sentence[-1].idx
        is_earlier = finite is not None and finite.pos_ == "AUX" and form_of(finite) in PLUPERFECT
        for token in own:
            person = next((one for one in mentions if one.kind == "person" and one.span.contains(_span(token))), None)
            if person is None and not (_leads(token) and token.pos_ == "NOUN" and token.text.islower()):
                continue
            noun = token if person is None else _head_of(token, person.span, words)
            if noun.pos_ not in {"NOUN", "PROPN"} and person is not None and person.span == _span(token):
                continue  # "Le", which the recognizer took for a name
            source = named_source(noun, None, words)
            blocks = person is None and not words.has(noun, "spokesman", "document")
            if blocks and ("Plur" in noun.morph.get("Number", []) or noun.idx > verb):
                continue
            gender = gender_of(replace(source, span=source.span or _span(noun)), sentence)
            is_dated = source.name.partition(" ")[0] in DAYS
            if person is not None and (is_dated or source.span is None or not source.span.contains(person.span)):
                name = _capitals(person.text)
                start = person.span.start + person.text.index(name)
                span = Span(start, start + len(name))
                source = Source(kind="named", name=name, span=span, entity_id=person.entity_id)
                gender = gender_of(source, sentence) or gender
            if blocks:
                source = replace(UNNAMED, span=phrase_span(noun, None))
            first = source.span.start if source.span is not None else noun.idx
            leads = not _is_governed(noun, first) and (_leads(noun) or first < verb)
            self._meet(
                Met(
                    source,
                    gender,
                    self.sentence,
                    first,
                    leads,
                    person is not None,
                    _is_body(source, mentions) or words.has(noun, "document"),
                    is_earlier,
                )
            )
        acting = [one for one in self.met if one.sentence == self.sentence and one.leads and one.is_person]
        if acting and not any(_same(one.source, self.last) for one in acting):
            self.last = UNNAMED

    def remember(self, source: Source, gender: str | None) -> None:
        """Keep a named source for the pronouns that follow."""
        self.last = source
        if _is_joint(source):
            return  # "il" is neither of the two
        start = source.span.start if source.span is not None else 0
        known = next((one for one in reversed(self.met) if _overlap(one.source, source)), None)
        if known is None:
            self._meet(Met(source, gender, self.sentence, start, leads=True))
        else:
            self._meet(replace(known, source=source, gender=known.gender or gender, sentence=self.sentence, leads=True))

    def _meet(self, new: Met) -> None:
        """Keep somebody, once for each sentence, with the gender that an earlier sentence showed."""
        if new.gender is None:
            shown = (one.gender for one in reversed(self.met) if one.gender and _same(one.source, new.source))
            new = replace(new, gender=next(shown, None))
        self.met = [one for one in self.met if one.sentence < new.sentence or not _overlap(one.source, new.source)]
        self.met.append(new)

    def meant_by(self, pronoun: str, at: int | None = None) -> Source:
        """Return the source that "il", "elle", "he", "she" at a place go back to: unnamed where two may be meant."""
        if pronoun in RELATIVE:
            return (
                self.last
                if any(one.sentence == self.sentence and one.source == self.last for one in self.met)
                else UNNAMED
            )
        if pronoun and pronoun not in GENDERS:
            return UNNAMED
        fits = [one for one in self.met if self._fits(one, pronoun, at)]
        nearest = [one for one in fits if one.sentence == fits[-1].sentence]
        chosen = [one for one in nearest if one.leads] or nearest
        if not chosen or any(not _is_one(one, chosen[0]) for one in chosen):
            return UNNAMED
        one = max(chosen, key=lambda each: (each.leads, len(each.source.name)))
        if one.source.kind != "named":
            return UNNAMED
        others = [each for each in fits if not _is_one(each, one)]
        rivals = [each for each in others if each.is_person and each.gender is not None]
        if self.opens and rivals and not _same(one.source, self.last):
            return UNNAMED  # a new paragraph may go back to whom the article is about
        if one.is_earlier and rivals:
            return UNNAMED  # the tale may go back to whom it left: "Vif démissionne. Roy avait tenu huit mois. Il …"
        if not one.leads or one.gender is None:
            return UNNAMED if others else one.source
        return UNNAMED if any(each.gender is not None for each in others if each in nearest) else one.source

    def latter(self) -> Source:
        """Return whom "ce dernier" means: the last one named in the sentence before."""
        before = [one for one in self.met if one.sentence == self.sentence - 1]
        last = max(before, key=lambda one: one.start, default=None)
        return last.source if last is not None and last.source.kind == "named" else UNNAMED

    def _fits(self, one: Met, pronoun: str, at: int | None) -> bool:
        if (
            (pronoun and one.gender not in {None, GENDERS[pronoun]})
            or one.is_plural
            or (at is not None and one.start >= at)
        ):
            return False
        if one.source.kind != "named" and one.sentence < self.sentence - 1:
            return False
        return (one.leads or one.sentence < self.sentence) and not (pronoun in PERSONS and one.is_body)

    def is_person(self, source: Source) -> bool:
        """Say whether a source is known to be a person."""
        return any(one.is_person for one in self.met if _same(one.source, source))


def _is_joint(source: Source) -> bool:
    """Say whether a source is several who speak together: "Luc Roy et Anne Vif"."""
    return JOINT.search(source.name) is not None


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token.text))


def _capitals(name: str) -> str:
    """Return a name without what the recognizer added to it: "Luc Roy sourit", "lundi Luc Roy"."""
    words = name.split(" ")
    while len(words) > 1 and words[0] in DAYS:
        words.pop(0)
    while len(words) > 1 and words[-1].islower():
        words.pop()
    return " ".join(words)


def _leads(noun: Token) -> bool:
    """Say whether a noun is the subject of the main clause, or of one set beside it."""
    head = noun.head
    return noun.dep_ in SUBJECTS and (head.dep_ == "ROOT" or (head.dep_ == "conj" and head.head.dep_ == "ROOT"))


def _head_of(token: Token, name: Span, words: Lexicon) -> Token:
    """Return the noun that a name stands beside, "sénateur" of "le sénateur Luc Roy", else the name's own head.

    "L'arrestation de son assistant, Luc Roy" is none of his; "la ministre de la Justice, Anne Roy" is she.
    """
    while token.head != token:
        head = token.head
        if not name.contains(_span(head)):
            between = token.doc[head.i + 1 : token.i]
            is_beside = token.dep_ in BESIDE and head.pos_ in {"NOUN", "PROPN"} and head.i < token.i
            if not is_beside or (any(one.pos_ == "ADP" for one in between) and not words.has(head, "spokesman")):
                break
        token = head
    return token


def _is_governed(noun: Token, first: int) -> bool:
    """Say whether a preposition governs a noun phrase, or it is a possessive: "avec Luc Roy", "Ann Roe's"."""
    at = noun.i
    while at and noun.doc[at].idx > first:
        at -= 1
    return (at > 0 and noun.doc[at - 1].pos_ == "ADP") or noun.dep_ in {"pobj", "poss", "obl:agent", "compound"}


def _is_body(source: Source, mentions: Sequence[Mention]) -> bool:
    """Say whether a source is a body or a place that the text names."""
    span = source.span
    return span is not None and any(
        one.kind != "person" and not one.is_adjective and span.contains(one.span) and one.span.end == span.end
        for one in mentions
    )


def _is_one(one: Met, other: Met) -> bool:
    """Say whether two are one person: of one name, or a role with its name beside it: "la ministre, Anne Roy"."""
    if one.is_person != other.is_person and one.source.span is not None and other.source.span is not None:
        first, second = sorted((one.source.span, other.source.span), key=lambda span: span.start)
        if 0 <= second.start - first.end <= len(", "):
            return True
    return _same(one.source, other.source)


def _overlap(one: Source, other: Source) -> bool:
    if one.span is None or other.span is None:
        return False
    return one.span.overlaps(other.span)


def _same(one: Source, other: Source) -> bool:
    """Say whether two sources are one: of the same words, or of one surname and no other given name: "Roy"."""
    if one.kind != "named" or other.kind != "named":
        return one == other
    first, second = (_names_in(each.name) for each in (one, other))
    if _overlap(one, other) or not first or not second:
        return one.name == other.name or _overlap(one, other)
    return first[-1] == second[-1] and (first[-2:-1] == second[-2:-1] or 1 in {len(first), len(second)})


def _names_in(name: str) -> list[str]:
    """Return the words of a name that have a capital, its first word aside where it is an article."""
    words = [word for word in name.replace(",", " ").split() if word[:1].isupper()]
    return words[1:] if words and words[0].lower() in ARTICLES else words
