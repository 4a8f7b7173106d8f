"""The cues of a language by the hash of the word that gives them away, and the words around them by class."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.strings import get_string_id

from sourcier.core.article import Lang
from sourcier.text.parsing import pipeline
from sourcier.text.rhetoric.inflection import forms_of
from sourcier.text.rhetoric.patterns import Cue, Pattern, compile_cue

NEUTRAL = "neutral"
"""The technique of expressions that hide the cues inside them: "régime de retraite"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns and surroundings of one language; keys are hashes of lower-case forms or of lemmas."""

    by_form: Mapping[int, tuple[Pattern, ...]]
    by_lemma: Mapping[int, tuple[Pattern, ...]]
    surroundings: Mapping[str, frozenset[int]]
    """Class of word (law, arts, public, …) to the hashes of its words' forms."""


@cache
def lexicon(lang: Lang) -> Lexicon:
    """Return the lexicon of a language, from `cues.<lang>.tsv` and `surroundings.<lang>.tsv`."""
    tokenizer = pipeline(lang).tokenizer

    def tokenize(form: str) -> list[str]:
        # Only marks inside a word part it: the tokenizer is asked for few. "d'" alone would lose its apostrophe.
        return [form] if form.removesuffix("'").isalpha() else [token.text for token in tokenizer(form)]

    by_form: dict[int, list[Pattern]] = {}
    by_lemma: dict[int, list[Pattern]] = {}
    for cue in cues(lang):
        for pattern in compile_cue(cue, lang, tokenize):
            anchor = pattern.elements[pattern.anchor]
            for form in anchor.forms:
                by_form.setdefault(form, []).append(pattern)
            for lemma in anchor.lemmas:
                by_lemma.setdefault(lemma, []).append(pattern)
    return Lexicon(
        by_form={key: tuple(found) for key, found in by_form.items()},
        by_lemma={key: tuple(found) for key, found in by_lemma.items()},
        surroundings={
            name: frozenset(get_string_id(form) for form in forms) for name, forms in _surroundings(lang).items()
        },
    )


def cues(lang: Lang) -> Iterator[Cue]:
    """Yield the cues of a language in the order of their file."""
    for row in _rows(f"cues.{lang}.tsv"):
        yield Cue(row["expression"], row["technique"], row["part"], int(row["intensity"]), row["literal"] == "1")


def _surroundings(lang: Lang) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows(f"surroundings.{lang}.tsv"):
        word = row["word"]
        is_french_verb = lang == "fr" and word.endswith(("er", "ir", "re"))
        forms = forms_of(word, "v", lang) | forms_of(word, "n", lang) if is_french_verb else forms_of(word, "n", lang)
        found.setdefault(row["class"], set()).update(forms | {form.replace("'", "’") for form in forms})
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
