"""The words of a clause that carry meaning, whom they stand for, and which of two clauses' words are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcier.assessment.lexicon import features, fold, stem, stop_words
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.records import Named
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.spans import Span
from sourcier.core.testimony import VetoKind
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
JOINTS = frozenset({"CCONJ", "SCONJ", "INTJ"})
"""What joins or breaks a clause: "mais", "sauf", "(all) but"; each counts as a word unless it only adds."""
ADDING = words_of("adding")
AUXILIARY = frozenset({"aux", "aux:tense", "aux:pass", "auxpass", "cop"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
PARTS_OF_NAME = frozenset({"nmod", "flat:name", "flat:foreign", "appos", "compound", "prep", "pobj"})
BESIDE = frozenset({"appos", "flat:name"})
RANKED = frozenset({"xcomp", "acomp", "attr", "oprd", "obl:arg", "advmod", "obj", "dobj"})
"""How a place in a ranking hangs on its verb: "a terminé deuxième"; "la deuxième usine" is another factory."""
ASIDE = frozenset({"appos", "acl", "amod"})
NARROWING = tuple(words_of("narrowing_asides"))
"""Beginnings of words by which what stands between commas narrows: "corrigé de l'inflation", "hors taxes"."""
AT, OF = words_of("prepositions_at"), words_of("prepositions_of")
PLAIN_LINKS = frozenset({"place", "of"}) | words_of("prepositions_plain")
"""Prepositions that only tie words together; any other ("contre", "sans", "without") counts as a word."""
CLASSES = words_of("name_classes")
ABOUT = words_of("number_adverbs")
HARMLESS = words_of("harmless_adverbs")
EVERY, SOME = words_of("every"), words_of("some")
DEFINITE, INDEFINITE, POSSESSIVE = words_of("definite"), words_of("indefinite"), words_of("possessive")
NEGATIVE = (words_of("completes") | words_of("nobody_fr") | words_of("nobody_en") | words_of("negations")) - {
    "plus",
    "point",
    "personne",
}
DERIVED, KINDRED = 0.5, 0.7
"""Share of the longer word that two words of one family open with: a verb and its noun, two nouns."""
BEGINS = 5
"""Letters that they must open with at least."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a clause that carries meaning, figures and times left out."""

    text: str
    start: int
    """Where it stands in its text."""
    lang: Lang
    folded: str
    pos: str
    keys: frozenset[str]
    """Its stem and that of its lemma."""
    concepts: frozenset[str]
    """What it stands for in both languages, coarsely."""
    name: Named | None
    is_free: bool
    """It narrows nothing: "la ville de" before a name, an adjective of the one thing spoken of, "déjà"."""
    is_class: bool = False
    """It says what sort of thing a name is of, and the name alone would do."""
    link: str = ""
    """The preposition before it, those of place and those of belonging taken for one each."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who does it, or to whom it is done."""

    heads: tuple[Word, ...]
    """The nouns or names that stand for them; none where a figure does: "410 000 tonnes"."""
    extent: str
    """How many of them are meant, or whose they are: `every`, `some`, a bare or definite plural, "his", or nothing."""
    of: tuple[Word, ...] = ()
    """What they are of: "prix du blé", "flood defences"."""
    is_definite: bool = False
    """A name, or one thing that is known: "le pont de Brest", not "un pont"."""


