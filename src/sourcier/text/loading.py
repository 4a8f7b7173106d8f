"""Load a spaCy pipeline in less time than it takes by itself.

spaCy's French tokenizer compiles one regular expression of 1.4 million characters, for words such as
"contre-offensive": 300 alternatives that each spell out every letter of the alphabet. That takes 2.4 s of the 4.5 s
that a French pipeline needs. The same alternatives, with their common endings written once, compile in a few
milliseconds and match the same words (tests/text/test_loading.py compares them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import spacy
from spacy.language import Language

LONG = 100_000
"""Characters from which a pattern is worth shortening; no other pattern of spaCy comes near."""

CLASS = 200
"""Characters from which a class in brackets is an alphabet spelt out."""


def load(name: str) -> Language:
    """Return a spaCy pipeline by the name of its package."""
    with _short_patterns():
        return spacy.load(name)


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
    """Return an alternation of groups with each common ending written once; any other pattern as it is.

    >>> shorten("(?iu)(?:^ab)|(?:^cd)")
    '(?iu)(?:(?:^ab|^cd))'
    """
    opening = re.match(r"\(\?[a-z]+\)", pattern)
    flags = opening.group() if opening else ""
    body = pattern[len(flags) :]
    if not (body.startswith("(?:") and body.endswith(")")):
        return pattern
    endings: dict[str, list[str]] = {}
    for alternative in body[len("(?:") : -1].split(")|(?:"):
        at = _first_alphabet(alternative)
        endings.setdefault(alternative[at:], []).append(alternative[:at])
    return flags + "|".join(f"(?:(?:{'|'.join(starts)}){ending})" for ending, starts in endings.items())


def _first_alphabet(alternative: str) -> int:
    """Return where the first long class in brackets starts, or the end."""
    start = alternative.find("[")
    while start >= 0:
        end = alternative.find("]", start)
        if end < 0 or end - start > CLASS:
            return start
        start = alternative.find("[", end)
    return len(alternative)
