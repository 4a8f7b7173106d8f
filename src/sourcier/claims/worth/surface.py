"""What a stretch of text shows that makes it worth checking or not, in either language, and what words it is made of.

A name shows only that it is there: names, and adjectives made from them, are read as one unknown word each, so that
what is said of one state or person weighs what it would weigh of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from sourcier.claims.lexicon import form_of, lexicon
from sourcier.claims.vocabulary import read_words
from sourcier.core.article import Lang
from sourcier.core.language import Mention, Quantity, TimeInterval
from sourcier.core.rows import read_rows
from sourcier.text.neutral import stand_ins
from sourcier.text.token_kinds import REMEMBERED
from sourcier.text.tokens import Kind, Token

LARGE = 1_000_000
"""From here on a figure is of a nation's size rather than of a person's."""

LENGTHS_OF_TIME = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "NUM"})
SHARES = {"NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs", "PRON": "pronouns", "VERB": "verbs"}

CLASSES = {
    "rise": "trend",
    "fall": "trend",
    "trend_noun": "trend",
    "cause": "cause",
    "hedge": "hedge",
    "evaluative": "evaluation",
    "vague": "vague",
    "modal_duty": "duty",
    "intention": "intention",
    "reckon": "reckoning",
    "say": "saying",
    "first_person": "first_person",
    "first_plural": "first_plural",
}
"""Classes of the claim finder's lexicon, and the trait that each is a sign of."""

MORPHOLOGY = {
    "Tense=Past": "past",
    "Tense=Imp": "past",
    "Tense=Fut": "future",
    "Mood=Cnd": "conditional",
    "Mood=Imp": "imperative",
    "Polarity=Neg": "negation",
    "Degree=Cmp": "comparison",
    "Degree=Sup": "comparison",
    "VerbForm=Fin": "finite",
}
COMPARING_TAGS = frozenset({"JJR", "JJS"})
NO_WORDS = frozenset({"PUNCT", "SPACE", "SYM"})
MARKS = {"?": "question", "!": "exclamation"}
JOINING = frozenset({"-", "'", "’", ".", "&"})
"""Marks inside a name."""
ADDRESSES = ("http", "www.", "@", "pic.twitter")
"""How links and handles in posts start; they say nothing."""

DEMONYMS = read_words("demonyms")
"""What stands in for the adjectives made from the names of states (text/neutral.tsv)."""

CROSSED = (
    ("first_person", "past"),
    ("first_plural", "past"),
    ("third_person", "past"),
    ("name", "past"),
    ("figure", "past"),
    ("figure", "future"),
    ("figure", "comparison"),
    ("figure", "first_person"),
    ("negation", "past"),
)
"""Pairs of traits that say more than their sum: "I voted for it" is on the record, "I believe" is not."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The traits of a stretch of text and the words that carry its subject."""

    traits: Mapping[str, float]
    """Name of a trait and how far it is there; a trait that is not there is left out."""
    words: Sequence[str]
    """Lower-case words in order, without names and figures."""
    shown: Mapping[str, Sequence[str]]
    """For a trait, the words that show it, as written."""


def read_surface(
    tokens: Sequence[Token],
    lang: Lang,
    quantities: Iterable[Quantity],
    times: Iterable[TimeInterval],
    mentions: Iterable[Mention],
) -> Surface:
    """Return what the tokens of a sentence or a clause show, given the figures, times and names in it."""
    shown: dict[str, list[str]] = {}
    figured: set[int] = set()
    for quantity in quantities:
        figured.update(range(quantity.span.start, quantity.span.end))
        for trait in figure_traits(quantity):
            shown.setdefault(trait, []).append(quantity.text)
    for time in times:
        figured.update(range(time.span.start, time.span.end))
        shown.setdefault("relative_time" if time.relative else "date", []).append(time.text)
    named = {mention.span.start + at for mention in mentions for at in _name_offsets(mention.text, mention.kind, lang)}
    words, counts, names = _read_words(tokens, lang, figured, named, shown)
    traits = dict.fromkeys(shown, 1.0)
    total = sum(counts.values())
    for pos, trait in SHARES.items():
        if counts.get(pos):
            traits[trait] = counts[pos] / total
    content = sum(counts.get(pos, 0) for pos in CONTENT) + names
    traits["length"] = log(1 + content)
    if content <= 3:
        traits["short"] = 1.0
    if names:
        traits["name"] = 1.0
    if len(shown.get("figure", ())) > 1:
        traits["figures"] = 1.0
    for one, other in CROSSED:
        if one in traits and other in traits:
            traits[f"{one} {other}"] = 1.0
    return Surface(traits, words, shown)


def figure_traits(quantity: Quantity) -> list[str]:
    """Return the traits that a figure is a sign of; a length of time is no more than that."""
    if quantity.unit in LENGTHS_OF_TIME:
        return ["length_of_time"]
    found = ["figure"]
    if quantity.unit in {"%", "pp"}:
        found.append("percentage")
    elif len(quantity.unit) == 3 and quantity.unit.isupper():
        found.append("money")
    if (quantity.high or quantity.low or 0) >= LARGE:
        found.append("large")
    if quantity.per is not None:
        found.append("rate")
    return found