class WordReader:
    """Reads the words of one claim: which belong to names, to figures and times, which narrow nothing."""

    def __init__(self, draft: Draft, claim: Claim, read: Features, own: set[int]) -> None:
        self._lang: Lang = draft.article.lang
        self._own = own
        self._times = [one.span for one in claim.times]
        self._figures = [(one.span, one.number or one.span) for one in claim.quantities]
        self._ranks = {one.text for one in read.figures if one.unit == "rank"}
        self._names = [
            (mention.span, named) for mention in claim.entities for named in read.names if named.text == mention.text
        ]

    def party(self, head: Token | None) -> Party | None:
        """Return the nouns that a subject or an object stands for."""
        if head is None:
            return None
        if self._is_taken(head):
            return Party((), "")
        joined = [one for one in head.children if one.dep_ == "conj" and one.i in self._own and one.pos_ in NAMING]
        found: list[Word] = []
        for word in (self._word(self._standing_for(one)) for one in (head, *joined)):
            if word.name is None or all(word.name is not one.name for one in found):
                found.append(word)
        below = (
            one for each in (head, *joined) for one in _tight(each) if one.i in self._own or head.i not in self._own
        )
        kin = [self._word(one) for one in below if one.pos_ in CONTENT and not self._is_taken(one)]
        is_named = any(one.name is not None or one.pos == "PROPN" for one in found)
        return Party(tuple(found), _extent(head), tuple(kin), _is_definite(head, is_named=is_named))

    def _standing_for(self, head: Token) -> Token:
        """Return the name behind a noun that only says what sort of thing or person it is of, else the noun."""
        if head.pos_ == "PROPN":
            return head
        names = [one for one in _below(head, PARTS_OF_NAME) if one.pos_ == "PROPN" and one.i in self._own]
        if fold(head.text).strip("'") in CLASSES and names:
            return names[0]
        return next((one for one in names if one.head is head and one.dep_ in BESIDE and self._is_person(one)), head)

    def _is_person(self, token: Token) -> bool:
        name = self._word(token).name
        return name is not None and name.kind is VetoKind.PERSON

    def words(self, tokens: Sequence[Token], predicate: set[int]) -> Iterator[Word]:
        """Yield the words that carry meaning, the predicate's own left out."""
        stops = stop_words(self._lang)
        for token in tokens:
            if token.i in predicate:
                continue
            folded = fold(token.text).strip("'’-")
            if token.text in self._ranks and token.head.i in predicate and token.dep_ in RANKED:
                continue
            if is_auxiliary(token) or self._is_taken(token) or len(folded) < 2 or folded in NEGATIVE:
                continue
            is_joint = token.pos_ in JOINTS and token.i != tokens[0].i and folded not in ADDING
            is_joint = is_joint or (token.pos_ == "ADP" and _link(token.text) not in PLAIN_LINKS)
            if is_joint or (token.pos_ in CONTENT and (stem(folded) not in stops or token.pos_ == "ADV")):
                yield self._word(token)

    def _word(self, token: Token) -> Word:
        folded = fold(token.text).strip("'-")
        span = Span(token.idx, token.idx + len(token.text))
        name = next((named for where, named in self._names if where.overlaps(span)), None)
        is_class = folded in CLASSES and any(one.pos_ == "PROPN" for one in _below(token, PARTS_OF_NAME))
        return Word(
            text=token.text,
            start=token.idx,
            lang=self._lang,
            folded=folded,
            pos=token.pos_,
            keys=frozenset({stem(folded), stem(fold(token.lemma_))}),
            concepts=frozenset(one for one in features([folded], self._lang)[0] if one.startswith(":")),
            name=name,
            is_free=is_class or _narrows_nothing(token),
            is_class=is_class or (token.pos_ == "ADV" and folded in HARMLESS),
            link=_link_before(token),
        )

    def _is_taken(self, token: Token) -> bool:
        """Say whether a word is read as part of a time or a figure; what narrows the thing counted is not."""
        span = Span(token.idx, token.idx + len(token.text))
        if any(one.overlaps(span) for one in self._times):
            return True
        number = next((number for one, number in self._figures if one.overlaps(span)), None)
        if number is None:
            return False
        narrows = token.pos_ == "ADJ" and span.start >= number.end
        return not narrows and not (token.pos_ == "ADV" and fold(token.text) not in ABOUT)


def is_auxiliary(token: Token) -> bool:
    """Say whether a word only makes a tense or a voice; parsers hang adverbs there too ("a provisoirement dépassé")."""
    return token.dep_ in AUXILIARY and token.pos_ != "ADV"


def _below(token: Token, relations: frozenset[str]) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in relations:
            yield child
            yield from _below(child, relations)


def _tight(noun: Token) -> Iterator[Token]:
    """Yield what belongs to a noun whatever the parser does with the rest: its adjectives, names and "de", "of"."""
    for child in noun.children:
        is_of = child.dep_ in {"nmod", "prep"} and _link_before(child) == "of"
        if child.dep_ in {"amod", "compound", "flat:name", "poss"} or is_of or child.dep_ == "pobj":
            yield child
            yield from _tight(child)


