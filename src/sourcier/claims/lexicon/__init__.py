"""What a lemma can do in a sentence: say, take for granted, rise, fall, hedge, refer to oneself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sourcier.core.article import Lang
from sourcier.core.rows import read_rows
from sourcier.text.token_kinds import REMEMBERED
from sourcier.text.tokens import Kind, Token

NOTHING: frozenset[str] = frozenset()


def form_of(token: Token) -> str:
    """Return a word as it stands, in lower case and with a straight apostrophe."""
    return token.form


def running(tokens: Iterable[Token]) -> str:
    """Return words as they run, in lower case, with straight apostrophes and a space at either end: " c'est dit "."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        parts.append(token.lower_ if token.idx == end else f" {token.lower_}")
        end = token.idx + len(token.text)
    return f"{''.join(parts)} ".replace("’", "'")


class Lexicon:
    """The words of one language by class, from `fr.tsv` or `en.tsv`."""

    def __init__(self, classes: dict[str, frozenset[str]]) -> None:
        self._classes = classes
        self._names: dict[str, frozenset[str]] = {}
        for name, words in classes.items():
            for word in words:
                self._names[word] = self._names.get(word, NOTHING) | {name}
        self._seen: dict[Kind, frozenset[str]] = {}
        self._ordered = {
            name: tuple(sorted(words, key=lambda word: (-len(word.split()), word))) for name, words in classes.items()
        }
        self._phrases = {name: frozenset(word for word in words if " " in word) for name, words in classes.items()}
        self._spaced = {name: tuple(f" {word} " for word in sorted(words)) for name, words in classes.items()}
        self._spaced_phrases = {
            name: tuple(phrase for phrase in spaced if " " in phrase.strip()) for name, spaced in self._spaced.items()
        }
        self._first = {name: frozenset(_first_word(word) for word in words) for name, words in classes.items()}

    def names(self, token: Token) -> frozenset[str]:
        """Return the classes that the token's lemma or form belongs to."""
        found = self._seen.get(token.kind)
        if found is None:
            by_lemma = self._names.get(token.lemma_.lower(), NOTHING)
            found = by_lemma | self._names.get(form_of(token), NOTHING)
            if len(self._seen) < REMEMBERED:
                self._seen[token.kind] = found
        return found

    def has(self, token: Token, *names: str) -> bool:
        """Say whether the token's lemma or form belongs to one of the classes."""
        known = self.names(token)
        return bool(known) and not known.isdisjoint(names)

    def first_words(self, name: str) -> frozenset[str]:
        """Return the first word of every expression of a class."""
        return self._first.get(name, NOTHING)

    def longest_first(self, name: str) -> tuple[str, ...]:
        """Return the expressions of a class, those of most words first, in an order that never changes."""
        return self._ordered.get(name, ())

    def phrases(self, name: str) -> frozenset[str]:
        """Return the expressions of several words of a class."""
        return self._phrases.get(name, NOTHING)

    def spaced(self, name: str) -> tuple[str, ...]:
        """Return the words and expressions of a class with a space on either side, to be looked for in a text."""
        return self._spaced.get(name, ())

    def spaced_phrases(self, name: str) -> tuple[str, ...]:
        """Return the expressions of several words of a class in the same way."""
        return self._spaced_phrases.get(name, ())

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a class, none where the language has no such class; expressions have spaces in them."""
        return self._classes.get(name, NOTHING)


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return the lexicon of a language, read once."""
    classes: dict[str, set[str]] = {}
    for lemma, name in read_rows(__package__, f"{lang}.tsv"):
        classes.setdefault(name, set()).add(lemma)
    if lang == "fr":
        for name in CONJUGATED & set(classes):
            classes[name] |= {form for lemma in classes[name] for form in _forms(lemma)}
    return Lexicon({name: frozenset(words) for name, words in classes.items()})


def _first_word(expression: str) -> str:
    """Return the first word as the tokenizer has it: "d'" of "d'après"."""
    first = expression.split(maxsplit=1)[0]
    return first[: first.index("'") + 1] if "'" in first[:-1] else first


CONJUGATED = frozenset({"say", "factive", "reckon", "stance", "commits", "denies", "astray"})
ENDINGS = ("e", "ent", "ons", "ait", "aient", "a", "èrent", "é", "ée", "és", "ées")


def _forms(lemma: str) -> list[str]:
    """Return the forms that newspapers use of a regular French verb, for verbs whose lemma the tagger gets wrong.

    >>> _forms("indiquer")[:2], _forms("dire")
    (['indique', 'indiquent'], [])
    """
    return [lemma[:-2] + ending for ending in ENDINGS] if lemma.endswith("er") and " " not in lemma else []
