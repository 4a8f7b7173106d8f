"""What a lemma can do in a sentence: say, take for granted, rise, fall, hedge, refer to oneself."""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Token

from sourcier.core.article import Lang

NOTHING: frozenset[str] = frozenset()


class Lexicon:
    """The words of one language by class, from `fr.tsv` or `en.tsv`."""

    def __init__(self, classes: dict[str, frozenset[str]]) -> None:
        self._classes = classes
        self._names: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                self._names.setdefault(word, set()).add(name)
        self._first = {name: frozenset(word.split()[0] for word in words) for name, words in classes.items()}

    def has(self, token: Token, *names: str) -> bool:
        """Say whether the token's lemma or form belongs to one of the classes."""
        by_lemma = self._names.get(token.lemma_.lower(), NOTHING)
        by_form = self._names.get(token.lower_.replace("’", "'"), NOTHING)
        return any(name in by_lemma or name in by_form for name in names)

    def first_words(self, name: str) -> frozenset[str]:
        """Return the first word of every expression of a class."""
        return self._first[name]

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a class; expressions of several words have spaces in them."""
        return self._classes[name]


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return the lexicon of a language, read once."""
    classes: dict[str, set[str]] = {}
    text = resources.files(__package__).joinpath(f"{lang}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#") and line != "lemma\tclass":
            lemma, name = line.split("\t")
            classes.setdefault(name, set()).add(lemma)
    if lang == "fr":
        for name in CONJUGATED & set(classes):
            classes[name] |= {form for lemma in classes[name] for form in _forms(lemma)}
    return Lexicon({name: frozenset(words) for name, words in classes.items()})


CONJUGATED = frozenset({"say", "factive", "reckon", "stance"})
ENDINGS = ("e", "ent", "ait", "aient", "a", "èrent", "é", "ée", "és", "ées")


def _forms(lemma: str) -> list[str]:
    """Return the third-person forms of a regular French verb, for verbs whose lemma the tagger gets wrong.

    >>> _forms("indiquer")[:2], _forms("dire")
    (['indique', 'indiquent'], [])
    """
    return [lemma[:-2] + ending for ending in ENDINGS] if lemma.endswith("er") and " " not in lemma else []