def _link_before(token: Token) -> str:
    if token.pos_ == "ADP":
        return _link(token.text)
    if token.head.pos_ == "ADP" and token.dep_ == "pobj":
        return _link(token.head.text)
    case = next((one for one in token.children if one.dep_ == "case"), None)
    return _link(case.text) if case is not None else ""


def _link(preposition: str) -> str:
    folded = fold(preposition).strip("'’")
    return "place" if folded in AT else "of" if folded in OF else folded


def _narrows_nothing(token: Token) -> bool:
    """Say whether a word may be left out: "déjà", or what is set beside a name to explain it."""
    if token.pos_ == "ADV" and fold(token.text) in HARMLESS:
        return True
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return True
    return any(_is_aside(one) for one in (token, *token.ancestors))


def _is_aside(token: Token) -> bool:
    """Say whether a word heads what is set between commas behind a noun: "Lemaire, ancien militaire, …"."""
    if token.dep_ not in ASIDE or token.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    inside = list(token.subtree)
    words = [fold(one.text).strip("'’-") for one in inside]
    if inside[0].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"} or any(one.startswith(NARROWING) for one in words):
        return False
    return not NEGATIVE & set(words) and _is_comma(inside[0], -1) and _is_comma(inside[-1], 1)


def _is_comma(token: Token, step: int) -> bool:
    """Say whether a comma stands before a word (-1) or behind it (1), inside of the phrase or next to it."""
    if token.is_punct:
        return token.text == ","
    at = token.i + step
    return 0 <= at < len(token.doc) and token.doc[at].text == ","


def _extent(noun: Token) -> str:
    """Return how many of a kind a noun stands for, by its determiner."""
    words = {
        fold(one.text).strip("'") for one in noun.children if one.dep_ in {"det", "amod", "nummod", "predet", "nmod"}
    }
    words |= {fold(noun.text)} if noun.pos_ in {"PRON", "DET"} else set()
    if words & EVERY:
        return "every"
    if words & SOME:
        return "some"
    if words & POSSESSIVE and noun.dep_ in SUBJECT:
        return "somebody's"
    is_plural = "Plur" in noun.morph.get("Number", []) or noun.tag_ == "NNS"
    if not is_plural or noun.pos_ == "PROPN":
        return ""
    if words & DEFINITE:
        return "the"
    return "some" if words & INDEFINITE else "bare"


def _is_definite(noun: Token, *, is_named: bool) -> bool:
    words = {fold(one.text).strip("'") for one in noun.children if one.dep_ in {"det", "predet"}}
    return bool(words & DEFINITE) or (is_named and not words & INDEFINITE)


def alike(one: Word, other: Word, *, is_across: bool, is_head: bool = False) -> bool:
    """Say whether two words are one word, of one family, or parts of names for one thing.

    Args:
        one: A word.
        other: A word of the other text.
        is_across: The texts are in two languages: concepts and names by their ids must do.
        is_head: They stand for who does it, or to whom: then a kindred word is another party ("agriculteurs",
            "agriculture").
    """
    if one.name is not None and other.name is not None and _are_one(one.name, other.name):
        return True
    if one.keys & other.keys:
        return True
    if is_across:
        return bool(one.concepts & other.concepts)
    if is_head or "PROPN" in {one.pos, other.pos}:
        return False
    opens = next(
        (at for at, (a, b) in enumerate(zip(one.folded, other.folded, strict=False)) if a != b),
        min(len(one.folded), len(other.folded)),
    )
    needed = KINDRED if one.pos == other.pos else DERIVED
    return opens >= BEGINS and opens >= needed * max(len(one.folded), len(other.folded))


def _are_one(one: Named, other: Named) -> bool:
    """Say whether two names are of one thing on one level: "Paris" is no France here, "Martin" no "Paul Martin"."""
    if one.ids and other.ids:
        return one.level == other.level and one.is_adjective == other.is_adjective and bool(one.ids & other.ids)
    return one.words == other.words