def _read_words(
    tokens: Sequence[Token], lang: Lang, figured: set[int], named: set[int], shown: dict[str, list[str]]
) -> tuple[list[str], dict[str, int], int]:
    """Return the words, how many there are of each part of speech, and how many names; fill in what shows a trait."""
    words: list[str] = []
    counts: dict[str, int] = {}
    names = 0
    is_first, after_name = True, False
    for token in tokens:
        word = _word(token, lang)
        if word.is_blank:
            if word.mark:
                shown.setdefault(word.mark, []).append(word.text)
            after_name = after_name and word.text in JOINING
            continue
        is_figure = token.idx in figured
        if not is_figure:
            has_capital = word.pos == "PROPN" or (word.is_title and not is_first)
            if token.idx in named or (has_capital and not _is_headline(tokens)):
                names += not after_name
                is_first, after_name = False, True
                continue
        counts[word.pos] = counts.get(word.pos, 0) + 1
        for trait in word.traits:
            shown.setdefault(trait, []).append(word.text)
        if is_first and word.is_bare_verb:
            shown.setdefault("imperative", []).append(word.text)
        if not is_figure and word.pos != "NUM":
            words.append(word.form)
        is_first = after_name = False
    return words, counts, names


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Say whether the words have capitals for show, as English headlines do: then these tell no names."""
    long = [token for token in tokens if len(token) > 3 and token.is_alpha]
    return len(long) > 3 and 4 * sum(token.text[0].isupper() for token in long) > 3 * len(long)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a token is by itself."""

    text: str
    form: str
    pos: str
    traits: tuple[str, ...]
    is_blank: bool
    """A mark, white space, a link or a handle."""
    mark: str | None
    """The trait of a mark."""
    is_title: bool
    is_bare_verb: bool


def _word(token: Token, lang: Lang) -> _Word:
    """Return what a token is, looked up once for each reading of it."""
    seen = _seen(lang)
    found = seen.get(token.kind)
    if found is None:
        text, form = token.text, form_of(token).lstrip("-")
        classes = {CLASSES[name] for name in lexicon(lang).names(token) if name in CLASSES}
        found = _Word(
            text=text,
            form=form,
            pos=token.pos_,
            traits=tuple(sorted(classes | set(_signs(lang).get(form, ())) | _grammar(token.tag_, str(token.morph)))),
            is_blank=token.pos_ in NO_WORDS or text.startswith(ADDRESSES),
            mark=MARKS.get(text),
            is_title=token.is_title and len(text) > 1,
            is_bare_verb=token.tag_ == "VB",
        )
        if len(seen) < REMEMBERED:
            seen[token.kind] = found
    return found


@cache
def _seen(_lang: Lang) -> dict[Kind, _Word]:
    return {}


def _grammar(tag: str, morph: str) -> set[str]:
    """Return the traits that a word's morphology is a sign of.

    >>> sorted(_grammar("VBD", "Tense=Past|VerbForm=Fin"))
    ['finite', 'past']
    """
    found = {trait for feature, trait in MORPHOLOGY.items() if feature in morph}
    if tag in COMPARING_TAGS:
        found.add("comparison")
    return found


@lru_cache(REMEMBERED)
def _name_offsets(text: str, kind: str, lang: Lang) -> tuple[int, ...]:
    """Return which characters of a mention belong to a name, so that words count alike whether or not packs know it.

    A demonym is one, and all that follows the first capital of another word; the noun before is a word as any other:
    the packs have the army of one state and not that of the next.

    >>> masked = lambda text, lang: "".join(text[at] for at in _name_offsets(text, "institution", lang))
    >>> masked("armée ukrainienne", "fr"), masked("Cour pénale", "fr"), masked("Russian army", "en")
    ('ukrainienne', 'Cour pénale', 'Russian')
    """
    if kind == "person" or " " not in text:
        return tuple(range(len(text)))
    found: list[int] = []
    start = 0
    for word in text.split(" "):
        if _is_demonym(word, lang):
            found.extend(range(start, start + len(word)))
        elif word[:1].isupper() or word[2:3].isupper():  # "d'État"
            return (*found, *range(start, len(text)))
        start += len(word) + 1
    return tuple(found)


def _is_demonym(word: str, lang: Lang) -> bool:
    known = stand_ins(lang)
    return any(known.get(part, "").lower() in DEMONYMS for part in (word, *word.split("-")))


@cache
def _signs(lang: Lang) -> Mapping[str, tuple[str, ...]]:
    """Return the traits that a word is a sign of whatever its grammar (signs.tsv)."""
    found: dict[str, tuple[str, ...]] = {}
    for known, word, trait in read_rows(__package__, "signs.tsv"):
        if known == lang:
            found[word] = (*found.get(word, ()), trait)
    return found
