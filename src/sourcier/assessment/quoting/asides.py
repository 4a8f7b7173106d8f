"""What stands inside a quotation without being said: « …, a-t-il ajouté, … », "uh", "(Laughter.)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from sourcier.assessment.quoting.words import Item, key_of, rows_of
from sourcier.core.article import Lang
from sourcier.core.spans import Span

_PAUSE = re.compile(r"[,–—](?!\d)")
_LONGEST = 14
"""Words of the longest incise: « a expliqué lundi devant la presse le ministre de … »."""
_NEAR = 4
"""Words between an auxiliary and its participle: « a alors, d'une voix lasse, ajouté » is rarer than wrong."""
_SHORT = 5
"""Words of an English incise that ends with its verb: "the deputy mayor added"."""


def is_filler(word: Item, lang: Lang) -> bool:
    """Say whether a word is only a hesitation."""
    return word.key in _class("filler", lang)


def is_stage(words: Sequence[Item], lang: Lang) -> bool:
    """Say whether words are a note of who took the words down: "(Applause.)"."""
    return bool(words) and any(word.key in _class("stage", lang) for word in words) and len(words) <= _NEAR


def incises(text: str, within: Span, words: Sequence[Item], lang: Lang) -> list[Span]:
    """Return the stretches between commas or dashes that only say who speaks.

    >>> from sourcier.assessment.quoting.words import source_words
    >>> text = "Il faut, a lancé la ministre, agir."
    >>> [span.of(text) for span in incises(text, Span(0, 35), source_words(text, Span(0, 35), "fr"), "fr")]
    [' a lancé la ministre']
    """
    bounds = [match.start() for match in _PAUSE.finditer(text, within.start, within.end)]
    found: list[Span] = []
    for start, end in pairwise([*bounds, within.end]):
        inside = [word for word in words if start < word.span.start < end]
        if is_incise(inside, text, lang):
            found.append(Span(start + 1, end))
    return found


def is_incise(words: Sequence[Item], text: str, lang: Lang) -> bool:
    """Say whether words set off by commas only say who speaks: verb first, or in English a short "he said"."""
    if not 0 < len(words) <= _LONGEST:
        return False
    says = _class("saying", lang)
    keys = [word.key for word in words]
    if keys[0] in says:
        return True
    if lang == "fr":
        participle = keys[0] in _class("auxiliary", lang) and keys[1:2] and keys[1].endswith("é")
        reflexive = keys[0] in {"se", "s"} and len(keys) > _SHORT - 2  # "se souvient Jean Roy", "s'est-il agacé"
        spoken = keys[0] in _class("auxiliary", lang) and any(key in says for key in keys[1 : _NEAR + 2])
        return bool(participle or reflexive or spoken or _is_inverted(words, text))
    return len(keys) <= _SHORT and keys[-1] in says


def is_saying(key: str, lang: Lang) -> bool:
    """Say whether a word is a form of a verb of saying, as the third person has it."""
    return key in _class("saying", lang)


def _is_inverted(words: Sequence[Item], text: str) -> bool:
    """Say whether words start with any verb and its pronoun behind a hyphen: "lâche-t-il", "soupirent-elles"."""
    pronoun = next((word for word in words[1:3] if word.key in {"il", "elle", "ils", "elles", "on"}), None)
    return pronoun is not None and "-" in text[words[0].span.end : pronoun.span.start]


@cache
def _class(name: str, lang: Lang) -> frozenset[str]:
    return frozenset(key_of(row[2], lang) for row in rows_of("asides") if row[:2] == (lang, name))
