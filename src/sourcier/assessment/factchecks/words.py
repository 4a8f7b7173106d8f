"""What a claim and a fact-check are compared by: terms, names, figures and letters, read without a model.

Fifty candidates are read for each claim, so nothing here parses. Posts come as their authors wrote them: a handle or a
hashtag often is the only place where a name stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sourcier.assessment.lexicon import fold
from sourcier.core.rows import read_rows

GRAM = 4
"""Letters in a row: with fewer, unlike words share too many."""
SHORTEST_SENTENCE = 4
"""Words; what is shorter ("Wow.") is no statement."""
SHORTEST_STEM = 3

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+", re.IGNORECASE)
_TAG = re.compile(r"[@#](\w+)")
_SEAM = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
"""Where words written as one part: "HurricaneIrma", "RATPDirect", "elections2022"."""
_SIGNED = re.compile(r"\s*[—–]\s*[^—–]{1,60}?\(@\w+\)(?:\s*[^\W\d_]+\.? \d{1,2}, \d{4}|\s*\d{1,2} [^\W\d_]+\.? \d{4})?")
"""A post's author and date, as sites that quote posts write them."""
_OTHER = re.compile(r"[^\w\s.,;:!?'’\"“”«»()%$€£&/+–—-]")
_WORD = re.compile(r"\d+(?:[.,  ]\d+)*|[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;:'’\"“«(] )[\"“«(]?([A-ZÀ-Þ][\w’'-]+)|(?<=[’'])([A-ZÀ-Þ][\w-]+)")
_END = re.compile(r"(?<=[.!?…])[\"”»)]*\s+|\n+")
_LETTERS = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """Return a text as it is searched for: links and signs off, handles and hashtags read as words.

    >>> plain("Look at this #HurricaneIrma dinner @RedCross https://t.co/xyz")
    'Look at this Hurricane Irma dinner Red Cross'
    """
    linked = re.sub(r"(?<=\S)(?=pic\.twitter\.com/|https?://)", " ", text)
    tagged = _TAG.sub(lambda tag: _SEAM.sub(" ", tag.group(1).replace("_", " ")), _LINK.sub(" ", linked))
    return " ".join(_OTHER.sub(" ", tagged).split())


def is_post(text: str) -> bool:
    """Say whether a text has the marks of a post: a link, a handle, a hashtag, a signature.

    >>> is_post("So true! — Ann (@ann99) May 2, 2021"), is_post("The mayor has resigned.")
    (True, False)
    """
    return any(mark.search(text) for mark in (_LINK, _TAG, _SIGNED))


def statements(text: str) -> list[str]:
    """Return the sentences of a text, a post's signature left out; the whole text where it has none.

    >>> statements("Wow. They closed every library in town! — Ann (@ann99) May 2, 2021")
    ['They closed every library in town!']
    """
    body = plain(_SIGNED.sub(" . ", text))
    found = [part.strip() for part in _END.split(body)]
    return [part for part in found if len(part.split()) >= SHORTEST_SENTENCE] or [body]


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for row in read_rows(__package__, "small_words.tsv") for word in row[1].split())


@cache
def _endings() -> Sequence[tuple[str, str]]:
    """Return endings that leave the sense of a word as it is, longest first, with what stands in their place."""
    rows = read_rows(__package__, "endings.tsv")
    return sorted(((row[0], row[1]) for row in rows), key=lambda row: (-len(row[0]), row[0]))


@lru_cache(maxsize=65536)
def root(folded: str) -> str:
    """Return a folded word without the endings of verbs, nouns made of them, and number.

    >>> root("annoncait") == root("annonces"), root("shooting") == root("shot"), root("banned") == root("ban")
    (True, False, True)
    """
    word = folded
    for ending, instead in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls" else word


def terms(text: str) -> list[str]:
    """Return the roots of a text's words in order, words without meaning of their own left out.

    >>> terms("The mayor has banned 40 books")
    ['mayor', 'ban', '40', 'book']
    """
    return list(_terms(text))


@lru_cache(maxsize=65536)
def _terms(text: str) -> tuple[str, ...]:
    small = _small_words()
    words = (_figure(word) for word in _WORD.findall(fold(text)))
    return tuple(word if word[0].isdigit() else root(word) for word in words if word not in small)


def _figure(word: str) -> str:
    """Return a figure without what groups its digits; a word as it is.

    >>> _figure("2 500"), _figure("2,500"), _figure("7,1")
    ('2500', '2500', '7.1')
    """
    if not word[0].isdigit():
        return word
    return re.sub(r"[,  ](?=\d{3}(?!\d))", "", word).replace(",", ".")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text, as others are compared with it."""

    terms: tuple[str, ...]
    names: frozenset[str]
    """Roots of words with a capital inside a sentence."""
    figures: frozenset[str]
    grams: frozenset[str]
    """Runs of letters, word ends marked by spaces."""
    denies: bool


_DENIAL = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|without|cannot)\b|n[’']t\b"
    r"|\bn(?:e\b|[’'](?=[aeiouyh]))|\b(?:aucune?|jamais|sans)\b",
)


_ONLY = re.compile(
    r"\bn(?:e |')(?:(?!pas\b|plus\b|jamais\b|rien\b)\w+ ){1,3}?(?:plus )?qu[e']"
    r"|\bnot only\b|\bno fewer than\b|\bno less than\b"
)
"""What looks like a denial and says "only", "also" or "at least"."""


def denial(text: str) -> str:
    """Return the first word of grammar that denies something; empty where none does.

    >>> denial("Il n’a rien dit"), denial("They won't"), denial("Coffee kills"), denial("Il n’a que 3 lits")
    ('n’', "n't", '', '')
    """
    plainer = text.lower().replace("’", "'")
    found = _DENIAL.search(_ONLY.sub(lambda only: "_" * len(only.group()), plainer))
    return text[found.start() : found.end()] if found else ""


@lru_cache(maxsize=4096)
def read(text: str) -> Wording:
    """Return a text's wording; the same fact-checks come up again and again in one article."""
    folded = fold(text)
    found = tuple(terms(text))
    return Wording(
        terms=found,
        names=frozenset(terms(" ".join(one or other for one, other in _NAME.findall(text)))),
        figures=frozenset(term for term in found if term[0].isdigit()),
        grams=frozenset(_grams(folded)),
        denies=bool(denial(text)),
    )


def _grams(folded: str) -> Iterator[str]:
    text = f" {_LETTERS.sub(' ', folded).strip()} "
    return (text[at : at + GRAM] for at in range(len(text) - GRAM + 1))
