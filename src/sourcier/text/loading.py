"""Load a spaCy pipeline in less time than it takes by itself.

spaCy's French tokenizer compiles one regular expression of 1.4 million characters, for words such as
"contre-offensive": 300 alternatives that each spell out every letter of the alphabet. That takes 2.4 s of the 4.5 s
that a French pipeline needs. The same alternatives, with their common beginnings and endings written once, compile in
fifty milliseconds and match the same words (tests/text/test_loading.py compares them). Another second goes to what is
not read, half a million words as text, and to the lemmatizer's tables (lemmatizing.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.language import Language

from sourcier.core.models import MissingModel
from sourcier.text.lemmatizing import LEMMATIZER, add_lemmatizer

UNREAD = ("strings", "senter", LEMMATIZER)
"""What is not loaded: the words of the vectors as text (their keys are hashes, and a word that is read brings its own
text), sentence starts, which are our own, and the lemmatizer, which is loaded in less time."""

LONG = 100_000
"""Characters from which a pattern is worth shortening; no other pattern of spaCy comes near."""

CLASS = 200
"""Characters from which a class in brackets is an alphabet spelt out."""

ELIDED = ("qu", "d", "l", "n", "s", "j", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu")
"""French words before the apostrophe that stands for their vowel."""

OPENING = re.compile(rf"\^\[[^]]{{{CLASS},}}\]\+")
"""Any word, as some alternatives start."""


def load(name: str) -> Language:
    """Return a spaCy pipeline by the name of its package, without what nothing here reads. Raises MissingModel."""
    try:
        with _short_patterns():
            nlp = spacy.load(name, exclude=UNREAD)
    except (OSError, ImportError) as error:
        raise MissingModel.of(name.replace("_", "-"), "the language model") from error
    _keep_elided(nlp)
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
    add_lemmatizer(nlp, nlp.path)
    return nlp


def _keep_elided(nlp: Language) -> None:
    """Have a French word that lost its vowel before a quotation mark stay one token: "qu'« il faut »", "d'“élus”".

    The tokenizer knows it only before a letter; alone, it would part the apostrophe as a mark of its own.
    """
    tokenizer: Any = nlp.tokenizer
    if nlp.lang != "fr":
        return
    for word in ELIDED:
        for form in (word, word.capitalize()):
            for apostrophe in "'’":
                tokenizer.add_special_case(f"{form}{apostrophe}", [{ORTH: f"{form}{apostrophe}"}])


@contextmanager
def _short_patterns() -> Iterator[None]:
    """Have long alternations shortened while a pipeline is loaded: spaCy takes its patterns as text, from the model."""
    compile_pattern = re.compile

    def shortened(pattern: Any, flags: int = 0) -> Any:
        if isinstance(pattern, str) and len(pattern) > LONG:
            pattern = shorten(pattern)
        return compile_pattern(pattern, flags)

    re.compile = shortened
    try:
        yield
    finally:
        re.compile = compile_pattern


def shorten(pattern: str) -> str:
    """Return an alternation of groups with each common beginning and ending written once; any other pattern as it is.

    >>> shorten("(?iu)(?:^ab)|(?:^cd)")
    '(?iu)(?:(?:^ab|^cd))'
    """
    given = re.match(r"\(\?[a-z]+\)", pattern)
    flags = given.group() if given else ""
    body = pattern[len(flags) :]
    if not (body.startswith("(?:") and body.endswith(")")):
        return pattern
    between: dict[tuple[str, str], list[str]] = {}
    for alternative in body[len("(?:") : -1].split(")|(?:"):
        opening = OPENING.match(alternative)
        start = opening.end() if opening else 0
        end = _first_alphabet(alternative, start)
        between.setdefault((alternative[:start], alternative[end:]), []).append(alternative[start:end])
    return flags + "|".join(f"(?:{start}(?:{'|'.join(words)}){end})" for (start, end), words in between.items())


def _first_alphabet(alternative: str, after: int) -> int:
    """Return where the first long class in brackets starts, or the end."""
    start = alternative.find("[", after)
    while start >= 0:
        end = alternative.find("]", start)
        if end < 0 or end - start > CLASS:
            return start
        start = alternative.find("[", end)
    return len(alternative)
