"""Have the models read all names of one sort alike: "la Russie" as "l'Ukraine", "Poutine" as "Zelensky".

A small model knows a word by its spelling (norm, first and last letters, shape) and by its static vector. For a name
that says nothing about grammar and much about what was written of its bearer, so that two sentences that differ
in a name alone could be parsed in two ways. Here each name is given the features of one other, which stands in for
all of its sort; the text, its offsets and the lemmas stay as they are. design/even_handed.md tells how it was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

from sourcier.core.article import Lang

FEATURES = (NORM, PREFIX, SUFFIX, SHAPE)
"""What the models' embeddings read of a word, beside its vector."""

SHORT = 3
"""Letters of a name that may be any word where all is in capitals."""

ALL = "all"
"""The language of names that both have."""

PERSON = "Martin"
"""Stands in for given names and surnames alike; it is both itself."""


def make_neutral(nlp: Language, lang: Lang) -> None:
    """Change the vocabulary of a pipeline that was just loaded, so that names of one sort are alike to its models."""
    vocab = nlp.vocab
    getters = vocab.lex_attr_getters  # type: ignore[attr-defined]  # missing from its stubs
    sort = Sorter(nlp, lang)
    for feature in FEATURES:
        getters[feature] = _of_stand_in(getters[feature], sort.stand_in)
    # Words that the tokenizer's rules have made already.
    for lexeme in list(vocab):
        other = sort.stand_in(lexeme.orth_)
        if other != lexeme.orth_:
            known = vocab[other]
            lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape = (
                known.norm,
                known.prefix,
                known.suffix,
                known.shape,
            )


def _of_stand_in(feature: Callable[[str], object], stand_in: Callable[[str], str]) -> Callable[[str], object]:
    return lambda word: feature(stand_in(word))


class Sorter:
    """Says which word stands in for another, and has them share a vector."""

    def __init__(self, nlp: Language, lang: Lang) -> None:
        self._vectors = nlp.vocab.vectors
        self._has_vectors = self._vectors.n_keys > 0
        self._known = dict(stand_ins(lang))
        self._people = {self._row(word) for word in common_people()} - {-1} if self._has_vectors else set()
        self._dictionary = _dictionary(nlp) if self._people else frozenset()
        for word, other in self._known.items():
            self._share(word, other)

    def stand_in(self, word: str) -> str:
        """Return the word that stands in for a name, the word itself where it is none.

        What is remembered has an end: only words with a vector become people, some 60 000 of them in French, and these
        have their keys among the vectors already. A cap below that would make a parse hang on what was read before.
        """
        other = self._known.get(word)
        if other is None and self._is_person(word):
            self._known[word] = other = PERSON
            self._share(word, other)
        return other or word

    def _is_person(self, word: str) -> bool:
        """Say whether a word that no table has is a name like those of people.

        The vectors of rare words were replaced by that of the nearest frequent one when the model was made: "Diallo"
        bears that of "Moussa". So a capitalised word with the vector of a listed name is one itself.
        """
        return (
            word[:1].isupper()
            and word[1:].islower()
            and self._has_vectors
            and self._row(word) in self._people
            and word.lower() not in self._dictionary
        )

    def _row(self, word: str) -> int:
        return int(self._vectors.find(key=word))

    def _share(self, word: str, other: str) -> None:
        row = self._row(other) if self._has_vectors else -1
        if row >= 0:
            self._vectors.add(word, row=row)


def _dictionary(nlp: Language) -> frozenset[str]:
    """Return the ordinary words that the lemmatizer knows, and those that it need not know: "dans", "selon"."""
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # a lemmatizer with tables
    words = frozenset(word for words in tables.get_table("lemma_index").values() for word in words)
    return words | frozenset(nlp.Defaults.stop_words)


@cache
def stand_ins(lang: Lang) -> Mapping[str, str]:
    """Return the names of a language, each with the one that stands in for it (neutral.tsv).

    Added are the peoples ("les Russes") to their adjectives, and capitals as headlines have them.
    """
    found = dict(_rows(lang))
    peoples = {_titled(name): _titled(other) for name, other in found.items()}
    found = peoples | found
    capitals = {name.upper(): other.upper() for name, other in found.items() if len(name) > SHORT}
    return capitals | found


def _titled(name: str) -> str:
    return name[0].upper() + name[1:]


@cache
def common_people() -> frozenset[str]:
    """Return the names of people whose vectors only names bear: those that the table has for all languages."""
    return frozenset(name for language, name, _ in _table() if language == ALL)


def _rows(lang: Lang) -> Iterator[tuple[str, str]]:
    return ((name, other) for language, name, other in _table() if language in {lang, ALL})


def _table() -> Iterator[tuple[str, str, str]]:
    lines = resources.files(__package__).joinpath("neutral.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        if line and not line.startswith("#"):
            language, other, names = line.split("\t")
            yield from ((language, name, other) for name in names.split())
